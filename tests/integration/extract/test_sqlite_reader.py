"""SQLite's reader on real files."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sidecar.errors import BadRequest, SourceError, sentences
from sidecar.extract.reader import Reader
from sidecar.model.columns import SqlType
from tests.integration.reader_helpers import blocks, reading, texts, value
from tests.support.waiting import until

VALUES: list[tuple[str, Any, SqlType, Any]] = [
    ("BOOLEAN", 1, SqlType.BOOLEAN, True),
    ("BOOL", "false", SqlType.BOOLEAN, False),
    ("TINYINT(1)", 0, SqlType.BOOLEAN, False),
    ("INTEGER", -(2**63), SqlType.LONG, -(2**63)),
    ("BIGINT", 2**63 - 1, SqlType.LONG, 2**63 - 1),
    ("NUMERIC(18,0)", 7, SqlType.LONG, 7),
    ("DECIMAL(10,2)", "12.34", SqlType.DECIMAL, "12.34"),
    ("DECIMAL(10,2)", 12, SqlType.DECIMAL, "12.0"),
    ("DECIMAL(30,10)", "12345678901234567890.1234567890", SqlType.DECIMAL, "1.2345678901234567e+19"),
    ("NUMERIC", 2**60 + 1, SqlType.DECIMAL, 2**60 + 1),
    ("DOUBLE PRECISION", 0.1 + 0.2, SqlType.DOUBLE, "0.30000000000000004"),
    ("REAL", 1e300, SqlType.DOUBLE, "1e+300"),
    ("REAL", float("inf"), SqlType.DOUBLE, None),
    ("CHAR(5)", "ab   ", SqlType.KEYWORD, "ab"),
    ("VARCHAR(5)", "ab  ", SqlType.KEYWORD, "ab  "),
    ("UUID", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", SqlType.KEYWORD, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    ("TIME", "12:00:00", SqlType.KEYWORD, "12:00:00"),
    ("TEXT", 'line one\nline "two", \0 and Zoë 🙂', SqlType.TEXT, 'line one\nline "two", \0 and Zoë 🙂'),
    ("TEXT", "", SqlType.TEXT, ""),
    ("TEXT", 12, SqlType.TEXT, "12"),
    ("CLOB", "x" * 1_000_000, SqlType.TEXT, "x" * 1_000_000),
    ("DATE", "2024-02-29", SqlType.DATE, "2024-02-29"),
    ("DATE", "2024-02-29 00:00:00", SqlType.DATE, "2024-02-29"),
    ("DATE", 1709164800, SqlType.DATE, "2024-02-29"),
    ("DATETIME", "2024-02-29 12:00:00.123456", SqlType.TIMESTAMP, "2024-02-29T12:00:00.123456Z"),
    ("TIMESTAMP", "2024-02-29 12:00:00", SqlType.TIMESTAMP, "2024-02-29T12:00:00Z"),
    ("TIMESTAMP", "2024-02-29T12:00:00+02:00", SqlType.TIMESTAMP, "2024-02-29T10:00:00.000000Z"),
    ("TIMESTAMP", 1709208000, SqlType.TIMESTAMP, "2024-02-29T12:00:00.000000Z"),
    ("TIMESTAMP", 1709208000123, SqlType.TIMESTAMP, "2024-02-29T12:00:00.123000Z"),
    ("BLOB", b"\xde\xad\xbe\xef\x00", SqlType.BINARY, "3q2+7wA="),
    ("BLOB", b"", SqlType.BINARY, ""),
    ("JSON", '{"a":\n [1.10, 12345678901234567890]}', SqlType.JSON, {"a": ["1.10", 12345678901234567890]}),
    ("GEOMETRY", "POINT (1 2)", SqlType.KEYWORD, "POINT (1 2)"),
]

FAULTS: list[tuple[str, Any]] = [
    ("INTEGER", "twelve"),
    ("INTEGER", 12.5),
    ("INTEGER", b"12\xff"),
    ("DECIMAL(10,2)", "a lot"),
    ("REAL", "a lot"),
    ("BOOLEAN", 7),
    ("DATE", "yesterday"),
    ("TIMESTAMP", "2024-13-01 00:00:00"),
    ("TIMESTAMP", "2024-02-30 00:00:00"),
    ("JSON", "{'a': 1}"),
    ("JSON", "NaN"),
    ("JSON", "1,2"),
    ("TEXT", b"\xff\xfe"),
]

Maker = Callable[[str, str, list[tuple[Any, ...]]], str]


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    """Give a way to make a file with a table ``t``; it gives the file's URL."""

    def made(url: str, columns: str, rows: list[tuple[Any, ...]]) -> str:
        with closing(sqlite3.connect(tmp_path / "data.db")) as connection:
            connection.execute(f"create table t ({columns})")
            connection.executemany(f"insert into t values ({', '.join('?' * (columns.count(',') + 1))})", rows)
            connection.commit()
        return f"{url}{tmp_path}/data.db"

    return made


