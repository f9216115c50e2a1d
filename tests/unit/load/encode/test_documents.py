"""Encode blocks as bulk bodies; every line must parse back to the columns' values."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import TargetError
from sidecar.load.encode.bodies import BodyBuilder
from sidecar.load.encode.documents import Encoder
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.model.columns import Column, ColumnKind, RowError, SqlType
from sidecar.model.transform import Transform
from tests.support.rows import Texts, block, parse_lines

TEXT = Column.of("text", SqlType.TEXT)
NUMBER = Column.of("number", SqlType.LONG)
SPECIAL_TEXTS = ['"', "\\", "a\nb", "\u2028", "é€😀", "\x00\x01\x1f\x7f", "", "null", '{"a":1}', "\\u0041", "'", "\r\n", "{", "}"]


def encode(columns: list[Column], *texts: Texts, **options: Any) -> EncodedBlock:
    return Encoder(columns, **options).encode(block(columns, *texts))


def documents(columns: list[Column], *texts: Texts, **options: Any) -> list[dict[str, Any]]:
    return [document for _, document in parse(encode(columns, *texts, **options))]


def parse(rows: EncodedBlock) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [pair for body in BodyBuilder().add(rows, size=10**9, flush=True) for pair in parse_lines(body.data)]


def ids(rows: EncodedBlock) -> list[str]:
    return [action["index"]["_id"] for action, _ in parse(rows)]


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        (Column.of("c", SqlType.LONG), "9223372036854775807", 2**63 - 1),
        (Column.of("c", SqlType.UNSIGNED_LONG), "18446744073709551615", 2**64 - 1),
        (Column.of("c", SqlType.DOUBLE), "-1.5e-300", -1.5e-300),
        (Column.of("c", SqlType.BOOLEAN), "true", True),
        (Column.of("c", SqlType.DATE), "2024-02-29", "2024-02-29"),
        (Column.of("c", SqlType.JSON), '{"a":[1,null]}', {"a": [1, None]}),
        (Column.of("c", SqlType.LONG, array=True), "[1,2]", [1, 2]),
        (Column.of("c", SqlType.BINARY), "aGVsbG8=", "aGVsbG8="),
        *[(Column.of("c", SqlType.TEXT), text, text) for text in SPECIAL_TEXTS],
    ],
)
def test_a_value_is_encoded_by_its_kind(column: Column, text: str, value: Any) -> None:
    assert documents([column], [text]) == [{"c": value}]


def test_a_decimal_keeps_every_digit() -> None:
    body = BodyBuilder().add(encode([Column.of("c", SqlType.DECIMAL)], ["1234567890.123456789012345678900"]), size=10**6, flush=True)[0]
    assert b'{"c":1234567890.123456789012345678900}\n' in bytes(body.data)


@pytest.mark.parametrize("kind", list(ColumnKind))
def test_a_null_of_any_kind_is_encoded_as_null(kind: ColumnKind) -> None:
    column = Column.of("c", SqlType.TEXT, kind=kind)
    assert documents([column, NUMBER], [None, "1", None], ["1", "2", "3"])[0] == {"c": None, "number": 1}


@pytest.mark.parametrize("name", ['a"b', "a.b", "ünï", "a b", "c0", "id", "row_number", "lines", "\\", "{}"])
def test_a_field_has_the_name_of_its_column(name: str) -> None:
    assert documents([Column.of(name, SqlType.TEXT), NUMBER], ["x"], ["1"]) == [{name: "x", "number": 1}]


@given(st.lists(st.tuples(st.none() | st.text(), st.none() | st.text(), st.none() | st.integers()), min_size=1, max_size=20))
def test_any_texts_and_numbers_round_trip(rows: list[tuple[str | None, str | None, int | None]]) -> None:
    columns = [Column.of("a", SqlType.TEXT), Column.of("b", SqlType.KEYWORD), Column.of("n", SqlType.LONG)]
    texts = [[a for a, _, _ in rows], [b for _, b, _ in rows], [None if n is None else str(n) for _, _, n in rows]]
    assert documents(columns, *texts) == [{"a": a, "b": b, "n": n} for a, b, n in rows]


@given(st.lists(st.text(min_size=1, max_size=50), min_size=1, max_size=20))
def test_any_text_can_be_an_id(keys: list[str]) -> None:
    assert ids(encode([TEXT], keys, pk_field=["text"])) == keys


@given(st.tuples(st.text(max_size=8), st.text(max_size=8)), st.tuples(st.text(max_size=8), st.text(max_size=8)))
def test_different_keys_of_two_columns_have_different_ids(one: tuple[str, str], other: tuple[str, str]) -> None:
    columns = [Column.of("a", SqlType.TEXT), Column.of("b", SqlType.TEXT)]
    first, second = ids(encode(columns, [one[0], other[0]], [one[1], other[1]], pk_field=["a", "b"]))
    assert (first == second) == (one == other)


def test_a_key_of_two_columns_is_joined_with_a_pipe_character() -> None:
    assert ids(encode([TEXT, NUMBER], ["a|b\\"], ["7"], pk_field=["number", "text"])) == ["7|a\\|b\\\\"]


def test_rows_without_a_key_are_numbered_across_blocks() -> None:
    encoder = Encoder([NUMBER], id_prefix='job"1-1-0')
    found = [ids(encoder.encode(block([NUMBER], ["1", "2"]))) for _ in range(2)]
    assert found == [['job"1-1-0-0', 'job"1-1-0-1'], ['job"1-1-0-2', 'job"1-1-0-3']]


def test_a_null_key_and_a_key_over_512_bytes_are_rejected_without_affecting_other_rows() -> None:
    rows = encode([TEXT, NUMBER], ["a", None, "é" * 257, "é" * 256], ["1", "2", "3", "4"], pk_field=["text"])
    assert ids(rows) == ["a", "é" * 256]
    assert [(each.row, each.reason) for each in rows.rejected] == [
        (1, "the key [text] is null"),
        (2, "the key [text] has 514 bytes but an id has at most 512"),
    ]
    assert json.loads(rows.rejected[0].document) == {"text": None, "number": "2"}


def test_a_row_with_a_fault_is_rejected_with_its_reason_and_row_number() -> None:
    encoder = Encoder([TEXT], pk_field=["text"])
    encoder.encode(block([TEXT], ["a", "b"]))
    rows = encoder.encode(block([TEXT], ["c", "d"], row_errors=(RowError(row=1, column="text", reason="no such day"),)))
    assert ids(rows) == ["c"]
    assert [str(each) for each in rows.rejected] == [
        "The row with id [d] was rejected: illegal_argument_exception: column [text]: no such day"
    ]
    assert rows.rejected[0].row == 3


def test_all_rows_of_a_block_can_be_rejected() -> None:
    rows = encode([TEXT], [None, None], pk_field=["text"])
    assert len(rows.rejected) == 2
    assert BodyBuilder().add(rows, size=100, flush=True) == []


POINT = Transform(input=("lat", "lon"), output="where", transform="geo_point")
LAT, LON = Column.of("lat", SqlType.DOUBLE), Column.of("lon", SqlType.DOUBLE)


def test_a_geo_point_is_null_if_either_column_is() -> None:
    found = documents([LAT, LON, NUMBER], ["1.5", None, "2"], ["-3", "4", None], ["1", "2", "3"], transforms=[POINT])
    assert found == [{"number": 1, "where": {"lat": 1.5, "lon": -3}}, {"number": 2, "where": None}, {"number": 3, "where": None}]


def test_an_array_of_several_columns_skips_nulls() -> None:
    transform = Transform(input=("text", "number"), output="all", transform="array")
    found = documents([TEXT, NUMBER], ['a"b', None, None], ["1", "2", None], transforms=[transform])
    assert found == [{"all": ['a"b', 1]}, {"all": [2]}, {"all": []}]


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        (TEXT, ' a, b"c ,,d', ["a", 'b"c', "d"]),
        (TEXT, None, None),
        (TEXT, "", []),
        (NUMBER, "5", [5]),
        (Column.of("c", SqlType.LONG, array=True), "[1,2]", [1, 2]),
    ],
)
def test_an_array_of_one_column_contains_its_entries(column: Column, text: str | None, value: Any) -> None:
    found = documents([column], [text, text], transforms=[Transform(input=(column.name,), output="list", transform="array")])
    assert found == [{"list": value}] * 2


def test_a_copy_renames_a_column_and_several_transforms_can_read_it() -> None:
    copies = [Transform(input=("text",), output="a"), Transform(input=("text",), output="b")]
    assert documents([TEXT, NUMBER], ["x"], ["1"], transforms=copies) == [{"number": 1, "a": "x", "b": "x"}]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"pk_field": ["nunber"]}, r"\[pk_field\] refers to the column \[nunber\], .* did you mean \[number\]"),
        ({"transforms": [Transform(input=("lat",), output="a")]}, r"the transform to \[a\] refers to the column \[lat\]"),
        ({"transforms": [Transform(input=("text",), output="number")]}, r"field \[number\] is defined twice"),
    ],
)
def test_invalid_fields_are_rejected_before_a_row_is_read(options: dict[str, Any], message: str) -> None:
    with pytest.raises(TargetError, match=message):
        Encoder([TEXT, NUMBER], **options)


def test_the_last_record_keeps_every_digit() -> None:
    columns = [NUMBER, Column.of("d", SqlType.DECIMAL), Column.of("i", SqlType.DECIMAL), Column.of("b", SqlType.BOOLEAN), LAT, TEXT]
    encoder = Encoder(columns)
    encoder.encode(block(columns, ["1", "2"], ["1", "0.10"], ["1", "3.00"], ["true", "false"], ["1", "0.5"], ["x", None]))
    assert encoder.last_record == (2, "0.10", 3, False, 0.5, None)


def test_a_number_over_64_bits_is_tracked_exactly() -> None:
    encoder = Encoder([NUMBER], pk_field=["number"])
    encoder.encode(block([NUMBER], ["18446744073709551614", "18446744073709551615"]))
    assert encoder.key_tracker
    assert (encoder.key_tracker.largest, encoder.key_tracker.is_ascending) == ("18446744073709551615", True)


@given(st.lists(st.lists(st.integers(-(2**70), 2**70), max_size=6), max_size=5))
def test_the_key_tracker_knows_the_largest_key_and_whether_keys_ascend(blocks: list[list[int]]) -> None:
    encoder = Encoder([NUMBER], pk_field=["number"])
    for each in blocks:
        encoder.encode(block([NUMBER], [str(key) for key in each]))
    keys = [key for each in blocks for key in each]
    assert encoder.key_tracker
    assert encoder.key_tracker.largest == (str(max(keys)) if keys else None)
    assert encoder.key_tracker.is_ascending == all(a < b for a, b in pairwise(keys))


def test_a_text_key_is_not_tracked() -> None:
    assert Encoder([TEXT], pk_field=["text"]).key_tracker is None


@given(st.lists(st.text(max_size=300), min_size=1, max_size=60), st.integers(1, 3000))
def test_bodies_are_cut_at_row_ends_and_contain_every_row_once(texts: list[str], size: int) -> None:
    columns = [NUMBER, TEXT]
    rows = encode(columns, [str(number) for number in range(len(texts))], texts, pk_field=["number"])
    found = BodyBuilder().add(rows, size=size, flush=True)
    assert [document["text"] for body in found for _, document in parse_lines(body.data)] == texts
    for body in found:
        assert len(body.data) == len(body)
        assert body.rows == 1 or len(body.span(0, body.rows - 1)) < size
        singles = [parse_lines(body.span(row, row + 1)) for row in range(body.rows)]
        assert [pair for each in singles for pair in each] == parse_lines(body.data)
        assert [body.key(row) for row in range(body.rows)] == [str(body.row_number(row)) for row in range(body.rows)]


def test_small_blocks_are_collected_unless_a_connection_is_idle() -> None:
    encoder, builder = Encoder([NUMBER], pk_field=["number"]), BodyBuilder()
    rows = [encoder.encode(block([NUMBER], [str(row)])) for row in range(4)]
    assert builder.add(rows[0], size=1000, flush=False) == []
    assert builder.add(rows[1], size=1000, flush=False) == []
    assert [body.rows for body in builder.add(rows[2], size=1000, flush=True)] == [3]
    assert builder.add(rows[3], size=1000, flush=False) == []
    assert [(body.rows, body.key(0)) for body in builder.flush(size=1000)] == [(1, "3")]
    assert builder.flush(size=1000) == []
