"""The agent, one tick at a time, on a real Elasticsearch. Only the processes are fakes."""

import itertools
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import pytest
from elasticsearch import Elasticsearch

from sidecar.elastic import create_client as create_elasticsearch_client
from sidecar.errors import ServiceUnavailable, TargetError
from sidecar.jobs.agent.agent import Agent
from sidecar.jobs.agent.housekeeping import Housekeeping
from sidecar.jobs.agent.index_retirement import DROP_DELAY, RETRY_DELAY
from sidecar.jobs.agent.process_pool import ExecutionProcess, ProcessPool
from sidecar.jobs.agent.recovery import requeue
from sidecar.jobs.agent.registration import Registration
from sidecar.jobs.agent.scheduler import Scheduler
from sidecar.jobs.agent.webhooks import Webhooks
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job import Status
from sidecar.model.job_state import JobState, Phase
from sidecar.model.lease import Lease
from sidecar.store.agents import Agents
from sidecar.store.indices import JOBS
from sidecar.store.joblog import JobLog
from sidecar.store.leases import VersionedLease
from tests.integration.lease_helpers import begin_execution, create_lifecycle, job_log_document, open_execution, settings_for
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy
from tests.support.tcp_proxy import refused_url
from tests.support.waiting import wait_until

NOW = 1_700_000_000_000
TAKE_OVER_SECONDS = 1.0
"""Seconds until an unchanged lease is suspected, written and taken over."""


def count_past_take_over() -> Iterator[int]:
    """Yield 0, 1, 2, … for so long that an unchanged lease would be taken over."""
    deadline = time.monotonic() + 1.5 * TAKE_OVER_SECONDS
    return itertools.takewhile(lambda _: time.monotonic() < deadline, itertools.count())


