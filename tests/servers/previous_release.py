"""The release before this one, built from its commit."""

import configparser
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from tests.servers import environment

COMMIT = environment.setting("PREVIOUS", "")
"""A commit that stands for the previous release; by default the last one before the version became today's."""


def find_commit() -> str | None:
    """Return the commit of the previous release; None if this checkout has no history of another version."""
    if COMMIT:
        return COMMIT
    today = _version((environment.ROOT / "setup.cfg").read_text(encoding="utf-8"))
    try:
        commits = _git("log", "--format=%H", "--", "setup.cfg").split()
        for newer, older in pairwise(commits):
            if _version(_git("show", f"{older}:setup.cfg")) != today:
                return _git("rev-parse", f"{newer}^").strip()
    except (OSError, subprocess.CalledProcessError):
        # Without git, or with a part of the history only.
        return None
    return None


def build(commit: str, folder: Path) -> Path:
    """Build the wheel of a commit and install it; return the folder for the path of Python. The packages that it needs are today's."""
    source, installed = folder / "source", folder / "installed"
    source.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", commit], cwd=environment.ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "--extract"], cwd=source, input=archive, check=True)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, source], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", installed, wheel], check=True)
    return installed


def _version(setup: str) -> str:
    config = configparser.ConfigParser()
    config.read_string(setup)
    return config["metadata"]["version"]


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=environment.ROOT, check=True, capture_output=True, text=True).stdout
