"""Ingest pipelines: inline ones live and die with their ingestion, named ones have to exist.

The server of these tests knows one processor, which adds who wrote a document; so none here drops a row or sends it elsewhere.
"""

from typing import Any

import pytest

from tests.acceptance.databases import jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Answer, Service
from tests.support.waiting import until

ROWS = "select g as id from generate_series(1, 100) g"
SLOW = "select g as id, pg_sleep(0.01)::text as nap from generate_series(1, 100000) g"


@pytest.fixture(autouse=True)
def _datasource(service: Service, name: str, postgres_url: str) -> None:
    service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(postgres_url)})


def put(service: Service, name: str, parameters: str = "", **ingest: Any) -> Answer:
    known = {"datasource": name, "target": name, "query": ROWS, "pk_field": "id", **ingest}
    return service.call("PUT", f"{INGESTION}/{name}{parameters}", {"ingest": known})


def stored(service: Service, name: str) -> Any:
    """Give the inline pipeline that Elasticsearch has for an ingestion."""
    return service.es("GET", f"/_ingest/pipeline/siren-{name}").body.get(f"siren-{name}")


def described(words: str) -> dict[str, Any]:
    return {"description": words, "processors": []}


def test_an_inline_pipeline_is_stored_replaced_and_removed_with_its_ingestion(service: Service, name: str) -> None:
    assert put(service, name, pipeline=described("one")).status == 201
    assert stored(service, name)["description"] == "one"
    assert service.run(name)["state"] == "successful"
    assert service.count(name) == 100

    assert put(service, name, pipeline=described("two")).status == 200
    assert stored(service, name)["description"] == "two"
    assert put(service, name).status == 200
    assert stored(service, name) is None
    assert service.run(name)["state"] == "successful"

    put(service, name, pipeline=described("three"))
    assert service.call("DELETE", f"{INGESTION}/{name}").status == 200
    assert stored(service, name) is None


def test_a_named_pipeline_takes_an_inline_ones_place_and_is_nobodys_to_remove(service: Service, name: str) -> None:
    service.es("PUT", f"/_ingest/pipeline/{name}", described("theirs"))
    put(service, name, pipeline=described("ours"))
    assert put(service, name, pipeline=name).status == 200
    assert stored(service, name) is None
    assert service.run(name)["state"] == "successful"
    assert service.call("DELETE", f"{INGESTION}/{name}").status == 200
    assert service.es("GET", f"/_ingest/pipeline/{name}").status == 200
    service.es("DELETE", f"/_ingest/pipeline/{name}")


@pytest.mark.parametrize(
    ("pipeline", "words"),
    [
        ("no-such-pipeline", "does not exist"),
        ("*", "does not exist"),
        ({"processors": [{"no_such": {}}]}, "No processor type exists with name [no_such]"),
        ({"processors": "none"}, "processors"),
        ({"description": "no processors"}, "processors"),
    ],
)
def test_a_pipeline_that_cannot_work_is_refused_with_its_place_and_the_old_one_stays(
    service: Service, name: str, pipeline: Any, words: str
) -> None:
    put(service, name, pipeline=described("old"))
    for answer in (
        put(service, name, pipeline=pipeline),
        service.call(
            "POST", f"{INGESTION}/{name}/_validate", {"ingest": {"datasource": name, "target": name, "query": ROWS, "pipeline": pipeline}}
        ),
    ):
        assert (answer.status, answer["error"]["type"]) == (400, "illegal_argument_exception"), answer
        assert "[ingest.pipeline]" in answer["error"]["reason"]
        assert words in answer["error"]["reason"]
    assert stored(service, name)["description"] == "old"


def test_a_put_that_is_refused_leaves_the_stored_pipeline(service: Service, name: str) -> None:
    put(service, name, pipeline=described("old"))
    assert put(service, name, "?op_type=create", pipeline=described("new")).status == 409
    assert stored(service, name)["description"] == "old"


def test_a_run_keeps_the_pipeline_that_it_was_opened_with(service: Service, name: str) -> None:
    put(service, name, query=SLOW, pipeline=described("first"))
    service.start_job(name)
    until(lambda: service.status(name)["details"]["phase"] == "reading", "rows flow")
    assert put(service, name, pipeline=described("second")).status == 200
    assert stored(service, name)["description"] == "first"
    assert service.call("GET", f"{INGESTION}/{name}")["_source"]["ingest"]["pipeline"] == described("second")
    service.call("POST", f"{JOBS}/ingestion/{name}/_abort")

    assert service.run(name)["state"] == "successful"
    assert stored(service, name)["description"] == "second"


def test_a_run_brings_back_an_inline_pipeline_that_somebody_removed(service: Service, name: str) -> None:
    put(service, name, pipeline=described("ours"))
    service.es("DELETE", f"/_ingest/pipeline/siren-{name}")
    assert service.run(name)["state"] == "successful"
    assert stored(service, name)["description"] == "ours"


def test_a_named_pipeline_that_is_gone_ends_the_run_however_much_it_bears(service: Service, name: str) -> None:
    service.es("PUT", f"/_ingest/pipeline/{name}", described("theirs"))
    put(service, name, pipeline=name, max_failures="100%", strategy="REPLACE")
    service.es("DELETE", f"/_ingest/pipeline/{name}")
    status = service.run(name)
    assert (status["state"], status["error"]) == ("error", [f"the pipeline [{name}] does not exist"])


def test_what_a_pipelines_processor_cannot_do_is_the_rows_rejection(service: Service, name: str) -> None:
    # Without security there is no user to be set: every row fails in the pipeline.
    put(service, name, pipeline={"processors": [{"set_security_user": {"field": "who"}}]}, max_failures=200)
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["rejected"]) == ("successful", 0, 100), status
    hits = service.call("GET", f"{INGESTION}/{name}/_dead_letters?detailed=true")["hits"]
    assert (hits["total"], hits["hits"][0]["_source"]["document"]) == (100, '{"id":100}')

    put(service, name, max_failures=200)
    answer = service.call("POST", f"{INGESTION}/{name}/_dead_letters/_retry")
    assert (answer["taken"], answer["kept"], service.count(name)) == (100, 0, 100)
