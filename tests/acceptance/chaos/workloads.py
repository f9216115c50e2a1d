"""Jobs with known rows: a test writes the rows of their tables before each run, and knows the resulting documents."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import duckdb

from tests.acceptance.chaos.deployment import Deployment
from tests.acceptance.chaos.hostile_settings import COLUMNS

Rows = dict[int, int]
"""The generation of each row, by its key."""


@dataclass(frozen=True)
class Workload:
    """A database, and the fields of an ingestion that reads from it."""

    name: str
    database: str
    ingest: dict[str, Any] = field(default_factory=dict)
    divisor: int | None = None
    """If set, the database cannot compute the rows whose ids are multiples of it."""
    only_deletes: bool = False
    """Whether the runs with faults only delete the documents of deleted rows, and load none."""

    @property
    def replaces(self) -> bool:
        """Return whether a run replaces the target."""
        return bool(self.ingest.get("strategy", "REPLACE") == "REPLACE")

    @property
    def mirrors(self) -> bool:
        """Return whether a run makes the target equal to the table, document by document."""
        return bool(self.ingest.get("strategy") == "MIRROR")

    @property
    def deletes(self) -> bool:
        """Return whether a run deletes the documents of deleted rows."""
        return self.mirrors or "deletions" in self.ingest

    @property
    def marks(self) -> bool:
        """Return whether deleted rows stay in the table, marked."""
        return isinstance(self.ingest.get("deletions"), dict)


ROW_DELAYS = {
    "postgresql": "pg_sleep(0.001)::text",
    "mariadb": "sleep(0.001)",
    "sqlite": "(with recursive n(i) as (select 1 union all select i + 1 from n where i < 1500) select max(i + t.id) from n)",
    "duckdb": "(select count(*) from range(60000) r(i) where i % (t.id + 1) = 0)",
}
"""An SQL expression by database that delays each row by about a millisecond."""

SERIES = {
    "postgresql": ("s.n", "generate_series({first}, {last}) s(n)"),
    "mariadb": ("s.seq", "seq_{first}_to_{last} s"),
    "sqlite": ("s.n", "(with recursive r(n) as (select {first} union all select n + 1 from r where n < {last}) select n from r) s"),
    "duckdb": ("s.n", "range({first}, {last} + 1) s(n)"),
}
"""Column and ``from`` item by database that return the integers from ``first`` to ``last``."""

WORKLOADS = (
    Workload("postgresql replace", "postgresql"),
    Workload("postgresql replace without a key", "postgresql", {"pk_field": None}),
    Workload("postgresql replace in ranges", "postgresql", {"partition": {"column": "id", "count": 3}}),
    Workload("postgresql incremental", "postgresql", {"strategy": "INCREMENTAL"}),
    Workload("postgresql incremental with deletions", "postgresql", {"strategy": "INCREMENTAL", "deletions": "compare"}),
    Workload(
        "postgresql deletions alone",
        "postgresql",
        {"strategy": "INCREMENTAL", "deletions": "compare", "deletions_schedule": "0 0 0 1 1 ? 2099"},
        only_deletes=True,
    ),
    Workload("postgresql mirror", "postgresql", {"strategy": "MIRROR"}),
    Workload("postgresql replace with rows that cannot be computed", "postgresql", {"max_failures": "10%"}, divisor=700),
    Workload("mariadb replace", "mariadb"),
    Workload("mariadb incremental", "mariadb", {"strategy": "INCREMENTAL"}),
    Workload("mariadb incremental with marked rows", "mariadb", {"strategy": "INCREMENTAL", "deletions": {"column": "gone"}}),
    Workload("mariadb mirror", "mariadb", {"strategy": "MIRROR"}),
    Workload("sqlite replace", "sqlite"),
    Workload("duckdb replace", "duckdb"),
)


_OVER_DASK = {"partition": {"column": "id", "count": 5, "executor": "dask"}}
DASK_WORKLOADS = (
    Workload("postgresql replace over Dask", "postgresql", _OVER_DASK),
    Workload("postgresql replace without a key over Dask", "postgresql", {**_OVER_DASK, "pk_field": None}),
    Workload("postgresql incremental over Dask", "postgresql", {**_OVER_DASK, "strategy": "INCREMENTAL"}),
    Workload("mariadb replace over Dask", "mariadb", _OVER_DASK),
)
"""The same whose ranges Dask workers load."""


def get_workload(name: str) -> Workload:
    """Return the workload with a name."""
    return next(each for each in WORKLOADS if each.name == name)


@dataclass
class Job:
    """A job for a workload, and the rows of its table."""

    deployment: Deployment
    workload: Workload
    id: str
    rows: Rows = field(default_factory=dict)
    generation: int = 0
    last_id: int = 0
    """The largest id so far: ids of deleted rows are not used again."""
    rejected: int = 0
    """The number of rows in its table that the database cannot compute."""
    marked: int = 0
    """The number of rows in its table that are marked as deleted."""
    constants: dict[str, str] = field(default_factory=dict)
    """Values, as text, that every document must have."""

    def define(self, **changes: Any) -> None:
        """Create its table unless it exists, and save its datasource and its ingestion with ``changes``."""
        columns = "id bigint primary key, generation int, word varchar(600), gone int default 0"
        self._execute(f"create table if not exists {self.id} ({columns})")
        marked = " or t.gone = 1" if self.workload.marks else ""
        newer = (
            ""
            if self.workload.replaces or self.workload.mirrors
            else f"{{{{#max_primary_key}}}}where t.id > {{{{max_primary_key}}}}{marked}{{{{/max_primary_key}}}}"
        )
        order = "" if "partition" in self.workload.ingest else "order by id"
        constants = COLUMNS.get(self.workload.database, {})
        self.constants = {} if "query" in changes else {name: value for name, (_, value) in constants.items()}
        inverse = [f"1 / (t.id % {self.workload.divisor}) as inverse"] if self.workload.divisor else []
        mark = ["t.gone"] if self.workload.marks else []
        selected = ["t.id", "t.generation", "t.word", *(f"{sql} as {name}" for name, (sql, _) in constants.items()), *inverse, *mark]
        delay = ROW_DELAYS[self.workload.database]
        query = f"select {', '.join((*selected, f'{delay} as nap'))} from {self.id} t {newer} {order}"
        ingest = {"query": query, "strategy": "REPLACE", "pk_field": "id", "batch_size": 500, **self.workload.ingest, **changes}
        if self.workload.only_deletes:
            ingest["deletions_query"] = f"select t.id from {self.id} t where {delay} is not null"
        self.deployment.api.define(self.id, {name: value for name, value in ingest.items() if value is not None}, self._datasource())

    def start(self, *, load: bool) -> str:
        """Start a run, for ``load`` one that loads rows in any case; return the id of the execution."""
        return self.deployment.start_job(self.id, "?only_deletions=true" if self.workload.only_deletes and not load else "")

    def write_rows(self, count: int) -> None:
        """Write rows of the next generation: replace all rows for a REPLACE, append for another strategy.

        If runs delete documents, delete every fifth row that exists, and for a MIRROR change every seventh.
        """
        self.generation += 1
        first = 1 if self.workload.replaces else self.last_id + 1
        self.last_id = first + count - 1
        if self.workload.deletes and not self.workload.only_deletes:
            self.delete_rows()
        if self.workload.replaces:
            self.rows = {}
            self._execute(f"delete from {self.id}")
        ids = range(first, first + count)
        readable = [id for id in ids if not self.workload.divisor or id % self.workload.divisor]
        self.rejected = len(ids) - len(readable)
        self.rows = {**self.rows, **dict.fromkeys(readable, self.generation)}
        number, source = SERIES[self.workload.database]
        series = source.format(first=first, last=self.last_id)
        self._execute(f"insert into {self.id} (id, generation, word) select {number}, {self.generation}, '{'w' * 500}' from {series}")

    def delete_rows(self) -> None:
        """Delete every fifth row that exists, or mark it, and for a MIRROR change every seventh."""
        rest = self.generation % 5
        condition = f"where id % 5 = {rest}"
        self._execute(f"update {self.id} set gone = 1 {condition}" if self.workload.marks else f"delete from {self.id} {condition}")
        remaining = {id: generation for id, generation in self.rows.items() if id % 5 != rest}
        self.marked += len(self.rows) - len(remaining) if self.workload.marks else 0
        self.rows = remaining
        if self.workload.mirrors:
            rest = self.generation % 7
            self._execute(f"update {self.id} set generation = {self.generation} where id % 7 = {rest}")
            self.rows = {id: self.generation if id % 7 == rest else generation for id, generation in self.rows.items()}

    def count_active_statements(self) -> int:
        """Return the number of its statements that run in the database server; 0 for a file, which has none."""
        database = self.deployment.databases.get(self.workload.database)
        return database.count_active_statements(f"from {self.id} t") if database else 0

    def _datasource(self) -> dict[str, Any]:
        database = self.deployment.databases.get(self.workload.database)
        if database:
            return database.jdbc
        properties = {"properties": {"threads": "1"}} if self.workload.database == "duckdb" else {}
        return {"url": f"jdbc:{self.workload.database}:{self._file}", **properties}

    @property
    def _file(self) -> str:
        return str(self.deployment.folder / f"{self.id}.db")

    def _execute(self, statement: str) -> None:
        if database := self.deployment.databases.get(self.workload.database):
            database.execute(statement)
            return
        connect: Callable[[str], Any] = duckdb.connect if self.workload.database == "duckdb" else sqlite3.connect
        with closing(connect(self._file)) as connection:
            connection.execute(statement)
            connection.commit()
