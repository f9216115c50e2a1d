"""Blocks of rows as a database or its driver returned them, and how their columns are selected and converted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sidecar.model.columns import Column, RawBlock, RowFormat, RowLayout, SqlType, TableBlock
from sidecar.model.conversions import UNCHANGED, Conversion, timestamp_conversion

TRANSPOSED_ROWS = 1000
"""Rows transposed to columns at a time, while they are in the processor's cache."""


@dataclass(frozen=True, kw_only=True)
class ColumnConversion:
    """How one column is selected in the database and converted afterwards."""

    column: Column
    sql: str = "{c}"
    """The SQL expression to select, in which ``{c}`` is the placeholder for the column."""
    conversion: Conversion = UNCHANGED


def csv_block(data: bytes, conversions: Sequence[ColumnConversion]) -> RawBlock:
    """Create a block from lines whose first columns are those of the conversions; text that is not UTF-8 rejects its row.

    Each line has at least two fields, since a null in a line of one field would be an empty line.
    """
    layout = RowLayout(
        format=RowFormat.CSV,
        width=max(2, len(conversions)),
        positions=tuple(range(len(conversions))),
        conversions=tuple(each.conversion for each in conversions),
    )
    return RawBlock(tuple(each.column for each in conversions), layout, data, parse_csv)


def values_block(columns: Sequence[Column], positions: Sequence[int], rows: list[tuple[Any, ...]], timezone: str) -> RawBlock:
    """Create a block from tuples of Python values; ``positions`` are those of the columns in each tuple."""
    layout = RowLayout(
        format=RowFormat.VALUES,
        width=len(rows[0]),
        positions=tuple(positions),
        # What remains to be done once a value is the text of its type.
        conversions=tuple(timestamp_conversion(timezone) if column.type is SqlType.TIMESTAMP else UNCHANGED for column in columns),
    )
    return RawBlock(tuple(columns), layout, rows, lambda block: _parse_values(block, timezone))


# The native encoder parses nearly every block itself, and polars takes time and memory to import.


def parse_csv(block: RawBlock) -> TableBlock:
    """Parse the lines of a block."""
    from sidecar.extract.columns.tables import table_from_csv  # noqa: PLC0415

    return table_from_csv(block)


def _parse_values(block: RawBlock, timezone: str) -> TableBlock:
    from sidecar.extract.columns.values import block_from_values  # noqa: PLC0415

    values: list[list[Any]] = [[] for _ in range(block.layout.width)]
    for start in range(0, len(block.data), TRANSPOSED_ROWS):
        rows = block.data[start : start + TRANSPOSED_ROWS]
        for column, each in zip(values, zip(*rows, strict=True), strict=True):
            column.extend(each)
    selected = [values[position] for position in block.layout.positions]
    return block_from_values(block.columns, selected, timezone)
