"""Column types from SQLite's declared types and storage classes."""

import re
from collections.abc import Iterable

from sidecar.model.columns import Column, ColumnKind, SqlType

_DECLARATION = re.compile(r"\s*(\w[\w ]*?)?\s*(?:\(\s*(\d+)\s*(?:,\s*(-?\d+)\s*)?\)\s*([\w ]*))?")

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
    "INET": SqlType.IP,
}  # fmt: skip


def column_from_declared_type(name: str, declared: str) -> Column:
    """Return the column of a declared type; an unknown type becomes ``keyword``."""
    word, precision, scale, rest = _split(declared)
    type = _TYPES.get(f"{word} {rest}".strip()) or _TYPES.get(word, SqlType.KEYWORD)
    if word == "TINYINT" and precision == "1":
        type = SqlType.BOOLEAN
    if type is SqlType.DECIMAL and precision and int(scale or 0) <= 0 and int(precision) <= 18:
        type = SqlType.LONG
    # The database does not validate addresses, so they have to be escaped as text.
    return Column.of(name, type, kind=ColumnKind.TEXT if type is SqlType.IP else None)


def _split(declared: str) -> tuple[str, str, str, str]:
    """Split a declared type into its name, precision, scale and suffix."""
    match = _DECLARATION.fullmatch(declared.upper())
    word, precision, scale, rest = match.groups(default="") if match else (declared.upper(), "", "", "")
    return word, precision, scale, rest


def is_padded(declared: str) -> bool:
    """Return whether a type pads its values with spaces, which may be left from another database's export."""
    return _split(declared)[0] in ("CHAR", "CHARACTER", "NCHAR", "NATIVE CHARACTER", "BPCHAR")


def column_from_storage_classes(name: str, classes: Iterable[str]) -> Column:
    """Return the column of an expression, which has no declared type, from the storage classes of some values."""
    seen = set(classes) - {"null"}
    if seen == {"integer"}:
        return Column.of(name, SqlType.LONG)
    if seen and seen <= {"integer", "real"}:
        return Column.of(name, SqlType.DOUBLE)
    types = {frozenset({"blob"}): SqlType.BINARY, frozenset({"text"}): SqlType.TEXT}
    return Column.of(name, types.get(frozenset(seen), SqlType.KEYWORD), is_guessed=not seen)
