"""Jobs that read through JDBC drivers: exact rows, and processes, drivers and databases that are killed, paused or hang."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import running_service
from tests.acceptance.databases import RowDelay, count_active_statements, execute_on_postgresql, jdbc, slow_query
from tests.acceptance.service import DATASOURCE, EXECUTION, INGESTION, JOBS, Service
from tests.servers.dask import DaskCluster
from tests.servers.jdbc.server import JdbcServer
from tests.servers.restartable import signal_all
from tests.support.waiting import wait_until

ROWS = 3000
ALLOWED = ",".join(f"{each}://*:*/*" for each in ("derby", "h2", "hsqldb", "postgresql"))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """Return a Dask cluster that is not started yet."""
    cluster = DaskCluster(tmp_path_factory.mktemp("dask"), {})
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def service(
    elasticsearch_url: str, jdbc_drivers: Path, cluster: DaskCluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """Return a sidecar with JDBC drivers, which soon takes a silent execution for dead."""
    settings = {
        "SIDECAR_JDBC_DRIVERS": str(jdbc_drivers), "SIDECAR_ALLOWED_SOURCES": ALLOWED, "SIDECAR_LEASE_TIMEOUT": "5s",
        "SIDECAR_DASK_SCHEDULER": cluster.address,
    }  # fmt: skip
    yield from running_service(elasticsearch_url, tmp_path_factory.mktemp("sidecar"), settings)


@pytest.fixture(autouse=True)
def _delete_definitions(service: Service, name: str) -> Iterator[None]:
    """Leave no datasource that another sidecar of these tests, which has no drivers, could not use."""
    yield
    for address in (f"{INGESTION}/{name}?force=true", f"{DATASOURCE}/{name}"):
        assert service.call("DELETE", address).status in (200, 404)


@pytest.fixture(params=["h2_server", "derby_server", "hsqldb_server"])
def server(request: pytest.FixtureRequest) -> JdbcServer:
    """Return each of the databases in turn."""
    found: JdbcServer = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def read_by_driver(postgres_url: str) -> dict[str, Any]:
    """Return the datasource of PostgreSQL through its JDBC driver."""
    return {**jdbc(postgres_url), "driver": "postgresql"}


@pytest.fixture
def define(service: Service, name: str, postgres_url: str, read_by_driver: dict[str, Any], row_delay: RowDelay) -> Callable[..., None]:
    """Return a function that defines a job with delayed rows."""
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    query = f"select id, repeat('x', 2000) as word, {row_delay.expression} as nap from {name}"
    return lambda **ingest: service.define(name, {"query": query, "pk_field": "id", **ingest}, read_by_driver)


def datasource(server: JdbcServer) -> dict[str, Any]:
    """Return the ``jdbc`` of a datasource."""
    return {"url": server.url, "username": server.user, "password": server.password}


def drivers(service: Service) -> list[int]:
    """Return the Java processes of the executions of a service."""
    executions = set(service.processes(EXECUTION))
    found = []
    for each in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            if parent in executions and b"siren.sidecar.jdbc" in (each / "cmdline").read_bytes():
                found.append(int(each.name))
    return found


def is_running(pid: int) -> bool:
    """Return whether a process has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def start_and_read(service: Service, name: str) -> list[int]:
    """Start the job and wait until it reads rows; return its Java processes."""
    service.start_job(name)
    wait_until(lambda: service.status(name)["details"]["rows_read"] > 0, "rows are read")
    found = drivers(service)
    assert found, "no driver runs"
    return found


@pytest.mark.parametrize("ingest", [{"strategy": "REPLACE"}, {"strategy": "INCREMENTAL", "partition": {"column": "ID", "count": 3}}])
def test_a_job_loads_exactly_the_rows(service: Service, name: str, server: JdbcServer, ingest: dict[str, Any]) -> None:
    numbers = ", ".join(f"({number}, 'word \"{number}\"', {number}.25)" for number in range(1, 501))
    server.run_sql(f"create table {name} (id bigint not null primary key, word varchar(50), price decimal(10, 2))")
    server.run_sql(f"insert into {name} values {numbers}")
    service.define(name, {"query": f"select * from {name}", "pk_field": "ID", **ingest}, datasource(server))

    status = service.run(name)

    assert (status["state"], status["count"], status["details"]["rows_read"]) == ("successful", 500, 500), status
    documents = service.documents(name)
    assert [each["_source"] for each in documents if each["_id"] == "77"] == [{"ID": 77, "WORD": 'word "77"', "PRICE": 77.25}]
    assert {each["_id"] for each in documents} == {str(number) for number in range(1, 501)}
    assert drivers(service) == []


def test_dask_workers_read_ranges_through_the_driver(
    service: Service, cluster: DaskCluster, name: str, postgres_url: str, read_by_driver: dict[str, Any]
) -> None:
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id, 'w' || g as word from generate_series(1, {ROWS}) g")
    partition = {"column": "id", "count": 3, "executor": "dask"}
    ingest = {"query": f"select * from {name}", "strategy": "REPLACE", "pk_field": "id", "partition": partition}
    service.define(name, ingest, read_by_driver)
    cluster.environ = service.environ
    cluster.start_scheduler()
    cluster.start_worker()
    cluster.wait_for_workers()

    status = service.run(name)

    assert (status["state"], status["count"], status["details"]["snapshots"]) == ("successful", ROWS, 4), status
    assert {each["_id"] for each in service.documents(name)} == {str(number) for number in range(1, ROWS + 1)}


