"""Elasticsearch in a container, through the ``docker`` command."""

import functools
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from sidecar.demo.elasticsearch.handle import Node
from sidecar.demo.elasticsearch.maven import PATIENCE, health_status
from sidecar.errors import ConfigurationError

GRACE = 20
"""Seconds that a stopping container gets before the engine kills it."""


def engine_answers(environ: Mapping[str, str]) -> bool:
    """Tell whether a Docker engine is installed, runs, and lets us in."""
    return bool(shutil.which("docker", path=environ.get("PATH"))) and _docker(["version"], environ).returncode == 0


def obtain(image: str, environ: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Pull ``image`` unless the engine has it; raise ``ConfigurationError`` when it cannot be had."""
    if _docker(["image", "inspect", image], environ).returncode == 0:
        return
    say(f"Pulling the image {image}.")
    pulled = _docker(["pull", "--quiet", image], environ)
    if pulled.returncode:
        raise ConfigurationError(f"Make the image {image} available to Docker; pulling it failed: {pulled.stderr.strip()}")


def start(image: str, *, state: Path, heap: str, environ: Mapping[str, str], say: Callable[[str], None]) -> Node:
    """Start the container whose id is in the file ``state``, or a new one, and wait until it answers.

    Stopping keeps the container, and with it the data, for the next start. Raise ``ConfigurationError`` without an engine or an image.
    """
    if not engine_answers(environ):
        raise ConfigurationError("Install Docker, or start it: the official image of Elasticsearch runs there.")
    obtain(image, environ, say)
    say(f"Starting {image}.")
    with ExitStack() as undo:
        name = _earlier(image, state, environ) or _create(image, state, heap, environ)
        stop = functools.partial(_stop, name, environ)
        undo.callback(stop)
        _must(_docker(["start", name], environ))
        address = _wait(name, environ)
        undo.pop_all()
    return Node(url=f"http://{address}", origin=f"the image {image}", stop=stop)


def _earlier(image: str, state: Path, environ: Mapping[str, str]) -> str | None:
    """Give the container of an earlier start, if it is still there and made from this image; one of another image is removed."""
    if not state.exists():
        return None
    name = state.read_text().strip()
    if _docker(["inspect", "--format={{.Config.Image}}", name], environ).stdout.strip() == image:
        return name
    _docker(["rm", "--force", name], environ)
    state.unlink()
    return None


def _create(image: str, state: Path, heap: str, environ: Mapping[str, str]) -> str:
    state.parent.mkdir(parents=True, exist_ok=True)
    settings = {
        "discovery.type": "single-node",
        "xpack.security.enabled": "false",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
    }
    options = [f"--env={name}={value}" for name, value in settings.items()]
    return _must(_docker(["create", f"--cidfile={state}", "--publish=127.0.0.1::9200", *options, image], environ))


def _wait(name: str, environ: Mapping[str, str]) -> str:
    """Give the address once Elasticsearch answers there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        # Empty as soon as the container has ended.
        address = _docker(["port", name, "9200/tcp"], environ).stdout.strip().split("\n")[0]
        if not address:
            break
        if health_status(address) == 200:
            return address
        time.sleep(0.25)
    log = _docker(["logs", "--tail=30", name], environ)
    raise ConfigurationError(f"Elasticsearch did not start in its container.\n{log.stdout}{log.stderr}")


def _stop(name: str, environ: Mapping[str, str]) -> None:
    _docker(["stop", f"--time={GRACE}", name], environ)


def _docker(arguments: list[str], environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["docker", *arguments], env=dict(environ), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def _must(done: subprocess.CompletedProcess[str]) -> str:
    """Give what a command printed; raise ``ConfigurationError`` with its complaint when it failed."""
    if done.returncode:
        raise ConfigurationError(f"Docker refused: {done.stderr.strip()}")
    return done.stdout.strip()
