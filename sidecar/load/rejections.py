"""Rejected rows: their description, and the callback that decides whether the run goes on."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sidecar.errors import RowsRejected


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """A row that Elasticsearch rejected, or that cannot be encoded as a document."""

    row: int
    """Number of the row in its partition, from 0."""
    partition: int = 0
    id: str | None
    """The document id, if there is one."""
    status: int
    type: str
    reason: str
    """Elasticsearch's reason, unchanged, if Elasticsearch rejected the row."""
    document: str
    """The document as JSON, empty for a deletion; for a row that was never encoded, its columns' values as JSON strings."""
    retryable: bool = True
    """Whether Elasticsearch may accept ``document`` later; false if it was never encoded or is too large."""

    def __str__(self) -> str:
        """Return a sentence that names the row and the reason."""
        row = f"id [{self.id}]" if self.id is not None else f"number {self.row}"
        return f"The row with {row} was rejected: {self.type}: {self.reason}"


OnRejected = Callable[[Sequence[Rejection]], None]
"""Called with rejected rows; raises :class:`~sidecar.errors.RowsRejected` to end the run."""


def raise_on_rejection(rejected: Sequence[Rejection]) -> None:
    """Raise :class:`~sidecar.errors.RowsRejected` for the first rejected row."""
    if rejected:
        raise RowsRejected(str(rejected[0]))


def document_id(action: bytes) -> str | None:
    """Return the document id in an action line of a bulk body."""
    (metadata,) = json.loads(action).values()
    id = metadata.get("_id")
    return None if id is None else str(id)
