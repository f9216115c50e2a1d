"""Inspections of real databases: samples, transforms and metadata, and cancellation when the client disconnects."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import psycopg
import pymysql
import pytest
from cryptography.fernet import Fernet

from sidecar.elastic import create_client
from sidecar.errors import BadRequest, ClientDisconnected, InvalidField, NotFound, SidecarError, SourceError, SourceTimeout, error_messages
from sidecar.extract import inspect
from sidecar.extract.drivers import create_source
from sidecar.jobs.inspect.client import Inspector
from sidecar.jobs.inspect.process import OPERATIONS
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.mapping import Mapping
from sidecar.model import exact_json
from sidecar.model.datasource import Datasource
from sidecar.model.sampling import SampleRequest
from sidecar.settings import load_settings
from sidecar.store.encryption import SecretKeys
from tests.support.waiting import STATEMENT_END_TIMEOUT, wait_until

DEADLINE = 4
"""Seconds of a short deadline: enough to connect and to start a statement."""


def inspector(folder: Path, deadline: float = 60.0) -> Inspector:
    settings = load_settings(
        {"SIDECAR_DATA_DIR": str(folder), "SIDECAR_ALLOWED_SOURCES": f"postgresql://*:*/*,mysql://*:*/*,*://{folder}/*"}
    )
    return Inspector(settings, create_client(settings), SecretKeys((Fernet.generate_key().decode(),)), deadline=deadline)


def sample_in_process(url: str, query: str, **limits: int) -> dict[str, Any]:
    """Sample in this process as the child would; return the response with fractional numbers as text."""
    source = create_source(Datasource(id="d", url=url), None, ("*://*:*/*", "sqlite://*", "duckdb://*"))
    request = json.loads(inspect.encode_request("sample", source, **asdict(SampleRequest(query=query, **limits))))
    response = inspect.decode_response(exact_json.serialize(inspect.run_request(request, OPERATIONS, lambda reader: None)).encode())
    read: dict[str, Any] = json.loads(exact_json.serialize(response), parse_float=str)
    return read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a SQLite file with 100 rows in t."""
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        connection.execute("create table t (id integer, words text)")
        connection.executemany("insert into t values (?, ?)", [(number, f"w{number}") for number in range(100)])
        connection.commit()
    return tmp_path / "x.db"


@pytest.fixture
def duckdb_file(tmp_path: Path) -> Path:
    """Return a DuckDB file with 100 rows in t."""
    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        connection.execute("create table t as select i as id, 'w' || i as words from range(100) r(i)")
    return tmp_path / "x.duckdb"


@contextmanager
def mariadb(url: str) -> Iterator[Any]:
    """Return a cursor of another session."""
    parts = urlsplit(url)
    with (
        closing(
            pymysql.connect(
                host=parts.hostname or "", port=parts.port or 0, user=parts.username or "", password=parts.password or "",
                database=parts.path[1:], autocommit=True,
            )
        ) as connection,
        connection.cursor() as cursor,
    ):  # fmt: skip
        yield cursor


# -- samples ------------------------------------------------------------------------------------------------------------------------

