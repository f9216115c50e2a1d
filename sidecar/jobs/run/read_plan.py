"""The read plan of an attempt, and the checkpoints for a later one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sidecar.extract.query.ordering import find_order_column, next_key
from sidecar.extract.ranges import Range, create_ranges, find_partition_column
from sidecar.extract.reader import Reader
from sidecar.jobs.run.partitions import Part
from sidecar.jobs.run.pipeline import PartCounts
from sidecar.load.encode.documents import Encoder
from sidecar.load.send.acknowledgements import PartitionTotals
from sidecar.model.checkpoint import AcknowledgedRows, Checkpoint, merge_ranges
from sidecar.model.columns import Column
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.partitioning import MAX_SHOWN_RANGES
from sidecar.model.positions import Positions

BELOW = "0"
"""The name of the first of the two ranges of an ordered read, which holds the settled rows."""


@dataclass(frozen=True, kw_only=True)
class ReadPlan:
    """The parts that one attempt reads.

    ``key`` is the column by which a later attempt can resume; None if it cannot.
    """

    parts: tuple[Part, ...]
    key: Column | None
    bounds: tuple[str, ...] = ()
    ordered: bool = False

    @property
    def remaining(self) -> tuple[Part, ...]:
        """Return the parts that are still to be read."""
        return tuple(part for part in self.parts if part.settled is None)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the ranges; empty if the query is not partitioned."""
        return tuple(part.row_range.name for part in self.parts if part.row_range)


def create_plan(
    ingestion: Ingestion, reader: Reader, query: str, columns: Sequence[Column], encoder: Callable[[int], Encoder], *,
    database: str, earlier: Checkpoint | None, repeatable: bool,
) -> ReadPlan:  # fmt: skip
    """Return the read plan: one part, or one for each range.

    Ranges settled in the checkpoint ``earlier`` are not read again. ``repeatable`` is whether another process can read a part of the
    same query.
    """
    if ingestion.partition is not None:
        column = find_partition_column(columns, ingestion.partition.column)
        bounds = earlier.bounds if earlier else reader.partition_bounds(query, column, ingestion.partition.count)
        # By another column than the key, a row could move between two attempts into a range that is not read again.
        key = column if ingestion.pk_field == (column.name,) else None
        return ReadPlan(parts=_create_parts(create_ranges(column, bounds), encoder, earlier), key=key, bounds=bounds)
    # A MIRROR compares everything again.
    is_resumable = repeatable and ingestion.strategy is not Strategy.MIRROR
    key = find_order_column(query, columns, database) if is_resumable else None
    if key is None or ingestion.pk_field != (key.name,):
        return ReadPlan(parts=(Part(number=0, encoder=encoder(0)),), key=None)
    if earlier is None:
        return ReadPlan(parts=(Part(number=0, encoder=encoder(0)),), key=key, ordered=True)
    ranges = tuple(replace(each, ordered=not each.nulls) for each in create_ranges(key, earlier.bounds))
    return ReadPlan(parts=_create_parts(ranges, encoder, earlier), key=key, bounds=earlier.bounds, ordered=True)


def _create_parts(ranges: Sequence[Range], encoder: Callable[[int], Encoder], earlier: Checkpoint | None) -> tuple[Part, ...]:
    done = earlier.done if earlier else {}
    return tuple(
        Part(number=number, encoder=encoder(number), row_range=each, settled=done.get(each.name)) for number, each in enumerate(ranges)
    )


@dataclass(frozen=True, kw_only=True)
class CheckpointBuilder:
    """Creates the checkpoints of one attempt from its plan and the acknowledged rows."""

    plan: ReadPlan
    before: Positions
    clock: str
    earlier: Checkpoint | None

    def build(self, totals: Sequence[PartitionTotals], part_counts: Sequence[PartCounts], snapshots: int) -> Checkpoint | None:
        """Return the checkpoint; None if nothing can be resumed. Any thread may call it."""
        key = self.plan.key
        if key is None:
            return None
        settled_ranges = self._from_ordered_read(totals, part_counts) if self.plan.ordered else self._from_ranges(totals, part_counts)
        if settled_ranges is None:
            return None
        bounds, done = settled_ranges
        return Checkpoint(
            column=key.name, bounds=bounds, ordered=self.plan.ordered, before=self.before, clock=self.clock, snapshots=snapshots, done=done
        )

    def _from_ranges(
        self, totals: Sequence[PartitionTotals], part_counts: Sequence[PartCounts]
    ) -> tuple[tuple[str, ...], dict[str, AcknowledgedRows]] | None:
        done = {}
        for part, total, counts in zip(self.plan.parts, totals, part_counts, strict=True):
            if part.row_range and total.is_settled and not (total.rejected or counts.rejected):
                done[part.row_range.name] = part.settled or replace(total.settled, nulled=counts.nulled, largest=counts.largest)
        if not done:
            return None
        return merge_ranges(self.plan.bounds, done) if len(self.plan.parts) > MAX_SHOWN_RANGES else (self.plan.bounds, done)

    def _from_ordered_read(
        self, totals: Sequence[PartitionTotals], part_counts: Sequence[PartCounts]
    ) -> tuple[tuple[str, ...], dict[str, AcknowledgedRows]] | None:
        """Return bound and counts up to the first unsettled body; None if the keys do not ascend.

        Without ascending keys unread rows may have smaller ones. A read does not resume after a rejected row: its rejection would be
        counted twice, or not at all.
        """
        part = self.plan.remaining[0]
        total, counts = totals[part.number], part_counts[part.number]
        if not part.encoder.has_ascending_keys:
            return None
        settled = replace(total.settled, nulled=counts.nulled, largest=total.settled.last_id)
        if settled.last_id is None or total.rejected or counts.rejected:
            return (self.earlier.bounds, self.earlier.done) if self.earlier else None
        earlier_rows = self.earlier.acknowledged if self.earlier else AcknowledgedRows()
        return (next_key(settled.last_id),), {BELOW: earlier_rows.plus(settled)}
