"""Verifications whose process or agent is lost: they are repeated or aborted, and never become a load."""

from collections.abc import Iterator

import pytest

from tests.acceptance.conftest import running_service
from tests.acceptance.databases import RowDelay, jdbc
from tests.acceptance.service import EXECUTION, INGESTION, JOBS, Service
from tests.support.waiting import wait_until

ROWS = 3000


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar that does not wait for its executions when it is stopped."""
    yield from running_service(elasticsearch_url, tmp_path_factory.mktemp("sidecar"), {"SIDECAR_SHUTDOWN_GRACE": "1s"})


@pytest.fixture
def verifying(service: Service, name: str, postgres_url: str, row_delay: RowDelay) -> Iterator[str]:
    """Start a verification that takes a minute, unless the delay is disabled; yield the job. All of its documents differ."""
    query = f"select g as id, 'new' as word, repeat('x', 500) as text, {row_delay.expression} as nap from generate_series(1, {ROWS}) g"
    row_delay.disable()
    service.define(name, {"query": query.replace("'new'", "'old'"), "pk_field": "id", "batch_size": 100}, jdbc(postgres_url))
    service.run(name)
    service.define(name, {"query": query, "pk_field": "id", "batch_size": 100}, jdbc(postgres_url))
    row_delay.enable()
    start(service, name)
    yield name
    service.call("POST", f"{JOBS}/ingestion/{name}/_abort")


def start(service: Service, name: str) -> None:
    response = service.call("POST", f"{INGESTION}/{name}/_verify")
    assert response.status == 200, response
    wait_until(lambda: service.status(name)["details"].get("rows_read", 0) > 0, "the verification reads rows")


def count_writes(service: Service, name: str) -> int:
    return int(service.es("GET", f"/{name}/_stats/indexing")["_all"]["total"]["indexing"]["index_total"])


def wait_for_end(service: Service, name: str) -> None:
    wait_until(lambda: not service.status(name)["is_running"], "the verification ends", 60)


def test_a_verification_whose_process_is_killed_twice_remains_one(verifying: str, service: Service, row_delay: RowDelay) -> None:
    positions = service.call("GET", f"{INGESTION}/{verifying}/_positions").body
    for attempt in (2, 3):
        service.kill(EXECUTION)
        wait_until(lambda attempt=attempt: service.status(verifying)["details"]["attempt"] == attempt, "it is started again", 60)  # type: ignore[misc]
        wait_until(lambda: service.status(verifying)["details"].get("rows_read", 0) > 0, "it reads rows again", 60)
        details = service.status(verifying)["details"]
        assert (details["kind"], details["phase"]) == ("verification", "comparing")
    row_delay.disable()
    wait_for_end(service, verifying)
    status = service.status(verifying)
    assert (status["state"], status["details"]["kind"], status["details"]["comparison"]["different"]) == (
        "successful",
        "verification",
        ROWS,
    )
    assert (service.count(verifying), count_writes(service, verifying)) == (ROWS, ROWS)
    assert service.call("GET", f"{INGESTION}/{verifying}/_positions").body == positions


def test_a_verification_whose_process_is_killed_during_an_abort_is_aborted(verifying: str, service: Service, row_delay: RowDelay) -> None:
    assert service.call("POST", f"{JOBS}/ingestion/{verifying}/_abort?wait_for_completion=false").status == 200
    service.kill(EXECUTION)
    wait_for_end(service, verifying)
    status = service.status(verifying)
    assert (status["state"], status["details"]["kind"], "comparison" in status["details"]) == ("aborted", "verification", False)
    assert count_writes(service, verifying) == ROWS

    # The next run is a load again.
    row_delay.disable()
    assert "kind" not in service.run(verifying, "&full=true")["details"]
    assert count_writes(service, verifying) == 2 * ROWS


def test_a_target_that_is_deleted_meanwhile_ends_the_verification(verifying: str, service: Service, row_delay: RowDelay) -> None:
    assert service.es("DELETE", f"/{verifying}").status == 200
    row_delay.disable()
    wait_for_end(service, verifying)
    status = service.status(verifying)
    assert (status["state"], status["error"]) == ("error", [f"the target [{verifying}] does not exist; run the job first"])
    assert service.es("HEAD", f"/{verifying}").status == 404


def test_a_verification_goes_on_after_a_restart_of_the_sidecar(verifying: str, service: Service, row_delay: RowDelay) -> None:
    service.stop()
    row_delay.disable()
    service.start()
    wait_for_end(service, verifying)
    status = service.status(verifying)
    assert (status["state"], status["details"]["comparison"]["different"], status["count"]) == ("successful", ROWS, ROWS)
    assert count_writes(service, verifying) == ROWS
