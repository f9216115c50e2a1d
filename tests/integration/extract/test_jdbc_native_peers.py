"""PostgreSQL and MariaDB through their JDBC drivers: the same values as from the native readers."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import psycopg
import pymysql
import pytest

from sidecar.errors import SourceDataError, SourceError, SourceUnavailable, error_messages
from sidecar.extract.jdbc.reader import JdbcReader
from sidecar.extract.ranges import create_ranges
from sidecar.extract.reader import Reader
from sidecar.model.columns import Column, SqlType
from tests.conftest import unique_name
from tests.integration.extract.conftest import connection_parameters
from tests.integration.extract.test_mariadb_reader import VALUES as MARIADB_VALUES
from tests.integration.extract.test_postgresql_reader import ARRAYS, VALUES
from tests.integration.jdbc_helpers import native_peer
from tests.integration.reader_helpers import connected_reader, parse_value, process_id, read_blocks, read_texts
from tests.support.waiting import wait_until

MORE_MARIADB_VALUES = [
    ("bigint unsigned", "0"), ("time(6)", "'25:00:00.000001'"), ("time(3)", "'838:59:59'"), ("time", "'00:00:00'"),
    ("datetime(6)", "'0001-01-01 00:00:00'"), ("datetime", "'1582-10-10 00:00:01'"), ("date", "'1582-10-10'"), ("date", "'0000-00-00'"),
    ("date", "'2024-00-10'"), ("date", "'2024-02-00'"), ("datetime", "'0000-00-00 00:00:00'"), ("datetime", "'2024-02-00'"),
    ("timestamp null", "'1970-01-01 00:00:01'"), ("bit(64)", "b'1'"), ("decimal(65,30)", "'1234567890123456789012345678901234.5'"),
    ("double", "-0.0e0"), ("float", "3.4e38"), ("set('a','b')", "''"), ("char(9)", "'ab  '"), ("tinyblob", "x'ff'"),
    ("longblob", "repeat('x', 100000)"), ("int unsigned zerofill", "5"), ("decimal(10,0) unsigned", "5"), ("tinyint(1)", "5"),
]  # fmt: skip
MARIADB_CASES = [*((declared, sql) for declared, sql, _, _ in MARIADB_VALUES), *MORE_MARIADB_VALUES]
MORE_POSTGRESQL_VALUES = [
    "'-$1,234.50'::money", "time '24:00:00'", "timetz '03:04:05.6-05:30'", "interval '-1 day'", "'-0'::float8", "'1582-10-10'::date",
    "'0001-01-01 00:00:00'::timestamp", "'9999-12-31 23:59:59.999999'::timestamptz", "1e-30::numeric", "'{\"a\": 1}'::jsonb ? 'a'",
    "array[[date '2024-02-29'], [null::date]]", "E'a\\r\\n\\t\\\\\\'\"\\U0001f642e\\u0301\\uffff,'::text", "''::varchar",
    "repeat('é', 1000000)", "array['infinity'::timestamptz]", "array[1.5, 'NaN'::numeric, null]",
]  # fmt: skip
POSTGRESQL_CASES = [*(each[0] for each in (*VALUES, *ARRAYS)), *MORE_POSTGRESQL_VALUES]

DIFFERENT = {
    # A scale is not negative in JDBC.
    "12300::numeric(5,-2)": (SqlType.DECIMAL, 12300),
    # The year of the local time counts.
    "timestamp '10000-01-01 00:00:00'": (SqlType.TIMESTAMP, None),
    # Geometries and rows are texts or bytes of the database.
    "row(1, 'a'::text)": (SqlType.KEYWORD, "(1,a)"),
    "point '(2.5,49)'": (SqlType.KEYWORD, "(2.5,49)"),
    "point '(NaN,1)'": (SqlType.KEYWORD, "(NaN,1)"),
    "array[row(1, 'a\"b'::text), null, row(null)]": (SqlType.KEYWORD, ['(1,"a""b")', None, "()"]),
    "array[point '(1,2)', null]": (SqlType.KEYWORD, ["(1.0,2.0)", None]),
    # The driver does not say that it is an address.
    "inet6 '2001:db8::1'": (SqlType.KEYWORD, "2001:db8::1"),
}
"""What differs from the native reader, and is documented."""


def comparable(column: Column, value: Any) -> Any:
    """Return a value without differences in notation: numbers, and zeros at the end of a fraction of seconds."""
    if isinstance(value, list):
        return [comparable(column, each) for each in value]
    if column.type in (SqlType.FLOAT, SqlType.DOUBLE) and value is not None:
        return float(value)
    if column.type is SqlType.TIMESTAMP and isinstance(value, str):
        return value.removesuffix("Z").rstrip("0").removesuffix(".").ljust(19, "0")
    return value


def value_of(reader: Reader, query: str) -> tuple[Any, ...]:
    """Return type and value of the first row, and how many values became null."""
    (column,) = reader.describe(query)
    blocks = read_blocks(reader, query)
    rows = [row[0] for block in blocks for row in pl.DataFrame(block.table).rows()]
    return column.type, column.array, comparable(column, parse_value(column, rows[0])), rows[1:], sum(block.nulled for block in blocks)


@pytest.fixture(scope="module")
def postgresql(jdbc_drivers: Path, postgres_url: str) -> Iterator[tuple[JdbcReader, Reader]]:
    """Return a reader through JDBC, and the native one."""
    paris: dict[str, Any] = {"timezone": "Europe/Paris"}
    with native_peer(jdbc_drivers, postgres_url, **paris) as reader, connected_reader(postgres_url, **paris) as native:
        yield reader, native


@pytest.fixture(scope="module")
def mariadb(jdbc_drivers: Path, mariadb_url: str) -> Iterator[tuple[JdbcReader, Reader, str]]:
    """Return a reader through JDBC, the native one, and a table with a column for each case."""
    name = unique_name()
    columns = ", ".join(f"c{number} {declared} null default null" for number, (declared, _) in enumerate(MARIADB_CASES))
    names = ", ".join(f"c{number}" for number in range(len(MARIADB_CASES)))
    with closing(pymysql.connect(**connection_parameters(mariadb_url), autocommit=True)) as connection:
        cursor = connection.cursor()
        cursor.execute("set session sql_mode = ''")
        cursor.execute(f"create table {name} (id int, {columns})")
        cursor.execute(f"insert into {name} (id, {names}) values (1, {', '.join(sql for _, sql in MARIADB_CASES)})")
        cursor.execute(f"insert into {name} (id) values (2)")
    paris: dict[str, Any] = {"timezone": "Europe/Paris"}
    with native_peer(jdbc_drivers, mariadb_url, **paris) as reader, connected_reader(mariadb_url, **paris) as native:
        yield reader, native, name


@pytest.mark.parametrize("sql", POSTGRESQL_CASES, ids=lambda sql: sql[:60].encode("ascii", "backslashreplace").decode())
def test_a_value_of_postgresql_is_that_of_the_native_reader(postgresql: tuple[JdbcReader, Reader], sql: str) -> None:
    query = f"select case when n = 1 then {sql} end as v from generate_series(1, 2) n"
    actual, expected = (value_of(each, query) for each in postgresql)
    if sql in DIFFERENT:
        assert (actual[0], actual[2]) == DIFFERENT[sql]
    else:
        assert actual == expected


@pytest.mark.parametrize(
    ("number", "case"), list(enumerate(MARIADB_CASES)), ids=[f"{declared} {sql:.30}" for declared, sql in MARIADB_CASES]
)  # fmt: skip
def test_a_value_of_mariadb_is_that_of_the_native_reader(
    mariadb: tuple[JdbcReader, Reader, str], number: int, case: tuple[str, str]
) -> None:
    *readers, table = mariadb
    query = f"select c{number} as v from {table} order by id"
    actual, expected = (value_of(each, query) for each in readers)
    if case[0] in ("point", "geometry"):
        assert actual[0] is SqlType.BINARY
    elif " ".join(case) in DIFFERENT or f"{case[0]} {case[1].strip(chr(39))}" in DIFFERENT or case[0] == "inet6":
        assert (actual[0], actual[2]) == (SqlType.KEYWORD, expected[2])
    else:
        assert actual == expected


@pytest.fixture(params=["postgresql", "mariadb"])
def peer(request: pytest.FixtureRequest) -> Iterator[JdbcReader]:
    """Return a reader of each database, of its own session."""
    url = request.getfixturevalue("postgres_url" if request.param == "postgresql" else "mariadb_url")
    with native_peer(request.getfixturevalue("jdbc_drivers"), url) as reader:
        yield reader


def numbers(reader: JdbcReader, count: int) -> str:
    return f"(select {'n' if reader.session_id and '@' in reader.session_id else 'seq as n'} from " + (
        f"generate_series(1, {count}) n)" if reader.session_id and "@" in reader.session_id else f"seq_1_to_{count})"
    )


def test_question_marks_are_operators_or_text(postgresql: tuple[JdbcReader, Reader]) -> None:
    query = "select '{\"a\": 1}'::jsonb ?| array['b', 'a'] as \"a ? b\", 'x?' as b, $$?$$ as c /* ? */ -- ?"
    for reader in postgresql:
        assert [each.name for each in reader.describe(query)] == ["a ? b", "b", "c"]
        assert read_texts(reader, query) == [("true", "x?", "?")]


def test_limit_ranges_and_order(peer: JdbcReader) -> None:
    query = f"select x.n, 'k' as k from {numbers(peer, 20000)} x order by n desc"
    columns = peer.describe(query)
    assert [row[0] for block in peer.read(query, columns, 100, limit=3) for row in pl.DataFrame(block.table).rows()] == [
        "20000",
        "19999",
        "19998",
    ]
    parts = [
        sum(block.rows for block in peer.read(query, columns, 100, each))
        for each in create_ranges(columns[0], peer.partition_bounds(query, columns[0], 4))
    ]
    assert (sum(parts), len(parts), parts[-1]) == (20000, 5, 0)


@pytest.mark.parametrize("type", ["date", "timestamp"])
def test_ranges_of_dates_return_each_row_once(peer: JdbcReader, type: str) -> None:
    query = f"select x.n, cast(concat('20', lpad(cast(x.n as char(2)), 2, '0'), '-02-28') as {type}) as d from {numbers(peer, 99)} x"
    if peer.product_and_version()[0] != "PostgreSQL":
        query = query.replace("timestamp", "datetime")
    columns = peer.describe(query)
    ranges = create_ranges(columns[1], peer.partition_bounds(query, columns[1], 4))
    parts = [sum(block.rows for block in peer.read(query, columns, 100, each)) for each in ranges]
    assert (sum(parts), len(parts)) == (99, 5)


def test_a_failing_statement_does_not_end_a_held_snapshot(jdbc_drivers: Path, postgres_url: str, name: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection, native_peer(jdbc_drivers, postgres_url) as peer:
        connection.execute(f"create table {name} as select 1 as id")
        columns = peer.describe(query := f"select * from {name}")
        failing = f"select 1 / (id - 1) as id from {name}"
        peer.use_snapshot(None)
        assert sum(block.rows for block in peer.read(query, columns, 100)) == 1
        connection.execute(f"insert into {name} values (2)")
        with pytest.raises(SourceDataError):
            list(peer.read(failing, peer.describe(failing), 100))
        assert sum(block.rows for block in peer.read(query, peer.describe(query), 100)) == 1


def test_a_cancellation_while_rows_are_fetched_ends_the_statement(jdbc_drivers: Path, postgres_url: str, name: str) -> None:
    query = f"select g, case when g > 1 then pg_sleep(1000) end::text as {name} from generate_series(1, 3) g"
    active = f"select count(*) from pg_stat_activity where state = 'active' and query like '%{name}%' and pid <> pg_backend_pid()"
    with psycopg.connect(postgres_url, autocommit=True) as connection, native_peer(jdbc_drivers, postgres_url) as peer:
        blocks = peer.read(query, peer.describe(query), 100)
        assert next(blocks).rows == 1
        peer.cancel()
        with pytest.raises(SourceError):
            list(blocks)
        wait_until(lambda: connection.execute(active).fetchone() == (0,), "no statement runs")


def test_a_zero_date_of_mariadb_in_a_not_null_column_is_in_one_range(jdbc_drivers: Path, mariadb_url: str, name: str) -> None:
    with closing(pymysql.connect(**connection_parameters(mariadb_url), autocommit=True)) as connection:
        cursor = connection.cursor()
        cursor.execute("set session sql_mode = ''")
        cursor.execute(f"create table {name} (id int, d date not null)")
        cursor.execute(f"insert into {name} values (1, '0000-00-00'), (2, '2024-02-29'), (3, '2024-03-01')")
    with native_peer(jdbc_drivers, mariadb_url) as peer:
        columns = peer.describe(query := f"select * from {name}")
        ranges = create_ranges(columns[1], peer.partition_bounds(query, columns[1], 2))
        found = [row[0] for each in ranges for block in peer.read(query, columns, 100, each) for row in pl.DataFrame(block.table).rows()]
    assert sorted(found) == ["1", "2", "3"]


def test_two_million_rows_need_little_memory(peer: JdbcReader) -> None:
    query = f"select x.n, repeat('y', case when n % 100000 = 0 then 1000000 else 1 end) as w from {numbers(peer, 2_000_000)} x"
    found = peer.read(query, peer.describe(query), 5000)
    assert sum(len(block.data) for block in found) > 22_000_000  # type: ignore[attr-defined,misc]


def test_a_row_that_comes_slowly_is_delivered_before_later_ones(jdbc_drivers: Path, postgres_url: str) -> None:
    with native_peer(jdbc_drivers, postgres_url) as peer:
        query = "select n, pg_sleep(0.02)::text as s from generate_series(1, 100) n"
        blocks = peer.read(query, peer.describe(query), 5000)
        assert next(blocks).rows < 50
        assert sum(each.rows for each in blocks) > 50


def test_cancel_ends_a_statement_in_the_database(postgresql: tuple[JdbcReader, Reader], jdbc_drivers: Path, postgres_url: str) -> None:
    caught: list[BaseException] = []

    def read() -> None:
        try:
            read_texts(other, "select pg_sleep(600)::text as a")
        except SourceError as error:
            caught.append(error)

    with native_peer(jdbc_drivers, postgres_url) as other, psycopg.connect(postgres_url, autocommit=True) as database:
        active = "select 1 from pg_stat_activity where pid = %s and state = 'active' and wait_event = 'PgSleep'"
        thread = threading.Thread(target=read)
        thread.start()
        wait_until(lambda: bool(database.execute(active, [process_id(other.session_id)]).fetchall()), "the statement runs")
        other.cancel()
        thread.join(20)
        assert [type(each) for each in caught] == [SourceError]
        wait_until(lambda: not database.execute(active, [process_id(other.session_id)]).fetchall(), "the statement has ended")


def test_a_session_is_terminated_by_its_id(peer: JdbcReader) -> None:
    sibling = peer.create_sibling()
    sibling.connect()
    try:
        assert peer.session_id
        assert sibling.session_id != peer.session_id
        sibling.terminate_session(peer.session_id[:-1])
        assert read_texts(peer, "select 1 as a") == [("1",)]
        sibling.create_sibling().terminate_session(peer.session_id)
        with pytest.raises(SourceUnavailable):
            read_texts(peer, "select 1 as a")
        assert read_texts(sibling, "select 1 as a") == [("1",)]
    finally:
        sibling.close()


def test_the_session_cannot_write_and_keeps_its_settings(peer: JdbcReader, postgres_url: str, name: str) -> None:
    if "@" in str(peer.session_id):
        with psycopg.connect(postgres_url, autocommit=True) as database:
            database.execute(f"create sequence {name}")
        with pytest.raises(SourceError, match="execute the query") as caught:
            read_texts(peer, f"select nextval('{name}') as a")
        assert "read-only transaction" in error_messages(caught.value)[-1]
        assert read_texts(peer, "select current_setting('IntervalStyle') as a, current_setting('statement_timeout') as b") == [
            ("iso_8601", "0")
        ]
    else:
        with pytest.raises(SourceError) as caught:
            read_texts(peer, "insert into nowhere values (1)")
        assert read_texts(peer, "select @@time_zone as a") == [("+00:00",)]


def test_the_catalog_is_that_of_the_native_reader(
    peer: JdbcReader, postgresql: tuple[JdbcReader, Reader], mariadb: tuple[Any, ...]
) -> None:
    native = (postgresql if "@" in str(peer.session_id) else mariadb)[1].catalog()
    catalog = peer.catalog()
    name = "siren"
    assert name in catalog.catalogs()
    schemas = native.schemas(name)
    assert catalog.schemas(name) == schemas
    for schema in schemas:
        found = {(each.name, each.type, each.primary_key) for each in catalog.resources(name, schema)}
        assert found == {(each.name, each.type, each.primary_key) for each in native.resources(name, schema)}
