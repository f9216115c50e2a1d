"""The reader for PostgreSQL: the database converts, COPY streams, columns are parsed by the block."""

import asyncio
import concurrent.futures
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import asyncpg

from sidecar.errors import SourceError
from sidecar.extract.catalog import POSTGRESQL, Directory, SqlDirectory
from sidecar.extract.column_names import check_names
from sidecar.extract.columns.csv_blocks import Passage, finish, read_csv
from sidecar.extract.errors import Classes, crossing
from sidecar.extract.postgresql.connect import asyncpg_parameters, libpq_parameters, prelude
from sidecar.extract.postgresql.describe import SESSION_NAME, Describer, terminate
from sidecar.extract.postgresql.ranges import Asked, ends, is_binary, literals, spread
from sidecar.extract.postgresql.session import LARGEST_BLOCK, Session
from sidecar.extract.postgresql.types import passage
from sidecar.extract.ranges import TEXTS, Range, doubled, evenly, limited, not_binary, ranged, weighted
from sidecar.extract.reader import Source
from sidecar.model.columns import Block, Column

CLASSES = Classes(
    lost=(
        asyncpg.PostgresConnectionError, asyncpg.AdminShutdownError, asyncpg.CrashShutdownError, asyncpg.CannotConnectNowError,
        asyncpg.TooManyConnectionsError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, EOFError,
    ),
    failed=(asyncpg.PostgresError, ValueError, asyncio.CancelledError, concurrent.futures.CancelledError),
)  # fmt: skip
"""A time-out and a refused connection are of OSError; a socket that closes under a statement gives an error of asyncpg's interface."""

LARGEST_OF_RANGE = LARGEST_BLOCK // 4
"""Bytes of a block where several sessions read side by side: together they hold little more than one does."""

_NAME = f"SELECT {SESSION_NAME} FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid()"
_CLOCK = "SELECT to_char(date_trunc('milliseconds', clock_timestamp() AT TIME ZONE 'UTC'), 'YYYY-MM-DD HH24:MI:SS.MS')"


