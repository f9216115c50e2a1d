"""What the sidecar is measured against: the ceiling, and the ways that Elasticsearch's own client offers."""

import http.client
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlparse

import sqlalchemy
from elasticsearch import Elasticsearch, helpers

from tests.benchmarks.lineitem import KEY, MAPPING

CONNECTIONS = 3
BODY_SIZE = 5_000_000
SETTINGS = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}


def make_index(client: Elasticsearch, name: str) -> None:
    """Make an empty index as a staging index is made."""
    client.options(ignore_status=404).indices.delete(index=name)
    client.indices.create(index=name, mappings=MAPPING, settings=SETTINGS)


def send_bodies(client: Elasticsearch, url: str, name: str, bodies: Iterable[bytes]) -> None:
    """Reach the ceiling: send what is encoded already over three connections, then refresh."""
    queue, failures = deque(bodies), deque[str]()
    threads = [threading.Thread(target=_empty, args=(url, name, queue, failures)) for _ in range(CONNECTIONS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not failures, failures[0]
    client.indices.refresh(index=name)


def _empty(url: str, name: str, queue: "deque[bytes]", failures: "deque[str]") -> None:
    parts = urlparse(url)
    with closing(http.client.HTTPConnection(parts.hostname or "", parts.port)) as connection:
        while queue:
            try:
                body = queue.popleft()
            except IndexError:
                return
            connection.request("POST", f"/{name}/_bulk?filter_path=errors", body, {"content-type": "application/x-ndjson"})
            answer = connection.getresponse().read()
            if answer != b'{"errors":false}':
                failures.append(answer.decode())


Helper = Callable[[Elasticsearch, Iterator[dict[str, Any]]], Any]

HELPERS: dict[str, Helper] = {
    "helpers.bulk": helpers.bulk,
    "helpers.parallel_bulk": lambda client, actions: deque(helpers.parallel_bulk(client, actions), maxlen=0),
}


def send_rows(client: Elasticsearch, name: str, helper: Helper, *, database: str, table: str, rows: int) -> None:
    """Read rows with SQLAlchemy and index them with one of the client's helpers, all at their defaults; then refresh."""
    engine = sqlalchemy.create_engine(database)
    with engine.connect() as connection:
        found = connection.execution_options(stream_results=True).execute(sqlalchemy.text(f"select * from {table} limit {rows}"))
        helper(client, ({"_index": name, "_id": "|".join(str(row[key]) for key in KEY), **row} for row in found.mappings()))
    engine.dispose()
    client.indices.refresh(index=name)
