"""How fast rows come in, and what it costs: the sidecar, the ceiling and the client's own helpers, in turn, on the same servers.

Settings of the run, in the environment: SIDECAR_TEST_BENCH_ROWS (1000000), _ROUNDS (3), _DATABASES (postgresql,mariadb,sqlite),
_PINNED (1 keeps Elasticsearch on one core and all else on another), _FOLDER (where the table is kept for the next time).
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from elasticsearch import Elasticsearch
from rich.console import Console

from sidecar.demo.elasticsearch import maven
from sidecar.demo.elasticsearch.java import find_java
from tests.acceptance.databases import jdbc
from tests.acceptance.service import Service
from tests.benchmarks import contenders, machine, product
from tests.benchmarks.lineitem import Lineitem
from tests.benchmarks.report import CEILING, Report
from tests.servers import elasticsearch, environment, mariadb, postgresql

ROWS = int(environment.chosen("BENCH_ROWS", "1000000"))
ROUNDS = int(environment.chosen("BENCH_ROUNDS", "3"))
DATABASES = environment.chosen("BENCH_DATABASES", "postgresql,mariadb,sqlite").split(",")
PINNED = environment.chosen("BENCH_PINNED", "") == "1"
FOLDER = Path(environment.chosen("BENCH_FOLDER", str(environment.ROOT / ".build" / "bench")))
HELPED = 100_000
"""Rows of the helpers' runs: they are slow, and their rate does not depend on the number."""
FEW = 1_000
WARM = 5_000_000
"""Documents after which Elasticsearch's compiled code no longer gets faster from run to run."""
HEAP = "2g"


@dataclass(frozen=True)
class Stage:
    """Everything that takes part."""

    service: Service
    client: Elasticsearch
    table: Lineitem
    few: Lineitem
    databases: dict[str, str]
    """SQLAlchemy URLs by name."""
    report: Report

    @property
    def watched(self) -> dict[str, int]:
        """Give the processes that take part in every measurement."""
        return {"elasticsearch": machine.listener(urlparse(self.service.elasticsearch).port or 9200), "client": os.getpid()}

    def server(self, database: str) -> dict[str, int]:
        """Give the process of a database; a file has none."""
        port = urlparse(self.databases[database]).port
        return {"database": machine.listener(port)} if port else {}


@pytest.fixture(scope="module")
def elasticsearch_url() -> Iterator[str]:
    """Give an Elasticsearch with the heap that the figures were always measured with, unless one is named."""
    if given := elasticsearch.given_url(8):
        yield given
        return
    with environment.folder("bench") as folder:
        home = maven.unpack(environment.BUILT, environ=os.environ, say=environment.say)
        plan = maven.Plan(folder=folder, environ=os.environ, heap=HEAP)
        with maven.run(home, find_java(maven.OLDEST_JAVA, os.environ), plan) as node:
            yield node.url


@pytest.fixture(scope="module")
def stage(elasticsearch_url: str) -> Iterator[Stage]:
    """Load the databases, warm Elasticsearch, start the sidecar."""
    table, few = Lineitem(FOLDER, ROWS), Lineitem(FOLDER, FEW)
    folder = FOLDER / "sidecar"  # with the key that its definitions in a cluster that is used again were saved with
    folder.mkdir(parents=True, exist_ok=True)
    with databases(table, few) as urls, Elasticsearch(elasticsearch_url, request_timeout=300) as client:
        service = Service(elasticsearch_url, folder, settings={"SIDECAR_ALLOWED_SOURCES": f"*://*:*/*,sqlite://{FOLDER.resolve()}/*"})
        service.start()
        report = Report(conditions(client))
        made = Stage(service, client, table, few, urls, report)
        warm_up(made)
        yield made
        service.stop()


@contextmanager
def databases(*tables: Lineitem) -> Iterator[dict[str, str]]:
    """Have the databases with the tables in them."""
    with postgresql.running() as postgres, mariadb.running() as maria:
        for table in tables:
            table.into_postgresql(postgres)
            if "mariadb" in DATABASES:
                table.into_mariadb(maria)
        urls = {"postgresql": postgres, "mariadb": maria, "sqlite": f"sqlite:///{tables[0].into_sqlite().resolve()}"}
        tables[1].into_sqlite()
        yield {name: url for name, url in urls.items() if name in DATABASES}


def conditions(client: Elasticsearch) -> dict[str, str]:
    """Say under which conditions the figures hold."""
    node = next(iter(client.nodes.info(metric=["jvm", "os"])["nodes"].values()))
    return {
        "Elasticsearch": f"{node['version']}, heap {node['jvm']['mem']['heap_max_in_bytes'] >> 20} MB, Java {node['jvm']['version']}",
        "machine": f"{os.cpu_count()} cores, Elasticsearch, databases and the sidecar all on it{', pinned' if PINNED else ''}",
        "table": f"TPC-H lineitem, 16 columns, {ROWS:,} rows",
    }


