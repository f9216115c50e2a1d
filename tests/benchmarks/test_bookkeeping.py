"""Measure what the sidecar costs beside the rows: idle, with slow runs, and while a caller waits.

Environment variables: SIDECAR_TEST_BENCH_SECONDS (20) is the length of each measurement, _ROUNDS (3) their number, _RUNS (1,10,50) the
numbers of runs at a time. Every figure is the median of the rounds, less what Elasticsearch needs for the same rows without a sidecar.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlparse

import pytest
from elasticsearch import Elasticsearch
from rich.console import Console
from rich.table import Table

from tests.acceptance.databases import jdbc
from tests.acceptance.service import EXECUTION, INGESTION, JOBS, Service
from tests.benchmarks import contenders, machine
from tests.benchmarks.conftest import ROUNDS
from tests.servers import environment
from tests.support.elasticsearch_proxy import elasticsearch_proxy, is_bulk_of_rows
from tests.support.waiting import wait_until

SECONDS = float(environment.setting("BENCH_SECONDS", "20"))
INDEX = "bench-rows"
SLOW_ROWS = "select id, pg_sleep(0.2)::text as nap from (select generate_series(1, 100000000) as id) as numbers"
RUNS = tuple(int(each) for each in environment.setting("BENCH_RUNS", "1,10,50").split(","))
ROWS_PER_SECOND = 5
"""Rows of each run, each of which is sent at once."""
WARM_UP_SECONDS = float(environment.setting("BENCH_WARM_UP", "240"))
"""Seconds of runs before the first measurement: until then Elasticsearch compiles its code."""
WARM_UP_RUNS = 10
ROW = b'{"index":{"_id":"%d"}}\n{"id":%d,"nap":""}\n'


@dataclass
class Cost:
    """What one measurement found, per second."""

    elasticsearch: float
    """CPU seconds."""
    sidecar: float
    """CPU seconds of agent and API."""
    executions: float
    """CPU seconds of all executions."""
    refreshes: float


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """Return a sidecar that runs 50 jobs at once, not started."""
    return Service(elasticsearch_url, tmp_path_factory.mktemp("bookkeeping"), {"SIDECAR_MAX_JOBS": str(max(RUNS))})


def refreshes(service: Service) -> int:
    """Return how often the sidecar's own indices were refreshed for searches so far."""
    stats = service.es("GET", "/.siren-*/_stats/refresh?expand_wildcards=all&filter_path=_all.primaries.refresh.external_total").body
    return int(stats.get("_all", {}).get("primaries", {}).get("refresh", {}).get("external_total", 0))


def measure(service: Service) -> Cost:
    """Return the medians of some rounds."""
    costs = [_measure_once(service) for _ in range(ROUNDS)]
    return Cost(**{name: median(getattr(each, name) for each in costs) for name in Cost.__dataclass_fields__})


def _measure_once(service: Service) -> Cost:
    pids = {
        "elasticsearch": machine.find_listener(urlparse(service.elasticsearch).port or 9200),
        **{f"execution {pid}": pid for pid in service.processes(EXECUTION)},
        **({"all": service.process.pid} if service.process.poll() is None else {}),
    }
    before = refreshes(service)
    with machine.measure(pids) as measured:
        time.sleep(SECONDS)
    executions = sum(used for name, used in measured.cpu.items() if name.startswith("execution"))
    return Cost(
        elasticsearch=measured.cpu["elasticsearch"] / measured.wall,
        sidecar=(measured.cpu.get("all", 0.0) - executions) / measured.wall,
        executions=executions / measured.wall,
        refreshes=(refreshes(service) - before) / measured.wall,
    )


@contextmanager
def slow_runs(service: Service, postgres_url: str, number: int) -> Iterator[None]:
    """Run jobs during the block whose rows trickle in."""
    jobs = [f"slow-{position}" for position in range(number)]
    for job in jobs:
        service.define(job, {"query": SLOW_ROWS, "pk_field": "id", "strategy": "REPLACE"}, jdbc(postgres_url))
        service.start_job(job)
    for job in jobs:
        wait_until(lambda job=job: service.status(job)["count"] > 0, "rows are sent", 120)  # type: ignore[misc]
    yield
    for job in jobs:
        abort(service, job)


