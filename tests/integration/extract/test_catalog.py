"""Catalogs, schemas, tables and views of each real database."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import psycopg
import pymysql
import pytest
import sqlalchemy

from sidecar.errors import NotFound, SourceError
from sidecar.extract import catalog
from sidecar.extract.catalog import list_metadata
from sidecar.extract.generic.reader import DriverDialect, GenericReader
from sidecar.extract.reader import Reader, Source
from tests.acceptance.databases import execute_on_postgresql, write_sqlite_file
from tests.integration.extract.conftest import RunStatements
from tests.integration.reader_helpers import connected_reader, process_id
from tests.support.dialects import install_dialect

HOSTILE = ("x' or '1'='1", "x'; drop table t; --", 'x" or ""="', "x` or 1=1", "\\' or 1=1 -- ", "%", "_", "*", "x\0y", "💥" * 5000)
"""Names that exist only if they are concatenated into a statement."""


def list_names(reader: Reader, catalog: str | None = None, schema: str | None = None) -> Any:
    """Return the names of the innermost list; those of tables and views with their kind."""
    response = list_metadata(reader.catalog(), catalog, schema)
    assert "truncated" not in response
    names = response["catalogs"]
    for requested, children in ((catalog, "schemas"), (schema, "resources")):
        if requested is None:
            assert all(set(each) == {"name"} for each in names)
            return [each["name"] for each in names]
        assert [each["name"] for each in names] == [requested]
        names = names[0][children]
    return {each["name"]: each["type"] for each in names}


def assert_rejects_hostile_names(reader: Reader, catalog: str, schema: str) -> None:
    """Check that each hostile name is rejected, and that the database remains unchanged."""
    before = list_names(reader, catalog, schema)
    for hostile in HOSTILE:
        for path in ((hostile, None), (hostile, schema), (catalog, hostile)):
            with pytest.raises((NotFound, SourceError)):
                list_metadata(reader.catalog(), *path)
    assert list_names(reader, catalog, schema) == before


def list_keys(reader: Reader, catalog: str, schema: str) -> dict[str, list[str]]:
    """Return the primary key of each table, by name; check that views have none."""
    (found,) = list_metadata(reader.catalog(), catalog, schema)["catalogs"]
    resources = found["schemas"][0]["resources"]
    assert all(("primary_key" in each) == (each["type"] == "table") for each in resources)
    return {each["name"]: each["primary_key"] for each in resources if each["type"] == "table"}


# -- primary keys -------------------------------------------------------------------------------------------------------------------


def key_statements(prefix: str) -> tuple[str, ...]:
    """Return statements that create tables with a key, with a key of two columns in another order than theirs, and without one."""
    return (
        f"create table {prefix}_one (word varchar(9), id int primary key)",
        f"create table {prefix}_two (a int, b int, c int unique, primary key (b, a))",
        f"create table {prefix}_none (a int, b int unique)",
        f"create view {prefix}_view as select id from {prefix}_one",
    )


def check_keys(reader: Reader, prefix: str, catalog: str, schema: str) -> None:
    found = {name: key for name, key in list_keys(reader, catalog, schema).items() if name.startswith(prefix)}
    assert found == {f"{prefix}_none": [], f"{prefix}_one": ["id"], f"{prefix}_two": ["b", "a"]}


def test_the_primary_keys_of_all_databases_are_listed(run_statements: RunStatements, name: str) -> None:
    url = run_statements(*key_statements(name))
    with connected_reader(url, allowed=("*://*",)) as reader:
        catalog = list_names(reader)[0] if url.startswith("jdbc:") else urlsplit(url).path[1:]
        schema = "public" if url.startswith("postgresql") else "main" if url.startswith("jdbc:") else catalog
        check_keys(reader, name, catalog, schema)


def test_the_primary_keys_of_other_databases_are_listed(
    on_postgresql: RunStatements, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_dialect(monkeypatch, tmp_path)
    url = on_postgresql(*key_statements(name))
    with connected_reader(url.replace("postgresql:", "alike+psycopg:"), allowed=("alike://*:*/*",)) as reader:
        check_keys(reader, name, urlsplit(url).path[1:], "public")


def test_a_dialect_without_primary_keys_still_lists_its_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def raise_not_implemented(*_: object, **__: object) -> None:
        raise NotImplementedError

    write_sqlite_file(tmp_path / "x.db", "create table t (id integer primary key)")
    source = Source(id="x", database="sqlite", catalog=str(tmp_path / "x.db"))
    reader = GenericReader(source, DriverDialect(product="SQLite", driver="sqlite"))
    reader.connect()
    try:
        assert list_keys(reader, str(tmp_path / "x.db"), "main") == {"t": ["id"]}
        monkeypatch.setattr(sqlalchemy.Inspector, "get_multi_pk_constraint", raise_not_implemented)
        assert list_keys(reader, str(tmp_path / "x.db"), "main") == {"t": []}
    finally:
        reader.close()


def test_keys_are_listed_for_a_user_who_may_only_read(on_postgresql: RunStatements, on_mariadb: RunStatements, name: str) -> None:
    for run, role, drop in (
        (on_postgresql, f"create role {name} login password 'secret'", (f"drop owned by {name}", f"drop role {name}")),
        (on_mariadb, f"create user {name} identified by 'secret'", (f"drop user {name}",)),
    ):
        tables = [f"{name}_{each}" for each in ("one", "two", "none", "view")]
        url = run(*key_statements(name), role, *(f"grant select on {each} to {name}" for each in tables))
        parts = urlsplit(url)
        database = parts.path[1:]
        try:
            with connected_reader(f"{parts.scheme}://{parts.hostname}:{parts.port}/{database}", username=name, password="secret") as reader:
                check_keys(reader, name, database, "public" if parts.scheme == "postgresql" else database)
        finally:
            run(*drop)


def test_a_virtual_table_without_its_module_does_not_hide_the_others(tmp_path: Path) -> None:
    database = write_sqlite_file(
        tmp_path / "x.db", "create table t (id integer primary key)", "pragma writable_schema = on",
        "insert into sqlite_master values ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING missing')",
    )  # fmt: skip
    with connected_reader(database["url"], allowed=("sqlite://*",)) as reader:
        assert list_keys(reader, "main", "main") == {"t": ["id"], "v": []}


# -- PostgreSQL ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def shop(postgres_url: str, name: str) -> Iterator[str]:
    """Create a database with readable and unreadable objects of all kinds; return its URL."""
    url = f"{postgres_url.rpartition('/')[0]}/{name}"
    execute_on_postgresql(postgres_url, f"create database {name}", f"create role {name}_reader login password 'secret'")
    execute_on_postgresql(
        url,
        "create schema sales", 'create schema "odd "" name"', "create schema closed", "create table closed.t (id int)",
        "create table sales.plain (id int)", "create view sales.v as select 1 as one",
        "create materialized view sales.m as select 1 as one",
        "create table sales.parted (id int) partition by range (id)",
        "create table sales.part1 partition of sales.parted for values from (0) to (9)",
        "create foreign data wrapper nowhere", "create server far foreign data wrapper nowhere",
        "create foreign table sales.abroad (id int) server far", "create sequence sales.s", "create index i on sales.plain (id)",
        "create type sales.kind as (a int)", 'create table "odd "" name"."T \'1" (id int)', "create table sales.secret (id int, open int)",
        f"grant usage on schema sales to {name}_reader",
        f"grant select on sales.plain to {name}_reader", f"grant select (open) on sales.secret to {name}_reader",
    )  # fmt: skip
    yield url
    execute_on_postgresql(postgres_url, f"drop database {name} with (force)", f"drop role {name}_reader")


def test_postgresql_lists_its_database_its_schemas_and_readable_resources(shop: str, name: str) -> None:
    with connected_reader(shop) as reader:
        assert list_names(reader) == [name]
        assert list_names(reader, name) == ["closed", 'odd " name', "public", "sales"]
        assert list_names(reader, name, "sales") == {
            "abroad": "table", "m": "view", "parted": "table", "plain": "table", "secret": "table", "v": "view",
        }  # fmt: skip
        assert list_names(reader, name, 'odd " name') == {"T '1": "table"}
        assert list_names(reader, name, "public") == {}
        assert list_names(reader, name, "pg_catalog")["pg_class"] == "table"
        assert_rejects_hostile_names(reader, name, "sales")


def test_postgresql_lists_only_what_the_user_may_read(shop: str, name: str) -> None:
    parts = urlsplit(shop)
    with connected_reader(
        f"postgresql://{parts.hostname}:{parts.port}{parts.path}", username=f"{name}_reader", password="secret"
    ) as reader:
        assert "closed" not in list_names(reader, name)
        assert list_names(reader, name, "sales") == {"plain": "table", "secret": "table"}
        with pytest.raises(NotFound):
            list_metadata(reader.catalog(), name, "closed")


def test_another_postgresql_database_is_not_found(shop: str, name: str) -> None:
    with connected_reader(shop) as reader, pytest.raises(NotFound) as caught:
        list_metadata(reader.catalog(), "postgres", None)
    assert f"has no catalog [postgres], expected [{name}]: a PostgreSQL session sees only its own database" in caught.value.reason


def test_a_long_list_is_cut_and_marked_as_truncated(shop: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "MAX_NAMES", 2)
    with connected_reader(shop) as reader:
        response = list_metadata(reader.catalog(), name, "sales")
        assert response["truncated"] is True
        assert [each["name"] for each in response["catalogs"][0]["schemas"][0]["resources"]] == ["abroad", "m"]
        assert list_metadata(reader.catalog(), name, None)["truncated"] is True


# -- MariaDB ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def mariadb_database(mariadb_url: str, name: str) -> Iterator[str]:
    """Create a database of this name in MariaDB; return the server's URL."""
    parts = urlsplit(mariadb_url)
    user = {"user": parts.username or "", "password": parts.password or ""}
    connection = pymysql.connect(host=parts.hostname or "", port=parts.port or 0, autocommit=True, **user)
    with closing(connection), connection.cursor() as cursor:
        for statement in (
            f"create database {name}", f"create table {name}.t (id int)", f"create view {name}.v as select 1 as one",
            f"create sequence {name}.s", f"create table {name}.old (id int) with system versioning",
            f"create table {name}.`odd ``'1` (id int)",
        ):  # fmt: skip
            cursor.execute(statement)
        yield mariadb_url
        cursor.execute(f"drop database {name}")


