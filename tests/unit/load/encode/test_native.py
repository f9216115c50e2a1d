"""The native encoder must return the same bytes, counts, keys and errors as the encoder of tables."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.errors import SourceError
from sidecar.extract.columns.raw_blocks import ColumnConversion, csv_block, values_block
from sidecar.load.encode.bodies import Body, BodyBuilder
from sidecar.load.encode.documents import Encoder
from sidecar.load.encode.encoded import without_deletions
from sidecar.model.columns import NUMERIC_TYPES, Column, ColumnKind, RawBlock, SqlType
from sidecar.model.conversions import UNCHANGED, Check, Conversion, Rewrite, timestamp_conversion
from sidecar.model.transform import Transform
from tests.support.rows import packet, packet_block, parse_lines

pytest.importorskip("sidecar_native", reason="the native encoder is not installed")

Rows = Sequence[tuple[str | None, ...]]

TEXT, LONG = Column.of("text", SqlType.TEXT), Column.of("long", SqlType.LONG)
SPECIAL = ['"', '""', "\\", ",", "\n", "\r\n", "|", "\\|", "\x00\x1f\x7f", "\u0085\u2028", "\ufeff", "é€😀", "'", "NaN", "null", " a ", ""]
SPECIAL_TEXTS = st.lists(st.sampled_from(SPECIAL), max_size=5).map("".join)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20) | SPECIAL_TEXTS | SPECIAL_TEXTS.map(lambda text: 70 * text)
NUMBERS = st.one_of(st.integers(), st.integers(0, 20), st.decimals(allow_nan=False, allow_infinity=False), st.floats(width=32)).map(str)
DATES = st.sampled_from(
    ["2024-02-29", "10000-01-01", "0001-01-01 BC", "infinity", "-infinity", "0000-00-00", "2024-00-10", "2024-02-00", "é024-02-29", "2024"]
)
TIMESTAMPS = st.sampled_from(
    [
        "2024-02-29 12:00:00", "2024-02-29 12:00:00.123456", "10000-01-01 00:00:00", "0044-03-15 00:00:00 BC", "0001-01-01 (BC) 00:00:00",
        "infinity", "2024-02-29", "0000-00-00 00:00:00", "2024-02-29x12:00:00", "2024-02-2é 12:00:00",
    ]
)  # fmt: skip
JSON = st.sampled_from(
    [
        '{"a":\n1}', "[1,\r\n2]", '["NaN",1,"-Infinity"]', '["1","0",null]', '["2024-02-29","infinity",null,"10000-01-01"]', '"', '["é"]',
        '["2024-02-29T12:00:00+00:00","0044-03-15 BC"]', '[""]', '{"a":"x\\ny"}', '"infinity""1"',
    ]
)  # fmt: skip
VALUES: dict[Check | Rewrite | None, st.SearchStrategy[str]] = {
    None: TEXTS | NUMBERS,
    Check.FINITE: NUMBERS | st.sampled_from(["NaN", "Infinity", "-Infinity", "nan", "inf"]),
    Check.DUCKDB_FINITE: NUMBERS | st.sampled_from(["nan", "-nan", "inf", "-inf", "NaN"]),
    Check.ISO_DATE: DATES,
    Check.ISO_TIMESTAMP: TIMESTAMPS,
    Check.DUCKDB_TIMESTAMP: TIMESTAMPS,
    Check.NONZERO_DATE: DATES | TIMESTAMPS,
    Check.NO_CONSTANTS: JSON,
    Rewrite.ISO_TIMESTAMP: TIMESTAMPS,
    Rewrite.BOOLEAN: st.sampled_from(["0", "1", "2"]),
    Rewrite.STRIP_ZEROS: st.sampled_from(["0", "00", "007", "0.5", "00.50", "-1", "1", "", "0é"]),
    **dict.fromkeys((Rewrite.ONE_LINE, Rewrite.NUMBER_ARRAY, Rewrite.BOOLEAN_ARRAY), JSON | TEXTS),
    **dict.fromkeys((Rewrite.DATE_ARRAY, Rewrite.TIMESTAMP_ARRAY), JSON | TEXTS),
}


@st.composite
def conversions(draw: st.DrawFn, *, name: str) -> tuple[ColumnConversion, st.SearchStrategy[str | None]]:
    """Draw a column's type, kind and conversion, with the texts that the database may send for it."""
    check = draw(st.none() | st.sampled_from(Check))
    rewrite = draw(st.none() | st.sampled_from([each for each in Rewrite if each is not Rewrite.LOCAL_TIMESTAMP]))
    column = Column.of(name, draw(st.sampled_from(SqlType)), kind=draw(st.none() | st.sampled_from(ColumnKind)))
    conversion = ColumnConversion(column=column, conversion=Conversion(check=check, rewrite=rewrite))
    return conversion, st.none() | VALUES[check] | VALUES[rewrite]


