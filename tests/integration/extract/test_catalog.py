"""What a database holds, as each real database tells it."""

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
from sidecar.extract.catalog import metadata
from sidecar.extract.generic.reader import Dialect, GeneralReader
from sidecar.extract.reader import Reader, Source
from tests.acceptance.databases import on_postgresql, sqlite_file
from tests.integration.reader_helpers import pid_of, reading
from tests.support.dialects import bring_dialect

HOSTILE = ("x' or '1'='1", "x'; drop table t; --", 'x" or ""="', "x` or 1=1", "\\' or 1=1 -- ", "%", "_", "*", "x\0y", "💥" * 5000)
"""Names that are there only where they are pasted into a statement."""


def listed(reader: Reader, catalog: str | None = None, schema: str | None = None) -> Any:
    """Give the names of the innermost list; those of tables and views with their kind."""
    answer = metadata(reader.directory(), catalog, schema)
    assert "truncated" not in answer
    found = answer["catalogs"]
    for asked, below in ((catalog, "schemas"), (schema, "resources")):
        if asked is None:
            assert all(set(each) <= {"name", "type"} for each in found)
            return [each["name"] for each in found]
        assert [each["name"] for each in found] == [asked]
        found = found[0][below]
    return {each["name"]: each["type"] for each in found}


def stands(reader: Reader, catalog: str, schema: str) -> None:
    """Ask for names that no list has: each is refused, and the database stands as before."""
    before = listed(reader, catalog, schema)
    for hostile in HOSTILE:
        for asked in ((hostile, None), (hostile, schema), (catalog, hostile)):
            with pytest.raises((NotFound, SourceError)):
                metadata(reader.directory(), *asked)
    assert listed(reader, catalog, schema) == before


# -- PostgreSQL ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def shop(postgres_url: str, name: str) -> Iterator[str]:
    """Make a database with all kinds of what can be read, and of what cannot; give its URL."""
    url = f"{postgres_url.rpartition('/')[0]}/{name}"
    on_postgresql(postgres_url, f"create database {name}", f"create role {name}_reader login password 'secret'")
    on_postgresql(
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
    on_postgresql(postgres_url, f"drop database {name} with (force)", f"drop role {name}_reader")


def test_postgresql_lists_its_database_its_schemas_and_what_can_be_read(shop: str, name: str) -> None:
    with reading(shop) as reader:
        assert listed(reader) == [name]
        assert listed(reader, name) == ["closed", 'odd " name', "public", "sales"]
        assert listed(reader, name, "sales") == {
            "abroad": "table", "m": "view", "parted": "table", "plain": "table", "secret": "table", "v": "view",
        }  # fmt: skip
        assert listed(reader, name, 'odd " name') == {"T '1": "table"}
        assert listed(reader, name, "public") == {}
        assert listed(reader, name, "pg_catalog")["pg_class"] == "table"
        stands(reader, name, "sales")


def test_a_user_of_postgresql_sees_what_they_may_read(shop: str, name: str) -> None:
    parts = urlsplit(shop)
    with reading(f"postgresql://{parts.hostname}:{parts.port}{parts.path}", username=f"{name}_reader", password="secret") as reader:
        assert "closed" not in listed(reader, name)
        assert listed(reader, name, "sales") == {"plain": "table", "secret": "table"}
        with pytest.raises(NotFound):
            metadata(reader.directory(), name, "closed")


def test_another_database_of_postgresql_needs_its_own_datasource(shop: str, name: str) -> None:
    with reading(shop) as reader, pytest.raises(NotFound) as caught:
        metadata(reader.directory(), "postgres", None)
    assert f"shows no catalog [postgres]; there is [{name}]: a PostgreSQL session sees its own database only" in caught.value.reason


def test_a_long_list_is_cut_and_says_so(shop: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "MOST", 2)
    with reading(shop) as reader:
        found = metadata(reader.directory(), name, "sales")
        assert found["truncated"] is True
        assert [each["name"] for each in found["catalogs"][0]["schemas"][0]["resources"]] == ["abroad", "m"]
        assert metadata(reader.directory(), name, None)["truncated"] is True


# -- MariaDB ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def maria(mariadb_url: str, name: str) -> Iterator[str]:
    """Make a database of this name in the MariaDB; give the server's URL."""
    parts = urlsplit(mariadb_url)
    user = {"user": parts.username or "", "password": parts.password or ""}
    made = pymysql.connect(host=parts.hostname or "", port=parts.port or 0, autocommit=True, **user)
    with closing(made), made.cursor() as cursor:
        for statement in (
            f"create database {name}", f"create table {name}.t (id int)", f"create view {name}.v as select 1 as one",
            f"create sequence {name}.s", f"create table {name}.old (id int) with system versioning",
            f"create table {name}.`odd ``'1` (id int)",
        ):  # fmt: skip
            cursor.execute(statement)
        yield mariadb_url
        cursor.execute(f"drop database {name}")


def test_mariadb_lists_databases_as_catalogs_with_one_schema_each(maria: str, name: str) -> None:
    with reading(maria) as reader:
        assert name in listed(reader)
        assert not {"information_schema", "mysql", "performance_schema", "sys"} & set(listed(reader))
        assert listed(reader, name) == [name]
        assert listed(reader, name, name) == {"odd `'1": "table", "old": "table", "t": "table", "v": "view"}
        assert listed(reader, "mysql", "mysql")["user"] == "view"
        stands(reader, name, name)
        for asked in ((name, "mysql"), (name.upper(), None)):
            with pytest.raises(NotFound):
                metadata(reader.directory(), *asked)


# -- files --------------------------------------------------------------------------------------------------------------------------


def test_sqlite_lists_its_file_as_main(tmp_path: Path) -> None:
    database = sqlite_file(
        tmp_path / "x.db", "create table t (id integer primary key autoincrement)", "create view v as select 1 as one",
        "create index i on t (id)", "create table \"odd '1\" (id integer)", "create table sqlitely (id integer)",
    )  # fmt: skip
    with reading(database["url"], allowed=("sqlite://*",)) as reader:
        assert (listed(reader), listed(reader, "main")) == (["main"], ["main"])
        assert listed(reader, "main", "main") == {"odd '1": "table", "sqlitely": "table", "t": "table", "v": "view"}
        stands(reader, "main", "main")


def test_duckdb_lists_its_file_and_its_schemas(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "shop.db")) as made:
        for statement in (
            "create table t (id int)", "create view v as select 1 as one", "create schema sales", 'create table sales."odd \'1" (id int)',
            "create sequence s", "create macro m() as 1",
        ):  # fmt: skip
            made.execute(statement)
    with reading(f"jdbc:duckdb:{tmp_path / 'shop.db'}", allowed=("duckdb://*",)) as reader:
        assert listed(reader) == ["shop"]
        assert listed(reader, "shop") == ["main", "sales"]
        assert listed(reader, "shop", "main") == {"t": "table", "v": "view"}
        assert listed(reader, "shop", "sales") == {"odd '1": "table"}
        stands(reader, "shop", "sales")


