"""Helm renders every combination of the chart's values to valid, restricted objects, and says what is missing."""

import json
import subprocess
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from sidecar.errors import ProgramMissing
from sidecar.settings import load_settings
from tests.conftest import skip_unavailable
from tests.servers import helm, pod_security
from tests.support.manifests import (
    CHART,
    FOLDER,
    MANIFESTS,
    VALUES,
    VERSIONS,
    WITHOUT_SCHEMA,
    RenderingFailed,
    manifest,
    parse,
    pod_specs,
    schema_errors,
)
from tests.support.manifests import render as render_text
from tests.support.pod_security import violations

pytestmark = pytest.mark.long

HOSTS = ["search.example.org"]
RULES = [{"to": [{"podSelector": {"matchLabels": {"app": "elasticsearch"}}}], "ports": [{"port": 9200}]}]
SWITCHES = (
    "networkPolicy.enabled", "networkPolicy.egress.enabled", "ingress.enabled", "serviceMonitor.enabled", "preflight.enabled",
    "api.podDisruptionBudget.enabled", "agent.podDisruptionBudget.enabled", "jdbc.enabled", "serviceAccount.create", "allowAnonymous",
)  # fmt: skip
"""All values that are true or false, apart from dask.allowInsecure, which has a meaning only with a scheduler."""


@pytest.fixture(scope="module", autouse=True)
def program() -> Path:
    """Return Helm's program."""
    try:
        return helm.program()
    except ProgramMissing as error:
        skip_unavailable(error.reason)
        raise


def values(**switches: Any) -> dict[str, Any]:
    """Return the required values, those that switches need, and dotted names with their values."""
    merged: dict[str, Any] = {
        **yaml.safe_load(VALUES.read_text(encoding="utf-8")),
        "ingress": {"hosts": HOSTS},
        "networkPolicy": {"egress": {"rules": RULES}},
    }
    for name, value in switches.items():
        *path, last = name.split(".")
        place = merged
        for step in path:
            place = place.setdefault(step, {})
        place[last] = value
    return merged


def render(given: dict[str, Any], version: str = VERSIONS[-1], name: str = "shop") -> list[dict[str, Any]]:
    """Return the objects that the chart makes of values."""
    return parse(render_text(name=name, version=version, values=json.dumps(given)))


def check(documents: list[dict[str, Any]]) -> None:
    """Check objects with the schemas of Kubernetes and the rules of Pod Security; every name must be there once."""
    names = [(each["kind"], each["metadata"]["name"]) for each in documents]
    assert len(names) == len(set(names))
    for document in documents:
        if document["kind"] not in WITHOUT_SCHEMA:
            assert [schema_errors(document, release) for release in VERSIONS] == [None] * len(VERSIONS), document
    for name, pod in pod_specs(documents).items():
        assert violations(pod) == [], name


def check_with_kubernetes(documents: list[dict[str, Any]]) -> None:
    """Let Kubernetes' own rules evaluate the pods."""
    assert set(pod_security.forbidden(list(pod_specs(documents).values()))) == {""}


