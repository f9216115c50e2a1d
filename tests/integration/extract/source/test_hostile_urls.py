"""Malicious names in a URL, which a library could parse as an address, do not make a driver open another host or file."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from sidecar.errors import SourceError
from sidecar.extract.drivers import create_source
from sidecar.extract.postgresql.connect import libpq_parameters
from sidecar.model.datasource import Datasource
from tests.integration.reader_helpers import connected_reader
from tests.support.dialects import install_dialect


@pytest.fixture
def other_host() -> Iterator[socket.socket]:
    """Listen at an address that no driver may connect to."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


def has_connection(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


NAMES = (
    "host=127.0.0.1 port={}", "x host=127.0.0.1 port={}", "x' host='127.0.0.1' port='{}", "postgresql://127.0.0.1:{}/x",
    "postgres://u:p@127.0.0.1:{}/x?sslmode=disable", "x\\' host=127.0.0.1 port={}", "service=x port={}", "x?host=127.0.0.1&port={}",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["postgresql", "alike+psycopg", "mariadb"])
@pytest.mark.parametrize("name", NAMES)
def test_a_database_name_is_not_used_as_an_address(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, other_host: socket.socket, scheme: str, name: str
) -> None:
    install_dialect(monkeypatch, tmp_path)
    server_url = str(request.getfixturevalue("mariadb_url" if scheme == "mariadb" else "postgres_url"))
    database = quote(name.format(other_host.getsockname()[1]), safe="")
    url = f"{scheme}://{server_url.partition('://')[2].rpartition('/')[0]}/{database}"
    with pytest.raises(SourceError), connected_reader(url):
        pass
    if scheme == "postgresql":
        source = create_source(Datasource(id="tested", url=url), None, None)
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(**libpq_parameters(source))
    assert not has_connection(other_host)


@pytest.mark.parametrize("detail", ["username", "password"])
def test_a_user_name_or_password_is_not_used_as_an_address(postgres_url: str, other_host: socket.socket, detail: str) -> None:
    location = postgres_url.rpartition("@")[2]
    port = other_host.getsockname()[1]
    for text in (f"x' host='127.0.0.1' port='{port}", f"x host=127.0.0.1 port={port}", f"x@127.0.0.1:{port}/y?"):
        details: dict[str, Any] = {"username": "nobody", "password": "p", detail: text}
        source = create_source(Datasource(id="tested", url=f"jdbc:postgresql://{location}", **details), None, None)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(**libpq_parameters(source))
        with pytest.raises(SourceError), connected_reader(f"jdbc:postgresql://{location}", **details):
            pass
    assert not has_connection(other_host)
