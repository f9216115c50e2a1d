"""Rejected rows: the number a run tolerates, the dead letters it stores, and their retry."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import EXECUTION, INGESTION, JOBS, Service
from tests.support.waiting import wait_until

STRICT = {"properties": {"id": {"type": "long"}, "value": {"type": "long"}}}
"""A mapping with which Elasticsearch rejects each row whose text is not a number."""
NO_NUMBER = 'failed to parse field [value] of type [long]: For input string: "…"'
"""The summary of Elasticsearch's reason."""


def read_dead_letters(service: Service, name: str) -> list[dict[str, Any]]:
    """Return a job's dead letters from their index, in the order of their rows."""
    service.es("POST", "/.siren-dead-letters/_refresh")
    found = service.es("POST", "/.siren-dead-letters/_search", {"size": 1000, "query": {"term": {"job": name}}})
    return sorted((hit["_source"] for hit in found["hits"]["hits"]), key=lambda each: each["row"])


def define(service: Service, name: str, url: str, **ingest: Any) -> None:
    service.define(name, {"pk_field": "id", "mapping": STRICT, "strategy": "REPLACE", **ingest}, jdbc(url))


def query_with_bad_rows(rows: int, condition: str) -> str:
    """Return a query whose ``value`` is not a number in rows that fulfill ``condition``."""
    return f"select g as id, case when {condition} then 'word' || g else g::text end as value from generate_series(1, {rows}) g"


