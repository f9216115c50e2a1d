"""The reader for SQLite files, through Python's own module: read-only, and no way from a query to another file."""

import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import polars as pl

from sidecar.errors import SourceError
from sidecar.extract.catalog import SQLITE, Directory, SqlDirectory
from sidecar.extract.column_names import check_names
from sidecar.extract.columns.batch_size import SIZE, Slices
from sidecar.extract.errors import Classes, crossing
from sidecar.extract.generic.values import block_of
from sidecar.extract.query.lexer import dialect_of
from sidecar.extract.query.literals import literal, number
from sidecar.extract.ranges import TEXTS, Range, doubled, evenly, limited, ranged
from sidecar.extract.reader import Source
from sidecar.extract.source.properties import busy_timeout
from sidecar.extract.sqlite.types import column_of, is_padded, sampled
from sidecar.model.columns import Block, Column, SqlType

CLASSES = Classes(lost=(), failed=(sqlite3.Error, sqlite3.Warning, OSError, ValueError))

FETCHED = 1000
"""Rows turned into columns at a time: they then are still in the processor's cache."""
SAMPLED = 1000
"""Rows looked at to learn what an expression gives."""
BUSY_TIMEOUT = 10.0
"""Seconds to wait for a writer that has locked the file."""

_READS = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_TRANSACTION}
)
_DOUBLED = re.compile(r"(.+):\d+", re.DOTALL)


