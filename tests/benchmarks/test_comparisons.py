"""Benchmark verifications, key comparisons and MIRROR runs against REPLACE runs of the same table in the same round, and their memory.

Environment variable: SIDECAR_TEST_BENCH_COMPARED_ROWS, the sizes of the tables, comma-separated.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pytest

from tests.acceptance.databases import execute_on_postgresql, jdbc
from tests.acceptance.service import Service
from tests.benchmarks import product
from tests.benchmarks.conftest import FOLDER, ROUNDS, ROWS
from tests.benchmarks.lineitem import KEY, MAPPING, Lineitem
from tests.servers import environment, postgresql

SIZES = [int(each) for each in environment.setting("BENCH_COMPARED_ROWS", f"{ROWS // 2},{ROWS}").split(",")]
REPLACE, VERIFICATION, KEYS, MIRROR = "REPLACE", "verification", "key comparison", "MIRROR with 1 % changed"


@dataclass
class Figures:
    """Seconds and MB of each round, by action."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    memory: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def measure(self, service: Service, action: str) -> Iterator[None]:
        """Measure the block, and the execution in it."""
        with product.observe_execution(service) as execution:
            began = time.monotonic()
            yield
            self.seconds.setdefault(action, []).append(time.monotonic() - began)
        self.memory.setdefault(action, []).append(execution.memory)

    def ratio(self, action: str) -> float:
        """Return the median over the rounds of the rate divided by that of a REPLACE."""
        return median(base / each for base, each in zip(self.seconds[REPLACE], self.seconds[action], strict=True))


@pytest.mark.benchmark
def test_comparisons_against_a_replace(elasticsearch_url: str, tmp_path: Path) -> None:
    tables = [Lineitem(FOLDER, rows) for rows in SIZES]
    service = Service(elasticsearch_url, tmp_path)
    figures = [Figures() for _ in tables]
    with postgresql.running() as database:
        for table in tables:
            table.load_into_postgresql(database)
        service.start()
        try:
            for number in range(ROUNDS):
                for table, found in zip(tables, figures, strict=True):
                    measure_replace(service, database, table, found)
                    measure_keys(service, database, table, found)
                    measure_mirror(service, database, table, found, number)
        finally:
            service.stop()
    for table, found in zip(tables, figures, strict=True):
        for action in found.seconds:
            rate = table.rows / median(found.seconds[action])
            environment.announce(
                f"{action}, {table.rows:,} rows: {rate:,.0f} rows/s, {found.ratio(action):.2f} of a REPLACE, "
                f"{median(found.memory[action]):.0f} MB"
            )


def measure_replace(service: Service, database: str, table: Lineitem, found: Figures) -> None:
    """Measure a REPLACE, and a verification of its target."""
    product.define(service, "bench-replace", table, jdbc(database))
    with found.measure(service, REPLACE):
        product.run(service, "bench-replace")
    with found.measure(service, VERIFICATION):
        status = product.run(service, "bench-replace", "_verify")
    assert status["details"]["comparison"]["equal"] == table.rows
    delete_target(service, "bench-replace")


def measure_keys(service: Service, database: str, table: Lineitem, found: Figures) -> None:
    """Measure an INCREMENTAL that reads no row and compares all keys."""
    query = f"select * from {table.name} {{{{#last_record_timestamp}}}}where false{{{{/last_record_timestamp}}}}"
    define(service, "bench-keys", {"query": query, "strategy": "INCREMENTAL", "deletions": "compare"}, database)
    product.run(service, "bench-keys")
    with found.measure(service, KEYS):
        status = product.run(service, "bench-keys")
    assert (status["count"], status["details"]["deleted"]) == (0, 0)
    delete_target(service, "bench-keys")


def measure_mirror(service: Service, database: str, table: Lineitem, found: Figures, round_number: int) -> None:
    """Measure a MIRROR of a table in which one of 100 rows has changed."""
    define(service, "bench-mirror", {"query": f"select * from {table.name}", "strategy": "MIRROR"}, database)
    product.run(service, "bench-mirror")
    execute_on_postgresql(
        database, f"update {table.name} set l_comment = 'round {round_number}' where l_partkey % 100 = 0", f"vacuum analyze {table.name}"
    )
    with found.measure(service, MIRROR):
        status = product.run(service, "bench-mirror")
    assert status["count"] == table.rows
    assert 0 < status["details"]["updated"] < table.rows // 50
    delete_target(service, "bench-mirror")


def define(service: Service, id: str, ingest: dict[str, str], database: str) -> None:
    """Save an ingestion with the settings of all contenders."""
    settings = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}
    service.define(id, {"pk_field": list(KEY), "mapping": MAPPING, "settings": settings, **ingest}, jdbc(database))


def delete_target(service: Service, id: str) -> None:
    """Delete a target, so that each run has the same disk."""
    for index in service.es("GET", f"/{id}").body:
        service.es("DELETE", f"/{index}")
