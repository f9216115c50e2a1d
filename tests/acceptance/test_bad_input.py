"""Bad input of every kind: an HTTP error, or ``state: error`` with the error chain, while the old target stays intact."""

from pathlib import Path
from typing import Any

import pytest

from sidecar.store.encryption import SecretKeys
from sidecar.store.indices import DATASOURCES, INGESTIONS
from tests.acceptance.databases import execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, SECRET_KEY, Response, Service, free_port
from tests.support.routes import served_calls

SELECT = "select 1::bigint as id"
POSITIONAL = "select 1::bigint as id where 1 > coalesce({{max_primary_key}}, 0)"

Errors = list[tuple[dict[str, Any], str]]
"""Fields of an ingestion, each with a part of the reason of the run's failure."""

ERRORS_BEFORE_AN_INDEX: Errors = [
    ({"query": "select nothing from nowhere"}, "nowhere"),
    ({"query": "selekt"}, "syntax error"),
    ({"query": "select 1 as id, 2 as id"}, "[id]"),
    ({"query": 'select 1 as a, 2 as "a.b"'}, "a.b"),
    ({"query": 'select 1 as "_id"'}, "_id"),
    ({"pk_field": "key"}, "[key]"),
    ({"transforms": [{"input": [{"source": "latitude"}], "output": "x"}]}, "[latitude]"),
]
ERRORS_WITH_AN_INDEX: Errors = [
    ({"query": "select null::bigint as id", "pk_field": "id"}, "null"),
    ({"query": "select 'x' as word", "mapping": {"properties": {"word": {"type": "long"}}}}, "word"),
    ({"mapping": {"properties": {"id": {"type": "nosuch"}}}}, "nosuch"),
    ({"query": "select 1/(g-9000) as id from generate_series(1, 20000) g"}, "division by zero"),
]


@pytest.fixture
def postgres(service: Service, name: str, postgres_url: str) -> dict[str, Any]:
    """Save a PostgreSQL datasource under the test's name."""
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(postgres_url)}).status == 201
    return jdbc(postgres_url)


def put(service: Service, name: str, **ingest: Any) -> Response:
    body = {"datasource": name, "query": SELECT, "target": name, **ingest}
    return service.call("PUT", f"{INGESTION}/{name}", {"ingest": body})


def run_to_error(service: Service, name: str) -> list[str]:
    """Run a job that must fail; check that it leaves no staging index, and return the error chain."""
    status = service.run(name)
    assert status["state"] == "error", status
    assert status["infos"] == "The job has failed."
    indices = service.es("GET", f"/{name}-*/_alias?expand_wildcards=all").body
    assert [index for index in indices if indices[index]["aliases"].get(name) is None] == []
    return list(status["error"])


def replace_stored(service: Service, path: str, name: str, document: dict[str, Any]) -> None:
    """Replace a stored definition with a document that a sidecar of another release could have signed."""
    index = DATASOURCES if path == DATASOURCE else INGESTIONS
    signed = {**document, "signature": SecretKeys((SECRET_KEY,)).sign(index, name, document)}
    assert service.es("PUT", f"/{index}/_doc/{name}?refresh=true", signed).status in (200, 201)


@pytest.mark.parametrize(
    ("path", "document"),
    [
        (DATASOURCE, {"jdbc": {"username": "u"}}),
        (INGESTION, {"ingest": {"datasource": "d", "query": "q", "target": "t", "strategy": "OF_A_NEWER_RELEASE"}}),
        (INGESTION, {"ingest": {"target": "t"}}),
    ],
)  # fmt: skip
def test_a_definition_that_cannot_be_read_can_be_replaced_and_deleted(
    service: Service, name: str, postgres: dict[str, Any], path: str, document: dict[str, Any]
) -> None:
    body = {"jdbc": postgres} if path == DATASOURCE else {"ingest": {"datasource": name, "query": SELECT, "target": f"{name}t"}}
    for parameters in ("", "?op_type=index"):
        replace_stored(service, path, name, document)
        unusable = service.call("POST", f"{path}/{name}/_validate")
        assert (unusable.status, unusable["error"]["type"]) == (500, "unreadable_document_exception")
        assert service.call("POST", f"{path}/{name}/_validate", body).status == 200
        assert service.call("PUT", f"{path}/{name}?op_type=create", body).status == 409
        assert service.call("PUT", f"{path}/{name}{parameters}", body).status == 200
        assert service.call("POST", f"{path}/{name}/_validate").status == 200
    replace_stored(service, path, name, document)
    shown = service.call("GET", f"{path}/{name}")
    assert shown["_source"] == document
    stale, current = ((shown["_seq_no"] + delta, shown["_primary_term"]) for delta in (-1, 0))
    for (seq_no, term), status in ((stale, 409), (current, 200)):
        assert service.call("DELETE", f"{path}/{name}?if_seq_no={seq_no}&if_primary_term={term}").status == status
    assert service.call("GET", f"{path}/{name}").status == 404


