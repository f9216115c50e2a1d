"""Parse bulk responses: acknowledged, dropped, retryable, rejected and fatal items."""

import json
from typing import Any

import pytest

from sidecar.errors import ApiError, LeaseLost, ServiceUnavailable, TargetError
from sidecar.load.send.responses import BulkResult, parse_response
from sidecar.load.send.transport import Destination

WITH_PIPELINE = Destination(index="alias", pipeline="p", concrete_index="index")
WITH_PIPELINE_OF_INDEX = Destination(index="alias", index_pipelines=("p",), concrete_index="index")
PLAIN = Destination(index="index")


def response(*items: dict[str, Any]) -> bytes:
    failed = any("error" in item for item in items)
    return json.dumps({"errors": failed, "took": 1, "items": [{"index": item} for item in items]}, separators=(",", ":")).encode()


def failure(status: int, type: str) -> dict[str, Any]:
    return {"status": status, "error": {"type": type, "reason": "why", "caused_by": {"type": "x", "reason": "deep down"}}}


@pytest.mark.parametrize("destination", [WITH_PIPELINE, WITH_PIPELINE_OF_INDEX])
def test_rows_dropped_by_a_pipeline_are_not_acknowledged(destination: Destination) -> None:
    dropped = {"_index": "alias", "status": 200, "result": "noop"}
    created = {"_index": "index", "status": 201, "result": "created"}
    updated = {"_index": "index", "status": 200, "result": "updated"}
    assert parse_response(response(dropped, created, updated), 3, destination) == BulkResult(acknowledged=2, duplicates=1, dropped=1)


@pytest.mark.parametrize("destination", [WITH_PIPELINE, WITH_PIPELINE_OF_INDEX])
def test_a_row_redirected_by_a_pipeline_ends_the_run(destination: Destination) -> None:
    with pytest.raises(TargetError, match=r"sent a row to \[other\] instead of \[index\]"):
        parse_response(response({"_index": "other", "status": 201, "result": "created"}), 1, destination)


@pytest.mark.parametrize("destination", [PLAIN, WITH_PIPELINE])
def test_a_deletion_is_acknowledged_whether_or_not_there_was_a_document(destination: Destination) -> None:
    items = [{"delete": {"status": 200}}, {"index": {"status": 200}}, {"delete": {"status": 404}}, {"index": {"status": 201}}]
    raw = json.dumps({"errors": False, "took": 1, "items": items}, separators=(",", ":")).encode()
    assert parse_response(raw, 4, destination) == BulkResult(acknowledged=4, duplicates=1, deleted=1)


@pytest.mark.parametrize(
    ("item", "retryable"),
    [(failure(429, "es_rejected_execution_exception"), True), (failure(403, "cluster_block_exception"), True), (failure(400, "x"), False)],
)
def test_a_deletion_that_failed_is_not_acknowledged(item: dict[str, Any], retryable: bool) -> None:
    raw = json.dumps({"errors": True, "took": 1, "items": [{"delete": {"status": 200}}, {"delete": item}]}).encode()
    result = parse_response(raw, 2, PLAIN)
    assert (result.acknowledged, result.deleted, len(result.retryable), len(result.rejected)) == (1, 1, retryable, not retryable)


def test_a_deletion_from_a_missing_index_ends_the_run() -> None:
    raw = json.dumps({"errors": True, "took": 1, "items": [{"delete": failure(404, "index_not_found_exception")}]}).encode()
    with pytest.raises(TargetError):
        parse_response(raw, 1, PLAIN)


@pytest.mark.parametrize(
    ("item", "retryable"),
    [
        (failure(429, "es_rejected_execution_exception"), True),
        (failure(503, "unavailable_shards_exception"), True),
        (failure(403, "cluster_block_exception"), True),
        (failure(400, "document_parsing_exception"), False),
        (failure(409, "version_conflict_engine_exception"), False),
    ],
)
def test_only_transient_failures_are_retryable(item: dict[str, Any], retryable: bool) -> None:
    result = parse_response(response({"status": 201}, item), 2, PLAIN)
    assert result.acknowledged == 1
    item_failure = (result.retryable if retryable else result.rejected)[0]
    assert (item_failure.row, item_failure.status, item_failure.reason) == (1, item["status"], "why: deep down")


@pytest.mark.parametrize(
    ("item", "destination", "error"),
    [
        (failure(404, "index_not_found_exception"), Destination(index="a", require_alias=True), LeaseLost),
        (failure(404, "index_not_found_exception"), PLAIN, TargetError),
        (failure(403, "security_exception"), PLAIN, ApiError),
    ],
)
def test_an_index_failure_ends_the_run(item: dict[str, Any], destination: Destination, error: type[Exception]) -> None:
    with pytest.raises(error, match="why"):
        parse_response(response(item), 1, destination)


@pytest.mark.parametrize("destination", [WITH_PIPELINE, WITH_PIPELINE_OF_INDEX])
def test_a_missing_pipeline_ends_the_run(destination: Destination) -> None:
    missing = {"status": 400, "error": {"type": "illegal_argument_exception", "reason": "pipeline with id [p] does not exist"}}
    with pytest.raises(TargetError, match=r"the pipeline \[p\] does not exist"):
        parse_response(response(missing), 1, destination)


@pytest.mark.parametrize("destination", [PLAIN, WITH_PIPELINE])
def test_a_response_with_missing_items_acknowledges_no_row(destination: Destination) -> None:
    with pytest.raises(ServiceUnavailable, match="responded to 1 of 2 rows"):
        parse_response(response({"status": 201}), 2, destination)
