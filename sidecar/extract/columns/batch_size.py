"""The number of rows to fetch at a time, from their size, for drivers that create Python objects."""

from collections.abc import Sequence
from typing import Any

TARGET_BYTES = 4_000_000
"""Approximate bytes of the rows in one batch."""
INITIAL_ROWS = 250
"""Rows of the first batch, whose size is unknown."""
SAMPLED_ROWS = 16
"""Rows of a batch that are measured; measuring all would cost more than it saves."""


class BatchSize:
    """Choose the rows of each batch from the size of the one before it, up to ``max_rows``."""

    def __init__(self, max_rows: int) -> None:
        self._max_rows = max_rows
        self.rows = min(INITIAL_ROWS, max_rows)
        """Rows to fetch next."""

    def adjust(self, rows: Sequence[Sequence[Any]]) -> float:
        """Adjust to the size of these rows; return their approximate bytes."""
        sample = rows[:: max(1, len(rows) // SAMPLED_ROWS)]
        average = max(1.0, sum(_size(value) for row in sample for value in row) / len(sample))
        self.rows = max(1, min(self._max_rows, 4 * self.rows, int(TARGET_BYTES / average)))
        return average * len(rows)


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes) else 8
