"""Lists of definitions, switches of schedules, next fire times and positions; PUT with ``detect_noop``."""

import socket
from datetime import UTC, datetime
from importlib import metadata
from typing import Any
from urllib.parse import urljoin

import pytest

from sidecar.jobs.agent.scheduler import INTERVAL
from sidecar.jobs.clock import now_millis
from tests.acceptance.databases import jdbc, write_sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, Response, Service
from tests.support.waiting import wait_until

YEARLY = "0 0 0 1 1 ?"
HOUR, DAY = 3_600_000, 86_400_000
SCHEDULE = "/_siren/connector/schedule"
UNCHANGED = {"result": "noop", "created": False, "_version": 1}


def save_ingestion(service: Service, id: str, datasource: str, **ingest: Any) -> None:
    """Save an ingestion of a datasource that exists."""
    body = {"datasource": datasource, "target": id, "query": "select id from t", "pk_field": "id", **ingest}
    response = service.call("PUT", f"{INGESTION}/{id}", {"ingest": body})
    assert response.status in (200, 201), response


@pytest.fixture
def datasource(service: Service, name: str) -> str:
    """Save a datasource with a table of three rows; return its id."""
    database = write_sqlite_file(
        service.folder / f"{name}.db", "create table t (id integer)", insert="insert into t values (?)", rows=[(1,), (2,), (3,)]
    )
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": database}).status == 201
    return name


# -- lists ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", "abcd"),
        ("_id:desc", "dcba"),
        ("ingest.target", "dbac"),
        ("ingest.strategy,ingest.target:desc", "cabd"),
        ("ingest.strategy:desc,_id:desc", "dbca"),
        ("ingest.schedule,ingest.batch_size:desc", "cabd"),
        ("ingest.enable_scheduler:desc", "cabd"),
    ],
)
def test_ingestions_are_sorted_by_stored_fields_and_those_alike_by_id(
    service: Service, datasource: str, name: str, sort: str, expected: str
) -> None:
    save_ingestion(service, f"{name}a", datasource, target=f"{name}z", batch_size=7)
    save_ingestion(service, f"{name}b", datasource, target=f"{name}x", strategy="REPLACE", batch_size=6)
    save_ingestion(service, f"{name}c", datasource, target=f"{name}zz", schedule=YEARLY, enable_scheduler=True)
    save_ingestion(service, f"{name}d", datasource, target=f"{name}w", strategy="REPLACE", batch_size=5)

    hits = service.call("GET", f"{INGESTION}/_search?q=ingest.datasource:{name}&sort={sort}")["hits"]
    assert hits["total"] == 4
    assert "".join(hit["_id"].removeprefix(name) for hit in hits["hits"]) == expected
    page = service.call("POST", f"{INGESTION}/_search?q=ingest.datasource:{name}&sort={sort}&from=1&size=2")["hits"]
    assert (page["total"], [hit["_id"] for hit in page["hits"]]) == (4, [f"{name}{each}" for each in expected[1:3]])


def test_datasources_are_sorted(service: Service, name: str) -> None:
    for id, username in (("a", "z"), ("b", "y")):
        response = service.call("PUT", f"{DATASOURCE}/{name}{id}", {"jdbc": {"url": f"jdbc:postgresql://db/{name}", "username": username}})
        assert response.status == 201, response
    found = service.call("GET", f"{DATASOURCE}/_search?sort=jdbc.username&q=_id:({name}a OR {name}b)".replace(" ", "%20"))
    assert [hit["_id"] for hit in found["hits"]["hits"]] == [f"{name}b", f"{name}a"]


@pytest.mark.parametrize("path", [DATASOURCE, INGESTION])
@pytest.mark.parametrize(
    ("sort", "type", "reason"),
    [
        ("nonsense", "search_phase_execution_exception", "all shards failed"),
        (
            "_id:up",
            "illegal_argument_exception",
            "[sort] parameter expected a field name followed by nothing, [:asc] or [:desc] but got [:up]",
        ),
    ],
)
def test_a_sort_that_elasticsearch_rejects_is_reported_in_its_form(
    service: Service, datasource: str, path: str, sort: str, type: str, reason: str
) -> None:
    save_ingestion(service, datasource, datasource)
    response = service.call("GET", f"{path}/_search?sort={sort}")
    assert response.status == 400
    assert response["error"]["type"] == type
    assert reason in response["error"]["reason"]
    assert sort != "nonsense" or "No mapping found for [nonsense] in order to sort on" in response["error"]["root_cause"][0]["reason"]


