"""Recovery: whether and how an execution whose process is lost is restarted.

The agent calls this after :mod:`sidecar.jobs.agent.failure_detector` or the exit of its own process. The next attempt continues from
the checkpoint in the lease, if there is one (see :mod:`sidecar.jobs.run.resume`).
"""

from sidecar.model.ingestion import Strategy
from sidecar.model.job_state import ExecutionKind, Phase
from sidecar.model.lease import Lease


def restart_obstacle(lease: Lease, max_attempts: int | None) -> str | None:
    """Return why the execution must not be restarted; None if it may be.

    ``max_attempts`` limits the starts without progress; None means no limit.
    """
    definition, details = lease.definition, lease.execution_status.details
    if details.phase is Phase.PUBLISHING or definition is None:
        return None
    ingestion = definition.ingestion
    if (
        definition.kind is ExecutionKind.LOAD
        and ingestion.strategy is Strategy.INCREMENTAL
        and not ingestion.pk_field
        and details.rows_read
    ):
        rows = f"up to {details.rows_read} may be in the target"
        return f"Without a [pk_field], rows already sent would be indexed again: {rows}."
    if max_attempts is not None and lease.starts_without_progress >= max_attempts:
        return f"It was started {lease.starts_without_progress} times without progress."
    return None


def requeue(lease: Lease, reason: str, *, count_attempt: bool) -> Lease:
    """Return the lease with the execution queued for its next attempt. A publishing execution stays in that phase.

    ``count_attempt`` is whether the lost attempt counts as a start without progress.
    """
    details = lease.execution_status.details
    if details.phase is Phase.PUBLISHING:
        restarted = lease.with_details(attempt=details.attempt + 1, restart_reason=reason, agent=None)
    else:
        # The lost process may still delete its staging index, so the next attempt must not continue in it.
        resumable = lease.evolve(checkpoint=None) if details.phase is Phase.CLEANING else lease
        restarted = resumable.restart(reason, attempt=details.attempt + 1, agent=None, phase=_queued_phase(lease))
    starts = lease.starts_without_progress + count_attempt
    return restarted.without_owner().evolve(fence=lease.fence + 1, starts_without_progress=starts)


def _queued_phase(lease: Lease) -> Phase:
    kind = lease.definition.kind if lease.definition else ExecutionKind.LOAD
    return ExecutionKind(kind).queued_phase