def run_cli(service: Service, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {**service.environ, "COLUMNS": "250"}
    return subprocess.run(
        [sys.executable, "-m", "sidecar.cli", *arguments, "--url", service.url],
        capture_output=True,
        text=True,
        env=environ,
        check=False,
    )


@pytest.mark.parametrize("strategy", ["REPLACE", "INCREMENTAL"])
def test_rejected_rows_are_stored_and_listed_with_their_reason_and_the_others_are_indexed(
    service: Service, name: str, postgres_url: str, strategy: str
) -> None:
    define(service, name, postgres_url, query=query_with_bad_rows(5000, "g % 1000 = 7"), max_failures=5, strategy=strategy)
    status = service.run(name)

    assert status["state"] == "successful", status
    assert (status["count"], status["details"]["rejected"], status["details"]["rows_read"]) == (4995, 5, 5000)
    assert service.count(name) == 4995
    dead_letters = read_dead_letters(service, name)
    assert [each["row"] for each in dead_letters] == [6, 1006, 2006, 3006, 4006]
    first = dead_letters[0]
    assert (first["id"], first["target"], first["execution"], first["status"]) == ("7", name, status["details"]["execution"], 400)
    assert first["error"]["type"] == "document_parsing_exception"
    assert "word7" in first["error"]["reason"]
    assert {(each["field"], each["summary"]) for each in dead_letters} == {("value", NO_NUMBER)}
    assert json.loads(first["document"]) == {"id": 7, "value": "word7"}
    assert first["retryable"]
    check_list_of_five(service, name)


@pytest.mark.parametrize("ingest", [{}, {"partition": {"column": "id", "count": 3}}, {"strategy": "INCREMENTAL"}], ids=repr)
def test_a_row_whose_value_the_database_cannot_compute_is_rejected_and_the_others_are_indexed(
    service: Service, name: str, postgres_url: str, ingest: dict[str, Any]
) -> None:
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id, g as value, g % 997 as d from generate_series(1, 5000) g")
    query = f"select id, value, 12 / d as dozen from {name}"
    define(service, name, postgres_url, query=query, max_failures=5, mapping={}, **ingest)
    status = service.run(name)

    assert status["state"] == "successful", status
    assert (status["count"], status["details"]["rejected"], status["details"]["rows_read"]) == (4995, 5, 5000)
    assert service.count(name) == 4995
    dead_letters = sorted(read_dead_letters(service, name), key=lambda each: int(each["id"]))
    assert [each["id"] for each in dead_letters] == ["997", "1994", "2991", "3988", "4985"]
    assert {each["error"]["reason"] for each in dead_letters} == {"column [dozen]: division by zero"}
    assert {each["field"] for each in dead_letters} == {"dozen"}
    assert json.loads(dead_letters[0]["document"]) == {"id": "997", "value": "997", "dozen": None}


FAILING = "select g as id, int4send(g) as b, 12 / (g - 900) as value from generate_series(1, 2000) g"


@pytest.mark.parametrize(
    ("ingest", "hint"),
    [
        ({"max_failures": 0}, "To reject such rows instead, set [max_failures]."),
        ({"pk_field": None}, "To reject such rows instead, set [max_failures], and [pk_field] to a unique key."),
        ({"pk_field": ["id", "b"]}, "cannot be rejected, because rows cannot be read in pieces by [b] of type [binary]."),
        (
            {"query": f"{FAILING} {{{{#last_record.0}}}}where g > {{{{last_record.0}}}}{{{{/last_record.0}}}}"},
            "query that uses [last_record]",
        ),
    ],
    ids=["tolerance", "key", "type", "last record"],
)
def test_where_it_cannot_be_rejected_such_a_value_ends_the_run_and_says_why(
    service: Service, name: str, postgres_url: str, ingest: dict[str, Any], hint: str
) -> None:
    define(service, name, postgres_url, **{"query": FAILING, "max_failures": 5, "mapping": {}, **ingest})
    status = service.run(name)
    assert status["state"] == "error"
    assert hint in status["error"][0]
    assert status["error"][-1] == "division by zero"


def test_more_such_values_than_are_tolerated_end_the_run_with_the_row(service: Service, name: str, postgres_url: str) -> None:
    query = "select g as id, 12 / (g % 100) as value from generate_series(1, 2000) g"
    define(service, name, postgres_url, query=query, max_failures=2)
    status = service.run(name)
    assert status["state"] == "error"
    assert status["error"][0].startswith("The row with id [300] was rejected: illegal_argument_exception: column [value]: division by zero")


def check_list_of_five(service: Service, name: str) -> None:
    """Check that a job's five dead letters are listed, the newest first and with documents on request."""
    path = f"{INGESTION}/{name}/_dead_letters"
    response = service.call("GET", f"{path}?size=2")
    assert (response.status, response["found"], response["hits"]["total"]) == (200, True, 5)
    assert [hit["_source"]["row"] for hit in response["hits"]["hits"]] == [4006, 3006]
    assert "document" not in response["hits"]["hits"][0]["_source"]
    response = service.call("GET", f"{path}?size=2&from=4&detailed=true")
    assert [hit["_source"]["document"] for hit in response["hits"]["hits"]] == ['{"id":7,"value":"word7"}']


@pytest.mark.parametrize("strategy", ["REPLACE", "INCREMENTAL"])
def test_one_rejected_row_over_the_limit_fails_the_run(service: Service, name: str, postgres_url: str, strategy: str) -> None:
    define(service, name, postgres_url, query=query_with_bad_rows(3000, "g % 1000 = 7"), max_failures=2, strategy=strategy)
    status = service.run(name)
    assert status["state"] == "error", status
    assert "3 rows were rejected, and [max_failures] is 2" in status["error"][0]
    assert len(read_dead_letters(service, name)) == 3


def test_invalid_sizes_and_unknown_jobs_are_rejected(service: Service, name: str, postgres_url: str) -> None:
    define(service, name, postgres_url, query=query_with_bad_rows(10, "g = 7"))
    path = f"{INGESTION}/{name}/_dead_letters"
    assert service.call("GET", f"{path}?size=100&detailed=true").status == 200
    assert service.call("GET", f"{path}?size=101&detailed=true").status == 400
    assert service.call("GET", f"{path}?size=10000").status == 200
    assert service.call("GET", f"{path}?size=20000").status == 400
    assert service.call("GET", f"{INGESTION}/{name}x/_dead_letters").body == {"_id": f"{name}x", "found": False}
    assert service.call("POST", f"{INGESTION}/{name}x/_dead_letters/_retry").status == 404


def test_without_max_failures_no_dead_letter_is_stored(service: Service, name: str, postgres_url: str) -> None:
    define(service, name, postgres_url, query=query_with_bad_rows(10, "g = 7"))
    assert service.run(name)["state"] == "error"
    assert read_dead_letters(service, name) == []


def test_a_percentage_applies_to_the_rows_read(service: Service, name: str, postgres_url: str) -> None:
    # The first row is rejected, which exceeds the percentage of the first block alone.
    define(service, name, postgres_url, query=query_with_bad_rows(4000, "g % 100 = 1"), max_failures="1%", batch_size=100)
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["rejected"]) == ("successful", 3960, 40), status

    define(service, name, postgres_url, query=query_with_bad_rows(50, "g = 1"), max_failures="1%", removal_guard="off")
    status = service.run(name)
    assert (status["state"], "[max_failures] is 1%" in status["error"][0]) == ("error", True), status
    assert service.count(name) == 3960


