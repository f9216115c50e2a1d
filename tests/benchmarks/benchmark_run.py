"""The servers, tables and report of a benchmark run, and the measurement of the sidecar in it."""

import os
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlparse

from elasticsearch import Elasticsearch

from tests.acceptance.databases import jdbc
from tests.acceptance.service import Service
from tests.benchmarks import contenders, machine, product
from tests.benchmarks.conftest import FOLDER, wait_for_merges
from tests.benchmarks.lineitem import Lineitem
from tests.benchmarks.machine import Measurement
from tests.benchmarks.report import Report
from tests.servers import environment, mariadb, postgresql

PINNED = environment.setting("BENCH_PINNED", "") == "1"
WARM_UP_DOCUMENTS = int(environment.setting("BENCH_WARM_UP_DOCUMENTS", "5000000"))
"""Documents after which Elasticsearch's JIT-compiled code no longer gets faster."""
INDICES = ("bench_ceiling", "bench_helpers", "bench_peer")
"""Indices of the contenders."""


@dataclass(frozen=True)
class BenchmarkRun:
    """The servers and report of a benchmark run, and its largest table."""

    service: Service
    client: Elasticsearch
    table: Lineitem
    databases: dict[str, str]
    """SQLAlchemy URLs by name."""
    report: Report

    @property
    def elasticsearch_process(self) -> dict[str, int]:
        """Return the process of Elasticsearch."""
        return {"elasticsearch": machine.find_listener(urlparse(self.service.elasticsearch).port or 9200)}

    @property
    def processes(self) -> dict[str, int]:
        """Return the processes of every measurement whose client is this process."""
        return {**self.elasticsearch_process, "client": os.getpid()}

    def database_process(self, database: str) -> dict[str, int]:
        """Return the process of a database; SQLite has none."""
        port = urlparse(self.databases[database]).port
        return {"database": machine.find_listener(port)} if port else {}


@contextmanager
def start(elasticsearch_url: str, databases: dict[str, str], table: Lineitem, report: Report) -> Iterator[BenchmarkRun]:
    """Start a sidecar and warm up Elasticsearch, which then has the conditions of the report."""
    folder = FOLDER / "sidecar"  # holds the secret key, which a reused cluster's definitions need
    folder.mkdir(parents=True, exist_ok=True)
    with Elasticsearch(elasticsearch_url, request_timeout=300) as client:
        service = Service(elasticsearch_url, folder, settings={"SIDECAR_ALLOWED_SOURCES": f"*://*:*/*,sqlite://{FOLDER.resolve()}/*"})
        benchmark_run = BenchmarkRun(service, client, table, databases, report)
        try:
            service.start()
            report.conditions.update(describe_conditions(client, table))
            warm_up(benchmark_run)
            yield benchmark_run
        finally:
            service.stop()


@contextmanager
def start_databases(names: Collection[str], *tables: Lineitem, postgresql_options: Collection[str] = ()) -> Iterator[dict[str, str]]:
    """Start databases and load the tables; yield the SQLAlchemy URLs by name."""
    urls = {}
    with ExitStack() as stack:
        if "postgresql" in names:
            urls["postgresql"] = stack.enter_context(postgresql.running(*postgresql_options))
            for table in tables:
                table.load_into_postgresql(urls["postgresql"])
        if "mariadb" in names:
            urls["mariadb"] = stack.enter_context(mariadb.running())
            for table in tables:
                table.load_into_mariadb(urls["mariadb"])
        if "sqlite" in names:
            files = [table.load_into_sqlite() for table in tables]
            urls["sqlite"] = f"sqlite:///{files[0].resolve()}"
        yield urls


def describe_conditions(client: Elasticsearch, table: Lineitem) -> dict[str, str]:
    """Return the conditions of the measurements."""
    node = next(iter(client.nodes.info(metric=["jvm", "os"])["nodes"].values()))
    return {
        "Elasticsearch": f"{node['version']}, heap {node['jvm']['mem']['heap_max_in_bytes'] >> 20} MB, Java {node['jvm']['version']}",
        "machine": f"{os.cpu_count()} cores, Elasticsearch, databases and the sidecar all on it{', pinned' if PINNED else ''}",
        "table": f"TPC-H lineitem, 16 columns, {table.rows:,} rows",
    }


def warm_up(benchmark_run: BenchmarkRun) -> None:
    """Warm up Elasticsearch, with as many documents from the contenders as from the sidecar: their code paths differ."""
    nodes = benchmark_run.client.nodes.stats(metric="indices")["nodes"]
    indexed = sum(node["indices"]["indexing"]["index_total"] for node in nodes.values())
    while indexed < WARM_UP_DOCUMENTS:
        contenders.create_index(benchmark_run.client, "bench_ceiling")
        contenders.send_bodies(
            benchmark_run.client, benchmark_run.service.elasticsearch, "bench_ceiling", benchmark_run.table.bodies(contenders.BODY_SIZE)
        )
        indexed += benchmark_run.table.rows
    for number in range(-(-WARM_UP_DOCUMENTS // benchmark_run.table.rows)):
        measure_sidecar(benchmark_run, list(benchmark_run.databases)[number % len(benchmark_run.databases)], benchmark_run.table)


@contextmanager
def pin_cores(benchmark_run: BenchmarkRun) -> Iterator[None]:
    """Pin Elasticsearch to one core and everything else to the other, if configured."""
    if not PINNED:
        yield
        return
    others = [
        os.getpid(),
        benchmark_run.service.process.pid,
        *(pid for each in benchmark_run.databases for pid in benchmark_run.database_process(each).values()),
    ]
    # In this order, because Elasticsearch is a descendant of this process.
    with machine.pin_to_core(1, others), machine.pin_to_core(0, [benchmark_run.processes["elasticsearch"]]):
        yield


def clean_up(benchmark_run: BenchmarkRun) -> None:
    """Delete the indices of earlier runs and wait until no merge is running."""
    benchmark_run.client.options(ignore_status=404).indices.delete(index=",".join(INDICES), ignore_unavailable=True)
    wait_for_merges(benchmark_run.client)


def jdbc_settings(benchmark_run: BenchmarkRun, database: str, table: Lineitem) -> dict[str, Any]:
    """Return the ``jdbc`` object of a datasource."""
    return {"url": f"jdbc:sqlite:{table.load_into_sqlite().resolve()}"} if database == "sqlite" else jdbc(benchmark_run.databases[database])


def measure_sidecar(benchmark_run: BenchmarkRun, database: str, table: Lineitem) -> tuple[Measurement, float]:
    """Measure a job from the call to its end; return also the peak memory of its execution in MB."""
    id = f"bench-{database}-{table.rows}"
    product.define(benchmark_run.service, id, table, jdbc_settings(benchmark_run, database, table))
    clean_up(benchmark_run)
    processes = {**benchmark_run.processes, **benchmark_run.database_process(database), "sidecar": benchmark_run.service.process.pid}
    with product.observe_execution(benchmark_run.service) as execution, machine.measure(processes) as measurement:
        product.run(benchmark_run.service, id)
    measurement.cpu["client"] = execution.cpu
    assert benchmark_run.service.count(id) == table.rows
    benchmark_run.client.indices.delete(index=",".join(benchmark_run.client.indices.get_alias(name=id).body))
    return measurement, execution.memory
