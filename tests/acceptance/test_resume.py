"""A run that lost its process or database resumes from its checkpoint: no row is lost or duplicated, and few are read again."""

import os
import signal
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pymysql
import pytest

from tests.acceptance.conftest import running_service
from tests.acceptance.databases import RowDelay, count_active_statements, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import AGENT, EXECUTION, JOBS, Service
from tests.servers.restartable import signal_all
from tests.support.tcp_proxy import tcp_proxy
from tests.support.waiting import wait_until

ROWS = 3000
MAX_ATTEMPTS = 2
ORDERED_QUERY = "select id, repeat('x', 2000) as word, {row_delay} as nap from {name} order by id"
NEWER = "{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}"


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar with a lease timeout of 6 s, a shutdown grace period of 1 s and few attempts."""
    settings = {"SIDECAR_LEASE_TIMEOUT": "6s", "SIDECAR_SHUTDOWN_GRACE": "1s", "SIDECAR_MAX_ATTEMPTS": str(MAX_ATTEMPTS)}
    yield from running_service(elasticsearch_url, tmp_path_factory.mktemp("sidecar"), settings)


def start_until_checkpoint(service: Service, job: str, rows: int = 1) -> None:
    """Start a job and wait until its checkpoint has that many acknowledged rows."""
    service.start_job(job)
    wait_until(lambda: checkpoint_rows(service, job) >= rows, "the checkpoint has rows", 30)


def checkpoint_rows(service: Service, job: str) -> int:
    """Return the number of rows that the next attempt will not read again."""
    lease = service.es("GET", f"/.siren-leases/_doc/ingestion:{job}").body.get("_source", {})
    return sum(each["count"] for each in lease.get("resume", {}).get("done", {}).values())


def wait_for_success(service: Service, job: str, ids: Collection[int] = range(1, ROWS + 1)) -> dict[str, Any]:
    """Wait for the end; check the ids, the single document in the job log, and that lease and staging index are cleaned up."""
    status = service.wait_for_success(job, len(ids))
    assert sorted(int(hit["_id"]) for hit in service.documents(job)) == sorted(ids)
    lease = service.es("GET", f"/.siren-leases/_doc/ingestion:{job}")["_source"]
    assert not {"resume", "session", "process", "staging"} & set(lease)
    return status


@pytest.fixture
def ordered(service: Service, name: str, postgres_url: str, row_delay: RowDelay) -> str:
    """Define a REPLACE with delayed rows in the order of their key; return its id."""
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    service.define(
        name,
        {"query": ORDERED_QUERY.format(name=name, row_delay=row_delay.expression), "strategy": "REPLACE", "pk_field": "id"},
        jdbc(postgres_url),
    )
    return name


def test_a_killed_run_resumes_after_its_last_acknowledged_row(service: Service, ordered: str, row_delay: RowDelay) -> None:
    start_until_checkpoint(service, ordered)
    index, acknowledged = service.status(ordered)["details"]["index"], checkpoint_rows(service, ordered)
    service.kill(EXECUTION)
    row_delay.disable()

    wait_until(lambda: service.status(ordered)["details"]["attempt"] == 2, "another attempt starts")
    assert service.status(ordered)["count"] >= acknowledged
    status = wait_for_success(service, ordered)
    details = status["details"]
    assert (details["index"], details["attempt"], details["snapshots"], details["rows_read"]) == (index, 2, 2, ROWS)
    assert details["duplicates"] == 0
    assert "exit status -9" in details["restart_reason"]
    assert [event["type"] for event in details["events"]] == ["attempt_started", "taken_over", "attempt_started", "published"]
    times = [event["time"] for event in details["events"]]
    assert [status["start_time"], *times, status["end_time"]] == sorted([status["start_time"], *times, status["end_time"]])
    logged = service.call("GET", f"{JOBS}/_search?id={ordered}&detailed")["hits"]["hits"][0]["_source"]["ingestion"]
    assert logged["details"]["events"] == details["events"]
    history = details["history"]
    assert history == logged["details"]["history"]
    assert (history["rows"][-1], history["time"]) == (status["count"], sorted(history["time"]))
    assert history["time"][0] < times[1] < times[2] < history["time"][-1], "both attempts have points"
    assert "interval" in service.call("GET", f"{JOBS}/ingestion/{ordered}?detailed&human")["status"]["details"]["history"]


def test_rows_that_are_inserted_and_deleted_between_attempts_are_correct(
    service: Service, ordered: str, postgres_url: str, row_delay: RowDelay
) -> None:
    """A row that was sent beyond the checkpoint and then deleted in the database makes the run start over."""
    start_until_checkpoint(service, ordered)
    index = service.status(ordered)["details"]["index"]
    (process,) = service.executing()
    sent = pause_beyond_checkpoint(service, ordered, index, process)
    execute_on_postgresql(postgres_url, f"delete from {ordered} where id = {sent}", f"insert into {ordered} values (0)")
    row_delay.disable()
    signal_all([process], signal.SIGKILL)
    status = wait_for_success(service, ordered, {*range(ROWS + 1)} - {sent})
    assert status["details"]["index"] != index


def pause_beyond_checkpoint(service: Service, job: str, index: str, process: int) -> int:
    """Pause a run's process while the checkpoint lacks a row of the index; return the id of the row."""
    ids: list[int] = []

    def pause() -> bool:
        assert process in service.executing()
        signal_all([process], signal.SIGSTOP)
        # The refresh waits for writes in progress.
        service.es("POST", f"/{index},.siren-leases/_refresh")
        sent = service.es("GET", f"/{index}/_search?sort=id:desc&size=1")["hits"]["hits"][0]["_source"]["id"]
        if sent > checkpoint_rows(service, job):
            ids.append(sent)
        else:
            signal_all([process], signal.SIGCONT)
        return bool(ids)

    wait_until(pause, "the checkpoint lacks a row of the index")
    return ids[0]


