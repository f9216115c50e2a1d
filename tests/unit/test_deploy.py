"""The files in deploy/ are consistent with each other and with the README."""

import re
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
    assert services()["dask-scheduler"]["command"][-2:] == ["--dashboard-address", "127.0.0.1:8787"]


def test_the_readme_sets_every_variable_of_the_nginx_template() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"\$\{(\w+)\}", nginx.TEMPLATE.read_text(encoding="utf-8")):
        assert re.search(rf"(^|\s){name}=", readme, re.MULTILINE)
        assert f"${name}" in readme
