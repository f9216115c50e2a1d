"""Wait for conditions instead of fixed times."""

import time
from collections.abc import Callable

STATEMENT_END_TIMEOUT = 15.0
"""Seconds within which a canceled statement must end, even on a busy machine."""


def wait_until(condition: Callable[[], bool], what: str, timeout: float = 20.0) -> None:
    """Check ``condition`` ten times a second until it holds; fail with ``what`` after ``timeout`` seconds."""
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, f"not within {timeout:.0f} s: {what}"
        time.sleep(0.1)
