"""Databases of the tests, as a datasource names them and as a test fills them."""

import secrets
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import psycopg


def jdbc(url: str) -> dict[str, Any]:
    """Give the ``jdbc`` of a datasource for a SQLAlchemy URL."""
    parts = urlparse(url)
    driver = {"postgresql": "postgresql", "mysql": "mariadb"}[parts.scheme]
    return {"url": f"jdbc:{driver}://{parts.hostname}:{parts.port}{parts.path}", "username": parts.username, "password": parts.password}


class Dawdle:
    """A query's rows come one by one as long as this holds them up, so that what a test does to a run meets it.

    It is a lock that the query asks for with each row, so a statement that runs already is let go too. Without that it takes
    ``seconds`` a row. The server sends eight kilobytes at a time: rows should be wide where a test waits for them.
    """

    def __init__(self, url: str, seconds: float = 0.02) -> None:
        self._url, self._seconds, self._key = url, seconds, secrets.randbits(60)
        self._held: psycopg.Connection[Any] | None = None

    @property
    def nap(self) -> str:
        """Give the expression that takes its time, a text."""
        return f"pg_sleep(case when pg_try_advisory_xact_lock_shared({self._key}) then 0 else {self._seconds} end)::text"

    def hold(self) -> None:
        """Let rows come slowly from now on."""
        self._held = psycopg.connect(self._url, autocommit=True)
        self._held.execute("select pg_advisory_lock(%s)", [self._key])

    def hurry(self) -> None:
        """Let them come as fast as they can."""
        if self._held is not None:
            self._held.close()
            self._held = None


def on_postgresql(url: str, *statements: str) -> list[tuple[Any, ...]]:
    """Run statements and commit; give the last one's rows."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)  # type: ignore[call-overload]
        return cursor.fetchall() if cursor.description else []


def sqlite_file(path: Path, *statements: str, rows: Iterable[tuple[Any, ...]] = (), into: str = "") -> dict[str, Any]:
    """Make a SQLite file; give the ``jdbc`` of its datasource."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
        if into:
            connection.executemany(into, rows)
    return {"driver": "org.sqlite.JDBC", "url": f"jdbc:sqlite:{path}"}


def working(url: str, mark: str) -> int:
    """Count the statements that PostgreSQL works on and that hold a mark, other than this one."""
    rows = on_postgresql(
        url, f"select count(*) from pg_stat_activity where state = 'active' and query like '%{mark}%' and pid <> pg_backend_pid()"
    )
    return int(rows[0][0])