def csv_line(row: Sequence[str | None], *, quote_all: bool = True) -> str:
    """Return a line as PostgreSQL writes it, or with quotes around every text."""
    fields = []
    for text in row:
        needs_quotes = text is not None and (quote_all or text == "" or any(each in text for each in '",\r\n'))
        fields.append('"' + text.replace('"', '""') + '"' if text is not None and needs_quotes else text or "")
    return ",".join(fields if len(fields) > 1 else [*fields, "1"]) + "\n"


def outcome(
    blocks: Sequence[RawBlock], *, native: bool, transforms: Sequence[Transform] = (), pk_field: Sequence[str] = (), id_prefix: str = "",
    deletion_column: str | None = None,
) -> list[Any]:  # fmt: skip
    """Encode blocks and return everything that an encoder decides; errors as their types and messages."""
    encoder = Encoder(
        blocks[0].columns, transforms=transforms, pk_field=pk_field, id_prefix=id_prefix, partition=3, native=native,
        deletion_column=deletion_column,
    )  # fmt: skip
    builder = BodyBuilder()
    found: list[Any] = []
    for block in blocks:
        try:
            encoded = encoder.encode(block)
        except Exception as error:  # noqa: BLE001
            found.append((type(error), str(error)))
            continue
        bodies = builder.add(encoded, size=50, flush=False)
        found += [bytes(encoded.data), list(encoded.row_ends), encoded.rejected, encoded.rows, encoded.last_row, repr(encoded.keys)]
        found += [block.rows, block.nulled, block.row_errors, encoder.rows, encoder.has_ascending_keys]
        found += [encoder.key_tracker and encoder.key_tracker.largest]
        for body in bodies:
            found += [bytes(body.data), [(_id(body, row), body.row_number(row)) for row in range(body.rows)]]
    found += [bytes(body.data) for body in builder.flush(size=50)]
    return found


def _id(body: Body, row: int) -> tuple[str | None, str | None]:
    try:
        return body.id(row), body.key(row)
    except ValueError:
        # The action line is no JSON, because a column that needs no escapes has some here.
        return None, None


def assert_same_blocks(create: Callable[[], Sequence[RawBlock]], **options: Any) -> None:
    """Encode the same blocks with both encoders and compare the outcomes."""
    assert outcome(create(), native=True, **options) == outcome(create(), native=False, **options)


def assert_same(data: Sequence[bytes], columns: Sequence[ColumnConversion], **options: Any) -> None:
    """Encode the same lines with both encoders and compare the outcomes."""
    assert_same_blocks(lambda: [csv_block(each, columns) for each in data], **options)


def is_encoded_natively(data: bytes, columns: Sequence[ColumnConversion], **options: Any) -> bool:
    """Return whether the native encoder encodes a block."""
    block = csv_block(data, columns)
    Encoder(block.columns, **options).encode(block)
    return "_parsed" not in vars(block)


def deletion_columns(columns: Sequence[Column]) -> st.SearchStrategy[str | None]:
    """Draw a column that may mark rows as deleted, or none."""
    suitable = (*NUMERIC_TYPES, SqlType.BOOLEAN, SqlType.DATE, SqlType.TIMESTAMP)
    return st.sampled_from([None, *(each.name for each in columns if each.type in suitable and not each.array)])