class PostgresqlReader:
    """Read PostgreSQL. Each question is a transaction of its own; the rows come in one, on one snapshot."""

    session: str | None = None

    def __init__(self, source: Source) -> None:
        self._source = source
        self._session = Session(asyncpg_parameters(source))
        self._describer = Describer(source)
        self._described: dict[str, tuple[Passage, ...]] = {}
        self._joined = False

    def connect(self) -> None:
        """Open the session."""
        with crossing(self._source, "connect to", CLASSES):
            self._session.open()
            self.session = str(self._session.value(_NAME))

    def product(self) -> tuple[str, str]:
        """Ask for the version, as the server names it."""
        with crossing(self._source, "ask for the version of", CLASSES):
            return "PostgreSQL", str(self._session.value("SHOW server_version")).split()[0]

    def describe(self, query: str) -> tuple[Column, ...]:
        """Ask for the query's columns."""
        return tuple(each.column for each in self._passages(query))

    def clock(self) -> str:
        """Ask the database's clock."""
        with crossing(self._source, "ask for the time of", CLASSES):
            return str(self._session.value(_CLOCK))

    def estimate(self, query: str) -> int | None:
        """Ask the planner how many rows it expects."""
        with crossing(self._source, "plan the query in", CLASSES), self._transaction():
            plan = self._session.value(f"EXPLAIN (FORMAT JSON) SELECT * FROM (\n{query}\n) q")
        return int(json.loads(plan)[0]["Plan"]["Plan Rows"])

    def bounds(self, query: str, column: Column, count: int) -> tuple[str, ...]:
        """Cut by the table's own statistics where the query gives nearly all of it, else between the smallest and the largest value."""
        found = self._describer.origin(query, column.name)
        cuts = self._cuts(Asked(query=query, column=column, origin=found), self.estimate(query), count)
        return literals(cuts, found.type)

    def _cuts(self, asked: Asked, expected: int | None, count: int) -> tuple[str, ...]:
        with crossing(self._source, "ask for the range of a column in", CLASSES), self._transaction():
            if asked.column.type in TEXTS and not is_binary(self._session.value, asked):
                raise not_binary(asked.column, None)
            values, weights = spread(self._session.value, asked, expected)
            if len(values) > count:
                return weighted(values, weights, count)
            low, high = ends(self._session.value, asked)
        return () if low is None or high is None else evenly(asked.column.type, low, high, count)

    def share(self) -> str:
        """Export a snapshot, which lives as long as this session's transaction."""
        self.join(None)
        with crossing(self._source, "export a snapshot of", CLASSES):
            return str(self._session.value("SELECT pg_catalog.pg_export_snapshot()"))

    def join(self, moment: str | None) -> None:
        """Begin a transaction on a snapshot."""
        with crossing(self._source, "begin a transaction in", CLASSES):
            self._session.execute(prelude(self._source, moment))
        self._joined = True

    def directory(self) -> Directory:
        """Give the lists of the database that this session is in."""
        return SqlDirectory(POSTGRESQL, self._listed, self._source.name)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, within: Range | None = None, most: int | None = None
    ) -> Iterator[Block]:
        """Read the rows. The stream has no batches, so blocks are cut by bytes; the server's own count says that none is missing."""
        passages = _picked(self._passages(query), columns)
        statement = limited(_select(ranged(query, within, _written), self._passages(query), columns), most)
        rows = 0
        with crossing(self._source, "execute the query in", CLASSES), self._transaction():
            for each in self._session.copy(statement, LARGEST_BLOCK if within is None else LARGEST_OF_RANGE):
                if isinstance(each, int):
                    self._check_count(rows, each)
                    break
                block = finish(read_csv(each, max(2, len(passages))), passages)
                rows += block.rows
                yield block

    def cancel(self) -> None:
        """End the running statement on the server."""
        self._session.cancel()
        self._describer.cancel()

    def end(self, session: str) -> None:
        """End another session by its name."""
        terminate(self._source, libpq_parameters(self._source), session)

    def close(self) -> None:
        """End the session."""
        self._session.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Hold a transaction around what is asked, unless one was joined. Nothing was written, so there is nothing to commit."""
        if self._joined:
            yield
            return
        self._session.execute(prelude(self._source))
        try:
            yield
        finally:
            with suppress(*CLASSES.lost, *CLASSES.failed):
                self._session.execute("ROLLBACK")

    def _listed(self, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        with crossing(self._source, "look into", CLASSES), self._transaction():
            return self._session.rows(sql, *values)

    def _passages(self, query: str) -> tuple[Passage, ...]:
        if query not in self._described:
            described, types = self._describer.describe(query)
            passages = tuple(passage(each, types, self._source.timezone) for each in described)
            check_names(each.column for each in passages)
            self._described = {query: passages}
        return self._described[query]

    def _check_count(self, rows: int, counted: int) -> None:
        if rows != counted:
            raise SourceError(f"{rows} rows were read where [{self._source.name}] sent {counted}.")


def _written(column: Column) -> str:
    return doubled(column.name)


def _picked(passages: tuple[Passage, ...], columns: tuple[Column, ...]) -> list[Passage]:
    return [each for each in passages if each.column in columns]


def _select(query: str, passages: tuple[Passage, ...], columns: tuple[Column, ...]) -> str:
    """Wrap the query. Its own ORDER BY stays the order of the rows: nothing is added that could sort or join.

    Columns are called by place, so that any name can stand in the query; a line end keeps a comment at its end apart.
    """
    wanted = [each.sql.format(c=f"q.c{place}") for place, each in enumerate(passages) if each.column in columns]
    if len(wanted) == 1:
        wanted.append("1")  # a null alone in its line could not be told from an empty line
    names = ", ".join(f"c{place}" for place in range(len(passages)))
    return f"SELECT {', '.join(wanted)} FROM (\n{query}\n) q({names})"
