"""A small world of its own that may break: servers, the lines between them, and several sidecars."""

import threading
from collections.abc import Callable, Iterator
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

from tests.acceptance.service import INGESTION, JOBS, Answer, Service, request
from tests.servers import elasticsearch, mariadb, postgresql
from tests.servers.restartable import Mortal, signal_all
from tests.support.elasticsearch_proxy import Front, in_front_of
from tests.support.tcp_proxy import Wire, wire_to
from tests.support.waiting import until

BLOCK = "index.blocks.read_only_allow_delete"
"""What Elasticsearch puts on every index of a node whose disk is nearly full."""
QUICK = {
    "SIDECAR_LEASE_TIMEOUT": "5s",
    "SIDECAR_SHUTDOWN_GRACE": "1s",
    "SIDECAR_ELASTICSEARCH_PATIENCE": "5m",
    "SIDECAR_SOURCE_PATIENCE": "2m",
    "SIDECAR_MAX_JOBS": "4",
}


@dataclass(frozen=True)
class Database:
    """A database server that may die, and the line by which the sidecars reach it."""

    name: str
    server: Mortal
    wire: Wire

    @property
    def jdbc(self) -> dict[str, Any]:
        """Give the ``jdbc`` of its datasource, by way of the wire."""
        return {"url": f"jdbc:{self.name}://127.0.0.1:{self.wire.port}/siren", "username": "siren", "password": "siren"}

    def ask(self, *statements: str) -> list[tuple[Any, ...]]:
        """Run statements past the wire; give the last one's rows."""
        with self._connected() as connection, connection.cursor() as cursor:
            for each in statements:
                cursor.execute(each)
            return list(cursor.fetchall()) if cursor.description else []

    def _connected(self) -> Any:
        if self.name == "postgresql":
            return psycopg.connect(self.server.url, autocommit=True)
        port = urlsplit(self.server.url).port
        return pymysql.connect(host="127.0.0.1", port=port or 0, user="siren", password="siren", database="siren", autocommit=True)

    def working(self, mark: str) -> int:
        """Count the statements that it works on and that hold a mark, other than this one."""
        own = {
            "postgresql": "pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query",
            "mariadb": "information_schema.processlist where command <> 'Sleep' and id <> connection_id() and info",
        }[self.name]
        return int(self.ask(f"select count(*) from {own} like '%{mark}%'")[0][0])


