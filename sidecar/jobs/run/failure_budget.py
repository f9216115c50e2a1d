"""How many rejected rows a run bears."""

import threading
from collections.abc import Callable, Sequence

from sidecar.errors import RowsRejected
from sidecar.load.rejections import Rejection
from sidecar.model.ingestion import Share

FIRST_LOOK = 1000
"""Rows read before a percentage means anything."""


class Tolerance:
    """Counts a run's rejected rows, keeps each, and ends the run at the first one too many. Any thread may call it."""

    def __init__(self, bearable: Share, rows_read: Callable[[], int], keep: Callable[[Sequence[Rejection]], None]) -> None:
        self._bearable = bearable
        self._rows_read = rows_read
        self._keep = keep
        self._lock = threading.Lock()
        self._rejected = 0
        self._last: Rejection | None = None

    def __call__(self, rejected: Sequence[Rejection]) -> None:
        """Take note of rejected rows; raise :class:`RowsRejected` for one too many."""
        if not rejected:
            return
        self._keep(rejected)
        with self._lock:
            self._rejected += len(rejected)
            self._last = rejected[-1]
            if self._bearable.percent is None or self._rows_read() >= FIRST_LOOK:
                self._judge(rejected[-1])

    def settle(self) -> None:
        """Look at a percentage once more, when every row has been read."""
        with self._lock:
            if self._last is not None:
                self._judge(self._last)

    def _judge(self, last: Rejection) -> None:
        if self._rejected > self._bearable.of(self._rows_read()):
            borne = (
                ""
                if self._bearable.number == 0
                else f" {self._rejected} rows were rejected, and [max_failures] is {self._bearable.to_json()}."
            )
            raise RowsRejected(f"{last}{borne}")