@given(st.data())
def test_both_encoders_return_the_same_for_any_rows(data: st.DataObject) -> None:
    drawn = [data.draw(conversions(name=f'c"{number}')) for number in range(data.draw(st.integers(1, 4)))]
    columns = [conversion for conversion, _ in drawn]
    rows = st.tuples(*(values for _, values in drawn))
    blocks = data.draw(st.lists(st.lists(rows, min_size=1, max_size=5), min_size=1, max_size=3))
    lines = ["".join(csv_line(row, quote_all=data.draw(st.booleans())) for row in block).encode() for block in blocks]
    key = data.draw(st.lists(st.sampled_from([each.column.name for each in columns]), unique=True))
    copies = [Transform(input=(columns[0].column.name,), output=name) for name in data.draw(st.sampled_from([(), ("a",), ("a", "b\n")]))]
    mark = data.draw(deletion_columns([each.column for each in columns]))
    assert_same(lines, columns, pk_field=key, id_prefix=data.draw(TEXTS), transforms=copies, deletion_column=mark)


@given(st.data())
def test_both_encoders_return_the_same_for_any_packets(data: st.DataObject) -> None:
    drawn = [data.draw(conversions(name=f"c{number}")) for number in range(data.draw(st.integers(1, 4)))]
    columns = [conversion for conversion, _ in drawn]
    rows = st.tuples(*(values.map(lambda text: None if text is None else text.encode()) for _, values in drawn))
    packets = [packet(row) for row in data.draw(st.lists(rows, min_size=1, max_size=5))]
    if data.draw(st.integers(0, 9)) == 0:
        packets.append(data.draw(st.binary(min_size=1, max_size=10)))
    positions = sorted(data.draw(st.sets(st.integers(0, len(columns) - 1), min_size=1)))
    key = data.draw(st.lists(st.sampled_from([columns[position].column.name for position in positions]), unique=True))
    mark = data.draw(deletion_columns([columns[position].column for position in positions]))
    assert_same_blocks(lambda: [packet_block(packets, columns, positions)], pk_field=key, deletion_column=mark)


PYTHON_VALUES: dict[SqlType, st.SearchStrategy[Any]] = {
    SqlType.LONG: st.integers(-(2**63), 2**63 - 1),
    SqlType.DOUBLE: st.floats() | st.integers(-(2**53) + 1, 2**53 - 1) | st.integers(-(10**9), 10**9).map(lambda cents: cents / 100),
    SqlType.BOOLEAN: st.sampled_from([0, 1]),
    SqlType.TEXT: TEXTS | TEXTS.map(str.encode),
    SqlType.DATE: st.dates().map(str) | st.dates().map(lambda day: str(day).encode()),
    SqlType.TIMESTAMP: st.datetimes().map(str) | st.datetimes().map(lambda moment: str(moment).encode()),
    SqlType.BINARY: st.binary(),
}
PYTHON_OBJECTS: dict[SqlType, st.SearchStrategy[Any]] = {
    SqlType.DECIMAL: st.decimals(allow_nan=False, allow_infinity=False),
    SqlType.BOOLEAN: st.booleans(),
    SqlType.KEYWORD: TEXTS | st.uuids() | st.times(),
    SqlType.DATE: st.dates(),
    SqlType.TIMESTAMP: st.datetimes() | st.datetimes(timezones=st.just(UTC)),
}
"""Values as drivers of databases with more types return them."""
NAIVE = datetime(2024, 1, 1)  # noqa: DTZ001 (most databases have such)
ODD_VALUES = st.sampled_from([2, "2024-02-30", "x", 1e300, 2**53])
ANY_VALUE = st.one_of(st.integers(), st.booleans(), st.decimals(), st.binary(max_size=5), st.datetimes(), ODD_VALUES)


