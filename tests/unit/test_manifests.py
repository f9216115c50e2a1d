"""The rendered manifests are current, valid and restricted, and start the sidecar with valid settings."""

import copy
from typing import Any

import pytest

from sidecar.errors import ProgramMissing
from sidecar.settings import load_settings
from tests.conftest import skip_unavailable
from tests.servers import pod_security
from tests.support.manifests import FOLDER, MANIFESTS, VERSIONS, digest, parse, pod_specs, schema_errors
from tests.support.pod_security import violations

DOCUMENTS = [each for name in MANIFESTS for each in parse((FOLDER / name).read_text(encoding="utf-8"))]
PODS = pod_specs(DOCUMENTS)
CONTAINERS = {name: pod["containers"][0] for name, pod in PODS.items()}


# -- rendered manifests --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MANIFESTS)
def test_the_rendered_manifests_are_current(name: str) -> None:
    first = (FOLDER / name).read_text(encoding="utf-8").partition("\n")[0]
    assert first.endswith(digest()), f"deploy/kubernetes/{name} does not match the chart: run [make manifests], and commit the result"


@pytest.mark.parametrize("release", VERSIONS)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: f"{each['kind']}-{each['metadata']['name']}")
def test_the_rendered_manifests_are_valid(document: dict[str, Any], release: str) -> None:
    assert schema_errors(document, release) is None


@pytest.mark.parametrize("name", PODS)
def test_the_pods_are_restricted(name: str) -> None:
    assert violations(PODS[name]) == []
    assert PODS[name]["automountServiceAccountToken"] is False
    assert CONTAINERS[name]["securityContext"]["readOnlyRootFilesystem"] is True


@pytest.mark.parametrize("name", PODS)
def test_the_service_does_not_set_variables_that_stop_the_start(name: str) -> None:
    assert PODS[name]["enableServiceLinks"] is False


@pytest.mark.parametrize("name", CONTAINERS)
def test_the_settings_of_the_pods_are_valid(name: str) -> None:
    settings = load_settings({each["name"]: each.get("value", "secret") for each in CONTAINERS[name]["env"]})
    assert settings.secret_key
    assert settings.elasticsearch_api_key
    assert name == "siren-sidecar-preflight" or PODS[name]["terminationGracePeriodSeconds"] >= settings.shutdown_grace + 15


def test_api_and_agents_are_separate_and_the_preflight_is_the_doctor() -> None:
    assert {name: each["args"] for name, each in CONTAINERS.items()} == {
        "siren-sidecar-api": ["api"],
        "siren-sidecar-agent": ["agent"],
        "siren-sidecar-preflight": ["doctor", "--json"],
    }


def test_only_readiness_depends_on_elasticsearch() -> None:
    probes = {kind: CONTAINERS["siren-sidecar-api"][f"{kind}Probe"]["httpGet"]["path"] for kind in ("startup", "liveness", "readiness")}
    assert probes == {"startup": "/_siren/live", "liveness": "/_siren/live", "readiness": "/_siren/health"}


@pytest.mark.parametrize("kind", ["containers", "initContainers"])
def test_no_container_needs_a_shell(kind: str) -> None:
    for name, pod in PODS.items():
        for container in pod.get(kind, []):
            assert "command" not in container, name
            hooks = [hook["exec"]["command"][0] for hook in container.get("lifecycle", {}).values() if "exec" in hook]
            assert set(hooks) <= {"python", "sidecar"}


# -- the checks themselves -----------------------------------------------------------------------------------------------------------


def test_a_misspelt_field_is_found() -> None:
    document = copy.deepcopy(next(each for each in DOCUMENTS if each["kind"] == "Deployment"))
    document["spec"]["template"]["spec"]["terminationGracePeriodSecond"] = 45
    assert "terminationGracePeriodSecond" in (schema_errors(document, VERSIONS[0]) or "")


RESTRICTED = PODS["siren-sidecar-agent"]


FORBIDDEN: list[tuple[tuple[str | int, ...], Any]] = [
    (("hostNetwork",), True),
    (("hostPID",), True),
    (("hostIPC",), True),
    (("securityContext", "runAsNonRoot"), False),
    (("securityContext", "runAsNonRoot"), None),
    (("securityContext", "runAsUser"), 0),
    (("securityContext", "seccompProfile"), {"type": "Unconfined"}),
    (("securityContext", "seccompProfile"), {}),
    (("securityContext", "sysctls"), [{"name": "kernel.msgmax", "value": "65536"}]),
    (("securityContext", "appArmorProfile"), {"type": "Unconfined"}),
    (("volumes",), [{"name": "host", "hostPath": {"path": "/"}}]),
    (("volumes",), [{"name": "share", "nfs": {"server": "nfs", "path": "/"}}]),
    (("containers", 0, "securityContext", "allowPrivilegeEscalation"), None),
    (("containers", 0, "securityContext", "privileged"), True),
    (("containers", 0, "securityContext", "runAsUser"), 0),
    (("containers", 0, "securityContext", "runAsNonRoot"), False),
    (("containers", 0, "securityContext", "seccompProfile"), {"type": "Unconfined"}),
    (("containers", 0, "securityContext", "procMount"), "Unmasked"),
    (("containers", 0, "securityContext", "capabilities"), {}),
    (("containers", 0, "securityContext", "capabilities"), {"drop": ["ALL"], "add": ["SYS_PTRACE"]}),
    (("containers", 0, "ports"), [{"containerPort": 9280, "hostPort": 9280}]),
    (("containers", 0, "livenessProbe"), {"httpGet": {"port": 9280, "host": "169.254.169.254"}}),
    (("containers", 0, "lifecycle"), {"preStop": {"httpGet": {"port": 80, "host": "169.254.169.254"}}}),
    (("initContainers",), [{"name": "init"}]),
]


def forbidden_pod(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """Return a restricted pod with one change."""
    pod = copy.deepcopy(RESTRICTED)
    place: Any = pod
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return pod


@pytest.mark.parametrize(("path", "value"), FORBIDDEN, ids=str)
def test_the_check_of_pods_finds_what_the_standard_forbids(path: tuple[str | int, ...], value: Any) -> None:
    assert violations(forbidden_pod(path, value)) != []


@pytest.mark.long
def test_kubernetes_itself_allows_the_pods_and_forbids_the_others() -> None:
    try:
        allowed, *rejected = pod_security.forbidden([RESTRICTED, *(forbidden_pod(path, value) for path, value in FORBIDDEN)])
    except ProgramMissing as error:
        skip_unavailable(error.reason)
        raise
    assert allowed == ""
    assert [path for (path, _), reason in zip(FORBIDDEN, rejected, strict=True) if not reason] == []
