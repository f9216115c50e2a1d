"""Rows that do not become documents, and who decides how many a run bears."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sidecar.errors import RowsRejected


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """A row that Elasticsearch, or its own values, keep out."""

    row: int
    """Its place in its partition of the run, from 0."""
    partition: int = 0
    id: str | None
    """Its document's id, where it has one."""
    status: int
    type: str
    reason: str
    """Elasticsearch's own words where it was Elasticsearch that refused."""
    document: str
    """The document as JSON; for a row that never became one, its columns' texts as JSON."""
    retryable: bool = True
    """Whether ``document`` is one that Elasticsearch may take another time: not those texts, and not too large."""

    def __str__(self) -> str:
        """Say which row and why, in one sentence."""
        who = f"id [{self.id}]" if self.id is not None else f"number {self.row + 1}"
        return f"The row with {who} was rejected: {self.type}: {self.reason}"


Tolerance = Callable[[Sequence[Rejection]], None]
"""Hears of rejected rows; returns to bear them, raises :class:`~sidecar.errors.RowsRejected` to end the run."""


def bear_none(rejected: Sequence[Rejection]) -> None:
    """End the run at the first rejected row."""
    if rejected:
        raise RowsRejected(str(rejected[0]))


def document_id(action: bytes) -> str | None:
    """Give the id in an action line."""
    name = json.loads(action)["index"].get("_id")
    return None if name is None else str(name)
