"""The reader for MySQL and MariaDB on a real MariaDB."""

import re
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import polars as pl
import pymysql
import pytest

from sidecar.errors import BadRequest, SourceError, SourceUnavailable, sentences
from sidecar.extract.mysql.session import SETTINGS
from sidecar.extract.ranges import ranges
from sidecar.extract.reader import Reader
from sidecar.model.columns import SqlType
from tests.integration.reader_helpers import blocks, reading, texts, value
from tests.support.waiting import until

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
def made(mariadb_url: str) -> Iterator[Any]:
    """Give a cursor with which a test makes what it reads."""
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
    """Give a connected reader."""
    with reading(mariadb_url) as reader:
        yield reader


@pytest.mark.parametrize(("declared", "sql", "type", "expected"), VALUES, ids=[f"{each[0]} {each[1]:.40}" for each in VALUES])
def test_a_value_arrives_as_the_contract_says(
    made: Any, name: str, mariadb_url: str, declared: str, sql: str, type: SqlType, expected: Any
) -> None:
    made.execute(f"create table {name} (v {declared} null default null)")
    try:
        made.execute(f"insert into {name} values ({sql}), (null)")
        query = f"select v from {name} order by v is null"
        with reading(mariadb_url) as reader:
            (column,) = reader.describe(query)
            rows = texts(reader, query)
            beside = texts(reader, f"select v, 'x' as x, 1 as one from {name} order by v is null")
        assert column.type is type
        assert value(column, rows[0][0]) == expected
        assert rows[1] == (None,)
        assert beside == [(rows[0][0], "x", "1"), (None, "x", "1")]
    finally:
        made.execute(f"drop table {name}")


@pytest.mark.parametrize("zero", ["0000-00-00", "2024-00-10", "2024-02-00"])
def test_zero_dates_become_null_and_are_counted(made: Any, name: str, mariadb_url: str, zero: str) -> None:
    made.execute("set session sql_mode = ''")
    made.execute(f"create table {name} (d date, t datetime)")
    try:
        made.execute(f"insert into {name} values ('{zero}', '{zero} 00:00:00'), ('2024-02-29', '2024-02-29 12:00:00')")
        with reading(mariadb_url) as reader:
            (block,) = blocks(reader, f"select * from {name}")
        assert pl.DataFrame(block.table).rows() == [(None, None), ("2024-02-29", "2024-02-29T12:00:00Z")]
        assert block.nulled == 2
    finally:
        made.execute(f"drop table {name}")


def test_a_zero_date_of_a_column_without_nulls_is_read_once_in_ranges(made: Any, name: str, mariadb_url: str) -> None:
    made.execute("set session sql_mode = ''")
    made.execute(f"create table {name} (id int, d date not null)")
    try:
        made.execute(f"insert into {name} values (1, '0000-00-00'), (2, '2024-02-29'), (3, '2024-03-01')")
        with reading(mariadb_url) as reader:
            columns = reader.describe(query := f"select * from {name}")
            cut = ranges(columns[1], reader.bounds(query, columns[1], 2))
            found = [row[0] for each in cut for block in reader.read(query, columns, 100, each) for row in pl.DataFrame(block.table).rows()]
        assert sorted(found) == ["1", "2", "3"]
    finally:
        made.execute(f"drop table {name}")


def test_what_a_template_relies_on_inside_quotes_is_set(made: Any) -> None:
    made.execute("set session sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,NO_ZERO_DATE'")
    for each in (setting for setting in SETTINGS if "sql_mode" in setting):
        made.execute(each)
    made.execute(r"select 'a\\b', @@sql_mode")
    assert made.fetchall() == ((r"a\b", "ANSI_QUOTES,NO_ZERO_DATE"),)


