"""Traces of sidecars that no other shares its jobs with: of Dask workers, and without a collector."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.databases import execute_on_postgresql, jdbc
from tests.acceptance.service import Service, free_port
from tests.acceptance.traces import CLIENT, ROWS, Caller, define, log_lines, only_span, wait_for_span
from tests.servers.dask import running
from tests.servers.otlp_collector import OtlpCollector, collecting
from tests.support.elasticsearch_proxy import elasticsearch_proxy, is_bulk_of_rows
from tests.support.waiting import wait_until

CANARY = "canary-90b7"
"""A password in the address of the collector."""


@pytest.fixture
def collector() -> Iterator[OtlpCollector]:
    with collecting() as collector:
        yield collector


def test_ranges_of_dask_workers_belong_to_the_trace(
    elasticsearch_url: str, tmp_path: Path, collector: OtlpCollector, name: str, postgres_url: str
) -> None:  # fmt: skip
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    service = Service(elasticsearch_url, tmp_path, {**collector.settings})
    with running(tmp_path, service.environ) as cluster:
        service.settings["SIDECAR_DASK_SCHEDULER"] = cluster.address
        service.start()
        try:
            partition = {"column": "id", "count": 2, "executor": "dask"}
            service.define(name, {"query": f"select id from {name}", "pk_field": "id", "partition": partition}, jdbc(postgres_url))
            caller = Caller()
            assert caller.run(service, name)["count"] == ROWS
            ranges = wait_for_span(collector, caller.trace, "range", 3)
        finally:
            service.stop()
    load = only_span(collector, caller.trace, "load")
    assert {(each.parent, each.process) for each in ranges} == {(load.id, "dask-worker")}
    bulks = [each for each in collector.find(caller.trace, "bulk") if each.process == "dask-worker"]
    assert {each.parent for each in bulks} <= {each.id for each in ranges}
    assert bulks


def test_elasticsearch_gets_the_span_of_each_request(elasticsearch_url: str, tmp_path: Path, collector: OtlpCollector, name: str) -> None:
    with elasticsearch_proxy(elasticsearch_url) as proxy:
        service = Service(proxy.url, tmp_path, collector.settings)
        service.start()
        try:
            define(service, name)
            caller = Caller()
            assert caller.run(service, name)["count"] == ROWS
            only_span(collector, caller.trace, "execution")
        finally:
            service.stop()
        sent = [(call, headers["traceparent"]) for call, headers in proxy.requests if caller.trace in headers.get("traceparent", "")]
    # The sidecar's own documents are written in bulk, too, but their requests name no index.
    (bulk,) = (each for each in collector.find(caller.trace, "bulk") if "db.elasticsearch.path_parts.index" in each.attributes)
    assert [parent for call, parent in sent if is_bulk_of_rows(call)] == [f"00-{caller.trace}-{bulk.id}-01"]
    clients = {each.id for each in collector.trace(caller.trace) if each.scope == CLIENT}
    assert {parent.split("-")[2] for _, parent in sent} == clients


def test_a_run_is_as_fast_without_a_collector(elasticsearch_url: str, tmp_path: Path, name: str) -> None:
    port = free_port()
    settings = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://user:{CANARY}@127.0.0.1:{port}", "OTEL_BSP_SCHEDULE_DELAY": "50"}
    service = Service(elasticsearch_url, tmp_path, settings)
    service.start()
    try:
        define(service, name)
        caller = Caller()
        began = time.monotonic()
        for _ in range(3):
            status = caller.run(service, name)
            assert (status["state"], status["count"]) == ("successful", ROWS), status
        seconds = time.monotonic() - began
        lines = log_lines(service, caller.trace)
        wait_until(lambda: f"traces not exported to [127.0.0.1:{port}]" in service.log(), "a line says that traces are lost")
    finally:
        service.stop()
    assert lines
    # An export takes ten seconds until it is given up.
    assert seconds < 10
    api_lines = [each for each in service.log().splitlines() if "traces not exported" in each]
    # One for each process: two of the API, the agent and the executions.
    assert len(api_lines) <= 6
    assert CANARY not in service.log()
