"""Parse the URLs of datasources: JDBC URLs and SQLAlchemy URLs."""

import ipaddress
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from importlib.metadata import entry_points
from typing import NoReturn
from urllib.parse import parse_qsl, unquote

from sidecar.errors import InvalidField
from sidecar.extract.reader import JdbcConnection
from sidecar.suggestions import did_you_mean

JDBC_DRIVERS = {
    "com.mysql.cj.jdbc.Driver": ("mysql", "mariadb"),
    "com.mysql.jdbc.Driver": ("mysql", "mariadb"),
    "com.microsoft.sqlserver.jdbc.SQLServerDriver": ("sqlserver",),
    "oracle.jdbc.OracleDriver": ("oracle",),
    "oracle.jdbc.driver.OracleDriver": ("oracle",),
    "org.duckdb.DuckDBDriver": ("duckdb",),
    "org.mariadb.jdbc.Driver": ("mariadb", "mysql"),
    "org.postgresql.Driver": ("postgresql",),
    "org.sqlite.JDBC": ("sqlite",),
}
"""JDBC driver classes, and the databases whose URLs they accept."""
_DRIVERS_ARE_OFF = "JDBC drivers are off; to use one, set SIDECAR_JDBC_DRIVERS"

DEFAULT_PORTS = {"postgresql": 5432, "mysql": 3306, "mariadb": 3306, "sqlserver": 1433, "oracle": 1521}
DATABASES = (*DEFAULT_PORTS, "sqlite", "duckdb")

_DIALECT_PACKAGES = {
    "bigquery": "sqlalchemy-bigquery", "clickhouse": "clickhouse-sqlalchemy", "cockroachdb": "sqlalchemy-cockroachdb", "db2": "ibm_db_sa",
    "firebird": "sqlalchemy-firebird", "hana": "sqlalchemy-hana", "ibm_db_sa": "ibm_db_sa", "redshift": "sqlalchemy-redshift",
    "snowflake": "snowflake-sqlalchemy", "teradatasql": "teradatasqlalchemy", "trino": "trino[sqlalchemy]",
    "vertica": "sqlalchemy-vertica-python",
}  # fmt: skip
"""Packages with an SQLAlchemy dialect of that name, for an error message."""

MAX_URL_LENGTH = 2000
"""Characters; the limit bounds the parsing time."""
_SCHEMES = {"postgres": "postgresql", "mssql": "sqlserver"}
_KNOWN_SCHEMES = (*DATABASES, *_SCHEMES)
_AUTHORITY = re.compile(
    r"(?:(?P<user>[^:@/]+)(?::(?P<password>[^@/]*))?@)?(?P<host>\[[0-9A-Fa-f:.]+(?:%\w+)?\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?",
    re.ASCII,
)
_HOST_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_NUMERIC_HOST = re.compile(r"(?:.*\.)?(?:\d+|0[xX][0-9A-Fa-f]*)\.?")
"""A host that the operating system would read as an IPv4 address, such as ``127.1``."""
_SQLALCHEMY_DRIVERS = {
    "postgresql": {"asyncpg", "pg8000", "psycopg", "psycopg2", "psycopg2cffi", "psycopg_async"},
    "mysql": {"aiomysql", "asyncmy", "cymysql", "mariadbconnector", "mysqlconnector", "mysqldb", "pymysql", "pyodbc"},
    "mariadb": {"aiomysql", "asyncmy", "cymysql", "mariadbconnector", "mysqlconnector", "mysqldb", "pymysql", "pyodbc"},
    "sqlserver": {"aioodbc", "pymssql", "pyodbc"},
    "oracle": {"cx_oracle", "oracledb", "oracledb_async"},
    "sqlite": {"aiosqlite", "pysqlite"},
    "duckdb": {"duckdb_engine"},
}
"""The drivers that an SQLAlchemy URL may name; the sidecar uses its own."""


@dataclass(frozen=True, kw_only=True)
class ParsedUrl:
    """The parts of a URL."""

    database: str
    host: str | None = None
    port: int | None = None
    catalog: str = ""
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    properties: dict[str, str] = field(default_factory=dict)
    dialect: str | None = None
    """SQLAlchemy's ``dialect`` or ``dialect+driver``, for a database without a dedicated reader."""
    jdbc: JdbcConnection | None = None
    """Set if a JDBC driver reads the database."""
    sql: str = ""
    """The name of the database's SQL dialect, if it is not that of the database."""


