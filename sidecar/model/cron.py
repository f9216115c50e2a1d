"""Quartz cron expressions, on a clock that never changes.

Implemented here because Python's cron libraries do not read Quartz: they lack ``LW``, ``L-3`` and ``6L``, or take 1 for Monday.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sidecar.errors import BadRequest

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

    def time_after(self, wall: datetime) -> datetime | None:
        """Return the first matching time after ``wall``, both without a time zone; None if there is none up to the year 2199."""
        if wall.year > _LAST_YEAR:
            return None
        earliest = wall + timedelta(seconds=1)
        for day in self.days_from(earliest.date()):
            midnight = datetime.combine(day, time.min)
            for second in self.seconds_from(max(0, round((earliest - midnight).total_seconds()))):
                return midnight + timedelta(seconds=second)
        return None

    def days_from(self, first: date) -> Iterator[date]:
        """Yield the matching days from ``first`` on, in order."""
        for year in self.years:
            for month in (month for month in self.months if (year, month) >= (first.year, first.month)):
                yield from (day for day in _days_of_month(self.days, year, month) if day >= first)

    def seconds_from(self, earliest: int) -> Iterator[int]:
        """Yield the matching times of a day from ``earliest`` on, in order, as seconds since midnight."""
        for hour in self.hours:
            for minute in self.minutes if (hour + 1) * 3600 > earliest else ():
                begin = hour * 3600 + minute * 60
                if begin + 60 > earliest:
                    yield from (begin + second for second in self.seconds if begin + second >= earliest)


@lru_cache(maxsize=1000)
def _days_of_month(rules: tuple[_MonthDay | _WeekDay, ...], year: int, month: int) -> list[date]:
    """Return the days of a month that match a rule, in order."""
    return [date(year, month, number) for number in sorted({number for rule in rules for number in rule.days(year, month)})]


@lru_cache(maxsize=1000)
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


@lru_cache(maxsize=1000)
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