# -- every other ------------------------------------------------------------------------------------------------------------------------


def test_a_database_that_only_sqlalchemy_knows_tells_what_its_inspector_does(
    shop: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_dialect(monkeypatch, tmp_path)
    with reading(shop.replace("postgresql:", "alike+psycopg:"), allowed=("alike://*:*/*",)) as reader:
        assert type(reader).__name__ == "InstalledReader"
        assert listed(reader) == [name]
        assert listed(reader, name) == ["closed", 'odd " name', "public", "sales"]
        found = listed(reader, name, "sales")
        assert found.items() >= {"m": "view", "parted": "table", "plain": "table", "v": "view"}.items()
        assert listed(reader, name, "information_schema")["columns"] == "view"
        stands(reader, name, "sales")


def test_a_dialect_without_schemas_still_lists_its_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*_: object, **__: object) -> None:
        raise NotImplementedError

    sqlite_file(tmp_path / "x.db", "create table t (id integer)", "create view v as select 1 as one")
    reader = GeneralReader(Source(id="x", database="sqlite", catalog=str(tmp_path / "x.db")), Dialect(product="SQLite", driver="sqlite"))
    reader.connect()
    try:
        assert listed(reader, str(tmp_path / "x.db")) == ["main"]
        monkeypatch.setattr(sqlalchemy.Inspector, "get_schema_names", without)
        (schema,) = listed(reader, str(tmp_path / "x.db"))
        assert listed(reader, str(tmp_path / "x.db"), schema) == {"t": "table", "v": "view"}
    finally:
        reader.close()


def test_a_database_that_goes_away_is_an_error_and_no_empty_list(shop: str, name: str) -> None:
    with reading(shop) as reader:
        with psycopg.connect(shop, autocommit=True) as other:
            other.execute("select pg_terminate_backend(%s)", [pid_of(reader.session)])
        with pytest.raises(SourceError, match="look into"):
            metadata(reader.directory(), name, "sales")
