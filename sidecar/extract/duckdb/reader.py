"""The reader for DuckDB files: the database writes each row as one line of CSV, and columns are parsed by the block."""

import contextlib
import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from sidecar.errors import BadRequest, SourceError
from sidecar.extract.catalog import DUCKDB, Directory, SqlDirectory
from sidecar.extract.column_names import check_names
from sidecar.extract.columns.batch_size import Slices
from sidecar.extract.columns.csv_blocks import finish, read_csv
from sidecar.extract.duckdb.types import Made, made
from sidecar.extract.errors import Classes, crossing
from sidecar.extract.generic.values import texts
from sidecar.extract.query.lexer import dialect_of
from sidecar.extract.query.literals import literal, number
from sidecar.extract.ranges import TEXTS, Range, doubled, evenly, limited, not_binary, ranged
from sidecar.extract.reader import Source
from sidecar.model.columns import NUMBERS, Block, Column, RowFault

CLASSES = Classes(lost=(), failed=(duckdb.Error, duckdb.Warning, OSError, ValueError, RuntimeError))
FEWEST_ROWS = 2048
"""DuckDB's own vector: asking for less takes as long."""


class DuckdbReader:
    """Read a DuckDB file. There is no server: the session has no name, and cancelling interrupts the library."""

    session: str | None = None

    def __init__(self, source: Source) -> None:
        self._source = source
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._described: dict[str, list[Made]] = {}
        self._cancelled = threading.Event()

    def connect(self) -> None:
        """Open the file, which must exist; queries reach no other file, no network, and no extension is loaded."""
        known = {name: value for name, value in self._source.properties.items() if name in ("threads", "memory_limit")}
        config: dict[str, str | bool | int | float | list[str]] = {
            "enable_external_access": "false", "lock_configuration": "true", "autoload_known_extensions": "false", **known,
        }  # fmt: skip
        with crossing(self._source, "open", CLASSES):
            Path(self._source.catalog).open("rb").close()
            self._connection = duckdb.connect(self._source.catalog, read_only=True, config=config)

    def product(self) -> tuple[str, str]:
        """Give the library's version."""
        return "DuckDB", duckdb.__version__

    def describe(self, query: str) -> tuple[Column, ...]:
        """Ask for the query's columns."""
        return tuple(each.passage.column for each in self._made(query))

    def clock(self) -> str:
        """Give this machine's clock, which is the file's."""
        return str(self._value("SELECT strftime(make_timestamp(epoch_us(now())), '%Y-%m-%d %H:%M:%S.%g')"))

    def estimate(self, query: str) -> int | None:
        """Ask the planner for the rows that it expects of the outermost step."""
        with crossing(self._source, "plan the query in", CLASSES):
            plan = json.loads(self._open.execute(f"EXPLAIN (FORMAT json) {query}").fetchall()[0][1])
        expected = plan[0].get("extra_info", {}).get("Estimated Cardinality", "") if plan else ""
        return int(expected) if str(expected).isdigit() else None

    def bounds(self, query: str, column: Column, count: int) -> tuple[str, ...]:
        """Cut between the smallest and the largest value, which DuckDB keeps for every group of rows."""
        with crossing(self._source, "ask for the range of a column in", CLASSES):
            asked = f"p.{doubled(column.name)}"
            if column.type in TEXTS:
                (type,) = self._open.execute(f"SELECT typeof((SELECT {asked} FROM (\n{query}\n) p LIMIT 0))").fetchall()[0]
                if type != "VARCHAR":
                    raise not_binary(column, None)
                asked = f"p.{_written(column)}"
            ends = f"SELECT min({asked})::VARCHAR, max({asked})::VARCHAR FROM (\n{query}\n) p"
            low, high = self._open.execute(ends).fetchall()[0]
        write = number if column.type in NUMBERS else literal
        cuts = () if low is None else evenly(column.type, low, high, count)
        return tuple(write(cut, dialect_of("duckdb")) for cut in cuts)

    def share(self) -> str:
        """Name the file: as long as it is open for reading only, nobody can write it."""
        return self._source.name

    def join(self, moment: str | None) -> None:
        """Do nothing: the file stands still."""

    def directory(self) -> Directory:
        """Give the lists of the file."""
        return SqlDirectory(DUCKDB, self._listed, self._source.name)

    def read(
        self, query: str, columns: tuple[Column, ...], batch_size: int, within: Range | None = None, most: int | None = None
    ) -> Iterator[Block]:
        """Read the rows, ``batch_size`` to a block, fewer where they are wide, as one line of text each."""
        every = self._made(query)
        wanted = [each for each in every if each.passage.column in columns]
        with crossing(self._source, "execute the query in", CLASSES):
            result = self._open.execute(limited(_select(ranged(query, within, _written), every, wanted), most))
            slices = Slices(batch_size if most is not None else max(batch_size, FEWEST_ROWS))
            while rows := result.fetchmany(slices.rows):
                slices.learn(rows)
                if self._cancelled.is_set():
                    raise SourceError(f"The read from [{self._source.name}] was cancelled.")
                data = "\n".join([row[0] for row in rows]).encode()
                yield _block(read_csv(data, max(2, len(wanted))), wanted, self._source.timezone)

    def cancel(self) -> None:
        """Interrupt the library, whatever it computes."""
        self._cancelled.set()
        connection = self._connection
        if connection is not None:
            with contextlib.suppress(duckdb.Error, RuntimeError):
                connection.interrupt()

    def end(self, session: str) -> None:
        """Do nothing. There is no server: the session of a process that is gone is gone too."""

    def close(self) -> None:
        """Close the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(duckdb.Error, RuntimeError):
                connection.close()

    @property
    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise SourceError(f"[{self._source.name}] is not open.")
        return self._connection

    def _listed(self, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        with crossing(self._source, "look into", CLASSES):
            return self._open.execute(sql, list(values)).fetchall()

    def _value(self, sql: str) -> Any:
        with crossing(self._source, "ask for the time of", CLASSES):
            return self._open.execute(sql).fetchall()[0][0]

    def _made(self, query: str) -> list[Made]:
        if query not in self._described:
            with crossing(self._source, "describe the query in", CLASSES):
                if len(self._open.extract_statements(query)) != 1:
                    raise BadRequest("the query must be one statement")
                rows = self._open.execute(f"DESCRIBE {query}").fetchall()
            described = [made(name, type, self._source.timezone) for name, type, *_ in rows]
            check_names(each.passage.column for each in described)
            self._described = {query: described}
        return self._described[query]


def _written(column: Column) -> str:
    """Write a column to compare by; texts by their bytes, whatever collation they were declared with."""
    return f'{doubled(column.name)} COLLATE "C"' if column.type in TEXTS else doubled(column.name)


def _select(query: str, every: list[Made], wanted: list[Made]) -> str:
    """Wrap the query, whose ORDER BY stays the order of the rows, in one that writes each row as a line of CSV."""
    parts = [_field(each, f"q.c{place}") for place, each in enumerate(every) if each in wanted]
    if len(parts) == 1:
        parts.append("'1'")  # a null alone in its line could not be told from an empty line
    names = ", ".join(f"c{place}" for place in range(len(every)))
    return f"SELECT {' || chr(44) || '.join(parts)} FROM (\n{query}\n) q({names})"


def _field(each: Made, column: str) -> str:
    text = each.passage.sql.format(c=column)
    if not each.quoted:
        return f"coalesce({text}, '')"
    quoted = f"'\"' || replace({text}, '\"', '\"\"') || '\"'"
    return f"CASE WHEN {column} IS NULL THEN '' ELSE {quoted} END"


def _block(frame: pl.DataFrame, wanted: list[Made], timezone: str) -> Block:
    """Finish a block; JSON that the database may have written wrongly (NaN in a struct) is looked at value by value."""
    faults: list[RowFault] = []
    for name, each in zip(frame.columns, wanted, strict=False):
        if each.checked:
            checked = texts(each.passage.column, frame[name].to_list(), timezone)
            frame = frame.with_columns(checked.series.alias(name))
            faults += checked.faults
    return finish(frame, [each.passage for each in wanted], tuple(faults))
