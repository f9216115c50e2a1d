"""Any process may be killed at any time: the execution goes on, and its story stays true."""

import signal
from pathlib import Path

import pytest

from tests.acceptance.databases import Dawdle, jdbc, on_postgresql
from tests.acceptance.service import AGENT, EXECUTION, JOBS, Service
from tests.servers.restartable import signal_all
from tests.support.waiting import until

ROWS = 3000


@pytest.fixture(scope="module")
def hasty(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """Give a service, not started, that takes a lease for dead after five seconds, and lets runs end for one when it is stopped."""
    settings = {"SIDECAR_LEASE_TIMEOUT": "5s", "SIDECAR_SHUTDOWN_GRACE": "1s"}
    return Service(elasticsearch_url, tmp_path_factory.mktemp("hasty"), settings)


@pytest.fixture
def job(hasty: Service, name: str, postgres_url: str, dawdle: Dawdle) -> str:
    """Define a REPLACE of some thousand rows that dawdle, and start it."""
    if not hasattr(hasty, "process") or hasty.process.poll() is not None:
        hasty.start()
    on_postgresql(postgres_url, f"create table {name} as select g as id, 'w' || g as word from generate_series(1, {ROWS}) g")
    query = f"select id, word, repeat('x', 2000) as wide, {dawdle.nap} as nap from {name} order by id"
    hasty.define(name, {"query": query, "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    hasty.start_job(name)
    until(lambda: hasty.status(name)["count"] > 0, "rows flow")
    return name


@pytest.fixture(scope="module", autouse=True)
def _stopped(hasty: Service) -> object:
    yield
    if hasattr(hasty, "process"):
        hasty.stop()


def ends_well(service: Service, job: str, *, attempts: int) -> None:
    """Wait for the end; the oracle: exact rows, one document in the log, no staging left."""
    until(lambda: not service.status(job)["is_running"], "the run ends", 60)
    status = service.status(job)
    assert (status["state"], status["count"], status["details"]["attempt"]) == ("successful", ROWS, attempts), status
    assert service.count(job) == ROWS
    until(lambda: len(service.es("GET", f"/{job}*?expand_wildcards=all").body) == 1, "no staging index is left")
    until(lambda: service.call("GET", f"{JOBS}/_search?id={job}")["hits"]["total"] == 1, "the end is in the log")
    log = service.call("GET", f"{JOBS}/_search?id={job}")
    assert log["hits"]["hits"][0]["_source"]["ingestion"]["count"] == ROWS


def test_an_execution_that_is_killed_starts_again(hasty: Service, job: str, dawdle: Dawdle) -> None:
    hasty.kill(EXECUTION)
    dawdle.hurry()
    ends_well(hasty, job, attempts=2)
    assert "exit status -9" in hasty.status(job)["details"]["restart_reason"]


def test_an_execution_outlives_its_agent(hasty: Service, job: str, dawdle: Dawdle) -> None:
    hasty.kill(AGENT)
    dawdle.hurry()
    ends_well(hasty, job, attempts=1)


def test_everything_is_killed_and_another_service_goes_on(hasty: Service, job: str, dawdle: Dawdle) -> None:
    hasty.kill("sidecar.cli")
    hasty.kill(EXECUTION)
    dawdle.hurry()
    hasty.process.wait()
    hasty.start()
    ends_well(hasty, job, attempts=2)


def test_a_paused_machine_changes_nothing_after_another_took_over(hasty: Service, job: str, dawdle: Dawdle, tmp_path: Path) -> None:
    other = Service(hasty.elasticsearch, tmp_path, hasty.settings, apart=True)
    other.start()
    paused = hasty.processes()
    signal_all(paused, signal.SIGSTOP)
    dawdle.hurry()
    try:
        until(lambda: other.status(job)["details"]["attempt"] == 2, "the other one takes over", 30)
        signal_all(paused, signal.SIGCONT)
        ends_well(other, job, attempts=2)
        until(lambda: "another owner holds the lease" in hasty.log(), "the one that was paused learns of it")
    finally:
        signal_all(paused, signal.SIGCONT)
        other.stop()


def test_a_process_that_hangs_is_killed_and_its_work_done_again(hasty: Service, job: str, dawdle: Dawdle) -> None:
    signal_all(hasty.working(), signal.SIGSTOP)
    dawdle.hurry()
    ends_well(hasty, job, attempts=2)


def test_incremental_rows_without_a_key_are_not_sent_twice(hasty: Service, name: str, postgres_url: str, dawdle: Dawdle) -> None:
    if hasty.process.poll() is not None:
        hasty.start()
    on_postgresql(postgres_url, f"create table {name} as select g as id, repeat('w', 9000) as word from generate_series(1, {ROWS}) g")
    hasty.define(name, {"query": f"select *, {dawdle.nap} as nap from {name}"}, jdbc(postgres_url))
    hasty.start_job(name)
    until(lambda: hasty.status(name)["details"]["rows_read"] > 0, "rows flow")
    hasty.kill(EXECUTION)
    until(lambda: not hasty.status(name)["is_running"], "the run ends", 30)
    status = hasty.status(name)
    assert status["state"] == "error"
    assert "pk_field" in status["error"][-1]


def test_an_aborting_execution_that_is_killed_is_aborted(hasty: Service, job: str) -> None:
    hasty.call("POST", f"{JOBS}/ingestion/{job}/_abort?wait_for_completion=false")
    hasty.kill(EXECUTION)
    until(lambda: hasty.status(job)["state"] == "aborted", "the abort ends", 30)
    until(lambda: hasty.es("GET", f"/{job}*?expand_wildcards=all").body == {}, "no staging index is left")


def test_a_stopped_service_hands_its_runs_over(hasty: Service, job: str, dawdle: Dawdle) -> None:
    hasty.stop()
    dawdle.hurry()
    hasty.start()
    ends_well(hasty, job, attempts=2)
