"""Read stored documents across releases."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any


def has_unknown_fields(document: Mapping[str, Any], rewritten: Mapping[str, Any]) -> bool:
    """Return whether a stored document holds a field that would be lost if it were replaced by ``rewritten``."""
    for name, value in document.items():
        if value is None:
            continue
        if name not in rewritten:
            return True
        if isinstance(value, Mapping) and isinstance(rewritten[name], Mapping) and has_unknown_fields(value, rewritten[name]):
            return True
    return False


def known_fields(cls: Any, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a stored document that a dataclass has fields for.

    A newer release may have added others; they are ignored.
    """
    return {field.name: document[field.name] for field in fields(cls) if field.name in document}
