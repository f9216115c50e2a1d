"""The console's JavaScript: style, types, unit tests, and that the committed files are what the sources give."""

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import skip_unavailable
from tests.servers.environment import ROOT

CONSOLE = ROOT / "sidecar" / "console"
STATIC = CONSOLE / "static"

MAX_FIRST_PAGE = 150_000
"""Bytes, compressed, that a browser loads before it shows a page; the editor comes later."""


def run_npm(*arguments: str) -> None:
    """Run an npm command in the console's folder; fail with its output."""
    if not (CONSOLE / "node_modules" / ".ready").exists():
        skip_unavailable("the console's build tools; install npm and run make servers")
    done = subprocess.run(("npm", "--silent", "run", *arguments), cwd=CONSOLE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("script", ["lint", "types", "test"])
def test_the_sources_pass(script: str) -> None:
    run_npm(script)


def test_the_committed_files_are_what_the_sources_give(tmp_path: Path) -> None:
    run_npm("build", "--", str(tmp_path))
    built = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    committed = {each.name: each.read_bytes() for each in STATIC.iterdir()}
    assert built.keys() == committed.keys()
    assert [name for name in built if built[name] != committed[name]] == [], "run make console and commit the result"


def test_the_lock_file_names_no_registry() -> None:
    assert "http" not in json.dumps({name: entry.get("resolved") for name, entry in read_lock_file()["packages"].items()})


def test_each_bundled_package_has_its_license() -> None:
    licenses = (STATIC / "LICENSES.txt").read_text(encoding="utf-8")
    package = json.loads((CONSOLE / "package.json").read_text(encoding="utf-8"))
    for name, version in package["dependencies"].items():
        assert f"{name} {version} (MIT)" in licenses or f"{name} {version} (Apache-2.0)" in licenses, name


def test_the_first_page_is_small() -> None:
    loaded = [STATIC / name for name in ("index.html", "style.css", "console.js", "icon.svg")]
    assert sum(len(gzip.compress(each.read_bytes())) for each in loaded) < MAX_FIRST_PAGE


def read_lock_file() -> dict[str, dict[str, dict[str, str]]]:
    lock: dict[str, dict[str, dict[str, str]]] = json.loads((CONSOLE / "package-lock.json").read_text(encoding="utf-8"))
    return lock
