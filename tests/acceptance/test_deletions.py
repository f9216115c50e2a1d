"""Deletions of an INCREMENTAL: marked rows, a key query, and executions that only delete."""

from typing import Any

import pytest

from tests.acceptance.databases import execute_on_mariadb, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import INGESTION, JOBS, Service
from tests.support.waiting import wait_until

ROWS = [(number, f"name {number}", 0) for number in range(1, 11)]
TABLE = "create table t (id integer primary key, name text, gone integer not null)"
QUERY = "select * from t where 1 = 1 {{#max_primary_key}} and id > {{max_primary_key}} {{/max_primary_key}} order by id"
COLUMN = {"deletions": {"column": "gone"}}


def define(service: Service, name: str, **ingest: Any) -> None:
    """Save a job that reads a SQLite table with ten rows."""
    database = write_sqlite_file(service.folder / f"{name}.db", TABLE, insert="insert into t values (?, ?, ?)", rows=ROWS)
    service.define(name, {"query": "select * from t", "pk_field": "id", **ingest}, database)


def execute(service: Service, name: str, *statements: str) -> None:
    """Change the table."""
    write_sqlite_file(service.folder / f"{name}.db", *statements)


def put(service: Service, name: str, **ingest: Any) -> Any:
    """Save another definition of the job; return the response."""
    body = {"datasource": name, "target": name, "query": "select * from t", "pk_field": "id", **ingest}
    return service.call("PUT", f"{INGESTION}/{name}", {"ingest": body})


def delete_only(service: Service, name: str) -> dict[str, Any]:
    """Run an execution that only deletes; return its status."""
    status: dict[str, Any] = service.call("POST", f"{INGESTION}/{name}/_run?only_deletions=true&wait_for_completion&detailed=true")[
        "status"
    ]
    return status


def ids(service: Service, name: str) -> list[int]:
    return sorted(int(hit["_id"]) for hit in service.documents(name))


def test_a_marked_row_deletes_its_document(any_service: Service, name: str) -> None:
    define(any_service, name, **COLUMN)
    execute(any_service, name, "update t set gone = 1 where id = 1")
    status = any_service.run(name)
    assert (status["state"], status["count"], status["details"]["deleted"]) == ("successful", 10, 0)
    assert ids(any_service, name) == [*range(2, 11)], "its document never existed"
    execute(any_service, name, "update t set gone = 1 where id in (4, 5)", "update t set gone = 0 where id = 1")
    status = any_service.run(name)
    assert (status["count"], status["details"]["deleted"], status["details"]["duplicates"]) == (10, 2, 7)
    assert ids(any_service, name) == [1, 2, 3, *range(6, 11)]
    comparison = any_service.call("POST", f"{INGESTION}/{name}/_verify?wait_for_completion=true&detailed=true")["status"]["details"][
        "comparison"
    ]
    assert (comparison["matches"], comparison["rows"]) == (True, 8)


def test_marked_rows_move_the_positions_and_documents_of_others_stay(service: Service, name: str) -> None:
    define(service, name, query=QUERY, **COLUMN)
    service.run(name)
    service.es("PUT", f"/{name}/_doc/99?refresh=true", {"id": 99})
    execute(service, name, "insert into t values (11, 'new', 0), (12, 'gone at once', 1)")
    status = service.run(name)
    assert (status["count"], status["last_id"], status["details"]["deleted"]) == (2, "12", 0)
    assert ids(service, name) == [*range(1, 12), 99]
    assert service.call("GET", f"{INGESTION}/{name}/_positions")["positions"]["max_primary_key"] == "12"


@pytest.mark.parametrize(
    ("type", "marked", "unmarked"),
    [("timestamp", "now()", "null"), ("date", "'2024-01-31'", "null"), ("boolean", "true", "false"), ("numeric", "0.5", "0.00")],
)
def test_marks_of_postgresql(type: str, marked: str, unmarked: str, service: Service, name: str, postgres_url: str) -> None:
    table = f"t_{name.replace('-', '_')}"
    execute_on_postgresql(
        postgres_url, f"create table {table} (id bigint, deleted {type}, text text)",
        f"insert into {table} values (1, {unmarked}, 'a'), (2, {marked}, 'b'), (3, null, 'c')",
    )  # fmt: skip
    ingest = {"query": f"select * from {table}", "pk_field": "id", "deletions": {"column": "deleted"}, "partition": {"column": "id"}}
    service.define(name, ingest, jdbc(postgres_url))
    status = service.run(name)
    assert (status["state"], status["count"]) == ("successful", 3)
    assert ids(service, name) == [1, 3]