@pytest.mark.parametrize("damage", ["unreadable", "unsigned", "deleted"])
@pytest.mark.parametrize(("query", "is_reset"), [(POSITIONAL, False), (f"{POSITIONAL} -- changed", True)])
def test_a_definition_that_replaces_an_unusable_one_keeps_only_its_own_positions(
    service: Service, name: str, postgres: dict[str, Any], damage: str, query: str, is_reset: bool
) -> None:
    assert put(service, name, query=POSITIONAL, pk_field="id").status == 201
    assert service.run(name)["count"] == 1
    if damage == "unreadable":
        replace_stored(service, INGESTION, name, {"ingest": {"target": "t"}})
    elif damage == "unsigned":
        assert service.es("PUT", f"/{INGESTIONS}/_doc/{name}?refresh=true", {"ingest": {"target": "t"}}).status == 200
    else:
        assert service.es("DELETE", f"/{INGESTIONS}/_doc/{name}?refresh=true").status == 200
    replaced = put(service, name, query=query, pk_field="id")
    assert (replaced.status, replaced.body.get("positions")) == (201 if damage == "deleted" else 200, "forgotten" if is_reset else None)
    assert service.run(name)["count"] == is_reset


@pytest.mark.parametrize("percentage", ["0.00001%", "99.999999%", "0.000000000000001%"])
def test_a_definition_with_an_odd_percentage_stays_usable(service: Service, name: str, postgres: dict[str, Any], percentage: str) -> None:
    assert put(service, name, max_failures=percentage, removal_guard=percentage).status == 201
    shown = service.call("GET", f"{INGESTION}/{name}")["_source"]
    assert (shown["ingest"]["max_failures"], shown["ingest"]["removal_guard"]) == (percentage, percentage)
    assert service.call("POST", f"{INGESTION}/{name}/_validate").status == 200
    assert service.call("PUT", f"{INGESTION}/{name}", shown).status == 200
    assert service.call("GET", f"{INGESTION}/{name}")["_source"] == shown
    assert service.run(name)["state"] == "successful"
    assert service.call("DELETE", f"{INGESTION}/{name}").status == 200


def check_rejected(response: Response, path: str) -> str:
    """Check that a request was rejected because of the field ``path``; return the reason."""
    assert response.status == 400, response
    assert response["error"]["type"] == "illegal_argument_exception"
    reason = str(response["error"]["reason"])
    assert path in reason
    return reason


def test_unknown_ids_are_not_found_by_any_call(service: Service, name: str, tmp_path: Path) -> None:
    query, tested = {"query": "select 1"}, 0
    bodies = {"_sample": query, "_transforms": query, "_delete": {"all": True}}
    for method, route in sorted(served_calls(tmp_path)):
        if "<id>" not in route or method == "PUT":
            continue
        tested += 1
        path = route.replace("<id>", name).replace("<type>", "ingestion")
        response = service.call(method, path, bodies.get(path.rpartition("/")[2]))
        assert response.status == 404, (method, path, response)
        if path.endswith(("/_run", "/_verify")):
            assert response["error"]["type"] == "resource_not_found_exception"
        else:
            type = {"type": "ingestion"} if path.startswith(JOBS) else {}
            assert response.body == {"_id": name, "found": False, **type}, (method, path)
    assert tested > 15


def test_an_unknown_datasource_is_rejected(service: Service, name: str) -> None:
    assert name in check_rejected(put(service, name), "ingest.datasource")


def test_an_unknown_scheme_or_driver_is_rejected(service: Service, name: str) -> None:
    for body in ({"url": "jdbc:nosuch://h/d"}, {"url": "jdbc:postgresql://h/d", "driver": "org.sqlite.JDBC"}, {"url": "rubbish"}):
        assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": body}).status == 400


