"""Create blocks and bulk bodies for tests."""

import json
from collections.abc import Sequence
from typing import Any

import polars as pl

from sidecar.extract.columns.raw_blocks import ColumnConversion
from sidecar.extract.mysql.tables import table_from_packets
from sidecar.extract.mysql.types import ColumnDescription
from sidecar.load.encode.bodies import Body, BodyBuilder
from sidecar.load.encode.documents import Encoder
from sidecar.model.columns import Column, RawBlock, RowError, RowFormat, RowLayout, SqlType, TableBlock

Texts = Sequence[str | None]


def block(columns: Sequence[Column], *texts: Texts, row_errors: tuple[RowError, ...] = ()) -> TableBlock:
    """Return a block with one list of strings per column."""
    table = pl.DataFrame([pl.Series(f"x{position}", each, dtype=pl.String) for position, each in enumerate(texts)])
    return TableBlock(columns=tuple(columns), table=table, rows=table.height, row_errors=row_errors)


def numbered_bodies(count: int, *, first: int = 0, value: str = "1", size: int = 5_000_000) -> list[Body]:
    """Return bodies with ``count`` rows ``{"id": n, "value": …}`` and the key ``n``."""
    columns = (Column.of("id", SqlType.LONG), Column.of("value", SqlType.KEYWORD))
    encoder, builder = Encoder(columns, pk_field=["id"]), BodyBuilder()
    encoded = encoder.encode(block(columns, [str(first + row) for row in range(count)], [value] * count))
    return builder.add(encoded, size=size, flush=True)


def numbered_deletions(count: int) -> list[Body]:
    """Return bodies with ``count`` deletions of the documents with the keys from 0."""
    columns = (Column.of("id", SqlType.LONG), Column.of("gone", SqlType.BOOLEAN))
    encoder, builder = Encoder(columns, pk_field=["id"], deletion_column="gone"), BodyBuilder()
    encoded = encoder.encode(block(columns, [str(row) for row in range(count)], ["true"] * count))
    return builder.add(encoded, size=5_000_000, flush=True)


def parse_lines(data: bytes | memoryview) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the action and the document of each row of a body."""
    parsed = [json.loads(line) for line in bytes(data).decode().split("\n")[:-1]]
    return list(zip(parsed[::2], parsed[1::2], strict=True))


def packet(row: tuple[bytes | None, ...]) -> bytes:
    """Return a row as MySQL sends it: each value after its length."""
    data = b""
    for each in row:
        if each is None:
            data += b"\xfb"
        elif len(each) < 251:
            data += bytes([len(each)]) + each
        elif len(each) < 2**16:
            data += b"\xfc" + len(each).to_bytes(2, "little") + each
        else:
            data += b"\xfd" + len(each).to_bytes(3, "little") + each
    return data


def packet_block(packets: list[bytes], columns: Sequence[ColumnConversion], positions: Sequence[int]) -> RawBlock:
    """Return a block of MySQL's packets with the columns at these positions."""
    selected = [columns[position] for position in positions]
    layout = RowLayout(
        format=RowFormat.PACKETS,
        width=len(columns),
        positions=tuple(positions),
        conversions=tuple(each.conversion for each in selected),
    )
    described = [(ColumnDescription(name=each.column.name, code=253, charset=45), each) for each in columns]
    found = tuple(each.column for each in selected)
    return RawBlock(found, layout, packets, lambda block: table_from_packets(block, described, "UTC"))
