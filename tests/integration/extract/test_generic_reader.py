"""The general reader, on a real database that it knows by nothing but an installed SQLAlchemy dialect."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from sidecar.errors import InvalidField, SourceError, SourceUnavailable, sentences
from sidecar.extract.columns.batch_size import FIRST
from sidecar.extract.ranges import ranges, splittable
from sidecar.extract.reader import Reader
from sidecar.model.columns import SqlType
from tests.integration.reader_helpers import blocks, reading, texts
from tests.support.dialects import bring_dialect


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, postgres_url: str) -> str:
    """Give the PostgreSQL's URL under the other name."""
    bring_dialect(monkeypatch, tmp_path)
    return f"alike+psycopg://{postgres_url.partition('://')[2]}"


@pytest.fixture
def reader(url: str) -> Iterator[Reader]:
    """Give a connected reader."""
    with reading(url) as reader:
        yield reader


def test_rows_come_with_their_types(reader: Reader) -> None:
    query = (
        "select 1 as n, 12345678901234567890.10::numeric as d, 0.5::float8 as f, true as b, 'w\u00e9' as t, date '2024-02-29' as day, "
        "timestamp '2024-02-29 12:00:00.5' as moment, '\\xdead'::bytea as bytes, '{\"a\": 1}'::jsonb as j, null as nothing"
    )
    assert [column.type for column in reader.describe(query)] == [
        SqlType.LONG, SqlType.DECIMAL, SqlType.DOUBLE, SqlType.BOOLEAN, SqlType.KEYWORD, SqlType.DATE, SqlType.TIMESTAMP,
        SqlType.BINARY, SqlType.JSON, SqlType.KEYWORD,
    ]  # fmt: skip
    (row,) = texts(reader, query)
    assert row[:7] == ("1", "12345678901234567890.10", "0.5", "true", "w\u00e9", "2024-02-29", "2024-02-29T12:00:00.500000Z")
    assert row[7:] == ("3q0=", '{"a": 1}', None)


def test_many_rows_come_in_blocks(reader: Reader) -> None:
    found = blocks(reader, "select g as id from generate_series(1, 2500) g", 1000)
    assert [block.rows for block in found] == [FIRST, 1000, 1000, FIRST]


def test_the_clock_is_told_in_utc(reader: Reader) -> None:
    told = datetime.strptime(reader.clock(), "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
    assert abs(told - datetime.now(UTC)) < timedelta(minutes=5)
    assert reader.product()[0] == "alike"


def test_a_failing_query_and_a_server_that_is_not_there_are_told(reader: Reader, url: str) -> None:
    with pytest.raises(SourceError) as caught:
        texts(reader, "select nothing from nowhere")
    assert any("nowhere" in sentence for sentence in sentences(caught.value))
    with pytest.raises((SourceUnavailable, SourceError)), reading("alike+psycopg://u:p@127.0.0.1:1/d"):
        pass


def test_numbers_and_times_are_split_and_texts_are_not(reader: Reader, postgres_url: str, name: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as made:
        made.execute(f'create table {name} ("Id" bigint, t timestamptz, day date, w text)')
        made.execute(
            f"insert into {name} select g, timestamptz '2024-01-01' + g * interval '1 hour', '2024-01-01', 'w' "
            "from generate_series(1, 900) g"
        )
        made.execute(f"insert into {name} values (null, null, null, null)")
    query = f"select * from {name}"
    columns = reader.describe(query)
    for column, expected in {"Id": 225, "t": 225, "day": 900}.items():
        chosen = splittable(columns, column)
        parts = ranges(chosen, reader.bounds(query, chosen, 4))
        sizes = [sum(block.rows for block in reader.read(query, columns, 1000, part)) for part in parts]
        assert (sum(sizes), sizes[-1]) == (901, 1)
        assert abs(max(sizes) - expected) < 5, sizes
    with pytest.raises(InvalidField, match="binary collation"):
        reader.bounds(query, splittable(columns, "w"), 4)


@pytest.mark.parametrize(
    ("url", "named"), [("thin:@//127.0.0.1:{}/shop.x", "SERVICE_NAME=shop.x"), ("thin:@127.0.0.1:{}:shop", "SID=shop")]
)
def test_an_oracle_is_asked_for_the_service_or_the_sid_of_the_url(url: str, named: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor() as threads:
        first = threads.submit(_first_words, listener)
        with pytest.raises(SourceError), reading(f"jdbc:oracle:{url.format(listener.getsockname()[1])}", username="u", password="p"):
            pass
        asked = first.result()
    assert f"({named})".encode() in asked
    assert b"(HOST=127.0.0.1)" in asked


def _first_words(listener: socket.socket) -> bytes:
    """Take what a client says first, and hang up."""
    client, _ = listener.accept()
    with client:
        client.settimeout(5)
        return client.recv(10_000)
