"""Checks of JDBC drivers for ``sidecar doctor``: the folder, Java, the program of the sessions, and each driver."""

import re
import stat
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from sidecar.errors import ConfigurationError
from sidecar.extract.jdbc.process import OLDEST_JAVA, PROGRAM
from sidecar.extract.jdbc.urls import JdbcSettings, driver_folders, driver_jars, load_driver
from sidecar.model.finding import Finding

JAVA_TIMEOUT = 60.0
"""Seconds in which Java must tell its version."""
_VERSION = re.compile(r'version "(?:1\.)?(\d+)', re.ASCII)
_CLASS_FILE_OFFSET = 44
"""What a class file's version is higher than that of its Java."""


def check_jdbc(settings: JdbcSettings) -> Iterator[Finding]:
    """Yield what was found about the drivers; nothing if they are off."""
    if settings.drivers is None:
        return
    java = None
    try:
        java = java_version(settings.java_program)
        _require_java(settings.java_program, java)
        yield Finding(check="Java", message=f"is version {java}")
    except ConfigurationError as error:
        remedy = f"Install Java {OLDEST_JAVA} or newer, or set SIDECAR_JAVA to its program."
        yield Finding(check="Java", message=error.reason, ok=False, remedy=remedy)
    if not PROGRAM.exists():
        remedy = f"Install a JDK {OLDEST_JAVA} or newer, and then the sidecar again."
        yield Finding(check="JDBC program", message="is not compiled", ok=False, remedy=remedy)
    yield from _check_drivers(settings, java)


def _check_drivers(settings: JdbcSettings, java: int | None) -> Iterator[Finding]:
    try:
        folders = driver_folders(settings)
    except ConfigurationError as error:
        remedy = "Set SIDECAR_JDBC_DRIVERS to a folder that the sidecar's user may read, or unset it."
        yield Finding(check="JDBC drivers", message=error.reason, ok=False, remedy=remedy)
        return
    if not folders:
        remedy = "Put the jars of each driver into a folder of its own, such as [h2/h2.jar]."
        yield Finding(check="JDBC drivers", message=f"[{settings.drivers}] contains no folder", ok=False, remedy=remedy)
    for folder in folders:
        subject = f"JDBC driver {folder.name}"
        try:
            class_name = check_driver(folder, java)
            yield Finding(check=subject, message=f"has the class [{class_name}]")
        except ConfigurationError as error:
            remedy = "Correct its driver.yaml, its jars or their permissions, or remove the folder."
            yield Finding(check=subject, message=error.reason, ok=False, remedy=remedy)


def java_version(program: str) -> int:
    """Return the version of Java; raise :class:`~sidecar.errors.ConfigurationError` if it cannot be run."""
    try:
        done = subprocess.run(
            [program, "-version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, env={}, timeout=JAVA_TIMEOUT, check=False
        )
    except OSError as error:
        raise ConfigurationError(f"[{program}] cannot be started: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise ConfigurationError(f"[{program}] did not tell its version within {JAVA_TIMEOUT:.0f} s") from error
    output = done.stderr + done.stdout
    match = _VERSION.search(output)
    if done.returncode or match is None:
        raise ConfigurationError(f"[{program}] is no Java: it ended with status {done.returncode} and [{' '.join(output.split())[:200]}]")
    return int(match[1])


def _require_java(program: str, version: int) -> None:
    if version < OLDEST_JAVA:
        raise ConfigurationError(f"[{program}] is version {version}, but JDBC drivers need {OLDEST_JAVA} or newer")


def check_driver(folder: Path, java: int | None) -> str:
    """Return the class of a driver; raise :class:`~sidecar.errors.ConfigurationError` if it cannot be used with this version of Java."""
    name = load_driver(folder).definition.class_name
    file = f"{name.replace('.', '/')}.class"
    jars = driver_jars(folder)
    for path in (folder.parent, folder, *map(Path, jars)):
        if _read_mode(path) & stat.S_IWOTH:
            raise ConfigurationError(f"[{path.name}] can be changed by any user of this machine, and so can the code that the driver runs.")
    for jar in jars:
        head = _read_head(Path(jar), file)
        if head is not None:
            needed = int.from_bytes(head[6:8], "big") - _CLASS_FILE_OFFSET
            if java is not None and needed > java:
                raise ConfigurationError(f"[{folder.name}] needs Java {needed} or newer, but [{java}] was found.")
            return name
    raise ConfigurationError(f"[{folder.name}] has no jar that contains the class [{name}].")


def _read_mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError as error:
        raise ConfigurationError(f"[{path.name}] cannot be read: {error.strerror}.") from error


def _read_head(jar: Path, file: str) -> bytes | None:
    """Return the first bytes of a file in a jar; None if it has none of this name."""
    try:
        with zipfile.ZipFile(jar) as archive, archive.open(file) as content:
            return content.read(8)
    except KeyError:
        return None
    except (OSError, zipfile.BadZipFile) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigurationError(f"[{jar.parent.name}/{jar.name}] cannot be read: {reason}.") from error
