"""Conversion of single values, columns, CSV lines and MySQL packets to text."""

import csv
import io
import json
import math
import struct
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import oracledb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sidecar.errors import SourceError
from sidecar.extract.columns.expressions import rewrite
from sidecar.extract.columns.raw_blocks import ColumnConversion, csv_block
from sidecar.extract.columns.scalars import NotRepresentable, format_iso_duration, value_to_text
from sidecar.extract.columns.tables import read_csv
from sidecar.extract.columns.values import block_from_values, to_texts
from sidecar.extract.generic.reader import ORACLE, SQLSERVER, infer_column
from sidecar.extract.mysql.rows import PacketBlock
from sidecar.extract.mysql.wkb import wkb_to_geojson
from sidecar.model.columns import Column, SqlType
from sidecar.model.conversions import timestamp_conversion
from tests.support.rows import packet, packet_block

PARIS = ZoneInfo("Europe/Paris")
TEXTS = some.text(some.characters(codec="utf-8"))


def column(type: SqlType, *, array: bool = False) -> Column:
    """Create a column of a type."""
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
        (SqlType.DATE, datetime(2024, 2, 29, 12), "2024-02-29"),  # noqa: DTZ001 (as drivers return it)
        (SqlType.DATE, date(1, 1, 1), "0001-01-01"),
        (SqlType.TIMESTAMP, datetime(2024, 7, 15, 12), "2024-07-15T10:00:00.000000Z"),  # noqa: DTZ001 (as drivers return it)
        (SqlType.TIMESTAMP, datetime(2024, 7, 15, 12, tzinfo=timezone(timedelta(hours=5))), "2024-07-15T07:00:00.000000Z"),
        (SqlType.BINARY, memoryview(b"a"), "YQ=="),
        (SqlType.JSON, {"a": Decimal("1.5"), "b": b"a", "c": date(2024, 2, 29)}, '{"a": 1.5, "b": "YQ==", "c": "2024-02-29"}'),
        (SqlType.JSON, b'{"a":\n1.10}', '{"a": 1.10}'),
    ],
)
def test_a_drivers_value_is_converted_to_its_columns_type(type: SqlType, value: Any, expected: str) -> None:
    assert value_to_text(column(type), value, PARIS) == expected


@pytest.mark.parametrize(("type", "value"), [(SqlType.DECIMAL, Decimal("NaN")), (SqlType.DOUBLE, float("inf")), (SqlType.LONG, "NaN")])
def test_a_number_that_json_cannot_represent_becomes_null_without_an_error(type: SqlType, value: Any) -> None:
    with pytest.raises(NotRepresentable):
        value_to_text(column(type), value, PARIS)
    converted = to_texts(column(type), [1, value, None], "UTC")
    assert (converted.series.to_list()[1:], converted.nulled, converted.row_errors) == ([None, None], 1, ())


@pytest.mark.parametrize(
    ("delta", "expected"),
    [(timedelta(0), "PT0S"), (timedelta(days=2), "P2D"), (timedelta(seconds=-90), "-PT1M30S"), (timedelta(microseconds=1), "PT0.000001S")],
)
def test_a_duration_is_formatted_as_iso_8601(delta: timedelta, expected: str) -> None:
    assert format_iso_duration(delta) == expected


def test_a_uuid_is_a_text() -> None:
    assert to_texts(column(SqlType.KEYWORD), [UUID(int=1), None], "UTC").series.to_list() == ["00000000-0000-0000-0000-000000000001", None]


def test_a_decimal_that_is_not_a_number_in_a_column_of_texts_is_a_text() -> None:
    assert to_texts(column(SqlType.KEYWORD), ["a", Decimal("NaN"), None], "UTC").series.to_list() == ["a", "NaN", None]
    assert to_texts(column(SqlType.KEYWORD), [Decimal("NaN"), "a"], "UTC").series.to_list() == ["NaN", "a"]


def test_a_block_contains_rows_errors_and_counts() -> None:
    block = block_from_values([column(SqlType.LONG)], [[1, "x", "NaN", "y", None]], "UTC")
    assert (block.rows, block.nulled, [each.row for each in block.row_errors]) == (5, 1, [1, 3])
    assert pl.DataFrame(block.table)["v"].to_list() == ["1", None, None, None, None]


@given(some.lists(some.one_of(some.none(), some.integers(-(2**63), 2**63 - 1), some.floats()), min_size=1))
def test_converted_numbers_keep_their_value(values: list[Any]) -> None:
    converted = to_texts(column(SqlType.DECIMAL), values, "UTC")
    finite = [each if each is not None and math.isfinite(each) else None for each in values]
    parsed = [None if text is None else int(text) if isinstance(value, int) and "." not in text else float(text)
            for text, value in zip(converted.series, finite, strict=True)]  # fmt: skip
    assert parsed == finite
    assert converted.nulled == sum(each is not None for each in values) - sum(each is not None for each in finite)
    assert all(json.loads(text) is not None for text in converted.series.drop_nulls())


