"""Start the executions that a schedule asks for, each fire time at most once over all replicas."""

import logging
from collections.abc import Callable

from sidecar.errors import Conflict, SidecarError, Unavailable
from sidecar.jobs.clock import Clock, now_millis
from sidecar.logs import JOB
from sidecar.model.ingestion import Ingestion
from sidecar.model.schedule import is_due

log = logging.getLogger(__name__)

EVERY = 1_000
"""Milliseconds between two looks at the schedules."""


class Scheduler:
    """The schedules of all ingestions.

    ``scheduled`` finds the ingestions whose schedule is enabled, ``last_fire`` gives the fire time that a job last honoured
    (epoch ms; none while an execution is active or the schedule was never armed), ``start`` opens an execution and notes the
    fire time in the same compare-and-set.
    """

    def __init__(
        self, scheduled: Callable[[], list[Ingestion]], last_fire: Callable[[str], int | None],
        start: Callable[[Ingestion, int], None], clock: Clock = now_millis,
    ) -> None:  # fmt: skip
        self._scheduled = scheduled
        self._last_fire = last_fire
        self._start = start
        self._clock = clock
        self._looked = 0

    def tick(self) -> None:
        """Start what is due. Missed times, and times that fell into a run, start one execution, not one each."""
        now = self._clock()
        if now - self._looked < EVERY:
            return
        self._looked = now
        for ingestion in self._scheduled():
            if is_due(ingestion.schedule, ingestion.timezone, self._last_fire(ingestion.id), now):
                self._fire(ingestion, now)

    def _fire(self, ingestion: Ingestion, now: int) -> None:
        try:
            self._start(ingestion, now)
        except Unavailable:
            raise
        except Conflict as error:
            log.info("the schedule of [%s] waits: %s", ingestion.id, error, extra={JOB: ingestion.id})
        except SidecarError as error:
            log.error("the schedule of [%s] cannot start its job: %s", ingestion.id, error, extra={JOB: ingestion.id})
