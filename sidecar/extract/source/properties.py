"""Driver properties: what JDBC's names mean here. A list of what is allowed; the rest is refused by name.

Nothing on the list loads code, reads a file of the sidecar's machine (but an authority's certificate), runs SQL or opens another host.
"""

import re
from dataclasses import dataclass

from sidecar.errors import InvalidField

_TIME_ZONE_HINT = "is the datasource's [timezone] here"

_REFUSED = {
    "servertimezone": _TIME_ZONE_HINT,
    "connectiontimezone": _TIME_ZONE_HINT,
    "forceconnectiontimezonetosession": _TIME_ZONE_HINT,
    "allowloadlocalinfile": "would let the server read files of this machine",
    "allowlocalinfile": "would let the server read files of this machine",
    "allowurlinlocalinfile": "would let the server read files of this machine",
    "local_infile": "would let the server read files of this machine",
    "sslkey": "would read a file of this machine",
    "sslcert": "would read a file of this machine",
    "sslpassword": "would read a file of this machine",
    "sslfactory": "would load code",
    "socketfactory": "would load code",
    "service": "would read a file of this machine",
    "passfile": "would read a file of this machine",
    "init_command": "would run SQL",
    "sessionvariables": "would run SQL",
    "options": "would change the session",
    "unix_socket": "would open a socket of this machine",
    "localsocket": "would open a socket of this machine",
    "load_extension": "would load code",
    "enable_load_extension": "would load code",
    "autodeserialize": "would load code",
}


@dataclass(frozen=True, kw_only=True)
class Known:
    """The properties of one database: JDBC's name in lower case to ours, and names that change nothing here."""

    meaning: dict[str, str]
    idle: frozenset[str] = frozenset()


_POSTGRESQL = Known(
    meaning={
        "ssl": "ssl", "sslmode": "sslmode", "sslrootcert": "sslrootcert", "connecttimeout": "connect_timeout",
        "connect_timeout": "connect_timeout", "logintimeout": "connect_timeout", "applicationname": "application_name",
        "application_name": "application_name", "currentschema": "schema", "search_path": "schema",
    },
    idle=frozenset(
        {"assumeminserverversion", "autosave", "binarytransfer", "charset", "characterencoding", "databasemetadatacachefields",
         "defaultrowfetchsize", "loglevel", "preferquerymode", "preparethreshold", "readonly", "rewritebatchedinserts",
         "sockettimeout", "stringtype", "tcpkeepalive", "useunicode"}
    ),
)  # fmt: skip

_MYSQL = Known(
    meaning={
        "usessl": "ssl", "requiressl": "ssl", "verifyservercertificate": "verify", "trustservercertificate": "trust", "sslmode": "sslmode",
        "sslrootcert": "sslrootcert", "servercertificate": "sslrootcert", "serversslcert": "sslrootcert",
        "connecttimeout": "connect_timeout_ms", "connect_timeout": "connect_timeout",
    },
    idle=frozenset(
        {"allowpublickeyretrieval", "autoreconnect", "cacheprepstmts", "characterencoding", "charset", "connectioncollation",
         "defaultfetchsize", "jdbccompliantruncation", "rewritebatchedstatements", "sockettimeout", "tcpkeepalive",
         "tinyint1isbit", "transformedbitisboolean", "usecompression", "usecursorfetch", "useinformationschema",
         "uselegacydatetimecode", "usemysqlmetadata", "useserverprepstmts", "useunicode", "zerodatetimebehavior"}
    ),
)  # fmt: skip

_KNOWN = {
    "postgresql": _POSTGRESQL,
    "mysql": _MYSQL,
    "mariadb": _MYSQL,
    "sqlite": Known(meaning={"busytimeout": "busy_timeout_ms", "busy_timeout": "busy_timeout_ms"}, idle=frozenset({"open_mode", "mode"})),
    "duckdb": Known(
        meaning={"threads": "threads", "memory_limit": "memory_limit"}, idle=frozenset({"access_mode", "duckdb.read_only", "read_only"})
    ),
    "sqlserver": Known(
        meaning={
            "encrypt": "encrypt", "trustservercertificate": "trust", "logintimeout": "connect_timeout",
            "applicationname": "application_name",
        },
        idle=frozenset({"applicationintent", "columnencryptionsetting", "sendstringparametersasunicode", "sockettimeout"}),
    ),
    "oracle": Known(
        meaning={"sid": "sid", "oracle.net.connect_timeout": "connect_timeout_ms"}, idle=frozenset({"oracle.jdbc.readtimeout"})
    ),
}  # fmt: skip

_NONE = Known(meaning={})
"""What is known of a database without a reader of its own: a property could do anything there."""


def translate(database: str, properties: dict[str, str]) -> dict[str, str]:
    """Give the properties under our names; raise :class:`~sidecar.errors.InvalidField` for one that is not on the database's list."""
    translated = {}
    for name, value in properties.items():
        known = _KNOWN.get(database, _NONE)
        lower = name.lower()
        if lower in known.meaning:
            translated[known.meaning[lower]] = value
        elif lower not in known.idle:
            _refuse(database, name)
    return translated


def _refuse(database: str, name: str) -> None:
    path = f"jdbc.properties.{name[:100]}"
    if reason := _REFUSED.get(name.lower()):
        raise InvalidField(path, reason)
    known = _KNOWN.get(database, _NONE)
    names = ", ".join(sorted({*known.meaning, *known.idle}))
    raise InvalidField(path, f"is not a property that the sidecar hands to [{database}]; known are [{names}]")


def seconds(properties: dict[str, str], default: float = 10.0) -> float:
    """Give the time-out of a connection in seconds; 0 and nonsense mean the default, for a start must not hang."""
    for name, unit in (("connect_timeout", 1.0), ("connect_timeout_ms", 0.001)):
        if found := _number(properties, name):
            return found * unit
    return default


def busy_timeout(properties: dict[str, str], default: float) -> float:
    """Give the seconds to wait for a locked file; 0 and nonsense mean the default."""
    return _number(properties, "busy_timeout_ms") / 1000 or default


def _number(properties: dict[str, str], name: str) -> int:
    """Read a number of at most nine digits, which no driver's clock overflows; anything else is 0."""
    return int(found[0]) if (found := re.fullmatch(r"\d{1,9}", properties.get(name, ""), re.ASCII)) else 0


def is_true(properties: dict[str, str], name: str) -> bool:
    """Tell whether a property is set, as JDBC reads it: ``ssl`` alone means true."""
    return properties.get(name, "false").strip().lower() in ("", "true", "1", "yes")