MIXED = {
    "postgresql": (
        ("select 12345678901234567890.1234567890::numeric(30,10) as exact, 9007199254740993::bigint as large, 'nan'::float8 as nan, "
        "timestamptz '2024-02-29 12:00:00.123456+02' as at, '\\xdeadbeef'::bytea as raw, '{\"a\": [1.50]}'::jsonb as j, "
        "array[1.10, null] as list, true as yes, null::text as missing"),
        {"exact": "double", "large": "long", "nan": "double", "at": "date", "raw": "binary", "j": "object", "list": "double",
         "yes": "boolean", "missing": "text"},
        {"exact": "12345678901234567890.1234567890", "large": 9007199254740993, "nan": None, "at": "2024-02-29T10:00:00.123456Z",
         "raw": "3q2+7w==", "j": {"a": ["1.50"]}, "list": ["1.10", None], "yes": True, "missing": None},
    ),
    "mysql": (
        ("select cast('12345678901234567890.1234567890' as decimal(30,10)) as exact, 18446744073709551615 as large, 1.10 as price, "
        "cast('2024-02-29 12:00:00.123456' as datetime(6)) as at, x'deadbeef' as raw, null as missing"),
        {"exact": "double", "large": "unsigned_long", "price": "double", "at": "date", "raw": "binary"},
        {"exact": "12345678901234567890.1234567890", "large": 18446744073709551615, "price": "1.10", "at": "2024-02-29T12:00:00.123456Z",
         "raw": "3q2+7w==", "missing": None},
    ),
    "sqlite": (
        "select id, cast(1.5 as real) as price, words as words, x'deadbeef' as raw, null as missing from t where id = 7",
        {"id": "long", "price": "double", "words": "text", "raw": "binary"},
        {"id": 7, "price": "1.5", "words": "w7", "raw": "3q2+7w==", "missing": None},
    ),
    "duckdb": (
        ("select 12345678901234567890.1234567890::decimal(30,10) as exact, 9007199254740993::bigint as large, 'nan'::double as nan, "
        "timestamp '2024-02-29 12:00:00.123456' as at, '\\xDE\\xAD\\xBE\\xEF'::blob as raw, [1.10, null] as list, {'a': 1.5} as j"),
        {"exact": "double", "large": "long", "nan": "double", "at": "date", "raw": "binary", "list": "double", "j": "object"},
        {"exact": "12345678901234567890.1234567890", "large": 9007199254740993, "nan": None, "at": "2024-02-29T12:00:00.123456Z",
         "raw": "3q2+7w==", "list": ["1.10", None], "j": {"a": "1.5"}},
    ),
}  # fmt: skip


@pytest.fixture(params=[*MIXED])
def database(request: pytest.FixtureRequest) -> str:
    """Return the name of each database in turn."""
    return str(request.param)


@pytest.fixture
def url(request: pytest.FixtureRequest, database: str) -> str:
    """Return its URL."""
    if database in ("postgresql", "mysql"):
        found: str = request.getfixturevalue({"postgresql": "postgres_url", "mysql": "mariadb_url"}[database])
        return found
    return f"jdbc:{database}:{request.getfixturevalue({'sqlite': 'file', 'duckdb': 'duckdb_file'}[database])}"


NUMBERS = {
    "postgresql": "select g as id, repeat('x', 2000) as words from generate_series(1, 100000) g",
    "mysql": "select cast(seq as signed) as id, repeat('x', 2000) as words from seq_1_to_100000",
    "sqlite": "with recursive n(id) as (select 1 union all select id + 1 from n limit 100000) "
    "select id, cast(printf('%.2000c', 'x') as text) as words from n",
    "duckdb": "select i as id, repeat('x', 2000) as words from range(1, 100001) r(i)",
}


def test_a_sample_has_the_values_of_a_run_with_every_digit(database: str, url: str) -> None:
    query, types, row = MIXED[database]
    response = sample_in_process(url, query)
    found = Mapping.from_fields(plan_fields(inspect.columns_from_response(response), ()), {}).types
    assert {name: found[name] for name in types} == types
    assert list(found) == list(row)
    assert response["results"] == [row]
    assert set(response) == {"columns", "results"}


def test_a_sample_has_the_first_rows_in_the_order_of_the_query(database: str, url: str) -> None:
    query = f"{NUMBERS[database]} order by id desc -- and a comment"
    response = sample_in_process(url, query, row_limit=3, max_text_size=5)
    assert response["results"] == [{"id": number, "words": "xxxxx…"} for number in (100_000, 99_999, 99_998)]
    assert response["cut"] == ["words"]
    assert len(sample_in_process(url, query)["results"]) == 10


def test_a_limit_in_the_query_also_applies(database: str, url: str) -> None:
    ordered = f"{NUMBERS[database]} order by id"
    assert [each["id"] for each in sample_in_process(url, f"{ordered} limit 2")["results"]] == [1, 2]
    assert [each["id"] for each in sample_in_process(url, f"{ordered} limit 50000", row_limit=2)["results"]] == [1, 2]


def test_many_rows_are_read_in_several_blocks_up_to_the_maximum_bytes(database: str, url: str) -> None:
    response = sample_in_process(url, NUMBERS[database], row_limit=10_000, max_text_size=10)
    assert [each["id"] for each in response["results"]] == list(range(1, 10_001))
    large = sample_in_process(url, NUMBERS[database], row_limit=10_000, max_text_size=2000)
    assert large["truncated"] is True
    assert 2000 < len(large["results"]) < 2500


