"""The reader for MySQL and MariaDB: the server's own texts, cut into columns by the block."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
import pymysql

from sidecar.errors import SourceError
from sidecar.extract.catalog import MYSQL, Directory, SqlDirectory
from sidecar.extract.column_names import check_names
from sidecar.extract.columns.csv_blocks import Passage, finish
from sidecar.extract.errors import crossing
from sidecar.extract.generic.values import texts
from sidecar.extract.mysql.rows import Cut
from sidecar.extract.mysql.session import CLASSES, batches, connect, describe, kill, kill_named, name
from sidecar.extract.mysql.types import BIT, GEOMETRY, Described, passage, splits_bytes
from sidecar.extract.mysql.wkb import geojson
from sidecar.extract.query.lexer import dialect_of
from sidecar.extract.query.literals import literal, number
from sidecar.extract.ranges import TEXTS, Range, doubled, evenly, not_binary, ranged
from sidecar.extract.reader import Source
from sidecar.model.columns import NUMBERS, Block, Column, RowFault, SqlType

LARGEST_BLOCK = 4 * 1024 * 1024
LARGEST_OF_RANGE = LARGEST_BLOCK // 4
"""Bytes of a block where several sessions read side by side: together they hold little more than one does."""
_IS_NULL = "{} <=> NULL"
"""IS NULL would also find the date 0000-00-00 of a column that has no nulls."""
FEWEST_ROWS = 5000
"""Rows of a block even where fewer are asked for at a time: the server streams anyway, and small blocks cost more each."""


class MysqlReader:
    """Read MySQL or MariaDB. The query runs as it is, for its ORDER BY would not survive inside another."""

    session: str | None = None

    def __init__(self, source: Source) -> None:
        self._source = source
        self._connection: Any = None
        self._described: dict[str, list[Described]] = {}
        self._cancelled = threading.Event()
        self._joined = False
        self._thread: int | None = None

    def connect(self) -> None:
        """Open the session."""
        with crossing(self._source, "connect to", CLASSES):
            self._connection = connect(self._source)
            self._thread = self._connection.thread_id()
            self.session = name(self._connection)

    def product(self) -> tuple[str, str]:
        """Ask for the version."""
        version = str(self._value("SELECT version()"))
        return "MariaDB" if "mariadb" in version.lower() else "MySQL", version.partition("-")[0]

    def describe(self, query: str) -> tuple[Column, ...]:
        """Ask for the query's columns."""
        return tuple(each.column for _, each in self._passages(query))

    def clock(self) -> str:
        """Ask the database's clock."""
        return str(self._value("SELECT utc_timestamp(3)"))

    def estimate(self, query: str) -> int | None:
        """Ask the planner: the rows it expects of each table of the outermost query, multiplied as a nested loop does."""
        with crossing(self._source, "plan the query in", CLASSES), self._connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {query}")
            names = [each[0] for each in cursor.description or ()]
            steps = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        rows = 1
        for step in steps:
            # Servers that only speak MySQL's protocol tell other things.
            if step.get("id") in (1, "1") and str(step.get("rows")).isdigit():
                rows *= int(step["rows"])
        return rows

    def bounds(self, query: str, column: Column, count: int) -> tuple[str, ...]:
        """Cut between the smallest and the largest value, which an index tells at once."""
        asked = f"p.{_written(column)}"
        sql = f"SELECT min({asked}), max({asked}), collation(min({asked})) FROM (\n{query}\n) p"
        with crossing(self._source, "ask for the range of a column in", CLASSES), self._connection.cursor() as cursor:
            cursor.execute(sql)
            low, high, collation = cursor.fetchone()
        if column.type in TEXTS and not collation.endswith("_bin"):
            raise not_binary(column, collation)
        write = number if column.type in NUMBERS else literal
        cuts = () if low is None else evenly(column.type, str(low), str(high), count)
        return tuple(write(cut, dialect_of("mysql")) for cut in cuts)

    def share(self) -> None:
        """Give no moment: sessions cannot share one here, each has its own."""

    def join(self, moment: str | None) -> None:
        """Begin a transaction on a snapshot of now."""
        self._begin()
        self._joined = True

    def directory(self) -> Directory:
        """Give the lists of the server."""
        return SqlDirectory(MYSQL, self._listed, self._source.name)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, within: Range | None = None, most: int | None = None
    ) -> Iterator[Block]:
        """Read the rows, on one snapshot."""
        every = self._passages(query)
        if not self._joined:
            self._begin()
        with crossing(self._source, "execute the query in", CLASSES):
            self._limit(most)
            size = LARGEST_BLOCK if within is None else LARGEST_OF_RANGE
            for rows in self._batches(ranged(query, within, _written, _IS_NULL), batch_size, size):
                yield _block(rows, every, columns, self._source.timezone)

    def _limit(self, most: int | None) -> None:
        """Let every SELECT without a LIMIT of its own have this one: within another the query would lose its order."""
        if most is not None:
            with self._connection.cursor() as cursor:
                cursor.execute("SET SESSION sql_select_limit = %s", (most,))

    def _listed(self, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        with crossing(self._source, "look into", CLASSES), self._connection.cursor() as cursor:
            cursor.execute(sql, tuple(values))
            return list(cursor.fetchall())

    def _begin(self) -> None:
        with crossing(self._source, "begin a transaction in", CLASSES), self._connection.cursor() as cursor:
            cursor.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")

    def cancel(self) -> None:
        """End the session on the server, by another: the statement may wait for a reader that does not read."""
        self._cancelled.set()
        with contextlib.suppress(pymysql.MySQLError, OSError, RuntimeError):
            if self._thread is not None:
                kill(self._source, self._thread)

    def end(self, session: str) -> None:
        """End another session by its name."""
        with crossing(self._source, "end a session in", CLASSES):
            kill_named(self._source, session)

    def close(self) -> None:
        """End the session."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(pymysql.MySQLError, OSError):
                connection.close()

    def _value(self, sql: str) -> Any:
        with crossing(self._source, "ask for the version or the time of", CLASSES), self._connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]

    def _passages(self, query: str) -> list[tuple[Described, Passage]]:
        if query not in self._described:
            with crossing(self._source, "describe the query in", CLASSES):
                self._described = {query: describe(self._connection, query)}
        made = [(each, passage(each, self._source.timezone)) for each in self._described[query]]
        check_names(each.column for _, each in made)
        return made

    def _batches(self, query: str, batch_size: int, size: int) -> Iterator[list[bytes]]:
        try:
            yield from batches(self._connection, query, max(batch_size, FEWEST_ROWS), size)
        except pymysql.MySQLError as error:
            if self._cancelled.is_set():
                raise SourceError(f"The read from [{self._source.name}] was cancelled.") from error
            raise


def _written(column: Column) -> str:
    return doubled(column.name, "`")


def _block(rows: list[bytes], every: list[tuple[Described, Passage]], columns: tuple[Column, ...], timezone: str) -> Block:
    cut = Cut(rows, len(every))
    wanted = [place for place, (_, each) in enumerate(every) if each.column in columns]
    passages = [every[place][1] for place in wanted]
    frame = None if any(splits_bytes(described) for described, _ in every) else cut.frame()
    if frame is not None:
        return finish(frame.select(frame.columns[place] for place in wanted), passages)
    faults: list[RowFault] = []
    series = []
    for place in wanted:
        made, found = _column(cut.values(place), *every[place], timezone)
        series.append(made.alias(f"column_{place}"))
        faults += found
    return finish(pl.DataFrame(series), passages, tuple(faults))


def _column(values: list[bytes | None], described: Described, made: Passage, timezone: str) -> tuple[pl.Series, tuple[RowFault, ...]]:
    """Make one column of bytes. Types that the server writes as text stay text, to be finished like all others."""
    if described.code == BIT:
        values = [None if each is None else _bits(each, described.length) for each in values]
    elif described.code == GEOMETRY:
        values = [None if each is None else geojson(each[4:]).encode() for each in values]  # the first four bytes are the SRID
    kind = made.column.type if splits_bytes(described) and described.code != BIT else SqlType.TEXT
    written = texts(Column.of(made.column.name, kind), values, timezone)
    return written.series, written.faults


def _bits(value: bytes, length: int) -> bytes:
    bits = f"{int.from_bytes(value, 'big'):0{length}b}"
    return {"0": b"false", "1": b"true"}[bits] if length == 1 else bits.encode()
