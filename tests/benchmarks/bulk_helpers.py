"""The bulk helpers of Elasticsearch's Python client, with default settings, on rows that SQLAlchemy streams.

Run as ``python -m tests.benchmarks.bulk_helpers <helper> <elasticsearch> <database> <table> <index> <key>…`` in a process of its own, which
:mod:`tests.benchmarks.peer_process` describes. It imports nothing that a user of the helpers would not need.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy
from elasticsearch import Elasticsearch, helpers

from tests.benchmarks import peer_process

Helper = Callable[[Elasticsearch, Iterator[dict[str, Any]]], Any]

HELPERS: dict[str, Helper] = {
    "helpers.bulk": helpers.bulk,
    "helpers.parallel_bulk": lambda client, actions: deque(helpers.parallel_bulk(client, actions), maxlen=0),
}
"""Not ``streaming_bulk``: it is what ``bulk`` calls."""


def send_rows(client: Elasticsearch, index: str, helper: Helper, *, database: str, query: str, key: Sequence[str]) -> None:
    """Read rows of PostgreSQL and index them with a bulk helper; then refresh."""
    engine = sqlalchemy.create_engine(database.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        result = connection.execution_options(stream_results=True).execute(sqlalchemy.text(query))
        helper(client, ({"_index": index, "_id": "|".join(str(row[each]) for each in key), **row} for row in result.mappings()))
    engine.dispose()
    client.indices.refresh(index=index)


if __name__ == "__main__":
    name, elasticsearch, database, table, index, *key = sys.argv[1:]
    with Elasticsearch(elasticsearch) as client:
        peer_process.serve(
            lambda: send_rows(client, index, HELPERS[name], database=database, query=f"select * from {table}", key=key),
        )
