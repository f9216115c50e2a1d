"""MIRROR and the deletions of INCREMENTAL: documents without a row are deleted, and a MIRROR sends only what differs."""

from typing import Any

import pytest

from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import INGESTION, JOBS, Service
from tests.support.waiting import wait_until

ROWS = [(number, f"name {number}") for number in range(1, 11)]


def define(service: Service, name: str, **ingest: Any) -> None:
    """Save a job that reads a SQLite table with ten rows."""
    database = write_sqlite_file(
        service.folder / f"{name}.db", "create table t (id integer primary key, name text)", insert="insert into t values (?, ?)", rows=ROWS
    )  # fmt: skip
    service.define(name, {"query": "select * from t", "pk_field": "id", **ingest}, database)


def execute(service: Service, name: str, *statements: str) -> None:
    """Change the table."""
    write_sqlite_file(service.folder / f"{name}.db", *statements)


def changes(status: dict[str, Any]) -> tuple[int, ...]:
    """Return the number of documents that a MIRROR created, updated, left and deleted."""
    assert status["state"] == "successful", status
    return tuple(status["details"][name] for name in ("created", "updated", "unchanged", "deleted"))


def ids(service: Service, name: str) -> list[str]:
    return sorted((hit["_id"] for hit in service.documents(name)), key=int)


def test_a_mirror_sends_only_the_difference(any_service: Service, name: str) -> None:
    define(any_service, name, strategy="MIRROR")
    status = any_service.run(name)
    assert (changes(status), status["count"]) == ((10, 0, 0, 0), 10)
    execute(any_service, name, "delete from t where id < 3", "update t set name = 'x' where id = 5", "insert into t values (11, 'new')")
    before = any_service.es("GET", f"/{name}/_stats/indexing")["_all"]["primaries"]["indexing"]["index_total"]
    status = any_service.run(name)
    assert (changes(status), status["count"]) == ((1, 1, 7, 2), 9)
    assert any_service.es("GET", f"/{name}/_stats/indexing")["_all"]["primaries"]["indexing"]["index_total"] - before == 2
    assert ids(any_service, name) == [str(number) for number in range(3, 12)]
    assert any_service.documents(name)[-7]["_source"] is not None
    assert changes(any_service.run(name)) == (0, 0, 9, 0)
    response = any_service.call("POST", f"{INGESTION}/{name}/_verify?wait_for_completion=true&detailed=true")
    assert response["status"]["details"]["comparison"]["matches"]


def test_a_mirror_repairs_what_others_changed(service: Service, name: str) -> None:
    define(service, name, strategy="MIRROR")
    service.run(name)
    service.es("PUT", f"/{name}/_doc/4?refresh=true", {"id": 4})
    service.es("DELETE", f"/{name}/_doc/5?refresh=true")
    service.es("PUT", f"/{name}/_doc/99?refresh=true", {"id": 99})
    assert changes(service.run(name)) == (1, 1, 8, 1)
    assert [hit["_source"]["name"] for hit in service.documents(name) if hit["_id"] == "4"] == ["name 4"]


@pytest.mark.parametrize("ingest", [{"strategy": "MIRROR"}, {"deletions": "compare"}])
def test_the_removal_guard_prevents_a_mass_deletion(ingest: dict[str, Any], service: Service, name: str) -> None:
    define(service, name, **ingest)
    service.run(name)
    execute(service, name, "delete from t where id > 4")
    status = service.run(name)
    reason = f"6 of the 10 documents of the target [{name}] have no row in the source; [removal_guard] allows the removal of at most 50%"
    reason += ": none was deleted; check the query, or raise [removal_guard] for one run"
    assert (status["state"], status["error"]) == ("error", [reason])
    assert service.count(name) == 10
    service.define(
        name,
        {"query": "select * from t", "pk_field": "id", "removal_guard": "60%", **ingest},
        {"url": f"jdbc:sqlite:{service.folder}/{name}.db"},
    )
    assert service.run(name)["details"]["deleted"] == 6
    assert ids(service, name) == ["1", "2", "3", "4"]


def test_an_incremental_deletes_documents_without_a_row(any_service: Service, name: str) -> None:
    query = "select * from t where 1 = 1 {{#max_primary_key}} and id > {{max_primary_key}} {{/max_primary_key}} order by id"
    define(any_service, name, query=query, deletions="compare")
    assert any_service.run(name)["details"]["deleted"] == 0
    execute(any_service, name, "delete from t where id in (2, 10)", "insert into t values (12, 'new')")
    status = any_service.run(name)
    assert (status["state"], status["count"], status["details"]["deleted"]) == ("successful", 1, 2)
    assert ids(any_service, name) == ["1", "3", "4", "5", "6", "7", "8", "9", "12"]
    assert any_service.call("GET", f"{INGESTION}/{name}/_positions")["positions"]["max_primary_key"] == "12"


