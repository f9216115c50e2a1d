"""The totals of a job over all its executions. They never decrease: metrics are read from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sidecar.model.job import Status
from sidecar.model.job_state import JobState
from sidecar.model.stored import field_values, known_fields, merge_unknown, with_unknown


class ExecutionCounts(NamedTuple):
    """What totals are summed from: the counts of one execution so far, and its end. Times are epoch milliseconds."""

    execution: str
    state: str
    is_load: bool
    rows: int
    rejected: int
    start_time: int
    end_time: int | None

    @classmethod
    def of_status(cls, status: Status) -> "ExecutionCounts":
        """Return the counts in a status."""
        details = status.details
        return cls(
            details.execution, status.state, details.kind is None, status.count, details.rejected, status.start_time, status.end_time
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Sums over all executions of a job, with the current one.

    A restart lowers the counts of an execution. The rows that are then read again are not counted again: of each execution, the totals
    have the largest counts that it ever had.
    """

    executions: Mapping[str, int] = field(default_factory=dict)
    """Ended executions, by state."""
    rows: int = 0
    rejected: int = 0
    take_overs: int = 0
    last_success: int | None = None
    """When the last run was successful, epoch ms."""
    last_duration: int | None = None
    """Milliseconds that the last ended run took."""
    last_run_state: str | None = None
    """The state in which the last ended run ended. Unlike the state of the last execution, no verification and no deletion changes it."""
    execution: str | None = None
    """The current or last execution, which the next four fields are about."""
    counted_rows: int = 0
    """The part of ``rows`` that it added."""
    counted_rejected: int = 0
    has_ended: bool = False
    """Whether ``executions`` has it."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def including(self, counts: ExecutionCounts) -> "Totals":
        """Return the totals with the counts of the current execution, which may have been counted in part."""
        totals = self
        if counts.execution != self.execution:
            totals = replace(self, execution=counts.execution, counted_rows=0, counted_rejected=0, has_ended=False)
        # What a verification compares is not written, and what it rejects is no row that is missing in the target.
        rows, rejected = (counts.rows, counts.rejected) if counts.is_load else (0, 0)
        rows, rejected = max(rows, totals.counted_rows), max(rejected, totals.counted_rejected)
        if (rows, rejected) != (totals.counted_rows, totals.counted_rejected):
            totals = replace(
                totals, rows=totals.rows + rows - totals.counted_rows, rejected=totals.rejected + rejected - totals.counted_rejected,
                counted_rows=rows, counted_rejected=rejected,
            )  # fmt: skip
        if counts.end_time is None or totals.has_ended:
            return totals
        return totals._with_end(counts, counts.end_time)

    def _with_end(self, counts: ExecutionCounts, end_time: int) -> "Totals":
        executions = {**self.executions, counts.state: self.executions.get(counts.state, 0) + 1}
        ended = replace(self, executions=executions, has_ended=True)
        if not counts.is_load:
            # A verification or deletion that succeeds says nothing about the age of the documents.
            return ended
        last_success = end_time if counts.state == JobState.SUCCESSFUL else self.last_success
        return replace(ended, last_success=last_success, last_duration=end_time - counts.start_time, last_run_state=counts.state)

    def to_document(self) -> dict[str, Any]:
        """Return the stored form, without unset values."""
        document = {name: value for name, value in {**field_values(self), "executions": dict(self.executions)}.items() if value}
        return merge_unknown(document, self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Totals":
        """Read the stored form."""
        known = known_fields(cls, document)
        executions = {state: number for state, number in known.get("executions", {}).items() if state in list(JobState)}
        return with_unknown(cls(**{**known, "executions": executions}), document)
