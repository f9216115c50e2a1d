"""Wait for conditions instead of fixed times."""

import time
from collections.abc import Callable

SLOWNESS = 3.0
"""How many times slower than a quiet machine a shared one may be."""
STATEMENT_END_TIMEOUT = 15.0
"""Seconds within which a canceled statement must end, even on a busy machine."""
PROCESS_END_TIMEOUT = 30.0 * SLOWNESS
"""Seconds within which a process must end that was told to stop or has nothing left to do, even on a busy machine."""


def wait_until(condition: Callable[[], bool], what: str, timeout: float = 20.0) -> None:
    """Check ``condition`` ten times a second until it holds; fail with ``what`` after ``timeout`` seconds of a quiet machine."""
    timeout *= SLOWNESS
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, f"not within {timeout:.0f} s: {what}"
        time.sleep(0.1)
