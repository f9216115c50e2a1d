"""Split MySQL's row packets into columns, without a Python object per value.

A packet holds its row's values one after another, each prefixed by its length. One vectorized pass per column finds all its
lengths and overwrites them with separators; the block of packets then is a block of lines for the CSV parser.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

_SEPARATOR, _END, _PAD = 0x1F, 0x1E, 0x1D
"""ASCII's unit, record and group separators. A block in which a value contains one of them is split value by value instead."""
_CARRIAGE_RETURN = 0x0D
_NULL = 251

_LONG_LENGTHS = ((252, 2), (253, 3), (254, 8))
"""First bytes of longer lengths, each with the number of bytes that follow."""

Offsets = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class PacketBlock:
    """A block of row packets, with each column's value offsets, lengths and nulls."""

    def __init__(self, packets: Sequence[bytes], width: int) -> None:
        self.data = np.frombuffer(bytearray(b"\x1e".join(packets) + b"\x1e" + b"\0" * 16), dtype=np.uint8)
        self.rows = len(packets)
        sizes = np.fromiter(map(len, packets), dtype=np.int64, count=self.rows)
        offsets = np.concatenate(([0], np.cumsum(sizes + 1)[:-1]))
        self.size = int(sizes.sum()) + self.rows
        self.heads: list[Offsets] = []
        self.starts: list[Offsets] = []
        self.lengths: list[Offsets] = []
        self.nulls: list[Flags | None] = []
        for _ in range(width):
            offsets = self._add_column(offsets)
        if self.rows and not np.array_equal(offsets, np.cumsum(sizes + 1) - 1):
            raise ValueError("the server's rows do not have the columns that it described")

    def _add_column(self, heads: Offsets) -> Offsets:
        """Locate one column's values, whose lengths start at ``heads``; return the next column's heads."""
        length = self.data[heads].astype(np.int64)
        null, starts = None, heads + 1
        special = np.flatnonzero(length >= _NULL)  # most columns have none, so that one byte is the whole length
        if special.size:
            null, length, starts = self._decode_lengths(heads, length, starts, special)
        self.heads.append(heads)
        self.starts.append(starts)
        self.lengths.append(length)
        self.nulls.append(null)
        following: Offsets = starts + length
        return following

    def _decode_lengths(self, heads: Offsets, first_bytes: Offsets, starts: Offsets, special: Offsets) -> tuple[Flags, Offsets, Offsets]:
        """Decode nulls and lengths of several bytes."""
        null = first_bytes == _NULL
        length = np.where(null, 0, first_bytes)
        for mark, size in _LONG_LENGTHS:
            marked = special[first_bytes[special] == mark]
            length[marked] = sum(self.data[heads[marked] + 1 + byte].astype(np.int64) << (8 * byte) for byte in range(size))
            starts[marked] += size
        return null, length, starts

    def column_values(self, column: int) -> list[bytes | None]:
        """Return one column's values as bytes objects; slow."""
        data = self.data.tobytes()
        ends = self.starts[column] + self.lengths[column]
        nulls = self.nulls[column]
        is_null = [False] * self.rows if nulls is None else nulls.tolist()
        values = zip(self.starts[column].tolist(), ends.tolist(), is_null, strict=True)
        return [None if null else data[start:end] for start, end, null in values]

    def to_frame(self) -> pl.DataFrame | None:
        """Return all columns as text; None if the parser would change a value, or if one is not UTF-8."""
        lines = self.data[: self.size].copy()
        for heads, starts in zip(self.heads, self.starts, strict=True):
            lines[heads] = _SEPARATOR
            for extra in range(1, int((starts - heads).max(initial=1))):
                padded = heads[starts - heads > extra] + extra
                lines[padded] = _PAD
        text = lines.tobytes()
        # The parser drops a carriage return at the end of a line.
        if not self._has_unique_separators(text) or bytes((_CARRIAGE_RETURN, _END)) in text:
            return None
        try:
            parsed = pl.read_csv(text, has_header=False, infer_schema=False, separator=chr(_SEPARATOR), eol_char=chr(_END), quote_char=None)
        except pl.exceptions.ComputeError:
            return None
        return parsed.select(self._restore(index, pl.col(name)).alias(name) for index, name in enumerate(parsed.columns[1:]))

    def _has_unique_separators(self, text: bytes) -> bool:
        pads = sum(int((starts - heads - 1).sum()) for heads, starts in zip(self.heads, self.starts, strict=True))
        expected = ((_SEPARATOR, len(self.heads) * self.rows), (_END, self.rows), (_PAD, pads))
        return all(text.count(byte) == count for byte, count in expected)

    def _restore(self, column: int, values: pl.Expr) -> pl.Expr:
        """Distinguish empty strings from nulls, and remove the padding that replaced longer lengths."""
        if int((self.starts[column] - self.heads[column]).max(initial=1)) > 1:
            values = values.str.strip_chars_start(chr(_PAD))
        null, empty = self.nulls[column], self.lengths[column] == 0
        if null is not None:
            empty &= ~null
        return pl.when(pl.lit(pl.Series(empty))).then(pl.lit("")).otherwise(values) if empty.any() else values
