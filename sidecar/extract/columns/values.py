"""Conversion of a driver's Python values to text columns: whole columns if their values have one class, otherwise one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from sidecar.extract.columns.expressions import FIRST_DAY, FIRST_TIMESTAMP, rewrite
from sidecar.extract.columns.scalars import NotRepresentable, value_to_text
from sidecar.model.columns import Block, Column, RowError, SqlType, TableBlock
from sidecar.model.conversions import timestamp_conversion

MAX_EXACT_INTEGER = 2**53
"""Larger integers lose digits as floating-point numbers."""


@dataclass(frozen=True, kw_only=True)
class TextColumn:
    """A column's values as text."""

    series: pl.Series
    nulled: int = 0
    """Values that became null because JSON cannot represent them."""
    row_errors: tuple[RowError, ...] = ()
    """Values that do not have the column's type."""


def to_texts(column: Column, values: Sequence[Any], timezone: str) -> TextColumn:
    """Convert a column's values to text. Timestamps without a time zone are in ``timezone``."""
    convert = _CONVERTERS.get(column.type)
    if convert is None or column.array:
        return _convert_one_by_one(column, values, timezone)
    try:
        return convert(values, timezone)
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        # polars panics at a decimal that is not a number, for example, and raises a ValueError for a UUID.
        return _convert_one_by_one(column, values, timezone)


def block_from_values(columns: Sequence[Column], values: Sequence[Sequence[Any]], timezone: str) -> TableBlock:
    """Create a block from the columns' values."""
    texts = [to_texts(column, each, timezone) for column, each in zip(columns, values, strict=True)]
    table = pl.DataFrame([each.series.alias(column.name) for column, each in zip(columns, texts, strict=True)])
    row_errors = tuple(error for each in texts for error in each.row_errors)
    nulled = sum(each.nulled for each in texts)
    return TableBlock(columns=tuple(columns), table=table, rows=table.height, nulled=nulled, row_errors=row_errors)


def strip_padding(block: Block, names: Sequence[str]) -> TableBlock:
    """Strip the blanks at the ends of some columns' values."""
    table = pl.DataFrame(block.table).with_columns(pl.col(names).str.strip_chars_end(" "))
    return TableBlock(columns=block.columns, table=table, rows=block.rows, nulled=block.nulled, row_errors=block.row_errors)


def _integers(values: Sequence[Any], timezone: str) -> TextColumn:
    return TextColumn(series=pl.Series(values=values, dtype=pl.Int64).cast(pl.String))


def _numbers(values: Sequence[Any], timezone: str) -> TextColumn:
    if any(isinstance(each, Decimal) for each in values):
        raise TypeError("a float column would lose digits")
    numbers = pl.Series(values=values, dtype=pl.Float64)
    if (numbers.abs() >= MAX_EXACT_INTEGER).any() and any(isinstance(each, int) for each in values):
        raise OverflowError
    not_finite = int((~numbers.is_finite()).sum())
    if not_finite:
        numbers = numbers.replace([float("nan"), float("inf"), float("-inf")], [None, None, None])
    return TextColumn(series=numbers.cast(pl.String), nulled=not_finite)


def _strings(values: Sequence[Any], timezone: str) -> TextColumn:
    first = next((each for each in values if each is not None), None)
    return TextColumn(series=pl.Series(values=values, dtype=pl.Binary if isinstance(first, bytes) else pl.String).cast(pl.String))


def _binary(values: Sequence[Any], timezone: str) -> TextColumn:
    return TextColumn(series=pl.Series(values=values, dtype=pl.Binary).bin.encode("base64"))


def _booleans(values: Sequence[Any], timezone: str) -> TextColumn:
    numbers = pl.Series(values=values, dtype=pl.Int8)
    if not numbers.drop_nulls().is_between(0, 1).all():
        raise OverflowError
    return TextColumn(series=numbers.cast(pl.Boolean).cast(pl.String))


def _dates(values: Sequence[Any], timezone: str) -> TextColumn:
    strings = _strings(values, timezone).series
    if not (strings.drop_nulls().str.len_bytes() == 10).all():
        raise OverflowError
    _require_minimum(strings.str.to_date("%Y-%m-%d", strict=True), FIRST_DAY)
    return TextColumn(series=strings)


def _timestamps(values: Sequence[Any], timezone: str) -> TextColumn:
    strings = _strings(values, timezone).series.alias("")
    if not (strings.drop_nulls().str.slice(10, 1) == " ").all():
        raise OverflowError
    _require_minimum(strings.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=True), FIRST_TIMESTAMP)
    converted = strings.to_frame().select(rewrite(timestamp_conversion(timezone), pl.col(""))).to_series()
    return TextColumn(series=converted, nulled=converted.null_count() - strings.null_count())


def _require_minimum(parsed: pl.Series, first: int) -> None:
    low = parsed.cast(pl.Int64).min()
    if low is not None and low < first:  # type: ignore[operator]
        raise OverflowError


_CONVERTERS: dict[SqlType, Callable[[Sequence[Any], str], TextColumn]] = {
    SqlType.BINARY: _binary,
    SqlType.BOOLEAN: _booleans,
    SqlType.DATE: _dates,
    SqlType.DECIMAL: _numbers,
    SqlType.DOUBLE: _numbers,
    SqlType.IP: _strings,
    SqlType.KEYWORD: _strings,
    SqlType.LONG: _integers,
    SqlType.TEXT: _strings,
    SqlType.TIMESTAMP: _timestamps,
}


def _convert_one_by_one(column: Column, values: Sequence[Any], timezone: str) -> TextColumn:
    zone = ZoneInfo(timezone)
    return convert_each(column, values, lambda value: value_to_text(column, value, zone))


def convert_each(column: Column, values: Sequence[Any], to_text: Callable[[Any], str]) -> TextColumn:
    """Convert values one by one; one for which ``to_text`` raises an error rejects its row."""
    texts: list[str | None] = []
    row_errors = []
    nulled = 0
    for row, value in enumerate(values):
        text = None
        try:
            text = None if value is None else to_text(value)
        except NotRepresentable:
            nulled += 1
        except (ValueError, OverflowError, TypeError) as error:
            row_errors.append(RowError(row=row, column=column.name, reason=f"not a {column.type.value}: {error}"))
        texts.append(text)
    return TextColumn(series=pl.Series(values=texts, dtype=pl.String), nulled=nulled, row_errors=tuple(row_errors))
