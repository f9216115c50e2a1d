"""Read a JSON body field by field, so that every error names the path, what was expected and what came."""

import difflib
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sidecar.errors import InvalidField

T = TypeVar("T")

_WHOLE = re.compile(r"-?\d{1,20}", re.ASCII)
_NAMES = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", int: "a number", float: "a number"}


def kind_of(value: Any) -> str:
    """Name a JSON value's kind for a person; short scalars are shown too.

    A string is never shown: it may be a secret in the wrong place.
    """
    if value is None:
        return "null"
    name = _NAMES.get(type(value), "a value")
    return f"{name} [{str(value).lower() if isinstance(value, bool) else value}]" if isinstance(value, int | float) else name


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give Elasticsearch's `` did you mean [x]?`` for a near miss, else nothing."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.7)
    return f" -> did you mean [{near[0]}]?" if near else ""


class Fields:
    """One JSON object and the path to it. Each read notes the field as known; ``done`` refuses the rest.

    Every reader gives its ``default`` where the field is absent or null, and raises :class:`InvalidField` for another type.
    """

    def __init__(self, body: Any, path: str) -> None:
        if not isinstance(body, dict):
            raise InvalidField(path, f"must be an object, but is {kind_of(body)}")
        self._body: dict[str, Any] = body
        self.path = path
        self._known: set[str] = set()

    def at(self, name: str) -> str:
        """Give the path of a field of this object."""
        return f"{self.path}.{name}" if self.path else name

    def names(self) -> list[str]:
        """List the fields that came."""
        return list(self._body)

    def has(self, name: str) -> bool:
        """Tell whether the field is there and not null."""
        return self._body.get(name) is not None

    def wrong(self, name: str, reason: str) -> InvalidField:
        """Make the error that refuses a field."""
        return InvalidField(self.at(name), reason)

    def _read(self, name: str, types: tuple[type, ...], expected: str) -> Any:
        self._known.add(name)
        value = self._body.get(name)
        if value is None:
            return None
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise self.wrong(name, f"must be {expected}, but is {kind_of(value)}")
        return value

    def text(self, name: str, default: str | None = None) -> str | None:
        """Read a string that is not empty."""
        value = self._read(name, (str,), "a string")
        if value == "":
            raise self.wrong(name, "must not be empty")
        return default if value is None else str(value)

    def required_text(self, name: str) -> str:
        """Read a string that must be there."""
        value = self.text(name)
        if value is None:
            raise self.wrong(name, "is missing")
        return value

    def secret(self, name: str) -> str | None:
        """Read a string that may be empty, as passwords can be."""
        value = self._read(name, (str,), "a string")
        return None if value is None else str(value)

    def boolean(self, name: str, default: bool) -> bool:
        """Read ``true`` or ``false``; as in Elasticsearch the strings of these words do too."""
        value = self._read(name, (bool, str), "a boolean")
        if value is None:
            return default
        if str(value).lower() not in ("true", "false"):
            raise self.wrong(name, "must be [true] or [false], but is a string")
        return str(value).lower() == "true"

    def integer(self, name: str, default: int, least: int, most: int) -> int:
        """Read a whole number within two bounds, both inclusive; as in Elasticsearch ``"5"`` and ``5.0`` are 5."""
        value = self._read(name, (int, float, str), "a whole number")
        if value is None:
            return default
        if not (_WHOLE.fullmatch(value) if isinstance(value, str) else value == int(value)):
            raise self.wrong(name, f"must be a whole number, but is {kind_of(value)}")
        value = int(value)
        if not least <= value <= most:
            raise self.wrong(name, f"must be between {least} and {most}, but is [{value}]")
        return value

    def choice(self, name: str, allowed: Iterable[str], default: str) -> str:
        """Read one of a few words; upper or lower case does not matter."""
        value = self.text(name)
        if value is None:
            return default
        for word in allowed:
            if word.lower() == value.lower():
                return word
        raise self.wrong(name, f"must be one of [{', '.join(allowed)}], but is [{value}]")

    def object(self, name: str) -> "Fields | None":
        """Read an object, to be read field by field in turn."""
        value = self._read(name, (dict,), "an object")
        return None if value is None else Fields(value, self.at(name))

    def document(self, name: str) -> dict[str, Any]:
        """Read an object whose content is Elasticsearch's business."""
        return dict(self._read(name, (dict,), "an object") or {})

    def items(self, name: str, read: Callable[["Fields"], T]) -> tuple[T, ...]:
        """Read an array of objects, each by ``read``."""
        values = self._read(name, (list,), "an array") or []
        return tuple(read(Fields(value, f"{self.at(name)}[{place}]")) for place, value in enumerate(values))

    def raw(self, name: str) -> Any:
        """Read a field whose type the caller judges."""
        self._known.add(name)
        return self._body.get(name)

    def done(self) -> None:
        """Refuse the fields that nobody read."""
        for name in self._body:
            if name not in self._known:
                raise self.wrong(name, f"is not a known field{did_you_mean(name, sorted(self._known))}")