@pytest.mark.parametrize(
    ("ingest", "path"),
    [
        ({"schedule": "0 0 * * *"}, "ingest.schedule"),
        ({"schedule": "0 0 25 * * ?"}, "ingest.schedule"),
        ({"query": "select 1 {{#max_primary_key}} where"}, "ingest.query"),
        ({"query": "select {{nonsense}}"}, "ingest.query"),
        ({"query": "select 1 -- {{max_primary_key}}"}, "ingest.query"),
        ({"strategy": "MERGE"}, "ingest.strategy"),
        ({"transforms": [{"input": [{"sorce": "a"}], "output": "b"}]}, "ingest.transforms[0].input[0]"),
        ({"target": ".siren-jobs"}, "ingest.target"),
    ],
)
@pytest.mark.usefixtures("postgres")
def test_an_invalid_definition_is_rejected_with_the_field(service: Service, name: str, ingest: dict[str, Any], path: str) -> None:
    check_rejected(put(service, name, **ingest), path)
    assert service.call("GET", f"{INGESTION}/{name}").status == 404


def test_an_unreachable_database_fails_the_run_with_the_drivers_message(service: Service, name: str) -> None:
    service.define(name, {"query": SELECT}, {"url": f"jdbc:postgresql://127.0.0.1:{free_port()}/d", "username": "u", "password": "p"})
    reasons = run_to_error(service, name)
    assert reasons[0] == f"Could not execute datasource query [{name}]."
    assert "connect" in reasons[-1].lower()


def test_a_wrong_password_fails_the_run_without_revealing_it(service: Service, name: str, postgres_url: str) -> None:
    service.define(name, {"query": SELECT}, {**jdbc(postgres_url), "username": "nobody", "password": "hunter2"})
    reasons = run_to_error(service, name)
    assert "nobody" in " ".join(reasons)
    assert "hunter2" not in " ".join(reasons)
    response = service.call("POST", f"{DATASOURCE}/{name}/_validate")
    assert response.status == 400
    assert response["error"]["caused_by"]["reason"]
    assert "hunter2" not in str(response.body)


@pytest.mark.parametrize(
    ("ingest", "expected", "strategy"),
    [
        *(pytest.param(*each, "INCREMENTAL") for each in (*ERRORS_BEFORE_AN_INDEX, *ERRORS_WITH_AN_INDEX)),
        *(pytest.param(*each, "REPLACE", marks=pytest.mark.long) for each in ERRORS_BEFORE_AN_INDEX),
        *(pytest.param(*each, "REPLACE") for each in ERRORS_WITH_AN_INDEX),
    ],
)
@pytest.mark.usefixtures("postgres")
def test_an_error_found_only_by_the_run_fails_it_with_the_reason(
    service: Service, name: str, ingest: dict[str, Any], expected: str, strategy: str
) -> None:
    saved = put(service, name, strategy=strategy, **ingest)
    assert saved.status == 201, saved
    assert expected in " ".join(run_to_error(service, name))


@pytest.mark.usefixtures("postgres")
def test_a_mapping_conflict_with_the_target_fails_the_run_before_a_row_is_read(service: Service, name: str) -> None:
    service.es("PUT", f"/{name}", {"mappings": {"properties": {"id": {"type": "keyword"}}}})
    put(service, name, mapping={"properties": {"id": {"type": "long"}}})
    reasons = run_to_error(service, name)
    assert "id" in " ".join(reasons)
    assert service.status(name)["details"]["rows_read"] == 0


@pytest.mark.usefixtures("postgres")
def test_an_index_of_others_and_an_alias_of_several_indices_are_never_replaced(service: Service, name: str) -> None:
    service.es("PUT", f"/{name}/_doc/1?refresh=true", {"mine": True})
    put(service, name, strategy="REPLACE")
    assert "did not create" in " ".join(run_to_error(service, name))
    assert service.count(name) == 1

    for number in "12":
        service.es("PUT", f"/{name}x{number}", {"aliases": {f"{name}y": {}}})
    put(service, name, strategy="REPLACE", target=f"{name}y")
    assert "alias over several" in " ".join(run_to_error(service, name))


def test_stored_ds_credentials_are_not_used_with_a_changed_datasource(service: Service, name: str, postgres_url: str) -> None:
    source = jdbc(postgres_url)
    own = {"username": source["username"], "password": source["password"]}
    body = {"datasource": name, "target": name, "query": "select 1 as id"}
    service.define(name, {**body, "ds_credentials": own}, source)
    assert service.run(name)["state"] == "successful"
    assert service.call("PUT", f"{INGESTION}/{name}", {"ingest": {**body, "ds_credentials": {"username": own["username"]}}}).status == 200

    changed = {**source, "properties": {"application_name": "elsewhere"}}
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": changed}).status == 200
    without_password = {"ingest": {**body, "ds_credentials": {"username": own["username"]}}}
    for rejected in (service.call("POST", f"{INGESTION}/{name}/_run"), service.call("PUT", f"{INGESTION}/{name}", without_password)):
        assert (rejected.status, "[ingest.ds_credentials.password] must be given again" in rejected["error"]["reason"]) == (400, True)

    assert service.call("PUT", f"{INGESTION}/{name}", {"ingest": {**body, "ds_credentials": own}}).status == 200
    assert service.run(name)["state"] == "successful"
    shown = service.call("GET", f"{INGESTION}/{name}")["_source"]["ingest"]["ds_credentials"]
    assert shown == {"username": own["username"]}


