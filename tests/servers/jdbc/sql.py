"""Run SQL through a JDBC driver."""

import subprocess

from sidecar.errors import SourceError
from tests.servers.jdbc.downloads import HERE, driver_jars, find_jdk

QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Only the first compiler, and the serial garbage collector: a JVM that lives for seconds starts with half of the CPU time."""
TIMEOUT = 120.0
"""Seconds that all statements of a call may take."""


class SqlFailed(SourceError):
    """The database rejected a statement or the connection; the reason is the driver's message."""


def run_sql(driver: str, url: str, user: str, password: str, *statements: str) -> list[list[str | None]]:
    """Run statements in one connection, each in a transaction of its own; return the rows of all queries as texts.

    A JVM runs them, which takes 0.4 s: pass many statements to one call. ``driver`` is the name of a folder of the drivers.
    Raise :class:`SqlFailed` at the first statement that fails.
    """
    options = [*QUICK, "-Xmx256m", "-Duser.timezone=UTC", "-cp", driver_jars(driver)]
    given = "\0".join((user, password, *statements))
    done = subprocess.run(
        [find_jdk(), *options, HERE / "RunSql.java", url], input=given.encode(), capture_output=True, timeout=TIMEOUT, check=False
    )
    if done.returncode:
        raise SqlFailed(done.stderr.decode(errors="replace").strip())
    rows = done.stdout.decode().split("\x1e")[:-1]
    return [[None if field == "\0" else field for field in row.split("\x1f")[:-1]] for row in rows]
