"""A MySQL server that means harm: at a chosen moment it asks its client for a file, or for the password in plain text."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_CAN = 0x0008 | 0x0080 | 0x0200 | 0x2000 | 0x8000 | 0x80000
"""A database at connect, files of the client, protocol 4.1, transactions, secure logins, named login methods."""
_OK = b"\x00\x00\x00\x02\x00\x00\x00"
_EOF = b"\xfe\x00\x00\x02\x00"
_QUIT, _QUERY, _PREPARE, _CLOSE = 0x01, 0x03, 0x16, 0x19


@dataclass
class Rogue:
    """Know where it listens, what it is to do, and what it got."""

    port: int
    wanted: str = ""
    """The file that it asks for."""
    at: int = -1
    """The command, counted from 0, that is answered with the question; -1 for none."""
    method: str = ""
    """A login method to switch to."""
    commands: list[bytes] = field(default_factory=list)
    login: list[bytes] = field(default_factory=list)
    """What came after the switch."""
    files: list[bytes] = field(default_factory=list)
    """What came after the question."""


@contextmanager
def rogue(**plan: object) -> Iterator[Rogue]:
    """Have such a server for the length of the block."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Rogue(listener.getsockname()[1], **plan)  # type: ignore[arg-type]
        thread = threading.Thread(target=_accept, args=(listener, made), daemon=True)
        thread.start()
        yield made
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _accept(listener: socket.socket, rogue: Rogue) -> None:
    with suppress(OSError):
        while True:
            client, _ = listener.accept()
            with client, suppress(OSError, EOFError):
                client.settimeout(2)
                _serve(client, rogue)


def _serve(client: socket.socket, rogue: Rogue) -> None:
    _send(client, 0, _greeting())
    number, _ = _receive(client)
    if rogue.method:
        _send(client, number + 1, b"\xfe" + rogue.method.encode() + b"\0" + b"s" * 20 + b"\0")
        number, packet = _receive(client)
        rogue.login.append(packet)
    _send(client, number + 1, _OK)
    while True:
        _, packet = _receive(client)
        if packet[0] == _QUIT:
            return
        rogue.commands.append(packet)
        if len(rogue.commands) - 1 == rogue.at:
            _send(client, 1, b"\xfb" + rogue.wanted.encode())
            _, packet = _receive(client)
            rogue.files.append(packet)
        elif packet[0] != _CLOSE:
            _answer(client, packet)


def _greeting() -> bytes:
    ends = struct.pack("<HBHHB", _CAN & 0xFFFF, 45, 2, _CAN >> 16, 21)
    return b"\x0a8.0.36-rogue\0" + struct.pack("<I", 7) + b"s" * 8 + b"\0" + ends + b"\0" * 10 + b"s" * 12 + b"\0mysql_native_password\0"


def _answer(client: socket.socket, command: bytes) -> None:
    """Answer as a harmless server would: every query gives one column with one row."""
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
    head = _exactly(client, 4)
    return head[3], _exactly(client, int.from_bytes(head[:3], "little"))


def _exactly(client: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        piece = client.recv(size - len(got))
        if not piece:
            raise EOFError
        got += piece
    return got