@pytest.mark.usefixtures("postgres")
def test_two_ingestions_cannot_share_a_target_if_one_replaces_it(service: Service, name: str) -> None:
    assert put(service, name, strategy="REPLACE").status == 201
    response = service.call("PUT", f"{INGESTION}/{name}b", {"ingest": {"datasource": name, "query": SELECT, "target": name}})
    assert (response.status, name in response["error"]["reason"]) == (409, True)


@pytest.mark.usefixtures("postgres")
def test_a_replace_blocked_by_the_removal_guard_leaves_the_old_target(service: Service, name: str, postgres_url: str) -> None:
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, 100) g")
    put(service, name, query=f"select id from {name}", strategy="REPLACE", pk_field="id")
    assert service.run(name)["state"] == "successful"

    execute_on_postgresql(postgres_url, f"delete from {name} where id > 40")
    assert "[removal_guard]" in " ".join(run_to_error(service, name))
    assert service.count(name) == 100
    execute_on_postgresql(postgres_url, f"delete from {name}")
    put(service, name, query=f"select id from {name}", strategy="REPLACE", pk_field="id", removal_guard="off")
    assert "has none" in " ".join(run_to_error(service, name))
    assert service.count(name) == 100


def test_a_file_that_is_not_a_database_or_not_allowed_is_rejected(
    service: Service, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    invalid = service.folder / f"{name}.db"
    invalid.write_bytes(b"this is not a database, but large enough to be read as one" * 100)
    service.define(name, {"query": "select 1 as id"}, {"url": f"jdbc:sqlite:{invalid}"})
    assert "not a database" in run_to_error(service, name)[-1]

    missing = {"url": f"jdbc:sqlite:{service.folder / 'missing.db'}"}
    service.define(f"{name}m", {"query": "select 1 as id"}, missing)
    assert run_to_error(service, f"{name}m")
    assert not (service.folder / "missing.db").exists()

    outside = write_sqlite_file(tmp_path_factory.mktemp("outside") / "x.db", "create table t (id integer)")
    response = service.call("PUT", f"{DATASOURCE}/{name}o", {"jdbc": outside})
    assert (response.status, "SIDECAR_ALLOWED_SOURCES" in response["error"]["reason"]) == (400, True)


def test_an_invalid_parameter_is_rejected_before_any_change(service: Service, name: str) -> None:
    service.define(name, {"query": "select 1 as id"}, write_sqlite_file(service.folder / f"{name}.db", "create table t (id integer)"))
    job, log = f"{INGESTION}/{name}", f"{JOBS}/ingestion"
    for method, path in (
        ("POST", f"{job}/_run?wait_for_completion=true&detailed=maybe"), ("POST", f"{job}/_run?full=maybe"),
        ("POST", f"{job}/_verify?wait_for_completion=true&detailed=maybe"), ("POST", f"{job}/_verify?full=true"),
        ("POST", f"{log}/{name}/_abort?detailed=maybe"), ("DELETE", f"{job}?force=true&if_seq_no=x"), ("DELETE", f"{job}?if_seq_no=1"),
        ("GET", f"{log}?detailed=maybe"), ("GET", f"{job}?include_status=maybe"), ("GET", f"{INGESTION}/_search?include_status=maybe"),
        ("GET", f"{job}/_dead_letters?detailed=maybe"), ("POST", f"{job}/_dead_letters/_retry?timeout=soon"),
    ):  # fmt: skip
        assert service.call(method, path).status == 400, (method, path)
    assert service.call("GET", job).status == 200
    assert service.call("GET", f"{log}/{name}").status == 404


def test_malformed_json_is_rejected_with_line_and_column(service: Service, name: str) -> None:
    response = service.call("PUT", f"{DATASOURCE}/{name}", b'{"jdbc": \n nope}')
    assert (response.status, response["error"]["type"]) == (400, "parsing_exception")
    assert (response["error"]["line"], response["error"]["col"]) == (2, 2)
