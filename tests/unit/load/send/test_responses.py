"""An answer to a bulk request says row by row what became of it."""

import json
from typing import Any

import pytest

from sidecar.errors import Refused, Superseded, TargetError, Unavailable
from sidecar.load.send.responses import Outcome, read_answer
from sidecar.load.send.transport import Destination

PIPED = Destination(index="alias", pipeline="p", backing="index")
PLAIN = Destination(index="index")


def answer(*items: dict[str, Any]) -> bytes:
    failed = any("error" in item for item in items)
    return json.dumps({"errors": failed, "took": 1, "items": [{"index": item} for item in items]}, separators=(",", ":")).encode()


def failure(status: int, type: str) -> dict[str, Any]:
    return {"status": status, "error": {"type": type, "reason": "why", "caused_by": {"type": "x", "reason": "deep down"}}}


def test_what_a_pipeline_dropped_is_not_acknowledged() -> None:
    dropped = {"_index": "alias", "status": 200, "result": "noop"}
    created = {"_index": "index", "status": 201, "result": "created"}
    updated = {"_index": "index", "status": 200, "result": "updated"}
    assert read_answer(answer(dropped, created, updated), 3, PIPED) == Outcome(acknowledged=2, duplicates=1, dropped=1)


def test_a_row_sent_elsewhere_by_a_pipeline_ends_the_run() -> None:
    with pytest.raises(TargetError, match=r"sent a row to \[other\] instead of \[index\]"):
        read_answer(answer({"_index": "other", "status": 201, "result": "created"}), 1, PIPED)


@pytest.mark.parametrize(
    ("item", "again"),
    [
        (failure(429, "es_rejected_execution_exception"), True),
        (failure(503, "unavailable_shards_exception"), True),
        (failure(403, "cluster_block_exception"), True),
        (failure(400, "document_parsing_exception"), False),
        (failure(409, "version_conflict_engine_exception"), False),
    ],
)
def test_only_what_passes_is_sent_again(item: dict[str, Any], again: bool) -> None:
    outcome = read_answer(answer({"status": 201}, item), 2, PLAIN)
    assert outcome.acknowledged == 1
    verdict = (outcome.again if again else outcome.rejected)[0]
    assert (verdict.row, verdict.status, verdict.reason) == (1, item["status"], "why: deep down")


@pytest.mark.parametrize(
    ("item", "destination", "error"),
    [
        (failure(404, "index_not_found_exception"), Destination(index="a", require_alias=True), Superseded),
        (failure(404, "index_not_found_exception"), PLAIN, TargetError),
        (failure(403, "security_exception"), PLAIN, Refused),
    ],
)
def test_a_failure_of_the_index_ends_the_run(item: dict[str, Any], destination: Destination, error: type[Exception]) -> None:
    with pytest.raises(error, match="why"):
        read_answer(answer(item), 1, destination)


def test_a_pipeline_that_is_gone_is_no_rows_fault() -> None:
    gone = {"status": 400, "error": {"type": "illegal_argument_exception", "reason": "pipeline with id [p] does not exist"}}
    with pytest.raises(TargetError, match=r"the pipeline \[p\] does not exist"):
        read_answer(answer(gone), 1, PIPED)


@pytest.mark.parametrize("destination", [PLAIN, PIPED])
def test_an_answer_for_other_rows_counts_for_none(destination: Destination) -> None:
    with pytest.raises(Unavailable, match="answered for 1 of 2 rows"):
        read_answer(answer({"status": 201}), 2, destination)
