"""Reading a query in ranges returns each row exactly once, on every database."""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import polars as pl
import psycopg
import pytest

from sidecar.errors import InvalidField
from sidecar.extract.ranges import Range, create_ranges, cut_range, find_partition_column
from sidecar.extract.reader import Reader
from sidecar.model.columns import Column
from tests.integration.extract.conftest import RunStatements
from tests.integration.reader_helpers import connected_reader, read_texts

RANDOM = random.Random(7)
SKEWED = [*range(1, 500), *(RANDOM.randint(-(10**12), 10**12) for _ in range(40)), -(2**63), 2**63 - 1, *[7] * 200]


def describe_ranges(reader: Reader, query: str, name: str, count: int = 4) -> tuple[tuple[Column, ...], tuple[Range, ...]]:
    """Return a query's columns and its ranges."""
    columns = reader.describe(query)
    column = find_partition_column(columns, name)
    return columns, create_ranges(column, reader.partition_bounds(query, column, count))


def read_range(reader: Reader, query: str, columns: tuple[Column, ...], row_range: Range) -> list[tuple[Any, ...]]:
    """Read one range."""
    return [row for block in reader.read(query, columns, 100, row_range) for row in pl.DataFrame(block.table).rows()]


def read_ranges(reader: Reader, query: str, name: str, count: int = 4) -> list[list[tuple[Any, ...]]]:
    """Return the rows of each range."""
    columns, ranges = describe_ranges(reader, query, name, count)
    return [read_range(reader, query, columns, each) for each in ranges]


def read_all(reader: Reader, query: str) -> list[tuple[str | None, ...]]:
    """Return the rows of the query, read without ranges."""
    return read_texts(reader, query, 100)


def in_order(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=repr)


@pytest.fixture
def table(run_statements: RunStatements, name: str) -> Iterator[tuple[Reader, str]]:
    """Return a reader and a query of a table with integers, decimals, doubles, dates, timestamps, strings, and nulls in each column."""
    values = ", ".join(f"({number}, {number % 1000}.25, {number % 1000}.5e3, '2024-01-01', null, 'k{number}')" for number in SKEWED)
    url = run_statements(
        f"create table {name} (id bigint, d decimal(10,2), f double precision, day date, t timestamp null, k varchar(40))",
        f"insert into {name} values {values}",
        f"insert into {name} (id) values (null), (null), (null)",
        *(f"update {name} set day = '20{10 + at}-02-03', t = '20{10 + at}-02-03 04:05:06' where id % 9 = {at}" for at in range(9)),
    )
    with connected_reader(url, allowed=("*://*/*",)) as reader:
        yield reader, f"select * from {name} order by id"


@pytest.mark.parametrize("column", ["id", "d", "f", "day", "t"])
def test_ranges_of_any_column_return_each_row_once(table: tuple[Reader, str], column: str) -> None:
    reader, query = table
    found = read_ranges(reader, query, column)
    assert in_order([row for part in found for row in part]) == in_order(read_all(reader, query))
    assert len(found) > 2
    assert sum(1 for part in found[:-1] if part) > 1
    place = [each.name for each in reader.describe(query)].index(column)
    assert {row[place] for row in found[-1]} == {None}
    assert all(row[place] is not None for part in found[:-1] for row in part)


@pytest.mark.parametrize("column", ["id", "d", "f", "day", "t"])
def test_a_range_is_cut_again_into_pieces_with_the_same_rows(table: tuple[Reader, str], column: str) -> None:
    reader, query = table
    columns, ranges = describe_ranges(reader, query, column, 2)
    for each in ranges[:-1]:
        pieces = cut_range(each, reader.partition_bounds(query, each.column, 3, each))
        found = [read_range(reader, query, columns, piece) for piece in pieces]
        assert in_order([row for part in found for row in part]) == in_order(read_range(reader, query, columns, each))
        assert sum(1 for part in found if part) > 1


HOSTILE_NAMES = (
    'a" is null or 1=1; drop table {}; --',
    "a` is null or 1=1 #",
    "a] or 'x'='x'",
    "%s $1 ? :a {0} {{a}}",
    "a\\",
    '"',
    "``",
    "drop table {}",
)


