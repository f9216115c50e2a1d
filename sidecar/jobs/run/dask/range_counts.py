"""The counts of all ranges of an attempt, from the latest report of each."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sidecar.extract.ranges import Range
from sidecar.jobs.run.dask.order_book import Piece
from sidecar.jobs.run.dask.orders import RangeReport
from sidecar.jobs.run.partitions import Part
from sidecar.jobs.run.pipeline import PartCounts
from sidecar.jobs.run.progress import Progress
from sidecar.load.send.acknowledgements import PartitionTotals, Totals
from sidecar.model.checkpoint import AcknowledgedRows, sum_rows

_SUMMED = ("acknowledged", "duplicates", "doubtful", "dropped", "deleted", "rejected", "bytes", "retries", "blocked", "backing_off")


class RangeCounts:
    """Counts as those of one sender for all parts, which it adds to the run's progress. One thread records; any thread may read.

    Parts that an earlier attempt has settled keep their counts.
    """

    def __init__(self, parts: Sequence[Part], progress: Progress) -> None:
        self._lock = threading.Lock()
        self._progress = progress
        self.rejected = 0
        """Rows that were rejected by the encoders or by Elasticsearch."""
        self._reports: list[dict[Range, RangeReport | None]] = [{part.row_range: None} if part.row_range else {} for part in parts]
        """The report of each piece of each part, in read order."""
        self._partitions = [_initial(part.settled) for part in parts]
        self._part_counts = [PartCounts() for _ in parts]
        before = sum_rows(part.settled for part in parts if part.settled)
        self._sums = Totals(
            acknowledged=before.count, duplicates=before.duplicates, doubtful=before.doubtful, dropped=before.dropped,
            deleted=before.deleted, bytes=before.bytes,
        )  # fmt: skip

    @property
    def part_counts(self) -> Sequence[PartCounts]:
        """Return the counts of rows before they are sent."""
        with self._lock:
            return tuple(self._part_counts)

    def record(self, piece: Piece, report: RangeReport, *, doubtful: bool) -> None:
        """Replace the counts of a piece. ``doubtful`` is whether an earlier order of the same rows may have written them."""
        if doubtful:
            report = replace(
                report, totals=replace(report.totals, doubtful=report.totals.duplicates),
                settled=replace(report.settled, doubtful=report.settled.duplicates),
            )  # fmt: skip
        self._replace(piece, report)

    def forget(self, piece: Piece) -> None:
        """Set the counts of a piece that is read again to zero."""
        self._progress.remember_rows_read()
        self._replace(piece, None)

    def cut(self, piece: Piece, pieces: Sequence[Piece]) -> None:
        """Count several pieces in place of one, whose counts are forgotten."""
        with self._lock:
            reports: dict[Range, RangeReport | None] = {}
            for row_range, report in self._reports[piece.number].items():
                reports |= {row_range: report} if row_range != piece.row_range else {each.row_range: None for each in pieces}
            self._reports[piece.number] = reports

    def _replace(self, piece: Piece, report: RangeReport | None) -> None:
        with self._lock:
            reports = self._reports[piece.number]
            before, reports[piece.row_range] = reports[piece.row_range], report
            self._add(before, -1)
            self._add(report, 1)
            self._part_counts[piece.number], self._partitions[piece.number] = _counts_of(reports.values()), _totals_of(reports.values())

    def _add(self, report: RangeReport | None, sign: int) -> None:
        if report is None:
            return
        self._sums = Totals(**{name: getattr(self._sums, name) + sign * getattr(report.totals, name) for name in _SUMMED})
        self._progress.rows_read += sign * report.rows_read
        self._progress.nulled += sign * report.nulled
        self._progress.rejected += sign * report.rejected
        self._progress.timers.reading += sign * report.reading
        self._progress.timers.encoding += sign * report.encoding
        self.rejected += sign * (report.rejected + report.totals.rejected)

    def totals(self) -> Totals:
        """Return the counts of all parts; the last id is that before the first gap in read order."""
        with self._lock:
            return replace(self._sums, last_id=self._last_id())

    def _last_id(self) -> str | None:
        last_id = None
        for each in self._partitions:
            last_id = each.last_id if each.last_id is not None else last_id
            if not each.is_settled:
                break
        return last_id

    def partition_totals(self) -> Sequence[PartitionTotals]:
        """Return the counts of each part."""
        with self._lock:
            return tuple(self._partitions)

    def rows_read(self) -> AcknowledgedRows:
        """Return the rows that workers have read, with their largest key."""
        return sum_rows(AcknowledgedRows(count=each.rows_read, largest=each.largest) for each in self._known_reports())

    def waiting_for(self) -> str | None:
        """Return what a worker waits for, if any does."""
        return next((each.waiting_for for each in self._known_reports() if each.waiting_for and not each.is_ended), None)

    def _known_reports(self) -> Sequence[RangeReport]:
        with self._lock:
            return [each for reports in self._reports for each in reports.values() if each is not None]


def _counts_of(reports: Iterable[RangeReport | None]) -> PartCounts:
    """Return the counts of a part, from the reports of its pieces."""
    known = [each for each in reports if each is not None]
    largest = sum_rows(AcknowledgedRows(largest=each.largest) for each in known).largest
    return PartCounts(nulled=sum(each.nulled for each in known), rejected=sum(each.rejected for each in known), largest=largest)


def _totals_of(reports: Iterable[RangeReport | None]) -> PartitionTotals:
    """Return the counts of a part, from the reports of its pieces in read order."""
    acknowledged = rejected = 0
    settled, last_id, is_settled = AcknowledgedRows(), None, True
    for each in reports:
        report = each or _UNKNOWN
        acknowledged += report.totals.acknowledged
        rejected += report.totals.rejected
        if is_settled:
            settled, last_id, is_settled = settled.plus(report.settled), report.totals.last_id or last_id, report.is_loaded
    return PartitionTotals(
        acknowledged=acknowledged, last_id=last_id, is_ended=is_settled, settled=settled, rejected=rejected, is_settled=is_settled
    )


_UNKNOWN = RangeReport(execution="", order="", start="", worker="")


def _initial(settled: AcknowledgedRows | None) -> PartitionTotals:
    if settled is None:
        return PartitionTotals()
    return PartitionTotals(acknowledged=settled.count, last_id=settled.last_id, is_ended=True, settled=settled, is_settled=True)
