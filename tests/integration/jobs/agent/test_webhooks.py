"""Deliveries of webhooks, one step at a time, on a real Elasticsearch and with a real receiver."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from elasticsearch import Elasticsearch

from sidecar.jobs.agent.webhooks import CLAIM, MAX_AGE, MAX_DELAY, SEARCH_INTERVAL, Webhooks
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.job_state import JobState, Trigger
from sidecar.model.lease import Lease
from sidecar.model.webhook import Webhook
from sidecar.model.webhook_result import WebhookState
from sidecar.store.encryption import SecretKeys
from sidecar.store.indices import JOBS
from sidecar.store.joblog import JobLog
from sidecar.store.leases import VersionedLease
from tests.integration.lease_helpers import begin_execution, create_definition, create_lifecycle
from tests.support.webhook_receiver import WebhookReceiver, webhook_receiver

KEYS = SecretKeys(("dGVzdHMgb2Ygd2ViaG9va3MsIG9uZSBrZXkgYWxsLi4=",))


class Harness:
    """Agents that deliver webhooks at a time of the test's own."""

    def __init__(self, client: Elasticsearch, receiver: WebhookReceiver, job: str) -> None:
        self.now = 1_700_000_000_000
        self.client = client
        self.receiver = receiver
        self.job = job
        self.lifecycle: Lifecycle = create_lifecycle(client, lambda: self.now)

    @property
    def key(self) -> str:
        return f"ingestion:{self.job}"

    @property
    def lease(self) -> Lease:
        return self.lifecycle.get(self.job).lease

    def agent(self, *, allowed: str | None = None) -> Webhooks:
        """Return what an agent delivers with."""
        patterns = (allowed or f"{self.receiver.url}/*",)
        return Webhooks(self.lifecycle, JobLog(self.client), KEYS.decrypt, patterns, clock=lambda: self.now)

    def open_execution(self) -> VersionedLease:
        """Open an execution whose webhook is sent after an error or an abort."""
        definition = create_definition(self.job)
        webhook = Webhook(
            states=(JobState.ERROR, JobState.ABORTED),
            url=f"{self.receiver.url}/x",
            headers={"X-Token": "{{secret}}"},
            secret=KEYS.encrypt("hidden"),
        )
        definition = replace(definition, ingestion=replace(definition.ingestion, on_end=webhook))
        return self.lifecycle.open(definition, Trigger.MANUAL)

    def end_execution(self) -> str:
        """Run an execution to an error, whose webhook is then pending; return its id."""
        current = begin_execution(self.lifecycle, self.open_execution())
        status = current.lease.execution_status.end(JobState.ERROR, self.now, ("Failed.",))
        ended = self.lifecycle.project(self.lifecycle.leases.write(current, current.lease.end(status)))
        return str(ended.lease.execution)

    def deliver(self, agent: Webhooks) -> None:
        """Let an agent do what is due."""
        agent.search()
        while self.key in agent.queue.take(self.now):
            agent.deliver(self.key)

    def pass_time(self, millis: int) -> None:
        self.now += millis

    def logged(self, execution: str) -> dict[str, object]:
        """Return the result in the job log."""
        webhook = self.client.get(index=JOBS, id=execution)["_source"]["ingestion"]["details"]["webhook"]
        assert isinstance(webhook, dict)
        return webhook


@pytest.fixture(scope="module")
def receiver() -> Iterator[WebhookReceiver]:
    with webhook_receiver() as receiver:
        yield receiver


@pytest.fixture
def harness(quiet: Elasticsearch, receiver: WebhookReceiver, name: str) -> Harness:
    return Harness(quiet, receiver, name)


def test_a_webhook_is_delivered_and_recorded_in_lease_and_log(harness: Harness) -> None:
    execution = harness.end_execution()
    assert harness.logged(execution) == {"state": "pending", "attempts": 0}
    harness.deliver(harness.agent())
    (received,) = harness.receiver.of(execution)
    assert (received.headers["x-token"], received.body["root_cause"]) == ("hidden", "Failed.")
    assert (harness.lease.deliveries, harness.lease.projected) == ((), True)
    assert harness.lease.execution_status.details.webhook is not None
    assert harness.logged(execution) == harness.lease.execution_status.details.webhook.to_json()
    assert harness.logged(execution)["state"] == "delivered"


def test_the_abort_of_a_queued_execution_is_delivered(harness: Harness) -> None:
    execution = str(harness.open_execution().lease.execution)
    harness.lifecycle.abort(harness.job)
    harness.deliver(harness.agent())
    assert [each.body["state"] for each in harness.receiver.of(execution)] == ["aborted"]
    assert harness.logged(execution)["state"] == "delivered"


