"""The progress of a run: counted by its threads, written to the lease with each snapshot."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sidecar.jobs.clock import Clock
from sidecar.jobs.run.throughput import Sample, Throughput
from sidecar.load.send.acknowledgements import PartitionTotals, Totals
from sidecar.model.checkpoint import AcknowledgedRows
from sidecar.model.history import History
from sidecar.model.job import Details, Partition, Status
from sidecar.model.partitioning import MAX_SHOWN_RANGES

DATABASE, DATABASE_SESSION = "the database", "a database session"
"""The values of ``waiting_for`` after the database was lost, and until it accepts a session."""
DASK_CLUSTER = "the Dask cluster"
"""The same while no worker of it is connected, and after workers were lost."""

MIN_WAIT = 1.0
"""Seconds after which a wait is shown."""


@dataclass
class Timers:
    """Seconds spent reading and encoding, summed over all threads."""

    reading: float = 0.0
    encoding: float = 0.0


class Progress:
    """The counts of one attempt. The run's threads write them under a lock; the heartbeat reads them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._totals: Callable[[], Totals] = Totals
        self._waiting_for: Callable[[], str | None] | None = None
        """None before the attempt first waits: until then the status shows what the previous one waited for."""
        self._wait: tuple[str, float] | None = None
        """What :meth:`wait_for` waits for, and since when."""
        self._partition_totals: Callable[[], Sequence[PartitionTotals]] = tuple
        self._names: Sequence[str] = ()
        self._throughput: Throughput | None = None
        """None until rows are read."""
        self.sessions = 1
        """Number of database sessions that read."""
        self.timers = Timers()
        self.rows_read = self.most_rows_read = 0
        self.rows_total: int | None = None
        self.rejected = 0
        self.nulled = 0
        self.rewritten = 0
        """Documents of an earlier attempt that this one wrote again; they are not duplicates."""
        self.rows_compared = 0
        """Rows whose digests were compared with those of documents, before any is sent."""
        self.unchanged: int | None = None
        """Rows of a MIRROR that are not sent; None for other strategies."""
        self.deleted: int | None = None
        """Documents without a row that were deleted, by all attempts of the process; None if the run deletes none.

        It is 0 if only documents of marked rows are deleted.
        """
        self._earlier_count = 0

    def start(
        self, totals: Callable[[], Totals], waiting_for: Callable[[], str | None],
        partition_totals: Callable[[], Sequence[PartitionTotals]] = tuple, names: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Start measuring, before the first row is read. ``names`` are those of the partitions, if any."""
        with self._lock:
            self._totals, self._waiting_for = totals, waiting_for
            self._throughput = Throughput(Sample(time=time.monotonic(), acknowledged=self._earlier_count))
            self._partition_totals, self._names = partition_totals, names

    @contextmanager
    def wait_for(self, waiting_for: str) -> Iterator[None]:
        """Show in the status what the block waits for, once it takes longer than a usual connect."""
        self._wait = (waiting_for, time.monotonic())
        try:
            yield
        finally:
            self._wait = None
            self._waiting_for = self._waiting_for or (lambda: None)

    def reset(self, earlier: AcknowledgedRows | None = None) -> None:
        """Reset the counts to those of ``earlier``, the rows that need not be read again; else to 0."""
        earlier = earlier or AcknowledgedRows()
        with self._lock:
            self._totals, self._waiting_for, self._throughput = Totals, None, None
            self._partition_totals, self._names = tuple, ()
        self.remember_rows_read()
        self.timers = Timers()
        self.rejected = self.rewritten = self.rows_compared = 0
        self.unchanged = None
        self.rows_read, self.nulled, self._earlier_count = earlier.rows, earlier.nulled, earlier.count

    def remember_rows_read(self) -> None:
        """Keep the most rows that were read, before some of them are read again."""
        self.most_rows_read = max(self.most_rows_read, self.rows_read)

    def totals(self) -> Totals:
        """Return what Elasticsearch has acknowledged."""
        return self._totals()

    def snapshot(self, status: Status) -> Status:
        """Return the status with the current counts."""
        heartbeat = self._clock()
        status = status.with_details(heartbeat=heartbeat)
        with self._lock:
            throughput, wait = self._throughput, self._wait
            if wait is not None and time.monotonic() - wait[1] >= MIN_WAIT:
                status = status.with_wait(wait[0])
            elif self._waiting_for is not None:
                status = status.with_wait(self._waiting_for())
        if throughput is None:
            return status
        totals = self._totals()
        settled = totals.acknowledged + (self.unchanged or 0)
        overall, recent = throughput.measure(self._sample(totals))
        details = replace(
            status.details,
            rows_read=self.rows_read,
            rows_total=self.rows_total,
            percent=self._percent(max(settled, self.rows_compared)),
            eta_in_millis=self._eta(settled, overall.docs_per_second),
            docs_per_second=round(overall.docs_per_second, 1),
            bytes=totals.bytes,
            retries=totals.retries,
            rejected=self.rejected + totals.rejected,
            duplicates=max(0, totals.duplicates - self.rewritten),
            deleted=None if self.deleted is None else self.deleted + totals.deleted,
            dropped=totals.dropped,
            nulled=self.nulled,
            bottleneck=self._bottleneck(overall),
            partitions=self._partition_statuses() if self._names else status.details.partitions,
            history=(status.details.history or History()).add(
                time=heartbeat,
                rows=settled,
                docs_per_second=recent.docs_per_second,
                bottleneck=self._bottleneck(recent),
            ),
        )
        last_id = totals.last_id or status.last_id
        return replace(status, count=settled, last_id=last_id, details=self._with_changes(details, totals))

    def _with_changes(self, details: Details, totals: Totals) -> Details:
        """Return the details of a MIRROR with its counts; what another strategy calls a duplicate is an update."""
        if self.unchanged is None:
            return details
        created = totals.acknowledged - totals.duplicates
        return replace(details, created=created, updated=totals.duplicates, unchanged=self.unchanged, duplicates=0)

    def _partition_statuses(self) -> tuple[Partition, ...]:
        named = list(zip(self._names, self._partition_totals(), strict=False))
        if len(named) > MAX_SHOWN_RANGES:
            named = [(name, share) for name, share in named if share.acknowledged and not share.is_settled][:MAX_SHOWN_RANGES]
        return tuple(Partition(name=name, count=share.acknowledged, last_id=share.last_id) for name, share in named)

    def _percent(self, acknowledged: int) -> float | None:
        # An estimate can be too small: a running execution never shows 100 %.
        return None if not self.rows_total else round(min(99.9, 100 * acknowledged / self.rows_total), 1)

    def _eta(self, acknowledged: int, rate: float) -> int | None:
        if not self.rows_total or not rate:
            return None
        return round(1000 * max(0, self.rows_total - acknowledged) / rate)

    def _bottleneck(self, changes: Sample) -> str | None:
        return changes.bottleneck(self.sessions) if self.rows_read else None

    def _sample(self, totals: Totals) -> Sample:
        return Sample(
            time=time.monotonic(), acknowledged=totals.acknowledged, blocked=totals.blocked,
            reading=self.timers.reading, encoding=self.timers.encoding,
        )  # fmt: skip
