"""The schedules of an agent: unchanged definitions are not read again."""

import logging
from dataclasses import replace

import pytest
from elasticsearch import Elasticsearch

from sidecar.jobs.agent.schedules import Schedules
from sidecar.model.ingestion import Ingestion
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import SecretKeys
from sidecar.store.indices import INGESTIONS
from tests.support.elasticsearch_proxy import elasticsearch_proxy

SECRET_KEYS = SecretKeys(("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",))


def test_only_changed_definitions_are_read(quiet: Elasticsearch, name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, logger="sidecar")
    store = DefinitionStore(quiet, SECRET_KEYS).ingestions
    hourly = Ingestion(id=name, datasource=name, query="q", target=name, schedule="0 0 * * * ?", enable_scheduler=True)
    jobs = [replace(hourly, id=f"{name}{number}") for number in range(3)]
    for each in jobs:
        store.put(each, create=True)
    unknown = {"ingest": {**hourly.to_document()["ingest"], "strategy": "UNKNOWN"}}
    signature = SECRET_KEYS.sign(INGESTIONS, f"{name}x", unknown)
    quiet.index(index=INGESTIONS, id=f"{name}x", document={**unknown, "signature": signature}, refresh=True)
    quiet.index(index=INGESTIONS, id=f"{name}y", document=hourly.to_document(), refresh=True)

    url = next(iter(quiet.transport.node_pool.all())).base_url
    with elasticsearch_proxy(url) as proxy, Elasticsearch(proxy.url) as client:
        schedules = Schedules(DefinitionStore(client, SECRET_KEYS).ingestions)

        def requests() -> list[str]:
            """Return the calls of one read of the schedules."""
            proxy.requests.clear()
            schedules(0)
            return [call.partition("?")[0].rpartition("/")[2] for call, _ in proxy.requests]

        first = {each.id: each for each in schedules(0) if each.id.startswith(name)}
        assert list(first.values()) == jobs
        assert requests() == ["_search"]
        changed = replace(jobs[1], schedule="0 30 * * * ?")
        store.put(changed, create=False)
        store.put(replace(jobs[2], enable_scheduler=False), create=False)
        assert requests() == ["_search", "_mget"]
        second = {each.id: each for each in schedules(0) if each.id.startswith(name)}
    assert second == {jobs[0].id: jobs[0], jobs[1].id: changed}
    assert second[jobs[0].id] is first[jobs[0].id]
    assert caplog.text.count(f"[{name}x] in [{INGESTIONS}]") == 1
    for suffix in "012xy":
        store.delete(f"{name}{suffix}")
