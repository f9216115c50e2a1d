"""Measure runs against an Elasticsearch at the end of a network link, with and without compression.

Elasticsearch runs in a network namespace; sidecar and PostgreSQL run outside it. The link carries 1 Gbit/s, as far as this machine can: the
process that carries the packets takes its share of the cores.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest
from elasticsearch import Elasticsearch

from sidecar.demo.elasticsearch import maven
from sidecar.demo.elasticsearch.java import find_java
from tests.acceptance.databases import jdbc
from tests.acceptance.service import Service
from tests.benchmarks import link, machine, product
from tests.benchmarks.conftest import FOLDER, HEAP, ROUNDS, wait_for_merges
from tests.benchmarks.lineitem import Lineitem
from tests.servers import environment, postgresql

ROWS = int(environment.setting("BENCH_LINK_ROWS", "300000"))
RATE = 1e9
"""Bits per second."""
ROUND_TRIPS = (0, 1, 20)
"""Milliseconds."""
COMPRESSION = ("false", "true", "auto")
WARM_UP_RUNS = 3


@dataclass(frozen=True)
class Cluster:
    """An Elasticsearch at the far end of a link."""

    url: str
    process: int
    link: link.Link


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Start Elasticsearch behind a link."""
    if not link.is_possible():
        pytest.skip("a link needs root, ip and /dev/net/tun")
    with link.running(RATE) as connection, environment.folder("bench-link", on_disk=True) as folder:
        home = maven.unpack(environment.BUILT, environ=os.environ, announce=environment.announce)
        plan = maven.NodePlan(folder=folder, environ=os.environ, heap=HEAP, settings={"http.host": link.FAR})
        with connection.far_end():
            node = maven.run(home, find_java(maven.OLDEST_JAVA, os.environ), plan)
        with node:
            server = min(pid for pid in machine.process_tree(os.getpid()) if str(folder) in machine.command_line(pid))
            yield Cluster(node.url, server, connection)


@contextmanager
def running_service(cluster: Cluster, folder: Path, compression: str) -> Iterator[Service]:
    """Run a sidecar with a value of SIDECAR_ELASTICSEARCH_COMPRESSION."""
    service = Service(cluster.url, folder, {"SIDECAR_ELASTICSEARCH_COMPRESSION": compression})
    service.start()
    try:
        yield service
    finally:
        service.stop()


@pytest.mark.benchmark
def test_rate_over_a_link(cluster: Cluster, tmp_path: Path) -> None:
    table = Lineitem(FOLDER, ROWS)
    measurements: dict[tuple[int, str], list[tuple[machine.Measurement, product.Execution]]] = defaultdict(list)
    with postgresql.running() as database, Elasticsearch(cluster.url, request_timeout=300) as client:
        table.load_into_postgresql(database)
        for round_number in range(ROUNDS):
            for compression in COMPRESSION:
                with running_service(cluster, tmp_path, compression) as service:
                    product.define(service, "bench-link", table, jdbc(database))
                    for _ in range(0 if round_number else WARM_UP_RUNS):
                        product.run(service, "bench-link")
                    for milliseconds in ROUND_TRIPS:
                        cluster.link.delay.value = milliseconds / 2000
                        measurements[milliseconds, compression].append(measure(service, client, cluster.process, table))
                    cluster.link.delay.value = 0.0
    for (milliseconds, compression), found in sorted(measurements.items()):
        show(milliseconds, compression, found)


def measure(service: Service, client: Elasticsearch, server: int, table: Lineitem) -> tuple[machine.Measurement, product.Execution]:
    """Measure one run, after the merges of the one before."""
    wait_for_merges(client)
    with product.observe_execution(service) as execution, machine.measure({"elasticsearch": server}) as measurement:
        status = product.run(service, "bench-link")
    assert status["count"] == table.rows
    return measurement, execution


def show(milliseconds: int, compression: str, found: list[tuple[machine.Measurement, product.Execution]]) -> None:
    """Print the medians of one combination."""
    rate = ROWS / median(each.wall for each, _ in found)
    server = median(each.cpu["elasticsearch"] for each, _ in found) * 1e6 / ROWS
    execution = median(each.cpu for _, each in found) * 1e6 / ROWS
    memory = median(each.memory for _, each in found)
    environment.announce(
        f"round trip {milliseconds} ms, compression {compression}: {rate:,.0f} rows/s; CPU s per million rows: "
        f"execution {execution:.1f}, Elasticsearch {server:.1f}; {memory:.0f} MB"
    )
