"""Looking into a datasource over HTTP: what it holds, the first rows of a query, and what an ingestion of it would use."""

import json
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pymysql
import pytest

from sidecar import app
from sidecar.settings import load_settings
from tests.acceptance.databases import jdbc, on_postgresql, sqlite_file, working
from tests.acceptance.service import DATASOURCE, INGESTION, KEY, Answer, Service
from tests.support.waiting import PROMPT, until

ROWS = (
    "select g as id, 1.10::numeric(9,2) * g as price, 12345678901234567890.1234567890::numeric(30,10) as exact, 'w' || g as words, "
    "'{\"a\": [1.50]}'::jsonb as j, timestamptz '2024-02-29 12:00:00.123456+02' as at, array[1.10] as list, null::text as nothing "
    "from generate_series(1, 20) g"
)


@pytest.fixture
def shop(service: Service, name: str, postgres_url: str) -> str:
    """Save a PostgreSQL datasource under the test's name; give its path."""
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(postgres_url)}).status == 201
    return f"{DATASOURCE}/{name}"


def refused(answer: Answer, path: str) -> str:
    assert answer.status == 400, answer
    assert answer["error"]["type"] == "illegal_argument_exception"
    assert path in answer["error"]["reason"]
    return str(answer["error"]["reason"])


# -- metadata -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_metadata_lists_catalogs_then_schemas_then_tables_and_views(
    service: Service, shop: str, name: str, postgres_url: str, method: str
) -> None:
    on_postgresql(postgres_url, f"create schema {name}", f"create table {name}.t (id int)", f"create view {name}.v as select 1 as one")
    catalog = urlsplit(postgres_url).path[1:]

    catalogs = service.call(method, f"{shop}/_metadata?catalog=&schema=")
    schemas = service.call(method, f"{shop}/_metadata?catalog={catalog}")
    resources = service.call(method, f"{shop}/_metadata?catalog={catalog}&schema={name}")

    assert (catalogs.status, catalogs.body) == (200, {"_id": name, "found": True, "catalogs": [{"name": catalog}]})
    assert {"name": name} in schemas["catalogs"][0]["schemas"]
    assert resources.body == {
        "_id": name,
        "found": True,
        "catalogs": [{
            "name": catalog, "schemas": [{"name": name, "resources": [{"name": "t", "type": "table"}, {"name": "v", "type": "view"}]}],
        }],
    }  # fmt: skip


def test_what_is_not_there_is_named(service: Service, shop: str, postgres_url: str) -> None:
    catalog = urlsplit(postgres_url).path[1:]
    for query, words in (
        ("catalog=elsewhere", "a PostgreSQL session sees its own database only"),
        (f"catalog={catalog}&schema=nowhere", "no schema [nowhere]"),
        ("catalog=x%27%20or%20%271%27=%271", "no catalog [x' or '1'='1]"),
    ):
        answer = service.call("GET", f"{shop}/_metadata?{query}")
        assert (answer.status, answer["error"]["type"]) == (404, "resource_not_found_exception")
        assert words in answer["error"]["reason"]
    assert "needs [catalog]" in refused(service.call("GET", f"{shop}/_metadata?schema=public"), "[schema]")
    assert "did you mean [catalog]" in refused(service.call("GET", f"{shop}/_metadata?catalogue=x"), "[catalogue]")


# -- samples ------------------------------------------------------------------------------------------------------------------------


def test_a_sample_is_what_a_run_would_index_to_the_last_digit(service: Service, shop: str, name: str) -> None:
    body = {"ingest": {"datasource": name, "target": name, "query": ROWS, "pk_field": "id"}}
    assert service.call("PUT", f"{INGESTION}/{name}", body).status == 201
    assert service.run(name)["state"] == "successful"
    told = service.call("POST", f"{INGESTION}/{name}/_validate")["mapping"]["properties"]

    answer = raw(service, f"{shop}/_sample", {"query": ROWS, "row_limit": 20})

    read = json.loads(answer, parse_float=str)
    assert (read["_id"], read["found"], set(read)) == (name, True, {"_id", "found", "types", "results"})
    assert read["types"] == {field: each["type"] for field, each in told.items()}
    documents = raw_documents(service, name)
    assert sorted(read["results"], key=lambda row: row["id"]) == sorted(documents, key=lambda row: row["id"])
    assert '"exact":12345678901234567890.1234567890' in answer
    assert '"list":[1.10]' in answer
    for style, words in (("pretty", '"price" : 1.10'), ("format=yaml", "price: 1.10\n")):
        assert words in raw(service, f"{shop}/_sample?{style}", {"query": ROWS, "row_limit": 1})
    assert raw(service, f"{shop}/_sample?filter_path=results.price", {"query": ROWS, "row_limit": 1}) == '{"results":[{"price":1.10}]}'


