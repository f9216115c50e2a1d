"""Prometheus rules and the Grafana dashboard in deploy/: their expressions are valid, and the alerts fire when they should."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import available
from tests.servers.environment import ROOT
from tests.servers.prometheus import Promtool, installed_promtool

RULES = ROOT / "deploy/prometheus/rules.yaml"
DASHBOARD = ROOT / "deploy/grafana/siren-sidecar.json"
METRIC = re.compile(r"\bsidecar_\w+")


@pytest.fixture(scope="module")
def promtool() -> Iterator[Promtool]:
    """Yield promtool."""
    with available(installed_promtool()) as promtool:
        yield promtool


def run(promtool: Promtool, *arguments: str | Path) -> str:
    """Run a command of promtool that must succeed; return what it prints."""
    done = promtool(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def dashboard() -> Any:
    return json.loads(DASHBOARD.read_text(encoding="utf-8"))


def expressions() -> list[str]:
    """Return the expressions of the dashboard, with a value for Grafana's variables."""
    found = [target["expr"] for panel in dashboard()["panels"] for target in panel["targets"]]
    return [each.replace("$__rate_interval", "5m").replace("$job", ".*") for each in found]


def test_the_rules_are_valid(promtool: Promtool) -> None:
    assert "12 rules found" in run(promtool, "check", "rules", RULES)


def test_each_alert_fires_when_it_should_and_only_then(promtool: Promtool) -> None:
    run(promtool, "test", "rules", Path(__file__).with_name("rules_test.yaml"))


def test_each_alert_has_a_test_and_a_paragraph_in_the_docs() -> None:
    alerts = re.findall(r"alert: (\w+)", RULES.read_text(encoding="utf-8"))
    tested = Path(__file__).with_name("rules_test.yaml").read_text(encoding="utf-8")
    operations = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    assert len(alerts) == len(set(alerts))
    for alert in alerts:
        assert f"alertname: {alert}" in tested
        assert f"`{alert}`" in operations


def test_the_expressions_of_the_dashboard_are_valid(promtool: Promtool, tmp_path: Path) -> None:
    rules = [{"record": f"panel:{number}", "expr": each} for number, each in enumerate(expressions())]
    file = tmp_path / "panels.json"
    file.write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))
    assert f"{len(rules)} rules found" in run(promtool, "check", "rules", file)


def test_the_panels_do_not_overlap() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in dashboard()["panels"]:
        place = panel["gridPos"]
        cells = {(x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])}
        assert not cells & taken, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells


def test_rules_and_dashboard_use_documented_metrics_only() -> None:
    documented = set(METRIC.findall((ROOT / "docs/operations.md").read_text(encoding="utf-8")))
    used = set(METRIC.findall(RULES.read_text(encoding="utf-8"))) | {name for each in expressions() for name in METRIC.findall(each)}
    assert {name.removesuffix("_bucket").removesuffix("_count") for name in used} <= documented
