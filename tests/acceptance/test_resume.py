"""A run whose process or database is lost goes on from its checkpoint: what is settled is not read again, nothing is lost or doubled."""

import os
import signal
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pymysql
import pytest

from tests.acceptance.chaos.workloads import SLOWLY
from tests.acceptance.conftest import running
from tests.acceptance.databases import Dawdle, jdbc, on_postgresql, sqlite_file, working
from tests.acceptance.service import AGENT, EXECUTION, JOBS, Service
from tests.servers.restartable import signal_all
from tests.support.tcp_proxy import wire_to
from tests.support.waiting import until

ROWS = 3000
ORDERED = "select id, repeat('x', 2000) as word, {nap} as nap from {name} order by id"
NEWER = "{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}"


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a sidecar that takes a lease for dead after six seconds, and lets runs end for one when it is stopped."""
    settings = {"SIDECAR_LEASE_TIMEOUT": "6s", "SIDECAR_SHUTDOWN_GRACE": "1s"}
    yield from running(elasticsearch_url, tmp_path_factory.mktemp("resumed"), settings)


def on_the_way(service: Service, job: str, least: int = 1) -> None:
    """Start a job and wait until some of its rows are acknowledged, and that is in a checkpoint."""
    service.start_job(job)
    until(lambda: checkpoint(service, job) >= least, "a checkpoint has rows", 30)


def checkpoint(service: Service, job: str) -> int:
    """Give the rows that another attempt would not read again."""
    lease = service.es("GET", f"/.siren-leases/_doc/ingestion:{job}").body.get("_source", {})
    return sum(each["count"] for each in lease.get("resume", {}).get("done", {}).values())


def ends_well(service: Service, job: str, ids: Collection[int] = range(1, ROWS + 1)) -> dict[str, Any]:
    """Wait for the end; the oracle: exact ids, one document in the log, no staging index and no other alias left."""
    until(lambda: not service.status(job)["is_running"], "the run ends", 90)
    status = service.status(job)
    assert (status["state"], status["count"]) == ("successful", len(ids)), status
    assert sorted(int(hit["_id"]) for hit in service.documents(job)) == sorted(ids)
    until(lambda: len(service.es("GET", f"/{job}*?expand_wildcards=all").body) == 1, "no staging index is left")
    until(lambda: service.call("GET", f"{JOBS}/_search?id={job}")["hits"]["total"] == 1, "the end is in the log")
    lease = service.es("GET", f"/.siren-leases/_doc/ingestion:{job}")["_source"]
    assert not {"resume", "session", "process", "staging"} & set(lease)
    return status


@pytest.fixture
def ordered(service: Service, name: str, postgres_url: str, dawdle: Dawdle) -> str:
    """Define a REPLACE that dawdles, ordered by its key."""
    on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    service.define(name, {"query": ORDERED.format(name=name, nap=dawdle.nap), "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    return name


def test_a_killed_run_goes_on_from_its_last_settled_row(service: Service, ordered: str, dawdle: Dawdle) -> None:
    on_the_way(service, ordered)
    index, kept = service.status(ordered)["details"]["index"], checkpoint(service, ordered)
    service.kill(EXECUTION)
    dawdle.hurry()

    until(lambda: service.status(ordered)["details"]["attempt"] == 2, "another attempt goes on")
    assert service.status(ordered)["count"] >= kept
    status = ends_well(service, ordered)
    details = status["details"]
    assert (details["index"], details["attempt"], details["snapshots"], details["rows_read"]) == (index, 2, 2, ROWS)
    assert details["duplicates"] == 0
    assert "exit status -9" in details["restart_reason"]


def test_rows_that_come_and_go_between_the_attempts_are_right(service: Service, ordered: str, postgres_url: str, dawdle: Dawdle) -> None:
    """A row that was sent and then removed from the source must not stay: the run begins anew for it."""
    on_the_way(service, ordered)
    index = service.status(ordered)["details"]["index"]
    (process,) = service.working()
    sent = paused_beyond_its_checkpoint(service, ordered, index, process)
    on_postgresql(postgres_url, f"delete from {ordered} where id = {sent}", f"insert into {ordered} values (0)")
    dawdle.hurry()
    signal_all([process], signal.SIGKILL)
    status = ends_well(service, ordered, {*range(ROWS + 1)} - {sent})
    assert status["details"]["index"] != index


def paused_beyond_its_checkpoint(service: Service, job: str, index: str, process: int) -> int:
    """Pause a run's process while a row is in its index and not yet in a checkpoint; give the row's id."""
    found: list[int] = []

    def pause() -> bool:
        assert process in service.working()
        signal_all([process], signal.SIGSTOP)
        # A write that is under way comes before it.
        service.es("POST", f"/{index},.siren-leases/_refresh")
        sent = service.es("GET", f"/{index}/_search?sort=id:desc&size=1")["hits"]["hits"][0]["_source"]["id"]
        if sent > checkpoint(service, job):
            found.append(sent)
        else:
            signal_all([process], signal.SIGCONT)
        return bool(found)

    until(pause, "a row is sent and not in a checkpoint")
    return found[0]


def test_a_run_whose_database_is_lost_goes_on_in_the_same_index(service: Service, name: str, postgres_url: str, dawdle: Dawdle) -> None:
    on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    parts = urlparse(postgres_url)
    with wire_to(parts.hostname or "", parts.port or 0) as wire:
        datasource = {**jdbc(postgres_url), "url": f"jdbc:postgresql://127.0.0.1:{wire.port}{parts.path}"}
        service.define(name, {"query": ORDERED.format(name=name, nap=dawdle.nap), "strategy": "REPLACE", "pk_field": "id"}, datasource)
        on_the_way(service, name)
        index = service.status(name)["details"]["index"]
        wire.cut()
        until(lambda: service.status(name)["details"].get("waiting_for") == "the database", "it waits")
        dawdle.hurry()
        wire.mend()
        status = ends_well(service, name)
    assert (status["details"]["index"], status["details"]["snapshots"]) == (index, 2)


@pytest.mark.parametrize("strategy", ["REPLACE", "INCREMENTAL"])
def test_ranges_that_are_settled_are_not_read_again(service: Service, name: str, postgres_url: str, dawdle: Dawdle, strategy: str) -> None:
    on_postgresql(
        postgres_url, f"create table {name} (id bigint primary key)", f"insert into {name} select generate_series(1, {ROWS})",
        f"analyze {name}",
    )  # fmt: skip
    # The later ranges are the slow ones.
    query = f"select id, '{name}' as mark, case when id > {ROWS // 2} then {dawdle.nap} end as nap from {name}"
    ingest = {"query": query, "strategy": strategy, "pk_field": "id", "partition": {"column": "id", "count": 4}}
    service.define(name, ingest, jdbc(postgres_url))
    on_the_way(service, name, ROWS // 2)
    service.kill(EXECUTION)
    dawdle.hurry()
    status = ends_well(service, name)
    details = status["details"]
    assert [part["name"] for part in details["partitions"]] == ["0", "1", "2", "3", "nulls"]
    assert sum(part["count"] for part in details["partitions"]) == ROWS
    assert (details["snapshots"], details["attempt"]) == (2, 2)
    assert service.es("GET", f"/.siren-leases/_doc/ingestion:{name}")["_source"]["positions"].get("max_primary_key") == (
        str(ROWS) if strategy == "INCREMENTAL" else None
    )


def test_an_incremental_run_goes_on_too_and_its_positions_end_where_they_should(
    service: Service, name: str, postgres_url: str, dawdle: Dawdle
) -> None:
    on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    query = ORDERED.format(name=name, nap=dawdle.nap).replace("order by", f"{NEWER} order by")
    service.define(name, {"query": query, "pk_field": "id"}, jdbc(postgres_url))
    on_the_way(service, name)
    service.kill(EXECUTION)
    dawdle.hurry()
    status = ends_well(service, name)
    assert status["details"]["attempt"] == 2
    assert service.run(name)["count"] == 0


def test_an_incremental_run_that_is_lost_and_aborted_keeps_what_it_has_reached(
    service: Service, name: str, postgres_url: str, dawdle: Dawdle
) -> None:
    on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    query = ORDERED.format(name=name, nap=dawdle.nap).replace("order by", f"{NEWER} order by")
    service.define(name, {"query": query, "pk_field": "id"}, jdbc(postgres_url))
    on_the_way(service, name)
    signal_all(service.working(), signal.SIGSTOP)
    service.call("POST", f"{JOBS}/ingestion/{name}/_abort?wait_for_completion=false")
    until(lambda: service.status(name)["state"] == "aborted", "the abort ends", 30)
    dawdle.hurry()
    reached = int(service.es("GET", f"/.siren-leases/_doc/ingestion:{name}")["_source"]["positions"]["max_primary_key"])
    assert 0 < reached <= ROWS
    assert service.run(name)["count"] == ROWS - reached
    assert service.count(name) == ROWS


@pytest.mark.parametrize("kind", ["mariadb", "sqlite"])
def test_an_ordered_read_of_any_database_goes_on(service: Service, name: str, mariadb_url: str, kind: str) -> None:
    rows = 4000
    if kind == "mariadb":
        parts = urlparse(mariadb_url)
        account = {"user": parts.username, "password": parts.password or "", "database": parts.path[1:]}
        with pymysql.connect(host=parts.hostname, port=parts.port or 0, autocommit=True, **account) as made, made.cursor() as cursor:
            cursor.execute(f"create table {name} (id bigint primary key) as select seq as id from seq_1_to_{rows}")
        datasource = jdbc(mariadb_url)
        query = f"select id, repeat('x', 500) as word, sleep(0.003) as nap from {name} order by id"
    else:
        table, into = "create table t (id integer primary key)", "insert into t values (?)"
        datasource = sqlite_file(service.folder / f"{name}.db", table, into=into, rows=((id,) for id in range(1, rows + 1)))
        query = f"select t.id, hex(randomblob(1000)) as word, {SLOWLY['sqlite']} as nap from t order by id"
    service.define(name, {"query": query, "strategy": "REPLACE", "pk_field": "id", "batch_size": 100}, datasource)
    on_the_way(service, name)
    service.kill(EXECUTION)
    until(lambda: not service.status(name)["is_running"], "the run ends", 90)
    status = service.status(name)
    assert (status["state"], status["count"], service.count(name)) == ("successful", rows, rows), status
    assert (status["details"]["attempt"], status["details"]["snapshots"]) == (2, 2)


def test_a_run_that_gets_further_each_time_may_be_lost_more_often_than_attempts_are_allowed(
    service: Service, ordered: str, dawdle: Dawdle
) -> None:
    on_the_way(service, ordered)
    for attempt in range(2, 6):
        before = checkpoint(service, ordered)
        service.kill(EXECUTION)
        until(lambda wanted=attempt: service.status(ordered)["details"]["attempt"] >= wanted, "another attempt goes on")  # type: ignore[misc]
        until(lambda least=before: checkpoint(service, ordered) > least, "it comes further", 30)  # type: ignore[misc]
    dawdle.hurry()
    assert ends_well(service, ordered)["details"]["attempt"] >= 5


def test_what_a_lost_process_left_running_in_the_database_ends(service: Service, name: str, postgres_url: str) -> None:
    """The killed process' statement sorts for a long time and would not notice that nobody listens any more."""
    on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, 10) g")
    query = f"select id, '{name}' as mark, pg_sleep(600)::text as nap from {name} order by nap"
    service.define(name, {"query": query, "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    service.start_job(name)
    sorting = f"state = 'active' and query like 'COPY%{name}%' and pid <> pg_backend_pid()"
    found = f"select pid from pg_stat_activity where {sorting}"
    until(lambda: len(on_postgresql(postgres_url, found)) == 1, "the statement runs")
    ((first,),) = on_postgresql(postgres_url, found)
    service.kill(EXECUTION)
    until(lambda: not alive(postgres_url, first), "the first statement has ended")
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"
    until(lambda: working(postgres_url, name) == 0, "the second has ended too")


def alive(url: str, pid: int) -> bool:
    return bool(on_postgresql(url, f"select 1 from pg_stat_activity where pid = {pid}"))


def test_a_paused_orphan_on_the_same_machine_is_killed_by_whoever_takes_over(service: Service, ordered: str, dawdle: Dawdle) -> None:
    on_the_way(service, ordered)
    (process,) = service.working()
    service.kill(AGENT)
    os.kill(process, signal.SIGSTOP)
    dawdle.hurry()
    try:
        until(lambda: not Path(f"/proc/{process}/cmdline").exists() or _is_gone(process), "the paused process is killed", 30)
    finally:
        if not _is_gone(process):
            os.kill(process, signal.SIGCONT)
    assert ends_well(service, ordered)["details"]["attempt"] == 2


def _is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def test_a_rolling_restart_hands_over_and_waits_for_nobody(service: Service, ordered: str, dawdle: Dawdle) -> None:
    on_the_way(service, ordered)
    kept = checkpoint(service, ordered)
    began = time.monotonic()
    service.stop()
    assert time.monotonic() - began < 20
    dawdle.hurry()
    service.start()
    assert service.status(ordered)["count"] >= kept
    details = ends_well(service, ordered)["details"]
    assert (details["attempt"], details["restart_reason"]) == (2, "its agent was stopped")
