"""The faults of the TCP proxy, on real connections."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.support.tcp_proxy import TcpProxy, tcp_proxy
from tests.support.waiting import wait_until

SILENCE = 0.3
"""Seconds without data after which a response counts as missing."""


@pytest.fixture
def proxy() -> Iterator[TcpProxy]:
    """Yield a proxy to an echo server."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_accept_connections, args=(server,), daemon=True).start()
        with tcp_proxy(*server.getsockname()) as proxy:
            yield proxy


def _accept_connections(server: socket.socket) -> None:
    with suppress(OSError):
        while True:
            client, _ = server.accept()
            threading.Thread(target=_echo_connection, args=(client,), daemon=True).start()


def _echo_connection(client: socket.socket) -> None:
    with suppress(OSError):
        while data := client.recv(100):
            client.sendall(data)
    client.close()


def connect(proxy: TcpProxy) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", proxy.port), timeout=5)
    assert exchange(connection, b"hello") == b"hello"
    connection.settimeout(SILENCE)
    return connection


def exchange(connection: socket.socket, data: bytes) -> bytes:
    connection.sendall(data)
    return connection.recv(100)


def test_a_disconnected_proxy_closes_all_connections_until_it_is_restored(proxy: TcpProxy) -> None:
    with connect(proxy) as connection:
        proxy.disconnect()
        assert connection.recv(1) == b""
    assert not accepts_connections(proxy)
    proxy.restore()
    assert accepts_connections(proxy)


def test_a_refusing_proxy_closes_all_connections_and_refuses_new_ones_until_it_is_restored(proxy: TcpProxy) -> None:
    with connect(proxy) as connection:
        proxy.refuse()
        assert connection.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        connect(proxy)
    proxy.restore()
    assert accepts_connections(proxy)


def accepts_connections(proxy: TcpProxy) -> bool:
    """Check whether a new connection is forwarded."""
    try:
        with socket.create_connection(("127.0.0.1", proxy.port), timeout=5) as new:
            return exchange(new, b"there?") == b"there?"
    except OSError:
        return False


def test_a_stalled_proxy_delivers_the_data_once_it_is_restored(proxy: TcpProxy) -> None:
    with connect(proxy) as connection:
        proxy.stall()
        with pytest.raises(TimeoutError):
            exchange(connection, b"late")
        proxy.restore()
        connection.settimeout(5)
        assert connection.recv(100) == b"late"


def test_dropped_responses_are_never_delivered(proxy: TcpProxy) -> None:
    with connect(proxy) as connection:
        proxy.drop_responses()
        with pytest.raises(TimeoutError):
            exchange(connection, b"lost")
        proxy.restore()
        connection.settimeout(5)
        assert connection.recv(100) == b""


@pytest.mark.usefixtures("packet_filter")
def test_dropped_packets_are_not_even_acknowledged(proxy: TcpProxy) -> None:
    with connect(proxy) as connection:
        for option, value in ((socket.TCP_KEEPIDLE, 1), (socket.TCP_KEEPINTVL, 1), (socket.TCP_KEEPCNT, 2)):
            connection.setsockopt(socket.IPPROTO_TCP, option, value)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        proxy.drop_packets()
        with pytest.raises(TimeoutError):
            socket.create_connection(("127.0.0.1", proxy.port), timeout=SILENCE)
        connection.settimeout(20)
        with pytest.raises(OSError, match="timed out") as lost:
            connection.recv(1)
        assert lost.value.errno is not None, "the kernel detected it, not the timeout of this test"
    proxy.restore()
    wait_until(lambda: accepts_connections(proxy), "new connections are forwarded again")
