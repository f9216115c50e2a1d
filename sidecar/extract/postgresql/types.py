"""PostgreSQL's types: what each becomes, and the conversions that the database does best itself."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from sidecar.extract.columns import conversions
from sidecar.extract.columns.csv_blocks import Passage
from sidecar.model.columns import Column, Kind, SqlType

_BIT = "bit"
_NUMERIC = "numeric"


@dataclass(frozen=True, kw_only=True)
class PgType:
    """A row of ``pg_type``; ``element`` is set for arrays only, ``base`` for domains only."""

    oid: int
    schema: str
    name: str
    kind: str
    category: str
    element: int = 0
    base: int = 0


@dataclass(frozen=True, kw_only=True)
class Described:
    """A column as the server describes it: its name, its type and the type's modifier (-1 for none)."""

    name: str
    oid: int
    modifier: int = -1


_NUMBERS = {"int2": SqlType.LONG, "int4": SqlType.LONG, "int8": SqlType.LONG, "oid": SqlType.LONG}
_FLOATS = {"float4": SqlType.FLOAT, "float8": SqlType.DOUBLE, "numeric": SqlType.DECIMAL}
_TEXTS = {"text": SqlType.TEXT, "citext": SqlType.TEXT}
_SAFE = frozenset({"uuid", "time", "timetz", "interval", "bit", "varbit", "macaddr", "macaddr8", "pg_lsn"})
_POINT = """'{{"type":"Point","coordinates":[' || ({c})[0]::text || ',' || ({c})[1]::text || ']}}'"""
_GEOMETRY = "{schema}.st_asgeojson(CASE WHEN {schema}.st_srid({{c}}) IN (0, 4326) THEN {{c}} ELSE {schema}.st_transform({{c}}, 4326) END)"


def passage(described: Described, types: dict[int, PgType], timezone: str) -> Passage:
    """Decide how a column comes over; ``types`` holds its type and all that this is made of."""
    type = _base(types[described.oid], types)
    if type.category == "A" and type.element:
        return _array(described, _base(types[type.element], types), timezone)
    return _scalar(described, type, timezone)


def _base(type: PgType, types: dict[int, PgType]) -> PgType:
    while type.kind == "d":
        type = types[type.base]
    return type


def _scalar(described: Described, type: PgType, timezone: str) -> Passage:
    name = described.name
    special = _SCALARS.get(type.name) if type.schema == "pg_catalog" or type.name in _EXTENSIONS else None
    if special is not None:
        return special(described, type, timezone)
    if type.name in _TEXTS:
        return Passage(column=Column.of(name, SqlType.TEXT))
    if type.kind == "c" or type.name == "record":
        return _to_json(described, type, timezone)
    return Passage(column=Column.of(name, SqlType.KEYWORD, kind=Kind.SAFE if type.name in _SAFE else Kind.TEXT))


def is_long(modifier: int) -> bool:
    """Tell whether ``numeric(p, s)`` has whole numbers of at most 18 digits; a negative scale adds digits."""
    if modifier < 0:
        return False
    precision, scale = (modifier - 4) >> 16 & 0xFFFF, (modifier - 4) & 0x7FF
    scale = scale - 0x800 if scale >= 0x400 else scale
    return scale <= 0 and precision - scale <= 18


def _plain(kind: SqlType, sql: str = "{c}") -> "Builder":
    return lambda described, _type, timezone: Passage(column=Column.of(described.name, kind), sql=sql)


def _numeric(described: Described, type: PgType, timezone: str) -> Passage:
    kind = SqlType.LONG if is_long(described.modifier) else SqlType.DECIMAL
    return Passage(column=Column.of(described.name, kind), unfit=conversions.not_a_number)


def _float(kind: SqlType) -> "Builder":
    return lambda described, _type, timezone: Passage(column=Column.of(described.name, kind), unfit=conversions.not_a_number)


def _bit(described: Described, type: PgType, timezone: str) -> Passage:
    if described.modifier == 1:
        return Passage(column=Column.of(described.name, SqlType.BOOLEAN), sql="({c} = B'1')::text")
    return Passage(column=Column.of(described.name, SqlType.KEYWORD, kind=Kind.SAFE))


def _date(described: Described, type: PgType, timezone: str) -> Passage:
    return Passage(column=Column.of(described.name, SqlType.DATE), unfit=conversions.not_a_date)


def _timestamp(described: Described, type: PgType, timezone: str) -> Passage:
    """Write it in UTC without a zone; a timestamp without a zone is meant in the datasource's."""
    if type.name == "timestamptz":
        sql = "{c} AT TIME ZONE 'UTC'"
    elif timezone == "UTC":
        sql = "{c}"
    else:
        sql = f"{{c}} AT TIME ZONE '{timezone}' AT TIME ZONE 'UTC'"
    column = Column.of(described.name, SqlType.TIMESTAMP)
    return Passage(column=column, sql=sql, unfit=conversions.not_a_timestamp, shape=conversions.iso_timestamp)


