"""The Elasticsearch of all benchmarks."""

import os
from collections.abc import Iterator

import pytest

from sidecar.demo.elasticsearch import maven
from sidecar.demo.elasticsearch.java import find_java
from tests.servers import elasticsearch, environment

HEAP = "2g"


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
