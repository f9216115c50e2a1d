"""Observe a run during faults: read the target as its users do, and record every status that is reported."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import pairwise
from types import TracebackType
from typing import Any, Self

from sidecar.model.job_state import TRANSITIONS, JobState
from tests.acceptance.chaos.workloads import Job, Rows
from tests.acceptance.service import JOBS, request

COUNT_BY_GENERATION = {"size": 0, "track_total_hits": True, "aggs": {"generations": {"terms": {"field": "generation", "size": 1000}}}}
UNAVAILABLE = (OSError, ValueError, HTTPException)
"""A server is down or paused, or was killed during the response."""
POLL_INTERVAL = 0.05
"""Seconds between two polls."""


@dataclass
class Observer:
    """Observes a run in background threads and collects violations.

    ``before`` and ``after`` are the rows that the target must contain before and after the run.
    """

    job: Job
    execution: str
    before: Rows
    after: Rows
    violations: list[str] = field(default_factory=list)
    statuses: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The distinct statuses that each source reported, in their order."""
    target_reads: int = 0
    _failing: set[str] = field(default_factory=set)
    """Sources whose last read failed."""

    def __enter__(self) -> Self:
        self._stop = threading.Event()
        sources = {f"the API of {each.folder.name}": each.url for each in self.job.deployment.replicas if each.command != "agent"}
        tasks: list[Callable[[], None]] = [self._read_target, lambda: self._record("the job log", self._read_log)]
        tasks += [lambda name=name, url=url: self._record(name, lambda: self._read_status(url)) for name, url in sources.items()]  # type: ignore[misc]
        self._threads = [threading.Thread(target=self._repeat, args=(task,), daemon=True) for task in tasks]
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.set()
        for each in self._threads:
            each.join(30)

    def _repeat(self, task: Callable[[], None]) -> None:
        while not self._stop.wait(POLL_INTERVAL):
            try:
                task()
            except UNAVAILABLE:
                continue

    def _read_target(self) -> None:
        """Read the target as its users do. Failed searches are ignored; results must be correct."""
        url = f"{self.job.deployment.elasticsearch.url}/{self.job.id}/_search?allow_partial_search_results=false"
        response = request("POST", url, COUNT_BY_GENERATION, timeout=5)
        if response.status == 404 and self.before:
            self.violations.append(f"the target does not exist: {response.body}")
        if response.status == 200:
            self.target_reads += 1
            self._check_counts({each["key"]: each["doc_count"] for each in response["aggregations"]["generations"]["buckets"]})

    def _check_counts(self, actual: dict[int, int]) -> None:
        old, new = Counter(self.before.values()), Counter(self.after.values())
        if self.job.workload.replaces:
            is_correct = actual in (old, new)
        else:
            # Document by document, from the old rows to the new ones.
            limits = {each: sorted((old[each], new[each])) for each in {*old, *new}}
            is_correct = all(fewest <= actual.get(each, 0) <= most for each, (fewest, most) in limits.items())
        if not is_correct:
            self.violations.append(f"a search found {actual}, which is neither {dict(old)} nor {dict(new)}")

    def _read_status(self, url: str) -> dict[str, Any] | None:
        response = request("GET", f"{url}{JOBS}/ingestion/{self.job.id}?detailed=true", timeout=5)
        return response["status"] if response.status == 200 else None

    def _read_log(self) -> dict[str, Any] | None:
        response = request("GET", f"{self.job.deployment.elasticsearch.url}/.siren-jobs/_doc/{self.execution}", timeout=5)
        return response["_source"]["ingestion"] if response.status == 200 else None

    def _record(self, source: str, read: Callable[[], dict[str, Any] | None]) -> None:
        try:
            status = read()
        except UNAVAILABLE:
            self._forget_last(source)
            raise
        if status is None:
            self._forget_last(source)
            return
        self._failing.discard(source)
        if status["details"]["execution"] != self.execution:
            return
        recorded = self.statuses.setdefault(source, [])
        if not recorded or recorded[-1] != status:
            recorded.append(status)

    def _forget_last(self, source: str) -> None:
        """Forget the last status before reads fail: Elasticsearch shows a write before it is durable, and may be killed in between."""
        if source not in self._failing and self.statuses.get(source):
            self.statuses[source].pop()
        self._failing.add(source)

    def find_violations(self) -> list[str]:
        """Return all violations, those in the order of statuses too."""
        for source, recorded in self.statuses.items():
            for earlier, later in pairwise(recorded):
                self.violations += [f"{source} reported {error}: {earlier}, then {later}" for error in find_order_errors(earlier, later)]
        return self.violations


def find_order_errors(earlier: dict[str, Any], later: dict[str, Any]) -> list[str]:
    """Return the reasons why one status of an execution must not follow another."""
    before, after = JobState(earlier["state"]), JobState(later["state"])
    errors = []
    if before is not after and after not in TRANSITIONS[before] and not _may_have_passed_aborting(before, after):
        errors.append(f"a transition from {before.value} to {after.value}")
    if before.is_final:
        errors.append("a status after the final one")
    if earlier["start_time"] != later["start_time"]:
        errors.append("a different start time")
    if later["details"]["attempt"] < earlier["details"]["attempt"]:
        errors.append("an earlier attempt")
    same_reason = later["details"].get("restart_reason") == earlier["details"].get("restart_reason")
    same_attempt = later["details"]["attempt"] == earlier["details"]["attempt"]
    repeats_range = _repeated_ranges(later) > _repeated_ranges(earlier)
    if same_reason and same_attempt and not repeats_range and later["count"] < earlier["count"]:
        errors.append("fewer rows")
    return errors


def _repeated_ranges(status: dict[str, Any]) -> int:
    """Return how many ranges were read again within an attempt, as a worker was lost; their rows are counted again."""
    return sum(event["type"] == "range_repeated" for event in status["details"].get("events", ()))


def _may_have_passed_aborting(before: JobState, after: JobState) -> bool:
    """Return whether a status ``aborting`` between two statuses may have been missed by the polls."""
    return before is JobState.RUNNING and after in TRANSITIONS[JobState.ABORTING]
