"""Programs that are built from their source with Go, and kept for the next run."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from sidecar.errors import ProgramMissing
from tests.servers import environment


def digest(*files: Path) -> str:
    """Return a digest of files, for the name of a folder."""
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()[:12]


def build(folder: str, name: str, package: str, *, cwd: Path | None = None) -> Path:
    """Return a program in a folder of its own; build it on the first call. Concurrent calls are safe.

    Raise :class:`ProgramMissing` if Go is not installed or cannot build it.
    """
    program = environment.BUILT / folder / name
    if program.exists():
        return program
    if not shutil.which("go"):
        raise ProgramMissing("no go; install Go 1.26 or newer")
    with environment.locked(name):
        if not program.exists():
            environment.announce(f"Building {name} (once; up to some minutes).")
            command = ["nice", "-n", "10", "go", "install", package]
            variables = {**os.environ, "GOBIN": str(program.parent)}
            done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False)
            if done.returncode:
                environment.announce(done.stderr[-2000:])
                raise ProgramMissing(f"Go could not build {name}; install Go 1.26 or newer")
    return program
