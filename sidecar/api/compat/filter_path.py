"""Cut an answer down to the paths of ``?filter_path=``, as Elasticsearch cuts its own."""

import re
from dataclasses import dataclass
from typing import Any

Path = tuple[str, ...]
Places = tuple[tuple[Path, int], ...]
"""Where a walk stands: paths, each with the number of segments that already matched."""

_NOTHING = object()
"""What is left of a value of which nothing is left; null is a value."""


@dataclass(frozen=True, kw_only=True)
class FilterPath:
    """What to keep of an answer, and what to drop of that."""

    includes: tuple[Path, ...] = ()
    excludes: tuple[Path, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "FilterPath":
        """Read a comma list of dotted paths; ``*`` stands for any part of a name, ``**`` for any names, a leading ``-`` drops."""
        names = [name for name in (part.strip() for part in text.split(",")) if name]
        return cls(
            includes=tuple(_segments(name) for name in names if not name.startswith("-")),
            excludes=tuple(_segments(name[1:]) for name in names if name.startswith("-") and len(name) > 1),
        )

    def apply(self, document: dict[str, Any]) -> dict[str, Any]:
        """Give what is left of the document; objects and arrays that lose everything go too."""
        for paths, inclusive in ((self.includes, True), (self.excludes, False)):
            if paths:
                kept = _object(document, tuple((path, 0) for path in paths), inclusive)
                document = {} if kept is _NOTHING else kept
        return document


def _segments(text: str) -> Path:
    """Split at dots, but not at ``\\.``; what follows an empty segment stays one segment, as in Elasticsearch."""
    segments: list[str] = []
    while (dot := re.search(r"(?<!\\)\.", text)) and dot.start() > 0:
        segments.append(text[: dot.start()])
        text = text[dot.end() :]
    return tuple(segment.replace("\\.", ".") for segment in [*segments, text])


def _object(value: dict[str, Any], places: Places, inclusive: bool) -> Any:
    kept = {name: left for name, inner in value.items() if (left := _property(name, inner, places, inclusive)) is not _NOTHING}
    return _unless_emptied(kept, value, inclusive)


def _property(name: str, value: Any, places: Places, inclusive: bool) -> Any:
    below = _advance(places, name)
    if below is None:
        return value if inclusive else _NOTHING
    if not below:
        return _NOTHING if inclusive else value
    return _partly(value, below, inclusive)


def _partly(value: Any, places: Places, inclusive: bool) -> Any:
    if isinstance(value, dict):
        return _object(value, places, inclusive)
    if isinstance(value, list):
        kept = [left for each in value if (left := _partly(each, places, inclusive)) is not _NOTHING]
        return _unless_emptied(kept, value, inclusive)
    return _NOTHING if inclusive else value


def _unless_emptied(kept: Any, value: Any, inclusive: bool) -> Any:
    """Give what was kept, if it is anything; what was empty before stays where paths only drop."""
    return kept if kept or not (value or inclusive) else _NOTHING


def _advance(places: Places, name: str) -> Places | None:
    """Give the places below a name; None where a path ends with it."""
    # A dict, because ``**.**.**`` reaches one place in many ways and the number of places must stay that of the segments.
    below: dict[tuple[Path, int], None] = {}
    for path, matched in places:
        if _matches(path[matched], name):
            if matched + 1 == len(path):
                return None
            below[path, matched + 1] = None
        if matched and path[matched - 1] == "**":
            below[path, matched] = None
    return tuple(below)


def _matches(pattern: str, name: str) -> bool:
    """Match a name with ``*`` in linear time: a regular expression of many stars would not be."""
    if "*" not in pattern:
        return pattern == name
    first, *middle, last = pattern.split("*")
    if not name.startswith(first) or not name[len(first) :].endswith(last):
        return False
    place, end = len(first), len(name) - len(last)
    for part in middle:
        found = name.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True
