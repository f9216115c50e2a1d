"""Start scheduled executions, each fire time at most once over all replicas."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from sidecar import logs
from sidecar.errors import Conflict
from sidecar.jobs.agent.steps import Steps
from sidecar.jobs.clock import Clock, now_millis
from sidecar.model.ingestion import Ingestion
from sidecar.model.job_state import ExecutionKind
from sidecar.model.log_fields import JOB
from sidecar.model.schedule import next_fire_time

log = logging.getLogger(__name__)

INTERVAL = 1_000
"""Milliseconds between two checks of the schedules."""
MAX_AGE = 5.0
"""Seconds after which the definitions are read again."""


@dataclass(frozen=True, eq=False)
class _Schedule:
    """One schedule of an ingestion: when it starts executions of a kind."""

    ingestion: Ingestion
    kind: ExecutionKind
    expression: str

    @property
    def key(self) -> tuple[str, ExecutionKind]:
        return self.ingestion.id, self.kind


class Scheduler:
    """Starts the executions of all schedules.

    ``scheduled`` returns the ingestions whose schedules are enabled, as they were at most so many seconds ago, an unchanged one as the same
    object. They are read again before one of them is started. ``last_fire_times`` returns the last fire time that triggered each schedule
    of some jobs (epoch ms; without those that have an active execution or no saved schedule).
    ``start`` opens an execution and records the fire time in the same compare-and-set.

    A last fire time only grows as long as the definition is unchanged. So no lease is read before the fire time that follows the last
    one known.
    """

    def __init__(
        self, scheduled: Callable[[float], list[Ingestion]],
        last_fire_times: Callable[[Iterable[str]], Mapping[tuple[str, ExecutionKind], int]],
        start: Callable[[Ingestion, ExecutionKind, int], None], clock: Clock = now_millis,
    ) -> None:  # fmt: skip
        self._scheduled = scheduled
        self._last_fire_times = last_fire_times
        self._waiting: dict[tuple[str, ExecutionKind], tuple[Ingestion, int | None]] = {}
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
        schedules = [each for ingestion in self._scheduled(MAX_AGE) for each in _schedules(ingestion)]
        self._waiting = {each.key: self._waiting[each.key] for each in schedules if each.key in self._waiting}
        candidates = [each for each in schedules if not self._is_waiting(each, now)]
        # Two schedules of a job are read from one lease.
        fire_times = self._last_fire_times(dict.fromkeys(each.ingestion.id for each in candidates))
        due: list[tuple[int, _Schedule]] = []
        for schedule in candidates:
            if schedule.key in fire_times:
                step = partial(self._add_if_due, due, schedule, fire_times[schedule.key], now)
                self._run_step("the schedule of", schedule, step)
        if due:
            current = {each.id: each for each in self._scheduled(0.0)}
            # Of two schedules of a job, the one that has waited longer goes first: runs that take long must not keep the other one out.
            for _, schedule in sorted(due, key=itemgetter(0)):
                if current.get(schedule.ingestion.id) is schedule.ingestion:
                    self._run_step("the scheduled run of", schedule, partial(self._fire, schedule, now))

    def _run_step(self, name: str, schedule: _Schedule, step: Callable[[], None]) -> None:
        with logs.context({JOB: schedule.ingestion.id}):
            self._steps.run(f"{name} [{schedule.ingestion.id}]", step)

    def _is_waiting(self, schedule: _Schedule, now: int) -> bool:
        known, fire_time = self._waiting.get(schedule.key, (None, None))
        return known is schedule.ingestion and (fire_time is None or fire_time > now)

    def _add_if_due(self, due: list[tuple[int, _Schedule]], schedule: _Schedule, last_fire: int, now: int) -> None:
        fire_time = next_fire_time(schedule.expression, schedule.ingestion.timezone, last_fire)
        self._waiting[schedule.key] = (schedule.ingestion, fire_time)
        if fire_time is not None and fire_time <= now:
            due.append((fire_time, schedule))

    def _fire(self, schedule: _Schedule, now: int) -> None:
        try:
            self._start(schedule.ingestion, schedule.kind, now)
        except Conflict as error:
            log.info("scheduled execution of [%s] not started: %s", schedule.ingestion.id, error)


def _schedules(ingestion: Ingestion) -> list[_Schedule]:
    return [_Schedule(ingestion, kind, expression) for kind, expression in ingestion.schedules.items()]
