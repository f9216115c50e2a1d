"""Audit events on a cluster without security, and of calls that fail after their change or without a response."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from flask.testing import FlaskClient

from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.app import create_app
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, SECRET_KEY
from tests.integration.lease_helpers import begin_execution, create_lifecycle, open_execution, settings_for
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy


@pytest.fixture
def proxy(quiet_elasticsearch_url: str) -> Iterator[ElasticsearchProxy]:
    """Yield a proxy in front of Elasticsearch."""
    with elasticsearch_proxy(quiet_elasticsearch_url) as proxy:
        yield proxy


@pytest.fixture
def api(proxy: ElasticsearchProxy, tmp_path: Path) -> FlaskClient:
    """Return a client of the API."""
    settings = settings_for(
        proxy.url, secret_key=SECRET_KEY, data_dir=str(tmp_path), allowed_sources=f"sqlite://{tmp_path}/*", elasticsearch_timeout="1s"
    )
    return create_app(settings, RequestDurations()).test_client()


def read_events(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """Return the fields of the audit events so far."""
    return [vars(record) for record in caplog.records if record.name == "sidecar.audit"]


def define(api: FlaskClient, name: str, folder: Path) -> None:
    """Save a datasource and an ingestion."""
    assert api.put(f"{DATASOURCE}/{name}", json={"jdbc": {"url": f"jdbc:sqlite:{folder}/a.db"}}).status_code == 201
    ingest = {"datasource": name, "target": name, "query": "select 1 as id", "pk_field": "id"}
    assert api.put(f"{INGESTION}/{name}", json={"ingest": ingest}).status_code == 201


def test_without_security_nobody_is_recorded(api: FlaskClient, name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    define(api, name, tmp_path)
    for kind in (DATASOURCE, INGESTION):
        saved = api.get(f"{kind}/{name}").get_json()
        assert [field for field in saved if field.startswith(("created", "updated"))] == ["created_time", "updated_time"]
    assert api.post(f"{INGESTION}/{name}/_run").status_code == 200
    response = api.post(f"{JOBS}/ingestion/{name}/_abort?detailed=true").get_json()
    assert not [field for field in response["status"]["details"] if "_by" in field]
    events = read_events(caplog)
    actions = [event["event.action"] for event in events]
    assert actions == ["datasource-created", "ingestion-created", "execution-started", "execution-aborted"]
    assert not [field for event in events for field in event if field.startswith("user.")]


def test_a_call_whose_write_has_no_response_has_an_unknown_outcome(
    api: FlaskClient, proxy: ElasticsearchProxy, name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    define(api, name, tmp_path)
    caplog.clear()
    proxy.matching, proxy.default_fault = "/.siren-datasources/_doc", Fault(status=503)
    assert api.put(f"{DATASOURCE}/{name}", json={"jdbc": {"url": f"jdbc:sqlite:{tmp_path}/b.db"}}).status_code == 503
    (event,) = read_events(caplog)
    assert (event["event.outcome"], event["http.response.status_code"]) == ("unknown", 503)


def test_a_second_abort_is_an_event_without_effect_and_keeps_who_was_first(
    api: FlaskClient, quiet: Elasticsearch, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    lifecycle = create_lifecycle(quiet)
    begin_execution(lifecycle, open_execution(lifecycle, name))
    for types in (["end"], ["info"]):
        caplog.clear()
        assert api.post(f"{JOBS}/ingestion/{name}/_abort?wait_for_completion=false").status_code == 200
        (event,) = read_events(caplog)
        assert event["event.type"] == types
        assert event["labels.execution"].startswith(name)


def test_a_deletion_that_aborts_first_names_the_execution(
    api: FlaskClient, name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    define(api, name, tmp_path)
    execution = api.post(f"{INGESTION}/{name}/_run").get_json()["job"]["execution"]
    caplog.clear()
    assert api.delete(f"{INGESTION}/{name}").status_code == 409
    assert api.delete(f"{INGESTION}/{name}?force=true").status_code == 200
    events = [(event["event.action"], event["event.outcome"], event.get("labels.execution")) for event in read_events(caplog)]
    assert events == [("ingestion-deleted", "failure", None), ("ingestion-deleted", "success", execution)]
