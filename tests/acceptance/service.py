"""A running sidecar as its users see it: real processes, called over HTTP only."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sidecar.demo.elasticsearch.process import signal_with_parent
from tests.conftest import require_proc
from tests.servers.restartable import signal_all
from tests.support.waiting import PROCESS_END_TIMEOUT, SLOWNESS, wait_until

DATASOURCE = "/_siren/connector/datasource"
INGESTION = "/_siren/connector/ingestion"
JOBS = "/_siren/connector/jobs"

EXECUTION, AGENT, API = "sidecar.jobs.run.process", "sidecar.cli agent", "sidecar.cli api"
"""Substrings of the command lines of a service's processes."""

ISOLATE = ("unshare", "--user", "--map-root-user", "--pid", "--mount-proc", "--fork", "--kill-child")
"""Command prefix that runs a service in its own PID namespace."""

ABORT_TIMEOUT = 8.0
"""Seconds for the response to an abort on a busy machine; less than the time after which the agent kills a hung process."""

SECRET_KEY = "c2lkZWNhciBhY2NlcHRhbmNlIHRlc3RzLCBvbmUga2U="
"""The key of every service: the tests share a cluster, which accepts definitions of one key only."""


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass(frozen=True)
class Response:
    """A status, headers and a body: of JSON, or plain text."""

    status: int
    body: Any
    headers: dict[str, str]

    def __getitem__(self, name: str) -> Any:
        return self.body[name]


