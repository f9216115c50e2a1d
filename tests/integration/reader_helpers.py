"""Read a query as an execution does, and convert rows to Python values."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl

from sidecar.extract.drivers import create_reader, create_source
from sidecar.extract.reader import Reader
from sidecar.model.columns import Block, Column
from sidecar.model.datasource import Datasource


@contextmanager
def connected_reader(url: str, *, allowed: tuple[str, ...] | None = None, **details: Any) -> Iterator[Reader]:
    """Yield a connected reader."""
    reader = create_reader(create_source(Datasource(id="tested", url=url, **details), None, allowed))
    try:
        reader.connect()
        yield reader
    finally:
        reader.close()


def read_blocks(reader: Reader, query: str, batch_size: int = 1000) -> list[Block]:
    """Read all blocks of a query."""
    return list(reader.read(query, reader.describe(query), batch_size))


def read_texts(reader: Reader, query: str, batch_size: int = 1000) -> list[tuple[str | None, ...]]:
    """Return a query's rows as strings."""
    return [row for each in read_blocks(reader, query, batch_size) for row in pl.DataFrame(each.table).rows()]


def parse_value(column: Column, text: str | None) -> Any:
    """Return the value as Elasticsearch would read it, with fractions as strings."""
    if text is None:
        return None
    assert "\n" not in text or not column.kind.is_unquoted
    return json.loads(text, parse_float=str) if column.kind.is_unquoted else text


def process_id(session_id: str | None) -> int:
    """Return the process id in a PostgreSQL session id."""
    return int((session_id or "0").partition("@")[0])
