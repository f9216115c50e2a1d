"""State changes of a job that any process may make: open, abort, reset, delete.

Each is one compare-and-set on the job's lease. On a conflict the lease is read again and the change is decided again.
"""

import contextlib
import logging
from collections.abc import Callable, Iterable
from functools import partial, reduce
from pathlib import Path
from typing import Self

from sidecar.elastic import Client
from sidecar.errors import Conflict, ServiceUnavailable, SidecarError, VersionConflict
from sidecar.jobs import positions
from sidecar.jobs.clock import Clock, now_millis
from sidecar.jobs.notifications import Notifier
from sidecar.model.caller import Caller, caller_fields
from sidecar.model.events import Event, EventType
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job import INGESTION, Details, Status, new_execution_id
from sidecar.model.job_state import ExecutionKind, JobState, Phase, Trigger
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.model.positions import Positions
from sidecar.model.schedule import is_due
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases, VersionedLease

log = logging.getLogger(__name__)


class Lifecycle:
    """Changes the leases of jobs and projects their statuses into the job log.

    ``notify`` is called with the key of a lease after an execution was opened or has ended, and after an abort was requested.
    """

    def __init__(
        self, leases: Leases, joblog: JobLog, clock: Clock = now_millis, *, notify: Callable[[str], None] = lambda key: None
    ) -> None:
        self.leases = leases
        self._joblog = joblog
        self._clock = clock
        self._notify = notify

    @classmethod
    def for_client(cls, client: Client, data_dir: Path) -> Self:
        """Create a lifecycle for the leases and the job log of a cluster, which notifies the other processes of this machine."""
        return cls(Leases(client), JobLog(client), notify=Notifier(data_dir).notify)

    def get(self, job: str, type: str = INGESTION) -> VersionedLease:
        """Return the job's lease, or an empty unwritten one if the job has none."""
        return self.leases.get(f"{type}:{job}") or VersionedLease(lease=Lease(job=job, type=type))

    def get_status(self, job: str, type: str = INGESTION) -> Status | None:
        """Return the status of the job's current or last execution; None if it never ran or was deleted."""
        return self.leases.get_status(f"{type}:{job}")

    def change(self, key: str, change: Callable[[Lease], Lease], *, refresh: bool = False) -> VersionedLease:
        """Apply ``change`` to the current lease, again after every conflict. An unchanged lease is not written."""
        while True:
            current = self.leases.get(key) or VersionedLease(lease=Lease(job=key.partition(":")[2], type=key.partition(":")[0]))
            lease = change(current.lease)
            if lease == current.lease:
                return current
            try:
                return self.leases.write(current, lease, refresh=refresh)
            except VersionConflict:
                continue

    def open(
        self, definition: ExecutionDefinition, trigger: Trigger, *, fire_time: int | None = None, caller: Caller | None = None
    ) -> VersionedLease:
        """Open an execution, queued for any agent; raise :class:`Conflict` while one is active.

        ``fire_time`` is the schedule's fire time (epoch ms) that triggers it. It is recorded in the same write, so that no other
        agent triggers it again. ``caller`` is who started it.
        """
        execution = new_execution_id(definition.ingestion.id)
        while True:
            current = self._require_inactive(definition.ingestion.id)
            try:
                lease = self._new_execution(current, execution, definition, trigger, fire_time)
                lease = lease.with_details(**caller_fields("started", caller))
                # The agents of other machines find it by a search.
                opened = self.leases.write(current, lease, refresh=True)
                self._notify(lease.key)
                return self.project(opened)
            except (VersionConflict, ServiceUnavailable) as error:
                # Another process wrote, perhaps only metadata of the last execution; or the response to this write was lost.
                found = self.get(definition.ingestion.id)
                if found.lease.execution == execution:
                    return self.project(found)
                if isinstance(error, ServiceUnavailable):
                    raise

    def _new_execution(
        self, current: VersionedLease, execution: str, definition: ExecutionDefinition, trigger: Trigger, fire_time: int | None
    ) -> Lease:
        """Return the lease of a new execution.

        Raise :class:`Conflict` if its fire time has already triggered an execution.
        """
        ingestion, kind = definition.ingestion, ExecutionKind(definition.kind)
        schedule, last_fire = ingestion.schedules.get(kind), current.lease.last_fire_of(kind)
        if fire_time is not None and not is_due(schedule, ingestion.timezone, last_fire, fire_time):
            # A short run may have started and ended since this replica read the schedule.
            raise Conflict(f"another replica was first to start the scheduled execution of [{ingestion.id}]")
        details = Details(
            execution=execution, trigger=trigger, strategy=ingestion.strategy.value, target=ingestion.target,
            kind=None if kind is ExecutionKind.LOAD else kind, phase=kind.queued_phase,
        )  # fmt: skip
        status = Status(id=ingestion.id, start_time=self._clock(), details=details)
        lease = current.lease.end(
            status, execution=execution, definition=definition, fence=current.lease.fence + 1,
            starts_without_progress=1, deleted=False, forget=False,
        )  # fmt: skip
        # A fire time that passes during this call counts as triggering this execution, not another one.
        return lease.with_last_fire(kind, max(fire_time, status.start_time)) if fire_time else lease

    def _require_inactive(self, job: str) -> VersionedLease:
        current = self.get(job)
        while not current.lease.projected:
            # The final status must be in the job log before the lease drops that execution.
            self.project_final(current)
            # Another process may have opened an execution meanwhile, so the decision needs the lease as it is now.
            current = self.get(job)
        if current.lease.is_active:
            details = current.lease.execution_status.details
            what = "a run" if details.kind is None else f"a {details.kind}"
            cause = "its schedule started" if details.trigger is Trigger.SCHEDULE else "somebody started"
            raise Conflict(f"the job [{job}] is already running: {cause} {what}")
        return current

    def project_final(self, current: VersionedLease) -> VersionedLease:
        """Project a final status and record in the lease that this is done.

        Return the execution's lease, which is ``current`` if another execution has been opened since.
        """
        self._joblog.project(current)
        found = self._record_projection(current)
        self._notify(current.lease.key)
        return found if found.lease.execution == current.lease.execution else current

    def _record_projection(self, current: VersionedLease) -> VersionedLease:
        # The refresh ends the agents' interest in the lease.
        with contextlib.suppress(VersionConflict):
            return self.leases.write(current, current.lease.evolve(projected=True), refresh=True)
        execution = current.lease.execution
        return self.change(
            current.lease.key, lambda lease: lease.evolve(projected=True) if lease.execution == execution else lease, refresh=True
        )

    def project(self, current: VersionedLease) -> VersionedLease:
        """Project a status and return the execution's lease. If that fails, the next snapshot or an agent does it later."""
        try:
            if current.lease.projected:
                self._joblog.project(current)
                return current
            return self.project_final(current)
        except SidecarError as error:
            log.warning("status not yet projected: %s: %s", current.lease.key, error)
            return current

    def abort(self, job: str, caller: Caller | None = None) -> VersionedLease:
        """Request the abort of the job's execution. ``caller`` is who requests it.

        A queued execution is aborted at once. Nothing changes if the execution is publishing or none is active.
        """
        current = self.change(f"{INGESTION}:{job}", partial(self._request_abort, caller), refresh=True)
        self._notify(current.lease.key)
        return self.project(current) if current.version else current

    def _request_abort(self, caller: Caller | None, lease: Lease) -> Lease:
        status = lease.status
        if status is None or status.state is not JobState.RUNNING or status.details.phase is Phase.PUBLISHING:
            return lease
        if lease.unknown_part is not None:
            raise Conflict(
                f"the execution of the job [{lease.job}] has the {lease.unknown_part}, which this release does not know: "
                "abort it on a replica of the newer release"
            )
        now = self._clock()
        status = status.with_events(Event(time=now, type=EventType.ABORT_REQUESTED, message="An abort was requested."))
        status = status.with_details(**caller_fields("aborted", caller))
        if lease.owner is None and lease.staging is None:
            return lease.end(status.end(JobState.ABORTED, now), positions=positions.after_process_loss(lease), fence=lease.fence + 1)
        return lease.with_status(status.transition_to(JobState.ABORTING))

    def reset_positions(self, ingestion: Ingestion) -> None:
        """Reset the job's positions because its definition changed.

        A running execution of an earlier definition does not restore them.
        """
        self.change(
            f"{INGESTION}:{ingestion.id}", lambda lease: _without_positions(lease) if _ran_earlier_definition(lease, ingestion) else lease
        )

    def clear_positions(self, ingestion: Ingestion) -> None:
        """Reset the job's positions on request; a running execution goes on and does not restore them.

        The next run does not read them from the target either, even if the job never ran or has sent no rows yet.
        """
        is_incremental = ingestion.strategy is Strategy.INCREMENTAL
        self.change(f"{INGESTION}:{ingestion.id}", lambda lease: _without_positions(lease).evolve(sent=lease.sent or is_incremental))

    def arm_schedules(self, job: str, kinds: Iterable[ExecutionKind]) -> None:
        """Set the last fire time of the schedules of some kinds to now, so that only later fire times start executions."""
        now = self._clock()
        self.change(f"{INGESTION}:{job}", lambda lease: reduce(lambda armed, kind: armed.with_last_fire(kind, now), kinds, lease))

    def mark_deleted(self, job: str) -> None:
        """Turn the lease of a deleted job into a tombstone: its fence must never go back."""
        self.change(
            f"{INGESTION}:{job}", lambda lease: _without_positions(lease).evolve(deleted=True) if lease.execution else lease, refresh=True
        )


def _without_positions(lease: Lease) -> Lease:
    return lease.evolve(positions=Positions(), target_uuid=None, forget=lease.is_active)


def _ran_earlier_definition(lease: Lease, ingestion: Ingestion) -> bool:
    """Return whether a lease's execution was opened with an earlier definition.

    A run may have started with the new one since that was saved.
    """
    has_new = lease.is_active and lease.definition is not None and lease.definition.ingestion.position_scope() == ingestion.position_scope()
    return lease.execution is not None and not has_new
