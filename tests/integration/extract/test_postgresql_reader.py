"""The PostgreSQL reader on a real PostgreSQL."""

import asyncio
import gc
import socket
import threading
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import polars as pl
import psycopg
import pytest

from sidecar.errors import BadRequest, SourceDataError, SourceError, SourceUnavailable, error_messages
from sidecar.extract.postgresql.protocol import get_socket
from sidecar.extract.postgresql.reader import PostgresqlReader
from sidecar.extract.reader import Reader
from sidecar.extract.source.keepalive import IDLE_SECONDS
from sidecar.model.columns import ColumnKind, SqlType
from tests.integration.reader_helpers import connected_reader, parse_value, process_id, read_blocks, read_texts
from tests.support.tcp_proxy import tcp_proxy
from tests.support.waiting import wait_until

L, D, K, T = SqlType.LONG, SqlType.DECIMAL, SqlType.KEYWORD, SqlType.TEXT

VALUES: list[tuple[str, SqlType, Any]] = [
    ("true", SqlType.BOOLEAN, True),
    ("false", SqlType.BOOLEAN, False),
    ("(-32768)::smallint", L, -32768),
    ("2147483647::int", L, 2147483647),
    ("(-9223372036854775808)::bigint", L, -(2**63)),
    ("9223372036854775807::bigint", L, 2**63 - 1),
    ("123456789012345678::numeric(18,0)", L, 123456789012345678),
    ("12300::numeric(5,-2)", L, 12300),
    ("1::numeric(19,0)", D, 1),
    ("12345678901234567890.123456789012345678::numeric", D, "12345678901234567890.123456789012345678"),
    ("1.10::numeric(5,2)", D, "1.10"),
    ("'NaN'::numeric", D, None),
    ("'-Infinity'::numeric", D, None),
    ("'$1,234.50'::money", D, "1234.50"),
    ("0.1::real", SqlType.FLOAT, "0.1"),
    ("16777216::real", SqlType.FLOAT, "1.6777216e+07"),
    ("'Infinity'::real", SqlType.FLOAT, None),
    ("0.1::float8 + 0.2::float8", SqlType.DOUBLE, "0.30000000000000004"),
    ("1e300::float8", SqlType.DOUBLE, "1e+300"),
    ("'NaN'::float8", SqlType.DOUBLE, None),
    ("'-Infinity'::float8", SqlType.DOUBLE, None),
    ("4294967295::oid", L, 4294967295),
    ("B'1'::bit(1)", SqlType.BOOLEAN, True),
    ("B'0'::bit(1)", SqlType.BOOLEAN, False),
    ("B'101'::bit(3)", K, "101"),
    ("B'0101'::varbit", K, "0101"),
    ("'ab'::char(5)", K, "ab"),
    ("'ab  '::varchar(9)", K, "ab  "),
    ("'x'::\"char\"", K, "x"),
    ("'name'::name", K, "name"),
    ("'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", K, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    ("'<a b=\"c\">\n</a>'::xml", K, '<a b="c">\n</a>'),
    ("'[1,5)'::int4range", K, "[1,5)"),
    ("'{[1,2),[4,5)}'::int4multirange", K, "{[1,2),[4,5)}"),
    ("interval '1 year 2 days 03:04:05.6'", K, "P1Y2DT3H4M5.6S"),
    ("time '03:04:05.6'", K, "03:04:05.6"),
    ("timetz '03:04:05+02'", K, "03:04:05+02"),
    ("'line one\nline two, \"quoted\"\tand \\ more'::text", T, 'line one\nline two, "quoted"\tand \\ more'),
    ("''::text", T, ""),
    ("'\\N'::text", T, "\\N"),
    ("'NULL'::text", T, "NULL"),
    ("'Zoë 🙂'::text", T, "Zoë 🙂"),
    ("date '2024-02-29'", SqlType.DATE, "2024-02-29"),
    ("date '0001-01-01'", SqlType.DATE, "0001-01-01"),
    ("date '9999-12-31'", SqlType.DATE, "9999-12-31"),
    ("date 'infinity'", SqlType.DATE, None),
    ("date '-infinity'", SqlType.DATE, None),
    ("date '10000-01-01'", SqlType.DATE, None),
    ("date '0044-03-15 BC'", SqlType.DATE, None),
    ("timestamp '2024-02-29 12:00:00.123456'", SqlType.TIMESTAMP, "2024-02-29T12:00:00.123456Z"),
    ("timestamp '2024-02-29 12:00:00'", SqlType.TIMESTAMP, "2024-02-29T12:00:00Z"),
    ("timestamptz '2024-02-29 12:00:00.5+05:30'", SqlType.TIMESTAMP, "2024-02-29T06:30:00.5Z"),
    ("timestamp 'infinity'", SqlType.TIMESTAMP, None),
    ("timestamptz '-infinity'", SqlType.TIMESTAMP, None),
    ("timestamp '10000-01-01 00:00:00'", SqlType.TIMESTAMP, None),
    ("timestamp '0044-03-15 12:00:00.1 BC'", SqlType.TIMESTAMP, None),
    ("'\\xdeadbeef00'::bytea", SqlType.BINARY, "3q2+7wA="),
    ("''::bytea", SqlType.BINARY, ""),
    ("decode(repeat('00', 100), 'hex')", SqlType.BINARY, "A" * 134 + "=="),
    ("'{\"b\":  [1.10,\n 12345678901234567890]}'::json", SqlType.JSON, {"b": ["1.10", 12345678901234567890]}),
    ('\'{"a": "x\\ny"}\'::jsonb', SqlType.JSON, {"a": "x\ny"}),
    ("'null'::jsonb", SqlType.JSON, None),
    ("row(1, 'a'::text)", SqlType.JSON, {"f1": 1, "f2": "a"}),
    ("inet '10.0.0.1'", SqlType.IP, "10.0.0.1"),
    ("inet '10.0.0.1/8'", SqlType.IP, "10.0.0.1/8"),
    ("cidr '10.0.0.0/8'", K, "10.0.0.0/8"),
    ("inet '2001:db8::1'", SqlType.IP, "2001:db8::1"),
    ("point '(2.5,49)'", SqlType.GEO_POINT, {"type": "Point", "coordinates": ["2.5", 49]}),
    ("point '(NaN,1)'", SqlType.GEO_POINT, None),
    ("macaddr '08:00:2b:01:02:03'", K, "08:00:2b:01:02:03"),
    ("to_tsvector('simple', 'a b')", K, "'a':1 'b':2"),
    ("box '((1,1),(0,0))'", K, "(1,1),(0,0)"),
]

ARRAYS: list[tuple[str, SqlType, Any]] = [
    ("array[1,null,3]", L, [1, None, 3]),
    ("array[[1,2],[3,4]]", L, [[1, 2], [3, 4]]),
    ("'{}'::int[]", L, []),
    ("array['NaN'::float8, 1.5, '-Infinity']", SqlType.DOUBLE, [None, "1.5", None]),
    ("array[1.10::numeric, 'NaN']", D, ["1.10", None]),
    ("array['a\"b', null, 'null', E'x\\ny']", T, ['a"b', None, "null", "x\ny"]),
    ("array['ab'::char(5)]", K, ["ab"]),
    ("array[true,false]", SqlType.BOOLEAN, [True, False]),
    ("array[date '2024-02-29', 'infinity', '0044-03-15 BC']", SqlType.DATE, ["2024-02-29", None, None]),
    ("array[timestamp '2024-02-29 12:00:00.5', 'infinity']", SqlType.TIMESTAMP, ["2024-02-29T12:00:00.5Z", None]),
    ("array[timestamptz '2024-02-29 12:00:00+02']", SqlType.TIMESTAMP, ["2024-02-29T10:00:00Z"]),
    ("array['\\x00ff'::bytea, null]", SqlType.BINARY, ["AP8=", None]),
    ("array['{\"a\":1}'::jsonb]", SqlType.JSON, [{"a": 1}]),
    ("array[row(1, 'a\"b'::text), null, row(null)]", SqlType.JSON, [{"f1": 1, "f2": 'a"b'}, None, {"f1": None}]),
    ("array[cidr '10.0.0.0/8']", K, ["10.0.0.0/8"]),
    ("array['$1.50'::money]", D, ["1.50"]),
    ("array[inet '10.0.0.1']", SqlType.IP, ["10.0.0.1"]),
    ("array[point '(1,2)', null]", SqlType.GEO_POINT, [{"type": "Point", "coordinates": [1, 2]}, None]),
]


@pytest.fixture
def reader(postgres_url: str) -> Iterator[Reader]:
    """Return a connected reader."""
    with connected_reader(postgres_url) as reader:
        yield reader


@pytest.fixture
def database(postgres_url: str) -> Iterator[psycopg.Connection[Any]]:
    """Return a connection for test data."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


def test_a_session_has_tcp_keepalive(reader: Any) -> None:
    sock = get_socket(reader._session._connected)
    assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == IDLE_SECONDS


def test_string_literals_do_not_depend_on_server_settings(postgres_url: str, database: psycopg.Connection[Any], name: str) -> None:
    database.execute(f"create role {name} login superuser password 'p'; alter role {name} set standard_conforming_strings = off")
    try:
        parts = urlsplit(postgres_url)
        url = f"postgresql://{name}:p@{parts.hostname}:{parts.port}{parts.path}"
        with connected_reader(url) as reader:
            assert read_texts(reader, r"select 'a\\'' b' as x") == [(r"a\\' b",)]
    finally:
        database.execute(f"drop role {name}")


@pytest.mark.parametrize(("sql", "type", "expected"), VALUES, ids=[each[0] for each in VALUES])
def test_a_value_is_converted_by_its_type(reader: Reader, sql: str, type: SqlType, expected: Any) -> None:
    (column,) = reader.describe(f"select {sql} as v")
    assert (column.name, column.type, column.array) == ("v", type, False)
    (row,) = read_texts(reader, f"select {sql} as v")
    assert parse_value(column, row[0]) == expected


@pytest.mark.parametrize(("sql", "type", "expected"), ARRAYS, ids=[each[0] for each in ARRAYS])
def test_an_array_is_converted_by_its_element_type(reader: Reader, sql: str, type: SqlType, expected: Any) -> None:
    (column,) = reader.describe(f"select {sql} as v")
    assert (column.type, column.array, column.kind) == (type, True, ColumnKind.JSON)
    (row,) = read_texts(reader, f"select {sql} as v")
    assert parse_value(column, row[0]) == expected


@pytest.mark.parametrize("sql", [*dict.fromkeys(each[0] for each in [*VALUES, *ARRAYS])])
def test_null_of_any_type_stays_null(reader: Reader, sql: str) -> None:
    query = f"select case when n = 2 then {sql} end as v from generate_series(1, 3) n where n <> 2"
    assert read_texts(reader, query) == [(None,), (None,)]
    assert [each.nulled for each in read_blocks(reader, query)] == [0]


def test_values_without_json_form_become_null_and_are_counted(reader: Reader) -> None:
    query = (
        "select 'NaN'::float8 a, 'Infinity'::numeric b, date 'infinity' c, timestamp '-infinity' d, 1.5::float8 e from generate_series(1,3)"
    )
    (block,) = read_blocks(reader, query)
    assert (block.rows, block.nulled) == (3, 12)


def test_enums_domains_hstore_citext_and_composites_are_supported(reader: Reader, database: psycopg.Connection[Any], name: str) -> None:
    database.execute(f"create schema {name}")
    database.execute(f"create extension hstore schema {name}")
    database.execute(f"create extension citext schema {name}")
    database.execute(f"create type {name}.mood as enum ('sad', 'o\"k')")
    database.execute(f"create domain {name}.price as numeric(10,2)")
    database.execute(f"create domain {name}.dear as {name}.price")
    database.execute(f"create type {name}.pair as (a int, b {name}.mood)")
    query = (
        f"select 'o\"k'::{name}.mood mood, 1.50::{name}.dear price, '\"a\"=>\"1\", b=>NULL'::{name}.hstore h, 'Ab'::{name}.citext c, "
        f"(1, 'sad')::{name}.pair p, array['sad'::{name}.mood] moods, array[1.50::{name}.dear] prices"
    )
    try:
        columns = reader.describe(query)
        (row,) = read_texts(reader, query)
        assert [each.type for each in columns] == [K, D, SqlType.JSON, T, SqlType.JSON, K, D]
        assert [parse_value(column, text) for column, text in zip(columns, row, strict=True)] == [
            'o"k', "1.50", {"a": "1", "b": None}, "Ab", {"a": 1, "b": "sad"}, ["sad"], ["1.50"],
        ]  # fmt: skip
    finally:
        database.execute(f"drop schema {name} cascade")


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2024-01-15 12:00:00.25", "2024-01-15T11:00:00.25Z"),
        ("2024-07-15 12:00:00", "2024-07-15T10:00:00Z"),
        ("2024-03-31 02:30:00", "2024-03-31T01:30:00Z"),
        ("2024-10-27 02:30:00", "2024-10-27T01:30:00Z"),
    ],
)
def test_a_timestamp_without_time_zone_is_in_the_datasources_time_zone(postgres_url: str, local: str, utc: str) -> None:
    with connected_reader(postgres_url, timezone="Europe/Paris") as reader:
        query = f"select timestamp '{local}' a, timestamptz '2024-01-01 00:00:00Z' b, array[timestamp '{local}'] c, timestamp 'infinity' d"
        (row,) = read_texts(reader, query)
        assert row == (utc, "2024-01-01T00:00:00Z", f'["{utc}"]', None)


@pytest.mark.parametrize("comment", ["-- the end", "/* the end */", ""])
def test_a_trailing_comment_is_allowed(reader: Reader, comment: str) -> None:
    assert read_texts(reader, f"select 1 as a, '-- no comment' as b {comment}") == [("1", "-- no comment")]


def test_percent_signs_and_colons_are_not_placeholders(reader: Reader) -> None:
    assert read_texts(reader, "select '%s :a %%' as a, 5 % 3 as b") == [("%s :a %%", "2")]


def test_the_order_of_the_query_is_preserved_with_parallel_plans(reader: Reader, database: psycopg.Connection[Any], name: str) -> None:
    database.execute(f"create table {name} as select n, md5(n::text) h from generate_series(1, 200000) n")
    database.execute(f"analyze {name}")
    try:
        for order in ("n", "n desc", "h"):
            actual = [row[0] for row in read_texts(reader, f"select n, h from {name} order by {order}")]
            expected = database.execute(f"select n from {name} order by {order}").fetchall()
            assert actual == [str(row[0]) for row in expected]
    finally:
        database.execute(f"drop table {name}")


def test_long_texts_and_many_blocks_are_complete(reader: Reader) -> None:
    query = "select n, case when n % 7 = 0 then repeat(E'x\\n\"', 300000) end t, repeat('é', 500) e from generate_series(1, 2000) n"
    blocks = read_blocks(reader, query)
    frame = pl.concat([pl.DataFrame(each.table) for each in blocks])
    assert len(blocks) > 5
    assert frame["n"].cast(pl.Int64).to_list() == list(range(1, 2001))
    assert set(frame["t"].str.len_bytes().drop_nulls()) == {900000}
    assert frame["t"].null_count() == 2000 - 2000 // 7


def test_a_subset_of_the_columns_can_be_read(reader: Reader) -> None:
    columns = reader.describe("select 1 a, 2 b, 3 c")
    (block,) = reader.read("select 1 a, 2 b, 3 c", columns[2:], 10)
    assert pl.DataFrame(block.table).to_dicts() == [{"c": "3"}]


def test_special_characters_in_column_names_are_preserved(reader: Reader) -> None:
    query = 'select 1 as "a b", 2 as "Ü.x", 3 as "{c}", 4 as "q""q"'
    assert [each.name for each in reader.describe(query)] == ["a b", "Ü.x", "{c}", 'q"q']
    assert read_texts(reader, query) == [("1", "2", "3", "4")]


@pytest.mark.parametrize("query", ["select 1 a, 2 a", 'select 1 "_id"', 'select 1 "a.", 2 b', 'select 1 a, 2 "a.b"'])
def test_names_that_cannot_be_fields_are_rejected(reader: Reader, query: str) -> None:
    with pytest.raises(BadRequest, match="give it another name"):
        reader.describe(query)


def test_a_query_without_rows_returns_no_block(reader: Reader) -> None:
    assert read_blocks(reader, "select 1 as a where false") == []


def test_invalid_sql_raises_the_databases_message(reader: Reader) -> None:
    with pytest.raises(SourceError) as caught:
        reader.describe("select nope from nowhere")
    assert 'relation "nowhere" does not exist' in error_messages(caught.value)[-1]


def test_an_error_after_some_rows_is_raised_and_the_session_remains_usable(reader: Reader) -> None:
    query = "select 1 / (500000 - n) as a, repeat('x', 100) as b from generate_series(1, 600000) n"
    with pytest.raises(SourceError, match="execute the query") as caught:
        read_blocks(reader, query)
    assert error_messages(caught.value)[-1] == "division by zero"
    assert read_texts(reader, "select 1 as a") == [("1",)]


def test_text_that_is_not_utf8_rejects_only_its_row(postgres_url: str, database: psycopg.Connection[Any], name: str) -> None:
    database.execute(f"create database {name} template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'")
    url = urlsplit(postgres_url)._replace(path=f"/{name}").geturl()
    try:
        with connected_reader(url) as reader:
            text = "case when n % 1000 = 7 then convert_from('\\xff', 'SQL_ASCII') else 'Zoë' end"
            query = f"select n, {text} as t from generate_series(1, 3000) n"
            blocks = read_blocks(reader, query)
            assert read_texts(reader, "select 'Zoë' as \"ü\"") == [("Zoë",)]
            reader.use_snapshot(None)
            assert read_texts(reader, query)[6:8] == [("7", None), ("8", "Zoë")]
            assert read_texts(reader, "select 'Zoë' as a") == [("Zoë",)]
        rows = [row for each in blocks for row in pl.DataFrame(each.table).rows()]
        assert rows == [(str(n), None if n % 1000 == 7 else "Zoë") for n in range(1, 3001)]
        assert sum(len(each.row_errors) for each in blocks) == 3
        assert {each.column for block in blocks for each in block.row_errors} == {"t"}
    finally:
        database.execute(f"drop database {name} with (force)")


def test_the_session_cannot_write(reader: Reader, database: psycopg.Connection[Any], name: str) -> None:
    database.execute(f"create sequence {name}")
    try:
        with pytest.raises(SourceError) as caught:
            read_texts(reader, f"select nextval('{name}') as a")
        assert "read-only transaction" in error_messages(caught.value)[-1]
    finally:
        database.execute(f"drop sequence {name}")


def test_the_current_time_is_the_databases_in_utc(reader: Reader, database: psycopg.Connection[Any]) -> None:
    before = database.execute("select date_trunc('milliseconds', clock_timestamp() at time zone 'UTC')").fetchone()
    now = reader.current_time()
    assert before is not None
    assert database.execute("select %s::timestamp between %s and clock_timestamp() at time zone 'UTC'", [now, before[0]]).fetchone() == (
        True,
    )


def test_the_estimate_and_the_product_are_from_the_server(reader: Reader) -> None:
    assert reader.estimate_rows("select * from generate_series(1, 1000) n -- all") == 1000
    product, version = reader.product_and_version()
    assert product == "PostgreSQL"
    assert int(version.split(".")[0]) >= 12


@pytest.mark.parametrize(
    ("change", "kind", "message"),
    [
        (("siren:siren@", "siren:canary-7@"), SourceError, "password authentication failed"),
        (("/siren", "/nowhere-7"), SourceError, "does not exist"),
        (("127.0.0.1", "no-such-host.invalid"), SourceUnavailable, ""),
    ],
)
def test_a_connection_error_does_not_contain_the_password(
    postgres_url: str, change: tuple[str, str], kind: type[SourceError], message: str
) -> None:
    head, _, database = postgres_url.rpartition("/")
    url = f"{head}{change[1]}" if change[0] == "/siren" else f"{head.replace(*change)}/{database}"
    with pytest.raises(SourceError) as caught, connected_reader(url):
        pass
    assert type(caught.value) is kind
    assert message in " ".join(error_messages(caught.value))
    assert "canary-7" not in " ".join(error_messages(caught.value))


def test_a_refused_connection_raises_source_unavailable() -> None:
    with pytest.raises(SourceUnavailable), connected_reader("jdbc:postgresql://127.0.0.1:1/x", username="u", password="p"):
        pass


def _is_active(database: psycopg.Connection[Any], session_id: str | None) -> bool:
    rows = database.execute("select state = 'active' from pg_stat_activity where pid = %s", [process_id(session_id)]).fetchall()
    return bool(rows and rows[0][0])


SLOW = "from generate_series(1, 3) n where pg_sleep(0.4) is not null"
"""Three rows, the first later than a COPY is canceled, which must run by then: the server ignores an earlier cancel request."""


@pytest.mark.parametrize("holds_snapshot", [False, True])
def test_rows_that_come_slowly_are_the_same_and_leave_the_session_usable(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, holds_snapshot: bool
) -> None:
    columns = ", ".join(f"case when n < 3 then {each[0]} end as v{number}" for number, each in enumerate([*VALUES, *ARRAYS]))
    query = f"select {columns} {SLOW}"
    if holds_snapshot:
        reader.use_snapshot(None)
    expected = read_texts(reader, query)
    reader.estimate_rows(query)
    monkeypatch.setattr("sidecar.extract.postgresql.reader.FIRST_BLOCK_TIMEOUT", 0.2)

    blocks = read_blocks(reader, query)

    assert [row for each in blocks for row in pl.DataFrame(each.table).rows()] == expected
    assert set(expected[2]) == {None}
    assert (blocks[0].rows, sum(each.rows for each in blocks)) == (1, 3)
    for one in (f"select true as a {SLOW}", f"select null::int as a {SLOW}", f"select 1 as a {SLOW} and false"):
        reader.estimate_rows(one)
        assert read_texts(reader, one) == {"true": [("true",)] * 3, "null": [(None,)] * 3, "1 as": []}[one[7:11].removesuffix(":")]


def test_an_error_in_rows_that_come_slowly_is_raised(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sidecar.extract.postgresql.reader.FIRST_BLOCK_TIMEOUT", 0.2)
    query = f"select 1 / (3 - n) as a {SLOW}"
    reader.use_snapshot(None)
    reader.estimate_rows(query)
    with pytest.raises(SourceDataError) as caught:
        read_blocks(reader, query)
    assert error_messages(caught.value)[-1] == "division by zero"
    assert read_texts(reader, "select 1 as a") == [("1",)]


def test_a_row_that_comes_slowly_is_delivered_before_the_next_one(reader: Reader, database: psycopg.Connection[Any]) -> None:
    lock = "case when n > 1 then pg_advisory_lock_shared(77)::text end"
    query = f"select n, {lock} as t from generate_series(1, 100000) n where n > 1 or pg_sleep(1.5) is not null"
    reader.estimate_rows(query)
    database.execute("select pg_advisory_lock(77)")
    try:
        blocks = reader.read(query, reader.describe(query), 1000)
        assert pl.DataFrame(next(blocks).table)["n"].to_list() == ["1"]
    finally:
        database.execute("select pg_advisory_unlock(77)")
    assert sum(each.rows for each in blocks) == 99_999


@pytest.mark.parametrize("close_timeout", [0.0, 10.0])
def test_rows_that_come_slowly_are_read_if_no_cancel_request_reaches_the_server(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, close_timeout: float
) -> None:
    """A load balancer may send the request to another pooler. The COPY goes on, or ends before that is known."""

    async def ignore(connection: asyncpg.Connection, waiter: "asyncio.Future[None]") -> None:
        waiter.set_result(None)

    monkeypatch.setattr(asyncpg.Connection, "_cancel", ignore)
    monkeypatch.setattr("sidecar.extract.postgresql.reader.FIRST_BLOCK_TIMEOUT", 0.2)
    monkeypatch.setattr("sidecar.extract.postgresql.session.CLOSE_TIMEOUT", close_timeout)
    query = f"select n {SLOW}"
    reader.estimate_rows(query)
    for _ in range(2):
        assert read_texts(reader, query) == [("1",), ("2",), ("3",)]


def test_a_cancel_before_the_first_fetch_ends_the_read(reader: PostgresqlReader) -> None:
    reader.use_snapshot(None)
    reader._session._canceled.set()
    with pytest.raises(asyncpg.QueryCanceledError):
        list(reader._session.fetch_as_they_come("select pg_sleep(600)"))


def test_rows_behind_expensive_or_parallel_work_are_copied(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any) -> None:
        raise AssertionError("a cursor has no parallel plan")

    monkeypatch.setattr("sidecar.extract.postgresql.reader.FIRST_BLOCK_TIMEOUT", 0.2)
    monkeypatch.setattr("sidecar.extract.postgresql.session.Session.fetch_as_they_come", fail)
    query = f"select count(*) as n {SLOW}"
    reader.estimate_rows(query)
    assert read_texts(reader, query) == [("3",)]


@pytest.mark.parametrize("query", ["select pg_sleep(600)::text as a", "select count(*) as a from generate_series(1, 100000000000) n"])
def test_cancel_ends_a_computing_statement(reader: Reader, database: psycopg.Connection[Any], query: str) -> None:
    caught: list[BaseException] = []

    def read() -> None:
        try:
            read_blocks(reader, query)
        except SourceError as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    wait_until(lambda: _is_active(database, reader.session_id), "the statement runs")
    reader.cancel()
    wait_until(lambda: not _is_active(database, reader.session_id), "the statement has ended")
    thread.join(20)
    assert not thread.is_alive()
    assert type(caught[0]) is SourceError


def test_cancel_ends_a_fetch_of_rows_that_come_slowly(
    reader: Reader, database: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancel() -> None:
        # Before it is executed, the server ignores a cancel request.
        sleeping = "select 1 from pg_stat_activity where pid = %s and wait_event = 'PgSleep'"
        wait_until(lambda: bool(database.execute(sleeping, [process_id(reader.session_id)]).fetchall()), "the second row is computed")
        reader.cancel()

    monkeypatch.setattr("sidecar.extract.postgresql.reader.FIRST_BLOCK_TIMEOUT", 0.2)
    query = f"select n, case when n > 1 then pg_sleep(600) end::text as t {SLOW}"
    reader.estimate_rows(query)
    blocks = reader.read(query, reader.describe(query), 1000)
    assert next(blocks).rows == 1
    canceler = threading.Thread(target=cancel)
    canceler.start()
    with pytest.raises(SourceError) as caught:
        list(blocks)
    canceler.join(20)
    assert type(caught.value) is SourceError
    wait_until(lambda: not _is_active(database, reader.session_id), "the statement has ended")


def test_cancel_ends_a_statement_whose_rows_are_not_read(reader: Reader, database: psycopg.Connection[Any]) -> None:
    query = "select n, repeat('x', 1000) as t from generate_series(1, 10000000) n"
    stream = reader.read(query, reader.describe(query), 1000)
    next(stream)
    wait_until(lambda: _is_active(database, reader.session_id), "the statement waits for the reader")
    reader.cancel()
    wait_until(lambda: not _is_active(database, reader.session_id), "the statement has ended")
    with pytest.raises(SourceError):
        list(stream)


def test_a_reader_closed_during_a_read_leaves_nothing_behind(postgres_url: str, database: psycopg.Connection[Any]) -> None:
    with connected_reader(postgres_url) as reader:
        query = "select n, repeat('x', 1000) as t from generate_series(1, 10000000) n"
        next(iter(reader.read(query, reader.describe(query), 1000)))
        session = reader.session_id
    wait_until(
        lambda: not database.execute("select 1 from pg_stat_activity where pid = %s", [process_id(session)]).fetchall(),
        "the session is gone",
    )
    assert not [each for each in threading.enumerate() if each.name == "postgresql"]


def test_a_reader_closed_on_a_stalled_connection_leaves_nothing_behind(postgres_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """Neither the statement nor the cancel request gets a response."""
    gc.collect()
    caplog.clear()
    parts = urlsplit(postgres_url)
    with tcp_proxy(parts.hostname or "", parts.port or 0) as proxy:
        proxy_url = urlunsplit(parts._replace(netloc=f"{parts.username}:{parts.password}@127.0.0.1:{proxy.port}"))
        with connected_reader(proxy_url) as reader:
            query = "select n, repeat('x', 1000) as t from generate_series(1, 10000000) n"
            stream = reader.read(query, reader.describe(query), 1000)
            assert isinstance(stream, Generator)
            next(stream)
            proxy.stall()
            stream.close()
        assert not [each for each in threading.enumerate() if each.name == "postgresql"]
    del stream, reader
    gc.collect()
    assert not [each for each in caplog.records if each.name == "asyncio"]


def test_a_killed_session_raises_source_unavailable(reader: Reader, database: psycopg.Connection[Any]) -> None:
    query = "select n, repeat('x', 1000) as t from generate_series(1, 10000000) n"
    stream = reader.read(query, reader.describe(query), 1000)
    next(stream)
    database.execute("select pg_terminate_backend(%s)", [process_id(reader.session_id)])
    with pytest.raises(SourceUnavailable):
        list(stream)


def test_the_session_sets_its_application_name(reader: Reader, database: psycopg.Connection[Any]) -> None:
    rows = database.execute("select application_name from pg_stat_activity where pid = %s", [process_id(reader.session_id)]).fetchall()
    assert rows == [("siren-sidecar",)]


def test_the_schema_property_sets_the_search_path(postgres_url: str, database: psycopg.Connection[Any], name: str) -> None:
    database.execute(f'create schema "{name} x"')
    database.execute(f'create table "{name} x".{name} as select 7 as seven')
    try:
        with connected_reader(postgres_url, properties={"currentSchema": f"{name} x"}) as reader:
            assert read_texts(reader, f"select seven from {name}") == [("7",)]
    finally:
        database.execute(f'drop schema "{name} x" cascade')


def test_required_encryption_that_the_server_lacks_is_an_error(postgres_url: str) -> None:
    with pytest.raises(SourceError), connected_reader(postgres_url, properties={"ssl": "true"}):
        pass
