"""The time of a database, from the text of its clock query."""

from datetime import UTC, datetime, timedelta

import pytest

from sidecar.extract.jdbc.clock import parse_clock

NOON = datetime(2024, 2, 29, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["2024-02-29 12:00:00.123456", "2024-02-29T12:00:00.123456789Z", "2024-02-29 12:00:00.123456+00", "2024-02-29 12:00:00.123456 +00:00",
     "2024-02-29 12:00:00.123456 UTC"],
)  # fmt: skip
def test_a_time_in_utc_is_read(text: str) -> None:
    assert parse_clock(text, is_local=False, now=NOON) == NOON


def test_a_time_without_a_fraction_is_read() -> None:
    assert parse_clock("2024-02-29 12:00:00", is_local=False, now=NOON) == NOON.replace(microsecond=0)


@pytest.mark.parametrize("text", ["", "2024-02-29", "2024-02-29 12:00:00+09", "2024-02-29 12:00:00.1 Asia/Tokyo", "29.02.2024 12:00:00"])
def test_a_time_that_may_not_be_in_utc_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match=r"the \[clock\] of the driver must return"):
        parse_clock(text, is_local=False)


@pytest.mark.parametrize("hours", [9, -5, 5.75, 14])
def test_a_local_time_is_not_taken_for_utc(hours: float) -> None:
    now = NOON - timedelta(hours=hours, seconds=20)
    with pytest.raises(ValueError, match=rf"differs from this machine's clock by {hours:g} h: is it in UTC\?"):
        parse_clock("2024-02-29 12:00:00.123456", is_local=False, now=now)


@pytest.mark.parametrize("minutes", [5, -8, 20, 100_000])
def test_a_clock_may_be_wrong(minutes: int) -> None:
    assert parse_clock("2024-02-29 12:00:00.123456", is_local=False, now=NOON + timedelta(minutes=minutes)) == NOON


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("2024-02-29 21:00:00.123456", "2024-02-29T12:00:05+00:00"),
        ("2024-02-29 21:00:00.123456", "2024-02-29T11:54:00+00:00"),
        ("2024-02-29 17:45:00.123456", "2024-02-29T12:06:00+00:00"),
        ("2024-02-29 02:00:00.123456", "2024-02-29T12:00:00+00:00"),
        ("2024-02-29 12:00:00.123456", "2024-02-29T12:00:00+00:00"),
    ],
    ids=["Tokyo", "clock of the sidecar is slow", "Kathmandu, clock of the sidecar is fast", "Honolulu", "UTC"],
)
def test_the_offset_of_a_local_time_is_found(text: str, now: str) -> None:
    assert parse_clock(text, is_local=True, now=datetime.fromisoformat(now)) == NOON
