"""Benchmark rate and CPU time of the sidecar, the ceiling and the client's bulk helpers on the same servers.

Environment variables: SIDECAR_TEST_BENCH_DATABASES (postgresql,mariadb,sqlite), _PINNED (1 pins Elasticsearch to one core and all else to
another).
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlparse

import pytest
from elasticsearch import Elasticsearch
from rich.console import Console

from tests.acceptance.databases import jdbc
from tests.acceptance.service import Service
from tests.benchmarks import contenders, machine, product
from tests.benchmarks.conftest import FOLDER, ROUNDS, ROWS, wait_for_merges
from tests.benchmarks.lineitem import Lineitem
from tests.benchmarks.report import CEILING, Report
from tests.servers import environment, mariadb, postgresql

DATABASES = environment.setting("BENCH_DATABASES", "postgresql,mariadb,sqlite").split(",")
PINNED = environment.setting("BENCH_PINNED", "") == "1"
HELPER_ROWS = 100_000
"""Rows for the bulk helpers, which are slow; their rate does not depend on the number of rows."""
SMALL_TABLE_ROWS = 1_000
WARM_UP_DOCUMENTS = 5_000_000
"""Documents after which Elasticsearch's JIT-compiled code no longer gets faster."""


@dataclass(frozen=True)
class BenchmarkRun:
    """The servers, tables and report of a benchmark run."""

    service: Service
    client: Elasticsearch
    table: Lineitem
    small_table: Lineitem
    databases: dict[str, str]
    """SQLAlchemy URLs by name."""
    report: Report

    @property
    def processes(self) -> dict[str, int]:
        """Return the processes of every measurement."""
        return {"elasticsearch": machine.find_listener(urlparse(self.service.elasticsearch).port or 9200), "client": os.getpid()}

    def database_process(self, database: str) -> dict[str, int]:
        """Return the process of a database; SQLite has none."""
        port = urlparse(self.databases[database]).port
        return {"database": machine.find_listener(port)} if port else {}


@pytest.fixture(scope="module")
def benchmark_run(elasticsearch_url: str) -> Iterator[BenchmarkRun]:
    """Load the databases, start the sidecar and warm up Elasticsearch."""
    table, small_table = Lineitem(FOLDER, ROWS), Lineitem(FOLDER, SMALL_TABLE_ROWS)
    folder = FOLDER / "sidecar"  # holds the secret key, which a reused cluster's definitions need
    folder.mkdir(parents=True, exist_ok=True)
    with databases(table, small_table) as urls, Elasticsearch(elasticsearch_url, request_timeout=300) as client:
        service = Service(elasticsearch_url, folder, settings={"SIDECAR_ALLOWED_SOURCES": f"*://*:*/*,sqlite://{FOLDER.resolve()}/*"})
        service.start()
        report = Report(describe_conditions(client))
        prepared = BenchmarkRun(service, client, table, small_table, urls, report)
        warm_up(prepared)
        yield prepared
        service.stop()


@contextmanager
def databases(*tables: Lineitem) -> Iterator[dict[str, str]]:
    """Start the databases and load the tables."""
    with postgresql.running() as postgres, mariadb.running() as maria:
        for table in tables:
            table.load_into_postgresql(postgres)
            if "mariadb" in DATABASES:
                table.load_into_mariadb(maria)
        urls = {"postgresql": postgres, "mariadb": maria, "sqlite": f"sqlite:///{tables[0].load_into_sqlite().resolve()}"}
        tables[1].load_into_sqlite()
        yield {name: url for name, url in urls.items() if name in DATABASES}