@given(st.data())
def test_both_encoders_return_the_same_for_any_python_values(data: st.DataObject) -> None:
    drawn = data.draw(st.lists(st.sampled_from([*PYTHON_VALUES.items(), *PYTHON_OBJECTS.items()]), min_size=1, max_size=4))
    columns = [Column.of(f"c{number}", type) for number, (type, _) in enumerate(drawn)]
    is_odd = data.draw(st.booleans())
    values = [st.none() | usual | (ANY_VALUE | PYTHON_OBJECTS.get(type, usual) if is_odd else st.nothing()) for type, usual in drawn]
    rows = data.draw(st.lists(st.tuples(*values), min_size=1, max_size=6))
    positions = sorted(data.draw(st.sets(st.integers(0, len(columns) - 1), min_size=1)))
    selected = [columns[position] for position in positions]
    timezone = data.draw(st.sampled_from(["UTC", "UTC", "Europe/Paris"]))
    key = data.draw(st.lists(st.sampled_from([each.name for each in selected]), unique=True))
    mark = data.draw(deletion_columns(selected))
    assert_same_blocks(lambda: [values_block(selected, positions, rows, timezone)], pk_field=key, deletion_column=mark)


def test_usual_python_values_are_encoded_natively() -> None:
    columns = [Column.of(type.value, type) for type in PYTHON_VALUES]
    rows = [(1, 1.5, 0, b"a", b"2024-02-29", "2024-02-29 12:00:00.5", b"\xff"), (None,) * 7, (-1, 17, 1, "b", "0001-01-01", None, b"")]
    block = values_block(columns, range(len(columns)), rows, "UTC")
    Encoder(columns, pk_field=["text"], native=True).encode(values_block(columns, range(7), [rows[0]], "UTC"))
    encoded = Encoder(columns).encode(block)
    assert "_parsed" not in vars(block)
    assert parse_lines(encoded.data)[0][1] == {
        "long": 1, "double": 1.5, "boolean": False, "text": "a", "date": "2024-02-29", "timestamp": "2024-02-29T12:00:00.5Z",
        "binary": "/w==",
    }  # fmt: skip


def test_usual_python_objects_are_encoded_natively() -> None:
    columns = [Column.of(type.value, type) for type in PYTHON_OBJECTS]
    now = datetime(2024, 2, 29, 12, 0, 0, 500000, tzinfo=UTC)
    first = (Decimal("1.50"), True, UUID(int=1), date(2024, 2, 29), now)
    rows = [first, (None,) * 5, (Decimal("-1E+5"), False, time(1), date.min, now.replace(tzinfo=None))]
    block = values_block(columns, range(len(columns)), rows, "UTC")
    encoded = Encoder(columns).encode(block)
    assert "_parsed" not in vars(block)
    documents = [document for _, document in parse_lines(encoded.data)]
    assert documents[0] == {
        "decimal": 1.5, "boolean": True, "keyword": "00000000-0000-0000-0000-000000000001", "date": "2024-02-29",
        "timestamp": "2024-02-29T12:00:00.500000Z",
    }  # fmt: skip
    assert documents[2] == {
        "decimal": -1e5, "boolean": False, "keyword": "01:00:00", "date": "0001-01-01", "timestamp": "2024-02-29T12:00:00.500000Z",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("type", "values"),
    [
        (SqlType.DECIMAL, (Decimal(1), 1)), (SqlType.DECIMAL, (Decimal(1), 1.5)), (SqlType.DECIMAL, (Decimal("NaN"), Decimal(1))),
        (SqlType.TIMESTAMP, (NAIVE, str(NAIVE))), (SqlType.TIMESTAMP, (str(NAIVE), str(NAIVE).encode())),
        (SqlType.DATE, (NAIVE, date(2024, 1, 1))),
        (SqlType.TIMESTAMP, (datetime(2024, 1, 1, tzinfo=ZoneInfo("Europe/Paris")), None)),
    ],
)  # fmt: skip
def test_mixed_and_unusual_objects_are_left_to_the_encoder_of_tables(type: SqlType, values: tuple[Any, ...]) -> None:
    columns = [Column.of("c", type)]
    block = values_block(columns, [0], [(value,) for value in values], "UTC")
    Encoder(columns).encode(block)
    assert "_parsed" in vars(block)
    assert_same_blocks(lambda: [values_block(columns, [0], [(value,) for value in values], "UTC")])


