"""The reader for MySQL and MariaDB on a real MariaDB."""

import re
import socket
import threading
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import urlsplit

import polars as pl
import pymysql
import pytest

from sidecar.errors import BadRequest, SourceError, SourceUnavailable, error_messages
from sidecar.extract.mysql.protocol import get_socket
from sidecar.extract.ranges import create_ranges
from sidecar.extract.reader import Reader
from sidecar.extract.source.keepalive import IDLE_SECONDS
from sidecar.model.columns import SqlType
from tests.integration.reader_helpers import connected_reader, parse_value, read_blocks, read_texts
from tests.support.waiting import wait_until

VALUES: list[tuple[str, str, SqlType, Any]] = [
    ("tinyint(1)", "1", SqlType.BOOLEAN, True),
    ("boolean", "false", SqlType.BOOLEAN, False),
    ("bit(1)", "b'1'", SqlType.BOOLEAN, True),
    ("bit(4)", "b'101'", SqlType.KEYWORD, "0101"),
    ("tinyint", "-128", SqlType.LONG, -128),
    ("smallint unsigned", "65535", SqlType.LONG, 65535),
    ("mediumint", "-8388608", SqlType.LONG, -8388608),
    ("int unsigned", "4294967295", SqlType.LONG, 4294967295),
    ("int(8) zerofill", "42", SqlType.LONG, 42),
    ("int(8) zerofill", "0", SqlType.LONG, 0),
    ("bigint", "-9223372036854775808", SqlType.LONG, -(2**63)),
    ("bigint unsigned", "18446744073709551615", SqlType.UNSIGNED_LONG, 2**64 - 1),
    ("year", "2024", SqlType.LONG, 2024),
    ("year", "0000", SqlType.LONG, 0),
    ("decimal(18,0)", "123456789012345678", SqlType.LONG, 123456789012345678),
    ("decimal(19,0)", "1234567890123456789", SqlType.DECIMAL, 1234567890123456789),
    ("decimal(30,10)", "12345678901234567890.1234567890", SqlType.DECIMAL, "12345678901234567890.1234567890"),
    ("decimal(5,2)", "-1.10", SqlType.DECIMAL, "-1.10"),
    ("float", "0.1", SqlType.FLOAT, "0.1"),
    ("double", "0.1e0 + 0.2e0", SqlType.DOUBLE, "0.30000000000000004"),
    ("double", "1e300", SqlType.DOUBLE, "1e300"),
    ("char(5)", "'ab'", SqlType.KEYWORD, "ab"),
    ("varchar(99)", "'line one\\nline two, \"quoted\"\\t\\\\'", SqlType.KEYWORD, 'line one\nline two, "quoted"\t\\'),
    ("varchar(99)", "''", SqlType.KEYWORD, ""),
    ("varchar(99)", "concat('a', char(31), char(30), char(29), 'b')", SqlType.KEYWORD, "a\x1f\x1e\x1db"),
    ("varchar(99)", "concat(char(29), 'b')", SqlType.KEYWORD, "\x1db"),
    ("varchar(300)", "repeat('é', 250)", SqlType.KEYWORD, "é" * 250),
    ("varchar(99) character set latin1", "'Zoë'", SqlType.KEYWORD, "Zoë"),
    ("text", "'Zoë 🙂'", SqlType.TEXT, "Zoë 🙂"),
    ("longtext", "repeat('x', 1000000)", SqlType.TEXT, "x" * 1_000_000),
    ("enum('a','b')", "'b'", SqlType.KEYWORD, "b"),
    ("set('a','b')", "'a,b'", SqlType.KEYWORD, "a,b"),
    ("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", SqlType.KEYWORD, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    ("inet6", "'2001:db8::1'", SqlType.IP, "2001:db8::1"),
    ("date", "'2024-02-29'", SqlType.DATE, "2024-02-29"),
    ("time(3)", "'-12:34:56.789'", SqlType.KEYWORD, "-12:34:56.789"),
    ("datetime", "'2024-02-29 12:00:00'", SqlType.TIMESTAMP, "2024-02-29T12:00:00Z"),
    ("datetime(6)", "'9999-12-31 23:59:59.999999'", SqlType.TIMESTAMP, "9999-12-31T23:59:59.999999Z"),
    ("timestamp(6)", "'2024-02-29 12:00:00.123456'", SqlType.TIMESTAMP, "2024-02-29T12:00:00.123456Z"),
    ("blob", "x'deadbeef00'", SqlType.BINARY, "3q2+7wA="),
    ("varbinary(9)", "''", SqlType.BINARY, ""),
    ("binary(2)", "x'ff00'", SqlType.BINARY, "/wA="),
    ("json", "'{\"a\":\\n [1.10, 12345678901234567890]}'", SqlType.JSON, {"a": ["1.10", 12345678901234567890]}),
    ("point", "point(2.5, 49)", SqlType.GEO_SHAPE, {"type": "Point", "coordinates": ["2.5", "49.0"]}),
    (
        "geometry",
        "st_geomfromtext('POLYGON((0 0,1 0,1 1,0 0))')",
        SqlType.GEO_SHAPE,
        {"type": "Polygon", "coordinates": [[["0.0", "0.0"], ["1.0", "0.0"], ["1.0", "1.0"], ["0.0", "0.0"]]]},
    ),
    (
        "geometry",
        "st_geomfromtext('GEOMETRYCOLLECTION(POINT(1 2),MULTIPOINT(3 4,5 6))')",
        SqlType.GEO_SHAPE,
        {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Point", "coordinates": ["1.0", "2.0"]},
                {"type": "MultiPoint", "coordinates": [["3.0", "4.0"], ["5.0", "6.0"]]},
            ],
        },
    ),
]