@pytest.fixture
def numbers(make: Maker) -> Iterator[Reader]:
    """Give a reader of a file with the numbers from 1 to 5,000 and a text for each."""
    url = make("jdbc:sqlite:", "n integer primary key; c varchar(9)".replace(";", ","), [(n, f"c{n}") for n in range(1, 5001)])
    with reading(url, allowed=("sqlite:///*",)) as reader:
        yield reader


@pytest.mark.parametrize(("declared", "stored", "type", "expected"), VALUES, ids=[f"{each[0]} {each[1]!r:.30}" for each in VALUES])
def test_the_declared_type_decides(tmp_path: Path, declared: str, stored: Any, type: SqlType, expected: Any) -> None:
    with closing(sqlite3.connect(tmp_path / "data.db")) as connection:
        connection.execute(f"create table t (v {declared})")
        connection.executemany("insert into t values (?)", [(stored,), (None,)])
        connection.commit()
    with reading(f"sqlite:///{tmp_path}/data.db", allowed=("sqlite:///*",)) as reader:
        (column,) = reader.describe("select v from t")
        rows = texts(reader, "select v from t")
        (block,) = blocks(reader, "select v from t")
    assert column.type is type
    assert value(column, rows[0][0]) == expected
    assert rows[1] == (None,)
    assert block.faults == ()
    assert block.nulled == (1 if expected is None else 0)


def test_wide_rows_make_small_blocks(tmp_path: Path) -> None:
    path = tmp_path / "wide.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table t (id integer, word text)")
        connection.executemany("insert into t values (?, ?)", ((number, "x" * 200_000) for number in range(500)))
    with reading(f"sqlite:///{path}", allowed=("sqlite:///*",)) as reader:
        found = blocks(reader, "select * from t", batch_size=5000)
    assert sum(each.rows for each in found) == 500
    assert max(each.rows for each in found) <= 300


@pytest.mark.parametrize(("declared", "stored"), FAULTS, ids=[f"{each[0]} {each[1]!r}" for each in FAULTS])
def test_a_value_that_cannot_be_the_declared_type_is_a_rejected_row(tmp_path: Path, declared: str, stored: Any) -> None:
    with closing(sqlite3.connect(tmp_path / "data.db")) as connection:
        connection.execute(f"create table t (v {declared})")
        connection.executemany("insert into t values (?)", [(None,), (None,)])
        if declared == "TEXT":
            connection.execute("insert into t values (cast(? as text))", (stored,))
        else:
            connection.execute("insert into t values (?)", (stored,))
        connection.commit()
    with reading(f"jdbc:sqlite:{tmp_path}/data.db", allowed=("sqlite:///*",)) as reader:
        (block,) = blocks(reader, "select v from t")
    assert [(each.row, each.column) for each in block.faults] == [(2, "v")]
    assert block.faults[0].reason.startswith("not a ")


def test_faults_keep_their_row_in_blocks_made_of_several_fetches(make: Maker) -> None:
    url = make("jdbc:sqlite:", "v integer", [("x" if n in (1500, 3000) else n,) for n in range(4000)])
    with reading(url, allowed=("sqlite:///*",)) as reader:
        (block,) = blocks(reader, "select v from t order by rowid", 5000)
    assert [each.row for each in block.faults] == [1500, 3000]
    assert block.rows == 4000


def test_expressions_are_known_by_their_values(numbers: Reader) -> None:
    query = "select count(*) n, avg(n) a, max(c) c, x'00ff' b, null z from t"
    assert [each.type for each in numbers.describe(query)] == [
        SqlType.LONG, SqlType.DOUBLE, SqlType.TEXT, SqlType.BINARY, SqlType.KEYWORD,
    ]  # fmt: skip
    assert texts(numbers, query) == [("5000", "2500.5", "c999", "AP8=", None)]


@pytest.mark.parametrize("query", ["select n as m, c from t", "with w as (select n, c from t) select n as m, c from w -- end"])
def test_declared_types_come_through_names_and_subqueries(numbers: Reader, query: str) -> None:
    assert [(each.name, each.type) for each in numbers.describe(query)] == [("m", SqlType.LONG), ("c", SqlType.KEYWORD)]


