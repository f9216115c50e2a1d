"""Elasticsearch in a container, started with the ``docker`` command."""

import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from sidecar.demo.elasticsearch import process
from sidecar.demo.elasticsearch.handle import Node
from sidecar.demo.elasticsearch.maven import START_TIMEOUT, health_status
from sidecar.errors import ConfigurationError, ProgramMissing

STOP_TIMEOUT = 20
"""Seconds until the engine kills a stopping container."""


def is_engine_available(environ: Mapping[str, str]) -> bool:
    """Check whether a Docker engine is installed, running and accessible."""
    return bool(shutil.which("docker", path=environ.get("PATH"))) and _docker(["version"], environ).returncode == 0


def pull_image(image: str, environ: Mapping[str, str], announce: Callable[[str], None]) -> None:
    """Pull ``image`` unless the engine has it; raise :class:`ConfigurationError` if the pull fails."""
    if _docker(["image", "inspect", image], environ).returncode == 0:
        return
    announce(f"Pulling the image {image}.")
    completed = _docker(["pull", "--quiet", image], environ)
    if completed.returncode:
        raise ConfigurationError(f"Make the image {image} available to Docker; pulling it failed: {completed.stderr.strip()}")


def start(image: str, *, id_file: Path, heap: str, environ: Mapping[str, str], announce: Callable[[str], None]) -> Node:
    """Start the container whose id is in ``id_file``, or a new one, and wait until it responds.

    Stopping keeps the container and its data for the next start. Raise :class:`ConfigurationError` without an engine or an image.
    """
    if not is_engine_available(environ):
        raise ProgramMissing("Install or start Docker, to run the official Elasticsearch image.")
    pull_image(image, environ, announce)
    announce(f"Starting {image}.")
    with ExitStack() as cleanup:
        name = _existing_container(image, id_file, environ) or _create(image, id_file, heap, environ)
        cleanup.callback(_stop, name, environ)
        _require_success(_docker(["start", name], environ))
        cleanup.callback(process.stop, _attach(name, id_file.parent / "container.log", environ), grace=STOP_TIMEOUT)
        address = _wait_until_ready(name, environ)
        stop = cleanup.pop_all().close
    return Node(url=f"http://{address}", origin=f"the image {image}", stop=stop)


def _existing_container(image: str, id_file: Path, environ: Mapping[str, str]) -> str | None:
    """Return the id of an existing container of this image; remove one of another image."""
    if not id_file.exists():
        return None
    name = id_file.read_text().strip()
    if _docker(["inspect", "--format={{.Config.Image}}", name], environ).stdout.strip() == image:
        return name
    _docker(["rm", "--force", name], environ)
    id_file.unlink()
    return None


def _create(image: str, id_file: Path, heap: str, environ: Mapping[str, str]) -> str:
    id_file.parent.mkdir(parents=True, exist_ok=True)
    settings = {
        "discovery.type": "single-node",
        "xpack.security.enabled": "false",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
    }
    options = [f"--env={name}={value}" for name, value in settings.items()]
    return _require_success(_docker(["create", f"--cidfile={id_file}", "--publish=127.0.0.1::9200", *options, image], environ))


def _wait_until_ready(name: str, environ: Mapping[str, str]) -> str:
    """Return the address once Elasticsearch is ready."""
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        # Docker prints no port once the container has exited.
        address = _docker(["port", name, "9200/tcp"], environ).stdout.strip().split("\n")[0]
        if not address:
            break
        if health_status(address) == 200:
            return address
        time.sleep(0.25)
    log = _docker(["logs", "--tail=30", name], environ)
    raise ConfigurationError(f"Elasticsearch did not start in its container.\n{log.stdout}{log.stderr}")


def _attach(name: str, log: Path, environ: Mapping[str, str]) -> process.Process:
    """Start a client that passes SIGTERM to the container. It receives one when this process is killed, where Linux has setpriv."""
    command = ["docker", "attach", "--no-stdin", "--sig-proxy=true", name]
    return process.start(command, cwd=log.parent, log=log, environ=environ, account=None)


def _stop(name: str, environ: Mapping[str, str]) -> None:
    _docker(["stop", f"--time={STOP_TIMEOUT}", name], environ)


def _docker(arguments: list[str], environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["docker", *arguments], env=dict(environ), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def _require_success(completed: subprocess.CompletedProcess[str]) -> str:
    """Return a command's output; raise :class:`ConfigurationError` with its error output if it failed."""
    if completed.returncode:
        raise ConfigurationError(f"Docker failed: {completed.stderr.strip()}")
    return completed.stdout.strip()
