"""The packages in setup.cfg are those in the source tree."""

from configparser import ConfigParser

from tests.servers.environment import ROOT


def test_every_package_is_in_the_wheel() -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    existing = {".".join(each.parent.relative_to(ROOT).parts) for each in (ROOT / "sidecar").rglob("__init__.py")}
    assert set(setup["options"]["packages"].split()) == existing | {"sidecar.deploy", "sidecar.mappings"}
