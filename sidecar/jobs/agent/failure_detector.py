"""Tell a dead lease from a slow observer."""

from dataclasses import dataclass

UNHURRIED = 1.2
"""How many times as long as the proof a lease has to stand still before one begins."""
LONGEST_GAP = 2.0
"""Seconds between two looks, above which the watch starts anew: an observer that was paused itself has seen nothing."""


@dataclass
class _Sight:
    seq_no: int
    since: float
    last: float
    proven: bool = False
    """Whether the last write was the observer's own."""


class Watch:
    """What one observer has seen of leases that others hold. Times are seconds of a monotonic clock.

    A lease that stands still may be that of an owner who cannot write, as nobody can. So the last ``proof`` seconds of ``timeout``
    begin with a write of the observer's own, which proves that writing is possible: who lives renews meanwhile. It takes longer to
    suspect an owner than to prove it dead, also where the time-out is short, or two observers would go on interrupting each other.
    """

    def __init__(self, timeout: float, proof: float) -> None:
        self._quiet = max(timeout - proof, UNHURRIED * proof)
        self._proof = proof
        self._sights: dict[str, _Sight] = {}

    def due(self, key: str, seq_no: int, asked: float, answered: float) -> bool:
        """Note what a real-time read showed; tell whether the next step is due.

        It is once the lease has stood still for long enough, watched without a gap: the write of the observer's own, then the
        take-over.
        """
        sight = self._sights.get(key)
        if sight is None or sight.seq_no != seq_no or answered - sight.last > LONGEST_GAP or answered - asked > LONGEST_GAP:
            self._sights[key] = _Sight(seq_no, answered, answered)
            return False
        sight.last = answered
        return answered - sight.since > (self._proof if sight.proven else self._quiet)

    def proven(self, key: str) -> bool:
        """Tell whether the lease has stood still since a write of the observer's own."""
        return key in self._sights and self._sights[key].proven

    def prove(self, key: str, seq_no: int, answered: float) -> None:
        """Note a write of the observer's own: from here on the owner could have written too."""
        self._sights[key] = _Sight(seq_no, answered, answered, proven=True)

    def keep(self, keys: set[str]) -> None:
        """Forget all leases but these."""
        self._sights = {key: sight for key, sight in self._sights.items() if key in keys}

    def restart(self) -> None:
        """Forget everything: nothing could be read or written, so nobody could renew."""
        self._sights = {}
