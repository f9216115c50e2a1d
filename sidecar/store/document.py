"""One document of an own index, read by id and changed by compare-and-set."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import NotFound, Refused, Unavailable


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
    """Delete documents in one request; those that are gone already are no error. Raises as :func:`check_bulk` does."""
    operations = [{"delete": {"_id": each}} for each in ids]
    if operations:
        with translated():
            answer = client.bulk(index=index, operations=operations)
        check_bulk(answer.body, "documents could not be deleted")


def check_bulk(answer: dict[str, Any], words: str) -> None:
    """Raise :class:`~sidecar.errors.Unavailable` where an item of a bulk may succeed later, else what was refused, after ``words``."""
    failed = [item for each in answer["items"] for item in each.values() if "error" in item]
    if not failed:
        return
    first = failed[0]
    reason = f"{words}: {first['error']['reason']}"
    if first["status"] in (429, 503) or first["error"]["type"] == "cluster_block_exception":
        raise Unavailable(reason)
    raise Refused(reason, first["status"], first["error"]["type"])


def read(client: Elasticsearch, index: str, id: str) -> tuple[dict[str, Any], Versioned] | None:
    """Get a document in real time; none where it is missing."""
    try:
        with translated():
            answer = client.get(index=index, id=id, realtime=True)
    except NotFound:
        return None
    return answer["_source"], Versioned.of(answer)
