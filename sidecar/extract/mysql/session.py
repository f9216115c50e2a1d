"""One PyMySQL session of MySQL or MariaDB, whose rows are read as packets."""

import contextlib
import secrets
import socket
import ssl
import struct
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pymysql
from pymysql.constants import COMMAND, CR, ER
from pymysql.cursors import SSCursor
from pymysql.protocol import FieldDescriptorPacket

from sidecar.errors import InvalidField
from sidecar.extract.errors import DriverErrors, is_session_limit
from sidecar.extract.mysql.settings import SESSION_SETTINGS, UNSUPPORTED_SETTING
from sidecar.extract.mysql.types import ColumnDescription
from sidecar.extract.reader import Source
from sidecar.extract.source.certificates import create_ssl_context
from sidecar.extract.source.keepalive import enable_keepalive
from sidecar.extract.source.properties import connect_timeout, is_true

_CONNECTION_KILLED = 1927
_TRANSIENT = frozenset(
    {CR.CR_CONN_HOST_ERROR, CR.CR_CONNECTION_ERROR, CR.CR_SERVER_GONE_ERROR, CR.CR_SERVER_LOST, CR.CR_SERVER_LOST_EXTENDED,
     CR.CR_UNKNOWN_HOST, ER.CON_COUNT_ERROR, ER.SERVER_SHUTDOWN, ER.NORMAL_SHUTDOWN, _CONNECTION_KILLED}
)  # fmt: skip

_DATA_ERRORS = frozenset(
    {ER.WARN_DATA_OUT_OF_RANGE, ER.TRUNCATED_WRONG_VALUE, ER.TRUNCATED_WRONG_VALUE_FOR_FIELD, ER.DIVISION_BY_ZERO, ER.DATA_TOO_LONG,
     ER.WRONG_VALUE_FOR_TYPE, ER.DATETIME_FUNCTION_OVERFLOW, 1690, 3037, 3140, 3141, 3146, 3156}
)  # fmt: skip
"""Errors about a value. The numbers are those of out of range, invalid geometries and invalid JSON, which PyMySQL does not name."""


def _is_transient(error: BaseException) -> bool:
    return bool(error.args) and error.args[0] in _TRANSIENT


def _is_session_limit(error: BaseException) -> bool:
    """Return whether there are too many sessions; the message of the numbers may be in any language."""
    return (bool(error.args) and error.args[0] in (ER.CON_COUNT_ERROR, ER.TOO_MANY_USER_CONNECTIONS)) or is_session_limit(error)


DRIVER_ERRORS = DriverErrors(
    transient=(OSError, EOFError),
    permanent=(pymysql.MySQLError, pymysql.Warning, ValueError, struct.error, RuntimeError),
    is_transient=_is_transient,
    is_session_limit=_is_session_limit,
    is_data_error=lambda error: bool(error.args) and error.args[0] in _DATA_ERRORS,
)

MAX_BATCH_DELAY = 0.5
"""Seconds after which an incomplete batch is delivered, so that rows of a slow query arrive early."""
ROWS_PER_CLOCK_CHECK = 50
"""Rows read between two checks of :data:`MAX_BATCH_DELAY`."""

_MAX_PACKET_SIZE = 0xFFFFFF
_NOT_A_ROW, _ERROR, _END_PACKET_SIZE = 0xFE, 0xFF, 9
"""A packet that starts with 254 and has fewer than 9 bytes ends the result; one that starts with 255 is an error."""


class _ClearTextPassword:
    """Authenticate by sending the password in clear text, only over an encrypted connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def authenticate(self, packet: Any) -> Any:
        """Send the password and return the server's response."""
        if not self._connection._secure:
            raise pymysql.err.OperationalError(
                CR.CR_AUTH_PLUGIN_ERR,
                "The server requires the password in plain text, but the connection is not encrypted; set [sslMode].",
            )
        self._connection.write_packet(self._connection.password + b"\0")
        response = self._connection._read_packet()
        response.check_error()
        return response


_CLEAR_TEXT_PLUGINS = {"mysql_clear_password": _ClearTextPassword, "dialog": _ClearTextPassword}


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
        conv=pymysql.converters.encoders, program_name="siren-sidecar", auth_plugin_map=_CLEAR_TEXT_PLUGINS, **_tls(source),
    )  # fmt: skip
    # PyMySQL has no keepalive option.
    enable_keepalive(connection._sock)
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
    fields = _prepare(connection, query)
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


