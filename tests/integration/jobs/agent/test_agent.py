"""The agent, one tick at a time, on a real Elasticsearch; the processes alone are stand-ins that end when told."""

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import TargetError, Unavailable
from sidecar.jobs.agent.agent import Agent
from sidecar.jobs.agent.housekeeping import Housekeeping
from sidecar.jobs.agent.index_retirement import DROP_AFTER, TRY_AGAIN
from sidecar.jobs.agent.process_pool import Child, Pool
from sidecar.jobs.agent.recovery import queued_again
from sidecar.jobs.agent.scheduler import Scheduler
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job import JobState, Phase, Status
from sidecar.model.lease import Lease
from sidecar.store.indices import JOBS
from sidecar.store.leases import Held
from tests.integration.lease_helpers import begun, lifecycle, logged, opened, settings_for
from tests.support.elasticsearch_proxy import Fault, in_front_of
from tests.support.waiting import until

NOW = 1_700_000_000_000


class Pipe:
    """Stands for the standard input of an execution's process; keeps what is written."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def write(self, line: bytes) -> None:
        self.lines.append(line)

    def close(self) -> None:
        """Need no end."""


class Process:
    """Stands for an execution's process."""

    def __init__(self) -> None:
        self.returncode: int | None = None
        self.stdin = Pipe()

    def poll(self) -> int | None:
        return self.returncode

    def kill(self) -> None:
        self.returncode = -9

    def wait(self, timeout: float) -> None:
        """Be gone already."""


class Processes:
    """Stands for the pool."""

    def __init__(self) -> None:
        self.started: list[Child] = []

    def warm(self, *, idle: bool) -> None:
        """Need no preparation."""

    def start(self, key: str, fence: int) -> Child:
        self.started.append(Child(key=key, fence=fence, process=cast(Any, Process())))
        return self.started[-1]

    def close(self) -> None:
        """Keep nothing."""

    def end(self, number: int, status: int) -> None:
        cast(Process, self.started[number].process).returncode = status


@dataclass
class Stage:
    """An agent, and what it did to the world."""

    agent: Agent
    pool: Processes
    life: Lifecycle
    now: int = NOW
    discarded: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    ended: list[str | None] = field(default_factory=list)
    failure: Exception | None = None
    shown: bool = False
    scheduled: list[Ingestion] = field(default_factory=list)
    slowly: float = 0.0

    def discard(self, lease: Lease) -> None:
        self.discarded.append(lease.job)
        if self.failure:
            raise self.failure

    def end_session(self, lease: Lease) -> None:
        time.sleep(self.slowly)
        self.ended.append(lease.session)

    def drop(self, lease: Lease, index: str) -> bool:
        self.dropped.append(index)
        if self.failure:
            raise self.failure
        return not self.shown

    def status(self, job: str) -> Status:
        return self.life.current(job).lease.running

    def phase(self, job: str) -> Phase | None:
        return self.status(job).details.phase


def staged(client: Elasticsearch, **settings: str) -> Stage:
    """Make an agent on a cluster."""
    url = next(iter(client.transport.node_pool.all())).base_url
    made = settings_for(url, **{"max_jobs": "2", "max_attempts": "2", "lease_timeout": "1s", **settings})
    stage = Stage(cast(Agent, None), Processes(), lifecycle(client, lambda: stage.now))
    scheduler = Scheduler(lambda: stage.scheduled, lambda job: None, lambda ingestion, fire: None, clock=lambda: stage.now)
    stage.agent = Agent(
        made, stage.life, cast(Pool, stage.pool), scheduler, Housekeeping(made, client, lambda: stage.now),
        install=lambda: None, discard=stage.discard, drop=stage.drop, end_session=stage.end_session, clock=lambda: stage.now,
    )  # fmt: skip
    return stage


@pytest.fixture
def stage(quiet: Elasticsearch) -> Stage:
    return staged(quiet)


@pytest.fixture
def behind_a_line(quiet: Elasticsearch) -> Iterator[Any]:
    """Give an agent whose line to Elasticsearch can fail, and the line."""
    url = next(iter(quiet.transport.node_pool.all())).base_url
    with in_front_of(url) as front, Elasticsearch(front.url, max_retries=0) as client:
        yield staged(client), front


