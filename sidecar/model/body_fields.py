"""Read a JSON object field by field, with errors that name the path, the expected and the actual value."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sidecar.errors import InvalidField
from sidecar.suggestions import did_you_mean

T = TypeVar("T")

_WHOLE_NUMBER = re.compile(r"-?\d{1,20}", re.ASCII)
_TYPE_NAMES = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", int: "a number", float: "a number"}


def describe_value(value: Any) -> str:
    """Return the JSON type of a value for an error message, with the value of short scalars.

    Strings are never shown: a misplaced string may be a secret.
    """
    if value is None:
        return "null"
    name = _TYPE_NAMES.get(type(value), "a value")
    return f"{name} [{str(value).lower() if isinstance(value, bool) else value}]" if isinstance(value, int | float) else name


class BodyFields:
    """One JSON object and its path. Each read marks its field as known; :meth:`reject_unknown` rejects the others.

    Every read returns its ``default`` for an absent or null field and raises :class:`InvalidField` for another type.
    """

    def __init__(self, body: Any, path: str, *, ignore_unknown: bool = False) -> None:
        """``ignore_unknown`` also holds for nested objects; stored documents of a newer release are read with it."""
        if not isinstance(body, dict):
            raise InvalidField(path, f"expected an object but got {describe_value(body)}")
        self._body: dict[str, Any] = body
        self._ignore_unknown = ignore_unknown
        self.path = path
        self._known: set[str] = set()

    def path_of(self, name: str) -> str:
        """Return the path of a field of this object."""
        return f"{self.path}.{name}" if self.path else name

    def names(self) -> list[str]:
        """Return the names of the fields in the object."""
        return list(self._body)

    def has(self, name: str) -> bool:
        """Return whether the field is present and not null."""
        return self._body.get(name) is not None

    def error(self, name: str, reason: str) -> InvalidField:
        """Return the error that rejects a field."""
        return InvalidField(self.path_of(name), reason)

    def _read(self, name: str, types: tuple[type, ...], expected: str) -> Any:
        self._known.add(name)
        value = self._body.get(name)
        if value is None:
            return None
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise self.error(name, f"expected {expected} but got {describe_value(value)}")
        return value

    def text(self, name: str, default: str | None = None) -> str | None:
        """Read a non-empty string."""
        value = self._read(name, (str,), "a string")
        if value == "":
            raise self.error(name, "must not be empty")
        return default if value is None else str(value)

    def required_text(self, name: str) -> str:
        """Read a non-empty string; reject an absent one."""
        value = self.text(name)
        if value is None:
            raise self.error(name, "is missing")
        return value

    def secret(self, name: str) -> str | None:
        """Read a string that may be empty, as passwords may."""
        value = self._read(name, (str,), "a string")
        return None if value is None else str(value)

    def boolean(self, name: str, default: bool) -> bool:
        """Read ``true`` or ``false``, also as a string, as Elasticsearch does."""
        value = self._read(name, (bool, str), "a boolean")
        if value is None:
            return default
        if str(value).lower() not in ("true", "false"):
            raise self.error(name, "expected [true] or [false] but got a string")
        return str(value).lower() == "true"

    def integer(self, name: str, default: int, minimum: int, maximum: int) -> int:
        """Read a whole number between two inclusive bounds; ``"5"`` and ``5.0`` are 5, as in Elasticsearch."""
        value = self._read(name, (int, float, str), "a whole number")
        if value is None:
            return default
        if not (_WHOLE_NUMBER.fullmatch(value) if isinstance(value, str) else value == int(value)):
            raise self.error(name, f"expected a whole number but got {describe_value(value)}")
        value = int(value)
        if not minimum <= value <= maximum:
            raise self.error(name, f"expected a number between {minimum} and {maximum} but got [{value}]")
        return value

    def choice(self, name: str, allowed: Iterable[str], default: str) -> str:
        """Read one of ``allowed``, ignoring case; return it as spelled there."""
        value = self.text(name)
        if value is None:
            return default
        for word in allowed:
            if word.lower() == value.lower():
                return word
        raise self.error(name, f"expected one of [{', '.join(allowed)}] but got [{value}]")

    def object(self, name: str) -> "BodyFields | None":
        """Read an object whose fields are read one by one."""
        value = self._read(name, (dict,), "an object")
        return None if value is None else self._nested(value, self.path_of(name))

    def raw_object(self, name: str) -> dict[str, Any]:
        """Read an object whose content is not checked here."""
        return dict(self._read(name, (dict,), "an object") or {})

    def items(self, name: str, read: Callable[["BodyFields"], T]) -> tuple[T, ...]:
        """Read an array of objects, each with ``read``."""
        values = self._read(name, (list,), "an array") or []
        return tuple(read(self._nested(value, f"{self.path_of(name)}[{index}]")) for index, value in enumerate(values))

    def raw(self, name: str) -> Any:
        """Read a field whose type the caller checks."""
        self._known.add(name)
        return self._body.get(name)

    def ignore(self, *names: str) -> None:
        """Accept fields of any content that are not read."""
        self._known.update(names)

    def reject_unknown(self) -> None:
        """Raise :class:`InvalidField` for a field that has not been read, unless unknown fields are ignored."""
        for name in () if self._ignore_unknown else self._body:
            if name not in self._known:
                raise self.error(name, f"unknown field{did_you_mean(name, sorted(self._known))}")

    def reject_all_but(self, *names: str) -> None:
        """Raise :class:`InvalidField` for a field with another name, before a misspelled one is reported as missing."""
        self.ignore(*names)
        self.reject_unknown()

    def _nested(self, value: Any, path: str) -> "BodyFields":
        return BodyFields(value, path, ignore_unknown=self._ignore_unknown)
