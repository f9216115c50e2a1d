"""The reader for SQLite files, with Python's own module: read-only, without access to other files."""

import re
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sidecar.errors import SourceError
from sidecar.extract.catalog import SQLITE, DatabaseCatalog, SqlCatalog
from sidecar.extract.column_names import check_column_names
from sidecar.extract.columns.batch_size import TARGET_BYTES, TARGET_TIME, BatchSize
from sidecar.extract.columns.raw_blocks import values_block
from sidecar.extract.errors import READ_ACTION, DriverErrors, translate_driver_errors
from sidecar.extract.query.lexer import get_dialect
from sidecar.extract.query.literals import format_literal, format_number
from sidecar.extract.ranges import TEXT_TYPES, Range, add_limit, quote_identifier, select_range, split_evenly
from sidecar.extract.reader import Source
from sidecar.extract.source.properties import busy_timeout
from sidecar.extract.sqlite import row_estimate
from sidecar.extract.sqlite.types import column_from_declared_type, column_from_storage_classes, is_padded
from sidecar.model.columns import Block, Column, SqlType


def _is_data_error(error: BaseException) -> bool:
    """Return whether a value cannot be computed: while rows are read, this is what the general error code means."""
    return getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_TOOBIG)


DRIVER_ERRORS = DriverErrors(
    transient=(),
    permanent=(sqlite3.Error, sqlite3.Warning, OSError, ValueError),
    is_data_error=_is_data_error,
)

MAX_FETCH_ROWS = 1000
"""Rows to fetch between two checks of time and size."""
SAMPLE_ROWS = 1000
"""Rows whose values decide the type of an expression."""
BUSY_TIMEOUT = 10.0
"""Seconds to wait for a writer that has locked the file."""

_READ_ACTIONS = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_TRANSACTION}
)
_DEDUPLICATED_NAME = re.compile(r"(.+):\d+", re.DOTALL)
"""SQLite's name for a repeated column of a subquery."""


