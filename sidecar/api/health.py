"""Endpoints ``/_siren/live`` and ``/_siren/health`` for orchestrators and load balancers; they require no privileges."""

from typing import Any

from flask import Blueprint

from sidecar.api.compat.parameters import accepts
from sidecar.api.services import Services
from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ServiceUnavailable, SidecarError
from sidecar.store import indices


def health_blueprint(services: Services) -> Blueprint:
    """Create the blueprint of the health endpoints."""
    blueprint = Blueprint("health", __name__, url_prefix="/_siren")

    @blueprint.get("/live")
    @accepts()
    def live() -> dict[str, Any]:
        return {"status": "live"}

    @blueprint.get("/health")
    @accepts()
    def ready() -> tuple[dict[str, Any], int, dict[str, str]]:
        checks = {"elasticsearch": _check_elasticsearch(services), "indices": _check_indices(services)}
        healthy = all(check["status"] == "ok" for check in checks.values())
        if healthy:
            return {"status": "ok", "checks": checks}, 200, {}
        return {"status": "unavailable", "checks": checks}, 503, {"Retry-After": str(ServiceUnavailable.retry_after)}

    return blueprint


def _check_elasticsearch(services: Services) -> dict[str, Any]:
    try:
        with translate_elasticsearch_errors():
            response = services.client.options(request_timeout=3).cluster.health(timeout="2s")
    except SidecarError as error:
        return {"status": "unavailable", "reason": str(error)}
    return {"status": "ok", "cluster_status": response["status"]}


def _check_indices(services: Services) -> dict[str, Any]:
    try:
        missing = indices.missing_indices(services.client.options(request_timeout=3))
    except SidecarError as error:
        return {"status": "unavailable", "reason": str(error)}
    return {"status": "missing", "missing": missing} if missing else {"status": "ok"}
