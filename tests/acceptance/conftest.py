"""Running sidecars, one for each module of tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.service import Service


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a sidecar beside an Elasticsearch 8."""
    yield from running(elasticsearch_url, tmp_path_factory.mktemp("sidecar"))


@pytest.fixture(scope="module")
def any_service(any_elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a sidecar beside each major version in turn."""
    yield from running(any_elasticsearch_url, tmp_path_factory.mktemp("sidecar"))


def running(elasticsearch: str, folder: Path, settings: dict[str, str] | None = None) -> Iterator[Service]:
    """Start a sidecar, give it, stop it."""
    service = Service(elasticsearch, folder, settings or {})
    service.start()
    yield service
    service.stop()
