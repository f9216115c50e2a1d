"""The conversions of :mod:`sidecar.model.conversions`, of whole text columns."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from sidecar.extract.columns.scalars import NotRepresentable, format_timestamp
from sidecar.model.conversions import Check, Conversion, Rewrite

Expression = Callable[[pl.Expr], pl.Expr]

LAST_TRANSITION_YEAR = 2099
"""The last year whose clock changes polars knows; later timestamps are converted one by one."""
FIRST_DAY = -719_162
"""``0001-01-01`` in days since 1970."""
FIRST_TIMESTAMP = -62_135_596_800_000_000
"""``0001-01-01T00:00:00Z`` in microseconds since 1970."""
_LAST_TIMESTAMP = 253_402_300_799_999_999
"""``9999-12-31T23:59:59.999999Z`` in microseconds since 1970."""


def is_unsupported(check: Check, values: pl.Expr) -> pl.Expr:
    """Match the strings that do not pass a check."""
    return _UNSUPPORTED[check](values)


def rewrite(conversion: Conversion, values: pl.Expr) -> pl.Expr:
    """Rewrite the strings that pass the check.

    Skipped and repeated local times are interpreted as in :func:`~sidecar.extract.columns.scalars.localize`.
    """
    if conversion.rewrite is None:
        return values
    if conversion.rewrite is Rewrite.LOCAL_TIMESTAMP:
        return values.map_batches(lambda texts: _to_utc(texts, conversion.timezone), return_dtype=pl.String)
    return _REWRITES[conversion.rewrite](values)


def _is_not_finite(values: pl.Expr) -> pl.Expr:
    """Three comparisons cost less than a hash or a regular expression."""
    return (values == "NaN") | (values == "Infinity") | (values == "-Infinity")


def _is_not_finite_in_duckdb(values: pl.Expr) -> pl.Expr:
    return (values == "nan") | (values == "-nan") | (values == "inf") | (values == "-inf")


def _is_not_iso_date(values: pl.Expr) -> pl.Expr:
    """Infinite dates, years above 9999 and years before 1 have another length."""
    return values.str.len_bytes() != 10


def _is_not_iso_timestamp(values: pl.Expr) -> pl.Expr:
    """The space is elsewhere, or an era follows."""
    return (values.str.slice(10, 1) != " ") | values.str.ends_with("BC")


def _is_not_iso_timestamp_in_duckdb(values: pl.Expr) -> pl.Expr:
    return _is_not_iso_timestamp(values) | values.str.contains("(BC)", literal=True)


def _is_zero_date(values: pl.Expr) -> pl.Expr:
    return (values.str.head(4) == "0000") | (values.str.slice(5, 2) == "00") | (values.str.slice(8, 2) == "00")


def _has_constants(values: pl.Expr) -> pl.Expr:
    return values.str.contains("NaN", literal=True) | values.str.contains("Infinity", literal=True)


_UNSUPPORTED: dict[Check, Expression] = {
    Check.FINITE: _is_not_finite,
    Check.DUCKDB_FINITE: _is_not_finite_in_duckdb,
    Check.ISO_DATE: _is_not_iso_date,
    Check.ISO_TIMESTAMP: _is_not_iso_timestamp,
    Check.DUCKDB_TIMESTAMP: _is_not_iso_timestamp_in_duckdb,
    Check.NONZERO_DATE: _is_zero_date,
    Check.NO_CONSTANTS: _has_constants,
}


def _to_iso_timestamp(values: pl.Expr) -> pl.Expr:
    return pl.concat_str([values.str.head(10), pl.lit("T"), values.str.slice(11), pl.lit("Z")])


def _to_one_line(values: pl.Expr) -> pl.Expr:
    return values.str.replace_all("\n", " ", literal=True).str.replace_all("\r", " ", literal=True)


def _to_boolean(values: pl.Expr) -> pl.Expr:
    return pl.when(values.is_not_null()).then(pl.when(values == "0").then(pl.lit("false")).otherwise(pl.lit("true")))


def _strip_zeros(values: pl.Expr) -> pl.Expr:
    return values.str.replace(r"^0+(\d)", "$1")


_NOT_NUMBERS = r'"[^"]*"'
_NOT_DATES = r'"(?:-?infinity|\d{5,}-[^"]*|[^"]* BC)"'


def _nullify_numbers(values: pl.Expr) -> pl.Expr:
    return values.str.replace_all(_NOT_NUMBERS, "null")


def _nullify_dates(values: pl.Expr) -> pl.Expr:
    return values.str.replace_all(_NOT_DATES, "null")


def _nullify_timestamps(values: pl.Expr) -> pl.Expr:
    return _nullify_dates(values).str.replace_all('+00:00"', 'Z"', literal=True)


def _to_booleans(values: pl.Expr) -> pl.Expr:
    return values.str.replace_all('"1"', "true", literal=True).str.replace_all('"0"', "false", literal=True)


_REWRITES: dict[Rewrite, Expression] = {
    Rewrite.ISO_TIMESTAMP: _to_iso_timestamp,
    Rewrite.ONE_LINE: _to_one_line,
    Rewrite.BOOLEAN: _to_boolean,
    Rewrite.STRIP_ZEROS: _strip_zeros,
    Rewrite.NUMBER_ARRAY: _nullify_numbers,
    Rewrite.BOOLEAN_ARRAY: _to_booleans,
    Rewrite.DATE_ARRAY: _nullify_dates,
    Rewrite.TIMESTAMP_ARRAY: _nullify_timestamps,
}


def _to_utc(texts: pl.Series, timezone: str) -> pl.Series:
    local = texts.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=True)
    zoned = local.dt.replace_time_zone(timezone, ambiguous="latest", non_existent="null")
    converted = _only_representable(zoned.dt.convert_time_zone("UTC")).dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ")
    remaining = ((zoned.is_null() & local.is_not_null()) | (local.dt.year() > LAST_TRANSITION_YEAR)).fill_null(False).arg_true()
    if remaining.is_empty():
        return converted
    zone = ZoneInfo(timezone)
    return converted.scatter(remaining, pl.Series([_convert_one(value, zone) for value in local.gather(remaining)], dtype=pl.String))


def _only_representable(utc: pl.Series) -> pl.Series:
    """Replace timestamps outside the years 1 to 9999 by null; usually there are none, and two comparisons find that out."""
    microseconds = utc.cast(pl.Int64)
    low, high = microseconds.min(), microseconds.max()
    if low is None or (low >= FIRST_TIMESTAMP and high <= _LAST_TIMESTAMP):  # type: ignore[operator]
        return utc
    return utc.set(~microseconds.is_between(FIRST_TIMESTAMP, _LAST_TIMESTAMP), None)


def _convert_one(value: datetime, zone: ZoneInfo) -> str | None:
    try:
        return format_timestamp(value, zone)
    except NotRepresentable:
        return None
