"""One session of MySQL or MariaDB through PyMySQL, whose rows are taken from the wire as packets."""

import contextlib
import secrets
import ssl
import struct
import time
from collections.abc import Iterator
from typing import Any

import pymysql
from pymysql.constants import COMMAND, CR, ER
from pymysql.cursors import SSCursor
from pymysql.protocol import FieldDescriptorPacket

from sidecar.errors import InvalidField
from sidecar.extract.errors import Classes
from sidecar.extract.mysql.types import Described
from sidecar.extract.reader import Source
from sidecar.extract.source.certificates import trusting
from sidecar.extract.source.keepalive import keep_alive
from sidecar.extract.source.properties import is_true, seconds

_KILLED = 1927
_PASSING = frozenset(
    {CR.CR_CONN_HOST_ERROR, CR.CR_CONNECTION_ERROR, CR.CR_SERVER_GONE_ERROR, CR.CR_SERVER_LOST, CR.CR_SERVER_LOST_EXTENDED,
     CR.CR_UNKNOWN_HOST, ER.CON_COUNT_ERROR, ER.SERVER_SHUTDOWN, ER.NORMAL_SHUTDOWN, _KILLED}
)  # fmt: skip


def _is_lost(error: BaseException) -> bool:
    return bool(error.args) and error.args[0] in _PASSING


CLASSES = Classes(
    lost=(OSError, EOFError), failed=(pymysql.MySQLError, pymysql.Warning, ValueError, struct.error, RuntimeError), is_lost=_is_lost
)

PATIENCE = 0.5
"""Seconds after which a batch goes on its way half full, so that a slow query's rows are seen."""
AT_A_TIME = 50
"""Rows between two looks at the clock."""

_LARGEST_PACKET = 0xFFFFFF
_NOT_A_ROW, _ERROR, _LAST_PACKET = 0xFE, 0xFF, 9
"""A packet that begins with 254 and has fewer than 9 bytes is the end; one that begins with 255 is an error."""
SETTINGS = (
    "SET SESSION TRANSACTION READ ONLY",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "SET SESSION time_zone = '+00:00'",
    "SET SESSION sql_mode = REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', '')",  # what a template writes inside quotes relies on it
    "SET SESSION net_write_timeout = 86400",  # a consumer that waits for Elasticsearch is not dead
    "SET SESSION wait_timeout = 86400",
    "SET SESSION max_statement_time = 0",  # MariaDB's
    "SET SESSION max_execution_time = 0",  # MySQL's
)


class _Plainly:
    """Log in by a method that sends the password as it is: on an encrypted line alone, whoever asks."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def authenticate(self, packet: Any) -> Any:
        """Send the password, and give the server's answer."""
        if not self._connection._secure:
            raise pymysql.err.OperationalError(
                CR.CR_AUTH_PLUGIN_ERR, "The server asks for the password in plain text, and the connection is not encrypted (sslMode)"
            )
        self._connection.write_packet(self._connection.password + b"\0")
        answer = self._connection._read_packet()
        answer.check_error()
        return answer


_PLAIN = {"mysql_clear_password": _Plainly, "dialog": _Plainly}


def connect(source: Source) -> Any:
    """Connect, read-only, in UTC, with texts as they come."""
    connection = _connected(source)
    with connection.cursor() as cursor:
        for setting in SETTINGS:
            try:
                cursor.execute(setting)
            except pymysql.MySQLError as error:
                if error.args[0] != ER.UNKNOWN_SYSTEM_VARIABLE:
                    raise
    return connection


def _connected(source: Source) -> Any:
    connection = pymysql.connect(
        host=source.host, port=source.port, user=source.username, password=source.password or "", database=source.catalog or None,
        charset="utf8mb4", autocommit=True, local_infile=False, connect_timeout=max(1, round(seconds(source.properties))),
        conv=pymysql.converters.encoders, program_name="siren-sidecar", auth_plugin_map=_PLAIN, **_tls(source),
    )  # fmt: skip
    # PyMySQL has no setting for it.
    keep_alive(connection._sock)
    return connection


_MODES = {
    "disabled": "disable", "disable": "disable", "preferred": "prefer", "prefer": "prefer", "required": "require", "trust": "require",
    "verify_ca": "verify-ca", "verify-ca": "verify-ca", "verify_identity": "verify-full", "verify-full": "verify-full",
}  # fmt: skip


def _tls(source: Source) -> dict[str, Any]:
    properties = source.properties
    mode = properties.get("sslmode", "")
    if mode.lower() not in _MODES and mode:
        raise InvalidField("jdbc.properties.sslMode", f"must be one of [{', '.join(sorted(_MODES))}], but is [{mode}]")
    wanted = _MODES.get(mode.lower(), "require" if is_true(properties, "ssl") else "prefer")
    if is_true(properties, "verify"):
        wanted = "verify-full"
    if wanted == "disable":
        return {"ssl_disabled": True}
    if wanted == "prefer":
        return {}
    context = trusting(properties)
    context.check_hostname = wanted == "verify-full"
    if wanted == "require":
        context.verify_mode = ssl.CERT_NONE
    return {"ssl": context}


def describe(connection: Any, query: str) -> list[Described]:
    """Ask for the columns of a query that is prepared and not run, and for how their tables were made."""
    fields = _prepared(connection, query)
    with connection.cursor() as cursor:
        stored = _stored(cursor, fields)
    return [
        Described(
            name=each.name, code=each.type_code, length=each.length, flags=each.flags, charset=each.charsetnr, scale=each.scale,
            stored=stored.get((each.org_table, each.org_name), ""),
        )
        for each in fields
    ]  # fmt: skip


