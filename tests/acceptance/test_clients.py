"""The official Python clients 8 and 9 send every call through nginx, to each major version of Elasticsearch."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidecar.errors import ConfigurationError
from tests.acceptance import every_call
from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import Service
from tests.conftest import available, skip_unavailable
from tests.servers import nginx
from tests.servers.clients import python_with_client
from tests.support.routes import served_calls

Record = dict[str, Any]
"""A call and its response, as :mod:`tests.acceptance.every_call` prints it."""


@pytest.fixture(scope="module")
def address(any_service: Service) -> Iterator[str]:
    """Yield the address of an nginx in front of a sidecar and its Elasticsearch, for each major version in turn."""
    with available(nginx.running(sidecar=any_service.url, elasticsearch=any_service.elasticsearch)) as url:
        yield url


def send_every_call(major: int, order: dict[str, Any]) -> list[Record]:
    """Send every call with one client; return the calls and responses."""
    try:
        python, environ = python_with_client(major)
    except ConfigurationError as error:
        skip_unavailable(error.reason)
        raise
    completed = subprocess.run(
        [*python, every_call.__file__], input=json.dumps(order), env=environ, capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip
    assert (completed.returncode, completed.stderr) == (0, ""), completed
    return [json.loads(line) for line in completed.stdout.splitlines()]


@pytest.fixture(scope="module", params=["same", pytest.param("other", marks=pytest.mark.long)], ids=lambda each: f"{each} version")
def calls(request: pytest.FixtureRequest, any_service: Service, address: str) -> list[Record]:
    """Return the calls and responses of the client of Elasticsearch's version, and in long tests of the other one."""
    version = any_service.elasticsearch_major()
    major = version if request.param == "same" else {8: 9, 9: 8}[version]
    name, rows = f"client{major}", [(number, "word") for number in range(3)]
    insert = "insert into t values (?, ?)"
    jdbc = write_sqlite_file(any_service.folder / f"{name}.db", "create table t (id integer, word text)", rows=rows, insert=insert)
    records = send_every_call(major, {"url": address, "name": name, "jdbc": jdbc})
    assert {each["version"].partition(".")[0] for each in records} == {str(major)}
    return records


def find_call(calls: list[Record], verb: str, suffix: str) -> Record:
    """Return the first call whose route ends with ``suffix``."""
    return next(each for each in calls if each["verb"] == verb and each["route"].endswith(suffix))


def test_every_call_gets_the_expected_status(calls: list[Record], tmp_path: Path) -> None:
    assert {(each["verb"], each["route"]) for each in calls if each["verb"] != "HEAD"} == served_calls(tmp_path)
    *valid, missing, missing_head, invalid, invalid_head = calls
    assert [each for each in valid if each["status"] not in (200, 201)] == []
    assert (missing["status"], missing_head["status"], missing["body"]["found"]) == (404, 404, False)
    assert (invalid["status"], invalid_head["status"], invalid["body"]["error"]["type"]) == (400, 400, "illegal_argument_exception")


def test_responses_are_the_same_as_without_a_client(calls: list[Record], any_service: Service) -> None:
    status = find_call(calls, "POST", "/_run")["body"]["status"]
    assert (status["state"], status["count"]) == ("successful", 3)
    verified = find_call(calls, "POST", "/_verify")["body"]["status"]
    assert verified["details"]["comparison"] == {
        "matches": True, "compared": "documents", "rows": 3, "documents": 3, "equal": 3, "missing": 0, "surplus": 0, "different": 0,
        "rejected": 0,
    }  # fmt: skip
    assert find_call(calls, "GET", "/_siren/live")["body"] == {"status": "live"}
    assert find_call(calls, "PUT", "/datasource/<id>")["body"]["result"] == "created"
    assert [each["id"] for each in find_call(calls, "POST", "/_sample")["body"]["results"]] == [0, 1]
    assert find_call(calls, "GET", "/jobs/_search")["body"]["hits"]["total"] == 2
    assert find_call(calls, "POST", "/jobs/_search")["body"]["aggregations"] == {"n": {"value": 6.0}}
    assert any_service.count(status["id"]) == 3


def test_head_returns_a_boolean_and_every_response_repeats_the_opaque_id(calls: list[Record]) -> None:
    heads = [each for each in calls if each["verb"] == "HEAD"]
    assert len(heads) > 10
    assert {each["body"] for each in heads if each["status"] == 200} == {True}
    assert {each["opaque_id"] for each in calls} == {every_call.OPAQUE_ID}
