"""Compression of bulk requests: whether it makes them faster."""

import re
import threading
from collections import deque
from statistics import median

SAMPLES = 5
"""Requests that each way is judged by, its last ones."""
TRIALS = 3
"""Requests that each way is tried for at the start of a run."""
REVIEW_INTERVAL = 40
"""Requests after which the other way is tried once more: a network's speed changes."""
MIN_LOST_SECONDS = 1.0
"""Seconds that a failed request must have taken to count: a failure at once says nothing about the network."""
MIN_GAIN = 0.8
"""Fraction of the time without compression that compressed requests may take at most: they cost CPU time."""

_TOOK = re.compile(rb'"took":(\d+)')
_TOOK_WITHIN = 60
"""Bytes from the start of a response within which Elasticsearch writes its own time."""


class Compression:
    """Chooses for each request whether its body is compressed. Any thread may call any method.

    ``enabled`` is the choice if it is not None. Otherwise both ways are tried and compared by what they take per byte: the seconds of a
    request, with the compression itself, less those that Elasticsearch reports as its own.
    """

    def __init__(self, *, enabled: bool | None) -> None:
        self._enabled = enabled
        self._lock = threading.Lock()
        self._samples: dict[bool, deque[float]] = {False: deque(maxlen=SAMPLES), True: deque(maxlen=SAMPLES)}
        self._chosen = 0

    def choose(self) -> bool:
        """Return whether the next body is compressed."""
        if self._enabled is not None:
            return self._enabled
        with self._lock:
            self._chosen += 1
            if self._chosen <= 2 * TRIALS:
                return self._chosen % 2 == 0
            return self._pays_off() != (self._chosen % REVIEW_INTERVAL == 0)

    def record(self, response: bytes, *, compressed: bool, size: int, seconds: float) -> None:
        """Record a request for ``size`` bytes, before compression, and its response."""
        took = _TOOK.search(response, 0, _TOOK_WITHIN)
        if took is not None:
            self._add_sample(compressed, max(0.0, seconds - int(took[1]) / 1000) / size)

    def record_failure(self, *, compressed: bool, size: int, seconds: float) -> None:
        """Record a request without a response, such as one that ran into its timeout."""
        if seconds >= MIN_LOST_SECONDS:
            self._add_sample(compressed, seconds / size)

    def _add_sample(self, compressed: bool, seconds_per_byte: float) -> None:
        with self._lock:
            self._samples[compressed].append(seconds_per_byte)

    def _pays_off(self) -> bool:
        plain, compressed = self._samples[False], self._samples[True]
        return bool(plain and compressed) and median(compressed) < MIN_GAIN * median(plain)
