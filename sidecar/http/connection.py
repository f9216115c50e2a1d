"""One client's connection: its socket, to which nobody waits to write, and what has come of its next request."""

import socket
from http import HTTPStatus
from typing import Any, cast

from gunicorn.http import errors
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn

from sidecar.api.compat.errors import failure
from sidecar.api.compat.rendering import Style, written
from sidecar.errors import BadRequest, SidecarError
from sidecar.http.request_parser import LONGEST_HEAD, LONGEST_LINE, Incoming

RECEIVED = 65_536
"""Bytes taken from a socket at a time."""
_SINGLE = ("Accept", "Authorization", "es-client-authentication", "es-security-runas-user", "traceparent", "X-Opaque-Id")
SINGLE = {name.upper(): name for name in _SINGLE}
"""Headers that may come once, as in Elasticsearch; for two of them nobody could say whose the request is."""


class Refusal(SidecarError):
    """Refuse a request before it reaches the application, by what Elasticsearch calls it."""

    def __init__(self, status: int, type: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.type = type


HEAD_TOO_LONG = Refusal(400, "too_long_http_header_exception", f"HTTP header is larger than {LONGEST_HEAD} bytes.")
LINE_TOO_LONG = Refusal(400, "too_long_http_line_exception", f"An HTTP line is larger than {LONGEST_LINE} bytes.")


class Line:
    """A socket to which one writes without waiting: what the client does not take at once is kept until it is flushed."""

    def __init__(self, raw: socket.socket) -> None:
        self.raw = raw
        self.left = bytearray()
        self.written = False
        """Whether anything was ever sent for the present request."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)

    def sendall(self, data: bytes) -> None:
        """Send what the client takes, and keep the rest."""
        self.written = True
        self.left += data
        self.flush()

    def send(self, data: bytes) -> int:
        """Do the same, as those want it who would send the rest themselves."""
        self.sendall(data)
        return len(data)

    def flush(self) -> bool:
        """Send what the client takes now; tell whether nothing is left."""
        while self.left:
            try:
                sent = self.raw.send(self.left, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return False
            del self.left[:sent]
        return True

    def receive(self) -> bytes | None:
        """Take what has come; nothing when the client has closed or is gone, None where nothing has come yet."""
        try:
            return self.raw.recv(RECEIVED, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return None
        except OSError:
            return b""


class Connection(TConn):
    """A connection whose requests are parsed from memory."""

    def __init__(self, cfg: Any, raw: socket.socket, client: Any, server: Any) -> None:
        self.line = Line(raw)
        super().__init__(cfg, cast("socket.socket", self.line), client, server)
        self.data_ready = True
        self.again = False
        """Whether another request may follow."""
        self.began = self.until = 0.0
        """When the present wait began, and when it is over; seconds of a monotonic clock."""
        self.incoming = Incoming(0)

    def expect(self, max_body: int, received: bytes) -> None:
        """Begin with the next request, of which ``received`` has come already."""
        self.incoming = Incoming(max_body)
        self.line.written = False
        if received:
            self.incoming.feed(received)

    def init(self) -> None:
        """Give the parser what has come; it finds no more than that."""
        if self.parser is None:
            self.parser = RequestParser(self.cfg, iter(()), self.client)
        self._unreader.unread(bytes(self.incoming.data))
        self.incoming.data.clear()

    def rest(self) -> bytes:
        """Give what came after the last request."""
        rest: bytes = self._unreader.take_buffered()
        return rest

    @property
    def _unreader(self) -> Any:
        return cast("RequestParser", self.parser).unreader

    @property
    def held(self) -> int:
        """Give the bytes that are held for this client."""
        return len(self.incoming.data) + len(self.line.left)


def check_headers(headers: list[tuple[str, str]], version: tuple[int, int]) -> None:
    """Refuse, by :class:`BadRequest`, a version that nobody speaks and a header twice that may come once."""
    if version not in ((1, 0), (1, 1)):
        raise BadRequest(f"Unexpected http protocol version: HTTP/{version[0]}.{version[1]}")
    seen: set[str] = set()
    for name, _ in headers:
        if name in SINGLE and name in seen:
            raise BadRequest(f"multiple values for single-valued header [{SINGLE[name]}].")
        seen.add(name)


def refusal(error: BaseException) -> SidecarError | None:
    """Give what answers a request that the parser refused; None for what is no refusal."""
    if isinstance(error, SidecarError):
        return error
    if isinstance(error, errors.LimitRequestLine | errors.LimitRequestHeaders):
        return LINE_TOO_LONG if isinstance(error, errors.LimitRequestLine) else HEAD_TOO_LONG
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), None)
    return None if status is None else Refusal(status, BadRequest.type, str(error))


_STATUS = {errors.UnsupportedTransferCoding: 501, errors.ExpectationFailed: 417, errors.ParseException: 400}
"""The closest first."""


def answer(error: SidecarError) -> bytes:
    """Write the whole answer to a request that the application never saw."""
    body = written(failure(error, trace=False), Style())
    head = (
        f"HTTP/1.1 {error.status} {HTTPStatus(error.status).phrase}\r\nConnection: close\r\nContent-Type: application/json\r\n"
        f"X-elastic-product: Elasticsearch\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
