"""Endpoints of dead letters: those of one ingestion, and those of all."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint

from sidecar.api.compat.parameters import accepts, check_id, parameters
from sidecar.api.compat.request_body import optional_body
from sidecar.api.dead_letter_search import (
    DEAD_LETTER_INDEX,
    FILTERS,
    build_count_body,
    build_filter_path,
    build_groups_body,
    build_selection,
    find_largest,
    read_filters,
    read_groups,
    require_selection,
)
from sidecar.api.definitions import JsonResponse, not_found_response
from sidecar.api.ingestions import PATH
from sidecar.api.search import build_search_body, read_number
from sidecar.api.services import Services
from sidecar.errors import BadRequest
from sidecar.model.ingestion import Ingestion
from sidecar.store.dead_letters import DeadLetters

SEARCH_PATH = "/_siren/connector/dead_letters"

MAX_DETAILED_HITS = 100
"""Dead letters in one response with their documents, which may have a million characters each."""

MAX_RESULT_WINDOW = 10_000
"""Largest sum of ``from`` and ``size``: Elasticsearch's default ``max_result_window``."""

_DEFAULT_TIMEOUT = 30.0
"""Seconds after which a retry or a deletion stops, unless ``timeout`` is given."""


class DeadLetterViews:
    """Views of the dead letter endpoints."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @accepts("from", "size", "detailed")
    def show(self, id: str) -> JsonResponse:
        """List an ingestion's dead letters, newest first, with their documents if ``detailed``."""
        begin = parameters().integer("from", 0, minimum=0, maximum=MAX_RESULT_WINDOW)
        documents = parameters().boolean("detailed")
        size = parameters().integer(
            "size", 10, minimum=0, maximum=min(MAX_DETAILED_HITS, MAX_RESULT_WINDOW - begin) if documents else MAX_RESULT_WINDOW - begin
        )
        self._services.dead_letters.refresh()
        found = DeadLetters(self._services.access.caller_client()).find_newest(check_id(id), begin=begin, size=size, documents=documents)
        if not found.total and self._services.definitions.ingestions.get_signed(id) is None:
            return not_found_response(id)
        return {"_id": id, "found": True, "hits": {"total": found.total, "hits": list(found.hits)}}, 200

    @accepts("timeout", body=True)
    def retry(self, id: str) -> JsonResponse:
        """Send an ingestion's dead letters, or those that the body selects, to the target again."""
        timeout, selected = parameters().duration("timeout", _DEFAULT_TIMEOUT), build_selection(optional_body() or {})
        ingestion = self._writable_ingestion(id)
        if ingestion is None:
            return not_found_response(id)
        with self._services.request_slots.slot():
            retried = self._services.dead_letter_retry.retry(ingestion, selected, timeout)
        return {"_id": id, "found": True, **asdict(retried)}, 200

    @accepts("timeout", body=True)
    def delete(self, id: str) -> JsonResponse:
        """Delete those of an ingestion's dead letters that the body selects."""
        timeout, selected = parameters().duration("timeout", _DEFAULT_TIMEOUT), build_selection(require_selection(optional_body()))
        ingestion = self._writable_ingestion(id)
        if ingestion is None:
            return not_found_response(id)
        with self._services.request_slots.slot():
            deletion = self._services.dead_letter_retry.delete(ingestion.id, selected, timeout)
        return {"_id": id, "found": True, **asdict(deletion)}, 200

    @accepts(*DEAD_LETTER_INDEX.parameters, "rest_total_hits_as_int", "detailed", body=True)
    def search(self) -> dict[str, Any]:
        """Search the dead letters of all ingestions."""
        detailed = parameters().boolean("detailed")
        query = build_search_body(DEAD_LETTER_INDEX, parameters(), optional_body(), detailed=detailed)
        if detailed and (size := read_number("size", query.get("size", 0))) > MAX_DETAILED_HITS:
            raise BadRequest(f"[size] parameter must be between [0] and [{MAX_DETAILED_HITS}] with [detailed], found [{size}]")
        return self._search(query, as_integer=parameters().boolean("rest_total_hits_as_int", True), detailed=detailed)

    @accepts(*FILTERS, body=True)
    def groups(self) -> dict[str, Any]:
        """Count the dead letters of all ingestions by type, field and summary, the largest group first."""
        filters = read_filters(parameters(), optional_body() or {})
        counted = self._search(build_count_body(filters))
        largest = find_largest(counted)
        groups = read_groups(largest, self._search(build_groups_body(filters, largest))) if largest else []
        return {"total": counted["hits"]["total"], "groups": groups}

    def _search(self, body: dict[str, Any], *, as_integer: bool = True, detailed: bool = False) -> dict[str, Any]:
        self._services.dead_letters.refresh()
        store = DeadLetters(self._services.access.caller_client())
        return store.search(body, {"rest_total_hits_as_int": str(as_integer).lower(), "filter_path": build_filter_path(detailed=detailed)})

    def _writable_ingestion(self, id: str) -> Ingestion | None:
        """Return a saved ingestion, if there is one; raise :class:`Forbidden` unless the caller may write its target."""
        saved = self._services.definitions.ingestions.get(check_id(id))
        if saved is None:
            return None
        self._services.access.require_target(saved.definition)
        return saved.definition


def dead_letter_blueprint(services: Services) -> Blueprint:
    """Create the blueprint of the dead letter endpoints."""
    blueprint, views = Blueprint("dead_letters", __name__), DeadLetterViews(services)
    blueprint.add_url_rule(f"{PATH}/<id>/_dead_letters", view_func=views.show, methods=["GET"])
    blueprint.add_url_rule(f"{PATH}/<id>/_dead_letters/_delete", view_func=views.delete, methods=["POST"])
    blueprint.add_url_rule(f"{PATH}/<id>/_dead_letters/_retry", view_func=views.retry, methods=["POST"])
    blueprint.add_url_rule(f"{SEARCH_PATH}/_search", view_func=views.search, methods=["GET", "POST"])
    blueprint.add_url_rule(f"{SEARCH_PATH}/_groups", view_func=views.groups, methods=["GET", "POST"])
    return blueprint
