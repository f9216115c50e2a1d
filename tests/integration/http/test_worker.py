"""Run the worker in gunicorn with two threads: slow clients do not block others, and are disconnected after the timeout."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from selectors import DefaultSelector
from typing import cast

import pytest
from gunicorn.config import Config

from sidecar.demo.elasticsearch.process import signal_with_parent
from sidecar.http.connection import Connection
from sidecar.http.worker import BufferingWorker
from tests.acceptance.service import free_port
from tests.support.raw_http import connect, connect_many, exchange, parse_responses, read_all
from tests.support.waiting import PROCESS_END_TIMEOUT, wait_until

GET = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n"


@contextmanager
def gunicorn(*changes: str) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Start the test server; yield its port and process."""
    port = free_port()
    command = (*signal_with_parent(), sys.executable, "-m", "tests.integration.slow_app", str(port), *changes)
    with subprocess.Popen(command, cwd=Path(__file__).parents[3]) as process:
        try:
            wait_until(lambda: responds(port), "gunicorn answers")
            yield port, process
        finally:
            process.terminate()
            process.wait(PROCESS_END_TIMEOUT)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with gunicorn() as (port, _):
        yield port


def responds(port: int) -> bool:
    """Return whether a request is answered correctly."""
    try:
        return exchange(port, GET) == [(200, b"GET /a ")]
    except OSError:
        return False


@pytest.mark.parametrize(
    "sent", [b"", b"GET /a HT", GET[:-2], POST + b"abc", b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"],
    ids=["nothing", "a line", "a head", "a body", "a chunk"],
)  # fmt: skip
def test_clients_that_stop_mid_request_do_not_block_others(port: int, sent: bytes) -> None:
    with connect_many(40, port, sent) as connections:
        for _ in range(5):
            assert responds(port)
        rest = {b"": GET, b"GET /a HT": GET[9:], GET[:-2]: b"\r\n", POST + b"abc": b"def"}.get(sent, b"c\r\n0\r\n\r\n")
        for connection in connections:
            connection.sendall(rest)
        for connection in connections:
            assert connection.recv(65_536).startswith(b"HTTP/1.1 200 OK" if b"chunked" not in sent else b"HTTP/1.1")


def test_clients_that_do_not_read_do_not_block_others_and_lose_nothing(port: int) -> None:
    with connect_many(10, port, b"GET /large HTTP/1.1\r\nConnection: close\r\n\r\n") as connections:
        for _ in range(5):
            assert responds(port)
        for connection in connections:
            assert [len(body) for _, body in parse_responses(read_all(connection))] == [10_000_000]


def test_clients_that_do_not_close_do_not_block_others(port: int) -> None:
    with connect_many(30, port, b"GET /a HTTP/1.1\r\nConnection: close\r\n\r\n"):
        began = time.monotonic()
        for _ in range(5):
            assert responds(port)
        assert time.monotonic() - began < 20


def test_pipelined_requests_are_answered_in_order(port: int) -> None:
    sent = b"".join(b"POST /%d HTTP/1.1\r\nContent-Length: 1\r\n\r\n%d" % (number, number) for number in range(9))
    assert exchange(port, sent) == [(200, b"POST /%d %d" % (number, number)) for number in range(9)]


def test_a_chunked_body_is_received_completely(port: int) -> None:
    sent = b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n" + GET
    assert exchange(port, sent) == [(200, b"POST /a abcde"), (200, b"GET /a ")]


def test_a_client_that_expects_100_continue_receives_it_once(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(b"POST /a HTTP/1.1\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n")
        assert connection.recv(65_536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"ab")
        assert list(parse_responses(read_all(connection))) == [(200, b"POST /a ab")]


def test_clients_that_disconnect_mid_request_leave_nothing_behind(port: int) -> None:
    for _ in range(150):
        with connect(port) as connection:
            connection.sendall(POST + b"ab")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert responds(port)


def test_a_request_that_is_not_complete_in_time_is_answered_with_408() -> None:
    with gunicorn("REQUEST_TIMEOUT=1") as (port, _):
        with connect(port) as connection:
            connection.sendall(POST + b"a")
            for _ in range(50):
                try:
                    connection.sendall(b"b" if not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) else b"")
                except BlockingIOError:
                    time.sleep(0.1)
                    continue
                break
            status, body = next(parse_responses(read_all(connection)))
            assert (status, b"was not complete" in body) == (408, True)
        with connect(port) as connection:
            assert read_all(connection) == b""


def test_a_client_that_never_reads_is_disconnected() -> None:
    with gunicorn("SEND_TIMEOUT=1") as (port, _), connect(port) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(b"GET /large HTTP/1.1\r\n\r\n")
        wait_until(lambda: is_closed(connection), "the server closes the connection")
        assert responds(port)


def is_closed(connection: socket.socket) -> bool:
    """Return whether the peer has closed the connection, without reading from it."""
    try:
        connection.send(b"x")
    except OSError:
        return True
    return False


def test_the_slowest_clients_are_dropped_at_the_connection_limit(port: int) -> None:
    with connect_many(100, port, GET[:-2]) as connections:
        for _ in range(5):
            assert responds(port)
        # The oldest connections were dropped, the newest are still open.
        assert connections[0].recv(1) == b""
        connections[-1].sendall(b"\r\n")
        assert connections[-1].recv(12) == b"HTTP/1.1 200"


def test_the_bytes_buffered_for_slow_clients_are_limited() -> None:
    large = b"POST /a HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 900_000
    with gunicorn("MAX_BUFFERED_BYTES=5000000") as (port, process), connect_many(30, port, b"") as connections:
        before = memory(process.pid)
        for connection in connections:
            try:
                connection.sendall(large)
            except OSError:
                continue
        wait_until(lambda: sum(is_closed(connection) for connection in connections) >= 20, "the slowest clients are dropped")
        assert responds(port)
        assert memory(process.pid) - before < 40_000_000


def test_a_connection_dropped_in_the_same_poll_is_not_handled_again() -> None:
    worker = BufferingWorker.__new__(BufferingWorker)
    worker._waiting = {}
    worker._run_if_waiting(cast(Connection, object()), lambda *_: pytest.fail("its wait has ended"), None)


def test_a_connection_that_becomes_idle_during_a_shutdown_is_closed_by_its_deadline() -> None:
    near, far = socket.socketpair()
    with near, far, DefaultSelector() as poller:
        worker = BufferingWorker.__new__(BufferingWorker)
        worker._waiting, worker.max_body, worker.poller = {}, 100, poller
        deadline = time.monotonic() + 2
        worker._cap_keepalive(deadline)
        connection = Connection(Config(), near, None, None)
        worker._start_request(connection, b"", 75.0)
        assert connection.deadline == deadline


def memory(pid: int) -> int:
    """Return the resident bytes of gunicorn's processes."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) * 4096 for each in (str(pid), *children))


def test_an_idle_connection_does_not_delay_a_graceful_shutdown() -> None:
    with gunicorn() as (port, process), connect(port) as connection:
        connection.sendall(GET)
        assert connection.recv(12) == b"HTTP/1.1 200"
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(PROCESS_END_TIMEOUT)
        assert time.monotonic() - began < 9
