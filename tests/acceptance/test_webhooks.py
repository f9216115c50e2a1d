"""The end of an execution is sent to another system, at least once, whatever is killed meanwhile; the secret is seen nowhere else."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from sidecar.store.indices import OWN_INDICES
from tests.acceptance.conftest import running_service
from tests.acceptance.service import AGENT, INGESTION, JOBS, Service, free_port
from tests.support.waiting import wait_until
from tests.support.webhook_receiver import WebhookReceiver, webhook_receiver

SECRET = "Zk3-token-of-the-receiver"
STATES = ["error", "aborted", "successful"]


@pytest.fixture(scope="module")
def receiver() -> Iterator[WebhookReceiver]:
    with webhook_receiver() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def webhook_service(elasticsearch_url: str, receiver: WebhookReceiver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar that may call the receiver, and a port of this machine."""
    allowed = {"SIDECAR_ALLOWED_WEBHOOKS": f"{receiver.url}/allowed/*,http://127.0.0.1:*/down/*"}
    yield from running_service(elasticsearch_url, tmp_path_factory.mktemp("sidecar"), allowed)


def define(service: Service, job: str, on_end: dict[str, Any] | None, query: str = "select 1 as id") -> None:
    """Save an ingestion from an SQLite file."""
    file = service.folder / "numbers.db"
    with closing(sqlite3.connect(file)):
        service.define(job, {"query": query, "on_end": on_end}, {"url": f"jdbc:sqlite:{file}"})


def wait_for_result(service: Service, job: str, state: str) -> dict[str, Any]:
    """Wait until the webhook of a job's last execution is in a state, in its status and in the job log; return the result."""

    def results() -> list[dict[str, Any]]:
        status = service.status(job)
        logged = service.call("GET", f"{JOBS}/_search?id={job}&sort=start_time:desc&detailed=true")["hits"]["hits"][0]["_source"][
            "ingestion"
        ]
        return [each["details"].get("webhook", {}) for each in (status, logged)]

    wait_until(lambda: [each.get("state") for each in results()] == [state, state], f"the webhook is {state}")
    return results()[0]


def test_an_error_is_sent_with_the_secret(webhook_service: Service, receiver: WebhookReceiver, name: str) -> None:
    on_end = {
        "url": f"{receiver.url}/allowed/{{{{secret}}}}", "headers": {"Authorization": "Bearer {{secret}}"}, "secret": SECRET,
        "body": {"text": "{{job}}: {{root_cause}}", "key": "{{secret}}", "rows": "{{count}}", "user": "{{started_by}}"},
    }  # fmt: skip
    define(webhook_service, name, on_end, "select missing from nowhere")
    status = webhook_service.run(name)
    result = wait_for_result(webhook_service, name, "delivered")
    assert (status["state"], result["attempts"], "error" in result) == ("error", 1, False)

    (received,) = receiver.of(status["details"]["execution"])
    assert received.path == f"/allowed/{SECRET}"
    assert (received.headers["authorization"], received.headers["content-type"]) == (f"Bearer {SECRET}", "application/json")
    assert received.headers["user-agent"].startswith("siren-sidecar/")
    assert received.body == {"text": f"{name}: {status['details']['root_cause']}", "key": SECRET, "rows": 0, "user": None}

    assert_not_seen(webhook_service, name)


def assert_not_seen(service: Service, job: str) -> None:
    """Check that the secret is in no response, no log line, and not readable in an own index; and that a PUT without it keeps it."""
    saved = service.call("GET", f"{INGESTION}/{job}")
    assert "{{secret}}" in saved["_source"]["ingest"]["on_end"]["url"]
    responses = [saved, service.call("GET", f"{INGESTION}/_search"), service.call("GET", f"{JOBS}/ingestion/{job}?detailed=true")]
    responses.append(service.call("PUT", f"{INGESTION}/{job}?detect_noop=true", saved["_source"]))
    assert responses[-1]["result"] == "noop"
    documents = service.es("GET", f"/{','.join(OWN_INDICES)}/_search?size=10000")
    assert job in json.dumps(documents.body)
    assert SECRET not in json.dumps([each.body for each in (*responses, documents)])
    assert SECRET not in service.log()


