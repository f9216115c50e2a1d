"""Column types from a cursor's description, as far as a driver states them there."""

from collections.abc import Callable, Sequence
from typing import Any

from sidecar.model.columns import SqlType

DescribedType = Callable[[Sequence[Any]], SqlType | None]
"""Returns the type of a column from its entry in ``cursor.description`` (PEP 249); None if the entry does not decide it."""

_SQLSERVER_TYPES = {1: SqlType.KEYWORD, 4: SqlType.TIMESTAMP, 5: SqlType.DECIMAL}
"""pymssql's ``STRING``, ``DATETIME`` and ``DECIMAL``. Its ``NUMBER`` is an integer, a bit or a float, its ``BINARY`` every other type."""
SQLSERVER_NULL_TYPES = {3: SqlType.DOUBLE}
"""A ``NUMBER`` column without values in its first rows holds integers, bits or floats: each can be a double."""

_ORACLE_TYPES = {
    "DB_TYPE_BINARY_DOUBLE": SqlType.DOUBLE, "DB_TYPE_BINARY_FLOAT": SqlType.FLOAT, "DB_TYPE_BINARY_INTEGER": SqlType.LONG,
    "DB_TYPE_BLOB": SqlType.BINARY, "DB_TYPE_BOOLEAN": SqlType.BOOLEAN, "DB_TYPE_CHAR": SqlType.KEYWORD, "DB_TYPE_CLOB": SqlType.KEYWORD,
    "DB_TYPE_DATE": SqlType.TIMESTAMP, "DB_TYPE_JSON": SqlType.JSON, "DB_TYPE_LONG": SqlType.KEYWORD,
    "DB_TYPE_LONG_NVARCHAR": SqlType.KEYWORD, "DB_TYPE_LONG_RAW": SqlType.BINARY, "DB_TYPE_NCHAR": SqlType.KEYWORD,
    "DB_TYPE_NCLOB": SqlType.KEYWORD, "DB_TYPE_NVARCHAR": SqlType.KEYWORD, "DB_TYPE_RAW": SqlType.BINARY,
    "DB_TYPE_ROWID": SqlType.KEYWORD, "DB_TYPE_TIMESTAMP": SqlType.TIMESTAMP, "DB_TYPE_TIMESTAMP_LTZ": SqlType.TIMESTAMP,
    "DB_TYPE_TIMESTAMP_TZ": SqlType.TIMESTAMP, "DB_TYPE_UROWID": SqlType.KEYWORD, "DB_TYPE_VARCHAR": SqlType.KEYWORD,
}  # fmt: skip
"""By the name of python-oracledb's type. Oracle's DATE has a time. A NUMBER depends on its precision; other types on their values."""
_MAX_LONG_DIGITS = 18


def unknown_type(entry: Sequence[Any]) -> SqlType | None:
    """Return None: drivers of other databases have no common type codes."""
    return None


def sqlserver_type(entry: Sequence[Any]) -> SqlType | None:
    """Return the type of a SQL Server column."""
    return _SQLSERVER_TYPES.get(entry[1])


def oracle_type(entry: Sequence[Any]) -> SqlType | None:
    """Return the type of an Oracle column."""
    name = getattr(entry[1], "name", None)
    if name != "DB_TYPE_NUMBER":
        return _ORACLE_TYPES.get(str(name))
    precision, scale = entry[4], entry[5]
    return SqlType.LONG if scale == 0 and precision and precision <= _MAX_LONG_DIGITS else SqlType.DECIMAL
