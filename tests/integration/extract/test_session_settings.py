"""Hostile settings of the server, database, role or account do not change what a reader returns."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import duckdb
import psycopg
import pymysql
import pytest

from sidecar.errors import SourceError, error_messages
from sidecar.extract.generic.settings import ORACLE_SETTINGS, SQLSERVER_SETTINGS
from sidecar.extract.reader import Reader
from tests.integration.reader_helpers import connected_reader, read_texts
from tests.support.hostile_settings import MARIADB, POSTGRESQL
from tests.support.waiting import wait_until


def _read(reader: Reader, query: str) -> str | None:
    """Return the query's single value, or its error, so that a test shows every setting that has an effect."""
    try:
        return read_texts(reader, query)[0][0]
    except SourceError as error:
        return error_messages(error)[-1]


@pytest.fixture(scope="module")
def postgresql_database(postgres_url: str) -> Iterator[tuple[psycopg.Connection[Any], str, str]]:
    """Yield a superuser's connection, the URL of a role of its own in a database of its own, and the name of both."""
    name = f"hostile{os.getpid()}"
    parts = urlsplit(postgres_url)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"create role {name} login superuser password 'p'")
        connection.execute(f"create database {name} owner {name}")
        url = f"postgresql://{name}:p@{parts.hostname}:{parts.port}/{name}"
        try:
            connection.execute(f"alter database {name} set enable_seqscan = off")  # the limit of a GIN index needs its index
            with psycopg.connect(url, autocommit=True) as own:
                own.execute("create table hostile (words text[])")
                own.execute("insert into hostile select array['a'] from generate_series(1, 20000)")
                own.execute("create index on hostile using gin (words) with (fastupdate = off)")
                own.execute("analyze hostile")
            yield connection, url, name
        finally:
            connection.execute(f"drop database {name} with (force)")
            connection.execute(f"drop role {name}")


@pytest.mark.parametrize("level", ["system", "role {}", "database {}", "role {} in database {}"])
def test_no_setting_of_postgresql_changes_what_is_read(postgresql_database: tuple[psycopg.Connection[Any], str, str], level: str) -> None:
    connection, url, name = postgresql_database
    with ExitStack() as hostile:
        for setting, value, *_ in POSTGRESQL:
            target = level.replace("{}", name)
            connection.execute(f"alter {target} set {setting} = {value}")
            hostile.callback(connection.execute, f"alter {target} reset {setting}")
        if level == "system":
            hostile.callback(_reload_postgresql, connection, url, "UTC")
            _reload_postgresql(connection, url, "Asia/Tokyo")
        with connected_reader(url) as reader:
            read = {setting: _read(reader, f"select {sql} as v") for setting, _, sql, _ in POSTGRESQL}
    assert read == {setting: expected for setting, _, _, expected in POSTGRESQL}


HOSTILE_FUNCTIONS = (
    "to_char(timestamp, text)", "date_trunc(text, timestamp)", "lower(text)", "to_json(anyelement)", "to_json(int[])", "upper(text)",
    "format_type(oid, int)", "array_position(name[], name)", "concat(text, text)",
)  # fmt: skip


@pytest.mark.parametrize(
    "schemas", ["hostile, pg_catalog, public", "public, hostile, pg_catalog", "hostile, public", '"hostile", "pg_catalog"']
)
@pytest.mark.parametrize("as_property", [False, True])
def test_no_schema_hides_the_functions_and_types_of_postgresql(
    postgresql_database: tuple[psycopg.Connection[Any], str, str], schemas: str, as_property: bool
) -> None:
    connection, url, name = postgresql_database
    with psycopg.connect(url, autocommit=True) as own, ExitStack() as hostile:
        own.execute("create schema hostile")
        hostile.callback(own.execute, "drop schema hostile cascade")
        for function in HOSTILE_FUNCTIONS:
            own.execute(f"create function hostile.{function} returns text language sql as $$ select 'hostile' $$")
        own.execute("create domain hostile.int4 as pg_catalog.text")
        own.execute("create function hostile.compare(int, int) returns boolean language sql as 'select false'")
        own.execute("create operator hostile.= (leftarg = int, rightarg = int, function = hostile.compare)")
        own.execute("create table hostile.t as select 1::pg_catalog.int4 as id, array[1, 2] as list, 'A'::pg_catalog.text as word")
        if not as_property:
            connection.execute(f"alter role {name} set search_path = {schemas}")
            hostile.callback(connection.execute, f"alter role {name} reset search_path")
        query = "select id, list, lower(word) as word, '5'::int4 + 1 as sum from t where id = 1"
        with connected_reader(f"{url}?currentSchema={quote(schemas)}" if as_property else url) as reader:
            assert read_texts(reader, query) == [("1", "[1,2]", "a", "6")]
            assert reader.current_time()[:2] == "20"


