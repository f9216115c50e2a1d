"""The heartbeat on a real lease: renewals, take-overs, aborts, outages."""

import math
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from random import random
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.elastic import create_client
from sidecar.errors import ExecutionAborted, LeaseLost, ServiceUnavailable, SidecarError
from sidecar.jobs.agent.failure_detector import Timing
from sidecar.jobs.clock import now_millis
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.load.send.backoff import Backoff
from sidecar.model.job_state import JobState, Phase
from sidecar.model.lease import Lease
from sidecar.store.indices import JOBS
from sidecar.store.leases import VersionedLease
from tests.integration.lease_helpers import begin_execution, create_lifecycle, job_log_document, open_execution, settings_for
from tests.support.elasticsearch_proxy import RENEWALS, ElasticsearchProxy, Fault, elasticsearch_proxy
from tests.support.waiting import wait_until

GONE = Fault(disconnect=True)
LOST_ANSWER = Fault(disconnect=True, forwarded=True)
LEASES = "/.siren-leases/"


@dataclass
class Run:
    """A heartbeat with its own client, behind a proxy that can fail."""

    heartbeat: Heartbeat
    lifecycle: Lifecycle
    proxy: ElasticsearchProxy
    others: Lifecycle
    """The lifecycle of all other processes, without the proxy."""
    ends: list[float] = field(default_factory=list)
    rows: int = 0

    def snapshot(self, lease: Lease) -> Lease:
        self.rows += 1
        return lease.evolve(status=replace(lease.execution_status, count=self.rows))

    def lease(self) -> VersionedLease:
        """Read the lease as another process does."""
        current = self.others.leases.get(self.heartbeat.lease.key)
        assert current is not None
        return current

    def inject_fault(self, fault: Fault = GONE, about: str = "") -> None:
        self.proxy.matching, self.proxy.default_fault = about, fault

    def restore(self) -> None:
        self.proxy.default_fault = Fault()


@contextmanager
def start_run(quiet: Elasticsearch, name: str, **settings: str) -> Iterator[Run]:
    others = create_lifecycle(quiet)
    current = begin_execution(others, open_execution(others, name))
    url = next(iter(quiet.transport.node_pool.all())).base_url
    with elasticsearch_proxy(url) as proxy:
        run_settings = settings_for(
            proxy.url, **{"snapshot_interval": "200ms", "lease_timeout": "2s", "elasticsearch_timeout": "10s", **settings}
        )
        client = create_client(run_settings, timeout=2.0)
        lifecycle = create_lifecycle(client)
        run = Run(None, lifecycle, proxy, others)  # type: ignore[arg-type]
        run.heartbeat = Heartbeat(
            lifecycle, current.lease.key, current.lease.fence, run_settings,
            snapshot=run.snapshot, on_end=lambda: run.ends.append(time.monotonic()),
        )  # fmt: skip
        try:
            yield run
        finally:
            run.heartbeat._stop.set()
            if run.heartbeat._thread.is_alive():
                run.heartbeat._thread.join(20)
            client.close()


def end_as_aborted(lease: Lease) -> Lease:
    return lease.with_status(lease.execution_status.end(JobState.ABORTED, 9), owner=None)


def end_as_successful(lease: Lease) -> Lease:
    return lease.with_status(lease.execution_status.end(JobState.SUCCESSFUL, 9), owner=None).evolve(drop=(*lease.drop, "old"))


def take_over(run: Run) -> None:
    run.others.change(run.heartbeat.lease.key, lambda lease: lease.evolve(owner="another", fence=lease.fence + 1))


