"""Tables of text columns from the row packets of MySQL and MariaDB."""

from collections.abc import Sequence

import polars as pl

from sidecar.extract.columns.raw_blocks import ColumnConversion
from sidecar.extract.columns.tables import block_from_frame
from sidecar.extract.columns.values import convert_each, to_texts
from sidecar.extract.mysql.rows import PacketBlock
from sidecar.extract.mysql.types import BIT, GEOMETRY, ColumnDescription, needs_bytes
from sidecar.extract.mysql.wkb import wkb_to_geojson
from sidecar.model.columns import Column, RawBlock, RowError, SqlType, TableBlock

SRID_SIZE = 4
"""Bytes of the spatial reference id in front of a geometry."""


def table_from_packets(block: RawBlock, described: Sequence[tuple[ColumnDescription, ColumnConversion]], timezone: str) -> TableBlock:
    """Parse the packets of a block, of whose columns ``described`` are all, selected or not."""
    packet_block, selected = PacketBlock(block.data, len(described)), block.layout.positions
    frame = None if any(needs_bytes(description) for description, _ in described) else packet_block.to_frame()
    if frame is not None:
        return block_from_frame(frame.select(frame.columns[index] for index in selected), block.columns, block.layout.conversions)
    row_errors: list[RowError] = []
    series = []
    for index in selected:
        column, column_errors = _column(packet_block.column_values(index), *described[index], timezone)
        series.append(column.alias(f"column_{index}"))
        row_errors += column_errors
    return block_from_frame(pl.DataFrame(series), block.columns, block.layout.conversions, tuple(row_errors))


def _column(
    values: list[bytes | None], description: ColumnDescription, conversion: ColumnConversion, timezone: str
) -> tuple[pl.Series, tuple[RowError, ...]]:
    """Return one column as text, with the rows that cannot be converted; text from the server is decoded unchanged."""
    if description.code == GEOMETRY:
        converted = convert_each(conversion.column, values, lambda each: wkb_to_geojson(each[SRID_SIZE:]))
        return converted.series, converted.row_errors
    if description.code == BIT:
        values = [None if each is None else _bits(each, description.length) for each in values]
    type = conversion.column.type if needs_bytes(description) and description.code != BIT else SqlType.TEXT
    converted = to_texts(Column.of(conversion.column.name, type), values, timezone)
    return converted.series, converted.row_errors


def _bits(value: bytes, length: int) -> bytes:
    bits = f"{int.from_bytes(value, 'big'):0{length}b}"
    return {"0": b"false", "1": b"true"}[bits] if length == 1 else bits.encode()