@given(some.lists(some.one_of(some.none(), some.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30))), min_size=1))  # noqa: DTZ001 (as drivers return it)
def test_a_column_of_timestamps_is_converted_like_single_values(values: list[datetime | None]) -> None:
    texts = [None if each is None else each.isoformat(" ") for each in values]
    converted = to_texts(column(SqlType.TIMESTAMP), texts, "Europe/Paris").series.to_list()
    single = [None if each is None else value_to_text(column(SqlType.TIMESTAMP), each, PARIS) for each in texts]
    assert converted == single


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
def test_skipped_and_repeated_times_are_interpreted_as_in_postgresql(zone: str, local: str, utc: str) -> None:
    assert value_to_text(column(SqlType.TIMESTAMP), local, ZoneInfo(zone)) == utc
    values = pl.DataFrame({"": ["1999-12-31 23:59:59", local, None, "2200-01-01 00:00:00.5", local]})
    converted = values.select(rewrite(timestamp_conversion(zone), pl.col(""))).to_series().to_list()
    assert converted == [value_to_text(column(SqlType.TIMESTAMP), each, ZoneInfo(zone)) if each else None for each in values[""]]


@pytest.mark.parametrize(
    ("zone", "local"),
    [
        ("America/New_York", "9999-12-31 23:59:59"), ("Asia/Tokyo", "0001-01-01 08:59:59.999999"),
        ("UTC", "9999-12-31T23:59:59-01:00"), ("UTC", "0001-01-01T00:00:00+01:00"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("other", ["2024-02-29 12:00:00", "1709208000", None])
def test_a_timestamp_outside_the_years_1_to_9999_in_utc_is_null_and_counted(zone: str, local: str, other: str | None) -> None:
    converted = to_texts(column(SqlType.TIMESTAMP), [local, int(other) if other and other.isdigit() else other], zone)
    assert (converted.series[0], converted.nulled, converted.row_errors) == (None, 1, ())


@given(some.lists(some.tuples(some.none() | TEXTS, some.none() | TEXTS, TEXTS), min_size=1))
def test_csv_lines_are_read_as_written(rows: list[tuple[str | None, ...]]) -> None:
    lines = "".join(",".join("" if each is None else '"' + each.replace('"', '""') + '"' for each in row) + "\n" for row in rows)
    assert read_csv(lines.encode(), 3).rows() == rows


@given(some.lists(some.tuples(some.integers(), TEXTS), min_size=1))
def test_csv_lines_with_minimal_quotes_are_read(rows: list[tuple[int, str]]) -> None:
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    assert read_csv(lines.getvalue().encode(), 2).rows() == [(str(number), text) for number, text in rows]


LONG_TEXTS = (
    TEXTS | TEXTS.map(lambda text: text * 60) | some.sampled_from(["x" * 250, "x" * 251, "x" * 70000, "\x1f", "\x1e", "\x1d", "\x1dx"])
)


@given(some.lists(some.tuples(some.none() | LONG_TEXTS, some.none() | LONG_TEXTS, LONG_TEXTS), min_size=1, max_size=20))
def test_packets_are_split_into_their_values(rows: list[tuple[str | None, ...]]) -> None:
    block = PacketBlock([packet(tuple(None if each is None else each.encode() for each in row)) for row in rows], 3)
    values = list(zip(*(block.column_values(position) for position in range(3)), strict=True))
    assert [tuple(None if each is None else each.decode() for each in row) for row in values] == rows
    frame = block.to_frame()
    has_separators = any(mark in each for row in rows for each in row if each for mark in "\x1f\x1e\x1d")
    is_changed = any((row[-1] or "").endswith("\r") for row in rows)
    assert (frame is None) == (has_separators or is_changed)
    if frame is not None:
        assert frame.rows() == rows


@pytest.mark.parametrize("value", [b"a\r", b"\r", b"\r\n", b"\n\r"])
def test_a_carriage_return_at_the_end_of_a_row_is_kept(value: bytes) -> None:
    columns = [ColumnConversion(column=Column.of(name, SqlType.TEXT)) for name in "ab"]
    block = packet_block([packet((b"1", value)), packet((b"2", b"b"))], columns, (0, 1))
    assert pl.DataFrame(block.table).rows() == [("1", value.decode()), ("2", "b")]


def test_packets_with_text_that_is_not_utf8_are_split_value_by_value() -> None:
    block = PacketBlock([packet((b"1", b"Zo\xc3\xab")), packet((b"2", b"Zo\xeb"))], 2)
    assert block.to_frame() is None
    texts = to_texts(column(SqlType.TEXT), block.column_values(1), "UTC")
    assert (texts.series.to_list(), [each.row for each in texts.row_errors]) == (["Zoë", None], [1])


def test_lines_with_text_that_is_not_utf8_reject_their_rows_only() -> None:
    conversions = [ColumnConversion(column=Column.of(name, SqlType.TEXT)) for name in "ab"]
    block = csv_block(b'"","Zo\xc3\xab"\n,"Zo\xeb"\n"x\xff\ny\x85",\n"\xf0\x9f\x99\x82",""\n', conversions)
    assert pl.DataFrame(block.table).rows() == [("", "Zoë"), (None, None), (None, None), ("🙂", "")]
    assert (block.rows, block.nulled, [(each.row, each.column) for each in block.row_errors]) == (4, 0, [(2, "a"), (1, "b")])


def test_lines_that_cannot_be_parsed_are_an_error() -> None:
    conversions = [ColumnConversion(column=Column.of(name, SqlType.TEXT)) for name in "ab"]
    for data in (b"1,2,3\n", b"\xff,2,3\n"):
        with pytest.raises(SourceError, match="lines of 3 columns"):
            _ = csv_block(data, conversions).rows


def test_packets_of_another_width_are_an_error() -> None:
    with pytest.raises(ValueError, match="do not have the columns"):
        PacketBlock([packet((b"a", b"b", b"c"))], 2)


POINT = bytes.fromhex("0101000000000000000000f03f0000000000000040")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (POINT + b"\0", "after the end of the geometry"),
        (b"", "the geometry is empty"),
        (POINT[:4], "incomplete"),
        (POINT[:-1], "incomplete"),
        (bytes.fromhex("0102000000ffffffff"), "incomplete"),
        (bytes.fromhex("01ff000000"), "unsupported geometry type"),
        (POINT[:5] + struct.pack("<2d", math.nan, 1), "NaN or infinite"),
        (POINT[:5] + struct.pack("<2d", 1, -math.inf), "NaN or infinite"),
        (bytes.fromhex("010700000001000000") * 100_000, "nested too deeply"),
    ],
)
def test_a_geometry_that_is_not_valid_is_a_value_error(data: bytes, reason: str) -> None:
    assert json.loads(wkb_to_geojson(POINT)) == {"type": "Point", "coordinates": [1.0, 2.0]}
    with pytest.raises(ValueError, match=reason):
        wkb_to_geojson(data)


@pytest.mark.parametrize(
    ("values", "type", "array"),
    [
        ([1, None], SqlType.LONG, False),
        ([1, 1.5], SqlType.DOUBLE, False),
        ([Decimal(1), 2], SqlType.DECIMAL, False),
        ([True], SqlType.BOOLEAN, False),
        ([None], SqlType.KEYWORD, False),
        ([date(2024, 1, 1), datetime(2024, 1, 1)], SqlType.TIMESTAMP, False),  # noqa: DTZ001 (as drivers return it)
        ([{"a": 1}], SqlType.JSON, False),
        ([[1]], SqlType.KEYWORD, True),
    ],
)
def test_the_type_of_a_column_is_inferred_from_its_values(values: list[Any], type: SqlType, array: bool) -> None:
    assert (infer_column("v", values).type, infer_column("v", values).array) == (type, array)


def oracle_entry(type_name: str, precision: int = 0, scale: int = 0) -> tuple[Any, ...]:
    """Return a column's entry in the description of python-oracledb's cursor."""
    return ("C", getattr(oracledb, type_name), None, None, precision, scale, True)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (oracle_entry("DB_TYPE_NUMBER", 9, 0), SqlType.LONG),
        (oracle_entry("DB_TYPE_NUMBER", 38, 0), SqlType.DECIMAL),
        (oracle_entry("DB_TYPE_NUMBER", 10, 2), SqlType.DECIMAL),
        (oracle_entry("DB_TYPE_NUMBER", 0, -127), SqlType.DECIMAL),
        (oracle_entry("DB_TYPE_BINARY_DOUBLE"), SqlType.DOUBLE),
        (oracle_entry("DB_TYPE_DATE"), SqlType.TIMESTAMP),
        (oracle_entry("DB_TYPE_TIMESTAMP_TZ"), SqlType.TIMESTAMP),
        (oracle_entry("DB_TYPE_VARCHAR"), SqlType.KEYWORD),
        (oracle_entry("DB_TYPE_CLOB"), SqlType.KEYWORD),
        (oracle_entry("DB_TYPE_RAW"), SqlType.BINARY),
        (oracle_entry("DB_TYPE_JSON"), SqlType.JSON),
        (oracle_entry("DB_TYPE_VECTOR"), None),
    ],
)
def test_oracle_columns_have_the_type_that_the_driver_describes(entry: tuple[Any, ...], expected: SqlType | None) -> None:
    assert ORACLE.described_type(entry) == expected


@pytest.mark.parametrize(("code", "expected"), [(1, SqlType.KEYWORD), (2, None), (3, None), (4, SqlType.TIMESTAMP), (5, SqlType.DECIMAL)])
def test_sqlserver_columns_have_the_type_that_the_driver_describes(code: int, expected: SqlType | None) -> None:
    assert SQLSERVER.described_type(("c", code, None, None, None, None, None)) == expected


def test_numbers_of_sqlserver_that_are_null_at_first_stay_numbers() -> None:
    assert infer_column("v", [None], SQLSERVER.null_types[3]).type is SqlType.DOUBLE
    assert infer_column("v", [7, None], SQLSERVER.null_types[3]).type is SqlType.LONG
