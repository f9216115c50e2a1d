"""MariaDB."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymysql

from sidecar.demo.elasticsearch import process
from sidecar.errors import ConfigurationError
from tests.servers import containers, environment
from tests.servers.restartable import Mortal

IMAGE = "mariadb:11.4"
PATIENCE = 60.0
# Nothing here has to survive a power cut.
FOR_A_TEST = ["--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0", "--innodb-buffer-pool-size=64M", "--skip-name-resolve"]
ACCOUNTS = """\
create database if not exists siren character set utf8mb4;
create user if not exists 'siren'@'%' identified by 'siren';
grant all on *.* to 'siren'@'%' with grant option;
"""


def image() -> str:
    """Give the image to run where a Docker engine answers."""
    return environment.chosen("MARIADB_IMAGE", IMAGE)


def source() -> str:
    """Say where MariaDB would come from."""
    if given := environment.chosen("MARIADB_URL", ""):
        return given.rpartition("@")[2]
    return f"image {image()}" if environment.engine_answers() else (daemon() or "missing")


def daemon() -> str | None:
    """Find MariaDB's server on this machine; /usr/sbin is not on everybody's path."""
    return shutil.which("mariadbd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/libexec:/opt/homebrew/bin")


@contextmanager
def running() -> Iterator[str]:
    """Have a MariaDB for the length of the block; give a SQLAlchemy URL."""
    if given := environment.chosen("MARIADB_URL", ""):
        yield given
    elif environment.engine_has(image()):
        with containers.mariadb(image()) as url:
            yield url
    else:
        with mortal() as server:
            yield server.url


@contextmanager
def mortal() -> Iterator[Mortal]:
    """Have a MariaDB that may be killed and that nobody else uses, of this machine's own programs, for the length of the block."""
    program = daemon()
    if program is None:
        raise ConfigurationError("Install MariaDB's server (mariadb-server), or start Docker: the tests read from it.")
    with environment.folder("maria") as folder:
        _make_data(folder)
        server, port = environment.tried_on_ports(lambda port: _start(program, folder, port))
        running = Mortal(f"mysql://siren:siren@127.0.0.1:{port}/siren", server, lambda: _start(program, folder, port))
        try:
            yield running
        finally:
            running.stop()


def _make_data(folder: Path) -> None:
    (folder / "accounts.sql").write_text(ACCOUNTS)
    process.hand_over(folder, process.unprivileged())
    account = process.unprivileged()
    made = subprocess.run(
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
    if made.returncode:
        raise ConfigurationError(f"mariadb-install-db failed.\n{made.stdout}{made.stderr}")


def _start(program: str, folder: Path, port: int) -> process.Process:
    log = folder / "log"
    places_of_its_own = [f"--datadir={folder / 'data'}", f"--socket={folder / 's'}", f"--pid-file={folder / 'pid'}", f"--tmpdir={folder}"]
    listening = [f"--port={port}", "--bind-address=127.0.0.1", f"--init-file={folder / 'accounts.sql'}"]
    command = [program, "--no-defaults", *places_of_its_own, *listening, *FOR_A_TEST]
    server = process.start(command, cwd=folder, log=log, environ=os.environ, account=process.unprivileged())
    try:
        process.wait_until(lambda: _lets_us_in(port), process=server, log=log, patience=PATIENCE, what="MariaDB")
    except BaseException:
        process.stop(server)
        raise
    return server


def _lets_us_in(port: int) -> bool | None:
    try:
        pymysql.connect(host="127.0.0.1", port=port, user="siren", password="siren", database="siren", connect_timeout=5).close()
    except pymysql.err.OperationalError:
        return None
    return True
