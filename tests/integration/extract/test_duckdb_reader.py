"""The DuckDB reader on real files."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from sidecar.errors import BadRequest, SourceError, error_messages
from sidecar.extract.reader import Reader
from sidecar.model.columns import ColumnKind, SqlType
from tests.integration.reader_helpers import connected_reader, parse_value, read_blocks, read_texts
from tests.support.waiting import wait_until

VALUES: list[tuple[str, SqlType, Any]] = [
    ("true", SqlType.BOOLEAN, True),
    ("(-128)::tinyint", SqlType.LONG, -128),
    ("(-9223372036854775808)::bigint", SqlType.LONG, -(2**63)),
    ("4294967295::uinteger", SqlType.LONG, 4294967295),
    ("18446744073709551615::ubigint", SqlType.UNSIGNED_LONG, 2**64 - 1),
    ("12345678901234567890123::hugeint", SqlType.DECIMAL, 12345678901234567890123),
    ("123456789012345678::decimal(18,0)", SqlType.LONG, 123456789012345678),
    ("1.10::decimal(5,2)", SqlType.DECIMAL, "1.10"),
    ("12345678901234567890.1234567890::decimal(38,10)", SqlType.DECIMAL, "12345678901234567890.1234567890"),
    ("0.1::float", SqlType.FLOAT, "0.1"),
    ("0.1::double + 0.2::double", SqlType.DOUBLE, "0.30000000000000004"),
    ("'nan'::double", SqlType.DOUBLE, None),
    ("'-inf'::float", SqlType.FLOAT, None),
    ("'line one\nline \"two\", Zoë 🙂'", SqlType.KEYWORD, 'line one\nline "two", Zoë 🙂'),
    ("''", SqlType.KEYWORD, ""),
    ("repeat('x', 1000000)", SqlType.KEYWORD, "x" * 1_000_000),
    ("'a'::enum('a', 'b')", SqlType.KEYWORD, "a"),
    ("'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", SqlType.KEYWORD, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    ("'101'::bit", SqlType.KEYWORD, "101"),
    ("time '12:34:56.789'", SqlType.KEYWORD, "12:34:56.789"),
    ("interval '1 year 2 days 03:04:05.6'", SqlType.KEYWORD, "P1Y0M2DT3H4M5.6S"),
    ("date '2024-02-29'", SqlType.DATE, "2024-02-29"),
    ("date 'infinity'", SqlType.DATE, None),
    ("date '10000-01-01'", SqlType.DATE, None),
    ("date '0044-03-15 (BC)'", SqlType.DATE, None),
    ("timestamp '2024-02-29 12:00:00.123456'", SqlType.TIMESTAMP, "2024-02-29T12:00:00.123456Z"),
    ("timestamp_ns '2024-02-29 12:00:00.123456789'", SqlType.TIMESTAMP, "2024-02-29T12:00:00.123456789Z"),
    ("timestamp 'infinity'", SqlType.TIMESTAMP, None),
    ("timestamp '0044-03-15 (BC) 10:00:00'", SqlType.TIMESTAMP, None),
    ("timestamptz '2024-02-29 12:00:00+05:30'", SqlType.TIMESTAMP, "2024-02-29T06:30:00Z"),
    ("'-infinity'::timestamptz", SqlType.TIMESTAMP, None),
    ("'\\xDE\\xAD\\xBE\\xEF\\x00'::blob", SqlType.BINARY, "3q2+7wA="),
    ("'{\"a\":\n [1.10]}'::json", SqlType.JSON, {"a": ["1.10"]}),
    ("{'a': 1, 'b': 'x\"y'}", SqlType.JSON, {"a": 1, "b": 'x"y'}),
    ("map {'k': 1}", SqlType.JSON, {"k": 1}),
]

LISTS: list[tuple[str, SqlType, Any]] = [
    ("[1, null, 3]", SqlType.LONG, [1, None, 3]),
    ("[[1, 2], [3]]", SqlType.LONG, [[1, 2], [3]]),
    ("[]::integer[]", SqlType.LONG, []),
    ("array_value(1.5::float, 2.5::float)", SqlType.FLOAT, ["1.5", "2.5"]),
    ("['nan'::double, 1.5, 'inf'::double]", SqlType.DOUBLE, [None, "1.5", None]),
    ("[1.10::decimal(5,2)]", SqlType.DECIMAL, ["1.10"]),
    ("['a\"b', null, 'x\ny']", SqlType.KEYWORD, ['a"b', None, "x\ny"]),
    ("[date '2024-02-29', date 'infinity']", SqlType.DATE, ["2024-02-29", None]),
    ("[timestamp '2024-02-29 12:00:00.5', timestamp 'infinity']", SqlType.TIMESTAMP, ["2024-02-29T12:00:00.500000Z", None]),
    ("[timestamptz '2024-02-29 12:00:00+02']", SqlType.TIMESTAMP, ["2024-02-29T10:00:00.000000Z"]),
    ("['a'::blob]", SqlType.BINARY, ["YQ=="]),
    ("[{'a': 1}]", SqlType.JSON, [{"a": 1}]),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Create a file with the numbers from 1 to 10,000 and a string for each."""
    path = tmp_path / "data.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table t as select range + 1 as n, 'c' || (range + 1) as c from range(10000)")
    return path


