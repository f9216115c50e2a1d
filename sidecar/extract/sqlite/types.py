"""SQLite's declared types: what each says about its column's values."""

import re
from collections.abc import Iterable

from sidecar.model.columns import Column, Kind, SqlType

_FORM = re.compile(r"\s*(\w[\w ]*?)?\s*(?:\(\s*(\d+)\s*(?:,\s*(-?\d+)\s*)?\)\s*([\w ]*))?")

_TYPES = {
    "BOOL": SqlType.BOOLEAN, "BOOLEAN": SqlType.BOOLEAN,
    "INT": SqlType.LONG, "INTEGER": SqlType.LONG, "TINYINT": SqlType.LONG, "SMALLINT": SqlType.LONG, "MEDIUMINT": SqlType.LONG,
    "BIGINT": SqlType.LONG, "UNSIGNED BIG INT": SqlType.LONG, "INT2": SqlType.LONG, "INT4": SqlType.LONG, "INT8": SqlType.LONG,
    "SERIAL": SqlType.LONG, "BIGSERIAL": SqlType.LONG, "YEAR": SqlType.LONG, "BIGINT UNSIGNED": SqlType.LONG, "INT UNSIGNED": SqlType.LONG,
    "DECIMAL": SqlType.DECIMAL, "NUMERIC": SqlType.DECIMAL, "NUMBER": SqlType.DECIMAL, "MONEY": SqlType.DECIMAL, "NUM": SqlType.DECIMAL,
    "REAL": SqlType.DOUBLE, "DOUBLE": SqlType.DOUBLE, "DOUBLE PRECISION": SqlType.DOUBLE, "FLOAT": SqlType.DOUBLE,
    "TEXT": SqlType.TEXT, "CLOB": SqlType.TEXT, "NCLOB": SqlType.TEXT, "TINYTEXT": SqlType.TEXT, "MEDIUMTEXT": SqlType.TEXT,
    "LONGTEXT": SqlType.TEXT, "NTEXT": SqlType.TEXT, "CITEXT": SqlType.TEXT, "STRING": SqlType.TEXT,
    "BLOB": SqlType.BINARY, "TINYBLOB": SqlType.BINARY, "MEDIUMBLOB": SqlType.BINARY, "LONGBLOB": SqlType.BINARY,
    "BINARY": SqlType.BINARY, "VARBINARY": SqlType.BINARY, "BYTEA": SqlType.BINARY, "IMAGE": SqlType.BINARY,
    "DATE": SqlType.DATE,
    "DATETIME": SqlType.TIMESTAMP, "TIMESTAMP": SqlType.TIMESTAMP, "TIMESTAMPTZ": SqlType.TIMESTAMP, "DATETIME2": SqlType.TIMESTAMP,
    "JSON": SqlType.JSON, "JSONB": SqlType.JSON, "HSTORE": SqlType.JSON,
    "INET": SqlType.IP, "CIDR": SqlType.IP,
}  # fmt: skip


def column_of(name: str, declared: str) -> Column:
    """Decide what a declared type says; a type that nobody knows gives ``keyword``, as a database's odd types do elsewhere."""
    word, precision, scale, rest = _parts(declared)
    kind = _TYPES.get(f"{word} {rest}".strip()) or _TYPES.get(word, SqlType.KEYWORD)
    if word == "TINYINT" and precision == "1":
        kind = SqlType.BOOLEAN
    if kind is SqlType.DECIMAL and precision and int(scale or 0) <= 0 and int(precision) <= 18:
        kind = SqlType.LONG
    return Column.of(name, kind, kind=Kind.TEXT if kind is SqlType.IP else None)  # nothing has looked whether an address is one


def _parts(declared: str) -> tuple[str, str, str, str]:
    match = _FORM.fullmatch(declared.upper())
    word, precision, scale, rest = match.groups(default="") if match else (declared.upper(), "", "", "")
    return word, precision, scale, rest


def is_padded(declared: str) -> bool:
    """Tell whether a type pads its values with blanks, which another database's export may have left there."""
    return _parts(declared)[0] in ("CHAR", "CHARACTER", "NCHAR", "NATIVE CHARACTER", "BPCHAR")


def sampled(name: str, classes: Iterable[str]) -> Column:
    """Decide by the storage classes of some values what an expression gives, which SQLite declares no type for."""
    seen = set(classes) - {"null"}
    if seen == {"integer"}:
        return Column.of(name, SqlType.LONG)
    if seen and seen <= {"integer", "real"}:
        return Column.of(name, SqlType.DOUBLE)
    return Column.of(name, {frozenset({"blob"}): SqlType.BINARY, frozenset({"text"}): SqlType.TEXT}.get(frozenset(seen), SqlType.KEYWORD))
