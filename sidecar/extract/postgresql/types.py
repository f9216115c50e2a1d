"""PostgreSQL's types, the types they become, and the conversions that are done in the database."""

from collections.abc import Callable
from dataclasses import dataclass

from sidecar.extract.columns.raw_blocks import ColumnConversion
from sidecar.model.columns import Column, ColumnKind, SqlType
from sidecar.model.conversions import Check, Conversion, Rewrite


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
class ColumnDescription:
    """A column as the server describes it; ``modifier`` is its type modifier, -1 if it has none."""

    name: str
    oid: int
    modifier: int = -1


_TEXTS = {"text": SqlType.TEXT, "citext": SqlType.TEXT}
_SAFE = frozenset({"uuid", "time", "timetz", "interval", "bit", "varbit", "macaddr", "macaddr8", "pg_lsn"})
_FINITE, _ONE_LINE = Conversion(check=Check.FINITE), Conversion(rewrite=Rewrite.ONE_LINE)
_JSON = "pg_catalog.to_json({c})"
_POINT = """'{{"type":"Point","coordinates":[' || ({c})[0]::text || ',' || ({c})[1]::text || ']}}'"""
_GEOMETRY = "{schema}.st_asgeojson(CASE WHEN {schema}.st_srid({{c}}) IN (0, 4326) THEN {{c}} ELSE {schema}.st_transform({{c}}, 4326) END)"


def conversion_for(description: ColumnDescription, types: dict[int, PgType], timezone: str) -> ColumnConversion:
    """Return the conversion of a column; ``types`` contains its type, element type and base types by oid."""
    type = _base(types[description.oid], types)
    if type.element and (type.category == "A" or type.name == "_record"):
        return _array(description, _base(types[type.element], types), timezone)
    return _scalar(description, type, timezone)


def _base(type: PgType, types: dict[int, PgType]) -> PgType:
    while type.kind == "d":
        type = types[type.base]
    return type


def _scalar(description: ColumnDescription, type: PgType, timezone: str) -> ColumnConversion:
    name = description.name
    builder = _SCALARS.get(type.name) if type.schema == "pg_catalog" or type.name in _EXTENSIONS else None
    if builder is not None:
        return builder(description, type, timezone)
    if type.name in _TEXTS:
        return ColumnConversion(column=Column.of(name, SqlType.TEXT))
    if type.kind == "c" or type.name == "record":
        return _to_json(description, type, timezone)
    return ColumnConversion(column=Column.of(name, SqlType.KEYWORD, kind=ColumnKind.SAFE if type.name in _SAFE else ColumnKind.TEXT))


def is_long(modifier: int) -> bool:
    """Return whether ``numeric(p, s)`` holds only integers of at most 18 digits; a negative scale adds digits."""
    if modifier < 0:
        return False
    precision, scale = (modifier - 4) >> 16 & 0xFFFF, (modifier - 4) & 0x7FF
    scale = scale - 0x800 if scale >= 0x400 else scale
    return scale <= 0 and precision - scale <= 18


def _as_type(type: SqlType, sql: str = "{c}") -> "ConversionBuilder":
    return lambda description, _type, timezone: ColumnConversion(column=Column.of(description.name, type), sql=sql)


def _numeric(description: ColumnDescription, type: PgType, timezone: str) -> ColumnConversion:
    sql_type = SqlType.LONG if is_long(description.modifier) else SqlType.DECIMAL
    return ColumnConversion(column=Column.of(description.name, sql_type), conversion=_FINITE)


def _float(type: SqlType) -> "ConversionBuilder":
    return lambda description, _type, timezone: ColumnConversion(column=Column.of(description.name, type), conversion=_FINITE)


def _bit(description: ColumnDescription, type: PgType, timezone: str) -> ColumnConversion:
    if description.modifier == 1:
        return ColumnConversion(column=Column.of(description.name, SqlType.BOOLEAN), sql="({c} = B'1')::text")
    return ColumnConversion(column=Column.of(description.name, SqlType.KEYWORD, kind=ColumnKind.SAFE))


def _date(description: ColumnDescription, type: PgType, timezone: str) -> ColumnConversion:
    return ColumnConversion(column=Column.of(description.name, SqlType.DATE), conversion=Conversion(check=Check.ISO_DATE))


def _timestamp(description: ColumnDescription, type: PgType, timezone: str) -> ColumnConversion:
    """Convert to UTC; a timestamp without time zone is interpreted in the datasource's time zone."""
    if type.name == "timestamptz":
        sql = "{c} AT TIME ZONE 'UTC'"
    elif timezone == "UTC":
        sql = "{c}"
    else:
        sql = f"{_shifted('{c}', timezone)} AT TIME ZONE 'UTC'"
    column = Column.of(description.name, SqlType.TIMESTAMP)
    return ColumnConversion(column=column, sql=sql, conversion=Conversion(check=Check.ISO_TIMESTAMP, rewrite=Rewrite.ISO_TIMESTAMP))


def _shifted(expression: str, timezone: str) -> str:
    """Return SQL that interprets a timestamp in a time zone.

    PostgreSQL raises an error for one that leaves its own range, so those far outside the years 1 to 9999 become infinite.
    """
    is_far = f"{expression} NOT BETWEEN '0002-01-01 BC' AND '10001-01-01'"
    return f"(CASE WHEN {is_far} THEN 'infinity' ELSE {expression} END) AT TIME ZONE '{timezone}'"