@pytest.mark.parametrize("length", [0, 250, 251, 252, 65535, 65536, 16777215])
def test_values_of_any_length_are_read_from_packets_natively(length: int) -> None:
    columns = [ColumnConversion(column=TEXT), ColumnConversion(column=LONG)]
    packets = [packet((b"x" * length, b"1")), packet((None, b"2"))]
    block = packet_block(packets, columns, (0, 1))
    Encoder(block.columns, pk_field=["long"]).encode(block)
    assert "_parsed" not in vars(block)
    assert_same_blocks(lambda: [packet_block(packets, columns, (0, 1))], pk_field=["long"])


@given(st.lists(st.lists(st.integers(-(10**20), 10**20) | st.integers(-3, 3), min_size=1, max_size=6), min_size=1, max_size=4))
def test_both_encoders_track_the_same_keys(blocks: list[list[int]]) -> None:
    columns = [ColumnConversion(column=LONG), ColumnConversion(column=TEXT)]
    lines = ["".join(f"{key},x\n" for key in keys).encode() for keys in blocks]
    assert_same(lines, columns, pk_field=["long"])


FRAGMENTS = [b'"', b'""', b",", b"\n", b"\r", b"\r\n", b"a", b"1", b"\xff", b"\xc3\xa9", b"\xef\xbb\xbf", b"\x00", b"\\.", b"\\"]
GARBAGE = st.one_of(st.binary(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=20).map(b"".join))


@given(st.lists(GARBAGE, min_size=1, max_size=3), st.integers(1, 3))
@example([b"", b"a,b\n"], 2)
@example([b"a,b\n\n"], 2)
def test_both_encoders_treat_anything_but_rows_alike(blocks: list[bytes], width: int) -> None:
    columns = [ColumnConversion(column=Column.of(f"c{number}", SqlType.TEXT)) for number in range(width)]
    assert_same(blocks, columns, pk_field=["c0"])


CODE_POINTS = [*range(0x24), 0x2C, 0x2F, 0x5C, 0x7C, 0x7F, 0x80, 0x85, 0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFF, 0x10FFFF]


@pytest.mark.parametrize("code_point", CODE_POINTS)
def test_a_character_is_escaped_by_the_native_encoder_as_by_the_other(code_point: int) -> None:
    columns = [ColumnConversion(column=TEXT), ColumnConversion(column=LONG)]
    lines = csv_line((f"ab{chr(code_point)}cdefghijklmno{chr(code_point)}", "1")).encode()
    assert_same([lines], columns, pk_field=["text"])
    assert is_encoded_natively(lines, columns, pk_field=["text"])


