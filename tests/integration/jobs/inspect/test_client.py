"""Looking into databases on a caller's behalf: samples and transforms of each real database, and an end when nobody waits."""

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

from sidecar.errors import BadRequest, CallerGone, InvalidField, NotFound, SidecarError, SourceError, SourceTimeout, sentences
from sidecar.extract import inspect
from sidecar.extract.drivers import source_of
from sidecar.jobs.inspect.client import Inspector
from sidecar.jobs.inspect.process import OPERATIONS
from sidecar.model import exact_json
from sidecar.model.datasource import Datasource
from sidecar.model.sampling import Sampling
from sidecar.settings import load_settings
from sidecar.store.encryption import Secrets
from tests.support.waiting import PROMPT, until


def inspector(folder: Path, deadline: float = 60.0) -> Inspector:
    settings = load_settings(
        {"SIDECAR_DATA_DIR": str(folder), "SIDECAR_ALLOWED_SOURCES": f"postgresql://*:*/*,mysql://*:*/*,*://{folder}/*"}
    )
    return Inspector(settings, Secrets((Fernet.generate_key().decode(),)), deadline=deadline)


def sampled(url: str, query: str, **limits: int) -> dict[str, Any]:
    """Sample as the child does, in this process; give what a client would read, numbers with a fraction as their text."""
    source = source_of(Datasource(id="d", url=url), None, ("*://*:*/*", "sqlite://*", "duckdb://*"))
    request = json.loads(inspect.encode("sample", source, **asdict(Sampling(query=query, **limits))))
    answer = inspect.decode(exact_json.written(inspect.run(request, OPERATIONS, lambda reader: None)).encode())
    read: dict[str, Any] = json.loads(exact_json.written(answer), parse_float=str)
    return read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a SQLite file with 100 rows in t."""
    with closing(sqlite3.connect(tmp_path / "x.db")) as made:
        made.execute("create table t (id integer, words text)")
        made.executemany("insert into t values (?, ?)", [(number, f"w{number}") for number in range(100)])
        made.commit()
    return tmp_path / "x.db"


@pytest.fixture
def duck(tmp_path: Path) -> Path:
    """Give a DuckDB file with 100 rows in t."""
    with duckdb.connect(str(tmp_path / "x.duckdb")) as made:
        made.execute("create table t as select i as id, 'w' || i as words from range(100) r(i)")
    return tmp_path / "x.duckdb"


@contextmanager
def mariadb(url: str) -> Iterator[Any]:
    """Have a cursor of another session."""
    parts = urlsplit(url)
    with (
        closing(
            pymysql.connect(
                host=parts.hostname or "", port=parts.port or 0, user=parts.username or "", password=parts.password or "",
                database=parts.path[1:], autocommit=True,
            )
        ) as made,
        made.cursor() as cursor,
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
    """Give the name of each database in turn."""
    return str(request.param)


@pytest.fixture
def url(request: pytest.FixtureRequest, database: str) -> str:
    """Give its URL."""
    if database in ("postgresql", "mysql"):
        found: str = request.getfixturevalue({"postgresql": "postgres_url", "mysql": "mariadb_url"}[database])
        return found
    return f"jdbc:{database}:{request.getfixturevalue({'sqlite': 'file', 'duckdb': 'duck'}[database])}"


NUMBERS = {
    "postgresql": "select g as id, repeat('x', 2000) as words from generate_series(1, 100000) g",
    "mysql": "select cast(seq as signed) as id, repeat('x', 2000) as words from seq_1_to_100000",
    "sqlite": "with recursive n(id) as (select 1 union all select id + 1 from n limit 100000) "
    "select id, cast(printf('%.2000c', 'x') as text) as words from n",
    "duckdb": "select i as id, repeat('x', 2000) as words from range(1, 100001) r(i)",
}


def test_a_sample_has_the_values_of_a_run_with_every_digit(database: str, url: str) -> None:
    query, types, row = MIXED[database]
    answer = sampled(url, query)
    assert {name: answer["types"][name] for name in types} == types
    assert list(answer["types"]) == list(row)
    assert answer["results"] == [row]
    assert set(answer) == {"types", "results"}


def test_a_sample_is_the_first_rows_in_the_querys_order(database: str, url: str) -> None:
    query = f"{NUMBERS[database]} order by id desc -- and a comment"
    answer = sampled(url, query, row_limit=3, max_text_size=5)
    assert answer["results"] == [{"id": number, "words": "xxxxx…"} for number in (100_000, 99_999, 99_998)]
    assert answer["cut"] == ["words"]
    assert len(sampled(url, query)["results"]) == 10


def test_a_limit_of_the_querys_own_counts_too(database: str, url: str) -> None:
    ordered = f"{NUMBERS[database]} order by id"
    assert [each["id"] for each in sampled(url, f"{ordered} limit 2")["results"]] == [1, 2]
    assert [each["id"] for each in sampled(url, f"{ordered} limit 50000", row_limit=2)["results"]] == [1, 2]


def test_many_rows_come_in_several_blocks_and_end_with_the_bytes(database: str, url: str) -> None:
    answer = sampled(url, NUMBERS[database], row_limit=10_000, max_text_size=10)
    assert [each["id"] for each in answer["results"]] == list(range(1, 10_001))
    large = sampled(url, NUMBERS[database], row_limit=10_000, max_text_size=2000)
    assert large["truncated"] is True
    assert 2000 < len(large["results"]) < 2500


def test_a_template_is_rendered_as_on_a_first_run(tmp_path: Path, file: Path) -> None:
    look, datasource = inspector(tmp_path), Datasource(id="d", url=f"jdbc:sqlite:{file}")
    query = "select id from t {{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}} order by id"
    found = look.sample(datasource, Sampling(query=query, row_limit=1), lambda: False)
    assert found == {"types": {"id": "long"}, "results": [{"id": 0}]}
    for broken in ("select {{nonsense}}", "select 1; select 2", "  ", "select 'open"):
        with pytest.raises(InvalidField, match=r"\[query\]"):
            look.sample(datasource, Sampling(query=broken), lambda: False)
        with pytest.raises(InvalidField, match=r"\[query\]"):
            look.transforms(datasource, broken, lambda: False)


def test_a_refused_query_names_datasource_and_reasons(tmp_path: Path, file: Path) -> None:
    look, datasource = inspector(tmp_path), Datasource(id="d", url=f"jdbc:sqlite:{file}")
    for ask in (
        lambda: look.sample(datasource, Sampling(query="select nope from nowhere"), lambda: False),
        lambda: look.transforms(datasource, "select nope from nowhere", lambda: False),
    ):
        with pytest.raises(SourceError) as caught:
            ask()
        first, second, last = sentences(caught.value)
        assert first == "Could not execute datasource query [d]."
        assert second.startswith("Could not describe the query in [sqlite://")
        assert last == "no such table: nowhere"


def test_a_query_that_cannot_be_is_told_down_to_the_drivers_words(database: str, url: str) -> None:
    with pytest.raises(SourceError) as caught:
        sampled(url, "select nope from nowhere")
    assert "describe the query" in sentences(caught.value)[0]
    assert "nowhere" in sentences(caught.value)[-1]
    with pytest.raises(BadRequest, match="another name"):
        sampled(url, 'select 1 as "_id"' if database != "mysql" else "select 1 as `_id`")


def test_a_failure_after_some_rows_is_an_error_and_no_short_sample(postgres_url: str) -> None:
    with pytest.raises(SourceError) as caught:
        sampled(postgres_url, "select 1 / (5 - g) as id from generate_series(1, 100) g")
    assert "division by zero" in sentences(caught.value)[-1]


BREAKING = {
    "postgresql": "select 1000 / (4 - g) as n from generate_series(1, 100) g",
    "mysql": "select if(seq = 4, (select 1 union select 2), seq) as n from seq_1_to_100",
}
"""Queries whose fourth row cannot be computed."""


@pytest.mark.parametrize("database", [*BREAKING])
def test_the_database_is_asked_for_no_row_more_than_the_sample_shows(database: str, url: str) -> None:
    assert len(sampled(url, BREAKING[database], row_limit=3)["results"]) == 3
    with pytest.raises(SourceError):
        sampled(url, BREAKING[database], row_limit=4)


def test_a_row_that_a_run_would_reject_is_named(file: Path) -> None:
    with closing(sqlite3.connect(file)) as made:
        made.execute("update t set id = 'seven' where id = 7")
        made.commit()
    answer = sampled(f"jdbc:sqlite:{file}", "select * from t")
    assert [each["id"] for each in answer["results"]] == [0, 1, 2, 3, 4, 5, 6, 8, 9]
    (rejected,) = answer["rejected"]
    assert rejected["row"] == 8
    assert "column [id]: not a long" in rejected["reason"]


def test_nothing_can_be_written_by_a_sample(postgres_url: str, name: str) -> None:
    for query in (f"create table {name} (id int)", f"with x as (insert into {name} values (1) returning 1 as id) select * from x"):
        with pytest.raises(SidecarError):
            sampled(postgres_url, query)


def test_transforms_are_what_an_ingestion_has_by_default(tmp_path: Path, database: str, url: str) -> None:
    found = inspector(tmp_path).transforms(Datasource(id="d", url=url), NUMBERS[database], lambda: False)
    assert found["transforms"] == [
        {"input": [{"source": "id"}], "output": "id", "transform": "copy"},
        {"input": [{"source": "words"}], "output": "words", "transform": "copy"},
    ]
    assert found["mapping"]["properties"]["id"] == {"type": "long"}
    assert set(found["mapping"]["properties"]) == {"id", "words"}


def test_metadata_goes_through_the_child_with_its_refusals(tmp_path: Path, file: Path) -> None:
    datasource = Datasource(id="d", url=f"jdbc:sqlite:{file}")
    look = inspector(tmp_path)
    assert look.metadata(datasource, "main", "main", lambda: False) == {
        "catalogs": [{"name": "main", "schemas": [{"name": "main", "resources": [{"name": "t", "type": "table"}]}]}]
    }
    with pytest.raises(NotFound, match=r"no catalog \[other\]"):
        look.metadata(datasource, "other", None, lambda: False)


# -- an end when nobody waits -------------------------------------------------------------------------------------------------------

Watch = Callable[[], int]
"""Counts the statements of a test that a database works on."""


@pytest.fixture
def busy(postgres_url: str, name: str) -> Iterator[Watch]:
    """Count the statements in PostgreSQL that hold the test's name."""
    with psycopg.connect(postgres_url, autocommit=True) as other:
        yield lambda: len(
            other.execute(
                "select 1 from pg_stat_activity where state = 'active' and query like %s and pid <> pg_backend_pid()", [f"%{name}%"]
            ).fetchall()
        )


