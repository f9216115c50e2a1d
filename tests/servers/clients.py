"""The official Python clients 8 and 9, each in its own environment."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from sidecar.errors import ConfigurationError
from tests.servers import environment

NINE = Path(__file__).with_name("elasticsearch_py9.txt")
"""Pinned requirements of the client 9."""


def python_with_client(major: int) -> tuple[list[str], Mapping[str, str]]:
    """Return the command of a Python that imports the client 8 or 9, and its environment."""
    if major == 8:
        return [sys.executable], os.environ
    # -S leaves out the test environment's packages, which include the client 8.
    return [sys.executable, "-S"], {**os.environ, "PYTHONPATH": str(_nine())}


def _nine() -> Path:
    pins = NINE.read_text(encoding="utf-8")
    version = pins.partition("\nelasticsearch==")[2].partition("\n")[0]
    home = environment.ROOT / ".build" / f"elasticsearch-py-{version}"
    installed = home / "pins.txt"
    with environment.locked("elasticsearch-py"):
        if not installed.exists() or installed.read_text(encoding="utf-8") != pins:
            environment.announce(f"Installing Elasticsearch's Python client {version} in its own folder (once).")
            _install(home)
            installed.write_text(pins, encoding="utf-8")
    return home


def _install(home: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--upgrade"]
    done = subprocess.run([*command, "--target", home, "--requirement", NINE], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ConfigurationError(f"The Elasticsearch client 9 could not be installed.\n{done.stderr[-2000:]}")
