"""Fire times of schedules: cron expressions in a time zone, whose clock may change."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from sidecar.model.cron import Cron

_SECOND = timedelta(seconds=1)


def is_due(schedule: str | None, timezone: str, last_fire: int | None, now: int) -> bool:
    """Return whether a fire time is after the last one and not after now (epoch ms)."""
    fire_time = None if last_fire is None else next_fire_time(schedule, timezone, last_fire)
    return fire_time is not None and fire_time <= now


def fire_times(schedule: str | None, timezone: str, begin: int, end: int) -> Iterator[int]:
    """Yield the fire times from ``begin`` to ``end`` (epoch ms), both inclusive."""
    if schedule is None:
        return iter(())
    # A rare schedule is not searched in the years after the range. A time zone may be in another year already.
    first, last = (datetime.fromtimestamp(millis / 1000, UTC).year for millis in (begin - 1, end))
    cron = Cron.parse(schedule)
    cron = replace(cron, years=tuple(year for year in cron.years if first - 1 <= year <= last + 1))
    return takewhile(lambda fire: fire <= end, _fire_times_after(cron, timezone, begin - 1))


def next_fire_time(schedule: str | None, timezone: str, last_fire: int) -> int | None:
    """Return the first fire time after the last one (epoch ms); None if there is none."""
    return None if schedule is None else next(next_fire_times(schedule, timezone, last_fire), None)


def next_fire_times(schedule: str, timezone: str, after: int) -> Iterator[int]:
    """Yield the fire times after a time, in order, without an end (epoch ms)."""
    return _fire_times_after(Cron.parse(schedule), timezone, after)


@lru_cache(maxsize=20_000)
def first_fire_times(schedule: str, timezone: str, after: int, number: int) -> tuple[int, ...]:
    """Return up to so many fire times after a time (epoch ms)."""
    return tuple(islice(next_fire_times(schedule, timezone, after), number))


def _fire_times_after(cron: Cron, timezone: str, after: int) -> Iterator[int]:
    zone, last = ZoneInfo(timezone), after // 1000
    for day in cron.days_from(datetime.fromtimestamp(last, UTC).astimezone(zone).date()):
        midnight = _midnight(zone, day)
        fires = (
            _fire_times_at_clock_change(cron, zone, day, last)
            if midnight is None
            else (midnight + second for second in cron.seconds_from(max(0, last + 1 - midnight)))
        )
        for fire in fires:
            last = fire
            yield fire * 1000


@lru_cache(maxsize=5000)
def _midnight(timezone: ZoneInfo, day: date) -> int | None:
    """Return the begin of a day in epoch seconds; None if the clock changes on that day."""
    first, last = datetime.combine(day, time.min, timezone), datetime.combine(day, time.max, timezone).replace(fold=1)
    return round(first.timestamp()) if first.utcoffset() == last.utcoffset() else None


def _fire_times_at_clock_change(cron: Cron, timezone: ZoneInfo, day: date, after: int) -> Iterator[int]:
    """Yield the fire times after a time up to the first one after a day, as one that the day skips may be (epoch seconds)."""
    fire: datetime | None = datetime.fromtimestamp(after, UTC)
    while fire is not None and (fire := fire_time_after(cron, fire, timezone)) is not None:
        yield round(fire.timestamp())
        if fire.astimezone(timezone).date() > day:
            return


def fire_time_after(cron: Cron, moment: datetime, timezone: ZoneInfo) -> datetime | None:
    """Return the first fire time after ``moment``, in UTC; None if there is none up to the year 2199.

    ``moment`` has a time zone. At a change of the clocks, a schedule of certain hours fires as often as on other days:
    a skipped time fires once, when the clock is set forward, and a repeated time fires only the first time.
    A schedule of every hour follows elapsed time: it does not fire at skipped times, and fires in both repeated hours.
    """
    local = moment.astimezone(timezone)
    wall = local.replace(tzinfo=None, microsecond=0, fold=0)
    change = _ClockChange.at(wall, timezone)
    if len(cron.hours) == 24:
        return _next_by_elapsed_time(cron, wall, bool(local.fold), change, timezone)
    if change is not None and local.fold:
        wall = change.end - _SECOND
    following = cron.time_after(wall)
    return None if following is None else _first_instant(following, timezone)


def _next_by_elapsed_time(
    cron: Cron, wall: datetime, second_time: bool, change: "_ClockChange | None", timezone: ZoneInfo
) -> datetime | None:
    following = cron.time_after(wall)
    if change is not None:
        # The wall clock repeats the span before it goes on.
        if not second_time and (following is None or following >= change.end):
            second_time, following = True, cron.time_after(change.start - _SECOND)
        if second_time and following is not None and following < change.end:
            return _utc(following, timezone, fold=1)
    if following is not None and (skip := _ClockChange.at(following, timezone)) is not None and skip.gap:
        following = cron.time_after(skip.end - _SECOND)
    return None if following is None else _utc(following, timezone)


@dataclass(frozen=True)
class _ClockChange:
    """A change of the clocks: wall times from ``start`` to ``end`` are skipped (``gap``) or repeated."""

    instant: datetime
    start: datetime
    end: datetime
    gap: bool

    @classmethod
    def at(cls, wall: datetime, timezone: ZoneInfo) -> "_ClockChange | None":
        """Return the change whose span contains a wall time, if any."""
        readings = _utc(wall, timezone), _utc(wall, timezone, fold=1)
        if readings[0] == readings[1]:
            return None
        low, high = min(readings), max(readings)
        before, after = (moment.astimezone(timezone).utcoffset() or timedelta() for moment in (low, high))
        while high - low > _SECOND:
            middle = low + (high - low) // _SECOND // 2 * _SECOND
            low, high = (middle, high) if middle.astimezone(timezone).utcoffset() == before else (low, middle)
        walls = sorted(high.replace(tzinfo=None) + offset for offset in (before, after))
        return cls(high, walls[0], walls[1], gap=after > before)


def _utc(wall: datetime, timezone: ZoneInfo, fold: int = 0) -> datetime:
    return wall.replace(tzinfo=timezone, fold=fold).astimezone(UTC)


def _first_instant(wall: datetime, timezone: ZoneInfo) -> datetime:
    """Return the moment when the clock first shows, or skips, a time."""
    change = _ClockChange.at(wall, timezone)
    return change.instant if change is not None and change.gap else _utc(wall, timezone)
