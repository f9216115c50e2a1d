"""Where servers come from, and where they put their files."""

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
BUILT = process.reachable(ROOT / ".build", Path("/var/lib/siren-sidecar/tests"))
"""Unpacked servers, kept for the next test run."""


def chosen(name: str, default: str) -> str:
    """Give the tests' own setting SIDECAR_TEST_<name>."""
    return os.environ.get(f"SIDECAR_TEST_{name}", default)


def say(sentence: str) -> None:
    """Tell the person who waits, past pytest's capture: a first download takes a while."""
    sys.__stderr__.write(f"\n{sentence}\n") if sys.__stderr__ else None


@cache
def engine_answers() -> bool:
    """Tell whether a Docker engine lets us in."""
    return container.engine_answers(os.environ)


@cache
def engine_has(image: str) -> bool:
    """Tell whether a Docker engine answers and has ``image`` or can pull it."""
    if not engine_answers():
        return False
    try:
        container.obtain(image, os.environ, say)
    except ConfigurationError as obstacle:
        say(obstacle.reason)
        return False
    return True


@contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """Make a folder that an unprivileged server can use (pytest's own are closed to others), and remove it afterwards."""
    made = Path(tempfile.mkdtemp(prefix=f"sidecar-test-{prefix}-"))
    process.hand_over(made, process.unprivileged())
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def free_port() -> int:
    """Give a port that nobody listens on at this moment; somebody may a moment later, so starts on it are tried again."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def tried_on_ports(start: Callable[[int], process.Process], attempts: int = 3) -> tuple[process.Process, int]:
    """Start a server on a free port; on another one when it ends at once because the first was taken meanwhile."""
    for attempt in range(1, attempts + 1):
        port = free_port()
        try:
            return start(port), port
        except ConfigurationError:
            if attempt == attempts:
                raise
    raise AssertionError
