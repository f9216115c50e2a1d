"""The rows that a run could not bring in, with the reason: ``.siren-dead-letters``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.store import document
from sidecar.store.indices import DEAD_LETTERS

LONGEST_DOCUMENT = 1_000_000
"""Characters of a document that are kept. A longer one is cut, and then it cannot be sent again."""

_REQUEST = 5_000_000
"""Characters of one request."""

_PAGE = 100
"""Letters read at a time: with documents of the greatest length they are as much as one answer should hold."""

_SORT = ("@timestamp", "execution", "partition", "row")
"""No two letters of a job are equal in all of these."""


@dataclass(frozen=True, kw_only=True)
class DeadLetter:
    """One rejected row. ``row`` is its place in the run's partition, from 0, ``document`` what would have been indexed, as JSON text."""

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
    """Whether ``document`` can be sent again: it is whole, and was one when the row was rejected."""
    timestamp: int
    """Epoch milliseconds of the last attempt."""

    @property
    def name(self) -> str:
        """Give the id of its document: the same whenever the same row of the same execution is rejected."""
        return f"{self.execution}-{self.partition}-{self.row}"

    def body(self) -> dict[str, Any]:
        """Give the stored form."""
        return {
            "job": self.job,
            "execution": self.execution,
            "@timestamp": self.timestamp,
            "target": self.target,
            "row": self.row,
            "partition": self.partition,
            "id": self.id,
            "status": self.status,
            "error": {"type": self.type, "reason": self.reason},
            "document": self.document[:LONGEST_DOCUMENT],
            "retryable": self.retryable and len(self.document) <= LONGEST_DOCUMENT,
        }

    @classmethod
    def stored(cls, source: dict[str, Any]) -> "DeadLetter":
        """Read the stored form back."""
        known = {name: value for name, value in source.items() if name not in ("@timestamp", "error")}
        return cls(timestamp=source["@timestamp"], type=source["error"]["type"], reason=source["error"]["reason"], **known)


@dataclass(frozen=True, kw_only=True)
class Found:
    """Some dead letters as they are stored, and how many there are in all."""

    total: int
    hits: tuple[dict[str, Any], ...]
    """Elasticsearch's own hits: ``_id`` and ``_source``."""


class DeadLetters:
    """The dead letters of all jobs."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client

    def store(self, letters: Sequence[DeadLetter]) -> None:
        """Write letters, each once however often it is sent; raise :class:`Unavailable` unless all are there."""
        for some in batches(letters):
            operations: list[dict[str, Any]] = []
            for letter in some:
                operations += [{"index": {"_id": letter.name}}, letter.body()]
            with translated():
                answer = self._client.bulk(index=DEAD_LETTERS, operations=operations, require_alias=False)
            document.check_bulk(answer.body, "rejected rows could not be kept")

    def remove(self, letters: Sequence[DeadLetter]) -> None:
        """Delete letters; those that are gone already are no error."""
        document.delete(self._client, DEAD_LETTERS, (letter.name for letter in letters))

    def newest(self, job: str, *, begin: int, size: int, documents: bool) -> Found:
        """Find a job's letters, the newest first; ``documents`` tells whether their documents are wanted too."""
        with translated():
            answer = self._client.search(
                index=DEAD_LETTERS, query={"term": {"job": job}}, from_=begin, size=size, track_total_hits=True,
                source_excludes=[] if documents else ["document"],
                sort=[{name: "desc"} for name in _SORT],
            )  # fmt: skip
        hits = tuple({"_id": hit["_id"], "_source": hit["_source"]} for hit in answer["hits"]["hits"])
        return Found(total=answer["hits"]["total"]["value"], hits=hits)

    def refresh(self) -> None:
        """Let searches find every letter that was written."""
        with translated():
            self._client.indices.refresh(index=DEAD_LETTERS)

    def count(self, **terms: Any) -> int:
        """Count the letters whose fields have these values."""
        with translated():
            return int(self._client.count(index=DEAD_LETTERS, query=_having(terms))["count"])

    def pages(self, *, until: int, **terms: Any) -> Iterator[list[DeadLetter]]:
        """Give the letters up to a moment (epoch ms) whose fields have these values, the oldest first, some at a time.

        They may be changed or removed meanwhile.
        """
        moment = {"range": {"@timestamp": {"lte": until, "format": "epoch_millis"}}}
        after: dict[str, Any] = {}
        while True:
            with translated():
                answer = self._client.search(
                    index=DEAD_LETTERS, query=_having(terms, moment), sort=[{name: "asc"} for name in _SORT],
                    size=_PAGE, track_total_hits=False, **after,
                )  # fmt: skip
            hits = answer["hits"]["hits"]
            if not hits:
                return
            yield [DeadLetter.stored(hit["_source"]) for hit in hits]
            after = {"search_after": hits[-1]["sort"]}

    def forget(self, execution: str, *, until: int) -> None:
        """Delete the letters that an earlier attempt at an execution wrote up to a moment (epoch ms)."""
        self.refresh()
        for letters in self.pages(execution=execution, until=until):
            self.remove(letters)

    def expire(self, moment: int) -> int:
        """Delete letters older than a moment (epoch ms), a thousand at most; give their number."""
        with translated():
            answer = self._client.search(
                index=DEAD_LETTERS,
                query={"range": {"@timestamp": {"lt": moment, "format": "epoch_millis"}}},
                source=False,
                size=1000,
            )
        old = [hit["_id"] for hit in answer["hits"]["hits"]]
        document.delete(self._client, DEAD_LETTERS, old)
        return len(old)


def batches(letters: Sequence[DeadLetter]) -> Iterator[list[DeadLetter]]:
    """Share letters out over requests that are not too large."""
    batch: list[DeadLetter] = []
    size = 0
    for letter in letters:
        if batch and size + len(letter.document) > _REQUEST:
            yield batch
            batch, size = [], 0
        batch.append(letter)
        size += len(letter.document)
    if batch:
        yield batch


def _having(terms: dict[str, Any], *more: dict[str, Any]) -> dict[str, Any]:
    return {"bool": {"filter": [*({"term": {name: value}} for name, value in terms.items()), *more]}}