def test_a_run_that_lost_its_database_continues_in_the_same_index(
    service: Service, name: str, postgres_url: str, row_delay: RowDelay
) -> None:
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    parts = urlparse(postgres_url)
    with tcp_proxy(parts.hostname or "", parts.port or 0) as proxy:
        datasource = {**jdbc(postgres_url), "url": f"jdbc:postgresql://127.0.0.1:{proxy.port}{parts.path}"}
        service.define(
            name,
            {"query": ORDERED_QUERY.format(name=name, row_delay=row_delay.expression), "strategy": "REPLACE", "pk_field": "id"},
            datasource,
        )
        start_until_checkpoint(service, name)
        index = service.status(name)["details"]["index"]
        proxy.disconnect()
        wait_until(lambda: service.status(name)["details"].get("waiting_for") == "the database", "the run waits")
        row_delay.disable()
        proxy.restore()
        status = wait_for_success(service, name)
    assert (status["details"]["index"], status["details"]["snapshots"]) == (index, 2)


@pytest.mark.parametrize("strategy", ["REPLACE", "INCREMENTAL"])
def test_acknowledged_ranges_are_not_read_again(service: Service, name: str, postgres_url: str, row_delay: RowDelay, strategy: str) -> None:
    execute_on_postgresql(
        postgres_url, f"create table {name} (id bigint primary key)", f"insert into {name} select generate_series(1, {ROWS})",
        f"analyze {name}",
    )  # fmt: skip
    # Only the later ranges are slow.
    query = f"select id, '{name}' as mark, case when id > {ROWS // 2} then {row_delay.expression} end as nap from {name}"
    ingest = {"query": query, "strategy": strategy, "pk_field": "id", "partition": {"column": "id", "count": 4}}
    service.define(name, ingest, jdbc(postgres_url))
    start_until_checkpoint(service, name, ROWS // 2)
    service.kill(EXECUTION)
    row_delay.disable()
    status = wait_for_success(service, name)
    details = status["details"]
    assert [part["name"] for part in details["partitions"]] == ["0", "1", "2", "3", "nulls"]
    assert sum(part["count"] for part in details["partitions"]) == ROWS
    assert (details["snapshots"], details["attempt"]) == (2, 2)
    assert service.es("GET", f"/.siren-leases/_doc/ingestion:{name}")["_source"]["positions"].get("max_primary_key") == (
        str(ROWS) if strategy == "INCREMENTAL" else None
    )


def test_an_incremental_run_resumes_and_saves_its_last_position(
    service: Service, name: str, postgres_url: str, row_delay: RowDelay
) -> None:
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    query = ORDERED_QUERY.format(name=name, row_delay=row_delay.expression).replace("order by", f"{NEWER} order by")
    service.define(name, {"query": query, "pk_field": "id"}, jdbc(postgres_url))
    start_until_checkpoint(service, name)
    service.kill(EXECUTION)
    row_delay.disable()
    status = wait_for_success(service, name)
    assert status["details"]["attempt"] == 2
    assert service.run(name)["count"] == 0


def test_an_aborted_incremental_run_saves_its_checkpoint_as_position_after_its_process_hung(
    service: Service, name: str, postgres_url: str, row_delay: RowDelay
) -> None:
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    query = ORDERED_QUERY.format(name=name, row_delay=row_delay.expression).replace("order by", f"{NEWER} order by")
    service.define(name, {"query": query, "pk_field": "id"}, jdbc(postgres_url))
    start_until_checkpoint(service, name)
    signal_all(service.executing(), signal.SIGSTOP)
    service.call("POST", f"{JOBS}/ingestion/{name}/_abort?wait_for_completion=false")
    wait_until(lambda: service.status(name)["state"] == "aborted", "the abort ends", 30)
    row_delay.disable()
    position = int(service.es("GET", f"/.siren-leases/_doc/ingestion:{name}")["_source"]["positions"]["max_primary_key"])
    assert 0 < position <= ROWS
    assert service.run(name)["count"] == ROWS - position
    assert service.count(name) == ROWS


def check_resumes_after_kill(service: Service, job: str, query: str, datasource: dict[str, Any], end_delay: Callable[[], object]) -> None:
    """Run a query whose rows are delayed, kill its process, end the delay and check that the next attempt continues."""
    service.define(job, {"query": query, "strategy": "REPLACE", "pk_field": "id", "batch_size": 100}, datasource)
    start_until_checkpoint(service, job)
    service.kill(EXECUTION)
    end_delay()
    details = wait_for_success(service, job)["details"]
    assert (details["attempt"], details["snapshots"], details["rows_read"], details["duplicates"]) == (2, 2, ROWS, 0)


def test_an_ordered_query_resumes_on_mariadb(service: Service, name: str, mariadb_url: str) -> None:
    parts = urlparse(mariadb_url)
    account = {"user": parts.username, "password": parts.password or "", "database": parts.path[1:]}
    # The rows are delayed while the test holds a lock.
    query = f"select id, repeat('x', 500) as word, if(is_used_lock('{name}'), sleep(0.005), 0) as nap from {name} order by id"
    with (
        pymysql.connect(host=parts.hostname, port=parts.port or 0, autocommit=True, **account) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(f"create table {name} (id bigint primary key) as select seq as id from seq_1_to_{ROWS}")
        cursor.execute(f"select get_lock('{name}', 0)")
        check_resumes_after_kill(service, name, query, jdbc(mariadb_url), lambda: cursor.execute(f"select release_lock('{name}')"))


def test_an_ordered_query_resumes_on_sqlite(service: Service, name: str) -> None:
    path = service.folder / f"{name}.db"
    # With a write-ahead log the delay can be ended during the read, for the next attempt.
    tables = ("pragma journal_mode=wal", "create table t (id integer primary key)", "create table delay (is_on integer)")
    datasource = write_sqlite_file(path, *tables, insert="insert into t values (?)", rows=((id,) for id in range(1, ROWS + 1)))
    write_sqlite_file(path, "insert into delay values (1)")
    # It takes seconds longer than the first checkpoint, also on a fast machine.
    delay = "(with recursive n(i) as (select 1 union all select i + 1 from n where i < 6000) select max(i + t.id) from n)"
    nap = f"case when (select is_on from delay) then {delay} end as nap"
    query = f"select t.id, hex(randomblob(1000)) as word, {nap} from t order by id"
    check_resumes_after_kill(service, name, query, datasource, lambda: write_sqlite_file(path, "update delay set is_on = 0"))


def test_attempts_with_progress_do_not_count_towards_the_limit(service: Service, ordered: str, row_delay: RowDelay) -> None:
    start_until_checkpoint(service, ordered)
    for attempt in range(2, MAX_ATTEMPTS + 2):
        before = checkpoint_rows(service, ordered)
        service.kill(EXECUTION)
        wait_until(lambda attempt=attempt: service.status(ordered)["details"]["attempt"] >= attempt, "another attempt starts")  # type: ignore[misc]
        wait_until(lambda before=before: checkpoint_rows(service, ordered) > before, "the checkpoint advances", 30)  # type: ignore[misc]
    row_delay.disable()
    assert wait_for_success(service, ordered)["details"]["attempt"] > MAX_ATTEMPTS


def test_the_statement_of_a_killed_process_is_terminated(service: Service, name: str, postgres_url: str) -> None:
    """The statement sorts for a long time and does not detect on its own that its client has disconnected."""
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, 10) g")
    query = f"select id, '{name}' as mark, pg_sleep(600)::text as nap from {name} order by nap"
    service.define(name, {"query": query, "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    service.start_job(name)
    condition = f"state = 'active' and query like 'COPY%{name}%' and pid <> pg_backend_pid()"
    pids = f"select pid from pg_stat_activity where {condition}"
    wait_until(lambda: len(execute_on_postgresql(postgres_url, pids)) == 1, "the statement runs")
    ((first,),) = execute_on_postgresql(postgres_url, pids)
    service.kill(EXECUTION)
    wait_until(lambda: not is_session_alive(postgres_url, first), "the first statement has ended")
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"
    wait_until(lambda: count_active_statements(postgres_url, name) == 0, "the second statement has ended")


def is_session_alive(url: str, pid: int) -> bool:
    return bool(execute_on_postgresql(url, f"select 1 from pg_stat_activity where pid = {pid}"))


def test_a_paused_process_without_an_agent_is_killed_by_the_take_over(service: Service, ordered: str, row_delay: RowDelay) -> None:
    start_until_checkpoint(service, ordered)
    (process,) = service.executing()
    service.kill(AGENT)
    os.kill(process, signal.SIGSTOP)
    row_delay.disable()
    try:
        wait_until(lambda: not Path(f"/proc/{process}/cmdline").exists() or _has_ended(process), "the paused process is killed", 30)
    finally:
        if not _has_ended(process):
            os.kill(process, signal.SIGCONT)
    assert wait_for_success(service, ordered)["details"]["attempt"] == 2


def _has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def test_a_stopped_service_hands_over_its_execution_without_waiting_for_its_end(
    service: Service, ordered: str, row_delay: RowDelay
) -> None:
    start_until_checkpoint(service, ordered)
    acknowledged = checkpoint_rows(service, ordered)
    began = time.monotonic()
    service.stop()
    assert time.monotonic() - began < 20
    row_delay.disable()
    service.start()
    assert service.status(ordered)["count"] >= acknowledged
    details = wait_for_success(service, ordered)["details"]
    assert (details["attempt"], details["restart_reason"]) == (2, "its agent was stopped")
    assert [event["type"] for event in details["events"]] == ["attempt_started", "handed_over", "attempt_started", "published"]
