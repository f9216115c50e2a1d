"""From a datasource to a reader: the database's table of modules, resolved when one is opened."""

import contextlib
import importlib
from pathlib import Path
from typing import NamedTuple

from sidecar.errors import SourceError
from sidecar.extract.reader import Reader, Source
from sidecar.extract.source.allowlist import FILE_DATABASES, check_allowed
from sidecar.extract.source.properties import translate
from sidecar.extract.source.urls import Address, parse
from sidecar.model.datasource import Datasource
from sidecar.model.secret import Credentials, Secret


class Entry(NamedTuple):
    """Where a database's reader is, and the extra that brings its driver."""

    module: str
    name: str
    extra: str | None = None


READERS = {
    "postgresql": Entry("sidecar.extract.postgresql.reader", "PostgresqlReader", "postgresql"),
    "sqlite": Entry("sidecar.extract.sqlite.reader", "SqliteReader"),
    "mysql": Entry("sidecar.extract.mysql.reader", "MysqlReader", "mysql"),
    "mariadb": Entry("sidecar.extract.mysql.reader", "MysqlReader", "mariadb"),
    "duckdb": Entry("sidecar.extract.duckdb.reader", "DuckdbReader", "duckdb"),
    "sqlserver": Entry("sidecar.extract.generic.reader", "SqlserverReader", "sqlserver"),
    "oracle": Entry("sidecar.extract.generic.reader", "OracleReader", "oracle"),
}
"""Readers by name, so that a run imports the one driver it needs: the others would cost it memory and a slower start."""

OTHER = Entry("sidecar.extract.generic.reader", "InstalledReader")
"""The reader of what only an installed package knows."""


def source_of(datasource: Datasource, credentials: Credentials | None, allowed: tuple[str, ...] | None) -> Source:
    """Translate a datasource, its secrets already opened; ``credentials`` take the place of its own.

    Raise :class:`~sidecar.errors.InvalidField` for a URL, driver or property that cannot be, and
    :class:`~sidecar.errors.BadRequest` for a source that is not among ``allowed``.
    """
    address = parse(datasource.url, datasource.driver)
    username, password = _identity(datasource, credentials, address)
    source = Source(
        id=datasource.id, database=address.database, host=address.host, port=address.port, catalog=_catalog(address),
        username=username, password=password, timezone=datasource.timezone,
        properties=translate(address.database, {**address.properties, **datasource.properties}), dialect=address.dialect,
    )  # fmt: skip
    check_allowed(source, allowed)
    return source


def _identity(datasource: Datasource, credentials: Credentials | None, address: Address) -> tuple[str | None, str | None]:
    if credentials is not None:
        return credentials.username, _plain(credentials.password)
    if datasource.username is not None:
        return datasource.username, _plain(datasource.password)
    return address.username, address.password if address.password is not None else _plain(datasource.password)


def _plain(secret: Secret | None) -> str | None:
    if secret is not None and not isinstance(secret, str):
        raise TypeError("a sealed secret must be opened before a source is made of it")
    return secret


def _catalog(address: Address) -> str:
    return str(Path(address.catalog).resolve()) if address.database in FILE_DATABASES else address.catalog


def open_reader(source: Source) -> Reader:
    """Make the source's reader, not yet connected; raise :class:`~sidecar.errors.SourceError` where its driver is not installed."""
    entry = READERS.get(source.database, OTHER)
    try:
        module = importlib.import_module(entry.module)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sidecar"):
            raise
        raise SourceError(f"The driver for {source.database} is not installed: pip install siren-sidecar[{entry.extra}]") from error
    reader: Reader = getattr(module, entry.name)(source)
    return reader


def end_sessions(source: Source, sessions: str) -> None:
    """End sessions of an earlier process, a comma list as readers name them, where they still live; never raises."""
    with contextlib.suppress(SourceError):
        reader = open_reader(source)
        for session in sessions.split(","):
            reader.end(session)


def missing_drivers() -> list[tuple[str, str]]:
    """List the databases whose driver is not installed, each with the extra that brings it."""
    missing = []
    for database, entry in READERS.items():
        try:
            importlib.import_module(entry.module)
        except ModuleNotFoundError:
            missing.append((database, entry.extra or database))
    return missing
