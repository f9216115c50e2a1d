"""Settings of the tests, and the folders, ports and locks of their servers."""

import fcntl
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sidecar.demo.elasticsearch import container, process
from sidecar.errors import ConfigurationError

ROOT = Path(__file__).parents[2]
BUILT = process.choose_folder(ROOT / ".build", Path("/var/lib/siren-sidecar/tests"))
"""Folder of unpacked servers, kept for the next run."""

MEMORY = Path("/dev/shm")  # noqa: S108 - every server gets a folder of its own
MIN_FREE_MEMORY = 8 << 30
"""Bytes: the servers of all workers together need less than half of it."""


def setting(name: str, default: str) -> str:
    """Return the setting SIDECAR_TEST_<name>."""
    return os.environ.get(f"SIDECAR_TEST_{name}", default)


def announce(sentence: str) -> None:
    """Print a message, bypassing pytest's capture: a first download takes a while."""
    sys.__stderr__.write(f"\n{sentence}\n") if sys.__stderr__ else None


@cache
def engine_answers() -> bool:
    """Return whether a Docker engine is available."""
    return container.is_engine_available(os.environ)


@cache
def engine_has(image: str) -> bool:
    """Return whether a Docker engine is available and has ``image`` or can pull it."""
    if not engine_answers():
        return False
    try:
        container.pull_image(image, os.environ, announce)
    except ConfigurationError as error:
        announce(error.reason)
        return False
    return True


def _memory() -> Path | None:
    """Return the memory file system if it has room: on a shared disk, an ``fsync`` may wait for others for seconds.

    Servers that tests kill lose nothing in it. None means the system's folder for temporary files.
    """
    if not os.access(MEMORY, os.W_OK | os.X_OK):
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free >= MIN_FREE_MEMORY else None


@contextmanager
def folder(prefix: str, *, on_disk: bool = False) -> Iterator[Path]:
    """Create a folder that an unprivileged server can use (pytest's own are private), and remove it afterwards.

    It is in memory if that has room, unless ``on_disk``: what is measured must write as it would in use.
    """
    path = Path(tempfile.mkdtemp(prefix=f"sidecar-test-{prefix}-", dir=None if on_disk else _memory()))
    process.change_owner(path, process.unprivileged_account())
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def free_port() -> int:
    """Return a port that is free now. Another process may take it, so a start on it must be retried."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def start_on_free_port(start: Callable[[int], process.Process], attempts: int = 3) -> tuple[process.Process, int]:
    """Start a server on a free port; retry on another one if it does not start."""
    for attempt in range(1, attempts + 1):
        port = free_port()
        try:
            return start(port), port
        except ConfigurationError:
            if attempt == attempts:
                raise
    raise AssertionError


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold a lock that only one test process of this checkout has at a time, so that a server is fetched once."""
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / f".{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
