"""The image runs as the README tells: unprivileged, on a read-only root, and healthy."""

import http.client
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.acceptance.service import DATASOURCE, INGESTION, request
from tests.servers import image
from tests.servers.image import SidecarContainer
from tests.support.waiting import until

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def sidecar() -> Iterator[SidecarContainer]:
    with image.built(f"siren-sidecar:{uuid.uuid4().hex[:8]}") as tag, image.running(tag) as container:
        yield container


def status_of(sidecar: SidecarContainer, path: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(sidecar.url).netloc, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/_siren/live", "/_siren/health", "/_siren/connector/datasource/_search"])
def test_it_answers_with_elasticsearch_in_another_container(sidecar: SidecarContainer, path: str) -> None:
    until(lambda: status_of(sidecar, path) == 200, f"{path} answers 200")


def test_it_runs_a_job_as_anywhere_else(sidecar: SidecarContainer) -> None:
    until(lambda: status_of(sidecar, "/_siren/health") == 200, "it is ready")
    database = {"url": "jdbc:postgresql://postgres:5432/siren", "username": "siren", "password": "siren"}
    request("PUT", f"{sidecar.url}{DATASOURCE}/pg", {"jdbc": database})
    body = {"datasource": "pg", "query": "select g as id from generate_series(1, 1000) g", "target": "numbers", "strategy": "REPLACE"}
    assert request("PUT", f"{sidecar.url}{INGESTION}/numbers", {"ingest": body}).status == 201

    answer = request("POST", f"{sidecar.url}{INGESTION}/numbers/_run?wait_for_completion=true")

    assert (answer["status"]["state"], answer["status"]["count"]) == ("successful", 1000), answer


def test_it_runs_unprivileged_on_a_read_only_root(sidecar: SidecarContainer) -> None:
    assert sidecar.run("id", "-u") == (0, "10001\n")
    assert sidecar.run("touch", "/opt/sidecar/x")[0] != 0
    assert sidecar.run("touch", "/var/lib/siren-sidecar/x")[0] == 0


def test_the_engine_finds_it_healthy(sidecar: SidecarContainer) -> None:
    until(lambda: sidecar.health() == "healthy", "the health check passes", patience=40)
