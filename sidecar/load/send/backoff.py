"""Back off between attempts: exponential delays with full jitter, up to a timeout."""

import threading
from collections.abc import Callable
from typing import TypeVar

from sidecar.errors import ExecutionStopped, ServiceUnavailable, SidecarError

T = TypeVar("T")

INITIAL_DELAY, MAX_DELAY = 0.25, 15.0
"""Seconds: upper bound of the first delay, and by default of every later one."""

_POLL_INTERVAL = 0.1
"""Seconds between two checks of the stop events during a delay, so that an abort is not delayed."""


class Backoff:
    """Wait between the attempts at one operation.

    ``timeout`` is in seconds without progress. ``jitter`` returns numbers from 0 to 1, so that senders do not retry at the same time.
    ``max_delay`` is the upper bound of every delay in seconds. Any stop event ends a delay.
    """

    def __init__(
        self, timeout: float, *, stop_events: tuple[threading.Event, ...], clock: Callable[[], float], jitter: Callable[[], float],
        max_delay: float = MAX_DELAY,
    ) -> None:  # fmt: skip
        self._timeout = timeout
        self._stop_events = stop_events
        self._clock = clock
        self._jitter = jitter
        self._max_delay = max_delay
        self.reset()

    def reset(self) -> None:
        """Restart the delays and the timeout after progress."""
        self._since: float | None = None
        self._next_delay = INITIAL_DELAY

    def wait(self, error: SidecarError) -> float:
        """Wait before the next attempt; return the seconds waited.

        Raises ``error`` once the timeout has passed, :class:`~sidecar.errors.ExecutionStopped` once stopped.
        """
        now = self._clock()
        self._since = now if self._since is None else self._since
        if now - self._since >= self._timeout:
            raise error
        until = now + self._jitter() * self._next_delay
        self._next_delay = min(2 * self._next_delay, self._max_delay)
        while (remaining := until - self._clock()) > 0:
            self.raise_if_stopped()
            self._stop_events[0].wait(min(remaining, _POLL_INTERVAL))
        self.raise_if_stopped()
        return self._clock() - now

    def retry(self, call: Callable[[], T]) -> T:
        """Return the result of a call, which is repeated while Elasticsearch is not available. Raises what :meth:`wait` does."""
        while True:
            try:
                return call()
            except ServiceUnavailable as error:
                self.wait(error)

    def raise_if_stopped(self) -> None:
        """Raise :class:`~sidecar.errors.ExecutionStopped` if the run was stopped."""
        if any(event.is_set() for event in self._stop_events):
            raise ExecutionStopped("the run was stopped")
