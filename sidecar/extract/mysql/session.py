"""Sessions of MySQL or MariaDB: connecting, describing queries and ending sessions."""

import contextlib
import secrets
import ssl
import struct
from collections import defaultdict
from typing import Any

import pymysql
from pymysql.constants import ER

from sidecar.errors import InvalidField
from sidecar.extract.errors import DriverErrors, is_session_limit
from sidecar.extract.mysql.protocol import CLEAR_TEXT_PLUGINS, get_socket, is_transient, prepare
from sidecar.extract.mysql.settings import SESSION_SETTINGS, UNSUPPORTED_SETTING
from sidecar.extract.mysql.types import ColumnDescription
from sidecar.extract.reader import Source
from sidecar.extract.source.certificates import create_ssl_context
from sidecar.extract.source.keepalive import enable_keepalive
from sidecar.extract.source.properties import connect_timeout, is_true
from sidecar.release import PRODUCT

_DATA_ERRORS = frozenset(
    {ER.WARN_DATA_OUT_OF_RANGE, ER.TRUNCATED_WRONG_VALUE, ER.TRUNCATED_WRONG_VALUE_FOR_FIELD, ER.DIVISION_BY_ZERO, ER.DATA_TOO_LONG,
     ER.WRONG_VALUE_FOR_TYPE, ER.DATETIME_FUNCTION_OVERFLOW, 1690, 3037, 3140, 3141, 3146, 3156}
)  # fmt: skip
"""Errors about a value. The numbers are those of out of range, invalid geometries and invalid JSON, which PyMySQL does not name."""


def _is_session_limit(error: BaseException) -> bool:
    """Return whether there are too many sessions; the message of the numbers may be in any language."""
    return (bool(error.args) and error.args[0] in (ER.CON_COUNT_ERROR, ER.TOO_MANY_USER_CONNECTIONS)) or is_session_limit(error)


DRIVER_ERRORS = DriverErrors(
    transient=(OSError, EOFError),
    permanent=(pymysql.MySQLError, pymysql.Warning, ValueError, struct.error, RuntimeError),
    is_transient=is_transient,
    is_session_limit=_is_session_limit,
    is_data_error=lambda error: bool(error.args) and error.args[0] in _DATA_ERRORS,
)


def connect(source: Source) -> Any:
    """Open a read-only session in UTC that returns values as text."""
    connection = _open(source)
    with connection.cursor() as cursor:
        for setting in SESSION_SETTINGS:
            try:
                cursor.execute(setting)
            except pymysql.MySQLError as error:
                if error.args[0] not in UNSUPPORTED_SETTING:
                    raise
    return connection


def _open(source: Source) -> Any:
    connection = pymysql.connect(
        # PyMySQL would encode text as Latin-1.
        host=source.host, port=source.port, user=source.username, password=(source.password or "").encode(),
        database=source.catalog or None, charset="utf8mb4", autocommit=True, local_infile=False,
        connect_timeout=max(1, round(connect_timeout(source.properties))),
        conv=pymysql.converters.encoders, program_name=PRODUCT, auth_plugin_map=CLEAR_TEXT_PLUGINS, **_tls(source),
    )  # fmt: skip
    # PyMySQL has no keepalive option.
    enable_keepalive(get_socket(connection))
    return connection


_SSL_MODES = {
    "disabled": "disable", "disable": "disable", "preferred": "prefer", "prefer": "prefer", "required": "require", "trust": "require",
    "verify_ca": "verify-ca", "verify-ca": "verify-ca", "verify_identity": "verify-full", "verify-full": "verify-full",
}  # fmt: skip


def _tls(source: Source) -> dict[str, Any]:
    properties = source.properties
    mode = properties.get("sslmode", "")
    if mode.lower() not in _SSL_MODES and mode:
        raise InvalidField("jdbc.properties.sslMode", f"must be one of [{', '.join(sorted(_SSL_MODES))}], but is [{mode}]")
    ssl_mode = _SSL_MODES.get(mode.lower()) or _default_ssl_mode(properties)
    if is_true(properties, "verify") or (ssl_mode == "require" and not is_true(properties, "trust", default="true")):
        ssl_mode = "verify-full"
    elif ssl_mode == "require" and "sslrootcert" in properties and not is_true(properties, "trust") and mode.lower() != "trust":
        ssl_mode = "verify-ca"
    if ssl_mode == "disable":
        return {"ssl_disabled": True}
    if ssl_mode == "prefer":
        return {}
    context = create_ssl_context(properties)
    context.check_hostname = ssl_mode == "verify-full"
    if ssl_mode == "require":
        context.verify_mode = ssl.CERT_NONE
    return {"ssl": context}


