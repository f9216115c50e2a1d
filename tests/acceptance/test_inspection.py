"""Inspection of a datasource over HTTP: metadata, samples of a query, and proposed transforms."""

import json
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import psycopg
import pymysql
import pytest

from sidecar import app
from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.jobs.inspect.client import Inspector
from sidecar.settings import Settings, load_settings
from tests.acceptance.databases import count_active_statements, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, SECRET_KEY, Response, Service
from tests.support.waiting import STATEMENT_END_TIMEOUT, wait_until

ROWS = (
    "select g as id, 1.10::numeric(9,2) * g as price, 12345678901234567890.1234567890::numeric(30,10) as exact, 'w' || g as words, "
    "'{\"a\": [1.50]}'::jsonb as j, timestamptz '2024-02-29 12:00:00.123456+02' as at, array[1.10] as list, null::text as nothing "
    "from generate_series(1, 20) g"
)


@pytest.fixture
def datasource_path(service: Service, name: str, postgres_url: str) -> str:
    """Save a PostgreSQL datasource with the test's name; return its path."""
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(postgres_url)}).status == 201
    return f"{DATASOURCE}/{name}"


def check_rejected(response: Response, path: str) -> str:
    assert response.status == 400, response
    assert response["error"]["type"] == "illegal_argument_exception"
    assert path in response["error"]["reason"]
    return str(response["error"]["reason"])


# -- metadata -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_metadata_lists_catalogs_then_schemas_then_tables_and_views(
    service: Service, datasource_path: str, name: str, postgres_url: str, method: str
) -> None:
    execute_on_postgresql(
        postgres_url, f"create schema {name}", f"create table {name}.t (id int primary key)", f"create view {name}.v as select 1 as one"
    )
    catalog = urlsplit(postgres_url).path[1:]

    catalogs = service.call(method, f"{datasource_path}/_metadata?catalog=&schema=")
    schemas = service.call(method, f"{datasource_path}/_metadata?catalog={catalog}")
    resources = service.call(method, f"{datasource_path}/_metadata?catalog={catalog}&schema={name}")

    assert (catalogs.status, catalogs.body) == (200, {"_id": name, "found": True, "catalogs": [{"name": catalog}]})
    assert {"name": name} in schemas["catalogs"][0]["schemas"]
    assert resources.body == {
        "_id": name,
        "found": True,
        "catalogs": [{
            "name": catalog, "schemas": [{
                "name": name, "resources": [{"name": "t", "type": "table", "primary_key": ["id"]}, {"name": "v", "type": "view"}],
            }],
        }],
    }  # fmt: skip


def test_unknown_catalogs_schemas_and_parameters_are_named(service: Service, datasource_path: str, postgres_url: str) -> None:
    catalog = urlsplit(postgres_url).path[1:]
    for query, message in (
        ("catalog=elsewhere", "a PostgreSQL session sees only its own database"),
        (f"catalog={catalog}&schema=nowhere", "no schema [nowhere]"),
        ("catalog=x%27%20or%20%271%27=%271", "no catalog [x' or '1'='1]"),
    ):
        response = service.call("GET", f"{datasource_path}/_metadata?{query}")
        assert (response.status, response["error"]["type"]) == (404, "resource_not_found_exception")
        assert message in response["error"]["reason"]
    assert "requires [catalog]" in check_rejected(service.call("GET", f"{datasource_path}/_metadata?schema=public"), "[schema]")
    assert "did you mean [catalog]" in check_rejected(service.call("GET", f"{datasource_path}/_metadata?catalogue=x"), "[catalogue]")


# -- samples ------------------------------------------------------------------------------------------------------------------------


