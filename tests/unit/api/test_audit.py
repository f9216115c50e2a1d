"""Test audit events without a server: the table of actions, outcomes, addresses and the log level."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask, abort

from sidecar.api import audit
from sidecar.api.access import PUBLIC_BLUEPRINTS
from sidecar.api.audit import ACTIONS, Effect, record_effect
from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.app import create_app
from sidecar.audit import Action, Category, EventType, Outcome, write
from sidecar.settings import load_settings

READS = frozenset(
    {
        "datasources.validate", "datasources.metadata", "datasources.sample", "datasources.transforms", "datasources.definitions",
        "datasources.search", "ingestions.validate", "ingestions.search", "jobs.search", "dead_letters.search", "dead_letters.groups",
    }
)  # fmt: skip
"""Endpoints that have a method other than ``GET`` and change nothing."""


def test_every_endpoint_with_a_method_that_may_change_something_has_an_action_or_is_a_read(tmp_path: Path) -> None:
    app = create_app(load_settings({"SIDECAR_DATA_DIR": str(tmp_path)}), RequestDurations())
    changing = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"} and rule.endpoint.partition(".")[0] not in PUBLIC_BLUEPRINTS
    }
    assert changing == ACTIONS.keys() | READS
    assert not ACTIONS.keys() & READS


@pytest.fixture
def app() -> Flask:
    """Return an application whose abort has the effect and the status that the query names."""
    app = Flask(__name__)
    audit.install(app)

    def view(effect: str, status: int) -> str:
        if effect != "none":
            record_effect(Effect[effect])
        abort(status) if status >= 400 else None
        return "done"

    app.add_url_rule("/<effect>/<int:status>", endpoint="jobs.abort", view_func=view, methods=["POST", "GET", "OPTIONS"])
    return app


@pytest.mark.parametrize(
    ("effect", "status", "outcome", "types"),
    [
        ("none", 200, "success", ["end"]),
        ("NONE", 200, "success", ["info"]),
        ("CHANGED", 200, "success", ["end"]),
        ("none", 400, "failure", ["end"]),
        ("none", 401, "failure", ["end", "denied"]),
        ("none", 403, "failure", ["end", "denied"]),
        ("none", 404, "failure", ["end"]),
        ("CHANGED", 409, "unknown", ["end"]),
        ("none", 503, "unknown", ["end"]),
    ],
)
def test_the_outcome_follows_from_the_response_and_the_effect(
    app: Flask, caplog: pytest.LogCaptureFixture, effect: str, status: int, outcome: str, types: list[str]
) -> None:
    assert app.test_client().post(f"/{effect}/{status}").status_code == status
    (record,) = (vars(each) for each in caplog.records)
    assert (record["event.outcome"], record["event.type"], record["http.response.status_code"]) == (outcome, types, status)
    assert record["name"] == "sidecar.audit"


def test_the_options_of_a_changing_call_write_no_event(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    assert app.test_client().options("/none/200").status_code == 200
    assert not caplog.records


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("203.0.113.7", "203.0.113.7"), ("203.0.113.7, 10.0.0.1", "203.0.113.7"), ("2001:db8::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("203.0.113.7:80", None), ("unknown", None), ("", None), ("a" * 9000, None),
    ],
)  # fmt: skip
def test_only_an_address_is_a_forwarded_address(app: Flask, caplog: pytest.LogCaptureFixture, header: str, address: str | None) -> None:
    app.test_client().post("/none/200", headers={"X-Forwarded-For": header})
    (record,) = (vars(each) for each in caplog.records)
    assert (record["source.ip"], record.get("network.forwarded_ip")) == ("127.0.0.1", address)


def test_an_event_is_written_at_every_log_level_without_fields_that_are_unknown() -> None:
    program = (
        "from sidecar import audit, logs\n"
        "logs.configure('ERROR')\n"
        "action = audit.Action('a-b', audit.Category.PROCESS, audit.EventType.START)\n"
        "audit.write(action, audit.Outcome.SUCCESS, {'user.name': 'alice', 'labels.realm': None})"
    )
    completed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    line = json.loads(completed.stderr)
    assert line["event"] == {"kind": "event", "category": ["process"], "action": "a-b", "type": ["start"], "outcome": "success"}
    assert (line["user"], line["message"], line["log"]["logger"]) == ({"name": "alice"}, "a-b: success", "sidecar.audit")
    assert "labels" not in line


def test_a_field_is_written_as_the_elastic_common_schema_has_it(caplog: pytest.LogCaptureFixture) -> None:
    write(Action("a-b", Category.DATABASE, EventType.DELETION), Outcome.FAILURE, {}, is_denied=True)
    (record,) = caplog.records
    assert (record.levelno, vars(record)["event.type"]) == (logging.INFO, ["deletion", "denied"])
