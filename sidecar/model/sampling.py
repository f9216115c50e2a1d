"""What is asked about a query that no ingestion has yet."""

from dataclasses import dataclass
from typing import Any

from sidecar.model.body_fields import Fields

MOST_ROWS = 10_000
LONGEST_TEXT = 1_000_000
"""Characters."""


@dataclass(frozen=True, kw_only=True)
class Sampling:
    """A query whose first rows are wanted: how many at most, and of texts how many characters."""

    query: str
    row_limit: int = 10
    max_text_size: int = 1000

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> "Sampling":
        """Read the body of ``_sample``; raise :class:`~sidecar.errors.InvalidField` for what is wrong in it."""
        fields = Fields(body, "")
        sampling = cls(
            query=fields.required_text("query"),
            row_limit=fields.integer("row_limit", 10, 1, MOST_ROWS),
            max_text_size=fields.integer("max_text_size", 1000, 1, LONGEST_TEXT),
        )
        fields.done()
        return sampling


def query_of(body: dict[str, Any]) -> str:
    """Read the body of ``_transforms``, which is a query alone."""
    fields = Fields(body, "")
    query = fields.required_text("query")
    fields.done()
    return query
