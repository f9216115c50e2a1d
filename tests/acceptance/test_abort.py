"""An abort ends the execution and its statement in the database."""

import socket
import time

from tests.acceptance.databases import count_active_statements, execute_on_postgresql, jdbc, slow_query, write_sqlite_file
from tests.acceptance.service import ABORT_TIMEOUT, INGESTION, JOBS, Service
from tests.support.waiting import wait_until


def test_an_abort_of_a_running_job_returns_its_end_in_time_and_ends_the_statement(service: Service, name: str, postgres_url: str) -> None:
    service.define(name, {"query": slow_query(name), "pk_field": "id"}, jdbc(postgres_url))
    service.start_job(name)
    wait_until(lambda: count_active_statements(postgres_url, name) == 1, "the query runs")

    began = time.monotonic()
    response = service.call("POST", f"{JOBS}/ingestion/{name}/_abort")
    took = time.monotonic() - began

    assert took < ABORT_TIMEOUT, "the abort took too long"
    wait_until(lambda: count_active_statements(postgres_url, name) == 0, "no statement runs")
    status = response["status"]
    assert (status["state"], status["is_running"], status["is_aborting"]) == ("aborted", False, True)
    assert status["infos"] == "The job has been aborted."
    assert "error" not in status
    assert service.call("GET", f"{JOBS}/_search?id={name}")["hits"]["hits"][0]["_source"]["ingestion"] == status
    assert [event["type"] for event in service.status(name)["details"]["events"]] == ["attempt_started", "abort_requested"]


def test_an_abort_before_the_first_row_ends_the_statement(service: Service, name: str, postgres_url: str) -> None:
    execute_on_postgresql(postgres_url, f"create table {name} (id bigint)")
    service.define(name, {"query": f"select count(*) as id from {name}, pg_sleep(1000) group by id"}, jdbc(postgres_url))
    execute_on_postgresql(postgres_url, f"insert into {name} values (1)")
    service.start_job(name)
    wait_until(lambda: count_active_statements(postgres_url, name) == 1, "the query runs")
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"
    wait_until(lambda: count_active_statements(postgres_url, name) == 0, "no statement runs")


def test_an_abort_of_a_replace_deletes_the_staging_index_and_keeps_the_target(service: Service, name: str, postgres_url: str) -> None:
    service.define(name, {"query": "select 1 as id", "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    service.run(name)
    service.define(name, {"query": slow_query(name), "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    service.start_job(name)
    wait_until(lambda: service.status(name)["details"].get("index", "").startswith(f"{name}-"), "the staging index is created")

    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"

    indices = service.es("GET", f"/{name}*?expand_wildcards=all").body
    assert len(indices) == 1
    assert service.count(name) == 1


def test_an_abort_without_waiting_returns_aborting(service: Service, name: str, postgres_url: str) -> None:
    service.define(name, {"query": slow_query(name)}, jdbc(postgres_url))
    service.start_job(name)
    wait_until(lambda: count_active_statements(postgres_url, name) == 1, "the query runs")
    response = service.call("POST", f"{JOBS}/ingestion/{name}/_abort?wait_for_completion=false")
    assert response["status"]["state"] == "aborting"
    wait_until(lambda: service.status(name)["state"] == "aborted", "the execution ends")


def test_an_abort_interrupts_a_sqlite_query(service: Service, name: str) -> None:
    database = write_sqlite_file(service.folder / f"{name}.db", "create table t (id integer)")
    endless_query = "with recursive n(id) as (select 1 union all select id + 1 from n) select max(id) as id from n"
    service.define(name, {"query": endless_query}, database)
    service.start_job(name)
    wait_until(
        lambda: service.status(name)["details"].get("query") or service.status(name)["details"]["phase"] != "queued",
        "the execution has started",
    )
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"


def test_an_abort_without_an_active_execution_changes_nothing(service: Service, name: str) -> None:
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort").status == 404
    database = write_sqlite_file(service.folder / f"{name}.db", "create table t (id integer)")
    service.define(name, {"query": "select id from t"}, database)
    before = service.run(name)
    assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort?detailed=true")["status"] == before


def test_a_running_job_cannot_be_started_again_and_is_deleted_only_with_force(service: Service, name: str, postgres_url: str) -> None:
    service.define(name, {"query": slow_query(name)}, jdbc(postgres_url))
    service.start_job(name)
    assert service.call("POST", f"{INGESTION}/{name}/_run").status == 409
    assert service.call("DELETE", f"{INGESTION}/{name}").status == 409
    assert service.call("DELETE", f"{INGESTION}/{name}?force=true&if_seq_no=0&if_primary_term=99").status == 409
    assert service.status(name)["state"] == "running", "the rejected deletion ended the execution"
    running = service.call("GET", f"{JOBS}/ingestion")
    assert name in {job["_id"] for job in running["jobs"]}
    assert running["count"] == len(running["jobs"])
    assert service.call("DELETE", f"{INGESTION}/{name}?force=true").status == 200
    assert service.call("GET", f"{JOBS}/ingestion/{name}").status == 404


def test_executions_beyond_the_limit_of_the_agent_are_queued_and_can_be_aborted(service: Service, name: str, postgres_url: str) -> None:
    jobs = [f"{name}{number}" for number in range(6)]
    for job in jobs:
        service.define(job, {"query": slow_query(job)}, jdbc(postgres_url))
        service.start_job(job)
    phases = [service.status(job)["details"]["phase"] for job in jobs]
    wait_until(lambda: sum(count_active_statements(postgres_url, job) for job in jobs) >= 1, "some queries run")
    assert phases[-1] == "queued"
    for job in reversed(jobs):
        assert service.call("POST", f"{JOBS}/ingestion/{job}/_abort")["status"]["state"] == "aborted"


def test_an_abort_does_not_wait_for_a_driver_that_connects(service: Service, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        url, properties = f"jdbc:postgresql://127.0.0.1:{port}/d", {"connectTimeout": "60"}
        service.define(name, {"query": "select 1"}, {"url": url, "username": "u", "password": "p", "properties": properties})
        service.start_job(name)
        connection, _ = server.accept()
        began = time.monotonic()
        assert service.call("POST", f"{JOBS}/ingestion/{name}/_abort")["status"]["state"] == "aborted"
        assert time.monotonic() - began < ABORT_TIMEOUT
        connection.close()
