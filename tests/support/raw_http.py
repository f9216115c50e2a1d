"""Send raw HTTP, for requests that client libraries cannot send."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress


@contextmanager
def connect(port: int, timeout: float = 20.0) -> Iterator[socket.socket]:
    """Open a connection to a local port, with a timeout in seconds for each operation."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as line:
        yield line


@contextmanager
def connect_many(count: int, port: int, data: bytes) -> Iterator[list[socket.socket]]:
    """Open many connections and send the same bytes on each."""
    with ExitStack() as stack:
        lines = [stack.enter_context(connect(port)) for _ in range(count)]
        for line in lines:
            line.sendall(data)
        yield lines


def read_all(line: socket.socket) -> bytes:
    """Read until the server closes."""
    received = b""
    with suppress(ConnectionResetError):
        while data := line.recv(65_536):
            received += data
    return received


def exchange(port: int, data: bytes) -> list[tuple[int, bytes]]:
    """Send bytes and close for writing; return status and body of each response."""
    with connect(port) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        return list(parse_responses(read_all(line)))


def parse_responses(received: bytes) -> Iterator[tuple[int, bytes]]:
    """Parse responses that have a ``Content-Length``."""
    while received:
        head, _, rest = received.partition(b"\r\n\r\n")
        status, *headers = head.split(b"\r\n")
        lengths = [int(each.partition(b":")[2]) for each in headers if each.lower().startswith(b"content-length:")]
        length = lengths[0] if lengths else 0
        yield int(status.split()[1]), rest[:length]
        received = rest[length:]