def ends(stage: Stage, held: Held, state: JobState, **changes: Any) -> Held:
    """End an execution as its process does."""
    status = held.lease.running.ended(state, stage.now)
    return stage.life.leases.write(held, held.lease.with_status(status, owner=None).evolve(**changes), refresh=True)


# -- claiming -----------------------------------------------------------------------------------------------------------------------


def test_queued_executions_are_claimed_up_to_the_limit_and_the_rest_when_there_is_room(stage: Stage, name: str) -> None:
    jobs = [f"{name}{number}" for number in range(3)]
    for job in jobs:
        opened(stage.life, job)
    stage.agent.tick()
    stage.agent.tick()

    assert len(stage.pool.started) == 2
    claimed = stage.pool.started[0]
    lease = stage.life.leases.get(claimed.key).lease  # type: ignore[union-attr]
    assert (lease.owner, lease.fence, lease.running.details.agent) == (stage.agent.name, claimed.fence, stage.agent.name)

    ends(stage, stage.life.leases.get(claimed.key), JobState.SUCCESSFUL)  # type: ignore[arg-type]
    stage.pool.end(0, 0)
    stage.agent.tick()
    assert sorted(each.key for each in stage.pool.started) == [f"ingestion:{job}" for job in jobs]


def test_two_agents_claim_one_execution_once(quiet: Elasticsearch, stage: Stage, name: str) -> None:
    other = staged(quiet)
    held = opened(stage.life, name)
    stage.agent._claim(held)
    other.agent._claim(held)
    for each in (other, stage, other):
        each.agent.tick()
    assert [len(each.pool.started) for each in (stage, other)] == [1, 0]


def test_an_execution_that_another_agent_holds_is_left_alone(stage: Stage, name: str) -> None:
    held = begun(stage.life, opened(stage.life, name))
    stage.agent.tick()
    assert stage.life.current(name) == held
    assert stage.pool.started == []


def test_a_claim_whose_answer_was_lost_is_found_again(behind_a_line: Any, name: str) -> None:
    stage, front = behind_a_line
    opened(stage.life, name)
    front.about = "PUT /.siren-leases/"
    front.faults.append(Fault(cut=True, reaches=True))
    with pytest.raises(Unavailable):
        stage.agent.tick()
    assert stage.pool.started == []
    stage.agent.tick()
    stage.agent.tick()
    (child,) = stage.pool.started
    assert child.fence == stage.life.current(name).lease.fence


# -- what others left behind --------------------------------------------------------------------------------------------------------


def test_a_process_that_died_leaves_its_execution_to_the_next_attempt_and_then_to_an_error(stage: Stage, name: str) -> None:
    opened(stage.life, name)
    stage.agent.tick()
    stage.pool.end(0, -9)
    stage.agent.tick()

    status = stage.status(name)
    assert (status.state, status.details.attempt, len(stage.pool.started)) == (JobState.RUNNING, 2, 2)
    assert status.details.restart_reason == "its process ended with exit status -9"
    assert status.note == "It was started again: its process ended with exit status -9."
    assert stage.pool.started[1].fence > stage.pool.started[0].fence

    stage.pool.end(1, 1)
    stage.agent.tick()
    status = stage.status(name)
    assert status.state is JobState.ERROR
    assert status.error == (
        "The execution could not go on: its process ended with exit status 1.", "It was started 2 times without coming further.",
    )  # fmt: skip
    assert stage.discarded == [name]


def test_a_process_that_ended_its_execution_is_only_forgotten(stage: Stage, name: str) -> None:
    opened(stage.life, name)
    stage.agent.tick()
    ends(stage, stage.life.current(name), JobState.ERROR)
    stage.pool.end(0, 0)
    stage.agent.tick()
    assert (stage.status(name).state, stage.discarded, stage.agent._children) == (JobState.ERROR, [], {})


def test_rows_without_a_key_are_not_sent_again(stage: Stage, name: str) -> None:
    opened(stage.life, name, pk_field=())
    stage.agent.tick()
    held = stage.life.current(name)
    stage.life.leases.write(held, held.lease.with_details(phase=Phase.READING, rows_read=7))
    stage.pool.end(0, -9)
    stage.agent.tick()
    status = stage.status(name)
    assert status.state is JobState.ERROR
    assert "up to 7 may be in the target" in status.error[-1]


