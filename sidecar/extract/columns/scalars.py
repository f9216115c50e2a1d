"""Conversion of single values to text, for columns whose values have several classes or no column type."""

import base64
import json
import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from sidecar.model.columns import Column, SqlType
from sidecar.model.exact_json import reject_constant

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
_ZERO_DATE = re.compile(r"0000-|\d{4}-00-|\d{4}-\d\d-00")
"""A date whose year, month or day is zero, as MySQL stores and exports it."""
_TRUE = frozenset({"1", "t", "true", "y", "yes", "on"})
_FALSE = frozenset({"0", "f", "false", "n", "no", "off"})
_MILLISECONDS_FROM = 100_000_000_000
"""Epoch numbers below are seconds (until the year 5138); those from here on are milliseconds, as JDBC writes them."""
_JULIAN_EPOCH = 2440587.5
"""Julian day of 1970-01-01T00:00:00Z."""


class NotRepresentable(Exception):
    """A valid value that JSON or Elasticsearch cannot represent; it becomes null."""


def value_to_text(column: Column, value: Any, zone: ZoneInfo) -> str:
    """Return a value as text of the column's type.

    Raise :class:`ValueError` if it does not have that type, :class:`NotRepresentable` if JSON cannot represent it.
    """
    if column.array:
        return _format_json(value, zone)
    return _FORMATTERS[column.type](_to_bytes(value), zone)


def _to_bytes(value: Any) -> Any:
    if isinstance(value, memoryview | bytearray):
        return bytes(value)
    return value


def _format_text(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, timedelta):
        return format_iso_duration(value)
    if isinstance(value, date | time):
        return value.isoformat()
    text = str(value)
    text.encode()
    return text


def format_iso_duration(value: timedelta) -> str:
    """Return a duration in ISO 8601."""
    sign = "-" if value < timedelta(0) else ""
    value = abs(value)
    hours, rest = divmod(value.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{value.microseconds:06}".rstrip("0") if value.microseconds else ""
    units = [(value.days, "D"), (hours, "H"), (minutes, "M")]
    parts = [f"{number}{unit}" for number, unit in units if number] + ([f"{seconds}{fraction}S"] if seconds or fraction else [])
    days = parts.pop(0) if value.days else ""
    return f"{sign}P{days}{'T' if parts else ''}{''.join(parts)}" if days or parts else "PT0S"


def _format_integer(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, int):
        return str(int(value))
    text = _format_text(value, zone)
    number = _require_finite(Decimal(text)) if _NUMBER.fullmatch(text) else _require_finite(_parse_special(text))
    if number != number.to_integral_value():
        raise ValueError("it has a fraction")
    return str(int(number))


def _format_number(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, bool | int):
        return str(int(value))
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else _reject_not_finite()
    text = str(_require_finite(value)) if isinstance(value, Decimal) else _format_text(value, zone)
    if not _NUMBER.fullmatch(text):
        _require_finite(_parse_special(text))
    return text


def _parse_special(text: str) -> Decimal:
    """Parse ``NaN`` and ``Infinity``; raise :class:`ValueError` for any other text."""
    if text.lower().lstrip("+-") not in ("nan", "inf", "infinity"):
        raise ValueError("it is not a number")
    return Decimal(text)


def _require_finite(number: Decimal) -> Decimal:
    return number if number.is_finite() else _reject_not_finite()


def _reject_not_finite() -> NoReturn:
    raise NotRepresentable


def _format_boolean(value: Any, zone: ZoneInfo) -> str:
    word = _format_text(value, zone).lower()
    if word in _TRUE or word in _FALSE:
        return "true" if word in _TRUE else "false"
    raise ValueError("it is neither true nor false")


def _format_date(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, date):
        return date(value.year, value.month, value.day).isoformat()
    return _parse_timestamp(value, ZoneInfo("UTC")).date().isoformat()


def _format_timestamp(value: Any, zone: ZoneInfo) -> str:
    return format_timestamp(_parse_timestamp(value, zone), zone)


def format_timestamp(timestamp: datetime, zone: ZoneInfo) -> str:
    """Return a timestamp in UTC, in ISO 8601; one without a time zone is in ``zone``.

    Raise :class:`NotRepresentable` if it is outside the years 1 to 9999 in UTC.
    """
    try:
        utc = (timestamp if timestamp.tzinfo else localize(timestamp, zone)).astimezone(UTC)
    except OverflowError as error:
        raise NotRepresentable from error
    return f"{utc.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _parse_timestamp(value: Any, zone: ZoneInfo) -> datetime:
    if isinstance(value, int | float):
        return _timestamp_from_number(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 (the time zone is set below)
    if isinstance(value, datetime):
        return value
    text = _format_text(value, zone).strip()
    if _ZERO_DATE.match(text):
        raise NotRepresentable
    return datetime.fromisoformat(text)


def localize(timestamp: datetime, zone: ZoneInfo) -> datetime:
    """Return the local time with its time zone.

    As in PostgreSQL, a skipped time has the offset from before the clock change, a repeated time the one from after it.
    Both are the smaller of two offsets.
    """
    return min((timestamp.replace(tzinfo=zone, fold=fold) for fold in (0, 1)), key=lambda each: each.utcoffset() or timedelta(0))


def _timestamp_from_number(value: int | float) -> datetime:
    """Parse a number as SQLite does: an integer is seconds or milliseconds since 1970, a fraction is a Julian day."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    if isinstance(value, int):
        return epoch + value * (timedelta(seconds=1) if abs(value) < _MILLISECONDS_FROM else timedelta(milliseconds=1))
    return epoch + timedelta(days=value - _JULIAN_EPOCH)


def _format_binary(value: Any, zone: ZoneInfo) -> str:
    return base64.b64encode(value if isinstance(value, bytes) else str(value).encode()).decode()


def _format_json(value: Any, zone: ZoneInfo) -> str:
    """Return JSON on one line. Text is validated and not re-encoded, so no number loses a digit."""
    if isinstance(value, str | bytes):
        text = _format_text(value, zone)
        json.loads(text, parse_constant=reject_constant, parse_float=str, parse_int=str)
        return text.replace("\n", " ").replace("\r", " ")
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=lambda part: _to_json_value(part, zone))


def _to_json_value(part: Any, zone: ZoneInfo) -> Any:
    """Convert a value inside an array or object that JSON does not have."""
    if isinstance(part, datetime):
        return _format_timestamp(part, zone)
    if isinstance(part, Decimal):
        return float(part)
    return _format_binary(part, zone) if isinstance(part, bytes) else _format_text(part, zone)


_FORMATTERS: dict[SqlType, Callable[[Any, ZoneInfo], str]] = {
    SqlType.BINARY: _format_binary,
    SqlType.BOOLEAN: _format_boolean,
    SqlType.DATE: _format_date,
    SqlType.DECIMAL: _format_number,
    SqlType.DOUBLE: _format_number,
    SqlType.FLOAT: _format_number,
    SqlType.GEO_POINT: _format_json,
    SqlType.GEO_SHAPE: _format_json,
    SqlType.IP: _format_text,
    SqlType.JSON: _format_json,
    SqlType.KEYWORD: _format_text,
    SqlType.LONG: _format_integer,
    SqlType.TEXT: _format_text,
    SqlType.TIMESTAMP: _format_timestamp,
    SqlType.UNSIGNED_LONG: _format_integer,
}
