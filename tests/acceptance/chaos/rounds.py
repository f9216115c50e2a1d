"""One round: rows are renewed, a run begins, something breaks, and in the end nothing may be lost, doubled, stuck or left behind."""

import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.acceptance.chaos.environment import World, linger
from tests.acceptance.chaos.faults import CALAMITIES, Calamity
from tests.acceptance.chaos.observers import Witness
from tests.acceptance.chaos.workloads import KINDS, Job, Kind, Rows
from tests.support.elasticsearch_proxy import Fault
from tests.support.waiting import until

ROWS = 1500
MOMENTS = ("at once", "while it reads", "while it reads", "while it publishes")
"""When something breaks; reading is the longest part."""
BEFORE = ("queued", "connecting")
"""The phases in which the database was not reached yet."""
HELD = 1.0
"""Seconds that a publish is held up, so that something can break in the middle of it."""
OWN_RESTARTS = (None, "the connection to the database was lost", "Elasticsearch was not ready")
"""Why a process reads again by itself; any other reason is a take-over."""
PAGE = 5000
"""Ids that are looked at together: a search shows 10,000 documents at most."""
RUN = 2.5
"""Seconds that a run takes, about."""


@dataclass
class Tale:
    """What all rounds came to."""

    ends: Counter[str] = field(default_factory=Counter)
    attempts: Counter[int] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    looks: int = 0
    executions: Counter[str] = field(default_factory=Counter)
    """By job."""


class Rounds:
    """Rounds in one world. Everything that chance decides follows from ``seed`` and the number of the round."""

    def __init__(self, world: World, seed: str, prefix: str) -> None:
        self._world = world
        self._seed = seed
        self._prefix = prefix
        self._jobs: dict[str, Job] = {}
        self.tale = Tale()

    def play(self, number: int, calamity: Calamity | None = None, kind: Kind | None = None, moment: str | None = None) -> None:
        """Play a round, of what is not given by chance; an error carries a note of how to repeat it."""
        rng = Random(f"{self._seed}/{number}")
        job = self._job(kind or rng.choice(KINDS))
        calamity = calamity or rng.choice([each for each in CALAMITIES if each.fits(job)])
        moment = moment or rng.choice(MOMENTS)
        what = f"seed {self._seed}, round {number}: {calamity.name} {moment}, {job.kind.name}"
        began = time.monotonic()
        try:
            self._play(job, calamity, moment, rng)
        except Exception as error:
            self._world.heal()
            error.add_note(what)
            raise
        finally:
            print(f"{what}: {time.monotonic() - began:.0f} s")  # noqa: T201 - the tale of a soak is what it is run for
        self.tale.happened[calamity.name] += 1
        self.tale.seconds.append(time.monotonic() - began)

    def fitting(self, number: int, calamity: Calamity) -> Kind:
        """Choose a kind of job to which a calamity can happen."""
        known = self._world.databases
        return Random(f"{self._seed}/{number}").choice([each for each in KINDS if not calamity.to_database or each.database in known])

    def _job(self, kind: Kind) -> Job:
        if kind.name not in self._jobs:
            self._jobs[kind.name] = job = Job(self._world, kind, f"{self._prefix}{len(self._jobs)}")
            job.define()
            job.renew(ROWS)
            self._run_again(job)
        return self._jobs[kind.name]

    def _play(self, job: Job, calamity: Calamity, moment: str, rng: Random) -> None:
        before = job.rows
        job.renew(round(ROWS * rng.uniform(0.8, 1.2)))
        execution = self._world.run(job.id)
        self.tale.executions[job.id] += 1
        with Witness(job, execution, before, job.rows) as witness:
            phase = self._until(job, moment, rng)
            calamity.strike(self._world, job, rng)
            self._world.heal()
            status = self._world.ended(job.id, execution)
            until(lambda: _logged(self._world, execution) == status, "the log tells the end as the API does", 30)
        assert not witness.verdict(), witness.wrong[:5]
        assert witness.told, "nobody was told anything"
        self.tale.looks += witness.looks
        self.tale.ends[status["state"]] += 1
        self.tale.attempts[status["details"]["attempt"]] += 1
        self._check(job, calamity, phase, status, before)
        if status["state"] != "successful":
            self._run_again(job)

    def _until(self, job: Job, moment: str, rng: Random) -> str | None:
        """Wait for the moment; give the phase that was seen last."""
        front, seen = self._world.front, self._world.status(job.id)
        if moment == "while it publishes":
            front.about = "/_aliases" if job.kind.replaces else "/_refresh"
            front.faults.append(Fault(seconds=HELD))
            until(lambda: front.under_way > 0 or self._over(job), "it publishes", 60)
            seen = self._world.status(job.id)
        elif moment == "while it reads":
            seen = self._world.until_status(
                job.id, lambda status: status["details"].get("phase") not in ("queued", "connecting"), "it reads"
            )
            linger(rng, RUN)
        front.mend()
        return (seen or {"details": {}})["details"].get("phase")

    def _over(self, job: Job) -> bool:
        status = self._world.status(job.id)
        return status is not None and not status["is_running"]

    def _check(self, job: Job, calamity: Calamity, phase: str | None, status: dict[str, Any], before: Rows) -> None:
        """Let the end be one that may be, and the world as that end says."""
        if status["state"] == "successful":
            self._check_success(job, status, len(job.rows) if job.kind.replaces else len(job.rows) - len(before))
        elif status["state"] == "aborted":
            assert calamity.aborts, status
        else:
            assert calamity.to_database, status
            assert phase in (None, *BEFORE), status
            assert status["error"][0].startswith("Could not execute datasource query"), status
        if status["state"] != "successful" and job.kind.replaces:
            check_rows(self._world, job, before)
        if calamity.sits_still:
            assert status["details"].get("restart_reason") in OWN_RESTARTS, status
        until(lambda: job.working() == 0, "nothing runs in the database", 20)
        until(lambda: not self._world.working(), "no process executes any more", 20)

    def _check_success(self, job: Job, status: dict[str, Any], count: int) -> None:
        check_rows(self._world, job, job.rows)
        assert status["count"] == count, status
        if job.kind.replaces:
            check_settings(self._world, job)

    def _run_again(self, job: Job) -> None:
        """Let a run that nothing disturbs bring in whatever is missing."""
        status = self._world.ended(job.id, self._world.run(job.id))
        self.tale.executions[job.id] += 1
        assert status["state"] == "successful", status
        self._check_success(job, status, len(job.rows) if job.kind.replaces else status["count"])

    def settle(self) -> None:
        """See that all is tidied up, and that the log holds each execution once."""
        for job in self._jobs.values():
            if job.kind.replaces:
                until(lambda job=job: not indices(self._world, job, shown=False), f"no index of {job.id} is left", 120)  # type: ignore[misc]
            query = {"size": 0, "track_total_hits": True, "query": {"term": {"ingestion.id": job.id}}}
            found = self._world.es("POST", "/.siren-jobs/_search", query)["hits"]["total"]["value"]
            assert found == self.tale.executions[job.id], f"{found} executions of {job.id} in the log, not {self.tale.executions[job.id]}"


