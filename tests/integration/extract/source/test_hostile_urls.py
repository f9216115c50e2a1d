"""Names in a URL that are read as more than a name somewhere lead no driver to another host or file."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from sidecar.errors import SourceError
from sidecar.extract.drivers import source_of
from sidecar.extract.postgresql.connect import libpq_parameters
from sidecar.model.datasource import Datasource
from tests.integration.reader_helpers import reading
from tests.support.dialects import bring_dialect


@pytest.fixture
def elsewhere() -> Iterator[socket.socket]:
    """Listen where nobody may come."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


def was_visited(listener: socket.socket) -> bool:
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
def test_a_databases_name_is_no_address(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, elsewhere: socket.socket, scheme: str, name: str
) -> None:
    bring_dialect(monkeypatch, tmp_path)
    real = str(request.getfixturevalue("mariadb_url" if scheme == "mariadb" else "postgres_url"))
    database = quote(name.format(elsewhere.getsockname()[1]), safe="")
    url = f"{scheme}://{real.partition('://')[2].rpartition('/')[0]}/{database}"
    with pytest.raises(SourceError), reading(url):
        pass
    if scheme == "postgresql":
        source = source_of(Datasource(id="tested", url=url), None, None)
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(**libpq_parameters(source))
    assert not was_visited(elsewhere)


@pytest.mark.parametrize("detail", ["username", "password"])
def test_who_logs_in_is_no_address(postgres_url: str, elsewhere: socket.socket, detail: str) -> None:
    place = postgres_url.rpartition("@")[2]
    port = elsewhere.getsockname()[1]
    for text in (f"x' host='127.0.0.1' port='{port}", f"x host=127.0.0.1 port={port}", f"x@127.0.0.1:{port}/y?"):
        details = {"username": "nobody", "password": "p", detail: text}
        source = source_of(Datasource(id="tested", url=f"jdbc:postgresql://{place}", **details), None, None)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(**libpq_parameters(source))
        with pytest.raises(SourceError), reading(f"jdbc:postgresql://{place}", **details):
            pass
    assert not was_visited(elsewhere)
