"""What every reader offers, whatever the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from sidecar.extract.catalog import Directory
from sidecar.extract.ranges import Range
from sidecar.model.columns import Block, Column


@dataclass(frozen=True, kw_only=True)
class Source:
    """A database to connect to, translated from a datasource's URL.

    ``catalog`` is the database's name, or the resolved path of a file database. ``properties`` have the names of :mod:`properties`' table.
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
    """SQLAlchemy's name of a database that has no reader of its own."""

    @property
    def name(self) -> str:
        """Give ``database://host:port/name`` (``database:///path`` for a file), without credentials: what is shown and compared."""
        host = f"[{self.host}]" if self.host and ":" in self.host else self.host or ""
        port = f":{self.port}" if self.port else ""
        return f"{self.database}://{host}{port}/{self.catalog.removeprefix('/')}"

    def __repr__(self) -> str:
        """Show what it is without a secret."""
        return f"Source({self.id!r}, {self.name!r})"


class Reader(Protocol):
    """One session in a database, read-only wherever it can be told so.

    Every method may raise :class:`~sidecar.errors.SourceError`, whose cause is the driver's own exception;
    :class:`~sidecar.errors.SourceUnavailable` where the database could not be reached or the connection was lost.
    """

    session: str | None
    """What names this session on the server and no other one, ever, once connected; none where there is no server to ask."""

    def connect(self) -> None:
        """Open the session."""

    def product(self) -> tuple[str, str]:
        """Ask for the database's product name and version, such as ``("PostgreSQL", "15.18")``."""

    def describe(self, query: str) -> tuple[Column, ...]:
        """Ask for the query's columns without reading a row; refuse names that cannot be fields."""

    def clock(self) -> str:
        """Ask the database's own clock, in UTC, as ``yyyy-MM-dd HH:mm:ss.SSS``.

        Ask it before the rows: what commits later is then read next time.
        """

    def estimate(self, query: str) -> int | None:
        """Ask for the planner's estimate of the query's rows; none where the database has no cheap one."""

    def bounds(self, query: str, column: Column, count: int) -> tuple[str, ...]:
        """Ask where to cut the query's rows by a column in ``count`` parts of about one size; give SQL literals in the database's order.

        There are at most ``count - 1``; none where too little is known. Rows are neither counted nor sorted for it. Raise
        :class:`~sidecar.errors.InvalidField` for a text without a binary collation.
        """

    def share(self) -> str | None:
        """Hold the present moment of the database until :meth:`close`, for other sessions to :meth:`join`.

        Give its name; none where the database offers no moment that sessions can share.
        """

    def join(self, moment: str | None) -> None:
        """Let all that is read until :meth:`close` be of one moment: of the shared one, or of now where there is none.

        Where the database has no such thing, nothing happens.
        """

    def directory(self) -> Directory:
        """Give the lists of what the database holds."""

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, within: Range | None = None, most: int | None = None
    ) -> Iterator[Block]:
        """Read all rows, those of a range, or the first ``most``, in blocks. An error while reading is raised, never taken for the end.

        All rows come in the query's order. ``columns`` are some or all of what :meth:`describe` gave for the query. With ``most`` the
        database does no more than it needs for so many rows, where it can be told; where it cannot, more rows may come.
        A cancelled read raises :class:`~sidecar.errors.SourceError`.
        """

    def cancel(self) -> None:
        """End the running statement on the server. Any thread may call it, at any time, more than once; never raises."""

    def end(self, session: str) -> None:
        """End another session, by its name, where it still lives. It was another process', which may be gone; needs no :meth:`connect`."""

    def close(self) -> None:
        """End the session; never raises."""
