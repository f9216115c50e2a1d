"""Track which rows are acknowledged, per partition and in read order without gaps.

A row is settled when it is acknowledged, dropped by the pipeline, or rejected and tolerated.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sidecar.load.encode.bodies import Body
from sidecar.load.send.responses import BulkResult
from sidecar.model.checkpoint import AcknowledgedRows, sum_rows


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Counts since sending started. Times are in seconds."""

    acknowledged: int = 0
    """Rows that Elasticsearch acknowledged, without dropped ones."""
    duplicates: int = 0
    doubtful: int = 0
    """Duplicates that may be the row itself, written by a request whose response was lost; the index's document count decides."""
    dropped: int = 0
    deleted: int = 0
    """Acknowledged rows whose document was deleted."""
    rejected: int = 0
    bytes: int = 0
    """Uncompressed size of the bodies whose rows are all settled."""
    retries: int = 0
    last_id: str | None = None
    """Key of the last row, in read order, before the first unsettled one."""
    blocked: float = 0.0
    """Time that the producer waited for a full queue; Elasticsearch is the bottleneck."""
    backing_off: float = 0.0
    """Back-off time, summed over all connections."""

    @property
    def expected_documents(self) -> range:
        """Return the possible numbers of documents in an index that was empty before."""
        least = self.acknowledged - self.duplicates
        return range(least, least + self.doubtful + 1)


@dataclass(frozen=True, kw_only=True)
class PartitionTotals:
    """Counts of one partition."""

    acknowledged: int = 0
    last_id: str | None = None
    """Key of its last row, in read order, before its first unsettled one."""
    is_ended: bool = False
    """Whether all its bodies have been added."""
    settled: AcknowledgedRows = field(default_factory=AcknowledgedRows)
    """Counts of its rows up to the first body, in read order, with unsettled rows."""
    rejected: int = 0
    is_settled: bool = False
    """Whether it is ended and all its rows are settled."""


class _PendingBody:
    """A body with unsettled rows."""

    def __init__(self, body: Body) -> None:
        self.partition, self.bytes = body.partition, len(body)
        self._rows = body.rows
        self._body: Body | None = body
        self.first_unsettled: int | None = 0
        """The first unsettled row, or None."""
        self.last_settled_id: str | None = None
        """The key of the row before it, if there is one."""
        self.counts = AcknowledgedRows()

    def settle(self, unsettled: Iterable[int]) -> None:
        """Set the rows that remain.

        Without any, the rows themselves are released: an earlier body may be retried for minutes, and many later ones be sent meanwhile.
        """
        if self._body is None:
            return
        self.first_unsettled = min(unsettled, default=None)
        if settled := self._rows if self.first_unsettled is None else self.first_unsettled:
            self.last_settled_id = self._body.key(settled - 1)
        if self.first_unsettled is None:
            self._body = None

    def settled(self) -> AcknowledgedRows:
        """Return the counts of all its rows."""
        return replace(self.counts, bytes=self.bytes, last_id=self.last_settled_id)


