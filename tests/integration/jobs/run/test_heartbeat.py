"""A heartbeat's hold on a real lease: renewed, lost, aborted, cut off."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

import pytest
from elasticsearch import Elasticsearch

from sidecar.elastic import make_client
from sidecar.errors import Aborted, SidecarError, Superseded, Unavailable
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.model.job import JobState, Phase
from sidecar.model.lease import Lease
from sidecar.store.leases import Held
from tests.integration.lease_helpers import begun, lifecycle, logged, opened, settings_for
from tests.support.elasticsearch_proxy import Fault, Front, in_front_of
from tests.support.waiting import until

GONE = Fault(cut=True)
LOST_ANSWER = Fault(cut=True, reaches=True)
LEASES = "/.siren-leases/"


@dataclass
class Run:
    """A heartbeat in its own process' place: its own client, through a line that can fail."""

    heartbeat: Heartbeat
    life: Lifecycle
    line: Front
    outside: Lifecycle
    """The moves of everybody else, whose line never fails."""
    ends: list[float] = field(default_factory=list)
    rows: int = 0

    def snapshot(self, lease: Lease) -> Lease:
        self.rows += 1
        return lease.evolve(status=replace(lease.running, count=self.rows))

    def lease(self) -> Held:
        """Read the lease as everybody sees it."""
        held = self.outside.leases.get(self.heartbeat.lease.key)
        assert held is not None
        return held

    def cut(self, fault: Fault = GONE, about: str = "") -> None:
        self.line.about, self.line.always = about, fault

    def mend(self) -> None:
        self.line.always = Fault()


@contextmanager
def holding(quiet: Elasticsearch, name: str, **settings: str) -> Iterator[Run]:
    outside = lifecycle(quiet)
    held = begun(outside, opened(outside, name))
    url = next(iter(quiet.transport.node_pool.all())).base_url
    with in_front_of(url) as line:
        made = settings_for(line.url, **{"snapshot_interval": "200ms", "lease_timeout": "2s", "elasticsearch_patience": "10s", **settings})
        client = make_client(made, timeout=2.0)
        life = lifecycle(client)
        run = Run(None, life, line, outside)  # type: ignore[arg-type]
        run.heartbeat = Heartbeat(
            life, held.lease.key, held.lease.fence, made, snapshot=run.snapshot, on_end=lambda: run.ends.append(time.monotonic())
        )
        try:
            yield run
        finally:
            run.heartbeat._stop.set()
            if run.heartbeat._thread.is_alive():
                run.heartbeat._thread.join(20)
            client.close()


def aborted(lease: Lease) -> Lease:
    return lease.with_status(lease.running.ended(JobState.ABORTED, 9), owner=None)


def successful(lease: Lease) -> Lease:
    return lease.with_status(lease.running.ended(JobState.SUCCESSFUL, 9), owner=None).evolve(drop=(*lease.drop, "old"))


def taken_over(run: Run) -> None:
    run.outside.change(run.heartbeat.lease.key, lambda lease: lease.evolve(owner="another", fence=lease.fence + 1))


