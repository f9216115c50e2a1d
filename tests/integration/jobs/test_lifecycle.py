"""State changes of a job, each one compare-and-set on a real lease."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import Conflict
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.checkpoint import AcknowledgedRows, Checkpoint
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job import Status
from sidecar.model.job_state import ExecutionKind, JobState, Phase, Trigger
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.model.positions import Positions
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases, VersionedLease
from tests.integration.lease_helpers import begin_execution, create_definition, create_lifecycle, job_log_document, open_execution
from tests.support.elasticsearch_proxy import Fault, elasticsearch_proxy

NOW = 1_700_000_000_000


@pytest.fixture
def lifecycle(quiet: Elasticsearch) -> Lifecycle:
    return create_lifecycle(quiet, lambda: NOW)


def end_execution(lifecycle: Lifecycle, current: VersionedLease, state: JobState = JobState.SUCCESSFUL) -> VersionedLease:
    """End an execution as its process would, without projecting it into the job log."""
    return lifecycle.leases.write(
        current, current.lease.with_status(current.lease.execution_status.end(state, NOW + 5), owner=None), refresh=True
    )


def status_of(current: VersionedLease) -> Status:
    return current.lease.execution_status


# -- open ---------------------------------------------------------------------------------------------------------------------------


def test_an_opened_execution_is_queued_and_in_the_job_log(lifecycle: Lifecycle, quiet: Elasticsearch, name: str) -> None:
    current = lifecycle.open(create_definition(name), Trigger.MANUAL)

    assert lifecycle.get(name) == current
    assert (current.lease.fence, current.lease.owner, current.lease.is_active, current.lease.definition) == (
        1,
        None,
        True,
        create_definition(name),
    )
    assert (status_of(current).state, status_of(current).details.phase, status_of(current).start_time) == (
        JobState.RUNNING,
        Phase.QUEUED,
        NOW,
    )
    found = job_log_document(quiet, current.lease)
    assert found is not None
    assert found["state"] == "running"
    assert f"ingestion:{name}" in lifecycle.leases.find_active()


def test_agents_find_the_start_and_the_end_of_an_execution_at_once(lifecycle: Lifecycle, name: str) -> None:
    # Leases are refreshed each half minute only, and by the steps that agents search for.
    def is_pending() -> bool:
        return f"ingestion:{name}" in lifecycle.leases.find_pending()

    opened = open_execution(lifecycle, name)
    assert is_pending()
    ended = opened.lease.with_status(status_of(opened).end(JobState.SUCCESSFUL, NOW + 5), owner=None)
    lifecycle.project_final(lifecycle.leases.write(opened, ended))
    assert not is_pending()

    open_execution(lifecycle, name)
    assert is_pending()
    lifecycle.abort(name)
    assert not is_pending()


def test_an_active_job_cannot_be_opened_again(lifecycle: Lifecycle, name: str) -> None:
    current = open_execution(lifecycle, name)
    for _ in range(2):
        with pytest.raises(Conflict, match=rf"\[{name}\] is already running"):
            open_execution(lifecycle, name)
        current = begin_execution(lifecycle, current)
    assert lifecycle.get(name) == current


def test_of_many_concurrent_opens_exactly_one_succeeds(lifecycle: Lifecycle, name: str) -> None:
    def attempt(_: int) -> str | None:
        try:
            return open_execution(lifecycle, name).lease.execution
        except Conflict:
            return None

    with ThreadPoolExecutor(20) as pool:
        started = [each for each in pool.map(attempt, range(20)) if each]
    assert started == [lifecycle.get(name).lease.execution]
    assert lifecycle.get(name).lease.fence == 1


def test_a_concurrent_write_to_the_lease_does_not_prevent_an_open(lifecycle: Lifecycle, quiet: Elasticsearch, name: str) -> None:
    lifecycle.project_final(end_execution(lifecycle, begin_execution(lifecycle, open_execution(lifecycle, name))))

    class ConcurrentlyChanged(Leases):
        """Leases that another process changes once, just before the first write."""

        changed = False

        def write(self, current: VersionedLease, lease: Lease, *, refresh: bool = False) -> VersionedLease:
            if not self.changed:
                self.changed = True
                lifecycle.change(lease.key, lambda now: now.evolve(drop=("an-index",)))
            return super().write(current, lease, refresh=refresh)

    current = Lifecycle(ConcurrentlyChanged(quiet), JobLog(quiet), lambda: NOW).open(create_definition(name), Trigger.MANUAL)
    assert (lifecycle.get(name).lease.execution, current.lease.drop) == (current.lease.execution, ("an-index",))


def test_an_execution_is_opened_although_the_response_is_lost(quiet: Elasticsearch, name: str) -> None:
    url = next(iter(quiet.transport.node_pool.all())).base_url
    with elasticsearch_proxy(url) as proxy, Elasticsearch(proxy.url, max_retries=0) as faulty:
        proxy.matching = "PUT /.siren-leases/"
        proxy.faults.append(Fault(disconnect=True, forwarded=True))
        current = Lifecycle(Leases(faulty), JobLog(faulty)).open(create_definition(name), Trigger.MANUAL)
        assert proxy.failed == 1
    assert (current.lease.is_active, current.lease.fence, job_log_document(quiet, current.lease) is not None) == (True, 1, True)


def test_an_execution_in_a_phase_of_a_newer_release_is_not_aborted(lifecycle: Lifecycle, name: str) -> None:
    current = begin_execution(lifecycle, open_execution(lifecycle, name), phase="verifying")
    with pytest.raises(Conflict, match=rf"job \[{name}\] has the phase \[verifying\], which this release does not know"):
        lifecycle.abort(name)
    assert lifecycle.get(name) == current


def test_a_final_status_is_in_the_job_log_before_the_next_execution_is_opened(
    lifecycle: Lifecycle, quiet: Elasticsearch, name: str
) -> None:
    first = end_execution(lifecycle, begin_execution(lifecycle, open_execution(lifecycle, name)))
    assert not first.lease.projected

    second = open_execution(lifecycle, name)

    found = job_log_document(quiet, first.lease)
    assert found is not None
    assert (found["state"], found["end_time"]) == ("successful", NOW + 5)
    assert second.lease.execution != first.lease.execution
    assert second.lease.fence > first.lease.fence


class _SlowJobLog(JobLog):
    """A job log whose next write takes so long that another process does ``meanwhile`` before it returns."""

    def __init__(self, client: Elasticsearch, meanwhile: Callable[[], object]) -> None:
        super().__init__(client)
        self._meanwhile: list[Callable[[], object]] = [meanwhile]

    def project(self, versioned: VersionedLease, *, refresh: bool = True) -> None:
        super().project(versioned, refresh=refresh)
        if self._meanwhile:
            self._meanwhile.pop()()


def test_an_execution_that_was_opened_while_the_last_end_was_projected_is_not_replaced(
    lifecycle: Lifecycle, quiet: Elasticsearch, name: str
) -> None:
    end_execution(lifecycle, begin_execution(lifecycle, open_execution(lifecycle, name)))
    slow = Lifecycle(Leases(quiet), _SlowJobLog(quiet, lambda: open_execution(lifecycle, name)), lambda: NOW)
    with pytest.raises(Conflict, match=rf"\[{name}\] is already running"):
        slow.open(create_definition(name), Trigger.MANUAL)
    opened = lifecycle.get(name).lease
    assert (opened.fence, opened.is_active) == (3, True)


def test_a_caller_whose_execution_ended_and_was_followed_by_another_receives_its_own(
    lifecycle: Lifecycle, quiet: Elasticsearch, name: str
) -> None:
    queued = open_execution(lifecycle, name)
    slow = Lifecycle(Leases(quiet), _SlowJobLog(quiet, lambda: open_execution(lifecycle, name)), lambda: NOW)
    aborted = slow.abort(name)
    assert (aborted.lease.execution, status_of(aborted).state) == (queued.lease.execution, JobState.ABORTED)
    assert lifecycle.get(name).lease.execution != queued.lease.execution


def test_the_next_execution_keeps_positions_and_indices_to_drop_and_nothing_else(lifecycle: Lifecycle, name: str) -> None:
    current = begin_execution(lifecycle, open_execution(lifecycle, name))
    retained = {"positions": Positions(max_primary_key="7"), "sent": True, "drop": ("old",), "last_fire": 5}
    reset = {
        "session": "1", "staging": "s", "replaced": "r", "publish_plan": {"documents": [1, 2]}, "forget": True, "deleted": True,
        "starts_without_progress": 2, "process": "m/1/2",
    }  # fmt: skip
    current = lifecycle.leases.write(current, current.lease.evolve(**retained, **reset))
    end_execution(lifecycle, current)

    lease = open_execution(lifecycle, name).lease

    assert {each: getattr(lease, each) for each in retained} == retained
    assert {each: getattr(lease, each) for each in reset} == {each: getattr(Lease(job=name), each) for each in reset}


def test_a_fire_time_is_recorded_with_the_execution_and_triggers_it_once(lifecycle: Lifecycle, name: str) -> None:
    hour = 3_600_000
    ten = int(datetime(2024, 1, 1, 10, tzinfo=UTC).timestamp() * 1000)
    plain = create_definition(name)
    hourly = Ingestion(id=name, datasource=name, query="q", target=name, schedule="0 0 * * * ?", enable_scheduler=True)
    scheduled = ExecutionDefinition(ingestion=hourly, datasource=plain.datasource)
    lifecycle.change(f"ingestion:{name}", lambda lease: lease.evolve(last_fire=ten - hour + 1))

    current = lifecycle.open(scheduled, Trigger.SCHEDULE, fire_time=ten + 3)
    assert (current.lease.last_fire, status_of(current).details.trigger) == (ten + 3, Trigger.SCHEDULE)
    end_execution(lifecycle, begin_execution(lifecycle, current))

    with pytest.raises(Conflict, match="another replica was first"):
        lifecycle.open(scheduled, Trigger.SCHEDULE, fire_time=ten + 700)
    assert lifecycle.open(plain, Trigger.MANUAL).lease.last_fire == ten + 3


def test_a_fire_time_that_passes_during_an_open_triggers_no_second_execution(lifecycle: Lifecycle, name: str) -> None:
    hour = 3_600_000
    hourly = Ingestion(id=name, datasource=name, query="q", target=name, schedule="0 0 * * * ?", enable_scheduler=True)
    scheduled = ExecutionDefinition(ingestion=hourly, datasource=create_definition(name).datasource)
    lifecycle.change(f"ingestion:{name}", lambda lease: lease.evolve(last_fire=NOW - 2 * hour))
    assert lifecycle.open(scheduled, Trigger.SCHEDULE, fire_time=NOW - hour).lease.last_fire == NOW


# -- abort --------------------------------------------------------------------------------------------------------------------------


def test_a_queued_execution_is_aborted_at_once_and_projected(lifecycle: Lifecycle, quiet: Elasticsearch, name: str) -> None:
    open_execution(lifecycle, name)
    current = lifecycle.abort(name)
    assert (status_of(current).state, current.lease.projected, status_of(current).end_time) == (JobState.ABORTED, True, NOW)
    found = job_log_document(quiet, current.lease)
    assert found is not None
    assert found["state"] == "aborted"


def test_an_abort_in_the_queue_keeps_the_positions_of_the_earlier_attempt(lifecycle: Lifecycle, name: str) -> None:
    current = open_execution(lifecycle, name)
    checkpoint = Checkpoint(
        column="id", bounds=("101",), ordered=True, before=Positions(), clock="", snapshots=1,
        done={"": AcknowledgedRows(count=100, largest="100")}
    )  # fmt: skip
    lifecycle.leases.write(current, current.lease.evolve(checkpoint=checkpoint))
    assert lifecycle.abort(name).lease.positions.max_primary_key == "100"


def test_an_aborted_running_execution_is_aborting_and_keeps_its_owner(lifecycle: Lifecycle, quiet: Elasticsearch, name: str) -> None:
    before = begin_execution(lifecycle, open_execution(lifecycle, name))
    current = lifecycle.abort(name)
    assert (status_of(current).state, current.lease.owner, current.lease.fence) == (JobState.ABORTING, "somebody", before.lease.fence)
    assert lifecycle.abort(name).version == current.version
    found = job_log_document(quiet, current.lease)
    assert found is not None
    assert (found["state"], found["is_aborting"], found["is_running"]) == ("aborting", True, True)


def test_an_abort_while_publishing_changes_nothing(lifecycle: Lifecycle, name: str) -> None:
    before = begin_execution(lifecycle, open_execution(lifecycle, name), phase=Phase.PUBLISHING)
    assert lifecycle.abort(name) == before


def test_an_abort_after_the_end_and_of_a_job_that_never_ran_changes_nothing(lifecycle: Lifecycle, name: str) -> None:
    assert lifecycle.abort(name).version is None
    assert lifecycle.leases.get(f"ingestion:{name}") is None
    end_execution(lifecycle, begin_execution(lifecycle, open_execution(lifecycle, name)))
    settled = lifecycle.project_final(lifecycle.get(name))
    assert lifecycle.abort(name) == settled


def test_a_concurrent_abort_and_claim_both_take_effect(lifecycle: Lifecycle, name: str) -> None:
    for _ in range(4):
        current = open_execution(lifecycle, name)
        with ThreadPoolExecutor(2) as pool:
            abort = pool.submit(lifecycle.abort, name)
            claimed = pool.submit(_claim, lifecycle, current)
        assert abort.result() is not None
        state = lifecycle.get(name).lease.execution_status.state
        assert state is (JobState.ABORTING if claimed.result() else JobState.ABORTED)
        if claimed.result():
            end_execution(lifecycle, lifecycle.get(name), JobState.ABORTED)


def _claim(lifecycle: Lifecycle, current: VersionedLease) -> bool:
    try:
        begin_execution(lifecycle, current)
    except Conflict:
        return False
    return True


# -- projecting ---------------------------------------------------------------------------------------------------------------------


def test_a_read_only_job_log_blocks_no_change_and_is_updated_later(quiet: Elasticsearch, name: str) -> None:
    url = next(iter(quiet.transport.node_pool.all())).base_url
    with elasticsearch_proxy(url) as proxy, Elasticsearch(proxy.url, max_retries=0) as faulty:
        proxy.matching, proxy.default_fault = "/.siren-jobs/", Fault(status=503)
        lifecycle = Lifecycle(Leases(faulty), JobLog(faulty))
        open_execution(lifecycle, name)
        current = lifecycle.abort(name)
        assert (status_of(current).state, current.lease.projected) == (JobState.ABORTED, False)
        assert job_log_document(quiet, current.lease) is None
        assert current.lease.key in lifecycle.leases.find_pending()

        proxy.default_fault = Fault()
        assert lifecycle.project(current).lease.projected
        assert job_log_document(quiet, current.lease) is not None


def test_after_a_conflict_the_change_is_applied_to_the_current_lease(lifecycle: Lifecycle, name: str) -> None:
    begin_execution(lifecycle, open_execution(lifecycle, name))

    def add_index_to_drop(number: int) -> None:
        lifecycle.change(f"ingestion:{name}", lambda lease: lease.evolve(drop=(*lease.drop, str(number))))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_index_to_drop, range(24)))
    assert sorted(map(int, lifecycle.get(name).lease.drop)) == list(range(24))


# -- reset positions, start a schedule, mark as deleted ------------------------------------------------------------------------------


def test_resetting_positions_clears_them_and_marks_only_an_active_run(lifecycle: Lifecycle, name: str) -> None:
    ingestion = create_definition(name).ingestion
    lifecycle.reset_positions(ingestion)
    assert lifecycle.leases.get(f"ingestion:{name}") is None

    current = begin_execution(lifecycle, open_execution(lifecycle, name))
    current = lifecycle.leases.write(current, current.lease.evolve(positions=Positions(max_primary_key="7"), target_uuid="u", sent=True))
    lifecycle.reset_positions(ingestion)
    assert lifecycle.get(name).lease == current.lease, "it was opened with the definition that was saved"
    lifecycle.reset_positions(replace(ingestion, query="select 2"))
    lease = lifecycle.get(name).lease
    assert (lease.positions, lease.target_uuid, lease.sent, lease.forget) == (Positions(), None, True, True)

    end_execution(lifecycle, lifecycle.get(name))
    lifecycle.change(lease.key, lambda each: each.evolve(forget=False, positions=Positions(max_primary_key="7")))
    lifecycle.reset_positions(ingestion)
    assert (lifecycle.get(name).lease.positions, lifecycle.get(name).lease.forget) == (Positions(), False)


def test_a_reset_on_request_of_a_job_that_never_ran_leaves_positions_unset(lifecycle: Lifecycle, name: str) -> None:
    lifecycle.clear_positions(create_definition(name, strategy=Strategy.REPLACE).ingestion)
    assert lifecycle.leases.get(f"ingestion:{name}") is None
    lifecycle.clear_positions(create_definition(name).ingestion)
    lease = lifecycle.get(name).lease
    assert (lease.sent, lease.is_active, lease.execution) == (True, False, None)
    assert open_execution(lifecycle, name).lease.sent


def test_a_reset_on_request_marks_an_active_run_of_the_same_definition(lifecycle: Lifecycle, name: str) -> None:
    current = begin_execution(lifecycle, open_execution(lifecycle, name))
    lifecycle.leases.write(current, current.lease.evolve(positions=Positions(max_primary_key="7"), target_uuid="u"))
    lifecycle.clear_positions(create_definition(name).ingestion)
    lease = lifecycle.get(name).lease
    assert (lease.positions, lease.target_uuid, lease.sent, lease.forget) == (Positions(), None, True, True)


def test_a_saved_schedule_counts_from_now_even_before_the_first_run(lifecycle: Lifecycle, name: str) -> None:
    lifecycle.arm_schedules(name, ExecutionKind)
    lease = lifecycle.get(name).lease
    assert (lease.last_fire, lease.execution, lease.is_active) == (NOW, None, False)
    assert open_execution(lifecycle, name).lease.last_fire == NOW


def test_a_deleted_job_keeps_its_fence_and_returns_without_positions(lifecycle: Lifecycle, name: str) -> None:
    lifecycle.mark_deleted(name)
    assert lifecycle.leases.get(f"ingestion:{name}") is None

    current = end_execution(lifecycle, begin_execution(lifecycle, open_execution(lifecycle, name)))
    lifecycle.leases.write(current, current.lease.evolve(positions=Positions(max_primary_key="7"), target_uuid="u"))
    lifecycle.mark_deleted(name)
    lease = lifecycle.get(name).lease
    assert (lease.deleted, lease.positions, lease.target_uuid, lease.fence) == (True, Positions(), None, current.lease.fence)

    # A schedule that is enabled while its ingestion is deleted does not bring the job back.
    lifecycle.arm_schedules(name, ExecutionKind)
    assert lifecycle.get(name).lease.deleted

    again = open_execution(lifecycle, name).lease
    assert (again.deleted, again.fence, again.last_fire) == (False, current.lease.fence + 1, NOW)
