"""Filter a response by ``?filter_path=``, as Elasticsearch does."""

import re
from dataclasses import dataclass
from typing import Any

Path = tuple[str, ...]
PartialMatches = tuple[tuple[Path, int], ...]
"""Paths that match so far, each with the number of segments already matched."""

_REMOVED = object()
"""Marks a value that was filtered out; None is a valid value."""


@dataclass(frozen=True, kw_only=True)
class FilterPath:
    """Paths to include in a response, and paths to exclude from that."""

    includes: tuple[Path, ...] = ()
    excludes: tuple[Path, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "FilterPath":
        """Parse comma-separated dotted paths; ``*`` matches any part of a name, ``**`` any names, a leading ``-`` excludes."""
        names = [name for name in (part.strip() for part in text.split(",")) if name]
        return cls(
            includes=tuple(_split_path(name) for name in names if not name.startswith("-")),
            excludes=tuple(_split_path(name[1:]) for name in names if name.startswith("-") and len(name) > 1),
        )

    def apply(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return the filtered document, without objects and arrays that became empty."""
        for paths, inclusive in ((self.includes, True), (self.excludes, False)):
            if paths:
                remaining = _filter_object(document, tuple((path, 0) for path in paths), inclusive)
                document = {} if remaining is _REMOVED else remaining
        return document


def _split_path(text: str) -> Path:
    """Split at dots but not at ``\\.``. Everything after an empty segment is one segment, as in Elasticsearch."""
    segments: list[str] = []
    while (dot := re.search(r"(?<!\\)\.", text)) and dot.start() > 0:
        segments.append(text[: dot.start()])
        text = text[dot.end() :]
    return tuple(segment.replace("\\.", ".") for segment in [*segments, text])


def _filter_object(value: dict[str, Any], matches: PartialMatches, inclusive: bool) -> Any:
    remaining = {
        name: filtered for name, inner in value.items() if (filtered := _filter_property(name, inner, matches, inclusive)) is not _REMOVED
    }
    return _unless_emptied(remaining, value, inclusive)


def _filter_property(name: str, value: Any, matches: PartialMatches, inclusive: bool) -> Any:
    below = _advance(matches, name)
    if below is None:
        return value if inclusive else _REMOVED
    if not below:
        return _REMOVED if inclusive else value
    return _filter_value(value, below, inclusive)


def _filter_value(value: Any, matches: PartialMatches, inclusive: bool) -> Any:
    if isinstance(value, dict):
        return _filter_object(value, matches, inclusive)
    if isinstance(value, list):
        remaining = [filtered for each in value if (filtered := _filter_value(each, matches, inclusive)) is not _REMOVED]
        return _unless_emptied(remaining, value, inclusive)
    return _REMOVED if inclusive else value


def _unless_emptied(remaining: Any, value: Any, inclusive: bool) -> Any:
    """Return what remains of a value. A value that was already empty is removed only by an inclusive filter."""
    return remaining if remaining or not (value or inclusive) else _REMOVED


def _advance(matches: PartialMatches, name: str) -> PartialMatches | None:
    """Return the matches below a name, or None if a path ends with it."""
    # A dict removes duplicates: ``**.**.**`` would otherwise multiply the matches at every level.
    below: dict[tuple[Path, int], None] = {}
    for path, matched in matches:
        if _matches(path[matched], name):
            if matched + 1 == len(path):
                return None
            below[path, matched + 1] = None
        if matched and path[matched - 1] == "**":
            below[path, matched] = None
    return tuple(below)


def _matches(pattern: str, name: str) -> bool:
    """Match a name against a pattern with ``*`` in linear time, unlike a regular expression."""
    if "*" not in pattern:
        return pattern == name
    first, *middle, last = pattern.split("*")
    if not name.startswith(first) or not name[len(first) :].endswith(last):
        return False
    offset, end = len(first), len(name) - len(last)
    for part in middle:
        found = name.find(part, offset, end)
        if found < 0:
            return False
        offset = found + len(part)
    return True
