"""Rules of conversion that are the same for every database, on real databases."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
import polars as pl
import pytest

from sidecar.errors import BadRequest
from sidecar.extract.reader import Reader
from tests.integration.reader_helpers import connected_reader, read_blocks

FIXTURES = {"postgresql": "postgres_url", "mysql": "mariadb_url"}


@contextmanager
def reader_of(database: str, request: pytest.FixtureRequest, path: Path, timezone: str = "UTC") -> Iterator[Reader]:
    """Yield a reader of a server, or of an empty file."""
    if database == "sqlite":
        sqlite3.connect(path / "data.sqlite").close()
        url = f"sqlite:///{path}/data.sqlite"
    elif database == "duckdb":
        duckdb.connect(str(path / "data.duckdb")).close()
        url = f"duckdb:///{path}/data.duckdb"
    else:
        url = request.getfixturevalue(FIXTURES[database])
    with connected_reader(url, allowed=("*://*",), timezone=timezone) as reader:
        yield reader


TIMESTAMPS = {
    "postgresql": "select timestamp '{}' as v",
    "mysql": "select cast('{}' as datetime(6)) as v",
    "duckdb": "select timestamp '{}' as v",
}


@pytest.mark.parametrize(
    ("zone", "outside", "inside", "utc"),
    [
        ("America/New_York", "9999-12-31 23:59:59", "9999-12-31 18:59:59", "9999-12-31T23:59:59"),
        ("Asia/Tokyo", "0001-01-01 00:00:00", "0001-01-01 09:18:59", "0001-01-01T00:00:00"),
    ],
)
@pytest.mark.parametrize("database", TIMESTAMPS)
def test_a_timestamp_that_the_time_zone_shifts_out_of_the_years_1_to_9999_is_null(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, zone: str, outside: str, inside: str, utc: str
) -> None:
    select = TIMESTAMPS[database]
    with reader_of(database, request, tmp_path, zone) as reader:
        (block,) = read_blocks(reader, f"{select.format(outside)} union all {select.format(inside)}")
    values = pl.DataFrame(block.table)["v"].to_list()
    assert (values[0], values[1][:19], block.nulled, block.row_errors) == (None, utc, 1, ())


@pytest.mark.parametrize("far", ["294276-12-31 23:59:59", "4713-01-01 00:00:00 BC", "infinity"])
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_a_timestamp_at_the_end_of_postgresqls_range_is_null(request: pytest.FixtureRequest, tmp_path: Path, zone: str, far: str) -> None:
    query = f"select timestamp '{far}' as v, array[timestamp '{far}', null] as a union all select null, null"
    with reader_of("postgresql", request, tmp_path, zone) as reader:
        (block,) = read_blocks(reader, query)
    assert pl.DataFrame(block.table).rows() == [(None, "[null,null]"), (None, None)]
    assert (block.nulled, block.row_errors) == (1, ())


def test_a_timestamp_of_a_list_that_the_time_zone_shifts_out_of_the_years_1_to_9999_is_null(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    query = "select [timestamp '9999-12-31 23:59:59', timestamp '9999-12-31 18:59:59'] as v"
    with reader_of("duckdb", request, tmp_path, "America/New_York") as reader:
        (block,) = read_blocks(reader, query)
    assert pl.DataFrame(block.table)["v"].to_list() == ['[null,"9999-12-31T23:59:59.000000Z"]']


ZERO_DATES = ["0000-00-00", "2024-00-10", "2024-02-00", "0000-02-10"]


@pytest.mark.parametrize("zero", ZERO_DATES)
def test_zero_dates_of_a_file_become_null_and_are_counted(tmp_path: Path, zero: str) -> None:
    with closing(sqlite3.connect(tmp_path / "data.sqlite")) as connection, connection:
        connection.execute("create table t (d date, t datetime)")
        connection.executemany("insert into t values (?, ?)", [(zero, f"{zero} 00:00:00"), ("2024-02-29", "2024-02-29 12:00:00")])
    with connected_reader(f"sqlite:///{tmp_path}/data.sqlite", allowed=("sqlite:///*",), timezone="America/New_York") as reader:
        (block,) = read_blocks(reader, "select d, t from t")
    (nulls, others) = pl.DataFrame(block.table).rows()
    assert (nulls, others[0], others[1][:19]) == ((None, None), "2024-02-29", "2024-02-29T17:00:00")
    assert (block.nulled, block.row_errors) == (2, ())


@pytest.mark.parametrize(("database", "query"), [("mysql", "do 1"), ("mysql", "set @x = 1"), ("postgresql", "select")])
def test_a_query_must_return_columns(request: pytest.FixtureRequest, tmp_path: Path, database: str, query: str) -> None:
    with reader_of(database, request, tmp_path) as reader, pytest.raises(BadRequest, match="a query must return columns"):
        reader.describe(query)
