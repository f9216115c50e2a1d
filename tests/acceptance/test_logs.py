"""The log of a running sidecar: every line is JSON with the ids of its request, job and execution."""

import json
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from tests.acceptance.conftest import running_service
from tests.acceptance.databases import jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, Service
from tests.support.processes import process_tree
from tests.support.waiting import wait_until

Line = dict[str, Any]


@pytest.fixture(scope="module")
def debug_service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Yield a sidecar that logs at DEBUG level, so its libraries log too."""
    yield from running_service(elasticsearch_url, tmp_path_factory.mktemp("sidecar"), {"SIDECAR_LOG_LEVEL": "DEBUG"})


def read_lines(service: Service) -> list[Line]:
    """Return the complete lines of the log, parsed as JSON."""
    return [json.loads(line) for line in service.log().rpartition("\n")[0].splitlines()]


def wait_for_line(service: Service, job: str, text: str) -> Line:
    """Wait for exactly one line of a job that contains ``text``; return it."""
    wait_until(lambda: len(find_lines(service, job, text)) == 1, text)
    return find_lines(service, job, text)[0]


def find_lines(service: Service, job: str, text: str) -> list[Line]:
    """Return the lines of a job that contain ``text``."""
    return [each for each in read_lines(service) if each.get("labels", {}).get("job") == job and text in each["message"]]


def request_id(line: Line) -> str:
    return str(line["http"]["request"]["id"])


@pytest.mark.parametrize(("query", "end"), [("select 1 as id", ("done", "1 rows")), ("select nothing", ("failed", "Could not execute"))])
def test_one_request_can_be_followed_through_all_processes(
    debug_service: Service, name: str, postgres_url: str, query: str, end: tuple[str, str]
) -> None:  # fmt: skip
    debug_service.define(name, {"query": query}, jdbc(postgres_url))
    response = debug_service.call(
        "POST", f"{INGESTION}/{name}/_run?wait_for_completion=true&detailed=true", **{"X-Opaque-Id": f"id-{name}"}
    )
    execution = response["status"]["details"]["execution"]

    for text in (f"opened: {execution}", f"started: {execution}", f"{end[0]}: {execution}: {end[1]}"):
        line = wait_for_line(debug_service, name, f"execution {text}")
        assert line["labels"] == {"job": name, "execution": execution}
        assert request_id(line) == f"id-{name}"


def test_a_request_without_an_opaque_id_gets_one(debug_service: Service, name: str, postgres_url: str) -> None:
    debug_service.define(name, {"query": "select 1 as id"}, jdbc(postgres_url))
    debug_service.run(name)
    debug_service.run(name)

    wait_until(lambda: len(find_lines(debug_service, name, f"execution started: {name}")) == 2, "both executions have started")
    first, second = (request_id(each) for each in find_lines(debug_service, name, f"execution opened: {name}"))
    assert first != second
    assert [request_id(each) for each in find_lines(debug_service, name, f"execution started: {name}")] == [first, second]


def test_the_inspection_process_logs_the_request_id(debug_service: Service, name: str, postgres_url: str) -> None:
    debug_service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(postgres_url)})
    assert debug_service.call("POST", f"{DATASOURCE}/{name}/_validate", **{"X-Opaque-Id": f"id-{name}"}).status == 200

    def is_from_driver(line: Line) -> bool:
        return line["log"]["logger"] == "asyncio" and line.get("http") == {"request": {"id": f"id-{name}"}}

    assert [each for each in read_lines(debug_service) if is_from_driver(each)]


def test_gunicorns_own_lines_are_json(debug_service: Service) -> None:
    children = [each for each in process_tree(debug_service.process.pid) if each.parent == debug_service.process.pid]
    (api,) = (each for each in children if each.command.rstrip().endswith("sidecar.cli api"))
    worker = next(each for each in process_tree(api.pid) if each.parent == api.pid)
    os.kill(worker.pid, signal.SIGKILL)

    def is_logged() -> bool:
        return any(each["log"]["logger"] == "gunicorn.error" and str(worker.pid) in each["message"] for each in read_lines(debug_service))

    wait_until(is_logged, "gunicorn's line")
