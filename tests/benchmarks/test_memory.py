"""Measure the memory of an execution: with the table's size, several ranges, many columns and long texts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.acceptance.databases import jdbc
from tests.acceptance.service import Service
from tests.benchmarks import product
from tests.benchmarks.conftest import FOLDER, ROUNDS, ROWS
from tests.benchmarks.lineitem import KEY, Lineitem
from tests.servers import environment, postgresql

FEW_ROWS = 50_000
COLUMNS = 50
LONG_TEXT = 1_000_000
"""Characters."""


@dataclass(frozen=True)
class Load:
    """Rows to read."""

    name: str
    query: str
    pk_field: tuple[str, ...] = ("id",)
    fields: dict[str, Any] = field(default_factory=dict)
    """Further fields of the ingestion."""


def loads(table: Lineitem) -> list[Load]:
    """Return all loads; the first three differ only in their number of rows."""
    columns = ", ".join(f"'column {number} of row ' || n as c{number}" for number in range(COLUMNS - 1))
    ranges = {"partition": {"column": KEY[0], "count": 4}}
    return [
        Load(f"{FEW_ROWS:,} rows", f"select * from {table.name} limit {FEW_ROWS}", KEY),
        Load(f"{ROWS // 4:,} rows", f"select * from {table.name} limit {ROWS // 4}", KEY),
        Load(f"{ROWS:,} rows", f"select * from {table.name}", KEY),
        Load(f"{ROWS:,} rows in four ranges", f"select * from {table.name}", KEY, ranges),
        Load(f"{COLUMNS} columns", f"select n as id, {columns} from (select generate_series(1, {ROWS // 10}) as n) s"),
        Load("texts of 1 MB", f"select generate_series(1, 400) as id, repeat('1234567\"', {LONG_TEXT // 8}) as text"),
    ]


@pytest.fixture
def service(elasticsearch_url: str, tmp_path: Path) -> Iterator[Service]:
    """Run a sidecar."""
    service = Service(elasticsearch_url, tmp_path)
    service.start()
    yield service
    service.stop()


@pytest.mark.benchmark
def test_memory_of_an_execution(service: Service) -> None:
    table = Lineitem(FOLDER, ROWS)
    with postgresql.running() as database:
        table.load_into_postgresql(database)
        memory = {load.name: measure(service, f"bench-memory-{number}", load, jdbc(database)) for number, load in enumerate(loads(table))}
    for name, found in memory.items():
        environment.announce(f"{name}: {found:.0f} MB")
    few, quarter, all_rows = list(memory.values())[:3]
    environment.announce(f"{ROWS:,} rows ÷ {FEW_ROWS:,} rows: {all_rows / few:.2f}")
    environment.announce(f"{ROWS:,} rows ÷ {ROWS // 4:,} rows: {all_rows / quarter:.2f}")


def measure(service: Service, id: str, load: Load, datasource: dict[str, Any]) -> float:
    """Run a job for a load; return the peak memory of its executions in MB, the median of several."""
    service.define(id, {"query": load.query, "strategy": "REPLACE", "pk_field": list(load.pk_field), **load.fields}, datasource)
    found = []
    for _ in range(ROUNDS):
        with product.observe_execution(service) as execution:
            product.run(service, id)
        found.append(execution.memory)
    return median(found)
