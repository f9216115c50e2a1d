"""Endpoints of ``/_siren/connector/ingestion/<id>/_dead_letters``."""

from dataclasses import asdict

from flask import Blueprint

from sidecar.api.compat.parameters import accepts, check_id, parameters
from sidecar.api.definitions import JsonResponse, not_found_response, require_found
from sidecar.api.ingestions import PATH
from sidecar.api.services import Services
from sidecar.store.dead_letters import DeadLetters

MAX_DETAILED_HITS = 100
"""Dead letters in one response with their documents, which may have a million characters each."""

MAX_RESULT_WINDOW = 10_000
"""Largest sum of ``from`` and ``size``: Elasticsearch's default ``max_result_window``."""

_DEFAULT_TIMEOUT = 30.0
"""Seconds after which a retry stops sending, unless ``timeout`` is given."""


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

    @accepts("timeout")
    def retry(self, id: str) -> JsonResponse:
        """Send an ingestion's dead letters to the target again."""
        timeout = parameters().duration("timeout", _DEFAULT_TIMEOUT)
        saved = require_found(self._services.definitions.ingestions.get(check_id(id)), id)
        self._services.access.require_target(saved.definition)
        with self._services.request_slots.slot():
            retried = self._services.dead_letter_retry.retry(saved.definition, timeout)
        return {"_id": id, "found": True, **asdict(retried)}, 200


def dead_letter_blueprint(services: Services) -> Blueprint:
    """Create the blueprint of the dead letter endpoints."""
    blueprint, views = Blueprint("dead_letters", __name__, url_prefix=PATH), DeadLetterViews(services)
    blueprint.add_url_rule("/<id>/_dead_letters", view_func=views.show, methods=["GET"])
    blueprint.add_url_rule("/<id>/_dead_letters/_retry", view_func=views.retry, methods=["POST"])
    return blueprint
