"""What passes from a database to a bulk body: blocks of columns, each column with its type and its kind."""

import enum
from dataclasses import dataclass
from typing import Any, Protocol


class SqlType(enum.Enum):
    """What a column's values are, whatever the database calls them. Decides the default mapping."""

    BOOLEAN = "boolean"
    LONG = "long"
    UNSIGNED_LONG = "unsigned_long"
    DECIMAL = "decimal"
    FLOAT = "float"
    DOUBLE = "double"
    KEYWORD = "keyword"
    TEXT = "text"
    DATE = "date"
    TIMESTAMP = "timestamp"
    BINARY = "binary"
    JSON = "json"
    IP = "ip"
    GEO_SHAPE = "geo_shape"
    GEO_POINT = "geo_point"


class Kind(enum.Enum):
    """How a value, already text, is spliced into a document. Decided once a column, never a row."""

    NUMBER = "number"
    """A JSON number as it stands."""
    BOOLEAN = "boolean"
    """``true`` or ``false`` as it stands."""
    JSON = "json"
    """JSON on one line as it stands."""
    SAFE = "safe"
    """Text in which JSON has nothing to escape (dates, base64, uuids): between quotes as it stands."""
    TEXT = "text"
    """Any other text: escaped, between quotes."""

    @property
    def raw(self) -> bool:
        """Tell whether the value goes into a document without quotes."""
        return self in (Kind.NUMBER, Kind.BOOLEAN, Kind.JSON)


_KINDS = {
    SqlType.BOOLEAN: Kind.BOOLEAN,
    SqlType.LONG: Kind.NUMBER,
    SqlType.UNSIGNED_LONG: Kind.NUMBER,
    SqlType.DECIMAL: Kind.NUMBER,
    SqlType.FLOAT: Kind.NUMBER,
    SqlType.DOUBLE: Kind.NUMBER,
    SqlType.DATE: Kind.SAFE,
    SqlType.TIMESTAMP: Kind.SAFE,
    SqlType.BINARY: Kind.SAFE,
    SqlType.IP: Kind.SAFE,
    SqlType.JSON: Kind.JSON,
    SqlType.GEO_SHAPE: Kind.JSON,
    SqlType.GEO_POINT: Kind.JSON,
}

NUMBERS = frozenset({SqlType.LONG, SqlType.UNSIGNED_LONG, SqlType.DECIMAL, SqlType.FLOAT, SqlType.DOUBLE})


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a query, as it arrives in blocks.

    ``array`` says that each value is a JSON array of ``type``.
    """

    name: str
    type: SqlType
    kind: Kind
    array: bool = False

    @classmethod
    def of(cls, name: str, type: SqlType, *, kind: Kind | None = None, array: bool = False) -> "Column":
        """Make a column with the kind that its type usually has."""
        return cls(name=name, type=type, array=array, kind=kind or (Kind.JSON if array else _KINDS.get(type, Kind.TEXT)))


class ArrowTable(Protocol):
    """A table that can be handed on without a copy, by the Arrow C stream interface (polars, pyarrow, DuckDB give one)."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Give the table as an Arrow C stream."""


@dataclass(frozen=True, kw_only=True)
class RowFault:
    """A row that cannot become a document: its place in the block (from 0), the column, and why."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some thousand rows, column by column.

    ``table`` has one text column (UTF-8, null for NULL) for each of ``columns``, in their order; what the text is, its kind says.
    ``nulled`` counts values that became null because JSON cannot carry them (NaN, infinities, infinite dates).
    """

    columns: tuple[Column, ...]
    table: ArrowTable
    rows: int
    nulled: int = 0
    faults: tuple[RowFault, ...] = ()
