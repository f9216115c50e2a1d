"""An abort ends a run in any phase within seconds, and its statements in the database."""

import time
from collections.abc import Callable, Iterator
from random import Random
from signal import SIGKILL
from typing import Any

import pytest

from tests.acceptance.chaos.deployment import Deployment, wait_random
from tests.acceptance.chaos.faults import OVERLOADED
from tests.acceptance.chaos.rounds import ROWS, RUN_SECONDS, check_rows, find_indices
from tests.acceptance.chaos.workloads import Job, get_workload
from tests.acceptance.service import ABORT_TIMEOUT, DATASOURCE, INGESTION, JOBS
from tests.servers.restartable import signal_all
from tests.support.elasticsearch_proxy import ROW_BULKS, Fault
from tests.support.waiting import wait_until

MAX_ABORT_SECONDS = 3.0
"""Seconds for the response to an abort on a machine that is not busy."""
MAX_STATEMENT_SECONDS = 2.0
"""Seconds for the end of the database's statement on a machine that is not busy."""
LONG_QUERIES = {
    "postgresql": "select count(*) as id from {table} t, pg_sleep(1000 * t.generation)",
    "mariadb": "select count(*) as id from {table} t where sleep(1000 * t.generation) = 0",
    "sqlite": "with recursive n(i) as (select 1 union all select i + 1 from n) select max(n.i + t.id) as id from n, {table} t",
    "duckdb": "select count(*) as id from range(10000000) a, range(10000000) b, {table} t where (a.range * b.range + t.id) % 7 = 3",
}
"""A query by database that runs for a long time before its first row."""
SLOW_QUERY = "select t.id, t.generation, t.word, pg_sleep(0.05)::text as nap from {table} t order by id"
"""A PostgreSQL query that returns twenty rows per second."""


