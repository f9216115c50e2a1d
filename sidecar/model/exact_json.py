"""JSON without loss of digits: numbers that Python would round keep their text."""

import json
import re
import secrets as randomness
from dataclasses import dataclass
from typing import Any, NoReturn

_MAX_DIGITS = 40
"""Digits of the longest number read as a Python int. SQL integers are shorter; Python rejects thousands of digits."""


@dataclass(frozen=True)
class RawNumber:
    """A JSON number with its original text."""

    text: str


def parse(text: str) -> Any:
    """Parse JSON; numbers with a fraction or an exponent become :class:`RawNumber`.

    Raises :class:`ValueError` for invalid JSON, including ``NaN`` and duplicate keys, which Python's parser accepts,
    and :class:`RecursionError` for too deep nesting.
    """
    return json.loads(text, parse_float=RawNumber, parse_int=_parse_integer, parse_constant=reject_constant, object_pairs_hook=_unique_keys)


def serialize(document: Any, **layout: Any) -> str:
    """Return JSON with the text of each :class:`RawNumber`; ``layout`` holds options of :func:`json.dumps`."""
    mark = randomness.token_hex(8)  # unpredictable, so that no string of the document is mistaken for a number
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, default=lambda value: f"{mark}{_number_text(value)}{mark}", **layout)
    return re.sub(f'"{mark}([^"]*){mark}"', r"\1", text) if mark in text else text


def _number_text(value: Any) -> str:
    if not isinstance(value, RawNumber):
        raise TypeError(f"{type(value).__name__} cannot be written as JSON")
    return value.text


def _parse_integer(text: str) -> int | RawNumber:
    return RawNumber(text) if len(text) > _MAX_DIGITS or text == "-0" else int(text)


def reject_constant(word: str) -> NoReturn:
    """Reject ``NaN`` and ``Infinity``, as the ``parse_constant`` of :func:`json.loads`."""
    raise ValueError(f"[{word}] is not JSON")


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for name, value in pairs:
        if name in document:
            raise ValueError(f"duplicate key [{name[:100]}]")
        document[name] = value
    return document