def _reload_postgresql(connection: psycopg.Connection[Any], url: str, timezone: str) -> None:
    """Let the server read its settings, and wait until new sessions have them."""
    if timezone == "UTC":
        connection.execute("alter system reset all")
    connection.execute("select pg_reload_conf()")

    def has_reloaded() -> bool:
        with psycopg.connect(url) as own:
            row = own.execute("show timezone").fetchone()
        return (row is not None and row[0] == "Asia/Tokyo") == (timezone == "Asia/Tokyo")

    wait_until(has_reloaded, "the settings are reloaded")


@pytest.fixture(scope="module")
def mariadb_account(mariadb_url: str) -> Iterator[tuple[Any, str]]:
    """Yield an administrator's cursor, and the URL of an account that only reads, for which the server runs ``init_connect``."""
    parts = urlsplit(mariadb_url)
    name = f"hostile{os.getpid()}"
    connection = pymysql.connect(
        host=parts.hostname, port=parts.port or 3306, user=parts.username, password=parts.password or "", autocommit=True
    )
    with connection, connection.cursor() as cursor:
        cursor.execute(f"create database {name}")
        cursor.execute(f"use {name}")
        cursor.execute(f"create user {name} identified by 'p' with max_statement_time 0.5")
        try:
            cursor.execute(f"grant select on *.* to {name}")
            cursor.execute(f"create table {name}.hostile (a int, c char(5)) with system versioning")
            cursor.execute(f"insert into {name}.hostile select seq % 3, 'c' from seq_1_to_6")
            yield cursor, f"mysql://{name}:p@{parts.hostname}:{parts.port or 3306}/{name}"
        finally:
            cursor.execute(f"drop user {name}")
            cursor.execute(f"drop database {name}")


@contextmanager
def _global_settings(cursor: Any, settings: dict[str, str]) -> Iterator[None]:
    """Set global variables of MariaDB, and restore them."""
    cursor.execute(f"select {', '.join(f'@@global.{setting}' for setting in settings)}")
    before = dict(zip(settings, cursor.fetchone(), strict=True))
    try:
        for setting, value in settings.items():
            cursor.execute(f"set global {setting} = {value}")
        yield
    finally:
        for setting, old in before.items():
            cursor.execute(f"set global {setting} = {'DEFAULT' if old == 'DEFAULT' else cursor.connection.escape(old)}")


@pytest.mark.parametrize("level", ["server", "connection"])
def test_no_setting_of_mariadb_changes_what_is_read(mariadb_account: tuple[Any, str], level: str) -> None:
    cursor, url = mariadb_account
    settings = {setting: value for setting, value, *_ in MARIADB}
    if level == "connection":
        statement = "set session " + ", session ".join(f"{setting} = {value}" for setting, value in settings.items())
        settings = {"init_connect": cursor.connection.escape(statement)}
    with _global_settings(cursor, settings), connected_reader(url) as reader:
        read = [_read(reader, query) for *_, query, _ in MARIADB]
        assert [(query, each) for (*_, query, _), each in zip(MARIADB, read, strict=True)] == [(query, each) for *_, query, each in MARIADB]
        assert len(read_texts(reader, "select seq from seq_1_to_3")) == 3


def test_the_time_zone_of_the_machine_does_not_change_what_duckdb_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb.connect(str(tmp_path / "x.duckdb")).close()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        with connected_reader(f"jdbc:duckdb:{tmp_path}/x.duckdb", allowed=("*://*",)) as reader:
            query = "select cast(timestamptz '2024-01-01 00:00:00+00' as varchar) as v, 1 / 2 as half"
            assert read_texts(reader, query) == [("2024-01-01 00:00:00+00", "0.5")]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_the_settings_in_a_sqlite_file_do_not_change_what_is_read(tmp_path: Path, encoding: str) -> None:
    connection = sqlite3.connect(tmp_path / "x.db")
    connection.executescript(f"pragma encoding = '{encoding}'; pragma user_version = 7; create table t (v varchar, n int)")
    connection.executemany("insert into t values (?, ?)", [("łß🙂", 1), ("A", 2)])
    connection.commit()
    connection.close()
    with connected_reader(f"jdbc:sqlite:{tmp_path}/x.db", allowed=("*://*",)) as reader:
        assert read_texts(reader, "select v, v like 'a' as l from t order by n") == [("łß🙂", "0"), ("A", "1")]


@pytest.mark.parametrize(
    ("settings", "first", "later"),
    [
        (SQLSERVER_SETTINGS, "SET LANGUAGE", ("SET DATEFORMAT", "SET DATEFIRST")),
        (ORACLE_SETTINGS, "ALTER SESSION SET NLS_TERRITORY", ("ALTER SESSION SET NLS_DATE_FORMAT", "ALTER SESSION SET NLS_NUMERIC")),
    ],
)
def test_a_setting_that_implies_others_is_set_before_them(settings: tuple[str, ...], first: str, later: tuple[str, ...]) -> None:
    order = [next(index for index, each in enumerate(settings) if each.startswith(start)) for start in (first, *later)]
    assert order == sorted(order)
