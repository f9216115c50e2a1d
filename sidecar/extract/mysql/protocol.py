"""Messages of MySQL's protocol that PyMySQL has no public methods for.

All uses of its private API are here. :mod:`tests.unit.test_private_api` names what they rely on.
"""

import contextlib
import socket
import struct
import time
from collections.abc import Iterator
from typing import Any

import pymysql
from pymysql.constants import COMMAND, CR, ER
from pymysql.cursors import SSCursor
from pymysql.protocol import FieldDescriptorPacket

_CONNECTION_KILLED = 1927
_TRANSIENT = frozenset(
    {CR.CR_CONN_HOST_ERROR, CR.CR_CONNECTION_ERROR, CR.CR_SERVER_GONE_ERROR, CR.CR_SERVER_LOST, CR.CR_SERVER_LOST_EXTENDED,
     CR.CR_UNKNOWN_HOST, ER.CON_COUNT_ERROR, ER.SERVER_SHUTDOWN, ER.NORMAL_SHUTDOWN, _CONNECTION_KILLED}
)  # fmt: skip


MAX_BATCH_DELAY = 0.5
"""Seconds after which an incomplete batch is delivered, so that rows of a slow query arrive early."""
ROWS_PER_CLOCK_CHECK = 50
"""Rows read between two checks of :data:`MAX_BATCH_DELAY`."""

_MAX_PACKET_SIZE = 0xFFFFFF
_NOT_A_ROW, _ERROR, _END_PACKET_SIZE = 0xFE, 0xFF, 9
"""A packet that starts with 254 and has fewer than 9 bytes ends the result; one that starts with 255 is an error."""


def is_transient(error: BaseException) -> bool:
    """Return whether the connection or the server was lost, or accepts no further connections."""
    return bool(error.args) and error.args[0] in _TRANSIENT


def get_socket(connection: Any) -> socket.socket:
    """Return the connection's socket."""
    found: socket.socket = connection._sock
    return found


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


CLEAR_TEXT_PLUGINS = {"mysql_clear_password": _ClearTextPassword, "dialog": _ClearTextPassword}
"""The ``auth_plugin_map`` of a connection. PyMySQL itself would send the password over an unencrypted one."""


def prepare(connection: Any, query: str) -> list[FieldDescriptorPacket]:
    """Prepare the query without executing it, and return its columns."""
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
        ended = not is_transient(error)
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


def disconnect(connection: Any) -> None:
    """End the connection without the server; never raises. It may be in use by another thread, and closed already."""
    with contextlib.suppress(AttributeError, OSError):
        connection._sock.shutdown(socket.SHUT_RDWR)
