"""JSON in which no number loses a digit: what Python would round stays the text that it came as."""

import json
import re
import secrets as randomness
from dataclasses import dataclass
from typing import Any, NoReturn

_LONGEST_WHOLE = 40
"""Digits of a number that is read as Python's own: any SQL integer has fewer, and of thousands Python refuses to make one."""


@dataclass(frozen=True)
class Digits:
    """A JSON number as it was written."""

    text: str


def exact(text: str) -> Any:
    """Read JSON; a number with a fraction or an exponent becomes :class:`Digits`.

    Raise :class:`ValueError` for what is not JSON, also where Python's parser would let it pass (``NaN``, an object with one key
    twice), and :class:`RecursionError` for what is nested deeper than Python goes.
    """
    return json.loads(text, parse_float=Digits, parse_int=_whole, parse_constant=_no_constant, object_pairs_hook=_object)


def written(document: Any, **layout: Any) -> str:
    """Write JSON, each :class:`Digits` as its text; ``layout`` is what :func:`json.dumps` takes for it."""
    mark = randomness.token_hex(8)  # nobody can foresee it, so no text of a document's own is ever taken for a number
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, default=lambda value: f"{mark}{_digits(value)}{mark}", **layout)
    return re.sub(f'"{mark}([^"]*){mark}"', r"\1", text) if mark in text else text


def _digits(value: Any) -> str:
    if not isinstance(value, Digits):
        raise TypeError(f"{type(value).__name__} cannot be written as JSON")
    return value.text


def _whole(text: str) -> int | Digits:
    return Digits(text) if len(text) > _LONGEST_WHOLE or text == "-0" else int(text)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"[{word}] is not JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"an object has the key [{name[:100]}] twice")
        found[name] = value
    return found
