"""Dead letters: rejected rows with the reason, in ``.siren-dead-letters``."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.model.stored import known_fields, merge_unknown, with_unknown
from sidecar.store import document
from sidecar.store.indices import DEAD_LETTERS

MAX_DOCUMENT_LENGTH = 1_000_000
"""Characters of a document that are stored. A longer one is truncated and cannot be retried."""

_MAX_REQUEST_LENGTH = 5_000_000
"""Characters of documents in one bulk request."""

_PAGE_SIZE = 100
"""Dead letters read at a time. With documents of the maximum length they fill a response."""

_MAX_DELETED = 1000
"""Dead letters deleted at a time."""

_SORT = ("@timestamp", "execution", "partition", "row")
"""A unique key among the dead letters of a job."""


@dataclass(frozen=True, kw_only=True)
class DeadLetter:
    """One rejected row.

    ``row`` is its number in the run's partition, from 0. ``document`` is the JSON text of the document that was rejected.
    """

    job: str
    execution: str
    target: str
    row: int
    partition: int = 0
    id: str | None
    status: int
    type: str
    reason: str
    document: str
    retryable: bool = True
    """Whether ``document`` can be retried: it is complete, and the row could be converted to a document."""
    timestamp: int
    """Epoch milliseconds of the last attempt."""
    field: str | None = None
    """The field or column that the reason is about, if it names one."""
    summary: str | None = None
    """The reason without ids and values; None if an earlier release wrote it."""
    unknown: Mapping[str, Any] = dataclasses.field(default_factory=dict, compare=False, repr=False)

    @property
    def document_id(self) -> str:
        """Return the id of its document, the same whenever the same row of an execution is rejected."""
        return f"{self.execution}-{self.partition}-{self.row}"

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        stored = {
            "job": self.job,
            "execution": self.execution,
            "@timestamp": self.timestamp,
            "target": self.target,
            "row": self.row,
            "partition": self.partition,
            "id": self.id,
            "status": self.status,
            "error": {"type": self.type, "reason": self.reason},
            "document": self.document[:MAX_DOCUMENT_LENGTH],
            "retryable": self.retryable and len(self.document) <= MAX_DOCUMENT_LENGTH,
            **{name: value for name, value in (("field", self.field), ("summary", self.summary)) if value is not None},
        }
        return merge_unknown(stored, self.unknown)

    def reason_fields(self) -> dict[str, Any]:
        """Return the part of the stored form that another rejection of the row changes."""
        return {
            "@timestamp": self.timestamp, "status": self.status, "error": {"type": self.type, "reason": self.reason},
            "field": self.field, "summary": self.summary,
        }  # fmt: skip

    @classmethod
    def from_document(cls, source: dict[str, Any]) -> "DeadLetter":
        """Read the stored form."""
        error = source["error"]
        moved = {"timestamp": source["@timestamp"], "type": error["type"], "reason": error["reason"]}
        return with_unknown(cls(**{**known_fields(cls, source), **moved}), source)


@dataclass(frozen=True, kw_only=True)
class DeadLetterPage:
    """A page of stored dead letters, and the total number."""

    total: int
    hits: tuple[dict[str, Any], ...]
    """Elasticsearch's hits: ``_id`` and ``_source``."""


