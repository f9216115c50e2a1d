"""Fixtures of the tests that compare a sidecar with Elasticsearch."""

from collections.abc import Iterator

import pytest

from tests.contract.comparison import ServerPair, start_servers


@pytest.fixture(scope="session")
def servers(any_elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerPair]:
    """Return a sidecar's API and its Elasticsearch, of each major version in turn."""
    with start_servers(any_elasticsearch_url, tmp_path_factory.mktemp("sidecar")) as pair:
        yield pair