def test_a_success_is_sent_with_all_values_if_that_is_asked_for(webhook_service: Service, receiver: WebhookReceiver, name: str) -> None:
    define(webhook_service, name, {"url": f"{receiver.url}/allowed/x", "states": ["successful"]})
    status = webhook_service.run(name)
    wait_for_result(webhook_service, name, "delivered")
    (received,) = receiver.of(status["details"]["execution"])
    assert {"job": name, "state": "successful", "count": 1, "kind": "run", "error": None}.items() <= received.body.items()
    assert "secret" not in received.body


def test_other_ends_are_not_sent(webhook_service: Service, receiver: WebhookReceiver, name: str) -> None:
    define(webhook_service, name, {"url": f"{receiver.url}/allowed/x"})
    status = webhook_service.run(name)
    assert (status["state"], "webhook" in status["details"]) == ("successful", False)


def test_a_webhook_is_sent_again_until_it_is_received(webhook_service: Service, receiver: WebhookReceiver, name: str) -> None:
    receiver.statuses += [503, 429]
    define(webhook_service, name, {"url": f"{receiver.url}/allowed/x", "states": STATES})
    execution = webhook_service.run(name)["details"]["execution"]
    assert wait_for_result(webhook_service, name, "delivered")["attempts"] == 3
    assert len(receiver.of(execution)) == 3


@pytest.mark.parametrize(("status", "error"), [(400, "status [400]"), (307, "redirects are not followed")])
def test_a_rejected_webhook_is_given_up(webhook_service: Service, receiver: WebhookReceiver, name: str, status: int, error: str) -> None:
    receiver.statuses.append(status)
    receiver.answer_headers = {"Location": f"{receiver.url}/allowed/elsewhere"}
    define(webhook_service, name, {"url": f"{receiver.url}/allowed/x", "states": STATES})
    execution = webhook_service.run(name)["details"]["execution"]
    result = wait_for_result(webhook_service, name, "failed")
    receiver.answer_headers = {}
    assert (result["attempts"], error in result["error"]) == (1, True)
    assert [each.path for each in receiver.of(execution)] == ["/allowed/x"]


def test_a_killed_agent_loses_no_webhook_and_the_next_execution_keeps_it(webhook_service: Service, name: str) -> None:
    port = free_port()
    define(webhook_service, name, {"url": f"http://127.0.0.1:{port}/down/x", "states": STATES})
    executions = [webhook_service.run(name)["details"]["execution"]]
    wait_until(lambda: "Connection refused" in webhook_service.status(name)["details"]["webhook"].get("error", ""), "it cannot be sent")
    executions.append(webhook_service.run(name)["details"]["execution"])
    webhook_service.kill(AGENT)
    webhook_service.kill("sidecar.cli")
    webhook_service.process.wait()
    with webhook_receiver(port) as late_receiver:
        webhook_service.start()
        wait_until(lambda: all(late_receiver.of(each) for each in executions), "both webhooks are received", 90)
        wait_for_result(webhook_service, name, "delivered")
        wait_until(lambda: logged_states(webhook_service, name) == ["delivered", "delivered"], "both are recorded")


def logged_states(service: Service, job: str) -> list[str]:
    hits = service.call("GET", f"{JOBS}/_search?id={job}&detailed=true")["hits"]["hits"]
    return [hit["_source"]["ingestion"]["details"]["webhook"]["state"] for hit in hits]


def test_a_webhook_that_is_no_longer_allowed_is_not_sent(webhook_service: Service, receiver: WebhookReceiver, name: str) -> None:
    define(webhook_service, name, {"url": f"{receiver.url}/allowed/x", "states": STATES})
    webhook_service.stop()
    allowed = webhook_service.settings.pop("SIDECAR_ALLOWED_WEBHOOKS")
    try:
        webhook_service.start()
        execution = webhook_service.run(name)["details"]["execution"]
        result = wait_for_result(webhook_service, name, "failed")
    finally:
        webhook_service.settings["SIDECAR_ALLOWED_WEBHOOKS"] = allowed
        webhook_service.stop()
        webhook_service.start()
    assert "SIDECAR_ALLOWED_WEBHOOKS" in result["error"]
    assert receiver.of(execution) == []


