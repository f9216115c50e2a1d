"""The reader for databases without a dedicated reader. It uses SQLAlchemy and the driver's Python values."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy
from sqlalchemy.engine import URL, Connection, CursorResult
from sqlalchemy.pool import NullPool

from sidecar.errors import SourceError
from sidecar.extract.catalog import DatabaseCatalog
from sidecar.extract.column_names import check_column_names
from sidecar.extract.columns.batch_size import BatchSize
from sidecar.extract.columns.raw_blocks import values_block
from sidecar.extract.errors import READ_ACTION, DriverErrors, translate_driver_errors
from sidecar.extract.generic.catalog import InspectorCatalog
from sidecar.extract.generic.settings import ORACLE_SETTINGS, SQLSERVER_SETTINGS
from sidecar.extract.generic.types import SQLSERVER_NULL_TYPES, DescribedType, oracle_type, sqlserver_type, unknown_type
from sidecar.extract.query.bounds import literal_bounds
from sidecar.extract.query.lexer import get_dialect
from sidecar.extract.ranges import TEXT_TYPES, Range, collation_error, select_range
from sidecar.extract.reader import Source
from sidecar.extract.source.properties import connect_timeout, is_true
from sidecar.model.columns import Block, Column, SqlType
from sidecar.release import PRODUCT

SAMPLE_ROWS = 100
"""Rows whose values decide the type of a column of which the driver says too little."""


def _is_transient(error: BaseException) -> bool:
    return isinstance(error, sqlalchemy.exc.DBAPIError) and error.connection_invalidated


DRIVER_ERRORS = DriverErrors(
    transient=(OSError, EOFError),
    permanent=(sqlalchemy.exc.SQLAlchemyError, ImportError, ValueError, RuntimeError),
    is_transient=_is_transient,
)


@dataclass(frozen=True, kw_only=True)
class DriverDialect:
    """How to connect to one database through SQLAlchemy."""

    product: str
    driver: str
    """SQLAlchemy's ``dialect`` or ``dialect+driver``."""
    clock_query: str | None = None
    """The query for the current UTC time; by default standard SQL's, which some databases return in local time."""
    described_type: DescribedType = unknown_type
    """The type of a column from the cursor's description."""
    null_types: Mapping[Any, SqlType] = field(default_factory=dict)
    """By type code: the types of columns that the description does not decide and whose first values are null."""
    session_setup: tuple[str, ...] = ()
    """Statements that set up a new session, in which ``{timezone}`` is the datasource's time zone."""
    connect_args: Callable[[Source], dict[str, Any]] = field(default=lambda source: {})
    """The driver's connection arguments."""
    url_query: Callable[[Source], dict[str, str]] = field(default=lambda source: {})
    """The URL's query parameters that replace its database name."""


