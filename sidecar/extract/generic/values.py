"""From a driver's Python values to columns of text: whole columns where they are of one class, one by one where they are not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from sidecar.extract.columns import conversions
from sidecar.extract.generic.scalars import NotJson, single
from sidecar.model.columns import Block, Column, RowFault, SqlType

LARGEST_EXACT = 2**53
"""Whole numbers beyond it would lose digits among floating point ones."""


@dataclass(frozen=True, kw_only=True)
class Texts:
    """A column's values as text, how many became null because JSON cannot carry them, and those that cannot be the column's type."""

    series: pl.Series
    nulled: int = 0
    faults: tuple[RowFault, ...] = ()


def texts(column: Column, values: Sequence[Any], timezone: str) -> Texts:
    """Write a column's values as text. Text without a time zone is meant in ``timezone``."""
    fast = _FAST.get(column.type)
    if fast is None or column.array:
        return _one_by_one(column, values, timezone)
    try:
        return fast(values, timezone)
    except (TypeError, OverflowError, pl.exceptions.PolarsError):
        return _one_by_one(column, values, timezone)


def block_of(columns: Sequence[Column], values: Sequence[Sequence[Any]], timezone: str) -> Block:
    """Make a block of the columns' values."""
    written = [texts(column, each, timezone) for column, each in zip(columns, values, strict=True)]
    table = pl.DataFrame([each.series.alias(column.name) for column, each in zip(columns, written, strict=True)])
    faults = tuple(fault for each in written for fault in each.faults)
    return Block(columns=tuple(columns), table=table, rows=table.height, nulled=sum(each.nulled for each in written), faults=faults)


def _integers(values: Sequence[Any], timezone: str) -> Texts:
    return Texts(series=pl.Series(values=values, dtype=pl.Int64).cast(pl.String))


def _numbers(values: Sequence[Any], timezone: str) -> Texts:
    if any(isinstance(each, Decimal) for each in values):
        raise TypeError("digits would be lost")
    numbers = pl.Series(values=values, dtype=pl.Float64)
    if (numbers.abs() >= LARGEST_EXACT).any() and any(isinstance(each, int) for each in values):
        raise OverflowError
    infinite = int((~numbers.is_finite()).sum())
    if infinite:
        numbers = numbers.replace([float("nan"), float("inf"), float("-inf")], [None, None, None])
    return Texts(series=numbers.cast(pl.String), nulled=infinite)


def _strings(values: Sequence[Any], timezone: str) -> Texts:
    first = next((each for each in values if each is not None), None)
    return Texts(series=pl.Series(values=values, dtype=pl.Binary if isinstance(first, bytes) else pl.String).cast(pl.String))


def _binary(values: Sequence[Any], timezone: str) -> Texts:
    return Texts(series=pl.Series(values=values, dtype=pl.Binary).bin.encode("base64"))


def _booleans(values: Sequence[Any], timezone: str) -> Texts:
    numbers = pl.Series(values=values, dtype=pl.Int8)
    if not numbers.drop_nulls().is_between(0, 1).all():
        raise OverflowError
    return Texts(series=numbers.cast(pl.Boolean).cast(pl.String))


def _dates(values: Sequence[Any], timezone: str) -> Texts:
    strings = _strings(values, timezone).series
    if not (strings.drop_nulls().str.len_bytes() == 10).all():
        raise OverflowError
    strings.str.to_date("%Y-%m-%d", strict=True)
    return Texts(series=strings)


def _timestamps(values: Sequence[Any], timezone: str) -> Texts:
    strings = _strings(values, timezone).series.alias("")
    if not (strings.drop_nulls().str.slice(10, 1) == " ").all():
        raise OverflowError
    strings.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=True)
    return Texts(series=strings.to_frame().select(conversions.local_timestamp(timezone)(pl.col(""))).to_series())


_FAST: dict[SqlType, Callable[[Sequence[Any], str], Texts]] = {
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


def _one_by_one(column: Column, values: Sequence[Any], timezone: str) -> Texts:
    zone = ZoneInfo(timezone)
    written: list[str | None] = []
    faults = []
    nulled = 0
    for row, value in enumerate(values):
        text = None
        try:
            text = None if value is None else single(column, value, zone)
        except NotJson:
            nulled += 1
        except (ValueError, OverflowError, TypeError) as error:
            faults.append(RowFault(row=row, column=column.name, reason=f"not a {column.type.value}: {error}"))
        written.append(text)
    return Texts(series=pl.Series(values=written, dtype=pl.String), nulled=nulled, faults=tuple(faults))
