"""``/_siren/connector/datasource``: where rows come from."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint

from sidecar.api.caller import hung_up
from sidecar.api.compat.parameters import accepts, checked_id, parameters
from sidecar.api.compat.request_body import body, optional_body
from sidecar.api.definitions import WRITE_PARAMETERS, Answer, creates, deleted, expected, listed, not_found, over, shown, written
from sidecar.api.services import Services
from sidecar.errors import BadRequest, Conflict
from sidecar.model.datasource import Datasource
from sidecar.model.sampling import Sampling, query_of
from sidecar.model.secret import Sealed, kept
from sidecar.store.catalog import Saved

PATH = "/_siren/connector/datasource"


class Datasources:
    """The calls on datasources."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.catalog.datasources

    @accepts(*WRITE_PARAMETERS, body=True)
    def put(self, id: str) -> Answer:
        """Save a definition."""
        create, condition = creates(parameters()), expected(parameters())
        given = _checked(self._services, Datasource.from_body(checked_id(id), body()))
        saved = self._store.genuine(id)
        datasource = _with_password(given, saved)
        condition = over(saved, condition, create=create, keeps=isinstance(datasource.password, Sealed))
        at, created = self._store.put(self._services.secrets.sealed_datasource(datasource), create=create, expected=condition)
        return written(id, at, created)

    @accepts()
    def get(self, id: str) -> Answer:
        """Show one."""
        found = self._store.show(self._services.access.client(), checked_id(id))
        return (shown(found), 200) if found else not_found(id)

    @accepts("if_seq_no", "if_primary_term")
    def delete(self, id: str) -> Answer:
        """Delete one."""
        condition = expected(parameters())
        users = self._services.catalog.users_of(checked_id(id))
        if users:
            raise Conflict(f"the datasource [{id}] is used by the ingestions [{', '.join(users)}]")
        return deleted(id) if self._store.delete(id, condition) else not_found(id)

    @accepts()
    def search(self) -> dict[str, Any]:
        """List them."""
        return listed([{"_id": each.id, "_source": each.source} for each in self._store.shown(self._services.access.client())])

    @accepts(body=True)
    def validate(self, id: str) -> Answer:
        """Try it; nothing is kept."""
        given = optional_body()
        if given is not None:
            datasource = _with_password(_checked(self._services, Datasource.from_body(checked_id(id), given)), self._store.genuine(id))
        elif saved := self._store.get(checked_id(id)):
            datasource = saved.value
        else:
            return not_found(id)
        with self._services.waiting.place():
            return {"_id": id, "valid": True, **self._services.inspector.validate(datasource, hung_up())}, 200

    @accepts("catalog", "schema")
    def metadata(self, id: str) -> Answer:
        """List what it holds."""
        catalog, schema = parameters().text("catalog") or None, parameters().text("schema") or None
        if schema and not catalog:
            raise BadRequest("[schema] needs [catalog] beside it")
        return self._inspected(id, lambda datasource: self._services.inspector.metadata(datasource, catalog, schema, hung_up()))

    @accepts(body=True)
    def sample(self, id: str) -> Answer:
        """Show the first rows of a query."""
        sampling = Sampling.from_body(body())
        return self._inspected(id, lambda datasource: self._services.inspector.sample(datasource, sampling, hung_up()))

    @accepts(body=True)
    def transforms(self, id: str) -> Answer:
        """Tell what an ingestion of a query would use by default."""
        query = query_of(body())
        return self._inspected(id, lambda datasource: self._services.inspector.transforms(datasource, query, hung_up()))

    def _inspected(self, id: str, look: Callable[[Datasource], dict[str, Any]]) -> Answer:
        """Look into a saved datasource."""
        saved = self._store.get(checked_id(id))
        if saved is None:
            return not_found(id)
        with self._services.waiting.place():
            return {"_id": id, "found": True, **look(saved.value)}, 200


def datasources(services: Services) -> Blueprint:
    """Make the endpoints."""
    blueprint, views = Blueprint("datasources", __name__, url_prefix=PATH), Datasources(services)
    blueprint.add_url_rule("/<id>", view_func=views.put, methods=["PUT"])
    blueprint.add_url_rule("/<id>", view_func=views.get, methods=["GET"])
    blueprint.add_url_rule("/<id>", view_func=views.delete, methods=["DELETE"])
    blueprint.add_url_rule("/_search", view_func=views.search, methods=["GET", "POST"])
    blueprint.add_url_rule("/<id>/_validate", view_func=views.validate, methods=["POST"])
    blueprint.add_url_rule("/<id>/_metadata", view_func=views.metadata, methods=["GET", "POST"])
    blueprint.add_url_rule("/<id>/_sample", view_func=views.sample, methods=["POST"])
    blueprint.add_url_rule("/<id>/_transforms", view_func=views.transforms, methods=["POST"])
    return blueprint


def _checked(services: Services, datasource: Datasource) -> Datasource:
    """Refuse what no reader could be made for, before it is saved."""
    services.inspector.check(datasource)
    return datasource


def _with_password(given: Datasource, saved: Saved[Datasource] | None) -> Datasource:
    """Keep the stored password where none came, as long as it opens the same."""
    if given.password is not None or saved is None or saved.value.password is None:
        return given
    kept("jdbc.password", same=given.opens() == saved.value.opens())
    return replace(given, password=saved.value.password)
