"""Blocks from a database's CSV lines, and how their columns are selected and converted."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.model.columns import Column, CsvBlock, TableBlock
from sidecar.model.conversions import UNCHANGED, Conversion


@dataclass(frozen=True, kw_only=True)
class ColumnConversion:
    """How one column is selected in the database and converted afterwards."""

    column: Column
    sql: str = "{c}"
    """The SQL expression to select, in which ``{c}`` is the placeholder for the column."""
    conversion: Conversion = UNCHANGED


def csv_block(data: bytes, conversions: Sequence[ColumnConversion]) -> CsvBlock:
    """Create a block from lines whose first columns are those of the conversions; text that is not UTF-8 rejects its row.

    Each line has at least two fields, since a null in a line of one field would be an empty line.
    """
    return CsvBlock(
        tuple(each.column for each in conversions),
        data,
        width=max(2, len(conversions)),
        conversions=tuple(each.conversion for each in conversions),
        parse=_parse,
    )


def _parse(block: CsvBlock) -> TableBlock:
    # Imported here, because the native encoder parses nearly every block itself, and polars takes time and memory to import.
    tables = importlib.import_module("sidecar.extract.columns.tables")
    parsed: TableBlock = tables.table_from_csv(block)
    return parsed