def _prepared(connection: Any, query: str) -> list[FieldDescriptorPacket]:
    """Prepare the query by the protocol's own command, which PyMySQL has no method for, and read the columns it answers with."""
    connection._execute_command(COMMAND.COM_STMT_PREPARE, query)
    _, statement, columns, parameters = struct.unpack_from("<BIHH", connection._read_packet().get_all_data())
    for _ in range(parameters + 1 if parameters else 0):
        connection._read_packet()
    fields = [connection._read_packet(FieldDescriptorPacket) for _ in range(columns)]
    if columns:
        connection._read_packet()
    connection._execute_command(COMMAND.COM_STMT_CLOSE, struct.pack("<I", statement))
    if parameters:
        raise ValueError("the query has a parameter [?] that nothing fills")
    return fields


def _stored(cursor: Any, fields: list[Any]) -> dict[tuple[str, str], str]:
    """Ask how columns were made. MariaDB's json is a text with a check, its uuid and inet6 are described as texts."""
    tables = sorted({each.org_table for each in fields if each.org_table})
    if not tables:
        return {}
    cursor.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = database() AND table_name IN %s",
        (tables,),
    )
    stored = {(table, column): str(type).lower() for table, column, type in cursor.fetchall()}
    with contextlib.suppress(pymysql.MySQLError):  # MySQL before 8.0.16 has no checks to ask for, and a json type of its own
        cursor.execute(
            "SELECT table_name, constraint_name FROM information_schema.check_constraints WHERE constraint_schema = database() "
            "AND table_name IN %s AND check_clause = concat('json_valid(`', constraint_name, '`)')",
            (tables,),
        )
        stored.update(dict.fromkeys(cursor.fetchall(), "json"))
    return stored


def batches(connection: Any, query: str, rows: int, size: int) -> Iterator[list[bytes]]:
    """Run a query and give its rows as packets, up to so many rows or bytes at a time.

    PyMySQL itself would make an object of every value, at six times the cost.
    """
    cursor = connection.cursor(SSCursor)
    cursor.execute(query)
    result = cursor._result
    take = connection._rfile.read
    ended = False
    try:
        while not ended:
            batch, ended = _batch(take, rows, size)
            if batch:
                yield batch
    finally:
        # The cursor must not read the rest of a table that nobody wants: what is left goes with the connection.
        result.unbuffered_active = False
        result.connection = None
        connection._result = None
        if not ended:
            connection._force_close()


def _batch(take: Any, rows: int, size: int) -> tuple[list[bytes], bool]:
    """Take packets until there are enough, the patience has passed, or the last has come; tell whether it has."""
    batch: list[bytes] = []
    ended, began = False, time.monotonic()
    while not ended and len(batch) < rows and size > 0 and time.monotonic() - began < PATIENCE:
        some, ended = _packets(take, min(AT_A_TIME, rows - len(batch)), size)
        batch += some
        size -= sum(map(len, some))
    return batch, ended


def _packets(take: Any, rows: int, size: int) -> tuple[list[bytes], bool]:
    """Take packets until there are enough or the last has come; its loop is the only one that sees single rows."""
    batch: list[bytes] = []
    while len(batch) < rows and size > 0:
        head = take(4)
        length = int.from_bytes(head[:3], "little")
        packet = take(length)
        if len(packet) < length or len(head) < 4:
            raise pymysql.err.OperationalError(CR.CR_SERVER_LOST, "Lost connection to the server during query")
        if length == _LARGEST_PACKET:
            packet += _rest(take)
        elif packet[0] >= _NOT_A_ROW and (length < _LAST_PACKET or packet[0] == _ERROR):
            _raise_error(packet)
            return batch, True
        batch.append(packet)
        size -= length
    return batch, False


def _rest(take: Any) -> bytes:
    """Take what follows a packet of the largest size: the row goes on."""
    head = take(4)
    length = int.from_bytes(head[:3], "little")
    packet: bytes = take(length)
    if len(packet) < length or len(head) < 4:
        raise pymysql.err.OperationalError(CR.CR_SERVER_LOST, "Lost connection to the server during query")
    return packet + _rest(take) if length == _LARGEST_PACKET else packet


def _raise_error(packet: bytes) -> None:
    if packet[0] == _ERROR:
        pymysql.err.raise_mysql_exception(packet)


def name(connection: Any) -> str:
    """Name a session by a lock that it alone holds, for as long as it lives: the server's numbers begin anew when it is restarted."""
    made = f"siren-{secrets.token_hex(16)}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT get_lock(%s, 0)", (made,))
        cursor.fetchall()
    return made


def kill(source: Source, thread: int) -> None:
    """End a session by way of another: a statement whose rows nobody takes ends with its connection only."""
    with contextlib.closing(_connected(source)) as connection, connection.cursor() as cursor:
        cursor.execute(f"KILL {thread}")


def kill_named(source: Source, session: str) -> None:
    """End the session of a name, where it still lives."""
    with contextlib.closing(_connected(source)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT is_used_lock(%s)", (session,))
        (thread,) = cursor.fetchone()
        if thread is not None:
            cursor.execute(f"KILL {int(thread)}")
