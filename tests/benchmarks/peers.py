"""Peers: other tools that load the table into Elasticsearch, each with its default settings and in processes of its own.

Those that are not part of the benchmarks' environment are installed into one of their own, below ``.build/peers``, when they are measured.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlparse

import psycopg

from tests.benchmarks import bulk_helpers, peer_process
from tests.benchmarks.lineitem import KEY, MAPPING
from tests.benchmarks.peer_process import Command
from tests.servers import environment

FOLDER = environment.ROOT / ".build" / "peers"
PGSYNC = "pgsync==7.3.0"
"""It pins its dependencies itself."""
LOGICAL_DECODING = "-cwal_level=logical"
"""The option of PostgreSQL that pgsync needs."""
NOT_MEASURED = {
    "Logstash": "PyPI, npm, Maven Central and Debian do not have it",
    "elastic/connectors": "PyPI does not have its package, elasticsearch-connectors",
    "pgsync, parallel_sync": "its processes share a database connection, which fails as soon as two of them read",
}
"""Peers that are not measured, with the reason."""


class Unavailable(Exception):
    """A peer cannot be installed, or lacks something here; the message is the reason."""


@dataclass(frozen=True)
class Load:
    """What a peer has to do: read a table of PostgreSQL and write it to an index, which exists."""

    elasticsearch: str
    elasticsearch_major: int
    database: str
    """SQLAlchemy URL."""
    table: str
    index: str
    folder: Path
    """An empty folder."""


class Peer(Protocol):
    """A tool to measure."""

    @property
    def name(self) -> str:
        """Return its name in the report."""

    @property
    def mapping(self) -> Mapping[str, Any]:
        """Return the mapping of its index."""

    def install(self, database: str) -> None:
        """Install it if necessary; raise :class:`Unavailable` if that, or running it on this database, is not possible."""

    def prepare(self, load: Load) -> AbstractContextManager[Command]:
        """Do what is needed once before the rows are loaded, and undo it afterwards; yield the command that loads them."""


@dataclass(frozen=True)
class BulkHelper:
    """A bulk helper of the client that the benchmarks' own environment has."""

    name: str

    @property
    def mapping(self) -> Mapping[str, Any]:
        """Return the mapping of the table."""
        return MAPPING

    def install(self, database: str) -> None:
        """Do nothing."""

    @contextmanager
    def prepare(self, load: Load) -> Iterator[Command]:
        """Do nothing."""
        arguments = [self.name, load.elasticsearch, load.database, load.table, load.index, *KEY]
        yield _command(sys.executable, bulk_helpers.__name__, arguments, load, {})


@dataclass(frozen=True)
class Pgsync:
    """The command ``pgsync``, which loads a table in one process."""

    name = "pgsync"

    @property
    def mapping(self) -> Mapping[str, Any]:
        """Return the mapping with the field that pgsync adds, which is not indexed."""
        return {**MAPPING, "properties": {**MAPPING["properties"], "_meta": {"type": "object", "enabled": False}}}

    def install(self, database: str) -> None:
        """Install pgsync; it needs logical decoding."""
        with psycopg.connect(database) as connection:
            row = connection.execute("show wal_level").fetchone()
        if row != ("logical",):
            raise Unavailable("PostgreSQL needs wal_level = logical")
        install(FOLDER / "pgsync", PGSYNC)

    @contextmanager
    def prepare(self, load: Load) -> Iterator[Command]:
        """Create the triggers and the replication slot that pgsync needs, and drop them afterwards."""
        schema = [{"database": urlparse(load.database).path.strip("/"), "index": load.index, "nodes": {"table": load.table}}]
        (load.folder / "schema.json").write_text(json.dumps(schema))
        try:
            _run(self._command("bootstrap", load))
            yield self._command(self.name, load)
        finally:
            _run(self._command("bootstrap", load, "--teardown"))

    def _command(self, command: str, load: Load, *options: str) -> Command:
        environ = {"PG_URL": load.database, "ELASTICSEARCH_URL": load.elasticsearch}
        python = FOLDER / "pgsync" / "bin" / "python"
        arguments = [str(load.elasticsearch_major), command, "--config", str(load.folder / "schema.json"), *options]
        return _command(python, "tests.benchmarks.pgsync_command", arguments, load, environ)


PEERS: tuple[Peer, ...] = (
    *map(BulkHelper, bulk_helpers.HELPERS),
    Pgsync(),
)


def _command(python: str | Path, module: str, arguments: list[str], load: Load, environ: Mapping[str, str]) -> Command:
    environ = {**os.environ, "PYTHONPATH": str(environment.ROOT), **environ}
    return Command([python, "-m", module, *arguments], load.folder, environ)


def _run(command: Command) -> None:
    with peer_process.start(command) as process:
        process.load()


def install(folder: Path, *requirements: str) -> None:
    """Install packages into a virtual environment of their own, unless it has them."""
    ready = folder / ".ready"
    if ready.exists() and ready.read_text() == "\n".join(requirements):
        return
    environment.announce(f"Installing {', '.join(requirements)} into {folder}.")
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *requirements]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"could not be installed: {done.stderr.strip().rpartition(chr(10))[2]}")
    ready.write_text("\n".join(requirements))
