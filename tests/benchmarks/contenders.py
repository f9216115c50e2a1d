"""Baselines for the sidecar: the ceiling of Elasticsearch itself, and the bulk helpers of its Python client."""

import http.client
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any
from urllib.parse import urlparse

import sqlalchemy
from elasticsearch import Elasticsearch, helpers

from tests.benchmarks.lineitem import KEY, MAPPING

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


Helper = Callable[[Elasticsearch, Iterator[dict[str, Any]]], Any]

HELPERS: dict[str, Helper] = {
    "helpers.bulk": helpers.bulk,
    "helpers.parallel_bulk": lambda client, actions: deque(helpers.parallel_bulk(client, actions), maxlen=0),
}


def send_rows(client: Elasticsearch, name: str, helper: Helper, *, database: str, table: str, rows: int) -> None:
    """Read rows with SQLAlchemy and index them with a bulk helper, all with default settings; then refresh."""
    engine = sqlalchemy.create_engine(database)
    with engine.connect() as connection:
        result = connection.execution_options(stream_results=True).execute(sqlalchemy.text(f"select * from {table} limit {rows}"))
        helper(client, ({"_index": name, "_id": "|".join(str(row[key]) for key in KEY), **row} for row in result.mappings()))
    engine.dispose()
    client.indices.refresh(index=name)
