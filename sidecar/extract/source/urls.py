"""Datasource URLs, JDBC's and SQLAlchemy's, taken apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib.metadata import entry_points
from typing import NoReturn
from urllib.parse import parse_qsl, unquote

from sidecar.errors import InvalidField

DRIVERS = {
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
"""JDBC driver classes that people paste, and the databases whose URLs they read."""

PORTS = {"postgresql": 5432, "mysql": 3306, "mariadb": 3306, "sqlserver": 1433, "oracle": 1521}
DATABASES = (*PORTS, "sqlite", "duckdb")

_PACKAGES = {
    "bigquery": "sqlalchemy-bigquery", "clickhouse": "clickhouse-sqlalchemy", "cockroachdb": "sqlalchemy-cockroachdb", "db2": "ibm_db_sa",
    "firebird": "sqlalchemy-firebird", "hana": "sqlalchemy-hana", "ibm_db_sa": "ibm_db_sa", "redshift": "sqlalchemy-redshift",
    "snowflake": "snowflake-sqlalchemy", "teradatasql": "teradatasqlalchemy", "trino": "trino[sqlalchemy]",
    "vertica": "sqlalchemy-vertica-python",
}  # fmt: skip
"""Packages that bring SQLAlchemy the dialect of a name, for the hint."""

LONGEST = 2000
"""Characters of a URL: what takes it apart may look at each more than once."""
_SCHEMES = {"postgres": "postgresql", "mssql": "sqlserver"}
_AUTHORITY = re.compile(
    r"(?:(?P<user>[^:@/]*)(?::(?P<password>[^@/]*))?@)?(?P<host>\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9._-]*)(?::(?P<port>\d{1,5}))?"
)


@dataclass(frozen=True, kw_only=True)
class Address:
    """What a URL says."""

    database: str
    host: str | None = None
    port: int | None = None
    catalog: str = ""
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    properties: dict[str, str] = field(default_factory=dict)
    dialect: str | None = None
    """SQLAlchemy's name, ``dialect`` or ``dialect+driver``, of a database that has no reader of its own."""


def parse(url: str, driver: str | None) -> Address:
    """Take a URL apart; raise :class:`~sidecar.errors.InvalidField` for one that cannot be read (its words hold no password)."""
    if len(url) > LONGEST:
        _refuse(f"must be of {LONGEST} characters at most")
    jdbc = url.startswith("jdbc:")
    scheme, colon, rest = url.removeprefix("jdbc:").partition(":")
    dialect = scheme.partition("+")[0].lower()
    database = _SCHEMES.get(dialect, dialect)
    if not jdbc and database not in DATABASES and rest.startswith("//"):
        _check_driver(driver, database)
        return _installed(scheme.lower(), database, rest)
    if not colon or database not in DATABASES:
        _refuse(f"must begin with jdbc: and one of [{', '.join(DATABASES)}], or be an SQLAlchemy URL")
    _check_driver(driver, database)
    parser = _PARSERS.get(database, _network) if jdbc or database in ("sqlite", "duckdb") else _network
    address = parser(database, rest) if jdbc else parser(database, _sqlalchemy_path(database, rest))
    if database == "oracle" and not _SERVICE.fullmatch(address.catalog):
        # Without one the host would be looked up in a file of names, and the name goes into a descriptor, which holds hosts.
        _refuse("must name a service or a sid, of letters, digits and [_ $ . -]")
    return address


def _installed(scheme: str, database: str, rest: str) -> Address:
    """Take the URL of a database apart that only an installed package knows; it must name a host, for a file could be any file."""
    if not entry_points(group="sqlalchemy.dialects", name=scheme.replace("+", ".")):
        package = f": pip install {_PACKAGES[database]}" if database in _PACKAGES else ""
        _refuse(f"is of [{scheme[:100]}], and no package that brings SQLAlchemy this dialect is installed{package}")
    if rest.startswith("///"):
        _refuse(f"must name a host for [{scheme}]")
    return replace(_network(database, rest), dialect=scheme)


def _refuse(reason: str) -> NoReturn:
    raise InvalidField("jdbc.url", reason)


def _check_driver(driver: str | None, database: str) -> None:
    if driver is None:
        return
    if driver not in DRIVERS:
        raise InvalidField("jdbc.driver", f"must be one of [{', '.join(sorted(DRIVERS))}] or left out, but is [{driver[:100]}]")
    if database not in DRIVERS[driver]:
        raise InvalidField("jdbc.driver", f"[{driver}] does not read URLs of [{database}]; it may be left out")


