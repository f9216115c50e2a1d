"""Split encoded documents into the bodies of bulk requests, at row ends and without copying."""

from dataclasses import dataclass

import polars as pl

from sidecar.load.encode.buffers import ColumnBuffer, concatenate_bytes
from sidecar.load.encode.documents import EncodedBlock


@dataclass(frozen=True, kw_only=True, eq=False)
class Body:
    """The rows from ``begin`` up to, not including, ``end`` of some encoded documents."""

    buffer: ColumnBuffer
    row_ends: pl.Series
    """End of each row's document, in bytes from the start of the buffer."""
    keys: pl.Series | None
    row_numbers: pl.Series
    begin: int
    end: int
    partition: int = 0

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return self.end - self.begin

    @property
    def data(self) -> memoryview:
        """Return the bytes of all rows, valid as long as this body exists."""
        return self.span(0, self.rows)

    def span(self, first: int, last: int) -> memoryview:
        """Return the bytes of the rows from ``first`` up to, not including, ``last``; both count from 0 in this body."""
        return self.buffer.view[self._start(first) : self._start(last)]

    def _start(self, row: int) -> int:
        absolute = self.begin + row
        return int(self.row_ends[absolute - 1]) if absolute else 0

    def key(self, row: int) -> str | None:
        """Return the key of a row as text; None without ``pk_field``."""
        return None if self.keys is None else str(self.keys[self.begin + row])

    def row_number(self, row: int) -> int:
        """Return the number of a row in the run, from 0."""
        return int(self.row_numbers[self.begin + row])

    def __len__(self) -> int:
        """Return the size in bytes."""
        return self._start(self.rows) - self._start(0)


class BodyBuilder:
    """Collect the encoded blocks of one partition and split them into bodies."""

    def __init__(self, partition: int = 0) -> None:
        self._partition = partition
        self._blocks: list[EncodedBlock] = []
        self._bytes = 0

    def add(self, encoded: EncodedBlock, *, size: int, flush: bool) -> list[Body]:
        """Add a block; return the bodies that are ready, each about ``size`` bytes.

        ``flush`` returns small bodies immediately, for an idle connection; otherwise they wait for more rows.
        """
        if len(encoded.lines):
            self._blocks.append(encoded)
            self._bytes += encoded.size
        return self.flush(size=size) if flush or 2 * self._bytes >= size else []

    def flush(self, *, size: int) -> list[Body]:
        """Return all collected rows as bodies."""
        blocks, self._blocks, self._bytes = self._blocks, [], 0
        return _split(blocks, size, self._partition) if blocks else []


def _split(blocks: list[EncodedBlock], size: int, partition: int) -> list[Body]:
    lines = _concat([each.lines for each in blocks])
    keys = [each.keys for each in blocks if each.keys is not None]
    whole = Body(
        buffer=ColumnBuffer(concatenate_bytes(lines)),
        row_ends=lines.str.len_bytes().cast(pl.Int64).cum_sum(),
        keys=_concat(keys) if keys else None,
        row_numbers=_concat([each.row_numbers for each in blocks]),
        begin=0,
        end=len(lines),
        partition=partition,
    )
    bodies = []
    begin = 0
    while begin < whole.end:
        end = _end_of_body(whole.row_ends, begin, size)
        bodies.append(Body(**{**whole.__dict__, "begin": begin, "end": end}))
        begin = end
    return bodies


def _concat(parts: list[pl.Series]) -> pl.Series:
    return parts[0] if len(parts) == 1 else pl.concat(parts, rechunk=False)


def _end_of_body(row_ends: pl.Series, begin: int, size: int) -> int:
    """Divide the remaining rows evenly, to avoid a small last body; a body may exceed ``size`` by its last row."""
    start = int(row_ends[begin - 1]) if begin else 0
    remaining = int(row_ends[-1]) - start
    even_size = remaining // -(-remaining // size)
    return min(int(row_ends.search_sorted(start + even_size)) + 1, len(row_ends))
