"""What agents tidy up, and what they never touch."""

import time
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.elastic import make_client
from sidecar.jobs.agent.housekeeping import EVERY, Housekeeping
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import JobState, Trigger
from sidecar.model.lease import Definition, Lease
from sidecar.settings import load_settings
from sidecar.store.dead_letters import DeadLetter, DeadLetters
from sidecar.store.indices import DEAD_LETTERS, JOBS, install
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases

DAY = 86_400_000
NOW = time.time_ns() // 1_000_000


@pytest.fixture
def client(elasticsearch_url: str) -> Elasticsearch:
    """Give a client of a cluster with the own indices."""
    client = make_client(load_settings({"SIDECAR_ELASTICSEARCH_URL": elasticsearch_url}))
    install(client)
    return client


def tidy(client: Elasticsearch, elasticsearch_url: str) -> None:
    Housekeeping(load_settings({"SIDECAR_ELASTICSEARCH_URL": elasticsearch_url}), client).tidy()


def life_at(client: Elasticsearch, moment: int) -> Lifecycle:
    return Lifecycle(Leases(client), JobLog(client), lambda: moment)


def run(client: Elasticsearch, job: str, moment: int, *, end: bool = True) -> str:
    """Let a job's execution begin, and end, at a moment; give its id."""
    life = life_at(client, moment)
    ingestion = Ingestion.from_body(job, {"ingest": {"datasource": "d", "query": "select 1", "target": job, "strategy": "REPLACE"}})
    held = life.open(Definition(ingestion=ingestion, datasource=Datasource(id="d", url="jdbc:sqlite:x")), Trigger.MANUAL)
    if end:
        life.project(life.leases.write(held, held.lease.with_status(held.lease.running.ended(JobState.ERROR, moment, ("no",)))))
    return str(held.lease.execution)


def exists(client: Elasticsearch, index: str, id: str) -> bool:
    return bool(client.exists(index=index, id=id))


def test_executions_past_their_time_go_but_each_jobs_last_one_stays(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    old, lately, last = run(client, name, NOW - 100 * DAY), run(client, name, NOW - 10 * DAY), run(client, name, NOW)
    alone = run(client, f"{name}b", NOW - 200 * DAY)
    tidy(client, elasticsearch_url)
    assert [exists(client, JOBS, each) for each in (old, lately, last, alone)] == [False, True, True, True]


def test_dead_letters_past_their_time_go(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    def letter(row: int, moment: int) -> DeadLetter:
        return DeadLetter(
            job=name, execution=name, target=name, row=row, id=None, status=400, type="t", reason="r", document="{}", timestamp=moment
        )  # fmt: skip

    DeadLetters(client).store([letter(1, NOW - 100 * DAY), letter(2, NOW)])
    client.indices.refresh(index=DEAD_LETTERS)
    tidy(client, elasticsearch_url)
    assert [exists(client, DEAD_LETTERS, f"{name}-0-{row}") for row in (1, 2)] == [False, True]


def make_staging(client: Elasticsearch, job: str, execution: str, suffix: str, **changes: Any) -> str:
    index = f"{job}-20260101000000-{suffix}"
    note = {"index": index, "job": job, "execution": execution, **changes.pop("note", {})}
    aliases = changes.pop("aliases", {f"{index}-1": {"is_hidden": True}})
    client.indices.create(index=index, mappings={"_meta": {"siren": note}}, settings={"hidden": "true"}, aliases=aliases)
    return index


def test_only_abandoned_staging_indices_are_deleted(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    ended = run(client, name, NOW)
    running = run(client, f"{name}r", NOW, end=False)
    orphan = make_staging(client, name, ended, "0")
    kept = [
        make_staging(client, f"{name}r", running, "1"),
        make_staging(client, name, ended, "2", aliases={f"{name}-shown": {}}),
        make_staging(client, name, ended, "3", aliases={}),
        make_staging(client, name, ended, "4", note={"index": "another"}),
        make_staging(client, name, ended, "5", note={"job": "nobody"}),
    ]
    tidy(client, elasticsearch_url)
    assert not client.indices.exists(index=orphan)
    assert all(client.indices.exists(index=each) for each in kept)
    life_at(client, NOW).change(f"ingestion:{name}r", _aborted, refresh=True)


def _aborted(lease: Lease) -> Lease:
    return lease.with_status(lease.running.ended(JobState.ABORTED, NOW))


def test_a_round_is_made_once_a_minute(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    moment = [NOW]
    old, _ = run(client, name, NOW - 100 * DAY), run(client, name, NOW)
    settings = load_settings({"SIDECAR_ELASTICSEARCH_URL": elasticsearch_url})
    housekeeping = Housekeeping(settings, client, lambda: moment[0])
    housekeeping.tick()
    assert exists(client, JOBS, old)
    moment[0] += EVERY
    housekeeping.tick()
    assert not exists(client, JOBS, old)