@pytest.fixture
def working(mariadb_url: str, name: str) -> Iterator[Watch]:
    """Count the statements in MariaDB that hold the test's name."""
    with mariadb(mariadb_url) as cursor:

        def count() -> int:
            cursor.execute("select 1 from information_schema.processlist where info like %s and id <> connection_id()", (f"%{name}%",))
            return len(cursor.fetchall())

        yield count


def sleepy(database: str, name: str) -> dict[str, str]:
    """Give queries that take for ever: one before its first row, one in its rows."""
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


def left(ask: Callable[[Callable[[], bool]], Any], works: Watch) -> BaseException:
    """Ask, hang up while the database works, see that it stops, and give what was raised."""
    gone = threading.Event()
    raised: list[BaseException] = []

    def run() -> None:
        try:
            ask(gone.is_set)
        except SidecarError as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    until(lambda: works() == 1, "the database works on the query")
    gone.set()
    until(lambda: works() == 0, "the database has stopped", PROMPT)
    thread.join(20)
    assert not thread.is_alive()
    return raised[0]


@pytest.mark.parametrize("kind", ["before", "sorting", "rows"])
def test_hanging_up_ends_the_statement_in_postgresql(tmp_path: Path, postgres_url: str, name: str, busy: Watch, kind: str) -> None:
    sampling = Sampling(query=sleepy("postgresql", name)[kind], row_limit=10_000)
    look, datasource = inspector(tmp_path), Datasource(id="d", url=postgres_url)
    error = left(lambda gone: look.sample(datasource, sampling, gone), busy)
    assert isinstance(error, CallerGone)