def raw(service: Service, path: str, body: Any) -> str:
    """Post, and give the answer's text."""
    sent = urllib.request.Request(service.url + path, json.dumps(body).encode(), {"content-type": "application/json"}, method="POST")
    with urllib.request.urlopen(sent, timeout=60) as answer:
        text: str = answer.read().decode()
    return text


def raw_documents(service: Service, index: str) -> list[dict[str, Any]]:
    """Give the documents of an index with all digits of their numbers."""
    with urllib.request.urlopen(f"{service.elasticsearch}/{index}/_search?size=100", timeout=60) as answer:
        return [hit["_source"] for hit in json.loads(answer.read(), parse_float=str)["hits"]["hits"]]


def test_a_sample_has_ten_rows_and_short_texts_unless_told_otherwise(service: Service, shop: str) -> None:
    query = "select g as id, repeat('x', 2000) as words from generate_series(1, 100) g order by g desc"
    answer = service.call("POST", f"{shop}/_sample", {"query": query})
    assert [each["id"] for each in answer["results"]] == list(range(100, 90, -1))
    assert answer["results"][0]["words"] == "x" * 1000 + "…"
    assert answer["cut"] == ["words"]
    less = service.call("POST", f"{shop}/_sample", {"query": query, "row_limit": 1, "max_text_size": 3})
    assert less["results"] == [{"id": 100, "words": "xxx…"}]
    whole = service.call("POST", f"{shop}/_sample", {"query": query, "row_limit": 100, "max_text_size": 2000})
    assert len(whole["results"]) == 100
    assert "cut" not in whole.body


def test_rows_that_a_run_would_reject_are_named_beside_the_others(service: Service, name: str) -> None:
    database = sqlite_file(
        service.folder / f"{name}.db", "create table t (id integer)", into="insert into t values (?)", rows=[(1,), ("two",), (3,)]
    )
    service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": database})
    answer = service.call("POST", f"{DATASOURCE}/{name}/_sample", {"query": "select * from t"})
    assert answer["results"] == [{"id": 1}, {"id": 3}]
    assert [each["row"] for each in answer["rejected"]] == [2]
    assert "column [id]: not a long" in answer["rejected"][0]["reason"]


def test_an_answer_never_grows_beyond_its_bound(service: Service, shop: str) -> None:
    query = "select g as id, repeat('x', 1000000) as words from generate_series(1, 10000) g"
    answer = service.call("POST", f"{shop}/_sample", {"query": query, "row_limit": 10_000, "max_text_size": 1_000_000})
    assert answer["truncated"] is True
    assert [each["id"] for each in answer["results"]] == [1, 2, 3, 4]


@pytest.mark.parametrize("call", ["_sample", "_transforms"])
def test_a_wrong_body_is_refused_with_the_place(service: Service, shop: str, call: str) -> None:
    for body, path in (
        ({}, "[query] is missing"),
        ({"query": 7}, "[query] must be a string"),
        ({"query": "select {{nonsense}}"}, "[query]"),
        ({"query": "select 1; select 2"}, "[query]"),
        ({"query": "select 1", "row_limt": 1}, "[row_limt] is not a known field"),
        ({"query": "select 1 as a, 2 as a"}, "column [a] is in the query 2 times"),
    ):
        refused(service.call("POST", f"{shop}/{call}", body), path)
    for limit in (0, "many", "²"):
        refused(service.call("POST", f"{shop}/{call}", {"query": "select 1", "row_limit": limit}), "[row_limit]")
    assert service.call("POST", f"{shop}/{call}").status == 400
    assert service.call("POST", f"{shop}/{call}", b"{").status == 400
    assert service.call("GET", f"{shop}/{call}").status == 405


