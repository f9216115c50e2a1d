"""Malicious queries on real databases: they are rejected, change nothing, and access nothing outside the datasource."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pymysql
import pytest
from sqlalchemy.engine import make_url

from sidecar.errors import SidecarError
from sidecar.extract.query.template import parse
from tests.integration.reader_helpers import connected_reader, read_texts
from tests.support.dialects import install_dialect

ALL_DATABASES = (
    # several statements, and ends of the subquery that the query becomes
    "select 1 as a; drop table {t}", "select 1 as a;;drop table {t}", "select 1 as a) x; drop table {t} --", "select 1 as a) x --",
    "select 1 as a) x; drop table {t} #", "select 1 as a\n) x where 1 = (1", "select 1 as a) union all select * from (select 2 as a",
    "select 1 as a /*", "select 1 as a --\n; drop table {t}", "select '1' as a'; drop table {t} --", ") x", "(select 1 as a))",
    # statements that are not read-only
    "drop table {t}", "delete from {t}", "insert into {t} values (2)", "update {t} set id = 2", "create table {t}x (id integer)",
    "alter table {t} add x integer", "create index {t}i on {t} (id)", "create view {t}v as select 1 as a",
    "insert into {t} select * from {t}", "delete from {t} where id in (select id from {t})", "commit", "rollback", "begin",
)  # fmt: skip
POSTGRESQL = (
    "truncate table {t}", "with gone as (delete from {t} returning id) select * from gone", "delete from {t} returning id",
    "insert into {t} values (2) returning id", "copy {t} to '{f}'", "copy {t} from program 'touch {f}'", "copy (select 1) to '{f}'",
    "select 1 as a) q(c0)) to program 'touch {f}' --", "do $$ begin delete from {t}; end $$", "select * into {t}x from {t}",
    "select set_config('transaction_read_only', 'off', true) as a", "select nextval('{t}s') as a",
    "select {t}f() as a", "call {t}p()", "prepare x as delete from {t}", "lock table {t}", "vacuum {t}", "reset all", "listen x",
    "set session characteristics as transaction read write", "explain analyze delete from {t}", "table {t} for update",
    "show all; drop table {t}",
)  # fmt: skip
MARIADB = (
    "truncate table {t}", "insert into {t} values (2) returning id", "delete from {t} returning id", "replace into {t} values (2)",
    "select * from {t} into outfile '{f}'", "select 'x' into dumpfile '{f}'", "select 1 into @a", "call {t}p()", "select {t}f() as a",
    "load data local infile '{f}' into table {t}", "load data infile '{f}' into table {t}", "analyze delete from {t}", "do sleep(0)",
    "set password = password('x')", "set session transaction read write", "set autocommit = 0", "start transaction read write",
    "lock tables {t} write", "flush tables", "optimize table {t}", "prepare x from 'drop table {t}'", "execute immediate 'drop table {t}'",
    "select 1 as a /*! ; drop table {t} */", "select 1 as a /*!; drop table {t} */", "handler {t} open", "kill 1", "use mysql",
    "begin not atomic delete from {t}; end", "grant all on *.* to siren", "create temporary table {t}x (id integer)",
)  # fmt: skip
SQLITE = (
    "attach database '{f}' as other", "vacuum into '{f}'", "vacuum", "select load_extension('{f}') as a",
    "select writefile('{f}', 'x') as a",
    "select readfile('/etc/passwd') as a", "select edit('x') as a", "pragma journal_mode = delete", "pragma writable_schema = on",
    "select * from pragma_database_list", "select * from pragma_table_info('{t}')", "reindex", "analyze", "savepoint x", "begin immediate",
    "replace into {t} values (2)", "insert into {t} values (2) returning id", "create temp table {t}x (id integer)", "detach main",
    "create virtual table {t}x using fts5(a)", "with gone as (select 1 as id) delete from {t} returning id",
)  # fmt: skip
DUCKDB = (
    "select * from read_csv('/etc/passwd')", "select * from read_text('/etc/passwd')", "select * from read_blob('/etc/passwd')",
    "select * from glob('/etc/*')", "select * from '/etc/passwd'", "select * from '{f}.csv'", "select * from sniff_csv('/etc/passwd')",
    "select * from read_json('/etc/passwd')", "select * from read_parquet('/etc/passwd')", "select * from parquet_metadata('/etc/passwd')",
    "attach '{f}' as other", "copy {t} to '{f}'", "copy (select 1) to '{f}'", "export database '{f}'", "import database '{f}'",
    "install httpfs", "load httpfs", "load '{f}'", "select * from 'http://127.0.0.1:1/x.csv'", "select * from 's3://a/b.parquet'",
    "set enable_external_access = true", "set lock_configuration = false", "pragma database_list", "create secret (type s3)",
    "select getenv('HOME') as a", "select * from sqlite_scan('{f}', 'x')", "select * from postgres_scan('', '', '')", "checkpoint",
    "truncate {t}", "delete from {t} returning id", "insert into {t} values (2) returning id", "create temp table {t}x (id integer)",
    "prepare x as delete from {t}", "explain analyze delete from {t}", "vacuum", "use other", "detach {t}", "create macro {t}m() as 1",
    "select nextval('{t}s') as a",
)  # fmt: skip
GENERIC = (
    "with gone as (delete from {t} returning id) select * from gone", "select * into {t}x from {t}", "select * from {t} for update",
    "select 1 as a drop table {t}", "table {t} for update", "from {t} delete {t}", "copy {t} to program 'touch {f}'", "lock table {t}",
    "do $$ begin delete from {t}; end $$", "call {t}p()", "truncate table {t}", "vacuum {t}", "explain analyze delete from {t}",
)  # fmt: skip
"""For an unknown database: its sessions can write, so only the query's keywords are checked."""


