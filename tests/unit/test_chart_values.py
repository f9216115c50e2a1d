"""The values of the Helm chart have a schema that rejects wrong ones, a comment, and documentation."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import jsonschema
import pytest
import yaml

from tests.support.docs import DOCS, read, read_code, read_rows, read_section
from tests.support.manifests import CHART, VALUES, VERSIONS

DEFAULTS: dict[str, Any] = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
REQUIRED: dict[str, Any] = yaml.safe_load(VALUES.read_text(encoding="utf-8"))
SCHEMA: dict[str, Any] = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))
CHART_FILE: dict[str, Any] = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))


def merge(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Return values with changes, as Helm merges them."""
    merged = dict(base)
    for name, value in changes.items():
        merged[name] = merge(merged.get(name) or {}, value) if isinstance(value, dict) else value
    return merged


def nested(path: str, value: Any) -> dict[str, Any]:
    """Return the values that set one dotted name."""
    name, _, rest = path.partition(".")
    return {name: nested(rest, value) if rest else value}


def is_valid(changes: dict[str, Any]) -> bool:
    return bool(jsonschema.Draft7Validator(SCHEMA).is_valid(merge(merge(DEFAULTS, REQUIRED), changes)))


def test_the_schema_is_valid_and_accepts_the_defaults() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert is_valid({})


WRONG_VALUES = [
    ("elasticsearch.url", "elasticsearch:9200"),
    ("elasticsearch.url", "https://elastic:secret@elasticsearch:9200"),
    ("elasticsearch.urls", "https://elasticsearch:9200"),
    ("elasticsearch.credentials.type", "basic"),
    ("elasticsearch.credentials.password", "secret"),
    ("elasticsearch.ca.configMap", "Not A Name"),
    ("secretKey.value", "key"),
    ("secretKey.existingSecret", 1),
    ("shutdownGraceSeconds", 29),
    ("shutdownGraceSeconds", "30s"),
    ("shutdownGrace", 30),
    ("logLevel", "debug"),
    ("allowAnonymous", "yes"),
    ("allowedSources", "postgresql://*:*/*"),
    ("allowedWebhooks", ["hooks.slack.com"]),
    ("allowedSources", ["postgresql://*:*/*,mysql://*:*/*"]),
    ("allowedHosts", ["https://search.example.org"]),
    ("image.tag", "not:a:tag"),
    ("image.digest", "sha256:1234"),
    ("image.pullPolicy", "always"),
    ("extraEnv", [{"name": "A", "value": 1}]),
    ("extraEnv", [{"name": "A"}]),
    ("extraEnv", {"A": "1"}),
    ("extraEnvFrom", [{}]),
    ("extraVolumes", [{"name": "host", "hostPath": {"path": "/"}}]),
    ("extraVolumeMounts", [{"name": "ca", "mountPath": "relative"}]),
    ("securityContext.runAsUser", 0),
    ("securityContext.privileged", True),
    ("serviceAccount.automount", True),
    ("jdbc.path", "drivers"),
    ("dask.scheduler", "scheduler:8786"),
    ("api.replicas", -1),
    ("api.replicas", "2"),
    ("api.replica", 2),
    ("api.maxJobs", 4),
    ("api.probes.readiness.path", "/"),
    ("api.probes.liveness.path", "/_siren/health"),
    ("api.probes.liveness.periodSecond", 10),
    ("api.resources.limit", {"memory": "1Gi"}),
    ("api.affinity.node", {}),
    ("api.topologySpreadConstraints", [{"maxSkew": 1}]),
    ("api.podDisruptionBudget.maxUnavailable", 0),
    ("api.podDisruptionBudget.minAvailable", 1),
    ("agent.maxJobs", 0),
    ("agent.dataSizeLimit", "10 GB"),
    ("agent.preStopSeconds", 5),
    ("service.type", "ExternalName"),
    ("service.port", 0),
    ("ingress.hosts", ["https://search.example.org/"]),
    ("networkPolicy.ingress.from", [{"podSelectors": {}}]),
    ("networkPolicy.egress.rules", [{"port": 9200}]),
    ("serviceMonitor.interval", 30),
    ("preflight.timeoutSeconds", "2m"),
    ("prefight.enabled", True),
]


@pytest.mark.parametrize(("path", "value"), WRONG_VALUES, ids=str)
def test_the_schema_rejects_misspelt_and_wrong_values(path: str, value: Any) -> None:
    assert not is_valid(nested(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("elasticsearch.url", "https://es1:9200, https://es2:9200"),
        ("securityContext", {"runAsUser": None, "runAsGroup": None, "fsGroup": None}),
        ("agent.replicas", 0),
        ("agent.podDisruptionBudget.maxUnavailable", "50%"),
        ("allowedHosts", ["*.example.org"]),
        ("image.digest", f"sha256:{'0' * 64}"),
        ("global", {"imageRegistry": "registry"}),
    ],
    ids=str,
)
def test_the_schema_accepts_other_values(path: str, value: Any) -> None:
    assert is_valid(nested(path, value))


def described_names(schema: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Yield the dotted names of values that a schema allows."""
    if reference := schema.get("$ref"):
        schema = SCHEMA["definitions"][reference.rpartition("/")[2]]
    for name, each in schema.get("properties", {}).items():
        yield from described_names(each, f"{prefix}{name}.") if each.get("type") == "object" or "$ref" in each else [prefix + name]
    if not schema.get("properties"):
        yield prefix.rstrip(".")


def names_of(values: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Yield the dotted names of values that are not objects with fixed names."""
    for name, each in values.items():
        yield from names_of(each, f"{prefix}{name}.") if isinstance(each, dict) and each else [prefix + name]


OPTIONAL = {"global", "initialDelaySeconds", "requests", "limits", "claims", "nodeAffinity", "podAffinity", "podAntiAffinity"}
"""Values without a default, by the last part of their names."""


def test_values_and_schema_have_the_same_names() -> None:
    described = {each for each in described_names(SCHEMA) if each.rpartition(".")[2] not in OPTIONAL}
    given = {re.sub(r"\.(requests|limits)\..*", "", each) for each in names_of(DEFAULTS)}
    assert {each for each in given ^ described if not each.endswith((".affinity", ".resources"))} == set()


def test_every_value_has_a_comment() -> None:
    """A comment also explains the values after it, up to the next blank line."""
    text = (CHART / "values.yaml").read_text(encoding="utf-8")
    groups = [group.strip().splitlines() for group in text.split("\n\n")]
    bare = [group[0] for group in groups if not any(line.strip().startswith("#") for line in group[:2])]
    assert bare == []


def test_every_value_is_documented() -> None:
    rows = [code for cells in read_rows(read_section(DOCS / "kubernetes.md", "Values")) for code in read_code(cells[0])]
    documented = {each.partition(".")[0] for each in rows}
    assert set(DEFAULTS) - documented == set()
    assert documented - set(DEFAULTS) == set()


def test_the_chart_has_the_version_of_the_sidecar() -> None:
    assert CHART_FILE["version"] == CHART_FILE["appVersion"] == version("siren-sidecar")
    assert CHART_FILE["kubeVersion"] == f">={VERSIONS[0]}.0-0"
    assert f"Kubernetes {VERSIONS[0]}" in read(DOCS / "kubernetes.md")
