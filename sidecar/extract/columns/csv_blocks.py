"""Blocks of text columns from a database's CSV lines, without a Python object per row or value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from sidecar.errors import SourceError
from sidecar.extract.columns.values import convert_each
from sidecar.model.columns import Block, Column, RowError

Expression = Callable[[pl.Expr], pl.Expr]


@dataclass(frozen=True, kw_only=True)
class ColumnConversion:
    """How one column is selected in the database and converted afterwards."""

    column: Column
    sql: str = "{c}"
    """The SQL expression to select, in which ``{c}`` is the placeholder for the column."""
    is_unsupported: Expression | None = None
    """Matches strings that JSON or Elasticsearch cannot represent; they become null and are counted."""
    convert: Expression | None = None
    """Converts the other strings."""


def read_csv(data: bytes, width: int) -> pl.DataFrame:
    """Read lines without a header into text columns: an empty field is null, a quoted empty one is the empty string.

    ``width`` must be at least 2, since a null in a line of one column would be an empty line.
    """
    try:
        frame = pl.read_csv(data, has_header=False, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise SourceError("The database sent invalid UTF-8 or lines that cannot be parsed.") from error
    if frame.width != width:
        raise SourceError(f"The database sent lines of {frame.width} columns instead of {width}.")
    return frame


def block_from_csv(data: bytes, conversions: Sequence[ColumnConversion]) -> Block:
    """Create a block from lines whose first columns are those of the conversions; text that is not UTF-8 rejects its row."""
    width = max(2, len(conversions))
    try:
        return block_from_frame(read_csv(data, width), conversions)
    except SourceError:
        if _is_utf8(data):
            raise
    # As Latin-1 every byte is a character, and the lines are split as before. This is slow, but such blocks are rare.
    frame = read_csv(data.decode("latin-1").encode(), width)
    texts = [
        convert_each(each.column, frame[name].to_list(), lambda text: text.encode("latin-1").decode())
        for name, each in zip(frame.columns, conversions, strict=False)
    ]
    decoded = pl.DataFrame([each.series.alias(name) for name, each in zip(frame.columns, texts, strict=False)])
    return block_from_frame(decoded, conversions, tuple(error for each in texts for error in each.row_errors))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def block_from_frame(frame: pl.DataFrame, conversions: Sequence[ColumnConversion], row_errors: tuple[RowError, ...] = ()) -> Block:
    """Create a block from a frame, whose first columns are those of the conversions, in their order."""
    names = frame.columns[: len(conversions)]
    unsupported = _count_unsupported(frame, names, conversions)
    table = frame.select(
        _convert(pl.col(name), conversion, unsupported.get(name, 0)).alias(conversion.column.name)
        for name, conversion in zip(names, conversions, strict=True)
    )
    columns = tuple(each.column for each in conversions)
    nulled = _count_nulls(table) - _count_nulls(frame.select(names))
    return Block(columns=columns, table=table, rows=frame.height, nulled=nulled, row_errors=row_errors)


def _count_nulls(frame: pl.DataFrame) -> int:
    return sum(column.null_count() for column in frame.get_columns())


def _count_unsupported(frame: pl.DataFrame, names: Sequence[str], conversions: Sequence[ColumnConversion]) -> dict[str, int]:
    """Count unsupported strings per column. Usually there are none, and then no column has to be rewritten."""
    checks = [
        each.is_unsupported(pl.col(name)).sum().alias(name) for name, each in zip(names, conversions, strict=True) if each.is_unsupported
    ]
    return dict(frame.select(checks).row(0, named=True)) if checks and frame.height else {}


def _convert(values: pl.Expr, conversion: ColumnConversion, unsupported: int) -> pl.Expr:
    if conversion.is_unsupported and unsupported:
        values = pl.when(~conversion.is_unsupported(values)).then(values)
    return conversion.convert(values) if conversion.convert else values