def test_every_kind_of_rejected_row_counts_once(service: Service, name: str) -> None:
    rows = [(1, "1", "1"), (2, None, "2"), (3, "k" * 600, "3"), (4, "4", "none"), (5, "ä" * 257, "5"), (6, "6", "6")]
    source = write_sqlite_file(
        service.folder / f"{name}.db", "create table t (n integer, k text, value text)", rows=rows, insert="insert into t values (?, ?, ?)"
    )
    service.define(name, {"query": "select k, value from t order by n", "pk_field": "k", "mapping": STRICT, "max_failures": 10}, source)
    status = service.run(name)

    assert (status["state"], status["count"], status["details"]["rejected"]) == ("successful", 2, 4), status
    found = {each["row"]: each for each in read_dead_letters(service, name)}
    assert sorted(found) == [1, 2, 3, 4]
    assert "null" in found[1]["error"]["reason"]
    assert "600 bytes" in found[2]["error"]["reason"]
    assert "514 bytes" in found[4]["error"]["reason"]
    assert [found[row]["retryable"] for row in (1, 2, 3, 4)] == [False, False, True, False]
    assert json.loads(found[1]["document"]) == {"k": None, "value": "2"}


@pytest.mark.long
def test_a_document_too_large_for_any_request_counts_once(service: Service, name: str, postgres_url: str) -> None:
    query = "select g as id, case when g = 2 then repeat('x', 110000000) else 'y' end as value from generate_series(1, 3) g"
    define(service, name, postgres_url, query=query, mapping={"properties": {"value": {"type": "text", "index": False}}}, max_failures=1)
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["rejected"]) == ("successful", 2, 1), status
    (dead_letter,) = read_dead_letters(service, name)
    assert (dead_letter["id"], dead_letter["status"], dead_letter["retryable"]) == ("2", 413, False)
    assert len(dead_letter["document"]) == 1_000_000


def test_a_restarted_attempt_duplicates_no_dead_letter(service: Service, name: str, postgres_url: str, row_delay: RowDelay) -> None:
    # The second attempt reads in the reverse order, so that every row has another number.
    reverse = f"{name}_reverse"
    execute_on_postgresql(postgres_url, f"create table {reverse} (is_reverse boolean)")
    order = f"g * (case when exists (select from {reverse}) then -1 else 1 end)"
    query = (
        f"select g as id, case when g % 100 = 7 then 'word' else '1' end as value, repeat('x', 500) as wide, {row_delay.expression} as nap "
        f"from generate_series(1, 5000) g order by {order}"
    )
    define(service, name, postgres_url, query=query, max_failures="2%", batch_size=500)
    execution = service.start_job(name)
    wait_until(lambda: len(read_dead_letters(service, name)) >= 2, "dead letters are written", 60)
    execute_on_postgresql(postgres_url, f"insert into {reverse} values (true)")
    service.kill(EXECUTION)
    row_delay.disable()
    wait_until(lambda: not service.status(name)["is_running"], "the run ends", 90)

    status = service.status(name)
    assert (status["state"], status["details"]["execution"], status["details"]["attempt"]) == ("successful", execution, 2), status
    assert (status["count"], status["details"]["rejected"]) == (4950, 50)
    assert [each["row"] for each in read_dead_letters(service, name)] == list(range(93, 5000, 100))


