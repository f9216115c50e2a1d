"""A query read in ranges gives each row once, on every database."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pymysql
import pytest
from pymysql.constants import CLIENT

from sidecar.errors import InvalidField
from sidecar.extract.ranges import Range, ranges, splittable
from sidecar.extract.reader import Reader
from sidecar.model.columns import Column
from tests.integration.reader_helpers import reading

Make = Callable[..., str]
"""Runs statements on a database; gives its URL."""

RANDOM = random.Random(7)
SKEWED = [*range(1, 500), *(RANDOM.randint(-(10**12), 10**12) for _ in range(40)), -(2**63), 2**63 - 1, *[7] * 200]


def parts(reader: Reader, query: str, name: str, count: int = 4) -> tuple[tuple[Column, ...], tuple[Range, ...]]:
    """Give a query's columns and its ranges."""
    columns = reader.describe(query)
    column = splittable(columns, name)
    return columns, ranges(column, reader.bounds(query, column, count))


def rows(reader: Reader, query: str, columns: tuple[Column, ...], part: Range) -> list[tuple[Any, ...]]:
    """Read one range."""
    return [row for block in reader.read(query, columns, 100, part) for row in block.table.rows()]  # type: ignore[attr-defined]


def each_part(reader: Reader, query: str, name: str, count: int = 4) -> list[list[tuple[Any, ...]]]:
    """Read all ranges, one after the other."""
    columns, every = parts(reader, query, name, count)
    return [rows(reader, query, columns, part) for part in every]


def whole(reader: Reader, query: str) -> list[tuple[Any, ...]]:
    """Read the query without ranges."""
    return [row for block in reader.read(query, reader.describe(query), 100) for row in block.table.rows()]  # type: ignore[attr-defined]


def ordered(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(found, key=repr)


@pytest.fixture
def on_postgresql(postgres_url: str) -> Make:
    """Run on PostgreSQL."""

    def run(*statements: str) -> str:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]
        return postgres_url

    return run


@pytest.fixture
def on_mariadb(mariadb_url: str) -> Make:
    """Run on MariaDB."""
    url = sqlalchemy_parts(mariadb_url)

    def run(*statements: str) -> str:
        with closing(pymysql.connect(**url, client_flag=CLIENT.MULTI_STATEMENTS, autocommit=True)) as connection:
            for statement in statements:
                connection.cursor().execute(statement)
        return mariadb_url

    return run


def sqlalchemy_parts(url: str) -> dict[str, Any]:
    credentials, place = url.partition("://")[2].split("@")
    user, password = credentials.split(":")
    address, database = place.split("/")
    host, port = address.split(":")
    return {"host": host, "port": int(port), "user": user, "password": password, "database": database}


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Make:
    """Run on a SQLite file."""

    def run(*statements: str) -> str:
        with closing(sqlite3.connect(tmp_path / "t.db")) as connection, connection:
            for statement in statements:
                connection.execute(statement)
        return f"jdbc:sqlite:{tmp_path / 't.db'}"

    return run


@pytest.fixture
def on_duckdb(tmp_path: Path) -> Make:
    """Run on a DuckDB file."""

    def run(*statements: str) -> str:
        with closing(duckdb.connect(str(tmp_path / "t.duckdb"))) as connection:
            for statement in statements:
                connection.execute(statement)
        return f"jdbc:duckdb:{tmp_path / 't.duckdb'}"

    return run


@pytest.fixture(params=["on_postgresql", "on_mariadb", "on_sqlite", "on_duckdb"])
def make(request: pytest.FixtureRequest) -> Make:
    """Run on each database in turn."""
    made: Make = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def table(make: Make, name: str) -> Iterator[tuple[Reader, str]]:
    """Give a reader and a table with numbers, decimals, doubles, dates, timestamps, texts and nulls of each."""
    values = ", ".join(f"({number}, {number % 1000}.25, {number % 1000}.5e3, '2024-01-01', null, 'k{number}')" for number in SKEWED)
    url = make(
        f"create table {name} (id bigint, d decimal(10,2), f double precision, day date, t timestamp null, k varchar(40))",
        f"insert into {name} values {values}",
        f"insert into {name} (id) values (null), (null), (null)",
        *(f"update {name} set day = '20{10 + at}-02-03', t = '20{10 + at}-02-03 04:05:06' where id % 9 = {at}" for at in range(9)),
    )
    with reading(url, allowed=("*://*/*",)) as reader:
        yield reader, f"select * from {name} order by id"