def _to_json(description: ColumnDescription, type: PgType, timezone: str) -> ColumnConversion:
    return ColumnConversion(column=Column.of(description.name, SqlType.JSON), sql=_JSON, conversion=_ONE_LINE)


def _json(description: ColumnDescription, type: PgType, timezone: str) -> ColumnConversion:
    return ColumnConversion(column=Column.of(description.name, SqlType.JSON), conversion=_ONE_LINE)


def _point(description: ColumnDescription, type: PgType, timezone: str) -> ColumnConversion:
    column = Column.of(description.name, SqlType.GEO_POINT)
    return ColumnConversion(column=column, sql=_POINT, conversion=Conversion(check=Check.NO_CONSTANTS))


def _geometry(description: ColumnDescription, type: PgType, timezone: str) -> ColumnConversion:
    schema = '"' + type.schema.replace('"', '""').replace("{", "{{").replace("}", "}}") + '"'
    sql = _GEOMETRY.format(schema=schema) if type.name == "geometry" else f"{schema}.st_asgeojson({{c}})"
    return ColumnConversion(column=Column.of(description.name, SqlType.GEO_SHAPE), sql=sql)


ConversionBuilder = Callable[[ColumnDescription, PgType, str], ColumnConversion]
_EXTENSIONS = frozenset({"hstore", "geometry", "geography"})
_SCALARS: dict[str, ConversionBuilder] = {
    "bool": _as_type(SqlType.BOOLEAN, "{c}::text"),
    "int2": _as_type(SqlType.LONG),
    "int4": _as_type(SqlType.LONG),
    "int8": _as_type(SqlType.LONG),
    "oid": _as_type(SqlType.LONG),
    "numeric": _numeric,
    "money": _as_type(SqlType.DECIMAL, "{c}::numeric"),
    "float4": _float(SqlType.FLOAT),
    "float8": _float(SqlType.DOUBLE),
    "bpchar": _as_type(SqlType.KEYWORD, "{c}::text"),  # the cast removes the padding
    "bit": _bit,
    "date": _date,
    "timestamp": _timestamp,
    "timestamptz": _timestamp,
    "bytea": _as_type(SqlType.BINARY, "pg_catalog.replace(pg_catalog.encode({c}, 'base64'), pg_catalog.chr(10), '')"),
    "json": _json,
    "jsonb": _as_type(SqlType.JSON),
    "hstore": _to_json,
    "inet": _as_type(SqlType.IP),
    "cidr": _as_type(SqlType.KEYWORD),  # an ip field has no networks
    "point": _point,
    "geometry": _geometry,
    "geography": _geometry,
}


def _array(description: ColumnDescription, element: PgType, timezone: str) -> ColumnConversion:
    """Convert the array to JSON in the database, and values that JSON cannot represent afterwards in the text.

    Values that become null this way are not counted.
    """
    scalar = _scalar(description, element, timezone)
    column = Column.of(description.name, scalar.column.type, array=True)
    sql, rewrite = _ARRAYS.get(element.name, (_JSON, None)) if element.schema == "pg_catalog" else (_JSON, None)
    if element.name == "timestamp" and timezone != "UTC":
        sql = _elements(_shifted("e", timezone))
    if element.name == "bit" and description.modifier != 1:
        rewrite = None
    return ColumnConversion(column=column, sql=sql, conversion=Conversion(rewrite=rewrite) if rewrite else _ONE_LINE)


def _elements(expression: str) -> str:
    """Return SQL that converts each element; nested arrays are flattened, as Elasticsearch does anyway."""
    aggregate = f"pg_catalog.to_json(pg_catalog.array_agg({expression} ORDER BY o))"
    array = f"(SELECT {aggregate} FROM pg_catalog.unnest({{c}}) WITH ORDINALITY u(e, o))"
    return f"CASE WHEN {{c}} IS NOT NULL THEN coalesce({array}, '[]'::json) END"


_ARRAYS: dict[str, tuple[str, Rewrite | None]] = {
    "float4": (_JSON, Rewrite.NUMBER_ARRAY),
    "float8": (_JSON, Rewrite.NUMBER_ARRAY),
    "numeric": (_JSON, Rewrite.NUMBER_ARRAY),
    "money": ("pg_catalog.to_json({c}::numeric[])", None),
    "bpchar": ("pg_catalog.to_json({c}::text[])", None),
    "bit": ("pg_catalog.to_json({c}::text[])", Rewrite.BOOLEAN_ARRAY),
    "date": (_JSON, Rewrite.DATE_ARRAY),
    "timestamp": ("pg_catalog.to_json({c}::timestamptz[])", Rewrite.TIMESTAMP_ARRAY),
    "timestamptz": (_JSON, Rewrite.TIMESTAMP_ARRAY),
    "bytea": (_elements("pg_catalog.replace(pg_catalog.encode(e, 'base64'), pg_catalog.chr(10), '')"), None),
    "point": (_elements("(" + _POINT.replace("{c}", "e") + ")::json"), None),
}
