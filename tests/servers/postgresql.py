"""PostgreSQL."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from sidecar.demo.elasticsearch import process
from sidecar.errors import ConfigurationError
from tests.servers import containers, environment
from tests.servers.restartable import Mortal

IMAGE = "postgres:17"
PATIENCE = 60.0
# Nothing here has to survive a power cut.
FOR_A_TEST = ["-cfsync=off", "-cfull_page_writes=off", "-cmax_connections=200", "-cshared_buffers=64MB"]


def image() -> str:
    """Give the image to run where a Docker engine answers."""
    return environment.chosen("POSTGRES_IMAGE", IMAGE)


def source() -> str:
    """Say where PostgreSQL would come from."""
    if given := environment.chosen("POSTGRES_URL", ""):
        return given.rpartition("@")[2]
    return f"image {image()}" if environment.engine_answers() else str(binaries() or "missing")


def binaries() -> Path | None:
    """Find the folder of the newest PostgreSQL server on this machine (client packages have a pg_config and no server)."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: float(each.parent.name), reverse=True)
    folders += [*Path("/opt/homebrew/opt").glob("postgresql*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    return next((each for each in folders if (each / "initdb").exists() and (each / "postgres").exists()), None)


@contextmanager
def running() -> Iterator[str]:
    """Have a PostgreSQL for the length of the block; give a SQLAlchemy URL of its superuser."""
    if given := environment.chosen("POSTGRES_URL", ""):
        yield given
    elif environment.engine_has(image()):
        with containers.postgresql(image()) as url:
            yield url
    else:
        with mortal() as server:
            yield server.url


@contextmanager
def mortal() -> Iterator[Mortal]:
    """Have a PostgreSQL that may be killed and that nobody else uses, of this machine's own programs, for the length of the block."""
    home = binaries()
    if home is None:
        raise ConfigurationError("Install PostgreSQL's server (postgresql), or start Docker: the tests read from it.")
    with environment.folder("pg") as folder:
        _make_cluster(home, folder)
        server, port = environment.tried_on_ports(lambda port: _start(home, folder, port))
        url = f"postgresql://siren:siren@127.0.0.1:{port}/siren"
        # INT ends at once, open connections or not; TERM would wait for them.
        running = Mortal(url, server, lambda: _start(home, folder, port), farewell="INT")
        try:
            yield running
        finally:
            running.stop()


def _make_cluster(home: Path, folder: Path) -> None:
    password = folder / "password"
    password.write_text("siren\n")
    process.hand_over(folder, process.unprivileged())
    options = ["--username=siren", f"--pwfile={password}", "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync"]
    encoding = ["--encoding=UTF8", "--locale=C"]
    account = process.unprivileged()
    made = subprocess.run(
        [home / "initdb", "-D", folder / "data", *options, *encoding],
        cwd=folder,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise ConfigurationError(f"initdb failed.\n{made.stderr}")


def _start(home: Path, folder: Path, port: int) -> process.Process:
    log = folder / "log"
    command = [str(home / "postgres"), "-D", str(folder / "data"), "-p", str(port), "-k", str(folder), "-h", "127.0.0.1", *FOR_A_TEST]
    server = process.start(command, cwd=folder, log=log, environ=os.environ, account=process.unprivileged(), farewell="INT")
    try:
        process.wait_until(lambda: _database(port), process=server, log=log, patience=PATIENCE, what="PostgreSQL")
    except BaseException:
        process.stop(server, farewell="INT")
        raise
    return server


def _database(port: int) -> bool | None:
    """Make the database as soon as the server lets us in; it is made once, so an earlier answer stands."""
    try:
        with psycopg.connect(f"postgresql://siren:siren@127.0.0.1:{port}/postgres", autocommit=True, connect_timeout=5) as connection:
            connection.execute("create database siren")
    except psycopg.OperationalError:
        return None
    except psycopg.errors.DuplicateDatabase:
        return True
    return True
