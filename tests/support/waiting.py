"""Wait for a condition, never for a time."""

import time
from collections.abc import Callable

PROMPT = 15.0
"""Seconds within which a statement has to end that would last for ever, however busy the machine is."""


def until(condition: Callable[[], bool], what: str, patience: float = 20.0) -> None:
    """Ask ten times a second until ``condition`` holds; fail with ``what`` after ``patience`` seconds."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"not within {patience:.0f} s: {what}"
        time.sleep(0.1)