class DeadLetters:
    """The dead letters of all jobs."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client

    def write(self, dead_letters: Sequence[DeadLetter]) -> None:
        """Write dead letters; repeating the call adds nothing. Raises as :func:`document.check_bulk` does."""
        for request in split_into_requests(dead_letters):
            operations: list[dict[str, Any]] = []
            for dead_letter in request:
                operations += [{"index": {"_id": dead_letter.document_id}}, dead_letter.to_document()]
            self._store(operations)

    def update_reasons(self, dead_letters: Sequence[DeadLetter]) -> None:
        """Store the reasons of another rejection, ignoring dead letters that were deleted meanwhile. Raises as :meth:`write` does."""
        operations: list[dict[str, Any]] = []
        for dead_letter in dead_letters:
            operations += [{"update": {"_id": dead_letter.document_id}}, {"doc": dead_letter.reason_fields()}]
        if operations:
            self._store(operations, ignore_missing=True)

    def _store(self, operations: list[dict[str, Any]], *, ignore_missing: bool = False) -> None:
        with translate_elasticsearch_errors():
            response = self._client.bulk(index=DEAD_LETTERS, operations=operations, require_alias=False)
        document.check_bulk(response.body, "rejected rows could not be stored", ignore_missing=ignore_missing)

    def delete(self, dead_letters: Sequence[DeadLetter]) -> None:
        """Delete dead letters, ignoring missing ones."""
        document.delete(self._client, DEAD_LETTERS, (dead_letter.document_id for dead_letter in dead_letters))

    def find_newest(self, job: str, *, begin: int, size: int, documents: bool) -> DeadLetterPage:
        """Return a page of a job's dead letters, newest first, with their documents if ``documents``."""
        with translate_elasticsearch_errors():
            response = self._client.search(
                index=DEAD_LETTERS, query={"term": {"job": job}}, from_=begin, size=size, track_total_hits=True,
                source_excludes=[] if documents else ["document"],
                sort=[{name: "desc"} for name in _SORT],
            )  # fmt: skip
        hits = tuple({"_id": hit["_id"], "_source": hit["_source"]} for hit in response["hits"]["hits"])
        return DeadLetterPage(total=response["hits"]["total"]["value"], hits=hits)

    def refresh(self) -> None:
        """Make all written dead letters visible to searches."""
        with translate_elasticsearch_errors():
            self._client.indices.refresh(index=DEAD_LETTERS)

    def search(self, body: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
        """Run a native search and return Elasticsearch's response."""
        return document.search(self._client, DEAD_LETTERS, body, parameters)

    def count(self, *filters: dict[str, Any], **terms: Any) -> int:
        """Return the number of dead letters that match filters, and whose fields have these values."""
        with translate_elasticsearch_errors():
            return int(self._client.count(index=DEAD_LETTERS, query=_filter(terms, *filters))["count"])

    def read_pages(self, *filters: dict[str, Any], until: int, **terms: Any) -> Iterator[list[DeadLetter]]:
        """Yield pages of dead letters up to a timestamp (epoch ms) that match filters, and whose fields have these values, oldest first.

        Dead letters that were yielded may be changed or deleted meanwhile.
        """
        sort = [{name: "asc"} for name in _SORT]
        for hits in document.search_pages(
            self._client, DEAD_LETTERS, _filter(terms, written_until(until), *filters), sort=sort, size=_PAGE_SIZE
        ):
            yield [DeadLetter.from_document(hit["_source"]) for hit in hits]

    def delete_pages(self, *filters: dict[str, Any], until: int, **terms: Any) -> Iterator[int]:
        """Delete as :meth:`read_pages` reads, and yield the number of each page."""
        query, sort = _filter(terms, written_until(until), *filters), [{name: "asc"} for name in _SORT]
        for hits in document.search_pages(self._client, DEAD_LETTERS, query, sort=sort, size=_MAX_DELETED, source=False):
            yield document.delete(self._client, DEAD_LETTERS, [hit["_id"] for hit in hits])

    def delete_earlier(self, execution: str, *, until: int) -> None:
        """Delete the dead letters that earlier attempts at an execution wrote up to a timestamp (epoch ms)."""
        self.refresh()
        for dead_letters in self.read_pages(execution=execution, until=until):
            self.delete(dead_letters)

    def delete_expired(self, timestamp: int) -> int:
        """Delete some dead letters older than a timestamp (epoch ms); return their number."""
        with translate_elasticsearch_errors():
            response = self._client.search(
                index=DEAD_LETTERS,
                query={"range": {"@timestamp": {"lt": timestamp, "format": "epoch_millis"}}},
                source=False,
                size=_MAX_DELETED,
            )
        expired = [hit["_id"] for hit in response["hits"]["hits"]]
        document.delete(self._client, DEAD_LETTERS, expired)
        return len(expired)


def split_into_requests(dead_letters: Sequence[DeadLetter]) -> Iterator[list[DeadLetter]]:
    """Yield dead letters in groups of a limited total length."""
    group: list[DeadLetter] = []
    length = 0
    for dead_letter in dead_letters:
        if group and length + len(dead_letter.document) > _MAX_REQUEST_LENGTH:
            yield group
            group, length = [], 0
        group.append(dead_letter)
        length += len(dead_letter.document)
    if group:
        yield group


def written_until(timestamp: int) -> dict[str, Any]:
    """Return the filter of the dead letters up to a timestamp (epoch ms)."""
    return {"range": {"@timestamp": {"lte": timestamp, "format": "epoch_millis"}}}


def _filter(terms: dict[str, Any], *more: dict[str, Any]) -> dict[str, Any]:
    return {"bool": {"filter": [*({"term": {name: value}} for name, value in terms.items()), *more]}}
