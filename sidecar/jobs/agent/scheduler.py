"""Start scheduled executions, each fire time at most once over all replicas."""

import logging
from collections.abc import Callable
from functools import partial

from sidecar import logs
from sidecar.errors import Conflict
from sidecar.jobs.agent.steps import Steps
from sidecar.jobs.clock import Clock, now_millis
from sidecar.model.ingestion import Ingestion
from sidecar.model.log_fields import JOB
from sidecar.model.schedule import is_due

log = logging.getLogger(__name__)

INTERVAL = 1_000
"""Milliseconds between two checks of the schedules."""


class Scheduler:
    """Starts the executions of all schedules.

    ``scheduled`` returns the ingestions whose schedule is enabled. ``last_fire_time`` returns the last fire time that triggered a job
    (epoch ms; None while an execution is active or before a schedule was saved). ``start`` opens an execution and records the fire
    time in the same compare-and-set.
    """

    def __init__(
        self, scheduled: Callable[[], list[Ingestion]], last_fire_time: Callable[[str], int | None],
        start: Callable[[Ingestion, int], None], clock: Clock = now_millis,
    ) -> None:  # fmt: skip
        self._scheduled = scheduled
        self._last_fire_time = last_fire_time
        self._start = start
        self._clock = clock
        self._last_check = 0
        self._steps = Steps()

    def tick(self) -> None:
        """Start the due executions. Several missed fire times start one execution."""
        now = self._clock()
        if now - self._last_check < INTERVAL:
            return
        self._last_check = now
        for ingestion in self._scheduled():
            with logs.context({JOB: ingestion.id}):
                self._steps.run(f"the scheduled run of [{ingestion.id}]", partial(self._fire_if_due, ingestion, now))

    def _fire_if_due(self, ingestion: Ingestion, now: int) -> None:
        if not is_due(ingestion.schedule, ingestion.timezone, self._last_fire_time(ingestion.id), now):
            return
        try:
            self._start(ingestion, now)
        except Conflict as error:
            log.info("scheduled run of [%s] not started: %s", ingestion.id, error)
