"""The reader for PostgreSQL: the database converts values, COPY streams them, columns are parsed in blocks."""

import asyncio
import concurrent.futures
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import asyncpg

from sidecar.errors import SourceError
from sidecar.extract.catalog import POSTGRESQL, DatabaseCatalog, SqlCatalog
from sidecar.extract.column_names import check_column_names
from sidecar.extract.columns.raw_blocks import ColumnConversion, csv_block
from sidecar.extract.errors import READ_ACTION, DriverErrors, is_session_limit, translate_driver_errors
from sidecar.extract.postgresql.connect import asyncpg_parameters, begin_transaction_sql, libpq_parameters
from sidecar.extract.postgresql.describe import SESSION_ID_SQL, QueryDescriber, terminate_session
from sidecar.extract.postgresql.ranges import PartitionColumn, is_binary, min_and_max, typed_literals, value_weights
from sidecar.extract.postgresql.session import MAX_BLOCK_SIZE, NothingCopied, Session
from sidecar.extract.postgresql.types import conversion_for
from sidecar.extract.ranges import (
    TEXT_TYPES,
    Range,
    add_limit,
    collation_error,
    quote_identifier,
    select_range,
    split_between,
    split_by_weight,
    split_evenly,
)
from sidecar.extract.reader import Source
from sidecar.model.columns import Block, Column


def _is_session_limit(error: BaseException) -> bool:
    return isinstance(error, asyncpg.TooManyConnectionsError) or is_session_limit(error)


DRIVER_ERRORS = DriverErrors(
    transient=(
        asyncpg.PostgresConnectionError, asyncpg.AdminShutdownError, asyncpg.CrashShutdownError, asyncpg.CannotConnectNowError,
        asyncpg.TooManyConnectionsError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, EOFError,
    ),
    permanent=(asyncpg.PostgresError, ValueError, asyncio.CancelledError, concurrent.futures.CancelledError),
    is_session_limit=_is_session_limit,
    is_data_error=lambda error: isinstance(error, asyncpg.DataError),
)  # fmt: skip
"""Connection losses. Timeouts and refused connections are OSErrors; a socket closed during a statement raises InterfaceError."""

MAX_RANGE_BLOCK_SIZE = MAX_BLOCK_SIZE // 4
"""Bytes in a block of a range. Several sessions read ranges at once, and together should use little more memory than one."""

MAX_WEIGHTED_RANGES = 64
"""Number of ranges above which they are also cut between the values of the statistics, of which there are about a hundred."""
FIRST_BLOCK_TIMEOUT = 1.0
"""Seconds to wait for the first rows of COPY, before they are fetched as they come."""
MAX_STARTUP_FRACTION = 0.1
"""Part of a plan's cost before its first row, up to which rows should come early."""

_SESSION_ID = f"SELECT {SESSION_ID_SQL} FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid()"
_CURRENT_TIME = (
    "SELECT pg_catalog.to_char(pg_catalog.date_trunc('milliseconds', pg_catalog.clock_timestamp() AT TIME ZONE 'UTC'), "
    "'YYYY-MM-DD HH24:MI:SS.MS')"
)