def test_a_sample_equals_the_documents_of_a_run_with_all_digits(service: Service, datasource_path: str, name: str) -> None:
    body = {"ingest": {"datasource": name, "target": name, "query": ROWS, "pk_field": "id"}}
    assert service.call("PUT", f"{INGESTION}/{name}", body).status == 201
    assert service.run(name)["state"] == "successful"
    mapping = service.call("POST", f"{INGESTION}/{name}/_validate")["mapping"]["properties"]

    text = post_for_text(service, f"{datasource_path}/_sample", {"query": ROWS, "row_limit": 20})

    sample = json.loads(text, parse_float=str)
    assert (sample["_id"], sample["found"], set(sample)) == (name, True, {"_id", "found", "types", "results"})
    assert sample["types"] == {field: each["type"] for field, each in mapping.items()}
    documents = documents_with_all_digits(service, name)
    assert sorted(sample["results"], key=lambda row: row["id"]) == sorted(documents, key=lambda row: row["id"])
    assert '"exact":12345678901234567890.1234567890' in text
    assert '"list":[1.10]' in text
    for parameter, expected in (("pretty", '"price" : 1.10'), ("format=yaml", "price: 1.10\n")):
        assert expected in post_for_text(service, f"{datasource_path}/_sample?{parameter}", {"query": ROWS, "row_limit": 1})
    filtered = post_for_text(service, f"{datasource_path}/_sample?filter_path=results.price", {"query": ROWS, "row_limit": 1})
    assert filtered == '{"results":[{"price":1.10}]}'


def preview_sample(service: Service, id: str, query: str) -> dict[str, str]:
    """Return the types of a sample."""
    types: dict[str, str] = service.call("POST", f"{DATASOURCE}/{id}/_sample", {"query": query})["types"]
    return types


def preview_transforms(service: Service, id: str, query: str) -> dict[str, str]:
    """Return the types of the default mapping."""
    return types_of(service.call("POST", f"{DATASOURCE}/{id}/_transforms", {"query": query})["mapping"])


def preview_validation(service: Service, id: str, query: str) -> dict[str, str]:
    """Return the types of a dry run."""
    return types_of(service.call("POST", f"{INGESTION}/{id}/_validate")["mapping"])


def run_with_default_mapping(service: Service, id: str, query: str) -> dict[str, str]:
    """Return the types of a target whose ingestion has the response of ``_transforms`` as its mapping."""
    mapping = service.call("POST", f"{DATASOURCE}/{id}/_transforms", {"query": query})["mapping"]
    ingest = {"datasource": id, "target": f"{id}-explicit", "query": query, "mapping": mapping}
    assert service.call("PUT", f"{INGESTION}/{id}-explicit", {"ingest": ingest}).status == 201
    status = service.run(f"{id}-explicit")
    assert status["state"] == "successful", status
    return indexed_types(service, f"{id}-explicit")


def types_of(mapping: dict[str, Any]) -> dict[str, str]:
    return {field: each.get("type", "object") for field, each in mapping["properties"].items()}


def indexed_types(service: Service, index: str) -> dict[str, str]:
    return types_of(service.es("GET", f"/{index}/_mapping")[index]["mappings"])


@pytest.mark.parametrize("preview", [preview_sample, preview_transforms, preview_validation, run_with_default_mapping])
def test_a_preview_has_the_types_of_a_run_on_a_cluster_that_lacks_some(
    service: Service, name: str, mariadb_url: str, preview: Callable[[Service, str, str], dict[str, str]]
) -> None:
    query = "select 1 as id, 18446744073709551615 as large, st_geomfromtext('point(1 2)') as place"
    service.define(name, {"target": name, "query": query}, jdbc(mariadb_url))
    assert service.run(name)["state"] == "successful"
    types = indexed_types(service, name)
    assert preview(service, name, query) == types


def test_a_dry_run_reports_a_field_type_that_the_cluster_lacks(service: Service, datasource_path: str, name: str) -> None:
    mapping = {"properties": {"id": {"type": "no_such_type"}}}
    body = {"ingest": {"datasource": name, "target": name, "query": "select 1 as id", "mapping": mapping}}
    reason = check_rejected(service.call("POST", f"{INGESTION}/{name}/_validate", body), "[ingest.mapping]")
    assert "for [id] but got [no_such_type]" in reason