@pytest.mark.parametrize("kind", ["before", "rows"])
def test_hanging_up_ends_the_statement_in_mariadb(tmp_path: Path, mariadb_url: str, name: str, working: Watch, kind: str) -> None:
    sampling = Sampling(query=sleepy("mysql", name)[kind], row_limit=10_000)
    look, datasource = inspector(tmp_path), Datasource(id="d", url=mariadb_url)
    error = left(lambda gone: look.sample(datasource, sampling, gone), working)
    assert isinstance(error, CallerGone)


def test_hanging_up_ends_a_description_that_waits_for_a_lock(tmp_path: Path, postgres_url: str, name: str, busy: Watch) -> None:
    look, datasource = inspector(tmp_path), Datasource(id="d", url=postgres_url)
    with psycopg.connect(postgres_url) as other:
        other.execute(f"create table {name} (id int)")
        other.commit()
        other.execute(f"lock table {name}")
        error = left(lambda gone: look.transforms(datasource, f"select * from {name}", gone), busy)
    assert isinstance(error, CallerGone)


def test_hanging_up_ends_a_query_that_waits_for_a_lock_in_mariadb(tmp_path: Path, mariadb_url: str, name: str, working: Watch) -> None:
    look, datasource = inspector(tmp_path), Datasource(id="d", url=mariadb_url)
    with mariadb(mariadb_url) as other:
        other.execute(f"create table {name} (id int)")
        other.execute(f"lock tables {name} write")
        error = left(lambda gone: look.sample(datasource, Sampling(query=f"select * from {name}"), gone), working)
    assert isinstance(error, CallerGone)


