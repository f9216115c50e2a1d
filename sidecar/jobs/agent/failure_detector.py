"""Detect executions whose process is lost, so that an agent may take over their leases.

An agent suspects a lease whose sequence number has not changed for most of the timeout. It then writes the lease itself, which proves
that writes are possible, and takes over only if the owner does not renew after that either (see :mod:`sidecar.jobs.agent.recovery`).
"""

from dataclasses import dataclass
from typing import Protocol, Self

from sidecar.settings import MAX_LEASE_TIMEOUT, MIN_LEASE_TIMEOUT

CONFIRMATION_INTERVALS = 2.5
"""Confirmation time in snapshot intervals: the next tick, the renewal itself, and a short delay."""
MIN_SUSPICION = 1.2
"""Minimum suspicion time, as a multiple of the confirmation time."""
MAX_GAP = 2.0
"""Seconds between two observations above which the observation restarts: the observer itself was paused."""


class OwnedLease(Protocol):
    """What the detection needs of a lease."""

    @property
    def key(self) -> str:
        """Return the id of the lease's document."""

    @property
    def owner_timeout(self) -> float | None:
        """Return the owner's lease timeout in seconds."""

    @property
    def owner_interval(self) -> float | None:
        """Return the owner's snapshot interval in seconds."""


@dataclass(frozen=True, kw_only=True)
class Timing:
    """The times that the detection takes, in seconds."""

    timeout: float
    confirmation: float
    """The last part of the timeout, which begins with a write by the observer."""

    @property
    def suspicion(self) -> float:
        """Return the first part of the timeout."""
        return max(self.timeout - self.confirmation, MIN_SUSPICION * self.confirmation)

    @classmethod
    def of_settings(cls, timeout: float, interval: float) -> Self:
        """Return the times for a lease timeout and a snapshot interval."""
        return cls(timeout=timeout, confirmation=CONFIRMATION_INTERVALS * interval)

    @classmethod
    def of_owner(cls, lease: OwnedLease) -> Self:
        """Return the times for the settings that a lease's owner recorded; zero for an owner of an older release.

        A stored value outside the limits of the settings counts as the limit.
        """
        timeout = min(lease.owner_timeout or 0.0, MAX_LEASE_TIMEOUT)
        interval = min(lease.owner_interval or 0.0, timeout / MIN_LEASE_TIMEOUT)
        return cls.of_settings(timeout, interval)

    def combine(self, other: "Timing") -> "Timing":
        """Return the larger of both."""
        return Timing(timeout=max(self.timeout, other.timeout), confirmation=max(self.confirmation, other.confirmation))


@dataclass
class _Observation:
    seq_no: int
    since: float
    last: float
    has_own_write: bool = False
    """Whether the last write was the observer's own."""
    is_overdue: bool = False
    """Whether the owner should have renewed the lease since."""


class FailureDetector:
    """One observer's view of other agents' leases. Times are seconds of a monotonic clock.

    An unchanged lease may belong to a live owner while Elasticsearch takes no writes. So the last ``confirmation`` seconds of
    ``timeout`` begin with a write by the observer: a live owner renews the lease after it. Suspicion always takes longer than
    confirmation, even if the timeout is short; otherwise two observers would restart each other's confirmation forever.

    Where the owner's settings differ from the observer's, the larger values apply: an owner with slower heartbeats is alive.
    """

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._observations: dict[str, _Observation] = {}

    @property
    def has_overdue_lease(self) -> bool:
        """Return whether any lease may soon be taken over, so that it must be observed more often."""
        return any(each.is_overdue or each.has_own_write for each in self._observations.values())

    def observe(self, lease: OwnedLease, seq_no: int, sent_at: float, received_at: float) -> bool:
        """Record a real-time read; return whether the lease was unchanged for long enough.

        The next step is then a write by the observer or, if the last write was the observer's, the take-over.
        """
        key = lease.key
        observation = self._observations.get(key)
        if observation is None or observation.seq_no != seq_no:
            self._observations[key] = _Observation(seq_no, received_at, received_at)
            return False
        if received_at - observation.last > MAX_GAP or received_at - sent_at > MAX_GAP:
            # Observed more often from now on, for smaller gaps.
            self._observations[key] = _Observation(seq_no, received_at, received_at, is_overdue=True)
            return False
        observation.last = received_at
        timing = self._timing.combine(Timing.of_owner(lease))
        observation.is_overdue = received_at - observation.since > timing.confirmation / 2
        return received_at - observation.since > (timing.confirmation if observation.has_own_write else timing.suspicion)

    def has_own_write(self, key: str) -> bool:
        """Return whether the last write to the lease was the observer's own."""
        return key in self._observations and self._observations[key].has_own_write

    def record_own_write(self, key: str, seq_no: int, received_at: float) -> None:
        """Record a write by the observer: from now on the owner could have written too."""
        self._observations[key] = _Observation(seq_no, received_at, received_at, has_own_write=True)

    def forget(self, key: str) -> None:
        """Forget a lease, which has no owner."""
        self._observations.pop(key, None)

    def retain(self, keys: set[str]) -> None:
        """Forget all leases but these."""
        self._observations = {key: observation for key, observation in self._observations.items() if key in keys}

    def reset(self) -> None:
        """Forget everything, after an outage in which no owner could renew."""
        self._observations = {}