def test_an_execution_that_has_begun_to_publish_goes_on_there_however_often_it_dies(stage: Stage, name: str) -> None:
    opened(stage.life, name, strategy=Strategy.REPLACE)
    stage.agent.tick()
    held = stage.life.current(name)
    stage.life.leases.write(held, held.lease.with_details(phase=Phase.PUBLISHING).evolve(staging="s", checkpoint={"documents": [3, 3]}))
    for number in range(4):
        stage.pool.end(number, -9)
        stage.agent.tick()
    lease = stage.life.current(name).lease
    assert (lease.running.state, stage.phase(name), lease.staging, lease.checkpoint) == (
        JobState.RUNNING, Phase.PUBLISHING, "s", {"documents": [3, 3]},
    )  # fmt: skip
    assert stage.discarded == []


def test_an_execution_that_stands_still_is_taken_over_after_the_time_out(stage: Stage, name: str) -> None:
    begun(stage.life, opened(stage.life, name), owner="gone")

    def claimed() -> bool:
        stage.agent.tick()
        return bool(stage.pool.started)

    until(claimed, "it is taken over")
    status = stage.status(name)
    assert (status.details.attempt, status.details.restart_reason) == (2, "its process was not heard of any more")


def test_an_execution_that_is_renewed_is_never_taken_over(stage: Stage, name: str) -> None:
    held = begun(stage.life, opened(stage.life, name), owner="alive")
    for count in range(12):
        held = stage.life.leases.write(held, held.lease.with_details(rows_read=count))
        stage.agent.tick()
        moment = time.monotonic() + 0.12
        until(lambda moment=moment: time.monotonic() > moment, "a moment")  # type: ignore[misc]
    assert stage.life.current(name) == held


def test_an_abort_that_nobody_works_on_is_finished(stage: Stage, name: str) -> None:
    begun(stage.life, opened(stage.life, name))
    stage.life.abort(name)
    held = stage.life.current(name)
    stage.life.leases.write(held, held.lease.evolve(owner=None), refresh=True)
    stage.agent.tick()
    assert (stage.status(name).state, stage.discarded) == (JobState.ABORTED, [name])
    assert stage.life.current(name).lease.projected


def test_an_abort_whose_process_died_is_finished(stage: Stage, name: str) -> None:
    opened(stage.life, name)
    stage.agent.tick()
    held = stage.life.current(name)
    stage.life.leases.write(held, held.lease.with_details(phase=Phase.READING))
    stage.life.abort(name)
    stage.pool.end(0, -9)
    stage.agent.tick()
    assert (stage.status(name).state, stage.discarded) == (JobState.ABORTED, [name])


def test_a_lost_execution_that_cannot_be_ended_yet_is_not_begun_again_meanwhile(stage: Stage, name: str) -> None:
    opened(stage.life, name)
    stage.agent.tick()
    stage.life.change(f"ingestion:{name}", lambda lease: lease.evolve(tries=2))
    stage.pool.end(0, -9)
    stage.failure = Unavailable("its target is away")
    for _ in range(3):
        stage.agent.tick()
    assert (len(stage.pool.started), stage.status(name).active) == (1, True)
    stage.failure = None
    stage.agent.tick()
    assert stage.status(name).state is JobState.ERROR


def test_an_end_that_the_log_does_not_take_holds_no_other_job_up(stage: Stage, quiet: Elasticsearch, name: str) -> None:
    held = begun(stage.life, opened(stage.life, f"{name}a"))
    quiet.indices.put_settings(index=JOBS, settings={"index.blocks.write": True})
    try:
        ended = held.lease.running.ended(JobState.SUCCESSFUL, NOW)
        stage.life.leases.write(held, held.lease.ended(ended), refresh=True)
        opened(stage.life, f"{name}b")
        stage.agent.tick()
        assert [each.key for each in stage.pool.started] == [f"ingestion:{name}b"]
    finally:
        quiet.indices.put_settings(index=JOBS, settings={"index.blocks.write": None})
    stage.agent.tick()
    assert stage.life.current(f"{name}a").lease.projected


