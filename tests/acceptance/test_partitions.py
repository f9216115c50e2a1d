"""A job with a partitioned query indexes each row once; an error or an abort ends all ranges."""

import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlparse

import duckdb
import psycopg
import pymysql
import pytest

from tests.acceptance.databases import count_active_statements, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import ABORT_TIMEOUT, INGESTION, JOBS, Service
from tests.support.waiting import wait_until

BY_ID = {"column": "id", "count": 4}
ROWS, LARGEST = 1800, 1200
"""Number of rows, and the largest id. A third of the ids is not positive."""


def ids(service: Service, index: str) -> list[int]:
    """Return the document ids of an index as sorted numbers."""
    return sorted(int(hit["_id"]) for hit in service.documents(index))


def check_ranges(status: dict[str, Any]) -> None:
    """Check the ranges of a run that read ``ROWS`` rows, the largest key last."""
    assert (status["state"], status["count"], status["last_id"]) == ("successful", ROWS, str(LARGEST)), status
    details = status["details"]
    assert [part["name"] for part in details["partitions"]] == ["0", "1", "2", "3", "nulls"]
    assert sum(part["count"] for part in details["partitions"]) == ROWS
    assert min(part["count"] for part in details["partitions"][:4]) > ROWS / 6
    assert details["partitions"][3]["last_id"] == str(LARGEST)
    assert (details["snapshots"], details["rows_read"]) == (1, ROWS)


@pytest.fixture
def table(name: str, postgres_url: str) -> str:
    """Create a table with an id, a column with nulls and a text; return its name."""
    execute_on_postgresql(
        postgres_url,
        f"create table {name} (id bigint primary key, part bigint, word text)",
        f"insert into {name} select g - {ROWS - LARGEST}, nullif(g % 100, 0), 'w' || g from generate_series(1, {ROWS}) g",
        f"analyze {name}",
    )
    return name


