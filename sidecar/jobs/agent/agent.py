"""The agent: starts executions, finds lost ones, runs schedules and housekeeping.

One agent per machine is enough; any number may run. They coordinate only through leases, and need not know each other.
"""

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable
from functools import partial

from sidecar import logs
from sidecar.errors import ServiceUnavailable, VersionConflict
from sidecar.extract.drivers import reader_name
from sidecar.extract.jdbc.urls import JdbcSettings
from sidecar.jobs import process_identity
from sidecar.jobs.agent.claim import claim
from sidecar.jobs.agent.failure_detector import FailureDetector, Timing
from sidecar.jobs.agent.housekeeping import Housekeeping
from sidecar.jobs.agent.index_retirement import IndexRetirement
from sidecar.jobs.agent.lost_executions import LostExecutions
from sidecar.jobs.agent.process_pool import ExecutionProcess, ProcessPool
from sidecar.jobs.agent.registration import Registration
from sidecar.jobs.agent.scheduler import Scheduler
from sidecar.jobs.agent.steps import Steps
from sidecar.jobs.agent.webhooks import Webhooks
from sidecar.jobs.clock import Clock, now_millis
from sidecar.jobs.execution_order import EXIT_UNREACHABLE
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.job_state import JobState
from sidecar.model.lease import Lease
from sidecar.settings import Settings
from sidecar.store.leases import LeaseState, VersionedLease
from sidecar.tracing.attributes import execution_span

log = logging.getLogger(__name__)

TICK = 0.25
"""Seconds between two checks of the agent's own processes, and between two polls while a lease may be taken over."""
POLL_INTERVAL = 1.0
"""Seconds between two polls of all leases. Processes on the same machine notify the agent at once."""
ABORT_TIMEOUT = 10.0
"""Seconds after an abort until a process that has not ended is killed."""
SESSION_CLEANUP_TIMEOUT = 5.0
"""Seconds that a stopping agent waits until the database sessions of handed-over executions are terminated."""
WEBHOOK_TIMEOUT = 2.0
"""Seconds that a stopping agent waits for webhooks that are being sent."""


