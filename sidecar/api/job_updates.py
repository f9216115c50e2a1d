"""What saving an ingestion changes in its job: the last fire times of its schedules, and its positions."""

from typing import Any

from sidecar.api.services import Services
from sidecar.model.ingestion import Ingestion
from sidecar.model.job_state import ExecutionKind
from sidecar.model.lease import Lease


def arm_before_enabling(services: Services, ingestion: Ingestion, before: Ingestion | None) -> None:
    """Arm new or disabled schedules before they are saved as enabled: an agent that sees it at once must find no missed fire time.

    The lease of a deleted job still has the last fire time of that job.
    """
    enabled_before = before.schedules if before is not None and before.enable_scheduler else {}
    if ingestion.enable_scheduler and (new := ingestion.schedules.keys() - enabled_before.keys()):
        services.lifecycle.arm_schedules(ingestion.id, new)


def update_job(services: Services, ingestion: Ingestion, before: Ingestion | None) -> bool:
    """Apply the new definition to the job; return whether its positions were reset."""
    lease = services.lifecycle.get(ingestion.id).lease
    if ingestion.enable_scheduler and before is not None:
        kinds = [kind for kind in ingestion.schedules if not _is_armed(lease, kind, ingestion, before)]
        services.lifecycle.arm_schedules(ingestion.id, kinds)
    earlier = before or last_run_definition(lease)
    if earlier is None or not ingestion.invalidates_positions_of(earlier):
        return False
    services.lifecycle.reset_positions(ingestion)
    return True


def last_run_definition(lease: Lease) -> Ingestion | None:
    """Return the definition of a job's last run, for a job whose saved one is missing, unsigned or unreadable."""
    return None if lease.deleted or lease.definition is None else lease.definition.ingestion


def _is_armed(lease: Lease, kind: ExecutionKind, ingestion: Ingestion, before: Ingestion) -> bool:
    """Return whether a schedule has a last fire time, and is as it was before."""
    return lease.last_fire_of(kind) is not None and _schedule_fields(before, kind) == _schedule_fields(ingestion, kind)


def _schedule_fields(ingestion: Ingestion, kind: ExecutionKind) -> tuple[Any, ...]:
    return (ingestion.schedules.get(kind), ingestion.enable_scheduler, ingestion.timezone)