@pytest.mark.parametrize(
    ("on_end", "reason"),
    [
        ({"url": "https://elsewhere.example/x"}, "[ingest.on_end.url] expected a URL that the setting [SIDECAR_ALLOWED_WEBHOOKS]"),
        ({"url": "http://u:p@127.0.0.1/x"}, "without a user"),
        ({"url": "http://127.0.0.1:1/down/{{secret}}"}, "[ingest.on_end.secret] is missing"),
        ({"url": "http://127.0.0.1:1/down/x", "secret": "s"}, "[ingest.on_end.secret] is not used"),
        ({"url": "http://127.0.0.1:1/down/x/{{secret}}", "secret": "../../allowed"}, "path segments"),
        ({"url": "http://127.0.0.1:1/down/x", "body": {"a": ["{{word}}"]}}, "but got [word]"),
    ],
)
def test_an_unusable_webhook_is_not_saved(webhook_service: Service, name: str, on_end: dict[str, Any], reason: str) -> None:
    define(webhook_service, name, None)
    body = {"ingest": {"datasource": name, "target": name, "query": "select 1 as id", "on_end": on_end}}
    for method, path in (("PUT", name), ("POST", f"{name}/_validate")):
        response = webhook_service.call(method, f"{INGESTION}/{path}", body)
        assert (response.status, reason in response["error"]["reason"]) == (400, True), response.body


def test_a_stored_secret_is_not_sent_elsewhere(webhook_service: Service, receiver: WebhookReceiver, name: str) -> None:
    on_end = {"url": f"{receiver.url}/allowed/a", "headers": {"X-Token": "{{secret}}"}}
    define(webhook_service, name, {**on_end, "secret": SECRET})
    body = {"ingest": {"datasource": name, "target": name, "query": "select 1 as id"}}
    changed = {"ingest": {**body["ingest"], "on_end": {**on_end, "url": f"{receiver.url}/allowed/b"}}}
    response = webhook_service.call("PUT", f"{INGESTION}/{name}", changed)
    assert "[ingest.on_end.secret] must be given again because [url] has changed" in response["error"]["reason"]
    other_states = {"ingest": {**body["ingest"], "on_end": {**on_end, "states": STATES}}}
    assert webhook_service.call("PUT", f"{INGESTION}/{name}", other_states, **{"x-opaque-id": name})["result"] == "updated"
    (event,) = [json.loads(line) for line in webhook_service.log().splitlines() if name in line and "ingestion-updated: success" in line]
    assert event["siren"] == {"changed_fields": ["on_end"]}
    execution = webhook_service.run(name)["details"]["execution"]
    wait_until(lambda: bool(receiver.of(execution)), "the webhook is received")
    assert receiver.of(execution)[0].headers["x-token"] == SECRET


@pytest.mark.parametrize(
    ("status", "result"), [(200, {"delivered": True}), (404, {"delivered": False, "error": "{} answered with status [404]"})]
)
def test_a_webhook_is_tried_before_it_is_saved(
    webhook_service: Service, receiver: WebhookReceiver, name: str, status: int, result: dict[str, Any]
) -> None:
    define(webhook_service, name, None)
    receiver.statuses.append(status)
    on_end = {"url": f"{receiver.url}/allowed/{name}", "body": {"text": "{{job}}: {{root_cause}}", "key": "{{secret}}"}, "secret": SECRET}
    body = {"ingest": {"datasource": name, "target": name, "query": "select 1 as id", "on_end": on_end}}
    response = webhook_service.call("POST", f"{INGESTION}/{name}/_validate?webhook=true", body)
    expected = {key: value.format(f"[{receiver.url}]") if isinstance(value, str) else value for key, value in result.items()}
    assert (response.status, response["webhook"]) == (200, expected)
    (received,) = [each for each in receiver.received if each.path == f"/allowed/{name}"]
    assert received.body == {"text": f"{name}: This is a test of the webhook.", "key": SECRET}
    assert received.headers["siren-test"] == "true"
    missing = webhook_service.call("POST", f"{INGESTION}/{name}/_validate?webhook")
    assert (missing.status, "[ingest.on_end] is missing" in missing["error"]["reason"]) == (400, True)
