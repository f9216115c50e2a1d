"""The list of agents, one document each: what runs where. Nothing is decided from it."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import UnreadableDocument
from sidecar.model.stored import known_fields
from sidecar.store import document
from sidecar.store.indices import AGENTS, install_index

log = logging.getLogger(__name__)

_PAGE_SIZE = 1000


@dataclass(frozen=True, kw_only=True)
class ListedAgent:
    """An agent as of its last heartbeat. Times are epoch milliseconds of its own clock."""

    name: str
    host: str
    version: str
    start_time: int
    heartbeat: int
    max_jobs: int
    running: int


class Agents:
    """The list of agents."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client
        self._is_installed = False

    def write(self, agent: ListedAgent) -> None:
        """Write an agent's document; create the index before the first one."""
        if not self._is_installed:
            with translate_elasticsearch_errors():
                # Without a privilege on the index this fails, before the template logs that it cannot be created either.
                self._client.indices.exists(index=AGENTS)
            install_index(self._client, AGENTS)
            self._is_installed = True
        with translate_elasticsearch_errors():
            self._client.index(index=AGENTS, id=agent.name, document=asdict(agent), require_alias=False)

    def delete(self, name: str) -> None:
        """Delete an agent's document, if there is one."""
        with translate_elasticsearch_errors(), suppress(NotFoundError):
            self._client.delete(index=AGENTS, id=name, refresh=True)

    def list_all(self) -> list[ListedAgent]:
        """Return all agents, ordered by name; none without the index or a privilege on it."""
        return [agent for hit in self._find({"match_all": {}}) if (agent := _read(hit))]

    def delete_silent_since(self, timestamp: int) -> None:
        """Delete the agents without a heartbeat since a timestamp (epoch ms)."""
        silent = {"range": {"heartbeat": {"lt": timestamp, "format": "epoch_millis"}}}
        document.delete(self._client, AGENTS, [hit["_id"] for hit in self._find(silent)])

    def _find(self, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
        pages = document.search_pages(self._client, AGENTS, query, sort=["name"], size=_PAGE_SIZE, ignore_unavailable=True)
        return (hit for page in pages for hit in page)


def _read(hit: dict[str, Any]) -> ListedAgent | None:
    try:
        with document.require_readable(AGENTS, hit["_id"]):
            return ListedAgent(**known_fields(ListedAgent, hit["_source"]))
    except UnreadableDocument as error:
        log.warning("agent ignored: %s", error)
        return None
