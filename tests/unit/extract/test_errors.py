"""Every exception of a database driver is translated, without its password."""

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

from sidecar.errors import SourceError, SourceUnavailable, error_messages
from sidecar.extract.duckdb import reader as duckdb_reader
from sidecar.extract.errors import DriverErrors, translate_driver_errors
from sidecar.extract.generic import reader as generic_reader
from sidecar.extract.mysql import session as mysql_session
from sidecar.extract.postgresql import describe as postgresql_describe
from sidecar.extract.postgresql import reader as postgresql_reader
from sidecar.extract.reader import Source
from sidecar.extract.sqlite import reader as sqlite_reader

SOURCE = Source(id="x", database="postgresql", host="db", port=5432, catalog="shop", username="u", password="canary")

DRIVERS: list[tuple[ModuleType, DriverErrors]] = [
    (asyncpg.exceptions, postgresql_reader.DRIVER_ERRORS),
    (psycopg.errors, postgresql_describe.DRIVER_ERRORS),
    (pymysql.err, mysql_session.DRIVER_ERRORS),
    (duckdb, duckdb_reader.DRIVER_ERRORS),
    (sqlite3, sqlite_reader.DRIVER_ERRORS),
    (sqlalchemy.exc, generic_reader.DRIVER_ERRORS),
]


def driver_exceptions(module: ModuleType) -> Iterator[type[BaseException]]:
    """Yield the exceptions that a driver may raise, without warnings and SQLAlchemy's base classes for other drivers."""
    for _, each in inspect.getmembers(module, inspect.isclass):
        is_excluded = issubclass(each, Warning) or each.__module__ == "builtins" or each.__name__.startswith("Emulated")
        if issubclass(each, Exception) and not is_excluded:
            yield each


@pytest.mark.parametrize(("module", "driver_errors"), DRIVERS, ids=[each[0].__name__ for each in DRIVERS])
def test_every_exception_of_a_driver_is_translated(module: ModuleType, driver_errors: DriverErrors) -> None:
    exceptions = list(driver_exceptions(module))
    assert exceptions
    assert [each for each in exceptions if not issubclass(each, driver_errors.transient + driver_errors.permanent)] == []


@pytest.mark.parametrize("error", [asyncio.CancelledError(), concurrent.futures.CancelledError()])
def test_a_canceled_read_raises_source_error(error: BaseException) -> None:
    with pytest.raises(SourceError), translate_driver_errors(SOURCE, "execute the query in", postgresql_reader.DRIVER_ERRORS):
        raise error


@pytest.mark.parametrize(
    ("error", "driver_errors", "kind"),
    [
        (asyncpg.ConnectionDoesNotExistError("x"), postgresql_reader.DRIVER_ERRORS, SourceUnavailable),
        (ConnectionRefusedError("x"), postgresql_reader.DRIVER_ERRORS, SourceUnavailable),
        (asyncpg.InvalidPasswordError("x"), postgresql_reader.DRIVER_ERRORS, SourceError),
        (psycopg.OperationalError("x"), postgresql_describe.DRIVER_ERRORS, SourceUnavailable),
        (psycopg.errors.DiskFull("x"), postgresql_describe.DRIVER_ERRORS, SourceError),
        (pymysql.err.OperationalError(2013, "x"), mysql_session.DRIVER_ERRORS, SourceUnavailable),
        (pymysql.err.OperationalError(1045, "x"), mysql_session.DRIVER_ERRORS, SourceError),
    ],
)
def test_transient_and_permanent_errors_are_distinguished(error: Exception, driver_errors: DriverErrors, kind: type[SourceError]) -> None:
    with pytest.raises(SourceError) as caught, translate_driver_errors(SOURCE, "connect to", driver_errors):
        raise error
    assert type(caught.value) is kind
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("action", ["connect to", "open"])
def test_a_password_in_a_drivers_message_is_redacted(action: str) -> None:
    with pytest.raises(SourceError) as caught, translate_driver_errors(SOURCE, action, sqlite_reader.DRIVER_ERRORS):
        raise sqlite3.OperationalError("cannot open postgresql://u:canary@db")
    assert error_messages(caught.value) == [f"Could not {action} [postgresql://db:5432/shop].", "cannot open postgresql://u:***@db"]


def test_an_error_is_replaced_by_its_message_if_its_causes_contain_the_password() -> None:
    error, cause = sqlite3.OperationalError("cannot connect"), RuntimeError("no")
    error.__context__, cause.__cause__ = cause, KeyError("canary")
    with pytest.raises(SourceError) as caught, translate_driver_errors(SOURCE, "connect to", sqlite_reader.DRIVER_ERRORS):
        raise error
    assert error_messages(caught.value) == ["Could not connect to [postgresql://db:5432/shop].", "cannot connect"]


def test_a_password_guessed_in_a_query_is_not_confirmed_by_redaction() -> None:
    message = 'no such column: "canary"'
    with pytest.raises(SourceError) as caught, translate_driver_errors(SOURCE, "execute the query in", sqlite_reader.DRIVER_ERRORS):
        raise sqlite3.OperationalError(message)
    assert error_messages(caught.value)[-1] == message
