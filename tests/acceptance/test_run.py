"""The whole story over HTTP: rows from a database into Elasticsearch, every status in ``.siren-jobs``. On both major versions."""

import re
from pathlib import Path

from tests.acceptance.databases import jdbc, on_postgresql, sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service
from tests.support.waiting import until

SEED = ["version", "id", "is_running", "start_time", "end_time", "infos", "state", "count", "last_id"]
"""The keys of a finished job, in the order of the original description."""


def test_a_replace_brings_every_row_and_moves_the_alias(any_service: Service, name: str) -> None:
    database = sqlite_file(
        any_service.folder / f"{name}.db",
        "create table airports (icao varchar(4) primary key, name varchar(100), lat double, lon double)",
        into="insert into airports values (?, ?, ?, ?)",
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


def test_a_second_replace_takes_the_alias_over_and_the_old_index_goes(any_service: Service, name: str) -> None:
    path = any_service.folder / f"{name}.db"
    database = sqlite_file(path, "create table t (id integer primary key)", into="insert into t values (?)", rows=[(1,), (2,)])
    any_service.define(name, {"query": "select id from t", "strategy": "REPLACE", "pk_field": "id"}, database)
    any_service.run(name)
    (old,) = any_service.es("GET", f"/_alias/{name}").body
    sqlite_file(path, into="insert into t values (?)", rows=[(3,)])

    assert any_service.run(name)["count"] == 3

    (new,) = any_service.es("GET", f"/_alias/{name}").body
    assert new != old
    assert any_service.count(name) == 3
    until(lambda: any_service.es("HEAD", f"/{old}").status == 404, "the replaced index is dropped", 40)


def test_a_replace_takes_the_place_of_an_index_of_the_targets_own_name(any_service: Service, name: str) -> None:
    database = sqlite_file(
        any_service.folder / f"{name}.db", "create table t (id integer primary key)", into="insert into t values (?)", rows=[(1,), (2,)]
    )
    any_service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    any_service.run(name)
    any_service.define(name, {"query": "select id from t", "strategy": "REPLACE", "pk_field": "id"}, database)

    assert any_service.run(name)["state"] == "successful"

    (index,) = any_service.es("GET", f"/_alias/{name}").body
    assert index != name
    lease = any_service.es("GET", f"/.siren-leases/_doc/ingestion:{name}")["_source"]
    assert not lease.get("drop"), "what has that name later is another index"


def test_an_incremental_job_goes_on_where_it_stood(any_service: Service, name: str, postgres_url: str) -> None:
    on_postgresql(
        postgres_url,
        f"create table {name} (id bigint primary key, word text)",
        f"insert into {name} select g, 'w' || g from generate_series(1, 50) g",
    )
    query = f"select * from {name} {{{{#max_primary_key}}}}where id > {{{{max_primary_key}}}}{{{{/max_primary_key}}}} order by id"
    any_service.define(name, {"query": query, "pk_field": "id"}, jdbc(postgres_url))

    first = any_service.run(name)
    on_postgresql(postgres_url, f"insert into {name} select g, 'w' || g from generate_series(51, 60) g")
    second = any_service.run(name)
    third = any_service.run(name)

    assert [each["count"] for each in (first, second, third)] == [50, 10, 0]
    assert (first["last_id"], second["last_id"], third.get("last_id")) == ("50", "60", None)
    assert any_service.count(name) == 60
    assert any_service.run(name, "&full=true")["count"] == 60
    assert any_service.count(name) == 60


def test_the_statuses_have_the_keys_of_the_original_description(any_service: Service, name: str) -> None:
    database = sqlite_file(any_service.folder / f"{name}.db", "create table t (id integer)", into="insert into t values (?)", rows=[(7,)])
    any_service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    assert any_service.call("GET", f"{JOBS}/ingestion/{name}").body == {"_id": name, "type": "ingestion", "found": False}

    execution = any_service.start_job(name)

    assert any_service.call("GET", f"{JOBS}/ingestion/{name}")["status"]["start_time"]
    until(lambda: not any_service.status(name)["is_running"], "the job ends")
    answer = any_service.call("GET", f"{JOBS}/ingestion/{name}")
    assert list(answer.body) == ["_id", "type", "found", "status"]
    assert list(answer["status"]) == SEED
    assert execution.startswith(name)

    search = f"{JOBS}/_search?type=ingestion&id={name}&start_time_to=now"
    until(lambda: any_service.call("GET", search)["hits"]["total"] == 1, "the end is in the log")
    log = any_service.call("GET", search)
    (hit,) = log["hits"]["hits"]
    assert hit["_id"] == execution
    assert hit["_source"] == {"ingestion": answer["status"]}
    raw = any_service.es("GET", f"/.siren-jobs/_doc/{execution}")["_source"]["ingestion"]
    assert raw.pop("details")["phase" if "phase" in raw else "strategy"] == "INCREMENTAL"
    assert raw == answer["status"]


def test_the_log_is_searched_natively_with_aggregations(any_service: Service, name: str) -> None:
    database = sqlite_file(any_service.folder / f"{name}.db", "create table t (id integer)", into="insert into t values (?)", rows=[(7,)])
    any_service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    any_service.run(name)
    any_service.run(name)
    body = {"size": 0, "query": {"term": {"ingestion.id": name}}, "aggs": {"rows": {"sum": {"field": "ingestion.count"}}}}

    answer = any_service.call("POST", f"{JOBS}/_search", body)

    assert answer["hits"]["total"] == 2
    assert answer["aggregations"]["rows"]["value"] == 2
    assert any_service.call("GET", f"{JOBS}/_search?id={name[:6]}*&state=error")["hits"]["total"] == 0
    assert any_service.call("GET", f"{JOBS}/_search?id={name}&q=done&size=1&sort=end_time:desc")["hits"]["total"] == 2


def test_definitions_are_kept_shown_listed_and_deleted(any_service: Service, name: str) -> None:
    database = sqlite_file(any_service.folder / f"{name}.db", "create table t (id integer)")
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
    kept = any_service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": {**database, "username": "u", "timezone": "Europe/Paris"}})
    assert (kept.status, kept["created"]) == (200, False)
    refused = any_service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": {**database, "username": "other"}})
    assert (refused.status, "jdbc.password" in refused["error"]["reason"]) == (400, True)
    used = any_service.call("DELETE", f"{DATASOURCE}/{name}")
    assert (used.status, name in used["error"]["reason"]) == (409, True)
    assert name in {hit["_id"] for hit in any_service.call("GET", f"{INGESTION}/_search")["hits"]["hits"]}
    assert any_service.call("DELETE", f"{INGESTION}/{name}").body == {"_id": name, "found": True, "result": "deleted"}
    assert any_service.call("DELETE", f"{DATASOURCE}/{name}").status == 200
    assert any_service.call("GET", f"{DATASOURCE}/{name}").body == {"_id": name, "found": False}


def test_a_definition_is_tried_before_it_runs(any_service: Service, name: str, postgres_url: str) -> None:
    valid = any_service.call("POST", f"{DATASOURCE}/{name}/_validate", {"jdbc": jdbc(postgres_url)})
    assert (valid.status, valid["valid"], valid["product"]) == (200, True, "PostgreSQL"), valid
    any_service.define(name, {"query": "select 1::bigint as id, now() as at, array['a'] as words", "pk_field": "id"}, jdbc(postgres_url))

    told = any_service.call("POST", f"{INGESTION}/{name}/_validate")

    assert told.status == 200, told
    assert told["columns"] == [{"name": "id", "type": "long"}, {"name": "at", "type": "timestamp"}, {"name": "words", "type": "text[]"}]
    assert told["mapping"]["properties"]["at"] == {"type": "date"}
    assert (told["target"], told["strategy"]) == (name, "INCREMENTAL")
    assert any_service.es("HEAD", f"/{name}").status == 404


def test_changing_the_query_forgets_the_positions_and_says_so(any_service: Service, name: str) -> None:
    database = sqlite_file(
        any_service.folder / f"{name}.db", "create table t (id integer)", into="insert into t values (?)", rows=[(1,), (2,)]
    )
    query = "select id from t {{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}"
    any_service.define(name, {"query": query, "pk_field": "id"}, database)
    any_service.run(name)
    body = {"ingest": {"datasource": name, "target": name, "pk_field": "id", "query": f"{query} order by id"}}

    assert any_service.call("PUT", f"{INGESTION}/{name}", body)["positions"] == "forgotten"
    assert any_service.run(name)["count"] == 2


def test_the_password_is_nowhere_in_the_log_file_nor_in_the_job_log(any_service: Service, name: str, postgres_url: str) -> None:
    canary = "canary-7f3a"
    any_service.define(name, {"query": "select 1 as id"}, {**jdbc(postgres_url), "password": canary})
    status = any_service.run(name)
    assert status["state"] == "error"
    assert canary not in any_service.log()
    assert canary not in str(any_service.documents(".siren-jobs")) + str(any_service.documents(".siren-leases"))
    assert Path(any_service.folder).exists()
