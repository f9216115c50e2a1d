"""The failure budget: the number or percentage of rejected rows that a run tolerates."""

import threading
from collections.abc import Callable, Sequence

from sidecar.errors import RowsRejected
from sidecar.load.rejections import Rejection
from sidecar.model.ingestion import FailureLimit

MIN_ROWS = 1000
"""Rows read before a percentage is checked."""


class FailureBudget:
    """Counts and records rejected rows; raises when there are more than the limit. Any thread may call it."""

    def __init__(self, limit: FailureLimit, rows_read: Callable[[], int], record: Callable[[Sequence[Rejection]], None]) -> None:
        self._limit = limit
        self._rows_read = rows_read
        self._record = record
        self._lock = threading.Lock()
        self._rejected = 0
        self._last: str | None = None
        """A sentence about the last rejected row."""

    def __call__(self, rejected: Sequence[Rejection]) -> None:
        """Record rejected rows; raise :class:`RowsRejected` if the budget is exceeded."""
        if not rejected:
            return
        self._record(rejected)
        with self._lock:
            self._rejected += len(rejected)
            self._last = str(rejected[-1])
            self._check_early()

    def count_elsewhere(self, rejected: int, last: str | None) -> None:
        """Set the number of rejected rows, which other processes have recorded; raise :class:`RowsRejected` as a call does.

        ``last`` is a sentence about one of them, if known.
        """
        with self._lock:
            self._rejected, self._last = rejected, last or self._last
            self._check_early()

    def check_final(self) -> None:
        """Check a percentage once more, after the last row was read."""
        with self._lock:
            if self._last is not None:
                self._check(self._last)

    def _check_early(self) -> None:
        if self._last is not None and (self._limit.percent is None or self._rows_read() >= MIN_ROWS):
            self._check(self._last)

    def _check(self, last: str) -> None:
        if self._rejected > self._limit.limit_for(self._rows_read()):
            detail = (
                "" if self._limit.number == 0 else f" {self._rejected} rows were rejected, and [max_failures] is {self._limit.to_json()}."
            )
            raise RowsRejected(f"{last}{detail}")