CONVERTED = [
    (Column.of("c", SqlType.TIMESTAMP), Conversion(check=Check.ISO_TIMESTAMP, rewrite=Rewrite.ISO_TIMESTAMP), "2024-02-29 12:00:00.5"),
    (Column.of("c", SqlType.TIMESTAMP), timestamp_conversion("UTC", Check.DUCKDB_TIMESTAMP), "0001-01-01 (BC) 00:00:00"),
    (Column.of("c", SqlType.DATE), Conversion(check=Check.ISO_DATE), "infinity"),
    (Column.of("c", SqlType.DATE), Conversion(check=Check.NONZERO_DATE), "2024-00-10"),
    (Column.of("c", SqlType.DOUBLE), Conversion(check=Check.FINITE), "NaN"),
    (Column.of("c", SqlType.DOUBLE), Conversion(check=Check.DUCKDB_FINITE), "-inf"),
    (Column.of("c", SqlType.GEO_POINT), Conversion(check=Check.NO_CONSTANTS), '{"type":"Point","coordinates":[1,NaN]}'),
    (Column.of("c", SqlType.JSON), Conversion(rewrite=Rewrite.ONE_LINE), '{"a":\r\n1}'),
    (Column.of("c", SqlType.BOOLEAN), Conversion(rewrite=Rewrite.BOOLEAN), "2"),
    (Column.of("c", SqlType.LONG), Conversion(rewrite=Rewrite.STRIP_ZEROS), "0000"),
    (Column.of("c", SqlType.DOUBLE, array=True), Conversion(rewrite=Rewrite.NUMBER_ARRAY), '[1,"NaN"]'),
    (Column.of("c", SqlType.BOOLEAN, array=True), Conversion(rewrite=Rewrite.BOOLEAN_ARRAY), '["1","0"]'),
    (Column.of("c", SqlType.DATE, array=True), Conversion(rewrite=Rewrite.DATE_ARRAY), '["2024-02-29","12024-02-29","-infinity"]'),
    (Column.of("c", SqlType.TIMESTAMP, array=True), Conversion(rewrite=Rewrite.TIMESTAMP_ARRAY), '["2024-02-29T12:00:00+00:00"]'),
]


@pytest.mark.parametrize(("column", "conversion", "text"), CONVERTED)
def test_every_conversion_is_made_by_the_native_encoder(column: Column, conversion: Conversion, text: str) -> None:
    columns = [ColumnConversion(column=column, conversion=conversion), ColumnConversion(column=LONG)]
    lines = (csv_line((text, "1")) + csv_line((None, "2"))).encode()
    assert_same([lines], columns)
    assert is_encoded_natively(lines, columns)


def test_every_conversion_but_that_of_local_timestamps_is_tested() -> None:
    tested = {each for _, conversion, _ in CONVERTED for each in (conversion.check, conversion.rewrite)}
    assert {*Check, *Rewrite} - tested == {Rewrite.LOCAL_TIMESTAMP}


MARKS = [
    (SqlType.BOOLEAN, ["false", None], ["true"]),
    (SqlType.LONG, ["0", None], ["1", "-1", "1700000000"]),
    (SqlType.DECIMAL, ["0.00", "-0.0", "0E-10", "0e5", None], ["0.01", "1E-10"]),
    (SqlType.DATE, [None], ["0001-01-01", "2024-02-29"]),
    (SqlType.TIMESTAMP, [None], ["0001-01-01T00:00:00Z", "2024-02-29T00:00:00Z"]),
]


@pytest.mark.parametrize(("type", "unmarked", "marked"), MARKS)
@pytest.mark.parametrize("native", [False, True])
def test_a_marked_row_becomes_a_deletion(type: SqlType, unmarked: list[str | None], marked: list[str | None], native: bool) -> None:
    columns = [ColumnConversion(column=TEXT), ColumnConversion(column=Column.of("mark", type))]
    lines = "".join(csv_line((f'"{number}', text), quote_all=False) for number, text in enumerate([*unmarked, *marked])).encode()
    block = csv_block(lines, columns)
    encoded = Encoder(block.columns, pk_field=["text"], deletion_column="mark", native=native).encode(block)
    deletions = [encoded.is_deletion(row) for row in range(len(encoded.row_ends))]
    assert deletions == [False] * len(unmarked) + [True] * len(marked)
    body = Body(encoded=encoded, begin=0, end=len(deletions))
    assert [body.id(row) for row in range(body.rows)] == [f'"{number}' for number in range(body.rows)]
    assert [bool(body.document(row)) for row in range(body.rows)] == [not each for each in deletions]
    remaining = without_deletions(encoded)
    assert [id for id, _ in parse_lines(remaining.data)] == [{"index": {"_id": f'"{number}'}} for number in range(len(unmarked))]
    assert ("_parsed" in vars(block)) != native


def _no_key(row: int) -> str:
    return csv_line((None, str(row)))