def test_the_order_of_the_query_and_the_size_of_blocks_are_kept(numbers: Reader) -> None:
    read = blocks(numbers, "select n, c from t order by n desc", 2000)
    assert [each.rows for each in read] == [2000, 2000, 1000]
    assert [int(n) for each in read for n in pl.DataFrame(each.table)["n"]] == list(range(5000, 0, -1))


def test_some_of_the_columns_can_be_read(numbers: Reader) -> None:
    columns = numbers.describe("select n, c from t")
    assert pl.DataFrame(next(iter(numbers.read("select n, c from t", columns[1:], 10))).table).columns == ["c"]


def test_a_local_timestamp_is_meant_in_the_datasources_time_zone(make: Maker) -> None:
    url = make("jdbc:sqlite:", "v timestamp", [("2024-07-15 12:00:00",), ("2024-07-15T12:00",), ("2024-10-27 02:30:00",)])
    with reading(url, allowed=("sqlite:///*",), timezone="Europe/Paris") as reader:
        assert [row[0] for row in texts(reader, "select v from t")] == [
            "2024-07-15T10:00:00.000000Z", "2024-07-15T10:00:00.000000Z", "2024-10-27T01:30:00.000000Z",
        ]  # fmt: skip


@pytest.mark.parametrize("query", ["select 1 a, 2 a", 'select 1 "_id"', 'select 1 ".a"', 'select n a, n "a.b" from t'])
def test_names_that_cannot_be_fields_are_refused(numbers: Reader, query: str) -> None:
    with pytest.raises(BadRequest, match="give it another name"):
        numbers.describe(query)


@pytest.mark.parametrize(
    "query",
    [
        "insert into t values (1, 'x')",
        "attach database '/tmp/other.db' as other",
        "select load_extension('x') as a",
        "select * from pragma_database_list",
        "pragma writable_schema = on",
        "select 1 as a; drop table t",
        "create temp table x (a)",
    ],
)
def test_a_query_can_only_read_this_file(numbers: Reader, query: str) -> None:
    with pytest.raises(SourceError):
        blocks(numbers, query)


def test_bad_sql_is_told_in_the_databases_words(numbers: Reader) -> None:
    with pytest.raises(SourceError) as caught:
        numbers.describe("select nope from t")
    assert sentences(caught.value)[-1] == "no such column: nope"


@pytest.mark.parametrize(
    ("content", "words"), [(None, "No such file"), (b"not a database" * 100, "file is not a database")], ids=["missing", "another file"]
)
def test_a_file_that_is_no_database_is_told_and_nothing_is_made(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as caught, reading(f"jdbc:sqlite:{path}", allowed=("sqlite:///*",)):
        pass
    assert words in sentences(caught.value)[-1]
    assert path.exists() == (content is not None)


def test_a_damaged_file_is_an_error_and_never_an_early_end(make: Maker, tmp_path: Path) -> None:
    url = make("jdbc:sqlite:", "n integer, c text", [(n, "x" * 500) for n in range(5000)])
    with (tmp_path / "data.db").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\xff" * 500_000)
    with reading(url, allowed=("sqlite:///*",)) as reader, pytest.raises(SourceError, match="execute the query"):
        blocks(reader, "select n, c from t")


def test_cancelling_interrupts_a_query_that_computes(numbers: Reader) -> None:
    caught: list[BaseException] = []
    query = "with recursive r(n) as (select 1 union all select n + 1 from r) select n from r where n < 0"
    columns = numbers.describe("select n from t")
    begun = threading.Event()

    def read() -> None:
        begun.set()
        try:
            list(numbers.read(query, columns, 1000))
        except SourceError as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    assert begun.wait(5)

    def ended() -> bool:
        numbers.cancel()  # again and again: the statement may not have begun at the first call
        return not thread.is_alive()

    until(ended, "the query has ended")
    assert caught


def test_a_cancelled_reader_stays_cancelled(numbers: Reader) -> None:
    columns = numbers.describe("select n from t")
    numbers.cancel()
    with pytest.raises(SourceError, match="cancelled"):
        list(numbers.read("select n from t", columns, 10))


def test_the_clock_and_the_product_are_the_librarys(numbers: Reader) -> None:
    assert numbers.product() == ("SQLite", sqlite3.sqlite_version)
    assert len(numbers.clock()) == len("2024-02-29 12:00:00.123")
    assert numbers.estimate("select n from t") is None