class FakeInput:
    """Fake standard input of an execution's process that records the written lines."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def write(self, line: bytes) -> None:
        self.lines.append(line)

    def close(self) -> None:
        """Do nothing."""


class FakeProcess:
    """Fake process of an execution."""

    def __init__(self) -> None:
        self.returncode: int | None = None
        self.stdin = FakeInput()

    def poll(self) -> int | None:
        return self.returncode

    def kill(self) -> None:
        self.returncode = -9

    def wait(self, timeout: float) -> None:
        """Return at once."""


class FakePool:
    """Fake process pool."""

    def __init__(self) -> None:
        self.started: list[ExecutionProcess] = []
        self.warm_process: str | None = "host/1/warm"
        self.is_ready = True

    def warm(self, *, idle: bool) -> None:
        """Do nothing."""

    def ensure_warm(self) -> None:
        """Do nothing."""

    def start(self, key: str, fence: int, database: str | None) -> ExecutionProcess:
        self.started.append(ExecutionProcess(key=key, fence=fence, process=cast(Any, FakeProcess())))
        return self.started[-1]

    def close(self) -> None:
        """End the warm process."""
        self.warm_process = None

    def end(self, number: int, status: int) -> None:
        cast(FakeProcess, self.started[number].process).returncode = status


@dataclass
class AgentHarness:
    """An agent with fake processes, and a record of its calls."""

    agent: Agent
    pool: FakePool
    lifecycle: Lifecycle
    now: int = NOW
    discarded: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    ended: list[str | None] = field(default_factory=list)
    failure: Exception | None = None
    has_alias: bool = False
    scheduled: list[Ingestion] = field(default_factory=list)
    notified: set[str] = field(default_factory=set)
    delay: float = 0.0

    def wait(self, seconds: float) -> set[str]:
        time.sleep(seconds)
        keys, self.notified = self.notified, set()
        return keys

    def discard(self, lease: Lease) -> None:
        self.discarded.append(lease.job)
        if self.failure:
            raise self.failure

    def terminate_sessions(self, lease: Lease) -> None:
        time.sleep(self.delay)
        self.ended.append(lease.session)

    def drop(self, lease: Lease, index: str) -> bool:
        self.dropped.append(index)
        if self.failure:
            raise self.failure
        return not self.has_alias

    def status(self, job: str) -> Status:
        return self.lifecycle.get(job).lease.execution_status

    def phase(self, job: str) -> str | None:
        return self.status(job).details.phase


BehindProxy = tuple[AgentHarness, ElasticsearchProxy]
"""An agent and the proxy between it and Elasticsearch."""


def create_agent(client: Elasticsearch, **settings: str) -> AgentHarness:
    """Return an agent on a cluster."""
    url = next(iter(client.transport.node_pool.all())).base_url
    agent_settings = settings_for(
        url, **{"max_jobs": "2", "max_attempts": "2", "lease_timeout": "1s", "snapshot_interval": "100ms", **settings}
    )
    harness: AgentHarness
    harness = AgentHarness(cast(Agent, None), FakePool(), create_lifecycle(client, lambda: harness.now))
    scheduler = Scheduler(lambda max_age: harness.scheduled, lambda jobs: {}, lambda ingestion, kind, fire: None, clock=lambda: harness.now)
    housekeeping = Housekeeping(agent_settings, client, lambda: harness.now)
    harness.agent = Agent(
        agent_settings, harness.lifecycle, cast(ProcessPool, harness.pool), scheduler, housekeeping,
        Registration(Agents(client), agent_settings.max_jobs),
        Webhooks(harness.lifecycle, JobLog(client), lambda secret: None, ()),
        wait=harness.wait, install=lambda: None, discard_staging=harness.discard, drop_replaced=harness.drop,
        terminate_sessions=harness.terminate_sessions, clock=lambda: harness.now,
    )  # fmt: skip
    return harness


@pytest.fixture
def harness(quiet: Elasticsearch) -> AgentHarness:
    return create_agent(quiet)


@pytest.fixture
def behind_proxy(quiet: Elasticsearch) -> Iterator[BehindProxy]:
    """Return an agent behind a proxy that can fail, and the proxy."""
    url = next(iter(quiet.transport.node_pool.all())).base_url
    with elasticsearch_proxy(url) as proxy, Elasticsearch(proxy.url, max_retries=0) as client:
        yield create_agent(client), proxy


def end_execution(harness: AgentHarness, current: VersionedLease, state: JobState, **changes: Any) -> VersionedLease:
    """End an execution as its process would."""
    status = current.lease.execution_status.end(state, harness.now)
    return harness.lifecycle.leases.write(current, current.lease.with_status(status, owner=None).evolve(**changes), refresh=True)


# -- claiming -----------------------------------------------------------------------------------------------------------------------


def test_queued_executions_are_claimed_up_to_the_limit_and_the_rest_later(harness: AgentHarness, name: str) -> None:
    jobs = [f"{name}{number}" for number in range(3)]
    for job in jobs:
        open_execution(harness.lifecycle, job)
    harness.agent.tick()
    harness.agent.tick()

    assert len(harness.pool.started) == 2
    claimed = harness.pool.started[0]
    current = harness.lifecycle.leases.get(claimed.key)
    assert current is not None
    lease = current.lease
    assert (lease.owner, lease.fence, lease.execution_status.details.agent) == (harness.agent.name, claimed.fence, harness.agent.name)
    assert (lease.process, lease.execution_status.details.phase) == ("host/1/warm", Phase.CONNECTING)

    end_execution(harness, current, JobState.SUCCESSFUL)
    harness.pool.end(0, 0)
    harness.agent.tick()
    assert sorted(each.key for each in harness.pool.started) == [f"ingestion:{job}" for job in jobs]


def test_an_execution_is_claimed_only_when_a_process_is_ready(harness: AgentHarness, name: str) -> None:
    current = open_execution(harness.lifecycle, name)
    harness.pool.is_ready = False
    harness.agent.tick()
    assert (harness.lifecycle.get(name), harness.pool.started) == (current, [])
    assert not harness.agent._needs_tick()
    harness.pool.is_ready = True
    assert harness.agent._needs_tick()
    harness.agent.tick()
    assert len(harness.pool.started) == 1


def test_two_agents_claim_one_execution_once(quiet: Elasticsearch, harness: AgentHarness, name: str) -> None:
    other = create_agent(quiet)
    current = open_execution(harness.lifecycle, name)
    harness.agent._claim(current)
    other.agent._claim(current)
    for each in (other, harness, other):
        each.agent.tick()
    assert [len(each.pool.started) for each in (harness, other)] == [1, 0]


def test_an_execution_of_another_agent_is_not_touched(harness: AgentHarness, name: str) -> None:
    current = begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name))
    harness.agent.tick()
    assert harness.lifecycle.get(name) == current
    assert harness.pool.started == []


@pytest.mark.parametrize("owner", [None, "somebody"])
def test_an_execution_in_a_phase_of_a_newer_release_is_left_to_its_agents(harness: AgentHarness, name: str, owner: str | None) -> None:
    current = begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name), owner=owner, phase="verifying")
    for _ in count_past_take_over():
        harness.agent.tick()
    assert harness.lifecycle.get(name) == current
    assert harness.pool.started == []


def test_a_claim_whose_response_was_lost_is_started_later(behind_proxy: BehindProxy, name: str) -> None:
    harness, proxy = behind_proxy
    open_execution(harness.lifecycle, name)
    proxy.matching = "PUT /.siren-leases/"
    proxy.faults.append(Fault(disconnect=True, forwarded=True))
    with pytest.raises(ServiceUnavailable):
        harness.agent.tick()
    assert harness.pool.started == []
    assert harness.pool.warm_process is None, "the lease may name it, so it must not run another execution"
    harness.agent.tick()
    harness.agent.tick()
    (child,) = harness.pool.started
    assert child.fence == harness.lifecycle.get(name).lease.fence


# -- recovery -----------------------------------------------------------------------------------------------------------------------


def test_an_execution_is_restarted_after_its_process_died_and_ends_with_an_error_after_the_last_attempt(
    harness: AgentHarness, name: str
) -> None:
    open_execution(harness.lifecycle, name)
    harness.agent.tick()
    harness.pool.end(0, -9)
    harness.agent.tick()

    status = harness.status(name)
    assert (status.state, status.details.attempt, len(harness.pool.started)) == (JobState.RUNNING, 2, 2)
    assert status.details.restart_reason == "its process ended with exit status -9"
    assert [(event.type, event.message) for event in status.details.events] == [
        ("attempt_started", f"The agent [{harness.agent.name}] started attempt 1."),
        ("taken_over", "It was taken over: its process ended with exit status -9."),
        ("attempt_started", f"The agent [{harness.agent.name}] started attempt 2."),
    ]
    assert status.note == "It was started again: its process ended with exit status -9."
    assert harness.pool.started[1].fence > harness.pool.started[0].fence

    harness.pool.end(1, 1)
    harness.agent.tick()
    status = harness.status(name)
    assert status.state is JobState.ERROR
    assert status.error == (
        "The execution could not be restarted: its process ended with exit status 1.", "It was started 2 times without progress.",
    )  # fmt: skip
    assert harness.discarded == [name]


def test_a_process_that_ended_its_execution_is_only_released(harness: AgentHarness, name: str) -> None:
    open_execution(harness.lifecycle, name)
    harness.agent.tick()
    end_execution(harness, harness.lifecycle.get(name), JobState.ERROR)
    harness.pool.end(0, 0)
    harness.agent.tick()
    assert (harness.status(name).state, harness.discarded, harness.agent._processes) == (JobState.ERROR, [], {})


def test_rows_without_a_key_are_not_sent_again(harness: AgentHarness, name: str) -> None:
    open_execution(harness.lifecycle, name, pk_field=())
    harness.agent.tick()
    current = harness.lifecycle.get(name)
    harness.lifecycle.leases.write(current, current.lease.with_details(phase=Phase.READING, rows_read=7))
    harness.pool.end(0, -9)
    harness.agent.tick()
    status = harness.status(name)
    assert status.state is JobState.ERROR
    assert "up to 7 may be in the target" in status.error[-1]


def test_a_publishing_execution_is_restarted_however_often_its_process_dies(harness: AgentHarness, name: str) -> None:
    open_execution(harness.lifecycle, name, strategy=Strategy.REPLACE)
    harness.agent.tick()
    current = harness.lifecycle.get(name)
    harness.lifecycle.leases.write(
        current, current.lease.with_details(phase=Phase.PUBLISHING).evolve(staging="s", publish_plan={"documents": [3, 3]})
    )
    for number in range(4):
        harness.pool.end(number, -9)
        harness.agent.tick()
    lease = harness.lifecycle.get(name).lease
    assert (lease.execution_status.state, harness.phase(name), lease.staging, lease.publish_plan) == (
        JobState.RUNNING, Phase.PUBLISHING, "s", {"documents": [3, 3]},
    )  # fmt: skip
    assert harness.discarded == []


def test_an_execution_without_heartbeats_is_taken_over_after_the_timeout(harness: AgentHarness, name: str) -> None:
    begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name), owner="gone")

    def has_started() -> bool:
        harness.agent.tick()
        return bool(harness.pool.started)

    wait_until(has_started, "it is taken over")
    status = harness.status(name)
    assert (status.details.attempt, status.details.restart_reason) == (2, "its process stopped sending heartbeats")


def test_a_node_that_is_down_does_not_delay_a_take_over(quiet: Elasticsearch, name: str, caplog: pytest.LogCaptureFixture) -> None:
    url = next(iter(quiet.transport.node_pool.all())).base_url
    begin_execution(create_lifecycle(quiet), open_execution(create_lifecycle(quiet), name), owner="gone")
    with create_elasticsearch_client(settings_for(f"{refused_url()},{url}")) as client:
        harness = create_agent(client)

        def has_started() -> bool:
            harness.agent.run_tick()
            return bool(harness.pool.started)

        wait_until(has_started, "it is taken over")
    assert "waiting for Elasticsearch" not in caplog.text


def test_an_execution_with_heartbeats_is_never_taken_over(harness: AgentHarness, name: str) -> None:
    current = begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name), owner="alive")
    for count in count_past_take_over():
        current = harness.lifecycle.leases.write(current, current.lease.with_details(rows_read=count))
        harness.agent.tick()
    assert harness.lifecycle.get(name) == current


def test_an_owner_with_a_longer_timeout_and_slower_heartbeats_keeps_its_execution(
    quiet: Elasticsearch, harness: AgentHarness, name: str
) -> None:
    owner = create_agent(quiet, lease_timeout="600s", snapshot_interval="60s")
    open_execution(owner.lifecycle, name)
    owner.agent.tick()
    current = harness.lifecycle.get(name)
    assert (current.lease.owner_timeout, current.lease.owner_interval) == (600.0, 60.0)
    for _ in count_past_take_over():
        harness.agent.tick()
    assert (harness.lifecycle.get(name), harness.pool.started) == (current, [])

    owner.pool.end(0, -9)
    owner.agent._reap()
    harness.agent.tick()
    lease = harness.lifecycle.get(name).lease
    assert (lease.owner_timeout, lease.owner_interval) == (1.0, 0.1), "each claim records the settings of its own agent"


def test_an_abort_without_an_owner_is_finished(harness: AgentHarness, name: str) -> None:
    begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name))
    harness.lifecycle.abort(name)
    current = harness.lifecycle.get(name)
    harness.lifecycle.leases.write(current, current.lease.evolve(owner=None), refresh=True)
    harness.agent.tick()
    assert (harness.status(name).state, harness.discarded) == (JobState.ABORTED, [name])
    assert harness.lifecycle.get(name).lease.projected


def test_an_abort_whose_process_died_is_finished(harness: AgentHarness, name: str) -> None:
    open_execution(harness.lifecycle, name)
    harness.agent.tick()
    current = harness.lifecycle.get(name)
    harness.lifecycle.leases.write(current, current.lease.with_details(phase=Phase.READING))
    harness.lifecycle.abort(name)
    harness.pool.end(0, -9)
    harness.agent.tick()
    assert (harness.status(name).state, harness.discarded) == (JobState.ABORTED, [name])


def test_a_lost_execution_that_cannot_be_ended_yet_is_not_restarted(harness: AgentHarness, name: str) -> None:
    open_execution(harness.lifecycle, name)
    harness.agent.tick()
    harness.lifecycle.change(f"ingestion:{name}", lambda lease: lease.evolve(starts_without_progress=2))
    harness.pool.end(0, -9)
    harness.failure = ServiceUnavailable("its target is unavailable")
    for _ in range(3):
        harness.agent.tick()
    assert (len(harness.pool.started), harness.status(name).is_active) == (1, True)
    harness.failure = None
    harness.agent.tick()
    assert harness.status(name).state is JobState.ERROR


def test_a_final_status_that_cannot_be_projected_does_not_block_other_jobs(harness: AgentHarness, quiet: Elasticsearch, name: str) -> None:
    current = begin_execution(harness.lifecycle, open_execution(harness.lifecycle, f"{name}a"))
    quiet.indices.put_settings(index=JOBS, settings={"index.blocks.write": True})
    try:
        ended = current.lease.execution_status.end(JobState.SUCCESSFUL, NOW)
        harness.lifecycle.leases.write(current, current.lease.end(ended), refresh=True)
        open_execution(harness.lifecycle, f"{name}b")
        harness.agent.tick()
        assert [each.key for each in harness.pool.started] == [f"ingestion:{name}b"]
    finally:
        quiet.indices.put_settings(index=JOBS, settings={"index.blocks.write": None})
    harness.agent.tick()
    assert harness.lifecycle.get(f"{name}a").lease.projected


def test_the_database_sessions_of_lost_processes_are_terminated_once_each(harness: AgentHarness, name: str) -> None:
    for number in range(2):
        open_execution(harness.lifecycle, f"{name}{number}")
    harness.agent.tick()
    for number in range(2):
        restarted = partial(Lease.evolve, starts_without_progress=2, session=f"{number}@1")
        harness.lifecycle.change(f"ingestion:{name}{number}", restarted)
        harness.pool.end(number, -9)
    harness.failure = ServiceUnavailable("their target is unavailable")
    for _ in range(5):
        harness.agent.tick()
        wait_until(lambda: len(harness.ended) == 2, "they are terminated")
    assert sorted(str(each) for each in harness.ended) == ["0@1", "1@1"]


def test_a_process_that_ignores_an_abort_is_killed(harness: AgentHarness, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sidecar.jobs.agent.agent.ABORT_TIMEOUT", 0.2)
    open_execution(harness.lifecycle, name)
    harness.agent.tick()
    current = harness.lifecycle.get(name)
    harness.lifecycle.leases.write(current, current.lease.with_details(phase=Phase.READING))
    harness.lifecycle.abort(name)

    def abort_has_ended() -> bool:
        harness.agent.tick()
        return not harness.status(name).is_active

    wait_until(abort_has_ended, "the abort ends")
    assert harness.status(name).state is JobState.ABORTED
    assert harness.pool.started[0].process.returncode == -9
    assert cast(FakeInput, harness.pool.started[0].process.stdin).lines == [b"\n"], "it was notified once"


def test_an_abort_whose_staging_index_cannot_be_deleted_ends_with_an_error(harness: AgentHarness, name: str) -> None:
    begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name))
    harness.lifecycle.abort(name)
    current = harness.lifecycle.get(name)
    harness.lifecycle.leases.write(current, current.lease.evolve(owner=None), refresh=True)
    harness.failure = TargetError("no right to delete it")
    harness.agent.tick()
    status = harness.status(name)
    assert (status.state, status.error) == (
        JobState.ERROR, ("The staging index could not be deleted.", "no right to delete it"),
    )  # fmt: skip
    assert status.details.root_cause == "no right to delete it"


def test_the_root_cause_of_a_lost_execution_is_not_that_of_its_clean_up(harness: AgentHarness, name: str) -> None:
    open_execution(harness.lifecycle, name)
    harness.agent.tick()
    harness.failure = TargetError("no right to delete it")
    for number in range(2):
        harness.pool.end(number, -9)
        harness.agent.tick()
    status = harness.status(name)
    assert status.details.root_cause == "It was started 2 times without progress."
    assert status.error[-3:] == (status.details.root_cause, "The staging index could not be deleted.", "no right to delete it")


def test_the_next_attempt_starts_with_the_counts_at_0_and_without_a_last_id(harness: AgentHarness, name: str) -> None:
    current = begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name))
    status = current.lease.execution_status.with_details(rows_read=9, percent=50.0)
    lease = current.lease.evolve(status=status).with_status(status)
    lease = lease.evolve(status=Status(**{**lease.execution_status.__dict__, "count": 8, "last_id": "900"}))

    again = requeue(lease, "why", count_attempt=False).execution_status
    assert (again.count, again.last_id, again.details.rows_read, again.details.percent) == (0, None, 0, None)
    assert (again.details.phase, again.details.attempt, again.start_time) == (Phase.QUEUED, 2, lease.execution_status.start_time)
    assert [requeue(lease, "why", count_attempt=each).starts_without_progress for each in (False, True)] == [1, 2]

    publishing = requeue(lease.with_details(phase=Phase.PUBLISHING), "why", count_attempt=True).execution_status
    assert (publishing.count, publishing.last_id, publishing.details.rows_read) == (8, "900", 9)


# -- after the end ------------------------------------------------------------------------------------------------------------------


def test_a_final_status_that_is_not_in_the_job_log_is_projected(harness: AgentHarness, quiet: Elasticsearch, name: str) -> None:
    current = end_execution(harness, begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name)), JobState.SUCCESSFUL)
    harness.agent.tick()
    found = job_log_document(quiet, current.lease)
    assert found is not None
    assert found["state"] == "successful"
    assert harness.lifecycle.get(name).lease.projected


def test_a_replaced_index_is_dropped_once_after_the_delay(harness: AgentHarness, name: str) -> None:
    end_execution(
        harness,
        begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name)),
        JobState.SUCCESSFUL,
        drop=(f"{name}-old",),
        projected=True,
    )
    harness.now = NOW + DROP_DELAY
    harness.agent.tick()
    assert harness.dropped == []
    harness.now += 1
    for _ in range(3):
        harness.agent.tick()
    assert harness.dropped == [f"{name}-old"]
    assert harness.lifecycle.get(name).lease.drop == ()


def test_a_replaced_index_with_an_alias_is_tried_again_later(harness: AgentHarness, name: str) -> None:
    end_execution(
        harness,
        begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name)),
        JobState.SUCCESSFUL,
        drop=(f"{name}-old",),
        projected=True,
    )
    harness.now, harness.has_alias = NOW + DROP_DELAY + 1, True
    for _ in range(3):
        harness.agent.tick()
    assert harness.dropped == [f"{name}-old"]
    harness.now, harness.has_alias = harness.now + RETRY_DELAY, False
    harness.agent.tick()
    assert harness.lifecycle.get(name).lease.drop == ()


def test_the_lease_of_another_agent_is_not_written_to_drop_an_index(harness: AgentHarness, name: str) -> None:
    current = begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name))
    current = harness.lifecycle.leases.write(current, current.lease.evolve(drop=(f"{name}-old",)), refresh=True)
    harness.now += 60_000
    harness.agent.tick()
    assert (harness.lifecycle.get(name).version, harness.dropped) == (current.version, [])


def test_a_replaced_index_that_cannot_be_dropped_does_not_block_other_jobs(harness: AgentHarness, name: str) -> None:
    end_execution(
        harness,
        begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name)),
        JobState.SUCCESSFUL,
        drop=(f"{name}-old",),
        projected=True,
    )
    open_execution(harness.lifecycle, f"{name}z")
    harness.failure = TargetError("no right to delete it")
    harness.now = NOW + DROP_DELAY + 1
    harness.agent.tick()
    assert len(harness.pool.started) == 1


# -- the agent itself ---------------------------------------------------------------------------------------------------------------


def test_an_unreadable_lease_does_not_block_other_jobs(
    harness: AgentHarness, quiet: Elasticsearch, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    damage_lease(quiet, f"{name}a")
    open_execution(harness.lifecycle, f"{name}b")
    with caplog.at_level(logging.ERROR):
        harness.agent.run_tick()
        harness.agent.run_tick()
    assert [child.key for child in harness.pool.started] == [f"ingestion:{name}b"]
    (error,) = [record.getMessage() for record in caplog.records]
    assert error == (
        f"handling the lease [ingestion:{name}a] failed, will retry: the document [ingestion:{name}a] in [.siren-leases] "
        "is damaged or was written by a newer release: no [details]"
    )


def test_an_ended_process_with_an_unreadable_lease_does_not_block_the_recovery_of_others(
    harness: AgentHarness, quiet: Elasticsearch, name: str
) -> None:
    for job in (f"{name}a", f"{name}b"):
        open_execution(harness.lifecycle, job)
    harness.agent.tick()
    assert len(harness.pool.started) == 2
    for child in harness.pool.started:
        child.process.returncode = 1
    damage_lease(quiet, f"{name}a")
    harness.agent.run_tick()
    harness.agent.run_tick()
    assert [child.key for child in harness.pool.started[2:]] == [f"ingestion:{name}b"]


def damage_lease(client: Elasticsearch, job: str) -> None:
    """Replace a job's lease with an active one whose status cannot be read."""
    damaged = {
        "job": job,
        "type": "ingestion",
        "state": "running",
        "status": {"state": "running", "error": []},
        "positions": {},
        "drop": [],
    }
    client.index(index=".siren-leases", id=f"ingestion:{job}", document=damaged, refresh=True)


