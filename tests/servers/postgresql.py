"""PostgreSQL."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from sidecar.demo.elasticsearch import process
from sidecar.errors import ConfigurationError, ProgramMissing
from tests.servers import containers, environment
from tests.servers.restartable import RestartableServer

IMAGE = "postgres:17"
START_TIMEOUT = 60.0
# Nothing waits for the disk: test data need not survive a crash of the machine, but that of the server, which tests kill.
FOR_A_TEST = ["-cfsync=off", "-cfull_page_writes=off", "-cmax_connections=200", "-cshared_buffers=64MB"]


def image() -> str:
    """Return the image to run if a Docker engine is available."""
    return environment.setting("POSTGRES_IMAGE", IMAGE)


def source() -> str:
    """Return where PostgreSQL would come from."""
    if given := environment.setting("POSTGRES_URL", ""):
        return given.rpartition("@")[2]
    return f"image {image()}" if environment.engine_answers() else str(binaries() or "missing")


def binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL server on this machine, or None (client packages have no server)."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: float(each.parent.name), reverse=True)
    folders += [*Path("/opt/homebrew/opt").glob("postgresql*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    return next((each for each in folders if (each / "initdb").exists() and (each / "postgres").exists()), None)


@contextmanager
def running(*options: str) -> Iterator[str]:
    """Run a PostgreSQL, with more options if it is not a given one; yield a SQLAlchemy URL of its superuser."""
    if given := environment.setting("POSTGRES_URL", ""):
        yield given
    elif environment.engine_has(image()):
        with containers.postgresql(image(), *options) as url:
            yield url
    else:
        with restartable(*options) as server:
            yield server.url


@contextmanager
def restartable(*options: str) -> Iterator[RestartableServer]:
    """Run a PostgreSQL of this machine that a test may kill and restart."""
    home = binaries()
    if home is None:
        raise ProgramMissing("no PostgreSQL server; install postgresql or start Docker")
    with environment.folder("pg") as folder:
        _create_cluster(home, folder)
        server, port = environment.start_on_free_port(lambda port: _start(home, folder, port, options))
        url = f"postgresql://siren:siren@127.0.0.1:{port}/siren"
        # INT ends at once; TERM would wait for open connections.
        running = RestartableServer(url, server, lambda: _start(home, folder, port, options), stop_signal="INT")
        try:
            yield running
        finally:
            running.stop()


def _create_cluster(home: Path, folder: Path) -> None:
    password = folder / "password"
    password.write_text("siren\n")
    process.change_owner(folder, process.unprivileged_account())
    options = ["--username=siren", f"--pwfile={password}", "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync"]
    encoding = ["--encoding=UTF8", "--locale=C"]
    account = process.unprivileged_account()
    done = subprocess.run(
        [home / "initdb", "-D", folder / "data", *options, *encoding],
        cwd=folder,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ConfigurationError(f"initdb failed.\n{done.stderr}")


def _start(home: Path, folder: Path, port: int, options: Sequence[str]) -> process.Process:
    log = folder / "log"
    command = [str(home / "postgres"), "-D", str(folder / "data"), "-p", str(port), "-k", str(folder), "-h", "127.0.0.1"]
    command += [*FOR_A_TEST, *options]
    server = process.start(command, cwd=folder, log=log, environ=os.environ, account=process.unprivileged_account(), stop_signal="INT")
    try:
        process.wait_until(lambda: _database(port), process=server, log=log, timeout=START_TIMEOUT, what="PostgreSQL")
    except BaseException:
        process.stop(server, stop_signal="INT")
        raise
    return server


def _database(port: int) -> bool | None:
    """Create the database as soon as the server accepts connections; it may exist already."""
    try:
        with psycopg.connect(f"postgresql://siren:siren@127.0.0.1:{port}/postgres", autocommit=True, connect_timeout=5) as connection:
            connection.execute("create database siren")
    except psycopg.OperationalError:
        return None
    except psycopg.errors.DuplicateDatabase:
        return True
    return True
