"""Bodies of bulk requests: spans of encoded documents, cut at row ends, without a copy."""

from dataclasses import dataclass

import polars as pl

from sidecar.load.encode.buffers import Memory, flat
from sidecar.load.encode.documents import Encoded


@dataclass(frozen=True, kw_only=True, eq=False)
class Body:
    """The rows from ``begin`` to before ``end`` of some encoded documents."""

    memory: Memory
    ends: pl.Series
    """Where each row's document ends, in bytes from the memory's start."""
    keys: pl.Series | None
    places: pl.Series
    begin: int
    end: int
    partition: int = 0

    @property
    def rows(self) -> int:
        """Count the rows."""
        return self.end - self.begin

    @property
    def data(self) -> memoryview:
        """Give all rows' bytes, valid as long as this body lives."""
        return self.span(0, self.rows)

    def span(self, first: int, last: int) -> memoryview:
        """Give the bytes of the rows from ``first`` to before ``last`` of this body, both counted from 0."""
        return self.memory.view[self._start(first) : self._start(last)]

    def _start(self, row: int) -> int:
        at = self.begin + row
        return int(self.ends[at - 1]) if at else 0

    def key(self, row: int) -> str | None:
        """Give the text of a row's key; none without ``pk_field``."""
        return None if self.keys is None else str(self.keys[self.begin + row])

    def place(self, row: int) -> int:
        """Give a row's place in the run, from 0."""
        return int(self.places[self.begin + row])

    def __len__(self) -> int:
        """Give the size in bytes."""
        return self._start(self.rows) - self._start(0)


class Packer:
    """Collect encoded blocks of one partition until they are worth a request, and cut them into bodies."""

    def __init__(self, partition: int = 0) -> None:
        self._partition = partition
        self._waiting: list[Encoded] = []
        self._bytes = 0

    def add(self, encoded: Encoded, *, size: int, hurry: bool) -> list[Body]:
        """Take a block; give the bodies that are ready, each about ``size`` bytes.

        ``hurry`` says that a connection has nothing to do: then small bodies go at once, else they wait for company.
        """
        if len(encoded.lines):
            self._waiting.append(encoded)
            self._bytes += encoded.size
        return self.rest(size=size) if hurry or 2 * self._bytes >= size else []

    def rest(self, *, size: int) -> list[Body]:
        """Give all that is collected."""
        collected, self._waiting, self._bytes = self._waiting, [], 0
        return _cut(collected, size, self._partition) if collected else []


def _cut(collected: list[Encoded], size: int, partition: int) -> list[Body]:
    lines = _together([each.lines for each in collected])
    keys = [each.keys for each in collected if each.keys is not None]
    whole = Body(
        memory=Memory(flat(lines)),
        ends=lines.str.len_bytes().cast(pl.Int64).cum_sum(),
        keys=_together(keys) if keys else None,
        places=_together([each.places for each in collected]),
        begin=0,
        end=len(lines),
        partition=partition,
    )
    bodies = []
    begin = 0
    while begin < whole.end:
        end = _end_of_body(whole.ends, begin, size)
        bodies.append(Body(**{**whole.__dict__, "begin": begin, "end": end}))
        begin = end
    return bodies


def _together(parts: list[pl.Series]) -> pl.Series:
    return parts[0] if len(parts) == 1 else pl.concat(parts, rechunk=False)


def _end_of_body(ends: pl.Series, begin: int, size: int) -> int:
    """Share out what is left evenly, so that no small rest remains; a body may pass ``size`` by its last row."""
    start = int(ends[begin - 1]) if begin else 0
    left = int(ends[-1]) - start
    share = left // -(-left // size)
    return min(int(ends.search_sorted(start + share)) + 1, len(ends))
