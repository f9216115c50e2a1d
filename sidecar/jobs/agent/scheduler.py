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
MAX_AGE = 5.0
"""Seconds after which the definitions are read again."""


class Scheduler:
    """Starts the executions of all schedules.

    ``scheduled`` returns the ingestions whose schedule is enabled, as they were at most so many seconds ago, an unchanged one as the same
    object. They are read again before one of them is started. ``last_fire_times`` returns the
    last fire time that triggered each of some jobs (epoch ms; without those that have an active execution or no saved schedule).
    ``start`` opens an execution and records the fire time in the same compare-and-set.

    A last fire time only grows as long as the definition is unchanged. So no lease is read before the fire time that follows the last
    one known.
    """

    def __init__(
        self, scheduled: Callable[[float], list[Ingestion]], last_fire_times: Callable[[Iterable[str]], Mapping[str, int]],
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
        scheduled = self._scheduled(MAX_AGE)
        self._waiting = {each.id: self._waiting[each.id] for each in scheduled if each.id in self._waiting}
        candidates = [each for each in scheduled if not self._is_waiting(each, now)]
        fire_times = self._last_fire_times([each.id for each in candidates])
        due: list[Ingestion] = []
        for ingestion in candidates:
            if ingestion.id in fire_times:
                step = partial(self._add_if_due, due, ingestion, fire_times[ingestion.id], now)
                self._run_step("the schedule of", ingestion, step)
        if due:
            current = {each.id: each for each in self._scheduled(0.0)}
            for ingestion in due:
                if current.get(ingestion.id) is ingestion:
                    self._run_step("the scheduled run of", ingestion, partial(self._fire, ingestion, now))

    def _run_step(self, name: str, ingestion: Ingestion, step: Callable[[], None]) -> None:
        with logs.context({JOB: ingestion.id}):
            self._steps.run(f"{name} [{ingestion.id}]", step)

    def _is_waiting(self, ingestion: Ingestion, now: int) -> bool:
        known, fire_time = self._waiting.get(ingestion.id, (None, None))
        return known is ingestion and (fire_time is None or fire_time > now)

    def _add_if_due(self, due: list[Ingestion], ingestion: Ingestion, last_fire: int, now: int) -> None:
        fire_time = next_fire_time(ingestion.schedule, ingestion.timezone, last_fire)
        self._waiting[ingestion.id] = (ingestion, fire_time)
        if fire_time is not None and fire_time <= now:
            due.append(ingestion)

    def _fire(self, ingestion: Ingestion, now: int) -> None:
        try:
            self._start(ingestion, now)
        except Conflict as error:
            log.info("scheduled run of [%s] not started: %s", ingestion.id, error)
