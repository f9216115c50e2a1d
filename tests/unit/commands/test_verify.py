"""The command verify: its output, and exit statuses as those of ``diff``."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from sidecar.api_client import ApiClient
from sidecar.errors import ApiError, Conflict, NotFound, ServiceUnavailable
from tests.unit.test_docs import COMMANDS


def status(state: str, **details: Any) -> dict[str, Any]:
    return {
        "id": "j", "state": state, "is_running": state in ("running", "aborting"), "count": 7, "infos": f"It is {state}.",
        "details": {"execution": "e", "kind": "verification", **details}, **({"error": ["outer", "inner"]} if state == "error" else {}),
    }  # fmt: skip


RUNNING = status("running", phase="comparing")
EQUAL = status("successful", comparison={"matches": True})
DIFFERENT = status("successful", comparison={"matches": False, "missing_ids": ["m"]})


def verify(monkeypatch: pytest.MonkeyPatch, statuses: list[dict[str, Any]] | Exception, *options: str) -> Result:
    """Run the command against an API that returns these statuses, or an error."""

    def start(_: ApiClient, id: str) -> str:
        assert id == "j"
        if isinstance(statuses, Exception):
            raise statuses
        return "e"

    def follow(_: ApiClient, id: str, execution: str | None = None) -> Iterator[dict[str, Any]]:
        assert (id, execution) == ("j", "e")
        return iter(statuses if isinstance(statuses, list) else [])

    monkeypatch.setattr(ApiClient, "verify", start)
    monkeypatch.setattr(ApiClient, "follow", follow)
    return CliRunner().invoke(COMMANDS["verify"], ["j", *options])


@pytest.mark.parametrize(
    ("last", "exit_status", "text"),
    [
        (EQUAL, 0, "It is successful."),
        (DIFFERENT, 1, "missing  m"),
        (status("error"), 2, "inner"),
        (status("aborted"), 3, "aborted"),
    ],
)
def test_a_watched_verification_exits_as_diff_does(
    monkeypatch: pytest.MonkeyPatch, last: dict[str, Any], exit_status: int, text: str
) -> None:
    result = verify(monkeypatch, [RUNNING, last], "--watch")
    assert (result.exit_code, text in result.output) == (exit_status, True), result.output
    as_json = verify(monkeypatch, [RUNNING, last], "--watch", "--json")
    assert as_json.exit_code == exit_status
    assert [json.loads(line) for line in as_json.output.splitlines()] == [RUNNING, last]
    as_yaml = verify(monkeypatch, [RUNNING, last], "--watch", "--output", "yaml")
    assert (as_yaml.exit_code, list(yaml.safe_load_all(as_yaml.output))) == (exit_status, [RUNNING, last])


def test_without_watch_the_execution_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    assert verify(monkeypatch, []).output == "started e\n"
    assert json.loads(verify(monkeypatch, [], "--json").output) == {"_id": "j", "execution": "e"}


@pytest.mark.parametrize(
    ("error", "exit_status"),
    [
        (NotFound("the ingestion [j] does not exist"), 2),
        (Conflict("the job [j] is already running"), 2),
        (ApiError("[ingest.pk_field] is missing", 400, "x", {}), 2),
        (ServiceUnavailable("no answer"), 4),
    ],
)
@pytest.mark.parametrize("options", [(), ("--watch",)])
def test_a_verification_that_cannot_be_started_is_no_difference(
    monkeypatch: pytest.MonkeyPatch, error: Exception, exit_status: int, options: tuple[str, ...]
) -> None:
    result = verify(monkeypatch, error, *options)
    assert (result.exit_code, result.output) == (exit_status, f"sidecar: {error}\n")
