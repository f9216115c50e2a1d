"""MySQL's rows, as they come over the wire, cut into columns without a Python object for a value.

A row is its values one after another, each with its length before it. One pass over all rows for each column finds the lengths;
where they stand a separator is written, and what was a block of packets is a block of lines that the CSV parser reads.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

_SEPARATOR, _END, _PAD = 0x1F, 0x1E, 0x1D
"""ASCII's own unit and record separators. Where a value holds one of them, which is counted, the block is cut the slow way."""
_NULL = 251

_LONGER = ((252, 2), (253, 3), (254, 8))
"""Marks of lengths that follow in so many bytes."""

Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Cut:
    """A block of rows, cut: where each column's values begin in the bytes, how long they are, and which are null."""

    def __init__(self, packets: Sequence[bytes], width: int) -> None:
        self.data = np.frombuffer(bytearray(b"\x1e".join(packets) + b"\x1e" + b"\0" * 16), dtype=np.uint8)
        self.rows = len(packets)
        sizes = np.fromiter(map(len, packets), dtype=np.int64, count=self.rows)
        places = np.concatenate(([0], np.cumsum(sizes + 1)[:-1]))
        self.size = int(sizes.sum()) + self.rows
        self.heads: list[Places] = []
        self.starts: list[Places] = []
        self.lengths: list[Places] = []
        self.nulls: list[Flags | None] = []
        for _ in range(width):
            places = self._column(places)
        if self.rows and not np.array_equal(places, np.cumsum(sizes + 1) - 1):
            raise ValueError("the server's rows do not have the columns that it described")

    def _column(self, places: Places) -> Places:
        """Find one column's values; give where the next column's begin."""
        length = self.data[places].astype(np.int64)
        null, starts = None, places + 1
        special = np.flatnonzero(length >= _NULL)  # most columns have none, and then one byte says all
        if special.size:
            null, length, starts = self._special(places, length, starts, special)
        self.heads.append(places)
        self.starts.append(starts)
        self.lengths.append(length)
        self.nulls.append(null)
        following: Places = starts + length
        return following

    def _special(self, places: Places, head: Places, starts: Places, special: Places) -> tuple[Flags, Places, Places]:
        """Read nulls and the lengths that take more than a byte."""
        null = head == _NULL
        length = np.where(null, 0, head)
        for mark, size in _LONGER:
            marked = special[head[special] == mark]
            length[marked] = sum(self.data[places[marked] + 1 + byte].astype(np.int64) << (8 * byte) for byte in range(size))
            starts[marked] += size
        return null, length, starts

    def values(self, column: int) -> list[bytes | None]:
        """Give one column's values as bytes, the slow way."""
        data = self.data.tobytes()
        ends = self.starts[column] + self.lengths[column]
        nulls = self.nulls[column]
        null = [False] * self.rows if nulls is None else nulls.tolist()
        cut = zip(self.starts[column].tolist(), ends.tolist(), null, strict=True)
        return [None if none else data[start:end] for start, end, none in cut]

    def frame(self) -> pl.DataFrame | None:
        """Give all columns as text, or none where a value holds one of the separators."""
        lines = self.data[: self.size].copy()
        for head, start in zip(self.heads, self.starts, strict=True):
            lines[head] = _SEPARATOR
            for more in range(1, int((start - head).max(initial=1))):
                longer = head[start - head > more] + more
                lines[longer] = _PAD
        text = lines.tobytes()
        if not self._is_clean(text):
            return None
        parsed = pl.read_csv(text, has_header=False, infer_schema=False, separator=chr(_SEPARATOR), eol_char=chr(_END), quote_char=None)
        return parsed.select(self._restored(place, pl.col(name)).alias(name) for place, name in enumerate(parsed.columns[1:]))

    def _is_clean(self, text: bytes) -> bool:
        pads = sum(int((start - head - 1).sum()) for head, start in zip(self.heads, self.starts, strict=True))
        expected = ((_SEPARATOR, len(self.heads) * self.rows), (_END, self.rows), (_PAD, pads))
        return all(text.count(byte) == count for byte, count in expected)

    def _restored(self, column: int, values: pl.Expr) -> pl.Expr:
        """Tell empty texts from nulls again, and cut what filled the place of longer lengths."""
        if int((self.starts[column] - self.heads[column]).max(initial=1)) > 1:
            values = values.str.strip_chars_start(chr(_PAD))
        null, empty = self.nulls[column], self.lengths[column] == 0
        if null is not None:
            empty &= ~null
        return pl.when(pl.lit(pl.Series(empty))).then(pl.lit("")).otherwise(values) if empty.any() else values
