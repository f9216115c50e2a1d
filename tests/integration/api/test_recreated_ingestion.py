"""An ingestion that is saved again after its deletion is a new job."""

from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.app import create_app
from sidecar.model.job_state import JobState
from sidecar.store.definitions import Definitions
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, SECRET_KEY
from tests.integration.lease_helpers import begin_execution, create_lifecycle, open_execution, settings_for

HOUR = 3_600_000


def test_its_schedule_counts_from_its_creation_and_its_status_is_not_that_of_the_deleted_job(
    quiet: Elasticsearch, quiet_elasticsearch_url: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_800_000_000_000
    lifecycle = create_lifecycle(quiet, lambda: now)
    current = begin_execution(lifecycle, open_execution(lifecycle, name))
    lifecycle.project_final(lifecycle.leases.write(current, current.lease.end(current.lease.execution_status.end(JobState.ERROR, now))))
    lifecycle.change(f"ingestion:{name}", lambda lease: lease.evolve(last_fire=now - HOUR))
    lifecycle.mark_deleted(name)
    armed: list[int | None] = []
    put = Definitions.put

    def record(store: Definitions[Any], *args: Any, **options: Any) -> Any:
        armed.append(lifecycle.get(name).lease.last_fire)
        return put(store, *args, **options)

    monkeypatch.setattr(Definitions, "put", record)
    settings = settings_for(
        quiet_elasticsearch_url, secret_key=SECRET_KEY, data_dir=str(tmp_path), allowed_sources=f"sqlite://{tmp_path}/*"
    )
    api = create_app(settings, RequestDurations()).test_client()
    assert api.put(f"{DATASOURCE}/{name}", json={"jdbc": {"url": f"jdbc:sqlite:{tmp_path}/a.db"}}).status_code == 201
    ingest = {"datasource": name, "target": name, "query": "select 1 as id", "schedule": "0 0 * * * ?", "enable_scheduler": True}
    assert api.put(f"{INGESTION}/{name}", json={"ingest": ingest}).status_code == 201

    lease = lifecycle.get(name).lease
    assert lease.last_fire is not None
    assert lease.last_fire != now - HOUR
    assert armed[-1] == lease.last_fire, "an agent that saw the definition at once would have started a run that is not due, or missed one"
    assert api.get(f"{JOBS}/ingestion/{name}").status_code == 404
