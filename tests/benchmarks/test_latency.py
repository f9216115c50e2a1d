"""Measure how long a short run takes and where, how old the shown numbers of a run are, and what reading a status costs.

Environment variables: SIDECAR_TEST_BENCH_SHORT_RUNS (40) is the number of short runs, after as many to warm up; _SECONDS (20) the time
over which ages are measured; _EXECUTIONS (100000) the number of executions in the job log while statuses are read.
"""

import json
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from statistics import median, quantiles
from urllib.parse import urlparse

import pytest
from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk
from rich.console import Console
from rich.table import Table

from tests.acceptance.databases import jdbc
from tests.acceptance.service import JOBS, Service
from tests.benchmarks import machine, product
from tests.servers import environment
from tests.support.waiting import wait_until

SHORT_RUNS = int(environment.setting("BENCH_SHORT_RUNS", "40"))
SECONDS = float(environment.setting("BENCH_SECONDS", "20"))
EXECUTIONS = int(environment.setting("BENCH_EXECUTIONS", "100000"))
WARM_UP_SECONDS = 60.0
READS = 2000
ROWS = "select g as id, md5(g::text) as word from generate_series(1, 1000) g"
FLOWING_ROWS = "select id, md5(id::text) as word from (select generate_series(1, 1000000000) as id) as numbers"


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Yield a sidecar."""
    service = Service(elasticsearch_url, tmp_path_factory.mktemp("latency"))
    service.start()
    yield service
    service.stop()


@pytest.mark.benchmark
def test_time_of_a_short_run(service: Service, postgres_url: str) -> None:
    service.define("short", {"query": ROWS, "pk_field": "id", "strategy": "REPLACE"}, jdbc(postgres_url))
    for _ in range(SHORT_RUNS):
        product.run(service, "short")
    walls: list[float] = []
    cpu: dict[str, list[float]] = {"elasticsearch": [], "sidecar": []}
    processes = {"elasticsearch": machine.find_listener(urlparse(service.elasticsearch).port or 9200), "sidecar": service.process.pid}
    offset = len(service.log())
    for _ in range(SHORT_RUNS):
        product.wait_for_warm_process(service.process.pid)
        with machine.measure(processes) as measured:
            product.run(service, "short")
        walls.append(measured.wall)
        for name, seconds in measured.cpu.items():
            cpu[name].append(seconds)
    table = Table("until", "median, s", "since the step before", title=f"{SHORT_RUNS} runs of 1,000 rows, from the call")
    before = 0.0
    for step, seconds in timeline(service.log()[offset:]):
        table.add_row(step, f"{seconds:.3f}", f"{seconds - before:.3f}")
        before = seconds
    table.add_row("the waiting caller has the answer", f"{median(walls):.3f}", f"{median(walls) - before:.3f}")
    Console(width=120).print(table)
    means = {name: sum(each) / SHORT_RUNS for name, each in cpu.items()}
    Console().print(f"CPU seconds of a run: Elasticsearch {means['elasticsearch']:.3f}, sidecar {means['sidecar']:.3f}")


def timeline(log: str) -> list[tuple[str, float]]:
    """Return the steps of all runs in a log and the median time of each, in seconds since the run was opened."""
    times: dict[str, list[float]] = {}
    for line in re.findall(r"execution done: .*? rows; ([^\"\n]*)", log):
        for step, seconds in re.findall(r"([a-z][a-z ]*) ([\d.]+) s", line):
            times.setdefault(step, []).append(float(seconds))
    return sorted(((step, median(each)) for step, each in times.items()), key=lambda item: item[1])


@pytest.mark.benchmark
def test_age_of_a_running_number_in_a_search(service: Service, postgres_url: str) -> None:
    service.define("flowing", {"query": FLOWING_ROWS, "pk_field": "id", "strategy": "REPLACE"}, jdbc(postgres_url))
    service.start_job("flowing")
    wait_until(lambda: service.status("flowing")["count"] > 0, "rows are sent")
    time.sleep(WARM_UP_SECONDS)
    ages, deadline = [], time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        ages.append(age_of_number(service, "flowing"))
        time.sleep(0.1)
    service.call("POST", f"{JOBS}/ingestion/flowing/_abort")
    Console().print(f"age of a search's numbers: median {median(ages):.2f} s, p99 {percentile(ages, 99):.2f} s, longest {max(ages):.2f} s")


def age_of_number(service: Service, job: str) -> float:
    """Return how many seconds ago the number of rows in a search was that of the run."""
    current = service.status(job)
    found = service.call("POST", f"{JOBS}/_search?detailed=true", {"query": {"term": {"ingestion.id": job}}})
    shown = found["hits"]["hits"][0]["_source"]["ingestion"]
    # A snapshot is left out while no number changes.
    as_of = current if current["count"] == shown["count"] else shown
    return float(time.time() - as_of["details"]["heartbeat"] / 1000)


def percentile(values: list[float], percent: int) -> float:
    """Return a percentile of some values."""
    return quantiles(values, n=100)[percent - 1]


@pytest.mark.benchmark
def test_time_to_read_a_status(service: Service, postgres_url: str) -> None:
    service.define("read", {"query": ROWS, "pk_field": "id", "strategy": "REPLACE"}, jdbc(postgres_url))
    fill_job_log(service, service.run("read"))
    servers = {"sidecar": urlparse(service.url).netloc, "Elasticsearch": urlparse(service.elasticsearch).netloc}
    paths = {"sidecar": f"{JOBS}/ingestion/read", "Elasticsearch": "/.siren-leases/_doc/ingestion:read"}
    times: dict[str, list[float]] = {name: [] for name in servers}
    with ExitStack() as opened:
        connections = {name: opened.enter_context(closing(HTTPConnection(server))) for name, server in servers.items()}
        for _ in range(READS):
            for name, connection in connections.items():
                times[name].append(read(connection, paths[name]))
    table = Table("GET", "p50, ms", "p99, ms", title=f"Reading a status, {EXECUTIONS:,} executions in the job log")
    figures = {name: (1000 * median(each), 1000 * percentile(each, 99)) for name, each in times.items()}
    (own_median, own_high), (other_median, other_high) = figures.values()
    figures["difference"] = (own_median - other_median, own_high - other_high)
    for name, (middle, high) in figures.items():
        table.add_row(name, f"{middle:.2f}", f"{high:.2f}")
    Console().print(table)


def read(connection: HTTPConnection, path: str) -> float:
    """Return the seconds of a successful read."""
    began = time.monotonic()
    connection.request("GET", path)
    response = connection.getresponse()
    assert json.loads(response.read())["found"], response.status
    return time.monotonic() - began


def fill_job_log(service: Service, status: dict[str, object]) -> None:
    """Write executions of another job to the job log."""
    document = {"ingestion": {**status, "id": "filler"}}
    with Elasticsearch(service.elasticsearch) as client:
        bulk(client, ({"_index": ".siren-jobs", "_id": f"filler-{number}", "_source": document} for number in range(EXECUTIONS)))
        client.indices.refresh(index=".siren-jobs")
