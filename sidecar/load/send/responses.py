"""What Elasticsearch's answer to a bulk request says about its rows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sidecar.errors import Refused, Superseded, TargetError, Unavailable
from sidecar.load.send.transport import Destination

_TRY_AGAIN = (429, 503)

_WHOLE = frozenset({"index_not_found_exception", "invalid_index_name_exception"})
"""Failures of the index, not of the row that met them."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Why one row, counted from 0 within its request, was not taken."""

    row: int
    status: int
    type: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of the rows of one request."""

    acknowledged: int = 0
    duplicates: int = 0
    """Of the acknowledged: rows that replaced another document of the same id."""
    dropped: int = 0
    """Rows that the pipeline dropped; they are not among the acknowledged."""
    again: tuple[Verdict, ...] = ()
    """Rows to send again: Elasticsearch was too busy for them, or takes no writes for now."""
    rejected: tuple[Verdict, ...] = ()


def read_answer(raw: bytes, rows: int, destination: Destination) -> Outcome:
    """Read an answer; it becomes objects only when a row failed or a pipeline may have changed some.

    Raise :class:`~sidecar.errors.Superseded` when the write alias is gone, :class:`~sidecar.errors.TargetError` when the index is
    gone or a pipeline sent a row elsewhere, :class:`~sidecar.errors.Unavailable` when the answer is not one for these rows.
    """
    if destination.pipeline is None and raw.startswith(b'{"errors":false'):
        _refuse_partial(raw.count(b'"status":'), rows)
        return Outcome(acknowledged=rows, duplicates=raw.count(b'"status":200'))
    items = json.loads(raw).get("items", [])
    _refuse_partial(len(items), rows)
    return _judge([next(iter(item.values())) for item in items], destination)


def _refuse_partial(answered: int, rows: int) -> None:
    if answered != rows:
        raise Unavailable(f"Elasticsearch answered for {answered} of {rows} rows")


def _judge(items: Sequence[dict[str, Any]], destination: Destination) -> Outcome:
    dropped = duplicates = acknowledged = 0
    failed: list[Verdict] = []
    for row, item in enumerate(items):
        if "error" in item or item["status"] >= 300:
            failed.append(_verdict(row, item))
        elif item.get("result") == "noop":
            dropped += 1
        else:
            _refuse_elsewhere(item, destination)
            acknowledged += 1
            duplicates += item["status"] == 200
    _refuse_for_all(failed, destination)
    again = tuple(each for each in failed if _passes(each))
    rejected = tuple(each for each in failed if not _passes(each))
    return Outcome(acknowledged=acknowledged, duplicates=duplicates, dropped=dropped, again=again, rejected=rejected)


def _verdict(row: int, item: dict[str, Any]) -> Verdict:
    error = item.get("error")
    cause = error if isinstance(error, dict) else {"reason": error}
    reasons = [str(cause.get("reason") or "no reason given")]
    while isinstance(cause := cause.get("caused_by"), dict):  # type: ignore[assignment]
        reasons.append(str(cause.get("reason")))
    type = error.get("type", "exception") if isinstance(error, dict) else "exception"
    return Verdict(row=row, status=item["status"], type=type, reason=": ".join(dict.fromkeys(reasons)))


def _passes(verdict: Verdict) -> bool:
    """Tell whether a later attempt may succeed: an overloaded node, a missing shard, a write block."""
    return verdict.status in _TRY_AGAIN or verdict.type == "cluster_block_exception"


def _refuse_elsewhere(item: dict[str, Any], destination: Destination) -> None:
    index = item.get("_index")
    if destination.backing is not None and index not in (None, destination.backing):
        raise TargetError(f"the pipeline [{destination.pipeline}] sent a row to [{index}] instead of [{destination.backing}]")


def _refuse_for_all(failed: Sequence[Verdict], destination: Destination) -> None:
    """End the run for a failure that has nothing to do with the row that met it."""
    for each in failed:
        if each.type in _WHOLE:
            raise Superseded(each.reason) if destination.require_alias else TargetError(each.reason)
        if each.reason == f"pipeline with id [{destination.pipeline}] does not exist":
            raise TargetError(f"the pipeline [{destination.pipeline}] does not exist")
        if each.type == "security_exception":
            raise Refused(each.reason, each.status, each.type)
