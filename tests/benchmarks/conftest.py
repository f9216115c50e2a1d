"""What all benchmarks share: their size, their Elasticsearch.

Environment variables: SIDECAR_TEST_BENCH_ROWS (1000000), _ROUNDS (3), _FOLDER (cache of the generated table).
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from sidecar.demo.elasticsearch import maven
from sidecar.demo.elasticsearch.java import find_java
from tests.servers import elasticsearch, environment

HEAP = "2g"
ROWS = int(environment.setting("BENCH_ROWS", "1000000"))
ROUNDS = int(environment.setting("BENCH_ROUNDS", "3"))
FOLDER = Path(environment.setting("BENCH_FOLDER", str(environment.ROOT / ".build" / "bench")))


@pytest.fixture(scope="module")
def elasticsearch_url() -> Iterator[str]:
    """Start Elasticsearch with the heap and the compilers of all published figures, unless a URL is configured."""
    if given := elasticsearch.configured_url(8):
        yield given
        return
    with environment.folder("bench", on_disk=True) as folder:
        home = maven.unpack(environment.BUILT, environ=os.environ, announce=environment.announce)
        plan = maven.NodePlan(folder=folder, environ=os.environ, heap=HEAP)
        with maven.run(home, find_java(maven.OLDEST_JAVA, os.environ), plan) as node:
            yield node.url


def wait_for_merges(client: Elasticsearch) -> None:
    """Wait until no merge of earlier runs is running."""
    client.indices.flush()
    while any(node["indices"]["merges"]["current"] for node in client.nodes.stats(metric="indices")["nodes"].values()):
        time.sleep(0.1)
