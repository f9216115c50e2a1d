"""An abort ends the run, and the database stops working."""

import socket
import time

from tests.acceptance.databases import jdbc, on_postgresql, sqlite_file, working
from tests.acceptance.service import IN_TIME, INGESTION, JOBS, Service
from tests.support.waiting import until


def slow(mark: str, rows: int = 100_000_000) -> str:
    return f"select g as id, '{mark}' as mark, pg_sleep(0.001)::text as nap from generate_series(1, {rows}) g"


def test_an_abort_of_a_running_job_answers_with_the_end_in_time_and_the_database_has_stopped(
    service: Service, name: str, postgres_url: str
) -> None:
    service.define(name, {"query": slow(name), "pk_field": "id"}, jdbc(postgres_url))
    service.start_job(name)
    until(lambda: working(postgres_url, name) == 1, "the database works on the query")

    began = time.monotonic()
    answer = service.call("POST", f"{JOBS}/ingestion/{name}/_abort")
    took = time.monotonic() - began

    assert took < IN_TIME, "it ends by itself"
    until(lambda: working(postgres_url, name) == 0, "the database has stopped")
    status = answer["status"]
    assert (status["state"], status["is_running"], status["is_aborting"]) == ("aborted", False, True)
    assert status["infos"] == "The job has been aborted."
    assert "error" not in status
    assert service.call("GET", f"{JOBS}/_search?id={name}")["hits"]["hits"][0]["_source"]["ingestion"] == status


def test_an_abort_while_the_database_still_thinks_stops_it(service: Service, name: str, postgres_url: str) -> None:
    on_postgresql(postgres_url, f"create table {name} (id bigint)")
    service.define(name, {"query": f"select count(*) as id from {name}, pg_sleep(1000) group by id"}, jdbc(postgres_url))
    on_postgresql(postgres_url, f"insert into {name} values (1)")
    service.start_job(name)
    until(lambda: working(postgres_url, name) == 1, "the database works on the query")
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"
    until(lambda: working(postgres_url, name) == 0, "the database has stopped")


def test_an_abort_of_a_replace_leaves_no_staging_and_the_old_target(service: Service, name: str, postgres_url: str) -> None:
    service.define(name, {"query": "select 1 as id", "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    service.run(name)
    service.define(name, {"query": slow(name), "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    service.start_job(name)
    until(lambda: service.status(name)["details"].get("index", "").startswith(f"{name}-"), "the staging index is made")

    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"

    indices = service.es("GET", f"/{name}*?expand_wildcards=all").body
    assert len(indices) == 1
    assert service.count(name) == 1


def test_an_abort_that_does_not_wait_answers_aborting(service: Service, name: str, postgres_url: str) -> None:
    service.define(name, {"query": slow(name)}, jdbc(postgres_url))
    service.start_job(name)
    until(lambda: working(postgres_url, name) == 1, "the database works on the query")
    answer = service.call("POST", f"{JOBS}/ingestion/{name}/_abort?wait_for_completion=false")
    assert answer["status"]["state"] == "aborting"
    until(lambda: service.status(name)["state"] == "aborted", "the run ends")


def test_an_abort_of_a_sqlite_query_interrupts_it(service: Service, name: str) -> None:
    database = sqlite_file(service.folder / f"{name}.db", "create table t (id integer)")
    endless = "with recursive n(id) as (select 1 union all select id + 1 from n) select max(id) as id from n"
    service.define(name, {"query": endless}, database)
    service.start_job(name)
    until(lambda: service.status(name)["details"].get("query") or service.status(name)["details"]["phase"] != "queued", "it began")
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"


def test_without_an_active_execution_nothing_changes(service: Service, name: str) -> None:
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort").status == 404
    database = sqlite_file(service.folder / f"{name}.db", "create table t (id integer)")
    service.define(name, {"query": "select id from t"}, database)
    before = service.run(name)
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort?detailed=true")["status"] == before


def test_a_job_that_runs_is_not_started_again_nor_deleted_unless_forced(service: Service, name: str, postgres_url: str) -> None:
    service.define(name, {"query": slow(name)}, jdbc(postgres_url))
    service.start_job(name)
    assert service.call("POST", f"{INGESTION}/{name}/_run").status == 409
    assert service.call("DELETE", f"{INGESTION}/{name}").status == 409
    assert service.call("DELETE", f"{INGESTION}/{name}?force=true&if_seq_no=0&if_primary_term=99").status == 409
    assert service.status(name)["state"] == "running", "what cannot be deleted is not ended either"
    running = service.call("GET", f"{JOBS}/ingestion")
    assert name in {job["_id"] for job in running["jobs"]}
    assert running["count"] == len(running["jobs"])
    assert service.call("DELETE", f"{INGESTION}/{name}?force=true").status == 200
    assert service.call("GET", f"{JOBS}/ingestion/{name}").status == 404


def test_more_runs_than_an_agent_takes_wait_as_queued_and_can_be_aborted_there(service: Service, name: str, postgres_url: str) -> None:
    jobs = [f"{name}{number}" for number in range(6)]
    for job in jobs:
        service.define(job, {"query": slow(job)}, jdbc(postgres_url))
        service.start_job(job)
    phases = [service.status(job)["details"]["phase"] for job in jobs]
    until(lambda: sum(working(postgres_url, job) for job in jobs) >= 1, "some work")
    assert phases[-1] == "queued"
    for job in reversed(jobs):
        assert service.call("POST", f"{JOBS}/ingestion/{job}/_abort")["status"]["state"] == "aborted"


def test_an_abort_while_a_connection_hangs_does_not_wait_for_the_driver(service: Service, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        url, patient = f"jdbc:postgresql://127.0.0.1:{port}/d", {"connectTimeout": "60"}
        service.define(name, {"query": "select 1"}, {"url": url, "username": "u", "password": "p", "properties": patient})
        service.start_job(name)
        connection, _ = silent.accept()
        began = time.monotonic()
        assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"
        assert time.monotonic() - began < IN_TIME
        connection.close()
