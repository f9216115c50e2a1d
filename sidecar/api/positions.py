"""Endpoints of ``/_siren/connector/ingestion/<id>/_positions``."""

from flask import Blueprint

from sidecar.api.compat.parameters import accepts, check_id
from sidecar.api.definitions import JsonResponse, delete_response, not_found_response
from sidecar.api.ingestions import PATH
from sidecar.api.services import Services
from sidecar.model.positions import Positions
from sidecar.model.privileges import index_privileges


class PositionViews:
    """Views of the endpoints of positions."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.definitions.ingestions

    @accepts()
    def show(self, id: str) -> JsonResponse:
        """Return the values that the next run's query starts from."""
        saved = self._store.get(check_id(id))
        if saved is None:
            return not_found_response(id)
        # The largest key is a value of the target.
        self._services.access.require(index_privileges(saved.definition.target, "read"))
        found = self._services.lifecycle.get(id).lease.positions
        # Others belong to an earlier definition: they could not be reset when this one was saved.
        is_valid = found.scope in (None, saved.definition.position_scope())
        return {"_id": id, "found": True, "positions": (found if is_valid else Positions()).to_json()}, 200

    @accepts()
    def reset(self, id: str) -> JsonResponse:
        """Reset the stored positions: the next run reads all rows."""
        saved = self._store.get(check_id(id))
        if saved is None:
            return not_found_response(id)
        self._services.access.require_target(saved.definition)
        self._services.lifecycle.clear_positions(saved.definition)
        return delete_response(id)


def position_blueprint(services: Services) -> Blueprint:
    """Create the blueprint of the endpoints of positions."""
    blueprint, views = Blueprint("positions", __name__, url_prefix=PATH), PositionViews(services)
    blueprint.add_url_rule("/<id>/_positions", view_func=views.show, methods=["GET"])
    blueprint.add_url_rule("/<id>/_positions", view_func=views.reset, methods=["DELETE"])
    return blueprint
