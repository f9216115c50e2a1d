"""One attempt at an execution: ingest, publish, end; or stop, clean up, end with an error.

- Resume: :mod:`sidecar.jobs.run.attempts` repeats after a lost connection, from the checkpoint (:mod:`sidecar.jobs.run.resume`).
- Publish: :meth:`Execution._publish`, after the point of no return.
- Abort and failure: :meth:`Execution._stop_with` and the methods after it.
"""

import logging
import os
import threading
from dataclasses import replace
from typing import Any

from sidecar import logs
from sidecar.errors import (
    ExecutionAborted,
    LeaseLost,
    ServiceUnavailable,
    SidecarError,
    error_messages,
)
from sidecar.jobs import positions
from sidecar.jobs.run.attempts import Attempt, Attempts
from sidecar.jobs.run.comparing import ComparingAttempt, Outcome
from sidecar.jobs.run.context import ExecutionContext, require_definition
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.jobs.run.ingest import Ingest
from sidecar.jobs.run.progress import Progress
from sidecar.jobs.run.services import ExecutionServices
from sidecar.jobs.run.surplus_deletion import SurplusDeletion
from sidecar.jobs.run.timeline import Timeline
from sidecar.jobs.run.verification import Verification
from sidecar.jobs.run_start import read_reached_state
from sidecar.load.index import target
from sidecar.load.index.aliases import remaining_aliases
from sidecar.load.index.publish import is_published, publish
from sidecar.model.events import Event, EventType
from sidecar.model.ingestion import Strategy
from sidecar.model.job import Status
from sidecar.model.job_state import ExecutionKind, JobState, Phase
from sidecar.model.lease import Lease
from sidecar.model.positions import Positions
from sidecar.model.target_state import TargetState
from sidecar.tracing import spans
from sidecar.tracing.attributes import ROWS, STATE, execution_attributes

log = logging.getLogger(__name__)

_COMPARING: dict[ExecutionKind, type[ComparingAttempt]] = {
    ExecutionKind.VERIFICATION: Verification,
    ExecutionKind.DELETION: SurplusDeletion,
}
_HANG_TIMEOUT = 1.5
"""Seconds after a cancel before the driver counts as hung: an abort should end within three."""


