"""DuckDB's types: what each becomes, and the expressions that write it as text."""

import re
from dataclasses import dataclass

import polars as pl

from sidecar.extract.columns import conversions
from sidecar.extract.columns.csv_blocks import Passage
from sidecar.model.columns import Column, Kind, SqlType

_LIST = re.compile(r"(.*)\[\d*\]", re.DOTALL)
_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")
_LONGS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
_TIMESTAMPS = frozenset({"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"})
_TEXT = "CAST({c} AS VARCHAR)"
_UTC = "CAST(make_timestamp(epoch_us({c})) AS VARCHAR)"
_INTERVAL = (
    "'P' || datepart('year', {c}) || 'Y' || datepart('month', {c}) || 'M' || datepart('day', {c}) || 'DT' || datepart('hour', {c}) || 'H' "
    "|| datepart('minute', {c}) || 'M' || (datepart('microsecond', {c}) / 1000000) || 'S'"
)


@dataclass(frozen=True, kw_only=True)
class Made:
    """A column's passage; ``quoted`` where its text may hold anything, ``checked`` where it must be JSON and might not be."""

    passage: Passage
    quoted: bool = True
    checked: bool = False


def made(name: str, type: str, timezone: str) -> Made:
    """Decide how a column of a type, as DESCRIBE writes it, comes over."""
    if match := _LIST.fullmatch(type):
        return _list(name, match[1], timezone)
    number = _number(type)
    if number is not None:
        unfit = _not_finite if number in (SqlType.FLOAT, SqlType.DOUBLE) else None
        return Made(passage=Passage(column=Column.of(name, number), sql=_TEXT, unfit=unfit), quoted=False)
    if type.startswith(("STRUCT(", "MAP(", "UNION(")) or type in ("JSON", "VARIANT"):
        sql = _TEXT if type == "JSON" else "CAST(to_json({c}) AS VARCHAR)"
        return Made(passage=Passage(column=Column.of(name, SqlType.JSON), sql=sql), checked=True)
    return Made(passage=_moment(name, type, timezone) or _other(name, type))


def _number(type: str) -> SqlType | None:
    if match := _DECIMAL.fullmatch(type):
        return SqlType.LONG if int(match[2]) == 0 and int(match[1]) <= 18 else SqlType.DECIMAL
    if type in _LONGS:
        return SqlType.LONG
    return {
        "BOOLEAN": SqlType.BOOLEAN, "UBIGINT": SqlType.UNSIGNED_LONG, "HUGEINT": SqlType.DECIMAL, "UHUGEINT": SqlType.DECIMAL,
        "BIGNUM": SqlType.DECIMAL, "VARINT": SqlType.DECIMAL, "FLOAT": SqlType.FLOAT, "DOUBLE": SqlType.DOUBLE,
    }.get(type)  # fmt: skip


def _not_finite(values: pl.Expr) -> pl.Expr:
    return (values == "nan") | (values == "-nan") | (values == "inf") | (values == "-inf")


def _not_a_timestamp(values: pl.Expr) -> pl.Expr:
    return conversions.not_a_timestamp(values) | values.str.contains("(BC)", literal=True)


def _moment(name: str, type: str, timezone: str) -> Passage | None:
    if type == "DATE":
        return Passage(column=Column.of(name, SqlType.DATE), sql=_TEXT, unfit=conversions.not_a_date)
    column = Column.of(name, SqlType.TIMESTAMP)
    if type == "TIMESTAMP WITH TIME ZONE":
        # An infinite one has no microseconds, and would pass for null uncounted.
        sql = f"CASE WHEN isfinite({{c}}) THEN {_UTC} ELSE 'infinity' END"
        return Passage(column=column, sql=sql, unfit=_not_a_timestamp, shape=conversions.iso_timestamp)
    if type in _TIMESTAMPS:
        return Passage(column=column, sql=_TEXT, unfit=_not_a_timestamp, shape=conversions.local_timestamp(timezone))
    return None


def _other(name: str, type: str) -> Passage:
    if type == "BLOB":
        return Passage(column=Column.of(name, SqlType.BINARY), sql="base64({c})")
    if type == "INTERVAL":
        return Passage(column=Column.of(name, SqlType.KEYWORD, kind=Kind.SAFE), sql=_INTERVAL)
    if type == "GEOMETRY":
        return Passage(column=Column.of(name, SqlType.GEO_SHAPE), sql="CAST(ST_AsGeoJSON({c}) AS VARCHAR)")
    safe = type in ("UUID", "TIME", "BIT", "TIME WITH TIME ZONE", "TIME_NS")
    return Passage(column=Column.of(name, SqlType.KEYWORD, kind=Kind.SAFE if safe else None), sql=_TEXT)


def _list(name: str, element: str, timezone: str) -> Made:
    """Write a list's elements as JSON each, in the database: its own JSON would round decimals and write NaN."""
    inner = made(name, element, timezone)
    column = Column.of(name, inner.passage.column.type, array=True)
    sql = f"'[' || array_to_string([{_element(inner, element, timezone)} for e in {{c}}], ',') || ']'"
    return Made(passage=Passage(column=column, sql=sql, shape=conversions.one_line), checked=inner.checked)


def _element(inner: Made, element: str, timezone: str) -> str:
    kind = inner.passage.column.type
    text = inner.passage.sql.format(c="e")
    fit = "true"
    if kind in (SqlType.FLOAT, SqlType.DOUBLE) and not inner.passage.column.array:
        fit = "isfinite(e)"
    elif kind in (SqlType.DATE, SqlType.TIMESTAMP) and not inner.passage.column.array:
        fit = "isfinite(e) AND year(e) BETWEEN 1 AND 9999"
        text = f"to_json({text})" if kind is SqlType.DATE else _iso(element, timezone)
    elif not inner.passage.column.kind.raw:
        text = f"to_json({text})"
    return f"CASE WHEN e IS NULL OR NOT ({fit}) THEN 'null' ELSE CAST({text} AS VARCHAR) END"


def _iso(element: str, timezone: str) -> str:
    """Write a timestamp inside a list; where the datasource's time zone is not UTC the database must know it (its extension icu)."""
    local = element != "TIMESTAMP WITH TIME ZONE" and timezone != "UTC"
    moment = f"timezone('{timezone}', CAST(e AS TIMESTAMP))" if local else "e"
    return f"strftime(make_timestamp(epoch_us({moment})), '\"%Y-%m-%dT%H:%M:%S.%fZ\"')"
