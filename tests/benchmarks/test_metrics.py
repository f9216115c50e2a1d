"""Measure what a scrape of the metrics costs with 1,000 jobs.

Environment variables: SIDECAR_TEST_BENCH_SCRAPES (200) is the number of scrapes.
"""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import pytest
from elasticsearch import Elasticsearch
from rich.console import Console
from rich.table import Table

from sidecar.api.metrics.exposition import TextFormat, render
from sidecar.api.metrics.job_metrics import job_metrics
from sidecar.jobs.clock import now_millis
from sidecar.model.job_state import JobState
from sidecar.model.lease import Lease
from sidecar.store import indices
from sidecar.store.cluster_metrics import ClusterMetricsReader
from tests.acceptance.service import Service
from tests.benchmarks import machine
from tests.integration.lease_helpers import create_definition, create_lifecycle, open_execution
from tests.servers import environment
from tests.support.elasticsearch_proxy import elasticsearch_proxy

SCRAPES = int(environment.setting("BENCH_SCRAPES", "200"))
WARM_UP_SCRAPES = 500
"""Scrapes until Elasticsearch has compiled its code."""
JOBS, RUNNING = 1000, 10
QUERY = f"select id from t /* {'x' * 2000} */"
"""A long query: each lease has it, no scrape reads it."""


@pytest.fixture(scope="module")
def url_with_jobs(elasticsearch_url: str) -> str:
    """Return the URL of an Elasticsearch with jobs that have run, and some that run."""
    with Elasticsearch(elasticsearch_url) as client:
        indices.install(client)
        opened = open_execution(create_lifecycle(client), "a-job").lease
        definition = create_definition("a-job")
        ingestion = replace(definition.ingestion, query=QUERY)
        opened = opened.evolve(definition=replace(definition, ingestion=ingestion), owner="nobody").with_details(
            heartbeat=now_millis(), percent=12.5, docs_per_second=1000.5, bottleneck="source"
        )
        ended = opened.end(opened.execution_status.end(JobState.SUCCESSFUL, now_millis()))
        leases = [_of_job(opened if number < RUNNING else ended, number) for number in range(JOBS)]
        operations = [each for lease in leases for each in ({"index": {"_id": lease.key}}, lease.to_document())]
        client.bulk(index=indices.LEASES, operations=operations, refresh=True)
        client.delete(index=indices.LEASES, id=opened.key, refresh=True)
    return elasticsearch_url


def _of_job(lease: Lease, number: int) -> Lease:
    return lease.evolve(job=f"a-job-{number:04}")


def measure(call: Callable[[], object], pids: dict[str, int]) -> tuple[str, ...]:
    """Return the durations of calls in milliseconds (best, median, 90 %), and the CPU milliseconds of each process per call."""
    durations = []
    with machine.measure(pids) as measured:
        for _ in range(SCRAPES):
            began = time.perf_counter()
            call()
            durations.append(1000 * (time.perf_counter() - began))
    deciles = quantiles(durations, n=10)
    cpu = [1000 * used / SCRAPES for used in measured.cpu.values()]
    return tuple(f"{each:.1f}" for each in (min(durations), deciles[4], deciles[8], *cpu))


@pytest.mark.benchmark
def test_cost_of_a_scrape(url_with_jobs: str, tmp_path: Path) -> None:
    columns = ("what", "best ms", "median ms", "90 % ms", "CPU ms", "CPU ms of Elasticsearch")
    table = Table(*columns, title=f"A scrape with {JOBS} jobs, {RUNNING} of them running")
    elasticsearch = {"elasticsearch": machine.find_listener(urlsplit(url_with_jobs).port or 9200)}
    # An agent would take over the executions.
    service = Service(url_with_jobs, tmp_path, command="api")
    service.start()
    connection = HTTPConnection(urlsplit(service.url).netloc)

    def scrape() -> bytes:
        connection.request("GET", "/_siren/metrics")
        return connection.getresponse().read()

    try:
        for _ in range(WARM_UP_SCRAPES):
            text = scrape()
        table.add_row("scrape over HTTP", *measure(scrape, {"api": service.process.pid, **elasticsearch}))
    finally:
        connection.close()
        service.stop()
    own = {"own": os.getpid()}
    with Elasticsearch(url_with_jobs) as client:
        reader = ClusterMetricsReader(client)
        table.add_row("read Elasticsearch", *measure(lambda: reader.read(now_millis()), own | elasticsearch))
        cluster = reader.read(now_millis())
    table.add_row("write the text", *measure(lambda: render(job_metrics(cluster, now_millis()), TextFormat.PROMETHEUS), own))
    with elasticsearch_proxy(url_with_jobs) as proxy, Elasticsearch(proxy.url) as client:
        ClusterMetricsReader(client).read(now_millis())
        requests = len(proxy.requests)
    summary = f"{text.count(b'job_id=')} samples of jobs, {len(text) // 1000} kB, {requests} requests to Elasticsearch"
    Console(width=120).print(table, summary)