def _prepare(connection: Any, query: str) -> list[FieldDescriptorPacket]:
    """Prepare the query by a protocol command that PyMySQL has no method for, and return its columns."""
    connection._execute_command(COMMAND.COM_STMT_PREPARE, query)
    _, statement, columns, parameters = struct.unpack_from("<BIHH", connection._read_packet().get_all_data())
    for _ in range(parameters + 1 if parameters else 0):
        connection._read_packet()
    fields = [connection._read_packet(FieldDescriptorPacket) for _ in range(columns)]
    if columns:
        connection._read_packet()
    connection._execute_command(COMMAND.COM_STMT_CLOSE, struct.pack("<I", statement))
    if parameters:
        raise ValueError("the query contains a parameter [?], but parameters are not supported")
    return fields


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


def read_packets(connection: Any, query: str, max_rows: int, max_size: int) -> Iterator[list[bytes]]:
    """Run a query and yield its row packets in batches of up to ``max_rows`` rows or about ``max_size`` bytes.

    PyMySQL's own fetch methods create an object per value, at six times the cost.
    """
    cursor = connection.cursor(SSCursor)
    cursor.execute(query)
    result = cursor._result
    read = connection._rfile.read
    ended = False
    try:
        while not ended:
            batch, ended = _read_batch(read, max_rows, max_size)
            if batch:
                yield batch
    except pymysql.MySQLError as error:
        # An error of the server ends the result.
        ended = not _is_transient(error)
        raise
    finally:
        # Keep the cursor from reading the rest of the result: unread rows are discarded with the connection.
        result.unbuffered_active = False
        result.connection = None
        connection._result = None
        if not ended:
            connection._force_close()


def _read_batch(read: Any, max_rows: int, max_size: int) -> tuple[list[bytes], bool]:
    """Read packets until the batch is full, its time is up, or the result ends; return the batch and whether it ended."""
    batch: list[bytes] = []
    size_left = max_size
    ended, started_at = False, time.monotonic()
    while not ended and len(batch) < max_rows and size_left > 0 and time.monotonic() - started_at < MAX_BATCH_DELAY:
        packets, ended = _read_some(read, min(ROWS_PER_CLOCK_CHECK, max_rows - len(batch)), size_left)
        batch += packets
        size_left -= sum(map(len, packets))
    return batch, ended


def _read_some(read: Any, max_rows: int, max_size: int) -> tuple[list[bytes], bool]:
    """Read packets; return them and whether the result ended. This is the only loop over single rows."""
    packets: list[bytes] = []
    size_left = max_size
    while len(packets) < max_rows and size_left > 0:
        head = read(4)
        length = int.from_bytes(head[:3], "little")
        packet = read(length)
        if len(packet) < length or len(head) < 4:
            raise pymysql.err.OperationalError(CR.CR_SERVER_LOST, "Lost connection to the server during query")
        if length == _MAX_PACKET_SIZE:
            packet += _read_continuation(read)
        elif packet[0] >= _NOT_A_ROW and (length < _END_PACKET_SIZE or packet[0] == _ERROR):
            _raise_error(packet)
            return packets, True
        packets.append(packet)
        size_left -= length
    return packets, False


def _read_continuation(read: Any) -> bytes:
    """Read the rest of a row that is longer than the maximum packet."""
    head = read(4)
    length = int.from_bytes(head[:3], "little")
    packet: bytes = read(length)
    if len(packet) < length or len(head) < 4:
        raise pymysql.err.OperationalError(CR.CR_SERVER_LOST, "Lost connection to the server during query")
    return packet + _read_continuation(read) if length == _MAX_PACKET_SIZE else packet


def _raise_error(packet: bytes) -> None:
    if packet[0] == _ERROR:
        pymysql.err.raise_mysql_exception(packet)


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


def disconnect(connection: Any) -> None:
    """End the connection without the server; never raises. It may be in use by another thread, and closed already."""
    with contextlib.suppress(AttributeError, OSError):
        connection._sock.shutdown(socket.SHUT_RDWR)


def kill_session(source: Source, session_id: str) -> None:
    """Kill the connection that holds the session's lock, if it still exists."""
    with contextlib.closing(_open(source)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT is_used_lock(%s)", (session_id,))
        (connection_id,) = cursor.fetchone()
        if connection_id is not None:
            cursor.execute(f"KILL {int(connection_id)}")