def test_a_datasource_names_the_ingestions_that_use_it(service: Service, datasource: str, name: str) -> None:
    assert service.call("GET", f"{DATASOURCE}/{name}?include_used_by")["used_by"] == []
    for id in ("b", "a"):
        save_ingestion(service, f"{name}{id}", datasource)
    assert service.call("GET", f"{DATASOURCE}/{name}?include_used_by=true")["used_by"] == [f"{name}a", f"{name}b"]
    assert "used_by" not in service.call("GET", f"{DATASOURCE}/{name}").body
    (hit,) = service.call("GET", f"{DATASOURCE}/_search?include_used_by&q=_id:{name}")["hits"]["hits"]
    assert hit["used_by"] == [f"{name}a", f"{name}b"]
    assert service.call("GET", f"{DATASOURCE}/{name}-none?include_used_by").status == 404


# -- switches of schedules -----------------------------------------------------------------------------------------------------------


def lease(service: Service, id: str) -> dict[str, Any]:
    source: dict[str, Any] = service.es("GET", f"/.siren-leases/_doc/ingestion:{id}")["_source"]
    return source


@pytest.mark.parametrize("call", ["_enable", "PUT"])
def test_an_enabled_schedule_ignores_the_fire_times_that_passed_while_it_was_disabled(
    service: Service, datasource: str, name: str, call: str
) -> None:
    save_ingestion(service, name, datasource, schedule=YEARLY, enable_scheduler=True)
    assert service.call("POST", f"{INGESTION}/{name}/_disable").status == 200
    service.es("POST", f"/.siren-leases/_update/ingestion:{name}", {"doc": {"last_fire": 0}})

    before = now_millis()
    if call == "PUT":
        save_ingestion(service, name, datasource, schedule=YEARLY, enable_scheduler=True)
    else:
        assert service.call("POST", f"{INGESTION}/{name}/_enable").status == 200
    assert lease(service, name)["last_fire"] >= before
    # The scheduler of the agent has seen the definition by now.
    wait_until(lambda: now_millis() > before + 2 * INTERVAL, "the agent has read the definition")
    assert "execution" not in lease(service, name)


def test_a_switch_answers_like_a_put_and_keeps_credentials_and_signature(service: Service, name: str) -> None:
    url = {"url": f"jdbc:postgresql://db/{name}"}
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": url}).status == 201
    credentials = {"username": "reader", "password": "secret"}
    save_ingestion(service, name, name, schedule=YEARLY, ds_credentials=credentials)
    stored = service.es("GET", f"/.siren-ingestions/_doc/{name}").body

    response = service.call("POST", f"{INGESTION}/{name}/_enable?if_seq_no={stored['_seq_no']}&if_primary_term={stored['_primary_term']}")
    assert response.status == 200
    assert (response["_version"], response["result"], response["created"]) == (2, "updated", False)
    switched = service.es("GET", f"/.siren-ingestions/_doc/{name}").body
    assert switched["_source"].pop("signature") != stored["_source"].pop("signature")
    assert switched["_source"].pop("updated_time") > stored["_source"]["updated_time"] == stored["_source"]["created_time"]
    assert switched["_source"] == {
        "ingest": {**stored["_source"]["ingest"], "enable_scheduler": True}, "created_time": stored["_source"]["created_time"],
    }  # fmt: skip

    old = service.call("POST", f"{INGESTION}/{name}/_disable?if_seq_no={stored['_seq_no']}&if_primary_term={stored['_primary_term']}")
    assert (old.status, old["error"]["type"]) == (409, "version_conflict_engine_exception")
    again = service.call("POST", f"{INGESTION}/{name}/_enable")
    assert (again["_version"], again["result"]) == (2, "noop")
    # Only a definition of a valid signature can be switched again.
    assert service.call("POST", f"{INGESTION}/{name}/_disable")["_version"] == 3
    assert service.call("GET", f"{INGESTION}/{name}")["_source"]["ingest"]["enable_scheduler"] is False


def test_a_schedule_that_does_not_exist_cannot_be_enabled(service: Service, datasource: str, name: str) -> None:
    save_ingestion(service, name, datasource)
    response = service.call("POST", f"{INGESTION}/{name}/_enable")
    assert response.status == 400
    assert response["error"]["reason"].startswith("[ingest.schedule] is missing")
    assert service.call("POST", f"{INGESTION}/{name}/_disable").status == 200
    for call in ("_enable", "_disable"):
        missing = service.call("POST", f"{INGESTION}/{name}-none/{call}")
        assert (missing.status, missing.body) == (404, {"_id": f"{name}-none", "found": False})


