"""The worker in a real gunicorn of two threads: slow clients hold nobody up, late ones are ended, room is always made."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest

from sidecar.http.connection import Connection
from sidecar.http.worker import PatientWorker
from tests.acceptance.service import free_port
from tests.support.raw_http import all_of, answers, connected, many, parsed
from tests.support.waiting import until

GET = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n"


@contextmanager
def gunicorn(*changes: str) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Run the program; give its port and process."""
    port = free_port()
    command = (sys.executable, "-m", "tests.integration.slow_app", str(port), *changes)
    with subprocess.Popen(command, cwd=Path(__file__).parents[3]) as process:
        try:
            until(lambda: fine(port), "gunicorn answers")
            yield port, process
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with gunicorn() as (port, _):
        yield port


def fine(port: int) -> bool:
    """Tell whether a request is answered at once."""
    try:
        return answers(port, GET) == [(200, b"GET /a ")]
    except OSError:
        return False


@pytest.mark.parametrize(
    "sent", [b"", b"GET /a HT", GET[:-2], POST + b"abc", b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"],
    ids=["nothing", "a line", "a head", "a body", "a chunk"],
)  # fmt: skip
def test_clients_that_stop_in_the_middle_hold_nobody_up(port: int, sent: bytes) -> None:
    with many(40, port, sent) as lines:
        for _ in range(5):
            assert fine(port)
        rest = {b"": GET, b"GET /a HT": GET[9:], GET[:-2]: b"\r\n", POST + b"abc": b"def"}.get(sent, b"c\r\n0\r\n\r\n")
        for line in lines:
            line.sendall(rest)
        for line in lines:
            assert line.recv(65_536).startswith(b"HTTP/1.1 200 OK" if b"chunked" not in sent else b"HTTP/1.1")


def test_clients_that_do_not_read_hold_nobody_up_and_lose_nothing(port: int) -> None:
    with many(10, port, b"GET /large HTTP/1.1\r\nConnection: close\r\n\r\n") as lines:
        for _ in range(5):
            assert fine(port)
        for line in lines:
            assert [len(body) for _, body in parsed(all_of(line))] == [10_000_000]


def test_clients_that_do_not_close_hold_nobody_up(port: int) -> None:
    with many(30, port, b"GET /a HTTP/1.1\r\nConnection: close\r\n\r\n"):
        began = time.monotonic()
        for _ in range(5):
            assert fine(port)
        assert time.monotonic() - began < 20


def test_requests_that_came_together_are_answered_in_turn(port: int) -> None:
    sent = b"".join(b"POST /%d HTTP/1.1\r\nContent-Length: 1\r\n\r\n%d" % (number, number) for number in range(9))
    assert answers(port, sent) == [(200, b"POST /%d %d" % (number, number)) for number in range(9)]


def test_a_body_in_chunks_comes_whole(port: int) -> None:
    sent = b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n" + GET
    assert answers(port, sent) == [(200, b"POST /a abcde"), (200, b"GET /a ")]


def test_a_client_that_waits_for_a_word_gets_it_once(port: int) -> None:
    with connected(port) as line:
        line.sendall(b"POST /a HTTP/1.1\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n")
        assert line.recv(65_536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"ab")
        assert list(parsed(all_of(line))) == [(200, b"POST /a ab")]


def test_who_goes_away_in_the_middle_leaves_nothing_behind(port: int) -> None:
    for _ in range(150):
        with connected(port) as line:
            line.sendall(POST + b"ab")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert fine(port)


def test_a_request_that_does_not_come_whole_in_time_is_ended_with_a_word() -> None:
    with gunicorn("REQUEST=1") as (port, _):
        with connected(port) as line:
            line.sendall(POST + b"a")
            for _ in range(50):
                try:
                    line.sendall(b"b" if not line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) else b"")
                except BlockingIOError:
                    time.sleep(0.1)
                    continue
                break
            status, body = next(parsed(all_of(line)))
            assert (status, b"did not come whole" in body) == (408, True)
        with connected(port) as line:
            assert all_of(line) == b""


def test_a_client_that_never_reads_is_let_go() -> None:
    with gunicorn("SENDING=1") as (port, _), connected(port) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.sendall(b"GET /large HTTP/1.1\r\n\r\n")
        until(lambda: closed(line), "the server has let go")
        assert fine(port)


def closed(line: socket.socket) -> bool:
    """Tell, without reading, whether the other side is gone."""
    try:
        line.send(b"x")
    except OSError:
        return True
    return False


def test_room_is_made_where_there_is_none(port: int) -> None:
    with many(100, port, GET[:-2]) as lines:
        for _ in range(5):
            assert fine(port)
        # The first comers have given way, the last are still waited for.
        assert lines[0].recv(1) == b""
        lines[-1].sendall(b"\r\n")
        assert lines[-1].recv(12) == b"HTTP/1.1 200"


def test_what_is_held_for_slow_clients_is_bounded() -> None:
    big = b"POST /a HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 900_000
    with gunicorn("HELD=5000000") as (port, process), many(30, port, b"") as lines:
        before = memory(process.pid)
        for line in lines:
            try:
                line.sendall(big)
            except OSError:
                continue
        until(lambda: sum(closed(line) for line in lines) >= 20, "the slowest gave way")
        assert fine(port)
        assert memory(process.pid) - before < 40_000_000


def test_what_was_dropped_in_the_same_turn_of_the_loop_is_not_dropped_again() -> None:
    worker = PatientWorker.__new__(PatientWorker)
    worker._waiting = {}
    worker._come(cast(Connection, object()), lambda *_: pytest.fail("its wait is over"), None)


def memory(pid: int) -> int:
    """Give the bytes that gunicorn's processes hold."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) * 4096 for each in (str(pid), *children))


def test_an_idle_connection_does_not_keep_a_worker_from_ending() -> None:
    with gunicorn() as (port, process), connected(port) as line:
        line.sendall(GET)
        assert line.recv(12) == b"HTTP/1.1 200"
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        assert time.monotonic() - began < 9