def test_marks_of_mariadb_and_composite_keys(service: Service, name: str, mariadb_url: str) -> None:
    table = f"t_{name.replace('-', '_')}"
    execute_on_mariadb(
        mariadb_url, f"create table {table} (a int, b varchar(20), gone tinyint(1) not null)",
        f"insert into {table} values (1, 'x|y', 0), (2, 'z\"', 0)",
    )  # fmt: skip
    ingest = {"query": f"select * from {table}", "pk_field": ["a", "b"], "deletions": {"column": "gone"}}
    service.define(name, ingest, jdbc(mariadb_url))
    service.run(name)
    execute_on_mariadb(mariadb_url, f"update {table} set gone = 1 where a = 2")
    assert service.run(name)["details"]["deleted"] == 1
    assert [hit["_id"] for hit in service.documents(name)] == ["1|x\\|y"]


def test_a_text_or_unknown_column_cannot_mark_rows(service: Service, name: str) -> None:
    define(service, name)
    service.run(name)
    expected = {
        "name": "[deletions.column] must be a boolean, a number, a date or a timestamp, but [name] is of type [text]; "
        "compute one in the query, such as [case when … then 1 else 0 end]",
        "gon": "[deletions.column] refers to the column [gon], which the query does not return -> did you mean [gone]?",
    }
    for column, reason in expected.items():
        put(service, name, deletions={"column": column})
        assert service.run(name)["error"] == [reason]
        response = service.call("POST", f"{INGESTION}/{name}/_validate")
        assert (response.status, response["error"]["reason"]) == (400, reason)
    assert len(ids(service, name)) == 10


def test_a_computed_mark_without_values_is_none(service: Service, name: str) -> None:
    """SQLite has no type for an expression: without a value nothing shows one."""
    query = f"{QUERY.replace('*', '*, case when gone = 1 then 1 end as computed')}"
    define(service, name, query=query, deletions={"column": "computed"})
    assert service.run(name)["count"] == 10
    status = service.run(name)
    assert (status["state"], status["count"]) == ("successful", 0), "no row"
    assert service.call("POST", f"{INGESTION}/{name}/_validate").status == 200
    execute(service, name, "insert into t values (11, 'a', 0), (12, 'b', 1)")
    assert service.run(name)["count"] == 2
    assert ids(service, name) == [*range(1, 12)]


def test_a_mark_whose_first_text_comes_late_ends_the_run(service: Service, name: str) -> None:
    define(service, name, query="select id, case when id = 10 then name end as gone from t order by id", **COLUMN)
    rows = "with recursive n(i) as (select 11 union all select i + 1 from n where i < 2000) select i, 'x', 0 from n"
    execute(service, name, f"insert into t {rows}", "update t set id = 3000 where id = 10")
    put(service, name, query="select id, case when id = 3000 then name end as gone from t order by id", **COLUMN)
    status = service.run(name)
    assert status["error"][-1].startswith("[deletions.column] must be a boolean, a number, a date or a timestamp, but [gone] has a text;")


@pytest.mark.parametrize("type", ["date", "datetime", "integer"])
def test_a_zero_of_any_type_is_no_mark_in_sqlite(type: str, service: Service, name: str) -> None:
    database = write_sqlite_file(
        service.folder / f"{name}.db", f"create table t (id integer primary key, gone {type} default 0)",
        insert="insert into t values (?, ?)", rows=[(1, 0), (2, 1_700_000_000), (3, None)],
    )  # fmt: skip
    service.define(name, {"query": "select * from t", "pk_field": "id", **COLUMN}, database)
    assert service.run(name)["state"] == "successful"
    assert ids(service, name) == [1, 3]


