"""Ranges of a job that Dask workers load: exact rows and counts, whatever happens to workers, scheduler and coordinator."""

import signal
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.databases import RowDelay, count_active_statements, create_wide_table, execute_on_postgresql, jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, SECRET_KEY, Service
from tests.conftest import require_proc
from tests.servers.dask import DaskCluster, environ_of_another_version, running
from tests.servers.restartable import signal_all
from tests.support.waiting import wait_until

ROWS = 3000
CANARY = "canary-7f3a-password"
"""The password of a database login."""
PAGES = ("/status", "/info/main/workers.html", "/info/main/logs.html", "/json/counts.json", "/json/identity.json", "/metrics")
"""Pages of the scheduler; some need packages that are not installed."""
MAX_MAPPING = 1 << 30
"""Bytes: larger mappings are address space that is only reserved."""


@pytest.fixture(scope="module")
def servers(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, DaskCluster]]:
    """Return a sidecar with a short lease timeout, and a scheduler with two workers."""
    folder = tmp_path_factory.mktemp("dask")
    service = Service(elasticsearch_url, folder, {"SIDECAR_LEASE_TIMEOUT": "5s"})
    with running(folder, service.environ) as cluster:
        service.settings["SIDECAR_DASK_SCHEDULER"] = cluster.address
        service.start()
        try:
            yield service, cluster
        finally:
            service.stop()


@pytest.fixture
def service(servers: tuple[Service, DaskCluster]) -> Service:
    return servers[0]


@pytest.fixture
def cluster(servers: tuple[Service, DaskCluster]) -> Iterator[DaskCluster]:
    """Return the cluster, and start again what the test has ended."""
    yield servers[1]
    servers[1].repair()


@pytest.fixture
def table(name: str, postgres_url: str) -> str:
    """Create a table with a key and texts, so wide that every few rows make a packet; return its name."""
    create_wide_table(postgres_url, name, ROWS)
    return name


def partition(count: int = 6) -> dict[str, Any]:
    return {"column": "id", "count": count, "executor": "dask"}


def require_exact(service: Service, name: str, postgres_url: str, rows: int = ROWS) -> dict[str, Any]:
    """Wait for success; require exactly the rows, and no statement or session left in the database."""
    status = service.wait_for_success(name, rows)
    assert sorted(int(hit["_id"]) for hit in service.documents(name)) == list(range(1, rows + 1))
    wait_until(lambda: count_active_statements(postgres_url, f"from {name}") == 0, "no statement is left", 20)
    return status


class SlowJob:
    """A job whose ranges are read slowly until :meth:`speed_up`."""

    def __init__(self, service: Service, table: str, postgres_url: str, row_delay: RowDelay, **ingest: Any) -> None:
        self.name, self._service, self._row_delay = table, service, row_delay
        query = f"select id, word, {row_delay.expression} as nap from {table}"
        standard = {"query": query, "strategy": "REPLACE", "pk_field": "id", "partition": partition()}
        service.define(table, standard | ingest, jdbc(postgres_url))

    def start(self) -> None:
        """Start it, and wait until workers have sent rows."""
        self._service.start_job(self.name)
        wait_until(lambda: self._service.status(self.name)["details"]["rows_read"] > 0, "rows are read", 30)

    def speed_up(self) -> None:
        """Read the remaining rows without a delay."""
        self._row_delay.disable()


@pytest.fixture
def slow_job(service: Service, table: str, postgres_url: str, row_delay: RowDelay) -> SlowJob:
    return SlowJob(service, table, postgres_url, row_delay)


# -- without faults ------------------------------------------------------------------------------------------------------------------


def test_workers_load_every_row_once(service: Service, table: str, postgres_url: str) -> None:
    ingest = {"query": f"select * from {table}", "strategy": "REPLACE", "pk_field": "id"}
    service.define(table, {**ingest, "partition": partition()}, jdbc(postgres_url))
    status = service.run(table)
    assert (status["state"], status["count"], status["last_id"]) == ("successful", ROWS, str(ROWS)), status
    details = status["details"]
    assert (details["snapshots"], details["rows_read"], details["duplicates"]) == (1, ROWS, 0)
    assert [each["name"] for each in details["partitions"]] == ["0", "1", "2", "3", "4", "5", "nulls"]
    assert sum(each["count"] for each in details["partitions"]) == ROWS
    require_exact(service, table, postgres_url)


def test_an_incremental_job_continues_after_the_largest_key(service: Service, table: str, postgres_url: str) -> None:
    query = f"select * from {table} {{{{#max_primary_key}}}}where id > {{{{max_primary_key}}}}{{{{/max_primary_key}}}}"
    service.define(table, {"query": query, "pk_field": "id", "partition": partition()}, jdbc(postgres_url))
    assert service.run(table)["count"] == ROWS
    execute_on_postgresql(postgres_url, f"insert into {table} select g from generate_series({ROWS + 1}, {ROWS + 10}) g")
    assert [service.run(table)["count"], service.run(table)["count"]] == [10, 0]
    assert sorted(int(hit["_id"]) for hit in service.documents(table)) == list(range(1, ROWS + 11))


