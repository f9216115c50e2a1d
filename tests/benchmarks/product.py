"""Run the sidecar's jobs for the benchmark, and observe the execution's process."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.acceptance.service import INGESTION, Service, request
from tests.benchmarks import machine
from tests.benchmarks.lineitem import KEY, MAPPING, Lineitem

_POLL_INTERVAL = 0.05
"""Seconds between two readings of the execution's process."""
_RUN_TIMEOUT = 1800.0
"""Seconds."""
_IDLE_TIME = 0.5
"""Seconds without CPU time after which a process counts as warm."""


@dataclass
class Execution:
    """Peak memory and CPU time of an execution's process."""

    memory: float = 0.0
    """Peak, in MB."""
    cpu: float = 0.0
    """Seconds, without those for imports before the run."""


def define(service: Service, id: str, table: Lineitem, datasource: dict[str, Any]) -> None:
    """Save a REPLACE ingestion of the table, with the mapping of all contenders."""
    ingest = {
        "query": f"select * from {table.name}", "strategy": "REPLACE", "pk_field": list(KEY), "mapping": MAPPING,
        "settings": {"number_of_shards": 1},
    }  # fmt: skip
    service.define(id, ingest, datasource)


def run(service: Service, id: str, action: str = "_run") -> dict[str, Any]:
    """Run a job, or do another ``action``, to completion and require success; return its status."""
    response = request(
        "POST", f"{service.url}{INGESTION}/{id}/{action}?detailed=true&wait_for_completion=true&timeout=-1", timeout=_RUN_TIMEOUT
    )
    status: dict[str, Any] = response["status"]
    assert status["state"] == "successful", status
    return status


def measure_publish(service: Service, id: str) -> float:
    """Run a job; return the seconds from the start of publishing to the end of the run."""
    service.start_job(id)
    began = None
    while (status := service.status(id))["is_running"]:
        if began is None and status["details"]["phase"] == "publishing":
            began = time.monotonic()
        time.sleep(0.01)
    assert status["state"] == "successful", status
    return time.monotonic() - (began or time.monotonic())


@contextmanager
def observe_execution(service: Service) -> Iterator[Execution]:
    """Observe the execution that runs during the block, in the process that is warm at its start."""
    execution, stop = Execution(), threading.Event()
    warm = wait_for_warm_process(service.process.pid)
    observer = threading.Thread(target=_observe, args=(warm, execution, stop))
    observer.start()
    try:
        yield execution
    finally:
        stop.set()
        observer.join()


def wait_for_warm_process(service: int) -> dict[int, float]:
    """Wait until a process has finished its imports; return the CPU seconds of all execution processes."""
    before = _execution_cpu(service)
    while True:
        time.sleep(_IDLE_TIME)
        now = _execution_cpu(service)
        if now and now == before:
            return now
        before = now


def _execution_cpu(service: int) -> dict[int, float]:
    pids = [pid for pid in machine.process_tree(service) if "sidecar.jobs.run.process" in machine.command_line(pid)]
    return {pid: machine.process_cpu(pid) for pid in pids}


def _observe(warm: dict[int, float], execution: Execution, stop: threading.Event) -> None:
    while not stop.wait(_POLL_INTERVAL):
        for pid, before in warm.items():
            execution.cpu = max(execution.cpu, machine.process_cpu(pid) - before)
            execution.memory = max(execution.memory, machine.peak_memory(pid))