def test_mariadb_lists_databases_as_catalogs_with_one_schema_each(mariadb_database: str, name: str) -> None:
    with connected_reader(mariadb_database) as reader:
        assert name in list_names(reader)
        assert not {"information_schema", "mysql", "performance_schema", "sys"} & set(list_names(reader))
        assert list_names(reader, name) == [name]
        assert list_names(reader, name, name) == {"odd `'1": "table", "old": "table", "t": "table", "v": "view"}
        assert list_names(reader, "mysql", "mysql")["user"] == "view"
        assert_rejects_hostile_names(reader, name, name)
        for path in ((name, "mysql"), (name.upper(), None)):
            with pytest.raises(NotFound):
                list_metadata(reader.catalog(), *path)


# -- files --------------------------------------------------------------------------------------------------------------------------


def test_sqlite_lists_its_file_as_main(tmp_path: Path) -> None:
    database = write_sqlite_file(
        tmp_path / "x.db", "create table t (id integer primary key autoincrement)", "create view v as select 1 as one",
        "create index i on t (id)", "create table \"odd '1\" (id integer)", "create table sqlitely (id integer)",
    )  # fmt: skip
    with connected_reader(database["url"], allowed=("sqlite://*",)) as reader:
        assert (list_names(reader), list_names(reader, "main")) == (["main"], ["main"])
        assert list_names(reader, "main", "main") == {"odd '1": "table", "sqlitely": "table", "t": "table", "v": "view"}
        assert_rejects_hostile_names(reader, "main", "main")


