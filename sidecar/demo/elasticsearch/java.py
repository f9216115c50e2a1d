"""Find a Java that is new enough."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from sidecar.errors import ConfigurationError

_WHERE_SYSTEMS_KEEP_JAVA = ("/usr/lib/jvm/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home")


def find_java(at_least: int, environ: Mapping[str, str]) -> Path:
    """Give the home of a Java: the one the environment names, else the oldest that is new enough.

    The oldest, because a server released before a Java is not promised to run on it. Raise ``ConfigurationError`` when there is none.
    """
    for home in _named(environ):
        if _version(home) >= at_least:
            return home
    fitting = sorted((version, home) for home in set(_installed(environ)) if (version := _version(home)) >= at_least)
    if not fitting:
        raise ConfigurationError(f"Install Java {at_least} or newer.")
    return fitting[0][1]


def _named(environ: Mapping[str, str]) -> Iterator[Path]:
    return (Path(environ[name]) for name in ("ES_JAVA_HOME", "JAVA_HOME") if environ.get(name))


def _installed(environ: Mapping[str, str]) -> Iterator[Path]:
    if found := shutil.which("java", path=environ.get("PATH")):
        yield Path(found).resolve().parent.parent
    for pattern in _WHERE_SYSTEMS_KEEP_JAVA:
        yield from (home.resolve() for home in Path("/").glob(pattern.lstrip("/")) if (home / "bin" / "java").exists())


def _version(home: Path) -> int:
    """Give the feature number (17, 21), or 0 for what is no Java (macOS ships a ``java`` that only tells where to buy one)."""
    java = home / "bin" / "java"
    if not java.exists():
        return 0
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    number = re.search(r'version "(\d+)', told)
    return int(number.group(1)) if number else 0