NUMBERS = "select seq n, repeat('x', 1000) t from seq_1_to_10000000"


@pytest.fixture
def cursor(mariadb_url: str) -> Iterator[Any]:
    """Return a cursor for test data."""
    parts = urlsplit(mariadb_url)
    connection = pymysql.connect(
        host=parts.hostname,
        port=parts.port or 3306,
        user=parts.username,
        password=parts.password or "",
        database=parts.path[1:],
        autocommit=True,
    )
    with connection, connection.cursor() as cursor:
        yield cursor


@pytest.fixture
def reader(mariadb_url: str) -> Iterator[Reader]:
    """Return a connected reader."""
    with connected_reader(mariadb_url) as reader:
        yield reader


@pytest.mark.parametrize(("declared", "sql", "type", "expected"), VALUES, ids=[f"{each[0]} {each[1]:.40}" for each in VALUES])
def test_a_value_is_converted_by_its_type(
    cursor: Any, name: str, mariadb_url: str, declared: str, sql: str, type: SqlType, expected: Any
) -> None:
    cursor.execute(f"create table {name} (v {declared} null default null)")
    try:
        cursor.execute(f"insert into {name} values ({sql}), (null)")
        query = f"select v from {name} order by v is null"
        with connected_reader(mariadb_url) as reader:
            (column,) = reader.describe(query)
            rows = read_texts(reader, query)
            with_others = read_texts(reader, f"select v, 'x' as x, 1 as one from {name} order by v is null")
        assert column.type is type
        assert parse_value(column, rows[0][0]) == expected
        assert rows[1] == (None,)
        assert with_others == [(rows[0][0], "x", "1"), (None, "x", "1")]
    finally:
        cursor.execute(f"drop table {name}")


@pytest.mark.parametrize("zero", ["0000-00-00", "2024-00-10", "2024-02-00"])
def test_zero_dates_become_null_and_are_counted(cursor: Any, name: str, mariadb_url: str, zero: str) -> None:
    cursor.execute("set session sql_mode = ''")
    cursor.execute(f"create table {name} (d date, t datetime)")
    try:
        cursor.execute(f"insert into {name} values ('{zero}', '{zero} 00:00:00'), ('2024-02-29', '2024-02-29 12:00:00')")
        with connected_reader(mariadb_url) as reader:
            (block,) = read_blocks(reader, f"select * from {name}")
        assert pl.DataFrame(block.table).rows() == [(None, None), ("2024-02-29", "2024-02-29T12:00:00Z")]
        assert block.nulled == 2
    finally:
        cursor.execute(f"drop table {name}")


def test_an_invalid_geometry_rejects_only_its_row(cursor: Any, name: str, mariadb_url: str) -> None:
    cursor.execute(f"create table {name} (id int)")
    try:
        cursor.execute(f"insert into {name} values (1)")
        cursor.execute(f"alter table {name} add g geometry not null")  # the row that exists gets an empty value
        not_a_number, infinite = (f"st_geomfromwkb(0x0101000000000000000000{end}0000000000000040)" for end in ("f87f", "f07f"))
        cursor.execute(f"insert into {name} values (2, point(1, 2)), (3, {not_a_number}), (4, {infinite})")
        with connected_reader(mariadb_url) as reader:
            (block,) = read_blocks(reader, f"select id, g from {name} order by id")
        assert [row[1] is not None for row in pl.DataFrame(block.table).rows()] == [False, True, False, False]
        assert [(each.row, each.column) for each in block.row_errors] == [(0, "g"), (2, "g"), (3, "g")]
        assert [each.reason for each in block.row_errors] == [
            "not a geo_shape: the geometry is empty", *2 * ["not a geo_shape: a coordinate is NaN or infinite"]
        ]  # fmt: skip
    finally:
        cursor.execute(f"drop table {name}")


