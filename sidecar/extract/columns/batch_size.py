"""How many rows to ask a database for at a time: by their size, where a driver makes objects of them."""

from collections.abc import Sequence
from typing import Any

SIZE = 4_000_000
"""Bytes of text that the rows of one block should have, about."""
FIRST = 250
"""Rows of the first slice: nothing is known of their size yet."""
LOOKED_AT = 16
"""Rows of a slice whose size is looked at: to look at all would cost more than it saves."""


class Slices:
    """Learns from each slice how many rows the next one should have, ``most`` at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.rows = min(FIRST, most)
        """Rows to ask for next."""

    def learn(self, rows: Sequence[Sequence[Any]]) -> float:
        """Give the bytes of some rows, about, and be quick about it."""
        looked_at = rows[:: max(1, len(rows) // LOOKED_AT)]
        average = max(1.0, sum(_size(value) for row in looked_at for value in row) / len(looked_at))
        self.rows = max(1, min(self._most, 4 * self.rows, int(SIZE / average)))
        return average * len(rows)


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes) else 8
