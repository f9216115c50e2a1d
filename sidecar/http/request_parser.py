"""When a request has come whole: told from its bytes alone, so that no thread has to wait for a slow client.

This reads just enough to know where a request ends. What it means, and whether it may be, the HTTP parser decides, who is given
the same bytes; whatever looks wrong here goes to it at once, to be refused.
"""

import enum
import re
from dataclasses import dataclass, field

LONGEST_LINE = 4096
"""Bytes of a request's first line, as Elasticsearch bounds it."""
LONGEST_HEAD = 16_384
"""Bytes of all headers together, as Elasticsearch bounds them."""
_LONGEST_CHUNK_LINE = 256
"""Bytes of a line that tells a chunk's size. Extensions mean nothing here."""

_OVERHEAD = 8
"""Bytes that may come for each byte of a body in chunks: six where each byte is a chunk of its own."""

_END_OF_HEAD = re.compile(rb"\r\n\r\n|(?<!\r)\n")
_LENGTH = re.compile(rb"\d{1,18}")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?", re.DOTALL)


class State(enum.Enum):
    """How far a request has come."""

    COMING = enum.auto()
    WHOLE = enum.auto()
    WRONG = enum.auto()
    """Nobody can tell where it ends."""
    HEAD_TOO_LONG = enum.auto()
    TOO_LARGE = enum.auto()
    """Its body is larger than is read."""


@dataclass
class Incoming:
    """A request as far as it has come. ``max_body`` bounds its body in bytes; a larger one is not waited for."""

    max_body: int
    data: bytearray = field(default_factory=bytearray)
    state: State = State.COMING
    expects_continue: bool = False
    """Whether the client waits for a word before it sends the body."""
    _searched: int = 0
    _body: "_Sized | _Chunked | None" = None

    @property
    def body_size(self) -> int:
        """Give the bytes of the body, as far as they are told or have come."""
        return self._body.size if self._body else 0

    def feed(self, data: bytes) -> None:
        """Add what has come."""
        self.data += data
        if self._body is None:
            self._look_for_head()
        if self._body is not None and self.state is State.COMING:
            self.state = State.TOO_LARGE if self._body.size > self.max_body else self._body.look(self.data, self.max_body)

    def _look_for_head(self) -> None:
        found = _END_OF_HEAD.search(self.data, self._searched)
        self._searched = max(0, len(self.data) - 3)
        end = found.end() if found else len(self.data)
        # From the third byte, since an empty line may stand before a request.
        line_end = self.data.find(b"\r\n", 2)
        if (found and found[0] == b"\n") or (end if line_end < 0 else line_end) > LONGEST_LINE:
            self.state = State.WRONG
        elif line_end >= 0 and end - line_end > LONGEST_HEAD:
            self.state = State.HEAD_TOO_LONG
        elif found:
            self._begin_body(bytes(self.data[: found.start()]), found.end())

    def _begin_body(self, head: bytes, end: int) -> None:
        headers: dict[bytes, list[bytes]] = {}
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            headers.setdefault(name.strip().lower(), []).append(value.strip())
        self.expects_continue = headers.get(b"expect", [b""])[0].lower() == b"100-continue"
        lengths, codings = headers.get(b"content-length", []), headers.get(b"transfer-encoding", [])
        if [each.lower() for each in codings] == [b"chunked"] and not lengths:
            self._body = _Chunked(end)
        elif not codings and len(lengths) < 2 and all(map(_LENGTH.fullmatch, lengths)):
            self._body = _Sized(end, int(lengths[0]) if lengths else 0)
        else:
            self.state = State.WRONG


@dataclass
class _Sized:
    """A body of a length that was told, or none."""

    begin: int
    size: int

    def look(self, data: bytearray, max_body: int) -> State:
        """Tell how far it has come."""
        return State.WHOLE if len(data) >= self.begin + self.size else State.COMING


@dataclass
class _Chunked:
    """A body in chunks, each told by its size, and headers after the last."""

    at: int
    """Where the next line is expected, or the rest of a chunk."""
    size: int = 0
    _left: int = 0
    """Bytes of the present chunk that are still to come, with the end of its line."""

    def look(self, data: bytearray, max_body: int) -> State:
        """Tell how far it has come."""
        while self.size <= max_body and len(data) <= LONGEST_HEAD + _OVERHEAD * max_body:
            step = min(self._left, len(data) - self.at)
            self.at, self._left = self.at + step, self._left - step
            line_end = data.find(b"\r\n", self.at, self.at + _LONGEST_CHUNK_LINE)
            if self._left or line_end < 0:
                broken = not self._left and (len(data) - self.at >= _LONGEST_CHUNK_LINE or data.find(b"\n", self.at) >= 0)
                return State.WRONG if broken else State.COMING
            told = _SIZE.fullmatch(data, self.at, line_end)
            size = int(told[1], 16) if told else None
            if not size:
                return State.WRONG if size is None else self._end(data, line_end)
            self.at, self._left, self.size = line_end + 2, size + 2, self.size + size
        return State.TOO_LARGE

    def _end(self, data: bytearray, line_end: int) -> State:
        if data.find(b"\r\n\r\n", line_end) >= 0:
            return State.WHOLE
        return State.WRONG if len(data) - line_end > LONGEST_HEAD else State.COMING
