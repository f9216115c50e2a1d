"""Read a query as a run does, and see it as Python values."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl

from sidecar.extract.drivers import open_reader, source_of
from sidecar.extract.reader import Reader
from sidecar.model.columns import Block, Column
from sidecar.model.datasource import Datasource


@contextmanager
def reading(url: str, *, allowed: tuple[str, ...] | None = None, **details: Any) -> Iterator[Reader]:
    """Have a connected reader for the length of the block."""
    reader = open_reader(source_of(Datasource(id="tested", url=url, **details), None, allowed))
    try:
        reader.connect()
        yield reader
    finally:
        reader.close()


def blocks(reader: Reader, query: str, batch_size: int = 1000) -> list[Block]:
    """Read a query to its end."""
    return list(reader.read(query, reader.describe(query), batch_size))


def texts(reader: Reader, query: str, batch_size: int = 1000) -> list[tuple[str | None, ...]]:
    """Give rows as the texts that they arrive in."""
    return [row for each in blocks(reader, query, batch_size) for row in pl.DataFrame(each.table).rows()]


def value(column: Column, text: str | None) -> Any:
    """Give what Elasticsearch would read."""
    if text is None:
        return None
    assert "\n" not in text or not column.kind.raw
    return json.loads(text, parse_float=str) if column.kind.raw else text


def pid_of(session: str | None) -> int:
    """Give the process id in a session's name."""
    return int((session or "0").partition("@")[0])