# -- fire times ----------------------------------------------------------------------------------------------------------------------


def test_an_enabled_schedule_shows_its_next_fire_time(service: Service, datasource: str, name: str) -> None:
    save_ingestion(service, f"{name}on", datasource, schedule="0 0 0 1 1 ? 2090", enable_scheduler=True)
    save_ingestion(service, f"{name}off", datasource, schedule="0 0 0 1 1 ? 2090")
    save_ingestion(service, f"{name}past", datasource, schedule="0 0 0 1 1 ? 1999", enable_scheduler=True)
    expected = int(datetime(2090, 1, 1, tzinfo=UTC).timestamp() * 1000)
    found = service.call("GET", f"{INGESTION}/{name}on?include_status")
    assert found["next_fire"] == expected
    assert "status" not in found.body
    assert "next_fire" not in service.call("GET", f"{INGESTION}/{name}on").body
    hits = service.call("GET", f"{INGESTION}/_search?include_status&q=ingest.datasource:{name}")["hits"]["hits"]
    assert {hit["_id"]: hit.get("next_fire") for hit in hits} == {f"{name}on": expected, f"{name}off": None, f"{name}past": None}


def test_the_calendar_lists_the_fire_times_of_enabled_schedules(service: Service, datasource: str, name: str) -> None:
    save_ingestion(service, f"{name}on", datasource, schedule="7 0 6 1 2 ? 2090", enable_scheduler=True, timezone="Europe/Paris")
    save_ingestion(service, f"{name}off", datasource, schedule="7 0 6 1 2 ? 2090")
    save_ingestion(service, f"{name}later", datasource, schedule="7 0 6 3 2 ? 2090", enable_scheduler=True)
    fire = int(datetime(2090, 2, 1, 5, 0, 7, tzinfo=UTC).timestamp() * 1000)

    def own(found: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the fire times of this test's jobs: other tests' schedules are in the same cluster."""
        return [each for each in found["fires"] if each["_id"].startswith(name)]

    for begin, end in ((str(fire), str(fire)), ("2090-02-01", "2090-02-02T00:00:00Z"), ("2090-01-31T23:00:00-06:00", str(fire + 1))):
        found = service.call("GET", f"{SCHEDULE}?from={begin}&to={end}").body
        assert own(found) == [{"_id": f"{name}on", "time": fire}]
        assert (found["count"], found["truncated"], found["cut"]) == (len(found["fires"]), False, [])
    assert own(service.call("GET", f"{SCHEDULE}?from={fire + 1}&to={fire + DAY}").body) == []
    first = service.call("GET", f"{SCHEDULE}?from={fire}&to={fire + 7 * DAY}&size=1").body
    assert (first["fires"], first["count"], first["truncated"], first["cut"]) == ([{"_id": f"{name}on", "time": fire}], 1, True, [])
    default = service.call("GET", SCHEDULE)
    assert default["to"] - default["from"] == 7 * DAY
    shifted = service.call("GET", f"{SCHEDULE}?from=now-1h&to=now%2B1h")
    assert shifted["to"] - shifted["from"] == 2 * HOUR


@pytest.mark.parametrize(
    "query",
    ["from=x", "to=now%2B1y", "from=2090-13-01", "from=5&to=4", "from=0&to=40000000000", "to=-1", f"from={10**14}", "size=0", "size=10001"],
)
def test_an_invalid_range_of_the_calendar_is_rejected(service: Service, query: str) -> None:
    response = service.call("GET", f"{SCHEDULE}?{query}")
    assert (response.status, response["error"]["type"]) == (400, "illegal_argument_exception")


# -- positions -----------------------------------------------------------------------------------------------------------------------


def test_positions_are_shown_and_reset(service: Service, datasource: str, name: str) -> None:
    newer = "select id from t {{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}} order by id"
    path = f"{INGESTION}/{name}/_positions"
    assert service.call("GET", path).status == service.call("DELETE", path).status == 404
    save_ingestion(service, name, datasource, query=newer)
    assert service.call("GET", path).body == {"_id": name, "found": True, "positions": {}}
    assert service.call("DELETE", path).status == 200
    assert [service.run(name)["count"] for _ in range(2)] == [3, 0]
    positions = service.call("GET", path)["positions"]
    assert set(positions) == {"max_primary_key", "last_record_timestamp"}
    assert positions["max_primary_key"] == "3"

    assert service.call("DELETE", path).body == {"_id": name, "found": True, "result": "deleted"}
    assert service.call("GET", path)["positions"] == {}
    assert service.run(name)["count"] == 3


# -- the service ---------------------------------------------------------------------------------------------------------------------


def test_the_service_shows_its_versions_and_links_and_allows_everything_without_security(service: Service) -> None:
    root = service.call("GET", "/_siren").body
    cluster = service.es("GET", "/_cluster/state/version")
    assert (root["cluster_name"], root["cluster_uuid"]) == (cluster["cluster_name"], cluster["cluster_uuid"])
    assert root["elasticsearch"]["version"].startswith(f"{service.elasticsearch_major()}.")
    assert (root["name"], root["version"]) == (socket.gethostname(), metadata.version("siren-sidecar"))
    for name in ("openapi", "health"):
        assert service.call("GET", urljoin("/_siren", root["links"][name])).status == 200
    everything = {"read": True, "write": True}
    assert service.call("GET", "/_siren/connector/_me").body == {
        "username": None,
        "roles": [],
        "security": False,
        "index": dict.fromkeys((".siren-jobs", ".siren-datasources", ".siren-ingestions", ".siren-dead-letters"), everything),
    }


# -- detect_noop -----------------------------------------------------------------------------------------------------------------------


def parts(response: Response) -> dict[str, Any]:
    assert response.status in (200, 201), response
    return {name: response[name] for name in UNCHANGED}


def ingest(name: str, **changes: Any) -> dict[str, Any]:
    return {"ingest": {"datasource": name, "target": name, "query": "select 1 as id", "pk_field": "id", **changes}}


@pytest.fixture
def database(postgres_url: str) -> dict[str, Any]:
    return jdbc(postgres_url)


def test_an_unchanged_datasource_is_not_written(service: Service, name: str, database: dict[str, Any]) -> None:
    path = f"{DATASOURCE}/{name}?detect_noop=true"
    assert parts(service.call("PUT", path, {"jdbc": database}))["result"] == "created"
    without_password = {key: value for key, value in database.items() if key != "password"}
    for body in (database, without_password, {**database, "timezone": "UTC"}):
        assert parts(service.call("PUT", path, {"jdbc": body})) == UNCHANGED
    for change in ({"password": "another"}, {"timezone": "Europe/Paris"}):
        assert parts(service.call("PUT", path, {"jdbc": {**database, **change}}))["result"] == "updated"
    assert parts(service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": database}))["result"] == "updated"


def test_an_unchanged_ingestion_is_not_written(service: Service, name: str, database: dict[str, Any]) -> None:
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": database}).status == 201
    path, login = f"{INGESTION}/{name}?detect_noop=true", {"ds_credentials": {"username": "a", "password": "b"}}
    assert parts(service.call("PUT", path, ingest(name, **login)))["result"] == "created"
    for body in (ingest(name, **login), ingest(name), ingest(name, ds_credentials={"username": "a"}, batch_size="5000")):
        assert parts(service.call("PUT", path, body)) == UNCHANGED
    response = service.call("PUT", path, ingest(name, ds_credentials={"username": "a", "password": "c"}))
    assert parts(response)["result"] == "updated"


def test_conditions_are_checked_although_nothing_changes(service: Service, name: str, database: dict[str, Any]) -> None:
    path, body = f"{DATASOURCE}/{name}?detect_noop", {"jdbc": database}
    created = service.call("PUT", path, body)
    version = f"&if_seq_no={created['_seq_no']}&if_primary_term={created['_primary_term']}"
    assert parts(service.call("PUT", path + version, body)) == UNCHANGED
    conflicts = [
        service.call("PUT", f"{path}&if_seq_no=0&if_primary_term=999", {"jdbc": {**database, "password": each}})
        for each in (database["password"], "a guess")
    ]
    # The response does not tell whether the password is the stored one.
    assert conflicts[0].status == 409
    assert conflicts[0].body == conflicts[1].body
    assert service.call("PUT", f"{path}&op_type=create", body).status == 409


def test_a_definition_written_without_the_sidecar_is_saved_again(service: Service, name: str, database: dict[str, Any]) -> None:
    del database["password"]
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": database}).status == 201
    assert service.es("PUT", f"/.siren-datasources/_doc/{name}?refresh=true", {"jdbc": database}).status == 200
    assert parts(service.call("PUT", f"{DATASOURCE}/{name}?detect_noop", {"jdbc": database}))["result"] == "updated"