@dataclass
class World:
    """All that may break. ``door`` answers calls and has its own line to Elasticsearch; agents run on ``one`` and ``other``."""

    elastic: Mortal
    front: Front
    databases: dict[str, Database]
    folder: Path
    one: Service
    other: Service
    door: Service
    paused: list[int] = field(default_factory=list)

    @property
    def replicas(self) -> tuple[Service, ...]:
        """Give every sidecar."""
        return (self.one, self.other, self.door)

    def es(self, method: str, path: str, body: Any = None) -> Answer:
        """Speak to Elasticsearch past every fault."""
        return request(method, self.elastic.url + path, body)

    def call(self, method: str, path: str, body: Any = None) -> Answer | None:
        """Speak to the door; none where nobody is there."""
        try:
            return self.door.call(method, path, body)
        except (OSError, HTTPException):
            return None

    def status(self, job: str) -> dict[str, Any] | None:
        """Give a job's status with details; none while it cannot be had."""
        answer = self.call("GET", f"{JOBS}/ingestion/{job}?detailed=true")
        return answer["status"] if answer and answer.status == 200 else None

    def run(self, job: str) -> str:
        """Start a job, on whatever replica; give its execution's id."""
        answers: list[Answer] = []

        def started() -> bool:
            answer = self.call("POST", f"{INGESTION}/{job}/_run")
            answers.extend([answer] if answer and answer.status == 200 else [])
            return bool(answers)

        until(started, "the job starts", 60)
        return str(answers[0]["job"]["execution"])

    def until_status(self, job: str, condition: Callable[[dict[str, Any]], bool], what: str, patience: float = 60.0) -> dict[str, Any]:
        """Wait until a job's status is as wanted; give it."""
        seen: dict[str, Any] = {}

        def met() -> bool:
            seen["status"] = self.status(job) or seen.get("status")
            return bool(seen["status"]) and condition(seen["status"])

        try:
            until(met, what, patience)
        except AssertionError as error:
            error.add_note(f"last status: {seen.get('status')}")
            raise
        return dict(seen["status"])

    def ended(self, job: str, execution: str, patience: float = 150.0) -> dict[str, Any]:
        """Wait for the end of an execution; give its status."""
        return self.until_status(
            job, lambda status: not status["is_running"] and status["details"]["execution"] == execution, "the run ends", patience
        )

    def block(self, indices: str, on: bool = True) -> None:
        """Let indices take no writes, as a full disk does, or take them again."""
        path = f"/{indices}/_settings?expand_wildcards=all&ignore_unavailable=true"
        # An index that is dropped at this very moment makes the whole call fail.
        until(lambda: self.es("PUT", path, {BLOCK: on or None}).status == 200, "the setting is taken")

    def pause(self, pids: list[int]) -> None:
        """Let processes stand still until all is healed."""
        self.paused += pids
        signal_all(pids, SIGSTOP)

    def owner(self, job: str) -> Service:
        """Give the sidecar whose agent runs a job."""
        status = self.status(job) or {"details": {}}
        pid = str(status["details"].get("agent", "::")).split(":")[-2]
        return next((each for each in (self.one, self.other) if pid.isdigit() and int(pid) in each.processes()), self.one)

    def working(self) -> list[int]:
        """Find the processes that execute, over all sidecars."""
        return [pid for each in (self.one, self.other) for pid in each.working()]

    def heal(self) -> None:
        """Let everything work again."""
        self.front.mend()
        for database in self.databases.values():
            database.server.start()
            database.wire.mend()
        self.elastic.start()
        self.block("*", on=False)
        signal_all(self.paused, SIGCONT)
        self.paused.clear()
        self.start()

    def start(self) -> None:
        """Start every sidecar that does not run, all at once."""
        down = [each for each in self.replicas if not hasattr(each, "process") or each.process.poll() is not None]
        for each in down:
            # Those that outlived their supervisor hold its address.
            signal_all(each.processes(), SIGKILL)
            each.launch()
        for each in down:
            each.wait_until_healthy()

    def stop(self) -> None:
        """End every sidecar, and see that no process is left."""
        self.heal()
        for each in self.replicas:
            each.stop()
        until(lambda: not any(each.processes() for each in self.replicas), "no process of any sidecar is left", 60)


def linger(rng: Random, most: float) -> None:
    """Let a fault last: how long is a part of the chance."""
    threading.Event().wait(rng.uniform(0.1, most))


@contextmanager
def servers() -> Iterator[tuple[Mortal, dict[str, Database]]]:
    """Have an Elasticsearch and the databases, each of which may be killed."""
    with ExitStack() as stack:
        elastic = stack.enter_context(elasticsearch.mortal())
        databases = {}
        for name, made in (("postgresql", postgresql.mortal), ("mariadb", mariadb.mortal)):
            server = stack.enter_context(made())
            wire = stack.enter_context(wire_to("127.0.0.1", urlsplit(server.url).port or 0))
            databases[name] = Database(name, server, wire)
        yield elastic, databases


@contextmanager
def started(elastic: Mortal, databases: dict[str, Database], folder: Path, settings: dict[str, str] | None = None) -> Iterator[World]:
    """Start the sidecars: one that serves, an agent alone, and an API alone."""
    allowed = f"postgresql://*:*/*,mariadb://*:*/*,sqlite://{folder}/*,duckdb://{folder}/*"
    settings = {**QUICK, "SIDECAR_ALLOWED_SOURCES": allowed, **(settings or {})}
    with in_front_of(elastic.url) as front:
        front.mend()
        replicas = []
        for name, command, url in (("one", "serve", front.url), ("other", "agent", front.url), ("door", "api", elastic.url)):
            (folder / name).mkdir()
            replicas.append(Service(url, folder / name, dict(settings), command))
        made = World(elastic, front, databases, folder, *replicas)
        try:
            made.start()
            yield made
        finally:
            made.stop()