def test_documents_without_a_key_have_the_ids_of_a_local_run(service: Service, table: str, postgres_url: str) -> None:
    ingest = {"query": f"select * from {table}", "strategy": "REPLACE", "partition": partition(3)}
    service.define(table, ingest, jdbc(postgres_url))
    status = service.run(table)
    assert (status["state"], status["count"]) == ("successful", ROWS), status
    assert {hit["_id"].rsplit("-", 2)[1] for hit in service.documents(table)} == {"0", "1", "2"}


def test_mariadb_is_read_in_one_snapshot_for_each_range(service: Service, name: str, mariadb_url: str) -> None:
    query = "select seq as id, concat('w', seq) as w from seq_1_to_2000"
    service.define(name, {"query": query, "pk_field": "id", "strategy": "REPLACE", "partition": partition(4)}, jdbc(mariadb_url))
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["snapshots"]) == ("successful", 2000, 5), status


@pytest.mark.parametrize(("limit", "state"), [(4, "error"), (5, "successful")])
def test_rejected_rows_of_all_workers_are_counted_together(service: Service, table: str, postgres_url: str, limit: int, state: str) -> None:
    query = f"select id, case when id % 600 = 0 then 'x' else '1' end as n from {table}"
    ingest = {"query": query, "strategy": "REPLACE", "pk_field": "id", "mapping": {"properties": {"n": {"type": "long"}}}}
    service.define(table, {**ingest, "max_failures": limit, "partition": partition()}, jdbc(postgres_url))
    status = service.run(table)
    assert status["state"] == state, status
    if state == "successful":
        assert (status["count"], status["details"]["rejected"]) == (ROWS - 5, 5)
        letters = service.call("GET", f"/_siren/connector/ingestion/{table}/_dead_letters")
        assert letters["hits"]["total"] == 5, letters
    else:
        assert "[max_failures] is 4" in status["error"][0], status


def test_a_database_error_of_one_worker_ends_the_run_with_its_reasons(service: Service, table: str, postgres_url: str) -> None:
    query = f"select id, case when id = {ROWS - 1} then 'x' else '1' end::int as n from {table}"
    service.define(table, {"query": query, "strategy": "REPLACE", "partition": partition()}, jdbc(postgres_url))
    status = service.run(table)
    assert status["state"] == "error"
    assert "invalid input syntax" in status["error"][-1], status["error"]
    assert service.es("GET", f"/{table}*?expand_wildcards=all").body == {}


def test_a_file_database_cannot_be_read_by_workers(service: Service, name: str) -> None:
    database = {"driver": "org.sqlite.JDBC", "url": f"jdbc:sqlite:{service.folder}/{name}.db"}
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": database}).status == 201
    ingest = {"datasource": name, "query": "select 1 as id", "target": name, "strategy": "REPLACE", "partition": partition()}
    response = service.call("PUT", f"{INGESTION}/{name}", {"ingest": ingest})
    assert response.status == 400
    assert "[ingest.partition.executor] cannot be [dask] with [sqlite]" in response["error"]["reason"], response


# -- faults --------------------------------------------------------------------------------------------------------------------------


def kill_worker(service: Service, cluster: DaskCluster) -> None:
    cluster.workers[0].signal(signal.SIGKILL, only_worker=True)


def kill_worker_and_nanny(service: Service, cluster: DaskCluster) -> None:
    cluster.workers[0].signal(signal.SIGKILL)


def kill_nanny(service: Service, cluster: DaskCluster) -> None:
    signal_all(cluster.workers[0].pids[:1], signal.SIGKILL)


def pause_worker(service: Service, cluster: DaskCluster) -> None:
    cluster.workers[0].signal(signal.SIGSTOP, only_worker=True)


def pause_scheduler(service: Service, cluster: DaskCluster) -> None:
    assert cluster.scheduler is not None
    cluster.scheduler.signal(signal.SIGSTOP)
    before = service.log().count("The Dask scheduler")
    wait_until(lambda: service.log().count("The Dask scheduler") > before, "the coordinator gives it up", 60)
    cluster.scheduler.signal(signal.SIGCONT)


def kill_scheduler(service: Service, cluster: DaskCluster) -> None:
    assert cluster.scheduler is not None
    cluster.scheduler.stop()
    cluster.repair()


def kill_coordinator(service: Service, cluster: DaskCluster) -> None:
    signal_all(service.executing(), signal.SIGKILL)


def pause_coordinator(service: Service, cluster: DaskCluster) -> None:
    signal_all(service.executing(), signal.SIGSTOP)


SHORT_FAULTS = (kill_worker, pause_worker, kill_scheduler, kill_coordinator)
"""The faults in every run of the tests; ``make test-all`` causes the others too."""
LONG_FAULTS = (kill_worker_and_nanny, kill_nanny, pause_scheduler, pause_coordinator)


