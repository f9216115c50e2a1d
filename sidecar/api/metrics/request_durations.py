"""The durations of HTTP requests, in memory that all worker processes share.

prometheus_client would share them in files, one for each worker that ever ran. Here a worker that replaces another continues
its counters, and nothing remains when the last process has ended, however it ended.
"""

import mmap
import struct
import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from sidecar.api.metrics.exposition import Metric, MetricType

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)
"""Upper bounds in seconds."""
SLOTS = 8
"""Workers that count at a time, each in a slot of its own: twice as many as during a reload. Further ones overwrite counts."""
MAX_SERIES = 1000
"""Combinations of labels in a slot; further ones are not counted."""
MAX_LABELS = 190
"""Bytes of the labels of one series."""

_NAME = "sidecar_http_request_duration_seconds"
_LABELS = struct.Struct(f"<H{MAX_LABELS}s")
_LENGTH = struct.Struct("<H")
_NUMBERS = len(BUCKETS) + 2
"""Numbers of a series: the requests in each bucket, those above the last one, and the sum of all durations."""
_SERIES_BYTES = _LABELS.size + 8 * _NUMBERS
_SLOT_BYTES = MAX_SERIES * _SERIES_BYTES


class RequestDurations:
    """A histogram for each combination of method, endpoint and status. Create it before workers are forked.

    A process that is killed between two writes leaves a request without its duration.
    """

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, SLOTS * _SLOT_BYTES)
        self._numbers = memoryview(self._memory).cast("d")
        self._users = Counter(dict.fromkeys(range(SLOTS), 0))
        self._lock = threading.Lock()
        self._slot = 0
        self._series: dict[str, int] = {}

    def acquire_slot(self) -> int:
        """Return a slot for a worker, in the process that forks it."""
        slot = min(range(SLOTS), key=self._users.__getitem__)
        self._users[slot] += 1
        return slot

    def release_slot(self, slot: int) -> None:
        """Free the slot of a worker that has ended; its counters stay."""
        self._users[slot] -= 1

    def use_slot(self, slot: int) -> None:
        """Count in a slot from now on, in the worker that it was acquired for."""
        self._slot, self._series = slot, {labels: offset for offset, labels in self._stored_series(slot)}

    def record(self, method: str, endpoint: str, status: int, seconds: float) -> None:
        """Count a request. Any thread may call it."""
        labels = f'method="{method}",endpoint="{endpoint}",status="{status}"'
        with self._lock:
            offset = self._series[labels] if labels in self._series else self._create_series(labels)
            if offset is not None:
                first = (offset + _LABELS.size) // 8
                self._numbers[first + bisect_left(BUCKETS, seconds)] += 1
                self._numbers[first + _NUMBERS - 1] += seconds

    def _create_series(self, labels: str) -> int | None:
        encoded = labels.encode()
        if len(self._series) >= MAX_SERIES or len(encoded) > MAX_LABELS:
            return None
        offset = self._slot * _SLOT_BYTES + len(self._series) * _SERIES_BYTES
        # A reader takes a series for complete once it has a length.
        _LABELS.pack_into(self._memory, offset, 0, encoded)
        _LENGTH.pack_into(self._memory, offset, len(encoded))
        self._series[labels] = offset
        return offset

    def _stored_series(self, slot: int) -> Iterator[tuple[int, str]]:
        """Yield the series of a slot: where each begins, and its labels."""
        for offset in range(slot * _SLOT_BYTES, (slot + 1) * _SLOT_BYTES, _SERIES_BYTES):
            length, labels = _LABELS.unpack_from(self._memory, offset)
            if not length:
                return
            yield offset, labels[:length].decode()

    def metric(self) -> Metric:
        """Return the histogram of the requests of all workers."""
        sums: dict[str, list[float]] = {}
        for slot in range(SLOTS):
            for offset, labels in self._stored_series(slot):
                first = (offset + _LABELS.size) // 8
                found = self._numbers[first : first + _NUMBERS].tolist()
                sums[labels] = [sum(pair) for pair in zip(sums.get(labels, [0.0] * _NUMBERS), found, strict=True)]
        metric = Metric(name=_NAME, type=MetricType.HISTOGRAM, help="Time from the complete request to its response")
        for labels, numbers in sorted(sums.items()):
            cumulated = [int(each) for each in accumulate(numbers[:-1])]
            for bound, count in zip((*BUCKETS, "+Inf"), cumulated, strict=True):
                metric.samples.append(f'{_NAME}_bucket{{{labels},le="{bound}"}} {count}')
            metric.samples.extend((f"{_NAME}_sum{{{labels}}} {numbers[-1]}", f"{_NAME}_count{{{labels}}} {cumulated[-1]}"))
        return metric
