"""The mapping of a target: the user's over the transforms' over what the SQL types give."""

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from sidecar.load.encode.fields import Field
from sidecar.model.columns import SqlType

Definition = dict[str, Any]
"""A field's mapping, as Elasticsearch writes it."""

_KEYWORD: Definition = {"type": "keyword", "ignore_above": 8191}
_WHOLE: Definition = {"type": "object", "enabled": False}

_DEFAULTS: dict[SqlType, Definition] = {
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
    SqlType.JSON: _WHOLE,
    SqlType.IP: {"type": "ip", "ignore_malformed": True, "fields": {"keyword": {"type": "keyword"}}},
    SqlType.GEO_SHAPE: {"type": "geo_shape"},
    SqlType.GEO_POINT: {"type": "geo_point"},
}

_INSTEAD: dict[str, Definition] = {"unsigned_long": _KEYWORD, "geo_shape": _WHOLE}
"""What a cluster without a type gets."""

_UNKNOWN_TYPE = re.compile(r"(?:mapper type|No handler for type) \[(\w+)\]")


def _default(each: Field) -> Definition:
    """Give what a field's columns say; a transform's own kind decides before its columns do."""
    if each.transform == "geo_point":
        return {"type": "geo_point"}
    return deepcopy(_DEFAULTS[each.inputs[0].type])


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """A mapping in its three layers. Field by field the upper layer's definition is taken whole, never merged."""

    defaults: dict[str, Definition]
    """By the field's dotted name."""
    transforms: dict[str, Definition] = field(default_factory=dict)
    user: dict[str, Any] = field(default_factory=dict)
    """The ingestion's ``mapping``: ``properties`` and any other key of a mapping."""

    @classmethod
    def of(cls, fields: Iterable[Field], user: dict[str, Any]) -> "Mapping":
        """Make the mapping of a run's fields under the user's own."""
        fields = tuple(fields)
        return cls(
            defaults={each.name: _default(each) for each in fields if not each.mapping},
            transforms={each.name: each.mapping for each in fields if each.mapping},
            user=user,
        )

    def body(self) -> dict[str, Any]:
        """Give the whole, as an index is created with."""
        return self._over({**self.defaults, **self.transforms})

    def additions(self, present: dict[str, Any]) -> dict[str, Any]:
        """Give what an index with the mapping ``present`` lacks, and all that was given explicitly, as ``PUT _mapping`` takes it.

        Explicit definitions go along although the field exists, so that Elasticsearch itself names a conflict.
        """
        taken = present.get("properties", {})
        missing = {name: each for name, each in self.defaults.items() if not _covers(taken, name)}
        return self._over({**missing, **self.transforms})

    def without(self, type: str) -> "Mapping | None":
        """Give the mapping for a cluster that lacks a type; none where no default of ours uses it."""
        instead = _INSTEAD.get(type)
        if instead is None or all(each.get("type") != type for each in self.defaults.values()):
            return None
        return replace(self, defaults={name: instead if each.get("type") == type else each for name, each in self.defaults.items()})

    def _over(self, definitions: dict[str, Definition]) -> dict[str, Any]:
        body = deepcopy(self.user)
        properties = body.setdefault("properties", {})
        for name, definition in definitions.items():
            if not _covers(properties, name):
                _add(properties, name, definition)
        return body


def unknown_type(words: str) -> str | None:
    """Find the field type that Elasticsearch says it does not have."""
    found = _UNKNOWN_TYPE.search(words)
    return found and found[1]


def _covers(properties: dict[str, Any], name: str) -> bool:
    """Tell whether a mapping decides about a dotted name: by a definition of it, of a parent that is no object, or of its children."""
    if name in properties or any(each.startswith(f"{name}.") for each in properties):
        return True
    for parent, rest in _splits(name):
        definition = properties.get(parent)
        if definition is not None:
            return not _is_open(definition) or _covers(definition.get("properties", {}), rest)
    return False


def _add(properties: dict[str, Any], name: str, definition: Definition) -> None:
    """Put a definition into the object that its name leads to; Elasticsearch reads what dots are left as a path."""
    for parent, rest in _splits(name):
        if parent in properties:
            _add(properties[parent].setdefault("properties", {}), rest, definition)
            return
    properties[name] = definition


def _splits(name: str) -> Iterable[tuple[str, str]]:
    """Give each way to cut a dotted name into a parent and the rest, the longest parent first."""
    parts = name.split(".")
    return ((".".join(parts[:place]), ".".join(parts[place:])) for place in range(len(parts) - 1, 0, -1))


def _is_open(definition: Definition) -> bool:
    """Tell whether fields can be added below a definition."""
    return definition.get("type", "object") in ("object", "nested") and definition.get("enabled", True) not in (False, "false")