class Agent:
    """Handles all pending leases with each poll.

    Schedules and housekeeping run on a second thread, webhooks on others. ``wait`` waits for a number of seconds, or for notifications, and
    returns the keys of leases that may have changed. ``install`` creates the sidecar's indices. ``discard_staging`` deletes the staging
    index of a lease, ``drop_replaced`` an index that a publish replaced. ``terminate_sessions`` ends the database sessions of a lost
    process; it may be slow.
    """

    def __init__(
        self, settings: Settings, lifecycle: Lifecycle, pool: ProcessPool, scheduler: Scheduler, housekeeping: Housekeeping,
        registration: Registration, webhooks: Webhooks, *,
        wait: Callable[[float], set[str]], install: Callable[[], None], discard_staging: Callable[[Lease], None],
        drop_replaced: Callable[[Lease, str], bool], terminate_sessions: Callable[[Lease], None], clock: Clock = now_millis,
    ) -> None:  # fmt: skip
        self.name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._settings = settings
        self._jdbc = JdbcSettings.from_settings(settings)
        self._lifecycle = lifecycle
        self._pool = pool
        self._scheduler = scheduler
        self._housekeeping = housekeeping
        self._registration = registration
        self._webhooks = webhooks
        self._wait = wait
        self._install = install
        self._lost = LostExecutions(lifecycle, discard_staging, terminate_sessions, max_attempts=settings.max_attempts, clock=clock)
        self._index_retirement = IndexRetirement(lifecycle, drop_replaced, clock)
        self._clock = clock
        self._processes: dict[str, ExecutionProcess] = {}
        self._aborting: dict[str, float] = {}
        self._steps = Steps()
        self._waits_for_process = False
        """Whether a queued execution waits for a process that is not ready yet."""
        self._failure_detector = FailureDetector(Timing.of_settings(settings.lease_timeout, settings.snapshot_interval))

    def run(self, stop: threading.Event) -> None:
        """Poll until ``stop`` is set, then shut down gracefully.

        Executions that do not end within the shutdown grace are handed over to other agents.
        """
        log.info("agent started: %s", self.name)
        self._registration.start(self.name, lambda: len(self._processes))
        self._webhooks.start(self.name)
        threading.Thread(target=self._run_background, args=(stop,), name="background", daemon=True).start()
        changed, next_poll = set[str](), 0.0
        while not stop.is_set():
            if time.monotonic() >= next_poll or self._needs_tick():
                self._waits_for_process = False
                self.run_tick()
                is_urgent = bool(self._aborting) or self._failure_detector.has_overdue_lease
                next_poll = time.monotonic() + (TICK if is_urgent else POLL_INTERVAL)
            elif changed:
                self.run_tick(changed)
            changed = self._wait(TICK)
        self._shut_down()

    def _needs_tick(self) -> bool:
        """Return whether one of its processes has ended, or is ready for an execution that waits for it."""
        has_ended = any(not process.is_running for process in self._processes.values())
        return has_ended or (self._waits_for_process and self._pool.is_ready)

    def run_tick(self, changed: set[str] | None = None) -> None:
        """Run :meth:`tick`; its errors must not end the agent, and the next tick reads everything again."""
        try:
            self._steps.run("the agent's tick", partial(self.tick, changed))
        except ServiceUnavailable as error:
            self._failure_detector.reset()
            log.warning("waiting for Elasticsearch: %s", error)

    def tick(self, changed: set[str] | None = None) -> None:
        """Reap ended processes and handle every pending lease once, or only the ``changed`` ones."""
        self._pool.warm(idle=not self._processes)
        self._install()
        self._reap()
        # The order of the search is that in which queued executions are claimed.
        keys = self._lifecycle.leases.find_pending() if changed is None else sorted(changed)
        sent_at = time.monotonic()
        for lease in list(self._lifecycle.leases.states(keys)):
            self._steps.run(f"handling the lease [{lease.key}]", partial(self._handle_if_due, lease, sent_at, time.monotonic()))
        if changed is None:
            self._failure_detector.retain(set(keys))

    def _run_background(self, stop: threading.Event) -> None:
        """Run schedules and housekeeping. They take longer the more jobs there are, and must not delay the ticks."""
        steps = Steps()
        while not stop.is_set():
            # Their outages say nothing about the leases, so the failure detector ignores them.
            steps.run_through_outage("the scheduler", self._scheduler.tick)
            steps.run_through_outage("housekeeping", self._housekeeping.tick)
            stop.wait(TICK)

    def _handle_if_due(self, lease: LeaseState, sent_at: float, received_at: float) -> None:
        """Read and handle a lease whose state, read between two times, asks for a step."""
        if lease.deliveries:
            self._webhooks.queue.add(lease.key, lease.deliveries)
        is_own = self._is_own_process(lease)
        has_owner = lease.is_active and lease.owner is not None
        if not has_owner:
            self._failure_detector.forget(lease.key)
        is_suspect = has_owner and self._failure_detector.observe(lease, lease.seq_no, sent_at, received_at)
        if not (is_suspect or self._is_due(lease, is_own=is_own)):
            return
        current = self._lifecycle.leases.get(lease.key)
        if current is None or current.version is None:
            return
        with logs.context(current.lease.log_fields):
            self._handle(current, is_suspect=is_suspect and current.version.seq_no == lease.seq_no)

    def _is_due(self, lease: LeaseState, *, is_own: bool) -> bool:
        """Return whether the state of a lease may ask for a step, apart from a take-over."""
        if lease.has_indices_to_drop and (is_own or not lease.is_active) and self._index_retirement.may_be_due(lease.key):
            return True
        if not lease.is_active:
            return not lease.is_projected
        if lease.owner is None:
            return lease.state == JobState.ABORTING or len(self._processes) < self._settings.max_jobs
        return lease.state == JobState.ABORTING if is_own else lease.owner == self.name

    def _handle(self, current: VersionedLease, *, is_suspect: bool) -> None:
        """Take the next step for a lease; with ``is_suspect``, its owner did not renew it in time."""
        if current.lease.drop and (self._is_own_process(current.lease) or not current.lease.is_active):
            # Not in the lease of another agent: the write would look like a renewal to the failure detectors.
            self._index_retirement.drop_due(current.lease)
        if not current.lease.is_active:
            self._project_final(current)
        elif current.lease.unknown_part is not None:
            return  # An agent of the release that knows it handles it.
        elif current.lease.owner is None:
            self._claim_or_abort(current)
        elif is_suspect:
            self._confirm_or_take_over(current)
        elif self._is_own_process(current.lease):
            self._enforce_abort(current)
        elif current.lease.owner == self.name:
            self._adopt(current)

    def _confirm_or_take_over(self, current: VersionedLease) -> None:
        """Take over a lease that is unchanged since this agent's own write; otherwise write it first."""
        key = current.lease.key
        if self._failure_detector.has_own_write(key):
            self._kill_lost_process(current.lease)
            self._lost.take_over(current, "its process stopped sending heartbeats")
            return
        try:
            written = self._lifecycle.leases.write(current, current.lease)
        except VersionConflict:
            log.info("lease renewed by its owner: %s", key)
        else:
            assert written.version is not None  # noqa: S101 - it was just written
            self._failure_detector.record_own_write(key, written.version.seq_no, time.monotonic())

    def _adopt(self, current: VersionedLease) -> None:
        """Start an execution that this agent owns without a process.

        The response to its claim was lost, or an abort came before the claim was confirmed.
        """
        if current.lease.execution_status.state is JobState.ABORTING:
            self._lost.finish_abort(current)
        else:
            self._start(current.lease)

    def _is_own_process(self, lease: Lease | LeaseState) -> bool:
        process = self._processes.get(lease.key)
        return process is not None and process.fence == lease.fence

    def _kill_lost_process(self, lease: Lease) -> None:
        """Kill the lost process if it is on this machine, so that it cannot write again."""
        if self._is_own_process(lease):
            self._processes[lease.key].kill()
        elif lease.process is not None and process_identity.kill(lease.process):
            log.warning("killed the hung process of %s", lease.execution)

    def _claim_or_abort(self, current: VersionedLease) -> None:
        """Claim a queued execution if fewer than ``max_jobs`` run, or finish its abort."""
        if current.lease.execution_status.state is JobState.ABORTING:
            self._lost.finish_abort(current)
        elif len(self._processes) < self._settings.max_jobs:
            self._pool.ensure_warm()
            if self._pool.is_ready:
                with execution_span("claim", current.lease):
                    self._claim(current)
            else:
                self._waits_for_process = True

    def _claim(self, current: VersionedLease) -> None:
        lease = claim(current.lease, self.name, self._pool.warm_process, self._settings, self._clock())
        try:
            self._lifecycle.leases.write(current, lease)
        except VersionConflict:
            return
        except ServiceUnavailable:
            # If it was written nevertheless, the process that it names must not run another execution.
            self._pool.close()
            raise
        self._start(lease)

    def _start(self, lease: Lease) -> None:
        reader = reader_name(lease.definition.datasource, self._jdbc) if lease.definition else None
        self._processes[lease.key] = self._pool.start(lease.key, lease.fence, reader)
        log.info("execution started: %s", lease.execution)

    def _reap(self) -> None:
        """Release ended processes; recover the executions that they left active."""
        for key, process in list(self._processes.items()):
            if not process.is_running:
                self._steps.run(f"recovering the execution of the lease [{key}]", partial(self._recover, key, process))

    def _recover(self, key: str, process: ExecutionProcess) -> None:
        current = self._lifecycle.leases.get(key)
        if current and current.lease.is_active and current.lease.fence == process.fence:
            code = process.process.returncode
            with logs.context(current.lease.log_fields):
                self._lost.take_over(current, f"its process ended with exit status {code}", count_attempt=code != EXIT_UNREACHABLE)
            if self._has_same_owner(current):
                # The take-over did not succeed yet. Without its process the execution would look like one that has not started.
                return
        self._release(key)

    def _has_same_owner(self, current: VersionedLease) -> bool:
        now = self._lifecycle.leases.get(current.lease.key)
        return now is not None and now.lease.is_active and now.lease.fence == current.lease.fence

    def _release(self, key: str) -> None:
        self._processes.pop(key).release()
        self._aborting.pop(key, None)

    def _enforce_abort(self, current: VersionedLease) -> None:
        """Notify one of its own processes of an abort; kill it if it does not end in time."""
        key = current.lease.key
        if current.lease.execution_status.state is not JobState.ABORTING:
            return
        if key not in self._aborting:
            self._aborting[key] = time.monotonic()
            self._processes[key].notify()
        elif time.monotonic() - self._aborting[key] > ABORT_TIMEOUT:
            log.warning("execution did not end after the abort, killing its process: %s", current.lease.execution)
            self._processes[key].kill()

    def _project_final(self, current: VersionedLease) -> None:
        """Project a final status that is not in the job log yet; other jobs do not wait for it."""
        if not current.lease.projected:
            self._lifecycle.project(current)

    def _shut_down(self) -> None:
        self._webhooks.stop()
        self._pool.close()
        deadline = time.monotonic() + self._settings.shutdown_grace
        while self._processes and time.monotonic() < deadline:
            self._steps.run_through_outage("recovering executions", self._reap)
            time.sleep(TICK)
        for key, process in list(self._processes.items()):
            process.kill()
            self._steps.run_through_outage(f"handing over the lease [{key}]", partial(self._hand_over, key, process.fence))
        self._lost.wait_for_sessions(SESSION_CLEANUP_TIMEOUT)
        self._webhooks.wait(WEBHOOK_TIMEOUT)
        self._registration.stop()
        log.info("agent stopped: %s", self.name)

    def _hand_over(self, key: str, fence: int) -> None:
        current = self._lifecycle.leases.get(key)
        if current and current.lease.is_active and current.lease.fence == fence:
            with logs.context(current.lease.log_fields):
                self._lost.hand_over(current)
