"""Measure what traces cost a run: with a collector, without one, without OpenTelemetry, and with a collector that is down.

Environment variables: SIDECAR_TEST_BENCH_TRACE_ROWS (300000) is the size of the table, _ROUNDS (3) the number of rounds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import pytest
from rich.console import Console
from rich.table import Table

from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import Service, free_port
from tests.benchmarks import product
from tests.benchmarks.conftest import ROUNDS
from tests.servers import environment
from tests.servers.otlp_collector import collecting

ROWS = int(environment.setting("BENCH_TRACE_ROWS", "300000"))
WARM_UP_ROUNDS = 2
"""Rounds until Elasticsearch has compiled most of its code."""
JOB = "bench-traces"
BASE, INSTALLED, EXPORTED, DOWN = "without the extra", "without a collector", "with a collector", "with a collector that is down"
MISSING = """
import sys

class Missing:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] == "opentelemetry":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing)
"""
"""Hides OpenTelemetry from a process that finds this as its sitecustomize."""


@contextmanager
def running(elasticsearch: str, folder: Path, settings: dict[str, str]) -> Iterator[Service]:
    """Run a sidecar alone, because another one could claim its job."""
    service = Service(elasticsearch, folder, settings)
    service.start()
    try:
        yield service
    finally:
        service.stop()


def measure(service: Service) -> tuple[float, float, float]:
    """Run the job; return the seconds that it took, and the CPU seconds and the peak memory (MB) of its process."""
    with product.observe_execution(service) as execution:
        status = product.run(service, JOB)
    assert status["count"] == ROWS
    return (status["end_time"] - status["start_time"]) / 1000, execution.cpu, execution.memory


@pytest.mark.benchmark
def test_cost_of_traces(elasticsearch_url: str, tmp_path: Path) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "sitecustomize.py").write_text(MISSING)
    rows = ((number, number % 1000, f"customer {number % 5000}", number / 7, f"comment of row {number} " * 3) for number in range(ROWS))
    create = "create table t (id integer primary key, part integer, customer text, price real, comment text)"
    datasource = write_sqlite_file(tmp_path / "t.db", create, insert="insert into t values (?, ?, ?, ?, ?)", rows=rows)
    found: dict[str, list[tuple[float, float, float]]] = {BASE: [], INSTALLED: [], EXPORTED: [], DOWN: []}
    with collecting() as collector:
        settings = {
            BASE: {"PYTHONPATH": str(tmp_path / "hidden")}, INSTALLED: {}, EXPORTED: collector.settings,
            DOWN: {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{free_port()}"},
        }  # fmt: skip
        for number in range(WARM_UP_ROUNDS + ROUNDS):
            for name, variables in settings.items():
                with running(elasticsearch_url, tmp_path, variables) as service:
                    service.define(JOB, {"query": "select * from t", "strategy": "REPLACE", "pk_field": "id"}, datasource)
                    measured = measure(service)
                if number >= WARM_UP_ROUNDS:
                    found[name].append(measured)
        spans = len([each for each in collector.spans if each.process == "execution"]) / (WARM_UP_ROUNDS + ROUNDS)
    table = Table(
        "sidecar", "seconds", "of the first", "CPU seconds", "of the first", "MB", title=f"A run of {ROWS:,} rows; {spans:.0f} spans"
    )
    base = [median(column) for column in zip(*found[BASE], strict=True)]
    for name, all_measured in found.items():
        seconds, cpu, memory = (median(column) for column in zip(*all_measured, strict=True))
        table.add_row(name, f"{seconds:.2f}", f"{seconds / base[0]:.2f}", f"{cpu:.2f}", f"{cpu / base[1]:.2f}", f"{memory:.0f}")
    Console(width=120).print(table)
