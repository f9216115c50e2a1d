"""SQL literals for values, and text escaped for the inside of a string."""

import math
import re
from decimal import Decimal
from typing import TypeAlias

from sidecar.errors import BadRequest
from sidecar.extract.query.lexer import SqlDialect

Scalar: TypeAlias = str | int | float | Decimal | bool | None

_NUMBER = re.compile(r"-?\d{1,400}(?:\.\d{1,400})?", re.ASCII)
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})?", re.ASCII)
_LINE_CONTINUATION = re.compile(r"\\\r?\n")
_MAX_EXPONENT = 400
"""Limit of a number's length: Decimal("1e999999") has a million digits, the largest DOUBLE 309."""


def format_literal(value: Scalar, dialect: SqlDialect) -> str:
    """Return the value as a literal of its type, NULL for None.

    Raise :class:`BadRequest` for a value that SQL cannot represent: NUL, an unpaired surrogate, NaN or an infinity.
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return dialect.booleans[value]
    if isinstance(value, str):
        prefix = "" if value.isascii() else dialect.unicode_prefix
        content = escape_string(value, "'", dialect)
        return f"{prefix}'{content}'"
    return _parenthesize_negative(_to_digits(value))


def format_number(value: Scalar, dialect: SqlDialect) -> str:
    """Return a number, or its decimal digits, as a literal. Raise :class:`BadRequest` for any other text."""
    if not isinstance(value, str):
        return format_literal(value, dialect)
    if not _NUMBER.fullmatch(value):
        raise BadRequest("must be a number")
    return _parenthesize_negative(value)


def format_timestamp(value: Scalar, dialect: SqlDialect) -> str:
    """Return ``yyyy-MM-dd HH:mm:ss.SSS`` as a timestamp without time zone. Raise :class:`BadRequest` for any other format."""
    if value is None:
        return "NULL"
    if not isinstance(value, str) or not _TIMESTAMP.fullmatch(value):
        raise BadRequest("must be a timestamp [yyyy-MM-dd HH:mm:ss.SSS]")
    return dialect.timestamp_literal.format(f"'{value}'")


def escape_string(value: Scalar, quote: str, dialect: SqlDialect) -> str:
    """Return the value escaped for a string in ``quote`` characters, None as empty text. Raise as :func:`format_literal` does."""
    text = _to_text(value, dialect)
    _check_text(text, dialect)
    if dialect.backslash_escapes:
        text = text.replace("\\", "\\\\")
    return text.replace(quote, quote * 2)


def _to_text(value: Scalar, dialect: SqlDialect) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return dialect.booleans[value].lower()
    return value if isinstance(value, str) else _to_digits(value)


def _check_text(text: str, dialect: SqlDialect) -> None:
    if "\0" in text:
        raise BadRequest("contains a NUL character, which SQL cannot represent")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadRequest("contains an unpaired surrogate, which is not valid text")
    if dialect.backslash_escapes is None and "\\" in text:
        raise BadRequest("contains a backslash, whose meaning in this database's strings is unknown")
    if dialect.has_line_continuation and _LINE_CONTINUATION.search(text):
        raise BadRequest("contains a backslash before a line feed, which SQL Server removes from strings")


def _to_digits(value: int | float | Decimal) -> str:
    if isinstance(value, int):
        return str(value)
    if not (math.isfinite(value) if isinstance(value, float) else value.is_finite()):
        raise BadRequest("is not a finite number, which SQL cannot represent")
    if isinstance(value, float):
        return repr(value)
    if abs(value.adjusted()) > _MAX_EXPONENT:
        raise BadRequest("is outside the range of database numbers")
    return format(value, "f")


def _parenthesize_negative(digits: str) -> str:
    # A minus sign after another one would start a comment.
    return f"({digits})" if digits.startswith("-") else digits
