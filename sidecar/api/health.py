"""``/_siren/live`` and ``/_siren/health``: for orchestrators and load balancers; they need no privilege and tell no secret."""

from typing import Any

from flask import Blueprint

from sidecar.api.compat.parameters import accepts
from sidecar.api.services import Services
from sidecar.elastic import translated
from sidecar.errors import SidecarError, Unavailable
from sidecar.store import indices


def health(services: Services) -> Blueprint:
    """Make the endpoints."""
    blueprint = Blueprint("health", __name__, url_prefix="/_siren")

    @blueprint.get("/live")
    @accepts()
    def live() -> dict[str, Any]:
        return {"status": "live"}

    @blueprint.get("/health")
    @accepts()
    def ready() -> tuple[dict[str, Any], int, dict[str, str]]:
        checks = {"elasticsearch": _elasticsearch(services), "indices": _indices(services)}
        healthy = all(check["status"] == "ok" for check in checks.values())
        if healthy:
            return {"status": "ok", "checks": checks}, 200, {}
        return {"status": "unavailable", "checks": checks}, 503, {"Retry-After": str(Unavailable.retry_after)}

    return blueprint


def _elasticsearch(services: Services) -> dict[str, Any]:
    try:
        with translated():
            answer = services.client.options(request_timeout=3).cluster.health(timeout="2s")
    except SidecarError as error:
        return {"status": "unavailable", "reason": str(error)}
    return {"status": "ok", "cluster_status": answer["status"]}


def _indices(services: Services) -> dict[str, Any]:
    try:
        missing = indices.missing(services.client.options(request_timeout=3))
    except SidecarError as error:
        return {"status": "unavailable", "reason": str(error)}
    return {"status": "missing", "missing": missing} if missing else {"status": "ok"}
