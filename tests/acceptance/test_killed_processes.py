"""Any process may be killed at any time: the execution continues, and its status and rows stay correct."""

import signal
from pathlib import Path

import pytest

from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc
from tests.acceptance.service import AGENT, EXECUTION, JOBS, Service
from tests.servers.restartable import signal_all
from tests.support.waiting import wait_until

ROWS = 3000


@pytest.fixture(scope="module")
def quick_service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """Return a service, not started, with a lease timeout of 5 s and a shutdown grace period of 1 s."""
    settings = {"SIDECAR_LEASE_TIMEOUT": "5s", "SIDECAR_SHUTDOWN_GRACE": "1s"}
    return Service(elasticsearch_url, tmp_path_factory.mktemp("quick"), settings)


@pytest.fixture
def job(quick_service: Service, name: str, postgres_url: str, row_delay: RowDelay) -> str:
    """Start a REPLACE with delayed rows and wait until some are indexed; return its id."""
    if not hasattr(quick_service, "process") or quick_service.process.poll() is not None:
        quick_service.start()
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id, 'w' || g as word from generate_series(1, {ROWS}) g")
    query = f"select id, word, repeat('x', 2000) as wide, {row_delay.expression} as nap from {name} order by id"
    quick_service.define(name, {"query": query, "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    quick_service.start_job(name)
    wait_until(lambda: quick_service.status(name)["count"] > 0, "rows are indexed")
    return name


@pytest.fixture(scope="module", autouse=True)
def _stop_service(quick_service: Service) -> object:
    yield
    if hasattr(quick_service, "process"):
        quick_service.stop()


def wait_for_success(service: Service, job: str, *, attempts: int) -> None:
    """Wait for the end; check the rows, the attempt, the single document in the job log and that no staging index is left."""
    status = service.wait_for_success(job, ROWS)
    assert status["details"]["attempt"] == attempts, status
    assert service.count(job) == ROWS


def test_an_execution_continues_after_its_agent_was_killed(quick_service: Service, job: str, row_delay: RowDelay) -> None:
    quick_service.kill(AGENT)
    row_delay.disable()
    wait_for_success(quick_service, job, attempts=1)


def test_a_new_service_takes_over_after_all_processes_were_killed(quick_service: Service, job: str, row_delay: RowDelay) -> None:
    quick_service.kill("sidecar.cli")
    quick_service.kill(EXECUTION)
    row_delay.disable()
    quick_service.process.wait()
    quick_service.start()
    wait_for_success(quick_service, job, attempts=2)


def test_a_paused_service_changes_nothing_after_a_take_over(quick_service: Service, job: str, row_delay: RowDelay, tmp_path: Path) -> None:
    paused = quick_service.processes()
    second = Service(quick_service.elasticsearch, tmp_path, quick_service.settings, isolated=True)
    second.start()
    signal_all(paused, signal.SIGSTOP)
    row_delay.disable()
    try:
        wait_until(lambda: second.status(job)["details"]["attempt"] == 2, "the second service takes over", 30)
        signal_all(paused, signal.SIGCONT)
        wait_for_success(second, job, attempts=2)
        wait_until(lambda: "another owner holds the lease" in quick_service.log(), "the paused service loses the lease")
    finally:
        signal_all(paused, signal.SIGCONT)
        second.stop()


def test_a_hung_process_is_killed_and_its_execution_restarted(quick_service: Service, job: str, row_delay: RowDelay) -> None:
    signal_all(quick_service.executing(), signal.SIGSTOP)
    row_delay.disable()
    wait_for_success(quick_service, job, attempts=2)


def test_an_incremental_execution_without_a_key_fails_instead_of_indexing_rows_twice(
    quick_service: Service, name: str, postgres_url: str, row_delay: RowDelay
) -> None:
    if quick_service.process.poll() is not None:
        quick_service.start()
    execute_on_postgresql(
        postgres_url, f"create table {name} as select g as id, repeat('w', 9000) as word from generate_series(1, {ROWS}) g"
    )
    quick_service.define(name, {"query": f"select *, {row_delay.expression} as nap from {name}"}, jdbc(postgres_url))
    quick_service.start_job(name)
    wait_until(lambda: quick_service.status(name)["details"]["rows_read"] > 0, "rows are read")
    quick_service.kill(EXECUTION)
    wait_until(lambda: not quick_service.status(name)["is_running"], "the execution ends", 30)
    status = quick_service.status(name)
    assert status["state"] == "error"
    assert "pk_field" in status["error"][-1]


def test_a_killed_aborting_execution_ends_as_aborted(quick_service: Service, job: str) -> None:
    quick_service.call("POST", f"{JOBS}/ingestion/{job}/_abort?wait_for_completion=false")
    quick_service.kill(EXECUTION)
    wait_until(lambda: quick_service.status(job)["state"] == "aborted", "the abort ends", 30)
    wait_until(lambda: quick_service.es("GET", f"/{job}*?expand_wildcards=all").body == {}, "no staging index is left")