def _default_ssl_mode(properties: dict[str, str]) -> str:
    """Return the mode that ``useSSL`` and ``requireSSL`` mean."""
    if is_true(properties, "ssl") or is_true(properties, "require_ssl"):
        return "require"
    return "disable" if "ssl" in properties else "prefer"


def describe(connection: Any, query: str) -> list[ColumnDescription]:
    """Return the columns of a query, which is prepared but not executed, with the types in their tables' definitions."""
    fields = prepare(connection, query)
    with connection.cursor() as cursor:
        tables = {each.org_table for each in fields if each.org_table}
        stored, views = _stored_types(cursor, tables), _view_schemas(cursor, tables)
    return [
        ColumnDescription(
            name=each.name, code=each.type_code, length=each.length, flags=each.flags, charset=each.charsetnr, scale=each.scale,
            stored=_stored_type(stored.get((each.org_table, each.org_name.lower()), {}), each.db.decode(), views[each.org_table]),
        )
        for each in fields
    ]  # fmt: skip


def _stored_types(cursor: Any, tables: set[str]) -> dict[tuple[str, str], dict[str, str]]:
    """Return by table and column the type in each schema: result metadata describes MariaDB's json, uuid and inet6 as strings."""
    stored: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for table in sorted(tables):
        cursor.execute("SELECT table_schema, column_name, data_type FROM information_schema.columns WHERE table_name = %s", (table,))
        for schema, column, type in cursor.fetchall():
            stored[table, column.lower()][schema] = str(type).lower()
        with contextlib.suppress(pymysql.MySQLError):  # MySQL before 8.0.16 has no such view, but has a native json type
            cursor.execute(
                "SELECT constraint_schema, constraint_name FROM information_schema.check_constraints "
                "WHERE table_name = %s AND check_clause = concat('json_valid(`', constraint_name, '`)')",
                (table,),
            )
            for schema, column in cursor.fetchall():
                stored[table, column.lower()][schema] = "json"
    return stored


def _view_schemas(cursor: Any, tables: set[str]) -> dict[str, set[str]]:
    """Return for each name the schemas that have a view of it."""
    schemas: dict[str, set[str]] = defaultdict(set)
    for table in sorted(tables):
        cursor.execute("SELECT table_schema FROM information_schema.views WHERE table_name = %s", (table,))
        schemas[table] = {schema for (schema,) in cursor.fetchall()}
    return schemas


def _stored_type(types: dict[str, str], schema: str, views: set[str]) -> str:
    """Return a column's type in its schema; empty if it is ambiguous.

    MariaDB reports a view under the schema of the table that it reads, and a derived table under none.
    """
    candidates = {type for each, type in types.items() if not schema or each == schema or each in views}
    return candidates.pop() if len(candidates) == 1 else ""


def claim_session_id(connection: Any) -> str:
    """Identify the session by a lock that it holds until it ends: connection ids are reused after a server restart."""
    session_id = f"siren-{secrets.token_hex(16)}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT get_lock(%s, 0)", (session_id,))
        cursor.fetchall()
    return session_id


def kill_connection(source: Source, connection_id: int) -> None:
    """Kill a connection through another one: KILL QUERY does not end a statement whose rows are not read."""
    with contextlib.closing(_open(source)) as connection, connection.cursor() as cursor:
        cursor.execute(f"KILL {connection_id}")


def kill_session(source: Source, session_id: str) -> None:
    """Kill the connection that holds the session's lock, if it still exists."""
    with contextlib.closing(_open(source)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT is_used_lock(%s)", (session_id,))
        (connection_id,) = cursor.fetchone()
        if connection_id is not None:
            cursor.execute(f"KILL {int(connection_id)}")
