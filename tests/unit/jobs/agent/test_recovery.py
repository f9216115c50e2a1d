"""Executions whose process is lost: whether they are queued again, and in which phase."""

import enum
import json
from typing import Any

import pytest

from sidecar.jobs.agent import recovery
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job import Details, Status
from sidecar.model.job_state import ExecutionKind, JobState, Phase, Trigger
from sidecar.model.lease import ExecutionDefinition, Lease


class OlderPhase(enum.StrEnum):
    """The phases that releases without verifications know. They leave an execution in any other phase alone."""

    QUEUED = "queued"
    CONNECTING = "connecting"
    READING = "reading"
    PUBLISHING = "publishing"
    CLEANING = "cleaning"


def create_lease(kind: ExecutionKind, phase: Phase, *, strategy: Strategy = Strategy.INCREMENTAL, **changes: Any) -> Lease:
    ingestion = Ingestion(id="j", datasource="d", query="q", target="t", strategy=strategy, pk_field=changes.pop("pk_field", ("id",)))
    definition = ExecutionDefinition(ingestion=ingestion, datasource=Datasource(id="d", url="u"), kind=kind)
    details = Details(execution="e", trigger=Trigger.MANUAL, strategy=strategy.value, target="t", kind=kind, phase=phase, rows_read=7)
    status = Status(id="j", start_time=1, details=details, state=JobState.RUNNING)
    return Lease(job="j", fence=3, owner="o", execution="e", status=status, definition=definition).evolve(**changes)


def through_json(lease: Lease) -> Lease:
    return Lease.from_document(json.loads(json.dumps(lease.to_document())))


def test_only_what_loads_no_rows_has_phases_that_older_releases_do_not_know() -> None:
    phases = {phase for kind in ExecutionKind for phase in (kind.queued_phase, kind.first_phase) if kind is not ExecutionKind.LOAD}
    assert phases == {"pending", "comparing"}
    assert set(Phase) - set(OlderPhase) == phases
    assert {ExecutionKind.LOAD.queued_phase, ExecutionKind.LOAD.first_phase} <= set(OlderPhase)


@pytest.mark.parametrize("kind", [ExecutionKind.VERIFICATION, ExecutionKind.DELETION])
@pytest.mark.parametrize("phase", [Phase.PENDING, Phase.COMPARING])
def test_an_older_release_does_not_know_the_next_step_of_a_verification(
    phase: Phase, kind: ExecutionKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = create_lease(kind, phase)
    assert lease.unknown_part is None
    monkeypatch.setattr("sidecar.model.job.Phase", OlderPhase)
    assert through_json(lease).unknown_part == f"phase [{phase}]"


def test_a_release_does_not_know_the_next_step_of_a_later_kind() -> None:
    document = create_lease(ExecutionKind.VERIFICATION, Phase.COMPARING).to_document()
    later = Lease.from_document({**document, "definition": {**document["definition"], "kind": "repair"}})
    assert later.unknown_part == "kind [repair]"


@pytest.mark.parametrize(
    ("kind", "phase", "expected"),
    [
        (ExecutionKind.LOAD, Phase.CONNECTING, Phase.QUEUED),
        (ExecutionKind.LOAD, Phase.CLEANING, Phase.QUEUED),
        (ExecutionKind.LOAD, Phase.PUBLISHING, Phase.PUBLISHING),
        (ExecutionKind.VERIFICATION, Phase.PENDING, Phase.PENDING),
        (ExecutionKind.VERIFICATION, Phase.COMPARING, Phase.PENDING),
        (ExecutionKind.DELETION, Phase.COMPARING, Phase.PENDING),
    ],
)
@pytest.mark.parametrize("strategy", Strategy)
def test_an_execution_that_is_queued_again_keeps_its_kind(strategy: Strategy, kind: ExecutionKind, phase: Phase, expected: Phase) -> None:
    lease = create_lease(kind, phase, strategy=strategy)
    assert recovery.restart_obstacle(lease, 3) is None
    queued = through_json(recovery.requeue(lease, "why", count_attempt=True))
    details = queued.execution_status.details
    assert (details.phase, details.kind, queued.definition and queued.definition.kind) == (expected, kind, kind)
    assert (queued.owner, queued.fence, queued.starts_without_progress, queued.unknown_part) == (None, 4, 2, None)


def test_a_verification_is_repeated_also_where_a_load_would_index_rows_twice() -> None:
    assert recovery.restart_obstacle(create_lease(ExecutionKind.LOAD, Phase.CONNECTING, pk_field=()), None) is not None
    for kind in (ExecutionKind.VERIFICATION, ExecutionKind.DELETION):
        assert recovery.restart_obstacle(create_lease(kind, Phase.COMPARING, pk_field=()), None) is None


@pytest.mark.parametrize("kind", ExecutionKind)
def test_an_execution_is_not_started_without_end(kind: ExecutionKind) -> None:
    lease = create_lease(kind, kind.first_phase, starts_without_progress=2)
    assert recovery.restart_obstacle(lease, 2) == "It was started 2 times without progress."
    assert recovery.restart_obstacle(lease, 3) is None
