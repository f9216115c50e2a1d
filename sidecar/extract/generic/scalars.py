"""One value to text: the rare way, for columns whose values are not of one class, and for classes that no column can hold."""

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

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
_TRUE = frozenset({"1", "t", "true", "y", "yes", "on"})
_FALSE = frozenset({"0", "f", "false", "n", "no", "off"})
_SECONDS_BELOW = 100_000_000_000
"""Epoch numbers below it are seconds (to the year 5138), those above milliseconds, as JDBC writes them."""
_JULIAN_EPOCH = 2440587.5


class NotJson(Exception):
    """Say that a value is right in the database and that JSON or Elasticsearch cannot carry it: it becomes null."""


def single(column: Column, value: Any, zone: ZoneInfo) -> str:
    """Write a value as text of the column's type.

    Raise :class:`ValueError` where it cannot be that, :class:`NotJson` where JSON cannot carry it.
    """
    if column.array:
        return _json(value, zone)
    return _WRITERS[column.type](_plain(value), zone)


def _plain(value: Any) -> Any:
    if isinstance(value, memoryview | bytearray):
        return bytes(value)
    return value


def _text(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, timedelta):
        return interval(value)
    if isinstance(value, date | time):
        return value.isoformat()
    text = str(value)
    text.encode()
    return text


def interval(value: timedelta) -> str:
    """Write a duration as ISO 8601 does."""
    sign = "-" if value < timedelta(0) else ""
    value = abs(value)
    hours, rest = divmod(value.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{value.microseconds:06}".rstrip("0") if value.microseconds else ""
    parts = [(value.days, "D"), (hours, "H"), (minutes, "M")]
    written = [f"{number}{unit}" for number, unit in parts if number] + ([f"{seconds}{fraction}S"] if seconds or fraction else [])
    days = written.pop(0) if value.days else ""
    return f"{sign}P{days}{'T' if written else ''}{''.join(written)}" if days or written else "PT0S"


def _whole(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, int):
        return str(int(value))
    text = _text(value, zone)
    number = _finite(Decimal(text)) if _NUMBER.fullmatch(text) else _finite(_special(text))
    if number != number.to_integral_value():
        raise ValueError("it has a fraction")
    return str(int(number))


def _number(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, bool | int):
        return str(int(value))
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else _not_finite()
    text = str(_finite(value)) if isinstance(value, Decimal) else _text(value, zone)
    if not _NUMBER.fullmatch(text):
        _finite(_special(text))
    return text


def _special(text: str) -> Decimal:
    """Read ``NaN`` and ``Infinity``; other text is not a number."""
    if text.lower().lstrip("+-") not in ("nan", "inf", "infinity"):
        raise ValueError("text that is not a number")
    return Decimal(text)


def _finite(number: Decimal) -> Decimal:
    return number if number.is_finite() else _not_finite()


def _not_finite() -> NoReturn:
    raise NotJson


def _boolean(value: Any, zone: ZoneInfo) -> str:
    word = _text(value, zone).lower()
    if word in _TRUE or word in _FALSE:
        return "true" if word in _TRUE else "false"
    raise ValueError("neither true nor false")


def _date(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, date):
        return date(value.year, value.month, value.day).isoformat()
    return _moment(value, ZoneInfo("UTC")).date().isoformat()


def _timestamp(value: Any, zone: ZoneInfo) -> str:
    return iso(_moment(value, zone).astimezone(UTC))


def iso(moment: datetime) -> str:
    """Write a moment, in UTC, in Elasticsearch's own form."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _moment(value: Any, zone: ZoneInfo) -> datetime:
    if isinstance(value, int | float):
        return _from_number(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 (the zone follows)
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(_text(value, zone).strip())
    return moment if moment.tzinfo else in_zone(moment, zone)


def in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """Put a timestamp into the time zone that it is meant in.

    What the clock skips is taken with the offset before it, what it repeats with the offset after, as PostgreSQL does: of two
    offsets that is always the smaller one.
    """
    return min((moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1)), key=lambda each: each.utcoffset() or timedelta(0))


def _from_number(value: int | float) -> datetime:
    """Read a number as SQLite does: whole ones are seconds since 1970 (or milliseconds), others days of the Julian calendar."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    if isinstance(value, int):
        return epoch + value * (timedelta(seconds=1) if abs(value) < _SECONDS_BELOW else timedelta(milliseconds=1))
    return epoch + timedelta(days=value - _JULIAN_EPOCH)


def _binary(value: Any, zone: ZoneInfo) -> str:
    return base64.b64encode(value if isinstance(value, bytes) else str(value).encode()).decode()


def _json(value: Any, zone: ZoneInfo) -> str:
    """Write JSON on one line. Text is checked and stays as it is, so that no number loses a digit."""
    if isinstance(value, str | bytes):
        text = _text(value, zone)
        json.loads(text, parse_constant=_no_constant, parse_float=str, parse_int=str)
        return text.replace("\n", " ").replace("\r", " ")
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=lambda part: _part(part, zone))


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"[{word}] is not JSON")


def _part(part: Any, zone: ZoneInfo) -> Any:
    """Write what stands inside arrays and objects and is not JSON's own."""
    if isinstance(part, datetime):
        return _timestamp(part, zone)
    if isinstance(part, Decimal):
        return float(part)
    return _binary(part, zone) if isinstance(part, bytes) else _text(part, zone)


_WRITERS: dict[SqlType, Callable[[Any, ZoneInfo], str]] = {
    SqlType.BINARY: _binary,
    SqlType.BOOLEAN: _boolean,
    SqlType.DATE: _date,
    SqlType.DECIMAL: _number,
    SqlType.DOUBLE: _number,
    SqlType.FLOAT: _number,
    SqlType.GEO_POINT: _json,
    SqlType.GEO_SHAPE: _json,
    SqlType.IP: _text,
    SqlType.JSON: _json,
    SqlType.KEYWORD: _text,
    SqlType.LONG: _whole,
    SqlType.TEXT: _text,
    SqlType.TIMESTAMP: _timestamp,
    SqlType.UNSIGNED_LONG: _whole,
}