@pytest.mark.parametrize("call", ["_sample", "_transforms"])
def test_a_query_that_the_database_refuses_is_told_with_the_chain_of_reasons(service: Service, shop: str, name: str, call: str) -> None:
    answer = service.call("POST", f"{shop}/{call}", {"query": "select nope from nowhere"})
    assert (answer.status, answer["error"]["type"]) == (400, "datasource_exception")
    assert answer["error"]["reason"] == f"Could not execute datasource query [{name}]."
    assert "describe the query" in answer["error"]["caused_by"]["reason"]
    assert 'relation "nowhere" does not exist' in answer["error"]["caused_by"]["caused_by"]["reason"]


def test_no_password_is_in_an_error(service: Service, name: str, postgres_url: str) -> None:
    service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": {**jdbc(postgres_url), "username": "nobody", "password": "hunter2"}})
    for method, call in (("GET", "_metadata"), ("POST", "_sample"), ("POST", "_transforms")):
        answer = service.call(method, f"{DATASOURCE}/{name}/{call}", {"query": "select 1"} if method == "POST" else None)
        assert answer.status == 400
        assert "nobody" in str(answer.body)
        assert "hunter2" not in str(answer.body)
    assert "hunter2" not in service.log()


def test_an_unknown_datasource_is_not_found_in_the_shape_of_a_get(service: Service, name: str) -> None:
    for method, call in (("GET", "_metadata"), ("POST", "_metadata"), ("POST", "_sample"), ("POST", "_transforms")):
        body = {"query": "select 1"} if call != "_metadata" else None
        answer = service.call(method, f"{DATASOURCE}/{name}/{call}", body)
        assert (answer.status, answer.body) == (404, {"_id": name, "found": False})


# -- transforms ---------------------------------------------------------------------------------------------------------------------


def test_an_ingestion_with_the_answered_transforms_and_mapping_is_the_one_without(service: Service, shop: str, name: str) -> None:
    answer = service.call("POST", f"{shop}/_transforms", {"query": ROWS})
    assert set(answer.body) == {"_id", "found", "transforms", "mapping"}
    assert answer["transforms"][0] == {"input": [{"source": "id"}], "output": "id", "transform": "copy"}
    plain = {"datasource": name, "query": ROWS, "pk_field": "id"}
    told = {"transforms": answer["transforms"], "mapping": answer["mapping"]}
    for id, ingest in ((f"{name}a", plain), (f"{name}b", {**plain, **told})):
        assert service.call("PUT", f"{INGESTION}/{id}", {"ingest": {**ingest, "target": id}}).status == 201
        assert service.run(id)["state"] == "successful"
    mappings = [service.es("GET", f"/{id}/_mapping")[id]["mappings"]["properties"] for id in (f"{name}a", f"{name}b")]
    assert mappings[0] == mappings[1]
    documents = [[each["_source"] for each in service.documents(id)] for id in (f"{name}a", f"{name}b")]
    assert documents[0] == documents[1]


# -- an end when nobody waits -------------------------------------------------------------------------------------------------------


def posted(service: Service, path: str, body: Any) -> socket.socket:
    """Send a request and leave its connection open."""
    data = json.dumps(body).encode()
    connection = socket.create_connection(("127.0.0.1", service.port))
    head = f"POST {path} HTTP/1.1\r\nhost: sidecar\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n"
    connection.sendall(head.encode() + data)
    return connection


def sleeping(url: str, mark: str) -> int:
    """Count the statements that MariaDB works on and that hold a mark, other than this one."""
    parts = urlsplit(url)
    login = {"user": parts.username or "", "password": parts.password or ""}
    with closing(pymysql.connect(host=parts.hostname or "", port=parts.port or 0, **login)) as made, made.cursor() as cursor:
        cursor.execute("select 1 from information_schema.processlist where info like %s and id <> connection_id()", (f"%{mark}%",))
        return len(cursor.fetchall())


@pytest.fixture
def locked(postgres_url: str, name: str) -> Iterator[str]:
    """Have a table that another session has locked, so that whoever asks about it waits."""
    on_postgresql(postgres_url, f"create table {name} (id int)")
    with psycopg.connect(postgres_url) as other:
        other.execute(f"lock table {name}")  # type: ignore[call-overload]
        yield name


