"""The ceiling: what Elasticsearch takes if everything is already encoded. And the index of all contenders."""

import http.client
import threading
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any
from urllib.parse import urlparse

from elasticsearch import Elasticsearch

from tests.benchmarks.lineitem import MAPPING

CONNECTIONS = 3
BODY_SIZE = 5_000_000
SETTINGS = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}


def create_index(client: Elasticsearch, name: str, mappings: Mapping[str, Any] = MAPPING) -> None:
    """Create an empty index with the settings of a staging index."""
    client.options(ignore_status=404).indices.delete(index=name)
    client.indices.create(index=name, mappings=mappings, settings=SETTINGS)


def send_bodies(client: Elasticsearch, url: str, name: str, bodies: Iterable[bytes]) -> None:
    """Measure the ceiling: send encoded bodies over three connections, then refresh."""
    queue, failures = deque(bodies), deque[str]()
    threads = [threading.Thread(target=_send_queue, args=(url, name, queue, failures)) for _ in range(CONNECTIONS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not failures, failures[0]
    client.indices.refresh(index=name)


def _send_queue(url: str, name: str, queue: "deque[bytes]", failures: "deque[str]") -> None:
    parts = urlparse(url)
    with closing(http.client.HTTPConnection(parts.hostname or "", parts.port)) as connection:
        while queue:
            try:
                body = queue.popleft()
            except IndexError:
                return
            connection.request("POST", f"/{name}/_bulk?filter_path=errors", body, {"content-type": "application/x-ndjson"})
            response = connection.getresponse().read()
            if response != b'{"errors":false}':
                failures.append(response.decode())
