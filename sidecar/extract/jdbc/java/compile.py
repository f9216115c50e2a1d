"""Compile the program of the JDBC sessions to a jar: ``python compile.py [JAR]``, by default the one that the reader runs."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SOURCES = Path(__file__).resolve().parent
JAR = SOURCES.parent / "sidecar-jdbc.jar"
RELEASE = 17
_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of all files in the jar, so that it depends on the sources only."""


def find_compiler() -> str | None:
    """Return Java's compiler; None if there is none."""
    home = os.environ.get("JAVA_HOME")
    return (shutil.which("javac", path=f"{home}/bin") if home else None) or shutil.which("javac")


def compile_program(jar: Path) -> None:
    """Compile the sources to ``jar``; raise :class:`RuntimeError` without a compiler, or if it fails."""
    compiler = find_compiler()
    if compiler is None:
        raise RuntimeError(f"no javac; install a JDK, {RELEASE} or newer")
    with tempfile.TemporaryDirectory() as folder:
        sources = sorted(map(str, SOURCES.glob("*.java")))
        command = [compiler, "-Xlint:all", "-Werror", "--release", str(RELEASE), "-d", folder, *sources]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"javac failed: {done.stdout}{done.stderr}")
        _write_jar(Path(folder), jar)


def _write_jar(classes: Path, jar: Path) -> None:
    """Write the jar beside its place and move it there, since a process may be reading the old one."""
    unfinished = jar.with_suffix(f".{os.getpid()}")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(classes.rglob("*.class")):
            archive.writestr(zipfile.ZipInfo(str(each.relative_to(classes)), _TIME), each.read_bytes(), zipfile.ZIP_DEFLATED)
    unfinished.replace(jar)


if __name__ == "__main__":
    try:
        compile_program(Path(sys.argv[1]) if len(sys.argv) > 1 else JAR)
    except RuntimeError as error:
        sys.exit(f"The program of the JDBC sessions was not compiled: {error}")
