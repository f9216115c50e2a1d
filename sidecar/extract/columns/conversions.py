"""What is done to a whole column of texts on its way: the forms that databases write, made the forms that JSON and Elasticsearch read."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import polars as pl

from sidecar.extract.generic.scalars import in_zone, iso

TABLED = 2099
"""The last year for which polars has a time zone's clock changes; later ones are worked out one by one, as what a clock skips is."""
_CYCLE = 400
"""Years after which the calendar repeats."""


def not_a_number(values: pl.Expr) -> pl.Expr:
    """Find NaN and the infinities, as PostgreSQL writes them; three comparisons cost less than one hash or regular expression."""
    return (values == "NaN") | (values == "Infinity") | (values == "-Infinity")


def not_a_date(values: pl.Expr) -> pl.Expr:
    """Find what is not ``yyyy-MM-dd``: infinite dates, years over 9999 and before 1 have another length."""
    return values.str.len_bytes() != 10


def not_a_timestamp(values: pl.Expr) -> pl.Expr:
    """Find what is not ``yyyy-MM-dd HH:mm:ss``: the blank is elsewhere, or an era follows."""
    return (values.str.slice(10, 1) != " ") | values.str.ends_with("BC")


def iso_timestamp(values: pl.Expr) -> pl.Expr:
    """Turn ``yyyy-MM-dd HH:mm:ss.f``, in UTC, into Elasticsearch's own form."""
    return pl.concat_str([values.str.head(10), pl.lit("T"), values.str.slice(11), pl.lit("Z")])


def local_timestamp(timezone: str) -> Callable[[pl.Expr], pl.Expr]:
    """Make the same for timestamps that are meant in a time zone; ``UTC`` needs no arithmetic.

    What the clock skips or repeats is taken as :func:`~sidecar.extract.generic.scalars.in_zone` does.
    """
    if timezone in ("UTC", "Etc/UTC", "GMT", "Z"):
        return iso_timestamp
    return lambda values: values.map_batches(lambda texts: _in_utc(texts, timezone), return_dtype=pl.String)


def _in_utc(texts: pl.Series, timezone: str) -> pl.Series:
    local = texts.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=True)
    there = local.dt.replace_time_zone(timezone, ambiguous="latest", non_existent="null")
    written = there.dt.convert_time_zone("UTC").dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ")
    alone = ((there.is_null() & local.is_not_null()) | (local.dt.year() > TABLED)).fill_null(False).arg_true()
    if alone.is_empty():
        return written
    zone = ZoneInfo(timezone)
    return written.scatter(alone, [_alone(each, zone) for each in local.gather(alone)])


def _alone(value: datetime, zone: ZoneInfo) -> str:
    try:
        return iso(in_zone(value, zone).astimezone(UTC))
    except OverflowError:
        # Python's years end with 9999; that this one is too late is Elasticsearch's to say, of the one row.
        moment = in_zone(value.replace(year=value.year - _CYCLE), zone).astimezone(UTC)
        return f"+{moment.year + _CYCLE}{iso(moment)[4:]}"


def one_line(values: pl.Expr) -> pl.Expr:
    """Put JSON on one line: inside its strings line ends are always escaped, so those that stand there are white space."""
    return values.str.replace_all("\n", " ", literal=True).str.replace_all("\r", " ", literal=True)


def float32(values: pl.Expr) -> pl.Expr:
    """Write a single-precision number with the fewest digits that give it back."""
    return values.cast(pl.Float64).cast(pl.Float32).cast(pl.String)
