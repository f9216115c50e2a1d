"""How many ranges can be loaded at a time: by the workers that answer, and with the sessions that the database accepts."""

from collections.abc import Callable, Sequence

from sidecar.errors import ClusterUnavailable
from sidecar.jobs.run.dask.cluster_interface import Cluster, ClusterWorker
from sidecar.settings import Settings

RETRY_INTERVAL = 30.0
"""Seconds after which one more session is tried than the database has accepted."""


class Capacity:
    """The threads of the workers that answer, and a limit of sessions. ``clock`` is monotonic."""

    def __init__(self, cluster: Cluster, settings: Settings, clock: Callable[[], float]) -> None:
        self._cluster = cluster
        self._clock = clock
        self._timeout = settings.source_timeout
        self.silence_limit = settings.lease_timeout
        """Seconds without a heartbeat or a report after which a worker is given up."""
        self._max_sessions = settings.max_sessions
        self._accepted: int | None = None
        """The number of sessions that the database accepts; None until it has refused one."""
        self._changed_at = self._had_workers_at = clock()

    def answering_workers(self) -> Sequence[ClusterWorker]:
        """Return the workers with heartbeats; raise :class:`~sidecar.errors.ClusterUnavailable` if there are none for too long."""
        workers = [each for each in self._cluster.workers() if each.silence < self.silence_limit]
        if workers:
            self._had_workers_at = self._clock()
        elif self._clock() - self._had_workers_at > self._timeout:
            raise ClusterUnavailable(self._cluster.no_workers_reason)
        return workers

    def size(self, workers: Sequence[ClusterWorker]) -> int:
        """Return the number of ranges that some workers can load at a time."""
        if self._accepted is not None and self._clock() - self._changed_at > RETRY_INTERVAL:
            self._accepted, self._changed_at = self._accepted + 1, self._clock()
        threads = sum(each.threads for each in workers)
        return min(threads, self._max_sessions or threads, self._accepted or threads)

    def limit_sessions(self, accepted: int) -> bool:
        """Use only the sessions that the database accepts, at least one, for a time; return whether they are limited for the first time."""
        is_first = self._accepted is None
        self._accepted, self._changed_at = max(1, accepted), self._clock()
        return is_first