def test_a_lease_is_renewed_with_a_snapshot_each_time_and_the_log_follows(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        before = run.lease()
        run.heartbeat.start()
        until(lambda: run.lease().lease.running.count >= 5, "five renewals")
        now = run.lease()
        assert now.at is not None
        assert before.at is not None
        assert now.at.version >= before.at.version + 5
        assert (now.lease.fence, now.lease.owner) == (before.lease.fence, "somebody")
        until(lambda: (logged(quiet, now.lease) or {}).get("count", 0) != 0, "the log follows")
        run.heartbeat.check()
        assert run.ends == []


def test_another_fence_is_refused_at_once(quiet: Elasticsearch, name: str) -> None:
    life = lifecycle(quiet)
    settings = settings_for("http://127.0.0.1:1")
    with pytest.raises(Superseded):
        Heartbeat(life, f"ingestion:{name}", 1, settings, snapshot=lambda lease: lease, on_end=lambda: None)
    held = begun(life, opened(life, name))
    with pytest.raises(Superseded):
        Heartbeat(life, held.lease.key, held.lease.fence - 1, settings, snapshot=lambda lease: lease, on_end=lambda: None)


def test_a_look_learns_of_an_abort_long_before_the_next_renewal(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name, snapshot_interval="60s", lease_timeout="600s") as run:
        run.heartbeat.start()
        run.outside.abort(name)
        run.heartbeat.look()
        until(lambda: bool(run.ends), "it learns of the abort")


def test_an_abort_is_learned_once_and_never_written_over(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.heartbeat.start()
        run.outside.abort(name)
        until(lambda: bool(run.ends), "it learns of the abort")
        with pytest.raises(Aborted):
            run.heartbeat.check()
        with pytest.raises(Aborted):
            run.heartbeat.write(lambda lease: lease.with_details(phase=Phase.PUBLISHING))
        renewed = run.lease().lease.running.count
        until(lambda: run.lease().lease.running.count > renewed, "it goes on to renew while it cleans up")
        assert run.lease().lease.running.state is JobState.ABORTING
        run.heartbeat.write(lambda lease: lease.with_details(phase=Phase.CLEANING), even_aborted=True)
        run.heartbeat.conclude(aborted)
        assert (run.lease().lease.running.state, run.lease().lease.projected) == (JobState.ABORTED, True)
        assert len(run.ends) == 1


def test_an_abort_that_came_before_the_start_is_learned_at_the_start(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.outside.abort(name)
        run.heartbeat._reread()
        run.heartbeat.start()
        assert len(run.ends) == 1
        with pytest.raises(Aborted):
            run.heartbeat.check()


def test_a_decision_that_meets_an_abort_is_not_taken(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.outside.abort(name)
        with pytest.raises(Aborted):
            run.heartbeat.write(lambda lease: lease.with_details(phase=Phase.PUBLISHING))
        assert run.lease().lease.running.details.phase is Phase.READING
        assert run.lease().lease.running.state is JobState.ABORTING


def test_an_end_that_meets_an_abort_sees_it(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.heartbeat.start()
        with run.heartbeat._lock:
            run.outside.abort(name)
        seen: list[JobState] = []

        def end(lease: Lease) -> Lease:
            seen.append(lease.running.state)
            state = JobState.ABORTED if lease.running.state is JobState.ABORTING else JobState.ERROR
            return lease.with_status(lease.running.ended(state, 9), owner=None)

        run.heartbeat.conclude(end)
        assert seen[-1] is JobState.ABORTING
        assert run.lease().lease.running.state is JobState.ABORTED


@pytest.mark.parametrize("write", ["write", "conclude"])
def test_another_owner_ends_everything_and_its_lease_stays_as_it_is(quiet: Elasticsearch, name: str, write: str) -> None:
    with holding(quiet, name) as run:
        run.heartbeat.start()
        taken_over(run)
        until(lambda: not run.heartbeat._thread.is_alive(), "it stops to renew")
        before = run.lease()
        with pytest.raises(Superseded):
            run.heartbeat.check()
        with pytest.raises(Superseded):
            getattr(run.heartbeat, write)(successful)
        assert run.lease() == before
        assert len(run.ends) == 1


def test_a_take_over_is_learned_by_a_write_too(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        taken_over(run)
        with pytest.raises(Superseded):
            run.heartbeat.write(lambda lease: lease.evolve(sent=True))
        assert not run.lease().lease.sent
        assert len(run.ends) == 1


def test_an_end_whose_answer_was_lost_is_not_written_twice(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.line.about = f"PUT {LEASES}"
        run.line.faults.append(LOST_ANSWER)
        run.heartbeat._thread.start()
        run.heartbeat.conclude(successful)
        now = run.lease()
        assert (now.lease.running.state, now.lease.drop, now.lease.projected) == (JobState.SUCCESSFUL, ("old",), True)
        assert not run.line.faults


def test_a_decision_whose_answer_was_lost_stands_once(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.line.about = f"PUT {LEASES}"
        run.line.faults.append(LOST_ANSWER)
        run.heartbeat.write(lambda lease: lease.evolve(checkpoint={"documents": [1, 1]}).with_details(phase=Phase.PUBLISHING))
        assert run.lease().lease.running.details.phase is Phase.PUBLISHING
        assert run.heartbeat.lease == run.lease().lease
        assert run.ends == []


def test_elasticsearch_gone_for_a_while_ends_nothing(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.heartbeat.start()
        run.cut()
        decided = threading.Thread(target=run.heartbeat.write, args=(lambda lease: lease.evolve(sent=True),))
        decided.start()
        decided.join(1.0)
        assert decided.is_alive()
        run.mend()
        decided.join(20)
        assert not decided.is_alive()
        assert run.lease().lease.sent
        renewed = run.lease().lease.running.count
        until(lambda: run.lease().lease.running.count > renewed, "it renews again")
        assert run.ends == []


def test_patience_ends_too(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name, elasticsearch_patience="500ms") as run:
        run.cut()
        with pytest.raises(Unavailable):
            run.heartbeat.write(lambda lease: lease.evolve(sent=True))
        run.mend()
        assert not run.lease().lease.sent


def test_a_sender_waits_for_a_renewal_no_longer_than_the_patience(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name, elasticsearch_patience="500ms", lease_timeout="1s") as run:
        run.heartbeat.start()
        run.cut()
        with pytest.raises(Unavailable, match="no renewal"):
            _until_it_raises(run.heartbeat.check_fresh)
        run.mend()


def test_the_wait_of_a_sender_is_told_by_the_first_renewal_that_gets_through(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        told: list[str | None] = []
        write = run.life.leases.write

        def noted(held: Held, lease: Lease, *, refresh: bool = False) -> Held:
            written = write(held, lease, refresh=refresh)
            told.append(lease.running.details.waiting_for)
            return written

        run.life.leases.write = noted  # type: ignore[method-assign]
        run.heartbeat.start()
        until(lambda: bool(told), "it renews")
        run.cut(Fault(status=429), about="PUT /.siren-leases")
        until(lambda: _blocks(run.heartbeat.check_fresh) and run.heartbeat._held_up, "a sender waits")
        renewed = len(told)
        run.mend()
        until(lambda: len(told) > renewed + 1, "it renews again")
        assert told[renewed : renewed + 2] == ["Elasticsearch: the lease could not be renewed", None]
        assert run.lease().lease.running.to_json(detailed=False)["infos"] == "The job is running."


def test_a_process_that_begins_in_an_outage_waits_for_its_lease(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.line.about = f"GET {LEASES}"
        run.line.faults.extend([GONE, Fault(status=503), GONE])
        held = run.lease()
        again = Heartbeat(run.life, held.lease.key, held.lease.fence, settings_for(run.line.url), snapshot=run.snapshot, on_end=list)
        assert again.lease == held.lease
        assert not run.line.faults


def test_nothing_is_sent_while_the_lease_may_be_taken_for_dead(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.heartbeat.start()
        run.heartbeat.check_fresh()
        run.cut()
        until(lambda: _blocks(run.heartbeat.check_fresh), "it blocks")
        run.mend()
        run.heartbeat.check_fresh()


def test_a_sender_that_waits_is_told_of_another_owner(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.heartbeat.start()
        run.cut()
        until(lambda: _blocks(run.heartbeat.check_fresh), "it blocks")
        taken_over(run)
        run.mend()
        with pytest.raises(Superseded):
            _until_it_raises(run.heartbeat.check_fresh)


def test_a_log_that_takes_no_writes_keeps_no_lease_from_being_renewed(quiet: Elasticsearch, name: str) -> None:
    with holding(quiet, name) as run:
        run.cut(Fault(status=503), about="/.siren-jobs/")
        run.heartbeat.start()
        until(lambda: run.lease().lease.running.count >= 3, "it renews")
        run.heartbeat.conclude(successful)
        assert (run.lease().lease.running.state, run.lease().lease.projected) == (JobState.SUCCESSFUL, False)


def _blocks(call: Callable[[], None]) -> bool:
    """Tell whether a call has not returned after a moment."""

    def attempt() -> None:
        with suppress(SidecarError):
            call()

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(0.05)
    return thread.is_alive()


def _until_it_raises(call: Callable[[], None]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        call()
