"""Endpoints of ``/_siren/connector/datasource``."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint

from sidecar.api.audit import Effect, record_effect
from sidecar.api.caller import disconnect_check
from sidecar.api.compat.parameters import accepts, check_id, parameters
from sidecar.api.compat.request_body import body, optional_body
from sidecar.api.definitions import (
    SEARCH_PARAMETERS,
    WRITE_PARAMETERS,
    JsonResponse,
    delete_response,
    describe_hit,
    get_response,
    is_create,
    noop_response,
    noop_version,
    not_found_response,
    read_condition,
    save,
    search_definitions,
    search_response,
    write_condition,
    write_response,
)
from sidecar.api.services import Services
from sidecar.errors import BadRequest, Conflict
from sidecar.model.datasource import Datasource
from sidecar.model.proposal import ProposalRequest
from sidecar.model.sampling import SampleRequest, read_query
from sidecar.model.secret import EncryptedSecret, require_unchanged
from sidecar.store.definitions import VersionedDefinition

PATH = "/_siren/connector/datasource"


class DatasourceViews:
    """Views of the datasource endpoints."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.definitions.datasources

    @accepts(*WRITE_PARAMETERS, body=True)
    def put(self, id: str) -> JsonResponse:
        """Create or update a datasource."""
        create, condition = is_create(parameters()), read_condition(parameters())
        requested = _check(self._services, Datasource.from_body(check_id(id), body()))
        saved = self._store.get_readable(id)
        datasource = _with_stored_password(requested, saved)
        if unchanged := noop_version(datasource, saved, self._services.secrets.is_same_datasource):
            record_effect(Effect.NONE)
            return noop_response(id, unchanged)
        condition = write_condition(saved, condition, create=create, reuses_password=isinstance(datasource.password, EncryptedSecret))
        version, created = save(self._store, self._services.secrets.encrypt_datasource(datasource), saved, condition, create=create)
        return write_response(id, version, created)

    @accepts("include_used_by")
    def get(self, id: str) -> JsonResponse:
        """Return a datasource."""
        include_used_by = parameters().boolean("include_used_by")
        found = self._store.get_public(self._services.access.caller_client(), check_id(id))
        if not found:
            return not_found_response(id)
        return {**get_response(found), **(self._find_users([id])[id] if include_used_by else {})}, 200

    @accepts("if_seq_no", "if_primary_term")
    def delete(self, id: str) -> JsonResponse:
        """Delete a datasource that no ingestion uses."""
        condition = read_condition(parameters())
        users = self._services.definitions.ingestions_of_datasource(check_id(id))
        if users:
            raise Conflict(f"the datasource [{id}] is used by the ingestions [{', '.join(users)}]")
        return delete_response(id) if self._store.delete(id, condition) else not_found_response(id)

    @accepts("include_used_by", *SEARCH_PARAMETERS)
    def search(self) -> dict[str, Any]:
        """List datasources."""
        include_used_by = parameters().boolean("include_used_by")
        total, found = search_definitions(self._store, self._services.access.caller_client())
        users = self._find_users([each.id for each in found]) if include_used_by else {}
        return search_response(total, [{**describe_hit(each), **users.get(each.id, {})} for each in found])

    def _find_users(self, ids: list[str]) -> dict[str, dict[str, Any]]:
        """Return the ``used_by`` field of each of these datasources."""
        found = self._services.definitions.public_ingestions_of_datasources(self._services.access.caller_client(), ids)
        return {id: {"used_by": users} for id, users in found.items()}

    @accepts(body=True)
    def validate(self, id: str) -> JsonResponse:
        """Connect to the saved datasource, or to the one in the body; save nothing."""
        requested = optional_body()
        if requested is not None:
            datasource = _with_stored_password(
                _check(self._services, Datasource.from_body(check_id(id), requested)), self._store.get_readable(id)
            )
        elif saved := self._store.get(check_id(id)):
            datasource = saved.definition
        else:
            return not_found_response(id)
        with self._services.request_slots.slot():
            return {"_id": id, "valid": True, **self._services.inspector.validate(datasource, disconnect_check())}, 200

    @accepts("catalog", "schema")
    def metadata(self, id: str) -> JsonResponse:
        """List catalogs, schemas, or tables and views."""
        catalog, schema = parameters().text("catalog") or None, parameters().text("schema") or None
        if schema and not catalog:
            raise BadRequest("[schema] requires [catalog]")
        return self._inspect(id, lambda datasource: self._services.inspector.metadata(datasource, catalog, schema, disconnect_check()))

    @accepts(body=True)
    def sample(self, id: str) -> JsonResponse:
        """Return the first rows of a query as documents."""
        sampling = SampleRequest.from_body(body())
        return self._inspect(id, lambda datasource: self._services.inspector.sample(datasource, sampling, disconnect_check()))

    @accepts(body=True)
    def transforms(self, id: str) -> JsonResponse:
        """Return the default transforms and mapping of a query."""
        query = read_query(body())
        return self._inspect(id, lambda datasource: self._services.inspector.transforms(datasource, query, disconnect_check()))

    @accepts(body=True)
    def definitions(self, id: str) -> JsonResponse:
        """Propose ingestions for tables and views; save nothing."""
        request = ProposalRequest.from_body(optional_body() or {})
        return self._inspect(id, lambda datasource: self._services.inspector.propose(datasource, request, disconnect_check()))

    def _inspect(self, id: str, inspection: Callable[[Datasource], dict[str, Any]]) -> JsonResponse:
        """Run an inspection of a saved datasource."""
        saved = self._store.get(check_id(id))
        if saved is None:
            return not_found_response(id)
        with self._services.request_slots.slot():
            return {"_id": id, "found": True, **inspection(saved.definition)}, 200


def datasource_blueprint(services: Services) -> Blueprint:
    """Create the blueprint of the datasource endpoints."""
    blueprint, views = Blueprint("datasources", __name__, url_prefix=PATH), DatasourceViews(services)
    blueprint.add_url_rule("/<id>", view_func=views.put, methods=["PUT"])
    blueprint.add_url_rule("/<id>", view_func=views.get, methods=["GET"])
    blueprint.add_url_rule("/<id>", view_func=views.delete, methods=["DELETE"])
    blueprint.add_url_rule("/_search", view_func=views.search, methods=["GET", "POST"])
    blueprint.add_url_rule("/<id>/_validate", view_func=views.validate, methods=["POST"])
    blueprint.add_url_rule("/<id>/_metadata", view_func=views.metadata, methods=["GET", "POST"])
    blueprint.add_url_rule("/<id>/_sample", view_func=views.sample, methods=["POST"])
    blueprint.add_url_rule("/<id>/_transforms", view_func=views.transforms, methods=["POST"])
    blueprint.add_url_rule("/<id>/_definitions", view_func=views.definitions, methods=["POST"])
    return blueprint


def _check(services: Services, datasource: Datasource) -> Datasource:
    """Return the datasource, or raise if no reader can be created for it."""
    services.inspector.check_datasource(datasource)
    return datasource


def _with_stored_password(requested: Datasource, saved: VersionedDefinition[Datasource] | None) -> Datasource:
    """Reuse the stored password if none was given and the connection is unchanged."""
    if requested.password is not None or saved is None or saved.definition.password is None:
        return requested
    require_unchanged("jdbc.password", same=requested.connection_identity() == saved.definition.connection_identity())
    return replace(requested, password=saved.definition.password)
