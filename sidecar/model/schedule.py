"""Quartz cron expressions and their fire times.

Implemented here because Python's cron libraries do not read Quartz: they lack ``LW``, ``L-3`` and ``6L``, or take 1 for Monday.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import takewhile
from zoneinfo import ZoneInfo

from sidecar.errors import BadRequest

_SECOND = timedelta(seconds=1)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_LAST_YEAR = 2199
_MAX_LENGTH = 1000
"""Characters. Enough to list every second, minute, hour, day and month; agents parse every schedule repeatedly."""


@dataclass(frozen=True)
class _Field:
    """One field of the expression: its name, its inclusive bounds, and words for the numbers from ``minimum`` on."""

    name: str
    minimum: int
    maximum: int
    words: tuple[str, ...] = ()
    wraps: bool = True

    def error(self, item: str, expected: str = "") -> BadRequest:
        """Return the error that rejects an item of this field."""
        words = f" or {self.words[0]} to {self.words[-1]}" if self.words else ""
        known = f"{self.minimum} to {self.maximum}{words}, ranges, steps or lists of these"
        return BadRequest(f"invalid value [{item}] for cron field [{self.name}]: expected {expected or known}")

    def number(self, text: str, item: str) -> int:
        """Read a number or a word within the bounds."""
        if text in self.words:
            return self.words.index(text) + self.minimum
        if not re.fullmatch(r"[0-9]{1,4}", text) or not self.minimum <= int(text) <= self.maximum:
            raise self.error(item)
        return int(text)


_SECONDS = _Field("seconds", 0, 59)
_MINUTES = _Field("minutes", 0, 59)
_HOURS = _Field("hours", 0, 23)
_DAY_OF_MONTH = _Field("day of month", 1, 31)
_MONTH = _Field("month", 1, 12, _MONTHS)
_DAY_OF_WEEK = _Field("day of week", 1, 7, _DAYS)
_YEAR = _Field("year", 1970, _LAST_YEAR, wraps=False)
_ORDER = (_SECONDS, _MINUTES, _HOURS, _DAY_OF_MONTH, _MONTH, _DAY_OF_WEEK, _YEAR)

_ITEM = re.compile(r"(?:(?P<all>\*)|(?P<from>\w+)(?:-(?P<to>\w+))?)?(?:/(?P<step>[0-9]{1,4}))?", re.ASCII)
_MONTH_DAY = re.compile(r"(?:(?P<last>L)(?:-(?P<offset>[0-9]{1,2}))?|(?P<day>[0-9]{1,2}))(?P<weekday>W)?", re.ASCII)
_WEEK_DAY = re.compile(r"(?P<day>[1-7]|[A-Z]{3})(?:(?P<last>L)|#(?P<nth>[1-5]))", re.ASCII)


@dataclass(frozen=True)
class _MonthDay:
    """A day of the month, counted from 1, or back from the last day (0). ``weekday`` moves it to the nearest Monday to Friday."""

    number: int
    weekday: bool = False

    def days(self, year: int, month: int) -> Iterator[int]:
        """Yield the day if the month has it. The nearest weekday is in the same month."""
        last = calendar.monthrange(year, month)[1]
        day = self.number if self.number > 0 else last + self.number
        if not 1 <= day <= last:
            return
        shift = {calendar.SATURDAY: -1, calendar.SUNDAY: 1}.get(calendar.weekday(year, month, day), 0) if self.weekday else 0
        yield day + shift if 1 <= day + shift <= last else day - 2 * shift


@dataclass(frozen=True)
class _WeekDay:
    """A day of the week (1 is Sunday): each one in the month (0), the ``nth``, or the last (-1)."""

    number: int
    nth: int = 0

    def days(self, year: int, month: int) -> Iterator[int]:
        """Yield the days of the month in order."""
        first, length = calendar.monthrange(year, month)
        # calendar counts from Monday, 0; Quartz from Sunday, 1.
        every = range(1 + (self.number - 2 - first) % 7, length + 1, 7)
        if self.nth == 0:
            yield from every
        elif self.nth <= len(every):
            yield every[self.nth - 1 if self.nth > 0 else -1]


@dataclass(frozen=True)
class Cron:
    """A parsed cron expression."""

    text: str
    seconds: tuple[int, ...]
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[_MonthDay | _WeekDay, ...]
    months: tuple[int, ...]
    years: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> "Cron":
        """Parse ``seconds minutes hours day-of-month month day-of-week [year]``, ignoring case.

        As an extension to Quartz, ``*`` is accepted for ``?``. Raises :class:`BadRequest` with the invalid field.
        """
        if len(text) > _MAX_LENGTH:
            raise BadRequest(f"expected a cron expression of at most {_MAX_LENGTH} characters but got {len(text)}")
        items = text.upper().split()
        if len(items) not in (6, 7):
            hint = f"; add seconds, as in [0 {text.strip()}]" if len(items) == 5 else ""
            names = ", ".join(field.name for field in _ORDER[:6])
            raise BadRequest(f"expected a six-field Quartz cron expression ({names}; optionally year) but got [{text.strip()}]{hint}")
        seconds, minutes, hours, _, months, _, years = (
            _numbers(field, item) if field not in (_DAY_OF_MONTH, _DAY_OF_WEEK) else ()
            for field, item in zip(_ORDER, [*items, "*"][:7], strict=True)
        )
        return cls(text, seconds, minutes, hours, _days(items[3], items[5]), months, years)

    def fire_time_after(self, moment: datetime, timezone: ZoneInfo) -> datetime | None:
        """Return the first fire time after ``moment``, in UTC; None if there is none up to the year 2199.

        ``moment`` has a time zone. At a change of the clocks, a schedule of certain hours fires as often as on other days:
        a skipped time fires once, when the clock is set forward, and a repeated time fires only the first time.
        A schedule of every hour follows elapsed time: it does not fire at skipped times, and fires in both repeated hours.
        """
        local = moment.astimezone(timezone)
        wall = local.replace(tzinfo=None, microsecond=0, fold=0)
        change = _ClockChange.at(wall, timezone)
        if len(self.hours) == 24:
            return self._next_by_elapsed_time(wall, bool(local.fold), change, timezone)
        if change is not None and local.fold:
            wall = change.end - _SECOND
        following = self._next_wall(wall)
        return None if following is None else _first_instant(following, timezone)

    def _next_by_elapsed_time(
        self, wall: datetime, second_time: bool, change: "_ClockChange | None", timezone: ZoneInfo
    ) -> datetime | None:
        following = self._next_wall(wall)
        if change is not None:
            # The wall clock repeats the span before it goes on.
            if not second_time and (following is None or following >= change.end):
                second_time, following = True, self._next_wall(change.start - _SECOND)
            if second_time and following is not None and following < change.end:
                return _utc(following, timezone, fold=1)
        if following is not None and (skip := _ClockChange.at(following, timezone)) is not None and skip.gap:
            following = self._next_wall(skip.end - _SECOND)
        return None if following is None else _utc(following, timezone)

    def _next_wall(self, wall: datetime) -> datetime | None:
        """Return the first matching time after ``wall`` on a clock that never changes."""
        if wall.year > _LAST_YEAR:
            return None
        earliest = wall + _SECOND
        for day in self._days_from(earliest.date()):
            found = self._time_from(earliest.time() if day == earliest.date() else time.min)
            if found is not None:
                return datetime.combine(day, found)
        return None

    def _days_from(self, first: date) -> Iterator[date]:
        for year in self.years:
            for month in self.months if year >= first.year else ():
                yield from (day for day in self._month(year, month) if day >= first)

    def _month(self, year: int, month: int) -> list[date]:
        if (year, month) not in self._known_months:
            numbers = {number for rule in self.days for number in rule.days(year, month)}
            self._known_months[year, month] = [date(year, month, number) for number in sorted(numbers)]
        return self._known_months[year, month]

    @cached_property
    def _known_months(self) -> dict[tuple[int, int], list[date]]:
        """The matching days of each month that was searched: a list of many fire times needs the same month again and again."""
        return {}

    def _time_from(self, earliest: time) -> time | None:
        for hour in self.hours:
            for minute in self.minutes if hour >= earliest.hour else ():
                for second in self.seconds if (hour, minute) >= (earliest.hour, earliest.minute) else ():
                    if time(hour, minute, second) >= earliest:
                        return time(hour, minute, second)
        return None


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


def _numbers(field: _Field, text: str) -> tuple[int, ...]:
    """Read a field of numbers: lists of values, ranges and steps."""
    return tuple(sorted({number for item in text.split(",") for number in _range(field, item)}))


def _range(field: _Field, item: str) -> Iterator[int]:
    found = _ITEM.fullmatch(item)
    if not item or found is None:
        raise field.error(item)
    step = int(found["step"] or 1)
    if not 1 <= step <= field.maximum:
        raise field.error(item, f"a step between 1 and {field.maximum}")
    first = field.number(found["from"], item) if found["from"] else field.minimum
    open_ended = found["step"] or not found["from"]
    last = field.number(found["to"], item) if found["to"] else field.maximum if open_ended else first
    span = field.maximum - field.minimum + 1
    if last < first:
        if not field.wraps:
            raise field.error(item, "an ascending range of years")
        last += span
    yield from ((number - field.minimum) % span + field.minimum for number in range(first, last + 1, step))


def _days(of_month: str, of_week: str) -> tuple[_MonthDay | _WeekDay, ...]:
    """Read the two fields of days, one of which must be ``?``."""
    if of_month == "?" and of_week == "?":
        raise _DAY_OF_WEEK.error("?", "[?] in only one of day of month and day of week")
    if of_month not in ("*", "?") and of_week not in ("*", "?"):
        raise _DAY_OF_WEEK.error(of_week, f"[?] because day of month is [{of_month}]")
    if of_week not in ("*", "?"):
        return tuple(rule for item in of_week.split(",") for rule in _week_days(item))
    return tuple(rule for item in ("*" if of_month == "?" else of_month).split(",") for rule in _month_days(item))


def _month_days(item: str) -> Iterator[_MonthDay]:
    found = _MONTH_DAY.fullmatch(item)
    if found is None:
        yield from map(_MonthDay, _range(_DAY_OF_MONTH, item))
    elif found["last"]:
        if int(found["offset"] or 0) > 30:
            raise _DAY_OF_MONTH.error(item, "[L-n] up to [L-30]")
        yield _MonthDay(-int(found["offset"] or 0), bool(found["weekday"]))
    else:
        yield _MonthDay(_DAY_OF_MONTH.number(found["day"], item), bool(found["weekday"]))


def _week_days(item: str) -> Iterator[_WeekDay]:
    found = _WEEK_DAY.fullmatch(item)
    if item == "L":
        yield _WeekDay(7)
    elif "#" in item and found is None:
        raise _DAY_OF_WEEK.error(item, "[day#n] with a day, 1 (SUN) to 7 (SAT), and n from 1 to 5")
    elif found is None:
        yield from map(_WeekDay, _range(_DAY_OF_WEEK, item))
    else:
        yield _WeekDay(_DAY_OF_WEEK.number(found["day"], item), int(found["nth"] or -1))


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


def _fire_times_after(cron: Cron, timezone: str, after: int) -> Iterator[int]:
    zone = ZoneInfo(timezone)
    fire: datetime | None = datetime.fromtimestamp(after / 1000, UTC)
    while fire is not None and (fire := cron.fire_time_after(fire, zone)) is not None:
        yield round(fire.timestamp() * 1000)
