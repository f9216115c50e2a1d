"""A database server that is a Java program."""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sidecar.demo.elasticsearch import process
from tests.servers import environment
from tests.servers.jdbc.sql import QUICK, run_sql
from tests.servers.restartable import RestartableServer

START_TIMEOUT = 60.0


class JdbcServer(RestartableServer):
    """A running server: the JDBC URL of a database in it, and a user that may do everything there."""

    def __init__(
        self, driver: str, url: str, user: str, password: str, server: process.Process, start: Callable[[], process.Process]
    ) -> None:
        super().__init__(url, server, start)
        self.driver = driver
        self.user = user
        self.password = password

    def run_sql(self, *statements: str) -> list[list[str | None]]:
        """Run statements in one connection; see :func:`tests.servers.jdbc.sql.run_sql`."""
        return run_sql(self.driver, self.url, self.user, self.password, *statements)


@contextmanager
def run_server(driver: str, url: str, user: str, password: str, *, start: Callable[[Path, int], process.Process]) -> Iterator[JdbcServer]:
    """Run the server that ``start`` starts in a folder and on a port; yield it, and stop it after the block.

    ``url`` has the place ``{port}``.
    """
    with environment.folder(driver) as folder:
        server, port = environment.start_on_free_port(lambda port: start(folder, port))
        running = JdbcServer(driver, url.format(port=port), user, password, server, lambda: start(folder, port))
        try:
            yield running
        finally:
            running.stop()


def start_java(
    java: Path,
    arguments: Sequence[str | Path],
    folder: Path,
    *,
    heap: str,
    ready: Callable[[], bool],
    what: str,
    timeout: float = START_TIMEOUT,
) -> process.Process:
    """Start a Java program with its files in ``folder``, and wait until it is ready."""
    log = folder / "log"
    # In a time zone that nobody expects, so that a local time is not taken for one in UTC.
    command = [java, *QUICK, f"-Xmx{heap}", f"-Djava.io.tmpdir={folder}", "-Duser.timezone=Asia/Tokyo", *arguments]
    # The environment's options of a JVM would change the server.
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
    server = process.start(command, cwd=folder, log=log, environ=environ, account=process.unprivileged_account())
    try:
        process.wait_until(lambda: ready() or None, process=server, log=log, timeout=timeout, what=what)
    except BaseException:
        process.stop(server)
        raise
    return server


def accepts_connections(port: int) -> bool:
    """Check whether a server listens on a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
