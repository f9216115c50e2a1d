"""Blocks: rows on their way from a database to bulk bodies, and their columns."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from sidecar.model.conversions import Conversion


class SqlType(enum.Enum):
    """The type of a column's values, the same for every database. It decides the default mapping."""

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


class ColumnKind(enum.Enum):
    """How a value, already text, is written into a JSON document. Decided once per column."""

    NUMBER = "number"
    """A JSON number, copied."""
    BOOLEAN = "boolean"
    """``true`` or ``false``, copied."""
    JSON = "json"
    """JSON on one line, copied."""
    SAFE = "safe"
    """Text that needs no JSON escapes (dates, base64, UUIDs): quoted."""
    TEXT = "text"
    """Any other text: escaped and quoted."""

    @property
    def is_unquoted(self) -> bool:
        """Return whether the value goes into a document without quotes."""
        return self in (ColumnKind.NUMBER, ColumnKind.BOOLEAN, ColumnKind.JSON)


_KINDS = {
    SqlType.BOOLEAN: ColumnKind.BOOLEAN,
    SqlType.LONG: ColumnKind.NUMBER,
    SqlType.UNSIGNED_LONG: ColumnKind.NUMBER,
    SqlType.DECIMAL: ColumnKind.NUMBER,
    SqlType.FLOAT: ColumnKind.NUMBER,
    SqlType.DOUBLE: ColumnKind.NUMBER,
    SqlType.DATE: ColumnKind.SAFE,
    SqlType.TIMESTAMP: ColumnKind.SAFE,
    SqlType.BINARY: ColumnKind.SAFE,
    SqlType.IP: ColumnKind.SAFE,
    SqlType.JSON: ColumnKind.JSON,
    SqlType.GEO_SHAPE: ColumnKind.JSON,
    SqlType.GEO_POINT: ColumnKind.JSON,
}

NUMERIC_TYPES = frozenset({SqlType.LONG, SqlType.UNSIGNED_LONG, SqlType.DECIMAL, SqlType.FLOAT, SqlType.DOUBLE})


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a query.

    With ``array`` each value is a JSON array of ``type``.
    """

    name: str
    type: SqlType
    kind: ColumnKind
    array: bool = False
    is_guessed: bool = False
    """Whether neither the database nor a value showed the type."""

    @classmethod
    def of(cls, name: str, type: SqlType, *, kind: ColumnKind | None = None, array: bool = False, is_guessed: bool = False) -> "Column":
        """Return a column with the usual kind of its type, unless ``kind`` is given."""
        return cls(
            name=name,
            type=type,
            array=array,
            is_guessed=is_guessed,
            kind=kind or (ColumnKind.JSON if array else _KINDS.get(type, ColumnKind.TEXT)),
        )


class ArrowTable(Protocol):
    """A table that is passed without a copy through the Arrow C stream interface (polars, pyarrow, DuckDB)."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Return the table as an Arrow C stream."""


@dataclass(frozen=True, kw_only=True)
class RowError:
    """The reason a row cannot become a document, with its index in the block (from 0) and the column."""

    row: int
    column: str
    reason: str


class Block(Protocol):
    """A few thousand rows."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns."""

    @property
    def table(self) -> ArrowTable:
        """Return a table with one text column (UTF-8, null for NULL) for each of ``columns``, in the same order."""

    @property
    def rows(self) -> int:
        """Return the number of rows."""

    @property
    def nulled(self) -> int:
        """Return the number of values that became null because JSON cannot represent them (NaN, infinities, infinite dates)."""

    @property
    def row_errors(self) -> tuple[RowError, ...]:
        """Return the reasons why rows cannot become documents."""


@dataclass(frozen=True, kw_only=True)
class TableBlock:
    """A block whose rows are parsed."""

    columns: tuple[Column, ...]
    table: ArrowTable
    rows: int
    nulled: int = 0
    row_errors: tuple[RowError, ...] = ()


class RowFormat(enum.Enum):
    """How a database sends rows."""

    CSV = "csv"
    """Lines of CSV: an empty field is null, a quoted one text, a quote in it is doubled."""
    PACKETS = "packets"
    """Packets of MySQL's text protocol, one for each row: each value after its length."""
    VALUES = "values"
    """Tuples of Python values."""


@dataclass(frozen=True, kw_only=True)
class RowLayout:
    """What the rows of a query look like."""

    format: RowFormat
    width: int
    """Number of values in each row."""
    positions: tuple[int, ...]
    """The position of each column in a row."""
    conversions: tuple[Conversion, ...]
    """The conversion of each column's text."""


class RawBlock:
    """A block whose rows are as the database sent them.

    Nothing is parsed until it is needed: the native encoder reads ``data`` itself and records the counts. ``parse`` may raise
    :class:`~sidecar.errors.SourceError`, so each property may, too.
    """

    def __init__(
        self, columns: tuple[Column, ...], layout: RowLayout, data: bytes | list[Any], parse: Callable[["RawBlock"], TableBlock]
    ) -> None:
        self.columns = columns
        self.layout = layout
        self.data: Any = data
        """Bytes of CSV, or a list of packets or tuples."""
        self._parse = parse
        self._counts: tuple[int, int] | None = None

    def record_counts(self, *, rows: int, nulled: int) -> None:
        """Record the counts of a block without row errors, so that it need not be parsed for them."""
        self._counts = rows, nulled

    @cached_property
    def _parsed(self) -> TableBlock:
        return self._parse(self)

    @property
    def table(self) -> ArrowTable:
        """Return the parsed table."""
        return self._parsed.table

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return self._counts[0] if self._counts else self._parsed.rows

    @property
    def nulled(self) -> int:
        """Return the number of values that became null."""
        return self._counts[1] if self._counts else self._parsed.nulled

    @property
    def row_errors(self) -> tuple[RowError, ...]:
        """Return the reasons why rows cannot become documents."""
        return () if self._counts else self._parsed.row_errors
