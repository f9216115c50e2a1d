"""How many rejected rows a run bears."""

import pytest

from sidecar.errors import RowsRejected
from sidecar.jobs.run.failure_budget import FIRST_LOOK, Tolerance
from sidecar.load.rejections import Rejection
from sidecar.model.ingestion import Share


class Run:
    """A run that has read so many rows and keeps what it rejects."""

    def __init__(self, bearable: Share, rows: int = 0) -> None:
        self.rows = rows
        self.kept: list[Rejection] = []
        self.tolerance = Tolerance(bearable, lambda: self.rows, self.kept.extend)

    def reject(self, count: int) -> None:
        first = len(self.kept)
        self.tolerance([rejection(first + number) for number in range(count)])


def rejection(row: int) -> Rejection:
    return Rejection(row=row, id=f"k{row}", status=400, type="document_parsing_exception", reason="no date", document="{}")


def test_by_default_the_first_rejected_row_ends_the_run_in_its_own_words() -> None:
    run = Run(Share(number=0))
    with pytest.raises(RowsRejected) as end:
        run.reject(1)
    assert str(end.value) == "The row with id [k0] was rejected: document_parsing_exception: no date"


def test_a_number_is_borne_and_one_more_is_not() -> None:
    run = Run(Share(number=3))
    run.reject(2)
    run.reject(1)
    with pytest.raises(RowsRejected, match=r"4 rows were rejected, and \[max_failures\] is 3"):
        run.reject(1)


def test_every_row_is_kept_the_one_too_many_included() -> None:
    run = Run(Share(number=1))
    with pytest.raises(RowsRejected):
        run.reject(3)
    assert [each.row for each in run.kept] == [0, 1, 2]


def test_a_percentage_means_nothing_before_the_first_thousand_rows() -> None:
    run = Run(Share(percent=1.0), rows=FIRST_LOOK - 1)
    run.reject(500)
    run.rows = FIRST_LOOK
    with pytest.raises(RowsRejected, match=r"501 rows were rejected, and \[max_failures\] is 1%"):
        run.reject(1)


def test_a_percentage_grows_with_the_rows_and_is_borne_to_the_last() -> None:
    run = Run(Share(percent=1.0), rows=FIRST_LOOK)
    run.reject(10)
    run.rows = 2 * FIRST_LOOK
    run.reject(10)
    run.tolerance.settle()
    with pytest.raises(RowsRejected):
        run.reject(1)


def test_a_percentage_is_looked_at_once_more_at_the_end_of_a_short_run() -> None:
    run = Run(Share(percent=50.0), rows=4)
    run.reject(2)
    run.tolerance.settle()
    run.reject(1)
    with pytest.raises(RowsRejected):
        run.tolerance.settle()


def test_nothing_rejected_is_nothing_to_judge() -> None:
    run = Run(Share(number=0))
    run.reject(0)
    run.tolerance.settle()
    assert run.kept == []


def test_a_row_that_cannot_be_kept_is_not_counted_as_borne() -> None:
    def lose(rejected: object) -> None:
        raise OSError("gone")

    tolerance = Tolerance(Share(number=9), lambda: 0, lose)
    with pytest.raises(OSError, match="gone"):
        tolerance([rejection(0)])