@pytest.mark.parametrize(
    "cause_fault",
    [
        *(pytest.param(each, id=each.__name__) for each in SHORT_FAULTS),
        *(pytest.param(each, id=each.__name__, marks=pytest.mark.long) for each in LONG_FAULTS),
    ],
)
def test_every_row_is_loaded_once_in_spite_of_a(
    cause_fault: Callable[[Service, DaskCluster], None], service: Service, cluster: DaskCluster, slow_job: SlowJob, postgres_url: str
) -> None:
    slow_job.start()
    cause_fault(service, cluster)
    slow_job.speed_up()
    require_exact(service, slow_job.name, postgres_url)


def test_an_abort_ends_the_statements_of_all_workers(service: Service, cluster: DaskCluster, slow_job: SlowJob, postgres_url: str) -> None:
    slow_job.start()
    pause_worker(service, cluster)
    response = service.call("POST", f"{JOBS}/ingestion/{slow_job.name}/_abort")
    assert response["status"]["state"] == "aborted", response
    wait_until(lambda: count_active_statements(postgres_url, f"from {slow_job.name}") == 0, "no statement is left", 5)
    assert service.es("GET", f"/{slow_job.name}*?expand_wildcards=all").body == {}
    paused = cluster.workers[0]
    cluster.repair()
    wait_until(lambda: f"range not loaded: {slow_job.name}" in paused.log.read_text(), "the paused worker has noticed the abort", 30)
    assert service.es("GET", f"/{slow_job.name}*?expand_wildcards=all").body == {}


def test_a_range_that_takes_much_longer_than_others_is_cut_again(
    service: Service, cluster: DaskCluster, table: str, postgres_url: str, row_delay: RowDelay
) -> None:
    row_delay.seconds = 0.1
    # A query for the ends of the range does not call a function that is stable.
    body = f"begin return {row_delay.expression}; end"
    execute_on_postgresql(postgres_url, f"create function {table}_nap(id bigint) returns text language plpgsql stable as $${body}$$")
    query = f"select id, word, case when id > {ROWS * 5 // 6} then {table}_nap(id) end as nap from {table}"
    job = SlowJob(service, table, postgres_url, row_delay, query=query)
    job.start()
    wait_until(lambda: "range cut again" in service.log(), "the slow range is cut", 60)
    job.speed_up()
    status = require_exact(service, table, postgres_url)
    assert [each["name"] for each in status["details"]["partitions"]] == ["0", "1", "2", "3", "4", "5", "nulls"]


# -- security and settings -----------------------------------------------------------------------------------------------------------


def canaries(text: bytes) -> set[str]:
    """Return the secrets in a text."""
    return {each for each in (CANARY, SECRET_KEY) if each.encode() in text}


def read_memory(pid: int) -> bytes:
    """Return the memory of a process, as far as it can be read."""
    found = []
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb") as memory:
        for line in maps:
            span, access, *_ = line.split()
            begin, end = (int(each, 16) for each in span.split("-"))
            if access.startswith("rw") and end - begin < MAX_MAPPING:
                with suppress(OSError, ValueError, OverflowError):
                    memory.seek(begin)
                    found.append(memory.read(end - begin))
    return b"\0".join(found)


def read_page(url: str) -> bytes:
    """Return the body of a page, also of an error."""
    try:
        with urllib.request.urlopen(url, timeout=20) as response:
            return bytes(response.read())
    except urllib.error.HTTPError as error:
        return error.read()


def test_no_secret_reaches_the_scheduler_its_pages_logs_or_files(
    service: Service, cluster: DaskCluster, table: str, postgres_url: str, row_delay: RowDelay
) -> None:
    require_proc()
    assert cluster.scheduler is not None
    execute_on_postgresql(postgres_url, f"create role {table} login password '{CANARY}'", f"grant pg_read_all_data to {table}")
    job = SlowJob(service, table, postgres_url, row_delay)
    login = {**jdbc(postgres_url), "username": table, "password": CANARY}
    assert service.call("PUT", f"{DATASOURCE}/{table}", {"jdbc": login}).status == 200
    job.start()

    memory = read_memory(cluster.scheduler.process.pid)
    assert f"load_range-{table}".encode() in memory
    assert canaries(memory) == set()
    for page in PAGES:
        assert canaries(read_page(cluster.dashboard + page)) == set(), page
    job.speed_up()
    require_exact(service, table, postgres_url)
    assert canaries(read_memory(cluster.scheduler.process.pid)) == set()
    for file in cluster.folder.rglob("*"):
        if file.is_file():
            assert canaries(file.read_bytes()) == set(), file


def test_a_worker_of_another_version_gets_no_order(
    service: Service, cluster: DaskCluster, table: str, postgres_url: str, tmp_path: Path
) -> None:
    other = cluster.start_worker(environ_of_another_version(tmp_path))
    cluster.wait_for_workers()
    ingest = {"query": f"select * from {table}", "strategy": "REPLACE", "pk_field": "id", "partition": partition()}
    service.define(table, ingest, jdbc(postgres_url))
    try:
        assert service.run(table)["state"] == "successful"
    finally:
        other.stop()
        cluster.workers.remove(other)
    require_exact(service, table, postgres_url)
    assert service.log().count("worker ignored: ") == 1
    assert "order could not be started" not in other.log.read_text()
