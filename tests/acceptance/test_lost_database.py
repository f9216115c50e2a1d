"""A run waits for a database whose connection is lost, and never treats the loss as the end of the rows."""

import signal
from collections.abc import Callable, Iterator
from urllib.parse import urlparse

import pytest

from tests.acceptance.conftest import running_service
from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc
from tests.acceptance.service import EXECUTION, Service
from tests.servers.restartable import signal_all
from tests.support.tcp_proxy import TcpProxy, tcp_proxy
from tests.support.waiting import wait_until

ROWS = 3000


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar that waits 8 s for a lost database."""
    yield from running_service(elasticsearch_url, tmp_path_factory.mktemp("sidecar"), {"SIDECAR_SOURCE_TIMEOUT": "8s"})


@pytest.fixture
def proxy(postgres_url: str) -> Iterator[TcpProxy]:
    """Return a proxy in front of PostgreSQL."""
    parts = urlparse(postgres_url)
    with tcp_proxy(parts.hostname or "", parts.port or 0) as proxy:
        yield proxy


@pytest.fixture
def define(service: Service, name: str, postgres_url: str, proxy: TcpProxy, row_delay: RowDelay) -> Callable[..., None]:
    """Return a function that defines a job with delayed rows, through the proxy."""
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    datasource = {**jdbc(postgres_url), "url": f"jdbc:postgresql://127.0.0.1:{proxy.port}{urlparse(postgres_url).path}"}
    query = f"select id, repeat('x', 2000) as word, {row_delay.expression} as nap, {{}} as value from {name}"
    return lambda value="1", **ingest: service.define(name, {"query": query.format(value), **ingest}, datasource)


def start_and_read(service: Service, name: str) -> None:
    """Start the job and wait until it reads rows."""
    service.start_job(name)
    wait_until(lambda: service.status(name)["details"]["rows_read"] > 0, "rows are read")


@pytest.mark.parametrize("strategy", ["REPLACE", "INCREMENTAL"])
def test_a_run_continues_when_the_database_is_available_again(
    service: Service, name: str, define: Callable[..., None], proxy: TcpProxy, row_delay: RowDelay, strategy: str
) -> None:
    define(strategy=strategy, pk_field="id")
    start_and_read(service, name)

    proxy.disconnect()
    wait_until(lambda: service.status(name)["details"].get("waiting_for") == "the database", "the run waits")
    row_delay.disable()
    proxy.restore()
    wait_until(lambda: not service.status(name)["is_running"], "the execution ends", 60)

    status = service.status(name)
    assert (status["state"], status["count"], service.count(name)) == ("successful", ROWS, ROWS), status
    assert "started again" in status["infos"] or status["infos"] == "The job is done."
    assert "database was lost" in status["details"]["restart_reason"]
    messages = {event["type"]: event["message"] for event in status["details"]["events"]}
    assert messages["restarted"] == "It was started again, as attempt 2: the connection to the database was lost."
    assert messages["waiting"] == "It waits for the database."
    assert ("published" in messages) == (strategy == "REPLACE")
    assert len(service.es("GET", f"/{name}*?expand_wildcards=all").body) == 1


def test_a_run_that_restarts_for_another_reason_waits_for_an_unavailable_database(
    service: Service, name: str, define: Callable[..., None], proxy: TcpProxy, row_delay: RowDelay
) -> None:
    define(f"1 / ({ROWS} - id)", strategy="REPLACE", pk_field="id", max_failures=1)
    start_and_read(service, name)
    proxy.disconnect_new()
    row_delay.disable()
    wait_until(lambda: service.status(name)["details"].get("waiting_for") == "the database", "the run waits")
    proxy.restore()
    wait_until(lambda: not service.status(name)["is_running"], "the execution ends", 60)
    status = service.status(name)
    assert (status["state"], status["count"], status["details"]["rejected"]) == ("successful", ROWS - 1, 1), status


def test_a_new_attempt_waits_for_an_unavailable_database(
    service: Service, name: str, define: Callable[..., None], proxy: TcpProxy, row_delay: RowDelay
) -> None:
    define(strategy="REPLACE", pk_field="id")
    start_and_read(service, name)

    signal_all(service.executing(), signal.SIGSTOP)
    proxy.disconnect()
    service.kill(EXECUTION)
    wait_until(lambda: service.status(name)["details"].get("waiting_for") == "the database", "the next attempt waits")
    row_delay.disable()
    proxy.restore()
    wait_until(lambda: not service.status(name)["is_running"], "the execution ends", 60)

    status = service.status(name)
    assert (status["state"], status["count"], service.count(name)) == ("successful", ROWS, ROWS), status


def test_a_database_that_stays_unavailable_fails_the_run_after_the_timeout(
    service: Service, name: str, define: Callable[..., None], proxy: TcpProxy
) -> None:
    define(strategy="REPLACE", pk_field="id")
    start_and_read(service, name)
    proxy.disconnect()
    wait_until(lambda: not service.status(name)["is_running"], "the execution ends", 40)
    status = service.status(name)
    assert (status["state"], status["error"][0]) == ("error", f"Could not execute datasource query [{name}]."), status
    assert service.es("GET", f"/{name}*?expand_wildcards=all").body == {}


def test_a_run_without_a_key_fails_instead_of_reading_sent_rows_again(
    service: Service, name: str, define: Callable[..., None], proxy: TcpProxy
) -> None:
    define()
    start_and_read(service, name)
    proxy.disconnect()
    wait_until(lambda: not service.status(name)["is_running"], "the execution ends")
    assert service.status(name)["state"] == "error"
