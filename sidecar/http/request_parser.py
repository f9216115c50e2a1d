"""Detect the end of a request in the received bytes, so that no thread waits for a slow client.

This parses only enough to find the end. Gunicorn's parser then interprets and validates the same bytes; a request that looks
invalid here goes to it at once, to be rejected.
"""

import enum
import re
from dataclasses import dataclass, field

MAX_LINE_BYTES = 4096
"""Bytes of a request line, as in Elasticsearch."""
MAX_HEADER_BYTES = 16_384
"""Bytes of all headers, as in Elasticsearch."""
_MAX_CHUNK_LINE_BYTES = 256
"""Bytes of a chunk-size line, including its ignored extensions."""

_MAX_CHUNK_OVERHEAD = 8
"""Received bytes allowed per byte of a chunked body; with one-byte chunks there are six."""

_END_OF_HEAD = re.compile(rb"\r\n\r\n|(?<!\r)\n")
_LENGTH = re.compile(rb"\d{1,18}")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?", re.DOTALL)


class RequestState(enum.Enum):
    """How much of a request has arrived."""

    INCOMPLETE = enum.auto()
    COMPLETE = enum.auto()
    INVALID = enum.auto()
    """Its end cannot be determined."""
    HEAD_TOO_LONG = enum.auto()
    TOO_LARGE = enum.auto()
    """Its body exceeds the limit."""


@dataclass
class IncomingRequest:
    """The received part of a request. It does not wait for a body larger than ``max_body`` bytes."""

    max_body: int
    data: bytearray = field(default_factory=bytearray)
    state: RequestState = RequestState.INCOMPLETE
    expects_continue: bool = False
    """Whether the client waits for ``100 Continue`` before it sends the body."""
    _searched: int = 0
    _body: "_SizedBody | _ChunkedBody | None" = None

    @property
    def body_size(self) -> int:
        """Bytes of the body, declared or received so far."""
        return self._body.size if self._body else 0

    def feed(self, data: bytes) -> None:
        """Add received bytes and update the state."""
        self.data += data
        if self._body is None:
            self._find_headers()
        if self._body is not None and self.state is RequestState.INCOMPLETE:
            self.state = RequestState.TOO_LARGE if self._body.size > self.max_body else self._body.scan(self.data, self.max_body)

    def _find_headers(self) -> None:
        found = _END_OF_HEAD.search(self.data, self._searched)
        self._searched = max(0, len(self.data) - 3)
        end = found.end() if found else len(self.data)
        # From the third byte, because an empty line may precede a request.
        line_end = self.data.find(b"\r\n", 2)
        if (found and found[0] == b"\n") or (end if line_end < 0 else line_end) > MAX_LINE_BYTES:
            self.state = RequestState.INVALID
        elif line_end >= 0 and end - line_end > MAX_HEADER_BYTES:
            self.state = RequestState.HEAD_TOO_LONG
        elif found:
            self._start_body(bytes(self.data[: found.start()]), found.end())

    def _start_body(self, head: bytes, end: int) -> None:
        headers: dict[bytes, list[bytes]] = {}
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            headers.setdefault(name.strip().lower(), []).append(value.strip())
        self.expects_continue = headers.get(b"expect", [b""])[0].lower() == b"100-continue"
        lengths, codings = headers.get(b"content-length", []), headers.get(b"transfer-encoding", [])
        if [each.lower() for each in codings] == [b"chunked"] and not lengths:
            self._body = _ChunkedBody(end)
        elif not codings and len(lengths) < 2 and all(map(_LENGTH.fullmatch, lengths)):
            self._body = _SizedBody(end, int(lengths[0]) if lengths else 0)
        else:
            self.state = RequestState.INVALID


@dataclass
class _SizedBody:
    """A body of a declared length, which may be zero."""

    start: int
    size: int

    def scan(self, data: bytearray, max_body: int) -> RequestState:
        """Return the state of the request after the received bytes."""
        return RequestState.COMPLETE if len(data) >= self.start + self.size else RequestState.INCOMPLETE


@dataclass
class _ChunkedBody:
    """A chunked body and its trailers."""

    offset: int
    """Where the next line, or the rest of the current chunk, starts."""
    size: int = 0
    _missing: int = 0
    """Missing bytes of the current chunk, including its line end."""

    def scan(self, data: bytearray, max_body: int) -> RequestState:
        """Return the state of the request after the received bytes."""
        while self.size <= max_body and len(data) <= MAX_HEADER_BYTES + _MAX_CHUNK_OVERHEAD * max_body:
            step = min(self._missing, len(data) - self.offset)
            self.offset, self._missing = self.offset + step, self._missing - step
            line_end = data.find(b"\r\n", self.offset, self.offset + _MAX_CHUNK_LINE_BYTES)
            if self._missing or line_end < 0:
                is_invalid = not self._missing and (len(data) - self.offset >= _MAX_CHUNK_LINE_BYTES or data.find(b"\n", self.offset) >= 0)
                return RequestState.INVALID if is_invalid else RequestState.INCOMPLETE
            match = _SIZE.fullmatch(data, self.offset, line_end)
            size = int(match[1], 16) if match else None
            if not size:
                return RequestState.INVALID if size is None else self._scan_trailers(data, line_end)
            self.offset, self._missing, self.size = line_end + 2, size + 2, self.size + size
        return RequestState.TOO_LARGE

    def _scan_trailers(self, data: bytearray, line_end: int) -> RequestState:
        if data.find(b"\r\n\r\n", line_end) >= 0:
            return RequestState.COMPLETE
        return RequestState.INVALID if len(data) - line_end > MAX_HEADER_BYTES else RequestState.INCOMPLETE
