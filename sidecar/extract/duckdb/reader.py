"""The reader for DuckDB files: the database writes each row as a line of CSV, and whole blocks are parsed."""

import contextlib
import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from sidecar.errors import BadRequest, SourceError
from sidecar.extract.catalog import DUCKDB, DatabaseCatalog, SqlCatalog
from sidecar.extract.column_names import check_column_names
from sidecar.extract.columns.batch_size import BatchSize
from sidecar.extract.columns.raw_blocks import csv_block
from sidecar.extract.columns.tables import block_from_frame, read_csv
from sidecar.extract.columns.values import to_texts
from sidecar.extract.duckdb.types import DuckdbColumn, create_column
from sidecar.extract.errors import READ_ACTION, DriverErrors, translate_driver_errors
from sidecar.extract.query.lexer import get_dialect
from sidecar.extract.query.literals import format_literal, format_number
from sidecar.extract.ranges import TEXT_TYPES, Range, add_limit, collation_error, quote_identifier, select_range, split_evenly
from sidecar.extract.reader import Source
from sidecar.model.columns import NUMERIC_TYPES, Block, Column, RowError

DRIVER_ERRORS = DriverErrors(
    transient=(),
    permanent=(duckdb.Error, duckdb.Warning, OSError, ValueError, RuntimeError),
    is_data_error=lambda error: isinstance(error, duckdb.DataError | duckdb.InvalidInputException),
)
MIN_FETCH_ROWS = 2048
"""Rows of a DuckDB vector; fetching fewer takes as long."""
INITIAL_FETCH_ROWS = 250
"""Rows of the first batch, which may be wide. Fewer would not arrive earlier."""
SESSION_SETTINGS = {
    "default_collation": "", "default_null_order": "nulls_last", "default_order": "asc", "integer_division": "false",
    "preserve_insertion_order": "true",
}  # fmt: skip
"""Settings that change what a query returns."""
ICU_SETTINGS = {"TimeZone": "UTC", "Calendar": "gregorian"}
"""Such settings of the extension icu. Without it, a query cannot use time zones; with it, the default is the machine's time zone."""