def test_an_outage_neither_ends_the_agent_nor_causes_a_take_over(behind_proxy: BehindProxy, name: str) -> None:
    harness, proxy = behind_proxy
    current = begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name), owner="somebody")
    harness.agent.run_tick()
    proxy.matching, proxy.default_fault = "", Fault(disconnect=True, seconds=0.3)
    for _ in range(4):
        harness.agent.run_tick()
    proxy.default_fault = Fault()
    harness.agent.run_tick()
    assert harness.lifecycle.get(name) == current


def test_while_elasticsearch_takes_no_writes_no_execution_is_taken_over(behind_proxy: BehindProxy, name: str) -> None:
    harness, proxy = behind_proxy
    open_execution(harness.lifecycle, name)
    harness.agent.tick()
    (child,) = harness.pool.started
    proxy.matching, proxy.default_fault = "PUT /.siren-leases", Fault(status=429)

    def tick() -> None:
        harness.agent.run_tick()
        threading.Event().wait(0.1)

    def lease_has_changed() -> bool:
        tick()
        return harness.lifecycle.get(name) != current

    def child_has_ended() -> bool:
        tick()
        return not child.is_running

    while proxy.failed < 3:
        tick()
    assert child.is_running, "the lease was suspected three times"
    proxy.default_fault = Fault()
    current = harness.lifecycle.get(name)
    wait_until(lease_has_changed, "the observer writes the lease")
    assert child.is_running
    owner = harness.lifecycle.get(name)
    for count in count_past_take_over():
        owner = harness.lifecycle.leases.write(owner, owner.lease.with_details(rows_read=count))
        tick()
    assert child.is_running, "it was renewed in time"
    wait_until(child_has_ended, "it is killed when it does not renew after that")
    assert harness.status(name).details.restart_reason == "its process stopped sending heartbeats"


