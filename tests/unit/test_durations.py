"""Durations are read by one grammar, without rounding."""

from decimal import Decimal

import pytest

from sidecar.durations import SECONDS, parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1ms", "0.001"), ("0s", "0"), ("1.5h", "5400"), ("90d", "7776000"), ("99999999999999999999s", "99999999999999999999")],
)
def test_a_duration_is_exact(text: str, seconds: str) -> None:
    assert parse_duration(text) == Decimal(seconds)


@pytest.mark.parametrize(
    "text", ["", "5", "s", "5 s", "-5s", "+5s", "5S", "5M", "1e3s", ".5s", "5.s", "٣s", "5w", "5s\n", "9" * 5000 + "s"]
)
def test_other_texts_are_no_durations(text: str) -> None:
    assert parse_duration(text) is None


def test_units_are_tried_so_that_none_hides_a_longer_one() -> None:
    units = list(SECONDS)
    assert all(not units[later].endswith(units[earlier]) for earlier in range(len(units)) for later in range(earlier + 1, len(units)))