def _logged(world: World, execution: str) -> dict[str, Any] | None:
    answer = world.es("GET", f"/.siren-jobs/_doc/{execution}")
    return answer["_source"]["ingestion"] if answer.status == 200 else None


def check_rows(world: World, job: Job, rows: Rows) -> None:
    """Let the target hold exactly these rows, each once."""
    world.es("POST", f"/{job.id}/_refresh")
    hits = [hit for least in range(0, max(rows, default=0) + 1, PAGE) for hit in _hits(world, job, least)]
    found = Counter((hit["_source"]["id"], hit["_source"]["generation"]) for hit in hits)
    doubled = [row for row, times in found.items() if times > 1]
    lost, strange = set(rows.items()) - set(found), set(found) - set(rows.items())
    wrong = [*doubled, *lost, *strange]
    assert not wrong, f"{len(doubled)} doubled, {len(lost)} lost, {len(strange)} strange: {sorted(wrong)[:5]}"
    assert world.es("GET", f"/{job.id}/_count")["count"] == len(rows)
    if job.kind.ingest.get("pk_field", "id"):
        assert all(hit["_id"] == str(hit["_source"]["id"]) for hit in hits)


def _hits(world: World, job: Job, least: int) -> list[dict[str, Any]]:
    """Give the documents of the next ids; more than a search can show at once would be doubled ones."""
    next_ids = {"range": {"id": {"gte": least, "lt": least + PAGE}}}
    body = {"size": 2 * PAGE, "_source": ["id", "generation"], "query": next_ids, "track_total_hits": True}
    found = world.es("POST", f"/{job.id}/_search", body)["hits"]
    assert found["total"]["value"] <= 2 * PAGE
    hits: list[dict[str, Any]] = found["hits"]
    return hits


def indices(world: World, job: Job, *, shown: bool) -> list[str]:
    """List a job's indices that its target shows, or those that it does not."""
    found: dict[str, Any] = world.es("GET", f"/{job.id},{job.id}-*?expand_wildcards=all&ignore_unavailable=true").body
    return [name for name, index in found.items() if (name == job.id or job.id in index["aliases"]) == shown]


def check_settings(world: World, job: Job) -> None:
    """Let the shown index have no setting that was for loading alone."""
    (name,) = indices(world, job, shown=True)
    settings = world.es("GET", f"/{name}/_settings")[name]["settings"]["index"]
    assert "refresh_interval" not in settings, settings
    assert settings["number_of_replicas"] == "1", settings
    assert "auto_expand_replicas" not in settings, settings