def test_what_lost_processes_left_in_their_databases_is_ended_once_each(stage: Stage, name: str) -> None:
    for number in range(2):
        opened(stage.life, f"{name}{number}")
    stage.agent.tick()
    for number in range(2):
        session = f"{number}@1"
        stage.life.change(f"ingestion:{name}{number}", lambda lease, session=session: lease.evolve(tries=2, session=session))
        stage.pool.end(number, -9)
    stage.failure = Unavailable("their target is away")
    for _ in range(5):
        stage.agent.tick()
        until(lambda: len(stage.ended) == 2, "they are ended")
    assert sorted(str(each) for each in stage.ended) == ["0@1", "1@1"]


def test_an_abort_that_the_process_does_not_follow_ends_the_process(stage: Stage, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sidecar.jobs.agent.agent.KILL_AFTER", 0.2)
    opened(stage.life, name)
    stage.agent.tick()
    held = stage.life.current(name)
    stage.life.leases.write(held, held.lease.with_details(phase=Phase.READING))
    stage.life.abort(name)

    def over() -> bool:
        stage.agent.tick()
        return not stage.status(name).active

    until(over, "the abort ends")
    assert stage.status(name).state is JobState.ABORTED
    assert stage.pool.started[0].process.returncode == -9
    assert cast(Pipe, stage.pool.started[0].process.stdin).lines == [b"\n"], "it was told once"


def test_what_cannot_be_cleaned_up_makes_an_abort_an_error(stage: Stage, name: str) -> None:
    begun(stage.life, opened(stage.life, name))
    stage.life.abort(name)
    held = stage.life.current(name)
    stage.life.leases.write(held, held.lease.evolve(owner=None), refresh=True)
    stage.failure = TargetError("no right to delete it")
    stage.agent.tick()
    status = stage.status(name)
    assert (status.state, status.error) == (
        JobState.ERROR, ("What the execution had made could not be cleaned up.", "no right to delete it"),
    )  # fmt: skip


def test_the_next_attempt_counts_from_0_and_does_not_answer_for_the_keys_of_the_last_one(stage: Stage, name: str) -> None:
    held = begun(stage.life, opened(stage.life, name))
    status = held.lease.running.detailed(rows_read=9, percent=50.0)
    lease = held.lease.evolve(status=status).with_status(status)
    lease = lease.evolve(status=Status(**{**lease.running.__dict__, "count": 8, "last_id": "900"}))

    again = queued_again(lease, "why", counts=False).running
    assert (again.count, again.last_id, again.details.rows_read, again.details.percent) == (0, None, 0, None)
    assert (again.details.phase, again.details.attempt, again.start_time) == (Phase.QUEUED, 2, lease.running.start_time)
    assert [queued_again(lease, "why", counts=counts).tries for counts in (False, True)] == [1, 2]

    publishing = queued_again(lease.with_details(phase=Phase.PUBLISHING), "why", counts=True).running
    assert (publishing.count, publishing.last_id, publishing.details.rows_read) == (8, "900", 9)


# -- after the end ------------------------------------------------------------------------------------------------------------------


def test_an_end_that_is_not_in_the_log_is_told_there(stage: Stage, quiet: Elasticsearch, name: str) -> None:
    held = ends(stage, begun(stage.life, opened(stage.life, name)), JobState.SUCCESSFUL)
    stage.agent.tick()
    found = logged(quiet, held.lease)
    assert found is not None
    assert found["state"] == "successful"
    assert stage.life.current(name).lease.projected


def test_a_replaced_index_is_dropped_after_a_while_and_once(stage: Stage, name: str) -> None:
    ends(stage, begun(stage.life, opened(stage.life, name)), JobState.SUCCESSFUL, drop=(f"{name}-old",), projected=True)
    stage.now = NOW + DROP_AFTER
    stage.agent.tick()
    assert stage.dropped == []
    stage.now += 1
    for _ in range(3):
        stage.agent.tick()
    assert stage.dropped == [f"{name}-old"]
    assert stage.life.current(name).lease.drop == ()


def test_a_replaced_index_that_an_alias_shows_is_tried_again_later(stage: Stage, name: str) -> None:
    ends(stage, begun(stage.life, opened(stage.life, name)), JobState.SUCCESSFUL, drop=(f"{name}-old",), projected=True)
    stage.now, stage.shown = NOW + DROP_AFTER + 1, True
    for _ in range(3):
        stage.agent.tick()
    assert stage.dropped == [f"{name}-old"]
    stage.now, stage.shown = stage.now + TRY_AGAIN, False
    stage.agent.tick()
    assert stage.life.current(name).lease.drop == ()


def test_a_lease_that_another_agent_holds_is_not_written_for_what_is_to_be_dropped(stage: Stage, name: str) -> None:
    held = begun(stage.life, opened(stage.life, name))
    held = stage.life.leases.write(held, held.lease.evolve(drop=(f"{name}-old",)), refresh=True)
    stage.now += 60_000
    stage.agent.tick()
    assert (stage.life.current(name).at, stage.dropped) == (held.at, [])


def test_a_replaced_index_that_cannot_be_dropped_holds_up_nothing(stage: Stage, name: str) -> None:
    ends(stage, begun(stage.life, opened(stage.life, name)), JobState.SUCCESSFUL, drop=(f"{name}-old",), projected=True)
    opened(stage.life, f"{name}z")
    stage.failure = TargetError("no right to delete it")
    stage.now = NOW + DROP_AFTER + 1
    stage.agent.tick()
    assert len(stage.pool.started) == 1


# -- the agent itself ---------------------------------------------------------------------------------------------------------------


def test_one_broken_lease_holds_up_no_other(stage: Stage, quiet: Elasticsearch, name: str, caplog: pytest.LogCaptureFixture) -> None:
    broken = {"job": f"{name}a", "type": "ingestion", "state": "running", "status": {"nonsense": 1}, "positions": {}, "drop": []}
    quiet.index(index=".siren-leases", id=f"ingestion:{name}a", document=broken, refresh=True)
    opened(stage.life, f"{name}b")
    with caplog.at_level(logging.ERROR):
        stage.agent._guarded(stage.agent.tick)
    assert [child.key for child in stage.pool.started] == [f"ingestion:{name}b"]
    assert "a step failed" in caplog.text


def test_a_tick_survives_an_outage_and_nobody_is_taken_for_dead_because_of_it(behind_a_line: Any, name: str) -> None:
    stage, front = behind_a_line
    held = begun(stage.life, opened(stage.life, name), owner="somebody")
    stage.agent._guarded(stage.agent.tick)
    front.about, front.always = "", Fault(cut=True, seconds=0.3)
    for _ in range(4):
        stage.agent._guarded(stage.agent.tick)
    front.always = Fault()
    stage.agent._guarded(stage.agent.tick)
    assert stage.life.current(name) == held


def test_where_nobody_can_renew_nobody_is_dead_until_it_was_possible_again_for_a_while(behind_a_line: Any, name: str) -> None:
    stage, front = behind_a_line
    opened(stage.life, name)
    stage.agent.tick()
    (child,) = stage.pool.started
    front.about, front.always = "PUT /.siren-leases", Fault(status=429)

    def ticked() -> None:
        stage.agent._guarded(stage.agent.tick)
        threading.Event().wait(0.1)

    while front.failed < 3:
        ticked()
    assert child.running, "three times the lease seemed dead"
    front.always = Fault()
    held = stage.life.current(name)
    until(lambda: ticked() or stage.life.current(name) != held, "the observer proves that writing is possible")
    assert child.running
    owner = stage.life.current(name)
    stage.life.leases.write(owner, owner.lease.with_details(rows_read=7))
    for _ in range(5):
        ticked()
    assert child.running, "it was renewed in time"
    until(lambda: ticked() or not child.running, "it is killed when it stands still all the same")
    assert stage.status(name).details.restart_reason == "its process was not heard of any more"


def test_an_agent_that_is_stopped_hands_its_executions_over_without_counting_an_attempt(quiet: Elasticsearch, name: str) -> None:
    stage = staged(quiet, shutdown_grace="300ms")
    stage.slowly = 0.5
    opened(stage.life, name)
    stage.agent.tick()
    stage.life.change(f"ingestion:{name}", lambda lease: lease.evolve(session="41@x"))
    stage.agent._shut_down()
    assert stage.ended == ["41@x"]
    lease = stage.life.current(name).lease
    assert (lease.owner, lease.running.details.attempt, lease.tries, stage.phase(name)) == (None, 2, 1, Phase.QUEUED)
    assert stage.pool.started[0].process.returncode == -9

    other = staged(quiet)
    other.agent.tick()
    assert len(other.pool.started) == 1
