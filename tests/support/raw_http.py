"""HTTP as it stands on the wire, for what no client library would send."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress


@contextmanager
def connected(port: int, patience: float = 20.0) -> Iterator[socket.socket]:
    """Give a connection to a port of this machine; to wait longer than ``patience`` seconds on it fails."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as line:
        yield line


@contextmanager
def many(count: int, port: int, data: bytes) -> Iterator[list[socket.socket]]:
    """Give many connections, on each of which the same bytes were sent."""
    with ExitStack() as stack:
        lines = [stack.enter_context(connected(port)) for _ in range(count)]
        for line in lines:
            line.sendall(data)
        yield lines


def all_of(line: socket.socket) -> bytes:
    """Read until the server closes."""
    received = b""
    with suppress(ConnectionResetError):
        while data := line.recv(65_536):
            received += data
    return received


def answers(port: int, data: bytes) -> list[tuple[int, bytes]]:
    """Send bytes and no more; give status and body of each answer up to the server's close."""
    with connected(port) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        return list(parsed(all_of(line)))


def parsed(received: bytes) -> Iterator[tuple[int, bytes]]:
    """Take answers apart that each tell their length."""
    while received:
        head, _, rest = received.partition(b"\r\n\r\n")
        status, *headers = head.split(b"\r\n")
        lengths = [int(each.partition(b":")[2]) for each in headers if each.lower().startswith(b"content-length:")]
        length = lengths[0] if lengths else 0
        yield int(status.split()[1]), rest[:length]
        received = rest[length:]
