"""Trino, with its catalogs tpch and memory."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar.demo.elasticsearch import process
from tests.servers.jdbc.downloads import HERE, find_jdk, trino_server_jars
from tests.servers.jdbc.server import JdbcServer, run_server, start_java

NEEDS_JAVA = 25
START_TIMEOUT = 120.0


@contextmanager
def running() -> Iterator[JdbcServer]:
    """Run Trino; the default schema of its URL is empty and writable. A restart loses all tables of the catalog memory."""
    # It accepts every user, and no password: that would need TLS.
    with run_server("trino", "jdbc:trino://127.0.0.1:{port}/memory/default", "siren", "", start=_start) as server:
        yield server


def _start(folder: Path, port: int) -> process.Process:
    ready = folder / "ready"
    ready.unlink(missing_ok=True)
    # An unprivileged user may have no access to this file's folder.
    program = shutil.copy(HERE / "TrinoServer.java", folder)
    options = ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-cp", trino_server_jars()]
    arguments = [*options, program, str(port), ready]
    return start_java(find_jdk(NEEDS_JAVA), arguments, folder, heap="768m", ready=ready.exists, what="Trino", timeout=START_TIMEOUT)