def test_a_retry_deletes_indexed_rows_and_updates_the_reason_of_the_others(service: Service, name: str, postgres_url: str) -> None:
    define(service, name, postgres_url, query=query_with_bad_rows(1000, "g in (7, 8)"), max_failures=5, strategy="INCREMENTAL")
    service.run(name)
    retry = f"{INGESTION}/{name}/_dead_letters/_retry"
    assert service.call("POST", retry).body == {"_id": name, "found": True, "taken": 0, "kept": 2, "left": 0, "unfit": 0}

    # Correct one of the two documents, as an operator may do.
    execution = service.status(name)["details"]["execution"]
    corrected = {"doc": {"document": '{"id": 7, "value": 700}'}}
    service.es("POST", f"/.siren-dead-letters/_update/{execution}-0-6?refresh=true", corrected)
    before = read_dead_letters(service, name)[1]["@timestamp"]
    assert service.call("POST", retry).body == {"_id": name, "found": True, "taken": 1, "kept": 1, "left": 0, "unfit": 0}

    assert service.es("GET", f"/{name}/_source/7").body == {"id": 7, "value": 700}
    (remaining,) = read_dead_letters(service, name)
    assert (remaining["id"], remaining["@timestamp"] > before) == ("8", True)
    assert service.count(name) == 999


def test_only_dead_letters_of_the_live_index_are_retried(service: Service, name: str, postgres_url: str) -> None:
    define(service, name, postgres_url, query=query_with_bad_rows(100, "g = 7"), max_failures=5)
    old = service.run(name)["details"]["execution"]
    define(service, name, postgres_url, query=query_with_bad_rows(100, "g = 9"), max_failures=5)
    new = service.run(name)["details"]["execution"]
    service.es("POST", f"/.siren-dead-letters/_update/{new}-0-8?refresh=true", {"doc": {"document": '{"id": 9, "value": 9}'}})

    response = service.call("POST", f"{INGESTION}/{name}/_dead_letters/_retry")
    assert (response["taken"], response["kept"], response["unfit"]) == (1, 0, 1)
    assert service.count(name) == 100
    assert [each["execution"] for each in read_dead_letters(service, name)] == [old]
    assert service.es("GET", f"/{name}/_source/7").body == {"id": 7, "value": "7"}


DEAD_LETTERS = "/_siren/connector/dead_letters"


@pytest.fixture
def two_faults(service: Service, name: str, postgres_url: str) -> str:
    """Run a job with three rows rejected for one fault and two for another; return the execution."""
    query = (
        "select g as id, case when g < 4 then 'word' || g else '1' end as value, case g when 8 then 'x' when 9 then 'y' end as other "
        "from generate_series(1, 9) g"
    )
    mapping = {"properties": {**STRICT["properties"], "other": {"type": "date"}}}
    define(service, name, postgres_url, query=query, max_failures=5, strategy="INCREMENTAL", mapping=mapping)
    execution: str = service.run(name)["details"]["execution"]
    return execution