@pytest.mark.parametrize("column_name", HOSTILE_NAMES)
def test_a_column_name_is_never_executed_as_sql(run_statements: RunStatements, name: str, column_name: str) -> None:
    quote = "`" if "mariadb" in run_statements.__qualname__ else '"'
    quoted = f"{quote}{column_name.replace(quote, 2 * quote)}{quote}"
    values = ", ".join(f"({number})" for number in range(1, 101))
    url = run_statements(f"create table {name} (id bigint)", f"insert into {name} values {values}, (null)")
    query = f"select id as {quoted} from {name}"
    with connected_reader(url, allowed=("*://*/*",)) as reader:
        found = read_ranges(reader, query, column_name)
        columns = reader.describe(query)
        above = Range(name="x", column=columns[0], lower="51", ordered=True)
        assert read_range(reader, query, columns, above) == [(str(number),) for number in range(51, 101)]
        reader.estimate_rows(query)
    assert [len(part) for part in found] == [24, 25, 25, 26, 1]
    assert columns[0].name == column_name


def test_an_empty_query_and_one_with_only_nulls_have_ranges(table: tuple[Reader, str]) -> None:
    reader, query = table
    inner = query.removesuffix(" order by id")
    assert [len(part) for part in read_ranges(reader, f"{inner} where id = 10 and id = 11", "id")] == [0, 0]
    assert [len(part) for part in read_ranges(reader, f"{inner} where id is null", "id")] == [0, 3]


@pytest.mark.parametrize("dialect", ["on_postgresql", "on_mariadb", "on_sqlite", "on_duckdb"])
def test_a_text_is_split_by_its_bytes_or_rejected(request: pytest.FixtureRequest, name: str, dialect: str) -> None:
    run_statements: RunStatements = request.getfixturevalue(dialect)
    binary, other = {
        "on_postgresql": ('collate "C"', 'collate "und-x-icu"'),
        "on_mariadb": ("collate utf8mb4_bin", "collate utf8mb4_general_ci"),
        "on_sqlite": ("collate nocase", None),
        "on_duckdb": ("collate nocase", None),
    }[dialect]
    texts = ["apple", "Apple", "äpfel", "zebra", "Zebra", "it''s", "", "m", "M", "0", "~", "\U0001f642"]
    values = ", ".join(f"('{text}', '{text}')" for text in texts)
    url = run_statements(
        f"create table {name} (k varchar(40) {binary}, ci varchar(40) {other or ''})",
        f"insert into {name} values {values}, (null, null)",
    )
    with connected_reader(url, allowed=("*://*/*",)) as reader:
        query = f"select * from {name}"
        found = read_ranges(reader, query, "k", 5)
        assert sorted(row[0] for part in found[:-1] for row in part) == sorted(text.replace("''", "'") for text in texts)
        assert sum(1 for part in found[:-1] if part) > 1
        assert found[-1] == [(None, None)]
        if other:
            with pytest.raises(InvalidField, match="binary collation"):
                describe_ranges(reader, query, "ci")


def test_postgresql_splits_by_its_statistics(on_postgresql: RunStatements, name: str) -> None:
    url = on_postgresql(
        f"create table {name} (id bigint primary key, w text)",
        f"insert into {name} select case when g % 10 = 0 then g * 1000000000000 else g end, 'w' from generate_series(1, 10000) g",
        f"analyze {name}",
    )
    with connected_reader(url) as reader:
        sizes = [len(part) for part in read_ranges(reader, f"select w, id from (select * from {name}) x order by id", "id")]
        assert sizes[-1] == 0
        assert min(sizes[:-1]) > 1500, sizes
        filtered = [len(part) for part in read_ranges(reader, f"select * from {name} where id between 5001 and 9000", "id")]
        assert sum(filtered) == 3600
        assert min(filtered[:-1]) > 500, filtered


def test_postgresql_considers_the_weight_of_frequent_values(on_postgresql: RunStatements, name: str) -> None:
    url = on_postgresql(
        f'create table {name} (n integer, k text collate "C")',
        f"insert into {name} select case when g <= 6000 then 5 else g end, 'k' || g from generate_series(1, 10000) g",
        f"insert into {name} values (null, null)",
        f"analyze {name}",
    )
    with connected_reader(url) as reader:
        sizes = [len(part) for part in read_ranges(reader, f"select * from {name}", "n")]
        assert (sum(sizes), sizes[-1]) == (10001, 1)
        assert max(sizes) < 7500, sizes
        sizes = [len(part) for part in read_ranges(reader, f"select * from {name}", "k")]
        assert (sum(sizes), sizes[-1]) == (10001, 1)
        assert min(sizes[:-1]) > 1500, sizes


