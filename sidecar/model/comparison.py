"""The result of comparing the rows of a query with the documents of a target."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sidecar.model.stored import field_values, known_fields, merge_unknown, with_unknown

MAX_SAMPLES = 100
"""Ids that are listed of each kind of difference."""


@dataclass(frozen=True, kw_only=True)
class FieldDifference:
    """A field whose values differ. Values are JSON, cut off if they are long; None where a document does not have the field."""

    field: str
    source: str | None = None
    target: str | None = None
    unknown: Mapping[str, Any] = dataclasses.field(default_factory=dict, compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form without absent values."""
        return {name: value for name, value in field_values(self).items() if value is not None}

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        return merge_unknown(self.to_json(), self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "FieldDifference":
        """Read the stored form."""
        return with_unknown(cls(**known_fields(cls, document)), document)


@dataclass(frozen=True, kw_only=True)
class DocumentDifference:
    """A document that differs from its row."""

    id: str
    fields: tuple[FieldDifference, ...]
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def to_json(self, *, values: bool) -> dict[str, Any]:
        """Return the JSON form: the names of the fields, and with ``values`` also their values."""
        names = {"id": self.id, "fields": [each.field for each in self.fields]}
        return {**names, "values": [each.to_json() for each in self.fields]} if values else names

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        document = {**self.to_json(values=False), "values": [each.to_document() for each in self.fields]}
        return merge_unknown(document, self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "DocumentDifference":
        """Read the stored form."""
        fields = tuple(FieldDifference.from_document(each) for each in document["values"])
        return with_unknown(cls(id=document["id"], fields=fields), document)


@dataclass(frozen=True, kw_only=True)
class ComparisonResult:
    """Numbers of rows and documents, and ids of the first ones that are not equal."""

    rows: int
    documents: int
    """Documents in the target."""
    missing: int = 0
    """Rows without a document."""
    surplus: int = 0
    """Documents without a row."""
    different: int = 0
    rejected: int = 0
    """Further rows of the query that cannot become documents."""
    obstacle: str | None = None
    """A sentence that says why only ids were compared; None if documents were. Stored as ``note``."""
    missing_ids: tuple[str, ...] = ()
    surplus_ids: tuple[str, ...] = ()
    differences: tuple[DocumentDifference, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def equal(self) -> int:
        """Return the number of rows whose document is equal."""
        return self.rows - self.missing - self.different

    @property
    def matches(self) -> bool:
        """Return whether the target has exactly the documents of the rows."""
        return not (self.missing or self.surplus or self.different)

    def to_json(self, *, values: bool = False) -> dict[str, Any]:
        """Return the JSON form; only with ``values`` it has data of fields."""
        plain: dict[str, Any] = {
            "matches": self.matches,
            "compared": "ids" if self.obstacle else "documents",
            "note": self.obstacle,
            **{name: getattr(self, name) for name in ("rows", "documents", "equal", "missing", "surplus", "different", "rejected")},
            "missing_ids": list(self.missing_ids),
            "surplus_ids": list(self.surplus_ids),
            "differences": [each.to_json(values=values) for each in self.differences],
        }
        return {name: value for name, value in plain.items() if value not in (None, [])}

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        differences = {"differences": [each.to_document() for each in self.differences]} if self.differences else {}
        return merge_unknown({**self.to_json(), **differences}, self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "ComparisonResult":
        """Read the stored form."""
        result = cls(
            **{name: document[name] for name in ("rows", "documents", "missing", "surplus", "different", "rejected")},
            obstacle=document.get("note"),
            missing_ids=tuple(document.get("missing_ids", ())),
            surplus_ids=tuple(document.get("surplus_ids", ())),
            differences=tuple(DocumentDifference.from_document(each) for each in document.get("differences", ())),
        )
        return with_unknown(result, document)

    def describe(self) -> str:
        """Return a sentence with the result."""
        if self.matches:
            rows = f"the {self.rows:,} rows" if self.rows != 1 else "the only row"
            return f"The target matches {rows} of the source."
        counts = {"missing": self.missing, "surplus": self.surplus, "different": self.different}
        return f"The target differs from the source: {', '.join(f'{count:,} {name}' for name, count in counts.items() if count)}."
