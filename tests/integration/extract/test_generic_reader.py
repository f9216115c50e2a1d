"""The generic reader on PostgreSQL, registered as an installed SQLAlchemy dialect of another name."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from sidecar.errors import InvalidField, SourceError, SourceUnavailable, error_messages
from sidecar.extract.drivers import create_source
from sidecar.extract.generic.reader import DriverDialect, GenericReader
from sidecar.extract.ranges import create_ranges, find_partition_column
from sidecar.extract.reader import Reader
from sidecar.model.columns import SqlType
from sidecar.model.datasource import Datasource
from tests.integration.reader_helpers import connected_reader, read_blocks, read_texts
from tests.support.dialects import install_dialect

NUMERIC_OID = 1700


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, postgres_url: str) -> str:
    """Return PostgreSQL's URL with the other dialect."""
    install_dialect(monkeypatch, tmp_path)
    return f"alike+psycopg://{postgres_url.partition('://')[2]}"


@pytest.fixture
def reader(url: str) -> Iterator[Reader]:
    """Return a connected reader."""
    with connected_reader(url) as reader:
        yield reader


def test_values_are_converted_to_their_columns_types(reader: Reader) -> None:
    query = (
        "select 1 as n, 12345678901234567890.10::numeric as d, 0.5::float8 as f, true as b, 'w\u00e9' as t, date '2024-02-29' as day, "
        "timestamp '2024-02-29 12:00:00.5' as moment, '\\xdead'::bytea as bytes, '{\"a\": 1}'::jsonb as j, null as nothing"
    )
    assert [column.type for column in reader.describe(query)] == [
        SqlType.LONG, SqlType.DECIMAL, SqlType.DOUBLE, SqlType.BOOLEAN, SqlType.KEYWORD, SqlType.DATE, SqlType.TIMESTAMP,
        SqlType.BINARY, SqlType.JSON, SqlType.KEYWORD,
    ]  # fmt: skip
    (row,) = read_texts(reader, query)
    assert row[:7] == ("1", "12345678901234567890.10", "0.5", "true", "w\u00e9", "2024-02-29", "2024-02-29T12:00:00.500000Z")
    assert row[7:] == ("3q0=", '{"a": 1}', None)


def test_the_description_decides_types_before_the_first_rows_do(url: str) -> None:
    source = create_source(Datasource(id="tested", url=url), None, None)
    described = DriverDialect(
        product="x", driver="postgresql+psycopg", described_type=lambda entry: SqlType.DECIMAL if entry[1] == NUMERIC_OID else None
    )
    reader = GenericReader(source, described)
    try:
        reader.connect()
        query = "select g as n, case when g > 200 then 1.5 end::numeric as d from generate_series(1, 300) g"
        assert [column.type for column in reader.describe(query)] == [SqlType.LONG, SqlType.DECIMAL]
    finally:
        reader.close()


def test_rows_are_read_in_blocks(reader: Reader) -> None:
    blocks = read_blocks(reader, "select g as id from generate_series(1, 2500) g", 1000)
    assert (sum(block.rows for block in blocks), blocks[0].rows, max(block.rows for block in blocks) <= 1000) == (2500, 1, True)


def test_the_current_time_is_in_utc(reader: Reader) -> None:
    current_time = datetime.strptime(reader.current_time(), "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
    assert abs(current_time - datetime.now(UTC)) < timedelta(minutes=5)
    assert reader.product_and_version()[0] == "alike"


def test_a_failing_query_and_an_unreachable_server_raise_source_errors(reader: Reader, url: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_texts(reader, "select nothing from nowhere")
    assert any("nowhere" in message for message in error_messages(caught.value))
    with pytest.raises((SourceUnavailable, SourceError)), connected_reader("alike+psycopg://u:p@127.0.0.1:1/d"):
        pass


def test_numbers_and_times_can_be_partitioned_and_strings_cannot(reader: Reader, postgres_url: str, name: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'create table {name} ("Id" bigint, t timestamptz, day date, w text)')
        connection.execute(
            f"insert into {name} select g, timestamptz '2024-01-01' + g * interval '1 hour', '2024-01-01', 'w' "
            "from generate_series(1, 900) g"
        )
        connection.execute(f"insert into {name} values (null, null, null, null)")
    query = f"select * from {name}"
    columns = reader.describe(query)
    for column, expected in {"Id": 225, "t": 225, "day": 900}.items():
        partition_column = find_partition_column(columns, column)
        ranges = create_ranges(partition_column, reader.partition_bounds(query, partition_column, 4))
        sizes = [sum(block.rows for block in reader.read(query, columns, 1000, each)) for each in ranges]
        assert (sum(sizes), sizes[-1]) == (901, 1)
        assert abs(max(sizes) - expected) < 5, sizes
    with pytest.raises(InvalidField, match="binary collation"):
        reader.partition_bounds(query, find_partition_column(columns, "w"), 4)


@pytest.mark.parametrize(
    ("location", "parameter"), [("thin:@//127.0.0.1:{}/shop.x", "SERVICE_NAME=shop.x"), ("thin:@127.0.0.1:{}:shop", "SID=shop")]
)
def test_oracle_is_sent_the_service_or_sid_of_the_url(location: str, parameter: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor() as threads:
        descriptor = threads.submit(_receive_descriptor, listener)
        url = f"jdbc:oracle:{location.format(listener.getsockname()[1])}"
        with pytest.raises(SourceError), connected_reader(url, username="u", password="p"):
            pass
        message = descriptor.result()
    assert f"({parameter})".encode() in message
    assert b"(HOST=127.0.0.1)" in message


def _receive_descriptor(listener: socket.socket) -> bytes:
    """Return a client's messages up to its connect descriptor, and disconnect. A long descriptor has a message of its own."""
    client, _ = listener.accept()
    with client:
        client.settimeout(5)
        message = b""
        while b"(DESCRIPTION=" not in message and (received := client.recv(10_000)):
            message += received
        return message
