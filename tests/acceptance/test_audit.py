"""Audit: who saved, started and aborted what, in log lines, definitions and executions; on a cluster with security."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from signal import SIGKILL
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.acceptance.every_call import Call, create_calls
from tests.acceptance.secured import (
    TARGET_PRIVILEGES,
    SecuredService,
    add_sidecar,
    add_user,
    basic_auth,
    create_table,
    ingestion_body,
    run_cli,
)
from tests.acceptance.service import AGENT, DATASOURCE, INGESTION, JOBS, Response
from tests.conftest import unique_name
from tests.servers.elasticsearch import Secured
from tests.servers.restartable import signal_all
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy
from tests.support.waiting import wait_until

ALICE, BOSS, OWNER, READER = "audit-alice", "audit-boss", "audit-owner", "audit-reader"
OWN = [".siren-jobs", ".siren-datasources", ".siren-ingestions", ".siren-dead-letters"]
EVENTS = {
    f"PUT {DATASOURCE}/<id>": ("datasource-created", "configuration", "creation"),
    f"DELETE {DATASOURCE}/<id>": ("datasource-deleted", "configuration", "deletion"),
    f"PUT {INGESTION}/<id>": ("ingestion-created", "configuration", "creation"),
    f"POST {INGESTION}/<id>/_enable": ("ingestion-enabled", "configuration", "change"),
    f"POST {INGESTION}/<id>/_disable": ("ingestion-disabled", "configuration", "change"),
    f"DELETE {INGESTION}/<id>": ("ingestion-deleted", "configuration", "deletion"),
    f"POST {INGESTION}/<id>/_run": ("execution-started", "process", "start"),
    f"POST {INGESTION}/<id>/_verify": ("verification-started", "process", "start"),
    f"DELETE {INGESTION}/<id>/_positions": ("positions-reset", "configuration", "change"),
    # The execution has ended.
    f"POST {JOBS}/<type>/<id>/_abort": ("execution-aborted", "process", "info"),
    f"POST {INGESTION}/<id>/_dead_letters/_retry": ("dead-letters-retried", "database", "change"),
    f"POST {INGESTION}/<id>/_dead_letters/_delete": ("dead-letters-deleted", "database", "deletion"),
}
"""Action, category and type of the event of each changing call."""
CALLS = create_calls("t", {})
SLOW_QUERY = "with recursive n(id) as (select 1 union all select id + 1 from n limit 300000000) select * from n where id % 1000 = 0"

Event = dict[str, Any]


@dataclass
class AuditedService(SecuredService):
    """A service with a proxy in front of its Elasticsearch."""

    proxy: ElasticsearchProxy = field(kw_only=True)


@pytest.fixture(scope="module")
def service(secured_elasticsearch: Secured, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AuditedService]:
    """Yield a sidecar whose log level hides all other lines, and users: one for everything, one that runs as that, one that reads."""
    settings = {**add_sidecar(secured_elasticsearch, "audit-sidecar"), "SIDECAR_LOG_LEVEL": "WARNING", "SIDECAR_LEASE_TIMEOUT": "5s"}
    for name in (ALICE, OWNER):
        add_user(secured_elasticsearch, name, {each: ["read", "write"] for each in OWN} | {"t*": TARGET_PRIVILEGES})
    add_user(secured_elasticsearch, BOSS, {}, run_as=(ALICE,))
    add_user(secured_elasticsearch, READER, {each: ["read"] for each in OWN})
    with elasticsearch_proxy(secured_elasticsearch.url) as proxy:
        service = AuditedService(proxy.url, tmp_path_factory.mktemp("sidecar"), settings, secured=secured_elasticsearch, proxy=proxy)
        for name in ("audit-sidecar", ALICE, BOSS, OWNER, READER):
            service.wait_until_known(name)
        service.start()
        yield service
        service.stop()


def audit_lines(text: str) -> list[Event]:
    """Return the audit events of a log."""
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return [line for line in lines if line["log"]["logger"] == "sidecar.audit"]


def call_and_find_events(service: SecuredService, method: str, path: str, body: Any = None, **headers: str) -> tuple[Response, list[Event]]:
    """Send a request; return its response and its audit events."""
    id = uuid.uuid4().hex
    response = service.call(method, path, body, **{"X-Opaque-Id": id, **headers})
    return response, [line for line in audit_lines(service.log()) if line["http"]["request"]["id"] == id]


def only_event(service: SecuredService, method: str, path: str, body: Any = None, **headers: str) -> tuple[Response, Event]:
    """Do the same for a request that has exactly one event."""
    response, (event,) = call_and_find_events(service, method, path, body, **headers)
    return response, event


def path_of(call: Call, name: str) -> str:
    values = {key: ",".join(value) if isinstance(value, list) else str(value).lower() for key, value in call.params.items()}
    return f"{call.path(name)}?{urlencode(values)}"


@pytest.fixture(scope="module")
def every_call(service: SecuredService) -> dict[str, tuple[str, int, list[Event]]]:
    """Send every call as Alice, in an order in which each has data; return the job, the status and the events by verb and route."""
    name = "t" + unique_name()
    calls = create_calls(name, create_table(service, name))
    sent = {}
    for call in calls[:-2]:
        body = json.loads(json.dumps(call.body).replace("from t order", f"from {name} order").replace('["t"]', f'["{name}"]'))
        response, events = call_and_find_events(service, call.verb, path_of(call, name), body, **basic_auth(ALICE))
        sent[f"{call.verb} {call.route}"] = (name, response.status, events)
    return sent


@pytest.fixture
def job(service: SecuredService) -> str:
    """Save a job as the superuser; return its id."""
    name = "t" + unique_name()
    service.define(name, {"query": f"select * from {name} order by id", "pk_field": "id"}, create_table(service, name))
    return name


# -- the log --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("call", sorted({f"{call.verb} {call.route}" for call in CALLS}))
def test_every_changing_call_writes_one_event_and_every_other_call_none(
    every_call: dict[str, tuple[str, int, list[Event]]], call: str
) -> None:
    job, status, events = every_call[call]
    assert status < 300
    if call not in EVENTS:
        assert events == []
        return
    (event,) = events
    action, category, type = EVENTS[call]
    expected = {"action": action, "category": [category], "kind": "event", "outcome": "success", "type": [type]}
    assert event["event"] == expected
    assert event["user"] == {"name": ALICE}
    assert event["source"] == {"ip": "127.0.0.1"}
    subject = "datasource" if "/datasource/" in call else "job"
    assert event["labels"] | {subject: job, "realm": "default_file"} == event["labels"]
    assert event["http"]["request"]["method"] == call.partition(" ")[0]
    assert job in event["url"]["path"]
    assert "select" not in json.dumps(event)


@pytest.mark.parametrize("call", EVENTS)
def test_a_refused_call_writes_one_event(service: SecuredService, job: str, call: str) -> None:
    found = next(each for each in CALLS if f"{each.verb} {each.route}" == call)
    action = EVENTS[call][0].replace("created", "updated")
    for headers, status, user in (
        (basic_auth(READER), 403, {"name": READER}),
        (basic_auth(READER, "wrong"), 401, None),
        (basic_auth(ALICE) | {"Origin": "http://elsewhere.example.org"}, 403, None),
    ):
        response, event = only_event(service, found.verb, found.path(job), found.body, **headers)
        assert response.status == event["http"]["response"]["status_code"] == status
        assert (event["event"]["action"], event["event"]["outcome"], event["event"]["type"][-1]) == (action, "failure", "denied")
        assert event.get("user") == user
        assert event["source"] == {"ip": "127.0.0.1"}


def test_an_invalid_call_writes_an_event_of_its_caller(service: SecuredService, job: str) -> None:
    for path, body, status in ((f"{INGESTION}/{job}", {"ingest": {}}, 400), (f"{INGESTION}/{job}?nonsense=1", None, 400)):
        response, event = only_event(service, "PUT", path, body, **basic_auth(ALICE))
        assert (response.status, event["event"]["outcome"], event["user"]["name"]) == (status, "failure", ALICE)
    response, event = only_event(service, "DELETE", f"{INGESTION}/{job}missing", **basic_auth(ALICE))
    assert (response.status, event["event"]["outcome"]) == (404, "failure")


def test_an_update_names_the_changed_fields_and_a_save_without_a_change_says_so(service: SecuredService, job: str) -> None:
    changed = ingestion_body(job, description="secret plan", batch_size=7)
    _, event = only_event(service, "PUT", f"{INGESTION}/{job}", changed, **basic_auth(ALICE))
    assert (event["event"]["action"], event["event"]["type"]) == ("ingestion-updated", ["change"])
    assert event["siren"] == {"changed_fields": ["batch_size", "description"]}
    assert "secret plan" not in json.dumps(event)
    response, event = only_event(service, "PUT", f"{INGESTION}/{job}?detect_noop=true", changed, **basic_auth(ALICE))
    assert (response["result"], event["event"]["type"], event["event"]["outcome"]) == ("noop", ["info"], "success")
    assert "siren" not in event
    jdbc = service.call("GET", f"{DATASOURCE}/{job}")["_source"]["jdbc"]
    body = {"jdbc": {**jdbc, "username": "u", "password": "never-logged-either"}}
    _, event = only_event(service, "PUT", f"{DATASOURCE}/{job}", body, **basic_auth(ALICE))
    assert event["siren"] == {"changed_fields": ["password", "username"]}
    assert "never-logged-either" not in service.log()


def test_a_forwarded_address_is_shown_only_if_it_is_one(service: SecuredService, job: str) -> None:
    for header, forwarded in (("203.0.113.7, 10.0.0.1", {"forwarded_ip": "203.0.113.7"}), ("unknown", None)):
        _, event = only_event(service, "POST", f"{INGESTION}/{job}/_disable", **{"X-Forwarded-For": header})
        assert (event["source"], event.get("network")) == ({"ip": "127.0.0.1"}, forwarded)


def test_the_rotation_of_the_key_writes_an_event_with_the_user_of_the_system(service: SecuredService) -> None:
    completed = run_cli(service, "rotate-key")
    (event,) = audit_lines(completed.stderr)
    assert completed.returncode == 0, completed
    assert (event["event"]["action"], event["event"]["outcome"]) == ("secret-key-rotated", "success")
    assert event["user"]["id"].isdigit()
    assert event["host"]["name"]


# -- definitions ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [DATASOURCE, INGESTION])
def test_a_definition_shows_who_created_and_last_saved_it(service: SecuredService, job: str, kind: str) -> None:
    path = f"{kind}/{job}"
    saved = service.call("GET", path).body
    admin = service.secured.superuser[0]
    assert (saved["created_by"], saved["updated_by"], saved["created_time"]) == (admin, admin, saved["updated_time"])
    assert service.call_as(ALICE, "PUT", path, saved["_source"]).status == 200
    again = service.call("GET", path).body
    assert again["_source"] == saved["_source"]
    assert (again["created_by"], again["created_time"], again["updated_by"]) == (admin, saved["created_time"], ALICE)
    assert again["updated_time"] > saved["updated_time"]
    (hit,) = service.call("GET", f"{kind}/_search?id={job}&q=updated_by:{ALICE}")["hits"]["hits"]
    assert {**hit, "found": True, **{name: again[name] for name in ("_version", "_seq_no", "_primary_term")}} == again


def test_a_definition_with_the_fields_in_its_body_is_saved_without_them(service: SecuredService, job: str) -> None:
    # An earlier release shows them in _source.
    source = service.call("GET", f"{INGESTION}/{job}")["_source"]
    assert service.call_as(ALICE, "PUT", f"{INGESTION}/{job}", {**source, "created_by": "mallory", "updated_time": "x"}).status == 200
    saved = service.call("GET", f"{INGESTION}/{job}").body
    assert (saved["created_by"], saved["updated_by"]) == (service.secured.superuser[0], ALICE)
    assert service.call_as(ALICE, "PUT", f"{INGESTION}/{job}", {**source, "created_bx": "mallory"}).status == 400


def test_a_switched_schedule_and_a_rotated_key_keep_who_created_it(service: SecuredService, job: str) -> None:
    body = ingestion_body(job, schedule="0 0 0 1 1 ? 2199")
    assert service.call("PUT", f"{INGESTION}/{job}", body).status == 200
    assert service.call_as(ALICE, "POST", f"{INGESTION}/{job}/_enable").status == 200
    saved = service.call("GET", f"{INGESTION}/{job}").body
    assert (saved["created_by"], saved["updated_by"]) == (service.secured.superuser[0], ALICE)
    assert run_cli(service, "rotate-key").returncode == 0
    names = ("created_by", "created_time", "updated_by", "updated_time")
    rotated = service.call("GET", f"{INGESTION}/{job}").body
    assert [rotated[name] for name in names] == [saved[name] for name in names]


def test_a_forged_author_makes_the_definition_unsigned(service: SecuredService, job: str) -> None:
    assert service.es("POST", f"/.siren-ingestions/_update/{job}?refresh=true", {"doc": {"created_by": "mallory"}}).status == 200
    response = service.call("POST", f"{INGESTION}/{job}/_run")
    # Other tests rotate all definitions of this cluster.
    assert service.es("DELETE", f"/.siren-ingestions/_doc/{job}?refresh=true").status == 200
    assert response.status == 409
    assert "was not saved through the sidecar's API" in response["error"]["reason"]


# -- executions -----------------------------------------------------------------------------------------------------------------------


def test_an_execution_shows_who_started_it(service: SecuredService, job: str) -> None:
    response, event = only_event(service, "POST", f"{INGESTION}/{job}/_run?wait_for_completion=true&detailed=true", **basic_auth(ALICE))
    details = response["status"]["details"]
    assert (details["started_by"], details["trigger"]) == (ALICE, "manual")
    assert "aborted_by" not in details
    assert event["labels"]["execution"] == details["execution"]
    search = {"query": {"term": {"ingestion.details.started_by": ALICE}}, "size": 100}
    found = service.call("POST", f"{JOBS}/_search?detailed=true", search)["hits"]["hits"]
    assert details["execution"] in [hit["_id"] for hit in found]
    assert service.run(job)["details"]["started_by"] == service.secured.superuser[0]


def test_the_owner_and_the_name_of_an_api_key_are_recorded(service: AuditedService, job: str) -> None:
    # The server of the tests lacks a module that its index of API keys needs.
    realm = {"name": "_es_api_key", "type": "_es_api_key"}
    answer = {"username": OWNER, "roles": [], "authentication_realm": realm, "api_key": {"id": "VuaCfG", "name": "nightly"}}
    service.proxy.matching, service.proxy.default_fault = "/_security/_authenticate", Fault(status=200, body=answer)
    headers = basic_auth(OWNER)
    response, event = only_event(service, "POST", f"{INGESTION}/{job}/_run?wait_for_completion=true&detailed=true", **headers)
    details = response["status"]["details"]
    assert (details["started_by"], details["started_by_api_key"]) == (OWNER, "nightly")
    assert event["user"]["name"] == OWNER
    assert event["labels"] | {"api_key_name": "nightly", "api_key_id": "VuaCfG", "realm": "_es_api_key"} == event["labels"]
    source = service.call("GET", f"{DATASOURCE}/{job}")["_source"]
    assert service.call("PUT", f"{DATASOURCE}/{job}", source, **headers).status == 200
    saved = service.call("GET", f"{DATASOURCE}/{job}").body
    assert (saved["updated_by"], saved["updated_by_api_key"]) == (OWNER, "nightly")
    assert "created_by_api_key" not in saved
    service.proxy.restore()


def test_a_run_as_user_is_recorded_and_who_it_was(service: SecuredService, job: str) -> None:
    headers = {**basic_auth(BOSS), "es-security-runas-user": ALICE}
    response, event = only_event(service, "POST", f"{INGESTION}/{job}/_run?wait_for_completion=true&detailed=true", **headers)
    assert response["status"]["details"]["started_by"] == event["user"]["name"] == ALICE
    assert event["labels"]["run_by"] == BOSS


def test_an_aborted_execution_shows_who_aborted_it(service: SecuredService, job: str) -> None:
    assert service.call("PUT", f"{INGESTION}/{job}", ingestion_body(job, query=SLOW_QUERY)).status == 200
    execution = service.start_job(job)
    wait_until(lambda: service.status(job)["details"]["phase"] == "reading", "the run reads")
    response, event = only_event(service, "POST", f"{JOBS}/ingestion/{job}/_abort?detailed=true", **basic_auth(ALICE))
    details = response["status"]["details"]
    assert (response["status"]["state"], details["aborted_by"], details["started_by"]) == (
        "aborted", ALICE, service.secured.superuser[0],
    )  # fmt: skip
    assert (event["event"]["type"], event["labels"]["execution"]) == (["end"], execution)
    assert service.es("GET", f"/.siren-jobs/_doc/{execution}")["_source"]["ingestion"]["details"]["aborted_by"] == ALICE


def test_a_take_over_keeps_who_started_an_execution(service: SecuredService, job: str) -> None:
    body = ingestion_body(job, query=SLOW_QUERY)
    assert service.call("PUT", f"{INGESTION}/{job}", body).status == 200
    execution = service.call_as(ALICE, "POST", f"{INGESTION}/{job}/_run")["job"]["execution"]
    wait_until(lambda: service.status(job)["details"]["phase"] == "reading", "the run reads")
    signal_all([*service.processes(AGENT), *service.executing()], SIGKILL)
    wait_until(lambda: service.status(job)["details"]["attempt"] == 2, "another attempt starts", 60)
    details = service.status(job)["details"]
    assert (details["execution"], details["started_by"]) == (execution, ALICE)
    assert service.call("POST", f"{JOBS}/ingestion/{job}/_abort").status == 200


def test_an_execution_of_a_schedule_was_started_by_nobody(service: SecuredService, job: str) -> None:
    body = ingestion_body(job, schedule="* * * * * ?", enable_scheduler=True)
    assert service.call_as(ALICE, "PUT", f"{INGESTION}/{job}", body).status == 200
    wait_until(lambda: service.call("GET", f"{JOBS}/ingestion/{job}").status == 200, "the schedule starts an execution")
    assert service.call_as(ALICE, "POST", f"{INGESTION}/{job}/_disable").status == 200
    details = service.status(job)["details"]
    assert (details["trigger"], details.get("started_by")) == ("schedule", None)
