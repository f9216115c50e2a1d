"""MySQL's and MariaDB's types: what each becomes. The server writes values as text; what is left to do is done to whole columns."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from sidecar.extract.columns import conversions
from sidecar.extract.columns.csv_blocks import Passage
from sidecar.model.columns import Column, Kind, SqlType

TINY, FLOAT, DOUBLE, TIMESTAMP, LONGLONG, DATE, TIME, DATETIME, YEAR, BIT, JSON = 1, 4, 5, 7, 8, 10, 11, 12, 13, 16, 245
NEWDECIMAL, BLOB, STRING, GEOMETRY = 246, 252, 254, 255
WHOLE_NUMBERS = frozenset({TINY, 2, 3, LONGLONG, 9, YEAR})
BLOBS = frozenset({249, 250, 251, BLOB})
_UNSIGNED, _ZEROFILL = 32, 64
_BINARY_CHARSET = 63


@dataclass(frozen=True, kw_only=True)
class Described:
    """A column as the server describes it; ``stored`` is the type by which its table was made, where that is known."""

    name: str
    code: int
    length: int = 0
    flags: int = 0
    charset: int = 0
    scale: int = 0
    stored: str = ""


def passage(described: Described, timezone: str) -> Passage:
    """Decide how a column comes over."""
    made = _MADE.get(described.code)
    if made is not None:
        return made(described, timezone)
    if described.stored == "json":
        return Passage(column=Column.of(described.name, SqlType.JSON))
    if described.charset == _BINARY_CHARSET:
        return Passage(column=Column.of(described.name, SqlType.BINARY))
    return _characters(described)


def splits_bytes(described: Described) -> bool:
    """Tell whether a column's values are bytes or must be looked at one by one, so that its rows cannot be parsed as text."""
    binary = described.charset == _BINARY_CHARSET and described.code >= TEXTS_FROM and described.code != NEWDECIMAL
    return described.code in (BIT, GEOMETRY, JSON) or described.stored == "json" or binary


TEXTS_FROM = 245
"""From this code on types are texts or bytes, by their character set."""


def _characters(described: Described) -> Passage:
    if described.code in BLOBS:
        return Passage(column=Column.of(described.name, SqlType.TEXT))
    if described.stored in ("inet4", "inet6"):
        return Passage(column=Column.of(described.name, SqlType.IP))
    return Passage(column=Column.of(described.name, SqlType.KEYWORD))


def _whole(described: Described, timezone: str) -> Passage:
    if described.code == TINY and described.length == 1:
        return Passage(column=Column.of(described.name, SqlType.BOOLEAN), shape=_boolean)
    unsigned = described.code == LONGLONG and described.flags & _UNSIGNED
    column = Column.of(described.name, SqlType.UNSIGNED_LONG if unsigned else SqlType.LONG)
    padded = described.flags & _ZEROFILL or described.code == YEAR
    return Passage(column=column, shape=_unpadded if padded else None)


def _boolean(values: pl.Expr) -> pl.Expr:
    return pl.when(values.is_not_null()).then(pl.when(values == "0").then(pl.lit("false")).otherwise(pl.lit("true")))


def _unpadded(values: pl.Expr) -> pl.Expr:
    """Cut the zeros of ZEROFILL and of the year 0000, which JSON does not allow."""
    return values.str.replace(r"^0+(\d)", "$1")


def _decimal(described: Described, timezone: str) -> Passage:
    sign = 0 if described.flags & _UNSIGNED else 1
    precision = described.length - sign - (1 if described.scale else 0)
    kind = SqlType.LONG if described.scale == 0 and precision <= 18 else SqlType.DECIMAL
    return Passage(column=Column.of(described.name, kind), shape=_unpadded if described.flags & _ZEROFILL else None)


def _floating(kind: SqlType) -> Callable[[Described, str], Passage]:
    return lambda described, timezone: Passage(
        column=Column.of(described.name, kind), shape=_unpadded if described.flags & _ZEROFILL else None
    )


def _date(described: Described, timezone: str) -> Passage:
    return Passage(column=Column.of(described.name, SqlType.DATE), unfit=_zero_date)


def _datetime(described: Described, timezone: str) -> Passage:
    """Take a timestamp as the session's, UTC, and a datetime as the datasource's time zone."""
    shape = conversions.local_timestamp("UTC" if described.code == TIMESTAMP else timezone)
    return Passage(column=Column.of(described.name, SqlType.TIMESTAMP), unfit=_zero_date, shape=shape)


def _zero_date(values: pl.Expr) -> pl.Expr:
    """Find dates whose year, month or day is zero, which only these databases have."""
    return (values.str.head(4) == "0000") | (values.str.slice(5, 2) == "00") | (values.str.slice(8, 2) == "00")


def _bit(described: Described, timezone: str) -> Passage:
    if described.length == 1:
        return Passage(column=Column.of(described.name, SqlType.BOOLEAN))
    return Passage(column=Column.of(described.name, SqlType.KEYWORD, kind=Kind.SAFE))


_MADE: dict[int, Callable[[Described, str], Passage]] = {
    **dict.fromkeys(WHOLE_NUMBERS, _whole),
    FLOAT: _floating(SqlType.FLOAT),
    DOUBLE: _floating(SqlType.DOUBLE),
    0: _decimal,
    NEWDECIMAL: _decimal,
    DATE: _date,
    14: _date,
    TIMESTAMP: _datetime,
    DATETIME: _datetime,
    TIME: lambda described, timezone: Passage(column=Column.of(described.name, SqlType.KEYWORD, kind=Kind.SAFE)),
    BIT: _bit,
    JSON: lambda described, timezone: Passage(column=Column.of(described.name, SqlType.JSON)),
    GEOMETRY: lambda described, timezone: Passage(column=Column.of(described.name, SqlType.GEO_SHAPE)),
}