@pytest.mark.parametrize("database", ["postgresql", "mysql"])
def test_the_deadline_ends_the_statement(tmp_path: Path, name: str, request: pytest.FixtureRequest, database: str) -> None:
    works: Watch = request.getfixturevalue({"postgresql": "busy", "mysql": "working"}[database])
    url: str = request.getfixturevalue({"postgresql": "postgres_url", "mysql": "mariadb_url"}[database])
    began = time.monotonic()
    with pytest.raises(SourceTimeout) as caught:
        inspector(tmp_path, deadline=10).sample(
            Datasource(id="d", url=url), Sampling(query=sleepy(database, name)["before"]), lambda: False
        )  # fmt: skip
    assert works() == 0
    assert time.monotonic() - began < 10 + PROMPT
    assert "did not answer within 10 s" in " ".join(sentences(caught.value))


@pytest.mark.parametrize("database", ["sqlite", "duckdb"])
def test_hanging_up_ends_a_library_that_computes(tmp_path: Path, file: Path, duck: Path, database: str) -> None:
    query = {
        "sqlite": "with recursive n(id) as (select 1 union all select id + 1 from n) select max(id) as id from n",
        "duckdb": "select count(*) as id from range(10000000) a(i), range(10000000) b(j) where i * j % 7 = 3",
    }[database]
    datasource = Datasource(id="d", url=f"jdbc:{database}:{file if database == 'sqlite' else duck}")
    children = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    began = time.monotonic()
    seen: list[str] = []

    def gone() -> bool:
        seen.extend(children.read_text(encoding="utf-8").split())
        return time.monotonic() - began > 3

    with pytest.raises(CallerGone):
        inspector(tmp_path).sample(datasource, Sampling(query=query), gone)
    assert time.monotonic() - began < 3 + PROMPT
    assert seen
    with pytest.raises(ProcessLookupError):
        os.kill(int(seen[-1]), 0)


def test_a_child_whose_parent_is_killed_ends_its_statement(postgres_url: str, name: str, busy: Watch) -> None:
    source = source_of(Datasource(id="d", url=postgres_url), None, None)
    request = inspect.encode("sample", source, **asdict(Sampling(query=sleepy("postgresql", name)["before"])))
    asks = f"""
import os
from sidecar.jobs.inspect import client, subprocess_call
subprocess_call.answer(client.COMMAND, {request!r}, os.environ, seconds=60, gone=lambda: False)
"""
    with subprocess.Popen([sys.executable, "-c", asks]) as parent:
        until(lambda: busy() == 1, "the database works on the query")
        parent.kill()
    until(lambda: busy() == 0, "the database has stopped", 5)
