"""Verifications and deletions as agents handle them, on a real Elasticsearch: none of their steps is one of a load."""

import pytest
from elasticsearch import Elasticsearch

from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.job_state import ExecutionKind, JobState, Phase
from sidecar.model.lease import Lease
from sidecar.model.positions import Positions
from sidecar.store.leases import VersionedLease
from tests.integration.jobs.agent.test_agent import AgentHarness, count_past_take_over, create_agent, end_execution
from tests.integration.lease_helpers import begin_execution, job_log_document, open_execution
from tests.unit.jobs.agent.test_recovery import OlderPhase

POSITIONS = Positions(max_primary_key="7", scope="of an earlier definition")


@pytest.fixture(params=[ExecutionKind.VERIFICATION, ExecutionKind.DELETION], ids=str)
def kind(request: pytest.FixtureRequest) -> ExecutionKind:
    """Return each kind of execution that loads no rows."""
    found: ExecutionKind = request.param
    return found


@pytest.fixture
def harness(quiet: Elasticsearch) -> AgentHarness:
    return create_agent(quiet)


def open_comparison(lifecycle: Lifecycle, name: str, kind: ExecutionKind) -> VersionedLease:
    """Open an execution of this kind, of a job that has positions."""
    lifecycle.change(f"ingestion:{name}", lambda lease: lease.evolve(positions=POSITIONS, sent=True))
    return open_execution(lifecycle, name, kind=kind)


def lease_of(harness: AgentHarness, name: str) -> Lease:
    return harness.lifecycle.get(name).lease


def kinds(lease: Lease) -> set[object]:
    return {lease.definition and lease.definition.kind, lease.execution_status.details.kind}


def test_it_is_pending_then_claimed_to_compare(kind: ExecutionKind, harness: AgentHarness, quiet: Elasticsearch, name: str) -> None:
    opened = open_comparison(harness.lifecycle, name, kind)
    assert (harness.phase(name), kinds(opened.lease), opened.lease.positions) == (Phase.PENDING, {kind}, POSITIONS)
    found = job_log_document(quiet, opened.lease)
    assert found is not None
    assert found["details"] == {**found["details"], "kind": kind.value, "phase": "pending"}  # type: ignore[dict-item]
    harness.agent.tick()
    assert (harness.phase(name), len(harness.pool.started)) == (Phase.COMPARING, 1)


def test_one_whose_process_died_is_pending_again(kind: ExecutionKind, harness: AgentHarness, name: str) -> None:
    open_comparison(harness.lifecycle, name, kind)
    harness.agent.tick()
    harness.pool.is_ready = False
    harness.pool.end(0, -9)
    harness.agent.tick()
    lease = lease_of(harness, name)
    assert (harness.phase(name), lease.owner, kinds(lease)) == (Phase.PENDING, None, {kind})
    harness.pool.is_ready = True
    harness.agent.tick()
    assert (harness.phase(name), harness.status(name).details.attempt) == (Phase.COMPARING, 2)
    assert kinds(lease_of(harness, name)) == {kind}


def test_one_that_was_started_too_often_ends_with_an_error(kind: ExecutionKind, harness: AgentHarness, name: str) -> None:
    open_comparison(harness.lifecycle, name, kind)
    for number in range(2):
        harness.agent.tick()
        harness.pool.end(number, -9)
        harness.agent.tick()
    lease = lease_of(harness, name)
    assert (harness.status(name).state, harness.phase(name)) == (JobState.ERROR, None)
    assert (lease.positions, lease.staging, kinds(lease)) == (POSITIONS, None, {kind})


def test_one_that_waits_is_aborted_at_once(kind: ExecutionKind, harness: AgentHarness, name: str) -> None:
    open_comparison(harness.lifecycle, name, kind)
    aborted = harness.lifecycle.abort(name).lease
    assert (harness.status(name).state, harness.phase(name), aborted.positions) == (JobState.ABORTED, None, POSITIONS)
    harness.agent.tick()
    assert harness.pool.started == []


@pytest.mark.parametrize("is_aborted_first", [True, False])
def test_an_abort_and_the_loss_of_the_process_end_it(kind: ExecutionKind, harness: AgentHarness, name: str, is_aborted_first: bool) -> None:
    open_comparison(harness.lifecycle, name, kind)
    harness.agent.tick()
    if is_aborted_first:
        harness.lifecycle.abort(name)
        assert (harness.status(name).state, harness.phase(name)) == (JobState.ABORTING, Phase.COMPARING)
        harness.agent.tick()
    harness.pool.is_ready = False
    harness.pool.end(0, -9)
    harness.agent.tick()
    if not is_aborted_first:
        assert harness.phase(name) == Phase.PENDING
        harness.lifecycle.abort(name)
        harness.agent.tick()
    lease = lease_of(harness, name)
    assert (harness.status(name).state, lease.positions, len(harness.pool.started)) == (JobState.ABORTED, POSITIONS, 1)
    assert kinds(lease) == {kind}


def test_that_of_a_lost_agent_is_taken_over(kind: ExecutionKind, harness: AgentHarness, name: str) -> None:
    begin_execution(harness.lifecycle, open_comparison(harness.lifecycle, name, kind), phase=Phase.COMPARING)
    for _ in count_past_take_over():
        harness.agent.tick()
    harness.agent.tick()
    assert (harness.phase(name), harness.status(name).details.attempt, len(harness.pool.started)) == (Phase.COMPARING, 2, 1)
    assert kinds(lease_of(harness, name)) == {kind}


def test_the_run_after_it_is_a_load(kind: ExecutionKind, harness: AgentHarness, name: str) -> None:
    open_comparison(harness.lifecycle, name, kind)
    harness.agent.tick()
    end_execution(harness, harness.lifecycle.get(name), JobState.SUCCESSFUL)
    harness.pool.end(0, 0)
    harness.agent.tick()
    opened = open_execution(harness.lifecycle, name).lease
    assert (harness.phase(name), opened.definition and opened.definition.kind) == (Phase.QUEUED, ExecutionKind.LOAD)
    assert (opened.execution_status.details.kind, "kind" in opened.to_document()["definition"]) == (None, False)
    assert (opened.positions, opened.sent) == (POSITIONS, True)


@pytest.mark.parametrize("owner", [None, "somebody"])
@pytest.mark.parametrize("phase", [Phase.PENDING, Phase.COMPARING])
def test_an_agent_of_an_older_release_leaves_it_alone(
    kind: ExecutionKind, harness: AgentHarness, name: str, owner: str | None, phase: Phase, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = begin_execution(harness.lifecycle, open_comparison(harness.lifecycle, name, kind), owner=owner, phase=phase)
    with monkeypatch.context() as patch:
        patch.setattr("sidecar.model.job.Phase", OlderPhase)
        for _ in count_past_take_over():
            harness.agent.tick()
    assert harness.lifecycle.get(name) == current
    assert harness.pool.started == []