class Execution:
    """One attempt at one execution, under one fence of its lease.

    Raises :class:`~sidecar.errors.LeaseLost` when another owner holds the lease: then nothing is cleaned up here.
    """

    def __init__(self, services: ExecutionServices, key: str, fence: int) -> None:
        self._clock = services.clock
        self._stop = threading.Event()
        self._has_ended = threading.Event()
        self._end_lock = threading.Lock()
        self._progress = Progress(services.clock)
        self._remaining_aliases: list[str] = []
        self._target_state: TargetState | None = None
        """The state of the target that has all rows of a successful run."""
        self._heartbeat = Heartbeat(services.lifecycle, key, fence, services.settings, snapshot=self._snapshot, on_end=self._interrupt)
        self._services = services
        self._definition = require_definition(self._heartbeat.lease)
        self._ingestion = self._definition.ingestion
        self._timeline = Timeline(self._heartbeat.status.start_time, services.clock)
        self._context = ExecutionContext(
            services=services, definition=self._definition, heartbeat=self._heartbeat, progress=self._progress, timeline=self._timeline,
            stop=self._stop,
        )  # fmt: skip
        self._attempts: Attempts[Any] = Attempts(self._context, self._create_attempt)

    def run(self) -> None:
        """Run to completion; every error except a lost lease ends the execution."""
        logs.bind_process(self._heartbeat.lease.log_fields)
        attributes = execution_attributes(self._heartbeat.lease)
        with spans.span("execution", attributes, kind=spans.Kind.CONSUMER, parent=self._definition.trace) as self._span:
            # The lines of its other threads belong to the span, too.
            logs.bind_process(logs.current_fields())
            self._run_to_end()
            status = self._heartbeat.status
            self._span.set({STATE: status.state.value, ROWS: status.count})

    def _run_to_end(self) -> None:
        try:
            self._timeline.record("started")
            self._heartbeat.start()
            logs.register_secrets(*self._context.passwords())
            self._run()
        except LeaseLost:
            self._interrupt()
            raise
        except Exception as error:  # noqa: BLE001
            # The outermost handler of the process: any error ends the execution and cleans up.
            self._stop_with(error)
        finally:
            self._has_ended.set()

    def renew_lease(self) -> None:
        """Renew the lease now, because it has changed."""
        self._heartbeat.renew_now()

    def _run(self) -> None:
        self._client = self._services.target_clients.client(self._ingestion)
        if not self._loads:
            outcome: Outcome = self._attempts.run()
            self._heartbeat.finish(lambda lease: self._as_compared(lease, outcome))
            log.info("execution done: %s: %s %s", self._execution, outcome.note, self._timeline)
            return
        if self._heartbeat.status.details.phase is not Phase.PUBLISHING:
            publish_plan: dict[str, Any] = self._attempts.run()
            # The point of no return: an abort comes too late, and any attempt that finds this phase publishes.
            self._heartbeat.write(lambda lease: lease.evolve(publish_plan=publish_plan, session=None).with_details(phase=Phase.PUBLISHING))
        self._publish()

    def _snapshot(self, lease: Lease) -> Lease:
        """Return the lease with the current progress and checkpoint."""
        # Read once: the run's thread clears it at a restart.
        attempt = self._attempts.current
        checkpoint = attempt.checkpoint(lease.checkpoint) if attempt else lease.checkpoint
        has_progress = checkpoint is not None and (
            lease.checkpoint is None or checkpoint.acknowledged.rows > lease.checkpoint.acknowledged.rows
        )
        return lease.evolve(
            status=self._progress.snapshot(lease.execution_status),
            checkpoint=checkpoint,
            starts_without_progress=1 if has_progress else lease.starts_without_progress,
        )

    def _interrupt(self) -> None:
        """Wake all waits and cancel the statements in the database."""
        if not self._stop.is_set():
            self._stop.set()
            # On its own thread: a cancel opens a connection, and the lease must be renewed meanwhile.
            threading.Thread(target=self._cancel, name="cancel", daemon=True).start()

    def _cancel(self) -> None:
        """Cancel the statements; if the driver hangs, end execution and process without it."""
        attempt = self._attempts.current
        if attempt is not None:
            try:
                attempt.cancel()
            except Exception:
                log.exception("statements could not be cancelled: %s", self._execution)
        if not self._has_ended.wait(_HANG_TIMEOUT) and self._end_lock.acquire(blocking=False):
            log.warning("driver hung; ending without it: %s", self._execution)
            try:
                self._end(ExecutionAborted("driver hung"))
            finally:
                os._exit(0)

    @property
    def _execution(self) -> str:
        return self._heartbeat.status.details.execution

    @property
    def _loads(self) -> bool:
        return self._definition.kind is ExecutionKind.LOAD

    def _create_attempt(self, bisects: bool) -> Attempt[Any]:
        if self._loads:
            return Ingest(self._context, bisects=bisects)
        return _COMPARING[ExecutionKind(self._definition.kind)](self._context)

    def _as_compared(self, lease: Lease, outcome: Outcome) -> Lease:
        status = self._progress.snapshot(lease.execution_status).end(JobState.SUCCESSFUL, self._clock(), note=outcome.note)
        return self._with_end(lease, status.with_details(percent=100.0, comparison=outcome.comparison), lease.positions)

    # -- publish ----------------------------------------------------------------------------------------------------------------

    def _publish(self) -> None:
        """Publish, and retry after every lost response: publishing is idempotent."""
        backoff = self._context.create_backoff()
        with spans.span("publish"):
            while True:
                try:
                    self._publish_once()
                    break
                except ServiceUnavailable as error:
                    log.warning("waiting for Elasticsearch to publish: %s: %s", self._execution, error)
                    backoff.wait(error)
        self._timeline.record("published")
        self._heartbeat.finish(self._as_successful)
        self._timeline.record("ended")
        log.info("execution done: %s: %s rows; %s", self._execution, self._heartbeat.status.count, self._timeline)

    def _publish_once(self) -> None:
        lease = self._heartbeat.lease
        if lease.staging is None:
            # The UUID is forgotten if the definition was changed meanwhile.
            target.refresh_same_index(self._client, self._ingestion.target, lease.target_uuid)
            self._target_state = read_reached_state(self._client, self._ingestion) if self._moves_positions else None
            return
        publish(
            self._client, lease.staging, self._ingestion.target,
            replaced=lease.replaced, expected=range(*lease.publish_plan["documents"]), removal_guard=self._ingestion.removal_guard,
            aliases=self._ingestion.aliases,
        )  # fmt: skip
        if lease.replaced is not None:
            self._remaining_aliases = remaining_aliases(self._client, lease.replaced)

    def _as_successful(self, lease: Lease) -> Lease:
        reached = Positions.from_document(lease.publish_plan["positions"]) if self._moves_positions else lease.positions
        now = self._clock()
        status = lease.execution_status.end(JobState.SUCCESSFUL, now, note=self._replacement_note(lease))
        # An index with the target's own name was deleted by the publish itself; a later one of that name is another index.
        published = (lease.replaced,) if lease.staging and lease.replaced and lease.replaced != self._ingestion.target else ()
        if lease.staging:
            message = f"The index [{lease.staging}] was published as [{self._ingestion.target}]."
            status = status.with_events(Event(time=now, type=EventType.PUBLISHED, message=message))
        ended = self._with_end(lease, status.with_details(percent=100.0), reached)
        state, known = self._target_state, lease.target_state
        if state and known and known.created == state.created:
            state = replace(state, restored=known.restored)
        if state and lease.forget:
            state = state.without_positions()
        return ended.evolve(drop=(*lease.drop, *published), target_state=state if self._moves_positions else ended.target_state)

    def _replacement_note(self, lease: Lease) -> str | None:
        """Return a sentence about aliases that still show the replaced rows."""
        if not self._remaining_aliases:
            return None
        aliases = ", ".join(f"[{alias}]" for alias in self._remaining_aliases)
        return f"The replaced index [{lease.replaced}] stays and becomes stale: not listed in [aliases], but pointing to it: {aliases}."

    @property
    def _moves_positions(self) -> bool:
        return self._ingestion.strategy is Strategy.INCREMENTAL

    # -- abort and failure -----------------------------------------------------------------------------------------------------

    def _stop_with(self, error: Exception) -> None:
        """End the execution with an error, unless another thread does: a hung driver may return."""
        self._interrupt()
        with self._end_lock:
            self._end(error)

    def _end(self, error: Exception) -> None:
        """Clean up, then end the execution with the error or as aborted. A published run is successful."""
        if self._is_published():
            self._heartbeat.finish(self._as_successful)
            return
        reason = self._reason(error)
        messages = () if isinstance(reason, ExecutionAborted) else _messages(reason)
        if messages:
            internal_error = None if isinstance(reason, SidecarError) else reason
            log.error("execution failed: %s: %s", self._execution, " ".join(messages), exc_info=internal_error)
            self._span.fail(type(reason).__name__, " ".join(messages))
        with spans.span("clean up"):
            leftovers = self._clean_up()
        self._heartbeat.finish(lambda lease: self._as_failed(lease, messages, leftovers))

    def _is_published(self) -> bool:
        """Return whether the alias points to this run's index although the call failed.

        Then the run is successful. If that is unknown, :class:`ServiceUnavailable` ends this process. The lease stays in the phase
        ``publishing``, and the next attempt checks again.
        """
        lease = self._heartbeat.lease
        if lease.staging is None or lease.execution_status.details.phase is not Phase.PUBLISHING:
            return False
        try:
            return is_published(self._services.target_clients.client(self._ingestion), lease.staging, self._ingestion.target)
        except ServiceUnavailable:
            raise
        except SidecarError:
            return False

    def _reason(self, error: Exception) -> Exception:
        """Return the abort if there was one, else the error that an abort may have caused."""
        try:
            self._heartbeat.check()
        except ExecutionAborted as aborted:
            return aborted
        return error

    def _clean_up(self) -> tuple[str, ...]:
        """Delete the staging index; return the error messages if that fails."""
        if not self._loads:
            return ()
        self._heartbeat.write(lambda lease: lease.with_details(phase=Phase.CLEANING), even_if_aborting=True)
        staging = self._heartbeat.lease.staging
        if staging is None:
            return ()
        try:
            self._services.target_clients.discard_staging(self._heartbeat.lease)
        except SidecarError as error:
            return (f"The staging index [{staging}] could not be deleted.", *error_messages(error))
        return ()

    def _as_failed(self, lease: Lease, messages: tuple[str, ...], leftovers: tuple[str, ...]) -> Lease:
        status, attempt = lease.execution_status, self._attempts.current
        has_ascending_keys = attempt.has_ascending_keys if attempt else None
        ascending = has_ascending_keys() if has_ascending_keys else lease.checkpoint is not None and lease.checkpoint.ordered
        # An abort may have been requested while a failed run was cleaning up.
        aborted = status.state is JobState.ABORTING and not leftovers
        state, reasons = (JobState.ABORTED, ()) if aborted else (JobState.ERROR, messages)
        reached = (
            positions.after_failure(lease.positions, status.last_id, ascending=ascending) if self._moves_positions else lease.positions
        )
        return self._with_end(lease, status.end(state, self._clock(), reasons, leftovers=leftovers), reached)

    def _with_end(self, lease: Lease, status: Status, reached: Positions) -> Lease:
        # What loads no rows leaves the positions of an earlier definition as they are.
        kept = reached if not self._loads else replace(reached, scope=self._ingestion.position_scope())
        return lease.end(status, forget=False, positions=Positions() if lease.forget else kept)


def _messages(reason: Exception) -> tuple[str, ...]:
    """Return the chain of reasons. The message of an internal error may quote data, so it is only logged."""
    if isinstance(reason, SidecarError):
        return tuple(error_messages(reason))
    return (f"The run failed with an internal error ({type(reason).__name__}); see the sidecar's log.",)
