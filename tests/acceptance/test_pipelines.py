"""Ingest pipelines: inline ones are saved and deleted with their ingestion, named ones must exist.

The tests' server has a single processor, ``set_security_user``, so no pipeline here drops a row or reroutes it.
"""

from typing import Any

import pytest

from tests.acceptance.databases import jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Response, Service
from tests.support.waiting import wait_until

ROWS = "select g as id from generate_series(1, 100) g"
SLOW = "select g as id, pg_sleep(0.01)::text as nap from generate_series(1, 100000) g"


@pytest.fixture(autouse=True)
def _datasource(service: Service, name: str, postgres_url: str) -> None:
    service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(postgres_url)})


def put(service: Service, name: str, parameters: str = "", **ingest: Any) -> Response:
    complete = {"datasource": name, "target": name, "query": ROWS, "pk_field": "id", **ingest}
    return service.call("PUT", f"{INGESTION}/{name}{parameters}", {"ingest": complete})


def stored_pipeline(service: Service, name: str) -> Any:
    """Return the inline pipeline of an ingestion from Elasticsearch; None if there is none."""
    return service.es("GET", f"/_ingest/pipeline/siren-{name}").body.get(f"siren-{name}")


def empty_pipeline(description: str) -> dict[str, Any]:
    return {"description": description, "processors": []}


def test_an_inline_pipeline_is_saved_replaced_and_deleted_with_its_ingestion(service: Service, name: str) -> None:
    assert put(service, name, pipeline=empty_pipeline("one")).status == 201
    assert stored_pipeline(service, name)["description"] == "one"
    assert service.run(name)["state"] == "successful"
    assert service.count(name) == 100

    assert put(service, name, pipeline=empty_pipeline("two")).status == 200
    assert stored_pipeline(service, name)["description"] == "two"
    assert put(service, name).status == 200
    assert stored_pipeline(service, name) is None
    assert service.run(name)["state"] == "successful"

    put(service, name, pipeline=empty_pipeline("three"))
    assert service.call("DELETE", f"{INGESTION}/{name}").status == 200
    assert stored_pipeline(service, name) is None


def test_what_an_earlier_put_has_not_done_is_done_although_the_definition_is_unchanged(service: Service, name: str) -> None:
    fields: dict[str, Any] = {"pipeline": empty_pipeline("one"), "schedule": "0 0 0 1 1 ?", "enable_scheduler": True}
    assert put(service, name, **fields).status == 201
    for document in (f"/_ingest/pipeline/siren-{name}", f"/.siren-leases/_doc/ingestion:{name}"):
        assert service.es("DELETE", document).status == 200
    assert put(service, name, "?detect_noop=true", **fields)["result"] == "noop"
    assert stored_pipeline(service, name)["description"] == "one"
    assert service.es("GET", f"/.siren-leases/_doc/ingestion:{name}")["_source"]["last_fire"] > 0


def test_a_named_pipeline_replaces_an_inline_one_and_is_never_deleted(service: Service, name: str) -> None:
    service.es("PUT", f"/_ingest/pipeline/{name}", empty_pipeline("shared"))
    put(service, name, pipeline=empty_pipeline("own"))
    assert put(service, name, pipeline=name).status == 200
    assert stored_pipeline(service, name) is None
    assert service.run(name)["state"] == "successful"
    assert service.call("DELETE", f"{INGESTION}/{name}").status == 200
    assert service.es("GET", f"/_ingest/pipeline/{name}").status == 200
    service.es("DELETE", f"/_ingest/pipeline/{name}")


@pytest.mark.parametrize(
    ("pipeline", "expected"),
    [
        ("no-such-pipeline", "does not exist"),
        ("*", "does not exist"),
        ({"processors": [{"no_such": {}}]}, "No processor type exists with name [no_such]"),
        ({"processors": "none"}, "processors"),
        ({"description": "no processors"}, "processors"),
    ],
)
def test_an_invalid_pipeline_is_rejected_with_its_field_and_the_old_one_stays(
    service: Service, name: str, pipeline: Any, expected: str
) -> None:
    put(service, name, pipeline=empty_pipeline("old"))
    for response in (
        put(service, name, pipeline=pipeline),
        service.call(
            "POST", f"{INGESTION}/{name}/_validate", {"ingest": {"datasource": name, "target": name, "query": ROWS, "pipeline": pipeline}}
        ),
    ):
        assert (response.status, response["error"]["type"]) == (400, "illegal_argument_exception"), response
        assert "[ingest.pipeline]" in response["error"]["reason"]
        assert expected in response["error"]["reason"]
    assert stored_pipeline(service, name)["description"] == "old"


def test_a_rejected_put_leaves_the_stored_pipeline(service: Service, name: str) -> None:
    put(service, name, pipeline=empty_pipeline("old"))
    assert put(service, name, "?op_type=create", pipeline=empty_pipeline("new")).status == 409
    assert stored_pipeline(service, name)["description"] == "old"


def test_a_run_uses_the_pipeline_it_started_with(service: Service, name: str) -> None:
    put(service, name, query=SLOW, pipeline=empty_pipeline("first"))
    service.start_job(name)
    wait_until(lambda: service.status(name)["details"]["phase"] == "reading", "rows are read")
    assert put(service, name, pipeline=empty_pipeline("second")).status == 200
    assert stored_pipeline(service, name)["description"] == "first"
    assert service.call("GET", f"{INGESTION}/{name}")["_source"]["ingest"]["pipeline"] == empty_pipeline("second")
    service.call("POST", f"{JOBS}/ingestion/{name}/_abort")

    assert service.run(name)["state"] == "successful"
    assert stored_pipeline(service, name)["description"] == "second"


def test_a_run_restores_a_deleted_inline_pipeline(service: Service, name: str) -> None:
    put(service, name, pipeline=empty_pipeline("own"))
    service.es("DELETE", f"/_ingest/pipeline/siren-{name}")
    assert service.run(name)["state"] == "successful"
    assert stored_pipeline(service, name)["description"] == "own"


def test_a_deleted_named_pipeline_fails_the_run_whatever_max_failures_allows(service: Service, name: str) -> None:
    service.es("PUT", f"/_ingest/pipeline/{name}", empty_pipeline("shared"))
    put(service, name, pipeline=name, max_failures="100%", strategy="REPLACE")
    service.es("DELETE", f"/_ingest/pipeline/{name}")
    status = service.run(name)
    assert (status["state"], status["error"]) == ("error", [f"the pipeline [{name}] does not exist"])


def test_a_row_that_fails_in_the_pipeline_is_rejected(service: Service, name: str) -> None:
    # Without security there is no user to set, so every row fails in the pipeline.
    put(service, name, pipeline={"processors": [{"set_security_user": {"field": "who"}}]}, max_failures=200)
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["rejected"]) == ("successful", 0, 100), status
    hits = service.call("GET", f"{INGESTION}/{name}/_dead_letters?detailed=true")["hits"]
    assert (hits["total"], hits["hits"][0]["_source"]["document"]) == (100, '{"id":100}')

    put(service, name, max_failures=200)
    response = service.call("POST", f"{INGESTION}/{name}/_dead_letters/_retry")
    assert (response["taken"], response["kept"], service.count(name)) == (100, 0, 100)
