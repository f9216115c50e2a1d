"""Documents of the sidecar's own indices, read by id and changed by compare-and-set."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ApiError, NotFound, ServiceUnavailable, SidecarError, UnreadableDocument, VersionConflict


@dataclass(frozen=True, kw_only=True)
class DocumentVersion:
    """The version of a document, which the next compare-and-set expects."""

    version: int
    seq_no: int
    primary_term: int

    @classmethod
    def of(cls, response: Any) -> "DocumentVersion":
        """Return the version in a response or a hit of Elasticsearch."""
        return cls(version=response["_version"], seq_no=response["_seq_no"], primary_term=response["_primary_term"])

    def to_json(self) -> dict[str, int]:
        """Return the version under Elasticsearch's names."""
        return {"_version": self.version, "_seq_no": self.seq_no, "_primary_term": self.primary_term}


def read(client: Elasticsearch, index: str, id: str, **options: Any) -> tuple[dict[str, Any], DocumentVersion] | None:
    """Return the source and the version of a document in real time; None if it does not exist."""
    try:
        with translate_elasticsearch_errors():
            response = client.get(index=index, id=id, realtime=True, **options)
    except NotFound:
        return None
    return response["_source"], DocumentVersion.of(response)


def read_many(client: Elasticsearch, index: str, ids: Iterable[str], *, page: int, **options: Any) -> Iterator[dict[str, Any]]:
    """Yield the hits of existing documents in real time, read ``page`` at a time.

    Raises :class:`~sidecar.errors.ServiceUnavailable` if the existence of one is unknown.
    """
    rest = iter(ids)
    while some := list(islice(rest, page)):
        with translate_elasticsearch_errors():
            response = client.mget(index=index, ids=some, realtime=True, **options)
        for hit in response["docs"]:
            if error := hit.get("error"):
                raise ServiceUnavailable(f"the document [{hit['_id']}] in [{index}] could not be read: {error.get('reason')}")
            if hit["found"]:
                yield hit


def search_pages(
    client: Elasticsearch, index: str, query: Mapping[str, Any], *, sort: Sequence[Any], size: int, **options: Any
) -> Iterator[list[dict[str, Any]]]:
    """Yield all hits of a search, ``size`` at a time. The last field of ``sort`` must be unique.

    Documents that were yielded may be changed or deleted meanwhile.
    """
    after: list[Any] | None = None
    while True:
        with translate_elasticsearch_errors():
            response = client.search(
                index=index, query=query, sort=sort, size=size, search_after=after, track_total_hits=False, **options
            )  # fmt: skip
        hits = response.body.get("hits", {}).get("hits", [])
        if hits:
            yield hits
        if len(hits) < size:
            return
        after = hits[-1]["sort"]


def search(client: Elasticsearch, index: str, body: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Run a native search and return Elasticsearch's response."""
    with translate_elasticsearch_errors():
        response = client.perform_request(
            "POST",
            f"/{index}/_search",
            params=parameters,
            headers={"accept": "application/json", "content-type": "application/json"},
            body=body,
        )
    result: dict[str, Any] = response.body
    return result


@contextmanager
def require_readable(index: str, id: str) -> Iterator[None]:
    """Raise :class:`~sidecar.errors.UnreadableDocument` for every error within the block, which converts a stored document."""
    try:
        yield
    except Exception as error:  # a damaged document may cause any
        raise UnreadableDocument(index, id, error) from error


def delete(client: Elasticsearch, index: str, ids: Iterable[str]) -> int:
    """Delete documents in one request and return their number, ignoring missing ones. Raises as :func:`check_bulk` does."""
    operations = [{"delete": {"_id": each}} for each in ids]
    if not operations:
        return 0
    with translate_elasticsearch_errors():
        response = client.bulk(index=index, operations=operations)
    check_bulk(response.body, "documents could not be deleted")
    return sum(each["delete"]["result"] == "deleted" for each in response["items"])


def check_bulk(response: dict[str, Any], message: str, *, ignore_missing: bool = False) -> None:
    """Raise the first error of a bulk response, if any; on request not that a document does not exist.

    Raises :class:`~sidecar.errors.ServiceUnavailable` if a retry may succeed, else :class:`~sidecar.errors.ApiError`.
    """
    failed = [item for each in response["items"] for item in each.values() if "error" in item]
    failed = [each for each in failed if not (ignore_missing and each["error"]["type"] == "document_missing_exception")]
    if failed:
        raise item_error(failed[0], message)


def item_error(item: dict[str, Any], message: str) -> SidecarError:
    """Return the exception for a failed item of a bulk response; its reason begins with ``message``.

    It is :class:`~sidecar.errors.VersionConflict` or :class:`~sidecar.errors.ServiceUnavailable`, if a retry may succeed, else
    :class:`~sidecar.errors.ApiError`.
    """
    reason = f"{message}: {item['error']['reason']}"
    if item["status"] == 409:
        return VersionConflict(reason)
    if item["status"] in (429, 503) or item["error"]["type"] == "cluster_block_exception":
        return ServiceUnavailable(reason)
    return ApiError(reason, item["status"], item["error"]["type"])
