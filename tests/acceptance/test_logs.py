"""The log of a running sidecar: every line is JSON, and says which request, job and execution it is about."""

import json
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from tests.acceptance.conftest import running
from tests.acceptance.databases import jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, Service
from tests.support.processes import below
from tests.support.waiting import until

Line = dict[str, Any]


@pytest.fixture(scope="module")
def talkative(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a sidecar whose libraries talk too."""
    yield from running(elasticsearch_url, tmp_path_factory.mktemp("sidecar"), {"SIDECAR_LOG_LEVEL": "DEBUG"})


def lines(service: Service) -> list[Line]:
    """Read the log; a line that is not JSON fails the test, unless it is the last one and being written."""
    return [json.loads(line) for line in service.log().rpartition("\n")[0].splitlines()]


def told(service: Service, job: str, words: str) -> Line:
    """Wait for the one line about a job that holds some words."""
    until(lambda: len(about(service, job, words)) == 1, words)
    return about(service, job, words)[0]


def about(service: Service, job: str, words: str) -> list[Line]:
    return [each for each in lines(service) if each.get("labels", {}).get("job") == job and words in each["message"]]


def request_of(line: Line) -> str:
    return str(line["http"]["request"]["id"])


@pytest.mark.parametrize(("query", "end"), [("select 1 as id", "is done: 1 rows"), ("select nothing", "failed: Could not execute")])
def test_one_request_can_be_followed_through_all_processes(
    talkative: Service, name: str, postgres_url: str, query: str, end: str
) -> None:  # fmt: skip
    talkative.define(name, {"query": query}, jdbc(postgres_url))
    answer = talkative.call("POST", f"{INGESTION}/{name}/_run?wait_for_completion=true&detailed=true", **{"X-Opaque-Id": f"mark-{name}"})
    execution = answer["status"]["details"]["execution"]

    for words in (f"opened {execution}", f"started {execution}", f"{execution} {end}"):
        line = told(talkative, name, words)
        assert line["labels"] == {"job": name, "execution": execution}
        assert request_of(line) == f"mark-{name}"


def test_a_request_without_a_mark_is_given_one(talkative: Service, name: str, postgres_url: str) -> None:
    talkative.define(name, {"query": "select 1 as id"}, jdbc(postgres_url))
    talkative.run(name)
    talkative.run(name)

    until(lambda: len(about(talkative, name, f"started {name}")) == 2, "both have been started")
    first, second = (request_of(each) for each in about(talkative, name, f"opened {name}"))
    assert first != second
    assert [request_of(each) for each in about(talkative, name, f"started {name}")] == [first, second]


def test_the_process_that_looks_into_a_database_tells_for_whom(talkative: Service, name: str, postgres_url: str) -> None:
    talkative.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(postgres_url)})
    assert talkative.call("POST", f"{DATASOURCE}/{name}/_validate", **{"X-Opaque-Id": f"mark-{name}"}).status == 200

    def by_the_driver(line: Line) -> bool:
        return line["log"]["logger"] == "asyncio" and line.get("http") == {"request": {"id": f"mark-{name}"}}

    assert [each for each in lines(talkative) if by_the_driver(each)]


def test_the_servers_own_lines_are_json_too(talkative: Service) -> None:
    parts = [each for each in below(talkative.process.pid) if each.parent == talkative.process.pid]
    (api,) = (each for each in parts if each.command.rstrip().endswith("sidecar.cli api"))
    worker = next(each for each in below(api.pid) if each.parent == api.pid)
    os.kill(worker.pid, signal.SIGKILL)

    def is_told() -> bool:
        return any(each["log"]["logger"] == "gunicorn.error" and str(worker.pid) in each["message"] for each in lines(talkative))

    until(is_told, "the server's line")
