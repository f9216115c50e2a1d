"""Housekeeping: which documents and indices are deleted, and which never are."""

import time
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.elastic import create_client
from sidecar.jobs.agent.housekeeping import INTERVAL, Housekeeping
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import JobState, Trigger
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.settings import load_settings
from sidecar.store.dead_letters import DeadLetter, DeadLetters
from sidecar.store.indices import DEAD_LETTERS, JOBS, install
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases

DAY = 86_400_000
NOW = time.time_ns() // 1_000_000


@pytest.fixture
def client(elasticsearch_url: str) -> Elasticsearch:
    """Return a client of a cluster with the sidecar's indices."""
    client = create_client(load_settings({"SIDECAR_ELASTICSEARCH_URL": elasticsearch_url}))
    install(client)
    return client


def clean_up(client: Elasticsearch, elasticsearch_url: str) -> None:
    Housekeeping(load_settings({"SIDECAR_ELASTICSEARCH_URL": elasticsearch_url}), client).clean_up()


def lifecycle_at(client: Elasticsearch, now: int) -> Lifecycle:
    return Lifecycle(Leases(client), JobLog(client), lambda: now)


def run(client: Elasticsearch, job: str, now: int, *, end: bool = True) -> str:
    """Open and end an execution of a job at ``now``; return its id."""
    lifecycle = lifecycle_at(client, now)
    ingestion = Ingestion.from_body(job, {"ingest": {"datasource": "d", "query": "select 1", "target": job, "strategy": "REPLACE"}})
    current = lifecycle.open(ExecutionDefinition(ingestion=ingestion, datasource=Datasource(id="d", url="jdbc:sqlite:x")), Trigger.MANUAL)
    if end:
        lifecycle.project(
            lifecycle.leases.write(current, current.lease.with_status(current.lease.execution_status.end(JobState.ERROR, now, ("no",))))
        )
    return str(current.lease.execution)


def exists(client: Elasticsearch, index: str, id: str) -> bool:
    return bool(client.exists(index=index, id=id))


def test_expired_executions_are_deleted_except_the_last_one_of_each_job(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    old, recent, last = run(client, name, NOW - 100 * DAY), run(client, name, NOW - 10 * DAY), run(client, name, NOW)
    alone = run(client, f"{name}b", NOW - 200 * DAY)
    clean_up(client, elasticsearch_url)
    assert [exists(client, JOBS, each) for each in (old, recent, last, alone)] == [False, True, True, True]


def test_expired_dead_letters_are_deleted(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    def dead_letter(row: int, now: int) -> DeadLetter:
        return DeadLetter(
            job=name, execution=name, target=name, row=row, id=None, status=400, type="t", reason="r", document="{}", timestamp=now
        )  # fmt: skip

    DeadLetters(client).write([dead_letter(1, NOW - 100 * DAY), dead_letter(2, NOW)])
    client.indices.refresh(index=DEAD_LETTERS)
    clean_up(client, elasticsearch_url)
    assert [exists(client, DEAD_LETTERS, f"{name}-0-{row}") for row in (1, 2)] == [False, True]


def make_staging(client: Elasticsearch, job: str, execution: str, suffix: str, **changes: Any) -> str:
    index = f"{job}-20260101000000-{suffix}"
    meta = {"index": index, "job": job, "execution": execution, **changes.pop("meta", {})}
    aliases = changes.pop("aliases", {f"{index}-1": {"is_hidden": True}})
    client.indices.create(index=index, mappings={"_meta": {"siren": meta}}, settings={"hidden": "true"}, aliases=aliases)
    return index


def test_only_orphaned_staging_indices_are_deleted(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    ended = run(client, name, NOW)
    running = run(client, f"{name}r", NOW, end=False)
    orphan = make_staging(client, name, ended, "0")
    retained = [
        make_staging(client, f"{name}r", running, "1"),
        make_staging(client, name, ended, "2", aliases={f"{name}-shown": {}}),
        make_staging(client, name, ended, "3", aliases={}),
        make_staging(client, name, ended, "4", meta={"index": "another"}),
        make_staging(client, name, ended, "5", meta={"job": "nobody"}),
    ]
    clean_up(client, elasticsearch_url)
    assert not client.indices.exists(index=orphan)
    assert all(client.indices.exists(index=each) for each in retained)
    lifecycle_at(client, NOW).change(f"ingestion:{name}r", _end_as_aborted, refresh=True)


def _end_as_aborted(lease: Lease) -> Lease:
    return lease.with_status(lease.execution_status.end(JobState.ABORTED, NOW))


def test_the_clean_up_runs_once_a_minute(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    now = [NOW]
    old, _ = run(client, name, NOW - 100 * DAY), run(client, name, NOW)
    settings = load_settings({"SIDECAR_ELASTICSEARCH_URL": elasticsearch_url})
    housekeeping = Housekeeping(settings, client, lambda: now[0])
    housekeeping.tick()
    assert exists(client, JOBS, old)
    now[0] += INTERVAL
    housekeeping.tick()
    assert not exists(client, JOBS, old)
