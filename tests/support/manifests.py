"""The Helm chart and the manifests rendered from it. As a program, it renders them again: ``make manifests``."""

import hashlib
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml

from sidecar.errors import ProgramMissing
from tests.servers import helm
from tests.servers.environment import ROOT

CHART = ROOT / "deploy" / "helm" / "siren-sidecar"
FOLDER = ROOT / "deploy" / "kubernetes"
VALUES = FOLDER / "values.yaml"
MANIFESTS = {"siren-sidecar.yaml": (), "preflight.yaml": ("--set=preflight.enabled=true", "--show-only=templates/preflight.yaml")}
"""Rendered files, with the options of Helm for each."""

VERSIONS = ("1.29", "1.33", "1.37")
"""Releases of Kubernetes that manifests are checked for: the oldest that the chart allows, one in between, the newest known."""
WITHOUT_SCHEMA = {"ServiceMonitor"}
"""Kinds that do not belong to Kubernetes itself."""


class RenderingFailed(Exception):
    """Helm rejected the values."""


def render(*options: str, name: str = "siren-sidecar", version: str = VERSIONS[-1], values: str = "") -> str:
    """Return what ``helm template`` prints for values in JSON or YAML; raise :class:`RenderingFailed` with Helm's message."""
    command = [str(helm.program()), "template", name, str(CHART), f"--kube-version={version}", "--values=-", *options]
    done = subprocess.run(command, input=values, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RenderingFailed(done.stderr)
    return str(done.stdout)


def parse(text: str) -> list[dict[str, Any]]:
    """Return the objects of a stream of YAML documents."""
    return [each for each in yaml.load_all(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if each]


def digest() -> str:
    """Return a digest of everything that the rendered manifests depend on."""
    files = sorted(each for each in CHART.rglob("*") if each.is_file())
    return hashlib.sha256(b"".join(each.read_bytes() for each in (*files, VALUES))).hexdigest()[:16]


def manifest(name: str) -> str:
    """Return the text of a rendered file."""
    heading = f"# Rendered from deploy/helm/siren-sidecar with values.yaml by `make manifests`; do not edit. Digest of both: {digest()}\n"
    return heading + render(*MANIFESTS[name], values=VALUES.read_text(encoding="utf-8"))


def schema_errors(document: dict[str, Any], version: str) -> str | None:
    """Return what the schema of Kubernetes rejects in an object, unknown fields included; None for a valid object."""
    return _schema_errors(json.dumps(document, sort_keys=True), version)


@cache
def _schema_errors(document: str, version: str) -> str | None:
    try:
        kubernetes_validate.validate(json.loads(document), version, strict=True)
    except kubernetes_validate.ValidationError as error:
        return f"{'.'.join(map(str, error.path))}: {error.message}"
    return None


def pod_specs(documents: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the specs of all pods by the names of their objects."""
    return {each["metadata"]["name"]: each["spec"]["template"]["spec"] for each in documents if each["kind"] in ("Deployment", "Job")}


def write_manifests(folder: Path = FOLDER) -> None:
    """Render all files into a folder."""
    for name in MANIFESTS:
        (folder / name).write_text(manifest(name), encoding="utf-8")


if __name__ == "__main__":
    try:
        write_manifests()
    except (ProgramMissing, RenderingFailed) as error:
        raise SystemExit(str(error)) from error
