"""While Elasticsearch or a database cannot do its part, runs wait and say so, nobody is taken for dead, and the API says when to return."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.acceptance.chaos.environment import World
from tests.acceptance.chaos.faults import BUSY
from tests.acceptance.chaos.observers import Witness
from tests.acceptance.chaos.rounds import ROWS, check_rows, check_settings
from tests.acceptance.chaos.workloads import KINDS, Job
from tests.acceptance.databases import Dawdle
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Answer
from tests.support.elasticsearch_proxy import Fault
from tests.support.tcp_proxy import CAN_VANISH
from tests.support.waiting import until

DAWDLING = "select t.id, t.generation, t.word, {nap} as nap from {table} t order by id"
NOTICED = 40.0
"""Seconds: half a minute by the system's questions, and what a busy machine needs to tell it."""
POSTGRES = next(each for each in KINDS if each.name == "postgresql replace")


@pytest.fixture
def dawdle(world: World) -> Iterator[Dawdle]:
    """Give what can hold up the rows of this world's PostgreSQL."""
    dawdle = Dawdle(world.databases["postgresql"].server.url, seconds=0.05)
    yield dawdle
    dawdle.hurry()


@pytest.fixture
def job(world: World, name: str, dawdle: Dawdle) -> Iterator[Job]:
    """Give a REPLACE of PostgreSQL that has run once; all is healed afterwards."""
    job = Job(world, POSTGRES, name)
    job.define(query=DAWDLING.format(nap=dawdle.nap, table=name))
    job.renew(ROWS)
    assert world.ended(name, world.run(name))["state"] == "successful"
    yield job
    world.heal()


def reading(status: dict[str, Any]) -> bool:
    return status["details"].get("phase") == "reading" and status["count"] > 0


@contextmanager
def running(job: Job) -> Iterator[None]:
    """Start the job anew; it then ends well, whatever was done meanwhile and healed."""
    before = job.rows
    job.renew(ROWS)
    execution = job.world.run(job.id)
    with Witness(job, execution, before, job.rows) as witness:
        yield
        job.world.heal()
        status = job.world.ended(job.id, execution)
    assert (status["state"], status["count"], status["details"]["attempt"]) == ("successful", len(job.rows), 1), status
    assert status["infos"] == "The job is done."
    assert not witness.verdict(), witness.wrong[:5]
    check_rows(job.world, job, job.rows)
    check_settings(job.world, job)


@contextmanager
def held_up(job: Job, dawdle: Dawdle) -> Iterator[None]:
    """Have the job run, and read as long as the block lasts."""
    dawdle.hold()
    with running(job):
        job.world.until_status(job.id, reading, "rows come")
        yield
        dawdle.hurry()


def waits(status: dict[str, Any], reason: str) -> bool:
    """Tell whether a status says, in both places, that it waits for Elasticsearch and for what reason."""
    waiting_for = str(status["details"].get("waiting_for"))
    told = status["infos"] == f"The job is running. It waits for {waiting_for}."
    return told and waiting_for.startswith("Elasticsearch") and reason in waiting_for


def test_a_run_that_elasticsearch_has_no_room_for_waits_and_says_so(world: World, job: Job, dawdle: Dawdle) -> None:
    with held_up(job, dawdle):
        world.front.about, world.front.always = "/_bulk", BUSY
        world.until_status(job.id, lambda status: waits(status, "told to be overloaded"), "it says what it waits for", 30)


def test_a_run_whose_target_takes_no_writes_waits_and_says_so(world: World, job: Job, dawdle: Dawdle) -> None:
    with held_up(job, dawdle):
        world.block(f"{job.id}-*")
        world.until_status(job.id, lambda status: waits(status, "read-only"), "it says what it waits for", 30)


