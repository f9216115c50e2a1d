"""Fixtures for every test: real servers, one of each a run, and names that no other test has."""

import os
import signal
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

import pytest
from elasticsearch import Elasticsearch
from hypothesis import settings

from sidecar.errors import ConfigurationError
from sidecar.store.indices import LEASES, install
from tests.servers import elasticsearch, environment, mariadb, nginx, postgresql

# What a developer has set for their own sidecar must not reach the one under test.
for _name in [each for each in os.environ if each.startswith("SIDECAR_") and not each.startswith("SIDECAR_TEST_")]:
    del os.environ[_name]

# A busy machine makes a test slow, not wrong. Examples are the same each time, unless new ones are asked for.
settings.register_profile("patient", deadline=None, derandomize=environment.chosen("EXAMPLES", "") != "new")
settings.load_profile("patient")

Value = TypeVar("Value")


def pytest_configure() -> None:
    """Let a TERM end the run as a Ctrl-C does, so that the servers are stopped."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_report_header() -> list[str]:
    """Say where the servers will come from."""
    return [
        f"elasticsearch 8: {elasticsearch.source(8)}, 9: {elasticsearch.source(9)}",
        f"postgresql: {postgresql.source()}, mariadb: {mariadb.source()}",
        f"docker engine: {'answers' if environment.engine_answers() else 'none'}, nginx: {nginx.program() or 'missing'}",
    ]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that need a Docker engine where none answers."""
    if environment.engine_answers():
        return
    needing = [each for each in items if each.get_closest_marker("docker")]
    if needing:
        config.hook.pytest_deselected(items=needing)
        items[:] = [each for each in items if each not in needing]


def cannot_be_had(reason: str) -> None:
    """Fail a test that needs what is not there (or skip it, where that was asked for)."""
    give_up: Callable[[str], None] = pytest.skip if environment.chosen("ALLOW_SKIP", "") == "1" else pytest.fail
    give_up(reason)


@contextmanager
def had(server: AbstractContextManager[Value]) -> Iterator[Value]:
    """Enter a server's block; one that cannot be had fails the test with what to install (or skips it, where that was asked for)."""
    try:
        value = server.__enter__()
    except ConfigurationError as obstacle:
        cannot_be_had(obstacle.reason)
        raise
    try:
        yield value
    finally:
        server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """Give the URL of an Elasticsearch 8 without security."""
    with had(elasticsearch.running(8)) as url:
        yield url


@pytest.fixture(scope="session")
def elasticsearch9_url() -> Iterator[str]:
    """Give the URL of an Elasticsearch 9 without security."""
    with had(elasticsearch.running(9)) as url:
        yield url


@pytest.fixture(scope="session", params=["elasticsearch_url", "elasticsearch9_url"], ids=["8", "9"])
def any_elasticsearch_url(request: pytest.FixtureRequest) -> str:
    """Give the URL of each major version in turn."""
    url: str = request.getfixturevalue(request.param)
    return url


@pytest.fixture(scope="session")
def quiet_elasticsearch_url() -> Iterator[str]:
    """Give the URL of an Elasticsearch 8 on which no agent runs: leases stay as a test leaves them."""
    with had(elasticsearch.alone(8)) as url:
        yield url


@pytest.fixture(scope="session")
def secured_elasticsearch() -> Iterator[elasticsearch.Secured]:
    """Give an Elasticsearch 8 with security: its URL, its superuser, and ways to add users and roles."""
    with had(elasticsearch.secured()) as secured:
        yield secured


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Give the SQLAlchemy URL of a PostgreSQL, as its superuser."""
    with had(postgresql.running()) as url:
        yield url


@pytest.fixture(scope="session")
def mariadb_url() -> Iterator[str]:
    """Give the SQLAlchemy URL of a MariaDB, as a user who may do everything."""
    with had(mariadb.running()) as url:
        yield url


@pytest.fixture(scope="session")
def es(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """Give a client of the Elasticsearch 8."""
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.fixture
def quiet(quiet_elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """Give a client of the Elasticsearch without agents, its own indices installed and without leases."""
    with Elasticsearch(quiet_elasticsearch_url) as client:
        install(client)
        for hit in client.search(index=LEASES, size=1000, source=False)["hits"]["hits"]:
            client.delete(index=LEASES, id=hit["_id"], refresh=True)
        yield client


@pytest.fixture
def name() -> str:
    """Give a lower-case name that no other test has, now or in a run beside this one."""
    return f"t{uuid.uuid4().hex[:12]}"
