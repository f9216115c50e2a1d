"""The reader for any database with a JDBC driver: a Java process writes the rows as CSV, columns are parsed in blocks."""

import csv
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sidecar.errors import ConfigurationError
from sidecar.extract.catalog import DatabaseCatalog
from sidecar.extract.column_names import check_column_names
from sidecar.extract.columns.raw_blocks import csv_block, parse_csv
from sidecar.extract.errors import READ_ACTION, DriverErrors, is_session_limit, translate_driver_errors
from sidecar.extract.jdbc.catalog import MetadataCatalog
from sidecar.extract.jdbc.clock import parse_clock
from sidecar.extract.jdbc.definition import ISOLATIONS, DriverDefinition, load_definition
from sidecar.extract.jdbc.frames import REJECTIONS, ROWS, Frame, JdbcConnectionError, JdbcError
from sidecar.extract.jdbc.process import START_TIMEOUT, DriverProcess
from sidecar.extract.jdbc.types import ColumnDescription, JdbcColumn, describe_column
from sidecar.extract.jdbc.urls import driver_jars
from sidecar.extract.query.bounds import literal_bounds
from sidecar.extract.query.lexer import get_dialect
from sidecar.extract.ranges import TEXT_TYPES, Range, collation_error, quote_identifier, select_range
from sidecar.extract.reader import JdbcConnection, Source
from sidecar.model.columns import Block, Column, RawBlock, RowError

_SESSION_ID = re.compile(r"[\w.:@ +-]+", re.ASCII)
"""What a session's id may consist of, as it becomes part of a statement."""
_IS_NULL = dict.fromkeys(("mysql", "mariadb"), "{} <=> NULL")
"""IS NULL would also match the date 0000-00-00 in a NOT NULL column."""
_TOO_MANY_SESSIONS = "53300"
_DATA_ERRORS = "22"
"""SQLSTATE of too many connections, and the class of errors in data."""


def _is_session_limit(error: BaseException) -> bool:
    return (isinstance(error, JdbcError) and error.state == _TOO_MANY_SESSIONS) or is_session_limit(error)


def _driver_errors(is_data_error: Callable[[BaseException], bool] = lambda error: False) -> DriverErrors:
    return DriverErrors(
        transient=(JdbcConnectionError,),
        permanent=(JdbcError, ConfigurationError, ValueError),
        is_session_limit=_is_session_limit,
        is_data_error=is_data_error,
    )


DRIVER_ERRORS = _driver_errors()