def test_four_ranges_index_each_row_once(service: Service, table: str, postgres_url: str) -> None:
    ingest = {"query": f"select * from {table}", "strategy": "REPLACE", "pk_field": "id"}
    service.define(table, {**ingest, "partition": BY_ID}, jdbc(postgres_url))
    check_ranges(service.run(table))
    assert ids(service, table) == list(range(LARGEST - ROWS + 1, LARGEST + 1))

    service.define(table, {**ingest, "partition": {"column": "part", "count": 3}}, jdbc(postgres_url))
    status = service.run(table)
    assert (status["count"], status["details"]["partitions"][-1]["count"]) == (ROWS, ROWS // 100)
    assert ids(service, table) == list(range(LARGEST - ROWS + 1, LARGEST + 1))


def test_an_incremental_job_in_ranges_continues_after_the_largest_key(service: Service, table: str, postgres_url: str) -> None:
    query = f"select * from {table} {{{{#max_primary_key}}}}where id > {{{{max_primary_key}}}}{{{{/max_primary_key}}}}"
    service.define(table, {"query": query, "pk_field": "id", "partition": BY_ID}, jdbc(postgres_url))
    check_ranges(service.run(table))
    execute_on_postgresql(postgres_url, f"insert into {table} select g from generate_series({LARGEST + 1}, {LARGEST + 10}) g")
    assert [service.run(table)["count"], service.run(table)["count"]] == [10, 0]
    everything = list(range(LARGEST - ROWS + 1, LARGEST + 11))
    assert ids(service, table) == everything

    service.define(table, {"query": query, "pk_field": "id", "partition": {"column": "part", "count": 3}}, jdbc(postgres_url))
    status = service.run(table, "&full=true")
    assert (status["count"], status["details"]["partitions"][-1]["count"]) == (ROWS + 10, ROWS // 100 + 10)
    assert ids(service, table) == everything


def test_generated_document_ids_contain_the_range(service: Service, name: str) -> None:
    database = write_sqlite_file(
        service.folder / f"{name}.db",
        "create table t (n integer, w text)",
        insert="insert into t values (?, ?)",
        rows=[*((number, f"w{number}") for number in range(500)), (None, "none")],
    )
    # Several batches per range, because the ids continue from batch to batch.
    ingestion = {"query": "select * from t", "strategy": "REPLACE", "batch_size": 40, "partition": {"column": "n", "count": 5}}
    service.define(name, ingestion, database)
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["snapshots"]) == ("successful", 501, 5), status
    documents = service.documents(name)
    assert sorted(hit["_source"]["w"] for hit in documents) == sorted([*(f"w{number}" for number in range(500)), "none"])
    assert {hit["_id"].rsplit("-", 2)[1] for hit in documents} == {"0", "1", "2", "3", "4", "5"}
    assert "last_id" not in status


def test_an_abort_ends_four_concurrent_statements_in_time(service: Service, name: str, postgres_url: str) -> None:
    execute_on_postgresql(postgres_url, f"create table {name} (id bigint)", f"insert into {name} select g from generate_series(1, 4000) g")
    query = f"select id, '{name}' as mark, pg_sleep(0.05)::text as nap from {name}"
    database = {**jdbc(postgres_url), "properties": {"ApplicationName": name}}
    service.define(name, {"query": query, "strategy": "REPLACE", "partition": BY_ID}, database)
    execute_on_postgresql(postgres_url, f"analyze {name}")
    service.start_job(name)
    wait_until(lambda: count_active_statements(postgres_url, name) == 4, "four statements run")

    began = time.monotonic()
    response = service.call("POST", f"{JOBS}/ingestion/{name}/_abort")

    assert response["status"]["state"] == "aborted"
    assert time.monotonic() - began < ABORT_TIMEOUT
    wait_until(lambda: count_active_statements(postgres_url, name) == 0, "no statement runs")
    assert service.es("GET", f"/{name}*?expand_wildcards=all").body == {}
    wait_until(lambda: count_sessions(postgres_url, name) == 0, "no session is left")


def count_sessions(url: str, application: str) -> int:
    """Return the number of sessions with an application name, active or not."""
    rows = execute_on_postgresql(url, f"select count(*) from pg_stat_activity where application_name = '{application}'")
    return int(rows[0][0])


def test_an_error_in_one_range_ends_all_ranges(service: Service, name: str, postgres_url: str) -> None:
    execute_on_postgresql(
        postgres_url,
        f"create table {name} (id bigint, nap float8, v text)",
        f"insert into {name} select g, 0.05, case when g = 3500 then 'x' else '1' end from generate_series(1, 4000) g",
        f"analyze {name}",
    )
    query = f"select id, '{name}' as mark, case when id > 3050 then v::int else length(pg_sleep(nap)::text) end as n from {name}"
    service.define(name, {"query": query, "strategy": "REPLACE", "partition": BY_ID}, jdbc(postgres_url))

    # The last range reads 50 slow rows, and the other ranges start meanwhile.
    status = service.run(name)

    assert status["state"] == "error"
    assert status["error"][1] == f"Could not execute datasource query [{name}]."
    assert "invalid input syntax" in status["error"][-1]
    assert count_active_statements(postgres_url, name) == 0
    assert service.es("GET", f"/{name}*?expand_wildcards=all").body == {}


def save_error(service: Service, id: str, ingest: dict[str, Any]) -> str:
    """Save an invalid ingestion and return the reason of the error."""
    response = service.call("PUT", f"{INGESTION}/{id}", {"ingest": {"datasource": id, "target": id, **ingest}})
    assert response.status == 400, response
    return str(response["error"]["reason"])


def test_a_query_that_cannot_be_partitioned_is_rejected_before_a_row_is_read(service: Service, name: str, postgres_url: str) -> None:
    execute_on_postgresql(
        postgres_url,
        f'create table {name} (id bigint, ok boolean, word text collate "und-x-icu")',
        f"insert into {name} values (1, true, 'w')",
    )
    service.define(name, {"query": f"select * from {name}"}, jdbc(postgres_url))
    last_record = {"query": f"select * from {name} where id > {{{{last_record.0}}}}", "partition": BY_ID}
    assert "[ingest.partition]" in save_error(service, name, last_record)
    assert "[ingest.partition.count]" in save_error(service, name, {"query": "select 1", "partition": {"column": "id", "count": 0}})

    for column, message in {"nix": "must be a column of the query", "ok": "is of type [boolean]", "word": "binary collation"}.items():
        service.define(name, {"query": f"select * from {name}", "partition": {"column": column}}, jdbc(postgres_url))
        status = service.run(name)
        assert (status["state"], status["count"], status["details"].get("index")) == ("error", 0, None)
        assert message in status["error"][-1], status["error"]
        if column != "word":
            assert message in service.call("POST", f"{INGESTION}/{name}/_validate")["error"]["reason"]


def test_mariadb_is_read_in_ranges(service: Service, name: str, mariadb_url: str) -> None:
    service.define(
        name,
        {
            "query": "select seq as id, concat('w', seq) as w from seq_1_to_2000",
            "pk_field": "id",
            "strategy": "REPLACE",
            "partition": BY_ID,
        },
        jdbc(mariadb_url),
    )
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["snapshots"]) == ("successful", 2000, 4), status
    assert [part["count"] for part in status["details"]["partitions"]] == [499, 500, 500, 501, 0]


def test_duckdb_is_read_in_ranges_of_one_snapshot(service: Service, name: str) -> None:
    with duckdb.connect(str(service.folder / f"{name}.duckdb")) as connection:
        connection.execute("create table t as select range as id, 'w' || range as w from range(2000)")
    path = service.folder / f"{name}.duckdb"
    service.define(
        name, {"query": "select * from t", "pk_field": "id", "strategy": "REPLACE", "partition": BY_ID}, {"url": f"jdbc:duckdb:{path}"}
    )
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["snapshots"]) == ("successful", 2000, 1), status


