"""Benchmark rate and CPU time of the sidecar, the ceiling and the client's bulk helpers on the same servers.

Environment variables: SIDECAR_TEST_BENCH_DATABASES (postgresql,mariadb,sqlite), _PINNED (1 pins Elasticsearch to one core and all else to
another), _WARM_UP_DOCUMENTS (5000000).
"""

import time
from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch
from rich.console import Console

from tests.benchmarks import benchmark_run as benchmark
from tests.benchmarks import bulk_helpers, contenders, machine, product
from tests.benchmarks.benchmark_run import BenchmarkRun
from tests.benchmarks.conftest import FOLDER, ROUNDS, ROWS
from tests.benchmarks.lineitem import KEY, Lineitem
from tests.benchmarks.report import CEILING, Report
from tests.servers import environment

DATABASES = environment.setting("BENCH_DATABASES", "postgresql,mariadb,sqlite").split(",")
HELPER_ROWS = 100_000
"""Rows for the bulk helpers, which are slow; their rate does not depend on the number of rows."""
SMALL_TABLE = Lineitem(FOLDER, 1_000)


@pytest.fixture(scope="module")
def benchmark_run(elasticsearch_url: str) -> Iterator[BenchmarkRun]:
    """Load the databases, start the sidecar and warm up Elasticsearch."""
    table = Lineitem(FOLDER, ROWS)
    with (
        benchmark.start_databases(DATABASES, table, SMALL_TABLE) as databases,
        benchmark.start(elasticsearch_url, databases, table, Report()) as prepared,
    ):
        yield prepared


def measure_ceiling(benchmark_run: BenchmarkRun) -> None:
    """Measure sending bodies that are already encoded."""
    benchmark.clean_up(benchmark_run)
    bodies = list(benchmark_run.table.bodies(contenders.BODY_SIZE))
    contenders.create_index(benchmark_run.client, "bench_ceiling")
    with machine.measure(benchmark_run.processes) as measurement:
        contenders.send_bodies(benchmark_run.client, benchmark_run.service.elasticsearch, "bench_ceiling", bodies)
    assert benchmark_run.client.count(index="bench_ceiling")["count"] == ROWS
    benchmark_run.report.add(CEILING, ROWS, measurement)


def measure_sidecar(benchmark_run: BenchmarkRun, database: str, table: Lineitem, name: str) -> None:
    """Measure a job of the sidecar."""
    measurement, memory = benchmark.measure_sidecar(benchmark_run, database, table)
    benchmark_run.report.add(name, table.rows, measurement, memory)


def measure_helpers(benchmark_run: BenchmarkRun, name: str) -> None:
    """Measure a bulk helper of the client, in this process."""
    benchmark.clean_up(benchmark_run)
    contenders.create_index(benchmark_run.client, "bench_helpers")
    rows, helper = min(HELPER_ROWS, ROWS), bulk_helpers.HELPERS[name]
    query = f"select * from {benchmark_run.table.name} limit {rows}"
    processes = {**benchmark_run.processes, **benchmark_run.database_process("postgresql")}
    with Elasticsearch(benchmark_run.service.elasticsearch) as client, machine.measure(processes) as measurement:
        bulk_helpers.send_rows(client, "bench_helpers", helper, database=benchmark_run.databases["postgresql"], query=query, key=KEY)
    assert benchmark_run.client.count(index="bench_helpers")["count"] == rows
    benchmark_run.report.add(name, rows, measurement)


@pytest.mark.benchmark
def test_row_rate_against_the_ceiling(benchmark_run: BenchmarkRun) -> None:
    with benchmark.pin_cores(benchmark_run):
        for _ in range(ROUNDS):
            for database in benchmark_run.databases:
                measure_ceiling(benchmark_run)
                measure_sidecar(benchmark_run, database, benchmark_run.table, f"sidecar, {database}")
                measure_sidecar(benchmark_run, database, SMALL_TABLE, f"sidecar, {database}, {SMALL_TABLE.rows} rows")
            if "postgresql" in benchmark_run.databases:
                for name in bulk_helpers.HELPERS:
                    measure_ceiling(benchmark_run)
                    measure_helpers(benchmark_run, name)
        measure_ceiling(benchmark_run)
    for database in benchmark_run.databases:
        benchmark_run.report.notes[f"seconds to publish, {database}"] = product.measure_publish(
            benchmark_run.service, f"bench-{database}-{ROWS}"
        )
    benchmark_run.report.write(FOLDER / f"{time.strftime('%Y%m%d-%H%M%S')}.json")
    benchmark_run.report.show(Console(width=160))
