"""Connection parameters of PostgreSQL's two drivers, psycopg and asyncpg."""

import ssl
from typing import Any

from sidecar.errors import InvalidField
from sidecar.extract.reader import Source
from sidecar.extract.source.certificates import create_ssl_context
from sidecar.extract.source.keepalive import IDLE_SECONDS, INTERVAL_SECONDS, MAX_PROBES, USER_TIMEOUT_MS
from sidecar.extract.source.properties import connect_timeout, is_true
from sidecar.release import PRODUCT

_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
NO_PASSFILE = "/dev/null/none"
"""A path that cannot exist, so that the passwords of the operating-system user are never sent to a datasource."""


def ssl_mode(source: Source) -> str:
    """Return libpq's ``sslmode``; JDBC's ``ssl=true`` means ``verify-full``.

    ``require`` with a CA certificate means ``verify-ca``, as in libpq; asyncpg would ignore the certificate.
    """
    mode = source.properties.get("sslmode", "verify-full" if is_true(source.properties, "ssl") else "prefer")
    if mode not in _MODES:
        raise InvalidField("jdbc.properties.sslmode", f"must be one of [{', '.join(_MODES)}], but is [{mode}]")
    if mode == "verify-ca" and "sslrootcert" not in source.properties:
        raise InvalidField("jdbc.properties.sslrootcert", "must name the CA certificate if [sslmode] is [verify-ca]")
    return "verify-ca" if mode == "require" and "sslrootcert" in source.properties else mode


def libpq_parameters(source: Source) -> dict[str, Any]:
    """Return psycopg's parameters.

    An empty password stops libpq from sending ``PGPASSWORD`` to a server of the caller's choice. The CA certificate is left
    out if nothing is verified: libpq would open the file unchecked and reveal in its errors what it found.
    """
    mode = ssl_mode(source)
    ca_file = source.properties.get("sslrootcert", "system" if mode == "verify-full" else None) if mode.startswith("verify-") else None
    return {
        "host": source.host, "port": source.port, "dbname": source.catalog or source.username, "user": source.username,
        "password": source.password or "", "gssencmode": "disable", "sslmode": mode,
        "connect_timeout": max(2, round(connect_timeout(source.properties))),
        "application_name": source.properties.get("application_name", PRODUCT), "client_encoding": "utf8",
        "passfile": NO_PASSFILE, "autocommit": True, "keepalives_idle": IDLE_SECONDS, "keepalives_interval": INTERVAL_SECONDS,
        "keepalives_count": MAX_PROBES, "tcp_user_timeout": USER_TIMEOUT_MS, **({"sslrootcert": ca_file} if ca_file else {}),
    }  # fmt: skip


def asyncpg_parameters(source: Source) -> dict[str, Any]:
    """Return asyncpg's parameters, without cached prepared statements, so that connection poolers work."""
    return {
        "host": source.host, "port": source.port, "database": source.catalog or source.username, "user": source.username,
        "password": source.password or "", "ssl": _tls(source), "timeout": connect_timeout(source.properties), "statement_cache_size": 0,
        "server_settings": {"application_name": source.properties.get("application_name", PRODUCT)},
    }  # fmt: skip


def _tls(source: Source) -> ssl.SSLContext | str:
    mode = ssl_mode(source)
    if not mode.startswith("verify-"):
        return mode
    context = create_ssl_context(source.properties)
    context.check_hostname = mode == "verify-full"
    return context


_SETTINGS = {
    "timezone": "UTC", "timezone_abbreviations": "Default", "datestyle": "ISO, MDY", "intervalstyle": "iso_8601", "lc_numeric": "C",
    "lc_time": "C", "extra_float_digits": "1", "bytea_output": "hex", "xmlbinary": "base64", "xmloption": "content",
    "quote_all_identifiers": "off", "array_nulls": "on", "transform_null_equals": "off", "gin_fuzzy_search_limit": "0",
    "sql_inheritance": "on", "client_encoding": "UTF8", "backslash_quote": "safe_encoding",
    "standard_conforming_strings": "on",  # query templates escape string literals for this setting
    "statement_timeout": "0", "lock_timeout": "0", "idle_in_transaction_session_timeout": "0", "transaction_timeout": "0",
    "client_connection_check_interval": "10s",
}  # fmt: skip
"""Settings that change what a query returns, or end it. No setting of the server, database or role reaches a query."""


_CATALOG_FIRST = (
    "pg_catalog.concat(CASE WHEN pg_catalog.array_position(pg_catalog.current_schemas(false), 'pg_catalog') IS NOT NULL "
    "THEN 'pg_catalog, ' END, pg_catalog.current_setting('search_path'))"
)
"""The session's search path, with no schema before ``pg_catalog``: that is searched first unless the path names it later."""


def begin_transaction_sql(source: Source, snapshot: str | None = None) -> str:
    """Return the SQL that begins a read-only transaction on a new snapshot, or on the exported one, with fixed output formats.

    Its settings last only for the transaction, so that connection poolers work. Settings unknown to an older server are skipped.
    """
    settings = {name: quote_literal(value) for name, value in _SETTINGS.items()} | {"search_path": _CATALOG_FIRST}
    if schema := source.properties.get("schema"):
        schemas = [each.strip().strip('"') for each in schema.split(",")]
        schemas.sort(key="pg_catalog".__ne__)
        settings["search_path"] = quote_literal(", ".join('"' + each.replace('"', '""') + '"' for each in schemas))
    values = ", ".join(f"('{name}', {value})" for name, value in settings.items())
    return (
        "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; "
        f"{f'SET TRANSACTION SNAPSHOT {quote_literal(snapshot)}; ' if snapshot else ''}"
        f"SELECT pg_catalog.set_config(v.name, v.value, true) FROM (VALUES {values}) v(name, value) "
        "JOIN pg_catalog.pg_settings s ON pg_catalog.lower(s.name) OPERATOR(pg_catalog.=) v.name"
    )


def quote_literal(text: str) -> str:
    """Return the text as a string literal that depends neither on ``standard_conforming_strings`` nor on ``backslash_quote``."""
    return " E'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