@dataclass(frozen=True)
class Database:
    """A database with one table, and a way to see changes."""

    name: str
    url: str
    allowed: tuple[str, ...] | None
    table: str
    snapshot: Callable[[], list[str]]
    """Returns the database's content as strings."""
    folder: Path

    def run(self, query: str) -> list[tuple[Any, ...]]:
        """Parse, render and read a query as an execution does."""
        rendered = parse(query.format(t=self.table, f=self.folder / "created"), self.name).render({})
        with connected_reader(self.url, allowed=self.allowed) as reader:
            return read_texts(reader, rendered)


@pytest.fixture
def postgresql(postgres_url: str, name: str, tmp_path: Path) -> Iterator[Database]:
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"create table {name} as select 1 as id")
        admin.execute(f"create sequence {name}s")
        admin.execute(f"create function {name}f() returns int language sql as 'delete from {name} returning 1'")
        admin.execute(f"create procedure {name}p() language sql as 'delete from {name}'")

        def snapshot() -> list[str]:
            rows = admin.execute(f"select id from {name}").fetchall()
            objects = admin.execute("select count(*) from pg_largeobject_metadata").fetchall()
            relations = admin.execute("select relname from pg_class where relname like %s order by 1", [f"{name}%"]).fetchall()
            sequences = admin.execute(f"select is_called from {name}s").fetchall()
            return [str(each) for each in (rows, relations, sequences, objects)]

        yield Database("postgresql", postgres_url, None, name, snapshot, tmp_path)