def test_a_template_is_rendered_as_on_a_first_run(tmp_path: Path, file: Path) -> None:
    inspect_client, datasource = inspector(tmp_path), Datasource(id="d", url=f"jdbc:sqlite:{file}")
    query = "select id from t {{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}} order by id"
    found = inspect_client.sample(datasource, SampleRequest(query=query, row_limit=1), lambda: False)
    assert found == {"types": {"id": "long"}, "results": [{"id": 0}]}
    for broken in ("select {{nonsense}}", "select 1; select 2", "  ", "select 'open"):
        with pytest.raises(InvalidField, match=r"\[query\]"):
            inspect_client.sample(datasource, SampleRequest(query=broken), lambda: False)
        with pytest.raises(InvalidField, match=r"\[query\]"):
            inspect_client.transforms(datasource, broken, lambda: False)


def test_a_rejected_query_names_the_datasource_and_the_reasons(tmp_path: Path, file: Path) -> None:
    inspect_client, datasource = inspector(tmp_path), Datasource(id="d", url=f"jdbc:sqlite:{file}")
    calls: tuple[Callable[[], object], ...] = (
        lambda: inspect_client.sample(datasource, SampleRequest(query="select nope from nowhere"), lambda: False),
        lambda: inspect_client.transforms(datasource, "select nope from nowhere", lambda: False),
    )
    for call in calls:
        with pytest.raises(SourceError) as caught:
            call()
        first, second, last = error_messages(caught.value)
        assert first == "Could not execute datasource query [d]."
        assert second.startswith("Could not describe the query in [sqlite://")
        assert last == "no such table: nowhere"


def test_an_invalid_query_is_reported_with_the_message_of_the_driver(database: str, url: str) -> None:
    with pytest.raises(SourceError) as caught:
        sample_in_process(url, "select nope from nowhere")
    assert "describe the query" in error_messages(caught.value)[0]
    assert "nowhere" in error_messages(caught.value)[-1]
    with pytest.raises(BadRequest, match="another name"):
        sample_in_process(url, 'select 1 as "_id"' if database != "mysql" else "select 1 as `_id`")


def test_a_failure_after_some_rows_is_an_error_and_not_a_short_sample(postgres_url: str) -> None:
    with pytest.raises(SourceError) as caught:
        sample_in_process(postgres_url, "select 1 / (5 - g) as id from generate_series(1, 100) g")
    assert "division by zero" in error_messages(caught.value)[-1]


BREAKING = {
    "postgresql": "select 1000 / (4 - g) as n from generate_series(1, 100) g",
    "mysql": "select if(seq = 4, (select 1 union select 2), seq) as n from seq_1_to_100",
}
"""Queries whose fourth row cannot be computed."""


@pytest.mark.parametrize("database", [*BREAKING])
def test_the_database_computes_no_more_rows_than_the_sample_shows(database: str, url: str) -> None:
    assert len(sample_in_process(url, BREAKING[database], row_limit=3)["results"]) == 3
    with pytest.raises(SourceError):
        sample_in_process(url, BREAKING[database], row_limit=4)


