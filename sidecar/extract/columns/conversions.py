"""Conversions of whole text columns from a database's formats to those of JSON and Elasticsearch."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from sidecar.extract.columns.scalars import NotRepresentable, format_timestamp

LAST_TRANSITION_YEAR = 2099
"""The last year whose clock changes polars knows; later timestamps are converted one by one."""
FIRST_DAY = -719_162
"""``0001-01-01`` in days since 1970."""
FIRST_TIMESTAMP = -62_135_596_800_000_000
"""``0001-01-01T00:00:00Z`` in microseconds since 1970."""
_LAST_TIMESTAMP = 253_402_300_799_999_999
"""``9999-12-31T23:59:59.999999Z`` in microseconds since 1970."""


def is_not_finite(values: pl.Expr) -> pl.Expr:
    """Match NaN and the infinities, as PostgreSQL writes them; three comparisons cost less than a hash or a regular expression."""
    return (values == "NaN") | (values == "Infinity") | (values == "-Infinity")


def is_not_iso_date(values: pl.Expr) -> pl.Expr:
    """Match all but ``yyyy-MM-dd``: infinite dates, years above 9999 and years before 1 have another length."""
    return values.str.len_bytes() != 10


def is_not_iso_timestamp(values: pl.Expr) -> pl.Expr:
    """Match all but ``yyyy-MM-dd HH:mm:ss``: the space is elsewhere, or an era follows."""
    return (values.str.slice(10, 1) != " ") | values.str.ends_with("BC")


def to_iso_timestamp(values: pl.Expr) -> pl.Expr:
    """Convert ``yyyy-MM-dd HH:mm:ss.f``, in UTC, to ISO 8601."""
    return pl.concat_str([values.str.head(10), pl.lit("T"), values.str.slice(11), pl.lit("Z")])


def timestamp_converter(timezone: str) -> Callable[[pl.Expr], pl.Expr]:
    """Return the conversion of ``yyyy-MM-dd HH:mm:ss.f``, in a time zone, to ISO 8601 in UTC.

    A timestamp outside the years 1 to 9999 in UTC becomes null. Skipped and repeated local times are interpreted as in
    :func:`~sidecar.extract.columns.scalars.localize`.
    """
    if timezone in ("UTC", "Etc/UTC", "GMT", "Z"):
        return to_iso_timestamp
    return lambda values: values.map_batches(lambda texts: _to_utc(texts, timezone), return_dtype=pl.String)


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


def to_one_line(values: pl.Expr) -> pl.Expr:
    """Convert JSON to a single line: line breaks are always escaped in its strings, so all others are whitespace."""
    return values.str.replace_all("\n", " ", literal=True).str.replace_all("\r", " ", literal=True)