class SqliteReader:
    """Read a SQLite file. There is no server: the session has no id, and canceling interrupts the library."""

    session_id: str | None = None
    can_cancel = True

    def __init__(self, source: Source) -> None:
        self._source = source
        self._connection: sqlite3.Connection | None = None
        self._canceled = threading.Event()
        self._is_trusted = False
        self._padded: frozenset[str] = frozenset()

    def connect(self) -> None:
        """Open the file, which must be an existing database; none is created."""
        path = Path(self._source.catalog)
        timeout = busy_timeout(self._source.properties, BUSY_TIMEOUT)
        with translate_driver_errors(self._source, "open", DRIVER_ERRORS):
            path.open("rb").close()
            connection = sqlite3.connect(
                f"file:{quote(str(path))}?mode=ro", uri=True, timeout=timeout, isolation_level=None, check_same_thread=False
            )
            self._connection = connection
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.set_authorizer(self._authorize)

    def create_sibling(self) -> "SqliteReader":
        """Return a reader for a further session."""
        return SqliteReader(self._source)

    def product_and_version(self) -> tuple[str, str]:
        """Return the version of the library."""
        return "SQLite", sqlite3.sqlite_version

    def describe(self, query: str) -> tuple[Column, ...]:
        """Return the query's columns; the type of an expression, which is not declared, is inferred from its first values."""
        with translate_driver_errors(self._source, "describe the query in", DRIVER_ERRORS):
            names = [each[0] for each in self._open_connection.execute(f"SELECT * FROM (\n{query}\n) LIMIT 0").description]
            known = set(names)
            original = [match[1] if (match := _DEDUPLICATED_NAME.fullmatch(name)) and match[1] in known else name for name in names]
            check_column_names(column_from_declared_type(name, "") for name in original)
            declared = self._declared_types(query)
            self._padded = frozenset(name for name, type in zip(names, declared, strict=True) if is_padded(type))
            columns = [column_from_declared_type(name, type) for name, type in zip(names, declared, strict=True)]
            return tuple(columns if all(declared) else self._infer_untyped(query, columns, declared))

    def current_time(self) -> str:
        """Return the time of this host."""
        with translate_driver_errors(self._source, "read the clock of", DRIVER_ERRORS):
            return str(self._open_connection.execute("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')").fetchone()[0])

    def estimate_rows(self, query: str) -> int | None:
        """Return the number of rows, or an estimate for a large table; None if neither is cheap."""
        estimate = row_estimate.estimate_rows(self._open_connection, query)
        self._check_canceled()  # a cancel looks like the end of the time for the count
        return estimate

    def partition_bounds(self, query: str, column: Column, count: int, row_range: Range | None = None) -> tuple[str, ...]:
        """Return even bounds between the minimum and the maximum, which is fast with an index."""
        with translate_driver_errors(self._source, "read the range of a column in", DRIVER_ERRORS):
            expression = f"p.{_column_sql(column)}"
            rows = select_range(query, row_range, _column_sql)
            low, high = self._open_connection.execute(f"SELECT min({expression}), max({expression}) FROM (\n{rows}\n) p").fetchone()
        dialect = get_dialect("sqlite")
        if isinstance(low, str) and isinstance(high, str):
            text_type = column.type if column.type in (SqlType.DATE, SqlType.TIMESTAMP) else SqlType.TEXT
            return tuple(format_literal(bound, dialect) for bound in split_evenly(text_type, low, high, count))
        if isinstance(low, int | float) and isinstance(high, int | float):
            number_type = SqlType.LONG if type(low) is type(high) is int else SqlType.DOUBLE
            return tuple(format_number(bound, dialect) for bound in split_evenly(number_type, str(low), str(high), count))
        return ()

    def export_snapshot(self) -> None:
        """Return None: connections to SQLite cannot share a snapshot."""

    def use_snapshot(self, snapshot: str | None) -> None:
        """Begin a transaction; its first read sets its snapshot."""
        with translate_driver_errors(self._source, "begin a transaction in", DRIVER_ERRORS):
            self._open_connection.execute("BEGIN")
            self._open_connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def catalog(self) -> DatabaseCatalog:
        """Return the catalog of the file."""
        return SqlCatalog(SQLITE, self._run_catalog_query, self._source.name)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, row_range: Range | None = None, limit: int | None = None
    ) -> Iterator[Block]:
        """Read the rows in blocks of ``batch_size`` rows, fewer if the rows are wide."""
        with translate_driver_errors(self._source, READ_ACTION, DRIVER_ERRORS):
            connection = self._open_connection
            connection.text_factory = bytes  # polars decodes whole columns, and finds rows that are not UTF-8
            select = select_range(query, row_range, _column_sql)
            names = ", ".join(quote_identifier(each.name) for each in columns)
            try:
                with closing(connection.execute(add_limit(f"SELECT {names} FROM (\n{select}\n)", limit))) as cursor:
                    yield from self._blocks(cursor, columns, batch_size)
            finally:
                connection.text_factory = str

    def _run_catalog_query(self, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        with translate_driver_errors(self._source, "read the catalog of", DRIVER_ERRORS), self._trusted():
            return self._open_connection.execute(sql, tuple(values)).fetchall()

    def _blocks(self, cursor: sqlite3.Cursor, columns: tuple[Column, ...], batch_size: int) -> Iterator[Block]:
        rows: list[tuple[Any, ...]] = []
        fetch_size, size, started_at = BatchSize(min(MAX_FETCH_ROWS, batch_size)), 0.0, time.monotonic()
        self._check_canceled()
        while fetched := fetch_size.fetch(cursor.fetchmany, limit=batch_size - len(rows)):
            size += fetch_size.bytes
            rows += fetched
            self._check_canceled()
            if len(rows) >= batch_size or size >= TARGET_BYTES or time.monotonic() - started_at >= TARGET_TIME:
                yield self._block(rows, columns)
                rows, size, started_at = [], 0.0, time.monotonic()
        if rows:
            yield self._block(rows, columns)

    def _block(self, rows: list[tuple[Any, ...]], columns: tuple[Column, ...]) -> Block:
        block = values_block(columns, range(len(columns)), rows, self._source.timezone)
        padded = [each.name for each in columns if each.name in self._padded]
        if not padded:
            return block
        # Few tables have such columns, and the module imports polars.
        from sidecar.extract.columns.values import strip_padding  # noqa: PLC0415

        return strip_padding(block, padded)

    def _check_canceled(self) -> None:
        if self._canceled.is_set():
            raise SourceError(f"The read from [{self._source.name}] was canceled.")

    def cancel(self) -> None:
        """Interrupt the running query; never raises."""
        self._canceled.set()
        connection = self._connection
        if connection is not None:
            with suppress(sqlite3.Error):  # already closed, or in use by its own thread
                connection.interrupt()

    def terminate_session(self, session_id: str) -> None:
        """Do nothing: without a server, a session ends with its process."""

    def close(self) -> None:
        """Close the file; never raises."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):  # already closed, or in use by its own thread
                connection.close()

    @property
    def _open_connection(self) -> sqlite3.Connection:
        if self._connection is None:
            raise SourceError(f"[{self._source.name}] is not open.")
        return self._connection

    def _authorize(self, action: int, *details: str | None) -> int:
        """Allow reads, and the reader's own statements; deny other files, pragmas and extensions."""
        loads = action == sqlite3.SQLITE_FUNCTION and "load_extension" in details
        allowed = (action in _READ_ACTIONS and not loads) or self._is_trusted
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    @contextmanager
    def _trusted(self) -> Iterator[None]:
        """Allow the statements of the block everything; they are the reader's own."""
        self._is_trusted = True
        try:
            yield
        finally:
            self._is_trusted = False

    def _declared_types(self, query: str) -> list[str]:
        """Return the declared types, from a view in the temporary database: Python's module does not return them."""
        self._open_connection.execute(f"EXPLAIN SELECT * FROM (\n{query}\n)").close()  # checks the query itself with the authorizer
        with self._trusted():
            self._open_connection.execute(f"CREATE TEMP VIEW siren_described AS SELECT * FROM (\n{query}\n)")
            try:
                return [row[2] for row in self._open_connection.execute("PRAGMA temp.table_info(siren_described)")]
            finally:
                self._open_connection.execute("DROP VIEW temp.siren_described")

    def _infer_untyped(self, query: str, columns: list[Column], declared: list[str]) -> list[Column]:
        untyped = [position for position, type in enumerate(declared) if not type]
        typeofs = ", ".join(f"typeof({quote_identifier(columns[position].name)})" for position in untyped)
        rows = []
        try:
            # One by one: those before a value that cannot be computed, which rejects its row later, still show the types.
            for row in self._open_connection.execute(f"SELECT {typeofs} FROM (\n{query}\n) LIMIT {SAMPLE_ROWS}"):
                rows.append(row)  # noqa: PERF402
        except sqlite3.Error as error:
            if not _is_data_error(error):
                raise
        for index, position in enumerate(untyped):
            columns[position] = column_from_storage_classes(columns[position].name, (row[index] for row in rows))
        return columns


def _column_sql(column: Column) -> str:
    """Return the SQL of a column in comparisons; strings compare by their bytes, regardless of the collation."""
    return f"{quote_identifier(column.name)} COLLATE BINARY" if column.type in TEXT_TYPES else quote_identifier(column.name)
