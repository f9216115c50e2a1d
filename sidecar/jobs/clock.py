"""The clock, as an argument: tests give their own."""

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Gives epoch milliseconds."""


def now_millis() -> int:
    """Give the time of this machine in epoch milliseconds."""
    return time.time_ns() // 1_000_000