def _to_json(described: Described, type: PgType, timezone: str) -> Passage:
    return Passage(column=Column.of(described.name, SqlType.JSON), sql="to_json({c})", shape=conversions.one_line)


def _json(described: Described, type: PgType, timezone: str) -> Passage:
    return Passage(column=Column.of(described.name, SqlType.JSON), shape=conversions.one_line)


def _point(described: Described, type: PgType, timezone: str) -> Passage:
    return Passage(column=Column.of(described.name, SqlType.GEO_POINT), sql=_POINT, unfit=_not_a_place)


def _not_a_place(values: pl.Expr) -> pl.Expr:
    return values.str.contains("NaN", literal=True) | values.str.contains("Infinity", literal=True)


def _geometry(described: Described, type: PgType, timezone: str) -> Passage:
    schema = '"' + type.schema.replace('"', '""').replace("{", "{{").replace("}", "}}") + '"'
    sql = _GEOMETRY.format(schema=schema) if type.name == "geometry" else f"{schema}.st_asgeojson({{c}})"
    return Passage(column=Column.of(described.name, SqlType.GEO_SHAPE), sql=sql)


Builder = Callable[[Described, PgType, str], Passage]
_EXTENSIONS = frozenset({"hstore", "geometry", "geography"})
_SCALARS: dict[str, Builder] = {
    "bool": _plain(SqlType.BOOLEAN, "{c}::text"),
    "int2": _plain(SqlType.LONG),
    "int4": _plain(SqlType.LONG),
    "int8": _plain(SqlType.LONG),
    "oid": _plain(SqlType.LONG),
    "numeric": _numeric,
    "money": _plain(SqlType.DECIMAL, "{c}::numeric"),
    "float4": _float(SqlType.FLOAT),
    "float8": _float(SqlType.DOUBLE),
    "bpchar": _plain(SqlType.KEYWORD, "{c}::text"),  # the cast cuts the padding
    "bit": _bit,
    "date": _date,
    "timestamp": _timestamp,
    "timestamptz": _timestamp,
    "bytea": _plain(SqlType.BINARY, "replace(encode({c}, 'base64'), chr(10), '')"),
    "json": _json,
    "jsonb": _plain(SqlType.JSON),
    "hstore": _to_json,
    "inet": _plain(SqlType.IP),
    "cidr": _plain(SqlType.IP),
    "point": _point,
    "geometry": _geometry,
    "geography": _geometry,
}

_NOT_NUMBERS = r'"[^"]*"'
_NOT_DATES = r'"(?:-?infinity|\d{5,}-[^"]*|[^"]* BC)"'


def _array(described: Described, element: PgType, timezone: str) -> Passage:
    """Let the database write the array as JSON; what JSON cannot carry inside is put right on the whole text, however deep it lies.

    The values that were made null there are not counted: a text holds any number of them.
    """
    scalar = _scalar(described, element, timezone)
    column = Column.of(described.name, scalar.column.type, array=True)
    sql, shape = _ARRAYS.get(element.name, ("to_json({c})", None)) if element.schema == "pg_catalog" else ("to_json({c})", None)
    if element.name == "timestamp" and timezone != "UTC":
        sql = _elements(f"e AT TIME ZONE '{timezone}'")
    if element.name == "bit" and described.modifier != 1:
        shape = None
    return Passage(column=column, sql=sql, shape=shape or conversions.one_line)


def _elements(expression: str) -> str:
    """Convert each element in the database. Arrays of arrays become flat, which Elasticsearch makes of them anyway."""
    made = f"(SELECT to_json(array_agg({expression} ORDER BY o)) FROM unnest({{c}}) WITH ORDINALITY u(e, o))"
    return f"CASE WHEN {{c}} IS NOT NULL THEN coalesce({made}, '[]'::json) END"


def _numbers(values: pl.Expr) -> pl.Expr:
    return values.str.replace_all(_NOT_NUMBERS, "null")


def _dates(values: pl.Expr) -> pl.Expr:
    return values.str.replace_all(_NOT_DATES, "null")


def _timestamps(values: pl.Expr) -> pl.Expr:
    return _dates(values).str.replace_all('+00:00"', 'Z"', literal=True)


def _booleans(values: pl.Expr) -> pl.Expr:
    return values.str.replace_all('"1"', "true", literal=True).str.replace_all('"0"', "false", literal=True)


_ARRAYS: dict[str, tuple[str, Callable[[pl.Expr], pl.Expr] | None]] = {
    "float4": ("to_json({c})", _numbers),
    "float8": ("to_json({c})", _numbers),
    "numeric": ("to_json({c})", _numbers),
    "money": ("to_json({c}::numeric[])", None),
    "bpchar": ("to_json({c}::text[])", None),
    "bit": ("to_json({c}::text[])", _booleans),
    "date": ("to_json({c})", _dates),
    "timestamp": ("to_json({c}::timestamptz[])", _timestamps),
    "timestamptz": ("to_json({c})", _timestamps),
    "bytea": (_elements("replace(encode(e, 'base64'), chr(10), '')"), None),
    "point": (_elements("(" + _POINT.replace("{c}", "e") + ")::json"), None),
}
