"""What a scrape reads from a real Elasticsearch: few requests, whatever the number of jobs, and values that never decrease."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import ServiceUnavailable
from sidecar.jobs.clock import now_millis
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.events import Event, EventType
from sidecar.model.job_state import ExecutionKind, JobState
from sidecar.model.lease import Lease
from sidecar.store import cluster_metrics, document, indices
from sidecar.store.agents import Agents, ListedAgent
from sidecar.store.cluster_metrics import ClusterMetricsReader, JobMetrics, RunningExecution
from sidecar.store.leases import Leases, VersionedLease
from tests.integration.lease_helpers import begin_execution, create_lifecycle, open_execution
from tests.support.elasticsearch_proxy import Fault, elasticsearch_proxy

JOBS = 1000
MAX_REQUESTS = 4


@pytest.fixture
def client(quiet: Elasticsearch) -> Iterator[Elasticsearch]:
    """Yield a client of a cluster with the sidecar's indices, and without leases."""
    delete_leases(quiet)
    yield quiet
    delete_leases(quiet)


def delete_leases(client: Elasticsearch) -> None:
    client.indices.refresh(index=indices.LEASES)
    document.delete(client, indices.LEASES, Leases(client).find_all())
    client.indices.refresh(index=indices.LEASES)


@pytest.fixture
def lifecycle(client: Elasticsearch) -> Lifecycle:
    """Return a lifecycle on the cluster."""
    return create_lifecycle(client)


@pytest.fixture
def reader(client: Elasticsearch) -> ClusterMetricsReader:
    """Return a reader, which remembers what it has read."""
    return ClusterMetricsReader(client)


def read(reader: ClusterMetricsReader, job: str) -> JobMetrics:
    """Return the metrics of one job."""
    return next(each for each in reader.read(0).jobs if each.job == job)


def with_rows(lease: Lease, rows: int) -> Lease:
    return lease.evolve(status=replace(lease.execution_status, count=rows))


def write_leases(client: Elasticsearch, lease: Lease, number: int) -> None:
    """Write copies of a lease for other jobs."""
    operations: list[Any] = []
    for each in range(number):
        copy = lease.evolve(job=f"{lease.job}-{each:04}")
        operations += [{"index": {"_id": copy.key}}, copy.to_document()]
    assert not client.bulk(index=indices.LEASES, operations=operations, refresh=True)["errors"]


def test_the_progress_of_a_running_execution_is_read_in_real_time(reader: ClusterMetricsReader, lifecycle: Lifecycle, name: str) -> None:
    current = open_execution(lifecycle, name)
    assert (read(reader, name).is_queued, read(reader, name).running) == (True, None)
    current = begin_execution(lifecycle, current)
    assert read(reader, name).totals.rows == 0
    progress: dict[str, Any] = {"heartbeat": 7, "percent": 8.5, "docs_per_second": 9.5, "bottleneck": "source"}
    # Leases are refreshed every 30 seconds, and nothing asks for it here.
    lifecycle.leases.write(current, with_rows(current.lease, 5).with_details(**progress))
    found = read(reader, name)
    running = RunningExecution(**progress, kind=None)
    assert (found.state, found.is_queued, found.totals.rows, found.running) == ("running", False, 5, running)


def test_an_end_is_read_before_the_leases_are_refreshed(reader: ClusterMetricsReader, lifecycle: Lifecycle, name: str) -> None:
    current = begin_execution(lifecycle, open_execution(lifecycle, name))
    assert read(reader, name).state == "running"
    ended = with_rows(current.lease, 5)
    lifecycle.leases.write(current, ended.end(ended.execution_status.end(JobState.SUCCESSFUL, now_millis())))
    found = read(reader, name)
    assert (found.state, found.running, found.totals.rows, found.totals.executions) == ("successful", None, 5, {"successful": 1})


def test_totals_never_decrease_through_take_over_end_deletion_and_a_new_execution(
    reader: ClusterMetricsReader, lifecycle: Lifecycle, name: str
) -> None:
    seen: list[tuple[int, int]] = []

    def write(current: VersionedLease, lease: Lease) -> VersionedLease:
        written = lifecycle.leases.write(current, lease)
        found = read(reader, name).totals
        seen.append((found.rows, found.take_overs))
        return written

    current = begin_execution(lifecycle, open_execution(lifecycle, name))
    current = write(current, with_rows(current.lease, 10))
    event = Event(time=1, type=EventType.TAKEN_OVER, message="m")
    current = write(current, current.lease.with_events(event).restart("lost"))
    current = write(current, with_rows(current.lease, 8))
    current = write(current, with_rows(current.lease, 12))
    current = lifecycle.project(write(current, current.lease.end(current.lease.execution_status.end(JobState.SUCCESSFUL, now_millis()))))
    lifecycle.mark_deleted(name)
    assert read(reader, name).is_deleted
    current = begin_execution(lifecycle, open_execution(lifecycle, name))
    assert not read(reader, name).is_deleted
    write(current, with_rows(current.lease, 3))
    assert seen == [(10, 0), (10, 1), (10, 1), (12, 1), (12, 1), (15, 1)]


