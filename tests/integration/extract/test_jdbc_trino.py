"""The JDBC reader on Trino, with its catalogs tpch and memory."""

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sidecar.errors import SourceError, error_messages
from sidecar.extract.bisection import BisectingRead
from sidecar.extract.jdbc.reader import JdbcReader
from sidecar.extract.query.checks import check_statement
from sidecar.extract.query.lexer import QueryError, get_dialect, tokenize
from sidecar.extract.ranges import create_ranges, find_partition_column
from sidecar.extract.tables import describe_tables
from tests.integration.extract.jdbc_cases import JSON, TRINO, Case
from tests.integration.jdbc_helpers import server_reader
from tests.integration.reader_helpers import parse_value, read_blocks, read_texts
from tests.servers.jdbc.server import JdbcServer
from tests.support.waiting import wait_until

ORDERS = "select * from tpch.tiny.orders"


@pytest.fixture(scope="module")
def reader(jdbc_drivers: Path, trino_server: JdbcServer) -> Iterator[JdbcReader]:
    """Return a connected reader."""
    with server_reader(jdbc_drivers, trino_server) as reader:
        yield reader


def rows_of(reader: JdbcReader, query: str, **details: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query, read with a limit or a range."""
    return [row for block in reader.read(query, reader.describe(query), 1000, **details) for row in pl.DataFrame(block.table).rows()]


@pytest.mark.parametrize("case", TRINO, ids=[each.id for each in TRINO])
def test_a_value_is_converted_by_its_type(reader: JdbcReader, case: Case) -> None:
    query = f"select v from (values (1, cast({case.literal} as {case.declared})), (2, null)) t (id, v) order by id"
    (column,) = reader.describe(query)
    blocks = read_blocks(reader, query)
    value, null = (row[0] for block in blocks for row in pl.DataFrame(block.table).rows())
    assert (column.type, column.array) == (case.type, case.array)
    assert parse_value(column, value) == case.expected
    assert null is None
    assert sum(block.nulled for block in blocks) == (case.expected is None and case.type is not JSON)


def test_a_timestamp_without_time_zone_is_in_the_datasources_time_zone(jdbc_drivers: Path, trino_server: JdbcServer) -> None:
    with server_reader(jdbc_drivers, trino_server, timezone="Europe/Paris") as reader:
        for local, utc in (("2024-03-31 02:30:00", "2024-03-31T01:30:00.000000Z"), ("2024-10-27 02:30:00", "2024-10-27T01:30:00.000000Z")):
            query = f"select timestamp '{local}' as a, array[timestamp '{local}'] as b, array[timestamp '2024-01-01 00:00:00 UTC'] as c"
            assert read_texts(reader, query) == [(utc, f'["{utc}"]', '["2024-01-01T00:00:00.000000Z"]')]


@pytest.mark.parametrize("column", ["orderkey", "totalprice", "orderdate"])
def test_ranges_return_each_row_once(reader: JdbcReader, column: str) -> None:
    columns = reader.describe(ORDERS)
    split = find_partition_column(columns, column)
    parts = [rows_of(reader, ORDERS, row_range=each) for each in create_ranges(split, reader.partition_bounds(ORDERS, split, 4))]
    assert len({row[0] for part in parts for row in part}) == sum(map(len, parts)) == 15_000
    assert len(parts) == 5


def test_ranges_of_timestamps_and_nulls_return_each_row_once(reader: JdbcReader) -> None:
    query = "select nullif(x, 7) as n, timestamp '2024-01-01 00:00:00' + x * interval '1' hour as t from unnest(sequence(1, 100)) u (x)"
    columns = reader.describe(query)
    for split in columns:
        parts = [rows_of(reader, query, row_range=each) for each in create_ranges(split, reader.partition_bounds(query, split, 4))]
        assert sorted((row for part in parts for row in part), key=repr) == sorted(rows_of(reader, query), key=repr)
        assert min(len(part) for part in parts[:4]) > 20


def test_order_and_limit_of_a_query_are_kept(reader: JdbcReader) -> None:
    assert [row[0] for row in rows_of(reader, f"{ORDERS} order by orderkey desc", limit=3)] == ["60000", "59975", "59974"]
    assert len(read_texts(reader, "select * from tpch.tiny.lineitem")) == 60_175
    assert read_blocks(reader, f"{ORDERS} where false") == []


@pytest.mark.parametrize("end", ["-- the end?", "/* ? */", ""])
def test_comments_and_question_marks_belong_to_the_query(reader: JdbcReader, end: str) -> None:
    query = f'select \'a?\' as "a ? ""b""", array[1] as "Ü" {end}'
    assert [(each.name, each.array) for each in reader.describe(query)] == [('a ? "b"', False), ("Ü", True)]
    assert read_texts(reader, query) == [("a?", "[1]")]


def test_the_clock_is_the_servers_in_utc_and_the_plan_has_an_estimate(reader: JdbcReader) -> None:
    now = datetime.fromisoformat(reader.current_time()).replace(tzinfo=UTC)
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=30)
    assert reader.estimate_rows(ORDERS) == 15_000
    assert reader.product_and_version()[0] == "Trino"


