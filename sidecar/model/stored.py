"""Read and write stored documents across releases.

A value that is read from a document keeps the fields that only a newer release knows, and is written back with them, also changed.
A value that this release creates has none.
"""

import enum
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar

E = TypeVar("E", bound=enum.StrEnum)
T = TypeVar("T")

UNKNOWN = "unknown"
"""The dataclass field that holds the unknown fields of the document that a value was read from."""


def known_fields(cls: Any, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a stored document that a dataclass has fields for."""
    return {name: document[name] for name in _field_names(cls) if name in document}


def field_values(value: Any) -> dict[str, Any]:
    """Return the fields of a dataclass and their values, without the unknown ones."""
    return {name: getattr(value, name) for name in _field_names(value.__class__)}


def with_unknown(value: T, document: Mapping[str, Any]) -> T:
    """Return a value with the fields of its stored document that writing it again would lose."""
    stored: Any = value
    unknown = unknown_fields(document, stored.to_document())
    return replace(stored, **{UNKNOWN: unknown}) if unknown else value


def unknown_fields(document: Mapping[str, Any], rewritten: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a stored document that would be lost if it were replaced by ``rewritten``, at every level."""
    lost = {}
    for name, value in document.items():
        if name not in rewritten:
            lost[name] = value
        elif nested := _unknown_part(value, rewritten[name]):
            lost[name] = nested
    return lost


def merge_unknown(document: Mapping[str, Any], unknown: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with unknown fields added, at every level."""
    if not unknown:
        return dict(document)
    return {**unknown, **{name: _merge_part(value, unknown.get(name)) for name, value in document.items()}}


def read_member(kind: type[E], text: str) -> E | str:
    """Return the member of an enumeration, or the text itself if only a newer release knows it."""
    return kind(text) if text in kind.__members__.values() else text


@cache
def _field_names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls) if field.name != UNKNOWN)


def _unknown_part(value: Any, rewritten: Any) -> Any:
    if value == rewritten:
        return None  # nearly always, and long lists are compared fast
    if isinstance(value, Mapping) and isinstance(rewritten, Mapping):
        return unknown_fields(value, rewritten)
    if isinstance(value, list) and isinstance(rewritten, list) and len(value) == len(rewritten):
        parts = [_unknown_part(each, other) for each, other in zip(value, rewritten, strict=True)]
        return parts if any(parts) else None
    return None


def _merge_part(value: Any, unknown: Any) -> Any:
    if isinstance(value, Mapping) and isinstance(unknown, Mapping):
        return merge_unknown(value, unknown)
    if isinstance(value, list) and isinstance(unknown, list) and len(value) == len(unknown):
        return [_merge_part(each, part) for each, part in zip(value, unknown, strict=True)]
    return value
