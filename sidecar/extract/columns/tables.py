"""Tables of text columns from a database's CSV lines, without a Python object per row or value."""

from collections.abc import Sequence

import polars as pl

from sidecar.errors import SourceError
from sidecar.extract.columns.expressions import is_unsupported, rewrite
from sidecar.extract.columns.values import convert_each
from sidecar.model.columns import Column, RawBlock, RowError, TableBlock
from sidecar.model.conversions import Conversion


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


def table_from_csv(block: RawBlock) -> TableBlock:
    """Parse the lines of a block; text that is not UTF-8 rejects its row."""
    conversions = block.layout.conversions
    try:
        return block_from_frame(read_csv(block.data, block.layout.width), block.columns, conversions)
    except SourceError:
        if _is_utf8(block.data):
            raise
    # As Latin-1 every byte is a character, and the lines are split as before. This is slow, but such blocks are rare.
    frame = read_csv(block.data.decode("latin-1").encode(), block.layout.width)
    texts = [
        convert_each(column, frame[name].to_list(), lambda text: text.encode("latin-1").decode())
        for name, column in zip(frame.columns, block.columns, strict=False)
    ]
    decoded = pl.DataFrame([each.series.alias(name) for name, each in zip(frame.columns, texts, strict=False)])
    return block_from_frame(decoded, block.columns, conversions, tuple(error for each in texts for error in each.row_errors))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def block_from_frame(
    frame: pl.DataFrame, columns: Sequence[Column], conversions: Sequence[Conversion], row_errors: tuple[RowError, ...] = ()
) -> TableBlock:
    """Create a block from a frame, whose first columns are these, in their order."""
    names = frame.columns[: len(columns)]
    unsupported = _count_unsupported(frame, names, conversions)
    table = frame.select(
        _convert(pl.col(name), conversion, unsupported.get(name, 0)).alias(column.name)
        for name, column, conversion in zip(names, columns, conversions, strict=True)
    )
    nulled = _count_nulls(table) - _count_nulls(frame.select(names))
    return TableBlock(columns=tuple(columns), table=table, rows=frame.height, nulled=nulled, row_errors=row_errors)


def _count_nulls(frame: pl.DataFrame) -> int:
    return sum(column.null_count() for column in frame.get_columns())


def _count_unsupported(frame: pl.DataFrame, names: Sequence[str], conversions: Sequence[Conversion]) -> dict[str, int]:
    """Count unsupported strings per column. Usually there are none, and then no column has to be rewritten."""
    checks = [
        is_unsupported(each.check, pl.col(name)).sum().alias(name) for name, each in zip(names, conversions, strict=True) if each.check
    ]
    return dict(frame.select(checks).row(0, named=True)) if checks and frame.height else {}


def _convert(values: pl.Expr, conversion: Conversion, unsupported: int) -> pl.Expr:
    if conversion.check and unsupported:
        values = pl.when(~is_unsupported(conversion.check, values)).then(values)
    return rewrite(conversion, values)
