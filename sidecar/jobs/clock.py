"""The wall clock, passed as an argument so that tests can replace it."""

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Returns epoch milliseconds."""


def now_millis() -> int:
    """Return the time of this machine in epoch milliseconds."""
    return time.time_ns() // 1_000_000
