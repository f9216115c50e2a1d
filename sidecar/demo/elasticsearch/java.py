"""Find an installed Java of a minimum version."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from sidecar.errors import ProgramMissing

_INSTALL_PATTERNS = ("/usr/lib/jvm/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home")


def find_java(min_version: int, environ: Mapping[str, str]) -> Path:
    """Return the home of the Java that the environment names, or of the oldest installed one that is new enough.

    The oldest, because a server may not run on a Java released after it. Raise :class:`ConfigurationError` if there is none.
    """
    for home in _configured_homes(environ):
        if _version(home) >= min_version:
            return home
    homes = sorted((version, home) for home in set(_installed_homes(environ)) if (version := _version(home)) >= min_version)
    if not homes:
        raise ProgramMissing(f"Install Java {min_version} or newer.")
    return homes[0][1]


def _configured_homes(environ: Mapping[str, str]) -> Iterator[Path]:
    return (Path(environ[name]) for name in ("ES_JAVA_HOME", "JAVA_HOME") if environ.get(name))


def _installed_homes(environ: Mapping[str, str]) -> Iterator[Path]:
    if found := shutil.which("java", path=environ.get("PATH")):
        yield Path(found).resolve().parent.parent
    for pattern in _INSTALL_PATTERNS:
        yield from (home.resolve() for home in Path("/").glob(pattern.lstrip("/")) if (home / "bin" / "java").exists())


def _version(home: Path) -> int:
    """Return the feature version (17, 21), or 0 if there is no working Java: macOS ships a placeholder ``java``."""
    java = home / "bin" / "java"
    if not java.exists():
        return 0
    output = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    number = re.search(r'version "(\d+)', output)
    return int(number.group(1)) if number else 0
