"""The sidecar's own whole run: from the call that starts it to the end that its status tells."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.acceptance.service import INGESTION, Service, request
from tests.benchmarks import machine
from tests.benchmarks.lineitem import KEY, MAPPING, Lineitem

_GLANCE = 0.05
"""Seconds between two looks at the execution's process."""
_LONGEST = 1800.0
"""Seconds that a run may take."""
_SETTLED = 0.5
"""Seconds without work after which a process counts as warm."""


@dataclass
class Execution:
    """What was seen of an execution's process while it lived."""

    memory: float = 0.0
    """The most that it had, in MB."""
    cpu: float = 0.0
    """Seconds, those for its imports left out: they were paid before the order came."""


def define(service: Service, id: str, table: Lineitem, datasource: dict[str, Any]) -> None:
    """Save a REPLACE of the table, with the mapping that all contenders have."""
    ingest = {
        "query": f"select * from {table.name}", "strategy": "REPLACE", "pk_field": list(KEY), "mapping": MAPPING,
        "settings": {"number_of_shards": 1},
    }  # fmt: skip
    service.define(id, ingest, datasource)


def run(service: Service, id: str) -> dict[str, Any]:
    """Run a job to its end as a user would; it must be successful."""
    answer = request("POST", f"{service.url}{INGESTION}/{id}/_run?wait_for_completion=true&timeout=-1", timeout=_LONGEST)
    status: dict[str, Any] = answer["status"]
    assert status["state"] == "successful", status
    return status


def time_to_publish(service: Service, id: str) -> float:
    """Run a job; give the seconds from the start of publishing to the end that its status tells."""
    service.start_job(id)
    began = None
    while (status := service.status(id))["is_running"]:
        if began is None and status["details"]["phase"] == "publishing":
            began = time.monotonic()
        time.sleep(0.01)
    assert status["state"] == "successful", status
    return time.monotonic() - (began or time.monotonic())


@contextmanager
def watched(service: Service) -> Iterator[Execution]:
    """Watch the execution that runs during the block: the process that waits warm when it begins gets the order."""
    seen, over = Execution(), threading.Event()
    waiting = _settled(service.process.pid)
    watcher = threading.Thread(target=_watch, args=(waiting, seen, over))
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def _settled(service: int) -> dict[int, float]:
    """Wait until a process is warm and done with its imports; give what it and its like have used so far."""
    before = _executions(service)
    while True:
        time.sleep(_SETTLED)
        now = _executions(service)
        if now and now == before:
            return now
        before = now


def _executions(service: int) -> dict[int, float]:
    found = [pid for pid in machine.family(service) if "sidecar.jobs.run.process" in machine.command_of(pid)]
    return {pid: machine.own_cpu(pid) for pid in found}


def _watch(waiting: dict[int, float], seen: Execution, over: threading.Event) -> None:
    while not over.wait(_GLANCE):
        for pid, before in waiting.items():
            seen.cpu = max(seen.cpu, machine.own_cpu(pid) - before)
            seen.memory = max(seen.memory, machine.peak_memory(pid))