def test_a_datetime_is_meant_in_the_datasources_time_zone_and_a_timestamp_is_not(mariadb_url: str, made: Any, name: str) -> None:
    made.execute("set session time_zone = '+00:00'")
    made.execute(f"create table {name} (d datetime(6), t timestamp(6))")
    try:
        made.execute(f"insert into {name} values ('2024-07-15 12:00:00.5', '2024-07-15 12:00:00.5')")
        with reading(mariadb_url, timezone="Europe/Paris") as reader:
            assert texts(reader, f"select * from {name}") == [("2024-07-15T10:00:00.500000Z", "2024-07-15T12:00:00.500000Z")]
    finally:
        made.execute(f"drop table {name}")


def test_the_order_of_the_query_is_kept(reader: Reader) -> None:
    read = texts(reader, "select seq n, md5(seq) h from seq_1_to_30000 order by h -- the end", 5000)
    assert [row[1] for row in read] == sorted(str(row[1]) for row in read)
    assert len(read) == 30000


def test_rows_longer_than_a_packet_and_many_nulls_lose_nothing(reader: Reader) -> None:
    long = "if(seq in (3, 4), repeat('ab', 4500000), null) l, repeat('é', if(seq = 4, 4500000, 40000)) k"
    query = f"select seq n, {long}, if(seq % 2 = 0, '', null) e, repeat('y', 300 + seq) m from seq_1_to_6"
    frame = pl.concat([pl.DataFrame(each.table) for each in blocks(reader, query)])
    assert frame["l"].str.len_bytes().to_list() == [None, None, 9_000_000, 9_000_000, None, None]
    assert frame["k"].str.len_chars().to_list() == [40000, 40000, 40000, 4_500_000, 40000, 40000]
    assert frame["e"].to_list() == [None, "", None, "", None, ""]
    assert frame["m"].str.len_bytes().to_list() == [301, 302, 303, 304, 305, 306]


def test_some_of_the_columns_can_be_read(reader: Reader) -> None:
    columns = reader.describe("select 1 a, 2 b, x'00' c")
    (block,) = reader.read("select 1 a, 2 b, x'00' c", columns[1:], 10)
    assert pl.DataFrame(block.table).to_dicts() == [{"b": "2", "c": "AA=="}]


def test_percent_signs_are_sql_only(reader: Reader) -> None:
    assert texts(reader, "select '%s %%' as a, 5 % 3 as b") == [("%s %%", "2")]


@pytest.mark.parametrize("query", ["select 1 a, 2 a", "select 1 as `_id`", "select 1 as a, 2 as `a.b`"])
def test_names_that_cannot_be_fields_are_refused(reader: Reader, query: str) -> None:
    with pytest.raises(BadRequest, match="give it another name"):
        reader.describe(query)


@pytest.mark.parametrize("query", ["select nope from nowhere", "select 1 as a; drop table x", "insert into x values (1)", "select ? as a"])
def test_bad_sql_is_an_error(reader: Reader, query: str) -> None:
    with pytest.raises(SourceError):
        reader.describe(query)


def test_the_session_cannot_write(reader: Reader, made: Any, name: str) -> None:
    made.execute(f"create sequence {name}")
    try:
        with pytest.raises(SourceError) as caught:
            texts(reader, f"select nextval({name}) as a")
        assert "READ ONLY" in sentences(caught.value)[-1]
    finally:
        made.execute(f"drop sequence {name}")


def test_an_error_in_the_middle_is_an_error(reader: Reader) -> None:
    query = "select cast(if(seq = 90000, (select 1 union select 2), seq) as int) n, repeat('x', 100) t from seq_1_to_100000"
    with pytest.raises(SourceError) as caught:
        blocks(reader, query)
    assert "more than 1 row" in sentences(caught.value)[-1]


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (("siren:siren@", "siren:canary-7@"), SourceError, "Access denied"),
        (("/siren", "/nowhere-7"), SourceError, "Unknown database|Access denied"),
        (("127.0.0.1", "no-such-host.invalid"), SourceUnavailable, "Can't connect"),
    ],
)
def test_a_connection_that_fails_is_told_without_the_password(
    mariadb_url: str, change: tuple[str, str], kind: type[SourceError], words: str
) -> None:
    head, _, database = mariadb_url.rpartition("/")
    url = f"{head}{change[1]}" if change[0] == "/siren" else f"{head.replace(*change)}/{database}"
    with pytest.raises(SourceError) as caught, reading(url):
        pass
    assert type(caught.value) is kind
    assert re.search(words, " ".join(sentences(caught.value)))
    assert "canary-7" not in " ".join(sentences(caught.value))