def test_a_stopped_agent_hands_over_its_executions_without_counting_a_failed_start(quiet: Elasticsearch, name: str) -> None:
    harness = create_agent(quiet, shutdown_grace="300ms")
    harness.delay = 0.5
    open_execution(harness.lifecycle, name)
    harness.agent.tick()
    harness.lifecycle.change(f"ingestion:{name}", lambda lease: lease.evolve(session="41@x"))
    harness.agent._shut_down()
    assert harness.ended == ["41@x"]
    lease = harness.lifecycle.get(name).lease
    assert (lease.owner, lease.execution_status.details.attempt, lease.starts_without_progress, harness.phase(name)) == (
        None,
        2,
        1,
        Phase.QUEUED,
    )
    assert harness.pool.started[0].process.returncode == -9

    other = create_agent(quiet)
    other.agent.tick()
    assert len(other.pool.started) == 1


@contextmanager
def running_agent(harness: AgentHarness) -> Iterator[None]:
    """Run an agent on a thread."""
    stop = threading.Event()
    thread = threading.Thread(target=harness.agent.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_a_notified_agent_polls_at_once(quiet: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sidecar.jobs.agent.agent.POLL_INTERVAL", 600.0)
    harness = create_agent(quiet, shutdown_grace="100ms")
    with running_agent(harness):
        open_execution(harness.lifecycle, f"{name}first")
        harness.notified = {f"ingestion:{name}first"}
        wait_until(lambda: len(harness.pool.started) == 1, "the execution is started")
        open_execution(harness.lifecycle, f"{name}second")
        time.sleep(1)
        assert len(harness.pool.started) == 1
        harness.notified = {"ingestion:unknown"}
        time.sleep(1)
        assert len(harness.pool.started) == 1


def test_the_end_of_a_process_starts_the_next_queued_execution_at_once(
    quiet: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidecar.jobs.agent.agent.POLL_INTERVAL", 600.0)
    harness = create_agent(quiet, max_jobs="1", shutdown_grace="100ms", lease_timeout="600s")
    for suffix in ("a", "b"):
        open_execution(harness.lifecycle, f"{name}{suffix}")
    with running_agent(harness):
        wait_until(lambda: len(harness.pool.started) == 1, "the first one is started")
        first = harness.lifecycle.get(f"{name}a")
        harness.lifecycle.project_final(end_execution(harness, first, JobState.SUCCESSFUL, projected=False))
        harness.pool.end(0, 0)
        wait_until(lambda: len(harness.pool.started) == 2, "the second one is started")


def test_a_state_that_asks_for_nothing_is_read_without_the_whole_lease(behind_proxy: BehindProxy, name: str) -> None:
    harness, proxy = behind_proxy
    begin_execution(harness.lifecycle, open_execution(harness.lifecycle, name), owner="somebody")
    harness.agent.tick()
    proxy.requests.clear()
    harness.agent.tick()
    calls = [call.partition("?")[0] for call, _ in proxy.requests]
    assert calls == ["POST /.siren-leases/_search", "POST /.siren-leases/_mget"]
