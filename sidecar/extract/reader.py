"""The interface of all readers: one session in a source database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from sidecar.extract.catalog import DatabaseCatalog
from sidecar.extract.ranges import Range
from sidecar.model.columns import Block, Column


@dataclass(frozen=True, kw_only=True)
class JdbcConnection:
    """How to reach a database through a JDBC driver."""

    driver: str
    """Name of the driver's folder."""
    folder: str
    """Path of the driver's folder."""
    url: str
    """The URL for the driver, without properties."""
    java: str
    """Java's program."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A database to connect to, translated from a datasource's URL.

    ``catalog`` is the database's name, or the resolved path of a file database. ``properties`` are named as in
    :mod:`sidecar.extract.source.properties`.
    """

    id: str
    database: str
    host: str | None = None
    port: int | None = None
    catalog: str = ""
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    timezone: str = "UTC"
    properties: dict[str, str] = field(default_factory=dict)
    dialect: str | None = None
    """SQLAlchemy's name of a database without a dedicated reader."""
    jdbc: JdbcConnection | None = None
    """Set if a JDBC driver reads the database."""
    sql: str = ""
    """The name of the database's SQL dialect, if it is not that of the database."""

    @property
    def sql_dialect(self) -> str:
        """Return the name of the SQL dialect, for :func:`~sidecar.extract.query.lexer.get_dialect`."""
        return self.sql or self.database

    @property
    def name(self) -> str:
        """Return ``database://host:port/name``, or ``database:///path`` for a file, without credentials.

        It is shown in messages and compared with the allowlist. The name of a database that a JDBC driver reads may be an absolute
        path on the server, and differs from the relative one by its slash.
        """
        host = f"[{self.host}]" if self.host and ":" in self.host else self.host or ""
        port = f":{self.port}" if self.port else ""
        return f"{self.database}://{host}{port}/{self.catalog if self.jdbc else self.catalog.removeprefix('/')}"

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Source":
        """Return the source of a document that :func:`~dataclasses.asdict` made."""
        jdbc = document["jdbc"]
        return cls(**{**document, "jdbc": JdbcConnection(**jdbc) if jdbc else None})

    def __repr__(self) -> str:
        """Show the id and the name, without secrets."""
        return f"Source({self.id!r}, {self.name!r})"


class Reader(Protocol):
    """One session in a database, read-only if the database supports it.

    Every method may raise :class:`~sidecar.errors.SourceError`, whose cause is the driver's own exception, and
    :class:`~sidecar.errors.SourceUnavailable` if the database cannot be reached or the connection is lost. Its subclass
    :class:`~sidecar.errors.NoFreeSession` is raised if the database accepts no further session.
    """

    session_id: str | None
    """Identifies the connected session on its server and is never reused; None for a database without a server."""

    @property
    def can_cancel(self) -> bool:
        """Return whether :meth:`cancel` ends a running statement."""

    def connect(self) -> None:
        """Open the session."""

    def create_sibling(self) -> "Reader":
        """Return another reader of the source, not yet connected, for a further session.

        It knows what this one has described, if describing needs a session.
        """

    def product_and_version(self) -> tuple[str, str]:
        """Return the database's product name and version, such as ``("PostgreSQL", "15.18")``."""

    def describe(self, query: str) -> tuple[Column, ...]:
        """Return the query's columns without reading a row; reject names that cannot be fields."""

    def current_time(self) -> str:
        """Return the database's own time, in UTC, as ``yyyy-MM-dd HH:mm:ss.SSS``.

        Call it before reading: rows committed later are then read by the next execution.
        """

    def estimate_rows(self, query: str) -> int | None:
        """Return the planner's estimate of the query's row count; None if the database has no cheap one."""

    def partition_bounds(self, query: str, column: Column, count: int, row_range: Range | None = None) -> tuple[str, ...]:
        """Return bounds that split the query's rows, or those of a range, by a column into ``count`` parts of about equal size.

        The bounds are at most ``count - 1`` SQL literals in the database's order; empty if too little is known. Rows are
        neither counted nor sorted. Raise :class:`~sidecar.errors.InvalidField` for a text without a binary collation.
        """

    def export_snapshot(self) -> str | None:
        """Hold a snapshot until :meth:`close`, for other sessions to use, and return its name.

        Return None if sessions of the database cannot share a snapshot.
        """

    def use_snapshot(self, snapshot: str | None) -> None:
        """Read everything until :meth:`close` from the exported snapshot, or from a new one if None.

        Do nothing if the database has no snapshots.
        """

    def catalog(self) -> DatabaseCatalog:
        """Return the lists of the database's catalogs, schemas and tables."""

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, row_range: Range | None = None, limit: int | None = None
    ) -> Iterator[Block]:
        """Read all rows, those of a range, or the first ``limit``, in blocks. Errors are raised, never treated as the end of the rows.

        Without a range the rows come in the query's order. ``columns`` are some or all of those returned by :meth:`describe`.
        With ``limit`` the database stops early if it can; if it cannot, more rows may come.
        A canceled read raises :class:`~sidecar.errors.SourceError`.
        """

    def cancel(self) -> None:
        """Cancel the running statement on the server. Any thread may call it, at any time, repeatedly; never raises."""

    def terminate_session(self, session_id: str) -> None:
        """Terminate another session, usually of a process that has exited, if it still exists. Needs no :meth:`connect`."""

    def close(self) -> None:
        """End the session; never raises."""
