"""MySQL's and MariaDB's types and the types they become. Values arrive as text and are converted by whole columns."""

from collections.abc import Callable
from dataclasses import dataclass

from sidecar.extract.columns.raw_blocks import ColumnConversion
from sidecar.model.columns import Column, ColumnKind, SqlType
from sidecar.model.conversions import UNCHANGED, Check, Conversion, Rewrite, timestamp_conversion

TINY, FLOAT, DOUBLE, TIMESTAMP, LONGLONG, DATE, TIME, DATETIME, YEAR, BIT, JSON = 1, 4, 5, 7, 8, 10, 11, 12, 13, 16, 245
NEWDECIMAL, BLOB, STRING, GEOMETRY = 246, 252, 254, 255
INTEGERS = frozenset({TINY, 2, 3, LONGLONG, 9, YEAR})
BLOBS = frozenset({249, 250, 251, BLOB})
TINY_LENGTH = 4
"""The length of ``tinyint``; one of length 1 is a boolean."""
_UNSIGNED, _ZEROFILL = 32, 64
_BINARY_CHARSET = 63


@dataclass(frozen=True, kw_only=True)
class ColumnDescription:
    """A column as the server describes it; ``stored`` is the type in its table's definition, empty if unknown."""

    name: str
    code: int
    length: int = 0
    flags: int = 0
    charset: int = 0
    scale: int = 0
    stored: str = ""


def conversion_for(description: ColumnDescription, timezone: str) -> ColumnConversion:
    """Return the conversion of a column."""
    builder = _BUILDERS.get(description.code)
    if builder is not None:
        return builder(description, timezone)
    if description.stored == "json":
        return ColumnConversion(column=Column.of(description.name, SqlType.JSON))
    if description.charset == _BINARY_CHARSET:
        return ColumnConversion(column=Column.of(description.name, SqlType.BINARY))
    return _text(description)


def needs_bytes(description: ColumnDescription) -> bool:
    """Return whether a column's values are bytes or are converted one by one, so that its rows cannot be parsed as text."""
    binary = description.charset == _BINARY_CHARSET and description.code >= FIRST_TEXT_CODE and description.code != NEWDECIMAL
    return description.code in (BIT, GEOMETRY, JSON) or description.stored == "json" or binary


FIRST_TEXT_CODE = 245
"""Types from this code on are text or bytes, depending on their character set."""


def _text(description: ColumnDescription) -> ColumnConversion:
    if description.code in BLOBS:
        return ColumnConversion(column=Column.of(description.name, SqlType.TEXT))
    if description.stored in ("inet4", "inet6"):
        return ColumnConversion(column=Column.of(description.name, SqlType.IP))
    return ColumnConversion(column=Column.of(description.name, SqlType.KEYWORD))


def _integer(description: ColumnDescription, timezone: str) -> ColumnConversion:
    if description.code == TINY and description.length == 1:
        return ColumnConversion(column=Column.of(description.name, SqlType.BOOLEAN), conversion=Conversion(rewrite=Rewrite.BOOLEAN))
    unsigned = description.code == LONGLONG and description.flags & _UNSIGNED
    column = Column.of(description.name, SqlType.UNSIGNED_LONG if unsigned else SqlType.LONG)
    padded = description.flags & _ZEROFILL or description.code == YEAR
    return ColumnConversion(column=column, conversion=_STRIP_ZEROS if padded else UNCHANGED)


_STRIP_ZEROS = Conversion(rewrite=Rewrite.STRIP_ZEROS)
"""For ZEROFILL and the year 0000."""


def _number_conversion(description: ColumnDescription) -> Conversion:
    return _STRIP_ZEROS if description.flags & _ZEROFILL else UNCHANGED


def _decimal(description: ColumnDescription, timezone: str) -> ColumnConversion:
    sign = 0 if description.flags & _UNSIGNED else 1
    precision = description.length - sign - (1 if description.scale else 0)
    sql_type = SqlType.LONG if description.scale == 0 and precision <= 18 else SqlType.DECIMAL
    return ColumnConversion(column=Column.of(description.name, sql_type), conversion=_number_conversion(description))


def _floating(sql_type: SqlType) -> Callable[[ColumnDescription, str], ColumnConversion]:
    return lambda description, timezone: ColumnConversion(
        column=Column.of(description.name, sql_type), conversion=_number_conversion(description)
    )


def _date(description: ColumnDescription, timezone: str) -> ColumnConversion:
    return ColumnConversion(column=Column.of(description.name, SqlType.DATE), conversion=Conversion(check=Check.NONZERO_DATE))


def _datetime(description: ColumnDescription, timezone: str) -> ColumnConversion:
    """Interpret a timestamp in the session's time zone, UTC, and a datetime in the datasource's."""
    conversion = timestamp_conversion("UTC" if description.code == TIMESTAMP else timezone, Check.NONZERO_DATE)
    return ColumnConversion(column=Column.of(description.name, SqlType.TIMESTAMP), conversion=conversion)


def _bit(description: ColumnDescription, timezone: str) -> ColumnConversion:
    if description.length == 1:
        return ColumnConversion(column=Column.of(description.name, SqlType.BOOLEAN))
    return ColumnConversion(column=Column.of(description.name, SqlType.KEYWORD, kind=ColumnKind.SAFE))


_BUILDERS: dict[int, Callable[[ColumnDescription, str], ColumnConversion]] = {
    **dict.fromkeys(INTEGERS, _integer),
    FLOAT: _floating(SqlType.FLOAT),
    DOUBLE: _floating(SqlType.DOUBLE),
    0: _decimal,
    NEWDECIMAL: _decimal,
    DATE: _date,
    14: _date,
    TIMESTAMP: _datetime,
    DATETIME: _datetime,
    TIME: lambda description, timezone: ColumnConversion(column=Column.of(description.name, SqlType.KEYWORD, kind=ColumnKind.SAFE)),
    BIT: _bit,
    JSON: lambda description, timezone: ColumnConversion(column=Column.of(description.name, SqlType.JSON)),
    GEOMETRY: lambda description, timezone: ColumnConversion(column=Column.of(description.name, SqlType.GEO_SHAPE)),
}
