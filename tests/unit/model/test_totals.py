"""The totals of a job never decrease, and are the sums over its executions."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.jobs.agent import recovery
from sidecar.model.checkpoint import AcknowledgedRows, Checkpoint
from sidecar.model.datasource import Datasource
from sidecar.model.events import Event, EventType
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job import Details, Status
from sidecar.model.job_state import ExecutionKind, JobState, Trigger
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.model.positions import Positions
from sidecar.model.totals import Totals

DEFINITION = ExecutionDefinition(
    ingestion=Ingestion(id="j", datasource="d", query="select 1", target="t", strategy=Strategy.REPLACE),
    datasource=Datasource(id="d", url="jdbc:sqlite:/nowhere.db"),
)
TAKEN_OVER = Event(time=1, type=EventType.TAKEN_OVER, message="m")
CHANGES = ("progress", "checkpoint", "restart", "start_over", "repeat", "take_over", "success", "error", "open", "verify", "old", "write")
"""What may happen to a lease: ``old`` are changes by a release that does not know the totals."""


def open_execution(lease: Lease, number: int, kind: ExecutionKind | None = None) -> Lease:
    """Return the lease with a new execution, as a lifecycle opens it."""
    details = Details(execution=f"j{number}", trigger=Trigger.MANUAL, strategy="REPLACE", target="t", kind=kind)
    return lease.end(
        Status(id="j", start_time=1000 * number, details=details), execution=f"j{number}", definition=DEFINITION, fence=lease.fence + 1
    )  # fmt: skip


def with_counts(lease: Lease, rows: int, rejected: int) -> Lease:
    """Return the lease with a snapshot."""
    status = replace(lease.execution_status, count=rows).with_details(rejected=rejected)
    return lease.evolve(status=status)


def with_checkpoint(lease: Lease, rows: int) -> Lease:
    done = {"0": AcknowledgedRows(count=rows)}
    return lease.evolve(
        checkpoint=Checkpoint(column="id", bounds=("1",), ordered=True, before=Positions(), clock="c", snapshots=1, done=done)
    )


def end(lease: Lease, state: JobState, at: int = 5000) -> Lease:
    return lease.end(lease.execution_status.end(state, at))


def through_json(lease: Lease) -> Lease:
    return Lease.from_document(json.loads(json.dumps(lease.to_document())))


def change_by_old_release(lease: Lease, rows: int) -> Lease:
    """Return the lease after a release that does not know totals has changed its counts: it writes the field back."""
    document = json.loads(json.dumps(lease.to_document()))
    document["status"]["count"] = rows
    return Lease.from_document(document)


@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 50), st.integers(0, 3)), max_size=40))
def test_totals_never_decrease_and_are_the_sums_of_the_largest_counts(changes: list[tuple[str, int, int]]) -> None:
    lease, number, largest, ends = open_execution(Lease(job="j"), 1), 1, {1: (0, 0)}, 0
    for what, rows, rejected in changes:
        before, counts = lease.totals, largest[number]
        status = lease.execution_status
        lease = changed_lease(lease, what, rows, rejected, number + 1)
        if what in ("open", "verify") and not status.is_active:
            number, counts = number + 1, (0, 0)
        now = lease.execution_status
        if now.details.kind is None:
            largest[number] = max(counts[0], now.count), max(counts[1], now.details.rejected)
        else:
            largest[number] = counts
        ends += status.is_active and not now.is_active
        assert (lease.totals.rows, lease.totals.rejected) == tuple(map(sum, zip(*largest.values(), strict=True)))
        assert sum(lease.totals.executions.values()) == ends
        assert never_less(before, lease.totals)


def never_less(before: Totals, after: Totals) -> bool:
    """Return whether no total is less than before."""
    plain = all(getattr(after, name) >= getattr(before, name) for name in ("rows", "rejected", "take_overs"))
    return plain and all(after.executions.get(state, 0) >= number for state, number in before.executions.items())


def changed_lease(lease: Lease, what: str, rows: int, rejected: int, number: int) -> Lease:
    """Return the lease after something has happened to it that may happen in its state."""
    if what == "write":
        return through_json(lease)
    if not lease.execution_status.is_active:
        kind = ExecutionKind.VERIFICATION if what == "verify" else None
        return open_execution(lease, number, kind) if what in ("open", "verify") else lease
    steps: dict[str, Any] = {
        "progress": lambda: with_counts(lease, lease.execution_status.count + rows, rejected),
        "repeat": lambda: with_counts(lease, max(0, lease.execution_status.count - rows), 0),
        "checkpoint": lambda: with_checkpoint(lease, min(rows, lease.execution_status.count)),
        "restart": lambda: lease.restart("why"),
        "start_over": lease.start_over,
        "take_over": lambda: recovery.requeue(lease.with_events(TAKEN_OVER), "lost", count_attempt=True),
        "success": lambda: end(lease, JobState.SUCCESSFUL),
        "error": lambda: end(lease, JobState.ERROR),
        "old": lambda: change_by_old_release(lease, rows),
    }
    return steps[what]() if what in steps else lease


def test_rows_that_a_restart_reads_again_are_counted_once() -> None:
    lease = with_checkpoint(with_counts(open_execution(Lease(job="j"), 1), 50, 2), 40)
    again = recovery.requeue(lease.with_events(TAKEN_OVER), "lost", count_attempt=True)
    assert (again.execution_status.count, again.execution_status.details.rejected) == (40, 0)
    assert (again.totals.rows, again.totals.rejected, again.totals.take_overs) == (50, 2, 1)
    ended = end(with_counts(again, 70, 2), JobState.SUCCESSFUL)
    assert (ended.totals.rows, ended.totals.rejected) == (70, 2)


def test_a_repeated_range_is_counted_once() -> None:
    lease = with_counts(with_counts(with_counts(open_execution(Lease(job="j"), 1), 50, 0), 30, 0), 60, 0)
    assert lease.totals.rows == 60


def test_the_next_execution_adds_to_the_totals() -> None:
    lease = end(with_counts(open_execution(Lease(job="j"), 1), 10, 1), JobState.SUCCESSFUL)
    lease = end(with_counts(open_execution(lease, 2), 5, 1), JobState.ERROR, 9000)
    assert (lease.totals.rows, lease.totals.rejected, lease.totals.executions) == (15, 2, {"successful": 1, "error": 1})
    assert (lease.totals.last_success, lease.totals.last_duration, lease.totals.last_run_state) == (5000, 7000, "error")
    assert open_execution(lease, 3).totals.last_run_state == "error"


@pytest.mark.parametrize("kind", [ExecutionKind.VERIFICATION, ExecutionKind.DELETION])
def test_a_verification_or_deletion_is_an_execution_but_no_run(kind: ExecutionKind) -> None:
    lease = end(open_execution(Lease(job="j"), 1), JobState.SUCCESSFUL)
    lease = end(with_counts(open_execution(lease, 2, kind), 7, 5), JobState.ERROR, 9000)
    assert (lease.totals.executions, lease.totals.rows, lease.totals.rejected) == ({"successful": 1, "error": 1}, 0, 0)
    assert (lease.totals.last_success, lease.totals.last_duration, lease.totals.last_run_state) == (5000, 4000, "successful")


def test_only_take_overs_are_counted_as_such() -> None:
    lease = open_execution(Lease(job="j"), 1)
    others = [Event(time=1, type=each, message="m") for each in EventType if each is not EventType.TAKEN_OVER]
    assert lease.with_events(*others, Event(time=1, type="of a newer release", message="m")).totals.take_overs == 0
    assert lease.with_events(TAKEN_OVER, TAKEN_OVER).with_events(TAKEN_OVER).totals.take_overs == 3


def test_a_tombstone_and_the_job_that_is_created_again_keep_the_totals() -> None:
    lease = end(with_counts(open_execution(Lease(job="j"), 1), 10, 0), JobState.SUCCESSFUL)
    deleted = through_json(lease.evolve(positions=Positions(), target_uuid=None, deleted=True))
    assert deleted.totals == lease.totals
    assert with_counts(open_execution(deleted, 2), 5, 0).totals.rows == 15


@pytest.mark.parametrize("has_ended", [False, True])
def test_a_lease_of_an_older_release_starts_with_its_current_or_last_execution(has_ended: bool) -> None:
    lease = with_counts(open_execution(Lease(job="j"), 1), 10, 3)
    document = (end(lease, JobState.ERROR) if has_ended else lease).to_document()
    del document["definition"]["totals"]
    totals = Lease.from_document(document).totals
    assert (totals.rows, totals.rejected, totals.executions) == (10, 3, {"error": 1} if has_ended else {})


def test_an_execution_that_an_older_release_ends_is_counted() -> None:
    document = with_counts(open_execution(Lease(job="j"), 1), 10, 0).to_document()
    document["status"] |= {"state": "successful", "count": 25, "end_time": 4000}
    ended = Lease.from_document(document)
    assert (ended.totals.rows, ended.totals.executions, ended.totals.last_success) == (25, {"successful": 1}, 4000)
    assert with_counts(open_execution(ended, 2), 5, 0).totals.rows == 30


def test_an_execution_that_an_older_release_opens_is_counted() -> None:
    document = end(with_counts(open_execution(Lease(job="j"), 1), 10, 0), JobState.SUCCESSFUL).to_document()
    opened = open_execution(Lease(job="j"), 2).to_document()
    newer = Lease.from_document({**opened, "definition": document["definition"]})
    assert (with_counts(newer, 5, 0).totals.rows, newer.totals.executions) == (15, {"successful": 1})


def test_unset_totals_are_not_stored() -> None:
    assert Totals().to_document() == {}
    assert "totals" not in Lease(job="j", definition=DEFINITION).to_document()["definition"]
