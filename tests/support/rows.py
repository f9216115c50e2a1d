"""Blocks and bodies made by hand, for the tests of the loader."""

import json
from collections.abc import Sequence
from typing import Any

import polars as pl

from sidecar.load.encode.bodies import Body, Packer
from sidecar.load.encode.documents import Encoder
from sidecar.model.columns import Block, Column, RowFault, SqlType

Texts = Sequence[str | None]


def block(columns: Sequence[Column], *texts: Texts, faults: tuple[RowFault, ...] = ()) -> Block:
    """Make a block of one list of texts a column."""
    table = pl.DataFrame([pl.Series(f"x{place}", each, dtype=pl.String) for place, each in enumerate(texts)])
    return Block(columns=tuple(columns), table=table, rows=table.height, faults=faults)


def numbered(count: int, *, first: int = 0, value: str = "1", size: int = 5_000_000) -> list[Body]:
    """Make bodies of ``count`` rows ``{"id": n, "value": …}`` with their number as key."""
    columns = (Column.of("id", SqlType.LONG), Column.of("value", SqlType.KEYWORD))
    encoder, packer = Encoder(columns, pk_field=["id"]), Packer()
    encoded = encoder.encode(block(columns, [str(first + row) for row in range(count)], [value] * count))
    return packer.add(encoded, size=size, hurry=True)


def lines(data: bytes | memoryview) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Read a body back: the action and the document of each row."""
    parsed = [json.loads(line) for line in bytes(data).decode().split("\n")[:-1]]
    return list(zip(parsed[::2], parsed[1::2], strict=True))
