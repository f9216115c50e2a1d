"""Whether a caller still waits, as their connection tells it."""

import socket
from collections.abc import Iterator

import pytest

from sidecar.api.caller import is_closed


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Give the two ends of a TCP connection, ours first."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as theirs:
        ours, _ = server.accept()
        with ours:
            yield ours, theirs


def test_a_connection_that_is_open_is_not_closed(ends: tuple[socket.socket, socket.socket]) -> None:
    assert not is_closed(ends[0])


def test_what_the_caller_sends_meanwhile_is_left_to_be_read(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.sendall(b"GET / HTTP/1.1")
    ours.recv(1, socket.MSG_PEEK)
    assert not is_closed(ours)
    assert ours.recv(100) == b"GET / HTTP/1.1"


def test_a_connection_that_the_caller_closed_is(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.close()
    ours.recv(1)
    assert is_closed(ours)


def test_one_that_was_reset_is_too(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    theirs.close()
    assert is_closed(ours)
