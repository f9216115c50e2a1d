"""Each value and each null is in exactly one range, wherever the bounds are."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import InvalidField
from sidecar.extract.query.lexer import dialect_of
from sidecar.extract.query.literals import literal
from sidecar.extract.ranges import Range, evenly, ranged, ranges, splittable, weighted
from sidecar.model.columns import Column, SqlType

NUMBER = Column.of("n", SqlType.LONG)
WHOLE = st.integers(-(2**63), 2**63 - 1)
FINITE = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal(-(10**20)), max_value=Decimal(10**20), places=6)


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    """Give a database that decides what is in a range."""
    connection = sqlite3.connect(":memory:")
    yield connection
    connection.close()


def holds(database: sqlite3.Connection, part: Range, value: int | str | None) -> bool:
    return bool(database.execute(f"select count(*) from (select ? as v) where {part.condition('v')}", (value,)).fetchone()[0])


@given(bounds=st.lists(WHOLE, unique=True, max_size=8).map(sorted), value=WHOLE | st.none())
def test_every_whole_number_and_null_is_in_exactly_one_range(database: sqlite3.Connection, bounds: list[int], value: int | None) -> None:
    parts = ranges(NUMBER, [str(bound) for bound in bounds])
    assert len(parts) == len(bounds) + 2
    assert [holds(database, part, value) for part in parts].count(True) == 1
    near = {near for bound in bounds for near in (bound - 1, bound, bound + 1) if abs(near) < 2**63}
    assert all([holds(database, part, each) for part in parts].count(True) == 1 for each in near)


@given(low=st.text(max_size=5), high=st.text(max_size=5), count=st.integers(1, 9), value=st.text(max_size=5))
def test_every_text_is_in_exactly_one_range(database: sqlite3.Connection, low: str, high: str, count: int, value: str) -> None:
    low, high = sorted((low.replace("\0", ""), high.replace("\0", "")))
    cuts = evenly(SqlType.TEXT, low, high, count)
    assert all(one < other for one, other in pairwise(cuts))
    parts = ranges(Column.of("t", SqlType.TEXT), [literal(cut, dialect_of("sqlite")) for cut in cuts])
    assert [holds(database, part, value) for part in parts].count(True) == 1


@given(ends=st.tuples(WHOLE, WHOLE), count=st.integers(1, 64))
def test_cuts_of_whole_numbers_ascend_within_the_span(ends: tuple[int, int], count: int) -> None:
    low, high = sorted(ends)
    cuts = [int(cut) for cut in evenly(SqlType.LONG, str(low), str(high), count)]
    assert all(one < other for one, other in pairwise([low, *cuts]))
    assert not cuts or cuts[-1] <= high
    assert len(cuts) == count - 1 or high - low < count


@given(ends=st.tuples(FINITE, FINITE), count=st.integers(1, 64))
def test_cuts_of_decimals_ascend(ends: tuple[Decimal, Decimal], count: int) -> None:
    low, high = sorted(ends)
    cuts = [Decimal(cut) for cut in evenly(SqlType.DECIMAL, str(low), str(high), count)]
    assert all(one < other for one, other in pairwise([low, *cuts]))
    assert not cuts or cuts[-1] <= high


@given(ends=st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False)))
def test_cuts_of_doubles_ascend(ends: tuple[float, float]) -> None:
    cuts = [Decimal(cut) for cut in evenly(SqlType.DOUBLE, str(min(ends)), str(max(ends)), 7)]
    assert all(one < other for one, other in pairwise(cuts))


@given(ends=st.tuples(st.dates(), st.dates()), count=st.integers(1, 64))
def test_cuts_of_dates_ascend(ends: tuple[date, date], count: int) -> None:
    cuts = evenly(SqlType.DATE, str(min(ends)), str(max(ends)), count)
    assert all(one < other for one, other in pairwise([str(min(ends)), *cuts]))


@given(ends=st.tuples(st.datetimes(), st.datetimes()), count=st.integers(1, 64), zoned=st.booleans())
def test_cuts_of_timestamps_ascend(ends: tuple[datetime, datetime], count: int, zoned: bool) -> None:
    low, high = (end.replace(tzinfo=UTC if zoned else None) for end in sorted(ends))
    cuts = [datetime.fromisoformat(cut) for cut in evenly(SqlType.TIMESTAMP, str(low), str(high), count)]
    assert all(one < other for one, other in pairwise([low, *cuts]))


@pytest.mark.parametrize("end", ["Infinity", "NaN", "infinity", "0044-03-15 BC", "0000-00-00", "294276-01-01 00:00:00", "$1.50", ""])
@pytest.mark.parametrize("kind", [SqlType.LONG, SqlType.DOUBLE, SqlType.DATE, SqlType.TIMESTAMP])
def test_a_span_whose_end_cannot_be_read_is_not_cut(kind: SqlType, end: str) -> None:
    low = {SqlType.DATE: "2024-01-01", SqlType.TIMESTAMP: "2024-01-01 00:00:00"}.get(kind, "1")
    assert evenly(kind, low, end, 4) == ()


def test_a_span_of_few_values_has_few_ranges() -> None:
    assert evenly(SqlType.LONG, "1", "3", 4) == ("2",)
    assert evenly(SqlType.LONG, "5", "5", 4) == ()
    assert evenly(SqlType.TEXT, "a", "a", 4) == ()
    assert evenly(SqlType.KEYWORD, "user-a", "user-e", 4) == ("user-b", "user-c", "user-d")


def test_weights_decide_where_values_are_cut() -> None:
    even = [1.0] * 10
    assert weighted(list("abcdefghij"), even, 2) == ("f",)
    assert weighted(list("abcdefghij"), [50.0, *even[1:]], 4) == ("b",)
    assert weighted([], [], 4) == ()


@given(weights=st.lists(st.floats(0, 1), max_size=50), count=st.integers(1, 64))
def test_weighted_cuts_ascend_whatever_the_weights(weights: list[float], count: int) -> None:
    cuts = weighted(range(len(weights)), weights, count)
    assert all(one < other for one, other in pairwise(cuts))
    assert len(cuts) < count


def test_the_query_of_a_range_stands_apart_from_a_comment_at_its_end() -> None:
    (whole, nulls) = ranges(NUMBER, [])
    assert ranged("select 1 -- all", whole, lambda column: column.name) == "SELECT * FROM (\nselect 1 -- all\n) p WHERE p.n IS NOT NULL"
    assert ranged("select 1", nulls, lambda column: column.name).endswith("p.n IS NULL")
    assert ranged("select 1", None, lambda column: column.name) == "select 1"


def test_a_column_that_is_not_there_or_has_no_order_is_refused() -> None:
    columns = (NUMBER, Column.of("b", SqlType.BOOLEAN), Column.of("a", SqlType.LONG, array=True))
    assert splittable(columns, "n") is NUMBER
    for name in ("x", "b", "a"):
        with pytest.raises(InvalidField, match=r"ingest\.partition\.column"):
            splittable(columns, name)
