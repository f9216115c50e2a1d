"""The messages between the sidecar and the Java process of a session, as ``java/Frames.java`` describes them."""

import itertools
import struct
from collections.abc import Sequence
from typing import NamedTuple

HEAD = struct.Struct(">cI")
"""Type and size of a message."""
_NUMBER = struct.Struct(">i")
ROWS, REJECTIONS, VALUES, DONE, ERROR = b"R", b"J", b"V", b"D", b"E"
TYPES = frozenset({ROWS, REJECTIONS, VALUES, DONE, ERROR})
"""The types of frames that the process sends."""


class JdbcError(Exception):
    """An error of the driver or of its process; ``state`` is its SQLSTATE, empty if it has none."""

    def __init__(self, message: str, state: str = "") -> None:
        super().__init__(message)
        self.state = state


class JdbcConnectionError(JdbcError):
    """The connection, or the process, is lost."""


class Frame(NamedTuple):
    """A message of the process."""

    type: bytes
    content: bytes

    @property
    def values(self) -> list[str | None]:
        """Return the texts of the content."""
        values: list[str | None] = []
        position = _NUMBER.size
        for _ in range(_NUMBER.unpack_from(self.content)[0]):
            (size,) = _NUMBER.unpack_from(self.content, position)
            position += _NUMBER.size
            values.append(self.content[position : position + size].decode() if size >= 0 else None)
            position += max(size, 0)
        return values


def encode(type: bytes, values: Sequence[str]) -> bytes:
    """Return a request."""
    parts = [_NUMBER.pack(len(values))]
    for value in values:
        content = value.encode()
        parts += (_NUMBER.pack(len(content)), content)
    content = b"".join(parts)
    return HEAD.pack(type, len(content)) + content


def decode_error(values: Sequence[str | None]) -> JdbcError:
    """Return the error, with its causes as those of the exception."""
    kind = JdbcConnectionError if values[0] == "true" else JdbcError
    pairs = list(zip(values[1::2], values[2::2], strict=True))
    errors = [kind(str(message).strip(), state or "") for state, message in pairs]
    for error, cause in itertools.pairwise(errors):
        error.__cause__ = cause
    return errors[0]