class DuckdbReader:
    """Read a DuckDB file. There is no server: the session has no id, and canceling interrupts the library."""

    session_id: str | None = None
    can_cancel = True

    def __init__(self, source: Source) -> None:
        self._source = source
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._described: dict[str, list[DuckdbColumn]] = {}
        self._canceled = threading.Event()

    def connect(self) -> None:
        """Open the file, which must exist. Queries cannot access other files or the network, and no extension is loaded."""
        settings = {name: value for name, value in self._source.properties.items() if name in ("threads", "memory_limit")}
        config: dict[str, str | bool | int | float | list[str]] = {
            "enable_external_access": "false", "autoload_known_extensions": "false", **SESSION_SETTINGS, **settings,
        }  # fmt: skip
        with translate_driver_errors(self._source, "open", DRIVER_ERRORS):
            Path(self._source.catalog).open("rb").close()
            self._connection = duckdb.connect(self._source.catalog, read_only=True, config=config)
            _lock_configuration(self._connection)

    def create_sibling(self) -> "DuckdbReader":
        """Return a reader for a further session."""
        return DuckdbReader(self._source)

    def product_and_version(self) -> tuple[str, str]:
        """Return the version of the library."""
        return "DuckDB", duckdb.__version__

    def describe(self, query: str) -> tuple[Column, ...]:
        """Return the query's columns."""
        return tuple(each.conversion.column for each in self._describe(query))

    def current_time(self) -> str:
        """Return the time of this host."""
        return str(self._fetch_time("SELECT strftime(make_timestamp(epoch_us(now())), '%Y-%m-%d %H:%M:%S.%g')"))

    def estimate_rows(self, query: str) -> int | None:
        """Return the planner's estimate for the outermost operator."""
        with translate_driver_errors(self._source, "plan the query in", DRIVER_ERRORS):
            plan = json.loads(self._open_connection.execute(f"EXPLAIN (FORMAT json) {query}").fetchall()[0][1])
        estimate = plan[0].get("extra_info", {}).get("Estimated Cardinality", "") if plan else ""
        # Without an estimate for its outermost operator, such as a LIMIT, the plan says 0.
        return (int(estimate) or None) if str(estimate).isdigit() else None

    def partition_bounds(self, query: str, column: Column, count: int, row_range: Range | None = None) -> tuple[str, ...]:
        """Return even bounds between the minimum and the maximum, which DuckDB stores for every row group."""
        with translate_driver_errors(self._source, "read the range of a column in", DRIVER_ERRORS):
            expression = f"p.{quote_identifier(column.name)}"
            if column.type in TEXT_TYPES:
                (type,) = self._open_connection.execute(f"SELECT typeof((SELECT {expression} FROM (\n{query}\n) p LIMIT 0))").fetchall()[0]
                if type != "VARCHAR":
                    raise collation_error(column, None)
                expression = f"p.{_column_sql(column)}"
            rows = select_range(query, row_range, _column_sql)
            min_max = f"SELECT min({expression})::VARCHAR, max({expression})::VARCHAR FROM (\n{rows}\n) p"
            low, high = self._open_connection.execute(min_max).fetchall()[0]
        format_bound = format_number if column.type in NUMERIC_TYPES else format_literal
        bounds = () if low is None else split_evenly(column.type, low, high, count)
        return tuple(format_bound(bound, get_dialect("duckdb")) for bound in bounds)

    def export_snapshot(self) -> str:
        """Return the file's name: while it is open read-only, nothing can write to it."""
        return self._source.name

    def use_snapshot(self, snapshot: str | None) -> None:
        """Do nothing: the file cannot change while it is open."""

    def catalog(self) -> DatabaseCatalog:
        """Return the catalog of the file."""
        return SqlCatalog(DUCKDB, self._run_catalog_query, self._source.name)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, row_range: Range | None = None, limit: int | None = None
    ) -> Iterator[Block]:
        """Read the rows in blocks of about ``batch_size`` rows, fewer if the rows are wide."""
        described = self._describe(query)
        selected = [each for each in described if each.conversion.column in columns]
        with translate_driver_errors(self._source, READ_ACTION, DRIVER_ERRORS):
            result = self._open_connection.execute(
                add_limit(_select(select_range(query, row_range, _column_sql), described, selected), limit)
            )
            fetch_size = BatchSize(batch_size if limit is not None else max(batch_size, MIN_FETCH_ROWS), INITIAL_FETCH_ROWS)
            while rows := fetch_size.fetch(result.fetchmany):
                if self._canceled.is_set():
                    raise SourceError(f"The read from [{self._source.name}] was canceled.")
                data = "\n".join([row[0] for row in rows]).encode()
                yield _block(data, selected, self._source.timezone)

    def cancel(self) -> None:
        """Interrupt the running query; never raises."""
        self._canceled.set()
        connection = self._connection
        if connection is not None:
            with contextlib.suppress(duckdb.Error, RuntimeError):
                connection.interrupt()

    def terminate_session(self, session_id: str) -> None:
        """Do nothing: without a server, a session ends with its process."""

    def close(self) -> None:
        """Close the file; never raises."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(duckdb.Error, RuntimeError):
                connection.close()

    @property
    def _open_connection(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise SourceError(f"[{self._source.name}] is not open.")
        return self._connection

    def _run_catalog_query(self, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        with translate_driver_errors(self._source, "read the catalog of", DRIVER_ERRORS):
            return self._open_connection.execute(sql, list(values)).fetchall()

    def _fetch_time(self, sql: str) -> Any:
        with translate_driver_errors(self._source, "read the clock of", DRIVER_ERRORS):
            return self._open_connection.execute(sql).fetchall()[0][0]

    def _describe(self, query: str) -> list[DuckdbColumn]:
        if query not in self._described:
            with translate_driver_errors(self._source, "describe the query in", DRIVER_ERRORS):
                if len(self._open_connection.extract_statements(query)) != 1:
                    raise BadRequest("the query must be a single statement")
                rows = self._open_connection.execute(f"DESCRIBE {query}").fetchall()
            described = [create_column(name, type, self._source.timezone) for name, type, *_ in rows]
            check_column_names(each.conversion.column for each in described)
            self._described = {query: described}
        return self._described[query]


def _column_sql(column: Column) -> str:
    """Return the SQL of a column in comparisons; what is read as a string compares by its bytes, regardless of type and collation."""
    return f'{quote_identifier(column.name)}::VARCHAR COLLATE "C"' if column.type in TEXT_TYPES else quote_identifier(column.name)


def _select(query: str, described: list[DuckdbColumn], selected: list[DuckdbColumn]) -> str:
    """Wrap the query, keeping its ORDER BY, in one that returns each row as a line of CSV."""
    parts = [_field(each, f"q.c{position}") for position, each in enumerate(described) if each in selected]
    if len(parts) == 1:
        parts.append("'1'")  # a null as the only field would be an empty line
    names = ", ".join(f"c{position}" for position in range(len(described)))
    return f"SELECT {' || chr(44) || '.join(parts)} FROM (\n{query}\n) q({names})"


def _field(each: DuckdbColumn, column: str) -> str:
    text = each.conversion.sql.format(c=column)
    if not each.is_quoted:
        return f"coalesce({text}, '')"
    quoted = f"'\"' || replace({text}, '\"', '\"\"') || '\"'"
    return f"CASE WHEN {column} IS NULL THEN '' ELSE {quoted} END"


def _block(data: bytes, selected: list[DuckdbColumn], timezone: str) -> Block:
    """Create a block; JSON that may be invalid, such as a struct with NaN, is validated value by value."""
    conversions = [each.conversion for each in selected]
    if not any(each.may_be_invalid_json for each in selected):
        return csv_block(data, conversions)
    frame = read_csv(data, max(2, len(selected)))
    row_errors: list[RowError] = []
    for name, each in zip(frame.columns, selected, strict=False):
        if each.may_be_invalid_json:
            validated = to_texts(each.conversion.column, frame[name].to_list(), timezone)
            frame = frame.with_columns(validated.series.alias(name))
            row_errors += validated.row_errors
    columns = [each.column for each in conversions]
    return block_from_frame(frame, columns, [each.conversion for each in conversions], tuple(row_errors))


def _lock_configuration(connection: duckdb.DuckDBPyConnection) -> None:
    """Set the extension's settings for all connections of this process to the file, and lock them, unless another one has."""
    (is_locked,) = connection.execute("SELECT current_setting('lock_configuration')").fetchone() or (False,)
    if is_locked:
        return
    for name, value in ICU_SETTINGS.items():
        with contextlib.suppress(duckdb.CatalogException):
            connection.execute(f"SET GLOBAL {name} = '{value}'")
    connection.execute("SET lock_configuration = true")