def test_two_agents_do_not_send_the_same(harness: Harness) -> None:
    execution, first, second = harness.end_execution(), harness.agent(), harness.agent()
    harness.receiver.statuses.append(503)
    for agent in (first, second):
        agent.search()
    for agent in (first, second, first, second):
        agent.deliver(harness.key)
    assert len(harness.receiver.of(execution)) == 1
    harness.pass_time(MAX_DELAY)
    for agent in (second, first):
        agent.deliver(harness.key)
    assert len(harness.receiver.of(execution)) == 2
    assert harness.logged(execution)["attempts"] == 2


def test_a_claim_of_a_killed_agent_expires(harness: Harness) -> None:
    execution = harness.end_execution()
    current = harness.lifecycle.get(harness.job)
    claimed = current.lease.deliveries[0].claim(harness.now + CLAIM)
    harness.lifecycle.leases.write(current, current.lease.evolve(deliveries=(claimed,)))
    agent = harness.agent()
    harness.deliver(agent)
    harness.pass_time(CLAIM - 1)
    harness.deliver(agent)
    assert harness.receiver.of(execution) == []
    harness.pass_time(1)
    harness.deliver(agent)
    assert (len(harness.receiver.of(execution)), harness.logged(execution)["attempts"]) == (1, 2)


def test_the_webhook_of_an_earlier_execution_is_delivered_during_the_next_one(harness: Harness) -> None:
    harness.receiver.statuses.append(500)
    agent, earlier = harness.agent(), harness.end_execution()
    harness.deliver(agent)
    later = harness.end_execution()
    assert [each.execution for each in harness.lease.deliveries] == [earlier, later]
    harness.pass_time(SEARCH_INTERVAL)
    harness.deliver(agent)
    assert [harness.logged(each)["state"] for each in (earlier, later)] == ["delivered", "delivered"]
    assert (harness.lease.deliveries, harness.logged(earlier)["attempts"]) == ((), 2)


def test_an_active_lease_of_another_agent_is_not_written(harness: Harness) -> None:
    execution, agent = harness.end_execution(), harness.agent()
    definition = create_definition(harness.job)
    running = begin_execution(harness.lifecycle, harness.lifecycle.open(definition, Trigger.MANUAL), owner="another agent")
    harness.deliver(agent)
    assert (harness.lifecycle.get(harness.job), harness.receiver.of(execution)) == (running, [])


def test_an_old_webhook_is_given_up(harness: Harness, caplog: pytest.LogCaptureFixture) -> None:
    execution, agent = harness.end_execution(), harness.agent()
    harness.pass_time(MAX_AGE)
    harness.receiver.statuses.append(503)
    harness.deliver(agent)
    assert harness.logged(execution)["state"] == "failed"
    assert "status [503]" in str(harness.logged(execution)["error"])
    assert "webhook not delivered, given up" in caplog.text


def test_a_webhook_that_is_no_longer_allowed_is_not_sent(harness: Harness) -> None:
    execution = harness.end_execution()
    harness.deliver(harness.agent(allowed="https://elsewhere.example/*"))
    assert harness.receiver.of(execution) == []
    assert "SIDECAR_ALLOWED_WEBHOOKS" in str(harness.logged(execution)["error"])
    assert harness.lease.deliveries == ()


def test_a_webhook_that_cannot_be_decrypted_is_not_sent(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    execution = harness.end_execution()
    monkeypatch.setitem(globals(), "KEYS", SecretKeys(("YW5vdGhlciBrZXkgZm9yIHRlc3RzIG9mIHdlYmhvb2s=",)))
    harness.deliver(harness.agent())
    assert (harness.logged(execution)["state"], harness.receiver.of(execution)) == ("failed", [])


@pytest.mark.parametrize("is_current", [True, False])
def test_a_webhook_that_its_lease_has_lost_is_reported(harness: Harness, caplog: pytest.LogCaptureFixture, is_current: bool) -> None:
    execution = harness.end_execution()
    if not is_current:
        harness.lifecycle.open(create_definition(harness.job), Trigger.MANUAL)
    harness.lifecycle.change(harness.key, lambda lease: lease.evolve(deliveries=()))
    with caplog.at_level(logging.ERROR):
        harness.deliver(harness.agent())
    assert (harness.logged(execution)["state"], f"webhook dropped: {execution}" in caplog.text) == ("failed", True)
    caplog.clear()
    harness.pass_time(SEARCH_INTERVAL)
    harness.deliver(harness.agent())
    assert "webhook dropped" not in caplog.text


def test_a_result_that_did_not_reach_the_log_is_projected_again(harness: Harness) -> None:
    execution = harness.end_execution()
    current = harness.lifecycle.get(harness.job)
    status = current.lease.execution_status
    assert status.details.webhook is not None
    delivered = replace(status.details.webhook, state=WebhookState.DELIVERED, attempts=1)
    harness.lifecycle.leases.write(current, current.lease.evolve(status=status.with_details(webhook=delivered), deliveries=()))
    harness.deliver(harness.agent())
    assert (harness.logged(execution)["state"], harness.receiver.of(execution)) == ("delivered", [])