@pytest.fixture
def create_job(deployment: Deployment, name: str) -> Iterator[Callable[[str], Job]]:
    """Return a function that creates a job with rows; end all faults afterwards."""

    def create(workload: str) -> Job:
        job = Job(deployment, get_workload(workload), name)
        job.define()
        job.write_rows(ROWS // 5)
        return job

    yield create
    deployment.restore()


def abort(deployment: Deployment, job: Job) -> float:
    """Abort a job, wait for its end and return the seconds that it took."""
    began = time.monotonic()
    response = deployment.api.call("POST", f"{JOBS}/ingestion/{job.id}/_abort")
    took = time.monotonic() - began
    assert response.status == 200, response
    assert response["status"]["state"] == "aborted", response
    return took


def check_leftovers(deployment: Deployment, job: Job) -> None:
    """Check that no statement, process or staging index is left."""
    wait_until(lambda: job.count_active_statements() == 0, "no statement runs")
    wait_until(lambda: not deployment.executing(), "no process runs an execution", 20)
    wait_until(lambda: not find_indices(deployment, job, published=False), "no staging index is left", 20)


def start_until(deployment: Deployment, job: Job, condition: Callable[[dict[str, Any]], bool]) -> None:
    """Start the job and wait until its status meets the condition."""
    job.generation += 1
    deployment.start_job(job.id)
    deployment.wait_for_status(job.id, condition, "the status meets the condition")


def start_query(deployment: Deployment, job: Job) -> None:
    """Start the job and wait until its query runs: in the database server or, for a file, in the process."""
    start_until(deployment, job, lambda status: bool(deployment.executing()))
    if job.workload.database in deployment.databases:
        wait_until(lambda: job.count_active_statements() == 1, "the query runs")


def has_read_rows(status: dict[str, Any]) -> bool:
    return bool(status["details"]["rows_read"])


@pytest.mark.parametrize("workload", ["postgresql replace", "mariadb replace", "sqlite replace", "duckdb replace"])
def test_an_abort_during_a_long_query_ends_its_statement(deployment: Deployment, create_job: Callable[[str], Job], workload: str) -> None:
    job = create_job(workload)
    assert deployment.wait_for_end(job.id, deployment.start_job(job.id))["state"] == "successful"
    job.define(query=LONG_QUERIES[job.workload.database].format(table=job.id))
    start_query(deployment, job)
    assert abort(deployment, job) < ABORT_TIMEOUT
    check_leftovers(deployment, job)
    check_rows(deployment, job, job.rows)


def test_an_abort_while_elasticsearch_is_overloaded(deployment: Deployment, create_job: Callable[[str], Job]) -> None:
    job = create_job("postgresql replace")
    deployment.proxy.matching, deployment.proxy.default_fault = ROW_BULKS, OVERLOADED
    start_until(deployment, job, lambda status: bool(status["details"].get("waiting_for")))
    assert abort(deployment, job) < ABORT_TIMEOUT
    check_leftovers(deployment, job)


def test_an_abort_while_the_target_is_read_only(deployment: Deployment, create_job: Callable[[str], Job]) -> None:
    job = create_job("postgresql replace")
    job.define(query=SLOW_QUERY.format(table=job.id))
    job.write_rows(ROWS)
    start_until(deployment, job, has_read_rows)
    deployment.set_write_block(f"{job.id}-*")
    deployment.wait_for_status(job.id, lambda status: bool(status["details"].get("waiting_for")), "the run waits")
    assert abort(deployment, job) < ABORT_TIMEOUT
    check_leftovers(deployment, job)


def test_an_abort_while_the_staging_index_is_created_leaves_none(deployment: Deployment, create_job: Callable[[str], Job]) -> None:
    job = create_job("postgresql replace")
    job.define(query=SLOW_QUERY.format(table=job.id))
    deployment.proxy.matching = f"PUT /{job.id}-"
    deployment.proxy.faults.append(Fault(seconds=1.0))
    deployment.start_job(job.id)
    wait_until(lambda: deployment.proxy.in_flight > 0, "the staging index is being created")
    assert abort(deployment, job) < ABORT_TIMEOUT
    check_leftovers(deployment, job)


@pytest.mark.usefixtures("packet_filter")
def test_an_abort_while_the_database_connection_drops_all_packets(deployment: Deployment, create_job: Callable[[str], Job]) -> None:
    job = create_job("postgresql replace")
    datasource = {**deployment.databases["postgresql"].jdbc, "properties": {"connectTimeout": "60"}}
    assert deployment.api.call("PUT", f"{DATASOURCE}/{job.id}", {"jdbc": datasource}).status == 200
    deployment.databases["postgresql"].proxy.drop_packets()
    start_until(deployment, job, lambda status: status["details"]["phase"] == "connecting")
    assert abort(deployment, job) < ABORT_TIMEOUT


def test_an_abort_of_a_queued_job_responds_in_time(deployment: Deployment, create_job: Callable[[str], Job]) -> None:
    job = create_job("postgresql replace")
    deployment.pause([pid for each in deployment.agents for pid in each.processes("sidecar.cli agent")])
    start_until(deployment, job, lambda status: status["details"]["phase"] == "queued")
    assert abort(deployment, job) < ABORT_TIMEOUT


def test_an_abort_during_the_publish_returns_the_successful_end(deployment: Deployment, create_job: Callable[[str], Job]) -> None:
    job = create_job("postgresql replace")
    assert deployment.wait_for_end(job.id, deployment.start_job(job.id))["state"] == "successful"
    job.write_rows(ROWS // 5)
    deployment.proxy.matching = "/_aliases"
    deployment.proxy.faults.append(Fault(seconds=2.0))
    deployment.start_job(job.id)
    wait_until(lambda: deployment.proxy.in_flight > 0, "the run publishes")
    response = deployment.api.call("POST", f"{JOBS}/ingestion/{job.id}/_abort")
    assert (response.status, response["status"]["state"]) == (200, "successful")
    check_rows(deployment, job, job.rows)


@pytest.mark.parametrize("workload", ["postgresql replace", "mariadb replace"])
def test_the_database_session_of_a_killed_process_is_terminated(
    deployment: Deployment, create_job: Callable[[str], Job], workload: str
) -> None:
    job = create_job(workload)
    job.define(query=LONG_QUERIES[job.workload.database].format(table=job.id))
    start_query(deployment, job)
    deployment.call("POST", f"{JOBS}/ingestion/{job.id}/_abort?wait_for_completion=false")
    signal_all(deployment.executing(), SIGKILL)
    wait_until(lambda: job.count_active_statements() == 0, "no statement runs")
    deployment.wait_for_status(job.id, lambda status: status["state"] == "aborted", "the execution ends")


@pytest.mark.soak
def test_aborts_at_random_times_respond_in_time(deployment: Deployment, create_job: Callable[[str], Job]) -> None:
    rng, abort_seconds, statement_seconds = Random(0), [], []
    job = create_job("postgresql replace")
    job.write_rows(ROWS)
    deployment.start_job(job.id)
    for _ in range(100):
        deployment.wait_for_status(job.id, lambda status: not status["is_running"], "the previous execution ends")
        deployment.call("POST", f"{INGESTION}/{job.id}/_run")
        wait_random(rng, RUN_SECONDS)
        began = time.monotonic()
        response = deployment.api.call("POST", f"{JOBS}/ingestion/{job.id}/_abort")
        abort_seconds.append(time.monotonic() - began)
        assert response["status"]["state"] in ("aborted", "successful"), response
        wait_until(lambda: job.count_active_statements() == 0, "no statement runs")
        statement_seconds.append(time.monotonic() - began)
    abort_seconds.sort()
    statement_seconds.sort()
    print(f"abort: median {abort_seconds[50]:.2f} s, p99 {abort_seconds[98]:.2f} s, max {abort_seconds[-1]:.2f} s")  # noqa: T201
    print(f"end of the statement: p99 {statement_seconds[98]:.2f} s")  # noqa: T201
    assert abort_seconds[98] < MAX_ABORT_SECONDS
    assert statement_seconds[98] < MAX_STATEMENT_SECONDS


@pytest.mark.soak
@pytest.mark.parametrize("workload", ["postgresql replace", "mariadb replace", "sqlite replace", "duckdb replace"])
def test_aborts_during_a_long_query_respond_in_time(deployment: Deployment, create_job: Callable[[str], Job], workload: str) -> None:
    job = create_job(workload)
    abort_seconds, statement_seconds = [], []
    job.define(query=LONG_QUERIES[job.workload.database].format(table=job.id))
    for _ in range(5):
        start_query(deployment, job)
        began = time.monotonic()
        abort_seconds.append(abort(deployment, job))
        wait_until(lambda: job.count_active_statements() == 0, "no statement runs")
        statement_seconds.append(time.monotonic() - began)
        wait_until(lambda: not deployment.executing(), "no process runs an execution")
    print(f"{job.workload.database}: abort {max(abort_seconds):.2f} s, end of the statement {max(statement_seconds):.2f} s")  # noqa: T201
    assert max(abort_seconds) < MAX_ABORT_SECONDS
    assert max(statement_seconds) < MAX_STATEMENT_SECONDS