ODD_LINES: dict[str, Callable[[int], bytes]] = {
    "a null key": lambda row: _no_key(row).encode(),
    "a long key": lambda row: csv_line(("x" * 513, str(row))).encode(),
    "text that is not UTF-8": lambda row: f'"\xe9",{row}\n'.encode("latin-1"),
    "an unquoted carriage return": lambda row: f"a\rb,{row}\n".encode(),
}


@pytest.mark.parametrize("odd", ODD_LINES)
def test_a_block_that_the_native_encoder_cannot_encode_is_encoded_by_the_other(odd: str) -> None:
    columns = [ColumnConversion(column=TEXT), ColumnConversion(column=LONG)]
    blocks = [b"".join(csv_line((f"key {row}", str(row))).encode() for row in range(first, first + 3)) for first in range(0, 15, 3)]
    blocks[1] += ODD_LINES[odd](100)
    blocks[3] = ODD_LINES[odd](101)
    assert_same(blocks, columns, pk_field=["text"], id_prefix="run")
    natively = [is_encoded_natively(each, columns, pk_field=["text"]) for each in blocks]
    assert natively == [True, False, True, False, True]


def test_the_bytes_of_a_block_stay_as_long_as_anything_refers_to_them() -> None:
    # The memory of large blocks is used again, from the moment nothing refers to it.
    columns = [ColumnConversion(column=TEXT), ColumnConversion(column=LONG)]

    def encode(first: int) -> memoryview:
        lines = b"".join(csv_line((f"{row}".rjust(1000, "x"), str(row))).encode() for row in range(first, first + 1500))
        block = csv_block(lines, columns)
        return Encoder(block.columns, pk_field=["long"], native=True).encode(block).data

    kept = [(first, encode(first)[-100:]) for first in range(0, 30_000, 3000)]
    for first in range(0, 30_000, 1500):
        encode(first)
    assert [first for first, end in kept if not bytes(end).endswith(b'%d","long":%d}\n' % (first + 1499, first + 1499))] == []

    def address(first: int) -> int:
        return int(np.frombuffer(encode(first), dtype=np.uint8).ctypes.data)

    assert address(10_000) == address(10_000)


def test_rows_of_other_fields_are_encoded_by_the_encoder_of_tables() -> None:
    columns = [ColumnConversion(column=TEXT), ColumnConversion(column=LONG)]
    array = Transform(input=("text",), output="list", transform="array")
    assert not is_encoded_natively(b"a,1\n", columns, transforms=[array])
    local = ColumnConversion(column=TEXT, conversion=timestamp_conversion("Europe/Paris"))
    assert not is_encoded_natively(b"2024-02-29 12:00:00,1\n", [local, columns[1]])
    assert_same([b"a,1\n"], columns, transforms=[array])


def test_lines_that_cannot_be_parsed_are_an_error_of_the_database() -> None:
    columns = [ColumnConversion(column=TEXT), ColumnConversion(column=LONG)]
    encoder = Encoder([TEXT, LONG])
    with pytest.raises(SourceError, match="lines of 3 columns"):
        encoder.encode(csv_block(b"1,2,3\n", columns))


def test_views_outlive_the_encoder_and_are_read_only() -> None:
    block = csv_block(b"a,1\n" * 1000, [ColumnConversion(column=TEXT), ColumnConversion(column=LONG)])
    (body,) = BodyBuilder().add(Encoder(block.columns).encode(block), size=10**9, flush=True)
    data = body.data
    del body, block
    assert data.readonly
    assert len(parse_lines(data)) == 1000


def test_both_encoders_describe_a_block_with_the_same_fields() -> None:
    columns = [ColumnConversion(column=LONG), ColumnConversion(column=TEXT, conversion=UNCHANGED)]
    for native in (True, False):
        encoded = Encoder([LONG, TEXT], pk_field=["long"], native=native).encode(csv_block(b"1,a\n2,\n", columns))
        assert encoded.keys
        assert asdict(encoded.keys) == {"first": 1, "last": 2, "largest": 2, "text": "2", "is_ascending": True}
        assert encoded.last_row == ("2", None)