class Acknowledgements:
    """Track all bodies of a run. Any thread may call any method.

    Read order is the order of the partitions, and of the bodies within each. ``settled`` holds the partitions that an earlier
    attempt has settled.
    """

    def __init__(self, partitions: int = 1, settled: Mapping[int, AcknowledgedRows] | None = None) -> None:
        self._lock = threading.Lock()
        self._pending: dict[int, _PendingBody] = {}
        self._next = 0
        self._partitions = [_initial_totals((settled or {}).get(number)) for number in range(partitions)]
        before = sum_rows(each.settled for each in self._partitions)
        self._totals = Totals(
            acknowledged=before.count, duplicates=before.duplicates, doubtful=before.doubtful, dropped=before.dropped,
            deleted=before.deleted, bytes=before.bytes, last_id=self._overall_last_id(),
        )  # fmt: skip

    def add(self, body: Body) -> int:
        """Add the next body of its partition, in read order; return its number."""
        with self._lock:
            number, self._next = self._next, self._next + 1
            self._pending[number] = _PendingBody(body)
            return number

    def record(self, number: int, result: BulkResult, *, doubtful: bool, unsettled: Iterable[int]) -> None:
        """Record a bulk response; ``unsettled`` are the rows of the body, from 0, that remain.

        ``doubtful`` says that an earlier request may already have written these rows.
        """
        with self._lock:
            old = self._totals
            self._totals = replace(
                old,
                acknowledged=old.acknowledged + result.acknowledged,
                duplicates=old.duplicates + result.duplicates,
                doubtful=old.doubtful + (result.duplicates if doubtful else 0),
                dropped=old.dropped + result.dropped,
                deleted=old.deleted + result.deleted,
            )
            pending = self._pending[number]
            pending.settle(unsettled)
            pending.counts = pending.counts.plus(_count_rows(result, doubtful=doubtful))
            self._update_partition(pending.partition, acknowledged=result.acknowledged)
            self._advance(pending.partition)

    def reject(self, number: int, rejected: int, *, unsettled: Iterable[int]) -> None:
        """Record rejected rows that the run tolerates; they count as settled."""
        with self._lock:
            self._totals = replace(self._totals, rejected=self._totals.rejected + rejected)
            pending = self._pending[number]
            pending.settle(unsettled)
            self._update_partition(pending.partition, rejected=rejected)
            self._advance(pending.partition)

    def end_partition(self, partition: int) -> None:
        """Record that all bodies of this partition have been added."""
        with self._lock:
            self._update_partition(partition, is_ended=True)
            self._advance(partition)

    def partition_totals(self) -> tuple[PartitionTotals, ...]:
        """Return the current counts of each partition."""
        with self._lock:
            unsettled = self._unsettled_partitions()
            return tuple(
                replace(each, is_settled=each.is_ended and number not in unsettled) for number, each in enumerate(self._partitions)
            )

    def add_counts(self, *, retries: int = 0, blocked: float = 0.0, backing_off: float = 0.0) -> None:
        """Add to the counts that belong to no body."""
        with self._lock:
            old = self._totals
            self._totals = replace(
                old,
                retries=old.retries + retries,
                blocked=old.blocked + blocked,
                backing_off=old.backing_off + backing_off,
            )

    def totals(self) -> Totals:
        """Return the current counts."""
        with self._lock:
            return self._totals

    def _update_partition(self, partition: int, *, acknowledged: int = 0, rejected: int = 0, **changes: Any) -> None:
        old = self._partitions[partition]
        self._partitions[partition] = replace(
            old, acknowledged=old.acknowledged + acknowledged, rejected=old.rejected + rejected, **changes
        )

    def _unsettled_partitions(self) -> set[int]:
        return {pending.partition for pending in self._pending.values()}

    def _advance(self, partition: int) -> None:
        """Move a partition's last id past its settled bodies and into the first unsettled one; then update the overall last id."""
        for number, pending in sorted(self._pending.items()):
            if pending.partition != partition:
                continue
            if pending.first_unsettled != 0:
                self._update_partition(partition, last_id=pending.last_settled_id)
            if pending.first_unsettled is not None:
                break
            self._totals = replace(self._totals, bytes=self._totals.bytes + pending.bytes)
            self._update_partition(partition, settled=self._partitions[partition].settled.plus(pending.settled()))
            del self._pending[number]
        self._totals = replace(self._totals, last_id=self._overall_last_id())

    def _overall_last_id(self) -> str | None:
        """Return the last id of the fully settled partitions, or of the first one that is not."""
        unsettled = self._unsettled_partitions()
        last_id = None
        for partition, totals in enumerate(self._partitions):
            last_id = totals.last_id if totals.last_id is not None else last_id
            if partition in unsettled or not totals.is_ended:
                break
        return last_id


def _initial_totals(settled: AcknowledgedRows | None) -> PartitionTotals:
    if settled is None:
        return PartitionTotals()
    return PartitionTotals(acknowledged=settled.count, last_id=settled.last_id, is_ended=True, settled=settled)


def _count_rows(result: BulkResult, *, doubtful: bool) -> AcknowledgedRows:
    duplicates = result.duplicates
    return AcknowledgedRows(
        count=result.acknowledged, duplicates=duplicates, doubtful=duplicates if doubtful else 0, dropped=result.dropped,
        deleted=result.deleted,
    )  # fmt: skip