def test_verifications_are_told_from_loads(reader: ClusterMetricsReader, lifecycle: Lifecycle, name: str) -> None:
    current = begin_execution(lifecycle, open_execution(lifecycle, name, kind=ExecutionKind.VERIFICATION))
    rejecting = current.lease.with_details(rejected=3)
    lifecycle.leases.write(current, rejecting.end(rejecting.execution_status.end(JobState.SUCCESSFUL, now_millis())))
    totals = read(reader, name).totals
    assert (totals.executions, totals.rejected, totals.last_success) == ({"successful": 1}, 0, None)


def test_a_thousand_jobs_are_read_with_few_requests(client: Elasticsearch, lifecycle: Lifecycle, name: str) -> None:
    write_leases(client, begin_execution(lifecycle, open_execution(lifecycle, name)).lease, JOBS // 2)
    ended = begin_execution(lifecycle, open_execution(lifecycle, f"{name}e")).lease
    write_leases(client, ended.end(ended.execution_status.end(JobState.SUCCESSFUL, now_millis())), JOBS // 2)
    with elasticsearch_proxy(str(client.transport.node_pool.get().base_url)) as proxy, Elasticsearch(proxy.url) as counting:
        found = ClusterMetricsReader(counting).read(0)
        calls = [call for call, _ in proxy.requests]
    assert len(found.jobs) == JOBS + 2
    assert [each.job for each in found.jobs] == sorted(each.job for each in found.jobs)
    blocks = f"GET /_cluster/state/blocks/{','.join(indices.OWN_INDICES)}"
    assert [call.partition("?")[0] for call in calls] == ["POST /_msearch", f"POST /{indices.LEASES}/_mget", blocks]
    assert len(calls) <= MAX_REQUESTS


def test_only_changed_leases_are_read_again(client: Elasticsearch, lifecycle: Lifecycle, name: str) -> None:
    current = begin_execution(lifecycle, open_execution(lifecycle, name))
    current = lifecycle.project(lifecycle.leases.write(current, current.lease.end(current.lease.execution_status.end(JobState.ERROR, 1))))
    write_leases(client, current.lease, 3)
    with elasticsearch_proxy(str(client.transport.node_pool.get().base_url)) as proxy, Elasticsearch(proxy.url) as counting:
        reader = ClusterMetricsReader(counting)
        first = reader.read(0)
        proxy.requests.clear()
        assert reader.read(0) == first
        assert [call.partition("?")[0] for call, _ in proxy.requests] == ["POST /_msearch"]
        changed = open_execution(lifecycle, name)
        assert {each.job for each in reader.read(0).jobs if each.is_queued} == {name}
        client.delete(index=indices.LEASES, id=changed.lease.key, refresh=True)
        assert len(reader.read(0).jobs) == len(first.jobs) - 1


def test_leases_of_an_index_that_was_replaced_are_read_again(client: Elasticsearch, lifecycle: Lifecycle, name: str) -> None:
    lease = open_execution(lifecycle, name).lease.end(open_execution(lifecycle, f"{name}2").lease.execution_status.end(JobState.ERROR, 1))
    reader = ClusterMetricsReader(client)
    found = []
    for rows in (5, 7):
        client.indices.delete(index=indices.LEASES)
        indices.install(client)
        for _ in range(rows):
            client.index(index=indices.LEASES, id=lease.key, document=with_rows(lease, rows).to_document(), refresh=True)
        found += [each.totals.rows for each in reader.read(0).jobs]
    assert found == [5, 7]


@pytest.mark.parametrize("jobs", [3, 4, 5])
def test_leases_are_read_page_by_page(
    client: Elasticsearch, lifecycle: Lifecycle, name: str, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(cluster_metrics, "_PAGE_SIZE", 2)
    write_leases(client, begin_execution(lifecycle, open_execution(lifecycle, name)).lease, jobs - 1)
    assert len({each.job for each in ClusterMetricsReader(client).read(0).jobs}) == jobs


def test_a_lease_that_cannot_be_read_hides_no_other(
    client: Elasticsearch, lifecycle: Lifecycle, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    open_execution(lifecycle, name)
    damaged = {"job": f"{name}x", "type": "ingestion", "execution": "x", "status": {"count": "many"}}
    client.index(index=indices.LEASES, id=f"ingestion:{name}x", document=damaged, refresh=True)
    assert [each.job for each in ClusterMetricsReader(client).read(0).jobs] == [name]
    assert f"lease ignored: the document [ingestion:{name}x] in [.siren-leases] is damaged" in caplog.text


def test_a_job_that_never_ran_has_no_metrics(client: Elasticsearch, lifecycle: Lifecycle, name: str) -> None:
    lifecycle.arm_schedules(name, [ExecutionKind.LOAD])
    client.indices.refresh(index=indices.LEASES)
    assert ClusterMetricsReader(client).read(0).jobs == ()


def test_only_enabled_schedules_of_runs_are_found(client: Elasticsearch, reader: ClusterMetricsReader, name: str) -> None:
    schedules: dict[str, dict[str, Any]] = {
        "a": {"schedule": "0 0 1 * * ?", "timezone": "Europe/Paris", "enable_scheduler": True},
        "b": {"schedule": "0 0 2 * * ?", "enable_scheduler": True},
        "c": {"schedule": "0 0 3 * * ?", "enable_scheduler": False},
        "d": {"deletions_schedule": "0 0 4 * * ?", "enable_scheduler": True},
    }
    saved = {"a": {"updated_time": 1_700_000_000_123}}
    for each, ingest in schedules.items():
        client.index(index=indices.INGESTIONS, id=f"{name}{each}", document={"ingest": ingest, **saved.get(each, {})}, refresh=True)
    found = reader.read(0).schedules
    document.delete(client, indices.INGESTIONS, [f"{name}{each}" for each in schedules])
    ours = {job.removeprefix(name): schedule for job, schedule in found.items() if job.startswith(name)}
    assert ours == {"a": ("0 0 1 * * ?", "Europe/Paris", 1_700_000_000_123), "b": ("0 0 2 * * ?", "UTC", None)}


@pytest.mark.parametrize("block", ["read_only", "read_only_allow_delete", "write"])
def test_an_index_with_a_block_is_read_only(client: Elasticsearch, block: str) -> None:
    assert ClusterMetricsReader(client).read(0).read_only == frozenset()
    client.indices.put_settings(index=indices.DEAD_LETTERS, settings={f"index.blocks.{block}": True})
    try:
        assert ClusterMetricsReader(client).read(0).read_only == frozenset({indices.DEAD_LETTERS})
    finally:
        client.indices.put_settings(index=indices.DEAD_LETTERS, settings={f"index.blocks.{block}": None})


def test_a_block_of_the_cluster_is_one_of_all_indices(client: Elasticsearch) -> None:
    client.cluster.put_settings(persistent={"cluster.blocks.read_only_allow_delete": True})
    try:
        assert ClusterMetricsReader(client).read(0).read_only == frozenset(indices.OWN_INDICES)
    finally:
        client.cluster.put_settings(persistent={"cluster.blocks.read_only_allow_delete": None})


def test_blocks_are_cached(client: Elasticsearch, reader: ClusterMetricsReader) -> None:
    with elasticsearch_proxy(str(client.transport.node_pool.get().base_url)) as proxy, Elasticsearch(proxy.url) as counting:
        reader = ClusterMetricsReader(counting)
        for _ in range(3):
            reader.read(0)
        assert len([call for call, _ in proxy.requests if "/_cluster/state/blocks" in call]) == 1


def test_agents_count_since_a_time_and_dead_letters_all(client: Elasticsearch, name: str) -> None:
    agents = Agents(client)
    before = ClusterMetricsReader(client).read(10)
    for each, heartbeat in (("a", 9), ("b", 10), ("c", 11)):
        agents.write(ListedAgent(name=f"{name}{each}", host="h", version="v", start_time=1, heartbeat=heartbeat, max_jobs=1, running=0))
    client.indices.refresh(index=indices.AGENTS)
    after = ClusterMetricsReader(client).read(10)
    for each in "abc":
        agents.delete(f"{name}{each}")
    assert (after.agents, after.dead_letters) == ((before.agents or 0) + 2, before.dead_letters)
    assert before.dead_letters == client.count(index=indices.DEAD_LETTERS)["count"]


def test_an_elasticsearch_that_does_not_answer_in_time_is_unavailable(client: Elasticsearch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_metrics, "REQUEST_TIMEOUT", 0.2)
    with elasticsearch_proxy(str(client.transport.node_pool.get().base_url)) as proxy, Elasticsearch(proxy.url) as slow:
        proxy.matching, proxy.default_fault = "", Fault(seconds=5)
        with pytest.raises(ServiceUnavailable):
            ClusterMetricsReader(slow).read(0)
