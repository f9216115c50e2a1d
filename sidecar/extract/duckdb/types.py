"""The conversion of each DuckDB type."""

import re
from dataclasses import dataclass

from sidecar.extract.columns.raw_blocks import ColumnConversion
from sidecar.model.columns import Column, ColumnKind, SqlType
from sidecar.model.conversions import UNCHANGED, Check, Conversion, Rewrite, timestamp_conversion

_LIST = re.compile(r"(.*)\[\d*\]", re.DOTALL)
_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")
_INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
_TIMESTAMPS = frozenset({"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"})
_TEXT = "CAST({c} AS VARCHAR)"
_UTC_TEXT = "CAST(make_timestamp(epoch_us({c})) AS VARCHAR)"
_INTERVAL = (
    "'P' || datepart('year', {c}) || 'Y' || datepart('month', {c}) || 'M' || datepart('day', {c}) || 'DT' || datepart('hour', {c}) || 'H' "
    "|| datepart('minute', {c}) || 'M' || (datepart('microsecond', {c}) / 1000000) || 'S'"
)


@dataclass(frozen=True, kw_only=True)
class DuckdbColumn:
    """A column's conversion, and how its text is sent."""

    conversion: ColumnConversion
    is_quoted: bool = True
    """Whether the text can contain separators or quotes."""
    may_be_invalid_json: bool = False
    """Whether the text should be JSON and has to be validated."""


def create_column(name: str, type: str, timezone: str) -> DuckdbColumn:
    """Return the column of a type, as DESCRIBE writes it."""
    if match := _LIST.fullmatch(type):
        return _list_column(name, match[1], timezone)
    number = _number_type(type)
    if number is not None:
        conversion = Conversion(check=Check.DUCKDB_FINITE) if number in (SqlType.FLOAT, SqlType.DOUBLE) else UNCHANGED
        return DuckdbColumn(conversion=ColumnConversion(column=Column.of(name, number), sql=_TEXT, conversion=conversion), is_quoted=False)
    if type.startswith(("STRUCT(", "MAP(", "UNION(")) or type in ("JSON", "VARIANT"):
        sql = _TEXT if type == "JSON" else "CAST(to_json({c}) AS VARCHAR)"
        return DuckdbColumn(conversion=ColumnConversion(column=Column.of(name, SqlType.JSON), sql=sql), may_be_invalid_json=True)
    return DuckdbColumn(conversion=_date_or_timestamp(name, type, timezone) or _other_type(name, type))


def _number_type(type: str) -> SqlType | None:
    if match := _DECIMAL.fullmatch(type):
        return SqlType.LONG if int(match[2]) == 0 and int(match[1]) <= 18 else SqlType.DECIMAL
    if type in _INTEGERS:
        return SqlType.LONG
    return {
        "BOOLEAN": SqlType.BOOLEAN, "UBIGINT": SqlType.UNSIGNED_LONG, "HUGEINT": SqlType.DECIMAL, "UHUGEINT": SqlType.DECIMAL,
        "BIGNUM": SqlType.DECIMAL, "VARINT": SqlType.DECIMAL, "FLOAT": SqlType.FLOAT, "DOUBLE": SqlType.DOUBLE,
    }.get(type)  # fmt: skip


def _date_or_timestamp(name: str, type: str, timezone: str) -> ColumnConversion | None:
    if type == "DATE":
        return ColumnConversion(column=Column.of(name, SqlType.DATE), sql=_TEXT, conversion=Conversion(check=Check.ISO_DATE))
    column = Column.of(name, SqlType.TIMESTAMP)
    if type == "TIMESTAMP WITH TIME ZONE":
        # An infinite timestamp has no microseconds and would become an uncounted null.
        sql = f"CASE WHEN isfinite({{c}}) THEN {_UTC_TEXT} ELSE 'infinity' END"
        return ColumnConversion(column=column, sql=sql, conversion=timestamp_conversion("UTC", Check.DUCKDB_TIMESTAMP))
    if type in _TIMESTAMPS:
        return ColumnConversion(column=column, sql=_TEXT, conversion=timestamp_conversion(timezone, Check.DUCKDB_TIMESTAMP))
    return None


def _other_type(name: str, type: str) -> ColumnConversion:
    if type == "BLOB":
        return ColumnConversion(column=Column.of(name, SqlType.BINARY), sql="base64({c})")
    if type == "INTERVAL":
        return ColumnConversion(column=Column.of(name, SqlType.KEYWORD, kind=ColumnKind.SAFE), sql=_INTERVAL)
    if type == "GEOMETRY":
        return ColumnConversion(column=Column.of(name, SqlType.GEO_SHAPE), sql="CAST(ST_AsGeoJSON({c}) AS VARCHAR)")
    is_safe = type in ("UUID", "TIME", "BIT", "TIME WITH TIME ZONE", "TIME_NS")
    return ColumnConversion(column=Column.of(name, SqlType.KEYWORD, kind=ColumnKind.SAFE if is_safe else None), sql=_TEXT)


def _list_column(name: str, element: str, timezone: str) -> DuckdbColumn:
    """Build the JSON from its elements: DuckDB's own conversion would round decimals and write NaN."""
    inner = create_column(name, element, timezone)
    column = Column.of(name, inner.conversion.column.type, array=True)
    sql = f"'[' || array_to_string([{_element_json(inner, element, timezone)} for e in {{c}}], ',') || ']'"
    conversion = ColumnConversion(column=column, sql=sql, conversion=Conversion(rewrite=Rewrite.ONE_LINE))
    return DuckdbColumn(conversion=conversion, may_be_invalid_json=inner.may_be_invalid_json)


def _element_json(inner: DuckdbColumn, element: str, timezone: str) -> str:
    sql_type = inner.conversion.column.type
    text = inner.conversion.sql.format(c="e")
    condition = "true"
    if sql_type in (SqlType.FLOAT, SqlType.DOUBLE) and not inner.conversion.column.array:
        condition = "isfinite(e)"
    elif sql_type in (SqlType.DATE, SqlType.TIMESTAMP) and not inner.conversion.column.array:
        utc = "e" if sql_type is SqlType.DATE else _utc_timestamp(element, timezone)
        condition = f"isfinite(e) AND year({utc}) BETWEEN 1 AND 9999"
        text = f"to_json({text})" if sql_type is SqlType.DATE else f"strftime({utc}, '\"%Y-%m-%dT%H:%M:%S.%fZ\"')"
    elif not inner.conversion.column.kind.is_unquoted:
        text = f"to_json({text})"
    return f"CASE WHEN e IS NULL OR NOT ({condition}) THEN 'null' ELSE CAST({text} AS VARCHAR) END"


def _utc_timestamp(element: str, timezone: str) -> str:
    """Return the SQL for a timestamp of a list in UTC; a time zone other than UTC needs the database's extension icu."""
    is_local = element != "TIMESTAMP WITH TIME ZONE" and timezone != "UTC"
    timestamp = f"timezone('{timezone}', CAST(e AS TIMESTAMP))" if is_local else "e"
    return f"make_timestamp(epoch_us({timestamp}))"