@pytest.fixture
def generic(postgresql: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Database:
    """Return the PostgreSQL database with another dialect, so that the generic reader reads it."""
    install_dialect(monkeypatch, tmp_path)
    url = f"alike+psycopg://{postgresql.url.partition('://')[2]}"
    return replace(postgresql, name="alike", url=url)


@pytest.fixture
def mariadb(mariadb_url: str, name: str, tmp_path: Path) -> Iterator[Database]:
    url = make_url(mariadb_url)
    login = {"host": url.host, "port": url.port or 3306, "user": url.username, "password": url.password, "database": url.database}
    with closing(pymysql.connect(**login)) as admin, admin.cursor() as cursor:
        cursor.execute(f"create table {name} (id integer)")
        cursor.execute(f"insert into {name} values (1)")
        admin.commit()
        cursor.execute(f"create procedure {name}p() modifies sql data delete from {name}")
        with suppress(pymysql.MySQLError):  # a server with a binary log rejects such a function
            cursor.execute(f"create function {name}f() returns int modifies sql data begin delete from {name}; return 1; end")

        def snapshot() -> list[str]:
            admin.commit()
            cursor.execute(f"select * from {name}")
            rows = cursor.fetchall()
            cursor.execute(f"show tables like '{name}%'")
            return [str(rows), str(cursor.fetchall())]

        yield Database("mariadb", mariadb_url, None, name, snapshot, tmp_path)


@pytest.fixture
def sqlite(name: str, tmp_path: Path) -> Database:
    file = tmp_path / "data.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"create table {name} (id integer)")
        connection.execute(f"insert into {name} values (1)")

    def snapshot() -> list[str]:
        with closing(sqlite3.connect(file)) as connection:
            rows = connection.execute(f"select * from {name}").fetchall()
            return [str(rows), str(connection.execute("select * from sqlite_master").fetchall()), *_files(tmp_path)]

    return Database("sqlite", f"jdbc:sqlite:{file}", ("sqlite:///*",), name, snapshot, tmp_path)


@pytest.fixture
def duckdb_database(name: str, tmp_path: Path) -> Database:
    file = tmp_path / "data.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"create table {name} as select 1 as id")
        connection.execute(f"create sequence {name}s")

    def snapshot() -> list[str]:
        with duckdb.connect(str(file), read_only=True) as connection:
            rows = connection.execute(f"select * from {name}").fetchall()
            return [str(rows), str(connection.execute("show all tables").fetchall()), *_files(tmp_path)]

    return Database("duckdb", f"jdbc:duckdb:{file}", ("duckdb:///*",), name, snapshot, tmp_path)


def _files(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*"))


CASES = [
    *(("postgresql", each) for each in (*ALL_DATABASES, *POSTGRESQL)),
    *(("generic", each) for each in (*ALL_DATABASES, *GENERIC)),
    *(("mariadb", each) for each in (*ALL_DATABASES, *MARIADB)),
    *(("sqlite", each) for each in (*ALL_DATABASES, *SQLITE)),
    *(("duckdb_database", each) for each in (*ALL_DATABASES, *DUCKDB)),
]


@pytest.mark.parametrize(("fixture", "query"), CASES, ids=lambda each: each[:60])
def test_a_malicious_query_is_rejected_and_changes_nothing(request: pytest.FixtureRequest, fixture: str, query: str) -> None:
    target: Database = request.getfixturevalue(fixture)
    before = target.snapshot()

    with pytest.raises(SidecarError):
        target.run(query)

    assert target.snapshot() == before
    assert "created" not in " ".join(_files(target.folder))


def test_changes_by_a_function_are_rolled_back_in_a_writable_session(generic: Database) -> None:
    before = generic.snapshot()
    assert len(generic.run(f"select {generic.table}f() as a")) == 1
    assert generic.snapshot() == before


def test_changes_allowed_in_a_read_only_transaction_are_rolled_back(postgresql: Database) -> None:
    before = postgresql.snapshot()
    with suppress(SidecarError):  # newer servers reject it
        postgresql.run("select lo_create(0) as a")
    assert postgresql.snapshot() == before


@pytest.mark.parametrize("fixture", ["postgresql", "generic", "mariadb", "sqlite", "duckdb_database"])
def test_a_harmless_query_is_read(request: pytest.FixtureRequest, fixture: str) -> None:
    target: Database = request.getfixturevalue(fixture)
    for query in (
        "select id from {t}",
        "(select id from {t})",
        "with w as (select id from {t}) select (id) from w -- )",
        "select id from {t};",
    ):
        assert target.run(query) == [("1",)]
