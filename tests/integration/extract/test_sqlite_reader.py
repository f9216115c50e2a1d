"""The SQLite reader on real files."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sidecar.errors import BadRequest, SourceError, error_messages
from sidecar.extract.reader import Reader
from sidecar.extract.sqlite.row_estimate import estimate_rows, estimate_scan
from sidecar.model.columns import SqlType
from tests.integration.reader_helpers import connected_reader, parse_value, read_blocks, read_texts
from tests.support.waiting import wait_until

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

INVALID_VALUES: list[tuple[str, Any]] = [
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

CreateFile = Callable[[str, str, list[tuple[Any, ...]]], str]


@pytest.fixture
def create_file(tmp_path: Path) -> CreateFile:
    """Return a function that creates a file with a table ``t`` and returns its URL."""

    def create(url: str, columns: str, rows: list[tuple[Any, ...]]) -> str:
        with closing(sqlite3.connect(tmp_path / "data.db")) as connection:
            connection.execute(f"create table t ({columns})")
            connection.executemany(f"insert into t values ({', '.join('?' * (columns.count(',') + 1))})", rows)
            connection.commit()
        return f"{url}{tmp_path}/data.db"

    return create


@pytest.fixture
def numbers(create_file: CreateFile) -> Iterator[Reader]:
    """Return a reader of a file with the numbers from 1 to 5,000 and a string for each."""
    url = create_file("jdbc:sqlite:", "n integer primary key; c varchar(9)".replace(";", ","), [(n, f"c{n}") for n in range(1, 5001)])
    with connected_reader(url, allowed=("sqlite:///*",)) as reader:
        yield reader


@pytest.mark.parametrize(("declared", "stored", "type", "expected"), VALUES, ids=[f"{each[0]} {each[1]!r:.30}" for each in VALUES])
def test_a_value_is_converted_by_its_declared_type(tmp_path: Path, declared: str, stored: Any, type: SqlType, expected: Any) -> None:
    with closing(sqlite3.connect(tmp_path / "data.db")) as connection:
        connection.execute(f"create table t (v {declared})")
        connection.executemany("insert into t values (?)", [(stored,), (None,)])
        connection.commit()
    with connected_reader(f"sqlite:///{tmp_path}/data.db", allowed=("sqlite:///*",)) as reader:
        (column,) = reader.describe("select v from t")
        rows = read_texts(reader, "select v from t")
        (block,) = read_blocks(reader, "select v from t")
    assert column.type is type
    value = parse_value(column, rows[0][0])
    # polars before 2 writes exponents without a plus.
    assert (value.replace("e+", "e") if isinstance(value, str) else value) == (
        expected.replace("e+", "e") if isinstance(expected, str) else expected
    )
    assert rows[1] == (None,)
    assert block.row_errors == ()
    assert block.nulled == (1 if expected is None else 0)


def test_wide_rows_result_in_small_blocks(tmp_path: Path) -> None:
    path = tmp_path / "wide.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table t (id integer, word text)")
        connection.executemany("insert into t values (?, ?)", ((number, "x" * 200_000) for number in range(500)))
    with connected_reader(f"sqlite:///{path}", allowed=("sqlite:///*",)) as reader:
        blocks = read_blocks(reader, "select * from t", batch_size=5000)
    assert sum(each.rows for each in blocks) == 500
    assert max(each.rows for each in blocks) <= 300


@pytest.mark.parametrize(("declared", "stored"), INVALID_VALUES, ids=[f"{each[0]} {each[1]!r}" for each in INVALID_VALUES])
def test_a_value_that_does_not_have_the_declared_type_rejects_the_row(tmp_path: Path, declared: str, stored: Any) -> None:
    with closing(sqlite3.connect(tmp_path / "data.db")) as connection:
        connection.execute(f"create table t (v {declared})")
        connection.executemany("insert into t values (?)", [(None,), (None,)])
        if declared == "TEXT":
            connection.execute("insert into t values (cast(? as text))", (stored,))
        else:
            connection.execute("insert into t values (?)", (stored,))
        connection.commit()
    with connected_reader(f"jdbc:sqlite:{tmp_path}/data.db", allowed=("sqlite:///*",)) as reader:
        (block,) = read_blocks(reader, "select v from t")
    assert [(each.row, each.column) for each in block.row_errors] == [(2, "v")]
    assert block.row_errors[0].reason.startswith("not a ")


def test_row_errors_have_the_right_row_in_blocks_of_several_fetches(create_file: CreateFile) -> None:
    url = create_file("jdbc:sqlite:", "v integer", [("x" if n in (1500, 3000) else n,) for n in range(4000)])
    with connected_reader(url, allowed=("sqlite:///*",)) as reader:
        (block,) = read_blocks(reader, "select v from t order by rowid", 5000)
    assert [each.row for each in block.row_errors] == [1500, 3000]
    assert block.rows == 4000


def test_the_type_of_an_expression_is_inferred_from_its_values(numbers: Reader) -> None:
    query = "select count(*) n, avg(n) a, max(c) c, x'00ff' b, null z from t"
    assert [each.type for each in numbers.describe(query)] == [
        SqlType.LONG, SqlType.DOUBLE, SqlType.TEXT, SqlType.BINARY, SqlType.KEYWORD,
    ]  # fmt: skip
    assert read_texts(numbers, query) == [("5000", "2500.5", "c999", "AP8=", None)]


@pytest.mark.parametrize("query", ["select n as m, c from t", "with w as (select n, c from t) select n as m, c from w -- end"])
def test_declared_types_are_found_through_aliases_and_subqueries(numbers: Reader, query: str) -> None:
    assert [(each.name, each.type) for each in numbers.describe(query)] == [("m", SqlType.LONG), ("c", SqlType.KEYWORD)]


def test_rows_are_read_in_the_querys_order_and_in_blocks_of_the_batch_size(numbers: Reader) -> None:
    blocks = read_blocks(numbers, "select n, c from t order by n desc", 2000)
    assert [each.rows for each in blocks] == [2000, 2000, 1000]
    assert [int(n) for each in blocks for n in pl.DataFrame(each.table)["n"]] == list(range(5000, 0, -1))


def test_a_subset_of_the_columns_can_be_read(numbers: Reader) -> None:
    columns = numbers.describe("select n, c from t")
    assert pl.DataFrame(next(iter(numbers.read("select n, c from t", columns[1:], 10))).table).columns == ["c"]


def test_a_local_timestamp_is_in_the_datasources_time_zone(create_file: CreateFile) -> None:
    url = create_file("jdbc:sqlite:", "v timestamp", [("2024-07-15 12:00:00",), ("2024-07-15T12:00",), ("2024-10-27 02:30:00",)])
    with connected_reader(url, allowed=("sqlite:///*",), timezone="Europe/Paris") as reader:
        assert [row[0] for row in read_texts(reader, "select v from t")] == [
            "2024-07-15T10:00:00.000000Z", "2024-07-15T10:00:00.000000Z", "2024-10-27T01:30:00.000000Z",
        ]  # fmt: skip


@pytest.mark.parametrize("query", ["select 1 a, 2 a", 'select 1 "_id"', 'select 1 ".a"', 'select n a, n "a.b" from t'])
def test_names_that_cannot_be_fields_are_rejected(numbers: Reader, query: str) -> None:
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
        read_blocks(numbers, query)


def test_the_error_for_invalid_sql_contains_the_databases_message(numbers: Reader) -> None:
    with pytest.raises(SourceError) as caught:
        numbers.describe("select nope from t")
    assert error_messages(caught.value)[-1] == "no such column: nope"


@pytest.mark.parametrize(
    ("content", "message"), [(None, "No such file"), (b"not a database" * 100, "file is not a database")], ids=["missing", "another file"]
)
def test_a_file_that_is_not_a_database_is_an_error_and_none_is_created(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as caught, connected_reader(f"jdbc:sqlite:{path}", allowed=("sqlite:///*",)):
        pass
    assert message in error_messages(caught.value)[-1]
    assert path.exists() == (content is not None)


def test_a_damaged_file_is_an_error_and_never_ends_the_read_early(create_file: CreateFile, tmp_path: Path) -> None:
    url = create_file("jdbc:sqlite:", "n integer, c text", [(n, "x" * 500) for n in range(5000)])
    with (tmp_path / "data.db").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\xff" * 500_000)
    with connected_reader(url, allowed=("sqlite:///*",)) as reader, pytest.raises(SourceError, match="execute the query"):
        read_blocks(reader, "select n, c from t")


def test_cancel_interrupts_a_running_query(numbers: Reader) -> None:
    caught: list[BaseException] = []
    query = "with recursive r(n) as (select 1 union all select n + 1 from r) select n from r where n < 0"
    columns = numbers.describe("select n from t")
    started = threading.Event()

    def read() -> None:
        started.set()
        try:
            list(numbers.read(query, columns, 1000))
        except SourceError as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    assert started.wait(5)

    def ended() -> bool:
        numbers.cancel()  # repeatedly, because the statement may not have started at the first call
        return not thread.is_alive()

    wait_until(ended, "the query has ended")
    assert caught


def test_a_canceled_reader_stays_canceled(numbers: Reader) -> None:
    columns = numbers.describe("select n from t")
    numbers.cancel()
    with pytest.raises(SourceError, match="canceled"):
        list(numbers.read("select n from t", columns, 10))
    with pytest.raises(SourceError, match="canceled"):
        numbers.estimate_rows("select n from t")


def test_the_version_and_time_are_returned(numbers: Reader) -> None:
    assert numbers.product_and_version() == ("SQLite", sqlite3.sqlite_version)
    assert len(numbers.current_time()) == len("2024-02-29 12:00:00.123")


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to tables with different row ids."""
    with closing(sqlite3.connect(tmp_path / "tables.db", check_same_thread=False)) as connection:
        connection.executescript("""
            create table dense (id integer primary key, k int, s text);
            create index dense_k on dense (k);
            create table deleted (id integer primary key);
            create table sparse (id integer primary key);
            create table empty (id integer primary key);
            create table keyed (s text primary key) without rowid;
            create table "a ""b"" c" (id integer primary key);
            with recursive x (n) as (select 1 union all select n + 1 from x where n < 10000) insert into dense select n, n % 7, n from x;
            insert into deleted select id from dense where id % 10 != 3;
            insert into sparse select id * id * 1000 from dense;
            insert into keyed select s from dense;
            insert into "a ""b"" c" select id from dense where id <= 2;
        """)
        yield connection


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("select * from dense", 10000),
        ("select * from dense where id > 9000", 1000),
        ("select k, count(*) c from dense group by k", 7),
        ("select id from dense order by s limit 10", 10),
        ("select id from sparse union all select id from deleted", 19000),
        ("select s from keyed -- all", 10000),
        ("select 1 as a", 1),
        ("select id from empty", 0),
        ("with recursive x (n) as (select 1 union all select n + 1 from x) select n from x", None),
        ("select abs(-9223372036854775808) + id as n from dense where abs(-9223372036854775808) > id", None),
    ],
)
def test_rows_are_counted_if_that_is_fast(tables: sqlite3.Connection, query: str, rows: int | None) -> None:
    assert estimate_rows(tables, query) == rows
    assert tables.execute("select count(*) from dense where s like '%9%'").fetchone()[0] == 3439, "nothing interrupts the next statement"


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("select * from dense", 10000),
        ("select id, upper(s) u, k + 1 as l, s || '-' as t from dense order by k", 10000),
        ("select k from dense", 10000),
        ("select * from (select id, s from dense) order by s desc", 10000),
        ('select id from "a ""b"" c"', 2),
        ("select * from dense limit 5", None),
        ("select * from dense where k = 3", None),
        ("select * from dense where s like '9%'", None),
        ("select * from dense where id > 5", None),
        ("select count(*) as c from dense", None),
        ("select max(k) as m from dense", None),
        ("select distinct k from dense", None),
        ("select k, count(*) as c from dense group by k", None),
        ("select id from dense union all select id from deleted", None),
        ("select a.id from dense a join deleted b on a.id = b.id", None),
        ("select a.id from dense a, empty b", None),
        ("select id from sparse", None),
        ("select id from empty", None),
        ("select s from keyed", None),
        ("select 1 as a", None),
        ("select nothing from dense", None),
    ],
)
def test_the_rows_of_a_large_table_are_estimated_from_its_row_ids(tables: sqlite3.Connection, query: str, rows: int | None) -> None:
    assert estimate_scan(tables, query) == rows


def test_gaps_between_row_ids_are_estimated(tables: sqlite3.Connection) -> None:
    estimate = estimate_scan(tables, "select id from deleted")
    assert estimate is not None
    assert 8000 < estimate < 10000


def test_the_reader_returns_the_estimate(numbers: Reader) -> None:
    assert numbers.estimate_rows("select n from t") == len(read_texts(numbers, "select n from t"))
