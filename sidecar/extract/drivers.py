"""Create the reader of a datasource; a database's module and driver are imported only when they are needed."""

import contextlib
import importlib
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from sidecar.errors import InvalidField, SidecarError, SourceError
from sidecar.extract import sessions
from sidecar.extract.jdbc.properties import jdbc_properties
from sidecar.extract.jdbc.urls import JdbcSettings, parse_jdbc_url
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

JDBC = "jdbc"
JDBC_READER = ReaderClass("sidecar.extract.jdbc.reader", "JdbcReader")
"""The reader of databases that a JDBC driver reads."""

FALLBACK_READER = ReaderClass("sidecar.extract.generic.reader", "InstalledDialectReader")
"""The reader of databases whose SQLAlchemy dialect comes from another installed package."""


NO_JDBC = JdbcSettings()


def parse_datasource_url(datasource: Datasource, jdbc: JdbcSettings = NO_JDBC) -> ParsedUrl:
    """Parse the URL of a datasource; raise :class:`~sidecar.errors.InvalidField` for an invalid one."""
    return parse_jdbc_url(datasource.url, datasource.driver, jdbc) or parse_url(datasource.url, datasource.driver)


def create_source(
    datasource: Datasource, credentials: Credentials | None, allowed: tuple[str, ...] | None, jdbc: JdbcSettings = NO_JDBC
) -> Source:
    """Translate a datasource, its secrets already decrypted; ``credentials`` replace its own.

    Raise :class:`~sidecar.errors.InvalidField` for an invalid URL, driver or property, and
    :class:`~sidecar.errors.BadRequest` for a source that ``allowed`` does not contain.
    """
    url = parse_datasource_url(datasource, jdbc)
    username, password = _login(datasource, credentials, url)
    if password and not username:
        # Drivers would log in as the operating system's user, or anonymously.
        raise InvalidField("jdbc.username", "is missing, but a password is given; expected a user name")
    if url.jdbc and not _is_single_line(username, password):
        # Drivers write them into messages that such a character would end.
        raise InvalidField("jdbc.username", "and [jdbc.password] must not contain control characters")
    given = {**url.properties, **datasource.properties}
    properties = jdbc_properties(url, given) if url.jdbc else translate_properties(url.database, given)
    if properties.get("sid", url.catalog) != url.catalog:
        raise InvalidField("jdbc.properties.sid", "must be part of the URL, as in [jdbc:oracle:thin:@host:1521:sid]")
    source = Source(
        id=datasource.id, database=url.database, host=url.host, port=url.port, catalog=_catalog(url),
        username=username, password=password, timezone=datasource.timezone,
        properties=properties, dialect=url.dialect, jdbc=url.jdbc, sql=url.sql,
    )  # fmt: skip
    check_allowed(source, allowed)
    return source


def _login(datasource: Datasource, credentials: Credentials | None, url: ParsedUrl) -> tuple[str | None, str | None]:
    if credentials is not None:
        return credentials.username, _decrypted(credentials.password)
    if datasource.username is not None:
        return datasource.username, _decrypted(datasource.password)
    return url.username, url.password if url.password is not None else _decrypted(datasource.password)


def _is_single_line(*texts: str | None) -> bool:
    return not any(character < " " for text in texts if text for character in text)


def _decrypted(secret: Secret | None) -> str | None:
    if secret is not None and not isinstance(secret, str):
        raise TypeError("expected a decrypted secret but got an encrypted one")
    return secret


def _catalog(url: ParsedUrl) -> str:
    return str(Path(url.catalog).resolve()) if url.database in FILE_DATABASES else url.catalog


def reader_name(datasource: Datasource, jdbc: JdbcSettings) -> str | None:
    """Return the name of a datasource's reader, for :func:`import_reader`; None for an invalid URL."""
    try:
        url = parse_datasource_url(datasource, jdbc)
    except SidecarError:
        return None
    return JDBC if url.jdbc else url.database


def import_reader(name: str) -> None:
    """Import the reader of a database, so that the next :func:`create_reader` is fast. One that cannot be imported is ignored."""
    with contextlib.suppress(Exception):  # a broken driver may raise any; create_reader raises it again
        importlib.import_module(_reader_class(name).module)


def _reader_class(name: str) -> ReaderClass:
    return JDBC_READER if name == JDBC else READERS.get(name, FALLBACK_READER)


def create_reader(source: Source) -> Reader:
    """Create the source's reader, not yet connected; raise :class:`~sidecar.errors.SourceError` if its driver is not installed."""
    reader_class = _reader_class(JDBC if source.jdbc else source.database)
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
        sessions.terminate_sessions(create_reader(source), session_ids.split(","))


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
