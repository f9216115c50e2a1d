"""The scheduler: a fire time starts at most one execution, missed ones start one, and a failing job affects no other."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sidecar.errors import Conflict, NotFound, ServiceUnavailable, UnreadableDocument
from sidecar.jobs.agent.scheduler import INTERVAL, Scheduler
from sidecar.model.deletions import Deletions
from sidecar.model.ingestion import Ingestion
from sidecar.model.job_state import ExecutionKind

HOURLY = "0 0 * * * ?"


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def scheduled(id: str = "j", schedule: str | None = HOURLY, timezone: str = "UTC") -> Ingestion:
    return Ingestion(id=id, datasource="d", query="q", target="t", schedule=schedule, enable_scheduler=True, timezone=timezone)


class World:
    """A scheduler with a clock, ingestions, and the last fire times of each."""

    def __init__(self, *ingestions: Ingestion, now: str = "2024-01-01 10:30:00") -> None:
        self.ingestions = list(ingestions)
        self.saved: list[Ingestion] | None = None
        """The definitions as they are now, if they have changed since the scheduler last read them."""
        self.now = at(now)
        self.last_fire_times: dict[str, int | None] = {each.id: self.now for each in ingestions}
        self.deletions_last_fire_times: dict[str, int | None] = dict(self.last_fire_times)
        self.started: list[tuple[str, int]] = []
        self.kinds: list[ExecutionKind] = []
        self.failing: dict[str, Exception] = {}
        self.read: list[str] = []
        self.scheduler = Scheduler(self.scheduled, self.find_fire_times, self.start, clock=lambda: self.now)

    def scheduled(self, max_age: float) -> list[Ingestion]:
        return self.saved if self.saved is not None and max_age == 0 else self.ingestions

    def find_fire_times(self, jobs: Iterable[str]) -> dict[tuple[str, ExecutionKind], int]:
        self.read = list(jobs)
        last_fires = {ExecutionKind.LOAD: self.last_fire_times, ExecutionKind.DELETION: self.deletions_last_fire_times}
        return {(job, kind): found for kind, known in last_fires.items() for job in self.read if (found := known[job]) is not None}

    def start(self, ingestion: Ingestion, kind: ExecutionKind, fire: int) -> None:
        if ingestion.id in self.failing:
            raise self.failing[ingestion.id]
        self.started.append((ingestion.id, fire))
        self.kinds.append(kind)
        last_fires = self.deletions_last_fire_times if kind is ExecutionKind.DELETION else self.last_fire_times
        last_fires[ingestion.id] = fire

    def tick(self, now: str) -> list[str]:
        """Tick at a time; return the jobs that it started."""
        self.now = at(now)
        known = len(self.started)
        self.scheduler.tick()
        return [job for job, _ in self.started[known:]]


def test_a_fire_time_starts_one_execution_once() -> None:
    world = World(scheduled())
    assert world.tick("2024-01-01 10:59:59") == []
    assert world.tick("2024-01-01 11:00:00") == ["j"]
    assert world.tick("2024-01-01 11:00:05") == []
    assert world.tick("2024-01-01 12:00:00.400") == ["j"]


def test_many_missed_fire_times_start_one_execution() -> None:
    world = World(scheduled())
    assert world.tick("2024-01-03 17:20:00") == ["j"]
    assert world.tick("2024-01-03 17:20:02") == []


def test_fire_times_during_a_run_start_one_execution_afterwards() -> None:
    world = World(scheduled(schedule="0 * * * * ?"))
    before = world.last_fire_times["j"]
    world.last_fire_times["j"] = None
    assert world.tick("2024-01-01 10:33:30") == []
    world.last_fire_times["j"] = before
    assert world.tick("2024-01-01 10:35:30") == ["j"]
    assert world.tick("2024-01-01 10:35:32") == []


def test_a_schedule_without_a_last_fire_time_starts_nothing() -> None:
    world = World(scheduled())
    world.last_fire_times["j"] = None
    assert world.tick("2024-01-02 10:00:00") == []


def test_a_job_whose_lease_cannot_be_read_affects_no_other(caplog: pytest.LogCaptureFixture) -> None:
    world = World(scheduled("a"), scheduled("b"))
    world.failing["a"] = UnreadableDocument(".siren-leases", "ingestion:a", KeyError("state"))
    assert world.tick("2024-01-01 11:00:00") == ["b"]
    assert world.tick("2024-01-01 12:00:00") == ["b"]
    assert caplog.text.count("[ingestion:a] in [.siren-leases] is damaged") == 1


def test_a_lease_is_read_only_when_its_schedule_may_be_due() -> None:
    world = World(scheduled("a"), scheduled("b", schedule="0 0 3 * * ?"))
    reads = []
    for time in ("10:30:00", "10:30:02", "11:00:00", "11:00:02", "11:00:04"):
        world.tick(f"2024-01-01 {time}")
        reads.append(world.read)
    assert reads == [["a", "b"], [], ["a"], ["a"], []]


def test_a_changed_schedule_is_checked_at_once() -> None:
    world = World(scheduled())
    world.tick("2024-01-01 10:30:00")
    world.ingestions = [scheduled(schedule="30 30 * * * ?")]
    assert world.tick("2024-01-01 10:30:29") == []
    assert world.tick("2024-01-01 10:30:30") == ["j"]


@pytest.mark.parametrize("saved", [[], [scheduled(schedule="0 0 3 * * ?")]])
def test_a_schedule_that_was_disabled_or_changed_a_moment_ago_starts_nothing(saved: list[Ingestion]) -> None:
    world = World(scheduled())
    world.saved = saved
    assert world.tick("2024-01-01 11:00:00") == []
    world.ingestions = saved
    assert world.tick("2024-01-01 11:00:01") == []


def test_deletions_have_a_schedule_of_their_own() -> None:
    deletions = Deletions(compares=True, schedule="0 30 * * * ?")
    world = World(replace(scheduled("a"), deletions=deletions), replace(scheduled("b"), schedule=None, deletions=deletions))
    assert world.tick("2024-01-01 11:00:00") == ["a"]
    assert world.tick("2024-01-01 11:30:00") == ["a", "b"]
    assert world.tick("2024-01-01 11:31:00") == []
    assert world.kinds == [ExecutionKind.LOAD, ExecutionKind.DELETION, ExecutionKind.DELETION]


def test_a_schedule_without_a_last_fire_time_fires_once_it_has_one() -> None:
    world = World(replace(scheduled("a"), deletions=Deletions(compares=True, schedule="0 30 * * * ?")))
    world.deletions_last_fire_times["a"] = None
    assert world.tick("2024-01-01 10:31:00") == []
    world.deletions_last_fire_times["a"] = at("2024-01-01 10:20:00")
    assert world.tick("2024-01-01 10:32:00") == ["a"]
    assert world.kinds == [ExecutionKind.DELETION]


def test_two_schedules_that_fire_together_start_the_run_first_and_the_deletion_when_it_has_ended() -> None:
    deletions = Deletions(compares=True, schedule="0 0 * * * ?")
    world = World(replace(scheduled(), deletions=deletions))
    begin = world.start

    def run_for_a_minute(ingestion: Ingestion, kind: ExecutionKind, fire: int) -> None:
        if world.kinds == [ExecutionKind.LOAD] and world.now < at("2024-01-01 11:01:00"):
            raise Conflict("it runs already")
        begin(ingestion, kind, fire)

    world.scheduler = Scheduler(world.scheduled, world.find_fire_times, run_for_a_minute, clock=lambda: world.now)
    assert world.tick("2024-01-01 11:00:00") == ["j"]
    assert world.tick("2024-01-01 11:00:30") == []
    assert world.tick("2024-01-01 11:01:00") == ["j"]
    assert world.kinds == [ExecutionKind.LOAD, ExecutionKind.DELETION]


def test_runs_that_last_longer_than_their_interval_do_not_keep_deletions_out() -> None:
    deletions = Deletions(compares=True, schedule="0 0 * * * ?")
    world = World(replace(scheduled(schedule="0 * * * * ?"), deletions=deletions))
    begin, ends = world.start, [0]

    def run_for_90_seconds(ingestion: Ingestion, kind: ExecutionKind, fire: int) -> None:
        if world.now < ends[0]:
            raise Conflict("it runs already")
        ends[0] = world.now + 90_000
        begin(ingestion, kind, fire)

    world.scheduler = Scheduler(world.scheduled, world.find_fire_times, run_for_90_seconds, clock=lambda: world.now)
    for minute in range(31, 60):
        world.tick(f"2024-01-01 10:{minute}:00")
        world.tick(f"2024-01-01 10:{minute}:30")
    for minute in range(10):
        world.tick(f"2024-01-01 11:0{minute}:00")
        world.tick(f"2024-01-01 11:0{minute}:30")
    assert world.kinds.count(ExecutionKind.DELETION) == 1
    assert world.kinds.count(ExecutionKind.LOAD) >= 24


def test_schedules_are_checked_once_a_second() -> None:
    checks: list[int] = []
    now = [at("2024-01-01 10:00:00")]

    def check(max_age: float) -> list[Ingestion]:
        checks.append(now[0])
        return []

    scheduler = Scheduler(check, lambda jobs: {}, lambda ingestion, kind, fire: None, clock=lambda: now[0])
    for _ in range(10):
        scheduler.tick()
        now[0] += INTERVAL // 4
    assert len(checks) == 3


@pytest.mark.parametrize("failure", [Conflict("it runs already"), NotFound("the datasource is gone")])
def test_a_job_that_cannot_start_does_not_block_others(failure: Exception) -> None:
    world = World(scheduled("a"), scheduled("b"))
    world.failing["a"] = failure
    assert world.tick("2024-01-01 11:00:00") == ["b"]
    del world.failing["a"]
    assert world.tick("2024-01-01 11:00:02") == ["a"]


def test_an_outage_is_raised_to_the_agent() -> None:
    world = World(scheduled())
    world.failing["j"] = ServiceUnavailable("gone")
    with pytest.raises(ServiceUnavailable):
        world.tick("2024-01-01 11:00:00")
