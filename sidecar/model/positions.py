"""The positions of an incremental job: what its next query starts from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sidecar.model.stored import field_values, known_fields, merge_unknown, with_unknown

SHOWN_VARIABLES = ("max_primary_key", "last_record_timestamp")
"""Those that a response may have. The last record is a row, of which the caller may be allowed to read only some documents and fields."""


@dataclass(frozen=True, kw_only=True)
class Positions:
    """The values of the query's variables. Unset is None."""

    max_primary_key: str | None = None
    """Digits of the largest numeric key read."""
    last_record_timestamp: str | None = None
    """The database's UTC clock when the last successful run began to read, ``yyyy-MM-dd HH:mm:ss.SSS``."""
    last_record: tuple[Any, ...] | None = None
    """The scalars of the last record of the last successful run."""
    scope: str | None = None
    """The digest of the definition these positions are valid for (:meth:`Ingestion.position_scope`). Stored as ``of``."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_set(self) -> bool:
        """Return whether any variable is set."""
        return (self.max_primary_key, self.last_record_timestamp, self.last_record) != (None, None, None)

    def to_json(self) -> dict[str, Any]:
        """Return the shown variables that are set, for API responses."""
        return {name: value for name in SHOWN_VARIABLES if (value := getattr(self, name)) is not None}

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        document = field_values(self)
        document["of"] = document.pop("scope")
        if self.last_record is not None:
            document["last_record"] = list(self.last_record)
        return merge_unknown(document, self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Positions":
        """Read the stored form."""
        record = document.get("last_record")
        known = {**known_fields(cls, document), "scope": document.get("of"), "last_record": None if record is None else tuple(record)}
        return with_unknown(cls(**known), document)