def endless(mark: str) -> dict[str, str]:
    """Give queries that take for ever."""
    return {"postgresql": f"select '{mark}' as a, pg_sleep(1000)::text as b", "mariadb": f"select '{mark}' as a, sleep(1000) as b"}


@pytest.mark.parametrize("call", ["_sample", "_transforms", "_validate"])
def test_a_caller_who_hangs_up_ends_the_statement(
    service: Service, shop: str, name: str, locked: str, postgres_url: str, call: str
) -> None:
    query = f"select * from {locked}"
    asked = {
        "_sample": (f"{shop}/_sample", {"query": endless(name)["postgresql"]}),
        "_transforms": (f"{shop}/_transforms", {"query": query}),
        "_validate": (f"{INGESTION}/{name}/_validate", {"ingest": {"datasource": name, "target": name, "query": query}}),
    }[call]
    with posted(service, *asked):
        until(lambda: working(postgres_url, name) == 1, "the database works on it")
    until(lambda: working(postgres_url, name) == 0, "the database has stopped", PROMPT)


def test_a_caller_who_hangs_up_ends_the_statement_in_mariadb_too(service: Service, name: str, mariadb_url: str) -> None:
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(mariadb_url)}).status == 201
    with posted(service, f"{DATASOURCE}/{name}/_sample", {"query": endless(name)["mariadb"]}):
        until(lambda: sleeping(mariadb_url, name) == 1, "the database works on it")
    until(lambda: sleeping(mariadb_url, name) == 0, "the database has stopped", PROMPT)


def test_a_caller_who_hangs_up_leaves_a_database_that_does_not_answer(service: Service, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"jdbc:postgresql://127.0.0.1:{silent.getsockname()[1]}/d"
        with posted(service, f"{DATASOURCE}/{name}/_validate", {"jdbc": {"url": url, "username": "u", "password": "p"}}):
            connection, _ = silent.accept()
        with connection:
            connection.settimeout(PROMPT)
            while connection.recv(1000):
                pass


def test_a_caller_who_hangs_up_after_the_answer_disturbs_nobody(service: Service, shop: str) -> None:
    with posted(service, f"{shop}/_sample", {"query": "select 1 as a"}) as connection:
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
    assert service.call("POST", f"{shop}/_sample", {"query": "select 1 as a"})["results"] == [{"a": 1}]
    assert "Traceback" not in service.log()


def test_the_deadline_ends_the_statement_in_each_database(
    service: Service, shop: str, name: str, postgres_url: str, mariadb_url: str
) -> None:
    assert service.call("PUT", f"{DATASOURCE}/{name}m", {"jdbc": jdbc(mariadb_url)}).status == 201
    began = time.monotonic()
    asked = {
        "postgresql": posted(service, f"{shop}/_sample", {"query": endless(name)["postgresql"]}),
        "mariadb": posted(service, f"{shop}m/_sample", {"query": endless(name)["mariadb"]}),
    }
    until(lambda: working(postgres_url, name) == sleeping(mariadb_url, name) == 1, "both databases work on it")
    for database, connection in asked.items():
        with connection:
            connection.settimeout(40)
            answer = connection.makefile("rb").readline().split()
            assert (database, answer[1]) == (database, b"408")
    assert 30 < time.monotonic() - began < 30 + PROMPT
    assert (working(postgres_url, name), sleeping(mariadb_url, name)) == (0, 0)


def test_calls_that_open_a_database_leave_threads_for_the_others(
    service: Service, shop: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "WAITING", 0)
    settings = {"SIDECAR_DATA_DIR": str(tmp_path), "SIDECAR_SECRET_KEY": KEY, "SIDECAR_ELASTICSEARCH_URL": service.elasticsearch}
    full = app.create_app(load_settings(settings)).test_client()
    ingest = {"ingest": {"datasource": name, "target": name, "query": "select 1 as id"}}
    for path, body in (
        (f"{shop}/_validate", None),
        (f"{shop}/_metadata", None),
        (f"{shop}/_sample", {"query": "select 1"}),
        (f"{shop}/_transforms", {"query": "select 1"}),
        (f"{INGESTION}/{name}/_validate", ingest),
    ):
        answer = full.post(path, json=body) if body else full.post(path)
        assert (path, answer.status_code) == (path, 503)
        assert answer.headers["Retry-After"]
    assert full.get(shop).status_code == 200