def test_a_row_that_a_run_would_reject_is_named(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("update t set id = 'seven' where id = 7")
        connection.commit()
    response = sample_in_process(f"jdbc:sqlite:{file}", "select * from t")
    assert [each["id"] for each in response["results"]] == [0, 1, 2, 3, 4, 5, 6, 8, 9]
    (rejected,) = response["rejected"]
    assert rejected["row"] == 8
    assert "column [id]: not a long" in rejected["reason"]


def test_nothing_can_be_written_by_a_sample(postgres_url: str, name: str) -> None:
    for query in (f"create table {name} (id int)", f"with x as (insert into {name} values (1) returning 1 as id) select * from x"):
        with pytest.raises(SidecarError):
            sample_in_process(postgres_url, query)


def test_transforms_are_the_defaults_of_an_ingestion(tmp_path: Path, database: str, url: str) -> None:
    found = inspector(tmp_path).transforms(Datasource(id="d", url=url), NUMBERS[database], lambda: False)
    assert found["transforms"] == [
        {"input": [{"source": "id"}], "output": "id", "transform": "copy"},
        {"input": [{"source": "words"}], "output": "words", "transform": "copy"},
    ]
    assert found["mapping"]["properties"]["id"] == {"type": "long"}
    assert set(found["mapping"]["properties"]) == {"id", "words"}


def test_metadata_and_its_errors_pass_through_the_child(tmp_path: Path, file: Path) -> None:
    datasource = Datasource(id="d", url=f"jdbc:sqlite:{file}")
    inspect_client = inspector(tmp_path)
    assert inspect_client.metadata(datasource, "main", "main", lambda: False) == {
        "catalogs": [{"name": "main", "schemas": [{"name": "main", "resources": [{"name": "t", "type": "table", "primary_key": []}]}]}]
    }
    with pytest.raises(NotFound, match=r"no catalog \[other\]"):
        inspect_client.metadata(datasource, "other", None, lambda: False)


# -- cancellation -------------------------------------------------------------------------------------------------------------------

StatementCounter = Callable[[], int]
"""Returns the number of running statements of a test."""


@pytest.fixture
def postgresql_statements(postgres_url: str, name: str) -> Iterator[StatementCounter]:
    """Return a counter of running PostgreSQL statements that contain the test's name."""
    with psycopg.connect(postgres_url, autocommit=True) as other:
        yield lambda: len(
            other.execute(
                "select 1 from pg_stat_activity where state = 'active' and query like %s and pid <> pg_backend_pid()", [f"%{name}%"]
            ).fetchall()
        )


@pytest.fixture
def mariadb_statements(mariadb_url: str, name: str) -> Iterator[StatementCounter]:
    """Return a counter of running MariaDB statements that contain the test's name."""
    with mariadb(mariadb_url) as cursor:

        def count() -> int:
            cursor.execute("select 1 from information_schema.processlist where info like %s and id <> connection_id()", (f"%{name}%",))
            return len(cursor.fetchall())

        yield count


def endless_queries(database: str, name: str) -> dict[str, str]:
    """Return queries that never end: some before the first row, one in its rows."""
    if database == "postgresql":
        return {
            "before": f"select '{name}' as a, pg_sleep(1000)::text as b",
            "sorting": f"select '{name}' as a, g as b from generate_series(1, 100000000000) g order by g desc",
            "rows": f"select '{name}' as a, pg_sleep(0.01)::text as b from generate_series(1, 100000000)",
        }
    return {
        "before": f"select '{name}' as a, sleep(1000) as b",
        "rows": f"select '{name}' as a, sleep(0.01) as b from seq_1_to_1000000",
    }


def hang_up(inspect_database: Callable[[Callable[[], bool]], Any], count_statements: StatementCounter) -> BaseException:
    """Start an inspection, disconnect while the statement runs, check that it stops, and return the raised error."""
    disconnected = threading.Event()
    raised: list[BaseException] = []

    def run_request() -> None:
        try:
            inspect_database(disconnected.is_set)
        except SidecarError as error:
            raised.append(error)

    thread = threading.Thread(target=run_request)
    thread.start()
    wait_until(lambda: count_statements() == 1, "the database works on the query")
    disconnected.set()
    wait_until(lambda: count_statements() == 0, "the database has stopped", STATEMENT_END_TIMEOUT)
    thread.join(20)
    assert not thread.is_alive()
    return raised[0]


@pytest.mark.parametrize("kind", ["before", "sorting", "rows"])
def test_hanging_up_cancels_the_statement_in_postgresql(
    tmp_path: Path, postgres_url: str, name: str, postgresql_statements: StatementCounter, kind: str
) -> None:
    sampling = SampleRequest(query=endless_queries("postgresql", name)[kind], row_limit=10_000)
    inspect_client, datasource = inspector(tmp_path), Datasource(id="d", url=postgres_url)
    error = hang_up(lambda is_closed: inspect_client.sample(datasource, sampling, is_closed), postgresql_statements)
    assert isinstance(error, ClientDisconnected)


@pytest.mark.parametrize("kind", ["before", "rows"])
def test_hanging_up_cancels_the_statement_in_mariadb(
    tmp_path: Path, mariadb_url: str, name: str, mariadb_statements: StatementCounter, kind: str
) -> None:
    sampling = SampleRequest(query=endless_queries("mysql", name)[kind], row_limit=10_000)
    inspect_client, datasource = inspector(tmp_path), Datasource(id="d", url=mariadb_url)
    error = hang_up(lambda is_closed: inspect_client.sample(datasource, sampling, is_closed), mariadb_statements)
    assert isinstance(error, ClientDisconnected)


def test_hanging_up_cancels_a_description_that_waits_for_a_lock(
    tmp_path: Path, postgres_url: str, name: str, postgresql_statements: StatementCounter
) -> None:
    inspect_client, datasource = inspector(tmp_path), Datasource(id="d", url=postgres_url)
    with psycopg.connect(postgres_url) as other:
        other.execute(f"create table {name} (id int)")
        other.commit()
        other.execute(f"lock table {name}")
        error = hang_up(lambda is_closed: inspect_client.transforms(datasource, f"select * from {name}", is_closed), postgresql_statements)
    assert isinstance(error, ClientDisconnected)


def test_hanging_up_cancels_a_query_that_waits_for_a_lock_in_mariadb(
    tmp_path: Path, mariadb_url: str, name: str, mariadb_statements: StatementCounter
) -> None:
    inspect_client, datasource = inspector(tmp_path), Datasource(id="d", url=mariadb_url)
    with mariadb(mariadb_url) as other:
        other.execute(f"create table {name} (id int)")
        other.execute(f"lock tables {name} write")
        error = hang_up(
            lambda is_closed: inspect_client.sample(datasource, SampleRequest(query=f"select * from {name}"), is_closed),
            mariadb_statements,
        )
    assert isinstance(error, ClientDisconnected)


@pytest.mark.parametrize("database", ["postgresql", "mysql"])
def test_the_deadline_cancels_the_statement(tmp_path: Path, name: str, request: pytest.FixtureRequest, database: str) -> None:
    count_statements: StatementCounter = request.getfixturevalue(
        {"postgresql": "postgresql_statements", "mysql": "mariadb_statements"}[database]
    )
    url: str = request.getfixturevalue({"postgresql": "postgres_url", "mysql": "mariadb_url"}[database])
    began = time.monotonic()
    with pytest.raises(SourceTimeout) as caught:
        inspector(tmp_path, deadline=DEADLINE).sample(
            Datasource(id="d", url=url), SampleRequest(query=endless_queries(database, name)["before"]), lambda: False
        )  # fmt: skip
    assert count_statements() == 0
    assert time.monotonic() - began < DEADLINE + STATEMENT_END_TIMEOUT
    assert f"did not answer within {DEADLINE} s" in " ".join(error_messages(caught.value))


@pytest.mark.parametrize("database", ["sqlite", "duckdb"])
def test_hanging_up_ends_a_computation_of_an_embedded_database(tmp_path: Path, file: Path, duckdb_file: Path, database: str) -> None:
    query = {
        "sqlite": "with recursive n(id) as (select 1 union all select id + 1 from n) select max(id) as id from n",
        "duckdb": "select count(*) as id from range(10000000) a(i), range(10000000) b(j) where i * j % 7 = 3",
    }[database]
    datasource = Datasource(id="d", url=f"jdbc:{database}:{file if database == 'sqlite' else duckdb_file}")
    children = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    began = time.monotonic()
    seen: list[str] = []

    def is_closed() -> bool:
        seen.extend(children.read_text(encoding="utf-8").split())
        return time.monotonic() - began > 3

    with pytest.raises(ClientDisconnected):
        inspector(tmp_path).sample(datasource, SampleRequest(query=query), is_closed)
    assert time.monotonic() - began < 3 + STATEMENT_END_TIMEOUT
    assert seen
    with pytest.raises(ProcessLookupError):
        os.kill(int(seen[-1]), 0)


def test_a_child_whose_parent_is_killed_cancels_its_statement(
    postgres_url: str, name: str, postgresql_statements: StatementCounter
) -> None:
    source = create_source(Datasource(id="d", url=postgres_url), None, None)
    request = inspect.encode_request("sample", source, **asdict(SampleRequest(query=endless_queries("postgresql", name)["before"])))
    parent_program = f"""
import os
from sidecar.jobs.inspect import client, subprocess_call
subprocess_call.communicate(client.COMMAND, {request!r}, os.environ, seconds=60, is_disconnected=lambda: False)
"""
    with subprocess.Popen([sys.executable, "-c", parent_program]) as parent:
        wait_until(lambda: postgresql_statements() == 1, "the database works on the query")
        parent.kill()
    wait_until(lambda: postgresql_statements() == 0, "the database has stopped", 5)
