"""Driver properties: the supported ones under their JDBC names; all others are rejected.

No supported property loads code, reads a local file other than an authority's certificate, runs SQL or connects to another host.
"""

import re
from dataclasses import dataclass, field
from typing import NoReturn

from sidecar.errors import InvalidField
from sidecar.suggestions import did_you_mean

_TIME_ZONE_HINT = "is not supported; set [timezone] of the datasource instead"

_REJECTION_REASONS = {
    "servertimezone": _TIME_ZONE_HINT,
    "connectiontimezone": _TIME_ZONE_HINT,
    "forceconnectiontimezonetosession": _TIME_ZONE_HINT,
    "allowloadlocalinfile": "is not allowed: it would let the server read local files",
    "allowlocalinfile": "is not allowed: it would let the server read local files",
    "allowurlinlocalinfile": "is not allowed: it would let the server read local files",
    "local_infile": "is not allowed: it would let the server read local files",
    "sslkey": "is not allowed: it would read a local file",
    "sslcert": "is not allowed: it would read a local file",
    "sslpassword": "is not allowed: it would read a local file",
    "sslfactory": "is not allowed: it would load code",
    "socketfactory": "is not allowed: it would load code",
    "service": "is not allowed: it would read a local file",
    "passfile": "is not allowed: it would read a local file",
    "init_command": "is not allowed: it would run SQL",
    "sessionvariables": "is not allowed: it would run SQL",
    "options": "is not allowed: it would change the session",
    "unix_socket": "is not allowed: it would open a local socket",
    "localsocket": "is not allowed: it would open a local socket",
    "load_extension": "is not allowed: it would load code",
    "enable_load_extension": "is not allowed: it would load code",
    "autodeserialize": "is not allowed: it would load code",
}


@dataclass(frozen=True, kw_only=True)
class SupportedProperties:
    """The properties of one database, by their JDBC names in lower case."""

    names: dict[str, str]
    """The sidecar's name of each property."""
    fixed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Properties that accept only what the sidecar always does, and these values in lower case."""


_TRUE, _FALSE, _UTF8, _NO_TIMEOUT = ("true",), ("false",), ("utf8", "utf-8", "utf8mb4"), ("0",)

_POSTGRESQL = SupportedProperties(
    names={
        "ssl": "ssl", "sslmode": "sslmode", "sslrootcert": "sslrootcert", "connecttimeout": "connect_timeout",
        "connect_timeout": "connect_timeout", "logintimeout": "connect_timeout", "applicationname": "application_name",
        "application_name": "application_name", "currentschema": "schema", "search_path": "schema",
    },
    fixed={
        "charset": _UTF8, "characterencoding": _UTF8, "readonly": _TRUE, "sockettimeout": _NO_TIMEOUT, "tcpkeepalive": _TRUE,
        "useunicode": _TRUE,
    },
)  # fmt: skip

_MYSQL = SupportedProperties(
    names={
        "usessl": "ssl", "requiressl": "require_ssl", "verifyservercertificate": "verify", "trustservercertificate": "trust",
        "sslmode": "sslmode", "sslrootcert": "sslrootcert", "servercertificate": "sslrootcert", "serversslcert": "sslrootcert",
        "connecttimeout": "connect_timeout_ms", "connect_timeout": "connect_timeout", "tinyint1isbit": "tinyint1_is_boolean",
    },
    fixed={
        "allowpublickeyretrieval": _TRUE, "autoreconnect": _FALSE, "charset": _UTF8, "characterencoding": _UTF8,
        "sockettimeout": _NO_TIMEOUT, "tcpkeepalive": _TRUE, "transformedbitisboolean": _TRUE, "usecompression": _FALSE,
        "useunicode": _TRUE, "zerodatetimebehavior": ("convert_to_null", "converttonull"),
    },
)  # fmt: skip

_SUPPORTED = {
    "postgresql": _POSTGRESQL,
    "mysql": _MYSQL,
    "mariadb": _MYSQL,
    "sqlite": SupportedProperties(
        names={"busytimeout": "busy_timeout_ms", "busy_timeout": "busy_timeout_ms"}, fixed={"open_mode": ("1",), "mode": ("ro",)}
    ),
    "duckdb": SupportedProperties(
        names={"threads": "threads", "memory_limit": "memory_limit"},
        fixed={"access_mode": ("read_only",), "duckdb.read_only": _TRUE, "read_only": _TRUE},
    ),
    "sqlserver": SupportedProperties(
        names={
            "encrypt": "encrypt", "trustservercertificate": "trust", "logintimeout": "connect_timeout",
            "applicationname": "application_name",
        },
        fixed={"applicationintent": ("readwrite",), "columnencryptionsetting": ("disabled",), "sockettimeout": _NO_TIMEOUT},
    ),
    "oracle": SupportedProperties(
        names={"sid": "sid", "oracle.net.connect_timeout": "connect_timeout_ms"}, fixed={"oracle.jdbc.readtimeout": _NO_TIMEOUT}
    ),
}  # fmt: skip

_BOOLEANS = ("true", "false", "1", "0", "yes", "no", "")
_VALUES = {
    **dict.fromkeys(("ssl", "require_ssl", "verify", "trust", "tinyint1_is_boolean"), _BOOLEANS),
    "encrypt": ("true", "false", "yes", "no", "mandatory", "optional"),
}
_NUMBERS = ("connect_timeout", "connect_timeout_ms", "busy_timeout_ms", "threads")
_NUMBER = re.compile(r"0*[1-9]\d{0,8}", re.ASCII)
"""At most nine digits, which overflow no driver. 0 would mean no time-out, but a start must not hang."""

_NO_PROPERTIES = SupportedProperties(names={})
"""Properties of a database without a dedicated reader, where a property could have any effect."""


def translate_properties(database: str, properties: dict[str, str]) -> dict[str, str]:
    """Return the properties under the sidecar's names; raise :class:`~sidecar.errors.InvalidField` for an unsupported one."""
    translated = {}
    supported = _SUPPORTED.get(database, _NO_PROPERTIES)
    for name, value in properties.items():
        key = name.lower()
        if key in supported.names:
            translated[supported.names[key]] = value
            _check_value(name, supported.names[key], value)
        elif key in supported.fixed:
            _check_choice(name, value, supported.fixed[key])
        else:
            _reject(database, name)
    return translated


