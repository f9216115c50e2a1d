"""The JDBC reader on H2, Derby and HSQLDB."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sidecar.errors import BadRequest, InvalidField, SourceDataError, SourceError, SourceUnavailable, error_messages
from sidecar.extract.bisection import BisectingRead
from sidecar.extract.jdbc.reader import JdbcReader
from sidecar.extract.ranges import create_ranges, cut_range, find_partition_column
from sidecar.extract.tables import describe_tables
from tests.conftest import available, unique_name
from tests.integration.extract.jdbc_cases import BY_DATABASE, JSON, Case, create_statements
from tests.integration.jdbc_helpers import changed_driver, connected, create_jdbc_reader, server_reader
from tests.integration.reader_helpers import parse_value, read_blocks, read_texts
from tests.servers.jdbc import derby, h2, hsqldb
from tests.servers.jdbc.server import JdbcServer
from tests.support.waiting import wait_until

DATABASES = ("h2", "derby", "hsqldb")
ROWS = 200


@dataclass(frozen=True, kw_only=True)
class Slow:
    """A statement that runs for minutes, and one that counts the sessions that execute it."""

    query: str
    running: str


SLOW = {
    "h2": Slow(
        query="select count(*) as n from system_range(1, 1000000) a, system_range(1, 1000000) b where a.x + b.x < 0",
        running="select count(*) as n from information_schema.sessions where executing_statement like '%a.x + b.x%' "
        "and session_id <> session_id()",
    ),
    "derby": Slow(
        query="select count(*) as n from sys.syscolumns a, sys.syscolumns b, sys.syscolumns c, sys.syscolumns d "
        "where a.columnname || b.columnname = c.columnname || d.columnname",
        running="select count(*) as n from syscs_diag.transaction_table where cast(sql_text as varchar(2000)) like '%|| d.columnname%' "
        "and username = 'SIREN' and cast(sql_text as varchar(2000)) not like '%diag%'",
    ),
    "hsqldb": Slow(
        query="select count(*) as n from information_schema.system_columns a, information_schema.system_columns b, "
        "information_schema.system_columns c where a.column_name = b.table_name || c.table_name",
        running="select count(*) as n from information_schema.system_sessions where current_statement like '%|| c.table_name%' "
        "and session_id <> session_id()",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Database:
    """A server, a connected reader of it, and its tables: one with a column for each case, one with rows to split, one with a key."""

    name: str
    server: JdbcServer
    drivers: Path
    reader: JdbcReader
    cases: str
    numbers: str
    keyed: str

    def number(self, name: str) -> str:
        """Return the name of a column of :attr:`numbers` as the database writes it."""
        return name.upper()

    def another(self, **details: Any) -> Any:
        """Return a context with a reader of another session."""
        return server_reader(self.drivers, self.server, **details)


def _create_tables(server: JdbcServer) -> dict[str, str]:
    names = {"cases": unique_name(), "numbers": unique_name(), "keyed": unique_name()}
    literal = "{}('{}')" if server.driver == "derby" else "{} '{}'"
    rows = []
    for n in range(ROWS):
        day = f"20{n % 30:02}-02-03"
        date, timestamp = literal.format("date", day), literal.format("timestamp", f"{day} 04:05:06.5")
        rows.append(f"({n}, {n}.25, {n}.5e0, {date}, {timestamp}, 'k{n}', 1)")
    double = "double" if server.driver == "derby" else "double precision"
    server.run_sql(
        *create_statements(names["cases"], BY_DATABASE[server.driver]),
        f"create table {names['numbers']} (id bigint, d decimal(10,2), f {double}, days date, t timestamp, k varchar(40), divisor int)",
        f"insert into {names['numbers']} values {', '.join(rows)}",
        f"insert into {names['numbers']} (k) values ('null'), (null)",
        f'create table {names["keyed"]} ("a b" int primary key, "Ü ""q""" varchar(9), "?" int)',
        f'insert into {names["keyed"]} values (1, \'x\', 2)',
        f"create view v{names['keyed']} as select * from {names['keyed']}",
    )  # fmt: skip
    return names