class GenericReader:
    """Read through SQLAlchemy, with a server-side cursor."""

    session_id: str | None = None

    def __init__(self, source: Source, dialect: DriverDialect) -> None:
        self._source = source
        self._dialect = dialect
        self._connection: Connection | None = None
        self._canceled = threading.Event()

    @property
    def can_cancel(self) -> bool:
        """Return whether the connection's driver can cancel a statement."""
        return self._connection is not None and self._driver_cancel(self._connection) is not None

    def connect(self) -> None:
        """Open the session and set it up."""
        with translate_driver_errors(self._source, "connect to", DRIVER_ERRORS):
            engine = sqlalchemy.create_engine(self._url(), poolclass=NullPool, connect_args=self._dialect.connect_args(self._source))
            self._connection = engine.connect()
            for statement in self._dialect.session_setup:
                self._connection.exec_driver_sql(statement.format(timezone=self._source.timezone))

    def create_sibling(self) -> "GenericReader":
        """Return a reader for a further session."""
        return GenericReader(self._source, self._dialect)

    def product_and_version(self) -> tuple[str, str]:
        """Return the product, and the version that SQLAlchemy read when it connected."""
        version = self._open_connection.dialect.server_version_info or ()
        return self._dialect.product, ".".join(map(str, version))

    def describe(self, query: str) -> tuple[Column, ...]:
        """Return the query's columns.

        The driver's description decides their types; the first rows are read only for those of which it says too little.
        """
        with translate_driver_errors(self._source, "describe the query in", DRIVER_ERRORS):
            result = self._stream(query, SAMPLE_ROWS)
            try:
                names = list(result.keys())
                entries = result.cursor.description or ()
                types = [self._dialect.described_type(each) for each in entries]
                rows = result.fetchmany(SAMPLE_ROWS) if None in types else []
            finally:
                result.close()
        columns = tuple(
            Column.of(name, type) if type else infer_column(name, [row[position] for row in rows], self._dialect.null_types.get(entry[1]))
            for position, (name, type, entry) in enumerate(zip(names, types, entries, strict=True))
        )
        check_column_names(columns)
        return columns

    def current_time(self) -> str:
        """Return the database's time in UTC."""
        with translate_driver_errors(self._source, "read the clock of", DRIVER_ERRORS):
            if self._dialect.clock_query:
                return str(self._open_connection.exec_driver_sql(self._dialect.clock_query).scalar_one())[:23]
            now = self._open_connection.execute(sqlalchemy.select(sqlalchemy.func.current_timestamp())).scalar_one()
        zoned = now if now.tzinfo else now.replace(tzinfo=ZoneInfo(self._source.timezone))
        return zoned.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:23]

    def estimate_rows(self, query: str) -> int | None:
        """Return None: databases have no common way to estimate rows."""
        return None

    def partition_bounds(self, query: str, column: Column, count: int, row_range: Range | None = None) -> tuple[str, ...]:
        """Return even bounds between the minimum and the maximum. Reject strings: databases have no common way to query their collation."""
        if column.type in TEXT_TYPES:
            raise collation_error(column, None)
        with translate_driver_errors(self._source, "read the range of a column in", DRIVER_ERRORS):
            expression = f"p.{self._column_sql(column)}"
            rows = select_range(query, row_range, self._column_sql)
            low, high = self._open_connection.exec_driver_sql(f"SELECT min({expression}), max({expression}) FROM (\n{rows}\n) p").one()
        return () if low is None else literal_bounds(column, str(low), str(high), count, get_dialect(self._source.database))

    def export_snapshot(self) -> None:
        """Return None: databases have no common way to share snapshots."""

    def use_snapshot(self, snapshot: str | None) -> None:
        """Do nothing: databases have no common way to set a snapshot."""

    def catalog(self) -> DatabaseCatalog:
        """Return the catalog of the connected database."""
        return InspectorCatalog(self._open_connection, self._source, DRIVER_ERRORS)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, row_range: Range | None = None, limit: int | None = None
    ) -> Iterator[Block]:
        """Read the rows in blocks of up to ``batch_size`` rows, fewer if the rows are wide.

        ``limit`` is ignored, because databases have no common syntax for it; callers stop early.
        """
        with translate_driver_errors(self._source, READ_ACTION, DRIVER_ERRORS):
            result = self._stream(select_range(query, row_range, self._column_sql), batch_size)
            positions = [list(result.keys()).index(each.name) for each in columns]
            fetch_size = BatchSize(batch_size)
            while rows := fetch_size.fetch(result.fetchmany):
                if self._canceled.is_set():
                    raise SourceError(f"The read from [{self._source.name}] was canceled.")
                yield values_block(columns, positions, [tuple(row) for row in rows], self._source.timezone)

    def cancel(self) -> None:
        """Cancel with the driver's own method. Without one, the statement runs until its next batch or until the process ends."""
        self._canceled.set()
        connection = self._connection
        if connection is None:
            return
        with contextlib.suppress(sqlalchemy.exc.SQLAlchemyError, OSError, RuntimeError, *self._driver_errors(connection)):
            cancel = self._driver_cancel(connection)
            if cancel is not None:
                cancel()

    @staticmethod
    def _driver_cancel(connection: Connection) -> Callable[[], None] | None:
        driver = connection.connection.driver_connection
        cancel: Callable[[], None] | None = getattr(driver, "cancel", None) or getattr(driver, "interrupt", None)
        return cancel

    @staticmethod
    def _driver_errors(connection: Connection) -> tuple[type[Exception], ...]:
        return (connection.dialect.loaded_dbapi.Error,)

    def terminate_session(self, session_id: str) -> None:
        """Do nothing: databases have no common way to do it. They end a session when its connection is lost."""

    def close(self) -> None:
        """End the session; never raises."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(sqlalchemy.exc.SQLAlchemyError, OSError):
                connection.close()

    @property
    def _open_connection(self) -> Connection:
        if self._connection is None:
            raise SourceError(f"[{self._source.name}] is not open.")
        return self._connection

    def _url(self) -> URL:
        source, url_query = self._source, self._dialect.url_query(self._source)
        return URL.create(
            self._dialect.driver, username=source.username, password=source.password, host=source.host, port=source.port,
            database=None if url_query else source.catalog or None, query=url_query,
        )  # fmt: skip

    def _column_sql(self, column: Column) -> str:
        return self._open_connection.dialect.identifier_preparer.quote_identifier(column.name)

    def _stream(self, query: str, rows: int) -> CursorResult[Any]:
        return self._open_connection.execution_options(stream_results=True, max_row_buffer=rows).exec_driver_sql(query)


def infer_column(name: str, values: Sequence[Any], null_type: SqlType | None = None) -> Column:
    """Return a column whose type is inferred from the classes of some values; ``null_type`` or ``keyword`` if there are none."""
    classes = {type(each) for each in values if each is not None}
    if classes and classes <= {int, float, Decimal}:
        return Column.of(name, _number_type(classes))
    if classes == {date, datetime}:
        return Column.of(name, SqlType.TIMESTAMP)
    array = classes in ({list}, {tuple})
    sql_type = _TYPES_BY_CLASS.get(next(iter(classes))) if len(classes) == 1 else None
    is_guessed = not classes and null_type is None
    return Column.of(name, sql_type or (None if classes else null_type) or SqlType.KEYWORD, array=array, is_guessed=is_guessed)


def _number_type(classes: set[type]) -> SqlType:
    if classes == {int}:
        return SqlType.LONG
    return SqlType.DECIMAL if Decimal in classes else SqlType.DOUBLE


_TYPES_BY_CLASS: dict[type, SqlType] = {
    bool: SqlType.BOOLEAN, bytes: SqlType.BINARY, bytearray: SqlType.BINARY, memoryview: SqlType.BINARY, date: SqlType.DATE,
    datetime: SqlType.TIMESTAMP, dict: SqlType.JSON,
}  # fmt: skip


def _sqlserver_connect_args(source: Source) -> dict[str, Any]:
    options: dict[str, Any] = {
        "login_timeout": max(1, round(connect_timeout(source.properties))),
        "appname": source.properties.get("application_name", PRODUCT),
    }  # fmt: skip
    encrypt = source.properties.get("encrypt", "").lower()
    if encrypt:
        options["encryption"] = "off" if encrypt in ("false", "no", "optional") else "require"
    if encrypt and options["encryption"] == "require" and not is_true(source.properties, "trust"):
        raise SourceError(
            "The driver for sqlserver cannot verify a certificate: set [trustServerCertificate] to [true] to connect without verification."
        )
    return options


def _oracle_connect_args(source: Source) -> dict[str, Any]:
    return {"tcp_connect_timeout": connect_timeout(source.properties)}


def _oracle_url_query(source: Source) -> dict[str, str]:
    return {} if "sid" in source.properties else {"service_name": source.catalog}


SQLSERVER = DriverDialect(
    product="Microsoft SQL Server",
    driver="mssql+pymssql",
    clock_query="SELECT CONVERT(varchar(23), SYSUTCDATETIME(), 121)",
    described_type=sqlserver_type,
    null_types=SQLSERVER_NULL_TYPES,
    session_setup=SQLSERVER_SETTINGS,
    connect_args=_sqlserver_connect_args,
)
ORACLE = DriverDialect(
    product="Oracle",
    driver="oracle+oracledb",
    clock_query="SELECT to_char(sys_extract_utc(systimestamp), 'YYYY-MM-DD HH24:MI:SS.FF3') FROM dual",
    described_type=oracle_type,
    session_setup=(*ORACLE_SETTINGS, "SET TRANSACTION READ ONLY"),
    connect_args=_oracle_connect_args,
    url_query=_oracle_url_query,
)


class SqlserverReader(GenericReader):
    """Read Microsoft SQL Server."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, SQLSERVER)


class OracleReader(GenericReader):
    """Read Oracle."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, ORACLE)


class InstalledDialectReader(GenericReader):
    """Read a database whose SQLAlchemy dialect comes from another installed package."""

    def __init__(self, source: Source) -> None:
        name = source.dialect or source.database
        super().__init__(source, DriverDialect(product=name.partition("+")[0], driver=name))
