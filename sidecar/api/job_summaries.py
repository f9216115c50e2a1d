"""What a search of ingestions says about their jobs: the last status, and when they start next."""

from operator import itemgetter
from typing import Any

from sidecar.api.access import READ_JOBS
from sidecar.api.services import Services
from sidecar.jobs.clock import now_millis
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import INGESTION, Status
from sidecar.model.job_state import ExecutionKind
from sidecar.model.schedule import next_fire_time
from sidecar.store.definitions import PublicDefinition


def describe_jobs(services: Services, found: list[PublicDefinition]) -> dict[str, dict[str, Any]]:
    """Return the ``status`` of each of these ingestions whose job has run, and ``next_fire`` where a schedule is enabled."""
    services.access.require(READ_JOBS)
    leases = [current.lease for current in services.lifecycle.leases.get_readable(f"{INGESTION}:{each.id}" for each in found)]
    statuses = {lease.job: _describe_status(lease.status) for lease in leases if lease.status and not lease.deleted}
    # A definition without a valid signature never fires.
    scheduled = services.definitions.ingestions.get_many(each.id for each in found if _is_scheduled(each.source))
    fires = {each.definition.id: _next_fire(each.definition) for each in scheduled}
    return {each.id: {**statuses.get(each.id, {}), **fires.get(each.id, {})} for each in found}


def _is_scheduled(source: dict[str, Any]) -> bool:
    ingest = source.get("ingest")
    return isinstance(ingest, dict) and ingest.get("enable_scheduler") is True


def _describe_status(status: Status) -> dict[str, Any]:
    """Return a status, and its kind unless it is that of a run."""
    kind = status.details.kind
    return {"status": status.to_json(detailed=False), **({} if kind is None else {"kind": str(kind)})}


def _next_fire(ingestion: Ingestion) -> dict[str, Any]:
    """Return the earliest of the next fire times of the enabled schedules, and its kind unless it starts a run."""
    schedules = ingestion.schedules if ingestion.enable_scheduler else {}
    fire_times = ((next_fire_time(schedule, ingestion.timezone, now_millis()), kind) for kind, schedule in schedules.items())
    earliest = min(((time, kind) for time, kind in fire_times if time is not None), key=itemgetter(0), default=None)
    if earliest is None:
        return {}
    time, kind = earliest
    return {"next_fire": time, **({} if kind is ExecutionKind.LOAD else {"next_fire_kind": kind.value})}