@pytest.fixture(scope="module")
def open_database(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Database]]:
    """Return a function that returns a database by its name, always the same."""
    with ExitStack() as stack:

        @cache
        def open_one(name: str) -> Database:
            server: JdbcServer = request.getfixturevalue(f"{name}_server")
            drivers: Path = request.getfixturevalue("jdbc_drivers")
            reader = stack.enter_context(server_reader(drivers, server))
            return Database(name=name, server=server, drivers=drivers, reader=reader, **_create_tables(server))

        yield open_one


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, open_database: Callable[[str], Database]) -> Database:
    """Return each database with its tables."""
    return open_database(request.param)


def rows_of(reader: JdbcReader, query: str, **details: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query, read with a limit or a range."""
    return [row for block in reader.read(query, reader.describe(query), 1000, **details) for row in pl.DataFrame(block.table).rows()]


CASES = [pytest.param(name, number, case, id=f"{name} {case.id}") for name in DATABASES for number, case in enumerate(BY_DATABASE[name])]


@pytest.mark.parametrize(("database", "number", "case"), CASES, indirect=["database"])
def test_a_value_is_converted_by_its_type(database: Database, number: int, case: Case) -> None:
    query = f"select c{number} as v from {database.cases} order by id"
    (column,) = database.reader.describe(query)
    blocks = read_blocks(database.reader, query)
    value, null = (row[0] for block in blocks for row in pl.DataFrame(block.table).rows())
    assert (column.type, column.array) == (case.type, case.array)
    assert parse_value(column, value) == case.expected
    assert null is None
    assert sum(block.nulled for block in blocks) == (case.expected is None and case.type is not JSON)


TIMES = {
    "2024-01-15 12:00:00.25": "2024-01-15T11:00:00.250000Z",
    "2024-03-31 02:30:00": "2024-03-31T01:30:00.000000Z",
    "2024-10-27 02:30:00": "2024-10-27T01:30:00.000000Z",
}
"""Times in Paris, among them one that the clock skips and one that it repeats."""


def test_a_timestamp_without_time_zone_is_in_the_datasources_time_zone(database: Database) -> None:
    literal = "timestamp('{0}'){1}" if database.name == "derby" else "timestamp '{0}'{1}"
    is_array = database.name != "derby"
    with database.another(timezone="Europe/Paris") as reader:
        for local, utc in TIMES.items():
            one = literal.format(local, " as a")
            query = (
                f"select {one}{', array[' + literal.format(local, '') + '] as b' if is_array else ''} from {database.numbers} where id = 1"
            )
            assert read_texts(reader, query) == [(utc, f'["{utc}"]') if is_array else (utc,)]


def test_a_lob_beyond_the_limit_rejects_only_its_row(database: Database, name: str, tmp_path: Path) -> None:
    small, large = (f"cast({each} as blob)" if database.name == "derby" else each for each in ("X'00'", "X'000102030405060708090a0b'"))
    database.server.run_sql(
        f"create table {name} (id int, c clob, b blob)",
        f"insert into {name} values (1, 'short', {small}), (2, 'longer than all', null), (3, null, {large}), (4, '', null)",
    )
    drivers = changed_driver(database.drivers, tmp_path, database.name, max_lob=10)
    with server_reader(drivers, database.server) as reader:
        (block,) = read_blocks(reader, f"select * from {name} order by id")
    assert pl.DataFrame(block.table).rows() == [("1", "short", "AA=="), ("2", None, None), ("3", None, None), ("4", "", None)]
    assert [(each.row, each.column, each.reason) for each in block.row_errors] == [
        (1, "C", "it is larger than 10 bytes"), (2, "B", "it is larger than 10 bytes")
    ]  # fmt: skip


def test_an_unpaired_surrogate_rejects_only_its_row(jdbc_drivers: Path, hsqldb_server: JdbcServer) -> None:
    query = "select * from (values (1, 'a'), (2, U&'x\\d83dx'), (3, U&'\\d83d\\de42')) as t (id, v)"
    with server_reader(jdbc_drivers, hsqldb_server) as reader:
        (block,) = read_blocks(reader, query)
    assert pl.DataFrame(block.table).rows() == [("1", "a"), ("2", None), ("3", "🙂")]
    assert [(each.row, each.column) for each in block.row_errors] == [(1, "V")]
    assert "surrogate" in block.row_errors[0].reason


def test_many_columns_one_column_and_no_rows(database: Database) -> None:
    wide = ", ".join(f"id + {number} as c{number}" for number in range(200))
    (row,) = rows_of(database.reader, f"select {wide} from {database.numbers} where id = 1")
    assert row == tuple(str(number + 1) for number in range(200))
    query = f"select k from {database.numbers} where id is null order by k desc"
    assert sorted(rows_of(database.reader, query), key=repr) == [("null",), (None,)]
    assert read_blocks(database.reader, f"select * from {database.numbers} where 1 = 0") == []


def test_the_order_of_the_query_and_a_subset_of_its_columns_are_kept(database: Database) -> None:
    query = f"select k, id, d from {database.numbers} where id is not null order by id desc"
    columns = database.reader.describe(query)
    found = [row for block in database.reader.read(query, (columns[1],), 7) for row in pl.DataFrame(block.table).rows()]
    assert found == [(str(number),) for number in reversed(range(ROWS))]


@pytest.mark.parametrize("end", ["-- the end?", "/* ? */", "-- it's", ""])
def test_comments_quotes_and_question_marks_belong_to_the_query(database: Database, end: str) -> None:
    query = f"select 'a?' as a, '-- no comment' as b, '{{x}} %s :a' as c from {database.numbers} where id = 1 and k <> '?' {end}"
    assert read_texts(database.reader, query) == [("a?", "-- no comment", "{x} %s :a")]


def test_special_characters_in_column_names_are_preserved(database: Database) -> None:
    query = f"select * from {database.keyed}"
    assert [each.name for each in database.reader.describe(query)] == ["a b", 'Ü "q"', "?"]
    assert read_texts(database.reader, query) == [("1", "x", "2")]
    assert read_texts(database.reader, f'{query} where "?" = 2') == [("1", "x", "2")]


@pytest.mark.parametrize("columns", ["1 as a, 2 as a", '1 as "_id"', '1 as a, 2 as "A.b", 3 as "A"'])
def test_names_that_cannot_be_fields_are_rejected(database: Database, columns: str) -> None:
    with pytest.raises(BadRequest, match="give it another name"):
        database.reader.describe(f"select {columns} from {database.numbers}")


@pytest.mark.parametrize("column", ["id", "d", "f", "days", "t"])
def test_ranges_return_each_row_once(database: Database, column: str) -> None:
    query = f"select * from {database.numbers} order by id"
    columns = database.reader.describe(query)
    split = find_partition_column(columns, column.upper())
    parts = [
        rows_of(database.reader, query, row_range=each) for each in create_ranges(split, database.reader.partition_bounds(query, split, 4))
    ]
    assert sorted((row for part in parts for row in part), key=repr) == sorted(rows_of(database.reader, query), key=repr)
    assert [len(part) for part in parts][4:] == [2]
    assert min(len(part) for part in parts[:4]) > ROWS / 8


@pytest.mark.parametrize("column", ["id", "d", "f", "days", "t"])
def test_a_range_is_cut_again_into_pieces_with_the_same_rows(database: Database, column: str) -> None:
    reader, query = database.reader, f"select * from {database.numbers} order by id -- all"
    split = find_partition_column(reader.describe(query), column.upper())
    first, *_ = create_ranges(split, reader.partition_bounds(query, split, 2))
    parts = [rows_of(reader, query, row_range=each) for each in cut_range(first, reader.partition_bounds(query, split, 2, first))]
    assert sorted((row for part in parts for row in part), key=repr) == sorted(rows_of(reader, query, row_range=first), key=repr)
    assert min(len(part) for part in parts) > ROWS / 8


def test_ranges_of_no_rows_and_of_texts(database: Database) -> None:
    query = f"select * from {database.numbers} where 1 = 0"
    columns = database.reader.describe(query)
    assert database.reader.partition_bounds(query, columns[0], 4) == ()
    with pytest.raises(InvalidField, match="binary collation"):
        database.reader.partition_bounds(query, columns[5], 4)


def test_a_limit_ends_a_read_early(database: Database) -> None:
    assert len(rows_of(database.reader, f"select * from {database.numbers}", limit=3)) == 3
    assert len(rows_of(database.reader, f"select * from {database.numbers}", limit=1000)) == ROWS + 2


def test_the_clock_is_the_databases_in_utc(database: Database) -> None:
    now = datetime.fromisoformat(database.reader.current_time()).replace(tzinfo=UTC)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}", database.reader.current_time())
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=30)
    assert database.reader.estimate_rows(f"select * from {database.numbers}") is None
    assert all(database.reader.product_and_version())


def test_a_query_is_described_without_being_executed(database: Database) -> None:
    assert [each.name.upper() for each in database.reader.describe(SLOW[database.name].query)] == ["N"]


@pytest.mark.parametrize(
    ("name", "start_server"), [("h2", h2.running), ("derby", derby.running), ("hsqldb", hsqldb.running)], ids=DATABASES
)
def test_cancel_ends_a_computing_statement(
    jdbc_drivers: Path, name: str, start_server: Callable[[], AbstractContextManager[JdbcServer]]
) -> None:
    """The servers are those of the test: in Derby and HSQLDB, whose drivers cannot cancel, the statement goes on."""
    caught: list[BaseException] = []

    def read() -> None:
        try:
            read_texts(reader, SLOW[name].query)
        except SourceError as error:
            caught.append(error)

    with available(start_server()) as server, server_reader(jdbc_drivers, server) as reader, server_reader(jdbc_drivers, server) as watcher:
        thread = threading.Thread(target=read)
        thread.start()
        wait_until(lambda: read_texts(watcher, SLOW[name].running) == [("1",)], "the statement runs")
        reader.cancel()
        thread.join(20)
        assert [type(each) for each in caught] == [SourceError]
        with pytest.raises(SourceError):
            read_texts(reader, "select 1 as a from nowhere")
        if name == "h2":
            wait_until(lambda: read_texts(watcher, SLOW[name].running) == [("0",)], "the statement has ended in the database")


def test_a_read_that_is_not_read_to_its_end_leaves_the_session_usable(database: Database) -> None:
    query = f"select a.id as a, b.id as b, a.k as k from {database.numbers} a, {database.numbers} b"
    with database.another() as reader:
        blocks = reader.read(query, reader.describe(query), 1000)
        assert next(blocks).rows
        blocks.close()
        assert read_texts(reader, f"select k from {database.numbers} where id = 3") == [("k3",)]


@pytest.mark.parametrize("statement", ["insert into {} (id) values (7777)", "delete from {}", "drop table {}", "update {} set id = 1"])
def test_a_write_is_rejected(database: Database, statement: str) -> None:
    with pytest.raises((SourceError, BadRequest)):
        read_texts(database.reader, statement.format(database.numbers))
    assert len(read_texts(database.reader, f"select id from {database.numbers}")) == ROWS + 2


def test_sessions_are_independent_and_identified(database: Database) -> None:
    with ExitStack() as stack:
        readers = [stack.enter_context(database.another()) for _ in range(3)]
        blocks = [each.read(query := f"select id from {database.numbers}", each.describe(query), 10) for each in readers]
        assert [sum(block.rows for block in each) for each in blocks] == [ROWS + 2] * 3
        ids = [each.session_id for each in readers]
        assert len(set(ids)) == (3 if database.name == "h2" else 1)


def test_an_h2_session_is_terminated_by_its_id(jdbc_drivers: Path, h2_server: JdbcServer) -> None:
    with server_reader(jdbc_drivers, h2_server) as one, server_reader(jdbc_drivers, h2_server) as two:
        assert one.session_id
        two.terminate_session(f"{one.session_id}0")
        assert read_texts(one, "select 1 as a") == [("1",)]
        one.create_sibling().terminate_session(one.session_id)
        with pytest.raises(SourceUnavailable):
            read_texts(one, "select 1 as a")
        assert read_texts(two, "select 1 as a") == [("1",)]


def test_the_catalog_lists_tables_with_their_keys_and_hides_system_schemas(database: Database) -> None:
    catalog = database.reader.catalog()
    schema = "SIREN" if database.name == "derby" else "PUBLIC"
    (name,) = catalog.catalogs()
    assert schema in catalog.schemas(name)
    assert not {"INFORMATION_SCHEMA", "SYS", "SYSIBM", "SYSTEM_LOBS"} & set(catalog.schemas(name))
    found = {each.name: each for each in catalog.resources(name, schema)}
    keyed, view = found[database.keyed.upper()], found[f"V{database.keyed.upper()}"]
    assert (keyed.type, keyed.primary_key, view.type) == ("table", ("a b",), "view")
    described = describe_tables(database.reader, "", {"catalog": None, "schema": schema, "tables": [keyed.name, view.name], "limit": 9})
    for each in described["tables"]:
        assert [column.name for column in each["columns"]] == ["a b", 'Ü "q"', "?"]
        assert read_texts(database.reader, each["query"]) == [("1", "x", "2")]
    assert read_texts(database.reader, f"{described['tables'][0]['query']} WHERE {described['tables'][0]['quoted_key']} > 1") == []


def test_rows_that_cannot_be_computed_are_found_by_their_key(database: Database) -> None:
    query = f"select id, k, 12 / (id - 77) as v from {database.numbers} where id is not null"
    columns = database.reader.describe(query)
    with pytest.raises(SourceDataError):
        read_blocks(database.reader, query)
    read = BisectingRead(
        reader=database.reader, query=query, columns=columns, key=(columns[0],), batch_size=50, database=database.name
    )  # fmt: skip
    if database.name != "hsqldb":
        # H2 and Derby compute all columns of a subquery, so that not even the keys can be read.
        with pytest.raises(SourceDataError) as caught:
            list(read.read(None))
        assert "zero" in messages_of(caught)
        return
    blocks = list(read.read(None))
    assert sum(each.rows for each in blocks) == ROWS
    (error,) = (each for block in blocks for each in block.row_errors)
    assert (error.column, "zero" in error.reason) == ("V", True)


def messages_of(caught: pytest.ExceptionInfo[SourceError]) -> str:
    return " ".join(error_messages(caught.value))


@pytest.mark.parametrize(("query", "message"), [("select nope from nowhere", "(?i)nowhere"), ("selec 1", "(?i)selec")])
def test_invalid_sql_raises_the_databases_message(database: Database, query: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        database.reader.describe(query)
    assert re.search(message, error_messages(caught.value)[-1])
    assert type(caught.value) is SourceError


def test_a_wrong_password_is_an_error_that_does_not_contain_it(database: Database) -> None:
    with pytest.raises(SourceError) as caught, database.another(password="canary-7"):
        pass
    assert type(caught.value) is SourceError
    assert "canary-7" not in messages_of(caught)
    assert len(error_messages(caught.value)) > 1


def test_an_unknown_database_is_an_error(database: Database) -> None:
    server = database.server
    login = {"username": server.user, "password": server.password}
    reader = create_jdbc_reader(database.drivers, server.driver, f"{server.url}nowhere7", **login)
    with pytest.raises(SourceError) as caught, connected(reader):
        pass
    assert type(caught.value) is SourceError
    assert "nowhere7" in messages_of(caught)


@pytest.mark.parametrize("driver", DATABASES)
def test_a_refused_connection_is_transient(jdbc_drivers: Path, driver: str) -> None:
    url = {
        "h2": "jdbc:h2:tcp://127.0.0.1:1/./test",
        "derby": "jdbc:derby://127.0.0.1:1/test",
        "hsqldb": "jdbc:hsqldb:hsql://127.0.0.1:1/test",
    }
    with pytest.raises(SourceUnavailable), connected(create_jdbc_reader(jdbc_drivers, driver, url[driver], username="u", password="p")):
        pass


def test_many_wide_rows_need_little_memory(jdbc_drivers: Path, h2_server: JdbcServer) -> None:
    query = "select x, case when mod(x, 100000) = 0 then repeat('y', 1000000) else 'z' end as w from system_range(1, 2000000)"
    with server_reader(jdbc_drivers, h2_server) as reader:
        sizes = [len(block.data) for block in reader.read(query, reader.describe(query), 5000)]  # type: ignore[attr-defined]
    assert sum(sizes) > 20 * 1_000_000 + 2_000_000 * 11


def test_too_little_memory_is_an_error_that_names_the_setting(jdbc_drivers: Path, h2_server: JdbcServer, tmp_path: Path) -> None:
    drivers = changed_driver(jdbc_drivers, tmp_path, "h2", heap="16m")
    with server_reader(drivers, h2_server) as reader:
        assert len(rows_of(reader, "select x from system_range(1, 100000)")) == 100_000
        with pytest.raises(SourceError) as caught:
            rows_of(reader, "select x, repeat('y', 30000000) as w from system_range(1, 3)")
    assert re.search(r"\[16m\].*\[heap\] in its driver\.yaml", messages_of(caught))


def test_a_row_that_comes_slowly_is_delivered_before_later_ones(jdbc_drivers: Path, h2_server: JdbcServer) -> None:
    query = "select x, (select count(*) from system_range(1, 200000) y where y.x + a.x < 0) as n from system_range(1, 100) a"
    with server_reader(jdbc_drivers, h2_server) as reader:
        blocks = reader.read(query, reader.describe(query), 5000)
        assert next(blocks).rows < 50
        assert sum(block.rows for block in blocks) > 50
