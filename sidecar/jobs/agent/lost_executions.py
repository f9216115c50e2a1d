"""What happens to an execution without a process: it is queued again, or ended."""

import logging
from collections.abc import Callable
from dataclasses import replace

from sidecar.errors import ServiceUnavailable, SidecarError, VersionConflict
from sidecar.jobs import positions
from sidecar.jobs.agent import recovery
from sidecar.jobs.agent.database_sessions import DatabaseSessions
from sidecar.jobs.clock import Clock
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.events import Event, EventType
from sidecar.model.job_state import JobState
from sidecar.model.lease import Lease
from sidecar.store.leases import VersionedLease
from sidecar.tracing.attributes import REASON, execution_span

log = logging.getLogger(__name__)


class LostExecutions:
    """Queues executions again that have lost their process, or ends them.

    ``discard_staging`` deletes the staging index of a lease. ``terminate_sessions`` ends the database sessions of a lost process; it may be
    slow.
    """

    def __init__(
        self, lifecycle: Lifecycle, discard_staging: Callable[[Lease], None], terminate_sessions: Callable[[Lease], None], *,
        max_attempts: int, clock: Clock,
    ) -> None:  # fmt: skip
        self._lifecycle = lifecycle
        self._discard_staging = discard_staging
        self._sessions = DatabaseSessions(terminate_sessions)
        self._max_attempts = max_attempts
        self._clock = clock

    def take_over(self, current: VersionedLease, reason: str, *, count_attempt: bool = True) -> None:
        """Take over an execution; ``count_attempt`` is whether the lost attempt counts as a start without progress."""
        with execution_span("take over", current.lease) as recorded:
            recorded.set({REASON: reason})
            log.warning("execution taken over: %s: %s", current.lease.execution, reason)
            self._continue(current, EventType.TAKEN_OVER, reason, count_attempt=count_attempt)

    def hand_over(self, current: VersionedLease) -> None:
        """Queue an execution whose process the stopping agent has killed."""
        with execution_span("hand over", current.lease):
            self._continue(current, EventType.HANDED_OVER, "its agent was stopped", count_attempt=False)

    def _continue(self, current: VersionedLease, type: EventType, reason: str, *, count_attempt: bool) -> None:
        """Terminate the database sessions, then finish the abort or restart the execution."""
        event = Event(time=self._clock(), type=type, message=f"It was {type.replace('_', ' ')}: {reason}.")
        current = replace(current, lease=current.lease.with_events(event))
        self._sessions.terminate(current.lease)
        if current.lease.execution_status.state is JobState.ABORTING:
            self.finish_abort(current)
        else:
            self._restart(current, reason, count_attempt=count_attempt)

    def finish_abort(self, current: VersionedLease) -> None:
        """End an execution that is to be aborted."""
        self._end(current, JobState.ABORTED)

    def wait_for_sessions(self, seconds: float) -> None:
        """Wait until the database sessions of all lost processes are terminated, for at most ``seconds``."""
        self._sessions.wait(seconds)

    def _restart(self, current: VersionedLease, reason: str, *, count_attempt: bool) -> None:
        """Queue the execution again, or end it with an error if it must not be restarted."""
        obstacle = recovery.restart_obstacle(current.lease, self._max_attempts if count_attempt else None)
        if obstacle:
            self._end(current, JobState.ERROR, (f"The execution could not be restarted: {reason}.", obstacle))
            return
        self._write(current, recovery.requeue(current.lease, reason, count_attempt=count_attempt))

    def _end(self, current: VersionedLease, state: JobState, error: tuple[str, ...] = ()) -> None:
        """Delete the staging index, then end the execution.

        If the deletion is rejected, the execution ends with an error.
        """
        leftovers: tuple[str, ...] = ()
        try:
            self._discard_staging(current.lease)
        except ServiceUnavailable as failure:
            # Perhaps only this target is unavailable: the next tick tries again, without blocking other jobs.
            log.warning("could not clean up yet, will retry: %s: %s", current.lease.execution, failure)
            return
        except SidecarError as failure:
            state, leftovers = JobState.ERROR, ("The staging index could not be deleted.", str(failure))
        status = current.lease.execution_status.end(state, self._clock(), error, leftovers=leftovers)
        reached = positions.after_process_loss(current.lease)
        self._write(current, current.lease.end(status, positions=reached, fence=current.lease.fence + 1))

    def _write(self, current: VersionedLease, lease: Lease) -> None:
        try:
            self._lifecycle.project(self._lifecycle.leases.write(current, lease, refresh=True))
        except VersionConflict:
            log.info("lease changed by another process: %s", current.lease.key)
