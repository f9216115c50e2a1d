"""The general reader: every database without a reader of its own, through SQLAlchemy and its driver's Python values."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy
from sqlalchemy.engine import URL, Connection, CursorResult
from sqlalchemy.pool import NullPool

from sidecar.errors import SourceError
from sidecar.extract.catalog import Directory
from sidecar.extract.column_names import check_names
from sidecar.extract.columns.batch_size import Slices
from sidecar.extract.errors import Classes, crossing
from sidecar.extract.generic.catalog import InspectorDirectory
from sidecar.extract.generic.values import block_of
from sidecar.extract.query.lexer import dialect_of
from sidecar.extract.query.literals import number, timestamp
from sidecar.extract.ranges import TEXTS, Range, evenly, not_binary, ranged
from sidecar.extract.reader import Source
from sidecar.extract.source.properties import is_true, seconds
from sidecar.model.columns import NUMBERS, Block, Column, SqlType

DATE_LENGTH = len("yyyy-MM-dd")
SAMPLED = 100
"""Rows looked at to learn what a column's values are, where the driver does not say."""


def _is_lost(error: BaseException) -> bool:
    return isinstance(error, sqlalchemy.exc.DBAPIError) and error.connection_invalidated


CLASSES = Classes(
    lost=(OSError, EOFError), failed=(sqlalchemy.exc.SQLAlchemyError, ImportError, ValueError, RuntimeError), is_lost=_is_lost
)


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """What the general reader must be told of a database."""

    product: str
    driver: str
    clock: str | None = None
    """The query for the time in UTC; without one the standard's own, which a database may answer in its local time."""
    begin: tuple[str, ...] = ()
    """Statements that make a new session read-only and its texts plain."""
    options: Callable[[Source], dict[str, Any]] = field(default=lambda source: {})
    """The driver's connection arguments."""
    query: Callable[[Source], dict[str, str]] = field(default=lambda source: {})
    """What the URL has in the place of a database, where that is named otherwise."""


