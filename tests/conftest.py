"""Fixtures for all tests: real servers, one of each per worker, and names that no other test has."""

import os
import signal
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from elasticsearch import Elasticsearch
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from sidecar.errors import ProgramMissing
from sidecar.store.indices import LEASES, install
from tests import scheduling
from tests.servers import elasticsearch, environment, mariadb, nginx, postgresql
from tests.servers.jdbc import derby, downloads, h2, hsqldb, trino
from tests.servers.jdbc.server import JdbcServer
from tests.support.tcp_proxy import can_drop_packets

NOT_HERE = "not here: "
"""Prefix of the reason of a test that is skipped because a program is missing."""

# Settings of a developer's own sidecar must not reach the one under test.
for _name in [each for each in os.environ if each.startswith(("SIDECAR_", "OTEL_")) and not each.startswith("SIDECAR_TEST_")]:
    del os.environ[_name]

# A busy machine makes a test slow, not wrong. Examples are the same in each run, unless new ones are asked for.
settings.register_profile("patient", deadline=None, derandomize=environment.setting("EXAMPLES", "") != "new")
settings.load_profile("patient")

Value = TypeVar("Value")


def pytest_configure() -> None:
    """Handle TERM, and HUP of a closed terminal, like Ctrl-C, so that the servers are stopped."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


def pytest_report_header() -> list[str]:
    """Return where the servers will come from."""
    return [
        f"elasticsearch 8: {elasticsearch.source(8)}, 9: {elasticsearch.source(9)}",
        f"postgresql: {postgresql.source()}, mariadb: {mariadb.source()}",
        f"docker engine: {'answers' if environment.engine_answers() else 'none'}, nginx: {nginx.program() or 'missing'}",
    ]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the files that take longest first."""
    scheduling.sort_tests(items, environment.ROOT / "tests")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    """Return the scheduler of workers that share servers; None if another one was asked for with ``--dist``."""
    return scheduling.ServerScheduling(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report what was not tested, and why, one line each."""
    skipped = [each.longrepr for each in terminalreporter.stats.get("skipped", []) if isinstance(each.longrepr, tuple)]
    reasons = Counter(reason.partition(NOT_HERE)[2] for *_, reason in skipped if NOT_HERE in reason)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} tests not run: {reason}", yellow=True)


def skip_unavailable(reason: str) -> None:
    """Skip a test whose server is not available; fail it if SIDECAR_TEST_REQUIRE_ALL=1."""
    end: Callable[[str], None] = pytest.fail if environment.setting("REQUIRE_ALL", "") == "1" else pytest.skip
    end(f"{NOT_HERE}{reason}")


def require_proc() -> None:
    """Skip a test that looks at the processes of a service: they hide their environment from other users."""
    if os.geteuid() != 0 or not os.path.exists("/proc/self/environ"):  # noqa: PTH110
        skip_unavailable("processes can be found only by root on Linux")


@contextmanager
def available(server: AbstractContextManager[Value]) -> Iterator[Value]:
    """Enter the block of a server; skip the test if a program of it is not installed."""
    try:
        value = server.__enter__()
    except ProgramMissing as error:
        skip_unavailable(error.reason)
        raise
    try:
        yield value
    finally:
        server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """Return the URL of an Elasticsearch 8 without security."""
    with available(elasticsearch.running(8)) as url:
        yield url


@pytest.fixture(scope="session")
def elasticsearch9_url() -> Iterator[str]:
    """Return the URL of an Elasticsearch 9 without security."""
    with available(elasticsearch.running(9)) as url:
        yield url


@pytest.fixture(scope="session", params=["elasticsearch_url", "elasticsearch9_url"], ids=["8", "9"])
def any_elasticsearch_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of each major version in turn."""
    url: str = request.getfixturevalue(request.param)
    return url


version_9_is_long = pytest.mark.parametrize(
    "any_elasticsearch_url",
    ["elasticsearch_url", pytest.param("elasticsearch9_url", marks=pytest.mark.long)],
    ids=["8", "9"],
    indirect=True,
)
"""Marks tests of ``any_elasticsearch_url`` whose result hardly depends on the version: on version 9 they are long tests."""


@pytest.fixture(scope="session")
def quiet_elasticsearch_url() -> Iterator[str]:
    """Return the URL of an Elasticsearch 8 without agents: leases stay as a test leaves them."""
    with available(elasticsearch.alone(8)) as url:
        yield url


@pytest.fixture(scope="session")
def backup_servers() -> Iterator[tuple[str, str]]:
    """Return the URLs of two Elasticsearch 8 with the same snapshot repository, named ``backup``; the second one is empty."""
    with available(elasticsearch.with_repository()) as urls:
        yield urls


@pytest.fixture(scope="session")
def secured_elasticsearch() -> Iterator[elasticsearch.Secured]:
    """Return an Elasticsearch 8 with security: its URL, its superuser, and methods to add users and roles."""
    with available(elasticsearch.secured()) as secured:
        yield secured


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return the SQLAlchemy URL of a PostgreSQL, as its superuser."""
    with available(postgresql.running()) as url:
        yield url


@pytest.fixture(scope="session")
def mariadb_url() -> Iterator[str]:
    """Return the SQLAlchemy URL of a MariaDB, as a user with all privileges."""
    with available(mariadb.running()) as url:
        yield url


@pytest.fixture(scope="session")
def jdbc_drivers() -> Path:
    """Return the folder of the JDBC drivers, which has one folder per driver."""
    try:
        downloads.find_jdk()
        return downloads.drivers_folder()
    except ProgramMissing as error:
        skip_unavailable(error.reason)
        raise


@pytest.fixture(scope="session")
def h2_server() -> Iterator[JdbcServer]:
    """Return an H2."""
    with available(h2.running()) as server:
        yield server


@pytest.fixture(scope="session")
def derby_server() -> Iterator[JdbcServer]:
    """Return a Derby."""
    with available(derby.running()) as server:
        yield server


@pytest.fixture(scope="session")
def hsqldb_server() -> Iterator[JdbcServer]:
    """Return an HSQLDB."""
    with available(hsqldb.running()) as server:
        yield server


@pytest.fixture(scope="session")
def trino_server() -> Iterator[JdbcServer]:
    """Return a Trino with the catalogs tpch and memory."""
    with available(trino.running()) as server:
        yield server


@pytest.fixture(scope="session")
def packet_filter() -> None:
    """Skip a test that drops packets where that is not possible."""
    if not can_drop_packets():
        skip_unavailable("packets can be dropped only on Linux, with some kernels only by root")


@pytest.fixture(scope="session")
def es(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """Return a client of the Elasticsearch 8."""
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.fixture
def quiet(quiet_elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """Return a client of the Elasticsearch without agents, with the sidecar's indices installed and no lease in them."""
    with Elasticsearch(quiet_elasticsearch_url) as client:
        install(client)
        for hit in client.search(index=LEASES, size=1000, source=False)["hits"]["hits"]:
            client.delete(index=LEASES, id=hit["_id"], refresh=True)
        yield client


def unique_name() -> str:
    """Return a lower-case name that no other call returns, in this run or in one at the same time."""
    return f"t{uuid.uuid4().hex[:12]}"


@pytest.fixture
def name() -> str:
    """Return a lower-case name that no other test has, in this run or in one at the same time."""
    return unique_name()
