"""Fixtures of running sidecars, one for each module of tests."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.acceptance.chaos.deployment import Database, Deployment, start_deployment, start_servers
from tests.acceptance.console import Console, browsing, showing_console
from tests.acceptance.databases import RowDelay
from tests.acceptance.service import JOBS, Service
from tests.conftest import available
from tests.servers.restartable import RestartableServer


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar on an Elasticsearch 8."""
    yield from running_service(elasticsearch_url, tmp_path_factory.mktemp("sidecar"))


@pytest.fixture(scope="module")
def any_service(any_elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar on each major version of Elasticsearch in turn."""
    yield from running_service(any_elasticsearch_url, tmp_path_factory.mktemp("sidecar"))


def running_service(elasticsearch: str, folder: Path, settings: dict[str, str] | None = None) -> Iterator[Service]:
    """Start a sidecar, yield it, abort what a failed test has left running, and stop it."""
    service = Service(elasticsearch, folder, settings or {})
    service.start()
    yield service
    with suppress(OSError, LookupError):
        # The next sidecar on this Elasticsearch would take over the job, and wait for it when it is stopped.
        for job in service.call("GET", f"{JOBS}/ingestion")["jobs"]:
            service.call("POST", f"{JOBS}/ingestion/{job['_id']}/_abort?wait_for_completion=false")
    service.stop()


@pytest.fixture
def row_delay(postgres_url: str) -> Iterator[RowDelay]:
    """Return an enabled delay for the rows of PostgreSQL queries that use its expression."""
    row_delay = RowDelay(postgres_url)
    row_delay.enable()
    yield row_delay
    row_delay.disable()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Yield a Chromium."""
    with available(browsing()) as browser:
        yield browser


@pytest.fixture
def console(browser: Browser, service: Service) -> Iterator[Console]:
    """Yield a tab that shows the console."""
    with showing_console(browser, service.url) as console:
        yield console


@pytest.fixture(scope="session")
def restartable_servers() -> Iterator[tuple[RestartableServer, dict[str, Database]]]:
    """Return an Elasticsearch and databases that tests may kill."""
    with available(start_servers()) as servers:
        yield servers


@pytest.fixture(scope="module")
def deployment(
    restartable_servers: tuple[RestartableServer, dict[str, Database]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    """Return sidecars on the restartable servers, with a short lease timeout."""
    with start_deployment(*restartable_servers, tmp_path_factory.mktemp("deployment")) as deployment:
        yield deployment