def test_lint() -> None:
    done = subprocess.run(
        [str(helm.program()), "lint", "--strict", str(CHART), f"--values={VALUES}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", MANIFESTS)
def test_the_rendered_manifests_are_what_the_chart_renders(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == manifest(name), "run [make manifests], and commit the result"


@pytest.mark.parametrize("version", VERSIONS)
def test_the_oldest_and_newest_releases_of_kubernetes_get_the_same_objects(version: str) -> None:
    assert render(values(), version) == render(values(), VERSIONS[0])


@pytest.mark.parametrize("first", list(product((True, False), repeat=3)), ids=str)
def test_every_combination_of_switches(first: tuple[bool, ...]) -> None:
    for rest in product((True, False), repeat=len(SWITCHES) - len(first)):
        switches = dict(zip(SWITCHES, (*first, *rest), strict=True))
        if switches["networkPolicy.egress.enabled"] and not switches["networkPolicy.enabled"]:
            with pytest.raises(RenderingFailed, match=r"needs \[networkPolicy.enabled\]"):
                render(values(**switches))
            continue
        documents = render(values(**switches))
        check(documents)
        kinds = {each["kind"] for each in documents}
        assert ("Ingress" in kinds) is switches["ingress.enabled"]
        assert ("ServiceMonitor" in kinds) is switches["serviceMonitor.enabled"]
        assert ("Job" in kinds) is switches["preflight.enabled"]
        assert ("ServiceAccount" in kinds) is switches["serviceAccount.create"]


CREDENTIALS = ({"elasticsearch.credentials.type": "apiKey"}, {"elasticsearch.credentials.type": "password"},
               {"elasticsearch.credentials.existingSecret": "", "allowAnonymous": True})  # fmt: skip
AUTHORITIES: tuple[dict[str, Any], ...] = (
    {"elasticsearch.ca.secret": ""},
    {"elasticsearch.ca.secret": "", "elasticsearch.ca.configMap": "ca"},
    {"elasticsearch.ca.secret": "ca"},
)
SCHEDULERS: tuple[dict[str, Any], ...] = (
    {},
    {"dask.scheduler": "tls://scheduler:8786", "dask.existingSecret": "dask"},
    {"dask.scheduler": "tcp://scheduler:8786", "dask.allowInsecure": True},
)
DRIVERS: tuple[dict[str, Any], ...] = ({}, {"jdbc.enabled": True, "jdbc.existingClaim": "drivers"})
USERS: tuple[dict[str, Any], ...] = ({}, {"securityContext": {"runAsUser": None, "runAsGroup": None, "fsGroup": None}})
EXTRAS: tuple[dict[str, Any], ...] = (
    {},
    {
        "extraEnv": [{"name": "SIDECAR_JOB_RETENTION", "value": "30d"}],
        "extraEnvFrom": [{"secretRef": {"name": "more"}}],
        "extraVolumes": [{"name": "ca", "configMap": {"name": "database-ca"}}],
        "extraVolumeMounts": [{"name": "ca", "mountPath": "/etc/ca", "readOnly": True}],
        "allowedSources": ["postgresql://*.example.org:5432/*", "mysql://*:*/*"],
        "allowedWebhooks": ["https://hooks.slack.com/services/*", "https://*.example.org"],
        "allowedHosts": ["sidecar.example.org"],
        "image.digest": f"sha256:{'0' * 64}",
        "imagePullSecrets": [{"name": "registry"}],
        "serviceAccount.annotations": {"a": "b"},
        "service": {"type": "LoadBalancer", "port": 80, "annotations": {"a": "b"}},
        "ingress": {"enabled": True, "hosts": HOSTS, "className": "nginx", "tlsSecret": "tls", "annotations": {"a": "b"}},
        "networkPolicy.ingress.from": [{"namespaceSelector": {"matchLabels": {"name": "ingress"}}}],
        "serviceMonitor": {"enabled": True, "labels": {"release": "prometheus"}, "authorization": {"existingSecret": "scrape"}},
        "api.probes.readiness.path": "/_siren/live",
        **{
            f"{component}.{name}": value
            for component in ("api", "agent")
            for name, value in {
                "podAnnotations": {"a": "b"},
                "podLabels": {"team": "search"},
                "priorityClassName": "high",
                "nodeSelector": {"disk": "ssd"},
                "tolerations": [{"key": "search", "operator": "Exists"}],
                "affinity": {"podAntiAffinity": {}},
                "podDisruptionBudget.maxUnavailable": "50%",
                "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule",
                                               "labelSelector": {"matchLabels": {"team": "search"}}}],
            }.items()
        },
    },
)  # fmt: skip


