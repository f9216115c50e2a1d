"""The fields in which two documents differ, compared as JSON and not as text."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from sidecar.model.comparison import FieldDifference

_MAX_VALUE = 200
"""Characters that are shown of a value."""
_ABSENT = object()


def parse_documents(text: str | bytes) -> Any:
    """Parse JSON with documents; numbers keep all their digits."""
    # Python's integers have a limit of digits, too.
    return json.loads(text, parse_float=_parse_number, parse_int=_parse_number)


def _parse_number(text: str) -> Decimal | float:
    try:
        return Decimal(text)
    except InvalidOperation:
        # The exponent has more than 18 digits.
        return float(text)


def find_differences(source: Any, target: Any) -> list[FieldDifference]:
    """Return the fields in which two parsed documents differ, by their dotted names; empty if they are equal.

    The order of fields and the notation of numbers do not count, as ``1.0`` is ``1``. A field that is null differs from one that is absent.
    """
    return list(_compare("", source, target))


def _compare(path: str, source: Any, target: Any) -> Iterator[FieldDifference]:
    if isinstance(source, dict) and isinstance(target, dict):
        for name in [*source, *(name for name in target if name not in source)]:
            yield from _compare(f"{path}.{name}" if path else name, source.get(name, _ABSENT), target.get(name, _ABSENT))
    elif not _is_equal(source, target):
        yield FieldDifference(field=_escape_surrogates(path), source=_show(source), target=_show(target))


def _is_equal(source: Any, target: Any) -> bool:
    if isinstance(source, dict) and isinstance(target, dict):
        return source.keys() == target.keys() and all(_is_equal(value, target[name]) for name, value in source.items())
    if isinstance(source, list) and isinstance(target, list):
        return len(source) == len(target) and all(map(_is_equal, source, target))
    # For Python, true is 1.
    return isinstance(source, bool) is isinstance(target, bool) and bool(source == target)


def _show(value: Any) -> str | None:
    if value is _ABSENT:
        return None
    text = _write(value)
    return text if len(text) <= _MAX_VALUE else f"{text[:_MAX_VALUE]}…"


def _write(value: Any) -> str:
    """Return the JSON of a parsed value; numbers have all their digits, as :mod:`json` would not write them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_write(name)}: {_write(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_write, value))}]"
    return str(value) if isinstance(value, Decimal) else _escape_surrogates(json.dumps(value, ensure_ascii=False))


def _escape_surrogates(text: str) -> str:
    """Return the text with escapes for halves of surrogate pairs, which a document may contain but UTF-8 cannot encode."""
    return text.encode(errors="backslashreplace").decode()