def test_values_that_a_document_cannot_have_are_no_marks(service: Service, name: str, postgres_url: str, mariadb_url: str) -> None:
    table = f"t_{name.replace('-', '_')}"
    execute_on_postgresql(
        postgres_url, f"create table {table} (id bigint, deleted timestamp)",
        f"insert into {table} values (1, 'infinity'), (2, '0044-03-15 BC'), (3, '2024-02-29')",
    )  # fmt: skip
    service.define(name, {"query": f"select * from {table}", "pk_field": "id", "deletions": {"column": "deleted"}}, jdbc(postgres_url))
    service.run(name)
    assert ids(service, name) == [1, 2]
    execute_on_mariadb(
        mariadb_url, f"create table {table} (id int, deleted datetime)",
        "set sql_mode = ''", f"insert into {table} values (1, '0000-00-00 00:00:00'), (2, '2024-02-29 00:00:00')",
    )  # fmt: skip
    service.define(
        f"{name}-m", {"query": f"select * from {table}", "pk_field": "id", "deletions": {"column": "deleted"}}, jdbc(mariadb_url)
    )
    service.run(f"{name}-m")
    assert ids(service, f"{name}-m") == [1]


def test_of_a_marked_row_only_the_key_is_needed(service: Service, name: str) -> None:
    define(service, name, max_failures=1, **COLUMN)
    service.run(name)
    invalid = "update t set name = cast(x'ff' as text)"
    execute(service, name, f"{invalid}, gone = 1 where id = 3", f"{invalid} where id = 4")
    status = service.run(name)
    assert (status["state"], status["details"]["deleted"], status["details"]["rejected"]) == ("successful", 1, 1)
    assert ids(service, name) == [1, 2, *range(4, 11)]


def test_an_execution_that_only_deletes_reads_keys_and_writes_no_row(any_service: Service, name: str) -> None:
    define(any_service, name, query=QUERY, deletions="compare", deletions_schedule="0 0 3 * * ?")
    any_service.run(name)
    execute(any_service, name, "delete from t where id in (2, 10)", "insert into t values (11, 'new', 0)")
    status = any_service.run(name)
    assert (status["count"], "deleted" in status["details"]) == (1, False), "with a schedule of their own, runs delete nothing"
    status = delete_only(any_service, name)
    assert (status["state"], status["count"], status["details"]["deleted"]) == ("successful", 9, 2)
    assert (status["details"]["kind"], status["details"]["trigger"]) == ("deletion", "manual")
    assert status["infos"] == "The job is done. 2 documents without a row were deleted."
    assert ids(any_service, name) == [1, *range(3, 10), 11]
    assert any_service.call("GET", f"{INGESTION}/{name}?include_status=true")["kind"] == "deletion"
    assert any_service.call("GET", f"{INGESTION}/{name}/_positions")["positions"]["max_primary_key"] == "11"
    query = {"bool": {"filter": [{"term": {"ingestion.id": name}}, {"term": {"ingestion.details.kind": "deletion"}}]}}
    any_service.es("POST", "/.siren-jobs/_refresh")
    found = any_service.call("POST", f"{JOBS}/_search?detailed=true", {"query": query})
    assert [hit["_source"]["ingestion"]["details"]["deleted"] for hit in found["hits"]["hits"]] == [2]


def test_the_schedule_of_deletions_starts_them(service: Service, name: str) -> None:
    define(service, name, deletions="compare", deletions_schedule="* * * * * ?")
    service.run(name)
    execute(service, name, "delete from t where id = 3")
    assert put(service, name, deletions="compare", deletions_schedule="* * * * * ?", enable_scheduler=True).status == 200
    wait_until(lambda: service.es("GET", f"/{name}/_count")["count"] == 9, "the document is deleted", 30)
    wait_until(lambda: not service.status(name)["is_running"], "the execution ends", 30)
    put(service, name, deletions="compare", deletions_schedule="* * * * * ?")
    details = service.status(name)["details"]
    assert (details["kind"], details["trigger"]) == ("deletion", "schedule")


