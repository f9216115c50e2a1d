"""Databases for tests: the settings of their datasources, and helpers that fill and inspect them."""

import secrets
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import psycopg
import pymysql


def jdbc(url: str) -> dict[str, Any]:
    """Return the ``jdbc`` of a datasource for a SQLAlchemy URL."""
    parts = urlparse(url)
    driver = {"postgresql": "postgresql", "mysql": "mariadb"}[parts.scheme]
    return {"url": f"jdbc:{driver}://{parts.hostname}:{parts.port}{parts.path}", "username": parts.username, "password": parts.password}


class RowDelay:
    """Delays each row of a PostgreSQL query until :meth:`disable`, so that a test can act while a job reads.

    Each row tries an advisory lock and waits for ``seconds`` if another session holds it. Disabling therefore affects statements that
    run already. PostgreSQL sends 8 kB at a time: use wide rows if the test waits for the first ones.
    """

    def __init__(self, url: str, seconds: float = 0.02) -> None:
        self._url, self.seconds, self._key = url, seconds, secrets.randbits(60)
        self._lock_holder: psycopg.Connection[Any] | None = None

    @property
    def expression(self) -> str:
        """Return the SQL expression that delays its row, a text."""
        return f"pg_sleep(case when pg_try_advisory_xact_lock_shared({self._key}) then 0 else {self.seconds} end)::text"

    def enable(self) -> None:
        """Delay rows from now on."""
        self._lock_holder = psycopg.connect(self._url, autocommit=True)
        self._lock_holder.execute("select pg_advisory_lock(%s)", [self._key])

    def disable(self) -> None:
        """Stop delaying rows."""
        if self._lock_holder is not None:
            self._lock_holder.close()
            self._lock_holder = None


def execute_on_postgresql(url: str, *statements: str) -> list[tuple[Any, ...]]:
    """Execute and commit statements; return the rows of the last one."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def create_wide_table(url: str, name: str, rows: int) -> None:
    """Create a table in PostgreSQL with a key, and rows so wide that every few make a packet."""
    execute_on_postgresql(
        url,
        f"create table {name} (id bigint primary key, word text)",
        f"insert into {name} select g, repeat('w' || g, 200) from generate_series(1, {rows}) g",
        f"analyze {name}",
    )


def execute_on_mariadb(url: str, *statements: str) -> None:
    """Execute and commit statements."""
    parts = urlparse(url)
    login = {"user": parts.username, "password": parts.password or "", "database": parts.path[1:]}
    connection = pymysql.connect(host=parts.hostname, port=parts.port or 0, autocommit=True, **login)
    with closing(connection), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def write_sqlite_file(path: Path, *statements: str, rows: Iterable[tuple[Any, ...]] = (), insert: str = "") -> dict[str, Any]:
    """Execute statements and insert rows in a SQLite file; return the ``jdbc`` of its datasource."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
        if insert:
            connection.executemany(insert, rows)
    return {"driver": "org.sqlite.JDBC", "url": f"jdbc:sqlite:{path}"}


def count_active_statements(url: str, text: str) -> int:
    """Return the number of running PostgreSQL statements that contain ``text``, without this one."""
    rows = execute_on_postgresql(
        url, f"select count(*) from pg_stat_activity where state = 'active' and query like '%{text}%' and pid <> pg_backend_pid()"
    )
    return int(rows[0][0])


def slow_query(mark: str) -> str:
    """Return a PostgreSQL query that runs for a day and contains ``mark``, for :func:`count_active_statements`."""
    return f"select g as id, '{mark}' as mark, pg_sleep(0.001)::text as nap from generate_series(1, 100000000) g"
