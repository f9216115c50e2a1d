"""Benchmark the sidecar beside other tools that load the same table of PostgreSQL, at several sizes of the table.

It runs only with SIDECAR_TEST_BENCH_PEERS=1. More environment variables: SIDECAR_TEST_BENCH_PEER_ROWS (100000,1000000),
_WARM_UP_DOCUMENTS (5000000).
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from tests.benchmarks import benchmark_run as benchmark
from tests.benchmarks import contenders, machine, peer_process
from tests.benchmarks.benchmark_run import BenchmarkRun
from tests.benchmarks.conftest import FOLDER, ROUNDS
from tests.benchmarks.lineitem import Lineitem
from tests.benchmarks.peers import LOGICAL_DECODING, NOT_MEASURED, PEERS, Load, Peer, Unavailable
from tests.benchmarks.report import PeerReport
from tests.servers import environment

TABLES = [Lineitem(FOLDER, int(each)) for each in environment.setting("BENCH_PEER_ROWS", "100000,1000000").split(",")]
SIDECAR = "sidecar"
INDEX = "bench_peer"
FAILED = "failed: "

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(environment.setting("BENCH_PEERS", "") != "1", reason="peers are measured with make bench PEERS=1"),
]


@pytest.fixture(scope="module")
def benchmark_run(elasticsearch_url: str) -> Iterator[BenchmarkRun]:
    """Load PostgreSQL, start the sidecar and warm up Elasticsearch."""
    with (
        benchmark.start_databases(["postgresql"], *TABLES, postgresql_options=[LOGICAL_DECODING]) as databases,
        benchmark.start(elasticsearch_url, databases, max(TABLES, key=lambda table: table.rows), PeerReport()) as prepared,
    ):
        prepared.report.conditions |= {
            "table": "TPC-H lineitem, 16 columns",
            **{f"not measured: {name}": NOT_MEASURED[name] for name in NOT_MEASURED},
        }
        yield prepared


@pytest.fixture(scope="module")
def peers(benchmark_run: BenchmarkRun) -> list[Peer]:
    """Install the peers; return those that can run, each after an unmeasured run of the smallest table."""
    available = []
    for peer in PEERS:
        try:
            peer.install(benchmark_run.databases["postgresql"])
        except Unavailable as error:
            benchmark_run.report.conditions[f"not measured: {peer.name}"] = str(error)
        else:
            if measure_peer(benchmark_run, peer, min(TABLES, key=lambda table: table.rows)):
                available.append(peer)
    benchmark_run.report.results.clear()
    return available


def measure_sidecar(benchmark_run: BenchmarkRun, table: Lineitem) -> None:
    """Measure a job with all processes of the sidecar."""
    with machine.observe_memory(benchmark_run.service.process.pid) as memory:
        measurement, _ = benchmark.measure_sidecar(benchmark_run, "postgresql", table)
    measurement.cpu["client"] = measurement.cpu.pop("sidecar")
    benchmark_run.report.add(SIDECAR, table.rows, measurement, memory.peak)


def measure_peer(benchmark_run: BenchmarkRun, peer: Peer, table: Lineitem) -> bool:
    """Measure a peer from the start of its load until its documents are searchable; return whether it loaded all rows."""
    try:
        _measure_peer(benchmark_run, peer, table)
    except peer_process.PeerFailed as error:
        environment.announce(f"{peer.name} failed with {table.rows:,} rows:\n{error}")
        benchmark_run.report.conditions[f"{FAILED}{peer.name}, {table.rows:,} rows"] = error.summary
        return False
    return True


def _measure_peer(benchmark_run: BenchmarkRun, peer: Peer, table: Lineitem) -> None:
    benchmark.clean_up(benchmark_run)
    contenders.create_index(benchmark_run.client, INDEX, peer.mapping)
    with tempfile.TemporaryDirectory() as folder:
        load = Load(
            elasticsearch=benchmark_run.service.elasticsearch, elasticsearch_major=benchmark_run.service.elasticsearch_major(),
            database=benchmark_run.databases["postgresql"], table=table.name, index=INDEX, folder=Path(folder),
        )  # fmt: skip
        with peer.prepare(load) as command, peer_process.start(command) as process:
            processes = {**benchmark_run.elasticsearch_process, **benchmark_run.database_process("postgresql"), "client": process.pid}
            with machine.observe_memory(process.pid) as memory, machine.measure(processes) as measurement:
                process.load()
                benchmark_run.client.indices.refresh(index=INDEX)
    count = benchmark_run.client.count(index=INDEX)["count"]
    if count != table.rows:
        raise peer_process.PeerFailed(f"{count:,} documents")
    benchmark_run.report.add(peer.name, table.rows, measurement, memory.peak)


def test_rate_and_memory_beside_peers(benchmark_run: BenchmarkRun, peers: list[Peer]) -> None:
    with benchmark.pin_cores(benchmark_run):
        for _ in range(ROUNDS):
            for table in TABLES:
                measure_sidecar(benchmark_run, table)
                for peer in peers:
                    measure_peer(benchmark_run, peer, table)
    benchmark_run.report.write(FOLDER / f"peers-{time.strftime('%Y%m%d-%H%M%S')}.json")
    benchmark_run.report.show(Console(width=160))
    assert not [name for name in benchmark_run.report.conditions if name.startswith(FAILED)]