def test_duckdb_lists_its_file_and_its_schemas(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "shop.db")) as connection:
        for statement in (
            "create table t (id int)", "create view v as select 1 as one", "create schema sales", 'create table sales."odd \'1" (id int)',
            "create sequence s", "create macro m() as 1",
        ):  # fmt: skip
            connection.execute(statement)
    with connected_reader(f"jdbc:duckdb:{tmp_path / 'shop.db'}", allowed=("duckdb://*",)) as reader:
        assert list_names(reader) == ["shop"]
        assert list_names(reader, "shop") == ["main", "sales"]
        assert list_names(reader, "shop", "main") == {"t": "table", "v": "view"}
        assert list_names(reader, "shop", "sales") == {"odd '1": "table"}
        assert_rejects_hostile_names(reader, "shop", "sales")


# -- other databases ----------------------------------------------------------------------------------------------------------------


def test_other_databases_are_listed_by_sqlalchemys_inspector(shop: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_dialect(monkeypatch, tmp_path)
    with connected_reader(shop.replace("postgresql:", "alike+psycopg:"), allowed=("alike://*:*/*",)) as reader:
        assert type(reader).__name__ == "InstalledDialectReader"
        assert list_names(reader) == [name]
        assert list_names(reader, name) == ["closed", 'odd " name', "public", "sales"]
        found = list_names(reader, name, "sales")
        assert found.items() >= {"m": "view", "parted": "table", "plain": "table", "v": "view"}.items()
        assert list_names(reader, name, "information_schema")["columns"] == "view"
        assert_rejects_hostile_names(reader, name, "sales")


def test_a_dialect_without_schemas_still_lists_its_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def raise_not_implemented(*_: object, **__: object) -> None:
        raise NotImplementedError

    write_sqlite_file(tmp_path / "x.db", "create table t (id integer)", "create view v as select 1 as one")
    reader = GenericReader(
        Source(id="x", database="sqlite", catalog=str(tmp_path / "x.db")), DriverDialect(product="SQLite", driver="sqlite")
    )
    reader.connect()
    try:
        assert list_names(reader, str(tmp_path / "x.db")) == ["main"]
        monkeypatch.setattr(sqlalchemy.Inspector, "get_schema_names", raise_not_implemented)
        (schema,) = list_names(reader, str(tmp_path / "x.db"))
        assert list_names(reader, str(tmp_path / "x.db"), schema) == {"t": "table", "v": "view"}
    finally:
        reader.close()


def test_a_lost_connection_is_an_error_and_not_an_empty_list(shop: str, name: str) -> None:
    with connected_reader(shop) as reader:
        with psycopg.connect(shop, autocommit=True) as other:
            other.execute("select pg_terminate_backend(%s)", [process_id(reader.session_id)])
        with pytest.raises(SourceError, match="read the catalog of"):
            list_metadata(reader.catalog(), name, "sales")
