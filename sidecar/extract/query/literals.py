"""Values written as SQL: a literal of its type, or text for the inside of a string. Nothing here pastes."""

import math
import re
from decimal import Decimal
from typing import TypeAlias

from sidecar.errors import BadRequest
from sidecar.extract.query.lexer import Dialect

Scalar: TypeAlias = str | int | float | Decimal | bool | None

_NUMBER = re.compile(r"-?\d{1,400}(?:\.\d{1,400})?", re.ASCII)
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})?", re.ASCII)
_LINE_JOINED = re.compile(r"\\\r?\n")
_LONGEST_EXPONENT = 400
"""Decimal(1e999999) is a million digits; the widest number that a database knows, DOUBLE's largest, has 309."""


def literal(value: Scalar, dialect: Dialect) -> str:
    """Write a value as a literal of its type, NULL for None.

    Raises :class:`BadRequest` for what SQL cannot carry (NUL, half a surrogate pair, NaN, infinities).
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return dialect.booleans[value]
    if isinstance(value, str):
        prefix = "" if value.isascii() else dialect.unicode_prefix
        inside = within(value, "'", dialect)
        return f"{prefix}'{inside}'"
    return _signed(_digits(value))


def number(value: Scalar, dialect: Dialect) -> str:
    """Write a number, which may come as a string of digits, as a literal. Raises :class:`BadRequest` for any other text."""
    if not isinstance(value, str):
        return literal(value, dialect)
    if not _NUMBER.fullmatch(value):
        raise BadRequest("must be a number")
    return _signed(value)


def timestamp(value: Scalar, dialect: Dialect) -> str:
    """Write ``yyyy-MM-dd HH:mm:ss.SSS`` as a timestamp without a zone. Raises :class:`BadRequest` for any other form."""
    if value is None:
        return "NULL"
    if not isinstance(value, str) or not _TIMESTAMP.fullmatch(value):
        raise BadRequest("must be a timestamp [yyyy-MM-dd HH:mm:ss.SSS]")
    return dialect.timestamp.format(f"'{value}'")


def within(value: Scalar, quote: str, dialect: Dialect) -> str:
    """Write a value as text for the inside of a string between ``quote``; None is no text. Raises as :func:`literal` does."""
    text = _text(value, dialect)
    _check(text, dialect)
    if dialect.backslash:
        text = text.replace("\\", "\\\\")
    return text.replace(quote, quote * 2)


def _text(value: Scalar, dialect: Dialect) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return dialect.booleans[value].lower()
    return value if isinstance(value, str) else _digits(value)


def _check(text: str, dialect: Dialect) -> None:
    if "\0" in text:
        raise BadRequest("holds a NUL character, which SQL cannot carry")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadRequest("holds half a surrogate pair, which is not text")
    if dialect.backslash is None and "\\" in text:
        raise BadRequest("holds a backslash, and it is not known how this database reads one in a string")
    if dialect.continues and _LINE_JOINED.search(text):
        raise BadRequest("holds a backslash before a line feed, which SQL Server takes out of a string")


def _digits(value: int | float | Decimal) -> str:
    if isinstance(value, int):
        return str(value)
    if not (math.isfinite(value) if isinstance(value, float) else value.is_finite()):
        raise BadRequest("is not a finite number, which SQL cannot carry")
    if isinstance(value, float):
        return repr(value)
    if abs(value.adjusted()) > _LONGEST_EXPONENT:
        raise BadRequest("is beyond the numbers that databases know")
    return format(value, "f")


def _signed(digits: str) -> str:
    # A minus sign right after another one would begin a comment.
    return f"({digits})" if digits.startswith("-") else digits