def test_the_fire_times_of_deletions_are_listed(service: Service, name: str) -> None:
    define(service, name)
    schedules = {"schedule": "0 0 2 * * ?", "deletions": "compare", "deletions_schedule": "0 0 3 * * ?"}
    assert put(service, name, **schedules, enable_scheduler=True).status == 200
    fires = service.call("GET", "/_siren/connector/schedule?from=2030-01-01&to=2030-01-02")["fires"]
    assert [(fire["time"] // 3_600_000 % 24, fire.get("kind")) for fire in fires if fire["_id"] == name] == [(2, None), (3, "deletion")]
    shown = service.call("GET", f"{INGESTION}/{name}?include_status=true")
    assert shown["next_fire"] // 3_600_000 % 24 == (2 if "next_fire_kind" not in shown.body else 3)
    preview = service.call("POST", f"{INGESTION}/{name}/_validate")
    assert [len(preview[each]) for each in ("next_fires", "deletions_next_fires")] == [5, 5]
    put(service, name)


def test_a_key_query_says_which_documents_stay(service: Service, name: str) -> None:
    define(service, name, query="select id, name from t where id < 6", deletions="compare", deletions_query="select id from t")
    service.run(name)
    execute(service, name, "delete from t where id = 2")
    assert put(
        service, name, query="select id, name from t where id > 8", deletions="compare", deletions_query="select id from t"
    ).status == 200  # fmt: skip
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["deleted"]) == ("successful", 2, 1)
    assert ids(service, name) == [1, 3, 4, 5, 9, 10]


@pytest.mark.parametrize("only_deletions", [False, True])
def test_a_key_query_that_cannot_be_used_is_an_error_before_anything_is_written(only_deletions: bool, service: Service, name: str) -> None:
    define(service, name)
    service.run(name)
    execute(service, name, "update t set name = 'changed' where id = 1")
    expected = {
        "select name from t": "[pk_field] refers to the column [id], which [deletions_query] does not return",
        "select name as id from t": "[deletions_query] must return the key [id] as the query does, of type [long], but it is of type [text]",  # noqa: E501
        "select id from missing": "no such table: missing",
    }
    for query, reason in expected.items():
        assert put(service, name, deletions="compare", deletions_query=query, removal_guard="off").status == 200
        status = delete_only(service, name) if only_deletions else service.run(name)
        assert (status["state"], status["error"][-1]) == ("error", reason)
        if "missing" in query:
            assert "The query in [deletions_query] cannot be used." in status["error"]
        response = service.call("POST", f"{INGESTION}/{name}/_validate")
        assert response.status == 400
        assert reason in str(response["error"])
    service.es("POST", f"/{name}/_refresh")
    names = {hit["_id"]: hit["_source"]["name"] for hit in service.documents(name)}
    assert (names["1"], len(names)) == ("name 1", 10)


def test_a_key_that_a_key_query_returns_twice_deletes_nothing(service: Service, name: str) -> None:
    define(service, name, deletions="compare", deletions_query="select id from t where id > 1 union all select 2")
    status = service.run(name)
    reason = "[ingest.deletions_query] expected a unique key but 1 row has the key of another row, such as [2]"
    assert (status["state"], status["error"]) == ("error", [reason])
    assert ids(service, name) == [*range(1, 11)]


def test_a_key_that_cannot_be_computed_does_not_send_the_rows_again(service: Service, name: str, postgres_url: str) -> None:
    table = f"t_{name.replace('-', '_')}"
    execute_on_postgresql(postgres_url, f"create table {table} as select g as id from generate_series(1, 10) g")
    key_query = f"select id from {table} where 1 / (id - 3) is not null"
    ingest = {"query": f"select * from {table}", "pk_field": "id", "max_failures": 5, "deletions": "compare", "deletions_query": key_query}
    service.define(name, ingest, jdbc(postgres_url))
    status = service.run(name)
    reason = "The database could not compute a value of some row. A deletion needs the keys of all rows."
    assert (status["state"], status["details"]["attempt"], status["details"]["duplicates"]) == ("error", 1, 0)
    assert reason in status["error"]
    assert len(ids(service, name)) == 10


def test_keys_that_are_written_in_another_way_delete_nothing(service: Service, name: str) -> None:
    define(service, name)
    service.run(name)
    assert put(service, name, deletions="compare", deletions_query="select id + 100 as id from t", removal_guard="off").status == 200
    status = service.run(name)
    reason = f"no key that [deletions_query] returns is the id of a document of the target [{name}]"
    assert (status["state"], status["error"]) == ("error", [reason])
    assert ids(service, name) == [*range(1, 11)]


EXPECTED = '[ingest.deletions] expected [none], [compare] or an object such as {"column": "deleted_at"}'
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "type": ({"deletions": 1}, f"{EXPECTED} but got a number [1]"),
    "name": ({"deletions": "some"}, f"{EXPECTED} but got [some]"),
    "empty": ({"deletions": {}}, "[ingest.deletions.column] is missing"),
    "field": ({"deletions": {"column": "gone", "colum": 1}}, "[ingest.deletions.colum] unknown field -> did you mean [column]?"),
    "query": ({**COLUMN, "deletions_query": "select 1"}, "[ingest.deletions_query] needs [deletions] to be [compare]"),
    "schedule": ({"deletions_schedule": "0 0 3 * * ?"}, "[ingest.deletions_schedule] needs [deletions] to be [compare]"),
    "cron": ({"deletions": "compare", "deletions_schedule": "nightly"}, "[ingest.deletions_schedule] "),
    "sql": ({"deletions": "compare", "deletions_query": "select {{x}}"}, "[ingest.deletions_query] line 1, column 8: unknown variable [x]"),
    "key": ({**COLUMN, "pk_field": None}, "[ingest.pk_field] is missing, but [deletions] needs a key"),
    "replace": ({**COLUMN, "strategy": "REPLACE"}, "[ingest.deletions] cannot be combined with the strategy [REPLACE]"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_definitions_that_cannot_work_are_rejected(kind: str, service: Service, name: str) -> None:
    define(service, name)
    ingest, reason = BAD[kind]
    response = put(service, name, **ingest)
    assert response.status == 400
    assert response["error"]["reason"].startswith(reason)


def test_schedules_are_armed_before_they_are_saved(service: Service, name: str) -> None:
    """A fire time before the schedule was added starts nothing."""
    define(service, name, schedule="0 0 0 1 1 ? 2099", enable_scheduler=True)
    service.run(name)
    both = {"schedule": "0 0 0 1 1 ? 2099", "deletions": "compare", "deletions_schedule": "0 0 0 1 1 ? 2024", "enable_scheduler": True}
    assert put(service, name, **both).status == 200
    lease = service.es("GET", f"/.siren-leases/_doc/ingestion:{name}")["_source"]
    assert lease["deletions_last_fire"] > lease["last_fire"], "that of the other schedule is kept"


def test_a_schedule_that_could_not_be_armed_is_armed_when_it_is_enabled_again(service: Service, name: str) -> None:
    define(service, name, deletions="compare", deletions_schedule="0 0 0 1 1 ? 2099", enable_scheduler=True)
    lease = f"/.siren-leases/_doc/ingestion:{name}"
    source = service.es("GET", lease)["_source"]
    del source["deletions_last_fire"]
    service.es("PUT", lease, source)
    assert service.call("POST", f"{INGESTION}/{name}/_enable")["result"] == "noop"
    assert "deletions_last_fire" in service.es("GET", lease)["_source"]
    assert service.call("POST", f"{INGESTION}/{name}/_disable")["result"] == "updated"
    assert service.call("POST", f"{INGESTION}/{name}/_enable")["result"] == "updated"


def test_only_deletions_needs_a_comparison_and_a_target(service: Service, name: str) -> None:
    define(service, name)
    call = f"{INGESTION}/{name}/_run?only_deletions=true"
    response = service.call("POST", call)
    assert (response.status, response["error"]["reason"]) == (
        400, "[ingest.deletions] must be [compare] for a run with [only_deletions]",
    )  # fmt: skip
    for deletes in ({"strategy": "MIRROR"}, COLUMN):
        put(service, name, **deletes)
        response = service.call("POST", call)
        reason = "[ingest.deletions] is not [compare]: every run deletes documents, so start one without [only_deletions]"
        assert (response.status, response["error"]["reason"]) == (400, reason)
    put(service, name, deletions="compare")
    assert service.call("POST", f"{call}&full=true").status == 400
    assert delete_only(service, name)["error"] == [f"the target [{name}] does not exist; run the job first"]
