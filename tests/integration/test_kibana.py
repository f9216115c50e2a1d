"""Requests of Kibana's dashboard and alert rules in deploy/, on a real Elasticsearch: each finds what it should."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.model.job import Details, Status
from sidecar.model.job_state import JobState, Trigger
from tests.support.kibana import MAPPING, RULES, as_aggregations, as_dsl, columns, objects, search_source

MINUTE = 60_000


@pytest.fixture
def jobs(es: Elasticsearch, name: str) -> Iterator[str]:
    """Yield an index like ``.siren-jobs`` with one execution of each kind, as the sidecar writes them."""
    index, now = f".siren-jobs-{name}", int(datetime.now(UTC).timestamp() * 1000)

    def add(job: str, state: JobState, *, age: int, heartbeat: int | None = None, **details: Any) -> None:
        status = Status(
            id=job, start_time=now - age * MINUTE, count=10, state=state, error=("why",) if state is JobState.ERROR else (),
            end_time=None if state is JobState.RUNNING else now - (age - 1) * MINUTE,
            details=Details(
                execution=f"{job}-1", trigger=Trigger.SCHEDULE, strategy="REPLACE", target=job,
                heartbeat=None if heartbeat is None else now - heartbeat * MINUTE, **details,
            ),
        )  # fmt: skip
        es.index(index=index, id=f"{job}-1", document={"ingestion": status.to_json(detailed=True)})

    es.indices.create(index=index, settings=MAPPING["settings"], mappings=MAPPING["mappings"])
    add("fails", JobState.ERROR, age=2, root_cause="why")
    add("failed-long-ago", JobState.ERROR, age=60, root_cause="why")
    add("rejects", JobState.SUCCESSFUL, age=2, rejected=3)
    add("works", JobState.SUCCESSFUL, age=2, rejected=0)
    add("runs", JobState.RUNNING, age=10, heartbeat=0)
    add("is-stuck", JobState.RUNNING, age=10, heartbeat=5)
    add("verifies", JobState.SUCCESSFUL, age=2, kind="verification")
    es.indices.refresh(index=index)
    yield index
    es.indices.delete(index=index)


def ids(response: Any) -> set[str]:
    return {hit["_source"]["ingestion"]["id"] for hit in response["hits"]["hits"]}


@pytest.mark.parametrize(
    ("rule", "found"), [("a run has failed", {"fails"}), ("rows were rejected", {"rejects"}), ("no heartbeat", {"is-stuck"})]
)
def test_each_rule_finds_what_it_should(es: Elasticsearch, jobs: str, rule: str, found: set[str]) -> None:
    params = RULES[rule]["params"]
    now = datetime.now(UTC)
    window = {"m": MINUTE, "d": 1440 * MINUTE}[params["timeWindowUnit"]] * params["timeWindowSize"]
    start = datetime.fromtimestamp(now.timestamp() - window / 1000, UTC)
    # Kibana adds this filter to the query.
    within = {"gte": start.isoformat(), "lte": now.isoformat(), "format": "strict_date_optional_time"}
    query = {"bool": {"filter": [json.loads(params["esQuery"])["query"], {"range": {params["timeField"]: within}}]}}
    assert ids(es.search(index=jobs, size=params["size"], query=query, track_total_hits=True)) == found


def test_the_table_shows_failed_runs_with_their_cause(es: Elasticsearch, jobs: str) -> None:
    (failed,) = objects("search").values()
    attributes = failed["attributes"]
    sort = [{field: {"order": order}} for field, order in attributes["sort"]]
    query = as_dsl(search_source(failed)["query"]["query"])
    response = es.search(index=jobs, query=query, sort=sort, fields=attributes["columns"])
    assert [hit["fields"]["ingestion.id"] for hit in response["hits"]["hits"]] == [["fails"], ["failed-long-ago"]]
    first = response["hits"]["hits"][0]["fields"]
    assert first["ingestion.details.root_cause"] == ["why"]
    assert first["ingestion.details.running_time"] == [MINUTE]


def test_each_visualization_aggregates_what_it_should(es: Elasticsearch, jobs: str) -> None:
    def buckets(title: str) -> list[Any]:
        lens = objects("lens")[title]
        query = as_dsl(lens["attributes"]["state"]["query"]["query"])
        response = es.search(index=jobs, size=0, query=query, aggregations=as_aggregations(list(columns(lens).items())))
        first = next(iter(columns(lens)))
        return list(response["aggregations"][first]["buckets"])

    def by_job(title: str, column: str) -> dict[str, float]:
        inner = [each for outer in buckets(title) for each in outer["job"]["buckets"]]
        return {each["key"]: each[column]["value"] for each in inner}

    states: Counter[str] = Counter()
    for outer in buckets("Runs by state"):
        states.update({each["key"]: each["doc_count"] for each in outer["state"]["buckets"]})
    assert states == {"error": 2, "running": 2, "successful": 2}
    rows = {each["key"]: each["rows"]["value"] for each in buckets("Rows per job")}
    assert rows == dict.fromkeys(("fails", "failed-long-ago", "rejects", "works", "runs", "is-stuck"), 10)
    assert by_job("Rejected rows", "rejected") == {"rejects": 3}
    durations = by_job("Duration per job (longest run)", "duration")
    assert (durations["works"], durations["runs"]) == (MINUTE, 10 * MINUTE)
