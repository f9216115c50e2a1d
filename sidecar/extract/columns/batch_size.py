"""The number of rows to fetch at a time, for drivers that create Python objects."""

import math
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Row = TypeVar("Row", bound=Sequence[Any])

TARGET_BYTES = 4_000_000
"""Approximate bytes of the rows in one batch."""
TARGET_TIME = 1.0
"""Seconds to fetch one batch. Rows of a slow query arrive early; the time of one row over a network must be shorter."""
MAX_GROWTH = 4.0
"""Factor by which a batch may be larger than the one before it."""
SAMPLED_ROWS = 16
"""Rows of a batch that are measured; measuring all would cost more than it saves."""


class BatchSize:
    """Choose the rows of each batch from the size and the time of the one before it, up to ``max_rows``.

    ``initial_rows`` are those of the first batch, whose size and time are unknown.
    """

    def __init__(self, max_rows: int, initial_rows: int = 1) -> None:
        self._max_rows = max_rows
        self.rows = min(initial_rows, max_rows)
        """Rows to fetch next."""
        self.bytes = 0.0
        """Approximate bytes of the last batch."""

    def fetch(self, fetch: Callable[[int], Sequence[Row]], limit: int | None = None) -> Sequence[Row]:
        """Fetch the next rows, at most ``limit``, with a function of their number; adjust to their size and time."""
        start = time.monotonic()
        rows = fetch(self.rows if limit is None else min(self.rows, limit))
        if rows:
            self.adjust(rows, time.monotonic() - start)
        return rows

    def adjust(self, rows: Sequence[Sequence[Any]], seconds: float) -> None:
        """Adjust to the size of these rows, and the seconds that it took to fetch them."""
        sample = rows[:: max(1, len(rows) // SAMPLED_ROWS)]
        average = max(1.0, sum(_size(value) for row in sample for value in row) / len(sample))
        in_time = self.rows * min(MAX_GROWTH, TARGET_TIME / max(seconds, 1e-9))
        self.rows = max(1, min(self._max_rows, math.ceil(in_time), int(TARGET_BYTES / average)))
        self.bytes = average * len(rows)


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes) else 8
