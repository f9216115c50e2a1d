"""Who looks on while things break: a reader of the target, and one who notes every status that is told."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import pairwise
from types import TracebackType
from typing import Any, Self

from sidecar.model.job import TRANSITIONS, JobState
from tests.acceptance.chaos.workloads import Job, Rows
from tests.acceptance.service import JOBS, request

BY_GENERATION = {"size": 0, "track_total_hits": True, "aggs": {"generations": {"terms": {"field": "generation", "size": 1000}}}}
PAUSE = 0.05
"""Seconds between two looks."""


def counted(rows: Rows) -> dict[int, int]:
    """Count rows by their generation."""
    counts: dict[int, int] = {}
    for generation in rows.values():
        counts[generation] = counts.get(generation, 0) + 1
    return counts


@dataclass
class Witness:
    """Looks on in the background, and in the end says what was not right. ``before`` and ``after`` are the target's right contents."""

    job: Job
    execution: str
    before: Rows
    after: Rows
    wrong: list[str] = field(default_factory=list)
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The statuses that each source told, one after the other."""
    looks: int = 0

    def __enter__(self) -> Self:
        self._stop = threading.Event()
        sources = {f"the API of {each.folder.name}": each.url for each in self.job.world.replicas if each.command != "agent"}
        tasks: list[Callable[[], None]] = [self._read, lambda: self._listen("the log", self._logged)]
        tasks += [lambda name=name, url=url: self._listen(name, lambda: self._status(url)) for name, url in sources.items()]  # type: ignore[misc]
        self._threads = [threading.Thread(target=self._repeat, args=(task,), daemon=True) for task in tasks]
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.set()
        for each in self._threads:
            each.join(30)

    def _repeat(self, task: Callable[[], None]) -> None:
        while not self._stop.wait(PAUSE):
            try:
                task()
            except (OSError, ValueError, HTTPException):
                continue  # a server that is down, paused, or was killed in the middle of an answer

    def _read(self) -> None:
        """Ask the target as its users do. What cannot be answered is no answer; what is answered must be right."""
        url = f"{self.job.world.elastic.url}/{self.job.id}/_search?allow_partial_search_results=false"
        answer = request("POST", url, BY_GENERATION, timeout=5)
        if answer.status == 404 and self.before:
            self.wrong.append(f"the target was gone: {answer.body}")
        if answer.status == 200:
            self.looks += 1
            self._judge({each["key"]: each["doc_count"] for each in answer["aggregations"]["generations"]["buckets"]})

    def _judge(self, seen: dict[int, int]) -> None:
        old, new = counted(self.before), counted(self.after)
        if self.job.kind.replaces:
            right = seen in (old, new)
        else:
            right = all(old.get(generation, 0) <= seen.get(generation, 0) <= count for generation, count in new.items())
        if not right:
            self.wrong.append(f"a reader saw {seen}, which is neither {old} nor {new}")

    def _status(self, url: str) -> dict[str, Any] | None:
        answer = request("GET", f"{url}{JOBS}/ingestion/{self.job.id}?detailed=true", timeout=5)
        return answer["status"] if answer.status == 200 else None

    def _logged(self) -> dict[str, Any] | None:
        answer = request("GET", f"{self.job.world.elastic.url}/.siren-jobs/_doc/{self.execution}", timeout=5)
        return answer["_source"]["ingestion"] if answer.status == 200 else None

    def _listen(self, source: str, ask: Callable[[], dict[str, Any] | None]) -> None:
        status = ask()
        if status is None or status["details"]["execution"] != self.execution:
            return
        heard = self.told.setdefault(source, [])
        if not heard or heard[-1] != status:
            heard.append(status)

    def verdict(self) -> list[str]:
        """Tell all that was not right."""
        for source, heard in self.told.items():
            for earlier, later in pairwise(heard):
                self.wrong += [f"{source} told {fault}: {earlier} and then {later}" for fault in faults(earlier, later)]
        return self.wrong


def faults(earlier: dict[str, Any], later: dict[str, Any]) -> list[str]:
    """Say what is wrong with two statuses of one execution that were told one after the other."""
    before, after = JobState(earlier["state"]), JobState(later["state"])
    found = []
    if before is not after and after not in TRANSITIONS[before] and not _by_way_of_aborting(before, after):
        found.append(f"a move from {before.value} to {after.value}")
    if before.final:
        found.append("something after the end")
    if earlier["start_time"] != later["start_time"]:
        found.append("another start")
    if later["details"]["attempt"] < earlier["details"]["attempt"]:
        found.append("an earlier attempt")
    same = later["details"].get("restart_reason") == earlier["details"].get("restart_reason")
    if same and later["details"]["attempt"] == earlier["details"]["attempt"] and later["count"] < earlier["count"]:
        found.append("fewer rows")
    return found


def _by_way_of_aborting(before: JobState, after: JobState) -> bool:
    """Tell whether a status between the two may have gone unseen."""
    return before is JobState.RUNNING and after in TRANSITIONS[JobState.ABORTING]