@pytest.mark.parametrize("column", ["id", "d", "f", "day", "t"])
def test_ranges_of_any_column_give_each_row_once(table: tuple[Reader, str], column: str) -> None:
    reader, query = table
    found = each_part(reader, query, column)
    assert ordered([row for part in found for row in part]) == ordered(whole(reader, query))
    assert len(found) > 2
    assert sum(1 for part in found[:-1] if part) > 1
    place = [each.name for each in reader.describe(query)].index(column)
    assert {row[place] for row in found[-1]} == {None}
    assert all(row[place] is not None for part in found[:-1] for row in part)


ODD = (
    'a" is null or 1=1; drop table {}; --',
    "a` is null or 1=1 #",
    "a] or 'x'='x'",
    "%s $1 ? :a {0} {{a}}",
    "a\\",
    '"',
    "``",
    "drop table {}",
)


@pytest.mark.parametrize("odd", ODD)
def test_a_columns_name_is_never_sql(make: Make, name: str, odd: str) -> None:
    quote = "`" if "mariadb" in make.__qualname__ else '"'
    written = f"{quote}{odd.replace(quote, 2 * quote)}{quote}"
    values = ", ".join(f"({number})" for number in range(1, 101))
    url = make(f"create table {name} (id bigint)", f"insert into {name} values {values}, (null)")
    query = f"select id as {written} from {name}"
    with reading(url, allowed=("*://*/*",)) as reader:
        found = each_part(reader, query, odd)
        columns = reader.describe(query)
        above = Range(name="x", column=columns[0], lower="51", ordered=True)
        assert rows(reader, query, columns, above) == [(str(number),) for number in range(51, 101)]
        reader.estimate(query)
    assert [len(part) for part in found] == [24, 25, 25, 26, 1]
    assert columns[0].name == odd


def test_a_query_without_rows_or_with_nulls_alone_has_ranges_too(table: tuple[Reader, str]) -> None:
    reader, query = table
    inner = query.removesuffix(" order by id")
    assert [len(part) for part in each_part(reader, f"{inner} where id = 10 and id = 11", "id")] == [0, 0]
    assert [len(part) for part in each_part(reader, f"{inner} where id is null", "id")] == [0, 3]


@pytest.mark.parametrize("dialect", ["on_postgresql", "on_mariadb", "on_sqlite", "on_duckdb"])
def test_a_text_is_split_by_its_bytes_or_refused(request: pytest.FixtureRequest, name: str, dialect: str) -> None:
    make: Make = request.getfixturevalue(dialect)
    binary, other = {
        "on_postgresql": ('collate "C"', 'collate "und-x-icu"'),
        "on_mariadb": ("collate utf8mb4_bin", "collate utf8mb4_general_ci"),
        "on_sqlite": ("collate nocase", None),
        "on_duckdb": ("collate nocase", None),
    }[dialect]
    texts = ["apple", "Apple", "äpfel", "zebra", "Zebra", "it''s", "", "m", "M", "0", "~", "\U0001f642"]
    values = ", ".join(f"('{text}', '{text}')" for text in texts)
    url = make(
        f"create table {name} (k varchar(40) {binary}, ci varchar(40) {other or ''})",
        f"insert into {name} values {values}, (null, null)",
    )
    with reading(url, allowed=("*://*/*",)) as reader:
        query = f"select * from {name}"
        found = each_part(reader, query, "k", 5)
        assert sorted(row[0] for part in found[:-1] for row in part) == sorted(text.replace("''", "'") for text in texts)
        assert sum(1 for part in found[:-1] if part) > 1
        assert found[-1] == [(None, None)]
        if other:
            with pytest.raises(InvalidField, match="binary collation"):
                parts(reader, query, "ci")


