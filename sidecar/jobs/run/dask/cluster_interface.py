"""The cluster, as the coordinator sees it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sidecar.jobs.run.dask.orders import RangeOrder, RangeReport


@dataclass(frozen=True, kw_only=True)
class ClusterWorker:
    """A worker that is connected to the scheduler."""

    address: str
    threads: int
    silence: float
    """Seconds without a heartbeat."""


@dataclass(frozen=True, kw_only=True)
class OrderEnded:
    """Dask no longer has an order: it was lost, or it has ended, which its last report has said before."""

    order: str
    reason: str
    by_worker: bool = False
    """Whether its worker was lost or failed; else the connection to the scheduler was lost."""


class Cluster(Protocol):
    """Carries orders to workers, and their reports back. Its methods raise :class:`~sidecar.errors.ClusterUnavailable`."""

    address: str

    def connect(self) -> None:
        """Connect to the scheduler; raise :class:`~sidecar.errors.ConfigurationError` if it would repeat orders by itself."""

    def workers(self) -> Sequence[ClusterWorker]:
        """Return the connected workers that have the version of this process, as of a few seconds ago."""

    def versions(self) -> Mapping[str, str | None]:
        """Return the version of the sidecar by worker, those of other versions too; None for one without the sidecar's preload."""

    @property
    def no_workers_reason(self) -> str:
        """Return, as a sentence, why there are no workers: none is connected, or all have other versions."""

    def submit(self, order: RangeOrder, workers: Collection[str]) -> None:
        """Give an order to one of some workers."""

    def release(self, order: str) -> None:
        """Forget an order."""

    def next_event(self, timeout: float) -> RangeReport | OrderEnded | None:
        """Return the next event; None after ``timeout`` seconds, or when woken up."""

    def wake_up(self) -> None:
        """Make :meth:`next_event` return. Any thread may call it."""

    def close(self) -> None:
        """Disconnect; never raises."""
