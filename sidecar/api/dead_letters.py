"""``/_siren/connector/ingestion/<id>/_dead_letters``: the rows that its runs could not bring in, and how to send them again."""

from dataclasses import asdict

from flask import Blueprint

from sidecar.api.compat.parameters import accepts, checked_id, parameters
from sidecar.api.definitions import Answer, existing, not_found
from sidecar.api.ingestions import PATH
from sidecar.api.services import Services
from sidecar.store.dead_letters import DeadLetters

FEW = 100
"""Letters in one answer, at most, with their documents: each may have a million characters."""

WINDOW = 10_000
"""``from`` and ``size`` together, at most: Elasticsearch's own ``max_result_window``."""

_PATIENCE = 30.0
"""Seconds that one call sends for, unless it says otherwise."""


class DeadLetterBox:
    """The calls on dead letters."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @accepts("from", "size", "detailed")
    def show(self, id: str) -> Answer:
        """List them, the newest first; with their documents where ``detailed``."""
        begin = parameters().integer("from", 0, least=0, most=WINDOW)
        documents = parameters().boolean("detailed")
        size = parameters().integer("size", 10, least=0, most=min(FEW, WINDOW - begin) if documents else WINDOW - begin)
        self._services.dead_letters.refresh()
        letters = DeadLetters(self._services.access.client())
        found = letters.newest(checked_id(id), begin=begin, size=size, documents=documents)
        if not found.total and self._services.catalog.ingestions.genuine(id) is None:
            return not_found(id)
        return {"_id": id, "found": True, "hits": {"total": found.total, "hits": list(found.hits)}}, 200

    @accepts("timeout")
    def retry(self, id: str) -> Answer:
        """Send them again."""
        timeout = parameters().duration("timeout", _PATIENCE)
        saved = existing(self._services.catalog.ingestions.get(checked_id(id)), id)
        self._services.access.require_target(saved.value)
        with self._services.waiting.place():
            retried = self._services.redelivery.retry(saved.value, timeout)
        return {"_id": id, "found": True, **asdict(retried)}, 200


def dead_letters(services: Services) -> Blueprint:
    """Make the endpoints."""
    blueprint, views = Blueprint("dead_letters", __name__, url_prefix=PATH), DeadLetterBox(services)
    blueprint.add_url_rule("/<id>/_dead_letters", view_func=views.show, methods=["GET"])
    blueprint.add_url_rule("/<id>/_dead_letters/_retry", view_func=views.retry, methods=["POST"])
    return blueprint
