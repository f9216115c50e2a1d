"""The wire that tests trouble: what it does to real connections."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.support.tcp_proxy import CAN_VANISH, Wire, wire_to
from tests.support.waiting import until

SHORT = 0.3
"""Seconds of silence that are taken for a refusal to answer."""


@pytest.fixture
def wire() -> Iterator[Wire]:
    """Give a wire to a server that says everything back."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_echo, args=(server,), daemon=True).start()
        with wire_to(*server.getsockname()) as wire:
            yield wire


def _echo(server: socket.socket) -> None:
    with suppress(OSError):
        while True:
            client, _ = server.accept()
            threading.Thread(target=_answer, args=(client,), daemon=True).start()


def _answer(client: socket.socket) -> None:
    with suppress(OSError):
        while data := client.recv(100):
            client.sendall(data)
    client.close()


def connected(wire: Wire) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", wire.port), timeout=5)
    assert said(line, b"hello") == b"hello"
    line.settimeout(SHORT)
    return line


def said(line: socket.socket, words: bytes) -> bytes:
    line.sendall(words)
    return line.recv(100)


def test_a_cut_wire_ends_what_is_connected_and_takes_nothing_new_until_it_is_mended(wire: Wire) -> None:
    with connected(wire) as line:
        wire.cut()
        assert line.recv(1) == b""
    assert not answers(wire)
    wire.mend()
    assert answers(wire)


def answers(wire: Wire) -> bool:
    """Tell whether somebody answers on a new connection."""
    try:
        with socket.create_connection(("127.0.0.1", wire.port), timeout=5) as new:
            return said(new, b"there?") == b"there?"
    except OSError:
        return False


def test_a_stalled_wire_carries_later_what_was_sent_meanwhile(wire: Wire) -> None:
    with connected(wire) as line:
        wire.stall()
        with pytest.raises(TimeoutError):
            said(line, b"late")
        wire.mend()
        line.settimeout(5)
        assert line.recv(100) == b"late"


def test_lost_answers_were_asked_for_and_do_not_come_later(wire: Wire) -> None:
    with connected(wire) as line:
        wire.lose_answers()
        with pytest.raises(TimeoutError):
            said(line, b"lost")
        wire.mend()
        line.settimeout(5)
        assert line.recv(100) == b""


@pytest.mark.skipif(not CAN_VANISH, reason="drops packets by a filter that only Linux has")
def test_a_black_hole_answers_not_even_a_keepalive(wire: Wire) -> None:
    with connected(wire) as line:
        for option, value in ((socket.TCP_KEEPIDLE, 1), (socket.TCP_KEEPINTVL, 1), (socket.TCP_KEEPCNT, 2)):
            line.setsockopt(socket.IPPROTO_TCP, option, value)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        wire.vanish()
        with pytest.raises(TimeoutError):
            socket.create_connection(("127.0.0.1", wire.port), timeout=SHORT)
        line.settimeout(20)
        with pytest.raises(OSError, match="timed out") as lost:
            line.recv(1)
        assert lost.value.errno is not None, "the kernel noticed, not the time-out of this test"
    wire.mend()
    until(lambda: answers(wire), "new connections are carried again")
