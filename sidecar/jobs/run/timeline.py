"""The timeline of an attempt, for the log: when it reached each step."""

import threading

from sidecar.jobs.clock import Clock


class Timeline:
    """Records when each step was reached, in seconds since the execution was opened. Any thread may record."""

    def __init__(self, opened: int, clock: Clock) -> None:
        self._opened = opened
        self._clock = clock
        self._lock = threading.Lock()
        self._steps: dict[str, float] = {}

    def record(self, step: str) -> None:
        """Record that a step was reached now; only the first time counts."""
        with self._lock:
            self._steps.setdefault(step, (self._clock() - self._opened) / 1000)

    def __str__(self) -> str:
        """Show all steps in their order, such as ``connected 0.05 s, described 0.07 s``."""
        with self._lock:
            return ", ".join(f"{step} {seconds:.2f} s" for step, seconds in self._steps.items())