def _sqlalchemy_path(database: str, rest: str) -> str:
    """Turn SQLAlchemy's ``///relative`` and ``////absolute`` into the plain path that JDBC has."""
    return rest.removeprefix("///") if database in ("sqlite", "duckdb") else rest


def _network(database: str, rest: str) -> Address:
    place, _, query = rest.partition("?")
    if not place.startswith("//"):
        place = f"///{place.strip('/')}"  # jdbc:postgresql:name is the database of that name on this machine
    authority, _, catalog = place[2:].partition("/")
    if "@" in catalog:
        # A password with a slash in it would otherwise end the host, and be stored and shown as a part of the database's name.
        _refuse("must not have [@] behind its host; in a user name or password write [/] as %2F, in the name of a database [@] as %40")
    return _address(database, authority, unquote(catalog), dict(parse_qsl(query, keep_blank_values=True)))


def _address(database: str, authority: str, catalog: str, properties: dict[str, str]) -> Address:
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        _refuse("must name one host as [host:port] (several hosts, sockets and descriptors are not read)")
    port = int(match["port"]) if match["port"] else PORTS.get(database)
    if port is not None and not 0 < port < 65536:
        _refuse(f"must have a port from 1 to 65535, but has [{port}]")
    username = _first(match["user"], _take(properties, "user", "username"))
    password = _first(match["password"], _take(properties, "password"))
    host = (match["host"] or "localhost").strip("[]")
    return Address(database=database, host=host, port=port, catalog=catalog, username=username, password=password, properties=properties)


def _first(quoted: str | None, plain: str | None) -> str | None:
    return unquote(quoted) if quoted is not None else plain


def _take(properties: dict[str, str], *names: str) -> str | None:
    values = [properties.pop(name) for name in list(properties) if name.lower() in names]
    return values[0] if values else None


def _file(database: str, rest: str) -> Address:
    path, _, query = rest.partition("?")
    path = unquote(path)
    if not path or path.startswith((":", "file:", "md:", "//")) or "\0" in path:
        _refuse(f"must hold the path of a {database} file (memory, URIs and remote databases are not read)")
    return Address(database=database, catalog=path, properties=dict(parse_qsl(query, keep_blank_values=True)))


_ASSIGNMENT = re.compile(r"\s*([A-Za-z]+)\s*=\s*(\{(?:[^}]|\}\})*\}|[^;]*)(?:;|$)")


def _sqlserver(database: str, rest: str) -> Address:
    place, _, assignments = rest.partition(";")
    properties = {match[1]: _unbraced(match[2]) for match in _ASSIGNMENT.finditer(assignments)}
    host, slash, name = place.removeprefix("//").partition("/")
    if "\\" in host:
        _refuse("must name a port instead of an instance")
    catalog = _take(properties, "databasename", "database") or (name if slash else "")
    return _address(database, host, catalog, properties)


def _unbraced(value: str) -> str:
    return value[1:-1].replace("}}", "}") if value.startswith("{") else value.strip()


_SERVICE = re.compile(r"\w[\w.$-]*", re.ASCII)
_ORACLE = re.compile(
    r"thin:(?:(?P<user>[^/@]+)/(?P<password>[^@]*))?@(?://)?(?P<place>[A-Za-z0-9._:\[\]-]+?)(?:[/:](?P<name>[A-Za-z][\w.$-]*))?"
)


def _oracle(database: str, rest: str) -> Address:
    place, _, query = rest.partition("?")
    match = _ORACLE.fullmatch(place)
    if match is None:
        _refuse("must be like [jdbc:oracle:thin:@//host:1521/service] or [jdbc:oracle:thin:@host:1521:sid]")
    properties = dict(parse_qsl(query, keep_blank_values=True))
    name = match["name"] or ""
    if name and place.endswith(f":{name}"):
        properties["sid"] = name
    address = _address(database, match["place"], name, properties)
    return address if match["user"] is None else _with_user(address, match["user"], match["password"])


def _with_user(address: Address, user: str, password: str) -> Address:
    return Address(
        database=address.database, host=address.host, port=address.port, catalog=address.catalog, properties=address.properties,
        username=user, password=password,
    )  # fmt: skip


_PARSERS: dict[str, Callable[[str, str], Address]] = {"sqlite": _file, "duckdb": _file, "sqlserver": _sqlserver, "oracle": _oracle}
