"""Endpoints ``/_siren``, ``/_siren/connector/agents`` and ``/_siren/connector/_me``: the service, its agents and its caller."""

import socket
from dataclasses import asdict
from typing import Any

from flask import Blueprint

from sidecar.api.compat.parameters import accepts
from sidecar.api.services import Services
from sidecar.elastic import translate_elasticsearch_errors
from sidecar.jobs.clock import now_millis
from sidecar.release import product_version
from sidecar.store.indices import DATASOURCES, DEAD_LETTERS, INGESTIONS, JOBS

LINKS = {"console": "_siren/console/", "openapi": "_siren/openapi.json", "health": "_siren/health"}
"""Paths relative to ``/_siren``: they hold below the path prefix of a proxy too."""

ALIVE = 30_000
"""Milliseconds since its last heartbeat for which an agent is alive: three times their interval."""
_PRIVILEGES = ("read", "write")


class ServiceViews:
    """Views of the service."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @accepts()
    def describe(self) -> dict[str, Any]:
        """Return the name and the version of the service and of its cluster."""
        client = self._services.client
        with translate_elasticsearch_errors():
            cluster = client.cluster.state(metric="version", filter_path=["cluster_name", "cluster_uuid"])
            nodes = client.nodes.info(node_id="_local", filter_path="nodes.*.version")["nodes"]
        return {
            "name": socket.gethostname(),
            "version": product_version(),
            "cluster_name": cluster["cluster_name"],
            "cluster_uuid": cluster["cluster_uuid"],
            "elasticsearch": {"version": next(iter(nodes.values()))["version"]},
            "links": LINKS,
        }

    @accepts()
    def agents(self) -> dict[str, Any]:
        """List the agents of all replicas."""
        now = now_millis()
        found = [{**asdict(each), "is_alive": each.heartbeat >= now - ALIVE} for each in self._services.agents.list_all()]
        return {"count": len(found), "agents": found}

    @accepts()
    def caller(self) -> dict[str, Any]:
        """Return the caller's name, roles and privileges on the sidecar's indices."""
        access = self._services.access
        caller = access.caller()
        return {
            "username": caller.name if caller else None,
            "roles": list(caller.roles) if caller else [],
            "security": caller is not None,
            "index": access.granted_privileges((JOBS, DATASOURCES, INGESTIONS, DEAD_LETTERS), _PRIVILEGES),
        }


def service_blueprint(services: Services) -> Blueprint:
    """Create the blueprint of the service."""
    blueprint, views = Blueprint("service", __name__, url_prefix="/_siren"), ServiceViews(services)
    blueprint.add_url_rule("", view_func=views.describe, methods=["GET"])
    blueprint.add_url_rule("/connector/agents", view_func=views.agents, methods=["GET"])
    blueprint.add_url_rule("/connector/_me", view_func=views.caller, methods=["GET"])
    return blueprint
