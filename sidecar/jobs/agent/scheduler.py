"""Start scheduled executions, each fire time at most once over all replicas."""

import logging
from collections.abc import Callable, Iterable, Mapping
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


_Due = tuple[int, Ingestion, ExecutionKind]
"""The fire time that has passed, the ingestion, and the kind of the execution to start."""


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
        last_fires = self._last_fire_times([each.id for each in candidates])
        due: list[_Due] = []
        for ingestion in candidates:
            known = {kind: last_fires[ingestion.id, kind] for kind in ingestion.schedules if (ingestion.id, kind) in last_fires}
            if known:
                self._run_step("the schedule of", ingestion, partial(self._add_due, due, ingestion, known, now))
        if due:
            current = {each.id: each for each in self._scheduled(0.0)}
            # Of two schedules of a job, the one that has waited longer goes first: runs that take long must not keep the other one out.
            for _, ingestion, kind in sorted(due, key=itemgetter(0)):
                if current.get(ingestion.id) is ingestion:
                    self._run_step("the scheduled run of", ingestion, partial(self._fire, ingestion, kind, now))

    def _run_step(self, name: str, ingestion: Ingestion, step: Callable[[], None]) -> None:
        with logs.context({JOB: ingestion.id}):
            self._steps.run(f"{name} [{ingestion.id}]", step)

    def _is_waiting(self, ingestion: Ingestion, now: int) -> bool:
        known, fire_time = self._waiting.get(ingestion.id, (None, None))
        return known is ingestion and (fire_time is None or fire_time > now)

    def _add_due(self, due: list[_Due], ingestion: Ingestion, last_fires: Mapping[ExecutionKind, int], now: int) -> None:
        """Add the schedules that are due; ``last_fires`` are the last fire times of those that have one."""
        schedules = ingestion.schedules
        found = {kind: next_fire_time(schedules[kind], ingestion.timezone, last_fire) for kind, last_fire in last_fires.items()}
        fire_times = {kind: fire_time for kind, fire_time in found.items() if fire_time is not None}
        if len(found) == len(schedules):
            self._waiting[ingestion.id] = (ingestion, min(fire_times.values(), default=None))
        due += [(fire_time, ingestion, kind) for kind, fire_time in fire_times.items() if fire_time <= now]

    def _fire(self, ingestion: Ingestion, kind: ExecutionKind, now: int) -> None:
        try:
            self._start(ingestion, kind, now)
        except Conflict as error:
            log.info("scheduled execution of [%s] not started: %s", ingestion.id, error)