class GeneralReader:
    """Read through SQLAlchemy, the rows by a server-side cursor, ``batch_size`` at a time."""

    session: str | None = None

    def __init__(self, source: Source, dialect: Dialect) -> None:
        self._source = source
        self._dialect = dialect
        self._connection: Connection | None = None
        self._cancelled = threading.Event()

    def connect(self) -> None:
        """Open the session."""
        with crossing(self._source, "connect to", CLASSES):
            engine = sqlalchemy.create_engine(self._url(), poolclass=NullPool, connect_args=self._dialect.options(self._source))
            self._connection = engine.connect()
            for statement in self._dialect.begin:
                self._connection.exec_driver_sql(statement)

    def product(self) -> tuple[str, str]:
        """Give the version that SQLAlchemy asked for when it connected."""
        version = self._open.dialect.server_version_info or ()
        return self._dialect.product, ".".join(map(str, version))

    def describe(self, query: str) -> tuple[Column, ...]:
        """Ask for the query's columns by its first rows: what these drivers tell of types is not enough."""
        with crossing(self._source, "describe the query in", CLASSES):
            result = self._stream(query, SAMPLED)
            try:
                names = list(result.keys())
                rows = result.fetchmany(SAMPLED)
            finally:
                result.close()
        columns = tuple(column_of(name, [row[place] for row in rows]) for place, name in enumerate(names))
        check_names(columns)
        return columns

    def clock(self) -> str:
        """Ask the database's clock."""
        with crossing(self._source, "ask for the time of", CLASSES):
            if self._dialect.clock:
                return str(self._open.exec_driver_sql(self._dialect.clock).scalar_one())[:23]
            now = self._open.execute(sqlalchemy.select(sqlalchemy.func.current_timestamp())).scalar_one()
        there = now if now.tzinfo else now.replace(tzinfo=ZoneInfo(self._source.timezone))
        return there.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:23]

    def estimate(self, query: str) -> int | None:
        """Give none: there is no way that all databases share."""
        return None

    def bounds(self, query: str, column: Column, count: int) -> tuple[str, ...]:
        """Cut between the smallest and the largest value. Texts are refused: how they are ordered cannot be asked in a way all share."""
        if column.type in TEXTS:
            raise not_binary(column, None)
        with crossing(self._source, "ask for the range of a column in", CLASSES):
            asked = f"p.{self._written(column)}"
            low, high = self._open.exec_driver_sql(f"SELECT min({asked}), max({asked}) FROM (\n{query}\n) p").one()
        cuts = () if low is None else evenly(column.type, str(low), str(high), count)
        dialect = dialect_of(self._source.database)
        if column.type in NUMBERS:
            return tuple(number(cut, dialect) for cut in cuts)
        return tuple(timestamp(f"{cut} 00:00:00" if len(cut) == DATE_LENGTH else cut.partition("+")[0], dialect) for cut in cuts)

    def share(self) -> None:
        """Give no moment: there is no way that all databases share."""

    def join(self, moment: str | None) -> None:
        """Do nothing: the session is on a moment of its own where the database can be told so, from its first question on."""

    def directory(self) -> Directory:
        """Give the lists of the database that this session is in."""
        return InspectorDirectory(self._open, self._source, CLASSES)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, within: Range | None = None, most: int | None = None
    ) -> Iterator[Block]:
        """Read the rows, ``batch_size`` to a block, fewer where they are wide.

        How to ask for ``most`` is another thing in each database, so whoever wants few stops.
        """
        with crossing(self._source, "execute the query in", CLASSES):
            result = self._stream(ranged(query, within, self._written), batch_size)
            places = [list(result.keys()).index(each.name) for each in columns]
            slices = Slices(batch_size)
            while rows := result.fetchmany(slices.rows):
                slices.learn(rows)
                if self._cancelled.is_set():
                    raise SourceError(f"The read from [{self._source.name}] was cancelled.")
                values = list(zip(*rows, strict=True))
                yield block_of(columns, [values[place] for place in places], self._source.timezone)

    def cancel(self) -> None:
        """Cancel by the driver's own way. Where it has none, the statement gives a batch or ends with its process, whichever is first."""
        self._cancelled.set()
        connection = self._connection
        if connection is None:
            return
        with contextlib.suppress(sqlalchemy.exc.SQLAlchemyError, OSError, RuntimeError, *self._errors(connection)):
            driver = connection.connection.driver_connection
            cancel = getattr(driver, "cancel", None) or getattr(driver, "interrupt", None)
            if cancel is not None:
                cancel()

    @staticmethod
    def _errors(connection: Connection) -> tuple[type[Exception], ...]:
        return (connection.dialect.loaded_dbapi.Error,)

    def end(self, session: str) -> None:
        """Do nothing. There is no way that all databases share: a session ends when its database misses the process."""

    def close(self) -> None:
        """End the session."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(sqlalchemy.exc.SQLAlchemyError, OSError):
                connection.close()

    @property
    def _open(self) -> Connection:
        if self._connection is None:
            raise SourceError(f"[{self._source.name}] is not open.")
        return self._connection

    def _url(self) -> URL:
        source, query = self._source, self._dialect.query(self._source)
        return URL.create(
            self._dialect.driver, username=source.username, password=source.password, host=source.host, port=source.port,
            database=None if query else source.catalog or None, query=query,
        )  # fmt: skip

    def _written(self, column: Column) -> str:
        return self._open.dialect.identifier_preparer.quote_identifier(column.name)

    def _stream(self, query: str, rows: int) -> CursorResult[Any]:
        return self._open.execution_options(stream_results=True, max_row_buffer=rows).exec_driver_sql(query)


def column_of(name: str, values: Sequence[Any]) -> Column:
    """Decide by the classes of some values what a column is; one without values is ``keyword``."""
    seen = {type(each) for each in values if each is not None}
    if seen and seen <= {int, float, Decimal}:
        return Column.of(name, _number(seen))
    if seen == {date, datetime}:
        return Column.of(name, SqlType.TIMESTAMP)
    array = seen in ({list}, {tuple})
    kind = _CLASSES.get(next(iter(seen))) if len(seen) == 1 else None
    return Column.of(name, kind or SqlType.KEYWORD, array=array)


def _number(seen: set[type]) -> SqlType:
    if seen == {int}:
        return SqlType.LONG
    return SqlType.DECIMAL if Decimal in seen else SqlType.DOUBLE


_CLASSES: dict[type, SqlType] = {
    bool: SqlType.BOOLEAN, bytes: SqlType.BINARY, bytearray: SqlType.BINARY, memoryview: SqlType.BINARY, date: SqlType.DATE,
    datetime: SqlType.TIMESTAMP, dict: SqlType.JSON,
}  # fmt: skip


def _sqlserver_options(source: Source) -> dict[str, Any]:
    options: dict[str, Any] = {
        "login_timeout": round(seconds(source.properties)), "appname": source.properties.get("application_name", "siren-sidecar"),
    }  # fmt: skip
    encrypt = source.properties.get("encrypt", "").lower()
    if encrypt:
        options["encryption"] = "off" if encrypt in ("false", "no", "optional") else "require"
    if encrypt and options["encryption"] == "require" and not is_true(source.properties, "trust"):
        raise SourceError("The driver for sqlserver cannot verify a certificate: set [trustServerCertificate] to say that this is known.")
    return options


def _oracle_query(source: Source) -> dict[str, str]:
    return {} if "sid" in source.properties else {"service_name": source.catalog}


SQLSERVER = Dialect(
    product="Microsoft SQL Server",
    driver="mssql+pymssql",
    clock="SELECT CONVERT(varchar(23), SYSUTCDATETIME(), 121)",
    options=_sqlserver_options,
)
ORACLE = Dialect(
    product="Oracle",
    driver="oracle+oracledb",
    clock="SELECT to_char(sys_extract_utc(systimestamp), 'YYYY-MM-DD HH24:MI:SS.FF3') FROM dual",
    begin=("SET TRANSACTION READ ONLY",),
    query=_oracle_query,
)


class SqlserverReader(GeneralReader):
    """Read Microsoft SQL Server."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, SQLSERVER)


class OracleReader(GeneralReader):
    """Read Oracle."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, ORACLE)


class InstalledReader(GeneralReader):
    """Read a database that an installed SQLAlchemy dialect knows, and nothing here does."""

    def __init__(self, source: Source) -> None:
        name = source.dialect or source.database
        super().__init__(source, Dialect(product=name.partition("+")[0], driver=name))
