"""The files in deploy/ and the Dockerfile are consistent with each other, with the README and with the package."""

import json
import re
from configparser import ConfigParser, SectionProxy
from typing import Any

import yaml

from tests.servers import nginx
from tests.servers.environment import ROOT


def services() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.yml").read_text(encoding="utf-8"))["services"]
    return parsed


def test_the_compose_file_sets_every_variable_of_the_nginx_template() -> None:
    template = nginx.TEMPLATE.read_text(encoding="utf-8")
    service = services()["nginx"]
    assert set(re.findall(r"\$\{(\w+)\}", template)) == set(service["environment"])
    assert service["volumes"] == [f"./{nginx.TEMPLATE.name}:/etc/nginx/templates/default.conf.template:ro"]


def test_the_compose_file_publishes_one_port_on_loopback_only() -> None:
    assert [port for service in services().values() for port in service.get("ports", [])] == ["127.0.0.1:8200:8200"]


def test_the_dask_scheduler_of_the_compose_file_publishes_no_pages() -> None:
    scheduler = services()["dask-scheduler"]
    # The image's own entry point is sidecar.
    assert (*scheduler["entrypoint"], scheduler["command"][0]) == ("python", "-m", "dask", "scheduler")
    assert scheduler["command"][-2:] == ["--dashboard-address", "127.0.0.1:8787"]


def test_the_readme_sets_every_variable_of_the_nginx_template() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"\$\{(\w+)\}", nginx.TEMPLATE.read_text(encoding="utf-8")):
        assert re.search(rf"(^|\s){name}=", readme, re.MULTILINE)
        assert f"${name}" in readme


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the last stage of the Dockerfile, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    last = max(number for number, line in enumerate(lines) if line.startswith("FROM "))
    return [(name, argument) for name, _, argument in (line.partition(" ") for line in lines[last:])]


def package_metadata() -> SectionProxy:
    """Return the metadata in setup.cfg."""
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    return setup["metadata"]


def test_the_image_needs_no_shell() -> None:
    commands = {name: argument for name, argument in instructions() if name in ("ENTRYPOINT", "CMD")}
    assert {name: json.loads(argument) for name, argument in commands.items()} == {"ENTRYPOINT": ["sidecar"], "CMD": ["serve"]}
    (check,) = (argument.partition("CMD ")[2] for name, argument in instructions() if name == "HEALTHCHECK")
    assert json.loads(check)[0] == "python"


def test_the_compose_file_needs_no_shell_in_the_image_of_the_sidecar() -> None:
    for name, service in services().items():
        if service["image"].startswith("siren-sidecar:"):
            assert isinstance(service.get("command", []), list), name
            assert service.get("healthcheck", {}).get("test", ["CMD"])[0] == "CMD", name


def test_the_labels_of_the_image_are_those_of_the_package() -> None:
    (labels,) = (dict(re.findall(r'org\.opencontainers\.image\.(\w+)="([^"]*)"', text)) for name, text in instructions() if name == "LABEL")
    package = package_metadata()
    assert labels == {
        "title": package["name"],
        "description": package["description"],
        "version": package["version"],
        "licenses": package["license"],
        "revision": "${REVISION}",
        "created": "${CREATED}",
    }


def test_every_image_of_the_sidecar_has_the_version_of_the_package() -> None:
    images = {service["image"] for service in services().values() if service["image"].startswith("siren-sidecar:")}
    assert images == {f"siren-sidecar:{package_metadata()['version']}"}
