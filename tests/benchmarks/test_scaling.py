"""Benchmark ranges that Dask workers load against those of local threads, with a sink that indexes nothing; and the coordinator alone.

Environment variables: SIDECAR_TEST_BENCH_ROWS (1000000), _WORKERS (1,2,4), _RANGES (100,1000,10000).
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sidecar.jobs.run.read_plan import CheckpointBuilder
from sidecar.model.partitioning import MAX_LOCAL_RANGES
from sidecar.model.positions import Positions
from tests.acceptance.databases import execute_on_postgresql, jdbc
from tests.acceptance.service import Service, free_port
from tests.benchmarks import machine, product
from tests.benchmarks.conftest import ROWS
from tests.servers import dask, environment
from tests.support.played_cluster import Run, load

WORKERS = [int(each) for each in environment.setting("BENCH_WORKERS", "1,2,4").split(",")]
RANGES = [int(each) for each in environment.setting("BENCH_RANGES", "100,1000,10000").split(",")]
LOCAL = 0
"""Stands for threads of the execution's own process, two of them."""
SMALL_RANGES = MAX_LOCAL_RANGES
"""Ranges of a small table, which show what a range costs."""

pytestmark = pytest.mark.benchmark


@contextmanager
def null_sink(elasticsearch: str) -> Iterator[str]:
    """Run the sink; yield its URL."""
    port = free_port()
    with subprocess.Popen([sys.executable, "-m", "tests.benchmarks.null_sink", str(port), elasticsearch], cwd=environment.ROOT) as sink:
        time.sleep(1.0)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            sink.kill()


def define(service: Service, id: str, url: str, *, ranges: int, executor: str) -> None:
    ingest = {"query": f"select * from {id.rpartition('_')[0]}", "pk_field": "id"}
    partition = {"column": "id", "count": ranges, "executor": executor}
    service.define(id, {**ingest, "partition": partition}, jdbc(url))


def measure(service: Service, id: str, cluster: dask.DaskCluster | None, rows: int, ranges: int) -> dict[str, Any]:
    """Run a job twice; return the rates and CPU seconds of the second run, for which everything is imported."""
    product.run(service, id)
    members = {f"worker{number}": each.process.pid for number, each in enumerate(cluster.workers)} if cluster else {}
    members |= {"scheduler": cluster.scheduler.process.pid} if cluster and cluster.scheduler else {}
    with machine.measure({"service": service.process.pid, **members}) as measured:
        status = service.run(id, "&full=true")
    assert (status["state"], status["details"]["rows_read"]) == ("successful", rows), status
    workers = sum(used for name, used in measured.cpu.items() if name.startswith("worker"))
    return {
        "rows_per_second": round(rows / measured.wall), "seconds": round(measured.wall, 1), "ranges": ranges,
        "cpu_workers": round(workers, 2), "cpu_scheduler": round(measured.cpu.get("scheduler", 0.0), 2),
        "cpu_service": round(measured.cpu["service"], 2), "other_load": round(measured.other, 2),
    }  # fmt: skip


@pytest.mark.parametrize("workers", [LOCAL, *WORKERS])
def test_rows_and_ranges(workers: int, elasticsearch_url: str, postgres_url: str, tmp_path: Path) -> None:
    execute_on_postgresql(
        postgres_url,
        "drop table if exists rows_of, few_of",
        "create table rows_of as select g as id, g % 100 as a, g * 2 as b, g / 3.0 as c, now() as d, 'word ' || g as e, g % 2 = 0 as f, "
        f"current_date as g, md5(g::text) as h, 'text ' || g % 1000 as i from generate_series(1, {ROWS}) g",
        "create table few_of as select g as id from generate_series(1, 1000) g",
        "alter table rows_of add primary key (id)", "alter table few_of add primary key (id)", "analyze rows_of", "analyze few_of",
    )  # fmt: skip
    with null_sink(elasticsearch_url) as sink:
        service = Service(sink, tmp_path, {"SIDECAR_MAX_SESSIONS": str(workers or 2)})
        try:
            if workers == LOCAL:
                service.start()
                report(service, None, postgres_url, "local threads: 2")
                return
            with dask.running(tmp_path, service.environ, workers=workers) as cluster:
                service.settings["SIDECAR_DASK_SCHEDULER"] = cluster.address
                service.start()
                report(service, cluster, postgres_url, f"Dask workers: {workers}")
        finally:
            service.stop()


def report(service: Service, cluster: dask.DaskCluster | None, url: str, name: str) -> None:
    executor = "dask" if cluster else "local"
    for table, rows, ranges in (("rows_of", ROWS, 8), ("few_of", 1000, SMALL_RANGES)):
        id = f"{table}_{executor}"
        define(service, id, url, ranges=ranges, executor=executor)
        print(f"\n{name}, {table}: {json.dumps(measure(service, id, cluster, rows, ranges + 1))}")  # noqa: T201


@pytest.mark.parametrize("ranges", RANGES)
def test_the_coordinator_alone(ranges: int) -> None:
    """Play the workers: what remains is the coordinator's own work, with a checkpoint and a snapshot of the counts each second."""
    run = Run(load, ranges=ranges)
    builder = CheckpointBuilder(plan=run.plan, before=Positions(), clock="", earlier=None)
    began = time.process_time()
    run.load()
    loaded = time.process_time() - began
    began = time.process_time()
    checkpoint = builder.build(run.loader.partition_totals(), run.loader.part_counts, 1)
    run.progress.snapshot(Run.status)
    snapshot = time.process_time() - began
    assert checkpoint is not None
    size = len(json.dumps(checkpoint.to_document()))
    figures = {"ms_per_range": round(1000 * loaded / ranges, 3), "ms_per_snapshot": round(1000 * snapshot, 1), "checkpoint_bytes": size}
    print(f"\ncoordinator, {ranges} ranges: {json.dumps(figures)}")  # noqa: T201


def test_worst_checkpoint() -> None:
    """Measure the largest checkpoint: every second range is done."""
    ranges = max(RANGES)
    run = Run(load, ranges=ranges)
    run.load()
    builder = CheckpointBuilder(plan=run.plan, before=Positions(), clock="", earlier=None)
    totals = list(run.loader.partition_totals())
    for number in range(0, ranges, 2):
        totals[number] = type(totals[number])()
    began = time.process_time()
    checkpoint = builder.build(totals, run.loader.part_counts, 1)
    seconds = time.process_time() - began
    assert checkpoint is not None
    print(f"\nworst checkpoint of {ranges} ranges: {len(json.dumps(checkpoint.to_document()))} bytes, {1000 * seconds:.0f} ms")  # noqa: T201