def test_a_zero_date_in_a_not_null_column_is_in_one_range(cursor: Any, name: str, mariadb_url: str) -> None:
    cursor.execute("set session sql_mode = ''")
    cursor.execute(f"create table {name} (id int, d date not null)")
    try:
        cursor.execute(f"insert into {name} values (1, '0000-00-00'), (2, '2024-02-29'), (3, '2024-03-01')")
        with connected_reader(mariadb_url) as reader:
            columns = reader.describe(query := f"select * from {name}")
            ranges = create_ranges(columns[1], reader.partition_bounds(query, columns[1], 2))
            found = [
                row[0] for each in ranges for block in reader.read(query, columns, 100, each) for row in pl.DataFrame(block.table).rows()
            ]
        assert sorted(found) == ["1", "2", "3"]
    finally:
        cursor.execute(f"drop table {name}")


def test_declared_types_are_those_of_the_queried_schema(mariadb_url: str, cursor: Any, name: str) -> None:
    cursor.execute(f"create database {name}")
    try:
        cursor.execute(f"create table {name} (a json, b inet6, c varchar(99), d varchar(99))")
        cursor.execute(f"create table {name}.{name} (a varchar(99), b varchar(99), c json, d inet6)")
        cursor.execute(f"create view {name}.v as select b, d from {urlsplit(mariadb_url).path[1:]}.{name}")
        with connected_reader(mariadb_url) as reader:
            own, other = (reader.describe(f"select a, b, c, d from {table}") for table in (name, f"{name}.{name}"))
            view = reader.describe(f"select b, d from {name}.v")
            derived = reader.describe(f"select * from (select b, d from {name} limit 1) x")
            joined = reader.describe(f"select x.a, x.b, y.c, Y.D from {name} x join {name}.{name} y join {name}.{name} as Y")
        assert [each.type for each in own] == [SqlType.JSON, SqlType.IP, SqlType.KEYWORD, SqlType.KEYWORD]
        assert [each.type for each in other] == [SqlType.KEYWORD, SqlType.KEYWORD, SqlType.JSON, SqlType.IP]
        assert [each.type for each in view] == [SqlType.IP, SqlType.KEYWORD]
        assert [each.type for each in derived] == [SqlType.KEYWORD, SqlType.KEYWORD]  # ambiguous: the server does not name the schema
        assert [each.type for each in joined] == [SqlType.JSON, SqlType.IP, SqlType.JSON, SqlType.IP]
    finally:
        cursor.execute(f"drop database {name}")
        cursor.execute(f"drop table {name}")


@pytest.mark.parametrize(("is_bit", "type", "value"), [("true", SqlType.BOOLEAN, "true"), ("false", SqlType.LONG, "5")])
def test_a_property_makes_tinyint_1_a_number(mariadb_url: str, cursor: Any, name: str, is_bit: str, type: SqlType, value: str) -> None:
    cursor.execute(f"create table {name} (v tinyint(1))")
    try:
        cursor.execute(f"insert into {name} values (5)")
        with connected_reader(mariadb_url, properties={"tinyInt1isBit": is_bit}) as reader:
            assert reader.describe(f"select v from {name}")[0].type is type
            assert read_texts(reader, f"select v from {name}") == [(value,)]
    finally:
        cursor.execute(f"drop table {name}")


def test_only_a_datetime_is_in_the_datasources_time_zone(mariadb_url: str, cursor: Any, name: str) -> None:
    cursor.execute("set session time_zone = '+00:00'")
    cursor.execute(f"create table {name} (d datetime(6), t timestamp(6))")
    try:
        cursor.execute(f"insert into {name} values ('2024-07-15 12:00:00.5', '2024-07-15 12:00:00.5')")
        with connected_reader(mariadb_url, timezone="Europe/Paris") as reader:
            assert read_texts(reader, f"select * from {name}") == [("2024-07-15T10:00:00.500000Z", "2024-07-15T12:00:00.500000Z")]
    finally:
        cursor.execute(f"drop table {name}")