@pytest.mark.parametrize("credentials", CREDENTIALS, ids=str)
@pytest.mark.parametrize("authority", AUTHORITIES, ids=str)
def test_every_combination_of_alternatives(credentials: dict[str, Any], authority: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for alternatives in product(SCHEDULERS, DRIVERS, USERS, EXTRAS):
        switches = {"preflight.enabled": True, **credentials, **authority}
        for each in alternatives:
            switches |= each
        documents = render(values(**switches))
        check(documents)
        check_with_kubernetes(documents)
        for pod in pod_specs(documents).values():
            check_container(pod, tmp_path / "file")


def check_container(pod: dict[str, Any], file: Path) -> None:
    """Check that the settings of a container can be loaded, that its files are mounted, and that its volumes exist."""
    (container,) = pod["containers"]
    environ = {each["name"]: each.get("value", "secret") for each in container["env"]}
    assert len(environ) == len(container["env"])
    mounts = {each["mountPath"]: each["name"] for each in container["volumeMounts"]}
    assert set(mounts.values()) == {each["name"] for each in pod["volumes"]}
    for name, value in environ.items():
        if value.startswith("/etc/siren-sidecar/"):
            assert value.rpartition("/")[0] in mounts
            environ[name] = str(file)
    assert load_settings(environ).secret_key == ("secret",)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"elasticsearch.url": ""}, r"\[elasticsearch.url\] is required"),
        ({"secretKey.existingSecret": ""}, r"\[secretKey.existingSecret\] is required.*Create a secret"),
        ({"elasticsearch.credentials.existingSecret": ""}, r"\[elasticsearch.credentials.existingSecret\] is required: create a secret"),
        ({"elasticsearch.ca": {"configMap": "a", "secret": "b"}}, "are both set"),
        ({"dask.scheduler": "tls://scheduler:8786"}, r"\[dask.existingSecret\] is required"),
        ({"dask.scheduler": "tcp://scheduler:8786"}, "has no TLS"),
        ({"ingress": {"enabled": True}}, r"\[ingress.hosts\] is required"),
        ({"networkPolicy": {"egress": {"enabled": True}}}, r"\[networkPolicy.egress.rules\] is required"),
        ({"extraEnv": [{"name": "SIDECAR_BIND", "value": "127.0.0.1:9280"}]}, r"\[extraEnv\] sets SIDECAR_BIND"),
        ({"api.replica": 2}, "'replica' not allowed"),
        ({"shutdownGraceSeconds": 5}, "/shutdownGraceSeconds"),
    ],
    ids=str,
)
def test_values_that_do_not_fit_are_rejected_with_a_sentence(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(RenderingFailed, match=message):
        render(values(**changes))


def test_an_older_release_of_kubernetes_is_rejected() -> None:
    with pytest.raises(RenderingFailed, match="kubeVersion"):
        render(values(), "1.28")


@pytest.mark.parametrize("grace", [30, 600])
def test_pods_are_stopped_later_than_executions_are_handed_over(grace: int) -> None:
    for pod in pod_specs(render(values(shutdownGraceSeconds=grace))).values():
        environ = {each["name"]: each.get("value") for each in pod["containers"][0]["env"]}
        assert environ["SIDECAR_SHUTDOWN_GRACE"] == f"{grace}s"
        assert pod["terminationGracePeriodSeconds"] == grace + 15


def test_an_upgrade_does_not_change_selectors() -> None:
    """They are immutable."""

    def selectors(documents: list[dict[str, Any]]) -> dict[str, Any]:
        return {each["metadata"]["name"]: each["spec"]["selector"] for each in documents if each["kind"] == "Deployment"}

    changed = values(**{"image.tag": "9.9.9", "agent.podLabels": {"team": "search"}, "api.replicas": 5, "allowAnonymous": True})
    assert selectors(render(changed)) == selectors(render(values()))


def test_the_service_selects_the_pods_of_the_api_only() -> None:
    documents = render(values())
    (selector,) = (each["spec"]["selector"].items() for each in documents if each["kind"] == "Service")
    labels = {
        each["metadata"]["name"]: each["spec"]["template"]["metadata"]["labels"] for each in documents if each["kind"] == "Deployment"
    }
    assert [name for name, each in labels.items() if selector <= each.items()] == ["shop-siren-sidecar-api"]


def test_the_monitor_finds_the_service() -> None:
    documents = {each["kind"]: each for each in render(values(**{"serviceMonitor.enabled": True}))}
    service, monitor = documents["Service"], documents["ServiceMonitor"]
    assert monitor["spec"]["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    (endpoint,) = monitor["spec"]["endpoints"]
    assert (endpoint["path"], endpoint["port"]) == ("/_siren/metrics", service["spec"]["ports"][0]["name"])
    assert "authorization" not in endpoint


def test_a_monitor_sends_the_api_key_of_a_secret() -> None:
    switches = {"serviceMonitor.enabled": True, "serviceMonitor.authorization.existingSecret": "scrape"}
    (monitor,) = (each for each in render(values(**switches)) if each["kind"] == "ServiceMonitor")
    (endpoint,) = monitor["spec"]["endpoints"]
    assert endpoint["authorization"] == {"type": "ApiKey", "credentials": {"name": "scrape", "key": "api-key"}}


def test_agents_accept_no_connection_and_the_api_those_of_its_namespace() -> None:
    policies = {each["metadata"]["name"]: each["spec"] for each in render(values()) if each["kind"] == "NetworkPolicy"}
    assert policies["shop-siren-sidecar-agent"]["ingress"] == []
    assert policies["shop-siren-sidecar-api"]["ingress"] == [
        {"ports": [{"port": "http", "protocol": "TCP"}], "from": [{"podSelector": {}}]}
    ]


def test_names_are_short_enough_with_a_long_release() -> None:
    documents = render(values(**{"preflight.enabled": True}), name="r" * 53)
    assert all(len(each["metadata"]["name"]) <= 63 for each in documents)
    check(documents)
