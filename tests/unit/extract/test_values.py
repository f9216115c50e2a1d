"""Values to text, in columns and alone; lines and packets to columns."""

import csv
import io
import json
import math
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sidecar.extract.columns.conversions import local_timestamp
from sidecar.extract.columns.csv_blocks import read_csv
from sidecar.extract.generic.reader import column_of
from sidecar.extract.generic.scalars import NotJson, interval, single
from sidecar.extract.generic.values import block_of, texts
from sidecar.extract.mysql.rows import Cut
from sidecar.extract.mysql.wkb import geojson
from sidecar.model.columns import Column, SqlType

PARIS = ZoneInfo("Europe/Paris")
TEXTS = some.text(some.characters(codec="utf-8"))


def column(type: SqlType, *, array: bool = False) -> Column:
    """Make a column of a type."""
    return Column.of("v", type, array=array)


@pytest.mark.parametrize(
    ("type", "value", "expected"),
    [
        (SqlType.LONG, 2**70, str(2**70)),
        (SqlType.LONG, Decimal("12.0"), "12"),
        (SqlType.DECIMAL, Decimal("1.10"), "1.10"),
        (SqlType.DECIMAL, Decimal("1E+3"), "1E+3"),
        (SqlType.DOUBLE, 0.1, "0.1"),
        (SqlType.BOOLEAN, "Yes", "true"),
        (SqlType.BOOLEAN, 0, "false"),
        (SqlType.KEYWORD, UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (SqlType.KEYWORD, time(12, 0, 1), "12:00:01"),
        (SqlType.KEYWORD, timedelta(days=1, seconds=3661, microseconds=500000), "P1DT1H1M1.5S"),
        (SqlType.TEXT, b"Zo\xc3\xab", "Zoë"),
        (SqlType.DATE, date(2024, 2, 29), "2024-02-29"),
        (SqlType.DATE, datetime(2024, 2, 29, 12), "2024-02-29"),  # noqa: DTZ001 (as drivers give it)
        (SqlType.DATE, date(1, 1, 1), "0001-01-01"),
        (SqlType.TIMESTAMP, datetime(2024, 7, 15, 12), "2024-07-15T10:00:00.000000Z"),  # noqa: DTZ001 (as drivers give it)
        (SqlType.TIMESTAMP, datetime(2024, 7, 15, 12, tzinfo=timezone(timedelta(hours=5))), "2024-07-15T07:00:00.000000Z"),
        (SqlType.BINARY, memoryview(b"a"), "YQ=="),
        (SqlType.JSON, {"a": Decimal("1.5"), "b": b"a", "c": date(2024, 2, 29)}, '{"a": 1.5, "b": "YQ==", "c": "2024-02-29"}'),
        (SqlType.JSON, b'{"a":\n1.10}', '{"a": 1.10}'),
    ],
)
def test_a_value_of_a_driver_is_written_as_its_columns_type(type: SqlType, value: Any, expected: str) -> None:
    assert single(column(type), value, PARIS) == expected


@pytest.mark.parametrize(("type", "value"), [(SqlType.DECIMAL, Decimal("NaN")), (SqlType.DOUBLE, float("inf")), (SqlType.LONG, "NaN")])
def test_a_number_that_json_cannot_carry_is_not_a_fault(type: SqlType, value: Any) -> None:
    with pytest.raises(NotJson):
        single(column(type), value, PARIS)
    written = texts(column(type), [1, value, None], "UTC")
    assert (written.series.to_list()[1:], written.nulled, written.faults) == ([None, None], 1, ())


@pytest.mark.parametrize(
    ("delta", "expected"),
    [(timedelta(0), "PT0S"), (timedelta(days=2), "P2D"), (timedelta(seconds=-90), "-PT1M30S"), (timedelta(microseconds=1), "PT0.000001S")],
)
def test_a_duration_is_written_as_iso_8601(delta: timedelta, expected: str) -> None:
    assert interval(delta) == expected


def test_a_block_keeps_rows_faults_and_counts() -> None:
    block = block_of([column(SqlType.LONG)], [[1, "x", "NaN", "y", None]], "UTC")
    assert (block.rows, block.nulled, [each.row for each in block.faults]) == (5, 1, [1, 3])
    assert pl.DataFrame(block.table)["v"].to_list() == ["1", None, None, None, None]


@given(some.lists(some.one_of(some.none(), some.integers(-(2**63), 2**63 - 1), some.floats()), min_size=1))
def test_numbers_are_the_same_numbers_as_text(values: list[Any]) -> None:
    written = texts(column(SqlType.DECIMAL), values, "UTC")
    finite = [each if each is not None and math.isfinite(each) else None for each in values]
    told = [None if text is None else int(text) if isinstance(value, int) and "." not in text else float(text)
            for text, value in zip(written.series, finite, strict=True)]  # fmt: skip
    assert told == finite
    assert written.nulled == sum(each is not None for each in values) - sum(each is not None for each in finite)
    assert all(json.loads(text) is not None for text in written.series.drop_nulls())


@given(some.lists(some.one_of(some.none(), some.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30))), min_size=1))  # noqa: DTZ001 (as drivers give it)
def test_a_column_of_timestamps_is_written_like_each_alone(values: list[datetime | None]) -> None:
    plain = [None if each is None else each.isoformat(" ") for each in values]
    together = texts(column(SqlType.TIMESTAMP), plain, "Europe/Paris").series.to_list()
    alone = [None if each is None else single(column(SqlType.TIMESTAMP), each, PARIS) for each in plain]
    assert together == alone


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        ("Europe/Paris", "2024-03-31 02:30:00", "2024-03-31T01:30:00.000000Z"),
        ("Europe/Paris", "2024-10-27 02:30:00", "2024-10-27T01:30:00.000000Z"),
        ("Europe/Paris", "2100-03-28 02:30:00", "2100-03-28T01:30:00.000000Z"),
        ("Europe/Paris", "2100-10-31 02:30:00", "2100-10-31T01:30:00.000000Z"),
        ("Australia/Lord_Howe", "2024-10-06 02:15:00", "2024-10-05T15:45:00.000000Z"),
        ("Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30T22:00:00.000000Z"),
    ],
)
def test_what_a_clock_skips_or_repeats_is_taken_as_postgresql_does(zone: str, local: str, utc: str) -> None:
    assert single(column(SqlType.TIMESTAMP), local, ZoneInfo(zone)) == utc
    values = pl.DataFrame({"": ["1999-12-31 23:59:59", local, None, "2200-01-01 00:00:00.5", local]})
    together = values.select(local_timestamp(zone)(pl.col(""))).to_series().to_list()
    assert together == [single(column(SqlType.TIMESTAMP), each, ZoneInfo(zone)) if each else None for each in values[""]]


