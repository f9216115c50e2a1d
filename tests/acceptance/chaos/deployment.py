"""Restartable servers, proxies in front of them, and several sidecars: everything that a test can disturb."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from random import Random
from signal import SIGCONT, SIGKILL, SIGSTOP
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pymysql

from tests.acceptance.service import INGESTION, JOBS, Response, Service, request
from tests.servers import elasticsearch, mariadb, postgresql
from tests.servers.dask import DaskCluster
from tests.servers.restartable import RestartableServer, signal_all
from tests.support.elasticsearch_proxy import ElasticsearchProxy, elasticsearch_proxy
from tests.support.tcp_proxy import TcpProxy, tcp_proxy
from tests.support.waiting import wait_until

WRITE_BLOCK = "index.blocks.read_only_allow_delete"
"""The setting that Elasticsearch puts on every index of a node whose disk is nearly full."""
SETTINGS = {
    "SIDECAR_LEASE_TIMEOUT": "10s",
    "SIDECAR_SHUTDOWN_GRACE": "1s",
    "SIDECAR_ELASTICSEARCH_TIMEOUT": "5m",
    "SIDECAR_SOURCE_TIMEOUT": "2m",
    "SIDECAR_MAX_JOBS": "4",
}
"""Settings of every sidecar: quick take-overs, but time for a process to start on a busy machine, and for servers to come back."""

_CALLS = 3
"""Concurrent calls that start a job."""


@dataclass(frozen=True)
class Database:
    """A restartable database server, and the proxy through which the sidecars connect to it."""

    name: str
    server: RestartableServer
    proxy: TcpProxy
    resets: list[str] = field(default_factory=list)
    """Statements that reset its settings; they are executed in :meth:`restore`."""

    def restore(self) -> None:
        """Start the server unless it runs, forward connections, and reset its settings."""
        self.server.start()
        self.proxy.restore()
        self.execute(*self.resets)
        self.resets.clear()

    @property
    def jdbc(self) -> dict[str, Any]:
        """Return the ``jdbc`` of its datasource, through the proxy."""
        return {"url": f"jdbc:{self.name}://127.0.0.1:{self.proxy.port}/siren", "username": "siren", "password": "siren"}

    def execute(self, *statements: str) -> list[tuple[Any, ...]]:
        """Execute statements without the proxy; return the rows of the last one."""
        with self._connect() as connection, connection.cursor() as cursor:
            for each in statements:
                cursor.execute(each)
            return list(cursor.fetchall()) if cursor.description else []

    def _connect(self) -> Any:
        if self.name == "postgresql":
            return psycopg.connect(self.server.url, autocommit=True)
        port = urlsplit(self.server.url).port
        return pymysql.connect(host="127.0.0.1", port=port or 0, user="siren", password="siren", database="siren", autocommit=True)

    def count_active_statements(self, text: str) -> int:
        """Return the number of running statements that contain ``text``, without this one."""
        active = {
            "postgresql": "pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query",
            "mariadb": "information_schema.processlist where command <> 'Sleep' and id <> connection_id() and info",
        }[self.name]
        return int(self.execute(f"select count(*) from {active} like '%{text}%'")[0][0])


@dataclass
class Deployment:
    """Servers and sidecars.

    ``api`` has a direct connection to Elasticsearch. ``first`` and ``second`` run agents, which know two nodes, both before the proxy.
    """

    elasticsearch: RestartableServer
    proxy: ElasticsearchProxy
    nodes: tuple[TcpProxy, ...]
    databases: dict[str, Database]
    folder: Path
    first: Service
    second: Service
    api: Service
    dask: DaskCluster | None = None
    """The cluster whose workers load ranges, if there is one."""
    paused: list[int] = field(default_factory=list)
    """Processes to continue in :meth:`restore`."""

    @property
    def replicas(self) -> tuple[Service, ...]:
        """Return all sidecars."""
        return (self.first, self.second, self.api)

    @property
    def agents(self) -> tuple[Service, ...]:
        """Return the sidecars that run an agent."""
        return (self.first, self.second)

    def es(self, method: str, path: str, body: Any = None) -> Response:
        """Call Elasticsearch without the proxy."""
        return request(method, self.elasticsearch.url + path, body)

    def call(self, method: str, path: str, body: Any = None) -> Response | None:
        """Call ``api``; return None if it cannot be reached."""
        try:
            return self.api.call(method, path, body)
        except (OSError, HTTPException):
            return None

    def status(self, job: str) -> dict[str, Any] | None:
        """Return the detailed status of a job, or None if it is not available now."""
        response = self.call("GET", f"{JOBS}/ingestion/{job}?detailed=true")
        return response["status"] if response and response.status == 200 else None

    def start_job(self, job: str, parameters: str = "") -> str:
        """Start a job with several calls at once, of which one must succeed, and return the id of the execution.

        Calls are repeated until one succeeds.
        """
        started: list[str] = []

        def call(_: int) -> None:
            response = self.call("POST", f"{INGESTION}/{job}/_run{parameters}")
            if response and response.status == 200:
                started.append(response["job"]["execution"])

        def has_started() -> bool:
            with ThreadPoolExecutor(_CALLS) as callers:
                list(callers.map(call, range(_CALLS)))
            return bool(started)

        wait_until(has_started, "the job starts", 60)
        assert len(started) == 1, f"several calls started {job}: {started}"
        return started[0]

    def wait_for_status(self, job: str, condition: Callable[[dict[str, Any]], bool], what: str, timeout: float = 60.0) -> dict[str, Any]:
        """Wait until the status of a job meets the condition; return that status."""
        last: dict[str, Any] = {}

        def is_met() -> bool:
            last["status"] = self.status(job) or last.get("status")
            return bool(last["status"]) and condition(last["status"])

        try:
            wait_until(is_met, what, timeout)
        except AssertionError as error:
            error.add_note(f"last status: {last.get('status')}")
            raise
        return dict(last["status"])

    def wait_for_end(self, job: str, execution: str, timeout: float = 150.0) -> dict[str, Any]:
        """Wait for the end of an execution and return its status."""
        return self.wait_for_status(
            job, lambda status: not status["is_running"] and status["details"]["execution"] == execution, "the execution ends", timeout
        )

    def set_write_block(self, indices: str, enabled: bool = True) -> None:
        """Block writes to indices as Elasticsearch does on a full disk, or allow them again."""
        path = f"/{indices}/_settings?expand_wildcards=all&ignore_unavailable=true"
        # The call fails if one of the indices is deleted at the same time.
        wait_until(lambda: self.es("PUT", path, {WRITE_BLOCK: enabled or None}).status == 200, "Elasticsearch accepts the setting")

    def pause(self, pids: list[int]) -> None:
        """Pause processes until :meth:`restore`."""
        self.paused += pids
        signal_all(pids, SIGSTOP)

    def find_owner(self, job: str) -> Service:
        """Return the sidecar whose agent runs a job."""
        status = self.status(job) or {"details": {}}
        pid = str(status["details"].get("agent", "::")).split(":")[-2]
        return next((each for each in self.agents if pid.isdigit() and int(pid) in each.processes()), self.first)

    def executing(self) -> list[int]:
        """Return the processes of all sidecars that run an execution."""
        return [pid for each in self.agents for pid in each.executing()]

    def restore(self) -> None:
        """End every fault: restart servers and sidecars, reset proxies and settings, allow writes, continue paused processes."""
        self.proxy.restore()
        for node in self.nodes:
            node.restore()
        for database in self.databases.values():
            database.restore()
        self.elasticsearch.start()
        self.set_write_block("*", enabled=False)
        signal_all(self.paused, SIGCONT)
        self.paused.clear()
        if self.dask is not None:
            self.dask.repair()
        self.start()

    def start(self) -> None:
        """Start all sidecars that are not running, at the same time."""
        down = [each for each in self.replicas if not hasattr(each, "process") or each.process.poll() is not None]
        for each in down:
            # Processes that outlived their supervisor still use its address.
            signal_all(each.processes(), SIGKILL)
            each.launch()
        for each in down:
            each.wait_until_healthy()

    def stop(self) -> None:
        """Stop all sidecars and check that no process is left."""
        self.restore()
        for each in self.replicas:
            each.stop()
        wait_until(lambda: not any(each.processes() for each in self.replicas), "no process of any sidecar is left", 60)


def wait_random(rng: Random, max_seconds: float) -> None:
    """Wait for a random time, so that the duration of a fault varies."""
    threading.Event().wait(rng.uniform(0.1, max_seconds))


@contextmanager
def start_servers() -> Iterator[tuple[RestartableServer, dict[str, Database]]]:
    """Start an Elasticsearch and databases that tests may kill."""
    with ExitStack() as stack:
        elastic = stack.enter_context(elasticsearch.restartable())
        databases = {}
        for name, create in (("postgresql", postgresql.restartable), ("mariadb", mariadb.restartable)):
            server = stack.enter_context(create())
            proxy = stack.enter_context(tcp_proxy("127.0.0.1", urlsplit(server.url).port or 0))
            databases[name] = Database(name, server, proxy)
        yield elastic, databases


@contextmanager
def start_deployment(
    elastic: RestartableServer, databases: dict[str, Database], folder: Path, settings: dict[str, str] | None = None
) -> Iterator[Deployment]:
    """Start three sidecars: one with API and agent, an agent alone, and an API alone."""
    allowed = f"postgresql://*:*/*,mariadb://*:*/*,sqlite://{folder}/*,duckdb://{folder}/*"
    settings = {**SETTINGS, "SIDECAR_ALLOWED_SOURCES": allowed, **(settings or {})}
    with ExitStack() as stack:
        proxy = stack.enter_context(elasticsearch_proxy(elastic.url))
        proxy.restore()
        nodes = tuple(stack.enter_context(tcp_proxy("127.0.0.1", urlsplit(proxy.url).port or 0)) for _ in range(2))
        for name in ("first", "second", "api"):
            (folder / name).mkdir()
        both = {**settings, "SIDECAR_ELASTICSEARCH_URL": ",".join(f"http://127.0.0.1:{node.port}" for node in nodes)}
        first = Service(proxy.url, folder / "first", dict(both), "serve")
        second = Service(proxy.url, folder / "second", dict(both), "agent")
        api = Service(elastic.url, folder / "api", dict(settings), "api")
        deployment = Deployment(elastic, proxy, nodes, databases, folder, first, second, api)
        try:
            deployment.start()
            yield deployment
        finally:
            deployment.stop()
