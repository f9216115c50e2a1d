"""H2's server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar.demo.elasticsearch import process
from tests.servers.jdbc.downloads import driver_jars, find_jdk
from tests.servers.jdbc.server import JdbcServer, accepts_connections, run_server, start_java

# A commit is written at once, so that a killed server keeps it; the default is a delay of 0.5 s.
DURABLE = "set write_delay 0"


@contextmanager
def running() -> Iterator[JdbcServer]:
    """Run H2 with a database ``test``; a URL of another database creates that."""
    with run_server("h2", "jdbc:h2:tcp://127.0.0.1:{port}/./test", "sa", "siren", start=_start) as server:
        server.run_sql(DURABLE)
        yield server


def _start(folder: Path, port: int) -> process.Process:
    options = ["-tcp", "-tcpPort", str(port), "-ifNotExists", "-baseDir", str(folder)]
    arguments = ["-Dh2.bindAddress=127.0.0.1", "-cp", driver_jars("h2"), "org.h2.tools.Server", *options]
    return start_java(find_jdk(), arguments, folder, heap="256m", ready=lambda: accepts_connections(port), what="H2")