def test_the_order_of_the_query_is_preserved(reader: Reader) -> None:
    read = read_texts(reader, "select seq n, md5(seq) h from seq_1_to_30000 order by h -- the end", 5000)
    assert [row[1] for row in read] == sorted(str(row[1]) for row in read)
    assert len(read) == 30000


def test_rows_longer_than_a_packet_and_nulls_are_complete(reader: Reader) -> None:
    long = "if(seq in (3, 4), repeat('ab', 4500000), null) l, repeat('é', if(seq = 4, 4500000, 40000)) k"
    query = f"select seq n, {long}, if(seq % 2 = 0, '', null) e, repeat('y', 300 + seq) m from seq_1_to_6"
    frame = pl.concat([pl.DataFrame(each.table) for each in read_blocks(reader, query)])
    assert frame["l"].str.len_bytes().to_list() == [None, None, 9_000_000, 9_000_000, None, None]
    assert frame["k"].str.len_chars().to_list() == [40000, 40000, 40000, 4_500_000, 40000, 40000]
    assert frame["e"].to_list() == [None, "", None, "", None, ""]
    assert frame["m"].str.len_bytes().to_list() == [301, 302, 303, 304, 305, 306]


def test_a_subset_of_the_columns_can_be_read(reader: Reader) -> None:
    columns = reader.describe("select 1 a, 2 b, x'00' c")
    (block,) = reader.read("select 1 a, 2 b, x'00' c", columns[1:], 10)
    assert pl.DataFrame(block.table).to_dicts() == [{"b": "2", "c": "AA=="}]


def test_percent_signs_are_not_placeholders(reader: Reader) -> None:
    assert read_texts(reader, "select '%s %%' as a, 5 % 3 as b") == [("%s %%", "2")]


@pytest.mark.parametrize("query", ["select 1 a, 2 a", "select 1 as `_id`", "select 1 as a, 2 as `a.b`"])
def test_names_that_cannot_be_fields_are_rejected(reader: Reader, query: str) -> None:
    with pytest.raises(BadRequest, match="give it another name"):
        reader.describe(query)


@pytest.mark.parametrize("query", ["select nope from nowhere", "select 1 as a; drop table x", "insert into x values (1)", "select ? as a"])
def test_invalid_sql_is_an_error(reader: Reader, query: str) -> None:
    with pytest.raises(SourceError):
        reader.describe(query)


def test_the_session_cannot_write(reader: Reader, cursor: Any, name: str) -> None:
    cursor.execute(f"create sequence {name}")
    try:
        with pytest.raises(SourceError) as caught:
            read_texts(reader, f"select nextval({name}) as a")
        assert "READ ONLY" in error_messages(caught.value)[-1]
    finally:
        cursor.execute(f"drop sequence {name}")


def test_an_error_after_some_rows_is_raised(reader: Reader) -> None:
    query = "select cast(if(seq = 90000, (select 1 union select 2), seq) as int) n, repeat('x', 100) t from seq_1_to_100000"
    with pytest.raises(SourceError) as caught:
        read_blocks(reader, query)
    assert "more than 1 row" in error_messages(caught.value)[-1]


@pytest.mark.parametrize(
    ("change", "kind", "message"),
    [
        (("siren:siren@", "siren:canary-7@"), SourceError, "Access denied"),
        (("/siren", "/nowhere-7"), SourceError, "Unknown database|Access denied"),
        (("127.0.0.1", "no-such-host.invalid"), SourceUnavailable, "Can't connect"),
    ],
)
def test_a_connection_error_does_not_contain_the_password(
    mariadb_url: str, change: tuple[str, str], kind: type[SourceError], message: str
) -> None:
    head, _, database = mariadb_url.rpartition("/")
    url = f"{head}{change[1]}" if change[0] == "/siren" else f"{head.replace(*change)}/{database}"
    with pytest.raises(SourceError) as caught, connected_reader(url):
        pass
    assert type(caught.value) is kind
    assert re.search(message, " ".join(error_messages(caught.value)))
    assert "canary-7" not in " ".join(error_messages(caught.value))


def test_a_refused_connection_raises_source_unavailable() -> None:
    with pytest.raises(SourceUnavailable), connected_reader("jdbc:mariadb://127.0.0.1:1/x", username="u", password="p"):
        pass


def _exists(cursor: Any, session_id: str | None) -> bool:
    cursor.execute("select count(*) from information_schema.processlist where id = is_used_lock(%s)", [session_id])
    return bool(cursor.fetchone()[0])


