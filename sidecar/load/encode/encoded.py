"""Encoded blocks: documents as bytes, whichever encoder made them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.load.encode.keys import KeySummary
from sidecar.load.rejections import Rejection


@dataclass(frozen=True, kw_only=True, eq=False)
class EncodedBlock:
    """The action lines and document lines of a block."""

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
    owner: object = None
    """Owns the memory of the data and of the row ends."""

    @property
    def rows(self) -> int:
        """Return the number of rows, rejected ones included."""
        return len(self.row_ends) + len(self.rejected)
