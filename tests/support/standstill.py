"""A plugin of pytest: a test that failed while the machine, or one of its processors, stood still runs once more.

The processors of a virtual machine are paused at times, for seconds. Then requests that are under way, in any process, run into their
timeouts.
"""

import os
import threading
import time
from collections.abc import Callable

import pytest

MIN_STANDSTILL = 3.0
"""Seconds for which a processor ran nothing. Shorter ones run into no timeout."""
_INTERVAL = 0.25


class StandstillDetector:
    """Notices that a processor stood still, because a thread that sleeps for a moment wakes up late."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._observed: dict[int, float] = {}
        self.begin()

    def begin(self) -> None:
        """Forget earlier standstills."""
        self._longest, self._began = 0.0, self._clock()

    def observe(self, processor: int) -> None:
        """Record that a processor runs."""
        now = self._clock()
        self._longest = max(self._longest, now - max(self._began, self._observed.get(processor, now)))
        self._observed[processor] = now

    def has_stood_still(self) -> bool:
        """Return whether a processor stood still since the beginning."""
        current = self._clock() - max(self._began, min(self._observed.values(), default=self._clock()))
        return max(self._longest, current) >= MIN_STANDSTILL

    def watch(self, processor: int) -> None:
        """Observe a processor until the process ends."""
        os.sched_setaffinity(0, {processor})  # of this thread
        while True:
            self.observe(processor)
            time.sleep(_INTERVAL)


_detector = StandstillDetector()


def pytest_configure() -> None:
    """Start to observe, where threads can be bound to processors."""
    for processor in os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ():
        threading.Thread(target=_detector.watch, args=(processor,), name=f"standstill-{processor}", daemon=True).start()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each test run once more if it failed while a processor stood still."""
    for item in items:
        item.add_marker(pytest.mark.flaky(reruns=1, condition=_detector.has_stood_still))


def pytest_runtest_logstart() -> None:
    """Begin with each test, and each time that it runs."""
    _detector.begin()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report which tests ran once more."""
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.write_line(f"ran once more, because the machine stood still: {report.nodeid}", yellow=True)