@pytest.mark.parametrize(
    "condition",
    ["{{^last_record}}id > 0{{/last_record}}{{#last_record}}id > {{last_record.0}}{{/last_record}}",
     "{{#last_record_timestamp}}changed > {{last_record_timestamp}} and {{/last_record_timestamp}}id > 0"],
    ids=["number", "timestamp"],
)  # fmt: skip
def test_an_incremental_job_continues_after_its_last_row(service: Service, name: str, server: JdbcServer, condition: str) -> None:
    insert = f"insert into {name} values ({{}}, '{{}}-02-29 12:00:00.123456')"
    server.run_sql(
        f"create table {name} (id bigint not null primary key, changed timestamp)", insert.format(1, 2004), insert.format(2, 2008)
    )
    service.define(name, {"query": f"select * from {name} where {condition} order by id", "pk_field": "ID"}, datasource(server))
    assert service.run(name)["count"] == 2
    server.run_sql(insert.format(3, 2996))
    assert service.run(name)["count"] == 1
    assert service.count(name) == 3


@pytest.mark.parametrize("strategy", ["REPLACE", "INCREMENTAL"])
def test_a_run_continues_when_its_driver_was_killed(
    service: Service, name: str, define: Callable[..., None], row_delay: RowDelay, strategy: str
) -> None:
    define(strategy=strategy)
    signal_all(start_and_read(service, name), signal.SIGKILL)
    row_delay.disable()
    status = service.wait_for_success(name, ROWS)
    assert status["details"]["restart_reason"] == "the connection to the database was lost", status
    assert service.count(name) == ROWS


def test_a_killed_execution_leaves_neither_driver_nor_statement(
    service: Service, name: str, define: Callable[..., None], row_delay: RowDelay, postgres_url: str
) -> None:
    define(strategy="REPLACE")
    killed = start_and_read(service, name)
    service.kill(EXECUTION)
    wait_until(lambda: not any(map(is_running, killed)), "the driver ends with its execution")
    row_delay.disable()
    service.wait_for_success(name, ROWS)
    wait_until(lambda: count_active_statements(postgres_url, name) == 0, "no statement runs")


def test_a_paused_execution_is_restarted_without_its_driver(
    service: Service, name: str, define: Callable[..., None], row_delay: RowDelay, postgres_url: str
) -> None:
    define(strategy="REPLACE")
    paused = start_and_read(service, name)
    signal_all(service.executing(), signal.SIGSTOP)
    row_delay.disable()
    assert service.wait_for_success(name, ROWS)["details"]["attempt"] == 2
    wait_until(lambda: not any(map(is_running, paused)), "the driver ends with its execution")
    wait_until(lambda: count_active_statements(postgres_url, name) == 0, "no statement runs")


def test_an_abort_ends_the_statement(service: Service, name: str, read_by_driver: dict[str, Any], postgres_url: str) -> None:
    service.define(name, {"query": slow_query(name), "pk_field": "id"}, read_by_driver)
    service.start_job(name)
    wait_until(lambda: count_active_statements(postgres_url, name) == 1, "the query runs")
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"
    wait_until(lambda: count_active_statements(postgres_url, name) == 0, "no statement runs")


def test_an_abort_ends_a_run_whose_driver_hangs(
    service: Service, name: str, define: Callable[..., None], row_delay: RowDelay, postgres_url: str
) -> None:
    define(strategy="REPLACE")
    paused = start_and_read(service, name)
    signal_all(paused, signal.SIGSTOP)
    response = service.call("POST", f"{JOBS}/ingestion/{name}/_abort")
    assert response["status"]["state"] == "aborted", response
    wait_until(lambda: not any(map(is_running, paused)), "the driver is killed")
    row_delay.disable()
    wait_until(lambda: count_active_statements(postgres_url, name) == 0, "no statement runs")
    assert service.es("GET", f"/{name}*?expand_wildcards=all").body == {}


def test_a_run_waits_for_a_database_that_was_killed(service: Service, name: str, h2_server: JdbcServer) -> None:
    rows = 300_000
    h2_server.run_sql(f"create table {name} as select x as id, repeat('x', 500) as word from system_range(1, {rows})")
    service.define(name, {"query": f"select * from {name}", "pk_field": "ID", "strategy": "REPLACE"}, datasource(h2_server))
    service.start_job(name)
    wait_until(lambda: service.status(name)["details"]["rows_read"] > 0, "rows are read")
    # Paused, so that the run does not end before the server is killed.
    signal_all(found := drivers(service), signal.SIGSTOP)
    h2_server.kill()
    signal_all(found, signal.SIGCONT)
    wait_until(lambda: service.status(name)["details"].get("waiting_for") == "the database", "the run waits")
    h2_server.start()
    status = service.wait_for_success(name, rows)
    assert status["details"]["attempt"] > 1, status
    h2_server.run_sql(f"drop table {name}")


def test_drivers_see_no_settings(service: Service, name: str, define: Callable[..., None], row_delay: RowDelay) -> None:
    define(strategy="REPLACE")
    (driver, *_) = start_and_read(service, name)
    assert Path(f"/proc/{driver}/environ").read_bytes() == b""
    row_delay.disable()
    service.wait_for_success(name, ROWS)
    assert not is_running(driver)