@pytest.fixture
def reader(path: Path) -> Iterator[Reader]:
    """Return a connected reader of the file."""
    with connected_reader(f"jdbc:duckdb:{path}", allowed=("duckdb:///*",)) as reader:
        yield reader


@pytest.mark.parametrize(("sql", "type", "expected"), VALUES, ids=[each[0][:60] for each in VALUES])
def test_a_value_is_converted_as_documented(reader: Reader, sql: str, type: SqlType, expected: Any) -> None:
    query = f"select {sql} as v union all select null"
    (column,) = reader.describe(query)
    (block,) = read_blocks(reader, query)
    rows = pl.DataFrame(block.table).rows()
    assert (column.type, column.array) == (type, False)
    assert parse_value(column, rows[0][0]) == expected
    assert rows[1] == (None,)
    assert (block.nulled, block.row_errors) == (1 if expected is None else 0, ())


@pytest.mark.parametrize(("sql", "type", "expected"), LISTS, ids=[each[0] for each in LISTS])
def test_a_list_has_its_element_type(reader: Reader, sql: str, type: SqlType, expected: Any) -> None:
    query = f"select {sql} as v union all select null"
    (column,) = reader.describe(query)
    rows = read_texts(reader, query)
    assert (column.type, column.array, column.kind) == (type, True, ColumnKind.JSON)
    assert parse_value(column, rows[0][0]) == expected
    assert rows[1] == (None,)


def test_a_struct_that_is_not_json_rejects_the_row(reader: Reader) -> None:
    (block,) = read_blocks(reader, "select {'a': 'nan'::double} as v, 1 as n")
    assert [(each.row, each.column) for each in block.row_errors] == [(0, "v")]


def test_a_local_timestamp_is_in_the_datasources_time_zone(path: Path) -> None:
    with connected_reader(f"jdbc:duckdb:{path}", allowed=("duckdb:///*",), timezone="Europe/Paris") as reader:
        query = "select timestamp '2024-07-15 12:00:00' a, timestamptz '2024-07-15 12:00:00Z' b"
        assert read_texts(reader, query) == [("2024-07-15T10:00:00.000000Z", "2024-07-15T12:00:00Z")]


def test_rows_are_read_in_the_querys_order(reader: Reader) -> None:
    blocks = read_blocks(reader, "select n, c from t order by n desc -- the end", 3000)
    assert (blocks[0].rows, max(each.rows for each in blocks) <= 3000) == (250, True)
    assert [int(n) for each in blocks for n in pl.DataFrame(each.table)["n"]] == list(range(10000, 0, -1))


@pytest.mark.parametrize("query", ["select 1 a, 2 a", 'select 1 as "_id"', 'select 1 as a, 2 as "a.b"'])
def test_names_that_cannot_be_fields_are_rejected(reader: Reader, query: str) -> None:
    with pytest.raises(BadRequest, match="give it another name"):
        reader.describe(query)


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from read_text('/etc/passwd')",
        "attach '/tmp/x.duckdb'",
        "copy t to '/tmp/x.csv'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "insert into t values (1, 'x')",
        "select 1 as a; select 2 as b",
    ],
)
def test_a_query_can_only_read_this_file(reader: Reader, query: str) -> None:
    with pytest.raises((SourceError, BadRequest)):
        read_blocks(reader, query)


def test_the_error_for_invalid_sql_contains_the_databases_message(reader: Reader) -> None:
    with pytest.raises(SourceError) as caught:
        reader.describe("select nope from t")
    assert "nope" in error_messages(caught.value)[-1]


@pytest.mark.parametrize("content", [None, b"not a database" * 1000], ids=["missing", "another file"])
def test_a_file_that_is_not_a_database_is_an_error_and_none_is_created(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.duckdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError), connected_reader(f"jdbc:duckdb:{path}", allowed=("duckdb:///*",)):
        pass
    assert path.exists() == (content is not None)


def test_an_error_while_reading_is_raised(reader: Reader) -> None:
    with pytest.raises(SourceError):
        read_blocks(reader, "select cast(case when n = 9000 then 'x' else c[2:] end as integer) as a from t")


def test_cancel_interrupts_a_running_query(reader: Reader) -> None:
    caught: list[BaseException] = []
    query = "select count(*) as a from range(1000000) x, range(1000000) y where (x.range * y.range) % 7 = 3"
    columns = reader.describe(query)

    def read() -> None:
        try:
            list(reader.read(query, columns, 1000))
        except SourceError as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()

    def ended() -> bool:
        reader.cancel()  # repeatedly, because the statement may not have started at the first call
        return not thread.is_alive()

    wait_until(ended, "the query has ended")
    assert caught


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("select n from t where n < 0", None),
        ("select n from t limit 10", None),
        # Before DuckDB 2, such a plan has none.
        ("select n from t order by n limit 10", 10 if int(duckdb.__version__.partition(".")[0]) >= 2 else None),
        ("select count(*) as c from t", 1),
        ("select n from t union all select n from t", None),
    ],
)
def test_an_estimate_is_absent_where_the_plan_has_none(reader: Reader, query: str, rows: int | None) -> None:
    assert reader.estimate_rows(query) == rows


def test_the_estimate_version_and_time_are_returned(reader: Reader) -> None:
    assert reader.estimate_rows("select n from t") == 10000
    assert reader.product_and_version() == ("DuckDB", duckdb.__version__)
    assert len(reader.current_time()) == len("2024-02-29 12:00:00.123")
