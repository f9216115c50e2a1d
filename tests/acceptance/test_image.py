"""The image runs as the README describes: unprivileged, on a read-only root filesystem, and healthy."""

import http.client
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.acceptance.service import DATASOURCE, INGESTION, request
from tests.conftest import skip_unavailable
from tests.servers import environment, image
from tests.servers.image import SidecarContainer
from tests.support.waiting import wait_until

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def sidecar() -> Iterator[SidecarContainer]:
    """Yield a container of the image built from this tree."""
    if not environment.engine_answers():
        skip_unavailable("no Docker engine")
    with image.built(f"siren-sidecar:{uuid.uuid4().hex[:8]}") as tag, image.running(tag) as container:
        yield container


def get_status(sidecar: SidecarContainer, path: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(sidecar.url).netloc, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/_siren/live", "/_siren/health", "/_siren/connector/datasource/_search"])
def test_the_api_responds_with_elasticsearch_in_another_container(sidecar: SidecarContainer, path: str) -> None:
    wait_until(lambda: get_status(sidecar, path) == 200, f"status 200 for {path}")


def test_a_job_runs_in_the_container(sidecar: SidecarContainer) -> None:
    wait_until(lambda: get_status(sidecar, "/_siren/health") == 200, "the sidecar is ready")
    database = {"url": "jdbc:postgresql://postgres:5432/siren", "username": "siren", "password": "siren"}
    request("PUT", f"{sidecar.url}{DATASOURCE}/pg", {"jdbc": database})
    body = {"datasource": "pg", "query": "select g as id from generate_series(1, 1000) g", "target": "numbers", "strategy": "REPLACE"}
    assert request("PUT", f"{sidecar.url}{INGESTION}/numbers", {"ingest": body}).status == 201

    response = request("POST", f"{sidecar.url}{INGESTION}/numbers/_run?wait_for_completion=true")

    assert (response["status"]["state"], response["status"]["count"]) == ("successful", 1000), response


def test_the_process_is_unprivileged_and_the_root_filesystem_read_only(sidecar: SidecarContainer) -> None:
    assert sidecar.run("id", "-u") == (0, "10001\n")
    assert sidecar.run("touch", "/opt/sidecar/x")[0] != 0
    assert sidecar.run("touch", "/var/lib/siren-sidecar/x")[0] == 0


def test_docker_reports_the_container_healthy(sidecar: SidecarContainer) -> None:
    wait_until(lambda: sidecar.health() == "healthy", "the health check passes", timeout=40)
