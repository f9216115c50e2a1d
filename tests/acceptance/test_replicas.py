"""Several sidecars beside one Elasticsearch: one run at a time, each fire time once, and workers that come and go."""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sidecar.jobs.agent.scheduler import EVERY as LOOKS
from tests.acceptance.chaos.environment import World
from tests.acceptance.chaos.rounds import BEFORE, ROWS, check_rows
from tests.acceptance.chaos.workloads import KINDS, Job
from tests.acceptance.service import AGENT, API, EXECUTION, INGESTION, JOBS, Service
from tests.servers.restartable import signal_all
from tests.support.waiting import until

EVERY = 3
"""Seconds between two fire times."""


@pytest.fixture
def job(world: World, name: str) -> Job:
    """Give a REPLACE of PostgreSQL, defined and with rows."""
    job = Job(world, next(each for each in KINDS if each.name == "postgresql replace"), name)
    job.define()
    job.renew(ROWS)
    return job


@pytest.fixture
def third(world: World, tmp_path: Path) -> Iterator[Service]:
    """Give a third API."""
    service = Service(world.elastic.url, tmp_path, dict(world.door.settings), "api")
    service.start()
    yield service
    service.stop()


def test_of_twenty_calls_at_once_over_three_replicas_exactly_one_starts_the_job(world: World, job: Job, third: Service) -> None:
    doors = (world.one, world.door, third)

    def run(number: int) -> int:
        return doors[number % 3].call("POST", f"{INGESTION}/{job.id}/_run").status

    # While nobody takes it up, none of the calls can come after its end.
    world.pause([pid for each in (world.one, world.other) for pid in each.processes(AGENT)])
    try:
        with ThreadPoolExecutor(20) as callers:
            answers = Counter(callers.map(run, range(20)))
    finally:
        world.heal()

    assert answers == {200: 1, 409: 19}
    status = world.until_status(job.id, lambda status: not status["is_running"], "the run ends")
    assert (status["state"], status["count"]) == ("successful", ROWS)
    check_rows(world, job, job.rows)
    assert executions(world, job.id) == [status["start_time"]]


def executions(world: World, job: str) -> list[int]:
    """Give when each of a job's executions in the log began, in this order."""
    world.es("POST", "/.siren-jobs/_refresh")
    body = {"query": {"term": {"ingestion.id": job}}, "size": 1000, "sort": ["ingestion.start_time"]}
    hits: list[dict[str, Any]] = world.es("POST", "/.siren-jobs/_search", body)["hits"]["hits"]
    return [hit["_source"]["ingestion"]["start_time"] for hit in hits]


def test_each_fire_time_starts_one_run_at_most_while_agents_are_killed_and_start_again(world: World, name: str) -> None:
    job = Job(world, next(each for each in KINDS if each.name == "sqlite replace"), name)
    job.define(schedule=f"0/{EVERY} * * * * ?", enable_scheduler=True)
    job.renew(3)
    rng = Random(0)
    for killed in range(1, 5):
        until(lambda killed=killed: len(executions(world, name)) >= 2 * killed, "its times are honoured", 60)  # type: ignore[misc]
        victim = rng.choice([world.one, world.other])
        signal_all([*victim.processes(AGENT), *victim.processes(EXECUTION)], signal.SIGKILL)
        victim.process.wait() if victim.command == "agent" else None
        world.start()
    job.define(schedule=f"0/{EVERY} * * * * ?", enable_scheduler=False)
    told = time.time_ns() // 1_000_000
    until(lambda: time.time_ns() // 1_000_000 > told + 2 * LOOKS, "every agent has read it")
    last = world.until_status(name, lambda status: not status["is_running"], "the last one ends")
    ran = executions(world, name)

    slots = Counter(start // (1000 * EVERY) for start in ran)
    assert max(slots.values()) == 1, f"a fire time started {max(slots.values())} runs: {ran}"
    assert last["state"] == "successful"
    until(lambda: time.time_ns() // 1_000_000 > last["end_time"] + 2000 * EVERY, "two more times pass")
    assert executions(world, name) == ran


def test_workers_are_recycled_while_callers_wait_and_nobody_notices(world: World, job: Job) -> None:
    job.renew(ROWS // 5)
    master = world.door.processes(API)[0]
    with ThreadPoolExecutor(3) as callers:
        waiting = callers.submit(world.door.call, "POST", f"{INGESTION}/{job.id}/_run?wait_for_completion=true")
        world.until_status(job.id, lambda status: status["details"].get("phase") not in BEFORE, "it reads")
        signal_all([master], signal.SIGHUP)
        answer = waiting.result()
    assert (answer.status, answer["status"]["state"]) == (200, "successful")
    for worker in world.door.processes(API)[1:]:
        signal_all([worker], signal.SIGTERM)
        assert world.door.call("GET", f"{JOBS}/ingestion/{job.id}").status == 200
    assert world.door.processes(API)[0] == master
