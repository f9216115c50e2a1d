"""Build the mapping of a target: the user's fields override the transforms' fields, which override the defaults of the SQL types."""

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sidecar.load.encode.fields import Field
from sidecar.model.columns import SqlType

FieldMapping = dict[str, Any]
"""The mapping of one field, in Elasticsearch's format."""

_KEYWORD: FieldMapping = {"type": "keyword", "ignore_above": 8191}
_UNPARSED_OBJECT: FieldMapping = {"type": "object", "enabled": False}

_DEFAULTS: dict[SqlType, FieldMapping] = {
    SqlType.BOOLEAN: {"type": "boolean"},
    SqlType.LONG: {"type": "long"},
    SqlType.UNSIGNED_LONG: {"type": "unsigned_long"},
    SqlType.DECIMAL: {"type": "double"},
    SqlType.FLOAT: {"type": "float"},
    SqlType.DOUBLE: {"type": "double"},
    SqlType.KEYWORD: _KEYWORD,
    SqlType.TEXT: {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}},
    SqlType.DATE: {"type": "date"},
    SqlType.TIMESTAMP: {"type": "date"},
    SqlType.BINARY: {"type": "binary"},
    SqlType.JSON: _UNPARSED_OBJECT,
    SqlType.IP: {"type": "ip", "ignore_malformed": True, "fields": {"keyword": {"type": "keyword"}}},
    SqlType.GEO_SHAPE: {"type": "geo_shape"},
    SqlType.GEO_POINT: {"type": "geo_point"},
}

_FALLBACKS: dict[str, FieldMapping] = {"unsigned_long": _KEYWORD, "geo_shape": _UNPARSED_OBJECT}
"""Replacements for field types that a cluster lacks."""

_UNKNOWN_TYPE = re.compile(r"(?:mapper type|No handler for type) \[([^]]+)\] declared on field \[([^]]+)\]")


class UnknownType(NamedTuple):
    """A field type that a cluster lacks, and a field that has it."""

    type: str
    field: str


def _default_mapping(each: Field) -> FieldMapping:
    """Return the default mapping of a field; a ``geo_point`` transform takes precedence over its columns' types."""
    if each.transform == "geo_point":
        return {"type": "geo_point"}
    return deepcopy(_DEFAULTS[each.inputs[0].type])


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """A mapping in three layers. Per field the highest layer wins; layers are never merged within a field."""

    defaults: dict[str, FieldMapping]
    """By the field's dotted name."""
    transforms: dict[str, FieldMapping] = field(default_factory=dict)
    user: dict[str, Any] = field(default_factory=dict)
    """The ingestion's ``mapping``: ``properties`` and all other keys of a mapping."""

    @classmethod
    def from_fields(cls, fields: Iterable[Field], user: dict[str, Any]) -> "Mapping":
        """Create the mapping of a run's fields, with the user's mapping on top."""
        fields = tuple(fields)
        return cls(
            defaults={each.name: _default_mapping(each) for each in fields if not each.mapping},
            transforms={each.name: each.mapping for each in fields if each.mapping},
            user=user,
        )

    def body(self) -> dict[str, Any]:
        """Return the complete mapping, as needed to create an index."""
        return self._merge({**self.defaults, **self.transforms})

    def additions(self, present: dict[str, Any]) -> dict[str, Any]:
        """Return the body of ``PUT _mapping``: the fields that the mapping ``present`` lacks, and all explicit fields.

        Explicit fields are included even if they exist, so that Elasticsearch reports conflicts.
        """
        properties = present.get("properties", {})
        missing = {name: each for name, each in self.defaults.items() if not _is_mapped(properties, name)}
        return self._merge({**missing, **self.transforms})

    @property
    def types(self) -> dict[str, str]:
        """Return the type of each default field."""
        return {name: each["type"] for name, each in self.defaults.items()}

    @property
    def optional_types(self) -> set[str]:
        """Return the types of default fields that not every cluster has."""
        return _FALLBACKS.keys() & self.types.values()

    def without_type(self, type: str) -> "Mapping":
        """Return the mapping for a cluster that lacks one of the optional types."""
        fallback = _FALLBACKS[type]
        return replace(self, defaults={name: fallback if each["type"] == type else each for name, each in self.defaults.items()})

    def _merge(self, fields: dict[str, FieldMapping]) -> dict[str, Any]:
        body = deepcopy(self.user)
        properties = body.setdefault("properties", {})
        for name, each in fields.items():
            if not _is_mapped(properties, name):
                _add_field(properties, name, each)
        return body


def find_unknown_type(reason: str) -> UnknownType | None:
    """Return the field type that Elasticsearch's error message reports as unknown, or None."""
    match = _UNKNOWN_TYPE.search(reason)
    return UnknownType(match[1], match[2]) if match else None


def _is_mapped(properties: dict[str, Any], name: str) -> bool:
    """Return whether a mapping defines a dotted name: the field itself, a parent that is not an object, or its children."""
    if name in properties or any(each.startswith(f"{name}.") for each in properties):
        return True
    for parent, child in _split_name(name):
        mapping = properties.get(parent)
        if mapping is not None:
            return not _may_have_children(mapping) or _is_mapped(mapping.get("properties", {}), child)
    return False


def _add_field(properties: dict[str, Any], name: str, mapping: FieldMapping) -> None:
    """Add a field to the existing object that its name leads to; Elasticsearch reads the remaining dots as a path."""
    for parent, child in _split_name(name):
        if parent in properties:
            _add_field(properties[parent].setdefault("properties", {}), child, mapping)
            return
    properties[name] = mapping


def _split_name(name: str) -> Iterable[tuple[str, str]]:
    """Return every split of a dotted name into parent and child, longest parent first."""
    parts = name.split(".")
    return ((".".join(parts[:count]), ".".join(parts[count:])) for count in range(len(parts) - 1, 0, -1))


def _may_have_children(mapping: FieldMapping) -> bool:
    """Return whether fields can be added below a field."""
    return mapping.get("type", "object") in ("object", "nested") and mapping.get("enabled", True) not in (False, "false")
