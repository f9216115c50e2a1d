"""``/_siren/connector/jobs``: what runs, what ran, and how to stop it."""

import math
import time
from typing import Any

from flask import Blueprint

from sidecar.api.caller import hung_up
from sidecar.api.compat.parameters import NO_LIMIT, Parameters, accepts, checked_id, parameters
from sidecar.api.compat.request_body import optional_body
from sidecar.api.definitions import Answer
from sidecar.api.search import NAMES, native_search
from sidecar.api.services import Services
from sidecar.errors import BadRequest
from sidecar.model.job import TYPES
from sidecar.model.lease import Lease
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Held

PATH = "/_siren/connector/jobs"

SOONEST, LATEST, SHARE = 0.05, 0.5, 50
"""Seconds between two looks at a lease whose end is waited for: a fiftieth of the wait so far, so that long ones cost little."""


class Jobs:
    """The calls on jobs."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @accepts("detailed")
    def running(self, type: str) -> dict[str, Any]:
        """List the jobs that run, over all replicas."""
        check_type(type)
        detailed = _detailed()
        leases = (self._services.life.leases.get(key) for key in self._services.life.leases.active())
        found = [held.lease for held in leases if held and held.lease.active and held.lease.type == type]
        found.sort(key=lambda lease: lease.job)
        return {"count": len(found), "jobs": [told(lease, detailed=detailed) for lease in found]}

    @accepts("detailed")
    def status(self, type: str, id: str) -> Answer:
        """Tell a job's current or last execution."""
        lease = self._services.life.current(checked_id(id), check_type(type)).lease
        return answer(lease, detailed=_detailed())

    @accepts("detailed", "wait_for_completion", "timeout")
    def abort(self, type: str, id: str) -> Answer:
        """End a job, and by default wait for its end."""
        check_type(type)
        wait, timeout = parameters().boolean("wait_for_completion", True), parameters().duration("timeout", 30.0)
        detailed = _detailed()
        active = self._services.life.current(checked_id(id)).lease.active
        with self._services.waiting.place(wanted=wait and active):
            held = self._services.life.abort(id)
            if wait:
                return await_end(self._services, held, timeout, detailed=detailed)
        return answer(held.lease, detailed=detailed)

    @accepts(*NAMES, "rest_total_hits_as_int", "detailed", body=True)
    def search(self) -> dict[str, Any]:
        """Search the log."""
        query = native_search(parameters(), optional_body(), detailed=_detailed())
        as_integer = parameters().boolean("rest_total_hits_as_int", True)
        return JobLog(self._services.access.client()).search(query, {"rest_total_hits_as_int": str(as_integer).lower()})


def jobs(services: Services) -> Blueprint:
    """Make the endpoints."""
    blueprint, views = Blueprint("jobs", __name__, url_prefix=PATH), Jobs(services)
    blueprint.add_url_rule("/<type>", view_func=views.running, methods=["GET"])
    blueprint.add_url_rule("/<type>/<id>", view_func=views.status, methods=["GET"])
    blueprint.add_url_rule("/<type>/<id>/_abort", view_func=views.abort, methods=["POST"])
    blueprint.add_url_rule("/_search", view_func=views.search, methods=["GET", "POST"])
    return blueprint


def _detailed() -> bool:
    return parameters().boolean("detailed")


def check_type(type: str) -> str:
    """Give the type back, or refuse one that does not exist."""
    if type not in TYPES:
        raise BadRequest(f"unknown job type [{type}], known types are [{', '.join(TYPES)}]")
    return type


def told(lease: Lease, *, detailed: bool) -> dict[str, Any]:
    """Tell a job that has run, in the seed's shape."""
    assert lease.status is not None  # noqa: S101 - the callers look
    return _found(lease, lease.status.to_json(detailed=detailed))


def _found(lease: Lease, status: dict[str, Any]) -> dict[str, Any]:
    return {"_id": lease.job, "type": lease.type, "found": True, "status": status}


def answer(lease: Lease, *, detailed: bool) -> Answer:
    """Answer with a job's current or last status; 404 for one that never ran."""
    if lease.status is None or lease.deleted:
        return {"_id": lease.job, "type": lease.type, "found": False}, 404
    return told(lease, detailed=detailed), 200


def await_end(services: Services, held: Held, timeout: float, *, detailed: bool) -> Answer:
    """Wait as :func:`wait_for_end` does, and answer with this execution's status, also when another one has begun since."""
    execution, lease = held.lease.execution, wait_for_end(services, held, timeout).lease
    told_of = None if execution in (None, lease.execution) else services.log.get(execution)
    if told_of is None:
        return answer(lease, detailed=detailed)
    status = told_of[lease.type]
    return _found(lease, status if detailed else {name: value for name, value in status.items() if name != "details"}), 200


def wait_for_end(services: Services, held: Held, timeout: float) -> Held:
    """Wait until this execution has ended, the caller has hung up, or ``timeout`` seconds are over; give the lease as it is then."""
    gone, execution = hung_up(), held.lease.execution
    began = time.monotonic()
    deadline = math.inf if timeout == NO_LIMIT else began + timeout
    while _goes_on(held.lease, execution) and (left := deadline - time.monotonic()) > 0 and not gone():
        time.sleep(min(left, LATEST, max(SOONEST, (time.monotonic() - began) / SHARE)))
        held = services.life.leases.get(held.lease.key) or held
    return held


def _goes_on(lease: Lease, execution: str | None) -> bool:
    # An end that the log does not show yet is not one for a caller who waits: their next call may be a search.
    return lease.execution == execution and (lease.active or not lease.projected)


def wait_parameters(given: Parameters) -> tuple[bool, float]:
    """Read whether, and for how many seconds, a caller waits for a run's end."""
    return given.boolean("wait_for_completion", False), given.duration("timeout", NO_LIMIT)
