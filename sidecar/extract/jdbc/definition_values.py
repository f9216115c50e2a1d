"""Checks of the values in ``driver.yaml``: each returns the valid value, or raises an error that says what was expected."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from sidecar.extract.jdbc.types import FORM_NAMES
from sidecar.extract.source.allowlist import FILE_DATABASES

LOGIN = frozenset({"user", "username", "password"})
"""Properties that only the datasource's login sets, in lower case."""
HEAP = re.compile(r"[1-9]\d{0,8}[kmgKMG]", re.ASCII)
CLASS = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_PREFIX = re.compile(r"jdbc:(?P<database>[a-z][a-z0-9+.-]*):(?P<protocols>(?:[A-Za-z][A-Za-z0-9+.-]*:)*)@?//", re.ASCII)
_EMBEDDED = frozenset(
    {
        "async", "classpath", "directory", "embed", "embedded", "file", "jar", "mem", "memfs", "memlz", "memory", "nio", "niomapped",
        "niomemfs", "niomemlz", "res", "retry", "split", "zip",
    }
)  # fmt: skip
"""Sub-protocols of databases that run in the driver's process, and open files there."""


def check_text(value: Any) -> str:
    """Check for a text."""
    if not isinstance(value, str):
        raise TypeError("must be a text")
    return value


def check_texts(value: Any) -> tuple[str, ...]:
    """Check for a list of texts."""
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise TypeError("must be a list of texts")
    return tuple(value)


def _mapping(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in (*value, *value.values())):
        raise TypeError("must contain texts, in quotes where they would be numbers or booleans")
    return value


def check_properties(value: Any) -> tuple[str, ...]:
    """Check the names of properties."""
    names = check_texts(value)
    _check_properties(names)
    return names


def check_fixed(value: Any) -> dict[str, str]:
    """Check properties and their values."""
    fixed = _mapping(value)
    _check_properties(fixed)
    return fixed


def _check_properties(names: Iterable[str]) -> None:
    lower = [each.lower() for each in names]
    if len(set(lower)) < len(lower):
        raise ValueError("must not contain a name twice, in any case")
    if login := LOGIN.intersection(lower):
        raise ValueError(f"must not contain [{min(login)}], which is the datasource's login")


def check_types(value: Any) -> dict[str, str]:
    """Check the forms of types; names are returned in lower case."""
    types = _mapping(value)
    if unknown := set(types.values()) - set(FORM_NAMES):
        raise ValueError(f"must map to [{', '.join(FORM_NAMES)}] but has [{', '.join(sorted(unknown))}]")
    return {name.lower(): form for name, form in types.items()}


def check_boolean(value: Any) -> bool:
    """Check for a boolean."""
    if not isinstance(value, bool):
        raise TypeError("must be [true] or [false]")
    return value


def check_number(low: int, high: int) -> Callable[[Any], int]:
    """Return a check for a whole number."""

    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return value

    return check


def check_pattern(value: Any) -> str:
    """Check for a regular expression."""
    try:
        re.compile(check_text(value))
    except re.error as error:
        raise ValueError(f"must be a regular expression ({error})") from error
    return str(value)


def check_estimate_pattern(value: Any) -> str:
    """Check for a regular expression with a group."""
    if not re.compile(check_pattern(value)).groups:
        raise ValueError(r"must have a group for the number, such as [rows=(\d+)]")
    return str(value)


def check_with_place(place: str) -> Callable[[Any], str]:
    """Return a check for a text with a placeholder."""

    def check(value: Any) -> str:
        if place not in check_text(value):
            raise ValueError(f"must contain [{place}]")
        return str(value)

    return check


def check_matching(pattern: re.Pattern[str], expected: str) -> Callable[[Any], str]:
    """Return a check for a text that matches a pattern."""

    def check(value: Any) -> str:
        if not pattern.fullmatch(check_text(value)):
            raise ValueError(f"must be {expected}")
        return str(value)

    return check


def check_one_of(*choices: str) -> Callable[[Any], str]:
    """Return a check for one of some texts."""

    def check(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"must be one of [{', '.join(choices)}]")
        return str(value)

    return check


def check_prefixes(value: Any) -> tuple[str, ...]:
    """Check that a host follows: a driver of files would open any file, and an embedded database runs in the driver's process."""
    prefixes = check_texts(value)
    matches = [_PREFIX.fullmatch(each) for each in prefixes]
    if not prefixes or None in matches:
        raise ValueError("must be a list of URLs up to the host, such as [jdbc:h2:tcp://]")
    for match in filter(None, matches):
        if match["database"] in FILE_DATABASES or _EMBEDDED.intersection(match["protocols"].lower().split(":")):
            raise ValueError(f"must not contain [{match[0]}]: a database in the driver's process could open any file")
    return prefixes
