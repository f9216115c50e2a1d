"""Gunicorn's threaded worker, with patience that costs nothing: clients may be slow without holding a thread.

One loop receives requests and sends what clients are slow to take; a thread has a request only while it is answered, all of it in
memory. Gunicorn's own worker reads and writes in its threads, where a few dozen idle or trickling clients starve all others, and
its loop stands still for two seconds for each client that does not close when it is told to.
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
from sidecar.http.connection import HEAD_TOO_LONG, Connection, Refusal, answer, check_headers, refusal
from sidecar.http.request_parser import State

REQUEST = 30.0
"""Seconds within which a request must have come whole."""
SENDING = 30.0
"""Seconds within which a client must have taken its answer."""
LINGER = 2.0
"""Seconds for which what a client still sends is thrown away, so that it can read why."""
HELD = 64 * 1024 * 1024
"""Bytes held for all slow clients together; beyond, the slowest of them are dropped."""
LARGE = 65_536
"""Bytes held for one client from which on they are added up."""

NO_END = "nobody can tell where the request ends"
"""What is said to a request that the parser finds nothing else wrong with."""

Event = Callable[[Connection, Any], None]


class PatientWorker(ThreadWorker):
    """Waits for all clients in one loop. ``max_body`` bounds a request's body, in bytes."""

    max_body: int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: dict[Connection, None] = {}

    # -- in the loop ----------------------------------------------------------------------------------------------------------------

    def accept(self, listener: Any) -> None:
        """Take a new connection; where there is no room for it, the one that is waited for the longest goes."""
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
        self._expect(Connection(self.cfg, raw, client, listener.getsockname()), b"", REQUEST)

    def _expect(self, connection: Connection, received: bytes, patience: float) -> None:
        """Wait for the connection's next request, unless it has come already."""
        # One byte more than allowed is read: the application tells a body of that size from one that fits.
        connection.expect(self.max_body + 1, received)
        if connection.incoming.state is State.COMING:
            self._wait(connection, EVENT_READ, self._receive, REQUEST if received else patience)
        else:
            self.enqueue_req(connection)

    def _receive(self, connection: Connection, _: Any) -> None:
        data = connection.line.receive()
        if data is None:
            return
        if not data:
            self._drop(connection)
            return
        incoming = connection.incoming
        if not incoming.data:
            connection.until = time.monotonic() + REQUEST
        expected = incoming.expects_continue
        incoming.feed(data)
        if incoming.state is not State.COMING:
            self._wake(connection)
            self.enqueue_req(connection)
        elif incoming.expects_continue and not expected:
            self._say_continue(connection)
        elif len(incoming.data) > LARGE:
            self._relieve()

    def _say_continue(self, connection: Connection) -> None:
        try:
            connection.line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        except OSError:
            self._drop(connection)

    def finish_request(self, conn: Any, fs: "Future[Any]") -> None:
        """Go on with a connection whose request was answered."""
        conn.again = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        self._send(conn, None)

    def _send(self, connection: Connection, _: Any) -> None:
        """Send what is left of the answer, then see to what comes next."""
        try:
            sent = connection.line.flush()
        except OSError:
            self._drop(connection)
            return
        if not sent:
            if connection not in self._waiting:
                self._wait(connection, EVENT_WRITE, self._send, SENDING)
                self._relieve()
            return
        self._wake(connection)
        if connection.again:
            self._expect(connection, connection.rest(), self.cfg.keepalive)
        else:
            self._linger(connection)

    def _linger(self, connection: Connection) -> None:
        """Say that nothing more will be read, and let the client take the answer: closing at once could take it from it."""
        try:
            connection.line.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(connection)
        else:
            self._wait(connection, EVENT_READ, self._discard, LINGER)

    def _discard(self, connection: Connection, _: Any) -> None:
        if connection.line.receive() == b"":
            self._drop(connection)

    def _wait(self, connection: Connection, events: int, then: Event, patience: float) -> None:
        connection.began = time.monotonic()
        connection.until = connection.began + patience
        self._waiting[connection] = None
        self.poller.register(connection.line.raw, events, partial(self._come, connection, then))

    def _come(self, connection: Connection, then: Event, key: Any) -> None:
        """Do what was waited for, unless the wait was ended by what came before in the same turn of the loop."""
        if connection in self._waiting:
            then(connection, key)

    def _wake(self, connection: Connection) -> None:
        if connection in self._waiting:
            del self._waiting[connection]
            self.poller.unregister(connection.line.raw)

    def _drop(self, connection: Connection) -> None:
        self._wake(connection)
        self.nr_conns -= 1
        connection.close()

    def _drop_slowest(self) -> None:
        if self._waiting:
            self._drop(min(self._waiting, key=lambda connection: connection.began))

    def _relieve(self) -> None:
        """Keep what is held for slow clients within its bound."""
        while sum(connection.held for connection in self._waiting) > HELD:
            self._drop_slowest()

    def murder_keepalived(self, force: bool = False) -> None:
        """End the waits that are over; all of them when the worker ends."""
        now = inf if force else time.monotonic()
        for connection in [each for each in self._waiting if each.until <= now]:
            if connection.incoming.state is State.COMING and connection.incoming.data and not connection.line.left and not force:
                self._wake(connection)
                connection.again = False
                connection.line.left += answer(_TOO_SLOW)
                self._send(connection, None)
            else:
                self._drop(connection)

    def _cap_keepalive(self, deadline: float) -> None:
        """Let idle connections go soon, when the worker was told to end."""
        for connection in self._waiting:
            if connection.incoming.state is State.COMING and not connection.incoming.data:
                connection.until = min(connection.until, deadline)

    # -- in a thread ----------------------------------------------------------------------------------------------------------------

    def handle(self, conn: Any) -> bool:
        """Answer the request that has come; tell whether another one may follow."""
        connection: Connection = conn
        state = connection.incoming.state
        if state is State.HEAD_TOO_LONG:
            self.handle_error(None, connection.line, connection.client, HEAD_TOO_LONG)
            return False
        again = super().handle(connection)
        if state is State.WRONG and not connection.line.written:
            self.handle_error(None, connection.line, connection.client, BadRequest(NO_END))
        return bool(again) and state is State.WHOLE

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Run the application, on a body that is read already: what is wrong with it is found before."""
        check_headers(req.headers, req.version)
        if conn.incoming.state is State.TOO_LARGE:
            # The application refuses it by its size, in the form that the caller asks for.
            framing = ("CONTENT-LENGTH", "TRANSFER-ENCODING")
            req.headers = [pair for pair in req.headers if pair[0] not in framing] + [(framing[0], str(conn.incoming.body_size))]
            req.body = io.BytesIO()
            req.force_close()
        else:
            req.body = io.BytesIO(req.body.read())
            if conn.incoming.state is State.WRONG:
                raise BadRequest(NO_END)
        # The loop has said it.
        req._expected_100_continue = False
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that the application never saw, or that it left in the middle."""
        error = refusal(exc)
        if error is None:
            self.log.error("Error handling request", exc_info=exc)
            error = SidecarError("an unforeseen fault; the sidecar's log tells more")
        whole = answer(error)
        client.sendall(whole.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if req is not None and req.method == "HEAD" else whole)


_TOO_SLOW = Refusal(408, "status_exception", f"the request did not come whole within [{REQUEST:.0f}s]")


def worker_class(max_body: int) -> type[PatientWorker]:
    """Give the worker for bodies of ``max_body`` bytes at most."""
    return type("Worker", (PatientWorker,), {"max_body": max_body})
