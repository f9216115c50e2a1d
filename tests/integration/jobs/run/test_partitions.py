"""The sessions of a partitioned read, on real databases that accept fewer than it could use."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlparse

import polars as pl
import psycopg
import pytest

from sidecar.extract.ranges import create_ranges, find_partition_column
from sidecar.extract.reader import Reader
from sidecar.jobs.run import partitions
from sidecar.jobs.run.partitions import Part, RangeReaders
from sidecar.load.encode.documents import Encoder
from tests.integration.reader_helpers import connected_reader
from tests.support.dialects import install_dialect
from tests.support.tcp_proxy import tcp_proxy
from tests.support.waiting import wait_until

QUERIES = {
    "postgresql": "select g as id from generate_series(1, 300) g",
    "alike+psycopg": "select g as id from generate_series(1, 300) g",
    "mariadb": "select seq as id from seq_1_to_300",
}


@pytest.fixture
def address(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[int | None], str]:
    """Return a function that writes the URL of the parameter's database, at another port if one is given."""
    scheme: str = request.param
    if scheme.startswith("alike"):
        install_dialect(monkeypatch, tmp_path)
    parts = urlparse(request.getfixturevalue("mariadb_url" if scheme == "mariadb" else "postgres_url"))

    def write(port: int | None) -> str:
        prefix = "" if "+" in scheme else "jdbc:"
        return f"{prefix}{scheme}://{parts.username}:{parts.password}@127.0.0.1:{port or parts.port}{parts.path}"

    return write


def create_parts(first: Reader, query: str) -> list[Part]:
    """Return four ranges of the query, and that of nulls."""
    columns = first.describe(query)
    column = find_partition_column(columns, "id")
    ranges = create_ranges(column, first.partition_bounds(query, column, 4))
    return [Part(number=number, encoder=Encoder(columns), row_range=each) for number, each in enumerate(ranges)]


def read_in_ranges(first: Reader, query: str, parts: list[Part], size: int) -> tuple[int, list[int]]:
    """Read the ranges of the query; return the number of sessions, and the ids."""
    readers, ids = RangeReaders(threading.Event()), list[int]()

    def work(part: Part, reader: Reader) -> None:
        for block in reader.read(query, part.encoder.columns, 50, part.row_range):
            ids.extend(int(row[0]) for row in pl.DataFrame(block.table).rows())

    try:
        readers.open(first, query, size)
        with ThreadPoolExecutor(size) as executor:
            readers.read(parts, work, executor, fail=lambda error: None)
    finally:
        readers.close()
    return readers.count, sorted(ids)


@pytest.mark.parametrize("address", QUERIES, indirect=True)
def test_a_pooler_that_queues_sessions_does_not_hold_up_a_read(
    address: Callable[[int | None], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "OPEN_TIMEOUT", 1.0)
    url = address(None)
    query, parts = QUERIES[url.removeprefix("jdbc:").partition("://")[0]], urlparse(url.removeprefix("jdbc:"))
    with tcp_proxy(parts.hostname or "", parts.port or 0) as proxy, connected_reader(address(proxy.port)) as first:
        ranges = create_parts(first, query)
        wait_until(lambda: proxy.open_connections == 1, "describing the query has ended")
        proxy.queue_after(2)
        began = time.monotonic()
        assert read_in_ranges(first, query, ranges, 4) == (2, list(range(1, 301)))
        assert time.monotonic() - began < 8


@pytest.mark.parametrize("address", ["postgresql", "alike+psycopg"], indirect=True)
def test_a_limit_of_the_role_leaves_fewer_sessions(address: Callable[[int | None], str], postgres_url: str, name: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"create role {name} login password 'pw' connection limit 3".encode())
    parts = urlparse(postgres_url)
    url = address(None).replace(f"{parts.username}:{parts.password}@", f"{name}:pw@")
    with connected_reader(url) as first:
        assert read_in_ranges(first, QUERIES["postgresql"], create_parts(first, QUERIES["postgresql"]), 4) == (3, list(range(1, 301)))
