"""One document of an own index, read by id and changed by compare-and-set."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import NotFound


@dataclass(frozen=True, kw_only=True)
class Versioned:
    """Where a document stands: what the next compare-and-set expects."""

    version: int
    seq_no: int
    primary_term: int

    @classmethod
    def of(cls, answer: Any) -> "Versioned":
        """Take it from any answer of Elasticsearch that carries it."""
        return cls(version=answer["_version"], seq_no=answer["_seq_no"], primary_term=answer["_primary_term"])

    def to_json(self) -> dict[str, int]:
        """Give Elasticsearch's own names."""
        return {"_version": self.version, "_seq_no": self.seq_no, "_primary_term": self.primary_term}


def delete(client: Elasticsearch, index: str, ids: Iterable[str]) -> None:
    """Delete documents in one request; those that are gone already are no error."""
    operations = [{"delete": {"_id": each}} for each in ids]
    if operations:
        with translated():
            client.bulk(index=index, operations=operations)


def read(client: Elasticsearch, index: str, id: str) -> tuple[dict[str, Any], Versioned] | None:
    """Get a document in real time; none where it, or its index, is missing."""
    try:
        with translated():
            answer = client.get(index=index, id=id, realtime=True)
    except NotFound:
        return None
    return answer["_source"], Versioned.of(answer)