class JdbcReader:
    """Read through a JDBC driver, in a Java process for each session."""

    session_id: str | None = None
    can_cancel = True

    def __init__(self, source: Source) -> None:
        if source.jdbc is None:
            raise TypeError(f"[{source.name}] has no JDBC driver")
        self._source = source
        self._jdbc: JdbcConnection = source.jdbc
        with translate_driver_errors(source, "open", DRIVER_ERRORS):
            self._definition: DriverDefinition = load_definition(Path(source.jdbc.folder))
        self._read_errors = _driver_errors(self._is_data_error)
        self._process = self._create_process()
        self._columns_by_query: dict[str, tuple[JdbcColumn, ...]] = {}
        self._product: tuple[str, str] = ("", "")
        self._quote = '"'

    def _create_process(self) -> DriverProcess:
        return DriverProcess(self._jdbc.java, self._definition.heap, self._source.password, home=self._jdbc.folder)

    def connect(self) -> None:
        """Start the process, which opens the session and sets it up."""
        with translate_driver_errors(self._source, "connect to", DRIVER_ERRORS):
            self._open(self._process)
            ((product, version, quote),) = self._process.call(b"M", "product", timeout=START_TIMEOUT)
            self._product = (str(product), str(version))
            self._quote = (quote or "").strip()
            if self._definition.session_id:
                self._identify()

    def _identify(self) -> None:
        """Set the session's id, by which another session can cancel its statement and terminate it."""
        definition = self._definition
        ((id,),) = self._process.call(b"Q", definition.session_id.replace("{token}", secrets.token_hex(16)), timeout=START_TIMEOUT)
        if id is None or not _SESSION_ID.fullmatch(id):
            raise ValueError(f"the [session.id] of the driver must return an id but returned [{id}]")
        self.session_id = id
        if definition.session_cancel:
            self._process.call(b"S", definition.session_cancel.replace("{id}", id))

    def _open(self, process: DriverProcess) -> None:
        process.start()
        definition = self._definition
        jars = driver_jars(Path(self._jdbc.folder))
        login = {"user": self._source.username, "password": self._source.password}
        properties = {**definition.fixed, **self._source.properties, **{name: value for name, value in login.items() if value is not None}}
        process.call(
            b"O", definition.class_name, self._jdbc.url, self._source.timezone, str(definition.max_lob),
            str(definition.autocommit).lower(), str(ISOLATIONS[definition.isolation]), str(definition.has_cancel).lower(),
            str(len(jars)), *jars,
            str(2 * len(properties)), *(text for item in properties.items() for text in item),
            str(len(definition.setup)), *definition.setup,
            timeout=START_TIMEOUT,
        )  # fmt: skip

    def create_sibling(self) -> "JdbcReader":
        """Return a reader for a further session, with the same descriptions."""
        sibling = JdbcReader(self._source)
        sibling._columns_by_query = self._columns_by_query
        return sibling

    def product_and_version(self) -> tuple[str, str]:
        """Return what the driver says of the server."""
        return self._product

    def describe(self, query: str) -> tuple[Column, ...]:
        """Return the query's columns, as the driver describes them."""
        return tuple(each.conversion.column for each in self._describe(query))

    def _describe(self, query: str) -> tuple[JdbcColumn, ...]:
        if query not in self._columns_by_query:
            with translate_driver_errors(self._source, "describe the query in", DRIVER_ERRORS):
                rows = self._process.call(b"D", _with_end(query))
            columns = tuple(
                describe_column(_description(row), position, self._definition.types, self._source.timezone)
                for position, row in enumerate(rows, start=1)
            )
            check_column_names(each.conversion.column for each in columns)
            self._columns_by_query = {query: columns}
        return self._columns_by_query[query]

    def current_time(self) -> str:
        """Return the database's time in UTC."""
        with translate_driver_errors(self._source, "read the clock of", DRIVER_ERRORS):
            text = self._read_clock()
            time = parse_clock(text or "", is_local=self._definition.has_local_clock)
        return time.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]

    def _read_clock(self) -> str | None:
        clock = self._definition.clock
        try:
            ((text,),) = self._process.call(b"Q", clock)
        except JdbcConnectionError:
            raise
        except (JdbcError, ValueError) as error:
            raise JdbcError(f"[clock] of the driver [{self._jdbc.driver}] is [{clock}], which does not return a time in UTC") from error
        return text

    def estimate_rows(self, query: str) -> int | None:
        """Return the estimate that the definition finds in the database's plan; None if it has none."""
        if not self._definition.estimate_query:
            return None
        with translate_driver_errors(self._source, "plan the query in", DRIVER_ERRORS):
            plan = self._process.call(b"Q", self._definition.estimate_query.replace("{query}", query))
        match = re.search(self._definition.estimate_pattern, "\n".join(text or "" for row in plan for text in row))
        with suppress(ArithmeticError, ValueError):  # it is not a number, or an infinite one
            return int(Decimal(match[1])) if match else None
        return None

    def partition_bounds(self, query: str, column: Column, count: int, row_range: Range | None = None) -> tuple[str, ...]:
        """Return even bounds between the minimum and the maximum. Reject strings: databases have no common way to query their collation."""
        if column.type in TEXT_TYPES:
            raise collation_error(column, None)
        form = next(each.form for each in self._describe(query) if each.conversion.column == column)
        name, rows = f"p.{self._quoted(column)}", select_range(_with_end(query), row_range, self._quoted)
        with translate_driver_errors(self._source, "read the range of a column in", DRIVER_ERRORS):
            layout = ("1", form, "2", form)
            frames = list(self._process.request(b"R", f"SELECT min({name}), max({name}) FROM (\n{rows}\n) p", "1", "false", "0", *layout))
        ((low, high),) = csv.reader(each.content.decode() for each in frames if each.type == ROWS)
        dialect = get_dialect(self._source.sql_dialect)
        return literal_bounds(column, low, high, count, dialect, has_dates=True) if low else ()

    def export_snapshot(self) -> None:
        """Return None: databases have no common way to share snapshots."""

    def use_snapshot(self, snapshot: str | None) -> None:
        """Read everything until :meth:`close` in one transaction, which is a snapshot if the definition sets such an isolation."""
        with translate_driver_errors(self._source, "begin a transaction in", DRIVER_ERRORS):
            self._process.call(b"H")

    def catalog(self) -> DatabaseCatalog:
        """Return the catalog that the driver lists."""
        return MetadataCatalog(self._metadata, self._source, self._definition, self._quote)

    def _is_data_error(self, error: BaseException) -> bool:
        return isinstance(error, JdbcError) and (error.state.startswith(_DATA_ERRORS) or error.state in self._definition.data_errors)

    def _metadata(self, *values: str) -> list[list[str | None]]:
        with translate_driver_errors(self._source, "read the catalog of", DRIVER_ERRORS):
            return self._process.call(b"M", *values)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, row_range: Range | None = None, limit: int | None = None
    ) -> Iterator[Block]:
        """Read the rows. The driver fetches up to ``batch_size`` rows at a time, fewer if they are wide or come slowly."""
        selected = [each for each in self._describe(query) if each.conversion.column in columns]
        # The database computes no other columns of a range: errors in their values must not end its read.
        positions = (each.position if row_range is None else number for number, each in enumerate(selected, start=1))
        layout = [text for position, each in zip(positions, selected, strict=True) for text in (str(position), each.form)]
        fixed = self._definition.fetch_size
        names = ", ".join(f"p.{self._quoted(each.conversion.column)}" for each in selected)
        is_null = _IS_NULL.get(self._source.sql_dialect, "{} IS NULL")
        statement = select_range(_with_end(query), row_range, self._quoted, is_null=is_null, select=names)
        with translate_driver_errors(self._source, READ_ACTION, self._read_errors):
            arguments = (statement, str(batch_size if fixed is None else fixed), str(fixed is not None).lower(), str(limit or 0), *layout)
            with closing(self._process.request(b"R", *arguments)) as frames:  # type: ignore[type-var]
                yield from self._blocks(frames, selected)

    @staticmethod
    def _blocks(frames: Iterator[Frame], columns: list[JdbcColumn]) -> Iterator[Block]:
        """Yield a block for each frame of rows; those that were rejected come before it."""
        conversions = [each.conversion for each in columns]
        rejections: tuple[RowError, ...] = ()
        for frame in frames:
            if frame.type == REJECTIONS:
                rejections = _row_errors(frame, columns)
                continue
            block = csv_block(frame.content, conversions)
            yield _with_errors(block, rejections) if rejections else block
            rejections = ()

    def cancel(self) -> None:
        """Cancel the running statement and refuse further ones."""
        self._process.cancel()

    def terminate_session(self, session_id: str) -> None:
        """Terminate another session, if the definition says how."""
        definition = self._definition
        if not definition.session_terminate or not _SESSION_ID.fullmatch(session_id):
            return
        process = self._create_process()
        with translate_driver_errors(self._source, "connect to", DRIVER_ERRORS), closing(process):
            self._open(process)
            found: str | None = session_id
            if definition.session_lookup:
                rows = process.call(b"Q", definition.session_lookup.replace("{id}", session_id), timeout=START_TIMEOUT)
                found = rows[0][0] if rows else None
            if found is not None and _SESSION_ID.fullmatch(found):
                process.call(b"X", definition.session_terminate.replace("{id}", found), timeout=START_TIMEOUT)

    def close(self) -> None:
        """End the session and its process."""
        self._process.close()

    def _quoted(self, column: Column) -> str:
        return quote_identifier(column.name, self._quote) if self._quote else column.name


def _with_end(query: str) -> str:
    """Return the query with something after a comment at its end: Derby requires the end of its line, but its driver removes it."""
    return f"{query}\n/**/" if "--" in query else query


def _description(row: list[str | None]) -> ColumnDescription:
    name, number, type_name, precision, scale, is_signed = (each or "" for each in row)
    return ColumnDescription(
        name=name, type=int(number), type_name=type_name, precision=int(precision), scale=int(scale), is_signed=is_signed == "true"
    )


def _row_errors(frame: Frame, columns: list[JdbcColumn]) -> tuple[RowError, ...]:
    texts = iter(frame.values)
    return tuple(
        RowError(row=int(row or 0), column=columns[int(column or 0)].conversion.column.name, reason=reason or "it cannot be read")
        for row, column, reason in zip(texts, texts, texts, strict=True)
    )


def _with_errors(block: RawBlock, row_errors: tuple[RowError, ...]) -> Block:
    parsed = parse_csv(block)
    return replace(parsed, row_errors=(*parsed.row_errors, *row_errors))
