"""The reader for MySQL and MariaDB: the server writes values as text, row packets are split into columns in blocks."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pymysql

from sidecar.errors import SourceError
from sidecar.extract.catalog import MYSQL, DatabaseCatalog, SqlCatalog
from sidecar.extract.column_names import check_column_names
from sidecar.extract.columns.raw_blocks import ColumnConversion
from sidecar.extract.errors import READ_ACTION, translate_driver_errors
from sidecar.extract.mysql.protocol import disconnect, read_packets
from sidecar.extract.mysql.session import DRIVER_ERRORS, claim_session_id, connect, describe, kill_connection, kill_session
from sidecar.extract.mysql.types import TINY, TINY_LENGTH, ColumnDescription, conversion_for, needs_bytes
from sidecar.extract.query.lexer import get_dialect
from sidecar.extract.query.literals import format_literal, format_number
from sidecar.extract.query.row_count import changes_row_count
from sidecar.extract.ranges import TEXT_TYPES, Range, collation_error, quote_identifier, select_range, split_evenly
from sidecar.extract.reader import Source
from sidecar.extract.source.properties import is_true
from sidecar.model.columns import NUMERIC_TYPES, Block, Column, RawBlock, RowFormat, RowLayout, TableBlock

MAX_BLOCK_SIZE = 4 * 1024 * 1024
"""Bytes."""
MAX_RANGE_BLOCK_SIZE = MAX_BLOCK_SIZE // 4
"""Bytes in a block of a range. Several sessions read ranges at once, and together should use little more memory than one."""
MIN_BLOCK_ROWS = 5000
"""Rows per block even if a smaller batch is requested: the server streams anyway, and small blocks cost more per row."""
_IS_NULL = "{} <=> NULL"
"""IS NULL would also match the date 0000-00-00 in a NOT NULL column."""


class MysqlReader:
    """Read MySQL or MariaDB. The query runs unchanged, because a subquery loses its ORDER BY."""

    session_id: str | None = None
    can_cancel = True

    def __init__(self, source: Source) -> None:
        self._source = source
        self._connection: Any = None
        self._descriptions: dict[str, list[ColumnDescription]] = {}
        self._canceled = threading.Event()
        self._holds_snapshot = False
        self._connection_id: int | None = None

    def connect(self) -> None:
        """Open the session."""
        with translate_driver_errors(self._source, "connect to", DRIVER_ERRORS):
            self._connection = connect(self._source)
            self._connection_id = self._connection.thread_id()
            self.session_id = claim_session_id(self._connection)

    def create_sibling(self) -> "MysqlReader":
        """Return a reader for a further session, with the same descriptions."""
        sibling = MysqlReader(self._source)
        sibling._descriptions = self._descriptions
        return sibling

    def product_and_version(self) -> tuple[str, str]:
        """Return ``MySQL`` or ``MariaDB``, and the version."""
        version = str(self._value("SELECT version()"))
        return "MariaDB" if "mariadb" in version.lower() else "MySQL", version.partition("-")[0]

    def describe(self, query: str) -> tuple[Column, ...]:
        """Return the query's columns."""
        return tuple(each.column for _, each in self._conversions(query))

    def current_time(self) -> str:
        """Return the server's time in UTC."""
        return str(self._value("SELECT utc_timestamp(3)"))

    def estimate_rows(self, query: str) -> int | None:
        """Return the planner's estimates for the tables of the outermost query, multiplied as in a nested loop.

        They are numbers of rows that are read: return None for a query that returns groups of them, or only the first.
        """
        if changes_row_count(query, get_dialect("mysql")):
            return None
        with translate_driver_errors(self._source, "plan the query in", DRIVER_ERRORS), self._connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {query}")
            names = [each[0] for each in cursor.description or ()]
            steps = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        rows = 1
        for step in steps:
            # Servers that only implement MySQL's protocol return other columns.
            if step.get("id") in (1, "1") and str(step.get("rows")).isdigit():
                rows *= int(step["rows"])
        return rows

    def partition_bounds(self, query: str, column: Column, count: int, row_range: Range | None = None) -> tuple[str, ...]:
        """Split between the smallest and the largest value, which is fast with an index."""
        quoted = f"p.{_quote_column(column)}"
        sql = f"SELECT min({quoted}), max({quoted}), collation(min({quoted})) FROM (\n{select_range(query, row_range, _quote_column)}\n) p"
        with translate_driver_errors(self._source, "read the range of a column in", DRIVER_ERRORS), self._connection.cursor() as cursor:
            cursor.execute(sql)
            low, high, collation = cursor.fetchone()
        if column.type in TEXT_TYPES and not collation.endswith("_bin"):
            raise collation_error(column, collation)
        to_literal = format_number if column.type in NUMERIC_TYPES else format_literal
        bounds = () if low is None else split_evenly(column.type, str(low), str(high), count)
        return tuple(to_literal(bound, get_dialect("mysql")) for bound in bounds)

    def export_snapshot(self) -> None:
        """Return None: sessions cannot share a snapshot."""

    def use_snapshot(self, snapshot: str | None) -> None:
        """Begin a transaction on a new snapshot."""
        self._begin()
        self._holds_snapshot = True

    def catalog(self) -> DatabaseCatalog:
        """Return the server's catalog."""
        return SqlCatalog(MYSQL, self._catalog_rows, self._source.name)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, row_range: Range | None = None, limit: int | None = None
    ) -> Iterator[Block]:
        """Read the rows, on one snapshot."""
        conversions = self._conversions(query)
        if not self._holds_snapshot:
            self._begin()
        with translate_driver_errors(self._source, READ_ACTION, DRIVER_ERRORS):
            self._set_limit(limit)
            max_size = MAX_BLOCK_SIZE if row_range is None else MAX_RANGE_BLOCK_SIZE
            if row_range is not None:
                conversions = [each for each in conversions if each[1].column in columns]
            select = ", ".join(f"p.{_quote_column(each.column)}" for _, each in conversions)
            statement = select_range(query, row_range, _quote_column, is_null=_IS_NULL, select=select)
            for packets in self._packets(statement, batch_size, max_size):
                yield self._block(packets, conversions, columns)

    def _block(
        self, packets: list[bytes], conversions: list[tuple[ColumnDescription, ColumnConversion]], columns: tuple[Column, ...]
    ) -> Block:
        """Create a block that is parsed when it is needed, unless bytes have to become text."""

        def parse(block: RawBlock) -> TableBlock:
            # Imported here, because the native encoder needs neither polars nor numpy, which take time and memory to import.
            from sidecar.extract.mysql.tables import table_from_packets  # noqa: PLC0415

            with translate_driver_errors(self._source, READ_ACTION, DRIVER_ERRORS):
                return table_from_packets(block, conversions, self._source.timezone)

        positions = tuple(index for index, (_, each) in enumerate(conversions) if each.column in columns)
        selected = [conversions[position][1] for position in positions]
        layout = RowLayout(
            format=RowFormat.PACKETS,
            width=len(conversions),
            positions=positions,
            conversions=tuple(each.conversion for each in selected),
        )
        block = RawBlock(tuple(each.column for each in selected), layout, packets, parse)
        return parse(block) if any(needs_bytes(description) for description, _ in conversions) else block

    def _set_limit(self, limit: int | None) -> None:
        """Limit every SELECT that has no LIMIT itself; adding it around the query would lose the query's order."""
        if limit is not None:
            with self._connection.cursor() as cursor:
                cursor.execute("SET SESSION sql_select_limit = %s", (limit,))

    def _catalog_rows(self, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        with translate_driver_errors(self._source, "read the catalog of", DRIVER_ERRORS), self._connection.cursor() as cursor:
            cursor.execute(sql, tuple(values))
            return list(cursor.fetchall())

    def _begin(self) -> None:
        with translate_driver_errors(self._source, "begin a transaction in", DRIVER_ERRORS), self._connection.cursor() as cursor:
            cursor.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")

    def cancel(self) -> None:
        """Kill the connection through another one, because its statement may be waiting to send rows."""
        self._canceled.set()
        if self._connection_id is None:
            return
        try:
            kill_connection(self._source, self._connection_id)
        except (pymysql.MySQLError, OSError, RuntimeError):
            # There may be no free session for it. The server then ends the statement when it sends rows.
            disconnect(self._connection)

    def terminate_session(self, session_id: str) -> None:
        """Terminate another session."""
        with translate_driver_errors(self._source, "terminate a session in", DRIVER_ERRORS):
            kill_session(self._source, session_id)

    def close(self) -> None:
        """End the session."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(pymysql.MySQLError, OSError):
                connection.close()

    def _value(self, sql: str) -> Any:
        with translate_driver_errors(self._source, "read the version or the clock of", DRIVER_ERRORS), self._connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]

    def _conversions(self, query: str) -> list[tuple[ColumnDescription, ColumnConversion]]:
        if query not in self._descriptions:
            with translate_driver_errors(self._source, "describe the query in", DRIVER_ERRORS):
                self._descriptions = {query: [self._apply_properties(each) for each in describe(self._connection, query)]}
        conversions = [(each, conversion_for(each, self._source.timezone)) for each in self._descriptions[query]]
        check_column_names(each.column for _, each in conversions)
        return conversions

    def _apply_properties(self, description: ColumnDescription) -> ColumnDescription:
        """Describe ``tinyint(1)`` as a number if ``tinyInt1isBit`` is false."""
        if description.code == TINY and not is_true(self._source.properties, "tinyint1_is_boolean", default="true"):
            return replace(description, length=TINY_LENGTH)
        return description

    def _packets(self, query: str, batch_size: int, max_size: int) -> Iterator[list[bytes]]:
        try:
            yield from read_packets(self._connection, query, max(batch_size, MIN_BLOCK_ROWS), max_size)
        except pymysql.MySQLError as error:
            if self._canceled.is_set():
                raise SourceError(f"The read from [{self._source.name}] was canceled.") from error
            raise


def _quote_column(column: Column) -> str:
    return quote_identifier(column.name, "`")
