"""Encoded blocks: documents and deletions as bytes, whichever encoder made them."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sidecar.load.encode.keys import KeySummary
from sidecar.load.rejections import Rejection

_DELETION = b'{"delete":'
"""The beginning of the action line of a deletion."""


@dataclass(frozen=True, kw_only=True, eq=False)
class EncodedBlock:
    """The action lines and document lines of a block. A deletion has only an action line."""

    data: memoryview
    """The lines, valid as long as this object exists."""
    row_ends: Sequence[int]
    """End of each row's lines, in bytes from the start of the data."""
    first_row: int
    """Number of the block's first row in the run, from 0."""
    rejected: tuple[Rejection, ...] = ()
    """Rows that cannot become documents, in order; they have no lines."""
    has_keys: bool
    """Whether ids are keys, as ``pk_field`` makes them."""
    last_row: tuple[str | None, ...] = ()
    """The values of the last row, rejected or not."""
    keys: KeySummary | None = None
    """The keys, if they are numbers."""
    row_numbers: Sequence[int] | None = None
    """Number of each row in the run, if some are left out; else they follow each other, without the rejected ones."""
    owner: object = None
    """Owns the memory of the data and of the row ends."""

    @property
    def rows(self) -> int:
        """Return the number of rows, rejected ones included."""
        return len(self.row_ends) + len(self.rejected)

    def is_deletion(self, row: int) -> bool:
        """Return whether a row of the data, which counts from 0, is a deletion."""
        start = self.row_ends[row - 1] if row else 0
        return self.data[start : start + len(_DELETION)] == _DELETION

    def row_number(self, row: int) -> int:
        """Return the number in the run of a row of the data, which counts from 0."""
        if self.row_numbers is not None:
            return self.row_numbers[row]
        number = self.first_row + row
        for each in self.rejected:
            if each.row > number:
                break
            number += 1
        return number


def without_deletions(block: EncodedBlock) -> EncodedBlock:
    """Return a block with only the documents of another one."""
    if _DELETION not in bytes(block.data):
        return block
    return select_rows(block, [row for row in range(len(block.row_ends)) if not block.is_deletion(row)])


def select_rows(block: EncodedBlock, rows: Sequence[int]) -> EncodedBlock:
    """Return a block with only some rows of another one, in the same order."""
    if len(rows) == len(block.row_ends):
        return block
    data, row_ends = bytearray(), array("q")
    for row in rows:
        data += block.data[block.row_ends[row - 1] if row else 0 : block.row_ends[row]]
        row_ends.append(len(data))
    numbers = array("q", map(block.row_number, rows))
    return replace(block, data=memoryview(bytes(data)), row_ends=row_ends, row_numbers=numbers, owner=None)
