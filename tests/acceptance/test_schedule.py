"""Schedules with several services."""

import time
from pathlib import Path
from typing import Any

import pytest

from sidecar.jobs.agent.scheduler import INTERVAL
from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import INGESTION, Service
from tests.support.waiting import wait_until


def save_schedule(service: Service, name: str, *, enabled: bool) -> None:
    """Save an ingestion with a schedule of every other second."""
    ingest = {"datasource": name, "target": name, "query": "select id from t", "pk_field": "id", "schedule": "0/2 * * * * ?"}
    response = service.call("PUT", f"{INGESTION}/{name}", {"ingest": {**ingest, "enable_scheduler": enabled}})
    assert response.status in (200, 201), response


def executions(service: Service, name: str) -> list[dict[str, Any]]:
    """Return a job's executions in the job log, sorted by start time."""
    service.es("POST", "/.siren-jobs/_refresh")
    query = {"query": {"term": {"ingestion.id": name}}, "size": 100, "sort": ["ingestion.start_time"]}
    hits = service.es("POST", "/.siren-jobs/_search", query)["hits"]["hits"]
    return [hit["_source"]["ingestion"] for hit in hits]


@pytest.mark.long
def test_each_fire_time_starts_one_execution_on_two_services_until_the_schedule_is_disabled(
    elasticsearch_url: str, service: Service, tmp_path: Path, name: str
) -> None:
    database = write_sqlite_file(
        service.folder / f"{name}.db", "create table t (id integer)", insert="insert into t values (?)", rows=[(1,)]
    )
    allowed = f"sqlite://{service.folder}/*,sqlite://{tmp_path}/*"
    second = Service(elasticsearch_url, tmp_path, {"SIDECAR_ALLOWED_SOURCES": allowed})
    service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    second.start()
    try:
        save_schedule(service, name, enabled=True)
        wait_until(lambda: len(executions(service, name)) >= 4, "the schedule has started four executions", 40)
        save_schedule(service, name, enabled=False)
        disabled = _now()
        wait_until(lambda: _now() > disabled + 2 * INTERVAL, "both agents have read the definition")
        wait_until(lambda: all(each["state"] == "successful" for each in executions(service, name)), "the job log has all ends")
        logged = executions(service, name)
        deadline = logged[-1]["start_time"] + 6_000
        wait_until(lambda: _now() > deadline, "three more fire times pass")
        assert len(executions(service, name)) == len(logged), "the disabled schedule started an execution"
    finally:
        second.stop()
    assert {each["details"]["trigger"] for each in logged} == {"schedule"}
    fire_times = [each["start_time"] // 2_000 for each in logged]
    assert len(set(fire_times)) == len(fire_times), "one fire time started two executions"


def _now() -> int:
    """Return the current time in milliseconds."""
    return time.time_ns() // 1_000_000
