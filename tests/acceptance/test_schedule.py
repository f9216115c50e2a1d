"""Schedules over several services."""

import time
from pathlib import Path
from typing import Any

from sidecar.jobs.agent.scheduler import EVERY
from tests.acceptance.databases import sqlite_file
from tests.acceptance.service import INGESTION, Service
from tests.support.waiting import until


def scheduled(service: Service, name: str, *, enabled: bool) -> None:
    """Save a job that runs every other second."""
    ingest = {"datasource": name, "target": name, "query": "select id from t", "pk_field": "id", "schedule": "0/2 * * * * ?"}
    saved = service.call("PUT", f"{INGESTION}/{name}", {"ingest": {**ingest, "enable_scheduler": enabled}})
    assert saved.status in (200, 201), saved


def executions(service: Service, name: str) -> list[dict[str, Any]]:
    """Give a job's executions in the log, in the order of their start."""
    query = {"query": {"term": {"ingestion.id": name}}, "size": 100, "sort": ["ingestion.start_time"]}
    hits = service.es("POST", "/.siren-jobs/_search", query)["hits"]["hits"]
    return [hit["_source"]["ingestion"] for hit in hits]


def test_each_time_of_a_schedule_starts_one_execution_over_all_services_until_it_is_disabled(
    elasticsearch_url: str, service: Service, tmp_path: Path, name: str
) -> None:
    database = sqlite_file(service.folder / f"{name}.db", "create table t (id integer)", into="insert into t values (?)", rows=[(1,)])
    both = f"sqlite://{service.folder}/*,sqlite://{tmp_path}/*"
    other = Service(elasticsearch_url, tmp_path, {"SIDECAR_ALLOWED_SOURCES": both})
    service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    other.start()
    try:
        scheduled(service, name, enabled=True)
        until(lambda: len(executions(service, name)) >= 4, "it has run four times", 40)
        scheduled(service, name, enabled=False)
        told = _now()
        until(lambda: _now() > told + 2 * EVERY, "both agents have read it")
        until(lambda: not service.status(name)["is_running"], "the last one ends")
        ran = executions(service, name)
        passed = ran[-1]["start_time"] + 6_000
        until(lambda: _now() > passed, "three more times pass")
        before, ran = ran, executions(service, name)
        assert len(ran) == len(before)
    finally:
        other.stop()
    assert {each["details"]["trigger"] for each in ran} == {"schedule"}
    assert {each["state"] for each in ran} == {"successful"}
    times = [each["start_time"] // 2_000 for each in ran]
    assert len(set(times)) == len(times), "one time started two executions"


def _now() -> int:
    return time.time_ns() // 1_000_000
