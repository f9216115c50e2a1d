"""Claim: what the lease of a queued execution becomes when an agent claims it for one of its processes."""

from sidecar.model.events import Event, EventType
from sidecar.model.job_state import ExecutionKind, Phase
from sidecar.model.lease import Lease
from sidecar.settings import Settings


def claim(lease: Lease, agent: str, process: str | None, settings: Settings, now: int) -> Lease:
    """Return the lease as claimed by an agent at a time (epoch ms); ``process`` identifies the process that will run the execution."""
    details = lease.execution_status.details
    started = Event(time=now, type=EventType.ATTEMPT_STARTED, message=f"The agent [{agent}] started attempt {details.attempt}.")
    status = lease.execution_status.with_details(agent=agent, heartbeat=now, phase=_first_phase(details.phase)).with_events(started)
    return lease.evolve(
        status=status, owner=agent, fence=lease.fence + 1, process=process,
        owner_timeout=settings.lease_timeout, owner_interval=settings.snapshot_interval,
    )  # fmt: skip


def _first_phase(phase: Phase | str | None) -> Phase | str | None:
    """Return the phase in which a claimed execution begins; one that was publishing goes on with that."""
    first_phases = {kind.queued_phase: kind.first_phase for kind in ExecutionKind}
    return first_phases.get(phase, phase) if isinstance(phase, Phase) else phase
