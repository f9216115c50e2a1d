"""A round: write rows, start a run, inject a fault, and check that no row is lost or duplicated and nothing is stuck or left behind."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.acceptance.chaos.deployment import Deployment, wait_random
from tests.acceptance.chaos.faults import FAULTS, FaultInjection
from tests.acceptance.chaos.observers import Observer
from tests.acceptance.chaos.workloads import WORKLOADS, Job, Rows, Workload
from tests.support.elasticsearch_proxy import Fault
from tests.support.waiting import wait_until

ROWS = 1500
MOMENTS = ("at once", "while reading", "while reading", "while publishing")
"""When a fault is injected; reading takes longest and is chosen most often."""
PHASES_BEFORE_READING = ("queued", "connecting", "pending")
"""The phases before the database is connected."""
PUBLISH_DELAY = 1.0
"""Seconds that a publish is delayed, so that a fault can happen during it."""
RESTART_REASONS = (
    None, "the connection to the database was lost", "Elasticsearch was not ready",
    "the database could not compute a value; its row is being searched", "workers of the Dask cluster were lost",
    "the Dask cluster was not available",
)  # fmt: skip
"""Why a process restarts its own execution; every other reason is a take-over."""
PAGE_SIZE = 5000
"""Ids per search: a search returns 10,000 documents at most."""
RUN_SECONDS = 2.5
"""Approximate duration of a run."""


@dataclass
class Summary:
    """Statistics of all rounds."""

    final_states: Counter[str] = field(default_factory=Counter)
    attempts: Counter[int] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    target_reads: int = 0
    executions: Counter[str] = field(default_factory=Counter)
    """Executions by job."""


class RoundRunner:
    """Runs rounds in one deployment. All random choices depend only on ``seed`` and the number of the round."""

    def __init__(
        self, deployment: Deployment, seed: str, prefix: str, *,
        workloads: Sequence[Workload] = WORKLOADS, faults: Sequence[FaultInjection] = FAULTS,
    ) -> None:  # fmt: skip
        self._deployment = deployment
        self._seed = seed
        self._prefix = prefix
        self._workloads, self._faults = workloads, faults
        self._jobs: dict[str, Job] = {}
        self.summary = Summary()

    def run(self, number: int, fault: FaultInjection | None = None, workload: Workload | None = None, moment: str | None = None) -> None:
        """Run a round and choose the omitted arguments at random; errors carry a note with the seed and the choices."""
        rng = Random(f"{self._seed}/{number}")
        job = self._job(workload or rng.choice(self._workloads))
        fault = fault or rng.choice([each for each in self._faults if each.applies_to(job.workload, self._deployment)])
        moment = moment or rng.choice(MOMENTS)
        description = f"seed {self._seed}, round {number}: {fault.name} {moment}, {job.workload.name}"
        began = time.monotonic()
        try:
            self._run(job, fault, moment, rng)
        except Exception as error:
            self._deployment.restore()
            error.add_note(description)
            raise
        finally:
            print(f"{description}: {time.monotonic() - began:.0f} s")  # noqa: T201 - the output of a long run
        self.summary.faults[fault.name] += 1
        self.summary.seconds.append(time.monotonic() - began)

    def choose_workload(self, number: int, fault: FaultInjection) -> Workload:
        """Choose a workload to which a fault applies."""
        return Random(f"{self._seed}/{number}").choice([each for each in self._workloads if fault.applies_to(each, self._deployment)])

    def _job(self, workload: Workload) -> Job:
        if workload.name not in self._jobs:
            self._jobs[workload.name] = job = Job(self._deployment, workload, f"{self._prefix}{len(self._jobs)}")
            job.define()
            job.write_rows(ROWS)
            self._run_undisturbed(job, load=True)
        return self._jobs[workload.name]

    def _run(self, job: Job, fault: FaultInjection, moment: str, rng: Random) -> None:
        before = self._write_rows(job, round(ROWS * rng.uniform(0.8, 1.2)))
        execution = job.start(load=False)
        self.summary.executions[job.id] += 1
        with Observer(job, execution, before, job.rows) as observer:
            phase = self._wait_for_moment(job, moment, rng)
            fault.inject(self._deployment, job, rng)
            self._deployment.restore()
            status = self._deployment.wait_for_end(job.id, execution)
            wait_until(lambda: _logged_status(self._deployment, execution) == status, "the job log has the same final status", 30)
        assert not observer.find_violations(), observer.violations[:5]
        assert observer.statuses, "no status was observed"
        self.summary.target_reads += observer.target_reads
        self.summary.final_states[status["state"]] += 1
        self.summary.attempts[status["details"]["attempt"]] += 1
        self._check(job, fault, phase, status, before)
        if status["state"] != "successful":
            self._run_undisturbed(job)

    def _write_rows(self, job: Job, count: int) -> Rows:
        """Write rows for the next run; return those that the target has."""
        if not job.workload.only_deletes:
            before = job.rows
            job.write_rows(count)
            return before
        job.write_rows(count)
        self._run_undisturbed(job, load=True)
        before = job.rows
        job.delete_rows()
        return before

    def _wait_for_moment(self, job: Job, moment: str, rng: Random) -> str | None:
        """Wait for the chosen moment and return the last observed phase."""
        proxy, status = self._deployment.proxy, self._deployment.status(job.id)
        if moment == "while publishing":
            proxy.matching = "/_aliases" if job.workload.replaces else "/_refresh"
            proxy.faults.append(Fault(seconds=PUBLISH_DELAY))
            wait_until(lambda: proxy.in_flight > 0 or self._has_ended(job), "the run publishes", 60)
            status = self._deployment.status(job.id)
        elif moment == "while reading":
            status = self._deployment.wait_for_status(
                job.id, lambda status: status["details"].get("phase") not in PHASES_BEFORE_READING, "the run reads"
            )
            wait_random(rng, RUN_SECONDS)
        proxy.restore()
        phase: str | None = status["details"].get("phase") if status else None
        return phase

    def _has_ended(self, job: Job) -> bool:
        status = self._deployment.status(job.id)
        return status is not None and not status["is_running"]

    def _check(self, job: Job, fault: FaultInjection, phase: str | None, status: dict[str, Any], before: Rows) -> None:
        """Check that the fault explains the final status, and that the target and all processes agree with it."""
        if status["state"] == "successful":
            self._check_success(job, status, self._expected_count(job, before))
        elif status["state"] == "aborted":
            assert fault.aborts, status
        elif fault.is_in_cluster:
            # Only the first connection is not repeated.
            assert phase in (None, *PHASES_BEFORE_READING, "reading"), status
            assert status["error"][0].startswith("The Dask scheduler"), status
        else:
            assert fault.is_in_database, status
            # What compares is in one phase from the beginning.
            before_reading = (*PHASES_BEFORE_READING, "comparing") if job.workload.only_deletes else PHASES_BEFORE_READING
            assert phase in (None, *before_reading), status
            assert status["error"][0].startswith("Could not execute datasource query"), status
        if status["state"] != "successful" and job.workload.replaces:
            check_rows(self._deployment, job, before)
        if not fault.allows_take_over:
            assert status["details"].get("restart_reason") in RESTART_REASONS, status
        wait_until(lambda: job.count_active_statements() == 0, "no statement runs in the database", 20)
        wait_until(lambda: not self._deployment.executing(), "no process runs an execution", 20)

    def _expected_count(self, job: Job, before: Rows) -> int:
        """Return the number of rows that a run has to settle: all, or for an INCREMENTAL the new ones and the marked ones."""
        reads_all = job.workload.replaces or job.workload.mirrors or job.workload.only_deletes
        return len(job.rows) if reads_all else len(job.rows.keys() - before.keys()) + job.marked

    def _check_success(self, job: Job, status: dict[str, Any], count: int) -> None:
        check_rows(self._deployment, job, job.rows)
        assert (status["count"], status["details"]["rejected"]) == (count, job.rejected), status
        if job.workload.replaces:
            check_settings(self._deployment, job)

    def _run_undisturbed(self, job: Job, *, load: bool = False) -> None:
        """Run without a fault; the run must index all missing rows."""
        status = self._deployment.wait_for_end(job.id, job.start(load=load))
        self.summary.executions[job.id] += 1
        assert status["state"] == "successful", status
        self._check_success(job, status, len(job.rows) if job.workload.replaces or job.workload.mirrors else status["count"])

    def check_leftovers(self) -> None:
        """Check that no staging index is left and that the job log has each execution once."""
        for job in self._jobs.values():
            self._check_leftovers_of(job)

    def _check_leftovers_of(self, job: Job) -> None:
        if job.workload.replaces:
            wait_until(lambda: not find_indices(self._deployment, job, published=False), f"no staging index of {job.id} is left", 120)
        query = {"size": 0, "track_total_hits": True, "query": {"term": {"ingestion.id": job.id}}}
        count = self._deployment.es("POST", "/.siren-jobs/_search", query)["hits"]["total"]["value"]
        expected = self.summary.executions[job.id]
        assert count == expected, f"the job log has {count} executions of {job.id} instead of {expected}"


def _logged_status(deployment: Deployment, execution: str) -> dict[str, Any] | None:
    response = deployment.es("GET", f"/.siren-jobs/_doc/{execution}")
    return response["_source"]["ingestion"] if response.status == 200 else None


def check_rows(deployment: Deployment, job: Job, rows: Rows) -> None:
    """Check that the target contains exactly these rows, each once, with the values that all rows have."""
    deployment.es("POST", f"/{job.id}/_refresh")
    hits = [hit for first in range(0, max(rows, default=0) + 1, PAGE_SIZE) for hit in _find_page(deployment, job, first)]
    actual = Counter((hit["_source"]["id"], hit["_source"]["generation"]) for hit in hits)
    duplicates = [row for row, count in actual.items() if count > 1]
    missing, unexpected = set(rows.items()) - set(actual), set(actual) - set(rows.items())
    wrong = [*duplicates, *missing, *unexpected]
    assert not wrong, f"{len(duplicates)} duplicate, {len(missing)} missing, {len(unexpected)} unexpected rows: {sorted(wrong)[:5]}"
    assert deployment.es("GET", f"/{job.id}/_count")["count"] == len(rows)
    changed = {(name, str(hit["_source"].get(name))) for hit in hits for name in job.constants} - job.constants.items()
    assert not changed, f"{sorted(changed)} instead of {job.constants}"
    if job.workload.ingest.get("pk_field", "id"):
        assert all(hit["_id"] == str(hit["_source"]["id"]) for hit in hits)


def _find_page(deployment: Deployment, job: Job, first: int) -> list[dict[str, Any]]:
    """Return the documents of the next ids; a page is large enough for a duplicate of each."""
    id_range = {"range": {"id": {"gte": first, "lt": first + PAGE_SIZE}}}
    body = {"size": 2 * PAGE_SIZE, "_source": ["id", "generation", *job.constants], "query": id_range, "track_total_hits": True}
    result = deployment.es("POST", f"/{job.id}/_search", body)["hits"]
    assert result["total"]["value"] <= 2 * PAGE_SIZE
    hits: list[dict[str, Any]] = result["hits"]
    return hits


def find_indices(deployment: Deployment, job: Job, *, published: bool) -> list[str]:
    """Return the published indices of a job, or the others: staging indices."""
    indices: dict[str, Any] = deployment.es("GET", f"/{job.id},{job.id}-*?expand_wildcards=all&ignore_unavailable=true").body
    return [name for name, index in indices.items() if (name == job.id or job.id in index["aliases"]) == published]


def check_settings(deployment: Deployment, job: Job) -> None:
    """Check that the published index has no settings of the load."""
    (name,) = find_indices(deployment, job, published=True)
    settings = deployment.es("GET", f"/{name}/_settings")[name]["settings"]["index"]
    assert "refresh_interval" not in settings, settings
    assert settings["number_of_replicas"] == "1", settings
    assert "auto_expand_replicas" not in settings, settings
