"""Create the reader of a datasource; a database's module and driver are imported only when they are needed."""

import contextlib
import importlib
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from sidecar.errors import InvalidField, SidecarError, SourceError
from sidecar.extract.reader import Reader, Source
from sidecar.extract.source.allowlist import FILE_DATABASES, check_allowed
from sidecar.extract.source.properties import translate_properties
from sidecar.extract.source.urls import ParsedUrl, parse_url
from sidecar.model.datasource import Datasource
from sidecar.model.secret import Credentials, Secret


class ReaderClass(NamedTuple):
    """The module and name of a reader, the module of its driver, and the package extra that installs the driver."""

    module: str
    name: str
    driver: str | None = None
    extra: str | None = None


READERS = {
    "postgresql": ReaderClass("sidecar.extract.postgresql.reader", "PostgresqlReader", "asyncpg", "postgresql"),
    "sqlite": ReaderClass("sidecar.extract.sqlite.reader", "SqliteReader"),
    "mysql": ReaderClass("sidecar.extract.mysql.reader", "MysqlReader", "pymysql", "mysql"),
    "mariadb": ReaderClass("sidecar.extract.mysql.reader", "MysqlReader", "pymysql", "mariadb"),
    "duckdb": ReaderClass("sidecar.extract.duckdb.reader", "DuckdbReader", "duckdb", "duckdb"),
    "sqlserver": ReaderClass("sidecar.extract.generic.reader", "SqlserverReader", "pymssql", "sqlserver"),
    "oracle": ReaderClass("sidecar.extract.generic.reader", "OracleReader", "oracledb", "oracle"),
}
"""Readers by database, as names: importing every driver would cost each execution memory and start-up time."""

FALLBACK_READER = ReaderClass("sidecar.extract.generic.reader", "InstalledDialectReader")
"""The reader of databases whose SQLAlchemy dialect comes from another installed package."""


def create_source(datasource: Datasource, credentials: Credentials | None, allowed: tuple[str, ...] | None) -> Source:
    """Translate a datasource, its secrets already decrypted; ``credentials`` replace its own.

    Raise :class:`~sidecar.errors.InvalidField` for an invalid URL, driver or property, and
    :class:`~sidecar.errors.BadRequest` for a source that ``allowed`` does not contain.
    """
    url = parse_url(datasource.url, datasource.driver)
    username, password = _login(datasource, credentials, url)
    if password and not username:
        # Drivers would log in as the operating system's user, or anonymously.
        raise InvalidField("jdbc.username", "is missing, but a password is given; expected a user name")
    properties = translate_properties(url.database, {**url.properties, **datasource.properties})
    if properties.get("sid", url.catalog) != url.catalog:
        raise InvalidField("jdbc.properties.sid", "must be part of the URL, as in [jdbc:oracle:thin:@host:1521:sid]")
    source = Source(
        id=datasource.id, database=url.database, host=url.host, port=url.port, catalog=_catalog(url),
        username=username, password=password, timezone=datasource.timezone,
        properties=properties, dialect=url.dialect,
    )  # fmt: skip
    check_allowed(source, allowed)
    return source


def _login(datasource: Datasource, credentials: Credentials | None, url: ParsedUrl) -> tuple[str | None, str | None]:
    if credentials is not None:
        return credentials.username, _decrypted(credentials.password)
    if datasource.username is not None:
        return datasource.username, _decrypted(datasource.password)
    return url.username, url.password if url.password is not None else _decrypted(datasource.password)


def _decrypted(secret: Secret | None) -> str | None:
    if secret is not None and not isinstance(secret, str):
        raise TypeError("expected a decrypted secret but got an encrypted one")
    return secret


def _catalog(url: ParsedUrl) -> str:
    return str(Path(url.catalog).resolve()) if url.database in FILE_DATABASES else url.catalog


def database_of(datasource: Datasource) -> str | None:
    """Return the database of a datasource; None for an invalid URL."""
    try:
        return parse_url(datasource.url, datasource.driver).database
    except SidecarError:
        return None


def import_reader(database: str) -> None:
    """Import a database's reader, so that the next :func:`create_reader` is fast. One that cannot be imported is ignored."""
    with contextlib.suppress(Exception):  # a broken driver may raise any; create_reader raises it again
        importlib.import_module(READERS.get(database, FALLBACK_READER).module)


def create_reader(source: Source) -> Reader:
    """Create the source's reader, not yet connected; raise :class:`~sidecar.errors.SourceError` if its driver is not installed."""
    reader_class = READERS.get(source.database, FALLBACK_READER)
    try:
        module = importlib.import_module(reader_class.module)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sidecar"):
            raise
        raise SourceError(f"The driver for {source.database} is not installed: {installation_of(reader_class.extra)}") from error
    reader: Reader = getattr(module, reader_class.name)(source)
    return reader


def terminate_sessions(source: Source, session_ids: str) -> None:
    """Terminate sessions of an earlier process, given as a comma-separated list of ids; never raises."""
    with contextlib.suppress(SourceError):
        reader = create_reader(source)
        for session_id in session_ids.split(","):
            reader.terminate_session(session_id)


def installation_of(extra: str | None) -> str:
    """Return how to install a package extra."""
    return f"in a checkout of the sidecar, run pip install '.[{extra}]'"


def missing_drivers() -> list[tuple[str, str]]:
    """Return the databases whose driver is not installed, each with the package extra that installs it."""
    return [
        (database, reader_class.extra or database)
        for database, reader_class in READERS.items()
        if reader_class.driver and find_spec(reader_class.driver) is None
    ]
