"""Faults while documents are deleted: none with a row is deleted, and those without one are gone in the end."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.acceptance.conftest import running_service
from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import EXECUTION, INGESTION, JOBS, Service
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy
from tests.support.waiting import wait_until

ROWS = 4000
DELETED = 1800
"""Rows that are deleted; their documents need several requests."""
KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "MIRROR": ({"strategy": "MIRROR"}, ""),
    "after a run": ({"deletions": "compare"}, ""),
    "on request": ({"deletions": "compare", "deletions_schedule": "0 0 0 1 1 ? 2099"}, "?only_deletions=true"),
    "marked rows": ({"deletions": {"column": "gone"}}, ""),
}
"""Fields of an ingestion, and parameters of the call that starts a run which deletes."""
COMPARING = [kind for kind in KINDS if kind != "marked rows"]
QUERY = "select id, gone from t {{#max_primary_key}} where gone > 0 {{/max_primary_key}} order by id"


@pytest.fixture(scope="module")
def proxy(elasticsearch_url: str) -> Iterator[ElasticsearchProxy]:
    with elasticsearch_proxy(elasticsearch_url) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def service(proxy: ElasticsearchProxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar behind the proxy."""
    yield from running_service(proxy.url, tmp_path_factory.mktemp("sidecar"))


