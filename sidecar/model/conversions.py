"""Conversions of values, already text, from a database's formats to those of JSON and Elasticsearch.

They are names, because each has two implementations: :mod:`sidecar.extract.columns.expressions` and the native encoder.
"""

import enum
from dataclasses import dataclass


class Check(enum.Enum):
    """Which strings JSON or Elasticsearch can represent; all others become null and are counted."""

    FINITE = "finite"
    """All but NaN and the infinities, as PostgreSQL writes them."""
    DUCKDB_FINITE = "duckdb_finite"
    """The same, as DuckDB writes them."""
    ISO_DATE = "iso_date"
    """``yyyy-MM-dd``."""
    ISO_TIMESTAMP = "iso_timestamp"
    """``yyyy-MM-dd HH:mm:ss``, with or without a fraction, and without the era that PostgreSQL writes."""
    DUCKDB_TIMESTAMP = "duckdb_timestamp"
    """The same, without the era that DuckDB writes."""
    NONZERO_DATE = "nonzero_date"
    """Dates and timestamps whose year, month and day are not zero; only MySQL and MariaDB have others."""
    NO_CONSTANTS = "no_constants"
    """JSON without NaN and infinities."""


class Rewrite(enum.Enum):
    """How the strings that pass the check are rewritten."""

    ISO_TIMESTAMP = "iso_timestamp"
    """``yyyy-MM-dd HH:mm:ss.f``, in UTC, to ISO 8601."""
    LOCAL_TIMESTAMP = "local_timestamp"
    """The same, in another time zone."""
    ONE_LINE = "one_line"
    """JSON to a single line: line breaks are always escaped in its strings, so all others are whitespace."""
    BOOLEAN = "boolean"
    """``0`` to false, all others to true."""
    STRIP_ZEROS = "strip_zeros"
    """Numbers without leading zeros, which JSON does not allow."""
    NUMBER_ARRAY = "number_array"
    """Strings in JSON, which are NaN and the infinities, to null."""
    BOOLEAN_ARRAY = "boolean_array"
    """``"1"`` and ``"0"`` in JSON to true and false."""
    DATE_ARRAY = "date_array"
    """Infinite dates in JSON, and those outside the years 1 to 9999, to null."""
    TIMESTAMP_ARRAY = "timestamp_array"
    """The same for timestamps; those in UTC end with ``Z``."""


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """How the text of one column is converted: first checked, then rewritten."""

    check: Check | None = None
    rewrite: Rewrite | None = None
    timezone: str = "UTC"
    """The time zone of :attr:`Rewrite.LOCAL_TIMESTAMP`."""


UNCHANGED = Conversion()

_UTC = frozenset({"UTC", "Etc/UTC", "GMT", "Z"})


def timestamp_conversion(timezone: str, check: Check | None = None) -> Conversion:
    """Return the conversion of ``yyyy-MM-dd HH:mm:ss.f``, in a time zone, to ISO 8601 in UTC.

    A timestamp outside the years 1 to 9999 in UTC becomes null.
    """
    if timezone in _UTC:
        return Conversion(check=check, rewrite=Rewrite.ISO_TIMESTAMP)
    return Conversion(check=check, rewrite=Rewrite.LOCAL_TIMESTAMP, timezone=timezone)
