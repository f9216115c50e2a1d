"""Readers of databases through their JDBC drivers."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from sidecar.extract.drivers import create_reader, create_source
from sidecar.extract.jdbc.reader import JdbcReader
from sidecar.extract.jdbc.urls import JdbcSettings
from sidecar.model.datasource import Datasource
from tests.servers.jdbc.downloads import OLDEST_JAVA, find_jdk
from tests.servers.jdbc.server import JdbcServer
from tests.servers.jdbc.trino import NEEDS_JAVA


def create_jdbc_reader(drivers: Path, driver: str, url: str, **details: Any) -> JdbcReader:
    """Return a reader, not yet connected, of the driver in a folder of ``drivers``."""
    java = find_jdk(NEEDS_JAVA if driver == "trino" else OLDEST_JAVA)
    settings = JdbcSettings(drivers=drivers, java=str(java))
    reader = create_reader(create_source(Datasource(id="tested", url=url, driver=driver, **details), None, None, settings))
    assert isinstance(reader, JdbcReader)
    return reader


@contextmanager
def connected(reader: JdbcReader) -> Iterator[JdbcReader]:
    """Connect a reader, and close it after the block."""
    try:
        reader.connect()
        yield reader
    finally:
        reader.close()


@contextmanager
def server_reader(drivers: Path, server: JdbcServer, **details: Any) -> Iterator[JdbcReader]:
    """Yield a connected reader of a server."""
    login = {"username": server.user, "password": server.password or None, **details}
    with connected(create_jdbc_reader(drivers, server.driver, server.url, **login)) as reader:
        yield reader


@contextmanager
def native_peer(drivers: Path, url: str, **details: Any) -> Iterator[JdbcReader]:
    """Yield a connected reader of a PostgreSQL or a MariaDB, by its SQLAlchemy URL."""
    parts = urlsplit(url)
    driver = {"mysql": "mariadb"}.get(parts.scheme, parts.scheme)
    login = {"username": parts.username, "password": parts.password, **details}
    if driver == "mariadb":
        login["properties"] = {"sslMode": "disable"}
    with connected(create_jdbc_reader(drivers, driver, f"jdbc:{driver}://{parts.hostname}:{parts.port}{parts.path}", **login)) as reader:
        yield reader


def changed_driver(drivers: Path, folder: Path, name: str, **changes: Any) -> Path:
    """Create a folder of drivers with one of ``drivers``, whose definition has changes; return it."""
    known = resources.files("sidecar.extract.jdbc") / "drivers" / f"{name}.yaml"
    definition = {**yaml.safe_load(known.read_text(encoding="utf-8")), **changes}
    (folder / name).mkdir(parents=True)
    (folder / name / "driver.yaml").write_text(yaml.safe_dump(definition))
    for jar in (drivers / name).glob("*.jar"):
        (folder / name / jar.name).symlink_to(jar)
    return folder
