"""Verifications: compare a target with its source, on both major versions of Elasticsearch. Nothing is written."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import INGESTION, JOBS, Service
from tests.conftest import unique_name
from tests.support.waiting import wait_until

TABLE = "create table t (id integer primary key, name text, price numeric)"
ROWS = [(1, 'a "quoted" é', 1.5), (2, None, 2.25), (3, "c", 30)]


def define(service: Service, name: str, rows: list[tuple[Any, ...]] = ROWS, **ingest: Any) -> dict[str, Any]:
    """Save a job that reads a SQLite table with these rows; return the datasource."""
    database = write_sqlite_file(service.folder / f"{name}.db", TABLE, insert="insert into t values (?, ?, ?)", rows=rows)
    service.define(name, {"query": "select * from t", "pk_field": "id", **ingest}, database)
    return database


def verify(service: Service, name: str) -> dict[str, Any]:
    """Verify a job to the end; return the detailed status."""
    response = service.call("POST", f"{INGESTION}/{name}/_verify?wait_for_completion=true&detailed=true")
    assert response.status == 200, response
    status: dict[str, Any] = response["status"]
    return status


def comparison(service: Service, name: str) -> dict[str, Any]:
    """Verify a job; return the result of the comparison."""
    status = verify(service, name)
    assert status["state"] == "successful", status
    result: dict[str, Any] = status["details"]["comparison"]
    return result


def change(service: Service, name: str, method: str, id: str, document: dict[str, Any] | None = None) -> None:
    """Write to or delete from the target as another program would."""
    assert service.es(method, f"/{name}/_doc/{id}?refresh=true", document).status in (200, 201)


@pytest.mark.parametrize("strategy", ["INCREMENTAL", "REPLACE"])
def test_a_target_equals_its_source_after_a_run(strategy: str, any_service: Service, name: str) -> None:
    define(any_service, name, strategy=strategy)
    any_service.run(name)
    before = any_service.es("GET", f"/{name}/_stats/indexing,refresh?level=shards")
    status = verify(any_service, name)
    assert status["details"]["comparison"] == {
        "matches": True, "compared": "documents", "rows": 3, "documents": 3, "equal": 3, "missing": 0, "surplus": 0, "different": 0,
        "rejected": 0,
    }  # fmt: skip
    assert status["infos"] == "The job is done. The target matches the 3 rows of the source."
    assert (status["count"], status["details"]["kind"], status["details"]["trigger"]) == (3, "verification", "manual")
    after = any_service.es("GET", f"/{name}/_stats/indexing,refresh?level=shards")
    assert after["_all"]["total"]["indexing"]["index_total"] == before["_all"]["total"]["indexing"]["index_total"]


def test_every_kind_of_difference_is_found(service: Service, name: str) -> None:
    define(service, name)
    service.run(name)
    change(service, name, "DELETE", "1")
    change(service, name, "PUT", "2", {"price": 2.250, "name": None, "id": 2.0})  # equal as JSON
    change(service, name, "PUT", "3", {"id": 3, "name": "C", "more": {"x": True}})
    change(service, name, "PUT", "9", {"id": 9})
    result = comparison(service, name)
    values = [
        {"field": "name", "source": '"c"', "target": '"C"'},
        {"field": "price", "source": "30.0"},
        {"field": "more", "target": '{"x": true}'},
    ]
    assert result == {
        "matches": False, "compared": "documents", "rows": 3, "documents": 3, "equal": 1, "missing": 1, "surplus": 1, "different": 1,
        "rejected": 0, "missing_ids": ["1"], "surplus_ids": ["9"],
        "differences": [{"id": "3", "fields": ["name", "price", "more"], "values": values}],
    }  # fmt: skip
    query = {"query": {"bool": {"filter": [{"term": {"ingestion.id": name}}, {"term": {"ingestion.details.kind": "verification"}}]}}}
    wait_until(lambda: service.call("POST", f"{JOBS}/_search?detailed=true", query)["hits"]["hits"], "the job log has the verification")
    (hit,) = service.call("POST", f"{JOBS}/_search?detailed=true", query)["hits"]["hits"]
    assert hit["_source"]["ingestion"]["infos"] == "The job is done. The target differs from the source: 1 missing, 1 surplus, 1 different."
    # The log has no data of fields: whoever may read it may not be allowed to read the target.
    assert hit["_source"]["ingestion"]["details"]["comparison"]["differences"] == [{"id": "3", "fields": ["name", "price", "more"]}]


def test_the_source_is_read_as_on_a_first_run(service: Service, name: str) -> None:
    define(service, name, query="select * from t where 1 = 1 {{#max_primary_key}} and id > {{max_primary_key}} {{/max_primary_key}}")
    service.run(name)
    positions = service.call("GET", f"{INGESTION}/{name}/_positions").body
    assert comparison(service, name)["equal"] == 3
    assert service.call("GET", f"{INGESTION}/{name}/_positions").body == positions
    assert service.run(name)["count"] == 0


@pytest.mark.parametrize("native", [True, False])
def test_keys_of_every_kind_are_compared(native: bool, service: Service, name: str, postgres_url: str) -> None:
    table = f"t_{name.replace('-', '_')}"
    execute_on_postgresql(
        postgres_url,
        f"create table {table} (tenant text, code text, day date, amount numeric(30, 10), body jsonb, primary key (tenant, code, day))",
        f"""insert into {table} values ('a|b', E'c\\\\d"e', '2026-01-02', 12345678901234567890.0123456789, '{{"x": [1, 2.50, null]}}'),
            ('', E'\\t\\u00e9\\U0001F600', '1999-12-31', null, null)""",
        f"insert into {table} select 't' || g % 7, 'c' || g, '2026-01-01', g / 3.0, null from generate_series(1, 3000) g",
    )
    transforms = [{"input": [{"source": "code"}], "output": "codes", "transform": "array"}] if not native else []
    key = ["tenant", "code", "day"]
    service.define(name, {"query": f"select * from {table}", "pk_field": key, "transforms": transforms}, jdbc(postgres_url))
    service.run(name)
    assert comparison(service, name) == {
        "matches": True, "compared": "documents", "rows": 3002, "documents": 3002, "equal": 3002, "missing": 0, "surplus": 0,
        "different": 0, "rejected": 0,
    }  # fmt: skip
    execute_on_postgresql(
        postgres_url,
        f"delete from {table} where code like 'c1%'",
        f"update {table} set amount = amount + 0.0000000001 where amount > 1e19",
        f"insert into {table} values ('new', '\"', '2026-01-01', 1, null)",
    )
    result = comparison(service, name)
    assert (result["missing_ids"], result["surplus"], result["different"]) == (['new|"|2026-01-01'], 1111, 1)
    assert len(result["surplus_ids"]) == 100
    assert all("|c1" in id for id in result["surplus_ids"])
    assert result["differences"][0]["values"] == [
        {"field": "amount", "source": "12345678901234567890.0123456790", "target": "12345678901234567890.0123456789"}
    ]


OBSTACLES: dict[str, tuple[dict[str, Any], str]] = {
    "pipeline": ({"pipeline": {"processors": []}}, "because the pipeline [siren-{}] may change documents"),
    "synthetic": ({"mapping": {"_source": {"excludes": ["name"]}}}, "leaves fields out"),
    "disabled": ({"mapping": {"_source": {"enabled": False}}}, "stores no [_source]"),
}


@pytest.mark.parametrize("kind", OBSTACLES)
def test_only_ids_are_compared_where_documents_cannot_be(kind: str, service: Service, name: str) -> None:
    ingest, reason = OBSTACLES[kind]
    define(service, name, **ingest)
    service.run(name)
    service.es("DELETE", f"/{name}/_doc/2?refresh=true")
    result = comparison(service, name)
    assert reason.format(name) in result.pop("note")
    assert result == {
        "matches": False, "compared": "ids", "rows": 3, "documents": 2, "equal": 2, "missing": 1, "surplus": 0, "different": 0,
        "rejected": 0, "missing_ids": ["2"],
    }  # fmt: skip


def test_rows_that_cannot_become_documents_are_counted(service: Service, name: str) -> None:
    define(service, name, query="select nullif(id, 2) as id, name from t", max_failures=1)
    service.run(name)
    result = comparison(service, name)
    assert (result["matches"], result["rows"], result["rejected"]) == (True, 2, 1)


def test_an_ingestion_without_a_key_cannot_be_verified(service: Service, name: str) -> None:
    define(service, name, pk_field=None)
    response = service.call("POST", f"{INGESTION}/{name}/_verify")
    assert response.status == 400
    assert response["error"]["reason"] == "[ingest.pk_field] is missing: without a key nothing says which document belongs to a row"


def test_keys_that_are_not_unique_are_an_error(service: Service, name: str) -> None:
    define(service, name, query="select id / 2 as id, name from t")
    service.run(name)
    status = verify(service, name)
    assert status["state"] == "error"
    assert status["error"] == ["[ingest.pk_field] expected a unique key but 1 row has the key of another row, such as [1]"]


def several_indices(service: Service, name: str) -> None:
    for suffix in "ab":
        service.es("PUT", f"/{name}-{suffix}", {"aliases": {name: {}}})


TARGETS: dict[str, tuple[Callable[[Service, str], object], str]] = {
    "missing": (lambda service, name: None, "the target [{0}] does not exist; run the job first"),
    "closed": (
        lambda service, name: [service.es("PUT", f"/{name}"), service.es("POST", f"/{name}/_close")],
        "the index [{0}] of the target [{0}] is closed; open it first",
    ),
    "several": (
        several_indices, "the target [{0}] is an alias over several indices ([{0}-a], [{0}-b]); a comparison needs a target with one index",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TARGETS)
def test_a_target_that_cannot_be_read_is_an_error(kind: str, service: Service, name: str) -> None:
    create, reason = TARGETS[kind]
    define(service, name)
    create(service, name)
    status = verify(service, name)
    assert (status["state"], status["error"]) == ("error", [reason.format(name)])


def test_a_source_that_cannot_be_read_is_an_error(service: Service, name: str, postgres_url: str) -> None:
    query = "select g as id, 100 / (g - 500) as x from generate_series(1, 1000) g"
    service.define(name, {"query": query.replace("g - 500", "g + 500"), "pk_field": "id"}, jdbc(postgres_url))
    service.run(name)
    service.define(name, {"query": query, "pk_field": "id"}, jdbc(postgres_url))
    status = verify(service, name)
    assert status["state"] == "error"
    assert "division by zero" in status["error"][-1]


@pytest.fixture
def slow_verification(service: Service, name: str, postgres_url: str, row_delay: RowDelay) -> str:
    """Start a verification that takes a minute, unless the delay is disabled; return the job. One of 3,000 documents differs."""
    query = f"select g as id, repeat('x', 500) as text, {row_delay.expression} as nap from generate_series(1, 3000) g"
    service.define(name, {"query": query, "pk_field": "id", "batch_size": 100}, jdbc(postgres_url))
    row_delay.disable()
    service.run(name)
    change(service, name, "PUT", "7", {"id": 7})
    row_delay.enable()
    response = service.call("POST", f"{INGESTION}/{name}/_verify")
    assert response.status == 200, response
    wait_until(lambda: service.status(name)["details"].get("rows_read", 0) > 0, "the verification reads rows")
    return name


def test_a_verification_is_an_execution_of_the_job(slow_verification: str, service: Service, row_delay: RowDelay) -> None:
    status = service.status(slow_verification)
    assert (status["state"], status["details"]["phase"]) == ("running", "comparing")
    assert status["details"]["percent"] < 100
    for action in ("_run", "_verify"):
        assert service.call("POST", f"{INGESTION}/{slow_verification}/{action}").status == 409
    response = service.call("POST", f"{JOBS}/ingestion/{slow_verification}/_abort")
    assert response["status"]["state"] == "aborted"
    row_delay.disable()
    assert comparison(service, slow_verification)["different"] == 1


def test_a_verification_is_repeated_by_another_process(slow_verification: str, service: Service, row_delay: RowDelay) -> None:
    service.kill("sidecar.jobs.run.process")
    row_delay.disable()
    wait_until(lambda: not service.status(slow_verification)["is_running"], "the verification ends", 60)
    status = service.status(slow_verification)
    assert (status["state"], status["details"]["attempt"]) == ("successful", 2), status
    assert status["details"]["comparison"]["equal"] == 2999
    assert status["count"] == 3000


def test_no_digests_are_left(slow_verification: str, service: Service) -> None:
    before = {each.name for each in service.folder.iterdir()}
    service.kill("sidecar.jobs.run.process")
    assert {each.name for each in service.folder.iterdir()} <= before
    service.call("POST", f"{JOBS}/ingestion/{slow_verification}/_abort")


def test_a_lost_point_in_time_starts_the_verification_again(slow_verification: str, service: Service, row_delay: RowDelay) -> None:
    for action in ("_close", "_open"):
        assert service.es("POST", f"/{slow_verification}/{action}?wait_for_active_shards=1").status == 200
    row_delay.disable()
    wait_until(lambda: not service.status(slow_verification)["is_running"], "the verification ends", 60)
    details = service.status(slow_verification)["details"]
    assert (details["comparison"]["equal"], details["comparison"]["different"]) == (2999, 1)
    assert details["restart_reason"] == "Elasticsearch was not ready"


def test_any_number_of_documents_may_differ(service: Service, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(number, "x" * 50, number) for number in range(1, 5001)]
    define(service, name, rows=rows)
    service.run(name)
    other = unique_name()
    define(service, other, rows=rows[:4000])
    service.call("PUT", f"{INGESTION}/{other}", {"ingest": {"datasource": other, "target": name, "pk_field": "id",
                                                         "query": "select id, 'y' as name, price from t where id > 10"}})  # fmt: skip
    result = comparison(service, other)
    assert (result["rows"], result["documents"], result["equal"], result["surplus"], result["different"]) == (3990, 5000, 0, 1010, 3990)
    assert (len(result["differences"]), len(result["surplus_ids"])) == (100, 100)