def test_a_full_disk_makes_nobody_take_over_and_is_told_once_it_can_be(world: World, job: Job, dawdle: Dawdle) -> None:
    with held_up(job, dawdle):
        (before,) = world.working()
        earlier = unrenewed(world)
        world.block("*")
        until(lambda: unrenewed(world) > earlier, "the lease cannot be renewed", 30)
        until(lambda: _refused(world, job).status == 503, "an abort is refused", 30)
        assert _refused(world, job).headers["retry-after"].isdigit()
        until(lambda: unrenewed(world) >= earlier + PATIENT, "some lease time-outs pass", 120)
        assert world.working() == [before], "nobody can renew, so nobody is dead"
        world.block(".siren-*", on=False)
        told = world.until_status(job.id, lambda status: waits(status, ""), "the wait is told once it can be", 30)
        assert told["details"]["attempt"] == 1


PATIENT = 25
"""Renewals that fail, the next one 0.8 s later: four lease time-outs."""


def unrenewed(world: World) -> int:
    """Count the renewals of leases that failed."""
    return (world.one.log() + world.other.log()).count("could not be renewed")


def _refused(world: World, job: Job) -> Answer:
    answer = world.call("POST", f"{JOBS}/ingestion/{job.id}/_abort?wait_for_completion=false")
    assert answer is not None
    return answer


def test_elasticsearch_may_be_killed_while_it_publishes(world: World, job: Job) -> None:
    world.front.about = "/_aliases"
    world.front.faults.append(Fault(seconds=3.0))
    with running(job):
        until(lambda: world.front.under_way > 0, "it publishes", 60)
        world.elastic.kill()


CALLS = (
    ("GET", JOBS + "/ingestion/{id}", None),
    ("GET", JOBS + "/ingestion", None),
    ("GET", JOBS + "/_search", None),
    ("POST", JOBS + "/ingestion/{id}/_abort", None),
    ("POST", INGESTION + "/{id}/_run", None),
    ("GET", INGESTION + "/{id}", None),
    ("DELETE", INGESTION + "/{id}", None),
    ("PUT", DATASOURCE + "/{id}", {"jdbc": {"url": "jdbc:postgresql://127.0.0.1:5432/d"}}),
    ("GET", DATASOURCE + "/_search", None),
    ("GET", "/_siren/health", None),
)


@pytest.mark.parametrize("outage", ["gone", "silent"])
def test_without_elasticsearch_every_call_says_when_to_come_back_and_all_recovers(world: World, job: Job, outage: str) -> None:
    world.elastic.kill() if outage == "gone" else world.elastic.pause()
    calls = CALLS if outage == "gone" else (CALLS[0], CALLS[-1])
    for method, path, body in calls:
        answer = world.door.call(method, path.format(id=job.id), body)
        assert answer.status == 503, (method, path, answer)
        assert int(answer.headers["retry-after"]) > 0, (method, path, answer.headers)
    assert world.door.call("GET", "/_siren/live").status == 200
    world.heal()
    until(lambda: world.door.call("GET", "/_siren/health").status == 200, "it is healthy again", 30)
    with running(job):
        assert world.door.call("GET", f"{JOBS}/_search?id={job.id}").status == 200


@pytest.mark.skipif(not CAN_VANISH, reason="drops packets by a filter that only Linux has")
def test_a_database_that_vanishes_without_a_word_is_noticed_within_half_a_minute(world: World, name: str) -> None:
    jobs = [
        Job(world, kind, f"{name}{place}") for place, kind in enumerate(KINDS) if kind.name in ("postgresql replace", "mariadb replace")
    ]
    for job in jobs:
        job.define()
        job.renew(10 * ROWS)  # for both still read when the second one has begun
    runs = [world.run(job.id) for job in jobs]
    for job in jobs:
        world.until_status(job.id, lambda status: status["details"]["rows_read"] > 0, "rows flow")
    for database in world.databases.values():
        database.wire.vanish()
    began = time.monotonic()
    for job in jobs:
        world.until_status(job.id, lambda status: status["details"].get("waiting_for") == "the database", "it is noticed")
    assert time.monotonic() - began < NOTICED
    world.heal()
    for job, run in zip(jobs, runs, strict=True):
        status = world.ended(job.id, run)
        assert (status["state"], status["details"]["restart_reason"]) == ("successful", "the connection to the database was lost"), status
        check_rows(world, job, job.rows)
