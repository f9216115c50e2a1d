"""The moves of a job's life that any process may make: open, ask for the end, end, forget.

Each is one compare-and-set on the lease. A conflict means that somebody else decided first: read again, decide again.
"""

import logging
from collections.abc import Callable

from sidecar.errors import Conflict, SidecarError, Unavailable, VersionConflict
from sidecar.jobs import positions
from sidecar.jobs.clock import Clock, now_millis
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import INGESTION, Details, JobState, Phase, Status, Trigger, new_execution_id
from sidecar.model.lease import Definition, Lease
from sidecar.model.positions import Positions
from sidecar.model.schedule import is_due
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Held, Leases

log = logging.getLogger(__name__)


class Lifecycle:
    """The life of every job, decided in its lease and told in the log."""

    def __init__(self, leases: Leases, joblog: JobLog, clock: Clock = now_millis) -> None:
        self.leases = leases
        self._joblog = joblog
        self._clock = clock

    def current(self, job: str, type: str = INGESTION) -> Held:
        """Get the job's lease; one that was never written where the job has none."""
        return self.leases.get(f"{type}:{job}") or Held(lease=Lease(job=job, type=type))

    def change(self, key: str, change: Callable[[Lease], Lease], *, refresh: bool = False) -> Held:
        """Apply a change to the lease as it is now, again after every conflict; an unchanged lease is not written."""
        while True:
            held = self.leases.get(key) or Held(lease=Lease(job=key.partition(":")[2], type=key.partition(":")[0]))
            lease = change(held.lease)
            if lease == held.lease:
                return held
            try:
                return self.leases.write(held, lease, refresh=refresh)
            except VersionConflict:
                continue

    def open(self, definition: Definition, trigger: Trigger, *, fire: int | None = None) -> Held:
        """Open an execution, queued for any agent; raise :class:`Conflict` while one is active.

        ``fire``, the schedule's fire time that it honours (epoch ms), is noted in the same write: no other agent honours it again.
        """
        execution = new_execution_id(definition.ingestion.id)
        while True:
            held = self._ready(definition.ingestion.id)
            try:
                return self.project(self.leases.write(held, self._opened(held, execution, definition, trigger, fire), refresh=True))
            except (VersionConflict, Unavailable) as error:
                # Somebody else wrote, perhaps only a note about the last execution; or only the answer to this write was lost.
                found = self.current(definition.ingestion.id)
                if found.lease.execution == execution:
                    return self.project(found)
                if isinstance(error, Unavailable):
                    raise

    def _opened(self, held: Held, execution: str, definition: Definition, trigger: Trigger, fire: int | None) -> Lease:
        """Give the lease of a new execution."""
        ingestion = definition.ingestion
        if fire is not None and not is_due(ingestion.schedule, ingestion.timezone, held.lease.last_fire, fire):
            # A short run may have begun and ended since this replica looked.
            raise Conflict(f"another replica was first to honour the schedule of [{ingestion.id}]")
        details = Details(execution=execution, trigger=trigger, strategy=ingestion.strategy.value, target=ingestion.target)
        status = Status(id=ingestion.id, start_time=self._clock(), details=details)
        return held.lease.ended(
            status, execution=execution, definition=definition, fence=held.lease.fence + 1, tries=1, deleted=False, forget=False,
            # A time that passes while it is being opened is honoured by it, not by another one.
            last_fire=max(fire, status.start_time) if fire else held.lease.last_fire,
        )  # fmt: skip

    def _ready(self, job: str) -> Held:
        held = self.current(job)
        if held.lease.active:
            raise _busy(job)
        # The last end must be in the log before the lease forgets that execution.
        return held if held.lease.projected else self.settle(held)

    def settle(self, held: Held) -> Held:
        """Project a final status and note that it is done."""
        self._joblog.project(held)
        return self.change(held.lease.key, lambda lease: lease.evolve(projected=True) if lease.execution == held.lease.execution else lease)

    def project(self, held: Held) -> Held:
        """Project a status; what cannot be written now is written with the next one, or by an agent."""
        try:
            if held.lease.projected:
                self._joblog.project(held)
                return held
            return self.settle(held)
        except SidecarError as error:
            log.warning("the status of %s is not in the log yet: %s", held.lease.key, error)
            return held

    def abort(self, job: str) -> Held:
        """Ask for the end of the job's execution.

        One that no agent has is aborted at once; one that has begun to publish goes on; without an active one nothing changes.
        """
        held = self.change(f"{INGESTION}:{job}", self._aborting, refresh=True)
        return self.project(held) if held.at else held

    def _aborting(self, lease: Lease) -> Lease:
        status = lease.status
        if status is None or status.state is not JobState.RUNNING or status.details.phase is Phase.PUBLISHING:
            return lease
        if lease.owner is None and lease.staging is None:
            ended = status.ended(JobState.ABORTED, self._clock())
            return lease.ended(ended, positions=positions.after_lost(lease), fence=lease.fence + 1)
        return lease.with_status(status.moved(JobState.ABORTING))

    def forget(self, ingestion: Ingestion) -> None:
        """Forget the job's positions before its new definition; a run under way with an earlier one does not bring them back."""
        self.change(f"{INGESTION}:{ingestion.id}", lambda lease: _forgotten(lease) if _is_earlier(lease, ingestion) else lease)

    def arm(self, job: str) -> None:
        """Let a schedule count from now on."""
        now = self._clock()
        self.change(f"{INGESTION}:{job}", lambda lease: lease.evolve(last_fire=now, deleted=False))

    def bury(self, job: str) -> None:
        """Leave a tombstone where a job's lease was: its fence must never go back."""
        self.change(f"{INGESTION}:{job}", lambda lease: _forgotten(lease).evolve(deleted=True) if lease.execution else lease, refresh=True)


def _forgotten(lease: Lease) -> Lease:
    return lease.evolve(positions=Positions(), target_uuid=None, forget=lease.active)


def _is_earlier(lease: Lease, ingestion: Ingestion) -> bool:
    """Tell whether a lease speaks of an earlier definition; a run may have begun with the new one since that was saved."""
    began_with_it = lease.active and lease.definition is not None and lease.definition.ingestion.identity() == ingestion.identity()
    return lease.execution is not None and not began_with_it


def _busy(job: str) -> Conflict:
    return Conflict(f"the job [{job}] is running already")
