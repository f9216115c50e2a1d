"""The rules of the Pod Security Standard "restricted", which includes "baseline", over the spec of a pod."""

from collections.abc import Iterator
from typing import Any

VOLUME_TYPES = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
SECCOMP_TYPES = ("RuntimeDefault", "Localhost")
ADDED_CAPABILITIES = {"NET_BIND_SERVICE"}
PROBES = ("startupProbe", "livenessProbe", "readinessProbe")
FORBIDDEN_ON_HOSTS = ("hostNetwork", "hostPID", "hostIPC")


def violations(pod: dict[str, Any]) -> list[str]:
    """Return what the standard forbids in a pod, one sentence each."""
    return [*_pod_violations(pod), *(each for container in _containers(pod) for each in _container_violations(pod, container))]


def _containers(pod: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for kind in ("containers", "initContainers", "ephemeralContainers") for each in pod.get(kind, [])]


def _pod_violations(pod: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name} is set" for name in FORBIDDEN_ON_HOSTS if pod.get(name))
    context = pod.get("securityContext", {})
    if context.get("runAsUser") == 0:
        yield "runAsUser is 0"
    if context.get("sysctls"):
        yield "sysctls are set"
    if "windowsOptions" in context or "seLinuxOptions" in context or "appArmorProfile" in context:
        yield "options of Windows, SELinux or AppArmor are set"
    for volume in pod.get("volumes", []):
        if forbidden := set(volume) - {"name"} - VOLUME_TYPES:
            yield f"volume {volume['name']} is of the type {', '.join(sorted(forbidden))}"


def _container_violations(pod: dict[str, Any], container: dict[str, Any]) -> Iterator[str]:
    name, own, shared = container["name"], container.get("securityContext", {}), pod.get("securityContext", {})
    if own.get("privileged"):
        yield f"{name}: privileged"
    if own.get("allowPrivilegeEscalation") is not False:
        yield f"{name}: allowPrivilegeEscalation is not false"
    if own.get("runAsNonRoot", shared.get("runAsNonRoot")) is not True:
        yield f"{name}: runAsNonRoot is not true"
    if own.get("runAsUser") == 0:
        yield f"{name}: runAsUser is 0"
    if own.get("seccompProfile", shared.get("seccompProfile", {})).get("type") not in SECCOMP_TYPES:
        yield f"{name}: no seccompProfile"
    capabilities = own.get("capabilities", {})
    if "ALL" not in capabilities.get("drop", []) or set(capabilities.get("add", [])) - ADDED_CAPABILITIES:
        yield f"{name}: has capabilities"
    if own.get("procMount", "Default") != "Default":
        yield f"{name}: procMount is set"
    yield from _host_violations(container)


def _host_violations(container: dict[str, Any]) -> Iterator[str]:
    """Yield ports on the node, and probes and hooks that name a host."""
    if any(port.get("hostPort") for port in container.get("ports", [])):
        yield f"{container['name']}: hostPort is set"
    handlers = [container.get(each, {}) for each in PROBES] + list(container.get("lifecycle", {}).values())
    for handler in handlers:
        if any(handler.get(kind, {}).get("host") for kind in ("httpGet", "tcpSocket")):
            yield f"{container['name']}: a probe or hook names a host"
