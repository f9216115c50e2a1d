"""The official Python clients, 8 and 9, make every call through the one address, whichever Elasticsearch is behind it."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidecar.errors import ConfigurationError
from tests.acceptance import every_call
from tests.acceptance.databases import sqlite_file
from tests.acceptance.service import Service
from tests.conftest import cannot_be_had, had
from tests.servers import nginx
from tests.servers.clients import python_with_client
from tests.support.routes import served

Told = dict[str, Any]


@pytest.fixture(scope="module")
def address(any_service: Service) -> Iterator[str]:
    """Give the one address for a sidecar and the Elasticsearch of each major version in turn."""
    with had(nginx.running(sidecar=any_service.url, elasticsearch=any_service.elasticsearch)) as url:
        yield url


def all_calls(major: int, given: dict[str, Any]) -> list[Told]:
    """Let a client make every call; give what it wrote."""
    try:
        python, environ = python_with_client(major)
    except ConfigurationError as obstacle:
        cannot_be_had(obstacle.reason)
        raise
    done = subprocess.run(
        [*python, every_call.__file__], input=json.dumps(given), env=environ, capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module", params=[8, 9], ids=["client 8", "client 9"])
def calls(request: pytest.FixtureRequest, any_service: Service, address: str) -> list[Told]:
    """Give what each client was told, call by call."""
    name, rows = f"client{request.param}", [(number, "word") for number in range(3)]
    into = "insert into t values (?, ?)"
    jdbc = sqlite_file(any_service.folder / f"{name}.db", "create table t (id integer, word text)", rows=rows, into=into)
    told = all_calls(request.param, {"url": address, "name": name, "jdbc": jdbc})
    assert {each["version"].partition(".")[0] for each in told} == {str(request.param)}
    return told


def of(calls: list[Told], verb: str, end: str) -> Told:
    """Find the first answer to a call whose route ends so."""
    return next(each for each in calls if each["verb"] == verb and each["route"].endswith(end))


def test_every_call_is_made_and_answered(calls: list[Told], tmp_path: Path) -> None:
    assert {(each["verb"], each["route"]) for each in calls if each["verb"] != "HEAD"} == served(tmp_path)
    *good, missing, headless, wrong, also_headless = calls
    assert [each for each in good if each["status"] not in (200, 201)] == []
    assert (missing["status"], headless["status"], missing["body"]["found"]) == (404, 404, False)
    assert (wrong["status"], also_headless["status"], wrong["body"]["error"]["type"]) == (400, 400, "illegal_argument_exception")


def test_answers_are_what_they_are_without_a_client(calls: list[Told], any_service: Service) -> None:
    status = of(calls, "POST", "/_run")["body"]["status"]
    assert (status["state"], status["count"]) == ("successful", 3)
    assert of(calls, "GET", "/_siren/live")["body"] == {"status": "live"}
    assert of(calls, "PUT", "/datasource/<id>")["body"]["result"] == "created"
    assert [each["id"] for each in of(calls, "POST", "/_sample")["body"]["results"]] == [0, 1]
    assert of(calls, "GET", "/jobs/_search")["body"]["hits"]["total"] == 1
    assert of(calls, "POST", "/jobs/_search")["body"]["aggregations"] == {"n": {"value": 3.0}}
    assert any_service.count(status["id"]) == 3


def test_head_is_true_or_false_and_every_answer_repeats_the_clients_mark(calls: list[Told]) -> None:
    heads = [each for each in calls if each["verb"] == "HEAD"]
    assert len(heads) > 10
    assert {each["body"] for each in heads if each["status"] == 200} == {True}
    assert {each["opaque"] for each in calls} == {every_call.MARK}