@pytest.mark.parametrize("database", ["postgresql", "mariadb", "sqlite", "duckdb"])
def test_a_dry_run_and_a_run_estimate_the_rows(service: Service, name: str, request: pytest.FixtureRequest, database: str) -> None:
    service.define(name, {"query": f"select id from {name}", "strategy": "REPLACE", "pk_field": "id"}, table_with_1000_rows(
        service, name, request, database
    ))  # fmt: skip
    assert service.call("POST", f"{INGESTION}/{name}/_validate")["rows_total"] == 1000
    assert service.run(name)["state"] == "successful"
    assert service.status(name)["details"]["rows_total"] == 1000
    limited = {"ingest": {"datasource": name, "query": f"select id from {name} limit 7", "target": name, "strategy": "REPLACE"}}
    response = service.call("POST", f"{INGESTION}/{name}/_validate", limited)
    assert response.body.get("rows_total") == {"postgresql": 7, "sqlite": 7}.get(database)


def table_with_1000_rows(service: Service, name: str, request: pytest.FixtureRequest, database: str) -> dict[str, Any]:
    """Create a table with the column ``id``; return the ``jdbc`` of its datasource."""
    create = f"create table {name} (id integer primary key)"
    if database == "postgresql":
        url = request.getfixturevalue("postgres_url")
        execute_on_postgresql(url, create, f"insert into {name} select generate_series(1, 1000)", f"analyze {name}")
        return jdbc(url)
    if database == "mariadb":
        url = request.getfixturevalue("mariadb_url")
        parts = urlsplit(url)
        with closing(
            pymysql.connect(
                host=parts.hostname, port=parts.port or 0, user=parts.username, password=parts.password or "", database=parts.path[1:]
            )
        ) as connection, connection.cursor() as cursor:  # fmt: skip
            for statement in (create, f"insert into {name} select seq from seq_1_to_1000", f"analyze table {name}", "commit"):
                cursor.execute(statement)
        return jdbc(url)
    if database == "sqlite":
        return write_sqlite_file(
            service.folder / f"{name}.db", create, rows=[(n,) for n in range(1000)], insert=f"insert into {name} values (?)"
        )
    with duckdb.connect(str(service.folder / f"{name}.duckdb")) as file:
        file.execute(f"create table {name} as select range as id from range(1000)")
    return {"url": f"jdbc:duckdb:{service.folder / f'{name}.duckdb'}"}


