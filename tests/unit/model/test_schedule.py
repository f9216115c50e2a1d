"""Quartz schedules: common examples, special days, changes of the clocks, and comparison with a count second by second."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.errors import BadRequest
from sidecar.model.cron import Cron
from sidecar.model.schedule import fire_time_after, is_due, next_fire_times

UTC_ZONE = ZoneInfo("UTC")
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, timezone: ZoneInfo = UTC_ZONE) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone).astimezone(UTC)


def fire_times(expression: str, after: str, count: int, timezone: ZoneInfo = UTC_ZONE) -> list[str]:
    """Return the next fire times as wall-clock times in ``timezone``, with the UTC offset unless it is zero."""
    cron = Cron.parse(expression)
    moment: datetime | None = at(after, timezone)
    found: list[str] = []
    while len(found) < count and moment is not None:
        moment = fire_time_after(cron, moment, timezone)
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
def test_a_schedule_fires_as_in_quartz(expression: str, expected: list[str]) -> None:
    assert fire_times(expression, "2024-01-01 00:00:00", len(expected) or 1) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("", "six-field Quartz cron expression (seconds, minutes, hours, day of month, month, day of week; optionally year) but got []"),
        ("0 12 * * ?", "but got [0 12 * * ?]; add seconds, as in [0 0 12 * * ?]"),
        ("0 0 0 1 1 ? 2024 1", "but got [0 0 0 1 1 ? 2024 1]"),
        ("60 0 0 * * ?", "invalid value [60] for cron field [seconds]: expected 0 to 59, ranges, steps or lists of these"),
        ("0 60 0 * * ?", "invalid value [60] for cron field [minutes]: expected "),
        ("0 0 24 * * ?", "invalid value [24] for cron field [hours]: expected 0 to 23, ranges, steps or lists of these"),
        ("0 0 0 0 * ?", "invalid value [0] for cron field [day of month]: expected 1 to 31, ranges, steps or lists of these"),
        ("0 0 0 32 * ?", "invalid value [32] for cron field [day of month]: expected "),
        ("0 0 0 32W * ?", "invalid value [32W] for cron field [day of month]: expected "),
        ("0 0 0 W * ?", "invalid value [W] for cron field [day of month]: expected "),
        ("0 0 0 L-31 * ?", "expected [L-n] up to [L-30]"),
        ("0 0 0 1 13 ?", "invalid value [13] for cron field [month]: expected 1 to 12 or JAN to DEC, ranges, steps or lists of these"),
        ("0 0 0 1 FOO ?", "invalid value [FOO] for cron field [month]: expected "),
        ("0 0 0 ? * 0", "invalid value [0] for cron field [day of week]: expected 1 to 7 or SUN to SAT, ranges, steps or lists of these"),
        ("0 0 0 ? * 8", "invalid value [8] for cron field [day of week]: expected "),
        (
            "0 0 0 ? * 6#6",
            "invalid value [6#6] for cron field [day of week]: expected [day#n] with a day, 1 (SUN) to 7 (SAT), and n from 1 to 5",
        ),
        ("0 0 0 ? * XXXL", "invalid value [XXXL] for cron field [day of week]: expected "),
        ("0 0 0 1 1 ? 1969", "invalid value [1969] for cron field [year]: expected 1970 to 2199, ranges, steps or lists of these"),
        ("0 0 0 1 1 ? 2025-2024", "expected an ascending range of years"),
        ("0 0/60 0 * * ?", "invalid value [0/60] for cron field [minutes]: expected a step between 1 and 59"),
        ("0 */0 0 * * ?", "expected a step between 1 and 59"),
        ("0 0 0 1 1 MON", "invalid value [MON] for cron field [day of week]: expected [?] because day of month is [1]"),
        ("0 0 0 ? * ?", "expected [?] in only one of day of month and day of week"),
        ("? 0 0 * * ?", "invalid value [?] for cron field [seconds]: expected "),
        ("0 0 0 1,, * ?", "invalid value [] for cron field [day of month]: expected "),
        ("0 0 0 MON * ?", "invalid value [MON] for cron field [day of month]: expected "),
        ("0 0 0 1- * ?", "invalid value [1-] for cron field [day of month]: expected "),
        ("0 1-2-3 0 * * ?", "invalid value [1-2-3] for cron field [minutes]: expected "),
        ("0 ² 0 * * ?", "invalid value [²] for cron field [minutes]: expected "),
        ("0 -5 0 * * ?", "invalid value [-5] for cron field [minutes]: expected "),
        ("@daily", "but got [@daily]"),
        (f"0 0 0 {'1-31,' * 20_000}1 * ?", "expected a cron expression of at most 1000 characters but got 100"),
    ],
)
def test_an_invalid_schedule_is_rejected_with_its_field(expression: str, expected: str) -> None:
    with pytest.raises(BadRequest) as error:
        Cron.parse(expression)
    assert expected in error.value.reason


# Berlin: 2024-03-31 02:00 +01:00 skips to 03:00 +02:00; 2024-10-27 03:00 +02:00 falls back to 02:00 +01:00.
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
def test_a_change_of_the_clocks_neither_skips_nor_repeats_a_fire_time(expression: str, after: str, expected: list[str]) -> None:
    assert fire_times(expression, after, len(expected), BERLIN) == expected


def test_a_time_in_the_repeated_hour_does_not_fire_again() -> None:
    second_time = datetime(2024, 10, 27, 2, 10, tzinfo=BERLIN, fold=1).astimezone(UTC)
    assert fire_time_after(Cron.parse("0 30 2 * * ?"), second_time, BERLIN) == at("2024-10-28 02:30:00", BERLIN)
    assert fire_time_after(Cron.parse("0 30 * * * ?"), second_time, BERLIN) == second_time + timedelta(minutes=20)


def test_the_clocks_may_change_by_half_an_hour_or_a_whole_day() -> None:
    assert fire_times("0 15 2 * * ?", "2024-10-05 12:00:00", 1, ZoneInfo("Australia/Lord_Howe")) == ["2024-10-06 02:30:00+11:00"]
    assert fire_times("0 0 12 * * ?", "2011-12-29 12:00:00", 2, ZoneInfo("Pacific/Apia")) == [
        "2011-12-31 00:00:00+14:00",
        "2011-12-31 12:00:00+14:00",
    ]


def test_a_fraction_of_a_second_does_not_fire_twice_or_late() -> None:
    cron = Cron.parse("* * * * * ?")
    assert fire_time_after(cron, at("2024-01-01 00:00:00.999999"), UTC_ZONE) == at("2024-01-01 00:00:01")
    assert fire_time_after(cron, at("2024-01-01 00:00:01"), UTC_ZONE) == at("2024-01-01 00:00:02")


def test_nothing_fires_after_the_last_year() -> None:
    assert fire_time_after(Cron.parse("* * * * * ?"), at("2199-12-31 23:59:59"), UTC_ZONE) is None
    assert fire_time_after(Cron.parse("* * * * * ?"), at("2300-01-01 00:00:00"), UTC_ZONE) is None


def field_lists(minimum: int, maximum: int) -> st.SearchStrategy[str]:
    numbers = st.integers(minimum, maximum).map(str)
    items = st.one_of(
        numbers,
        st.tuples(numbers, numbers).map("-".join),
        st.tuples(st.sampled_from(["*", str(minimum), str(maximum)]), st.integers(1, maximum).map(str)).map("/".join),
    )
    return st.one_of(st.just("*"), st.lists(items, min_size=1, max_size=3).map(",".join))


days = st.one_of(
    field_lists(1, 31).map(lambda item: (item, "?")),
    st.sampled_from(["L", "LW", "L-4", "L-30", "15W", "1W", "31W", "L,1W,7-9"]).map(lambda item: (item, "?")),
    field_lists(1, 7).map(lambda item: ("?", item)),
    st.sampled_from(["L", "6L", "2#1", "1#5", "SAT-MON", "TUE#2,FRIL,4"]).map(lambda item: ("?", item)),
)
crons = st.builds(
    lambda second, minute, hour, day, month: f"{second} {minute} {hour} {day[0]} {month} {day[1]}",
    field_lists(0, 59),
    field_lists(0, 59),
    field_lists(0, 23),
    days,
    field_lists(1, 12),
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
def test_the_next_fire_time_is_later_and_matches_the_schedule(expression: str, moment: datetime, zone: ZoneInfo) -> None:
    cron = Cron.parse(expression)
    following = fire_time_after(cron, moment, zone)
    if following is not None:
        assert following > moment
        is_after_change = (following - timedelta(seconds=1)).astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset()
        assert is_after_change or matches(cron, following.astimezone(zone))


@settings(deadline=None)
@given(expression=crons, moment=moments)
def test_no_fire_time_is_skipped(expression: str, moment: datetime) -> None:
    cron = Cron.parse(expression)
    following = fire_time_after(cron, moment, UTC_ZONE)
    first = moment.replace(microsecond=0) + timedelta(seconds=1)
    horizon = islice((first + timedelta(seconds=n) for n in range(300)), 300)
    counted = next((each for each in horizon if matches(cron, each)), None)
    assert counted == following or (counted is None and (following is None or following >= first + timedelta(minutes=5)))


@settings(deadline=None, max_examples=50)
@given(expression=crons, minutes=st.integers(-180, 180), change=st.sampled_from(["2024-03-31 01:00:00", "2024-10-27 01:00:00"]))
def test_a_schedule_of_every_hour_follows_elapsed_time(expression: str, minutes: int, change: str) -> None:
    seconds, _, _, *days_and_month = expression.split()
    cron = Cron.parse(" ".join([seconds, "0/10", "*", *days_and_month]))
    moment = at(change) + timedelta(minutes=minutes)
    following = fire_time_after(cron, moment, BERLIN)
    elapsed = (moment + timedelta(seconds=n) for n in range(1, 1200))
    counted = next((each for each in elapsed if matches(cron, each.astimezone(BERLIN))), None)
    assert counted == following or (counted is None and (following is None or following >= moment + timedelta(seconds=1200)))


def is_due_at(schedule: str | None, last_fire: str, now: str, timezone: str = "UTC") -> bool:
    last, moment = (int(at(each).timestamp() * 1000) for each in (last_fire, now))
    return is_due(schedule, timezone, last, moment)


def test_a_schedule_is_due_by_the_clock_of_its_time_zone() -> None:
    assert is_due_at("0 30 2 * * ?", "2024-06-01 00:00:00", "2024-06-01 00:30:00", "Europe/Paris")
    assert not is_due_at("0 30 2 * * ?", "2024-06-01 00:00:00", "2024-06-01 00:29:59", "Europe/Paris")


def test_nothing_is_due_without_a_schedule_or_after_the_last_fire_time() -> None:
    assert not is_due_at(None, "1970-01-01 00:00:00", "2024-01-01 00:00:00")
    assert not is_due_at("0 0 0 1 1 ? 2024", "2024-01-01 00:00:00", "2030-01-01 00:00:00")


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Berlin", "2024-03-31"),
        ("Europe/Berlin", "2024-10-27"),
        ("America/Sao_Paulo", "2018-11-04"),
        ("America/Havana", "2024-11-03"),
        ("Africa/Cairo", "2023-10-27"),
        ("Australia/Lord_Howe", "2024-04-07"),
        ("Pacific/Apia", "2011-12-30"),
    ],
)
@pytest.mark.parametrize("expression", ["0 0/15 * * * ?", "7 30 0-3,23 * * ?", "0 0 0 * * ?", "59 59 23 ? * SAT,SUN", "0 30 0 L * ?"])
def test_fire_times_in_order_are_those_found_one_by_one(expression: str, zone: str, change: str) -> None:
    timezone, cron = ZoneInfo(zone), Cron.parse(expression)
    for hours in range(-30, 54, 7):
        moment: datetime | None = at(change) + timedelta(hours=hours, milliseconds=500)
        assert moment is not None
        found = list(islice(next_fire_times(expression, zone, round(moment.timestamp() * 1000)), 150))
        for fire in found:
            moment = fire_time_after(cron, moment, timezone)
            assert moment is not None
            assert round(moment.timestamp() * 1000) == fire
