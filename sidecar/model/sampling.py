"""Requests about a query that belongs to no ingestion yet."""

from dataclasses import dataclass
from typing import Any

from sidecar.model.body_fields import BodyFields

MAX_ROWS = 10_000
MAX_TEXT_SIZE = 1_000_000
"""Characters."""


@dataclass(frozen=True, kw_only=True)
class SampleRequest:
    """A query and the limits of its sample: rows, and characters of each text."""

    query: str
    row_limit: int = 10
    max_text_size: int = 1000

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> "SampleRequest":
        """Read the body of ``_sample``; raise :class:`~sidecar.errors.InvalidField` if it is invalid."""
        fields = BodyFields(body, "")
        request = cls(
            query=fields.required_text("query"),
            row_limit=fields.integer("row_limit", 10, 1, MAX_ROWS),
            max_text_size=fields.integer("max_text_size", 1000, 1, MAX_TEXT_SIZE),
        )
        fields.reject_unknown()
        return request


def read_query(body: dict[str, Any]) -> str:
    """Read the body of ``_transforms``, which holds a query alone."""
    fields = BodyFields(body, "")
    query = fields.required_text("query")
    fields.reject_unknown()
    return query
