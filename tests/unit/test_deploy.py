"""What deploy/ holds fits together."""

import re
from typing import Any

import yaml

from tests.servers import nginx
from tests.servers.environment import ROOT


def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.yml").read_text(encoding="utf-8"))["services"]
    return found


def test_the_compose_file_fills_in_each_name_of_the_nginx_configuration() -> None:
    template = nginx.TEMPLATE.read_text(encoding="utf-8")
    front = services()["nginx"]
    assert set(re.findall(r"\$\{(\w+)\}", template)) == set(front["environment"])
    assert front["volumes"] == [f"./{nginx.TEMPLATE.name}:/etc/nginx/templates/default.conf.template:ro"]


def test_the_compose_file_publishes_one_port_and_to_this_machine_alone() -> None:
    assert [port for service in services().values() for port in service.get("ports", [])] == ["127.0.0.1:8200:8200"]


def test_the_readme_fills_in_each_name_of_the_nginx_configuration() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"\$\{(\w+)\}", nginx.TEMPLATE.read_text(encoding="utf-8")):
        assert f" {name}=" in readme
        assert f"${name}" in readme