def test_dead_letters_are_grouped_by_fault_the_largest_group_first(service: Service, name: str, two_faults: str) -> None:
    response = service.call("GET", f"{DEAD_LETTERS}/_groups?id={name}")
    assert (response.status, response["total"]) == (200, 5), response
    values, dates = response["groups"]
    assert (values["type"], values["field"], values["summary"], values["count"]) == ("document_parsing_exception", "value", NO_NUMBER, 3)
    assert (dates["field"], dates["count"], dates["jobs"]) == ("other", 2, [name])
    newest = service.call("GET", f"{DEAD_LETTERS}/_search?id={name}&field=value&size=1")["hits"]["hits"][0]
    assert values["example"] == {"_id": newest["_id"], "_source": newest["_source"]}
    assert values["first"] <= values["last"] == newest["_source"]["@timestamp"]

    for hit in service.es("POST", "/.siren-dead-letters/_search", {"query": {"term": {"job": name}}})["hits"]["hits"]:
        earlier = {key: value for key, value in hit["_source"].items() if key not in ("field", "summary")}
        service.es("PUT", f"/.siren-dead-letters/_doc/{hit['_id']}?refresh=true", earlier)
    (group,) = service.call("GET", f"{DEAD_LETTERS}/_groups?execution={two_faults}")["groups"]
    assert (group["field"], group["summary"], group["count"]) == (None, None, 5)
    assert service.call("POST", f"{DEAD_LETTERS}/_search", {"summary": None, "id": name})["hits"]["total"] == 5
    assert service.call("POST", f"{DEAD_LETTERS}/_groups?id={name}", {"field": None, "id": "other"})["total"] == 5
    assert service.call("POST", f"{DEAD_LETTERS}/_groups", {"field": "value", "id": name})["total"] == 0
    assert service.call("POST", f"{DEAD_LETTERS}/_groups", {"query": {"match_all": {}}}).status == 400


def test_dead_letters_of_all_jobs_are_searched_with_filters_or_a_native_body(service: Service, name: str, two_faults: str) -> None:
    def totals(*queries: str) -> list[int]:
        return [service.call("GET", f"{DEAD_LETTERS}/_search?id={name[:-1]}*&{query}")["hits"]["total"] for query in queries]

    assert totals("", "field=value", "field=value,other", "type=nope", f"execution={two_faults}", "q=word2", "q=word2+nope") == [
        5,
        3,
        0,
        0,
        5,
        1,
        0,
    ]
    path = f"{DEAD_LETTERS}/_search?id={name}&sort=row:desc&size=2&from=1"
    hits = service.call("GET", path)["hits"]["hits"]
    assert [hit["_source"]["row"] for hit in hits] == [7, 2]
    assert "document" not in hits[0]["_source"]
    assert "document" in service.call("GET", f"{path}&detailed=true")["hits"]["hits"][0]["_source"]
    native = {"query": {"term": {"job": name}}, "size": 0, "aggs": {"n": {"value_count": {"field": "row"}}}}
    assert service.call("POST", f"{DEAD_LETTERS}/_search", native)["aggregations"]["n"]["value"] == 5
    assert service.call("GET", f"{DEAD_LETTERS}/_search?size=101&detailed=true").status == 400
    for size in (101, "101", 101.0):
        assert service.call("POST", f"{DEAD_LETTERS}/_search?detailed=true", {**native, "size": size}).status == 400
    assert service.call("POST", f"{DEAD_LETTERS}/_search?field=x", native).status == 400
    assert service.call("GET", f"{DEAD_LETTERS}/_search?state=error").status == 400


def test_a_retry_and_a_deletion_are_of_the_selected_dead_letters_only(service: Service, name: str, two_faults: str) -> None:
    path = f"{INGESTION}/{name}/_dead_letters"
    ids = [f"{two_faults}-0-{row}" for row in (0, 1)]
    assert service.call("POST", f"{path}/_retry", {"ids": [*ids, "of another job"]})["kept"] == 2
    assert service.call("POST", f"{path}/_retry", {"field": "other", "execution": two_faults})["kept"] == 2
    assert service.call("POST", f"{path}/_retry", {"summary": NO_NUMBER, "type": "document_parsing_exception"})["kept"] == 3
    assert service.call("POST", f"{path}/_retry", {"summary": None})["kept"] == 0
    assert service.call("POST", f"{path}/_retry", {"q": "word2"})["kept"] == 1
    delete = f"{path}/_delete"
    assert service.call("POST", delete, {"ids": [ids[0], ids[0]]}).body == {"_id": name, "found": True, "deleted": 1, "left": 0}
    assert service.call("POST", delete, {"field": ["other"], "q": "nothing"})["deleted"] == 0
    assert service.call("POST", delete, {"field": ["other"]})["deleted"] == 2
    assert [each["row"] for each in read_dead_letters(service, name)] == [1, 2]
    assert service.call("POST", delete, {"all": True})["deleted"] == 2
    assert service.call("POST", delete, {"all": True}).body == {"_id": name, "found": True, "deleted": 0, "left": 0}


