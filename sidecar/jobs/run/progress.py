"""How far a run is: counted where it happens, told with each snapshot."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sidecar.jobs.clock import Clock
from sidecar.jobs.run.partitions import AT_ONCE
from sidecar.load.send.acknowledgements import Share, Totals
from sidecar.model.checkpoint import Settled
from sidecar.model.job import Partition, Status

_MOSTLY = 0.5
"""The share of the time from which on a part of the run that waits for another counts as held up by it."""


@dataclass
class Timers:
    """Seconds that the threads that read and encode have spent on each, added up."""

    reading: float = 0.0
    encoding: float = 0.0


class Progress:
    """The counts of one attempt. The run's threads write them, one at a time; the heartbeat's reads them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._totals: Callable[[], Totals] = Totals
        self._waiting_for: Callable[[], str | None] = lambda: None
        self._shares: Callable[[], Sequence[Share]] = tuple
        self._names: Sequence[str] = ()
        self._began: float | None = None
        self.timers = Timers()
        self.rows_read = 0
        self.rows_total: int | None = None
        self.rejected = 0
        self.nulled = 0
        self.rewritten = 0
        """Documents of an earlier attempt that this one has written again: duplicates of no row."""
        self._carried = 0

    def begin(
        self, totals: Callable[[], Totals], waiting_for: Callable[[], str | None], shares: Callable[[], Sequence[Share]] = tuple,
        names: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Start to measure: from here on rows flow. ``names`` are those of the partitions, if there are any."""
        with self._lock:
            self._totals, self._waiting_for, self._began = totals, waiting_for, time.monotonic()
            self._shares, self._names = shares, names

    def restart(self, kept: Settled | None = None) -> None:
        """Count again, from what an earlier attempt has settled; else from 0: all rows are read anew."""
        kept = kept or Settled()
        with self._lock:
            self._totals, self._waiting_for, self._began = Totals, lambda: None, None
            self._shares, self._names = tuple, ()
        self.timers = Timers()
        self.rejected = self.rewritten = 0
        self.rows_read, self.nulled, self._carried = kept.rows, kept.nulled, kept.count

    def totals(self) -> Totals:
        """Give what Elasticsearch has acknowledged."""
        return self._totals()

    def snapshot(self, status: Status) -> Status:
        """Give the status with what is known now."""
        heartbeat = self._clock()
        with self._lock:
            began, waiting_for = self._began, self._waiting_for()
        if began is None:
            return status.detailed(heartbeat=heartbeat)
        totals, elapsed = self._totals(), max(time.monotonic() - began, 0.001)
        rate = max(0, totals.acknowledged - self._carried) / elapsed
        details = replace(
            status.details,
            heartbeat=heartbeat,
            rows_read=self.rows_read,
            rows_total=self.rows_total,
            percent=self._percent(totals.acknowledged),
            eta_in_millis=self._eta(totals.acknowledged, rate),
            docs_per_second=round(rate, 1),
            bytes=totals.bytes,
            retries=totals.retries,
            rejected=self.rejected + totals.rejected,
            duplicates=max(0, totals.duplicates - self.rewritten),
            dropped=totals.dropped,
            nulled=self.nulled,
            bottleneck=self._bottleneck(totals, elapsed),
            partitions=self._partitions() or status.details.partitions,
        )
        last_id = totals.last_id or status.last_id
        return replace(status, count=totals.acknowledged, last_id=last_id, details=details).waiting(waiting_for)

    def _partitions(self) -> tuple[Partition, ...]:
        # Without names there are no partitions, only the one share of all rows.
        named = zip(self._names, self._shares(), strict=False)
        return tuple(Partition(name=name, count=share.acknowledged, last_id=share.last_id) for name, share in named)

    def _percent(self, acknowledged: int) -> float | None:
        # An estimate can be too small: a run that goes on is never told to be complete.
        return None if not self.rows_total else round(min(99.9, 100 * acknowledged / self.rows_total), 1)

    def _eta(self, acknowledged: int, rate: float) -> int | None:
        if not self.rows_total or not rate:
            return None
        return round(1000 * max(0, self.rows_total - acknowledged) / rate)

    def _bottleneck(self, totals: Totals, elapsed: float) -> str | None:
        """Say what the run waits for: a full queue means Elasticsearch, else the slower of reading and encoding."""
        if not self.rows_read:
            return None
        if totals.blocked > _MOSTLY * elapsed * max(1, min(len(self._names), AT_ONCE)):
            return "elasticsearch"
        return "source" if self.timers.reading >= self.timers.encoding else "transform"
