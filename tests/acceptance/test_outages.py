"""Outages of Elasticsearch or a database: runs wait and report it, no take-over happens, and the API responds with a Retry-After."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from tests.acceptance.chaos.deployment import Deployment
from tests.acceptance.chaos.faults import OVERLOADED
from tests.acceptance.chaos.observers import Observer
from tests.acceptance.chaos.rounds import ROWS, check_rows, check_settings
from tests.acceptance.chaos.workloads import Job, get_workload
from tests.acceptance.databases import RowDelay
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Response
from tests.conftest import unique_name
from tests.support.elasticsearch_proxy import ROW_BULKS, Fault
from tests.support.waiting import wait_until

SLOW_QUERY = "select t.id, t.generation, t.word, {row_delay} as nap from {table} t order by id"
SLEEP = {"postgresql": "pg_sleep({})::text", "mariadb": "sleep({})"}
"""An SQL expression by database that waits for a number of seconds."""
MAX_DETECTION_SECONDS = 40.0
"""Seconds to detect a lost connection: 30 by keep-alive probes, and 10 more for a busy machine."""
POSTGRESQL = get_workload("postgresql replace")


@pytest.fixture(scope="module")
def disabled_row_delay(deployment: Deployment) -> RowDelay:
    """Return a delay, not enabled, for rows of the deployment's PostgreSQL."""
    return RowDelay(deployment.databases["postgresql"].server.url, seconds=0.05)


@pytest.fixture
def row_delay(disabled_row_delay: RowDelay) -> Iterator[RowDelay]:
    """Return the delay, not enabled; disable it afterwards."""
    yield disabled_row_delay
    disabled_row_delay.disable()


@pytest.fixture(scope="module")
def successful_job(deployment: Deployment, disabled_row_delay: RowDelay) -> Job:
    """Return a REPLACE from PostgreSQL that has run once."""
    job = Job(deployment, POSTGRESQL, unique_name())
    job.define(query=SLOW_QUERY.format(row_delay=disabled_row_delay.expression, table=job.id))
    job.write_rows(ROWS)
    assert deployment.wait_for_end(job.id, deployment.start_job(job.id))["state"] == "successful"
    return job


@pytest.fixture
def job(deployment: Deployment, successful_job: Job) -> Iterator[Job]:
    """Return the job; end all faults and the run afterwards."""
    yield successful_job
    deployment.restore()
    deployment.wait_for_status(successful_job.id, lambda status: not status["is_running"], "the execution ends")


def has_indexed_rows(status: dict[str, Any]) -> bool:
    count: int = status["count"]
    return status["details"].get("phase") == "reading" and count > 0


@contextmanager
def run_to_success(job: Job) -> Iterator[None]:
    """Start the job again; after the block, end all faults and check that the run succeeds in its first attempt."""
    before = job.rows
    job.write_rows(ROWS)
    execution = job.deployment.start_job(job.id)
    with Observer(job, execution, before, job.rows) as observer:
        yield
        job.deployment.restore()
        status = job.deployment.wait_for_end(job.id, execution)
    assert (status["state"], status["count"], status["details"]["attempt"]) == ("successful", len(job.rows), 1), status
    assert status["infos"] == "The job is done."
    assert not observer.find_violations(), observer.violations[:5]
    check_rows(job.deployment, job, job.rows)
    check_settings(job.deployment, job)


@contextmanager
def slow_run_to_success(job: Job, row_delay: RowDelay) -> Iterator[None]:
    """Do the same as :func:`run_to_success` with a run that reads rows until the end of the block."""
    row_delay.enable()
    with run_to_success(job):
        job.deployment.wait_for_status(job.id, has_indexed_rows, "rows are indexed")
        yield
        row_delay.disable()


def is_waiting(status: dict[str, Any], reason: str) -> bool:
    """Return whether both fields of a status report a wait for Elasticsearch, with a reason."""
    waiting_for = str(status["details"].get("waiting_for"))
    has_note: bool = status["infos"] == f"The job is running. It waits for {waiting_for}."
    return has_note and waiting_for.startswith("Elasticsearch") and reason in waiting_for


def test_a_run_waits_while_elasticsearch_is_overloaded_and_reports_it(deployment: Deployment, job: Job, row_delay: RowDelay) -> None:
    with slow_run_to_success(job, row_delay):
        deployment.proxy.matching, deployment.proxy.default_fault = ROW_BULKS, OVERLOADED
        deployment.wait_for_status(job.id, lambda status: is_waiting(status, "simulated overload"), "the status reports the wait", 30)


def test_a_run_waits_while_its_target_is_read_only_and_reports_it(deployment: Deployment, job: Job, row_delay: RowDelay) -> None:
    with slow_run_to_success(job, row_delay):
        deployment.set_write_block(f"{job.id}-*")
        deployment.wait_for_status(job.id, lambda status: is_waiting(status, "read-only"), "the status reports the wait", 30)