def parse_url(url: str, driver: str | None) -> ParsedUrl:
    """Parse a URL; raise :class:`~sidecar.errors.InvalidField`, whose message contains no password, for an invalid one."""
    if len(url) > MAX_URL_LENGTH:
        _reject(f"must not be longer than {MAX_URL_LENGTH} characters")
    is_jdbc = url.startswith("jdbc:")
    scheme, colon, rest = url.removeprefix("jdbc:").partition(":")
    dialect, plus, sqlalchemy_driver = scheme.lower().partition("+")
    database = _SCHEMES.get(dialect, dialect)
    if not is_jdbc and database not in DATABASES and rest.startswith("//"):
        _check_driver(driver, database)
        return _parse_installed_dialect(scheme.lower(), database, rest)
    if not colon or database not in DATABASES:
        hint = f" ({_DRIVERS_ARE_OFF})" if is_jdbc and colon else ""
        _reject(
            f"must start with [jdbc:] and one of [{', '.join(DATABASES)}], or be an SQLAlchemy URL"
            f"{hint}{did_you_mean(dialect, _KNOWN_SCHEMES)}"
        )
    if plus and (is_jdbc or sqlalchemy_driver not in _SQLALCHEMY_DRIVERS[database]):
        known = () if is_jdbc else _SQLALCHEMY_DRIVERS[database]
        _reject(f"has the unknown sub-protocol [{scheme[:100]}]{did_you_mean(sqlalchemy_driver, known)}")
    _check_driver(driver, database)
    parser = _PARSERS.get(database, _parse_network) if is_jdbc or database in ("sqlite", "duckdb") else _parse_network
    parsed = parser(database, rest) if is_jdbc else parser(database, _strip_sqlalchemy_slashes(database, rest))
    if database == "oracle" and not _ORACLE_SERVICE.fullmatch(parsed.catalog):
        # Without a service the driver looks up the host in a file of names. The service becomes part of a descriptor, which can name hosts.
        _reject("must name a service or a sid of letters, digits and [_ $ . -]")
    return parsed


def _parse_installed_dialect(scheme: str, database: str, rest: str) -> ParsedUrl:
    """Parse the URL of a database known only to an installed package; a host is required, since a file path could name any file."""
    if not entry_points(group="sqlalchemy.dialects", name=scheme.replace("+", ".")):
        package = f": pip install {_DIALECT_PACKAGES[database]}" if database in _DIALECT_PACKAGES else ""
        hint = package or did_you_mean(database, _KNOWN_SCHEMES)
        _reject(f"has the SQLAlchemy dialect [{scheme[:100]}], which no installed package provides{hint}")
    if rest.startswith("///"):
        _reject(f"must name a host for [{scheme}]")
    return replace(_parse_network(database, rest), dialect=scheme)


def _reject(reason: str) -> NoReturn:
    raise InvalidField("jdbc.url", reason)


def _check_driver(driver: str | None, database: str) -> None:
    if driver is None:
        return
    if driver not in JDBC_DRIVERS:
        expected = f"must be one of [{', '.join(sorted(JDBC_DRIVERS))}] or omitted, but is [{driver[:100]}]"
        raise InvalidField("jdbc.driver", f"{expected} ({_DRIVERS_ARE_OFF}){did_you_mean(driver, JDBC_DRIVERS)}")
    if database not in JDBC_DRIVERS[driver]:
        raise InvalidField("jdbc.driver", f"[{driver}] does not accept URLs of [{database}]; omit it or set a driver of that database")


def _strip_sqlalchemy_slashes(database: str, rest: str) -> str:
    """Convert SQLAlchemy's ``///relative`` and ``////absolute`` file paths to plain paths, as in JDBC URLs."""
    return rest.removeprefix("///") if database in ("sqlite", "duckdb") else rest


def _parse_network(database: str, rest: str) -> ParsedUrl:
    location, _, query = rest.partition("?")
    if not location.startswith("//"):
        _reject(f"must name one host as [{database}://host:port/name]; sub-protocols are not supported")
    authority, _, catalog = location[2:].partition("/")
    if "@" in catalog:
        # A slash in a password would end the host, and the rest would be stored and shown as the database's name.
        _reject("must not contain [@] after the host; write [/] in a user name or password as %2F, and [@] in a database name as %40")
    return create_parsed_url(database, authority, unquote(catalog), unique_properties(parse_qsl(query, keep_blank_values=True)))


