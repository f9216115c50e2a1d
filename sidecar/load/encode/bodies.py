"""Split encoded documents into the bodies of bulk requests, at row ends and without copying."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.rejections import document_id

_MAX_ACTION_BYTES = 8192
"""More than the action line of the longest id has, if JSON escapes each of its bytes."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Body:
    """The documents from ``begin`` up to, not including, ``end`` of an encoded block."""

    encoded: EncodedBlock
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
        return self.encoded.data[self._start(first) : self._start(last)]

    def _start(self, row: int) -> int:
        absolute = self.begin + row
        return self.encoded.row_ends[absolute - 1] if absolute else 0

    def key(self, row: int) -> str | None:
        """Return the key of a row as text; None without ``pk_field``."""
        return self.id(row) if self.encoded.has_keys else None

    def id(self, row: int) -> str | None:
        """Return the document id of a row."""
        start = self._start(row)
        action, _, _ = bytes(self.encoded.data[start : start + _MAX_ACTION_BYTES]).partition(b"\n")
        return document_id(action)

    def document(self, row: int) -> str:
        """Return the document of a row as JSON; empty for a deletion."""
        _, _, document = bytes(self.span(row, row + 1)).partition(b"\n")
        return document.decode().rstrip("\n")

    def row_number(self, row: int) -> int:
        """Return the number of a row in the run, from 0."""
        return self.encoded.row_number(self.begin + row)

    def __len__(self) -> int:
        """Return the size in bytes."""
        return self._start(self.rows) - self._start(0)


class BodyBuilder:
    """Collect the encoded blocks of one partition, in order, and split them into bodies."""

    def __init__(self, partition: int = 0) -> None:
        self._partition = partition
        self._blocks: list[EncodedBlock] = []
        self._bytes = 0

    def add(self, encoded: EncodedBlock, *, size: int, flush: bool) -> list[Body]:
        """Add a block; return the bodies that are ready, each about ``size`` bytes.

        ``flush`` returns small bodies immediately, for an idle connection; otherwise they wait for more rows.
        """
        if len(encoded.row_ends) or self._blocks:
            self._blocks.append(encoded)
            self._bytes += len(encoded.data)
        return self.flush(size=size) if flush or 2 * self._bytes >= size else []

    def flush(self, *, size: int) -> list[Body]:
        """Return all collected rows as bodies."""
        blocks, self._blocks, self._bytes = self._blocks, [], 0
        return _split(_join(blocks), size, self._partition) if blocks else []


def _join(blocks: list[EncodedBlock]) -> EncodedBlock:
    if len(blocks) == 1:
        return blocks[0]
    row_ends, size = array("q"), 0
    for each in blocks:
        row_ends.extend(size + end for end in each.row_ends)
        size += len(each.data)
    has_gaps = any(each.row_numbers is not None for each in blocks)
    return replace(
        blocks[0],
        data=memoryview(b"".join(each.data for each in blocks)),
        row_ends=row_ends,
        rejected=tuple(rejection for each in blocks for rejection in each.rejected),
        row_numbers=[each.row_number(row) for each in blocks for row in range(len(each.row_ends))] if has_gaps else None,
        owner=None,
    )


def _split(encoded: EncodedBlock, size: int, partition: int) -> list[Body]:
    bodies = []
    begin = 0
    while begin < len(encoded.row_ends):
        end = _end_of_body(encoded.row_ends, begin, size)
        bodies.append(Body(encoded=encoded, begin=begin, end=end, partition=partition))
        begin = end
    return bodies


def _end_of_body(row_ends: Sequence[int], begin: int, size: int) -> int:
    """Divide the remaining rows evenly, to avoid a small last body; a body may exceed ``size`` by its last row."""
    start = row_ends[begin - 1] if begin else 0
    remaining = row_ends[-1] - start
    even_size = remaining // -(-remaining // size)
    return min(bisect_left(row_ends, start + even_size) + 1, len(row_ends))
