"""The demo's container, with a program in place of the ``docker`` command."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar.demo.elasticsearch.process import signal_with_parent
from tests.support.waiting import wait_until

FAKE_DOCKER = """#!/bin/sh
# The real client passes signals to the container, and ends with it.
case "$1" in
  attach)
    echo "$*" >> "$CALLS"
    trap 'echo "SIGTERM for the container" >> "$CALLS"; exit 0' TERM
    echo attached >> "$CALLS"
    while :; do sleep 0.1; done ;;
  create) echo c1 ;;
  port) echo 127.0.0.1:9200 ;;
  stop) echo stopped >> "$CALLS" ;;
esac
"""
DEMO = """
import os, sys
from pathlib import Path
from sidecar.demo.elasticsearch import container
container.health_status = lambda address: 200
with container.start("es", id_file=Path(sys.argv[1]) / "id", heap="1g", environ=os.environ, announce=print) as node:
    print(node.url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """Install the program; return the file with its calls."""
    program = tmp_path / "docker"
    program.write_text(FAKE_DOCKER, encoding="utf-8")
    program.chmod(0o755)
    return tmp_path / "calls"


@pytest.fixture
def demo(tmp_path: Path, calls: Path) -> Iterator["subprocess.Popen[str]"]:
    """Start a process with a container; kill it afterwards."""
    environ = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "CALLS": str(calls)}
    with subprocess.Popen(
        (sys.executable, "-c", DEMO, str(tmp_path)), env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Starting es.\n"
        assert process.stdout.readline() == "http://127.0.0.1:9200\n"
        wait_until(lambda: "attached\n" in read(calls), "the client is attached")
        yield process
        process.kill()


def read(calls: Path) -> str:
    return calls.read_text() if calls.exists() else ""


@pytest.mark.skipif(not signal_with_parent(), reason="setpriv is not installed")
def test_the_container_of_a_killed_demo_is_stopped(demo: "subprocess.Popen[str]", calls: Path) -> None:
    demo.send_signal(signal.SIGKILL)
    wait_until(lambda: "SIGTERM for the container" in read(calls), "the container is stopped")
    assert read(calls).startswith("attach --no-stdin --sig-proxy=true c1\n")


def test_the_container_of_a_demo_that_ends_is_stopped(demo: "subprocess.Popen[str]", calls: Path) -> None:
    demo.communicate("")
    assert demo.returncode == 0
    assert read(calls).endswith("SIGTERM for the container\nstopped\n")