def unique_properties(parameters: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the parameters of a URL; a name, in any case, must not have two values: drivers differ in which one they use."""
    properties: dict[str, str] = {}
    for name, value in parameters:
        if any(each.lower() == name.lower() and properties[each] != value for each in properties):
            _reject(f"must not contain the parameter [{name[:100]}] with two values; remove one of them")
        properties[name] = value
    return properties


def create_parsed_url(database: str, authority: str, catalog: str, properties: dict[str, str]) -> ParsedUrl:
    """Return the parts of a URL, with the login that its host or its parameters contain; reject all but one valid host."""
    match = _AUTHORITY.fullmatch(authority)
    if match is None or not _is_host(match["host"]):
        _reject("must name a host, and only one, as [host:port]; several hosts, sockets and descriptors are not supported")
    port = int(match["port"]) if match["port"] else DEFAULT_PORTS.get(database)
    if port is not None and not 0 < port < 65536:
        _reject(f"must have a port from 1 to 65535, but has [{port}]")
    user, password = _pop(properties, "user", "username"), _pop(properties, "password")
    for parameter, part in ((user, match["user"]), (password, match["password"])):
        if None not in (parameter, part) and parameter != unquote(part):
            _reject("must not contain two logins, one before the host and another as parameters; remove one of them")
    return ParsedUrl(
        database=database,
        host=match["host"].strip("[]"),
        port=port,
        catalog=catalog,
        username=unquote(match["user"]) if match["user"] is not None else user,
        password=unquote(match["password"]) if match["password"] is not None else password,
        properties=properties,
    )


def _is_host(host: str) -> bool:
    """Return whether a host is a name or a complete IP address."""
    try:
        if host.startswith("["):
            return ipaddress.IPv6Address(host.strip("[]")).version == 6
        if _NUMERIC_HOST.fullmatch(host):
            return ipaddress.IPv4Address(host).version == 4
    except ValueError:
        return False
    return all(_HOST_LABEL.fullmatch(each) for each in host.removesuffix(".").split("."))


def _pop(properties: dict[str, str], *names: str) -> str | None:
    """Remove all properties of these names, in any case; return their value, which must be the same."""
    values = [properties.pop(name) for name in list(properties) if name.lower() in names]
    if len(set(values)) > 1:
        _reject(f"must not contain the parameters [{', '.join(names)}] with different values; remove one of them")
    return values[0] if values else None


def _parse_file(database: str, rest: str) -> ParsedUrl:
    path, _, query = rest.partition("?")
    path = unquote(path)
    if not path or path.startswith((":", "file:", "md:", "//")) or "\0" in path:
        _reject(f"must contain the path of a {database} file; in-memory databases, URIs and remote databases are not supported")
    return ParsedUrl(database=database, catalog=path, properties=unique_properties(parse_qsl(query, keep_blank_values=True)))


_SQLSERVER_PROPERTY = re.compile(r"\s*([A-Za-z]+)\s*=\s*(\{(?:[^}]|\}\})*\}|[^;]*)(?:;|$)")


def _parse_sqlserver(database: str, rest: str) -> ParsedUrl:
    location, _, assignments = rest.partition(";")
    if not location.startswith("//") or _SQLSERVER_PROPERTY.sub("", assignments).strip("; "):
        _reject("must have the form [jdbc:sqlserver://host:port;databaseName=name;property=value]")
    properties = unique_properties((match[1], _unquote_braces(match[2])) for match in _SQLSERVER_PROPERTY.finditer(assignments))
    host, _, name = location.removeprefix("//").partition("/")
    if "\\" in host:
        _reject("must name a port instead of an instance")
    catalog = _pop(properties, "databasename", "database") or name
    if name and name != catalog:
        _reject("must not contain two database names, after the host and as a parameter; remove one of them")
    return create_parsed_url(database, host, catalog, properties)


def _unquote_braces(value: str) -> str:
    return value[1:-1].replace("}}", "}") if value.startswith("{") else value.strip()


_ORACLE_SERVICE = re.compile(r"\w[\w.$-]*", re.ASCII)
_ORACLE_LOCATION = re.compile(
    r"thin:(?:(?P<user>[^/@]+)/(?P<password>[^@]*))?@(?://)?(?P<authority>[A-Za-z0-9._:\[\]-]+?)(?:[/:](?P<name>[A-Za-z][\w.$-]*))?"
)


def _parse_oracle(database: str, rest: str) -> ParsedUrl:
    location, _, query = rest.partition("?")
    match = _ORACLE_LOCATION.fullmatch(location)
    if match is None:
        _reject("must have the form [jdbc:oracle:thin:@//host:1521/service] or [jdbc:oracle:thin:@host:1521:sid]")
    properties = unique_properties(parse_qsl(query, keep_blank_values=True))
    name = match["name"] or ""
    if name and location.endswith(f":{name}"):
        properties["sid"] = name
    parsed = create_parsed_url(database, match["authority"], name, properties)
    return parsed if match["user"] is None else replace(parsed, username=match["user"], password=match["password"])


_PARSERS: dict[str, Callable[[str, str], ParsedUrl]] = {
    "sqlite": _parse_file,
    "duckdb": _parse_file,
    "sqlserver": _parse_sqlserver,
    "oracle": _parse_oracle,
}
