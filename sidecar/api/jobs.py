"""Endpoints of ``/_siren/connector/jobs``."""

import math
from typing import Any

from flask import Blueprint

from sidecar.api import audit
from sidecar.api.audit import Effect, record_effect
from sidecar.api.caller import authenticated_caller, disconnect_check
from sidecar.api.compat.parameters import NO_LIMIT, Parameters, accepts, check_id, parameters
from sidecar.api.compat.request_body import optional_body
from sidecar.api.definitions import JsonResponse
from sidecar.api.search import JOB_LOG, build_search_body
from sidecar.api.services import Services
from sidecar.errors import BadRequest
from sidecar.model.job import TYPES, Status
from sidecar.model.job_state import JobState
from sidecar.model.lease import Lease
from sidecar.store.joblog import JobLog
from sidecar.store.leases import VersionedLease

PATH = "/_siren/connector/jobs"


class JobViews:
    """Views of the job endpoints."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @accepts("detailed")
    def running(self, type: str) -> dict[str, Any]:
        """List the running jobs of all replicas."""
        check_type(type)
        detailed = _is_detailed()
        leases = self._services.lifecycle.leases
        keys = (key for key in leases.find_active() if key.startswith(f"{type}:"))
        found = {key.partition(":")[2]: status for key, status in leases.read_statuses(keys) if status.is_active}
        return {"count": len(found), "jobs": [_found_body(job, type, found[job].to_json(detailed=detailed)) for job in sorted(found)]}

    @accepts("detailed")
    def status(self, type: str, id: str) -> JsonResponse:
        """Return the status of a job's current or last execution."""
        status = self._services.lifecycle.get_status(check_id(id), check_type(type))
        return _status_response(self._services, id, type, status, detailed=_is_detailed())

    @accepts("detailed", "wait_for_completion", "timeout")
    def abort(self, type: str, id: str) -> JsonResponse:
        """Abort a job's execution and, by default, wait for its end."""
        check_type(type)
        wait, timeout = parameters().boolean("wait_for_completion", True), parameters().duration("timeout", 30.0)
        detailed = _is_detailed()
        before = self._services.lifecycle.get(check_id(id)).lease
        with self._services.request_slots.slot(is_needed=wait and before.is_active):
            current = self._services.lifecycle.abort(id, authenticated_caller())
            _record_abort(before, current.lease)
            if wait:
                return wait_and_respond(self._services, current, timeout, detailed=detailed)
        return status_response(self._services, current.lease, detailed=detailed)

    @accepts(*JOB_LOG.parameters, "rest_total_hits_as_int", "detailed", body=True)
    def search(self) -> dict[str, Any]:
        """Search the job log."""
        query = build_search_body(JOB_LOG, parameters(), optional_body(), detailed=_is_detailed())
        as_integer = parameters().boolean("rest_total_hits_as_int", True)
        return JobLog(self._services.access.caller_client()).search(query, {"rest_total_hits_as_int": str(as_integer).lower()})


def job_blueprint(services: Services) -> Blueprint:
    """Create the blueprint of the job endpoints."""
    blueprint, views = Blueprint("jobs", __name__, url_prefix=PATH), JobViews(services)
    blueprint.add_url_rule("/<type>", view_func=views.running, methods=["GET"])
    blueprint.add_url_rule("/<type>/<id>", view_func=views.status, methods=["GET"])
    blueprint.add_url_rule("/<type>/<id>/_abort", view_func=views.abort, methods=["POST"])
    blueprint.add_url_rule("/_search", view_func=views.search, methods=["GET", "POST"])
    return blueprint


def _is_detailed() -> bool:
    return parameters().boolean("detailed")


def _record_abort(before: Lease, lease: Lease) -> None:
    """Write the audit event of an abort, unless the job has never run."""
    if lease.status is None or lease.deleted:
        return
    was_running = before.status is not None and before.status.state is JobState.RUNNING
    is_aborted = was_running and lease.status.state in (JobState.ABORTING, JobState.ABORTED)
    record_effect(Effect.CHANGED if is_aborted else Effect.NONE, execution=lease.execution)
    audit.write()


def check_type(type: str) -> str:
    """Return the job type, or raise :class:`BadRequest` for an unknown one."""
    if type not in TYPES:
        raise BadRequest(f"unknown job type [{type}], known types are [{', '.join(TYPES)}]")
    return type


def _found_body(job: str, type: str, status: dict[str, Any]) -> dict[str, Any]:
    return {"_id": job, "type": type, "found": True, "status": status}


def status_response(services: Services, lease: Lease, *, detailed: bool) -> JsonResponse:
    """Return the response with a job's current or last status, or 404 if it never ran."""
    return _status_response(services, lease.job, lease.type, None if lease.deleted else lease.status, detailed=detailed)


def _status_response(services: Services, job: str, type: str, status: Status | None, *, detailed: bool) -> JsonResponse:
    if status is None:
        return {"_id": job, "type": type, "found": False}, 404
    # The result of a verification has values of the target's documents.
    has_values = detailed and status.details.comparison is not None and bool(status.details.comparison.differences)
    values = has_values and services.access.may_read(status.details.target)
    return _found_body(job, type, status.to_json(detailed=detailed, values=values)), 200


def wait_and_respond(services: Services, current: VersionedLease, timeout: float, *, detailed: bool) -> JsonResponse:
    """Wait as :func:`wait_for_end` does and return this execution's status, even if another one has started since."""
    execution, lease = current.lease.execution, wait_for_end(services, current, timeout).lease
    logged = None if execution in (None, lease.execution) else services.job_log.get(execution)
    if logged is None:
        return status_response(services, lease, detailed=detailed)
    status = logged[lease.type]
    shown = status if detailed else {name: value for name, value in status.items() if name != "details"}
    return _found_body(lease.job, lease.type, shown), 200


def wait_for_end(services: Services, current: VersionedLease, timeout: float) -> VersionedLease:
    """Wait until this execution has ended, the caller has disconnected, or ``timeout`` seconds have passed; return the lease."""
    lease = current.lease
    if not lease.is_active and lease.projected:
        return current
    services.end_poller.wait(lease.key, lease.execution, math.inf if timeout == NO_LIMIT else timeout, disconnect_check())
    return services.lifecycle.leases.get(lease.key) or current


def read_wait_parameters(values: Parameters) -> tuple[bool, float]:
    """Return ``wait_for_completion`` and ``timeout``, in seconds."""
    return values.boolean("wait_for_completion", False), values.duration("timeout", NO_LIMIT)