def _check_value(name: str, translated: str, value: str) -> None:
    if translated in _VALUES:
        _check_choice(name, value, _VALUES[translated])
    elif translated in _NUMBERS and not _NUMBER.fullmatch(value):
        raise InvalidField(f"jdbc.properties.{name}", f"must be a number from 1 to 999999999, but is [{value[:100]}]")


def _check_choice(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value.strip().lower() not in choices:
        expected = f"[{choices[0]}]" if len(choices) == 1 else f"one of [{', '.join(filter(None, choices))}]"
        raise InvalidField(f"jdbc.properties.{name}", f"supports only {expected}, but is [{value[:100]}]; change or remove it")


def _reject(database: str, name: str) -> NoReturn:
    path = f"jdbc.properties.{name[:100]}"
    if reason := _REJECTION_REASONS.get(name.lower()):
        raise InvalidField(path, reason)
    supported = _SUPPORTED.get(database, _NO_PROPERTIES)
    names = sorted({*supported.names, *supported.fixed})
    expected = f"; expected one of [{', '.join(names)}]{did_you_mean(name.lower(), names)}" if names else ""
    raise InvalidField(path, f"is not a supported property of [{database}]{expected}")


def connect_timeout(properties: dict[str, str], default: float = 10.0) -> float:
    """Return the connection timeout in seconds; 0 and invalid values mean the default, because a start must not hang."""
    for name, unit in (("connect_timeout", 1.0), ("connect_timeout_ms", 0.001)):
        if number := _parse_number(properties, name):
            return number * unit
    return default


def busy_timeout(properties: dict[str, str], default: float) -> float:
    """Return the seconds to wait for a locked file; 0 and invalid values mean the default."""
    return _parse_number(properties, "busy_timeout_ms") / 1000 or default


def _parse_number(properties: dict[str, str], name: str) -> int:
    """Return a number of at most nine digits, which overflows no driver; 0 for anything else."""
    return int(match[0]) if (match := re.fullmatch(r"\d{1,9}", properties.get(name, ""), re.ASCII)) else 0


def is_true(properties: dict[str, str], name: str, default: str = "false") -> bool:
    """Return whether a boolean property is true; as in JDBC, an empty value means true."""
    return properties.get(name, default).strip().lower() in ("", "true", "1", "yes")