def describe_conditions(client: Elasticsearch) -> dict[str, str]:
    """Return the conditions of the measurements."""
    node = next(iter(client.nodes.info(metric=["jvm", "os"])["nodes"].values()))
    return {
        "Elasticsearch": f"{node['version']}, heap {node['jvm']['mem']['heap_max_in_bytes'] >> 20} MB, Java {node['jvm']['version']}",
        "machine": f"{os.cpu_count()} cores, Elasticsearch, databases and the sidecar all on it{', pinned' if PINNED else ''}",
        "table": f"TPC-H lineitem, 16 columns, {ROWS:,} rows",
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
        measure_sidecar(benchmark_run, list(benchmark_run.databases)[number % len(benchmark_run.databases)], benchmark_run.table, "")
    benchmark_run.report.results.clear()


def clean_up(benchmark_run: BenchmarkRun) -> None:
    """Delete the indices of earlier runs and wait until no merge is running."""
    benchmark_run.client.options(ignore_status=404).indices.delete(index="bench_ceiling,bench_helpers", ignore_unavailable=True)
    wait_for_merges(benchmark_run.client)


def jdbc_settings(benchmark_run: BenchmarkRun, database: str, table: Lineitem) -> dict[str, Any]:
    """Return the ``jdbc`` object of a datasource."""
    return {"url": f"jdbc:sqlite:{table.load_into_sqlite().resolve()}"} if database == "sqlite" else jdbc(benchmark_run.databases[database])


def measure_ceiling(benchmark_run: BenchmarkRun) -> None:
    """Measure sending bodies that are already encoded."""
    clean_up(benchmark_run)
    bodies = list(benchmark_run.table.bodies(contenders.BODY_SIZE))
    contenders.create_index(benchmark_run.client, "bench_ceiling")
    with machine.measure(benchmark_run.processes) as measurement:
        contenders.send_bodies(benchmark_run.client, benchmark_run.service.elasticsearch, "bench_ceiling", bodies)
    assert benchmark_run.client.count(index="bench_ceiling")["count"] == ROWS
    benchmark_run.report.add(CEILING, ROWS, measurement)


def measure_sidecar(benchmark_run: BenchmarkRun, database: str, table: Lineitem, name: str) -> None:
    """Measure a job from the call to its end."""
    id = f"bench-{database}-{table.rows}"
    product.define(benchmark_run.service, id, table, jdbc_settings(benchmark_run, database, table))
    clean_up(benchmark_run)
    processes = {**benchmark_run.processes, **benchmark_run.database_process(database), "sidecar": benchmark_run.service.process.pid}
    with product.observe_execution(benchmark_run.service) as execution, machine.measure(processes) as measurement:
        product.run(benchmark_run.service, id)
    measurement.cpu["client"] = execution.cpu
    assert benchmark_run.service.count(id) == table.rows
    benchmark_run.report.add(name, table.rows, measurement, execution.memory)
    benchmark_run.client.indices.delete(index=",".join(benchmark_run.client.indices.get_alias(name=id).body))


def measure_helpers(benchmark_run: BenchmarkRun, name: str) -> None:
    """Measure a bulk helper of the client."""
    clean_up(benchmark_run)
    contenders.create_index(benchmark_run.client, "bench_helpers")
    database = benchmark_run.databases["postgresql"].replace("postgresql:", "postgresql+psycopg:")
    rows, helper = min(HELPER_ROWS, ROWS), contenders.HELPERS[name]
    processes = {**benchmark_run.processes, **benchmark_run.database_process("postgresql")}
    with Elasticsearch(benchmark_run.service.elasticsearch) as client, machine.measure(processes) as measurement:
        contenders.send_rows(client, "bench_helpers", helper, database=database, table=benchmark_run.table.name, rows=rows)
    assert benchmark_run.client.count(index="bench_helpers")["count"] == rows
    benchmark_run.report.add(name, rows, measurement)


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


@pytest.mark.benchmark
def test_row_rate_against_the_ceiling(benchmark_run: BenchmarkRun) -> None:
    with pin_cores(benchmark_run):
        for _ in range(ROUNDS):
            measure_ceiling(benchmark_run)
            for database in benchmark_run.databases:
                measure_sidecar(benchmark_run, database, benchmark_run.table, f"sidecar, {database}")
                measure_sidecar(benchmark_run, database, benchmark_run.small_table, f"sidecar, {database}, {SMALL_TABLE_ROWS} rows")
            if "postgresql" in benchmark_run.databases:
                for name in contenders.HELPERS:
                    measure_helpers(benchmark_run, name)
    for database in benchmark_run.databases:
        benchmark_run.report.notes[f"seconds to publish, {database}"] = product.measure_publish(
            benchmark_run.service, f"bench-{database}-{ROWS}"
        )
    benchmark_run.report.show(Console(width=160))
    benchmark_run.report.write(FOLDER / f"{time.strftime('%Y%m%d-%H%M%S')}.json")
