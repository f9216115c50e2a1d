"""A client's connection: a socket with a send buffer, and the next request as far as it has arrived."""

import socket
from http import HTTPStatus
from typing import Any, cast

from gunicorn.http import errors
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn

from sidecar.api.compat.errors import error_body
from sidecar.api.compat.rendering import Style, render
from sidecar.errors import BadRequest, SidecarError
from sidecar.http.request_parser import MAX_HEADER_BYTES, MAX_LINE_BYTES, IncomingRequest

RECEIVE_BYTES = 65_536
"""Bytes read from a socket at a time."""
_SINGLE_VALUED = ("Accept", "Authorization", "es-client-authentication", "es-security-runas-user", "traceparent", "X-Opaque-Id")
SINGLE_VALUED_HEADERS = {name.upper(): name for name in _SINGLE_VALUED}
"""Headers that may occur once, as in Elasticsearch: with two of them the caller would be ambiguous."""


class RequestError(SidecarError):
    """A request is rejected before it reaches the application; ``type`` is Elasticsearch's."""

    def __init__(self, status: int, type: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.type = type


HEAD_TOO_LONG = RequestError(400, "too_long_http_header_exception", f"HTTP header is larger than {MAX_HEADER_BYTES} bytes.")
LINE_TOO_LONG = RequestError(400, "too_long_http_line_exception", f"An HTTP line is larger than {MAX_LINE_BYTES} bytes.")


class BufferedSocket:
    """A socket with a send buffer. Writes never block; unsent data is kept for the next :meth:`flush`."""

    def __init__(self, raw: socket.socket) -> None:
        self.raw = raw
        self.unsent = bytearray()
        self.has_sent = False
        """Whether anything was sent for the current request."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)

    def sendall(self, data: bytes) -> None:
        """Send without blocking and buffer the rest."""
        self.has_sent = True
        self.unsent += data
        self.flush()

    def send(self, data: bytes) -> int:
        """Do the same as :meth:`sendall`; return that everything was accepted."""
        self.sendall(data)
        return len(data)

    def flush(self) -> bool:
        """Send buffered data without blocking; return whether the buffer is empty."""
        while self.unsent:
            try:
                sent = self.raw.send(self.unsent, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return False
            del self.unsent[:sent]
        return True

    def receive(self) -> bytes | None:
        """Read without blocking: empty if the client has disconnected, None if nothing has arrived."""
        try:
            return self.raw.recv(RECEIVE_BYTES, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return None
        except OSError:
            return b""


class Connection(TConn):
    """A connection whose requests are received completely before they are parsed."""

    def __init__(self, cfg: Any, raw: socket.socket, client: Any, server: Any) -> None:
        self.stream = BufferedSocket(raw)
        super().__init__(cfg, cast("socket.socket", self.stream), client, server)
        self.data_ready = True
        self.keep_alive = False
        """Whether another request may follow."""
        self.wait_started = self.deadline = 0.0
        """Start and end of the current wait, in seconds of the monotonic clock."""
        self.incoming = IncomingRequest(0)

    def start_request(self, max_body: int, received: bytes) -> None:
        """Start the next request, with the bytes that have already arrived."""
        self.incoming = IncomingRequest(max_body)
        self.stream.has_sent = False
        if received:
            self.incoming.feed(received)

    def init(self) -> None:
        """Pass the received bytes to the parser, which sees nothing else."""
        if self.parser is None:
            self.parser = RequestParser(self.cfg, iter(()), self.client)
        self._unreader.unread(bytes(self.incoming.data))
        self.incoming.data.clear()

    def take_remaining(self) -> bytes:
        """Return the bytes that arrived after the last request."""
        remaining: bytes = self._unreader.take_buffered()
        return remaining

    @property
    def _unreader(self) -> Any:
        return cast("RequestParser", self.parser).unreader

    @property
    def buffered_bytes(self) -> int:
        """Bytes buffered for this client."""
        return len(self.incoming.data) + len(self.stream.unsent)


def mark_continue_sent(request: Any) -> None:
    """Keep gunicorn from sending ``100 Continue``, which the event loop has already sent."""
    request._expected_100_continue = False


def check_headers(headers: list[tuple[str, str]], version: tuple[int, int]) -> None:
    """Raise :class:`BadRequest` for an unsupported HTTP version or a repeated single-valued header."""
    if version not in ((1, 0), (1, 1)):
        raise BadRequest(f"Unexpected http protocol version: HTTP/{version[0]}.{version[1]}")
    seen: set[str] = set()
    for name, _ in headers:
        if name in SINGLE_VALUED_HEADERS and name in seen:
            raise BadRequest(f"multiple values for single-valued header [{SINGLE_VALUED_HEADERS[name]}].")
        seen.add(name)


def request_error(error: BaseException) -> SidecarError | None:
    """Translate the parser's rejection of a request; return None for any other error."""
    if isinstance(error, SidecarError):
        return error
    if isinstance(error, errors.LimitRequestLine | errors.LimitRequestHeaders):
        return LINE_TOO_LONG if isinstance(error, errors.LimitRequestLine) else HEAD_TOO_LONG
    status = next((status for error_class, status in _STATUS.items() if isinstance(error, error_class)), None)
    return None if status is None else RequestError(status, BadRequest.type, str(error))


_STATUS = {errors.UnsupportedTransferCoding: 501, errors.ExpectationFailed: 417, errors.ParseException: 400}
"""HTTP status by error class, subclasses first."""


def error_response(error: SidecarError) -> bytes:
    """Return the complete response to a request that did not reach the application."""
    body = render(error_body(error, trace=False), Style())
    head = (
        f"HTTP/1.1 {error.status} {HTTPStatus(error.status).phrase}\r\nConnection: close\r\nContent-Type: application/json\r\n"
        f"X-elastic-product: Elasticsearch\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
