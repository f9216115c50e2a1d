"""A threaded gunicorn worker that buffers requests and responses, so that slow clients do not occupy threads.

An event loop receives requests and sends responses; a thread is used only while a complete request is handled in memory.
Gunicorn's own worker reads and writes in its threads, where a few dozen slow clients block all others. Its loop also blocks for
two seconds for each client that does not close its connection when asked to.
"""

import errno
import io
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from math import inf
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from sidecar.errors import BadRequest, SidecarError
from sidecar.http.connection import (
    HEAD_TOO_LONG,
    Connection,
    RequestError,
    check_headers,
    error_response,
    mark_continue_sent,
    request_error,
)
from sidecar.http.request_parser import RequestState

REQUEST_TIMEOUT = 30.0
"""Seconds to receive a complete request."""
SEND_TIMEOUT = 30.0
"""Seconds to send a response."""
LINGER_TIMEOUT = 2.0
"""Seconds for which received data is discarded before a connection is closed, so that the client can read the response."""
MAX_BUFFERED_BYTES = 64 * 1024 * 1024
"""Bytes buffered for all slow clients; above it the slowest are disconnected."""
LARGE_BUFFER_BYTES = 65_536
"""Bytes buffered for one client above which the total is checked."""

UNKNOWN_END = "the end of the request cannot be determined"
"""Reason for an invalid request that gunicorn's parser accepts."""

Event = Callable[[Connection, Any], None]


