"""A transform: the conversion of one or more columns to a field of the document."""

from dataclasses import dataclass, field
from typing import Any

from sidecar.model.body_fields import BodyFields

TRANSFORMS = {"copy": (1, 1), "geo_point": (2, 2), "array": (1, 1000)}
"""The transforms, each with its fewest and most input columns."""


@dataclass(frozen=True, kw_only=True)
class Transform:
    """The conversion of one or more columns to a field of the document."""

    input: tuple[str, ...]
    output: str
    transform: str = "copy"
    mapping: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, fields: BodyFields) -> "Transform":
        """Read one item of ``transforms``."""
        name = fields.choice("transform", tuple(TRANSFORMS), "copy")
        columns = fields.items("input", _read_source)
        fewest, most = TRANSFORMS[name]
        if not fewest <= len(columns) <= most:
            expected = f"{fewest}" if fewest == most else f"{fewest} or more"
            raise fields.error("input", f"expected an array of {expected} for [{name}] but got {len(columns)}")
        transform = cls(input=columns, output=fields.required_text("output"), transform=name, mapping=fields.raw_object("mapping"))
        fields.reject_unknown()
        return transform

    def to_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        plain: dict[str, Any] = {"input": [{"source": name} for name in self.input], "output": self.output, "transform": self.transform}
        return {**plain, "mapping": self.mapping} if self.mapping else plain


def _read_source(fields: BodyFields) -> str:
    source = fields.required_text("source")
    fields.reject_unknown()
    return source
