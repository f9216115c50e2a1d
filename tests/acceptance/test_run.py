"""Runs over HTTP: rows from a database into Elasticsearch, every status in ``.siren-jobs``; on both major versions."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service
from tests.conftest import unique_name, version_9_is_long
from tests.support.waiting import wait_until

STATUS_KEYS = ["version", "id", "is_running", "start_time", "end_time", "infos", "state", "count", "last_id"]
"""Keys of the status of an ended job, in the order that the job API specifies."""


@dataclass(frozen=True)
class SecondReplace:
    """The indices of a target before and after a second REPLACE, which reads one more row, and the status of that run."""

    target: str
    old: list[str]
    new: list[str]
    status: dict[str, Any]


@pytest.fixture(scope="module")
def second_replace(any_service: Service) -> SecondReplace:
    """Run a REPLACE of two rows, then of three."""
    target = unique_name()
    path = any_service.folder / f"{target}.db"
    database = write_sqlite_file(path, "create table t (id integer primary key)", insert="insert into t values (?)", rows=[(1,), (2,)])
    any_service.define(target, {"query": "select id from t", "strategy": "REPLACE", "pk_field": "id"}, database)
    any_service.run(target)
    old = [*any_service.es("GET", f"/_alias/{target}").body]
    write_sqlite_file(path, insert="insert into t values (?)", rows=[(3,)])
    status = any_service.run(target)
    return SecondReplace(target, old, [*any_service.es("GET", f"/_alias/{target}").body], status)


def test_a_replace_indexes_every_row_and_publishes_the_alias(any_service: Service, name: str) -> None:
    database = write_sqlite_file(
        any_service.folder / f"{name}.db",
        "create table airports (icao varchar(4) primary key, name varchar(100), lat double, lon double)",
        insert="insert into airports values (?, ?, ?, ?)",
        rows=[("LFPG", "Charles de Gaulle", 49.0128, 2.55), ("BIKF", 'Keflavík "K"', 63.985, -22.6056), ("XXXX", None, None, None)],
    )
    geo = {
        "input": [{"source": "lat"}, {"source": "lon"}],
        "output": "location",
        "transform": "geo_point",
        "mapping": {"type": "geo_point"},
    }
    any_service.define(
        name, {"query": "select * from airports", "strategy": "REPLACE", "pk_field": "icao", "transforms": [geo]}, database
    )  # fmt: skip

    status = any_service.run(name)

    assert (status["state"], status["count"], status["infos"]) == ("successful", 3, "The job is done."), status
    documents = {hit["_id"]: hit["_source"] for hit in any_service.documents(name)}
    assert set(documents) == {"LFPG", "BIKF", "XXXX"}
    assert documents["BIKF"]["name"] == 'Keflavík "K"'
    assert documents["LFPG"]["location"] == {"lat": 49.0128, "lon": 2.55}
    assert documents["XXXX"].get("location") is None
    (index,) = any_service.es("GET", f"/_alias/{name}").body
    assert re.fullmatch(rf"{name}-\d{{14}}-[0-9a-f]+", index)
    near = {"query": {"geo_distance": {"distance": "10km", "location": {"lat": 49.0, "lon": 2.5}}}}
    assert any_service.es("POST", f"/{name}/_search", near)["hits"]["total"]["value"] == 1


def test_a_second_replace_swaps_the_alias(any_service: Service, second_replace: SecondReplace) -> None:
    (old,), (new,) = second_replace.old, second_replace.new
    assert new != old
    assert second_replace.status["count"] == 3
    assert any_service.count(second_replace.target) == 3


@version_9_is_long
def test_a_replace_reports_aliases_that_still_show_the_replaced_rows(any_service: Service, name: str) -> None:
    path = any_service.folder / f"{name}.db"
    database = write_sqlite_file(path, "create table t (id integer primary key)", insert="insert into t values (?)", rows=[(1,)])
    ingest = {"query": "select id from t", "strategy": "REPLACE", "pk_field": "id", "aliases": [f"{name}-listed"]}
    any_service.define(name, ingest, database)
    assert any_service.run(name)["infos"] == "The job is done."
    (old,) = any_service.es("GET", f"/_alias/{name}").body
    any_service.es("PUT", f"/{old}/_alias/{name}-by-hand")
    write_sqlite_file(path, insert="insert into t values (?)", rows=[(2,)])

    status = any_service.run(name)

    assert status["state"] == "successful"
    assert status["infos"] == (
        f"The job is done. The replaced index [{old}] stays and becomes stale: "
        f"not listed in [aliases], but pointing to it: [{name}-by-hand]."
    )
    assert [any_service.count(alias) for alias in (name, f"{name}-listed", f"{name}-by-hand")] == [2, 2, 1]


@version_9_is_long
def test_a_replace_replaces_an_index_with_the_name_of_the_target(any_service: Service, name: str) -> None:
    database = write_sqlite_file(
        any_service.folder / f"{name}.db", "create table t (id integer primary key)", insert="insert into t values (?)", rows=[(1,), (2,)]
    )
    any_service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    any_service.run(name)
    any_service.define(name, {"query": "select id from t", "strategy": "REPLACE", "pk_field": "id"}, database)

    assert any_service.run(name)["state"] == "successful"

    (index,) = any_service.es("GET", f"/_alias/{name}").body
    assert index != name
    lease = any_service.es("GET", f"/.siren-leases/_doc/ingestion:{name}")["_source"]
    assert not lease.get("drop"), "a later index with this name must not be deleted"


def test_an_incremental_job_continues_from_its_position(any_service: Service, name: str, postgres_url: str) -> None:
    execute_on_postgresql(
        postgres_url,
        f"create table {name} (id bigint primary key, word text)",
        f"insert into {name} select g, 'w' || g from generate_series(1, 50) g",
    )
    query = f"select * from {name} {{{{#max_primary_key}}}}where id > {{{{max_primary_key}}}}{{{{/max_primary_key}}}} order by id"
    any_service.define(name, {"query": query, "pk_field": "id"}, jdbc(postgres_url))

    first = any_service.run(name)
    execute_on_postgresql(postgres_url, f"insert into {name} select g, 'w' || g from generate_series(51, 60) g")
    second = any_service.run(name)
    third = any_service.run(name)

    assert [each["count"] for each in (first, second, third)] == [50, 10, 0]
    assert (first["last_id"], second["last_id"], third.get("last_id")) == ("50", "60", None)
    assert any_service.count(name) == 60
    assert any_service.run(name, "&full=true")["count"] == 60
    assert any_service.count(name) == 60


@version_9_is_long
def test_statuses_have_the_specified_keys(any_service: Service, name: str) -> None:
    database = write_sqlite_file(
        any_service.folder / f"{name}.db", "create table t (id integer)", insert="insert into t values (?)", rows=[(7,)]
    )
    any_service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    assert any_service.call("GET", f"{JOBS}/ingestion/{name}").body == {"_id": name, "type": "ingestion", "found": False}

    execution = any_service.start_job(name)

    assert any_service.call("GET", f"{JOBS}/ingestion/{name}")["status"]["start_time"]
    wait_until(lambda: not any_service.status(name)["is_running"], "the job ends")
    response = any_service.call("GET", f"{JOBS}/ingestion/{name}")
    assert list(response.body) == ["_id", "type", "found", "status"]
    assert list(response["status"]) == STATUS_KEYS
    assert execution.startswith(name)

    search = f"{JOBS}/_search?type=ingestion&id={name}&start_time_to=now"
    wait_until(lambda: any_service.call("GET", search)["hits"]["total"] == 1, "the end is in the job log")
    job_log = any_service.call("GET", search)
    (hit,) = job_log["hits"]["hits"]
    assert hit["_id"] == execution
    assert hit["_source"] == {"ingestion": response["status"]}
    stored = any_service.es("GET", f"/.siren-jobs/_doc/{execution}")["_source"]["ingestion"]
    assert stored.pop("details")["strategy"] == "INCREMENTAL"
    assert stored == response["status"]


def test_the_job_log_is_searched_with_aggregations(any_service: Service, name: str) -> None:
    database = write_sqlite_file(
        any_service.folder / f"{name}.db", "create table t (id integer)", insert="insert into t values (?)", rows=[(7,)]
    )
    any_service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    any_service.run(name)
    any_service.run(name)
    body = {"size": 0, "query": {"term": {"ingestion.id": name}}, "aggs": {"rows": {"sum": {"field": "ingestion.count"}}}}

    response = any_service.call("POST", f"{JOBS}/_search", body)

    assert response["hits"]["total"] == 2
    assert response["aggregations"]["rows"]["value"] == 2
    assert any_service.call("GET", f"{JOBS}/_search?id={name[:6]}*&state=error")["hits"]["total"] == 0
    assert any_service.call("GET", f"{JOBS}/_search?id={name}&q=done&size=1&sort=end_time:desc")["hits"]["total"] == 2


@version_9_is_long
def test_definitions_are_saved_shown_listed_and_deleted(any_service: Service, name: str) -> None:
    database = write_sqlite_file(any_service.folder / f"{name}.db", "create table t (id integer)")
    created = any_service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": {**database, "username": "u", "password": "hunter2"}})
    assert (created.status, created["result"], created["created"]) == (201, "created", True)
    any_service.call("PUT", f"{INGESTION}/{name}", {"ingest": {"datasource": name, "query": "select id from t", "target": name}})

    shown = any_service.call("GET", f"{DATASOURCE}/{name}")
    assert shown["found"] is True
    assert "password" not in shown["_source"]["jdbc"]
    stored = any_service.es("GET", f"/.siren-datasources/_doc/{name}")["_source"]["jdbc"]["password"]
    assert "hunter2" not in stored
    stale = f"if_seq_no={shown['_seq_no'] + 100}&if_primary_term={shown['_primary_term']}"
    assert any_service.call("PUT", f"{DATASOURCE}/{name}?{stale}", {"jdbc": {**database, "username": "u"}}).status == 409
    assert any_service.call("PUT", f"{DATASOURCE}/{name}?op_type=create", {"jdbc": {**database, "username": "u"}}).status == 409
    updated = any_service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": {**database, "username": "u", "timezone": "Europe/Paris"}})
    assert (updated.status, updated["created"]) == (200, False)
    rejected = any_service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": {**database, "username": "other"}})
    assert (rejected.status, "jdbc.password" in rejected["error"]["reason"]) == (400, True)
    in_use = any_service.call("DELETE", f"{DATASOURCE}/{name}")
    assert (in_use.status, name in in_use["error"]["reason"]) == (409, True)
    assert name in {hit["_id"] for hit in any_service.call("GET", f"{INGESTION}/_search")["hits"]["hits"]}
    page = any_service.call("GET", f"{INGESTION}/_search?q=ingest.target:{name}&from=0&size=1&include_status=true")["hits"]
    assert (page["total"], [hit["_id"] for hit in page["hits"]]) == (1, [name])
    beyond = any_service.call("GET", f"{DATASOURCE}/_search?from=100000&size=5")["hits"]
    assert (beyond["total"] > 0, beyond["hits"]) == (True, [])
    assert any_service.call("DELETE", f"{INGESTION}/{name}").body == {"_id": name, "found": True, "result": "deleted"}
    assert any_service.call("DELETE", f"{DATASOURCE}/{name}").status == 200
    assert any_service.call("GET", f"{DATASOURCE}/{name}").body == {"_id": name, "found": False}


@version_9_is_long
def test_a_definition_is_validated_by_a_dry_run(any_service: Service, name: str, postgres_url: str) -> None:
    valid = any_service.call("POST", f"{DATASOURCE}/{name}/_validate", {"jdbc": jdbc(postgres_url)})
    assert (valid.status, valid["valid"], valid["product"]) == (200, True, "PostgreSQL"), valid
    any_service.define(name, {"query": "select 1::bigint as id, now() as at, array['a'] as words", "pk_field": "id"}, jdbc(postgres_url))

    response = any_service.call("POST", f"{INGESTION}/{name}/_validate")

    assert response.status == 200, response
    assert response["columns"] == [{"name": "id", "type": "long"}, {"name": "at", "type": "timestamp"}, {"name": "words", "type": "text[]"}]
    assert response["mapping"]["properties"]["at"] == {"type": "date"}
    assert (response["target"], response["strategy"]) == (name, "INCREMENTAL")
    assert any_service.es("HEAD", f"/{name}").status == 404


@version_9_is_long
def test_a_dry_run_says_what_a_replace_would_change(any_service: Service, name: str, postgres_url: str) -> None:
    ingest = {"query": "select g as id, 'a' as word, 1 as gone from generate_series(1, 9) g", "strategy": "REPLACE", "pk_field": "id"}
    any_service.define(name, ingest, jdbc(postgres_url))
    first = any_service.call("POST", f"{INGESTION}/{name}/_validate")
    assert {"replaces", "changes", "removal_guard", "next_fires"} & first.body.keys() == set()
    any_service.run(name)
    changed = {
        "datasource": name, "target": name, "strategy": "REPLACE", "schedule": "0 0 0 1 1 ? 2100-2199", "removal_guard": "25%",
        "query": "select 1 as id, 2 as word, 'text'::text as more", "mapping": {"properties": {"id": {"type": "keyword"}}},
    }  # fmt: skip

    response = any_service.call("POST", f"{INGESTION}/{name}/_validate", {"ingest": changed})

    assert response.status == 200, response
    assert response["replaces"].startswith(f"{name}-")
    assert response["changes"] == {
        "added": {"more": "text", "more.keyword": "keyword"},
        "removed": {"gone": "long", "word.keyword": "keyword"},
        "changed": {"id": {"from": "long", "to": "keyword"}, "word": {"from": "text", "to": "long"}},
    }
    assert response["removal_guard"] == {"documents": 9, "minimum": 7}
    assert response["start"] == {}
    assert response["next_fires"] == [int(datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1000) for year in range(2100, 2105)]


@version_9_is_long
def test_a_dry_run_says_where_an_incremental_would_start(any_service: Service, name: str, postgres_url: str) -> None:
    query = "select g as id from generate_series(1, 9) g {{#max_primary_key}}where g > {{max_primary_key}}{{/max_primary_key}}"
    any_service.define(name, {"query": query, "pk_field": "id", "overlap": 2}, jdbc(postgres_url))
    assert any_service.call("POST", f"{INGESTION}/{name}/_validate")["start"] == {}
    any_service.run(name)
    response = any_service.call("POST", f"{INGESTION}/{name}/_validate")
    assert (response["index"], response["changes"]) == (name, {})
    assert response["start"]["max_primary_key"] == "7"
    assert response["query"].endswith("where g > 7")


MIRROR: dict[str, Any] = {"strategy": "MIRROR", "pk_field": "id", "query": "select 1 as id"}
DELETIONS: dict[str, Any] = {"deletions": "compare", "pk_field": "id", "query": "select 1 as id"}


def dry_run(service: Service, name: str, **ingest: Any) -> str:
    """Return the reason why a dry run rejects a definition; empty if it does not."""
    response = service.call("POST", f"{INGESTION}/{name}/_validate", {"ingest": {"datasource": name, "target": name, **ingest}})
    assert response.status in (200, 400), response
    return "" if response.status == 200 else str(response["error"]["reason"])


@pytest.mark.parametrize("ingest", [MIRROR, DELETIONS], ids=["mirror", "deletions"])
def test_a_dry_run_reports_a_target_that_the_job_did_not_create(service: Service, name: str, postgres_url: str, ingest: Any) -> None:
    service.define(name, ingest, jdbc(postgres_url))
    assert dry_run(service, name, **ingest) == ""
    assert service.es("HEAD", f"/{name}").status == 404
    service.es("PUT", f"/{name}/_doc/9?refresh=true", {"id": 9})
    reason = dry_run(service, name, **ingest)
    assert reason == (
        f"the index [{name}] of the target [{name}] was not created by the job [{name}]: "
        "which of its documents may be deleted is not known; choose a new target"
    )
    assert service.run(name)["error"] == [reason]


def test_a_dry_run_of_a_mirror_reports_a_closed_target(service: Service, name: str, postgres_url: str) -> None:
    service.define(name, MIRROR, jdbc(postgres_url))
    assert service.run(name)["state"] == "successful"
    assert dry_run(service, name, **MIRROR) == ""
    assert service.es("POST", f"/{name}/_close").status == 200
    assert dry_run(service, name, **MIRROR) == f"the index [{name}] of the target [{name}] is closed; open it first"
    service.es("POST", f"/{name}/_open")


def test_a_dry_run_of_a_mirror_reports_documents_that_cannot_be_compared(service: Service, name: str, postgres_url: str) -> None:
    service.define(name, MIRROR, jdbc(postgres_url))
    prefix = "the strategy [MIRROR] compares documents, but "
    # The target does not exist, and would be created with this mapping.
    assert dry_run(service, name, **MIRROR, mapping={"_source": {"enabled": False}}) == f"{prefix}the index [{name}] stores no [_source]"
    template = {"index_patterns": [name], "priority": 900, "template": {"settings": {"index.default_pipeline": "of-a-template"}}}
    assert service.es("PUT", f"/_index_template/{name}", template).status == 200
    try:
        reason = f"{prefix}the pipeline [of-a-template] may change documents"
        assert dry_run(service, name, **MIRROR) == reason
        assert dry_run(service, name, **DELETIONS) == "[deletions] compares ids, but the pipeline [of-a-template] may change them"
    finally:
        service.es("DELETE", f"/_index_template/{name}")
    assert service.run(name)["state"] == "successful"
    service.es("PUT", f"/{name}/_settings", {"index.final_pipeline": "of-the-index"})
    reason = f"{prefix}the pipeline [of-the-index] may change documents"
    assert dry_run(service, name, **MIRROR) == reason
    assert service.run(name)["error"] == [reason]


@version_9_is_long
@pytest.mark.parametrize("strategy", ["REPLACE", "INCREMENTAL"])
def test_a_target_that_cannot_be_created_ends_the_run_before_the_first_row_comes(
    any_service: Service, name: str, postgres_url: str, strategy: str
) -> None:
    mapping = {"properties": {"id": {"type": "long", "format": "unknown"}}}
    ingest = {"query": "select 1 as id, pg_sleep(600)::text as nap", "strategy": strategy, "mapping": mapping}
    any_service.define(name, ingest, jdbc(postgres_url))
    status = any_service.run(name)
    assert status["state"] == "error"
    assert "unknown parameter [format]" in " ".join(status["error"]), status


@version_9_is_long
def test_a_long_wait_for_the_first_row_counts_as_reading(any_service: Service, name: str, postgres_url: str) -> None:
    query = "select g as id from generate_series(1, 1000) g, (select pg_sleep(2) offset 0) s"
    any_service.define(name, {"query": query, "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    details = any_service.run(name)["details"]
    assert details["bottleneck"] == "source"
    assert details["docs_per_second"] < 1000


@version_9_is_long
def test_no_password_is_in_the_log_or_the_job_log(any_service: Service, name: str, postgres_url: str) -> None:
    canary = "canary-7f3a"
    any_service.define(name, {"query": "select 1 as id"}, {**jdbc(postgres_url), "password": canary})
    status = any_service.run(name)
    assert status["state"] == "error"
    assert any_service.log()
    assert canary not in any_service.log()
    assert canary not in str(any_service.documents(".siren-jobs")) + str(any_service.documents(".siren-leases"))


@version_9_is_long
def test_a_schedule_starts_the_job(any_service: Service, name: str) -> None:
    database = write_sqlite_file(
        any_service.folder / f"{name}.db", "create table t (id integer)", insert="insert into t values (?)", rows=[(7,)]
    )
    schedule = {"schedule": "* * * * * ?", "enable_scheduler": True}
    any_service.define(name, {"query": "select id from t", "pk_field": "id", **schedule}, database)
    log = f"{JOBS}/_search?id={name}&state=successful&detailed=true&size=1"
    try:
        wait_until(lambda: any_service.call("GET", log)["hits"]["total"] >= 1, "the schedule starts the job")
    finally:
        any_service.define(name, {"query": "select id from t", "pk_field": "id", **schedule, "enable_scheduler": False}, database)
    assert any_service.call("GET", log)["hits"]["hits"][0]["_source"]["ingestion"]["details"]["trigger"] == "schedule"
    wait_until(lambda: not any_service.status(name)["is_running"], "the last execution ends")


@version_9_is_long
def test_a_replaced_index_is_deleted_after_a_delay(any_service: Service, second_replace: SecondReplace) -> None:
    # The last test of the file: most of the delay passes during the others.
    (old,) = second_replace.old
    wait_until(lambda: any_service.es("HEAD", f"/{old}").status == 404, "the replaced index is deleted", 40)
    assert any_service.count(second_replace.target) == 3


def test_the_first_rows_of_a_slow_narrow_query_are_counted_before_8_kilobytes_are_there(
    service: Service, name: str, postgres_url: str, row_delay: RowDelay
) -> None:
    row_delay.seconds = 1.5
    query = f"select g as id, length({row_delay.expression}) as l from generate_series(1, 400) g"
    service.define(name, {"query": query, "pk_field": "id", "strategy": "REPLACE"}, jdbc(postgres_url))
    service.start_job(name)
    wait_until(lambda: service.status(name)["count"] > 0, "rows are counted")
    assert service.status(name)["is_running"]
    row_delay.disable()
    assert service.wait_for_success(name, 400)["details"]["rows_read"] == 400
