"""Quartz schedules: the examples everybody copies, odd days, clocks that change, and agreement with counting second by second."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.errors import BadRequest
from sidecar.model.schedule import Cron, is_due

UTC_ZONE = ZoneInfo("UTC")
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, timezone: ZoneInfo = UTC_ZONE) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone).astimezone(UTC)


def fires(expression: str, after: str, count: int, timezone: ZoneInfo = UTC_ZONE) -> list[str]:
    """Give the next fire times as a wall clock in ``timezone`` shows them, with the offset from UTC where that changes."""
    cron = Cron.parse(expression)
    moment: datetime | None = at(after, timezone)
    found: list[str] = []
    while len(found) < count and moment is not None:
        moment = cron.next_after(moment, timezone)
        if moment is not None:
            assert moment.tzinfo is UTC
            found.append(moment.astimezone(timezone).isoformat(sep=" ").removesuffix("+00:00"))
    return found


# 2024-01-01 is a Monday; 2024 is a leap year.
@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("0 0 12 * * ?", ["2024-01-01 12:00:00", "2024-01-02 12:00:00"]),
        ("0 15 10 ? * *", ["2024-01-01 10:15:00", "2024-01-02 10:15:00"]),
        ("0 15 10 * * ? *", ["2024-01-01 10:15:00", "2024-01-02 10:15:00"]),
        ("0 15 10 * * *", ["2024-01-01 10:15:00", "2024-01-02 10:15:00"]),
        ("0 15 10 * * ? 2026", ["2026-01-01 10:15:00", "2026-01-02 10:15:00"]),
        ("0 * 14 * * ?", ["2024-01-01 14:00:00", "2024-01-01 14:01:00"]),
        ("0 0/5 14 * * ?", ["2024-01-01 14:00:00", "2024-01-01 14:05:00"]),
        ("0 0/5 14,18 * * ?", [*[f"2024-01-01 14:{m:02}:00" for m in range(0, 60, 5)], "2024-01-01 18:00:00"]),
        ("0 0-5 14 * * ?", [*[f"2024-01-01 14:0{m}:00" for m in range(6)], "2024-01-02 14:00:00"]),
        ("0 10,44 14 ? 3 WED", ["2024-03-06 14:10:00", "2024-03-06 14:44:00", "2024-03-13 14:10:00"]),
        ("0 15 10 ? * MON-FRI", [f"2024-01-0{d} 10:15:00" for d in (1, 2, 3, 4, 5, 8)]),
        ("0 15 10 15 * ?", ["2024-01-15 10:15:00", "2024-02-15 10:15:00"]),
        ("0 15 10 L * ?", ["2024-01-31 10:15:00", "2024-02-29 10:15:00", "2024-03-31 10:15:00", "2024-04-30 10:15:00"]),
        ("0 15 10 L-2 * ?", ["2024-01-29 10:15:00", "2024-02-27 10:15:00"]),
        ("0 15 10 ? * 6L", ["2024-01-26 10:15:00", "2024-02-23 10:15:00", "2024-03-29 10:15:00"]),
        ("0 15 10 ? * 6L 2024-2025", ["2024-01-26 10:15:00", "2024-02-23 10:15:00", "2024-03-29 10:15:00"]),
        ("0 15 10 ? * FRIL", ["2024-01-26 10:15:00"]),
        ("0 15 10 ? * 6#3", ["2024-01-19 10:15:00", "2024-02-16 10:15:00", "2024-03-15 10:15:00"]),
        ("0 15 10 ? * fri#3", ["2024-01-19 10:15:00"]),
        ("0 0 12 1/5 * ?", [f"2024-01-{d} 12:00:00" for d in ("01", "06", "11", "16", "21", "26", "31")] + ["2024-02-01 12:00:00"]),
        ("0 11 11 11 11 ?", ["2024-11-11 11:11:00", "2025-11-11 11:11:00"]),
        ("0 0 0 ? * 1", ["2024-01-07 00:00:00", "2024-01-14 00:00:00"]),
        ("0 0 0 ? * 7", ["2024-01-06 00:00:00"]),
        ("0 0 0 ? * L", ["2024-01-06 00:00:00"]),
        ("0 0 0 ? * 2,SUN", ["2024-01-07 00:00:00", "2024-01-08 00:00:00"]),
        ("0 0 0 ? * SAT-MON", ["2024-01-06 00:00:00", "2024-01-07 00:00:00", "2024-01-08 00:00:00", "2024-01-13 00:00:00"]),
        ("0 0 0 ? * 7-2", ["2024-01-06 00:00:00", "2024-01-07 00:00:00", "2024-01-08 00:00:00"]),
        ("0 0 0 ? * 2#5", ["2024-01-29 00:00:00", "2024-04-29 00:00:00"]),
        ("0 0 0 ? * MON#1,FRIL", ["2024-01-26 00:00:00", "2024-02-05 00:00:00", "2024-02-23 00:00:00"]),
        (
            "0 0 0 15W * ?",
            [
                "2024-01-15 00:00:00",
                "2024-02-15 00:00:00",
                "2024-03-15 00:00:00",
                "2024-04-15 00:00:00",
                "2024-05-15 00:00:00",
                "2024-06-14 00:00:00",
            ],
        ),
        ("0 0 0 1W 6-9 ?", ["2024-06-03 00:00:00", "2024-07-01 00:00:00", "2024-08-01 00:00:00", "2024-09-02 00:00:00"]),
        (
            "0 0 0 LW 2-6 ?",
            ["2024-02-29 00:00:00", "2024-03-29 00:00:00", "2024-04-30 00:00:00", "2024-05-31 00:00:00", "2024-06-28 00:00:00"],
        ),
        ("0 0 0 L-3W 6 ?", ["2024-06-27 00:00:00", "2025-06-27 00:00:00"]),
        ("0 0 0 1,L * ?", ["2024-01-31 00:00:00", "2024-02-01 00:00:00", "2024-02-29 00:00:00", "2024-03-01 00:00:00"]),
        ("0 0 0 31 * ?", ["2024-01-31 00:00:00", "2024-03-31 00:00:00"]),
        (
            "0 0 0 30-2 * ?",
            [
                "2024-01-02 00:00:00",
                "2024-01-30 00:00:00",
                "2024-01-31 00:00:00",
                "2024-02-01 00:00:00",
                "2024-02-02 00:00:00",
                "2024-03-01 00:00:00",
            ],
        ),
        ("0 0 0 29 FEB ?", ["2024-02-29 00:00:00", "2028-02-29 00:00:00"]),
        ("0 0 0 1 NOV-FEB ?", ["2024-02-01 00:00:00", "2024-11-01 00:00:00", "2024-12-01 00:00:00", "2025-01-01 00:00:00"]),
        ("0 0 22-2/2 * * ?", ["2024-01-01 02:00:00", "2024-01-01 22:00:00", "2024-01-02 00:00:00"]),
        (
            "58-1 59 23 31 12 ?",
            ["2024-12-31 23:59:00", "2024-12-31 23:59:01", "2024-12-31 23:59:58", "2024-12-31 23:59:59", "2025-12-31 23:59:00"],
        ),
        ("*/20 * * * * ?", ["2024-01-01 00:00:20", "2024-01-01 00:00:40", "2024-01-01 00:01:00"]),
        ("/20 0 0 ? * *", ["2024-01-01 00:00:20", "2024-01-01 00:00:40", "2024-01-02 00:00:00"]),
        ("5/20 0 0 ? * *", ["2024-01-01 00:00:05", "2024-01-01 00:00:25"]),
        ("0 0 0 1 1 ? */2", ["2026-01-01 00:00:00", "2028-01-01 00:00:00"]),
        ("0 0 0 1 1 ? 2023", []),
        ("0 0 0 30 2 ?", []),
        ("0 0 0 29 2 ? 2025,2026,2027", []),
        ("0 0 0 ? 2 2#5 2198-2199", []),
    ],
)
def test_a_schedule_fires_when_quartz_says(expression: str, expected: list[str]) -> None:
    assert fires(expression, "2024-01-01 00:00:00", len(expected) or 1) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("", "cron must have 6 fields (seconds, minutes, hours, day of month, month, day of week) or 7 with a year, but has 0"),
        ("0 12 * * ?", "but has 5; with seconds it would be [0 0 12 * * ?]"),
        ("0 0 0 1 1 ? 2024 1", "but has 8"),
        ("60 0 0 * * ?", "cron field [seconds] cannot be [60]; expected 0 to 59, ranges, steps or lists of these"),
        ("0 60 0 * * ?", "cron field [minutes] cannot be [60]"),
        ("0 0 24 * * ?", "cron field [hours] cannot be [24]; expected 0 to 23"),
        ("0 0 0 0 * ?", "cron field [day of month] cannot be [0]; expected 1 to 31"),
        ("0 0 0 32 * ?", "cron field [day of month] cannot be [32]"),
        ("0 0 0 32W * ?", "cron field [day of month] cannot be [32W]"),
        ("0 0 0 W * ?", "cron field [day of month] cannot be [W]"),
        ("0 0 0 L-31 * ?", "[L-n] goes up to [L-30]"),
        ("0 0 0 1 13 ?", "cron field [month] cannot be [13]; expected 1 to 12 or JAN to DEC"),
        ("0 0 0 1 FOO ?", "cron field [month] cannot be [FOO]"),
        ("0 0 0 ? * 0", "cron field [day of week] cannot be [0]; expected 1 to 7 or SUN to SAT"),
        ("0 0 0 ? * 8", "cron field [day of week] cannot be [8]"),
        ("0 0 0 ? * 6#6", "cron field [day of week] cannot be [6#6]; [day#n] takes a day"),
        ("0 0 0 ? * XXXL", "cron field [day of week] cannot be [XXXL]"),
        ("0 0 0 1 1 ? 1969", "cron field [year] cannot be [1969]; expected 1970 to 2199"),
        ("0 0 0 1 1 ? 2025-2024", "a range of years goes up"),
        ("0 0/60 0 * * ?", "cron field [minutes] cannot be [0/60]; a step is between 1 and 59"),
        ("0 */0 0 * * ?", "a step is between 1 and 59"),
        ("0 0 0 1 1 MON", "cron field [day of week] cannot be [MON]; day of month is [1] already; one of the two must be [?]"),
        ("0 0 0 ? * ?", "not in both"),
        ("? 0 0 * * ?", "cron field [seconds] cannot be [?]"),
        ("0 0 0 1,, * ?", "cron field [day of month] cannot be []"),
        ("0 0 0 MON * ?", "cron field [day of month] cannot be [MON]"),
        ("0 0 0 1- * ?", "cron field [day of month] cannot be [1-]"),
        ("0 1-2-3 0 * * ?", "cron field [minutes] cannot be [1-2-3]"),
        ("0 ² 0 * * ?", "cron field [minutes] cannot be [²]"),
        ("0 -5 0 * * ?", "cron field [minutes] cannot be [-5]"),
        ("@daily", "but has 1"),
        (f"0 0 0 {'1-31,' * 20_000}1 * ?", "cron must be of 1000 characters at most, but has 100"),
    ],
)
def test_a_broken_schedule_is_refused_with_its_field(expression: str, expected: str) -> None:
    with pytest.raises(BadRequest) as error:
        Cron.parse(expression)
    assert expected in error.value.reason


# Berlin: 2024-03-31 02:00 +01:00 leaps to 03:00 +02:00; 2024-10-27 03:00 +02:00 falls back to 02:00 +01:00.
@pytest.mark.parametrize(
    ("expression", "after", "expected"),
    [
        ("0 30 2 * * ?", "2024-03-30 12:00:00", ["2024-03-31 03:00:00+02:00", "2024-04-01 02:30:00+02:00"]),
        ("0 0 2,3 * * ?", "2024-03-31 00:00:00", ["2024-03-31 03:00:00+02:00", "2024-04-01 02:00:00+02:00"]),
        ("0 0/20 2 * * ?", "2024-03-31 00:00:00", ["2024-03-31 03:00:00+02:00", "2024-04-01 02:00:00+02:00"]),
        ("0 0 0/2 * * ?", "2024-03-31 00:00:00", ["2024-03-31 03:00:00+02:00", "2024-03-31 04:00:00+02:00"]),
        ("0 30 * * * ?", "2024-03-31 01:00:00", ["2024-03-31 01:30:00+01:00", "2024-03-31 03:30:00+02:00"]),
        ("0 0 * * * ?", "2024-03-31 01:00:00", ["2024-03-31 03:00:00+02:00", "2024-03-31 04:00:00+02:00"]),
        ("59 59 * * * ?", "2024-03-31 01:00:00", ["2024-03-31 01:59:59+01:00", "2024-03-31 03:59:59+02:00"]),
        ("0 30 2 * * ?", "2024-10-26 12:00:00", ["2024-10-27 02:30:00+02:00", "2024-10-28 02:30:00+01:00"]),
        (
            "0 0,45 2,3 * * ?",
            "2024-10-27 01:00:00",
            ["2024-10-27 02:00:00+02:00", "2024-10-27 02:45:00+02:00", "2024-10-27 03:00:00+01:00"],
        ),
        (
            "0 0/30 * * * ?",
            "2024-10-27 01:30:00",
            [
                "2024-10-27 02:00:00+02:00",
                "2024-10-27 02:30:00+02:00",
                "2024-10-27 02:00:00+01:00",
                "2024-10-27 02:30:00+01:00",
                "2024-10-27 03:00:00+01:00",
            ],
        ),
        (
            "0 15 * 27 10 ? 2024",
            "2024-10-27 02:00:00",
            ["2024-10-27 02:15:00+02:00", "2024-10-27 02:15:00+01:00", "2024-10-27 03:15:00+01:00"],
        ),
        ("0 0 12 * * ?", "2024-10-26 12:00:00", ["2024-10-27 12:00:00+01:00"]),
    ],
)
def test_a_change_of_the_clocks_neither_loses_nor_doubles_a_fire_time(expression: str, after: str, expected: list[str]) -> None:
    assert fires(expression, after, len(expected), BERLIN) == expected


def test_the_doubled_hour_is_not_fired_again_when_asked_from_within_it() -> None:
    second_time = datetime(2024, 10, 27, 2, 10, tzinfo=BERLIN, fold=1).astimezone(UTC)
    assert Cron.parse("0 30 2 * * ?").next_after(second_time, BERLIN) == at("2024-10-28 02:30:00", BERLIN)
    assert Cron.parse("0 30 * * * ?").next_after(second_time, BERLIN) == second_time + timedelta(minutes=20)


def test_half_an_hour_and_a_whole_day_are_changes_of_the_clocks_too() -> None:
    assert fires("0 15 2 * * ?", "2024-10-05 12:00:00", 1, ZoneInfo("Australia/Lord_Howe")) == ["2024-10-06 02:30:00+11:00"]
    assert fires("0 0 12 * * ?", "2011-12-29 12:00:00", 2, ZoneInfo("Pacific/Apia")) == [
        "2011-12-31 00:00:00+14:00",
        "2011-12-31 12:00:00+14:00",
    ]


def test_a_fraction_of_a_second_does_not_fire_twice_or_late() -> None:
    cron = Cron.parse("* * * * * ?")
    assert cron.next_after(at("2024-01-01 00:00:00.999999"), UTC_ZONE) == at("2024-01-01 00:00:01")
    assert cron.next_after(at("2024-01-01 00:00:01"), UTC_ZONE) == at("2024-01-01 00:00:02")


def test_nothing_fires_after_the_last_year() -> None:
    assert Cron.parse("* * * * * ?").next_after(at("2199-12-31 23:59:59"), UTC_ZONE) is None
    assert Cron.parse("* * * * * ?").next_after(at("2300-01-01 00:00:00"), UTC_ZONE) is None


def lists(least: int, most: int) -> st.SearchStrategy[str]:
    numbers = st.integers(least, most).map(str)
    items = st.one_of(
        numbers,
        st.tuples(numbers, numbers).map("-".join),
        st.tuples(st.sampled_from(["*", str(least), str(most)]), st.integers(1, most).map(str)).map("/".join),
    )
    return st.one_of(st.just("*"), st.lists(items, min_size=1, max_size=3).map(",".join))


days = st.one_of(
    lists(1, 31).map(lambda item: (item, "?")),
    st.sampled_from(["L", "LW", "L-4", "L-30", "15W", "1W", "31W", "L,1W,7-9"]).map(lambda item: (item, "?")),
    lists(1, 7).map(lambda item: ("?", item)),
    st.sampled_from(["L", "6L", "2#1", "1#5", "SAT-MON", "TUE#2,FRIL,4"]).map(lambda item: ("?", item)),
)
crons = st.builds(
    lambda second, minute, hour, day, month: f"{second} {minute} {hour} {day[0]} {month} {day[1]}",
    lists(0, 59),
    lists(0, 59),
    lists(0, 23),
    days,
    lists(1, 12),
)
moments = st.datetimes(datetime(2023, 12, 20), datetime(2026, 1, 10), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]).map(ZoneInfo)


def matches(cron: Cron, wall: datetime) -> bool:
    numbers = {number for rule in cron.days for number in rule.days(wall.year, wall.month)}
    return (
        wall.second in cron.seconds
        and wall.minute in cron.minutes
        and wall.hour in cron.hours
        and wall.day in numbers
        and wall.month in cron.months
    )


@settings(deadline=None)
@given(expression=crons, moment=moments, zone=zones)
def test_the_next_time_is_later_and_one_the_schedule_means(expression: str, moment: datetime, zone: ZoneInfo) -> None:
    cron = Cron.parse(expression)
    following = cron.next_after(moment, zone)
    if following is not None:
        assert following > moment
        leapt = (following - timedelta(seconds=1)).astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset()
        assert leapt or matches(cron, following.astimezone(zone))


@settings(deadline=None)
@given(expression=crons, moment=moments)
def test_no_time_is_left_out(expression: str, moment: datetime) -> None:
    cron = Cron.parse(expression)
    following = cron.next_after(moment, UTC_ZONE)
    first = moment.replace(microsecond=0) + timedelta(seconds=1)
    horizon = islice((first + timedelta(seconds=n) for n in range(300)), 300)
    counted = next((each for each in horizon if matches(cron, each)), None)
    assert counted == following or (counted is None and (following is None or following >= first + timedelta(minutes=5)))


@settings(deadline=None, max_examples=50)
@given(expression=crons, minutes=st.integers(-180, 180), change=st.sampled_from(["2024-03-31 01:00:00", "2024-10-27 01:00:00"]))
def test_a_schedule_of_every_hour_follows_the_time_that_passes(expression: str, minutes: int, change: str) -> None:
    seconds, _, _, *days_and_month = expression.split()
    cron = Cron.parse(" ".join([seconds, "0/10", "*", *days_and_month]))
    moment = at(change) + timedelta(minutes=minutes)
    following = cron.next_after(moment, BERLIN)
    passing = (moment + timedelta(seconds=n) for n in range(1, 1200))
    counted = next((each for each in passing if matches(cron, each.astimezone(BERLIN))), None)
    assert counted == following or (counted is None and (following is None or following >= moment + timedelta(seconds=1200)))


def is_due_at(schedule: str | None, last_fire: str, now: str, timezone: str = "UTC") -> bool:
    last, moment = (int(at(each).timestamp() * 1000) for each in (last_fire, now))
    return is_due(schedule, timezone, last, moment)


def test_a_schedule_is_due_by_the_clock_of_its_own_zone() -> None:
    assert is_due_at("0 30 2 * * ?", "2024-06-01 00:00:00", "2024-06-01 00:30:00", "Europe/Paris")
    assert not is_due_at("0 30 2 * * ?", "2024-06-01 00:00:00", "2024-06-01 00:29:59", "Europe/Paris")


def test_nothing_is_due_without_a_schedule_or_after_its_last_time() -> None:
    assert not is_due_at(None, "1970-01-01 00:00:00", "2024-01-01 00:00:00")
    assert not is_due_at("0 0 0 1 1 ? 2024", "2024-01-01 00:00:00", "2030-01-01 00:00:00")
