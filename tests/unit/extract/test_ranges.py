"""Every value and every null is in exactly one range, whatever the bounds are."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import InvalidField
from sidecar.extract.query.lexer import get_dialect
from sidecar.extract.query.literals import format_literal
from sidecar.extract.ranges import Range, create_ranges, find_partition_column, select_range, split_between, split_by_weight, split_evenly
from sidecar.model.columns import Column, SqlType

NUMBER = Column.of("n", SqlType.LONG)
INTEGERS = st.integers(-(2**63), 2**63 - 1)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal(-(10**20)), max_value=Decimal(10**20), places=6)


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    """Return a database that evaluates range conditions."""
    connection = sqlite3.connect(":memory:")
    yield connection
    connection.close()


def contains(database: sqlite3.Connection, row_range: Range, value: int | str | None) -> bool:
    return bool(database.execute(f"select count(*) from (select ? as v) where {row_range.condition('v')}", (value,)).fetchone()[0])


@given(bounds=st.lists(INTEGERS, unique=True, max_size=8).map(sorted), value=INTEGERS | st.none())
def test_every_integer_and_null_is_in_exactly_one_range(database: sqlite3.Connection, bounds: list[int], value: int | None) -> None:
    ranges = create_ranges(NUMBER, [str(bound) for bound in bounds])
    assert len(ranges) == len(bounds) + 2
    assert [contains(database, row_range, value) for row_range in ranges].count(True) == 1
    near = {near for bound in bounds for near in (bound - 1, bound, bound + 1) if abs(near) < 2**63}
    assert all([contains(database, row_range, each) for row_range in ranges].count(True) == 1 for each in near)


@given(low=st.text(max_size=5), high=st.text(max_size=5), count=st.integers(1, 9), value=st.text(max_size=5))
def test_every_text_is_in_exactly_one_range(database: sqlite3.Connection, low: str, high: str, count: int, value: str) -> None:
    low, high = sorted((low.replace("\0", ""), high.replace("\0", "")))
    bounds = split_evenly(SqlType.TEXT, low, high, count)
    assert all(one < other for one, other in pairwise(bounds))
    ranges = create_ranges(Column.of("t", SqlType.TEXT), [format_literal(bound, get_dialect("sqlite")) for bound in bounds])
    assert [contains(database, row_range, value) for row_range in ranges].count(True) == 1


@given(ends=st.tuples(INTEGERS, INTEGERS), count=st.integers(1, 64))
def test_bounds_of_integers_ascend_within_the_interval(ends: tuple[int, int], count: int) -> None:
    low, high = sorted(ends)
    bounds = [int(bound) for bound in split_evenly(SqlType.LONG, str(low), str(high), count)]
    assert all(one < other for one, other in pairwise([low, *bounds]))
    assert not bounds or bounds[-1] <= high
    assert len(bounds) == count - 1 or high - low < count


@given(ends=st.tuples(DECIMALS, DECIMALS), count=st.integers(1, 64))
def test_bounds_of_decimals_ascend(ends: tuple[Decimal, Decimal], count: int) -> None:
    low, high = sorted(ends)
    bounds = [Decimal(bound) for bound in split_evenly(SqlType.DECIMAL, str(low), str(high), count)]
    assert all(one < other for one, other in pairwise([low, *bounds]))
    assert not bounds or bounds[-1] <= high


@given(ends=st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False)))
def test_bounds_of_doubles_ascend(ends: tuple[float, float]) -> None:
    bounds = [Decimal(bound) for bound in split_evenly(SqlType.DOUBLE, str(min(ends)), str(max(ends)), 7)]
    assert all(one < other for one, other in pairwise(bounds))


@given(ends=st.tuples(st.dates(), st.dates()), count=st.integers(1, 64))
def test_bounds_of_dates_ascend(ends: tuple[date, date], count: int) -> None:
    bounds = split_evenly(SqlType.DATE, str(min(ends)), str(max(ends)), count)
    assert all(one < other for one, other in pairwise([str(min(ends)), *bounds]))


@given(ends=st.tuples(st.datetimes(), st.datetimes()), count=st.integers(1, 64), zoned=st.booleans())
def test_bounds_of_timestamps_ascend(ends: tuple[datetime, datetime], count: int, zoned: bool) -> None:
    low, high = (end.replace(tzinfo=UTC if zoned else None) for end in sorted(ends))
    bounds = [datetime.fromisoformat(bound) for bound in split_evenly(SqlType.TIMESTAMP, str(low), str(high), count)]
    assert all(one < other for one, other in pairwise([low, *bounds]))


@pytest.mark.parametrize("end", ["Infinity", "NaN", "infinity", "0044-03-15 BC", "0000-00-00", "294276-01-01 00:00:00", "$1.50", ""])
@pytest.mark.parametrize("kind", [SqlType.LONG, SqlType.DOUBLE, SqlType.DATE, SqlType.TIMESTAMP])
def test_an_interval_with_an_unparsable_end_is_not_split(kind: SqlType, end: str) -> None:
    low = {SqlType.DATE: "2024-01-01", SqlType.TIMESTAMP: "2024-01-01 00:00:00"}.get(kind, "1")
    assert split_evenly(kind, low, end, 4) == ()


def test_an_interval_of_few_values_has_few_bounds() -> None:
    assert split_evenly(SqlType.LONG, "1", "3", 4) == ("2",)
    assert split_evenly(SqlType.LONG, "5", "5", 4) == ()
    assert split_evenly(SqlType.TEXT, "a", "a", 4) == ()
    assert split_evenly(SqlType.KEYWORD, "user-a", "user-e", 4) == ("user-b", "user-c", "user-d")


def test_bounds_follow_the_weights_of_values() -> None:
    even = [1.0] * 10
    assert split_by_weight(list("abcdefghij"), even, 2) == ("f",)
    assert split_by_weight(list("abcdefghij"), [50.0, *even[1:]], 4) == ("b",)
    assert split_by_weight([], [], 4) == ()


@given(weights=st.lists(st.floats(0, 1), max_size=50), count=st.integers(1, 64))
def test_weighted_bounds_ascend_for_any_weights(weights: list[float], count: int) -> None:
    bounds = split_by_weight(range(len(weights)), weights, count)
    assert all(one < other for one, other in pairwise(bounds))
    assert len(bounds) < count


def test_more_bounds_than_values_lie_between_them() -> None:
    values, even = ["0", "100", "200"], [1.0, 1.0, 0.0]
    assert split_between(SqlType.LONG, values, even, 4) == ("50", "100", "150")
    assert split_between(SqlType.LONG, values, [3.0, 1.0, 0.0], 8) == ("16", "33", "50", "66", "83", "100", "150")
    assert split_between(SqlType.TEXT, ["a", "e"], [1.0, 0.0], 4) == ("b", "c", "d")
    assert split_between(SqlType.LONG, [], [], 4) == split_between(SqlType.LONG, ["1"], [1.0], 4) == ()


@given(
    values=st.lists(INTEGERS, unique=True, min_size=1, max_size=30).map(sorted), count=st.integers(1, 300),
    weights=st.lists(st.floats(0, 1), min_size=30, max_size=30),
)  # fmt: skip
def test_bounds_between_values_ascend_for_any_weights(values: list[int], weights: list[float], count: int) -> None:
    bounds = [int(each) for each in split_between(SqlType.LONG, [str(each) for each in values], weights[: len(values)], count)]
    assert all(one < other for one, other in pairwise(bounds))
    assert len(bounds) < count


def test_a_trailing_comment_does_not_swallow_the_range_condition() -> None:
    (whole, nulls) = create_ranges(NUMBER, [])
    assert (
        select_range("select 1 -- all", whole, lambda column: column.name) == "SELECT * FROM (\nselect 1 -- all\n) p WHERE p.n IS NOT NULL"
    )
    assert select_range("select 1", nulls, lambda column: column.name).endswith("p.n IS NULL")
    assert select_range("select 1", None, lambda column: column.name) == "select 1"


def test_a_missing_or_unsuitable_partition_column_is_rejected() -> None:
    columns = (NUMBER, Column.of("b", SqlType.BOOLEAN), Column.of("a", SqlType.LONG, array=True))
    assert find_partition_column(columns, "n") is NUMBER
    for name in ("x", "b", "a"):
        with pytest.raises(InvalidField, match=r"ingest\.partition\.column"):
            find_partition_column(columns, name)