def test_the_end_of_time_is_told_to_elasticsearch_as_it_is() -> None:
    values = pl.DataFrame({"": ["9999-12-31 23:59:59", "9999-12-31 12:00:00"]})
    together = values.select(local_timestamp("America/New_York")(pl.col(""))).to_series().to_list()
    assert together == ["+10000-01-01T04:59:59.000000Z", "9999-12-31T17:00:00.000000Z"]


@given(some.lists(some.tuples(some.none() | TEXTS, some.none() | TEXTS, TEXTS), min_size=1))
def test_lines_of_csv_are_read_as_they_were_written(rows: list[tuple[str | None, ...]]) -> None:
    lines = "".join(",".join("" if each is None else '"' + each.replace('"', '""') + '"' for each in row) + "\n" for row in rows)
    assert read_csv(lines.encode(), 3).rows() == rows


@given(some.lists(some.tuples(some.integers(), TEXTS), min_size=1))
def test_lines_quoted_only_where_needed_are_read_too(rows: list[tuple[int, str]]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    assert read_csv(written.getvalue().encode(), 2).rows() == [(str(number), text) for number, text in rows]


def packet(row: tuple[bytes | None, ...]) -> bytes:
    """Write a row as MySQL does: each value after its length."""
    written = b""
    for each in row:
        if each is None:
            written += b"\xfb"
        elif len(each) < 251:
            written += bytes([len(each)]) + each
        elif len(each) < 2**16:
            written += b"\xfc" + len(each).to_bytes(2, "little") + each
        else:
            written += b"\xfd" + len(each).to_bytes(3, "little") + each
    return written


LONG_TEXTS = (
    TEXTS | TEXTS.map(lambda text: text * 60) | some.sampled_from(["x" * 250, "x" * 251, "x" * 70000, "\x1f", "\x1e", "\x1d", "\x1dx"])
)


@given(some.lists(some.tuples(some.none() | LONG_TEXTS, some.none() | LONG_TEXTS, LONG_TEXTS), min_size=1, max_size=20))
def test_packets_are_cut_into_the_values_that_they_hold(rows: list[tuple[str | None, ...]]) -> None:
    cut = Cut([packet(tuple(None if each is None else each.encode() for each in row)) for row in rows], 3)
    slowly = list(zip(*(cut.values(place) for place in range(3)), strict=True))
    assert [tuple(None if each is None else each.decode() for each in row) for row in slowly] == rows
    frame = cut.frame()
    separated = any(mark in each for row in rows for each in row if each for mark in "\x1f\x1e\x1d")
    assert (frame is None) == separated
    if frame is not None:
        assert frame.rows() == rows


def test_packets_of_another_width_are_an_error() -> None:
    with pytest.raises(ValueError, match="do not have the columns"):
        Cut([packet((b"a", b"b", b"c"))], 2)


def test_a_geometry_with_bytes_behind_its_end_is_an_error() -> None:
    point = bytes.fromhex("0101000000000000000000f03f0000000000000040")
    assert json.loads(geojson(point)) == {"type": "Point", "coordinates": [1.0, 2.0]}
    with pytest.raises(ValueError, match="behind its end"):
        geojson(point + b"\0")


@pytest.mark.parametrize(
    ("values", "type", "array"),
    [
        ([1, None], SqlType.LONG, False),
        ([1, 1.5], SqlType.DOUBLE, False),
        ([Decimal(1), 2], SqlType.DECIMAL, False),
        ([True], SqlType.BOOLEAN, False),
        ([None], SqlType.KEYWORD, False),
        ([date(2024, 1, 1), datetime(2024, 1, 1)], SqlType.TIMESTAMP, False),  # noqa: DTZ001 (as drivers give it)
        ([{"a": 1}], SqlType.JSON, False),
        ([[1]], SqlType.KEYWORD, True),
    ],
)
def test_a_column_of_a_driver_that_tells_no_type_is_known_by_its_values(values: list[Any], type: SqlType, array: bool) -> None:
    assert (column_of("v", values).type, column_of("v", values).array) == (type, array)
