"""Keep an agent in the list of agents. A failure disturbs nothing else: it has a thread of its own."""

import logging
import socket
import threading
from collections.abc import Callable
from functools import partial

from sidecar.errors import ApiError
from sidecar.jobs.agent.steps import Steps
from sidecar.jobs.clock import Clock, now_millis
from sidecar.release import product_version
from sidecar.store.agents import Agents, ListedAgent

log = logging.getLogger(__name__)

HEARTBEAT = 10_000
"""Milliseconds between two writes without a change."""
_INTERVAL = 1.0
"""Seconds between two checks for a change."""
_STOP_TIMEOUT = 5.0
"""Seconds that a stopping agent waits for a write that is under way."""


class Registration:
    """Writes an agent's document at its start, when its number of processes changes, and every 10 seconds."""

    def __init__(self, agents: Agents, max_jobs: int, clock: Clock = now_millis) -> None:
        self._agents = agents
        self._max_jobs = max_jobs
        self._clock = clock
        self._start_time = clock()
        self._last: ListedAgent | None = None
        self._is_denied = False
        self._next_write = 0
        self._steps = Steps()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, name: str, running: Callable[[], int]) -> None:
        """Keep the agent listed until :meth:`stop`; ``running`` returns the number of its processes."""
        self._thread = threading.Thread(target=self._run, args=(name, running), name="registration", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Remove the agent from the list."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(_STOP_TIMEOUT)
        if self._last is not None:
            self._steps.run_through_outage("removing the agent from the list", partial(self._agents.delete, self._last.name))

    def _run(self, name: str, running: Callable[[], int]) -> None:
        while not self._ended.is_set():
            self._steps.run_through_outage("listing the agent", lambda: self.tick(name, running()))
            self._ended.wait(_INTERVAL)

    def tick(self, name: str, running: int) -> None:
        """Write the document if it is due. Without the privilege, only a warning is logged, once."""
        now = self._clock()
        is_changed = not self._is_denied and (self._last is None or self._last.running != running)
        if now < self._next_write and not is_changed:
            return
        self._next_write = now + HEARTBEAT
        agent = ListedAgent(
            name=name, host=socket.gethostname(), version=product_version(), start_time=self._start_time,
            heartbeat=now, max_jobs=self._max_jobs, running=running,
        )  # fmt: skip
        try:
            self._agents.write(agent)
        except ApiError as error:
            if error.status != 403:
                raise
            if not self._is_denied:
                log.warning("the agent is not listed, put [deploy/sidecar-role.json] again: %s", error)
            self._is_denied = True
        else:
            self._last, self._is_denied = agent, False
