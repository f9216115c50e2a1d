"""The time of a database, as its clock query returns it."""

import re
from datetime import UTC, datetime, timedelta

_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?: ?(?:Z|UTC|[+-]00(?::?00)?))?", re.ASCII)
_OFFSET_UNIT = timedelta(minutes=15)
"""All time zones differ from UTC by a multiple of it."""
_MAX_OFFSET = timedelta(hours=14)
_CLOCK_DIFFERENCE = timedelta(minutes=2)
"""By which the clocks of two machines may differ, where one is not known to be wrong."""


def parse_clock(text: str, *, is_local: bool, now: datetime | None = None) -> datetime:
    """Return a time in UTC; raise :class:`ValueError` for one in another zone, or that is not ``yyyy-MM-dd HH:mm:ss.f``.

    If ``is_local``, the time is in a zone that the database cannot name. Its offset is the difference to ``now``, by default this
    machine's time, to a quarter of an hour: the clocks must differ by less than seven minutes. Otherwise a difference of nearly whole
    quarters of an hour, but not of minutes, shows that the time is a local one.
    """
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(f"the [clock] of the driver must return [yyyy-MM-dd HH:mm:ss.SSS] in UTC but returned [{text}]")
    now = now or datetime.now(UTC)
    time = datetime.fromisoformat(f"{match[1]} {match[2]}.{(match[3] or '')[:6]:0<6}+00:00")
    offset = round((time - now) / _OFFSET_UNIT) * _OFFSET_UNIT
    if is_local:
        return time - offset
    if offset and abs(time - now - offset) < _CLOCK_DIFFERENCE and abs(offset) <= _MAX_OFFSET:
        difference = f"which differs from this machine's clock by {offset / timedelta(hours=1):g} h"
        raise ValueError(f"the [clock] of the driver returned [{text}], {difference}: is it in UTC?")
    return time
