"""Wait for the ends of executions. All waiting requests of a process share one poll."""

import logging
import math
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field

from sidecar.errors import SidecarError
from sidecar.jobs.notifications import Listener
from sidecar.store.leases import LeaseState

log = logging.getLogger(__name__)

MIN_POLL_SECONDS, MAX_POLL_SECONDS, POLL_DIVISOR = 0.1, 1.0, 10
"""Seconds between two polls: a tenth of the shortest wait so far, within these bounds. Processes on the same machine notify at once."""
_DISCONNECT_CHECK = 0.5
"""Seconds between two checks whether a caller has disconnected."""


@dataclass(eq=False)
class _Wait:
    key: str
    execution: str | None
    since: float = field(default_factory=time.monotonic)
    has_ended: bool = False


class EndPoller:
    """Polls the leases that requests wait for, on one thread that lives as long as any waits.

    ``states`` returns the current states of leases. ``listen`` returns a listener for notifications of their changes.
    """

    def __init__(self, states: Callable[[Iterable[str]], Iterable[LeaseState]], listen: Callable[[], Listener]) -> None:
        self._states = states
        self._listen = listen
        self._changed = threading.Condition()
        self._waits: list[_Wait] = []
        self._thread: threading.Thread | None = None
        self._is_failing = False

    def wait(self, key: str, execution: str | None, timeout: float, is_disconnected: Callable[[], bool]) -> None:
        """Wait until an execution has ended and the job log has its end, ``timeout`` seconds have passed, or the caller has disconnected.

        An outage of Elasticsearch does not end the wait.
        """
        wait = _Wait(key, execution)
        deadline = wait.since + timeout
        with self._changed:
            self._waits.append(wait)
            try:
                while not wait.has_ended and (remaining := deadline - time.monotonic()) > 0 and not is_disconnected():
                    self._ensure_thread()
                    self._changed.wait(min(remaining, _DISCONNECT_CHECK))
            finally:
                self._waits.remove(wait)

    def _ensure_thread(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="end-poller", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        try:
            with closing(self._listen()) as listener:
                while self._has_waits():
                    self._try_poll()
                    self._wait_for_change(listener)
        except Exception:
            # This is the top of the thread. A waiting request starts the next one.
            log.exception("the ends of executions are not known yet")
            with self._changed:
                self._thread = None

    def _has_waits(self) -> bool:
        """Return whether any request waits; if not, the next one starts another thread."""
        with self._changed:
            if not self._waits:
                self._thread = None
            return bool(self._waits)

    def _try_poll(self) -> None:
        try:
            self._poll()
        except SidecarError as error:
            if not self._is_failing:
                log.warning("the ends of executions are not known yet: %s", error)
            self._is_failing = True
        else:
            self._is_failing = False

    def _poll(self) -> None:
        with self._changed:
            keys = {wait.key for wait in self._waits}
        states = {state.key: state for state in self._states(sorted(keys))}
        with self._changed:
            for wait in self._waits:
                state = states.get(wait.key)
                wait.has_ended = wait.has_ended or (state is not None and _has_ended(state, wait.execution))
            self._changed.notify_all()

    def _wait_for_change(self, listener: Listener) -> None:
        began = time.monotonic()
        while (remaining := began + self._interval(began) - time.monotonic()) > 0:
            changed = listener.wait(remaining)
            with self._changed:
                if any(wait.key in changed for wait in self._waits):
                    return

    def _interval(self, now: float) -> float:
        with self._changed:
            shortest = min((now - wait.since for wait in self._waits), default=math.inf)
        return min(MAX_POLL_SECONDS, max(MIN_POLL_SECONDS, shortest / POLL_DIVISOR))


def _has_ended(state: LeaseState, execution: str | None) -> bool:
    # Waits for the job log too: the caller's next request may be a search of it.
    return state.execution != execution or (not state.is_active and state.is_projected)