def post_for_text(service: Service, path: str, body: Any) -> str:
    """Send a POST; return the text of the response."""
    request = urllib.request.Request(service.url + path, json.dumps(body).encode(), {"content-type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=60) as response:
        text: str = response.read().decode()
    return text


def documents_with_all_digits(service: Service, index: str) -> list[dict[str, Any]]:
    """Return the documents of an index, with floats as strings."""
    with urllib.request.urlopen(f"{service.elasticsearch}/{index}/_search?size=100", timeout=60) as response:
        return [hit["_source"] for hit in json.loads(response.read(), parse_float=str)["hits"]["hits"]]


def test_a_sample_has_by_default_ten_rows_and_truncated_strings(service: Service, datasource_path: str) -> None:
    query = "select g as id, repeat('x', 2000) as words from generate_series(1, 100) g order by g desc"
    response = service.call("POST", f"{datasource_path}/_sample", {"query": query})
    assert [each["id"] for each in response["results"]] == list(range(100, 90, -1))
    assert response["results"][0]["words"] == "x" * 1000 + "…"
    assert response["cut"] == ["words"]
    shorter = service.call("POST", f"{datasource_path}/_sample", {"query": query, "row_limit": 1, "max_text_size": 3})
    assert shorter["results"] == [{"id": 100, "words": "xxx…"}]
    larger = service.call("POST", f"{datasource_path}/_sample", {"query": query, "row_limit": 100, "max_text_size": 2000})
    assert len(larger["results"]) == 100
    assert "cut" not in larger.body


def test_rows_that_a_run_would_reject_are_listed_separately(service: Service, name: str) -> None:
    database = write_sqlite_file(
        service.folder / f"{name}.db", "create table t (id integer)", insert="insert into t values (?)", rows=[(1,), ("two",), (3,)]
    )
    service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": database})
    response = service.call("POST", f"{DATASOURCE}/{name}/_sample", {"query": "select * from t"})
    assert response["results"] == [{"id": 1}, {"id": 3}]
    assert [each["row"] for each in response["rejected"]] == [2]
    assert "column [id]: not a long" in response["rejected"][0]["reason"]


def test_the_size_of_a_response_is_limited(service: Service, datasource_path: str) -> None:
    query = "select g as id, repeat('x', 1000000) as words from generate_series(1, 10000) g"
    response = service.call("POST", f"{datasource_path}/_sample", {"query": query, "row_limit": 10_000, "max_text_size": 1_000_000})
    assert response["truncated"] is True
    assert [each["id"] for each in response["results"]] == [1, 2, 3, 4]


@pytest.mark.parametrize("call", ["_sample", "_transforms"])
def test_an_invalid_body_is_rejected_with_the_field(service: Service, datasource_path: str, call: str) -> None:
    for body, path in (
        ({}, "[query] is missing"),
        ({"query": 7}, "[query] expected a string"),
        ({"query": "select {{nonsense}}"}, "[query]"),
        ({"query": "select 1; select 2"}, "[query]"),
        ({"query": "select 1", "row_limt": 1}, "[row_limt] unknown field"),
        ({"query": "select 1 as a, 2 as a"}, "column [a] occurs 2 times in the query"),
    ):
        check_rejected(service.call("POST", f"{datasource_path}/{call}", body), path)
    for limit in (0, "many", "²"):
        check_rejected(service.call("POST", f"{datasource_path}/{call}", {"query": "select 1", "row_limit": limit}), "[row_limit]")
    assert service.call("POST", f"{datasource_path}/{call}").status == 400
    assert service.call("POST", f"{datasource_path}/{call}", b"{").status == 400
    assert service.call("GET", f"{datasource_path}/{call}").status == 405


@pytest.mark.parametrize("call", ["_sample", "_transforms"])
def test_a_query_that_the_database_rejects_returns_the_error_chain(service: Service, datasource_path: str, name: str, call: str) -> None:
    response = service.call("POST", f"{datasource_path}/{call}", {"query": "select nope from nowhere"})
    assert (response.status, response["error"]["type"]) == (400, "datasource_exception")
    assert response["error"]["reason"] == f"Could not execute datasource query [{name}]."
    assert "describe the query" in response["error"]["caused_by"]["reason"]
    assert 'relation "nowhere" does not exist' in response["error"]["caused_by"]["caused_by"]["reason"]


def test_a_value_that_the_database_cannot_compute_is_an_error_of_the_query(service: Service, datasource_path: str, name: str) -> None:
    query = "select g as id, 1 / (3 - g) as value from generate_series(1, 5) g"
    response = service.call("POST", f"{datasource_path}/_sample", {"query": query})
    assert (response.status, response["error"]["type"]) == (400, "datasource_exception")
    assert response["error"]["reason"] == f"Could not execute datasource query [{name}]."
    assert "division by zero" in str(response["error"]["caused_by"])
    complete = service.call("POST", f"{datasource_path}/_sample", {"query": f"{query} limit 2"})
    assert [each["value"] for each in complete["results"]] == [0, 1]


def test_no_error_contains_a_password(service: Service, name: str, postgres_url: str) -> None:
    service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": {**jdbc(postgres_url), "username": "nobody", "password": "hunter2"}})
    for method, call in (("GET", "_metadata"), ("POST", "_sample"), ("POST", "_transforms")):
        response = service.call(method, f"{DATASOURCE}/{name}/{call}", {"query": "select 1"} if method == "POST" else None)
        assert response.status == 400
        assert "nobody" in str(response.body)
        assert "hunter2" not in str(response.body)
    assert "hunter2" not in service.log()


def test_an_unknown_datasource_returns_found_false(service: Service, name: str) -> None:
    for method, call in (("GET", "_metadata"), ("POST", "_metadata"), ("POST", "_sample"), ("POST", "_transforms")):
        body = {"query": "select 1"} if call != "_metadata" else None
        response = service.call(method, f"{DATASOURCE}/{name}/{call}", body)
        assert (response.status, response.body) == (404, {"_id": name, "found": False})


# -- transforms ---------------------------------------------------------------------------------------------------------------------


def test_an_ingestion_with_the_proposed_transforms_and_mapping_equals_one_without(
    service: Service, datasource_path: str, name: str
) -> None:
    response = service.call("POST", f"{datasource_path}/_transforms", {"query": ROWS})
    assert set(response.body) == {"_id", "found", "transforms", "mapping"}
    assert response["transforms"][0] == {"input": [{"source": "id"}], "output": "id", "transform": "copy"}
    plain = {"datasource": name, "query": ROWS, "pk_field": "id"}
    proposed = {"transforms": response["transforms"], "mapping": response["mapping"]}
    for id, ingest in ((f"{name}a", plain), (f"{name}b", {**plain, **proposed})):
        assert service.call("PUT", f"{INGESTION}/{id}", {"ingest": {**ingest, "target": id}}).status == 201
        assert service.run(id)["state"] == "successful"
    mappings = [service.es("GET", f"/{id}/_mapping")[id]["mappings"]["properties"] for id in (f"{name}a", f"{name}b")]
    assert mappings[0] == mappings[1]
    documents = [[each["_source"] for each in service.documents(id)] for id in (f"{name}a", f"{name}b")]
    assert documents[0] == documents[1]


# -- cancellation and timeout -------------------------------------------------------------------------------------------------------


def send_post(service: Service, path: str, body: Any) -> socket.socket:
    """Send a POST; return its open connection, which the caller closes."""
    data = json.dumps(body).encode()
    connection = socket.create_connection(("127.0.0.1", service.port))
    head = f"POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n"
    connection.sendall(head.encode() + data)
    return connection


def count_mariadb_statements(url: str, text: str) -> int:
    """Count the other statements that MariaDB executes and that contain ``text``."""
    parts = urlsplit(url)
    login = {"user": parts.username or "", "password": parts.password or ""}
    with closing(pymysql.connect(host=parts.hostname or "", port=parts.port or 0, **login)) as connection, connection.cursor() as cursor:
        cursor.execute("select 1 from information_schema.processlist where info like %s and id <> connection_id()", (f"%{text}%",))
        return len(cursor.fetchall())


@pytest.fixture
def locked_table(postgres_url: str, name: str) -> Iterator[str]:
    """Yield a table that another session has locked, so that a statement on it waits."""
    execute_on_postgresql(postgres_url, f"create table {name} (id int)")
    with psycopg.connect(postgres_url) as other:
        other.execute(f"lock table {name}")
        yield name


def endless_queries(text: str) -> dict[str, str]:
    """Return queries of 1,000 seconds that contain ``text``, by database."""
    return {"postgresql": f"select '{text}' as a, pg_sleep(1000)::text as b", "mariadb": f"select '{text}' as a, sleep(1000) as b"}


@pytest.mark.parametrize("call", ["_sample", "_transforms", "_validate"])
def test_a_client_disconnect_cancels_the_statement(
    service: Service, datasource_path: str, name: str, locked_table: str, postgres_url: str, call: str
) -> None:
    query = f"select * from {locked_table}"
    path, body = {
        "_sample": (f"{datasource_path}/_sample", {"query": endless_queries(name)["postgresql"]}),
        "_transforms": (f"{datasource_path}/_transforms", {"query": query}),
        "_validate": (f"{INGESTION}/{name}/_validate", {"ingest": {"datasource": name, "target": name, "query": query}}),
    }[call]
    with send_post(service, path, body):
        wait_until(lambda: count_active_statements(postgres_url, name) == 1, "the database executes it")
    wait_until(lambda: count_active_statements(postgres_url, name) == 0, "the statement has ended", STATEMENT_END_TIMEOUT)


def test_a_client_disconnect_cancels_the_statement_in_mariadb(service: Service, name: str, mariadb_url: str) -> None:
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(mariadb_url)}).status == 201
    with send_post(service, f"{DATASOURCE}/{name}/_sample", {"query": endless_queries(name)["mariadb"]}):
        wait_until(lambda: count_mariadb_statements(mariadb_url, name) == 1, "the database executes it")
    wait_until(lambda: count_mariadb_statements(mariadb_url, name) == 0, "the statement has ended", STATEMENT_END_TIMEOUT)


