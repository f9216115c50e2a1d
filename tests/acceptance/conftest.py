"""Running sidecars, one for each module of tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.chaos.environment import Database, World, servers, started
from tests.acceptance.databases import Dawdle
from tests.acceptance.service import Service
from tests.conftest import had
from tests.servers.restartable import Mortal


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


@pytest.fixture
def dawdle(postgres_url: str) -> Iterator[Dawdle]:
    """Hold up what asks PostgreSQL for it, until told to hurry."""
    dawdle = Dawdle(postgres_url)
    dawdle.hold()
    yield dawdle
    dawdle.hurry()


@pytest.fixture(scope="session")
def mortals() -> Iterator[tuple[Mortal, dict[str, Database]]]:
    """Give an Elasticsearch and databases that tests may kill."""
    with had(servers()) as running:
        yield running


@pytest.fixture(scope="module")
def world(mortals: tuple[Mortal, dict[str, Database]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give sidecars around these servers, in a hurry to take others for dead."""
    with started(*mortals, tmp_path_factory.mktemp("world")) as world:
        yield world
