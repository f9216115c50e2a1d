"""Start scheduled executions, each fire time at most once over all replicas."""

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from sidecar import logs
from sidecar.errors import Conflict
from sidecar.jobs.agent.steps import Steps
from sidecar.jobs.clock import Clock, now_millis
from sidecar.model.ingestion import Ingestion
from sidecar.model.log_fields import JOB
from sidecar.model.schedule import next_fire_time

log = logging.getLogger(__name__)

INTERVAL = 1_000
"""Milliseconds between two checks of the schedules."""


class Scheduler:
    """Starts the executions of all schedules.

    ``scheduled`` returns the ingestions whose schedule is enabled, an unchanged one as the same object. ``last_fire_times`` returns the
    last fire time that triggered each of some jobs (epoch ms; without those that have an active execution or no saved schedule).
    ``start`` opens an execution and records the fire time in the same compare-and-set.

    A last fire time only grows as long as the definition is unchanged. So no lease is read before the fire time that follows the last
    one known.
    """

    def __init__(
        self, scheduled: Callable[[], list[Ingestion]], last_fire_times: Callable[[Iterable[str]], Mapping[str, int]],
        start: Callable[[Ingestion, int], None], clock: Clock = now_millis,
    ) -> None:  # fmt: skip
        self._scheduled = scheduled
        self._last_fire_times = last_fire_times
        self._waiting: dict[str, tuple[Ingestion, int | None]] = {}
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
        scheduled = self._scheduled()
        self._waiting = {each.id: self._waiting[each.id] for each in scheduled if each.id in self._waiting}
        candidates = [each for each in scheduled if not self._is_waiting(each, now)]
        fire_times = self._last_fire_times([each.id for each in candidates])
        for ingestion in candidates:
            if ingestion.id in fire_times:
                with logs.context({JOB: ingestion.id}):
                    step = partial(self._fire_if_due, ingestion, fire_times[ingestion.id], now)
                    self._steps.run(f"the scheduled run of [{ingestion.id}]", step)

    def _is_waiting(self, ingestion: Ingestion, now: int) -> bool:
        known, fire_time = self._waiting.get(ingestion.id, (None, None))
        return known is ingestion and (fire_time is None or fire_time > now)

    def _fire_if_due(self, ingestion: Ingestion, last_fire: int, now: int) -> None:
        fire_time = next_fire_time(ingestion.schedule, ingestion.timezone, last_fire)
        self._waiting[ingestion.id] = (ingestion, fire_time)
        if fire_time is None or fire_time > now:
            return
        try:
            self._start(ingestion, now)
        except Conflict as error:
            log.info("scheduled run of [%s] not started: %s", ingestion.id, error)
