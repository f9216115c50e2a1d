"""Measure the API under a constant load, beside running jobs, with many definitions and a long history.

Environment variables: SIDECAR_TEST_BENCH_RATE (200 requests a second), _SECONDS (300), _RUNNING (20), _DEFINITIONS (10000),
_EXECUTIONS (1000000).
"""

import json
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk
from rich.console import Console
from rich.table import Table

from sidecar.store import indices
from tests.acceptance.databases import jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service
from tests.benchmarks import machine
from tests.benchmarks.load import Durations, Request, percentile, send_at_rate
from tests.servers import environment
from tests.support.waiting import wait_until

RATE = int(environment.setting("BENCH_RATE", "200"))
SECONDS = int(environment.setting("BENCH_SECONDS", "300"))
RUNNING = int(environment.setting("BENCH_RUNNING", "20"))
DEFINITIONS = int(environment.setting("BENCH_DEFINITIONS", "10000"))
EXECUTIONS = int(environment.setting("BENCH_EXECUTIONS", "1000000"))
DIRECT = 5
"""One request of so many is also sent to Elasticsearch directly: what the API asks it for."""
HISTORY_DAYS = 80
"""Days that the executions of the job log are spread over: agents delete those of more than 90."""
LOAD_ROWS = 1_000_000
"""Rows of a running job: more than it reads. PostgreSQL stores them before it returns the first one."""
NAP = 0.02
"""Seconds for each row of a running job."""
MIX = {
    "status": 50, "search the job log": 15, "definition": 15, "running jobs": 10, "search definitions": 5, "health": 3, "metrics": 1,
    "save a definition": 1,
}  # fmt: skip
"""Requests of each kind in a hundred: a console, some dashboards and scripts that wait for their runs."""
API, ELASTICSEARCH = "api", "elasticsearch"

pytestmark = pytest.mark.benchmark


def job(number: int) -> str:
    return f"load-{number:05}"


def definition(number: int) -> dict[str, Any]:
    slow = f"select g as id, pg_sleep({NAP})::text as nap from generate_series(1, {LOAD_ROWS}) g"
    query = slow if number < RUNNING else "select 1 as id"
    return {"datasource": "load", "target": job(number), "query": query, "pk_field": "id", "strategy": "INCREMENTAL"}


def define_all(service: Service, postgres_url: str) -> None:
    """Save the datasource and all ingestions."""
    assert service.call("PUT", f"{DATASOURCE}/load", {"jdbc": jdbc(postgres_url)}).status == 201

    def save(number: int) -> None:
        response = service.call("PUT", f"{INGESTION}/{job(number)}", {"ingest": definition(number)})
        assert response.status == 201, response.body

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(DEFINITIONS)))


def write_history(client: Elasticsearch, service: Service) -> None:
    """Write copies of a finished execution to the job log, for all jobs and days."""
    service.run(job(RUNNING))
    client.indices.refresh(index=indices.JOBS)
    (hit,) = client.search(index=indices.JOBS, query={"term": {"ingestion.id": job(RUNNING)}})["hits"]["hits"]
    source, now = hit["_source"]["ingestion"], int(time.time() * 1000)

    def copies() -> Iterator[dict[str, Any]]:
        for number in range(EXECUTIONS):
            began = now - HISTORY_DAYS * 86_400_000 * (EXECUTIONS - number) // EXECUTIONS
            state = "error" if number % 50 == 0 else "successful"
            copy = {**source, "id": job(number % DEFINITIONS), "state": state, "start_time": began, "end_time": began + 1000}
            yield {"_index": indices.JOBS, "_id": f"copy-{number}", "ingestion": copy}

    for succeeded, item in parallel_bulk(client, copies(), thread_count=2, chunk_size=2000):
        assert succeeded, item
    client.indices.refresh(index=indices.JOBS)


def requests(draw: random.Random) -> Iterator[list[Request]]:
    """Yield requests of the mix, some with one of Elasticsearch's own."""
    kinds = draw.choices(list(MIX), list(MIX.values()), k=10_000)
    for number, kind in enumerate(cycle(kinds)):
        api, direct = _request(kind, draw)
        yield [api, direct] if number % DIRECT == 0 and direct is not None else [api]


