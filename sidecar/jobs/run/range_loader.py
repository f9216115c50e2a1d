"""The interface that hands out the ranges of a query: to threads of this process, or to the workers of a cluster."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.jobs.run.pipeline import PartCounts
from sidecar.jobs.run.progress import Progress
from sidecar.load.send.acknowledgements import PartitionTotals, Totals
from sidecar.model.checkpoint import AcknowledgedRows

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class OpenedSessions:
    """The database sessions that read ranges at a time."""

    ids: str
    """The ids of those that are open, comma-separated as in the lease."""
    count: int
    wanted: int
    snapshots: int
    """Number of the database's snapshots that they see."""


class RangeLoader(Protocol):
    """Reads, encodes and sends the ranges of a query, several at a time; counts what happens to each."""

    @property
    def part_counts(self) -> Sequence[PartCounts]:
        """Return the counts of each range before its rows are sent. Any thread may call it."""

    @property
    def read_elsewhere(self) -> AcknowledgedRows:
        """Return the rows that other processes have read, with their largest key."""

    def partition_totals(self) -> Sequence[PartitionTotals]:
        """Return what is acknowledged of each range. Any thread may call it."""

    def open(self) -> OpenedSessions:
        """Prepare the sessions, before the first range is read."""

    def load(self) -> Totals:
        """Load every range; raise the first error that ends the run."""

    def cancel(self) -> None:
        """Cancel the statements in the database. Any thread may call it; never raises."""

    def close(self) -> None:
        """Release everything but the run's first session; never raises."""


def record_sessions(opened: OpenedSessions, heartbeat: Heartbeat, progress: Progress) -> None:
    """Record the sessions in the lease, so that a process that takes over terminates them; say if there are fewer than wanted."""
    progress.sessions = opened.count
    heartbeat.write(lambda lease: lease.evolve(session=opened.ids))
    if opened.count < opened.wanted:
        note_fewer_sessions(heartbeat, f"{opened.count} of {opened.wanted}")


def note_fewer_sessions(heartbeat: Heartbeat, sessions: str) -> None:
    """Say in the status that a run reads with fewer sessions than it could use."""
    note = f"It reads with {sessions} database sessions, because the database accepts no more."
    log.warning("fewer database sessions: %s: %s", heartbeat.status.details.execution, note)
    heartbeat.write(lambda lease: lease.evolve(status=replace(lease.execution_status, note=note)))
