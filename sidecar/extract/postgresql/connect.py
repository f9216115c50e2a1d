"""How to connect to PostgreSQL: one source, the parameters of two drivers."""

import ssl
from typing import Any

from sidecar.errors import InvalidField
from sidecar.extract.reader import Source
from sidecar.extract.source.certificates import trusting
from sidecar.extract.source.keepalive import IDLE, INTERVAL, QUESTIONS, UNANSWERED_MS
from sidecar.extract.source.properties import is_true, seconds

_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
NO_PASSFILE = "/dev/null/none"
"""A path that cannot be: the passwords of whoever runs the sidecar are not a datasource's."""


def sslmode(source: Source) -> str:
    """Give libpq's name for how the connection is encrypted. JDBC's plain ``ssl=true`` verifies the server fully.

    ``require`` with an authority verifies it, as libpq does; the other driver would not look at it.
    """
    mode = source.properties.get("sslmode", "verify-full" if is_true(source.properties, "ssl") else "prefer")
    if mode not in _MODES:
        raise InvalidField("jdbc.properties.sslmode", f"must be one of [{', '.join(_MODES)}], but is [{mode}]")
    if mode == "verify-ca" and "sslrootcert" not in source.properties:
        raise InvalidField("jdbc.properties.sslrootcert", "must name the authority's certificate for [verify-ca]")
    return "verify-ca" if mode == "require" and "sslrootcert" in source.properties else mode


def libpq_parameters(source: Source) -> dict[str, Any]:
    """Give psycopg's parameters. An empty password keeps the one of ``PGPASSWORD`` from a server that a caller chose.

    Where nothing is verified the authority is left out: libpq would open the file all the same, unlooked at, and tell what it found.
    """
    mode = sslmode(source)
    trusted = source.properties.get("sslrootcert", "system" if mode == "verify-full" else None) if mode.startswith("verify-") else None
    return {
        "host": source.host, "port": source.port, "dbname": source.catalog or source.username, "user": source.username,
        "password": source.password or "", "gssencmode": "disable", "sslmode": mode,
        "connect_timeout": max(2, round(seconds(source.properties))),
        "application_name": source.properties.get("application_name", "siren-sidecar"), "client_encoding": "utf8",
        "passfile": NO_PASSFILE, "autocommit": True, "keepalives_idle": IDLE, "keepalives_interval": INTERVAL,
        "keepalives_count": QUESTIONS, "tcp_user_timeout": UNANSWERED_MS, **({"sslrootcert": trusted} if trusted else {}),
    }  # fmt: skip


def asyncpg_parameters(source: Source) -> dict[str, Any]:
    """Give asyncpg's parameters. No statement is kept prepared, so that a pooler may stand between."""
    return {
        "host": source.host, "port": source.port, "database": source.catalog or source.username, "user": source.username,
        "password": source.password or "", "ssl": _tls(source), "timeout": seconds(source.properties), "statement_cache_size": 0,
        "server_settings": {"application_name": source.properties.get("application_name", "siren-sidecar")},
    }  # fmt: skip


def _tls(source: Source) -> ssl.SSLContext | str:
    mode = sslmode(source)
    if not mode.startswith("verify-"):
        return mode
    context = trusting(source.properties)
    context.check_hostname = mode == "verify-full"
    return context


def prelude(source: Source, snapshot: str | None = None) -> str:
    """Give the statements that begin each transaction: read-only, on one snapshot, and writing values in the forms that are read here.

    The snapshot is a new one, or the exported one of this name.

    They hold for the transaction alone, so that a pooler may stand between. A setting that an older server lacks is left out.
    """
    settings = {
        "timezone": "UTC", "datestyle": "ISO", "intervalstyle": "iso_8601", "extra_float_digits": "1",
        "standard_conforming_strings": "on",  # what a template writes inside quotes relies on it
        "statement_timeout": "0", "idle_in_transaction_session_timeout": "0", "client_connection_check_interval": "10s",
    }  # fmt: skip
    if schema := source.properties.get("schema"):
        settings["search_path"] = ", ".join('"' + each.strip().strip('"').replace('"', '""') + '"' for each in schema.split(","))
    values = ", ".join(f"('{name}', {literal(value)})" for name, value in settings.items())
    return (
        "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; "
        f"{f'SET TRANSACTION SNAPSHOT {literal(snapshot)}; ' if snapshot else ''}"
        f"SELECT pg_catalog.set_config(v.name, v.value, true) FROM (VALUES {values}) v(name, value) "
        "JOIN pg_catalog.pg_settings s ON lower(s.name) = v.name"
    )


def literal(text: str) -> str:
    """Write a text as a literal that holds whatever ``standard_conforming_strings`` is."""
    return " E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
