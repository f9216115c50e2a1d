"""HSQLDB's server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar.demo.elasticsearch import process
from tests.servers.jdbc.downloads import driver_jars, find_jdk
from tests.servers.jdbc.server import JdbcServer, accepts_connections, run_server, start_java

USER, PASSWORD = "sa", "siren"
# A commit is written at once, so that a killed server keeps it; and the lock of a killed server does not delay the next one.
DURABLE = "hsqldb.write_delay=false;hsqldb.lock_file=false"


@contextmanager
def running() -> Iterator[JdbcServer]:
    """Run HSQLDB with a database ``test``."""
    with run_server("hsqldb", "jdbc:hsqldb:hsql://127.0.0.1:{port}/test", USER, PASSWORD, start=_start) as server:
        yield server


def _start(folder: Path, port: int) -> process.Process:
    database = f"file:{folder / 'data' / 'test'};user={USER};password={PASSWORD};{DURABLE}"
    options = ["--address", "127.0.0.1", "--port", str(port), "--database.0", database, "--dbname.0", "test", "--silent", "true"]
    arguments = ["-cp", driver_jars("hsqldb"), "org.hsqldb.server.Server", *options]
    return start_java(find_jdk(), arguments, folder, heap="256m", ready=lambda: accepts_connections(port), what="HSQLDB")
