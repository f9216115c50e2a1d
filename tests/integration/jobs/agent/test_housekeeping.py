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
from sidecar.model.job import INFOS
from sidecar.model.job_state import JobState, Trigger
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.settings import load_settings
from sidecar.store.dead_letters import DeadLetter, DeadLetters
from sidecar.store.indices import DEAD_LETTERS, JOBS, LEASES, install
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases
from tests.integration.lease_helpers import settings_for
from tests.support.elasticsearch_proxy import Fault, elasticsearch_proxy

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


def test_an_execution_that_its_lease_no_longer_refers_to_is_ended(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    lost, ended = run(client, name, NOW, end=False), run(client, f"{name}e", NOW)
    queued, aborting = run(client, f"{name}q", NOW, end=False), run(client, f"{name}a", NOW, end=False)
    lifecycle_at(client, NOW).change(f"ingestion:{name}", lambda lease: _end_as_aborted(lease).evolve(execution="another"), refresh=True)
    client.update(index=JOBS, id=aborting, doc={"ingestion": {"state": "aborting", "is_aborting": True}}, refresh=True)
    client.delete(index=LEASES, id=f"ingestion:{name}a")
    before = {each: client.get(index=JOBS, id=each)["_source"] for each in (ended, queued)}

    clean_up(client, elasticsearch_url)

    for execution in (lost, aborting):
        status = client.get(index=JOBS, id=execution)["_source"]["ingestion"]
        assert (status["state"], status["is_running"], status["end_time"], status["infos"]) == ("error", False, NOW, INFOS[JobState.ERROR])
        assert "The execution was lost" in status["error"][0]
        assert "is_aborting" not in status
        assert "phase" not in status["details"]
        assert (status["details"]["running_time"], status["details"]["root_cause"]) == (0, status["error"][-1])
    assert {each: client.get(index=JOBS, id=each)["_source"] for each in (ended, queued)} == before
    lifecycle_at(client, NOW).change(f"ingestion:{name}q", _end_as_aborted, refresh=True)


def test_an_unreadable_lease_protects_its_own_executions_only(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    jobs = (f"{name}a", f"{name}b", f"{name}c")
    old = [run(client, job, NOW - 100 * DAY) for job in jobs]
    orphans = [make_staging(client, job, run(client, job, NOW), "0") for job in jobs]
    client.index(index=LEASES, id=f"ingestion:{jobs[1]}", document={"state": "ended"}, refresh=True)

    clean_up(client, elasticsearch_url)

    assert [exists(client, JOBS, each) for each in old] == [False, True, False]
    assert [bool(client.indices.exists(index=each)) for each in orphans] == [False, True, False]
    client.delete(index=LEASES, id=f"ingestion:{jobs[1]}", refresh=True)


def test_a_step_that_fails_does_not_prevent_the_others(client: Elasticsearch, elasticsearch_url: str, name: str) -> None:
    old, ended = run(client, name, NOW - 100 * DAY), run(client, name, NOW)
    orphan = make_staging(client, name, ended, "0")
    with elasticsearch_proxy(elasticsearch_url) as proxy:
        proxy.matching, proxy.default_fault = "/.siren-jobs", Fault(status=503)
        clean_up(create_client(settings_for(proxy.url, elasticsearch_timeout="1s")), proxy.url)
        assert proxy.failed > 1
    assert exists(client, JOBS, old)
    assert not client.indices.exists(index=orphan)


def test_an_orphaned_index_with_an_alias_of_somebody_else_is_reported(
    client: Elasticsearch, elasticsearch_url: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    index = make_staging(client, name, run(client, name, NOW), "0")
    client.indices.put_alias(index=index, name=f"{name}-shown")
    clean_up(client, elasticsearch_url)
    assert client.indices.exists(index=index)
    assert f"deleting the orphaned staging index [{index}] failed, will retry: an alias that the sidecar did not set" in caplog.text


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