def test_a_refused_connection_is_unavailable() -> None:
    with pytest.raises(SourceUnavailable), reading("jdbc:mariadb://127.0.0.1:1/x", username="u", password="p"):
        pass


def _is_there(made: Any, session: str | None) -> bool:
    made.execute("select count(*) from information_schema.processlist where id = is_used_lock(%s)", [session])
    return bool(made.fetchone()[0])


def _is_sending(made: Any, session: str | None) -> bool:
    made.execute("select command = 'Query' from information_schema.processlist where id = is_used_lock(%s)", [session])
    return (made.fetchone() or (0,))[0] == 1


@pytest.mark.parametrize("query", ["select sleep(600) as a", "select count(*) as a from seq_1_to_1000000 x, seq_1_to_1000000 y"])
def test_cancelling_ends_a_statement_that_computes(reader: Reader, made: Any, query: str) -> None:
    caught: list[BaseException] = []

    def read() -> None:
        try:
            blocks(reader, query)
        except SourceError as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    until(lambda: _is_sending(made, reader.session), "the statement runs")
    reader.cancel()
    until(lambda: not _is_there(made, reader.session), "the statement has ended")
    thread.join(20)
    assert not thread.is_alive()
    assert type(caught[0]) is SourceError


def test_a_slow_query_shows_its_rows_before_a_block_is_full(reader: Reader) -> None:
    query = "select seq as n, repeat('x', 1000) as wide, sleep(0.005) as nap from seq_1_to_1000"
    found = blocks(reader, query, 1000)
    assert len(found) > 2
    assert sum(each.rows for each in found) == 1000


def test_cancelling_ends_a_statement_whose_rows_nobody_takes(reader: Reader, made: Any) -> None:
    stream = reader.read(NUMBERS, reader.describe(NUMBERS), 1000)
    next(stream)
    assert _is_there(made, reader.session)
    reader.cancel()
    until(lambda: not _is_there(made, reader.session), "the statement has ended")
    with pytest.raises(SourceError):
        list(stream)


def test_a_reader_that_is_closed_in_the_middle_does_not_read_the_rest(mariadb_url: str, made: Any) -> None:
    with reading(mariadb_url) as reader:
        stream = reader.read(NUMBERS, reader.describe(NUMBERS), 1000)
        next(stream)
        stream.close()  # type: ignore[attr-defined]
        session = reader.session
    until(lambda: not _is_there(made, session), "the session is gone", 5)


def test_a_session_that_is_killed_is_never_taken_for_the_end(reader: Reader, made: Any) -> None:
    stream = reader.read(NUMBERS, reader.describe(NUMBERS), 1000)
    next(stream)
    made.execute("select is_used_lock(%s)", [reader.session])
    made.execute(f"kill {made.fetchone()[0]}")
    with pytest.raises(SourceUnavailable):
        list(stream)


def test_the_clock_the_estimate_and_the_product_are_asked_of_the_server(reader: Reader, made: Any) -> None:
    made.execute("select utc_timestamp(3)")
    assert abs((pl.Series([reader.clock()]).str.to_datetime()[0] - made.fetchone()[0]).total_seconds()) < 5
    assert reader.estimate("select seq n from seq_1_to_1000") == 1000
    assert reader.product()[0] == "MariaDB"
