"""Blocks become bulk bodies whose every line reads back as what the columns said."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import TargetError
from sidecar.load.encode.bodies import Packer
from sidecar.load.encode.documents import Encoded, Encoder
from sidecar.model.columns import Column, Kind, RowFault, SqlType
from sidecar.model.ingestion import Transform
from tests.support.rows import Texts, block, lines

TEXT = Column.of("text", SqlType.TEXT)
NUMBER = Column.of("number", SqlType.LONG)
NASTY = ['"', "\\", "a\nb", "\u2028", "é€😀", "\x00\x01\x1f\x7f", "", "null", '{"a":1}', "\\u0041", "'", "\r\n", "{", "}"]


def encoded(columns: list[Column], *texts: Texts, **options: Any) -> Encoded:
    return Encoder(columns, **options).encode(block(columns, *texts))


def documents(columns: list[Column], *texts: Texts, **options: Any) -> list[dict[str, Any]]:
    return [document for _, document in read(encoded(columns, *texts, **options))]


def read(rows: Encoded) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [pair for body in Packer().add(rows, size=10**9, hurry=True) for pair in lines(body.data)]


def ids(rows: Encoded) -> list[str]:
    return [action["index"]["_id"] for action, _ in read(rows)]


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
        *[(Column.of("c", SqlType.TEXT), text, text) for text in NASTY],
    ],
)
def test_a_value_arrives_as_its_kind_says(column: Column, text: str, value: Any) -> None:
    assert documents([column], [text]) == [{"c": value}]


def test_every_digit_of_a_decimal_arrives() -> None:
    body = Packer().add(encoded([Column.of("c", SqlType.DECIMAL)], ["1234567890.123456789012345678900"]), size=10**6, hurry=True)[0]
    assert b'{"c":1234567890.123456789012345678900}\n' in bytes(body.data)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_null_of_any_kind_is_null_beside_values(kind: Kind) -> None:
    column = Column.of("c", SqlType.TEXT, kind=kind)
    assert documents([column, NUMBER], [None, "1", None], ["1", "2", "3"])[0] == {"c": None, "number": 1}


@pytest.mark.parametrize("name", ['a"b', "a.b", "ünï", "a b", "c0", "id", "place", "lines", "\\", "{}"])
def test_a_field_is_named_as_its_column_whatever_the_name(name: str) -> None:
    assert documents([Column.of(name, SqlType.TEXT), NUMBER], ["x"], ["1"]) == [{name: "x", "number": 1}]


@given(st.lists(st.tuples(st.none() | st.text(), st.none() | st.text(), st.none() | st.integers()), min_size=1, max_size=20))
def test_any_texts_and_numbers_come_back_to_the_letter(rows: list[tuple[str | None, str | None, int | None]]) -> None:
    columns = [Column.of("a", SqlType.TEXT), Column.of("b", SqlType.KEYWORD), Column.of("n", SqlType.LONG)]
    texts = [[a for a, _, _ in rows], [b for _, b, _ in rows], [None if n is None else str(n) for _, _, n in rows]]
    assert documents(columns, *texts) == [{"a": a, "b": b, "n": n} for a, b, n in rows]


@given(st.lists(st.text(min_size=1, max_size=50), min_size=1, max_size=20))
def test_any_text_can_be_an_id(keys: list[str]) -> None:
    assert ids(encoded([TEXT], keys, pk_field=["text"])) == keys


@given(st.tuples(st.text(max_size=8), st.text(max_size=8)), st.tuples(st.text(max_size=8), st.text(max_size=8)))
def test_two_different_keys_of_two_columns_never_give_one_id(one: tuple[str, str], other: tuple[str, str]) -> None:
    columns = [Column.of("a", SqlType.TEXT), Column.of("b", SqlType.TEXT)]
    first, second = ids(encoded(columns, [one[0], other[0]], [one[1], other[1]], pk_field=["a", "b"]))
    assert (first == second) == (one == other)


def test_a_key_of_two_columns_is_joined_by_a_bar() -> None:
    assert ids(encoded([TEXT, NUMBER], ["a|b\\"], ["7"], pk_field=["number", "text"])) == ["7|a\\|b\\\\"]


def test_rows_without_a_key_are_numbered_over_the_blocks_of_a_run() -> None:
    encoder = Encoder([NUMBER], unkeyed='job"1-1-0')
    found = [ids(encoder.encode(block([NUMBER], ["1", "2"]))) for _ in range(2)]
    assert found == [['job"1-1-0-0', 'job"1-1-0-1'], ['job"1-1-0-2', 'job"1-1-0-3']]


def test_a_null_key_and_a_key_over_512_bytes_are_rejected_rows_and_the_others_go_on() -> None:
    rows = encoded([TEXT, NUMBER], ["a", None, "é" * 257, "é" * 256], ["1", "2", "3", "4"], pk_field=["text"])
    assert ids(rows) == ["a", "é" * 256]
    assert [(each.row, each.reason) for each in rows.rejected] == [
        (1, "the key [text] is null"),
        (2, "the key [text] has 514 bytes, but an id has 512 at most"),
    ]
    assert json.loads(rows.rejected[0].document) == {"text": None, "number": "2"}


def test_a_row_with_a_fault_is_rejected_with_its_reason_and_its_place_in_the_run() -> None:
    encoder = Encoder([TEXT], pk_field=["text"])
    encoder.encode(block([TEXT], ["a", "b"]))
    rows = encoder.encode(block([TEXT], ["c", "d"], faults=(RowFault(row=1, column="text", reason="no such day"),)))
    assert ids(rows) == ["c"]
    assert [str(each) for each in rows.rejected] == [
        "The row with id [d] was rejected: illegal_argument_exception: column [text]: no such day"
    ]
    assert rows.rejected[0].row == 3


def test_every_row_of_a_block_can_be_rejected() -> None:
    rows = encoded([TEXT], [None, None], pk_field=["text"])
    assert len(rows.rejected) == 2
    assert Packer().add(rows, size=100, hurry=True) == []


POINT = Transform(input=("lat", "lon"), output="where", transform="geo_point")
LAT, LON = Column.of("lat", SqlType.DOUBLE), Column.of("lon", SqlType.DOUBLE)


def test_a_geo_point_is_made_of_two_columns_and_null_where_one_is() -> None:
    found = documents([LAT, LON, NUMBER], ["1.5", None, "2"], ["-3", "4", None], ["1", "2", "3"], transforms=[POINT])
    assert found == [{"number": 1, "where": {"lat": 1.5, "lon": -3}}, {"number": 2, "where": None}, {"number": 3, "where": None}]


def test_an_array_of_several_columns_leaves_nulls_out() -> None:
    many = Transform(input=("text", "number"), output="all", transform="array")
    found = documents([TEXT, NUMBER], ['a"b', None, None], ["1", "2", None], transforms=[many])
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
def test_an_array_of_one_column_is_its_entries(column: Column, text: str | None, value: Any) -> None:
    found = documents([column], [text, text], transforms=[Transform(input=(column.name,), output="list", transform="array")])
    assert found == [{"list": value}] * 2


def test_a_copy_renames_and_a_column_can_be_read_twice() -> None:
    copies = [Transform(input=("text",), output="a"), Transform(input=("text",), output="b")]
    assert documents([TEXT, NUMBER], ["x"], ["1"], transforms=copies) == [{"number": 1, "a": "x", "b": "x"}]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"pk_field": ["nunber"]}, r"\[pk_field\] reads the column \[nunber\], .* did you mean \[number\]"),
        ({"transforms": [Transform(input=("lat",), output="a")]}, r"the transform to \[a\] reads the column \[lat\]"),
        ({"transforms": [Transform(input=("text",), output="number")]}, r"field \[number\] would be written twice"),
    ],
)
def test_what_cannot_be_planned_is_refused_before_a_row_is_read(options: dict[str, Any], words: str) -> None:
    with pytest.raises(TargetError, match=words):
        Encoder([TEXT, NUMBER], **options)


def test_the_last_record_keeps_every_digit() -> None:
    columns = [NUMBER, Column.of("d", SqlType.DECIMAL), Column.of("i", SqlType.DECIMAL), Column.of("b", SqlType.BOOLEAN), LAT, TEXT]
    encoder = Encoder(columns)
    encoder.encode(block(columns, ["1", "2"], ["1", "0.10"], ["1", "3.00"], ["true", "false"], ["1", "0.5"], ["x", None]))
    assert encoder.last_record == (2, "0.10", 3, False, 0.5, None)


def test_a_number_too_big_for_64_bits_is_watched_exactly() -> None:
    encoder = Encoder([NUMBER], pk_field=["number"])
    encoder.encode(block([NUMBER], ["18446744073709551614", "18446744073709551615"]))
    assert encoder.watch
    assert (encoder.watch.largest, encoder.watch.ascending) == ("18446744073709551615", True)


@given(st.lists(st.lists(st.integers(-(2**70), 2**70), max_size=6), max_size=5))
def test_the_watch_knows_the_largest_key_and_whether_keys_rose(blocks: list[list[int]]) -> None:
    encoder = Encoder([NUMBER], pk_field=["number"])
    for each in blocks:
        encoder.encode(block([NUMBER], [str(key) for key in each]))
    keys = [key for each in blocks for key in each]
    assert encoder.watch
    assert encoder.watch.largest == (str(max(keys)) if keys else None)
    assert encoder.watch.ascending == all(a < b for a, b in pairwise(keys))


def test_a_text_key_is_not_watched() -> None:
    assert Encoder([TEXT], pk_field=["text"]).watch is None


@given(st.lists(st.text(max_size=300), min_size=1, max_size=60), st.integers(1, 3000))
def test_bodies_are_cut_at_row_ends_and_hold_every_row_once(texts: list[str], size: int) -> None:
    columns = [NUMBER, TEXT]
    rows = encoded(columns, [str(place) for place in range(len(texts))], texts, pk_field=["number"])
    found = Packer().add(rows, size=size, hurry=True)
    assert [document["text"] for body in found for _, document in lines(body.data)] == texts
    for body in found:
        assert len(body.data) == len(body)
        assert body.rows == 1 or len(body.span(0, body.rows - 1)) < size
        singles = [lines(body.span(row, row + 1)) for row in range(body.rows)]
        assert [pair for each in singles for pair in each] == lines(body.data)
        assert [body.key(row) for row in range(body.rows)] == [str(body.place(row)) for row in range(body.rows)]


def test_small_blocks_wait_for_company_unless_a_connection_is_hungry() -> None:
    encoder, packer = Encoder([NUMBER], pk_field=["number"]), Packer()
    rows = [encoder.encode(block([NUMBER], [str(row)])) for row in range(4)]
    assert packer.add(rows[0], size=1000, hurry=False) == []
    assert packer.add(rows[1], size=1000, hurry=False) == []
    assert [body.rows for body in packer.add(rows[2], size=1000, hurry=True)] == [3]
    assert packer.add(rows[3], size=1000, hurry=False) == []
    assert [(body.rows, body.key(0)) for body in packer.rest(size=1000)] == [(1, "3")]
    assert packer.rest(size=1000) == []
