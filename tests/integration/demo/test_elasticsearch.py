"""The Elasticsearch distribution from Maven Central, as the demo runs it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from sidecar.demo.elasticsearch import maven
from sidecar.demo.elasticsearch.java import find_java
from sidecar.errors import ConfigurationError
from tests.conftest import available
from tests.servers import environment


@contextmanager
def installed() -> Iterator[tuple[Path, Path]]:
    """Yield the homes of Elasticsearch and Java."""
    yield maven.unpack(environment.BUILT, environ=os.environ, announce=environment.announce), find_java(maven.OLDEST_JAVA, os.environ)


@pytest.fixture
def homes() -> Iterator[tuple[Path, Path]]:
    """Return the homes of Elasticsearch and Java."""
    with available(installed()) as homes:
        yield homes


@pytest.mark.long
def test_a_second_start_keeps_the_data(homes: tuple[Path, Path]) -> None:
    home, java = homes
    with environment.folder("node") as folder:
        plan = maven.NodePlan(folder=folder, environ=os.environ)
        with maven.run(home, java, plan) as node, Elasticsearch(node.url) as es:
            es.index(index="towns", id="1", document={"town": "Galway"})
        with maven.run(home, java, plan) as node, Elasticsearch(node.url) as es:
            assert es.get(index="towns", id="1")["_source"] == {"town": "Galway"}


def test_a_failed_start_reports_the_end_of_the_log(homes: tuple[Path, Path]) -> None:
    home, java = homes
    with environment.folder("node") as folder:
        # Java rejects the heap at once; an invalid setting is rejected only after the node has loaded its modules.
        plan = maven.NodePlan(folder=folder, environ=os.environ, heap="1k")
        with pytest.raises(ConfigurationError, match="Too small"):
            maven.run(home, java, plan)
