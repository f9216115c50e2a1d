"""A database that is lost on the way is waited for; its silence is never the end of the table."""

import signal
from collections.abc import Callable, Iterator
from urllib.parse import urlparse

import pytest

from tests.acceptance.conftest import running
from tests.acceptance.databases import Dawdle, jdbc, on_postgresql
from tests.acceptance.service import EXECUTION, Service
from tests.servers.restartable import signal_all
from tests.support.tcp_proxy import Wire, wire_to
from tests.support.waiting import until

ROWS = 3000


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a sidecar that waits some seconds for a lost database."""
    yield from running(elasticsearch_url, tmp_path_factory.mktemp("patient"), {"SIDECAR_SOURCE_PATIENCE": "12s"})


@pytest.fixture
def wire(postgres_url: str) -> Iterator[Wire]:
    """Give a wire to PostgreSQL."""
    parts = urlparse(postgres_url)
    with wire_to(parts.hostname or "", parts.port or 0) as wire:
        yield wire


@pytest.fixture
def define(service: Service, name: str, postgres_url: str, wire: Wire, dawdle: Dawdle) -> Callable[..., None]:
    """Give a way to define a job whose rows dawdle, by way of the wire."""
    on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    datasource = {**jdbc(postgres_url), "url": f"jdbc:postgresql://127.0.0.1:{wire.port}{urlparse(postgres_url).path}"}
    query = f"select id, repeat('x', 2000) as word, {dawdle.nap} as nap from {name}"
    return lambda **ingest: service.define(name, {"query": query, **ingest}, datasource)


def rows_flow(service: Service, name: str) -> None:
    service.start_job(name)
    until(lambda: service.status(name)["details"]["rows_read"] > 0, "rows flow")


@pytest.mark.parametrize("strategy", ["REPLACE", "INCREMENTAL"])
def test_a_run_goes_on_when_the_database_is_back(
    service: Service, name: str, define: Callable[..., None], wire: Wire, dawdle: Dawdle, strategy: str
) -> None:
    define(strategy=strategy, pk_field="id")
    rows_flow(service, name)

    wire.cut()
    until(lambda: service.status(name)["details"].get("waiting_for") == "the database", "it waits")
    dawdle.hurry()
    wire.mend()
    until(lambda: not service.status(name)["is_running"], "the run ends", 60)

    status = service.status(name)
    assert (status["state"], status["count"], service.count(name)) == ("successful", ROWS, ROWS), status
    assert "started again" in status["infos"] or status["infos"] == "The job is done."
    assert "database was lost" in status["details"]["restart_reason"]
    assert len(service.es("GET", f"/{name}*?expand_wildcards=all").body) == 1


def test_an_attempt_that_finds_the_database_away_waits_for_it(
    service: Service, name: str, define: Callable[..., None], wire: Wire, dawdle: Dawdle
) -> None:
    define(strategy="REPLACE", pk_field="id")
    rows_flow(service, name)

    signal_all(service.working(), signal.SIGSTOP)
    wire.cut()
    service.kill(EXECUTION)
    until(lambda: service.status(name)["details"].get("waiting_for") == "the database", "the next attempt waits")
    dawdle.hurry()
    wire.mend()
    until(lambda: not service.status(name)["is_running"], "the run ends", 60)

    status = service.status(name)
    assert (status["state"], status["count"], service.count(name)) == ("successful", ROWS, ROWS), status


def test_a_database_that_stays_away_ends_the_run_after_the_patience(
    service: Service, name: str, define: Callable[..., None], wire: Wire
) -> None:
    define(strategy="REPLACE", pk_field="id")
    rows_flow(service, name)
    wire.cut()
    until(lambda: not service.status(name)["is_running"], "the run ends", 40)
    status = service.status(name)
    assert (status["state"], status["error"][0]) == ("error", f"Could not execute datasource query [{name}]."), status
    assert service.es("GET", f"/{name}*?expand_wildcards=all").body == {}


def test_without_a_key_rows_that_were_sent_are_not_read_again(service: Service, name: str, define: Callable[..., None], wire: Wire) -> None:
    define()
    rows_flow(service, name)
    wire.cut()
    until(lambda: not service.status(name)["is_running"], "the run ends")
    assert service.status(name)["state"] == "error"
