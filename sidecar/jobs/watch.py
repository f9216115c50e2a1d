"""Tell a dead lease from a slow observer."""

from dataclasses import dataclass

LONGEST_GAP = 2.0
"""Seconds between two looks, above which the watch starts anew: an observer that was paused itself has seen nothing."""


@dataclass
class _Sight:
    seq_no: int
    since: float
    last: float


class Watch:
    """What one observer has seen of leases that others hold. Times are seconds of a monotonic clock."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._sights: dict[str, _Sight] = {}

    def dead(self, key: str, seq_no: int, asked: float, answered: float) -> bool:
        """Note what a real-time read showed; tell whether the lease has stood still for the whole time-out of uninterrupted watching."""
        sight = self._sights.get(key)
        if sight is None or sight.seq_no != seq_no or answered - sight.last > LONGEST_GAP or answered - asked > LONGEST_GAP:
            self._sights[key] = _Sight(seq_no, answered, answered)
            return False
        sight.last = answered
        return answered - sight.since > self._timeout

    def keep(self, keys: set[str]) -> None:
        """Forget all leases but these."""
        self._sights = {key: sight for key, sight in self._sights.items() if key in keys}

    def restart(self) -> None:
        """Forget everything: nothing could be read or written, so nobody could renew."""
        self._sights.clear()