class LimitedLogin:
    """A database login that may have ``limit`` sessions, of which a test can take some."""

    def __init__(self, url: str, name: str, limit: int) -> None:
        self._url, self._name = url, name
        self._taken: list[Any] = []
        self._execute(*self._account_statements(limit))

    @property
    def datasource(self) -> dict[str, Any]:
        """Return the ``jdbc`` of a datasource with this login."""
        return {**jdbc(self._url), "username": self._name, "password": "pw"}

    def take(self, count: int) -> None:
        """Hold sessions until :meth:`release`."""
        parts = urlparse(self._url)
        address = {"host": parts.hostname, "port": parts.port, "user": self._name, "password": "pw"}
        for _ in range(count):
            self._taken.append(self._connect(address, parts.path[1:]))

    def release(self) -> None:
        """Close the held sessions."""
        while self._taken:
            self._taken.pop().close()

    def _connect(self, address: dict[str, Any], database: str) -> Any:
        return psycopg.connect(**address, dbname=database)

    def _account_statements(self, limit: int) -> tuple[str, ...]:
        return (f"create role {self._name} login password 'pw' connection limit {limit}", f"grant pg_read_all_data to {self._name}")

    def _execute(self, *statements: str) -> None:
        execute_on_postgresql(self._url, *statements)


class LimitedMariadbLogin(LimitedLogin):
    """The same in MariaDB."""

    def _connect(self, address: dict[str, Any], database: str) -> Any:
        return pymysql.connect(**address, database=database)

    def _account_statements(self, limit: int) -> tuple[str, ...]:
        create = f"create user {self._name}@'%' identified by 'pw' with max_user_connections {limit}"
        return (create, f"grant select on *.* to {self._name}@'%'")

    def _execute(self, *statements: str) -> None:
        for statement in statements:
            execute_on_mariadb(self._url, statement)


def execute_on_mariadb(url: str, statement: str) -> tuple[tuple[Any, ...], ...]:
    """Execute a statement; return its rows."""
    parts = urlparse(url)
    login = {"host": parts.hostname, "port": parts.port or 0, "user": parts.username, "password": parts.password or ""}
    with closing(pymysql.connect(**login)) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return tuple(cursor.fetchall())


LIMITED_LOGINS = {"postgres_url": LimitedLogin, "mariadb_url": LimitedMariadbLogin}
NUMBERS = {
    "postgres_url": "select g as id, pg_sleep(0.005)::text as nap from generate_series(1, 1000) g",
    "mariadb_url": "select seq as id, sleep(0.005) as nap from seq_1_to_1000",
}


@pytest.fixture
def limited(request: pytest.FixtureRequest, service: Service, name: str) -> Iterator[LimitedLogin]:
    """Define a job that reads 1000 rows in four ranges, through a login with the number of sessions of the parameter."""
    database, limit = request.param
    login = LIMITED_LOGINS[database](request.getfixturevalue(database), name, limit)
    service.define(name, {"query": NUMBERS[database], "pk_field": "id", "strategy": "REPLACE", "partition": BY_ID}, login.datasource)
    yield login
    login.release()


@pytest.mark.parametrize("limited", [("postgres_url", 2), ("postgres_url", 3), ("mariadb_url", 1), ("mariadb_url", 3)], indirect=True)
@pytest.mark.usefixtures("limited")
def test_a_run_reads_its_ranges_with_the_sessions_that_the_database_accepts(service: Service, name: str) -> None:
    service.start_job(name)
    wait_until(lambda: "of 4 database sessions" in service.status(name)["infos"], "the run says how many sessions it has", 20)
    status = service.wait_for_success(name, 1000)
    assert "restart_reason" not in status["details"], status


@pytest.mark.parametrize("limited", [("postgres_url", 2), ("mariadb_url", 2)], indirect=True)
def test_a_run_says_at_once_that_it_waits_for_a_session(service: Service, name: str, limited: LimitedLogin) -> None:
    limited.take(2)
    service.start_job(name)
    wait_until(lambda: service.status(name)["details"].get("waiting_for") == "a database session", "the run waits for a session", 10)
    assert "It waits for a database session." in service.status(name)["infos"]
    limited.release()
    service.wait_for_success(name, 1000)


@pytest.mark.parametrize("limited", [("mariadb_url", 3)], indirect=True)
def test_an_abort_needs_no_further_session(service: Service, name: str, mariadb_url: str, limited: LimitedLogin) -> None:
    # MariaDB sends 16 kB at a time: rows of a kilobyte arrive soon.
    query = "select seq as id, sleep(0.005) as nap, repeat('x', 1000) as filler from seq_1_to_1000000"
    service.define(name, {"query": query, "pk_field": "id", "strategy": "REPLACE", "partition": BY_ID}, limited.datasource)
    service.start_job(name)
    wait_until(lambda: service.status(name)["details"]["rows_read"] > 0, "rows are read", 20)
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"
    sessions = f"select 1 from information_schema.processlist where user = '{name}'"
    wait_until(lambda: not execute_on_mariadb(mariadb_url, sessions), "no session is left", 20)