class BufferingWorker(ThreadWorker):
    """Waits for all clients in one event loop. ``max_body`` is the largest request body in bytes."""

    max_body: int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: dict[Connection, None] = {}
        self._keepalive_end = inf
        """When idle connections are closed because the worker stops, in seconds of the monotonic clock."""

    # -- event loop -----------------------------------------------------------------------------------------------------------------

    def accept(self, listener: Any) -> None:
        """Accept a connection; at the connection limit, drop the one that has waited longest."""
        if self.nr_conns >= self.worker_connections - 1:
            self._drop_slowest()
        try:
            raw, client = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._drop_slowest()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        self._start_request(Connection(self.cfg, raw, client, listener.getsockname()), b"", REQUEST_TIMEOUT)

    def _start_request(self, connection: Connection, received: bytes, timeout: float) -> None:
        """Wait for the connection's next request, unless it has already arrived."""
        # One byte more than allowed, so that the application recognizes a body that is too large.
        connection.start_request(self.max_body + 1, received)
        if connection.incoming.state is RequestState.INCOMPLETE:
            self._wait(connection, EVENT_READ, self._receive, REQUEST_TIMEOUT if received else timeout)
            self._limit_idle_time(connection)
        else:
            self.enqueue_req(connection)

    def _receive(self, connection: Connection, _: Any) -> None:
        data = connection.stream.receive()
        if data is None:
            return
        if not data:
            self._drop(connection)
            return
        incoming = connection.incoming
        if not incoming.data:
            connection.deadline = time.monotonic() + REQUEST_TIMEOUT
        expected_continue = incoming.expects_continue
        incoming.feed(data)
        if incoming.state is not RequestState.INCOMPLETE:
            self._stop_waiting(connection)
            self.enqueue_req(connection)
        elif incoming.expects_continue and not expected_continue:
            self._send_continue(connection)
        elif len(incoming.data) > LARGE_BUFFER_BYTES:
            self._limit_buffers()

    def _send_continue(self, connection: Connection) -> None:
        try:
            connection.stream.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        except OSError:
            self._drop(connection)

    def finish_request(self, conn: Any, fs: "Future[Any]") -> None:
        """Send the rest of the response and continue with the connection."""
        conn.keep_alive = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        self._send(conn, None)

    def _send(self, connection: Connection, _: Any) -> None:
        """Send the rest of the response, then wait for the next request or close."""
        try:
            is_sent = connection.stream.flush()
        except OSError:
            self._drop(connection)
            return
        if not is_sent:
            if connection not in self._waiting:
                self._wait(connection, EVENT_WRITE, self._send, SEND_TIMEOUT)
                self._limit_buffers()
            return
        self._stop_waiting(connection)
        if connection.keep_alive:
            self._start_request(connection, connection.take_remaining(), self.cfg.keepalive)
        else:
            self._linger(connection)

    def _linger(self, connection: Connection) -> None:
        """Close for writing and wait for the client: closing at once could discard the response."""
        try:
            connection.stream.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(connection)
        else:
            self._wait(connection, EVENT_READ, self._discard, LINGER_TIMEOUT)

    def _discard(self, connection: Connection, _: Any) -> None:
        if connection.stream.receive() == b"":
            self._drop(connection)

    def _wait(self, connection: Connection, events: int, callback: Event, timeout: float) -> None:
        connection.wait_started = time.monotonic()
        connection.deadline = connection.wait_started + timeout
        self._waiting[connection] = None
        self.poller.register(connection.stream.raw, events, partial(self._run_if_waiting, connection, callback))

    def _run_if_waiting(self, connection: Connection, callback: Event, key: Any) -> None:
        """Run the callback unless an earlier event of the same poll ended the wait."""
        if connection in self._waiting:
            callback(connection, key)

    def _stop_waiting(self, connection: Connection) -> None:
        if connection in self._waiting:
            del self._waiting[connection]
            self.poller.unregister(connection.stream.raw)

    def _drop(self, connection: Connection) -> None:
        self._stop_waiting(connection)
        self.nr_conns -= 1
        connection.close()

    def _drop_slowest(self) -> None:
        if self._waiting:
            self._drop(min(self._waiting, key=lambda connection: connection.wait_started))

    def _limit_buffers(self) -> None:
        """Drop the slowest clients until all buffers together are within the limit."""
        while sum(connection.buffered_bytes for connection in self._waiting) > MAX_BUFFERED_BYTES:
            self._drop_slowest()

    def murder_keepalived(self, force: bool = False) -> None:
        """End expired waits, or all of them when the worker stops."""
        now = inf if force else time.monotonic()
        for connection in [each for each in self._waiting if each.deadline <= now]:
            if (
                connection.incoming.state is RequestState.INCOMPLETE
                and connection.incoming.data
                and not connection.stream.unsent
                and not force
            ):
                self._stop_waiting(connection)
                connection.keep_alive = False
                connection.stream.unsent += error_response(_REQUEST_TIMED_OUT)
                self._send(connection, None)
            else:
                self._drop(connection)

    def _cap_keepalive(self, deadline: float) -> None:
        """Close idle connections by the deadline of a graceful shutdown, also those whose response is being sent now."""
        self._keepalive_end = deadline
        for connection in self._waiting:
            self._limit_idle_time(connection)

    def _limit_idle_time(self, connection: Connection) -> None:
        if connection.incoming.state is RequestState.INCOMPLETE and not connection.incoming.data:
            connection.deadline = min(connection.deadline, self._keepalive_end)

    # -- threads --------------------------------------------------------------------------------------------------------------------

    def handle(self, conn: Any) -> bool:
        """Handle the received request; return whether the connection may be reused."""
        connection: Connection = conn
        state = connection.incoming.state
        if state is RequestState.HEAD_TOO_LONG:
            self.handle_error(None, connection.stream, connection.client, HEAD_TOO_LONG)
            return False
        keep_alive = super().handle(connection)
        if state is RequestState.INVALID and not connection.stream.has_sent:
            self.handle_error(None, connection.stream, connection.client, BadRequest(UNKNOWN_END))
        return bool(keep_alive) and state is RequestState.COMPLETE

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Run the application on a body that is completely read, so that framing errors are found first."""
        check_headers(req.headers, req.version)
        if conn.incoming.state is RequestState.TOO_LARGE:
            # The application rejects it by its size, in the response format that the caller asks for.
            framing = ("CONTENT-LENGTH", "TRANSFER-ENCODING")
            req.headers = [pair for pair in req.headers if pair[0] not in framing] + [(framing[0], str(conn.incoming.body_size))]
            req.body = io.BytesIO()
            req.force_close()
        else:
            req.body = io.BytesIO(req.body.read())
            if conn.incoming.state is RequestState.INVALID:
                raise BadRequest(UNKNOWN_END)
        mark_continue_sent(req)
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Respond to a request that the application did not handle, or failed to finish."""
        error = request_error(exc)
        if error is None:
            self.log.error("Error handling request", exc_info=exc)
            error = SidecarError("internal error; see the sidecar's log")
        response = error_response(error)
        head, separator, _ = response.partition(b"\r\n\r\n")
        client.sendall(head + separator if req is not None and req.method == "HEAD" else response)


_REQUEST_TIMED_OUT = RequestError(408, "status_exception", f"the request was not complete within [{REQUEST_TIMEOUT:.0f}s]")


def create_worker_class(max_body: int) -> type[BufferingWorker]:
    """Return a worker class for request bodies of up to ``max_body`` bytes."""
    return type("Worker", (BufferingWorker,), {"max_body": max_body})
