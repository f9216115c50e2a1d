"""MariaDB."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymysql

from sidecar.demo.elasticsearch import process
from sidecar.errors import ConfigurationError, ProgramMissing
from tests.servers import containers, environment
from tests.servers.restartable import RestartableServer

IMAGE = "mariadb:11.4"
START_TIMEOUT = 60.0
# Nothing waits for the disk: test data need not survive a crash of the machine, but that of the server, which tests kill.
FOR_A_TEST = ["--innodb-flush-log-at-trx-commit=2", "--sync-binlog=0", "--innodb-buffer-pool-size=64M", "--skip-name-resolve"]
ACCOUNTS = """\
create database if not exists siren character set utf8mb4;
create user if not exists 'siren'@'%' identified by 'siren';
grant all on *.* to 'siren'@'%' with grant option;
"""


def image() -> str:
    """Return the image to run if a Docker engine is available."""
    return environment.setting("MARIADB_IMAGE", IMAGE)


def source() -> str:
    """Return where MariaDB would come from."""
    if given := environment.setting("MARIADB_URL", ""):
        return given.rpartition("@")[2]
    return f"image {image()}" if environment.engine_answers() else (daemon() or "missing")


def daemon() -> str | None:
    """Return MariaDB's server on this machine, or None; /usr/sbin is not on every path."""
    return shutil.which("mariadbd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/libexec:/opt/homebrew/bin")


@contextmanager
def running() -> Iterator[str]:
    """Run a MariaDB; yield a SQLAlchemy URL."""
    if given := environment.setting("MARIADB_URL", ""):
        yield given
    elif environment.engine_has(image()):
        with containers.mariadb(image()) as url:
            yield url
    else:
        with restartable() as server:
            yield server.url


@contextmanager
def restartable() -> Iterator[RestartableServer]:
    """Run a MariaDB of this machine that a test may kill and restart."""
    program = daemon()
    if program is None:
        raise ProgramMissing("no mariadbd; install mariadb-server or start Docker")
    with environment.folder("maria") as folder:
        _create_data(folder)
        server, port = environment.start_on_free_port(lambda port: _start(program, folder, port))
        running = RestartableServer(f"mysql://siren:siren@127.0.0.1:{port}/siren", server, lambda: _start(program, folder, port))
        try:
            yield running
        finally:
            running.stop()


def _create_data(folder: Path) -> None:
    (folder / "accounts.sql").write_text(ACCOUNTS)
    process.change_owner(folder, process.unprivileged_account())
    account = process.unprivileged_account()
    done = subprocess.run(
        [
            "mariadb-install-db",
            "--no-defaults",
            f"--datadir={folder / 'data'}",
            "--skip-test-db",
            "--auth-root-authentication-method=normal",
        ],
        cwd=folder,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ConfigurationError(f"mariadb-install-db failed.\n{done.stdout}{done.stderr}")


def _start(program: str, folder: Path, port: int) -> process.Process:
    log = folder / "log"
    own_files = [f"--datadir={folder / 'data'}", f"--socket={folder / 's'}", f"--pid-file={folder / 'pid'}", f"--tmpdir={folder}"]
    listening = [f"--port={port}", "--bind-address=127.0.0.1", f"--init-file={folder / 'accounts.sql'}"]
    command = [program, "--no-defaults", *own_files, *listening, *FOR_A_TEST]
    server = process.start(command, cwd=folder, log=log, environ=os.environ, account=process.unprivileged_account())
    try:
        process.wait_until(lambda: _accepts_connections(port), process=server, log=log, timeout=START_TIMEOUT, what="MariaDB")
    except BaseException:
        process.stop(server)
        raise
    return server


def _accepts_connections(port: int) -> bool | None:
    try:
        pymysql.connect(host="127.0.0.1", port=port, user="siren", password="siren", database="siren", connect_timeout=5).close()
    except pymysql.err.OperationalError:
        return None
    return True
