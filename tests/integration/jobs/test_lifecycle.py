"""The moves of a job's life, each one compare-and-set on a real lease."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import Conflict
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.checkpoint import Checkpoint, Settled
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import JobState, Phase, Status, Trigger
from sidecar.model.lease import Definition, Lease
from sidecar.model.positions import Positions
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Held, Leases
from tests.integration.lease_helpers import begun, definition, lifecycle, logged, opened
from tests.support.elasticsearch_proxy import Fault, in_front_of

NOW = 1_700_000_000_000


@pytest.fixture
def life(quiet: Elasticsearch) -> Lifecycle:
    return lifecycle(quiet, lambda: NOW)


def ended(life: Lifecycle, held: Held, state: JobState = JobState.SUCCESSFUL) -> Held:
    """End an execution as its process does, before the log is told."""
    return life.leases.write(held, held.lease.with_status(held.lease.running.ended(state, NOW + 5), owner=None), refresh=True)


def status_of(held: Held) -> Status:
    return held.lease.running


# -- open ---------------------------------------------------------------------------------------------------------------------------


def test_an_opened_execution_is_queued_and_in_the_log(life: Lifecycle, quiet: Elasticsearch, name: str) -> None:
    held = life.open(definition(name), Trigger.MANUAL)

    assert life.current(name) == held
    assert (held.lease.fence, held.lease.owner, held.lease.active, held.lease.definition) == (1, None, True, definition(name))
    assert (status_of(held).state, status_of(held).details.phase, status_of(held).start_time) == (JobState.RUNNING, Phase.QUEUED, NOW)
    found = logged(quiet, held.lease)
    assert found is not None
    assert found["state"] == "running"
    assert f"ingestion:{name}" in life.leases.active()


def test_a_job_is_opened_once_while_it_is_active(life: Lifecycle, name: str) -> None:
    held = opened(life, name)
    for _ in range(2):
        with pytest.raises(Conflict, match=rf"\[{name}\] is running already"):
            opened(life, name)
        held = begun(life, held)
    assert life.current(name) == held


def test_of_many_that_open_one_job_at_once_exactly_one_starts_it(life: Lifecycle, name: str) -> None:
    def attempt(_: int) -> str | None:
        try:
            return opened(life, name).lease.execution
        except Conflict:
            return None

    with ThreadPoolExecutor(20) as pool:
        started = [each for each in pool.map(attempt, range(20)) if each]
    assert started == [life.current(name).lease.execution]
    assert life.current(name).lease.fence == 1


def test_a_note_that_comes_between_keeps_no_execution_from_being_opened(life: Lifecycle, quiet: Elasticsearch, name: str) -> None:
    life.settle(ended(life, begun(life, opened(life, name))))

    class Disturbed(Leases):
        """Somebody else writes once, just before the first write."""

        noted = False

        def write(self, held: Held, lease: Lease, *, refresh: bool = False) -> Held:
            if not self.noted:
                self.noted = True
                life.change(lease.key, lambda now: now.evolve(drop=("an-index",)))
            return super().write(held, lease, refresh=refresh)

    held = Lifecycle(Disturbed(quiet), JobLog(quiet), lambda: NOW).open(definition(name), Trigger.MANUAL)
    assert (life.current(name).lease.execution, held.lease.drop) == (held.lease.execution, ("an-index",))


def test_an_execution_is_opened_though_the_answer_is_lost(quiet: Elasticsearch, name: str) -> None:
    url = next(iter(quiet.transport.node_pool.all())).base_url
    with in_front_of(url) as front, Elasticsearch(front.url, max_retries=0) as faulty:
        front.about = "PUT /.siren-leases/"
        front.faults.append(Fault(cut=True, reaches=True))
        held = Lifecycle(Leases(faulty), JobLog(faulty)).open(definition(name), Trigger.MANUAL)
        assert front.failed == 1
    assert (held.lease.active, held.lease.fence, logged(quiet, held.lease) is not None) == (True, 1, True)


def test_an_end_is_in_the_log_before_the_next_execution_is_opened(life: Lifecycle, quiet: Elasticsearch, name: str) -> None:
    first = ended(life, begun(life, opened(life, name)))
    assert not first.lease.projected

    second = opened(life, name)

    found = logged(quiet, first.lease)
    assert found is not None
    assert (found["state"], found["end_time"]) == ("successful", NOW + 5)
    assert second.lease.execution != first.lease.execution
    assert second.lease.fence > first.lease.fence


def test_the_next_execution_keeps_positions_and_what_is_to_be_dropped_and_nothing_of_the_last_run(life: Lifecycle, name: str) -> None:
    held = begun(life, opened(life, name))
    kept = {"positions": Positions(max_primary_key="7"), "sent": True, "target_uuid": "u", "drop": ("old",), "last_fire": 5}
    gone = {
        "session": "1", "staging": "s", "replaced": "r", "checkpoint": {"documents": [1, 2]}, "forget": True, "deleted": True,
        "tries": 2, "process": "m/1/2",
    }  # fmt: skip
    held = life.leases.write(held, held.lease.evolve(**kept, **gone))
    ended(life, held)

    lease = opened(life, name).lease

    assert {each: getattr(lease, each) for each in kept} == kept
    assert {each: getattr(lease, each) for each in gone} == {each: getattr(Lease(job=name), each) for each in gone}


def test_a_fire_time_is_noted_with_the_execution_and_honoured_once(life: Lifecycle, name: str) -> None:
    hour = 3_600_000
    ten = int(datetime(2024, 1, 1, 10, tzinfo=UTC).timestamp() * 1000)
    plain = definition(name)
    hourly = Ingestion(id=name, datasource=name, query="q", target=name, schedule="0 0 * * * ?", enable_scheduler=True)
    scheduled = Definition(ingestion=hourly, datasource=plain.datasource)
    life.change(f"ingestion:{name}", lambda lease: lease.evolve(last_fire=ten - hour + 1))

    held = life.open(scheduled, Trigger.SCHEDULE, fire=ten + 3)
    assert (held.lease.last_fire, status_of(held).details.trigger) == (ten + 3, Trigger.SCHEDULE)
    ended(life, begun(life, held))

    with pytest.raises(Conflict, match="another replica was first"):
        life.open(scheduled, Trigger.SCHEDULE, fire=ten + 700)
    assert life.open(plain, Trigger.MANUAL).lease.last_fire == ten + 3


def test_a_fire_time_that_passes_while_an_execution_is_being_opened_is_honoured_by_it(life: Lifecycle, name: str) -> None:
    hour = 3_600_000
    hourly = Ingestion(id=name, datasource=name, query="q", target=name, schedule="0 0 * * * ?", enable_scheduler=True)
    scheduled = Definition(ingestion=hourly, datasource=definition(name).datasource)
    life.change(f"ingestion:{name}", lambda lease: lease.evolve(last_fire=NOW - 2 * hour))
    assert life.open(scheduled, Trigger.SCHEDULE, fire=NOW - hour).lease.last_fire == NOW


# -- abort --------------------------------------------------------------------------------------------------------------------------


def test_a_queued_execution_is_aborted_at_once_and_the_log_knows(life: Lifecycle, quiet: Elasticsearch, name: str) -> None:
    opened(life, name)
    held = life.abort(name)
    assert (status_of(held).state, held.lease.projected, status_of(held).end_time) == (JobState.ABORTED, True, NOW)
    found = logged(quiet, held.lease)
    assert found is not None
    assert found["state"] == "aborted"


def test_what_an_attempt_before_has_reached_is_kept_when_the_next_one_is_aborted_in_the_queue(life: Lifecycle, name: str) -> None:
    held = opened(life, name)
    resume = Checkpoint(
        column="id", bounds=("101",), ordered=True, before=Positions(), clock="", moments=1, done={"": Settled(count=100, largest="100")}
    )  # fmt: skip
    life.leases.write(held, held.lease.evolve(resume=resume))
    assert life.abort(name).lease.positions.max_primary_key == "100"


def test_a_running_execution_is_told_and_keeps_its_owner(life: Lifecycle, quiet: Elasticsearch, name: str) -> None:
    before = begun(life, opened(life, name))
    held = life.abort(name)
    assert (status_of(held).state, held.lease.owner, held.lease.fence) == (JobState.ABORTING, "somebody", before.lease.fence)
    assert life.abort(name).at == held.at
    found = logged(quiet, held.lease)
    assert found is not None
    assert (found["state"], found["is_aborting"], found["is_running"]) == ("aborting", True, True)


def test_past_the_point_of_no_return_an_abort_changes_nothing(life: Lifecycle, name: str) -> None:
    before = begun(life, opened(life, name), phase=Phase.PUBLISHING)
    assert life.abort(name) == before


def test_an_abort_after_the_end_and_of_a_job_that_never_ran_changes_nothing(life: Lifecycle, name: str) -> None:
    assert life.abort(name).at is None
    assert life.leases.get(f"ingestion:{name}") is None
    ended(life, begun(life, opened(life, name)))
    settled = life.settle(life.current(name))
    assert life.abort(name) == settled


def test_an_abort_and_a_claim_at_once_lose_neither(life: Lifecycle, name: str) -> None:
    for _ in range(4):
        held = opened(life, name)
        with ThreadPoolExecutor(2) as pool:
            asked = pool.submit(life.abort, name)
            claimed = pool.submit(_claim, life, held)
        assert asked.result() is not None
        state = life.current(name).lease.running.state
        assert state is (JobState.ABORTING if claimed.result() else JobState.ABORTED)
        if claimed.result():
            ended(life, life.current(name), JobState.ABORTED)


def _claim(life: Lifecycle, held: Held) -> bool:
    try:
        begun(life, held)
    except Conflict:
        return False
    return True


# -- projecting ---------------------------------------------------------------------------------------------------------------------


def test_a_log_that_takes_no_writes_holds_up_no_decision_and_is_told_later(quiet: Elasticsearch, name: str) -> None:
    url = next(iter(quiet.transport.node_pool.all())).base_url
    with in_front_of(url) as front, Elasticsearch(front.url, max_retries=0) as faulty:
        front.about, front.always = "/.siren-jobs/", Fault(status=503)
        life = Lifecycle(Leases(faulty), JobLog(faulty))
        opened(life, name)
        held = life.abort(name)
        assert (status_of(held).state, held.lease.projected) == (JobState.ABORTED, False)
        assert logged(quiet, held.lease) is None
        assert held.lease.key in life.leases.pending()

        front.always = Fault()
        assert life.project(held).lease.projected
        assert logged(quiet, held.lease) is not None


def test_a_conflict_is_decided_again_on_the_lease_as_it_is(life: Lifecycle, name: str) -> None:
    begun(life, opened(life, name))
    with ThreadPoolExecutor(8) as pool:
        for number in range(24):
            pool.submit(life.change, f"ingestion:{name}", lambda lease, n=number: lease.evolve(drop=(*lease.drop, str(n))))
    assert sorted(map(int, life.current(name).lease.drop)) == list(range(24))


# -- forget, arm, bury --------------------------------------------------------------------------------------------------------------


def test_forgetting_clears_positions_and_marks_only_a_run_under_way(life: Lifecycle, name: str) -> None:
    ingestion = definition(name).ingestion
    life.forget(ingestion)
    assert life.leases.get(f"ingestion:{name}") is None

    held = begun(life, opened(life, name))
    held = life.leases.write(held, held.lease.evolve(positions=Positions(max_primary_key="7"), target_uuid="u", sent=True))
    life.forget(ingestion)
    assert life.current(name).lease == held.lease, "it began with the very definition that was saved"
    life.forget(replace(ingestion, query="select 2"))
    lease = life.current(name).lease
    assert (lease.positions, lease.target_uuid, lease.sent, lease.forget) == (Positions(), None, True, True)

    ended(life, life.current(name))
    life.change(lease.key, lambda each: each.evolve(forget=False, positions=Positions(max_primary_key="7")))
    life.forget(ingestion)
    assert (life.current(name).lease.positions, life.current(name).lease.forget) == (Positions(), False)


def test_arming_lets_a_schedule_count_from_now_also_before_the_first_run(life: Lifecycle, name: str) -> None:
    life.arm(name)
    lease = life.current(name).lease
    assert (lease.last_fire, lease.execution, lease.active) == (NOW, None, False)
    assert opened(life, name).lease.last_fire == NOW


def test_a_buried_job_keeps_its_fence_and_comes_back_without_positions(life: Lifecycle, name: str) -> None:
    life.bury(name)
    assert life.leases.get(f"ingestion:{name}") is None

    held = ended(life, begun(life, opened(life, name)))
    life.leases.write(held, held.lease.evolve(positions=Positions(max_primary_key="7"), target_uuid="u"))
    life.bury(name)
    lease = life.current(name).lease
    assert (lease.deleted, lease.positions, lease.target_uuid, lease.fence) == (True, Positions(), None, held.lease.fence)

    again = opened(life, name).lease
    assert (again.deleted, again.fence) == (False, held.lease.fence + 1)