def test_documents_of_others_are_not_deleted(service: Service, name: str) -> None:
    service.es("PUT", f"/{name}/_doc/99?refresh=true", {"id": 99})
    define(service, name)
    for ingest in ({"strategy": "MIRROR"}, {"deletions": "compare"}):
        definition = {"datasource": name, "target": name, "query": "select 1 as id", "pk_field": "id", **ingest}
        assert service.call("PUT", f"{INGESTION}/{name}", {"ingest": definition}).status == 200
        status = service.run(name)
        reason = (
            f"the index [{name}] of the target [{name}] was not created by the job [{name}]: "
            "which of its documents may be deleted is not known; choose a new target"
        )
        assert (status["state"], status["error"]) == ("error", [reason])
    assert ids(service, name) == ["99"]


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "pk_field": ({"strategy": "MIRROR", "pk_field": None}, "[ingest.pk_field] is missing, but the strategy [MIRROR] needs a key"),
    "key of compare": ({"deletions": "compare", "pk_field": None}, "[ingest.pk_field] is missing, but [deletions] needs a key"),
    "pipeline": (
        {"strategy": "MIRROR", "pipeline": {"processors": []}}, "[ingest.pipeline] cannot be combined with the strategy [MIRROR], because",
    ),
    "pipeline of compare": (
        {"deletions": "compare", "pipeline": {"processors": []}}, "[ingest.pipeline] cannot be combined with [deletions], because",
    ),
    "partition": (
        {"strategy": "MIRROR", "partition": {"column": "id"}}, "[ingest.partition] cannot be combined with the strategy [MIRROR]",
    ),
    "replace": ({"strategy": "REPLACE", "deletions": "compare"}, "[ingest.deletions] cannot be combined with the strategy [REPLACE]"),
    "unknown": ({"deletions": "some"}, "[ingest.deletions] expected [none], [compare] or an object"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_definitions_that_cannot_work_are_rejected(kind: str, service: Service, name: str) -> None:
    ingest, reason = BAD[kind]
    define(service, name)
    response = service.call(
        "PUT",
        f"{INGESTION}/{name}",
        {"ingest": {"datasource": name, "target": name, "query": "select 1 as id", "pk_field": "id", **ingest}},
    )
    assert response.status == 400
    assert response["error"]["reason"].startswith(reason)


def test_a_target_of_a_mirror_is_not_shared(service: Service, name: str) -> None:
    define(service, name, strategy="MIRROR")
    other = {"ingest": {"datasource": name, "target": name, "query": "select 1 as id"}}
    assert service.call("PUT", f"{INGESTION}/{name}-2", other).status == 409


@pytest.mark.parametrize("ingest", [{"strategy": "MIRROR"}, {"deletions": "compare"}])
def test_keys_that_are_not_unique_are_an_error(ingest: dict[str, Any], service: Service, name: str) -> None:
    define(service, name, query="select id / 2 as id, name from t", **ingest)
    status = service.run(name)
    assert status["state"] == "error"
    assert status["error"][0].startswith("[ingest.pk_field] expected a unique key but 4 rows have the key of another row, such as [")


def test_a_row_inserted_while_a_mirror_compares_is_not_deleted(service: Service, name: str, postgres_url: str, row_delay: RowDelay) -> None:
    table = f"t_{name.replace('-', '_')}"
    execute_on_postgresql(postgres_url, f"create table {table} as select g as id, repeat('x', 900) as text from generate_series(1, 200) g")
    query = f"select id, text, {row_delay.expression} as nap from {table}"
    row_delay.disable()
    service.define(name, {"query": query, "strategy": "MIRROR", "pk_field": "id", "batch_size": 10}, jdbc(postgres_url))
    service.run(name)
    execute_on_postgresql(postgres_url, f"delete from {table} where id in (50, 51)")
    row_delay.enable()
    service.start_job(name)
    # The first read has begun and does not see the row that comes back, the second one does.
    sleeping = f"select count(*) from pg_stat_activity where wait_event = 'PgSleep' and query like '%{table}%'"
    wait_until(lambda: execute_on_postgresql(postgres_url, sleeping)[0][0] == 1, "the first read has begun")
    execute_on_postgresql(postgres_url, f"insert into {table} values (50, 'back')")
    row_delay.disable()
    wait_until(lambda: not service.status(name)["is_running"], "the run ends", 60)
    assert changes(service.status(name)) == (0, 1, 198, 1)
    assert [hit["_source"]["text"] for hit in service.documents(name) if hit["_id"] in ("50", "51")] == ["back"]


@pytest.fixture
def comparing_mirror(service: Service, name: str, postgres_url: str, row_delay: RowDelay) -> str:
    """Start a MIRROR of 300 documents, of which 49 have no row any more, that compares for seconds; return the job."""
    query = f"select g as id, repeat('x', 900) as text, {row_delay.expression} as nap from generate_series({{}}, 300) g"
    row_delay.disable()
    service.define(name, {"query": query.format(1), "strategy": "MIRROR", "pk_field": "id", "batch_size": 10}, jdbc(postgres_url))
    service.run(name)
    service.define(name, {"query": query.format(50), "strategy": "MIRROR", "pk_field": "id", "batch_size": 10}, jdbc(postgres_url))
    row_delay.enable()
    service.start_job(name)
    wait_until(lambda: service.status(name)["details"]["phase"] == "comparing", "the rows are compared")
    return name


def test_a_killed_mirror_is_repeated(comparing_mirror: str, service: Service, row_delay: RowDelay) -> None:
    service.kill("sidecar.jobs.run.process")
    row_delay.disable()
    wait_until(lambda: not service.status(comparing_mirror)["is_running"], "the run ends", 60)
    assert changes(service.status(comparing_mirror)) == (0, 0, 251, 49)


def test_an_aborted_mirror_deletes_nothing(comparing_mirror: str, service: Service) -> None:
    assert service.call("POST", f"{JOBS}/ingestion/{comparing_mirror}/_abort")["status"]["state"] == "aborted"
    service.es("POST", f"/{comparing_mirror}/_refresh")
    assert service.count(comparing_mirror) == 300


def test_an_empty_source_is_refused_without_a_guard(service: Service, name: str) -> None:
    for ingest in ({"strategy": "MIRROR"}, {"deletions": "compare"}):
        job = f"{name}-{len(ingest)}{next(iter(ingest))}"
        define(service, job, removal_guard="off", **ingest)
        service.run(job)
        execute(service, job, "delete from t")
        status = service.run(job)
        assert (status["state"], status["error"]) == ("error", [f"the query returned no row, but the target [{job}] has 10 documents"])
        assert service.count(job) == 10


def test_a_row_that_cannot_become_a_document_keeps_its_document(service: Service, name: str) -> None:
    define(service, name, strategy="MIRROR", max_failures=1)
    service.run(name)
    execute(service, name, "update t set name = cast(x'ff' as text) where id = 2", "delete from t where id = 3")
    status = service.run(name)
    assert (changes(status), status["details"]["rejected"]) == ((0, 0, 8, 1), 1)
    assert "2" in ids(service, name)


def test_a_target_that_became_another_index_is_not_compared(service: Service, name: str, postgres_url: str, row_delay: RowDelay) -> None:
    query = f"select g as id, repeat('x', 900) as text, {row_delay.expression} as nap from generate_series(1, 200) g"
    row_delay.disable()
    service.define(name, {"query": query, "deletions": "compare", "pk_field": "id", "batch_size": 10}, jdbc(postgres_url))
    service.run(name)
    row_delay.enable()
    service.start_job(name)
    wait_until(lambda: service.status(name)["count"] > 0, "rows are sent")
    service.es("DELETE", f"/{name}")
    service.es("PUT", f"/{name}-other/_doc/1?refresh=true", {"id": 1})
    service.es("POST", "/_aliases", {"actions": [{"add": {"index": f"{name}-other", "alias": name}}]})
    row_delay.disable()
    wait_until(lambda: not service.status(name)["is_running"], "the run ends", 60)
    assert service.status(name)["state"] == "error"
    service.es("POST", f"/{name}-other/_refresh")
    assert service.count(f"{name}-other") >= 1


def test_deletions_of_a_partitioned_read_see_the_rows_of_every_session(service: Service, name: str) -> None:
    define(service, name, deletions="compare", partition={"column": "id", "count": 3})
    assert service.run(name)["details"]["deleted"] == 0
    execute(service, name, "delete from t where id = 4")
    assert service.run(name)["details"]["deleted"] == 1
    assert "4" not in ids(service, name)