def test_cancel_ends_a_statement_in_the_server(jdbc_drivers: Path, trino_server: JdbcServer, reader: JdbcReader) -> None:
    query = "select count(*) as n from tpch.sf1000.lineitem where comment = 'canary'"
    running = (
        "select 1 as a from system.runtime.queries where query like '%= ''canary''%' and query not like '%runtime%' "
        "and state in ('RUNNING', 'FINISHING')"
    )
    caught: list[BaseException] = []

    def read() -> None:
        try:
            read_texts(other, query)
        except SourceError as error:
            caught.append(error)

    with server_reader(jdbc_drivers, trino_server) as other:
        thread = threading.Thread(target=read)
        thread.start()
        wait_until(lambda: bool(read_texts(reader, running)), "the statement runs")
        other.cancel()
        thread.join(20)
        assert [type(each) for each in caught] == [SourceError]
        wait_until(lambda: not read_texts(reader, running), "the statement has ended in the server")


def test_the_catalog_lists_each_catalog(reader: JdbcReader) -> None:
    catalog = reader.catalog()
    assert {"memory", "tpch"} <= set(catalog.catalogs())
    assert "information_schema" not in catalog.schemas("tpch")
    assert "tiny" in catalog.schemas("tpch")
    assert ("orders", "table") in [(each.name, each.type) for each in catalog.resources("tpch", "tiny")]
    described = describe_tables(reader, "", {"catalog": "tpch", "schema": "tiny", "tables": ["nation"], "limit": 9})
    assert len(read_texts(reader, described["tables"][0]["query"])) == 25


def test_rows_that_cannot_be_computed_are_found_by_their_key(reader: JdbcReader) -> None:
    query = "select x as id, 12 / (x - 77) as v from unnest(sequence(1, 200)) u (x)"
    columns = reader.describe(query)
    read = BisectingRead(reader=reader, query=query, columns=columns, key=(columns[0],), batch_size=50, database="trino")
    blocks = list(read.read(None))
    assert sum(each.rows for each in blocks) == 200
    (error,) = (each for block in blocks for each in block.row_errors)
    assert (error.column, "Division by zero" in error.reason) == ("v", True)


@pytest.mark.parametrize("query", ["select nope from nowhere", "selec nowhere"])
def test_an_error_has_the_servers_message(reader: JdbcReader, query: str) -> None:
    with pytest.raises(SourceError) as caught:
        reader.describe(query)
    assert re.search("Query failed.*(nowhere|selec)", error_messages(caught.value)[-1])


@pytest.mark.parametrize(
    "query", ["insert into t values (1)", "delete from t", "create table t as select 1", "call p()", "explain analyze delete from t"]
)
def test_a_write_is_rejected_before_it_reaches_the_server(query: str) -> None:
    """A session of Trino cannot be made read-only."""
    dialect = get_dialect("trino")
    with pytest.raises(QueryError):
        check_statement(list(tokenize(query, dialect)), dialect)