def request(method: str, url: str, body: Any = None, headers: dict[str, str] | None = None, timeout: float = 60.0) -> Response:
    """Send a request and return the response, also for an error status."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    message = urllib.request.Request(url, data, {"content-type": "application/json", **(headers or {})}, method=method)
    try:
        with urllib.request.urlopen(message, timeout=timeout) as response:
            return _response(response.status, response)
    except urllib.error.HTTPError as error:
        return _response(error.code, error)


def _response(status: int, response: Any) -> Response:
    raw, headers = response.read(), {name.lower(): value for name, value in response.headers.items()}
    is_text = headers.get("content-type", "").startswith("text/plain")
    return Response(status, raw.decode() if is_text else json.loads(raw) if raw else None, headers)


def _read_proc(pid: int, file: str) -> bytes:
    """Return a file of a process from ``/proc``, empty if the process has ended."""
    try:
        return Path(f"/proc/{pid}/{file}").read_bytes()
    except OSError:
        return b""


def _start_time(pid: int) -> int:
    """Return when a process started, in clock ticks. Process ids are reused and do not show the order."""
    return int((_read_proc(pid, "stat").rpartition(b")")[2].split() or [b"0"] * 20)[19])


def _has_connections(pid: int) -> bool:
    try:
        return any("socket:" in str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


@dataclass
class Service:
    """A ``sidecar`` command, with methods that call it and its Elasticsearch."""

    elasticsearch: str
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    command: str = "serve"
    port: int = field(default_factory=free_port)
    isolated: bool = False
    """Whether it runs in its own PID namespace, as on another machine."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        """Return the environment of its processes."""
        own = {
            "SIDECAR_ELASTICSEARCH_URL": self.elasticsearch,
            "SIDECAR_BIND": f"127.0.0.1:{self.port}",
            "SIDECAR_DATA_DIR": str(self.folder),
            "SIDECAR_SECRET_KEY": SECRET_KEY,
            "SIDECAR_MAX_JOBS": "2",
            "SIDECAR_ALLOWED_SOURCES": f"postgresql://*:*/*,mariadb://*:*/*,mysql://*:*/*,sqlite://{self.folder}/*,duckdb://{self.folder}/*",
        }
        return {**{name: value for name, value in os.environ.items() if not name.startswith("SIDECAR_")}, **own, **self.settings}

    def start(self) -> None:
        """Start it and wait until it is healthy; stop it if that fails."""
        self.launch()
        try:
            self.wait_until_healthy()
        except BaseException:
            self.stop()
            raise

    def launch(self) -> None:
        """Start it without waiting; call it on the main thread. A killed run of the tests ends it, where Linux has setpriv."""
        # unshare ignores SIGTERM.
        prefix = (*signal_with_parent("KILL"), *ISOLATE) if self.isolated else signal_with_parent()
        with (self.folder / "sidecar.log").open("ab") as log:
            self.process = subprocess.Popen(
                (*prefix, sys.executable, "-m", "sidecar.cli", self.command),
                cwd=self.folder, env=self.environ, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def wait_until_healthy(self) -> None:
        """Wait until its API is healthy or, without an API, its agent has started."""
        deadline = time.monotonic() + 60 * SLOWNESS
        while not self._is_healthy():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.1)

    def _is_healthy(self) -> bool:
        if self.command == "agent":
            return "agent started" in self.log()
        try:
            return self.call("GET", "/_siren/health").status == 200
        except OSError:
            return False

    def stop(self) -> None:
        """Terminate it and wait for its end."""
        if self.process.poll() is None:
            # The oldest process with this command line is unshare itself, which waits for the service.
            os.kill(self.processes(f"sidecar.cli {self.command}")[1] if self.isolated else self.process.pid, signal.SIGTERM)
        self.process.wait(PROCESS_END_TIMEOUT)

    def processes(self, command: str = "") -> list[int]:
        """Return its processes with ``command`` in their command line, oldest first."""
        require_proc()
        # They inherit its environment, in which the address is unique.
        mark = f"SIDECAR_BIND={self.environ['SIDECAR_BIND']}\0".encode()
        pids = sorted((int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()), key=_start_time)
        own = [pid for pid in pids if mark in _read_proc(pid, "environ")]
        return [pid for pid in own if command in _read_proc(pid, "cmdline").replace(b"\0", b" ").decode()]

    def executing(self) -> list[int]:
        """Return its processes that run an execution. Idle processes of the pool have no connections."""
        return [pid for pid in self.processes(EXECUTION) if _has_connections(pid)]

    def kill(self, command: str) -> None:
        """Kill its processes with ``command`` in their command line."""
        signal_all(self.processes(command), signal.SIGKILL)

    def log(self) -> str:
        """Return its log."""
        return (self.folder / "sidecar.log").read_text(encoding="utf-8", errors="replace")

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Response:
        """Call the sidecar."""
        return request(method, self.url + path, body, headers)

    def es(self, method: str, path: str, body: Any = None) -> Response:
        """Call its Elasticsearch."""
        return request(method, self.elasticsearch + path, body)

    def elasticsearch_major(self) -> int:
        """Return the major version of its Elasticsearch."""
        nodes = self.es("GET", "/_nodes/_local?filter_path=nodes.*.version")["nodes"]
        return int(next(iter(nodes.values()))["version"].partition(".")[0])

    def define(self, id: str, ingest: dict[str, Any], datasource: dict[str, Any]) -> None:
        """Save a datasource and an ingestion with the same id."""
        response = self.call("PUT", f"{DATASOURCE}/{id}", {"jdbc": datasource})
        assert response.status in (200, 201), response
        response = self.call("PUT", f"{INGESTION}/{id}", {"ingest": {"datasource": id, "target": id, **ingest}})
        assert response.status in (200, 201), response

    def run(self, id: str, parameters: str = "") -> dict[str, Any]:
        """Run a job to completion and return its detailed status."""
        response = self.call("POST", f"{INGESTION}/{id}/_run?wait_for_completion=true&detailed=true{parameters}")
        assert response.status == 200, response
        status: dict[str, Any] = response["status"]
        return status

    def start_job(self, id: str) -> str:
        """Start a job and return the id of the execution."""
        response = self.call("POST", f"{INGESTION}/{id}/_run")
        assert response.status == 200, response
        return str(response["job"]["execution"])

    def status(self, id: str) -> dict[str, Any]:
        """Return the detailed status of a job."""
        response = self.call("GET", f"{JOBS}/ingestion/{id}?detailed=true")
        assert response.status == 200, response.body
        status: dict[str, Any] = response["status"]
        return status

    def wait_for_success(self, id: str, rows: int) -> dict[str, Any]:
        """Wait for the end of a job whose target has its name; return its detailed status.

        Check its state, its count, its single document in the job log and that no staging index is left.
        """
        wait_until(lambda: not self.status(id)["is_running"], "the execution ends", 90)
        status = self.status(id)
        assert (status["state"], status["count"]) == ("successful", rows), status
        wait_until(lambda: len(self.es("GET", f"/{id}*?expand_wildcards=all").body) == 1, "no staging index is left")
        log = f"{JOBS}/_search?id={id}"
        wait_until(lambda: self.call("GET", log)["hits"]["total"] == 1, "the job log has the end")
        assert self.call("GET", log)["hits"]["hits"][0]["_source"]["ingestion"]["count"] == rows
        return status

    def documents(self, index: str) -> list[dict[str, Any]]:
        """Return the searchable documents of an index, sorted by id."""
        response = self.es("POST", f"/{index}/_search", {"size": 10_000, "sort": ["_doc"]})
        hits: list[dict[str, Any]] = response["hits"]["hits"]
        return sorted(hits, key=lambda hit: str(hit["_id"]))

    def count(self, index: str) -> int:
        """Return the number of searchable documents of an index."""
        return int(self.es("GET", f"/{index}/_count")["count"])