def test_postgresql_cuts_where_its_statistics_say_that_the_rows_are(on_postgresql: Make, name: str) -> None:
    url = on_postgresql(
        f"create table {name} (id bigint primary key, w text)",
        f"insert into {name} select case when g % 10 = 0 then g * 1000000000000 else g end, 'w' from generate_series(1, 10000) g",
        f"analyze {name}",
    )
    with reading(url) as reader:
        sizes = [len(part) for part in each_part(reader, f"select w, id from (select * from {name}) x order by id", "id")]
        assert sizes[-1] == 0
        assert min(sizes[:-1]) > 1500, sizes
        filtered = [len(part) for part in each_part(reader, f"select * from {name} where id between 5001 and 9000", "id")]
        assert sum(filtered) == 3600
        assert min(filtered[:-1]) > 500, filtered


def test_postgresql_weighs_frequent_values(on_postgresql: Make, name: str) -> None:
    url = on_postgresql(
        f'create table {name} (n integer, k text collate "C")',
        f"insert into {name} select case when g <= 6000 then 5 else g end, 'k' || g from generate_series(1, 10000) g",
        f"insert into {name} values (null, null)",
        f"analyze {name}",
    )
    with reading(url) as reader:
        sizes = [len(part) for part in each_part(reader, f"select * from {name}", "n")]
        assert (sum(sizes), sizes[-1]) == (10001, 1)
        assert max(sizes) < 7500, sizes
        sizes = [len(part) for part in each_part(reader, f"select * from {name}", "k")]
        assert (sum(sizes), sizes[-1]) == (10001, 1)
        assert min(sizes[:-1]) > 1500, sizes


def test_postgresql_reads_special_values_in_one_range(on_postgresql: Make, name: str) -> None:
    url = on_postgresql(
        f"create table {name} (f float8, t timestamptz, n numeric)",
        f"insert into {name} select g, now() + g * interval '1 day', g from generate_series(1, 2000) g",
        f"insert into {name} values ('NaN', 'infinity', 'NaN'), ('-Infinity', '-infinity', -1), ('Infinity', null, null)",
        f"analyze {name}",
    )
    with reading(url) as reader:
        for column in ("f", "t", "n"):
            sizes = [len(part) for part in each_part(reader, f"select * from {name}", column)]
            assert sum(sizes) == 2003
            assert len(sizes) == 5


def test_sessions_that_join_a_shared_moment_do_not_see_what_came_after(on_postgresql: Make, name: str) -> None:
    url = on_postgresql(f"create table {name} (id bigint primary key)", f"insert into {name} select generate_series(1, 1000)")
    query = f"select * from {name}"
    with ExitStack() as stack:
        keeper, one, other = (stack.enter_context(reading(url)) for _ in range(3))
        columns, every = parts(keeper, query, "id", 2)
        moment = keeper.share()
        assert moment is not None
        on_postgresql(f"insert into {name} select generate_series(-500, 0)")
        for reader in (one, other):
            reader.join(moment)
            on_postgresql(f"insert into {name} select {10_000 + time.monotonic_ns() % 10**9}")
        found = [row for reader, part in zip((one, other, one), every, strict=True) for row in rows(reader, query, columns, part)]
        assert sorted(int(row[0]) for row in found) == list(range(1, 1001))


def test_a_session_of_mariadb_stays_at_its_own_moment(on_mariadb: Make, name: str) -> None:
    url = on_mariadb(f"create table {name} (id bigint primary key)", f"insert into {name} values (1), (2), (3)")
    query = f"select * from {name}"
    with reading(url) as reader:
        columns, every = parts(reader, query, "id", 2)
        assert reader.share() is None
        reader.join(None)
        on_mariadb(f"insert into {name} values (0), (4)")
        assert [row[0] for part in every for row in rows(reader, query, columns, part)] == ["1", "2", "3"]


def test_a_range_of_mariadb_keeps_what_its_columns_are(on_mariadb: Make, name: str) -> None:
    url = on_mariadb(
        f"create table {name} (id bigint primary key, j json, u uuid, i inet6, b bit(1), z int(5) zerofill, x varbinary(3))",
        f"insert into {name} values (1, '{{\"a\": 1}}', uuid(), '::1', 1, 7, x'00ff')",
    )
    query = f"select * from {name} order by id desc limit 10"
    with reading(url) as reader:
        assert [row for part in each_part(reader, query, "id") for row in part] == whole(reader, query)


def test_a_moment_of_duckdb_is_its_file(on_duckdb: Make, name: str) -> None:
    with reading(on_duckdb(f"create table {name} (id bigint)"), allowed=("duckdb://*/*",)) as reader:
        assert reader.share() is not None