def test_every_renewal_writes_a_snapshot_and_the_job_log_follows(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        before = run.lease()
        run.heartbeat.start()
        wait_until(lambda: run.lease().lease.execution_status.count >= 5, "five renewals")
        now = run.lease()
        assert now.version is not None
        assert before.version is not None
        assert now.version.version >= before.version.version + 5
        assert (now.lease.fence, now.lease.owner) == (before.lease.fence, "somebody")
        wait_until(lambda: (job_log_document(quiet, now.lease) or {}).get("count", 0) != 0, "the job log follows")
        run.heartbeat.check()
        assert run.ends == []


def test_an_unexpected_error_in_a_renewal_does_not_end_the_renewals(
    quiet: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with start_run(quiet, name) as run:
        snapshot, errors = run.snapshot, [AttributeError("no checkpoint")]

        def fail_once(lease: Lease) -> Lease:
            if errors:
                raise errors.pop()
            return snapshot(lease)

        monkeypatch.setattr(run.heartbeat, "_snapshot", fail_once)
        run.heartbeat.start()
        wait_until(lambda: run.lease().lease.execution_status.count >= 2, "it renews after the error")
    assert "no checkpoint" in caplog.text


def test_another_fence_raises_at_once(quiet: Elasticsearch, name: str) -> None:
    lifecycle = create_lifecycle(quiet)
    settings = settings_for("http://127.0.0.1:1")
    with pytest.raises(LeaseLost):
        Heartbeat(lifecycle, f"ingestion:{name}", 1, settings, snapshot=lambda lease: lease, on_end=lambda: None)
    current = begin_execution(lifecycle, open_execution(lifecycle, name))
    with pytest.raises(LeaseLost):
        Heartbeat(lifecycle, current.lease.key, current.lease.fence - 1, settings, snapshot=lambda lease: lease, on_end=lambda: None)


def test_a_requested_renewal_detects_an_abort_before_the_next_interval(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name, snapshot_interval="60s", lease_timeout="600s") as run:
        run.heartbeat.start()
        run.others.abort(name)
        run.heartbeat.renew_now()
        wait_until(lambda: bool(run.ends), "it learns of the abort")


def test_an_abort_is_detected_once_and_never_overwritten(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        run.heartbeat.start()
        run.others.abort(name)
        wait_until(lambda: bool(run.ends), "it learns of the abort")
        with pytest.raises(ExecutionAborted):
            run.heartbeat.check()
        with pytest.raises(ExecutionAborted):
            run.heartbeat.write(lambda lease: lease.with_details(phase=Phase.PUBLISHING))
        renewed = run.lease().lease.execution_status.count
        wait_until(lambda: run.lease().lease.execution_status.count > renewed, "it continues to renew while it cleans up")
        assert run.lease().lease.execution_status.state is JobState.ABORTING
        run.heartbeat.write(lambda lease: lease.with_details(phase=Phase.CLEANING), even_if_aborting=True)
        run.heartbeat.finish(end_as_aborted)
        assert (run.lease().lease.execution_status.state, run.lease().lease.projected) == (JobState.ABORTED, True)
        assert len(run.ends) == 1


def test_an_abort_before_the_start_is_detected_at_the_start(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        run.others.abort(name)
        run.heartbeat._reread()
        run.heartbeat.start()
        assert len(run.ends) == 1
        with pytest.raises(ExecutionAborted):
            run.heartbeat.check()


def test_a_write_after_an_abort_raises_and_changes_nothing(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        run.others.abort(name)
        with pytest.raises(ExecutionAborted):
            run.heartbeat.write(lambda lease: lease.with_details(phase=Phase.PUBLISHING))
        assert run.lease().lease.execution_status.details.phase is Phase.READING
        assert run.lease().lease.execution_status.state is JobState.ABORTING


def test_the_final_change_sees_a_concurrent_abort(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        run.heartbeat.start()
        with run.heartbeat._lock:
            run.others.abort(name)
        seen: list[JobState] = []

        def end(lease: Lease) -> Lease:
            seen.append(lease.execution_status.state)
            state = JobState.ABORTED if lease.execution_status.state is JobState.ABORTING else JobState.ERROR
            return lease.with_status(lease.execution_status.end(state, 9), owner=None)

        run.heartbeat.finish(end)
        assert seen[-1] is JobState.ABORTING
        assert run.lease().lease.execution_status.state is JobState.ABORTED


@pytest.mark.parametrize("write", ["write", "finish"])
def test_after_a_take_over_every_write_raises_and_the_lease_is_unchanged(quiet: Elasticsearch, name: str, write: str) -> None:
    with start_run(quiet, name) as run:
        run.heartbeat.start()
        take_over(run)
        wait_until(lambda: not run.heartbeat._thread.is_alive(), "it stops renewing")
        before = run.lease()
        with pytest.raises(LeaseLost):
            run.heartbeat.check()
        with pytest.raises(LeaseLost):
            getattr(run.heartbeat, write)(end_as_successful)
        assert run.lease() == before
        assert len(run.ends) == 1


def test_a_write_detects_a_take_over(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        take_over(run)
        with pytest.raises(LeaseLost):
            run.heartbeat.write(lambda lease: lease.evolve(sent=True))
        assert not run.lease().lease.sent
        assert len(run.ends) == 1


def test_a_final_state_whose_response_was_lost_is_not_written_twice(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        run.proxy.matching = f"PUT {LEASES}"
        run.proxy.faults.append(LOST_ANSWER)
        run.heartbeat._thread.start()
        run.heartbeat.finish(end_as_successful)
        now = run.lease()
        assert (now.lease.execution_status.state, now.lease.drop, now.lease.projected) == (JobState.SUCCESSFUL, ("old",), True)
        assert not run.proxy.faults


def test_a_write_whose_response_was_lost_is_applied_once(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        run.proxy.matching = RENEWALS
        run.proxy.faults.append(LOST_ANSWER)
        run.heartbeat.write(lambda lease: lease.evolve(publish_plan={"documents": [1, 1]}).with_details(phase=Phase.PUBLISHING))
        assert run.lease().lease.execution_status.details.phase is Phase.PUBLISHING
        assert run.heartbeat.lease == run.lease().lease
        assert not run.proxy.faults
        assert run.ends == []


def test_a_short_outage_of_elasticsearch_ends_nothing(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        run.heartbeat.start()
        run.inject_fault()
        writer = threading.Thread(target=run.heartbeat.write, args=(lambda lease: lease.evolve(sent=True),))
        writer.start()
        writer.join(1.0)
        assert writer.is_alive()
        run.restore()
        writer.join(20)
        assert not writer.is_alive()
        assert run.lease().lease.sent
        renewed = run.lease().lease.execution_status.count
        wait_until(lambda: run.lease().lease.execution_status.count > renewed, "it renews again")
        assert run.ends == []


def test_a_write_raises_after_the_timeout(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name, elasticsearch_timeout="500ms") as run:
        run.inject_fault()
        with pytest.raises(ServiceUnavailable):
            run.heartbeat.write(lambda lease: lease.evolve(sent=True))
        run.restore()
        assert not run.lease().lease.sent


def test_a_sender_waits_for_a_renewal_at_most_for_the_timeout(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name, elasticsearch_timeout="500ms", snapshot_interval="200ms", lease_timeout="1s") as run:
        run.heartbeat.start()
        run.inject_fault()
        with pytest.raises(ServiceUnavailable, match="no renewal"):
            _until_it_raises(run.heartbeat.require_fresh)
        run.restore()


def test_the_first_renewal_after_a_wait_of_a_sender_reports_it(quiet: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with start_run(quiet, name) as run:
        reported: list[str | None] = []
        renew = run.lifecycle.leases.renew

        def renew_and_record(current: VersionedLease, lease: Lease, snapshot: Mapping[str, Any] | None) -> tuple[VersionedLease, bool]:
            renewed = renew(current, lease, snapshot)
            reported.append(lease.execution_status.details.waiting_for)
            return renewed

        monkeypatch.setattr(run.lifecycle.leases, "renew", renew_and_record)
        run.heartbeat.start()
        wait_until(lambda: bool(reported), "it renews")
        run.inject_fault(Fault(status=429), about=RENEWALS)
        wait_until(lambda: _blocks(run.heartbeat.require_fresh) and run.heartbeat._senders_waited, "a sender waits")
        renewed = len(reported)
        run.restore()
        wait_until(lambda: len(reported) > renewed + 1, "it renews again")
        assert reported[renewed : renewed + 2] == ["Elasticsearch: the lease could not be renewed", None]
        assert run.lease().lease.execution_status.to_json(detailed=False)["infos"] == "The job is running."


def test_a_process_that_starts_during_an_outage_waits_for_its_lease(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        run.proxy.matching = f"GET {LEASES}"
        run.proxy.faults.extend([GONE, Fault(status=503), GONE])
        current = run.lease()
        again = Heartbeat(
            run.lifecycle, current.lease.key, current.lease.fence, settings_for(run.proxy.url), snapshot=run.snapshot, on_end=lambda: None
        )
        assert again.lease == current.lease
        assert not run.proxy.faults


def test_nothing_is_sent_while_the_lease_may_be_taken_over(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        run.heartbeat.start()
        run.heartbeat.require_fresh()
        run.inject_fault()
        wait_until(lambda: _blocks(run.heartbeat.require_fresh), "it blocks")
        run.restore()
        run.heartbeat.require_fresh()


def test_a_waiting_sender_raises_after_a_take_over(quiet: Elasticsearch, name: str) -> None:
    with start_run(quiet, name) as run:
        run.heartbeat.start()
        run.inject_fault()
        wait_until(lambda: _blocks(run.heartbeat.require_fresh), "it blocks")
        take_over(run)
        run.restore()
        with pytest.raises(LeaseLost):
            _until_it_raises(run.heartbeat.require_fresh)


@contextmanager
def unwritable_job_log(client: Elasticsearch) -> Iterator[None]:
    client.indices.put_settings(index=JOBS, settings={"blocks.write": True})
    try:
        yield
    finally:
        client.indices.put_settings(index=JOBS, settings={"blocks.write": None})


def test_an_unwritable_job_log_does_not_stop_renewals(quiet: Elasticsearch, name: str, caplog: pytest.LogCaptureFixture) -> None:
    with start_run(quiet, name) as run:
        with unwritable_job_log(quiet):
            run.heartbeat.start()
            wait_until(lambda: run.lease().lease.execution_status.count >= 5, "it renews")
            run.heartbeat.require_fresh()
            assert caplog.text.count("snapshot not logged") == 1
            run.heartbeat.finish(end_as_successful)
            assert (run.lease().lease.execution_status.state, run.lease().lease.projected) == (JobState.SUCCESSFUL, False)
        assert run.others.project(run.lease()).lease.projected


def test_snapshots_are_logged_again_after_a_pause(quiet: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sidecar.jobs.run.heartbeat._LOG_PAUSE", 0.5)
    with start_run(quiet, name) as run:
        with unwritable_job_log(quiet):
            run.heartbeat.start()
            wait_until(lambda: run.lease().lease.execution_status.count >= 3, "it renews")
        wait_until(lambda: logged_count(quiet, run) >= 4, "the job log follows")


def logged_count(client: Elasticsearch, run: Run) -> int:
    """Return the number of rows in the job log."""
    return int(str((job_log_document(client, run.lease().lease) or {}).get("count", 0)))


def test_a_snapshot_that_would_show_nothing_new_is_left_out(quiet: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sidecar.jobs.run.heartbeat._MAX_SILENCE", 1.0)
    snapshots: list[bool] = []
    with start_run(quiet, name) as run:
        renew = run.lifecycle.leases.renew

        def renew_and_record(current: VersionedLease, lease: Lease, snapshot: Mapping[str, Any] | None) -> tuple[VersionedLease, bool]:
            snapshots.append(snapshot is not None)
            return renew(current, lease, snapshot)

        monkeypatch.setattr(run.lifecycle.leases, "renew", renew_and_record)
        monkeypatch.setattr(run.heartbeat, "_snapshot", lambda lease: lease.with_details(heartbeat=now_millis(), docs_per_second=random()))
        run.heartbeat.start()
        wait_until(lambda: snapshots.count(True) >= 3, "a snapshot is logged from time to time")
        assert snapshots.count(False) >= 4, snapshots
        run.heartbeat.write(lambda lease: lease.with_details(phase=Phase.PUBLISHING))
        assert snapshots[-1]
        assert (quiet.get(index=JOBS, id=run.lease().lease.execution or "")["_source"]["ingestion"]["details"]["phase"]) == "publishing"


def test_all_processes_renew_at_the_same_moments(quiet: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sidecar.jobs.run.heartbeat._LONG_RENEWAL", math.inf)
    moments: dict[str, list[float]] = {}
    with start_run(quiet, f"{name}a") as first, start_run(quiet, f"{name}b") as second:
        for run in (first, second):
            snapshot, own = run.snapshot, moments.setdefault(run.heartbeat.lease.job, [])

            def record(lease: Lease, snapshot: Any = snapshot, own: list[float] = own) -> Lease:
                own.append(time.time())
                return snapshot(lease)  # type: ignore[no-any-return]

            monkeypatch.setattr(run.heartbeat, "_snapshot", record)
            run.heartbeat.start()
            time.sleep(0.07)
        wait_until(lambda: all(len(own) >= 5 for own in moments.values()), "both renew")
    interval = first.heartbeat._interval
    late = sorted(moment % interval for own in moments.values() for moment in own)
    assert late[len(late) // 2] < interval / 4, late


def _blocks(call: Callable[[], None]) -> bool:
    """Return whether a call is still blocked after a short wait."""

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


@pytest.mark.parametrize("interval", [0.5, 1.0, 3.0])
def test_the_end_is_retried_before_another_agent_takes_over(
    quiet: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch, interval: float
) -> None:
    delays = []

    class RecordedBackoff(Backoff):
        def __init__(self, *arguments: Any, max_delay: float, **others: Any) -> None:
            delays.append(max_delay)
            super().__init__(*arguments, max_delay=max_delay, **others)

    with start_run(quiet, name, snapshot_interval=f"{interval}s", lease_timeout="60s") as run:
        monkeypatch.setattr("sidecar.jobs.run.heartbeat.Backoff", RecordedBackoff)
        run.heartbeat.start()
        run.proxy.matching = LEASES
        run.proxy.faults.extend([Fault(status=503), Fault(status=503)])
        run.heartbeat.finish(lambda lease: lease.end(lease.execution_status.end(JobState.SUCCESSFUL, 1)))
        assert not run.proxy.faults
    assert delays
    assert 2 * max(delays) < Timing.of_settings(60.0, interval).confirmation
