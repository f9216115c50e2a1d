"""The packages in setup.cfg are those in the source tree."""

from configparser import ConfigParser

from tests.servers.environment import ROOT
from tests.support.sources import product_files


def test_every_package_is_in_the_wheel() -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    existing = {".".join(each.parent.relative_to(ROOT).parts) for each in product_files("__init__.py")}
    assert set(setup["options"]["packages"].split()) == existing | {"sidecar.deploy", "sidecar.mappings"}