def warm_up(stage: Stage) -> None:
    """Send documents until Elasticsearch is as fast as it gets, as many in the contenders' way and in ours: each has code of its own."""
    sent = stage.client.nodes.stats(metric="indices")["nodes"]
    indexed = sum(node["indices"]["indexing"]["index_total"] for node in sent.values())
    while indexed < WARM:
        contenders.make_index(stage.client, "bench_ceiling")
        contenders.send_bodies(stage.client, stage.service.elasticsearch, "bench_ceiling", stage.table.bodies(contenders.BODY_SIZE))
        indexed += stage.table.rows
    for number in range(-(-WARM // stage.table.rows)):
        measure_sidecar(stage, list(stage.databases)[number % len(stage.databases)], stage.table, "")
    stage.report.results.clear()


def settle(stage: Stage) -> None:
    """Let what an earlier run left behind come to rest: its index goes, its merges end."""
    stage.client.options(ignore_status=404).indices.delete(index="bench_ceiling,bench_helpers", ignore_unavailable=True)
    stage.client.indices.flush()
    while any(node["indices"]["merges"]["current"] for node in stage.client.nodes.stats(metric="indices")["nodes"].values()):
        time.sleep(0.1)


def source(stage: Stage, database: str, table: Lineitem) -> dict[str, Any]:
    """Give a datasource's ``jdbc``."""
    return {"url": f"jdbc:sqlite:{table.into_sqlite().resolve()}"} if database == "sqlite" else jdbc(stage.databases[database])


def measure_ceiling(stage: Stage) -> None:
    """Send bodies that were encoded before."""
    settle(stage)
    bodies = list(stage.table.bodies(contenders.BODY_SIZE))
    contenders.make_index(stage.client, "bench_ceiling")
    with machine.measured(stage.watched) as reading:
        contenders.send_bodies(stage.client, stage.service.elasticsearch, "bench_ceiling", bodies)
    assert stage.client.count(index="bench_ceiling")["count"] == ROWS
    stage.report.add(CEILING, ROWS, reading)


def measure_sidecar(stage: Stage, database: str, table: Lineitem, name: str) -> None:
    """Run a job from its call to its end."""
    id = f"bench-{database}-{table.rows}"
    product.define(stage.service, id, table, source(stage, database, table))
    settle(stage)
    processes = {**stage.watched, **stage.server(database), "sidecar": stage.service.process.pid}
    with product.watched(stage.service) as execution, machine.measured(processes) as reading:
        product.run(stage.service, id)
    reading.cpu["client"] = execution.cpu
    assert stage.service.count(id) == table.rows
    stage.report.add(name, table.rows, reading, execution.memory)
    stage.client.indices.delete(index=",".join(stage.client.indices.get_alias(name=id).body))


def measure_helpers(stage: Stage, name: str) -> None:
    """Let one of the client's helpers do the work."""
    settle(stage)
    contenders.make_index(stage.client, "bench_helpers")
    database = stage.databases["postgresql"].replace("postgresql:", "postgresql+psycopg:")
    rows, helper = min(HELPED, ROWS), contenders.HELPERS[name]
    processes = {**stage.watched, **stage.server("postgresql")}
    with Elasticsearch(stage.service.elasticsearch) as client, machine.measured(processes) as reading:
        contenders.send_rows(client, "bench_helpers", helper, database=database, table=stage.table.name, rows=rows)
    assert stage.client.count(index="bench_helpers")["count"] == rows
    stage.report.add(name, rows, reading)


@contextmanager
def cores(stage: Stage) -> Iterator[None]:
    """Where that is asked for, keep Elasticsearch on one core and everything else on the other."""
    if not PINNED:
        yield
        return
    rest = [os.getpid(), stage.service.process.pid, *(pid for each in stage.databases for pid in stage.server(each).values())]
    # In this order: Elasticsearch is of this process' family too.
    with machine.pinned(1, rest), machine.pinned(0, [stage.watched["elasticsearch"]]):
        yield


@pytest.mark.benchmark
def test_rows_come_in_at_the_rate_that_elasticsearch_allows(stage: Stage) -> None:
    with cores(stage):
        for _ in range(ROUNDS):
            measure_ceiling(stage)
            for database in stage.databases:
                measure_sidecar(stage, database, stage.table, f"sidecar, {database}")
                measure_sidecar(stage, database, stage.few, f"sidecar, {database}, {FEW} rows")
            if "postgresql" in stage.databases:
                for name in contenders.HELPERS:
                    measure_helpers(stage, name)
    for database in stage.databases:
        stage.report.notes[f"seconds to publish, {database}"] = product.time_to_publish(stage.service, f"bench-{database}-{ROWS}")
    stage.report.show(Console(width=160))
    stage.report.write(FOLDER / f"{time.strftime('%Y%m%d-%H%M%S')}.json")
