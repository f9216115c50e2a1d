"""Parse bulk responses: count acknowledged rows, and sort failures into retryable, rejected and fatal ones."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sidecar.elastic import describe_cause, name_index
from sidecar.errors import ApiError, LeaseLost, ServiceUnavailable, TargetError
from sidecar.load.send.transport import Destination

_RETRYABLE_STATUS = (429, 503)

_INDEX_ERRORS = frozenset({"index_not_found_exception", "invalid_index_name_exception"})
"""Errors of the index, not of the row that they are reported for."""


@dataclass(frozen=True, kw_only=True)
class ItemFailure:
    """Why Elasticsearch did not index one row; ``row`` counts from 0 within its request."""

    row: int
    status: int
    type: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class BulkResult:
    """The result of one bulk request."""

    acknowledged: int = 0
    duplicates: int = 0
    """Acknowledged rows that replaced a document with the same id."""
    dropped: int = 0
    """Rows that the pipeline dropped; they are not acknowledged."""
    deleted: int = 0
    """Acknowledged rows whose document was deleted; a deletion whose document did not exist is acknowledged, too."""
    retryable: tuple[ItemFailure, ...] = ()
    """Rows to send again: Elasticsearch was overloaded, or accepts no writes at the moment."""
    rejected: tuple[ItemFailure, ...] = ()


def parse_response(raw: bytes, rows: int, destination: Destination) -> BulkResult:
    """Parse a bulk response; it is only decoded if a row failed, a pipeline was used, or there are deletions.

    Raises :class:`~sidecar.errors.LeaseLost` if the write alias no longer exists, :class:`~sidecar.errors.TargetError` if the index is
    missing or a pipeline redirected a row, :class:`~sidecar.errors.ServiceUnavailable` if the response does not match the request.
    """
    # No text of a response contains these bytes: there its quotes have a backslash.
    if not destination.pipelines and raw.startswith(b'{"errors":false') and b'{"delete":' not in raw:
        _require_item_count(raw.count(b'"status":'), rows)
        return BulkResult(acknowledged=rows, duplicates=raw.count(b'"status":200'))
    items = json.loads(raw).get("items", [])
    _require_item_count(len(items), rows)
    return _parse_items([next(iter(item.items())) for item in items], destination)


def _require_item_count(items: int, rows: int) -> None:
    if items != rows:
        raise ServiceUnavailable(f"Elasticsearch responded to {items} of {rows} rows")


def _parse_items(items: Sequence[tuple[str, dict[str, Any]]], destination: Destination) -> BulkResult:
    dropped = duplicates = acknowledged = deleted = 0
    failures: list[ItemFailure] = []
    for row, (action, item) in enumerate(items):
        if action == "delete" and "error" not in item:
            # The status of one whose document did not exist is 404.
            acknowledged += 1
            deleted += item["status"] == 200
        elif "error" in item or item["status"] >= 300:
            failures.append(_parse_failure(row, item))
        elif item.get("result") == "noop":
            dropped += 1
        else:
            _require_same_index(item, destination)
            acknowledged += 1
            duplicates += item["status"] == 200
    _raise_if_fatal(failures, destination)
    retryable = tuple(each for each in failures if _is_retryable(each))
    rejected = tuple(each for each in failures if not _is_retryable(each))
    return BulkResult(
        acknowledged=acknowledged, duplicates=duplicates, dropped=dropped, deleted=deleted, retryable=retryable, rejected=rejected
    )


def _parse_failure(row: int, item: dict[str, Any]) -> ItemFailure:
    error = item.get("error")
    cause = error if isinstance(error, dict) else {"reason": error}
    reason = describe_cause(cause) or "no reason given"
    return ItemFailure(row=row, status=item["status"], type=str(cause.get("type", "exception")), reason=reason)


def _is_retryable(failure: ItemFailure) -> bool:
    """Return whether a retry may succeed: an overloaded node, a missing shard, a write block."""
    return failure.status in _RETRYABLE_STATUS or failure.type == "cluster_block_exception"


def _require_same_index(item: dict[str, Any], destination: Destination) -> None:
    index = item.get("_index")
    if destination.concrete_index is not None and index not in (None, destination.concrete_index):
        names = ", ".join(f"[{name}]" for name in destination.pipelines)
        cause = f"the pipeline {names} sent a row" if names else "the alias was changed during the run, and a row went"
        raise TargetError(f"{cause} to [{index}] instead of [{destination.concrete_index}]")


def _raise_if_fatal(failures: Sequence[ItemFailure], destination: Destination) -> None:
    """Raise an error that concerns the whole run, not the row that it is reported for."""
    for each in failures:
        if each.type in _INDEX_ERRORS:
            reason = name_index(each.reason, destination.index)
            raise LeaseLost(reason) if destination.require_alias else TargetError(reason)
        for pipeline in destination.pipelines:
            if each.reason == f"pipeline with id [{pipeline}] does not exist":
                raise TargetError(f"the pipeline [{pipeline}] does not exist")
        if each.type == "security_exception":
            raise ApiError(name_index(each.reason, destination.index), each.status, each.type)
