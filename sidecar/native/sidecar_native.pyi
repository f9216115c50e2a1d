"""Encodes rows as bodies of bulk requests. The GIL is released while bytes are encoded."""

from collections.abc import Sequence
from typing import Any

INTERFACE: int
"""Changes whenever a function or its meaning changes: the two packages may be of different versions."""

class Buffer:
    """Bytes that the buffer protocol exports, read-only."""

    def __len__(self) -> int: ...
    def __buffer__(self, flags: int, /) -> memoryview: ...

class EncodedRows:
    """The action and document lines of a block."""

    @property
    def data(self) -> Buffer:
        """The lines."""
    @property
    def row_ends(self) -> Buffer:
        """The end of each row in ``data``, as an integer of 64 bits."""
    @property
    def nulled(self) -> int:
        """Values that became null because JSON cannot represent them."""
    @property
    def last_row(self) -> tuple[str | None, ...]:
        """The values of the last row, by column."""
    @property
    def keys(self) -> tuple[int, int, int, str, bool] | None:
        """First, last and largest key, the largest as text, and whether each is greater than the one before it."""

class RowEncoder:
    """Encodes the rows of one query. Any thread may use it."""

    def __new__(
        cls,
        *,
        columns: Sequence[tuple[int, str, str, str | None, str | None]],
        width: int,
        fields: Sequence[tuple[str, int]],
        key: Sequence[int],
        id_prefix: str,
        tracks_key: bool,
    ) -> RowEncoder:
        """Create an encoder; raise :class:`ValueError` for a conversion that it does not know.

        ``columns`` have a position in each row of ``width`` values, a type, a kind, a check and a rewrite. ``fields`` have the bytes before
        the value and the index of a column. ``key`` are the indexes of the key's columns; without one, ``id_prefix`` and the row's
        number are the id. ``tracks_key`` says that the key is a single number.
        """
    def encode_csv(self, data: bytes, first_row: int) -> EncodedRows | None:
        """Encode lines of CSV; return None if there is anything in them that the encoder in Python must process.

        Raise :class:`RuntimeError` for an error of the encoder itself.
        """
    def encode_packets(self, packets: list[bytes], first_row: int) -> EncodedRows | None:
        """Encode packets of MySQL's text protocol likewise."""
    def encode_values(self, rows: list[tuple[Any, ...]], first_row: int) -> EncodedRows | None:
        """Encode tuples of Python values likewise; the GIL is held."""
