"""Positions of incremental jobs: after every kind of end, and after changes of the target or the definition."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import EXECUTION, INGESTION, JOBS, Service
from tests.support.waiting import wait_until

NEWER = "{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}"
SINCE = f"select * from {{name}} {NEWER} order by id"
SLOW_SINCE = f"select id, word, repeat('x', 2000) as wide, {{row_delay}} as nap from {{name}} {NEWER} order by id"


@dataclass
class IncrementalJob:
    """A PostgreSQL table and the incremental job that reads it."""

    service: Service
    url: str
    name: str

    def sql(self, *statements: str) -> list[tuple[Any, ...]]:
        return execute_on_postgresql(self.url, *(each.replace("{name}", self.name) for each in statements))

    def fill(self, first: int, last: int) -> None:
        self.sql(f"insert into {self.name} select g, 'w' || g from generate_series({first}, {last}) g")

    def define(self, query: str = SINCE, **ingest: Any) -> None:
        self.service.define(self.name, {"query": query.replace("{name}", self.name), "pk_field": "id", **ingest}, jdbc(self.url))

    def run(self, parameters: str = "") -> dict[str, Any]:
        return self.service.run(self.name, parameters)

    def run_and_count(self) -> int:
        """Run to success and return the row count."""
        status = self.run()
        assert status["state"] == "successful", status
        return int(status["count"])

    def validated_query(self, body: Any = None) -> str:
        """Validate the saved definition or ``body``; return the query with the position."""
        response = self.service.call("POST", f"{INGESTION}/{self.name}/_validate", body)
        assert response.status == 200, response
        return str(response["query"])

    def positions(self) -> dict[str, Any]:
        """Return the positions in the lease that are set."""
        positions = self.service.es("GET", f"/.siren-leases/_doc/ingestion:{self.name}")["_source"]["positions"]
        return {name: value for name, value in positions.items() if value is not None}

    def ids(self) -> list[int]:
        return sorted(int(hit["_id"]) for hit in self.service.documents(self.name))


@pytest.fixture
def job(service: Service, postgres_url: str, name: str) -> IncrementalJob:
    """Return a job, not saved, with an empty table."""
    job = IncrementalJob(service, postgres_url, name)
    job.sql("create table {name} (id bigint, word text)")
    return job


# -- changes of the target --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [" order by id", pytest.param("", marks=pytest.mark.long)], ids=["ordered", "unordered"])
def test_the_run_after_one_whose_target_was_deleted_reads_all_rows(job: IncrementalJob, row_delay: RowDelay, order: str) -> None:
    """The rows of the failing run create the target again. Its largest key says nothing about the rows below."""
    job.define(SLOW_SINCE.replace("{row_delay}", row_delay.expression).replace(" order by id", order), batch_size=100)
    job.fill(1, 6000)
    job.service.start_job(job.name)
    wait_until(lambda: job.service.status(job.name)["count"] > 0, "rows are indexed")
    job.service.es("DELETE", f"/{job.name}")
    row_delay.disable()
    wait_until(lambda: not job.service.status(job.name)["is_running"], "the execution ends", 60)
    assert job.service.status(job.name)["state"] == "error"
    assert job.run_and_count() == 6000
    assert job.ids() == [*range(1, 6001)]


def test_a_rollover_adds_no_row_twice(job: IncrementalJob) -> None:
    job.sql("alter table {name} add column changed timestamptz default now()")
    job.service.es("PUT", f"/{job.name}-000001", {"aliases": {job.name: {"is_write_index": True}}})
    since = "{{#last_record_timestamp}}where changed > '{{last_record_timestamp}}'{{/last_record_timestamp}}"
    job.service.define(job.name, {"query": f"select * from {job.name} {since}", "strategy": "INCREMENTAL"}, jdbc(job.url))
    job.fill(1, 50)
    assert (job.run_and_count(), job.run_and_count()) == (50, 0)
    job.service.es("POST", f"/{job.name}/_rollover")
    assert job.run_and_count() == 0
    assert job.service.count(job.name) == 50


# -- variables of the query ------------------------------------------------------------------------------------------------------------


def test_an_overlap_of_keys_reads_rows_that_were_committed_late_and_does_not_move_the_position_back(job: IncrementalJob) -> None:
    job.define(overlap=5)
    job.fill(1, 3)
    job.fill(6, 10)
    assert job.run_and_count() == 8
    job.fill(4, 5)
    job.fill(11, 12)
    assert job.run_and_count() == 7
    assert job.ids() == [1, 2, 3, 6, 7, 8, 9, 10, 11, 12]
    job.define(overlap=9)
    assert job.run_and_count() == 9
    assert job.positions()["max_primary_key"] == "12"
    assert job.ids() == list(range(1, 13))


def test_the_timestamp_is_from_the_clock_of_the_database_and_an_overlap_reads_younger_rows_again(job: IncrementalJob) -> None:
    job.sql("drop table {name}", "create table {name} (id bigint, changed timestamp default (now() at time zone 'UTC'))")
    since = "select * from {name} {{#last_record_timestamp}}where changed > {{last_record_timestamp}}{{/last_record_timestamp}}"
    job.define(since, overlap="1h")
    job.sql("insert into {name} (id) values (1)", "insert into {name} values (2, (now() at time zone 'UTC') - interval '2 hours')")
    assert job.run_and_count() == 2
    (clock,) = job.sql("select to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI')")[0]
    assert job.positions()["last_record_timestamp"][:15] == clock[:15]
    assert job.run_and_count() == 1
    job.define(since, overlap="3h")
    assert job.run_and_count() == 2
    job.define(since)
    job.sql("insert into {name} (id) values (3)")
    assert job.run_and_count() == 1
    assert job.ids() == [1, 2, 3]


def test_values_of_the_last_record_are_variables_by_index(job: IncrementalJob) -> None:
    newer = "{{#last_record}}where id > {{last_record.0}} or word = '{{last_record.1}}'{{/last_record}}"
    since = f"select id, word from {{name}} {newer} order by id"
    job.define(since)
    job.fill(1, 4)
    job.sql("insert into {name} values (5, 'it''s')")
    assert job.run_and_count() == 5
    assert job.positions()["last_record"] == [5, "it's"]
    job.fill(6, 6)
    assert job.run_and_count() == 2
    assert job.positions()["last_record"] == [6, "w6"]
    # A row is not shown: its reader may not be allowed to read all its fields.
    shown = job.service.call("GET", f"{INGESTION}/{job.name}/_positions")["positions"]
    assert set(shown) == {"max_primary_key", "last_record_timestamp"}


def test_sqlite_continues_after_keys_that_exceed_double_precision(service: Service, name: str) -> None:
    path = service.folder / f"{name}.db"
    largest = 2**63 - 3
    database = write_sqlite_file(
        path, f"create table {name} (id integer)", insert=f"insert into {name} values (?)", rows=[(1,), (largest,)]
    )
    service.define(name, {"query": SINCE.replace("{name}", name), "pk_field": "id"}, database)
    assert service.run(name)["count"] == 2
    write_sqlite_file(path, insert=f"insert into {name} values (?)", rows=[(largest + 1,)])
    second = service.run(name)
    assert (second["count"], second["last_id"]) == (1, str(largest + 1))


# -- failed and aborted runs -----------------------------------------------------------------------------------------------------------


def failing_query(id: int, order: str) -> str:
    """Return a query that fails at the row with an id."""
    # PostgreSQL sorts before it evaluates a random number, so that the rows before the failing one are read.
    word = f"case when id = {id} then (1 / floor(random())::int)::text else word end as word"
    return f"select id, {word} from {{name}} {NEWER} {order}"


def test_a_failed_run_with_ascending_keys_continues_after_its_last_acknowledged_row(job: IncrementalJob) -> None:
    job.define(failing_query(50_000, "order by id"), batch_size=1000)
    job.sql("create index on {name} (id)")
    job.fill(1, 60_000)
    failed = job.run()
    assert failed["state"] == "error"
    assert "division by zero" in failed["error"][-1]
    acknowledged = failed["count"]
    assert 0 < acknowledged < 50_000, "no row was acknowledged before the failure"
    assert failed["last_id"] == str(acknowledged) == job.positions()["max_primary_key"]

    job.sql("update {name} set id = 0 where id = 50000")
    assert job.run_and_count() == 60_000 - 1 - acknowledged
    assert job.service.count(job.name) == 59_999


def test_a_failed_run_with_unordered_keys_keeps_the_position(job: IncrementalJob) -> None:
    job.define(failing_query(50_000, "order by id % 7, id"), batch_size=1000)
    job.fill(1, 30_000)
    job.fill(50_000, 50_000)
    failed = job.run()
    assert failed["state"] == "error"
    assert failed["count"] > 0, "no row was acknowledged before the failure"
    assert "max_primary_key" not in job.positions()

    job.sql("delete from {name} where id = 50000")
    assert job.run_and_count() == 30_000
    job.fill(30_001, 40_000)
    job.fill(50_000, 50_000)
    assert job.run()["state"] == "error"
    assert job.positions()["max_primary_key"] == "30000"


def test_an_aborted_run_with_ascending_keys_continues_after_its_last_acknowledged_row(job: IncrementalJob, row_delay: RowDelay) -> None:
    job.define(SLOW_SINCE.replace("{row_delay}", row_delay.expression), batch_size=100)
    job.sql("create index on {name} (id)", "analyze {name}")
    job.fill(1, 3000)
    job.service.start_job(job.name)
    wait_until(lambda: job.service.status(job.name)["count"] > 0, "rows are indexed")
    aborted = job.service.call("POST", f"{JOBS}/ingestion/{job.name}/_abort")["status"]
    assert (aborted["state"], aborted["last_id"]) == ("aborted", job.positions()["max_primary_key"])
    row_delay.disable()
    assert job.run_and_count() == 3000 - int(aborted["last_id"])


@pytest.mark.parametrize("last_run", [None, "error", "aborted", "successful"])
def test_a_run_after_a_reset_reads_all_rows_whatever_the_last_run_was(
    job: IncrementalJob, row_delay: RowDelay, last_run: str | None
) -> None:
    job.define(SLOW_SINCE.replace("{row_delay}", row_delay.expression), batch_size=100)
    job.fill(1, 3000)
    # Without a reset, a job that has sent no rows continues after the largest key of its target.
    job.service.es("PUT", f"/{job.name}", {"mappings": {"properties": {"id": {"type": "long"}}}})
    job.service.es("PUT", f"/{job.name}/_doc/7?refresh=true", {"id": 7})
    if last_run == "error":
        job.sql("alter table {name} rename to {name}_moved")
        assert job.run()["state"] == "error"
        job.sql("alter table {name}_moved rename to {name}")
    elif last_run == "aborted":
        job.service.start_job(job.name)
        wait_until(lambda: job.service.status(job.name)["count"] > 0, "rows are indexed")
        assert job.service.call("POST", f"{JOBS}/ingestion/{job.name}/_abort")["status"]["state"] == "aborted"
    row_delay.disable()
    if last_run == "successful":
        assert job.run_and_count() == 2993
    assert job.service.call("DELETE", f"{INGESTION}/{job.name}/_positions")["result"] == "deleted"
    assert "where" not in job.validated_query()
    assert job.run_and_count() == 3000
    assert job.run_and_count() == 0


# -- changes of the target and the definition ------------------------------------------------------------------------------------------


def test_a_new_job_continues_after_the_largest_key_of_its_target_and_a_validation_uses_the_same_position(job: IncrementalJob) -> None:
    job.fill(1, 10)
    job.service.es("PUT", f"/{job.name}", {"mappings": {"properties": {"id": {"type": "long"}, "word": {"type": "keyword"}}}})
    job.service.es("PUT", f"/{job.name}/_doc/7?refresh=true", {"id": 7, "word": "w"})
    job.define()
    assert "where id > 7 order by id" in job.validated_query()
    assert job.run_and_count() == 3
    assert job.ids() == [7, 8, 9, 10]
    assert "where id > 10 order by id" in job.validated_query()
    body = {"datasource": job.name, "target": job.name, "pk_field": "id", "query": f"{SINCE} desc".replace("{name}", job.name)}
    assert "where" not in job.validated_query({"ingest": body}), "the position of another definition was used"


def test_a_deleted_or_emptied_target_determines_the_position_again(job: IncrementalJob) -> None:
    job.define()
    job.fill(1, 10)
    assert job.run_and_count() == 10
    assert job.service.es("DELETE", f"/{job.name}").status == 200
    assert job.run_and_count() == 10
    for id in job.ids():
        job.service.es("DELETE", f"/{job.name}/_doc/{id}?refresh={str(id == 10).lower()}")
    assert job.ids() == []
    assert job.run_and_count() == 10
    assert job.service.es("DELETE", f"/{job.name}").status == 200
    job.service.es("PUT", f"/{job.name}/_doc/4?refresh=true", {"id": 4})
    assert job.run_and_count() == 6


def test_only_a_put_that_changes_the_rows_resets_positions_and_reports_it(job: IncrementalJob) -> None:
    job.define()
    job.fill(1, 10)
    assert job.run_and_count() == 10
    body = {"datasource": job.name, "target": job.name, "pk_field": "id", "query": SINCE.replace("{name}", job.name)}

    def put(**change: Any) -> Any:
        return job.service.call("PUT", f"{INGESTION}/{job.name}", {"ingest": {**body, **change}}).body.get("positions")

    assert put(batch_size=7) is None
    assert put(description="d") is None
    # A document of others in the target does not change the position either.
    job.service.es("PUT", f"/{job.name}/_doc/999?refresh=true", {"id": 999})
    job.fill(11, 12)
    assert job.run_and_count() == 2
    assert put(query=f"{body['query']} ") == "forgotten"
    assert job.run_and_count() == 12


def test_a_full_run_reads_all_rows_and_moves_the_position_back_if_the_keys_were_restarted(job: IncrementalJob) -> None:
    job.define()
    job.fill(1001, 1009)
    assert job.run_and_count() == 9
    job.fill(1010, 1010)
    assert job.run("&full=true")["count"] == 10
    job.sql("truncate {name}")
    assert job.run("&full=true")["count"] == 0
    assert job.positions()["max_primary_key"] == "1010"
    job.fill(1, 5)
    assert job.run("&full=true")["count"] == 5
    job.fill(6, 6)
    assert job.run_and_count() == 1


def test_an_aborted_run_without_an_order_saves_no_position(job: IncrementalJob, row_delay: RowDelay) -> None:
    job.define(SLOW_SINCE.replace("{row_delay}", row_delay.expression).replace(" order by id", ""), batch_size=100)
    job.fill(2, 3000)
    job.fill(1, 1)
    job.service.start_job(job.name)
    wait_until(lambda: job.service.status(job.name)["count"] > 0, "rows are indexed")
    assert job.service.call("POST", f"{JOBS}/ingestion/{job.name}/_abort")["status"]["state"] == "aborted"
    assert job.positions().get("max_primary_key") is None


def test_a_target_that_is_deleted_during_a_run_fails_it(job: IncrementalJob, row_delay: RowDelay) -> None:
    job.define(SLOW_SINCE.replace("{row_delay}", row_delay.expression), batch_size=100)
    job.fill(1, 6000)
    job.service.start_job(job.name)
    wait_until(lambda: job.service.status(job.name)["count"] > 0, "rows are indexed")
    job.service.es("DELETE", f"/{job.name}")
    row_delay.disable()
    wait_until(lambda: not job.service.status(job.name)["is_running"], "the execution ends", 60)
    status = job.service.status(job.name)
    assert (status["state"], "was deleted while rows were written" in status["error"][0]) == ("error", True), status


def test_a_taken_over_run_does_not_continue_in_a_target_that_was_deleted_meanwhile(job: IncrementalJob, row_delay: RowDelay) -> None:
    job.define(SLOW_SINCE.replace("{row_delay}", row_delay.expression), batch_size=100)
    job.fill(1, 3000)
    job.service.start_job(job.name)
    lease = f"/.siren-leases/_doc/ingestion:{job.name}"
    wait_until(lambda: "resume" in job.service.es("GET", lease)["_source"], "there is a checkpoint")
    job.service.es("DELETE", f"/{job.name}")
    job.service.kill(EXECUTION)
    row_delay.disable()
    wait_until(lambda: not job.service.status(job.name)["is_running"], "the execution ends", 60)
    status = job.service.status(job.name)
    assert (status["state"], status["details"]["attempt"]) == ("successful", 2), status
    assert job.ids() == [*range(1, 3001)]


def test_a_put_during_a_run_resets_positions_for_the_next_run(job: IncrementalJob, row_delay: RowDelay) -> None:
    job.define(SLOW_SINCE.replace("{row_delay}", row_delay.expression), batch_size=100)
    job.fill(1, 2000)
    execution = job.service.start_job(job.name)
    wait_until(lambda: job.service.status(job.name)["details"]["rows_read"] > 0, "rows are read")
    body = {"datasource": job.name, "target": job.name, "pk_field": "id", "query": SINCE.replace("{name}", job.name)}
    response = job.service.call("PUT", f"{INGESTION}/{job.name}", {"ingest": body})
    assert response["positions"] == "forgotten"

    row_delay.disable()
    wait_until(lambda: not job.service.status(job.name)["is_running"], "the execution ends", 60)
    first = job.service.status(job.name)
    assert (first["details"]["execution"], first["state"], first["count"]) == (execution, "successful", 2000)
    assert "nap" in job.service.documents(job.name)[0]["_source"]
    assert job.positions() == {}
    assert job.run_and_count() == 2000
