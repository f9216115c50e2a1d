"""Test the detection of disconnected callers."""

import socket
from collections.abc import Iterator

import pytest

from sidecar.api.caller import is_closed


@pytest.fixture
def connection_ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Yield both ends of a TCP connection, the server's first."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as theirs:
        ours, _ = server.accept()
        with ours:
            yield ours, theirs


def test_an_open_connection_is_not_closed(connection_ends: tuple[socket.socket, socket.socket]) -> None:
    assert not is_closed(connection_ends[0])


def test_data_that_the_caller_sends_meanwhile_stays_unread(connection_ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = connection_ends
    theirs.sendall(b"GET / HTTP/1.1")
    ours.recv(1, socket.MSG_PEEK)
    assert not is_closed(ours)
    assert ours.recv(100) == b"GET / HTTP/1.1"


def test_a_connection_that_the_caller_closed_is_closed(connection_ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = connection_ends
    theirs.close()
    ours.recv(1)
    assert is_closed(ours)


def test_a_connection_that_the_caller_reset_is_closed(connection_ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = connection_ends
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    theirs.close()
    assert is_closed(ours)