def test_a_client_disconnect_ends_the_connection_to_a_silent_database(service: Service, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"jdbc:postgresql://127.0.0.1:{server.getsockname()[1]}/d"
        with send_post(service, f"{DATASOURCE}/{name}/_validate", {"jdbc": {"url": url, "username": "u", "password": "p"}}):
            connection, _ = server.accept()
        with connection:
            connection.settimeout(STATEMENT_END_TIMEOUT)
            while connection.recv(1000):
                pass


def test_a_client_disconnect_after_the_response_has_no_effect(service: Service, datasource_path: str) -> None:
    with send_post(service, f"{datasource_path}/_sample", {"query": "select 1 as a"}) as connection:
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
    assert service.call("POST", f"{datasource_path}/_sample", {"query": "select 1 as a"})["results"] == [{"a": 1}]
    assert "Traceback" not in service.log()


def test_a_timeout_has_status_408_and_cancels_the_statement_in_each_database(
    service: Service, datasource_path: str, name: str, tmp_path: Path, postgres_url: str, mariadb_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service.call("PUT", f"{DATASOURCE}/{name}m", {"jdbc": jdbc(mariadb_url)}).status == 201
    monkeypatch.setattr(app, "Inspector", partial(Inspector, deadline=8.0))
    flask = app.create_app(own_settings(service, tmp_path), RequestDurations())

    def sample(path: str, query: str) -> int:
        return flask.test_client().post(f"{path}/_sample", json={"query": query}).status_code

    queries = endless_queries(name)
    with ThreadPoolExecutor(2) as callers:
        samples = [
            callers.submit(sample, datasource_path, queries["postgresql"]),
            callers.submit(sample, f"{datasource_path}m", queries["mariadb"]),
        ]
        wait_until(
            lambda: count_active_statements(postgres_url, name) == count_mariadb_statements(mariadb_url, name) == 1,
            "both databases execute it",
        )
        assert [each.result() for each in samples] == [408, 408]
    assert (count_active_statements(postgres_url, name), count_mariadb_statements(mariadb_url, name)) == (0, 0)


@pytest.mark.long
def test_the_timeout_cancels_the_statement_in_each_database(
    service: Service, datasource_path: str, name: str, postgres_url: str, mariadb_url: str
) -> None:
    assert service.call("PUT", f"{DATASOURCE}/{name}m", {"jdbc": jdbc(mariadb_url)}).status == 201
    start = time.monotonic()
    connections = {
        "postgresql": send_post(service, f"{datasource_path}/_sample", {"query": endless_queries(name)["postgresql"]}),
        "mariadb": send_post(service, f"{datasource_path}m/_sample", {"query": endless_queries(name)["mariadb"]}),
    }
    wait_until(
        lambda: count_active_statements(postgres_url, name) == count_mariadb_statements(mariadb_url, name) == 1, "both databases execute it"
    )
    for database, connection in connections.items():
        with connection:
            connection.settimeout(40)
            response = connection.makefile("rb").readline().split()
            assert (database, response[1]) == (database, b"408")
    assert 30 < time.monotonic() - start < 30 + STATEMENT_END_TIMEOUT
    assert (count_active_statements(postgres_url, name), count_mariadb_statements(mariadb_url, name)) == (0, 0)


def own_settings(service: Service, folder: Path) -> Settings:
    """Return the settings of an API in this process that uses the service's definitions."""
    return load_settings(
        {"SIDECAR_DATA_DIR": str(folder), "SIDECAR_SECRET_KEY": SECRET_KEY, "SIDECAR_ELASTICSEARCH_URL": service.elasticsearch}
    )


def test_calls_that_open_a_database_are_limited_and_others_are_served(
    service: Service, datasource_path: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "MAX_WAITING_REQUESTS", 0)
    client = app.create_app(own_settings(service, tmp_path), RequestDurations()).test_client()
    ingest = {"ingest": {"datasource": name, "target": name, "query": "select 1 as id"}}
    for path, body in (
        (f"{datasource_path}/_validate", None),
        (f"{datasource_path}/_metadata", None),
        (f"{datasource_path}/_sample", {"query": "select 1"}),
        (f"{datasource_path}/_transforms", {"query": "select 1"}),
        (f"{INGESTION}/{name}/_validate", ingest),
    ):
        response = client.post(path, json=body) if body else client.post(path)
        assert (path, response.status_code) == (path, 503)
        assert response.headers["Retry-After"]
    assert client.get(datasource_path).status_code == 200
