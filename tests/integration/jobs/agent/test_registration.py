"""The list of agents: when an agent writes its document, and when it leaves the list."""

import logging
import threading
from dataclasses import dataclass

import pytest
from elasticsearch import Elasticsearch

from sidecar.jobs.agent.housekeeping import AGENT_RETENTION, Housekeeping
from sidecar.jobs.agent.registration import HEARTBEAT, Registration
from sidecar.store.agents import Agents, ListedAgent
from sidecar.store.indices import AGENTS
from tests.integration.lease_helpers import settings_for
from tests.support.tcp_proxy import refused_url
from tests.support.waiting import wait_until

NOW = 1_700_000_000_000


@dataclass
class Clock:
    """A clock that the test sets."""

    now: int = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def client(elasticsearch_url: str) -> Elasticsearch:
    return Elasticsearch(elasticsearch_url)


def listed(client: Elasticsearch, name: str) -> list[ListedAgent]:
    client.indices.refresh(index=AGENTS, ignore_unavailable=True)
    return [each for each in Agents(client).list_all() if each.name == name]


def test_an_agent_is_written_after_a_change_and_every_10_seconds(client: Elasticsearch, name: str) -> None:
    clock = Clock()
    registration = Registration(Agents(client), 3, clock)
    seen = []
    for now, running in ((0, 0), (9_999, 0), (9_999, 2), (10_000, 2), (9_999 + HEARTBEAT, 2)):
        clock.now = NOW + now
        registration.tick(name, running)
        (agent,) = listed(client, name)
        seen.append((agent.heartbeat - NOW, agent.running))
    assert seen == [(0, 0), (0, 0), (9_999, 2), (9_999, 2), (9_999 + HEARTBEAT, 2)]
    assert (agent.start_time, agent.max_jobs) == (NOW, 3)
    mapping = next(iter(client.indices.get_mapping(index=AGENTS).body.values()))["mappings"]
    assert mapping["dynamic"] == "strict"
    registration.stop()
    assert listed(client, name) == []


def test_an_agent_is_listed_from_its_start_to_its_stop(client: Elasticsearch, name: str) -> None:
    registration = Registration(Agents(client), 1)
    registration.start(name, lambda: 1)
    wait_until(lambda: [each.running for each in listed(client, name)] == [1], "the agent is listed")
    registration.stop()
    assert listed(client, name) == []
    assert not [each for each in threading.enumerate() if each.name == "registration"]


def test_an_outage_ends_nothing(name: str, caplog: pytest.LogCaptureFixture) -> None:
    registration = Registration(Agents(Elasticsearch(refused_url(), max_retries=0)), 1)
    registration.start(name, lambda: 0)
    wait_until(lambda: "listing the agent failed" in caplog.text, "the failure is logged")
    registration.stop()
    assert [each.levelno for each in caplog.records if each.name == "sidecar.jobs.agent.steps"] == [logging.ERROR]


def test_an_agent_that_was_lost_is_deleted_after_a_day_and_a_damaged_document_hides_no_other(client: Elasticsearch, name: str) -> None:
    agents = Agents(client)
    for number, heartbeat in enumerate((NOW - 1, NOW)):
        agent = ListedAgent(name=f"{name}{number}", host="h", version="1", start_time=1, heartbeat=heartbeat, max_jobs=1, running=0)
        agents.write(agent)
    client.index(index=AGENTS, id=f"{name}2", document={"name": f"{name}2", "heartbeat": NOW}, refresh=True)
    Housekeeping(settings_for("http://unused"), client, Clock(NOW + AGENT_RETENTION)).clean_up()
    wait_until(lambda: not client.exists(index=AGENTS, id=f"{name}0"), "the lost agent is deleted")
    assert listed(client, f"{name}1") == [agent]
    for number in (1, 2):
        agents.delete(f"{name}{number}")


def test_without_the_index_no_agent_is_listed(client: Elasticsearch, name: str) -> None:
    client.indices.delete(index=AGENTS, ignore_unavailable=True)
    assert listed(client, name) == []
    Agents(client).delete(name)
    Agents(client).delete_silent_since(NOW)
    assert not client.indices.exists(index=AGENTS)
