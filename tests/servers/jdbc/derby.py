"""Derby's network server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar.demo.elasticsearch import process
from tests.servers.jdbc.downloads import derby_server_jars, find_jdk
from tests.servers.jdbc.server import JdbcServer, accepts_connections, run_server, start_java
from tests.servers.jdbc.sql import run_sql

USER, PASSWORD = "siren", "siren"
PROPERTIES = f"""\
derby.connection.requireAuthentication=true
derby.authentication.provider=BUILTIN
derby.user.{USER}={PASSWORD}
"""


@contextmanager
def running() -> Iterator[JdbcServer]:
    """Run Derby with a database ``test``, whose default schema is ``SIREN``."""
    with run_server("derby", "jdbc:derby://127.0.0.1:{port}/test", USER, PASSWORD, start=_start) as server:
        run_sql("derby", f"{server.url};create=true", USER, PASSWORD)
        yield server


def _start(folder: Path, port: int) -> process.Process:
    (folder / "derby.properties").write_text(PROPERTIES)
    options = ["start", "-h", "127.0.0.1", "-p", str(port), "-noSecurityManager"]
    arguments = [f"-Dderby.system.home={folder}", "-cp", derby_server_jars(), "org.apache.derby.drda.NetworkServerControl", *options]
    return start_java(find_jdk(), arguments, folder, heap="256m", ready=lambda: accepts_connections(port), what="Derby")
