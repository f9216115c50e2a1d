"""Jobs whose rows are known: tables that are renewed before each run, and what a run must make of them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import duckdb

from tests.acceptance.chaos.environment import World

Rows = dict[int, int]
"""The generation of each row, by its key."""


@dataclass(frozen=True)
class Kind:
    """A sort of job: a database, how slowly its rows come, and what is special in the ingestion."""

    name: str
    database: str
    ingest: dict[str, Any] = field(default_factory=dict)

    @property
    def replaces(self) -> bool:
        """Tell whether a run makes the target anew."""
        return self.ingest.get("strategy") != "INCREMENTAL"


SLOWLY = {
    "postgresql": "pg_sleep(0.001)::text",
    "mariadb": "sleep(0.001)",
    "sqlite": "(with recursive n(i) as (select 1 union all select i + 1 from n where i < 1500) select max(i + t.id) from n)",
    "duckdb": "(select count(*) from range(60000) r(i) where i % (t.id + 1) = 0)",
}
"""An expression that takes each database about a millisecond a row."""

NUMBERS = {
    "postgresql": ("s.n", "generate_series({first}, {last}) s(n)"),
    "mariadb": ("s.seq", "seq_{first}_to_{last} s"),
    "sqlite": ("s.n", "(with recursive r(n) as (select {first} union all select n + 1 from r where n < {last}) select n from r) s"),
    "duckdb": ("s.n", "range({first}, {last} + 1) s(n)"),
}
"""How each database counts from one number to another."""

KINDS = (
    Kind("postgresql replace", "postgresql"),
    Kind("postgresql replace without a key", "postgresql", {"pk_field": None}),
    Kind("postgresql replace in ranges", "postgresql", {"partition": {"column": "id", "count": 3}}),
    Kind("postgresql incremental", "postgresql", {"strategy": "INCREMENTAL"}),
    Kind("mariadb replace", "mariadb"),
    Kind("mariadb incremental", "mariadb", {"strategy": "INCREMENTAL"}),
    Kind("sqlite replace", "sqlite"),
    Kind("duckdb replace", "duckdb"),
)


@dataclass
class Job:
    """A job of some kind in a world, and the rows that its table has."""

    world: World
    kind: Kind
    id: str
    rows: Rows = field(default_factory=dict)
    generation: int = 0

    def define(self, **more: Any) -> None:
        """Make its table, unless it is there, and save its definitions; ``more`` goes into the ingestion."""
        self._execute(f"create table if not exists {self.id} (id bigint primary key, generation int, word varchar(600))")
        newer = "" if self.kind.replaces else "{{#max_primary_key}}where t.id > {{max_primary_key}}{{/max_primary_key}}"
        order = "" if "partition" in self.kind.ingest else "order by id"
        query = f"select t.id, t.generation, t.word, {SLOWLY[self.kind.database]} as nap from {self.id} t {newer} {order}"
        ingest = {"query": query, "strategy": "REPLACE", "pk_field": "id", "batch_size": 500, **self.kind.ingest, **more}
        self.world.door.define(self.id, {name: value for name, value in ingest.items() if value is not None}, self._datasource())

    def renew(self, count: int) -> None:
        """Give the table rows of the next generation: all of them for a REPLACE, further ones for an INCREMENTAL."""
        self.generation += 1
        first = 1 if self.kind.replaces else len(self.rows) + 1
        if self.kind.replaces:
            self.rows = {}
            self._execute(f"delete from {self.id}")
        self.rows = {**self.rows, **dict.fromkeys(range(first, first + count), self.generation)}
        number, source = NUMBERS[self.kind.database]
        numbered = source.format(first=first, last=first + count - 1)
        self._execute(f"insert into {self.id} select {number}, {self.generation}, '{'w' * 500}' from {numbered}")

    def working(self) -> int:
        """Count the statements of its runs in the database; a file's end with the process that reads it."""
        database = self.world.databases.get(self.kind.database)
        return database.working(f"from {self.id} t") if database else 0

    def _datasource(self) -> dict[str, Any]:
        database = self.world.databases.get(self.kind.database)
        if database:
            return database.jdbc
        properties = {"properties": {"threads": "1"}} if self.kind.database == "duckdb" else {}
        return {"url": f"jdbc:{self.kind.database}:{self._file}", **properties}

    @property
    def _file(self) -> str:
        return str(self.world.folder / f"{self.id}.db")

    def _execute(self, statement: str) -> None:
        if database := self.world.databases.get(self.kind.database):
            database.ask(statement)
            return
        connect: Callable[[str], Any] = {"sqlite": sqlite3.connect, "duckdb": duckdb.connect}[self.kind.database]
        with closing(connect(self._file)) as connection:
            connection.execute(statement)
            connection.commit()
