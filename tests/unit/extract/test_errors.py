"""No exception of a database driver passes the border untranslated."""

import asyncio
import concurrent.futures
import inspect
import sqlite3
from collections.abc import Iterator
from types import ModuleType

import asyncpg
import duckdb
import psycopg
import pymysql
import pytest
import sqlalchemy

from sidecar.errors import SourceError, SourceUnavailable, sentences
from sidecar.extract.duckdb import reader as duckdb_reader
from sidecar.extract.errors import Classes, crossing
from sidecar.extract.generic import reader as generic_reader
from sidecar.extract.mysql import session as mysql_session
from sidecar.extract.postgresql import describe as postgresql_describe
from sidecar.extract.postgresql import reader as postgresql_reader
from sidecar.extract.reader import Source
from sidecar.extract.sqlite import reader as sqlite_reader

SOURCE = Source(id="x", database="postgresql", host="db", port=5432, catalog="shop", username="u", password="canary")

BORDERS: list[tuple[ModuleType, Classes]] = [
    (asyncpg.exceptions, postgresql_reader.CLASSES),
    (psycopg.errors, postgresql_describe.CLASSES),
    (pymysql.err, mysql_session.CLASSES),
    (duckdb, duckdb_reader.CLASSES),
    (sqlite3, sqlite_reader.CLASSES),
    (sqlalchemy.exc, generic_reader.CLASSES),
]


def raised(module: ModuleType) -> Iterator[type[BaseException]]:
    """List the exceptions that a driver may raise; what only warns, and SQLAlchemy's bases of other drivers, are left out."""
    for _, each in inspect.getmembers(module, inspect.isclass):
        told = issubclass(each, Warning) or each.__module__ == "builtins" or each.__name__.startswith("Emulated")
        if issubclass(each, Exception) and not told:
            yield each


@pytest.mark.parametrize(("module", "classes"), BORDERS, ids=[each[0].__name__ for each in BORDERS])
def test_every_exception_of_a_driver_is_translated(module: ModuleType, classes: Classes) -> None:
    found = list(raised(module))
    assert found
    assert [each for each in found if not issubclass(each, classes.lost + classes.failed)] == []


@pytest.mark.parametrize("error", [asyncio.CancelledError(), concurrent.futures.CancelledError()])
def test_a_cancelled_read_is_a_fault_of_the_source(error: BaseException) -> None:
    with pytest.raises(SourceError), crossing(SOURCE, "execute the query in", postgresql_reader.CLASSES):
        raise error


@pytest.mark.parametrize(
    ("error", "classes", "kind"),
    [
        (asyncpg.ConnectionDoesNotExistError("x"), postgresql_reader.CLASSES, SourceUnavailable),
        (ConnectionRefusedError("x"), postgresql_reader.CLASSES, SourceUnavailable),
        (asyncpg.InvalidPasswordError("x"), postgresql_reader.CLASSES, SourceError),
        (psycopg.OperationalError("x"), postgresql_describe.CLASSES, SourceUnavailable),
        (psycopg.errors.DiskFull("x"), postgresql_describe.CLASSES, SourceError),
        (pymysql.err.OperationalError(2013, "x"), mysql_session.CLASSES, SourceUnavailable),
        (pymysql.err.OperationalError(1045, "x"), mysql_session.CLASSES, SourceError),
    ],
)
def test_what_may_pass_by_itself_is_told_from_what_will_not(error: Exception, classes: Classes, kind: type[SourceError]) -> None:
    with pytest.raises(SourceError) as caught, crossing(SOURCE, "connect to", classes):
        raise error
    assert type(caught.value) is kind
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("doing", ["connect to", "open"])
def test_a_password_in_a_drivers_words_is_taken_out(doing: str) -> None:
    with pytest.raises(SourceError) as caught, crossing(SOURCE, doing, sqlite_reader.CLASSES):
        raise sqlite3.OperationalError("cannot open postgresql://u:canary@db")
    assert sentences(caught.value) == [f"Could not {doing} [postgresql://db:5432/shop].", "cannot open postgresql://u:***@db"]


def test_a_password_far_behind_a_drivers_error_is_not_told_either() -> None:
    error, between = sqlite3.OperationalError("cannot connect"), RuntimeError("no")
    error.__context__, between.__cause__ = between, KeyError("canary")
    with pytest.raises(SourceError) as caught, crossing(SOURCE, "connect to", sqlite_reader.CLASSES):
        raise error
    assert sentences(caught.value) == ["Could not connect to [postgresql://db:5432/shop].", "cannot connect"]


def test_nobody_learns_the_password_by_writing_guesses_into_a_query() -> None:
    words = 'no such column: "canary"'
    with pytest.raises(SourceError) as caught, crossing(SOURCE, "execute the query in", sqlite_reader.CLASSES):
        raise sqlite3.OperationalError(words)
    assert sentences(caught.value)[-1] == words
