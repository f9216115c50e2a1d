"""Fixtures that run statements on each kind of database."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pymysql
import pytest
from pymysql.constants import CLIENT

RunStatements = Callable[..., str]
"""Runs statements on a database and returns its URL."""


@pytest.fixture
def on_postgresql(postgres_url: str) -> RunStatements:
    """Run on PostgreSQL."""

    def run(*statements: str) -> str:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)
        return postgres_url

    return run


@pytest.fixture
def on_mariadb(mariadb_url: str) -> RunStatements:
    """Run on MariaDB."""
    url = connection_parameters(mariadb_url)

    def run(*statements: str) -> str:
        with closing(pymysql.connect(**url, client_flag=CLIENT.MULTI_STATEMENTS, autocommit=True)) as connection:
            for statement in statements:
                connection.cursor().execute(statement)
        return mariadb_url

    return run


def connection_parameters(url: str) -> dict[str, Any]:
    credentials, place = url.partition("://")[2].split("@")
    user, password = credentials.split(":")
    address, database = place.split("/")
    host, port = address.split(":")
    return {"host": host, "port": int(port), "user": user, "password": password, "database": database}


@pytest.fixture
def on_sqlite(tmp_path: Path) -> RunStatements:
    """Run on a SQLite file."""

    def run(*statements: str) -> str:
        with closing(sqlite3.connect(tmp_path / "t.db")) as connection, connection:
            for statement in statements:
                connection.execute(statement)
        return f"jdbc:sqlite:{tmp_path / 't.db'}"

    return run


@pytest.fixture
def on_duckdb(tmp_path: Path) -> RunStatements:
    """Run on a DuckDB file."""

    def run(*statements: str) -> str:
        with closing(duckdb.connect(str(tmp_path / "t.duckdb"))) as connection:
            for statement in statements:
                connection.execute(statement)
        return f"jdbc:duckdb:{tmp_path / 't.duckdb'}"

    return run


@pytest.fixture(params=["on_postgresql", "on_mariadb", "on_sqlite", "on_duckdb"])
def run_statements(request: pytest.FixtureRequest) -> RunStatements:
    """Run on each database in turn."""
    run: RunStatements = request.getfixturevalue(request.param)
    return run