def _request(kind: str, draw: random.Random) -> tuple[Request, Request | None]:
    """Return a request to the API, and the main one that it sends to Elasticsearch."""
    id = job(draw.randrange(2 * RUNNING if kind == "status" else DEFINITIONS))

    def pair(path: str, own: str, body: dict[str, Any] | None = None) -> tuple[Request, Request]:
        method, data = ("GET", None) if body is None else ("POST", json.dumps(body).encode())
        return Request(kind, API, method, path, data, (200, 404)), Request(kind, ELASTICSEARCH, method, own, data, (200, 404))

    match kind:
        case "status":
            return pair(f"{JOBS}/ingestion/{id}", f"/{indices.LEASES}/_doc/ingestion:{id}")
        case "search the job log":
            filters = [{"term": {"ingestion.state": "error"}}, {"range": {"ingestion.start_time": {"gte": "now-30d"}}}]
            body = {"query": {"bool": {"filter": filters}}, "sort": [{"ingestion.start_time": "desc"}], "size": 20}
            return pair(f"{JOBS}/_search", f"/{indices.JOBS}/_search", body)
        case "definition":
            return pair(f"{INGESTION}/{id}", f"/{indices.INGESTIONS}/_doc/{id}")
        case "search definitions":
            return pair(f"{INGESTION}/_search?q={id}", f"/{indices.INGESTIONS}/_search?q=ingest.target:{id}")
        case "save a definition":
            data = json.dumps({"ingest": definition(draw.randrange(RUNNING, DEFINITIONS))}).encode()
            ingest = json.loads(data)["ingest"]
            return Request(kind, API, "PUT", f"{INGESTION}/{ingest['target']}", data, (200, 409)), None
        case _:
            path = {"running jobs": f"{JOBS}/ingestion", "health": "/_siren/health", "metrics": "/_siren/metrics"}[kind]
            return Request(kind, API, "GET", path), None


def memory(service: Service) -> float:
    """Return the memory of all processes that serve the API, in MB."""
    return sum(machine.proportional_memory(pid) for pid in machine.process_tree(service.process.pid))


def print_table(durations: Durations, measured: machine.Measurement, sizes: list[float]) -> None:
    table = Table("request", "number", "median", "99 %", "Elasticsearch's 99 %", title=f"{RATE} requests a second, milliseconds")
    for kind in MIX:
        own, direct = durations.by_kind[kind, API], durations.by_kind.get((kind, ELASTICSEARCH), [])
        figures = (percentile(own, 50), percentile(own, 99), percentile(direct, 99))
        table.add_row(kind, str(len(own)), *(f"{each:.0f}" for each in figures))
    console = Console(width=120)
    console.print(table)
    everything, direct = durations.of_server(API), durations.of_server(ELASTICSEARCH)
    used = ", ".join(f"{name} {seconds / measured.wall:.2f}" for name, seconds in measured.cpu.items())
    console.print(f"all: 99 % {percentile(everything, 99):.0f} ms, Elasticsearch {percentile(direct, 99):.0f} ms; cores: {used}")
    console.print(f"memory of the API in MB, once a minute: {', '.join(f'{each:.0f}' for each in sizes)}; errors: {len(durations.errors)}")


def test_load(elasticsearch_url: str, postgres_url: str, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("api", "agent")]
    for folder in folders:
        folder.mkdir()
    api = Service(elasticsearch_url, folders[0], command="api")
    agent = Service(elasticsearch_url, folders[1], {"SIDECAR_MAX_JOBS": str(RUNNING)}, command="agent")
    api.start()
    agent.launch()
    try:
        define_all(api, postgres_url)
        with Elasticsearch(elasticsearch_url, request_timeout=120) as client:
            write_history(client, api)
            assert client.count(index=indices.JOBS)["count"] >= EXECUTIONS
        for number in range(RUNNING):
            api.start_job(job(number))
        wait_until(lambda: len(running(api)) == RUNNING, "all jobs run", 120)
        source = requests(random.Random(1))
        urls = {API: api.url, ELASTICSEARCH: elasticsearch_url}
        send_at_rate(urls, source, rate=RATE, seconds=10, each_minute=lambda: None)
        sizes = [memory(api)]
        pids = {
            API: api.process.pid,
            "agent": agent.process.pid,
            ELASTICSEARCH: machine.find_listener(urlsplit(elasticsearch_url).port or 9200),
        }
        with machine.measure(pids) as measured:
            durations = send_at_rate(urls, source, rate=RATE, seconds=SECONDS, each_minute=lambda: sizes.append(memory(api)))
        print_table(durations, measured, sizes)
        assert len(running(api)) == RUNNING
        assert not durations.errors, list(islice(durations.errors, 5))
    finally:
        agent.stop()
        api.stop()


def running(service: Service) -> list[str]:
    """Return the ids of the running jobs."""
    jobs = service.call("GET", f"{JOBS}/ingestion?detailed=true")["jobs"]
    return [each["_id"] for each in jobs if each["status"]["details"]["phase"] != "queued"]