class SqliteReader:
    """Read a SQLite file. There is no server: the session has no name, and cancelling interrupts the library."""

    session: str | None = None

    def __init__(self, source: Source) -> None:
        self._source = source
        self._connection: sqlite3.Connection | None = None
        self._cancelled = threading.Event()
        self._describing = False
        self._padded: frozenset[str] = frozenset()

    def connect(self) -> None:
        """Open the file, which must exist and be a database; nothing is made."""
        path = Path(self._source.catalog)
        timeout = busy_timeout(self._source.properties, BUSY_TIMEOUT)
        with crossing(self._source, "open", CLASSES):
            path.open("rb").close()
            connection = sqlite3.connect(
                f"file:{quote(str(path))}?mode=ro", uri=True, timeout=timeout, isolation_level=None, check_same_thread=False
            )
            self._connection = connection
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.set_authorizer(self._authorize)

    def product(self) -> tuple[str, str]:
        """Give the library's version."""
        return "SQLite", sqlite3.sqlite_version

    def describe(self, query: str) -> tuple[Column, ...]:
        """Ask for the query's columns; an expression without a declared type is known by its first values."""
        with crossing(self._source, "describe the query in", CLASSES):
            names = [each[0] for each in self._open.execute(f"SELECT * FROM (\n{query}\n) LIMIT 0").description]
            known = set(names)
            plain = [match[1] if (match := _DOUBLED.fullmatch(name)) and match[1] in known else name for name in names]
            check_names(column_of(name, "") for name in plain)
            declared = self._declared(query)
            self._padded = frozenset(name for name, type in zip(names, declared, strict=True) if is_padded(type))
            columns = [column_of(name, type) for name, type in zip(names, declared, strict=True)]
            return tuple(columns if all(declared) else self._sampled(query, columns, declared))

    def clock(self) -> str:
        """Give this machine's clock, which is the file's."""
        with crossing(self._source, "ask for the time of", CLASSES):
            return str(self._open.execute("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')").fetchone()[0])

    def estimate(self, query: str) -> int | None:
        """Give none: SQLite plans without counting."""
        return None

    def bounds(self, query: str, column: Column, count: int) -> tuple[str, ...]:
        """Cut between the smallest and the largest value, which an index tells at once."""
        with crossing(self._source, "ask for the range of a column in", CLASSES):
            asked = f"p.{_written(column)}"
            low, high = self._open.execute(f"SELECT min({asked}), max({asked}) FROM (\n{query}\n) p").fetchone()
        if isinstance(low, str) and isinstance(high, str):
            written = column.type if column.type in (SqlType.DATE, SqlType.TIMESTAMP) else SqlType.TEXT
            return tuple(literal(cut, dialect_of("sqlite")) for cut in evenly(written, low, high, count))
        if isinstance(low, int | float) and isinstance(high, int | float):
            kind = SqlType.LONG if type(low) is type(high) is int else SqlType.DOUBLE
            return tuple(number(cut, dialect_of("sqlite")) for cut in evenly(kind, str(low), str(high), count))
        return ()

    def share(self) -> None:
        """Give no moment: SQLite has none that connections can share."""

    def join(self, moment: str | None) -> None:
        """Begin a transaction, whose first look at the file decides its moment."""
        with crossing(self._source, "begin a transaction in", CLASSES):
            self._open.execute("BEGIN")
            self._open.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def directory(self) -> Directory:
        """Give the lists of the file."""
        return SqlDirectory(SQLITE, self._listed, self._source.name)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, within: Range | None = None, most: int | None = None
    ) -> Iterator[Block]:
        """Read the rows, in one transaction, ``batch_size`` to a block, fewer where they are wide."""
        with crossing(self._source, "execute the query in", CLASSES):
            connection = self._open
            connection.text_factory = bytes  # polars decodes whole columns, and finds the rows that are not UTF-8
            part = ranged(query, within, _written)
            names = ", ".join(doubled(each.name) for each in columns)
            cursor = connection.execute(limited(f"SELECT {names} FROM (\n{part}\n)", most))
            try:
                yield from self._blocks(cursor, columns, batch_size)
            finally:
                cursor.close()
                connection.text_factory = str

    def _listed(self, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        with crossing(self._source, "look into", CLASSES):
            return self._open.execute(sql, tuple(values)).fetchall()

    def _blocks(self, cursor: sqlite3.Cursor, columns: tuple[Column, ...], batch_size: int) -> Iterator[Block]:
        values: list[list[Any]] = [[] for _ in columns]
        slices, size = Slices(min(FETCHED, batch_size)), 0.0
        self._check_cancelled()
        while rows := cursor.fetchmany(min(slices.rows, batch_size - len(values[0]))):
            size += slices.learn(rows)
            for column, each in zip(values, zip(*rows, strict=True), strict=True):
                column.extend(each)
            self._check_cancelled()
            if len(values[0]) >= batch_size or size >= SIZE:
                yield self._unpadded(block_of(columns, values, self._source.timezone))
                values, size = [[] for _ in columns], 0.0
        if values[0]:
            yield self._unpadded(block_of(columns, values, self._source.timezone))

    def _check_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise SourceError(f"The read from [{self._source.name}] was cancelled.")

    def _unpadded(self, block: Block) -> Block:
        padded = [each.name for each in block.columns if each.name in self._padded]
        if not padded:
            return block
        return replace(block, table=pl.DataFrame(block.table).with_columns(pl.col(padded).str.strip_chars_end(" ")))

    def cancel(self) -> None:
        """Interrupt the library, whatever it computes."""
        self._cancelled.set()
        connection = self._connection
        if connection is not None:
            with _closed_is_fine():
                connection.interrupt()

    def end(self, session: str) -> None:
        """Do nothing. There is no server: the session of a process that is gone is gone too."""

    def close(self) -> None:
        """Close the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with _closed_is_fine():
                connection.close()

    @property
    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise SourceError(f"[{self._source.name}] is not open.")
        return self._connection

    def _authorize(self, action: int, *details: str | None) -> int:
        """Allow what reads, and the view of our own that tells declared types; no other file, no pragma, no extension."""
        loads = action == sqlite3.SQLITE_FUNCTION and "load_extension" in details
        allowed = (action in _READS and not loads) or self._describing
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    def _declared(self, query: str) -> list[str]:
        """Ask for declared types by way of a view in the temporary database: the module itself does not tell them."""
        self._open.execute(f"EXPLAIN SELECT * FROM (\n{query}\n)").close()  # the query alone, under the authorizer's eyes
        self._describing = True
        try:
            self._open.execute(f"CREATE TEMP VIEW siren_described AS SELECT * FROM (\n{query}\n)")
            try:
                return [row[2] for row in self._open.execute("PRAGMA temp.table_info(siren_described)")]
            finally:
                self._open.execute("DROP VIEW temp.siren_described")
        finally:
            self._describing = False

    def _sampled(self, query: str, columns: list[Column], declared: list[str]) -> list[Column]:
        untyped = [place for place, type in enumerate(declared) if not type]
        asked = ", ".join(f"typeof({doubled(columns[place].name)})" for place in untyped)
        rows = self._open.execute(f"SELECT {asked} FROM (\n{query}\n) LIMIT {SAMPLED}").fetchall()
        for turn, place in enumerate(untyped):
            columns[place] = sampled(columns[place].name, (row[turn] for row in rows))
        return columns


def _written(column: Column) -> str:
    """Write a column to compare by; texts by their bytes, whatever collation they were declared with."""
    return f"{doubled(column.name)} COLLATE BINARY" if column.type in TEXTS else doubled(column.name)


@contextmanager
def _closed_is_fine() -> Iterator[None]:
    """Let a connection be interrupted or closed that is closed already, or still at work in its own thread."""
    try:
        yield
    except sqlite3.Error:
        return