@pytest.mark.parametrize("body", [None, {}, {"all": False}, {"all": True, "type": "x"}], ids=repr)
def test_a_deletion_that_selects_nothing_is_rejected(service: Service, name: str, two_faults: str, body: dict[str, Any] | None) -> None:
    response = service.call("POST", f"{INGESTION}/{name}/_dead_letters/_delete", body)
    assert (response.status, "[all]" in response["error"]["reason"]) == (400, True), response
    assert len(read_dead_letters(service, name)) == 5


def test_a_response_has_documents_only_in_its_hits_and_only_on_request(service: Service, name: str, two_faults: str) -> None:
    hits = {"top_hits": {"_source": True, "size": 10}}
    native = {
        "query": {"term": {"job": name}},
        "fields": ["document"],
        "size": 1,
        "aggs": {"all": {"terms": {"field": "job"}, "aggs": {"hits": hits}}},
    }
    brief = service.call("POST", f"{DEAD_LETTERS}/_search", native)
    assert '"document"' not in json.dumps(brief.body)
    assert len(brief["aggregations"]["all"]["buckets"][0]["hits"]["hits"]["hits"]) == 5
    detailed = service.call("POST", f"{DEAD_LETTERS}/_search?detailed=true", native).body
    assert json.dumps(detailed).count('"document"') == json.dumps(detailed["hits"]).count('"document"') == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"ids": []}, "ids"), ({"ids": "a"}, "ids"), ({"ids": ["a"] * 1001}, "ids"), ({"ids": ["a"], "type": "x"}, "ids"),
        ({"typ": "x"}, "typ"), ({"type": 1}, "type"), ({"summary": [1]}, "summary"), ({"execution": "x" * 1001}, "execution"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("call", ["_retry", "_delete"])
def test_an_invalid_selection_is_rejected_by_field(service: Service, name: str, call: str, body: dict[str, Any], field: str) -> None:
    response = service.call("POST", f"{INGESTION}/{name}/_dead_letters/{call}", body)
    assert (response.status, f"[{field}]" in response["error"]["reason"]) == (400, True), response


def test_the_dead_letters_of_another_job_are_neither_deleted_nor_retried(
    service: Service, name: str, postgres_url: str, two_faults: str
) -> None:
    other = f"{name}x"
    define(service, other, postgres_url, query="select 1 as id")
    ids = {"ids": [f"{two_faults}-0-0"]}
    assert service.run(other)["state"] == "successful"
    assert service.call("POST", f"{INGESTION}/{other}/_dead_letters/_delete", ids)["deleted"] == 0
    assert service.call("POST", f"{INGESTION}/{other}/_dead_letters/_retry", ids)["kept"] == 0
    assert service.call("POST", f"{INGESTION}/{name}y/_dead_letters/_delete", ids).status == 404
    assert len(read_dead_letters(service, name)) == 5


def test_no_dead_letter_is_retried_while_the_job_runs(service: Service, name: str, postgres_url: str) -> None:
    define(
        service, name, postgres_url, query="select g as id, pg_sleep(0.01)::text as nap from generate_series(1, 100000) g", max_failures=5
    )
    service.start_job(name)
    response = service.call("POST", f"{INGESTION}/{name}/_dead_letters/_retry")
    assert (response.status, response["error"]["type"], "is running" in response["error"]["reason"]) == (409, "status_exception", True)
    service.call("POST", f"{JOBS}/ingestion/{name}/_abort")


def test_the_command_lists_and_retries_dead_letters(service: Service, name: str) -> None:
    rows = [(1, "1"), (2, "none"), (None, "3")]
    source = write_sqlite_file(
        service.folder / f"{name}.db", "create table t (id integer, value text)", rows=rows, insert="insert into t values (?, ?)"
    )
    service.define(name, {"query": "select * from t", "pk_field": "id", "mapping": STRICT, "max_failures": 5}, source)
    execution = service.run(name)["details"]["execution"]

    shown = run_cli(service, "dead-letters", name)
    assert (shown.returncode, "document_parsing_exception" in shown.stdout) == (0, True), shown
    as_json = json.loads(run_cli(service, "dead-letters", name, "--json").stdout)
    assert (as_json["total"], sorted(each["row"] for each in as_json["dead_letters"])) == (2, [1, 2])

    assert run_cli(service, "dead-letters", name, "--retry").returncode == 1
    service.es("POST", f"/.siren-dead-letters/_update/{execution}-0-1?refresh=true", {"doc": {"document": '{"id": 2, "value": 2}'}})
    retried = run_cli(service, "dead-letters", name, "--retry")
    assert retried.returncode == 0, retried
    assert "1 indexed, 0 rejected again, 0 not tried" in retried.stdout
    assert "1 cannot be retried" in retried.stdout
    assert service.count(name) == 2
    unknown = run_cli(service, "dead-letters", f"{name}x")
    assert (unknown.returncode, unknown.stdout) == (1, "")


def test_the_command_shows_groups_and_executions_and_selects_and_deletes(service: Service, name: str, two_faults: str) -> None:
    shown = run_cli(service, "dead-letters", name).stdout.splitlines()
    assert [line.split()[:2] for line in shown[1:3]] == [["3", "value"], ["2", "other"]]
    assert NO_NUMBER in shown[1]
    rows = [line.split() for line in shown if two_faults in line]
    assert [row[2:4] for row in rows] == [[f"{two_faults}-0-{number}", str(number + 1)] for number in (8, 7, 2, 1, 0)]
    assert "executions" not in shown[-1]

    second = service.run(name)["details"]["execution"]
    assert "of 2 executions" in run_cli(service, "dead-letters", name).stdout
    assert two_faults not in run_cli(service, "dead-letters", name, "--execution", second).stdout
    one = json.loads(run_cli(service, "dead-letters", name, "--ids", f"{second}-0-0", "--json").stdout)
    assert (one["total"], one["groups"], one["dead_letters"][0]["row"]) == (1, [], 0)

    for option in ("--execution", "--ids"):
        unset = run_cli(service, "dead-letters", name, option, "", "--delete", "--yes")
        assert (unset.returncode, "expected at least one id" in unset.stderr) == (2, True), unset
    unknown = run_cli(service, "dead-letters", name, "--ids", "nothing", "--delete", "--yes")
    assert (unknown.returncode, "no rejected rows match" in unknown.stdout) == (1, True), unknown
    refused = run_cli(service, "dead-letters", name, "--execution", second, "--delete")
    assert (refused.returncode, "Delete 5 dead letters of the job" in refused.stderr) == (1, True), refused
    deleted = run_cli(service, "dead-letters", name, "--execution", second, "--delete", "--yes")
    assert (deleted.returncode, "5 deleted" in deleted.stdout) == (0, True), deleted
    assert {each["execution"] for each in read_dead_letters(service, name)} == {two_faults}


def test_the_exit_status_of_a_retry_is_1_if_no_dead_letter_can_be_retried(service: Service, name: str) -> None:
    source = write_sqlite_file(
        service.folder / f"{name}.db", "create table t (id integer)", rows=[(1,), (None,)], insert="insert into t values (?)"
    )
    service.define(name, {"query": "select * from t", "pk_field": "id", "max_failures": 5}, source)
    service.run(name)
    retried = run_cli(service, "dead-letters", name, "--retry")
    assert (retried.returncode, "1 cannot be retried" in retried.stdout) == (1, True), retried
    run_cli(service, "dead-letters", name, "--delete", "--yes")
    assert run_cli(service, "dead-letters", name, "--retry").returncode == 0