@pytest.fixture
def job(service: Service, proxy: ElasticsearchProxy, name: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Run a job of the kind, delete rows, and yield the job; end all faults and its run afterwards."""
    ingest, _ = KINDS[request.param]
    rows = [(number, 0) for number in range(1, ROWS + 1)]
    database = write_sqlite_file(
        service.folder / f"{name}.db",
        "create table t (id integer primary key, gone integer)",
        insert="insert into t values (?, ?)",
        rows=rows,
    )
    query = QUERY if ingest.get("strategy") != "MIRROR" else "select id, gone from t"
    service.define(name, {"query": query, "pk_field": "id", "batch_size": 500, **ingest}, database)
    service.run(name)
    condition = f"where id <= {DELETED}"
    change = f"update t set gone = 1 {condition}" if request.param == "marked rows" else f"delete from t {condition}"
    write_sqlite_file(service.folder / f"{name}.db", change)
    yield name
    proxy.restore()
    service.call("POST", f"{JOBS}/ingestion/{name}/_abort")


def start(service: Service, job: str, kind: str) -> None:
    response = service.call("POST", f"{INGESTION}/{job}/_run{KINDS[kind][1]}")
    assert response.status == 200, response


def finish(service: Service, job: str) -> dict[str, Any]:
    wait_until(lambda: not service.status(job)["is_running"], "the execution ends", 60)
    return service.status(job)


def check_deleted(service: Service, job: str) -> None:
    """Check that exactly the documents with rows are in the target."""
    service.es("POST", f"/{job}/_refresh")
    assert service.count(job) == ROWS - DELETED
    remaining = service.es("POST", f"/{job}/_count", {"query": {"range": {"id": {"gt": DELETED}}}})["count"]
    assert remaining == ROWS - DELETED


@pytest.mark.parametrize(("job", "kind"), [(kind, kind) for kind in KINDS], indirect=["job"])
def test_failed_requests_are_repeated(job: str, kind: str, service: Service, proxy: ElasticsearchProxy) -> None:
    lost_response, lost_request = Fault(disconnect=True, forwarded=True), Fault(disconnect=True)
    proxy.faults.extend([lost_response, Fault(status=429), Fault(status=503), lost_request])
    failed = proxy.failed
    start(service, job, kind)
    status = finish(service, job)
    assert status["state"] == "successful", status
    assert proxy.failed == failed + 4
    check_deleted(service, job)
    assert status["details"]["deleted"] <= DELETED, "what a lost response said is not known"


@pytest.mark.parametrize(("job", "kind"), [(kind, kind) for kind in COMPARING], indirect=["job"])
def test_a_killed_process_is_replaced_while_it_deletes(job: str, kind: str, service: Service, proxy: ElasticsearchProxy) -> None:
    proxy.faults.extend([Fault(), Fault(seconds=3.0)])
    deleted = len(bulk_calls(proxy))
    start(service, job, kind)
    wait_until(lambda: len(bulk_calls(proxy)) == deleted + 2 and proxy.in_flight == 1, "it deletes for the second time")
    wait_until(lambda: service.status(job)["details"].get("deleted", 0) > 0 or kind == "MIRROR", "the status has the first deletions")
    deleted_before = service.status(job)["details"].get("deleted", 0)
    service.kill(EXECUTION)
    status = finish(service, job)
    assert (status["state"], status["details"]["attempt"]) == ("successful", 2), status
    check_deleted(service, job)
    if kind != "MIRROR":
        assert deleted_before <= status["details"]["deleted"] <= DELETED


def bulk_calls(proxy: ElasticsearchProxy) -> list[str]:
    return [call for call, _ in proxy.requests if call.startswith("POST") and "/_bulk" in call]


@pytest.mark.parametrize(("job", "kind"), [(kind, kind) for kind in COMPARING], indirect=["job"])
def test_an_abort_while_it_deletes_leaves_the_other_documents(job: str, kind: str, service: Service, proxy: ElasticsearchProxy) -> None:
    proxy.faults.extend([Fault(), Fault(status=503)])
    proxy.default_fault = Fault(status=503)
    failed = proxy.failed
    start(service, job, kind)
    wait_until(lambda: proxy.failed > failed, "the second request fails")
    assert service.call("POST", f"{JOBS}/ingestion/{job}/_abort")["status"]["state"] == "aborted"
    proxy.restore()
    service.es("POST", f"/{job}/_refresh")
    remaining = service.count(job)
    assert ROWS - DELETED < remaining < ROWS
    start(service, job, kind)
    assert finish(service, job)["details"]["deleted"] == remaining - (ROWS - DELETED)
    check_deleted(service, job)


@pytest.mark.parametrize("only_deletions", [False, True])
def test_a_lost_point_in_time_repeats_only_the_comparison(
    only_deletions: bool, service: Service, name: str, postgres_url: str, row_delay: RowDelay
) -> None:
    table = f"t_{name.replace('-', '_')}"
    execute_on_postgresql(postgres_url, f"create table {table} as select g as id from generate_series(1, 200) g")
    row_delay.disable()
    ingest = {
        "query": f"select id from {table} {{{{#max_primary_key}}}} where id > {{{{max_primary_key}}}} {{{{/max_primary_key}}}}",
        "pk_field": "id", "deletions": "compare", "deletions_query": f"select id from {table} where {row_delay.expression} is not null",
        **({"deletions_schedule": "0 0 0 1 1 ? 2099"} if only_deletions else {}),
    }  # fmt: skip
    service.define(name, ingest, jdbc(postgres_url))
    service.run(name)
    execute_on_postgresql(postgres_url, f"delete from {table} where id <= 20", f"insert into {table} values (201)")
    row_delay.enable()
    start(service, name, "on request" if only_deletions else "after a run")
    sleeping = f"select count(*) from pg_stat_activity where wait_event = 'PgSleep' and query like '%{table}%'"
    wait_until(lambda: execute_on_postgresql(postgres_url, sleeping)[0][0] == 1, "the keys are read")
    # A closed index has no points in time.
    service.es("POST", f"/{name}/_close")
    service.es("POST", f"/{name}/_open")
    row_delay.disable()
    status = finish(service, name)
    details = status["details"]
    assert (status["state"], status["count"], details["deleted"]) == ("successful", 181 if only_deletions else 1, 20), status
    service.es("POST", f"/{name}/_refresh")
    assert service.count(name) == (180 if only_deletions else 181)
    assert details["attempt"] == 1


def test_a_job_that_deletes_is_deleted_by_force(service: Service, name: str, postgres_url: str, row_delay: RowDelay) -> None:
    key_query = f"select g as id from generate_series(1, 200) g where {row_delay.expression} is not null"
    query = "select g as id from generate_series(1, 200) g"
    ingest = {"query": query, "pk_field": "id", "deletions": "compare", "deletions_query": key_query}
    service.define(name, {**ingest, "deletions_schedule": "0 0 0 1 1 ? 2099"}, jdbc(postgres_url))
    service.run(name)
    start(service, name, "on request")
    again = service.call("POST", f"{INGESTION}/{name}/_run")
    reason = f"the job [{name}] is already running: somebody started a deletion"
    assert (again.status, again["error"]["reason"]) == (409, reason)
    assert service.call("DELETE", f"{INGESTION}/{name}").status == 409
    assert service.call("DELETE", f"{INGESTION}/{name}?force=true").status == 200
    assert not service.executing()
    assert service.count(name) == 200
