"""Waiting before another attempt: exponentially longer, with full jitter, up to a patience."""

import threading
from collections.abc import Callable

from sidecar.errors import RunEnded, SidecarError

FIRST, LONGEST = 0.25, 15.0
"""Seconds: the bound of the first wait, and the bound at which waits stop growing."""

_GLANCE = 0.1
"""Seconds between two looks at the stop events while waiting: an abort must not wait for us."""


class Backoff:
    """Wait between the attempts at one piece of work.

    ``patience`` is in seconds without any progress. ``jitter`` gives numbers from 0 to 1: many senders must not come back at
    the same moment. The stop events end a wait at once.
    """

    def __init__(
        self, patience: float, *, stops: tuple[threading.Event, ...], clock: Callable[[], float], jitter: Callable[[], float]
    ) -> None:
        self._patience = patience
        self._stops = stops
        self._clock = clock
        self._jitter = jitter
        self.progress()

    def progress(self) -> None:
        """Start anew: something succeeded."""
        self._since: float | None = None
        self._bound = FIRST

    def wait(self, reason: SidecarError) -> float:
        """Wait, and give the seconds waited; raise ``reason`` when patience is at its end, ``RunEnded`` when stopped."""
        now = self._clock()
        self._since = now if self._since is None else self._since
        if now - self._since >= self._patience:
            raise reason
        until = now + self._jitter() * self._bound
        self._bound = min(2 * self._bound, LONGEST)
        while (left := until - self._clock()) > 0:
            self.check()
            self._stops[0].wait(min(left, _GLANCE))
        self.check()
        return self._clock() - now

    def check(self) -> None:
        """Raise :class:`~sidecar.errors.RunEnded` when the run was stopped."""
        if any(stop.is_set() for stop in self._stops):
            raise RunEnded("the run was stopped while rows were being sent")