def abort(service: Service, job: str) -> None:
    """Abort a job's run and wait for the end of its process, which would be missing in the next measurement."""
    before = service.executing()
    service.call("POST", f"{JOBS}/ingestion/{job}/_abort")
    wait_until(lambda: len(service.executing()) < len(before), "the process ends")


@contextmanager
def waiting_caller(service: Service, job: str) -> Iterator[None]:
    """Wait for the end of a job's run during the block, which must abort it."""
    caller = threading.Thread(target=service.call, args=("POST", f"{INGESTION}/{job}/_run?wait_for_completion=true"), daemon=True)
    caller.start()
    wait_until(lambda: service.status(job)["count"] > 0, "rows are sent")
    yield
    abort(service, job)
    caller.join()


@contextmanager
def rows_without_runs(url: str, number: int) -> Iterator[None]:
    """Send the rows of a number of slow runs during the block, without the runs."""
    with Elasticsearch(url) as client:
        contenders.create_index(client, INDEX, {"properties": {"id": {"type": "long"}, "nap": {"type": "keyword"}}})
    stop = threading.Event()
    threads = [threading.Thread(target=_send_rows, args=(url, position, stop)) for position in range(number)]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        stop.set()
        for each in threads:
            each.join()


def _send_rows(url: str, position: int, stop: threading.Event) -> None:
    with closing(HTTPConnection(urlparse(url).netloc)) as connection:
        for id in count(position * 1_000_000):
            if stop.wait(1 / ROWS_PER_SECOND):
                return
            path = f"/{INDEX}/_bulk?filter_path=errors"
            connection.request("POST", path, ROW % (id, id), {"content-type": "application/x-ndjson"})
            assert connection.getresponse().read() == b'{"errors":false}'


@pytest.mark.benchmark
def test_cost_of_bookkeeping(service: Service, postgres_url: str) -> None:
    table = Table("state", "Elasticsearch", "agent and API", "executions", "refreshes/s", title="CPU seconds per second")
    service.start()
    try:
        with slow_runs(service, postgres_url, WARM_UP_RUNS):
            time.sleep(WARM_UP_SECONDS)
        service.stop()
        without = {0: measure(service)}
        for number in RUNS:
            with rows_without_runs(service.elasticsearch, number):
                without[number] = measure(service)
        service.start()
        time.sleep(SECONDS)  # the warm process has finished its imports
        table.add_row("idle", *_row(measure(service), without[0]))
        for number in RUNS:
            with slow_runs(service, postgres_url, number):
                table.add_row(f"{number} slow runs", *_row(measure(service), without[number]))
        with waiting_caller(service, "slow-0"):
            table.add_row("1 slow run, a caller waits", *_row(measure(service), without[RUNS[0]]))
    finally:
        service.stop()
    Console(width=120).print(table)


def _row(cost: Cost, without: Cost) -> tuple[str, ...]:
    elasticsearch = cost.elasticsearch - without.elasticsearch
    return (f"{elasticsearch:.4f}", f"{cost.sidecar:.4f}", f"{cost.executions:.4f}", f"{cost.refreshes:.2f}")


@pytest.mark.benchmark
def test_calls_beside_the_rows(elasticsearch_url: str, postgres_url: str, tmp_path: Path) -> None:
    table = Table("state", "calls/s", "most frequent", title="Calls of Elasticsearch beside the rows")
    with elasticsearch_proxy(elasticsearch_url) as proxy:
        service = Service(proxy.url, tmp_path, {"SIDECAR_MAX_JOBS": str(max(RUNS))})
        service.start()
        try:
            time.sleep(SECONDS)
            table.add_row("idle", *_count(proxy))
            for number in RUNS:
                with slow_runs(service, postgres_url, number):
                    table.add_row(f"{number} slow runs", *_count(proxy))
        finally:
            service.stop()
    Console(width=160).print(table)


def _count(proxy: Any) -> tuple[str, str]:
    proxy.requests.clear()
    time.sleep(SECONDS)
    paths = [call.partition("?")[0].partition("/_doc/")[0] for call, _ in proxy.requests]
    calls = [path for path in paths if not is_bulk_of_rows(path)]
    kinds = sorted(set(calls), key=calls.count, reverse=True)
    return f"{len(calls) / SECONDS:.2f}", ", ".join(f"{kind} {calls.count(kind) / SECONDS:.2f}" for kind in kinds[:5])
