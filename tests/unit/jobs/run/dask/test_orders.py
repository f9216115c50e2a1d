"""Orders and reports: what is sent is what is received."""

import json
import pickle

import pytest

from sidecar.errors import ApiError, InvalidField, LeaseLost, SidecarError, SourceDataError
from sidecar.extract.ranges import create_ranges
from sidecar.jobs.run.dask.orders import AttemptOrder, Failure, RangeOrder, RangeReport
from sidecar.load.send.acknowledgements import Totals
from sidecar.load.send.transport import Destination
from sidecar.model.checkpoint import AcknowledgedRows
from sidecar.model.columns import Column, SqlType
from sidecar.model.positions import Positions

COLUMN = Column.of("id", SqlType.LONG)


def test_a_report_survives_its_message() -> None:
    report = RangeReport(
        execution="e", order="o", start="s", worker="w", session="1", rows_read=2, nulled=3, rejected=4, rejection="r", largest="5",
        reading=0.5, encoding=0.25, waiting_for="Elasticsearch", totals=Totals(acknowledged=6, last_id="7"),
        settled=AcknowledgedRows(count=8, deleted=1, last_id="9"), is_ended=True, failure=Failure(kind="LeaseLost", messages=("a", "b")),
    )  # fmt: skip
    message = json.loads(json.dumps(report.to_message()))
    assert RangeReport.from_message(message) == report
    of_a_later_version = {**message, "new": 1, "totals": {**message["totals"], "new": 2}}
    assert RangeReport.from_message(of_a_later_version) == report


def test_an_order_survives_pickling_and_is_small() -> None:
    attempt = AttemptOrder(
        key="ingestion:j", fence=1, execution="e", attempt=1, columns=(COLUMN,), before=Positions(max_primary_key="7"),
        destination=Destination(index="t"), bisects=False,
    )  # fmt: skip
    order = RangeOrder.of(attempt, id="e-1-0-1", number=0, row_range=create_ranges(COLUMN, ["1"])[0], snapshot="00000003-1")
    pickled = pickle.dumps(order)
    assert pickle.loads(pickled) == order  # noqa: S301 - its own
    assert len(pickled) < 2000


@pytest.mark.parametrize(
    "error", [SourceDataError("a"), LeaseLost("b"), ApiError("c", 400, "t"), InvalidField("x", "y"), SidecarError("d")], ids=repr
)
def test_an_error_keeps_its_class_and_its_reasons(error: SidecarError) -> None:
    error.__cause__ = SidecarError("cause")
    rebuilt = Failure.of(error).to_error("w")
    assert type(rebuilt) is type(error)
    assert [str(rebuilt), str(rebuilt.__cause__)] == [str(error), "cause"]


def test_an_error_of_the_settings_of_a_worker_names_it() -> None:
    rebuilt = Failure.of(SidecarError("SIDECAR_SECRET_KEY is wrong")).to_error("tcp://w:1", blames_worker=True)
    assert str(rebuilt) == "On the Dask worker [tcp://w:1]: SIDECAR_SECRET_KEY is wrong"


def test_the_text_of_an_internal_error_stays_with_the_worker() -> None:
    failure = Failure.of(ValueError("some data"))
    assert "some data" not in repr(failure)
    assert str(failure.to_error("w")) == "internal error (ValueError) on the Dask worker [w]; see its log"
