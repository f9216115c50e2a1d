"""A Prometheus of the machine that scrapes sidecars, and promtool."""

import json
import os
import shutil
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sidecar.demo.elasticsearch import process
from sidecar.errors import ProgramMissing
from tests.servers import environment

START_TIMEOUT = 60.0
CONFIG = """
global: {{scrape_interval: 500ms, scrape_timeout: 500ms}}
scrape_configs:
  - job_name: sidecar
    metrics_path: /_siren/metrics
    static_configs: [{{targets: {targets}}}]
"""


@dataclass(frozen=True)
class Prometheus:
    """A running Prometheus."""

    url: str

    def query(self, expression: str) -> dict[str, float]:
        """Return the current values of an expression, by the label ``instance``; empty if there is none."""
        return {each["metric"].get("instance", ""): float(each["value"][1]) for each in self._results(expression)}

    def samples(self, selector: str) -> list[list[float]]:
        """Return the values of each series of a range selector, oldest first."""
        return [[float(value) for _, value in each["values"]] for each in self._results(selector)]

    def _results(self, expression: str) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"{self.url}/api/v1/query?query={urllib.parse.quote(expression)}", timeout=30) as response:
            results: list[dict[str, Any]] = json.load(response)["data"]["result"]
        return results


class Promtool:
    """Runs promtool."""

    def __init__(self, program: str) -> None:
        self._program = program

    def __call__(self, *arguments: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run promtool with a text as its input; return its end and its output."""
        return subprocess.run([self._program, *arguments], input=text, capture_output=True, text=True, check=False, timeout=120)


@contextmanager
def installed_promtool() -> Iterator[Promtool]:
    """Yield the machine's promtool."""
    yield Promtool(_program("promtool"))


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ProgramMissing(f"no {name}; install prometheus")
    return found


@contextmanager
def running(*urls: str) -> Iterator[Prometheus]:
    """Run a Prometheus that scrapes sidecars twice a second."""
    program = _program("prometheus")
    with environment.folder("prometheus") as folder:
        targets = json.dumps([urllib.parse.urlsplit(url).netloc for url in urls])
        (folder / "prometheus.yml").write_text(CONFIG.format(targets=targets))
        server, port = environment.start_on_free_port(lambda port: _start(program, folder, port))
        try:
            yield Prometheus(f"http://127.0.0.1:{port}")
        finally:
            process.stop(server)


def _start(program: str, folder: Path, port: int) -> process.Process:
    command = [
        program, f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]  # fmt: skip
    log, account = folder / "log", process.unprivileged_account()
    process.change_owner(folder, account)
    server = process.start(command, cwd=folder, log=log, environ=os.environ, account=account)
    try:
        process.wait_until(lambda: _is_ready(port), process=server, log=log, timeout=START_TIMEOUT, what="Prometheus")
    except BaseException:
        process.stop(server)
        raise
    return server


def _is_ready(port: int) -> bool | None:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/-/ready", timeout=5).close()
    except OSError:
        return None
    return True
