"""The product as its users meet it: real processes, spoken to over HTTP alone."""

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

from tests.servers.restartable import signal_all

DATASOURCE = "/_siren/connector/datasource"
INGESTION = "/_siren/connector/ingestion"
JOBS = "/_siren/connector/jobs"


EXECUTION, AGENT, API, SUPERVISOR = "sidecar.jobs.run.process", "sidecar.cli agent", "sidecar.cli api", "sidecar.cli serve"
"""What the command lines of a service's processes hold."""

APART = ("unshare", "--user", "--map-root-user", "--pid", "--mount-proc", "--fork", "--kill-child")

IN_TIME = 8.0
"""Seconds in which an abort must be answered on a busy machine: sooner than the agent kills a process that does not end."""

KEY = "c2lkZWNhciBhY2NlcHRhbmNlIHRlc3RzLCBvbmUga2U="
"""One for all: the tests of a run share a cluster, which takes the definitions of one key alone."""


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass(frozen=True)
class Answer:
    """A status, headers and a JSON body."""

    status: int
    body: Any
    headers: dict[str, str]

    def __getitem__(self, name: str) -> Any:
        return self.body[name]


def request(method: str, url: str, body: Any = None, headers: dict[str, str] | None = None, timeout: float = 60.0) -> Answer:
    """Send one request; an error status is an answer too."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    sent = urllib.request.Request(url, data, {"content-type": "application/json", **(headers or {})}, method=method)
    try:
        with urllib.request.urlopen(sent, timeout=timeout) as answer:
            return Answer(answer.status, _read(answer.read()), {name.lower(): value for name, value in answer.headers.items()})
    except urllib.error.HTTPError as error:
        return Answer(error.code, _read(error.read()), {name.lower(): value for name, value in error.headers.items()})


def _read(raw: bytes) -> Any:
    return json.loads(raw) if raw else None


def _told(pid: int, file: str) -> bytes:
    """Read what the system tells of a process; nothing of one that has ended."""
    try:
        return Path(f"/proc/{pid}/{file}").read_bytes()
    except OSError:
        return b""


def _began(pid: int) -> int:
    """Tell when a process began, in ticks: numbers of processes are given anew once all were."""
    return int((_told(pid, "stat").rpartition(b")")[2].split() or [b"0"] * 20)[19])


def _has_connections(pid: int) -> bool:
    try:
        return any("socket:" in str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


@dataclass
class Service:
    """A running ``sidecar`` command, and short ways to speak to it and to its Elasticsearch."""

    elasticsearch: str
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    command: str = "serve"
    port: int = field(default_factory=free_port)
    apart: bool = False
    """Whether its processes see no others, and are not seen by theirs, as on another machine."""

    @property
    def url(self) -> str:
        """Give its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        """Give the environment that it runs in."""
        own = {
            "SIDECAR_ELASTICSEARCH_URL": self.elasticsearch,
            "SIDECAR_BIND": f"127.0.0.1:{self.port}",
            "SIDECAR_DATA_DIR": str(self.folder),
            "SIDECAR_SECRET_KEY": KEY,
            "SIDECAR_MAX_JOBS": "2",
            "SIDECAR_ALLOWED_SOURCES": f"postgresql://*:*/*,mariadb://*:*/*,mysql://*:*/*,sqlite://{self.folder}/*,duckdb://{self.folder}/*",
        }
        return {**{name: value for name, value in os.environ.items() if not name.startswith("SIDECAR_")}, **own, **self.settings}

    def start(self) -> None:
        """Start it and wait until it is healthy."""
        self.launch()
        self.wait_until_healthy()

    def launch(self) -> None:
        """Start it and wait for nothing."""
        with (self.folder / "sidecar.log").open("ab") as log:
            self.process = subprocess.Popen(
                (*(APART if self.apart else ()), sys.executable, "-m", "sidecar.cli", self.command),
                cwd=self.folder, env=self.environ, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def wait_until_healthy(self) -> None:
        """Wait until it is ready for calls, or looks for work."""
        deadline = time.monotonic() + 60
        while not self._healthy():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.1)

    def _healthy(self) -> bool:
        if self.command == "agent":
            return "looks for work" in self.log()
        try:
            return self.call("GET", "/_siren/health").status == 200
        except OSError:
            return False

    def stop(self) -> None:
        """Ask it to end and wait until it has."""
        if self.process.poll() is None:
            # The first whose command line is this one is who keeps it apart, and waits for its end.
            os.kill(self.processes(f"sidecar.cli {self.command}")[1] if self.apart else self.process.pid, signal.SIGTERM)
        self.process.wait(60)

    def processes(self, what: str = "") -> list[int]:
        """Find its processes whose command line holds ``what``, the eldest first: they were started in its environment."""
        mark = f"SIDECAR_BIND=127.0.0.1:{self.port}\0".encode()
        pids = sorted((int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()), key=_began)
        return [pid for pid in pids if mark in _told(pid, "environ") and what in _told(pid, "cmdline").replace(b"\0", b" ").decode()]

    def working(self) -> list[int]:
        """Find its processes that execute: unlike the one that is kept warm they have connections."""
        return [pid for pid in self.processes(EXECUTION) if _has_connections(pid)]

    def kill(self, what: str) -> None:
        """Kill its processes of one kind."""
        signal_all(self.processes(what), signal.SIGKILL)

    def log(self) -> str:
        """Give what it has logged."""
        return (self.folder / "sidecar.log").read_text(encoding="utf-8", errors="replace")

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Speak to the sidecar."""
        return request(method, self.url + path, body, headers)

    def es(self, method: str, path: str, body: Any = None) -> Answer:
        """Speak to its Elasticsearch."""
        return request(method, self.elasticsearch + path, body)

    def define(self, id: str, ingest: dict[str, Any], datasource: dict[str, Any]) -> None:
        """Save a datasource and an ingestion of the same id."""
        saved = self.call("PUT", f"{DATASOURCE}/{id}", {"jdbc": datasource})
        assert saved.status in (200, 201), saved
        saved = self.call("PUT", f"{INGESTION}/{id}", {"ingest": {"datasource": id, "target": id, **ingest}})
        assert saved.status in (200, 201), saved

    def run(self, id: str, parameters: str = "") -> dict[str, Any]:
        """Run a job to its end; give the status with details."""
        answer = self.call("POST", f"{INGESTION}/{id}/_run?wait_for_completion=true&detailed=true{parameters}")
        assert answer.status == 200, answer
        status: dict[str, Any] = answer["status"]
        return status

    def start_job(self, id: str) -> str:
        """Start a job; give its execution's id."""
        answer = self.call("POST", f"{INGESTION}/{id}/_run")
        assert answer.status == 200, answer
        return str(answer["job"]["execution"])

    def status(self, id: str) -> dict[str, Any]:
        """Give a job's status with details."""
        status: dict[str, Any] = self.call("GET", f"{JOBS}/ingestion/{id}?detailed=true")["status"]
        return status

    def documents(self, index: str) -> list[dict[str, Any]]:
        """Give all documents of an index that a search sees, by id."""
        answer = self.es("POST", f"/{index}/_search", {"size": 10_000, "sort": ["_doc"]})
        hits: list[dict[str, Any]] = answer["hits"]["hits"]
        return sorted(hits, key=lambda hit: str(hit["_id"]))

    def count(self, index: str) -> int:
        """Count the documents of an index that a search sees."""
        return int(self.es("GET", f"/{index}/_count")["count"])
