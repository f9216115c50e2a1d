"""The failure budget: the rejected rows that a run tolerates."""

import pytest

from sidecar.errors import RowsRejected
from sidecar.jobs.run.failure_budget import MIN_ROWS, FailureBudget
from sidecar.load.rejections import Rejection
from sidecar.model.ingestion import FailureLimit


class Run:
    """A run that has read ``rows`` rows and records the rejected ones."""

    def __init__(self, limit: FailureLimit, rows: int = 0) -> None:
        self.rows = rows
        self.recorded: list[Rejection] = []
        self.budget = FailureBudget(limit, lambda: self.rows, self.recorded.extend)

    def reject(self, count: int) -> None:
        first = len(self.recorded)
        self.budget([rejection(first + number) for number in range(count)])


def rejection(row: int) -> Rejection:
    return Rejection(row=row, id=f"k{row}", status=400, type="document_parsing_exception", reason="no date", document="{}")


def test_by_default_the_first_rejected_row_ends_the_run_with_its_reason() -> None:
    run = Run(FailureLimit(number=0))
    with pytest.raises(RowsRejected) as end:
        run.reject(1)
    assert str(end.value) == "The row with id [k0] was rejected: document_parsing_exception: no date"


def test_rejected_rows_up_to_the_number_are_tolerated_and_one_more_is_not() -> None:
    run = Run(FailureLimit(number=3))
    run.reject(2)
    run.reject(1)
    with pytest.raises(RowsRejected, match=r"4 rows were rejected, and \[max_failures\] is 3"):
        run.reject(1)


def test_every_rejected_row_is_recorded_including_those_over_the_limit() -> None:
    run = Run(FailureLimit(number=1))
    with pytest.raises(RowsRejected):
        run.reject(3)
    assert [each.row for each in run.recorded] == [0, 1, 2]


def test_a_percentage_is_not_checked_before_the_first_thousand_rows() -> None:
    run = Run(FailureLimit(percent=1.0), rows=MIN_ROWS - 1)
    run.reject(500)
    run.rows = MIN_ROWS
    with pytest.raises(RowsRejected, match=r"501 rows were rejected, and \[max_failures\] is 1%"):
        run.reject(1)


def test_the_tolerated_number_grows_with_the_rows_read() -> None:
    run = Run(FailureLimit(percent=1.0), rows=MIN_ROWS)
    run.reject(10)
    run.rows = 2 * MIN_ROWS
    run.reject(10)
    run.budget.check_final()
    with pytest.raises(RowsRejected):
        run.reject(1)


def test_a_percentage_is_checked_at_the_end_of_a_short_run() -> None:
    run = Run(FailureLimit(percent=50.0), rows=4)
    run.reject(2)
    run.budget.check_final()
    run.reject(1)
    with pytest.raises(RowsRejected):
        run.budget.check_final()


def test_without_rejected_rows_nothing_is_checked() -> None:
    run = Run(FailureLimit(number=0))
    run.reject(0)
    run.budget.check_final()
    assert run.recorded == []


def test_an_error_while_recording_is_raised() -> None:
    def fail(rejected: object) -> None:
        raise OSError("disk full")

    budget = FailureBudget(FailureLimit(number=9), lambda: 0, fail)
    with pytest.raises(OSError, match="disk full"):
        budget([rejection(0)])