def test_a_full_disk_causes_no_take_over_and_is_reported_as_soon_as_possible(deployment: Deployment, job: Job, row_delay: RowDelay) -> None:
    with slow_run_to_success(job, row_delay):
        (process,) = deployment.executing()
        earlier = count_failed_renewals(deployment)
        deployment.set_write_block("*")
        wait_until(lambda: count_failed_renewals(deployment) > earlier, "a lease renewal fails", 30)
        wait_until(lambda: request_abort(deployment, job).status == 503, "an abort is rejected", 30)
        assert request_abort(deployment, job).headers["retry-after"].isdigit()
        wait_until(lambda: count_failed_renewals(deployment) >= earlier + FAILED_RENEWALS, "two lease timeouts pass", 120)
        assert deployment.executing() == [process], "an execution was taken over or lost"
        deployment.set_write_block(".siren-*", enabled=False)
        status = deployment.wait_for_status(job.id, lambda status: is_waiting(status, ""), "the status reports the wait", 30)
        assert status["details"]["attempt"] == 1


FAILED_RENEWALS = 13
"""Failed renewals, 0.8 s apart, that take two lease timeouts."""


def count_failed_renewals(deployment: Deployment) -> int:
    """Return the number of failed lease renewals in the logs."""
    return (deployment.first.log() + deployment.second.log()).count("could not be renewed")


def request_abort(deployment: Deployment, job: Job) -> Response:
    response = deployment.call("POST", f"{JOBS}/ingestion/{job.id}/_abort?wait_for_completion=false")
    assert response is not None
    return response


CALLS = (
    ("GET", JOBS + "/ingestion/{id}", None),
    ("GET", JOBS + "/ingestion", None),
    ("GET", JOBS + "/_search", None),
    ("POST", JOBS + "/ingestion/{id}/_abort", None),
    ("POST", INGESTION + "/{id}/_run", None),
    ("GET", INGESTION + "/{id}", None),
    ("DELETE", INGESTION + "/{id}", None),
    ("PUT", DATASOURCE + "/{id}", {"jdbc": {"url": "jdbc:postgresql://127.0.0.1:5432/d"}}),
    ("GET", DATASOURCE + "/_search", None),
    ("GET", "/_siren/health", None),
)


def check_outage(deployment: Deployment, job: Job, calls: tuple[tuple[str, str, dict[str, Any] | None], ...]) -> None:
    """Check that calls have a Retry-After without Elasticsearch, and that the API is healthy when it is back."""

    def send(call: tuple[str, str, dict[str, Any] | None]) -> Response:
        method, path, body = call
        return deployment.api.call(method, path.format(id=job.id), body)

    with ThreadPoolExecutor(len(calls)) as callers:
        for call, response in zip(calls, callers.map(send, calls), strict=True):
            assert response.status == 503, (call, response)
            assert int(response.headers["retry-after"]) > 0, (call, response.headers)
    assert deployment.api.call("GET", "/_siren/live").status == 200
    deployment.restore()
    wait_until(lambda: deployment.api.call("GET", "/_siren/health").status == 200, "the API is healthy again", 30)
    assert deployment.api.call("GET", f"{JOBS}/_search?id={job.id}").status == 200


def test_elasticsearch_may_be_killed_during_the_publish_and_every_call_has_a_retry_after(deployment: Deployment, job: Job) -> None:
    deployment.proxy.matching = "/_aliases"
    deployment.proxy.faults.append(Fault(seconds=3.0))
    with run_to_success(job):
        wait_until(lambda: deployment.proxy.in_flight > 0, "the run publishes", 60)
        deployment.elasticsearch.kill()
        check_outage(deployment, job, CALLS)


def test_elasticsearch_may_be_paused_and_every_call_has_a_retry_after(deployment: Deployment, job: Job, row_delay: RowDelay) -> None:
    with slow_run_to_success(job, row_delay):
        deployment.elasticsearch.pause()
        check_outage(deployment, job, (CALLS[0], CALLS[-1]))


@pytest.mark.usefixtures("packet_filter")
def test_a_database_connection_that_drops_all_packets_is_detected_within_half_a_minute(deployment: Deployment, name: str) -> None:
    jobs = [Job(deployment, get_workload(f"{database} replace"), f"{name}{database}") for database in ("postgresql", "mariadb")]
    for job in jobs:
        # The delay of a statement is the one that it finds at its start.
        database = deployment.databases[job.workload.database]
        database.execute(f"create table {job.id}_delay (seconds double precision)", f"insert into {job.id}_delay values (0.005)")
        delay = SLEEP[database.name].format(f"(select seconds from {job.id}_delay)")
        job.define(query=f"select t.id, t.generation, t.word, {delay} as nap from {job.id} t order by id")
        job.write_rows(2 * ROWS)  # enough that both still read when the second one has started
    executions = [deployment.start_job(job.id) for job in jobs]
    for job in jobs:
        deployment.wait_for_status(job.id, lambda status: status["details"]["rows_read"] > 0, "rows are read")
    for database in deployment.databases.values():
        database.proxy.drop_packets()
    began = time.monotonic()
    for job in jobs:
        deployment.wait_for_status(
            job.id, lambda status: status["details"].get("waiting_for") == "the database", "the run waits for the database"
        )
    assert time.monotonic() - began < MAX_DETECTION_SECONDS
    for job in jobs:
        deployment.databases[job.workload.database].execute(f"update {job.id}_delay set seconds = 0")
    deployment.restore()
    for job, execution in zip(jobs, executions, strict=True):
        status = deployment.wait_for_end(job.id, execution)
        assert (status["state"], status["details"]["restart_reason"]) == ("successful", "the connection to the database was lost"), status
        check_rows(deployment, job, job.rows)
