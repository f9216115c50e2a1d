"""Delete documents in bulk, each only in the version in which it was read."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.errors import ServiceUnavailable, TargetError
from sidecar.load.send.backoff import Backoff
from sidecar.load.send.transport import BulkTransport, Destination

_RETRYABLE = (429, 503)
_GONE, _CHANGED = 404, 409


@dataclass(frozen=True, kw_only=True)
class StoredDocument:
    """A document in the version in which it was read."""

    id: str
    seq_no: int
    primary_term: int
    routing: str | None = None


def delete_documents(
    client: Elasticsearch, index: str, documents: Sequence[StoredDocument], *, backoff: Backoff, before_request: Callable[[], None]
) -> int:
    """Delete documents of an index, except those that were written or deleted since; return their number, or less if a response was lost.

    ``before_request`` is called before each request and may raise to end the run. Raises :class:`~sidecar.errors.TargetError` with
    Elasticsearch's reason if it rejects a deletion.
    """
    transport = BulkTransport(client, Destination(index=index))
    deleted, remaining = 0, list(documents)
    while remaining:
        before_request()
        try:
            response = transport.post(b"".join(map(_encode, remaining)))
        except ServiceUnavailable as error:
            # Deletions that were carried out nevertheless are found to be gone.
            backoff.wait(error)
            continue
        results = [item["delete"] for item in json.loads(response)["items"]]
        deleted += sum(result["status"] == 200 for result in results)
        failed = [(each, result) for each, result in zip(remaining, results, strict=True) if not _is_settled(result)]
        remaining = [each for each, _ in failed]
        if failed:
            _wait_or_raise(index, failed[0][1], backoff)
    return deleted


def _encode(document: StoredDocument) -> bytes:
    action: dict[str, Any] = {"_id": document.id, "if_seq_no": document.seq_no, "if_primary_term": document.primary_term}
    if document.routing is not None:
        action["routing"] = document.routing
    return json.dumps({"delete": action}).encode() + b"\n"


def _is_settled(result: dict[str, Any]) -> bool:
    return result["status"] in (200, _GONE, _CHANGED) and result.get("error", {}).get("type") != "index_not_found_exception"


def _wait_or_raise(index: str, result: dict[str, Any], backoff: Backoff) -> None:
    error = result.get("error", {})
    reason = f"{result['status']} {error.get('type')}: {error.get('reason')}"
    if result["status"] not in _RETRYABLE and error.get("type") != "cluster_block_exception":
        raise TargetError(f"documents of [{index}] could not be deleted: {reason}")
    backoff.wait(ServiceUnavailable(f"Elasticsearch is not ready: {reason}"))