class PostgresqlReader:
    """Read PostgreSQL by COPY. Each call uses its own transaction, and thus one snapshot, unless a snapshot is held."""

    session_id: str | None = None
    can_cancel = True

    def __init__(self, source: Source) -> None:
        self._source = source
        self._session = Session(asyncpg_parameters(source))
        self._describer = QueryDescriber(source)
        self._conversions_by_query: dict[str, tuple[ColumnConversion, ...]] = {}
        self._streaming: dict[str, bool] = {}
        self._holds_snapshot = False

    def connect(self) -> None:
        """Open the session."""
        with translate_driver_errors(self._source, "connect to", DRIVER_ERRORS):
            self._session.open()
            self.session_id = str(self._session.value(_SESSION_ID))

    def create_sibling(self) -> "PostgresqlReader":
        """Return a reader for a further session, with the same descriptions."""
        sibling = PostgresqlReader(self._source)
        sibling._conversions_by_query = self._conversions_by_query
        sibling._streaming = self._streaming
        return sibling

    def product_and_version(self) -> tuple[str, str]:
        """Return the server's version."""
        with translate_driver_errors(self._source, "read the version of", DRIVER_ERRORS):
            return "PostgreSQL", str(self._session.value("SHOW server_version")).split()[0]

    def describe(self, query: str) -> tuple[Column, ...]:
        """Return the query's columns."""
        return tuple(each.column for each in self._conversions(query))

    def current_time(self) -> str:
        """Return the server's time in UTC."""
        with translate_driver_errors(self._source, "read the clock of", DRIVER_ERRORS):
            return str(self._session.value(_CURRENT_TIME))

    def estimate_rows(self, query: str) -> int | None:
        """Return the planner's row estimate."""
        with translate_driver_errors(self._source, "plan the query in", DRIVER_ERRORS), self._transaction():
            plan = self._session.value(f"EXPLAIN (FORMAT JSON) SELECT * FROM (\n{query}\n) q")
        root = json.loads(plan)[0]["Plan"]
        self._streaming[query] = '"Gather' not in plan and root["Startup Cost"] <= MAX_STARTUP_FRACTION * root["Total Cost"]
        return int(root["Plan Rows"])

    def partition_bounds(self, query: str, column: Column, count: int, row_range: Range | None = None) -> tuple[str, ...]:
        """Split by the table's statistics if the query returns nearly all of it, else between the smallest and largest value."""
        origin = self._describer.origin(query, column.name)
        partition = PartitionColumn(query=select_range(query, row_range, _quote_column), column=column, origin=origin)
        # Statistics are of the whole table.
        estimate = self.estimate_rows(query) if row_range is None else None
        return typed_literals(self._bounds(partition, estimate, count), origin.type)

    def _bounds(self, partition: PartitionColumn, estimate: int | None, count: int) -> tuple[str, ...]:
        with translate_driver_errors(self._source, "read the range of a column in", DRIVER_ERRORS), self._transaction():
            if partition.column.type in TEXT_TYPES and not is_binary(self._session.value, partition):
                raise collation_error(partition.column, None)
            values, weights = value_weights(self._session.value, partition, estimate)
            if len(values) > count:
                return split_by_weight(values, weights, count)
            if values and count > MAX_WEIGHTED_RANGES:
                return split_between(partition.column.type, values, weights, count)
            low, high = min_and_max(self._session.value, partition)
        return () if low is None or high is None else split_evenly(partition.column.type, low, high, count)

    def export_snapshot(self) -> str:
        """Export a snapshot, which lasts as long as this session's transaction."""
        self.use_snapshot(None)
        with translate_driver_errors(self._source, "export a snapshot of", DRIVER_ERRORS):
            return str(self._session.value("SELECT pg_catalog.pg_export_snapshot()"))

    def use_snapshot(self, snapshot: str | None) -> None:
        """Begin a transaction on the exported snapshot, or on a new one."""
        with translate_driver_errors(self._source, "begin a transaction in", DRIVER_ERRORS):
            self._session.execute(begin_transaction_sql(self._source, snapshot))
        self._holds_snapshot = True

    def catalog(self) -> DatabaseCatalog:
        """Return the catalog of this session's database."""
        return SqlCatalog(POSTGRESQL, self._catalog_rows, self._source.name)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, row_range: Range | None = None, limit: int | None = None
    ) -> Iterator[Block]:
        """Read the rows. COPY has no batches: blocks are split by bytes, and the server's own row count proves completeness.

        The server sends 8 kB at a time. If the plan streams, but nothing arrives within a second, rows are fetched as they come.
        """
        all_conversions = self._conversions(query)
        conversions = [each for each in all_conversions if each.column in columns]
        statement = add_limit(_select(select_range(query, row_range, _quote_column), all_conversions, columns), limit)
        with translate_driver_errors(self._source, READ_ACTION, DRIVER_ERRORS), self._transaction():
            self._accept_any_text()
            max_block_size = MAX_BLOCK_SIZE if row_range is None else MAX_RANGE_BLOCK_SIZE
            if not self._may_be_slow(query, row_range):
                yield from self._copy(statement, conversions, max_block_size)
                return
            self._session.execute("SAVEPOINT before_copy")
            try:
                yield from self._copy(statement, conversions, max_block_size, FIRST_BLOCK_TIMEOUT)
                return
            except NothingCopied:
                self._session.execute("ROLLBACK TO SAVEPOINT before_copy")
            yield from self._fetch(statement, conversions)

    def _may_be_slow(self, query: str, row_range: Range | None) -> bool:
        """Return whether the rows can be fetched if they come slowly: the planner has no work before the first one, or in parallel.

        A sort is such work, and a cursor has no parallel plan. Text that is not UTF-8 cannot be fetched.
        """
        is_sorted = row_range is not None and row_range.ordered
        return self._streaming.get(query, False) and not is_sorted and self._session.server_encoding != "SQL_ASCII"

    def _copy(
        self, statement: str, conversions: list[ColumnConversion], max_block_size: int, first_block_timeout: float | None = None
    ) -> Iterator[Block]:
        rows = 0
        for each in self._session.copy(statement, max_block_size, first_block_timeout):
            if isinstance(each, int):
                self._check_row_count(rows, each)
                break
            block = csv_block(each, conversions)
            yield block
            rows += block.rows

    def _fetch(self, statement: str, conversions: list[ColumnConversion]) -> Iterator[Block]:
        """Read through a cursor, whose rows the server sends at once, as the text that COPY would send."""
        names = [f"c{position}" for position in range(len(conversions))]
        texts = ", ".join(f"CASE WHEN {name} IS DISTINCT FROM NULL THEN pg_catalog.format('%s', {name}) END" for name in names)
        aliases = ", ".join(names if len(names) > 1 else [*names, "filler"])
        for rows in self._session.fetch_as_they_come(f"SELECT {texts} FROM (\n{statement}\n) r({aliases})"):
            yield csv_block("".join(map(_csv_line, rows)).encode(), conversions)

    def _accept_any_text(self) -> None:
        """Switch off the server's check of text, which ends the read, if the database's encoding is SQL_ASCII.

        Such a database holds any bytes, and sends them unchecked as Latin-1. The driver still writes statements in UTF-8.
        """
        if self._session.server_encoding == "SQL_ASCII":
            self._session.execute("SET LOCAL client_encoding = 'LATIN1'")

    def cancel(self) -> None:
        """Cancel the running statement on the server."""
        self._session.cancel()
        self._describer.cancel()

    def terminate_session(self, session_id: str) -> None:
        """Terminate another session."""
        terminate_session(self._source, libpq_parameters(self._source), session_id)

    def close(self) -> None:
        """End the session."""
        self._session.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Run the block in its own read-only transaction, or in the one that holds the snapshot, which survives a data error."""
        if self._holds_snapshot:
            with self._savepoint():
                yield
            return
        self._session.execute(begin_transaction_sql(self._source))
        try:
            yield
        finally:
            with suppress(*DRIVER_ERRORS.transient, *DRIVER_ERRORS.permanent):
                self._session.execute("ROLLBACK")

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        self._session.execute("SAVEPOINT before_statement")
        try:
            yield
        except asyncpg.DataError:
            self._session.execute("ROLLBACK TO SAVEPOINT before_statement; RELEASE SAVEPOINT before_statement")
            raise
        self._session.execute("RELEASE SAVEPOINT before_statement")

    def _catalog_rows(self, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        with translate_driver_errors(self._source, "read the catalog of", DRIVER_ERRORS), self._transaction():
            return self._session.rows(sql, *values)

    def _conversions(self, query: str) -> tuple[ColumnConversion, ...]:
        if query not in self._conversions_by_query:
            columns, types = self._describer.describe(query)
            conversions = tuple(conversion_for(each, types, self._source.timezone) for each in columns)
            check_column_names(each.column for each in conversions)
            self._conversions_by_query = {query: conversions}
        return self._conversions_by_query[query]

    def _check_row_count(self, rows: int, expected: int) -> None:
        if rows != expected:
            raise SourceError(f"Read {rows} rows from [{self._source.name}], which sent {expected}.")


def _csv_line(texts: Sequence[str | None]) -> str:
    """Return a line as COPY writes it, with a second field if there is only one."""
    fields = ["" if text is None else '"' + text.replace('"', '""') + '"' for text in texts]
    return ",".join(fields if len(fields) > 1 else [*fields, "1"]) + "\n"


def _quote_column(column: Column) -> str:
    return quote_identifier(column.name)


def _select(query: str, conversions: tuple[ColumnConversion, ...], columns: tuple[Column, ...]) -> str:
    """Wrap the query to convert its columns; nothing is added that could sort or join, so its ORDER BY is preserved.

    Columns are renamed by position, so that any name is allowed; a line break ends a trailing comment.
    """
    selected = [each.sql.format(c=f"q.c{position}") for position, each in enumerate(conversions) if each.column in columns]
    if len(selected) == 1:
        selected.append("1")  # a single null would be an empty line, which CSV readers skip
    names = ", ".join(f"c{position}" for position in range(len(conversions)))
    return f"SELECT {', '.join(selected)} FROM (\n{query}\n) q({names})"
