"""Several sidecars on one Elasticsearch: a job runs once at a time, each fire time starts one run, and workers may be replaced."""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sidecar.jobs.agent.scheduler import INTERVAL as SCHEDULER_INTERVAL
from tests.acceptance.chaos.deployment import Deployment
from tests.acceptance.chaos.rounds import PHASES_BEFORE_READING, ROWS, check_rows
from tests.acceptance.chaos.workloads import Job, get_workload
from tests.acceptance.service import AGENT, API, EXECUTION, INGESTION, JOBS, Service
from tests.servers.restartable import signal_all
from tests.support.elasticsearch_proxy import Fault
from tests.support.waiting import wait_until

SCHEDULE_SECONDS = 3
"""Seconds between two fire times."""


@pytest.fixture
def job(deployment: Deployment, name: str) -> Job:
    """Return a REPLACE from PostgreSQL with rows."""
    job = Job(deployment, get_workload("postgresql replace"), name)
    job.define()
    job.write_rows(ROWS)
    return job


@pytest.fixture
def third(deployment: Deployment, tmp_path: Path) -> Iterator[Service]:
    """Return another sidecar with an API."""
    service = Service(deployment.elasticsearch.url, tmp_path, dict(deployment.api.settings), "api")
    service.start()
    yield service
    service.stop()


def test_one_of_twenty_concurrent_calls_to_three_replicas_starts_the_job(deployment: Deployment, job: Job, third: Service) -> None:
    replicas = (deployment.first, deployment.api, third)

    def run(number: int) -> int:
        return replicas[number % 3].call("POST", f"{INGESTION}/{job.id}/_run").status

    # No agent runs, so the execution cannot end before the last call.
    deployment.pause([pid for each in deployment.agents for pid in each.processes(AGENT)])
    try:
        with ThreadPoolExecutor(20) as callers:
            statuses = Counter(callers.map(run, range(20)))
    finally:
        deployment.restore()

    assert statuses == {200: 1, 409: 19}
    status = deployment.wait_for_status(job.id, lambda status: not status["is_running"], "the execution ends")
    assert (status["state"], status["count"]) == ("successful", ROWS)
    check_rows(deployment, job, job.rows)
    assert start_times(deployment, job.id) == [status["start_time"]]


def test_every_run_that_is_accepted_while_the_last_end_is_projected_is_executed(deployment: Deployment, name: str) -> None:
    job = Job(deployment, get_workload("sqlite replace"), name)
    job.define()
    job.write_rows(50)
    accepted: list[str] = []

    def run(number: int) -> None:
        response = (deployment.first, deployment.api)[number % 2].call("POST", f"{INGESTION}/{job.id}/_run")
        if response.status == 200:
            accepted.append(response["job"]["execution"])

    deployment.proxy.matching, deployment.proxy.default_fault = "/.siren-jobs/_doc", Fault(seconds=0.7)
    try:
        for _ in range(4):
            with ThreadPoolExecutor(6) as callers:
                list(callers.map(run, range(6)))
            deployment.wait_for_status(job.id, lambda status: not status["is_running"], "the execution ends")
    finally:
        deployment.restore()

    deployment.wait_for_end(job.id, accepted[-1])
    wait_until(lambda: logged_states(deployment, job.id) == dict.fromkeys(accepted, "successful"), "each has its end in the job log", 30)


def logged_states(deployment: Deployment, job: str) -> dict[str, str]:
    """Return the state of each execution of a job in the job log."""
    deployment.es("POST", "/.siren-jobs/_refresh")
    hits = deployment.es("POST", "/.siren-jobs/_search", {"query": {"term": {"ingestion.id": job}}, "size": 1000})["hits"]["hits"]
    return {hit["_id"]: hit["_source"]["ingestion"]["state"] for hit in hits}


def start_times(deployment: Deployment, job: str) -> list[int]:
    """Return the sorted start times of a job's executions in the job log."""
    deployment.es("POST", "/.siren-jobs/_refresh")
    body = {"query": {"term": {"ingestion.id": job}}, "size": 1000, "sort": ["ingestion.start_time"]}
    hits: list[dict[str, Any]] = deployment.es("POST", "/.siren-jobs/_search", body)["hits"]["hits"]
    return [hit["_source"]["ingestion"]["start_time"] for hit in hits]


def test_each_fire_time_starts_at_most_one_run_while_agents_are_killed_and_restarted(deployment: Deployment, name: str) -> None:
    job = Job(deployment, get_workload("sqlite replace"), name)
    job.define(schedule=f"0/{SCHEDULE_SECONDS} * * * * ?", enable_scheduler=True)
    job.write_rows(3)
    rng = Random(0)
    for _ in range(4):
        before = len(start_times(deployment, name))
        wait_until(lambda before=before: len(start_times(deployment, name)) > before, "the schedule starts another run", 60)  # type: ignore[misc]
        victim = rng.choice([deployment.first, deployment.second])
        signal_all([*victim.processes(AGENT), *victim.processes(EXECUTION)], signal.SIGKILL)
        victim.process.wait() if victim.command == "agent" else None
        deployment.start()
    job.define(schedule=f"0/{SCHEDULE_SECONDS} * * * * ?", enable_scheduler=False)
    disabled = time.time_ns() // 1_000_000
    wait_until(lambda: time.time_ns() // 1_000_000 > disabled + 2 * SCHEDULER_INTERVAL, "every agent has read the definition")
    last = deployment.wait_for_status(name, lambda status: not status["is_running"], "the last execution ends")
    started = start_times(deployment, name)

    slots = Counter(start // (1000 * SCHEDULE_SECONDS) for start in started)
    assert max(slots.values()) == 1, f"a fire time started {max(slots.values())} runs: {started}"
    assert last["state"] == "successful"
    wait_until(lambda: time.time_ns() // 1_000_000 > last["end_time"] + 2000 * SCHEDULE_SECONDS, "two more fire times pass")
    assert start_times(deployment, name) == started


def test_replaced_workers_interrupt_no_call(deployment: Deployment, job: Job) -> None:
    job.write_rows(ROWS // 5)
    master = deployment.api.processes(API)[0]
    with ThreadPoolExecutor(3) as callers:
        waiting = callers.submit(deployment.api.call, "POST", f"{INGESTION}/{job.id}/_run?wait_for_completion=true")
        deployment.wait_for_status(job.id, lambda status: status["details"].get("phase") not in PHASES_BEFORE_READING, "the run reads")
        for worker in deployment.api.processes(API)[1:]:
            signal_all([worker], signal.SIGTERM)
            assert deployment.api.call("GET", f"{JOBS}/ingestion/{job.id}").status == 200
        response = waiting.result()
    assert (response.status, response["status"]["state"]) == (200, "successful")
    assert deployment.api.processes(API)[0] == master