def test_postgresql_cuts_thousands_of_ranges_by_its_statistics(on_postgresql: RunStatements, name: str) -> None:
    url = on_postgresql(
        f"create table {name} (id bigint primary key)",
        f"insert into {name} select case when g % 10 = 0 then g * 1000000000000 else g end from generate_series(1, 100000) g",
        f"analyze {name}",
    )
    with connected_reader(url) as reader:
        query = f"select * from {name}"
        column = find_partition_column(reader.describe(query), "id")
        bounds = reader.partition_bounds(query, column, 1000)
        assert 900 < len(bounds) < 1000
    sizes = f"select count(*) as n from {name} group by width_bucket(id, array[{', '.join(bounds)}]::bigint[])"
    with psycopg.connect(url) as connection:
        largest = connection.execute(f"select max(n) from ({sizes}) s".encode()).fetchall()[0][0]
    # With bounds at equal distances, nine of ten rows would be in one range.
    assert largest < 5000


def test_postgresql_reads_special_values_once(on_postgresql: RunStatements, name: str) -> None:
    url = on_postgresql(
        f"create table {name} (f float8, t timestamptz, n numeric)",
        f"insert into {name} select g, now() + g * interval '1 day', g from generate_series(1, 2000) g",
        f"insert into {name} values ('NaN', 'infinity', 'NaN'), ('-Infinity', '-infinity', -1), ('Infinity', null, null)",
        f"analyze {name}",
    )
    with connected_reader(url) as reader:
        for column in ("f", "t", "n"):
            sizes = [len(part) for part in read_ranges(reader, f"select * from {name}", column)]
            assert sum(sizes) == 2003
            assert len(sizes) == 5


def test_sessions_on_a_shared_snapshot_do_not_see_later_rows(on_postgresql: RunStatements, name: str) -> None:
    url = on_postgresql(f"create table {name} (id bigint primary key)", f"insert into {name} select generate_series(1, 1000)")
    query = f"select * from {name}"
    with ExitStack() as stack:
        exporter, one, other = (stack.enter_context(connected_reader(url)) for _ in range(3))
        columns, ranges = describe_ranges(exporter, query, "id", 2)
        snapshot = exporter.export_snapshot()
        assert snapshot is not None
        on_postgresql(f"insert into {name} select generate_series(-500, 0)")
        for reader in (one, other):
            reader.use_snapshot(snapshot)
            on_postgresql(f"insert into {name} select {10_000 + time.monotonic_ns() % 10**9}")
        found = [row for reader, part in zip((one, other, one), ranges, strict=True) for row in read_range(reader, query, columns, part)]
        assert sorted(int(row[0]) for row in found) == list(range(1, 1001))


def test_a_mariadb_session_keeps_its_own_snapshot(on_mariadb: RunStatements, name: str) -> None:
    url = on_mariadb(f"create table {name} (id bigint primary key)", f"insert into {name} values (1), (2), (3)")
    query = f"select * from {name}"
    with connected_reader(url) as reader:
        columns, ranges = describe_ranges(reader, query, "id", 2)
        assert reader.export_snapshot() is None
        reader.use_snapshot(None)
        on_mariadb(f"insert into {name} values (0), (4)")
        assert [row[0] for part in ranges for row in read_range(reader, query, columns, part)] == ["1", "2", "3"]


def test_a_mariadb_range_keeps_its_column_types(on_mariadb: RunStatements, name: str) -> None:
    url = on_mariadb(
        f"create table {name} (id bigint primary key, j json, u uuid, i inet6, b bit(1), z int(5) zerofill, x varbinary(3))",
        f"insert into {name} values (1, '{{\"a\": 1}}', uuid(), '::1', 1, 7, x'00ff')",
    )
    query = f"select * from {name} order by id desc limit 10"
    with connected_reader(url) as reader:
        assert [row for part in read_ranges(reader, query, "id") for row in part] == read_all(reader, query)


def test_duckdb_exports_a_snapshot(on_duckdb: RunStatements, name: str) -> None:
    with connected_reader(on_duckdb(f"create table {name} (id bigint)"), allowed=("duckdb://*/*",)) as reader:
        assert reader.export_snapshot() is not None