def _is_sending(cursor: Any, session_id: str | None) -> bool:
    cursor.execute("select command = 'Query' from information_schema.processlist where id = is_used_lock(%s)", [session_id])
    return (cursor.fetchone() or (0,))[0] == 1


@pytest.mark.parametrize("query", ["select sleep(600) as a", "select count(*) as a from seq_1_to_1000000 x, seq_1_to_1000000 y"])
def test_cancel_ends_a_computing_statement(reader: Reader, cursor: Any, query: str) -> None:
    caught: list[BaseException] = []

    def read() -> None:
        try:
            read_blocks(reader, query)
        except SourceError as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    wait_until(lambda: _is_sending(cursor, reader.session_id), "the statement runs")
    reader.cancel()
    wait_until(lambda: not _exists(cursor, reader.session_id), "the statement has ended")
    thread.join(20)
    assert not thread.is_alive()
    assert type(caught[0]) is SourceError


def test_a_session_has_tcp_keepalive(reader: Any) -> None:
    sock = get_socket(reader._connection)
    assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == IDLE_SECONDS


def test_a_slow_query_returns_incomplete_blocks_early(reader: Reader) -> None:
    query = "select seq as n, repeat('x', 1000) as wide, sleep(0.005) as nap from seq_1_to_1000"
    blocks = read_blocks(reader, query, 1000)
    assert len(blocks) > 2
    assert sum(each.rows for each in blocks) == 1000


def test_cancel_ends_a_statement_whose_rows_are_not_read(reader: Reader, cursor: Any) -> None:
    stream = reader.read(NUMBERS, reader.describe(NUMBERS), 1000)
    next(stream)
    assert _exists(cursor, reader.session_id)
    reader.cancel()
    wait_until(lambda: not _exists(cursor, reader.session_id), "the statement has ended")
    with pytest.raises(SourceError):
        list(stream)


def test_a_reader_closed_during_a_read_does_not_read_the_rest(mariadb_url: str, cursor: Any) -> None:
    with connected_reader(mariadb_url) as reader:
        stream = reader.read(NUMBERS, reader.describe(NUMBERS), 1000)
        assert isinstance(stream, Generator)
        next(stream)
        stream.close()
        session = reader.session_id
    wait_until(lambda: not _exists(cursor, session), "the session is gone", 5)


def test_a_killed_session_raises_source_unavailable(reader: Reader, cursor: Any) -> None:
    stream = reader.read(NUMBERS, reader.describe(NUMBERS), 1000)
    next(stream)
    cursor.execute("select is_used_lock(%s)", [reader.session_id])
    cursor.execute(f"kill {cursor.fetchone()[0]}")
    with pytest.raises(SourceUnavailable):
        list(stream)


def test_the_time_the_estimate_and_the_product_are_from_the_server(reader: Reader, cursor: Any) -> None:
    cursor.execute("select utc_timestamp(3)")
    assert abs((pl.Series([reader.current_time()]).str.to_datetime()[0] - cursor.fetchone()[0]).total_seconds()) < 5
    assert reader.estimate_rows("select seq n from seq_1_to_1000") == 1000
    assert reader.product_and_version()[0] == "MariaDB"


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("select * from {t}", 1000),
        ("select * from {t} order by k desc", 1000),
        ("select id, `limit`, 'group by' as t from {t} -- limit 5", 1000),
        ("select a.id from {t} a join {t} b on a.id = b.id", 1000),
        ("select * from {t} where id in (1, 2)", 2),
        ("select 1 as a", 1),
        ("select * from {t} limit 5", None),
        ("select * from (select * from {t} limit 5) x", None),
        ("select count(*) as c from {t}", None),
        ("select MAX(id) as m from {t}", None),
        ("select distinct k from {t}", None),
        ("select k, count(*) as c from {t} group by k", None),
        ("select * from (select k from {t} group by k) x", None),
        ("select id from {t} union all select id from {t}", None),
    ],
)
def test_rows_are_estimated_where_the_plan_has_their_number(reader: Reader, cursor: Any, name: str, query: str, rows: int | None) -> None:
    cursor.execute(f"create table {name} (id int primary key, k int, `limit` int) select seq id, seq % 7 k, 1 `limit` from seq_1_to_1000")
    cursor.execute(f"analyze table {name}")
    cursor.fetchall()
    assert reader.estimate_rows(query.format(t=name)) == rows
