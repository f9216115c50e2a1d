"""An abort ends a run wherever it stands, soon, and the database's work with it."""

import time
from collections.abc import Callable, Iterator
from random import Random
from signal import SIGKILL
from typing import Any

import pytest

from tests.acceptance.chaos.environment import World, linger
from tests.acceptance.chaos.faults import BUSY
from tests.acceptance.chaos.rounds import ROWS, RUN, check_rows, indices
from tests.acceptance.chaos.workloads import KINDS, Job, Kind
from tests.acceptance.service import DATASOURCE, IN_TIME, INGESTION, JOBS
from tests.servers.restartable import signal_all
from tests.support.elasticsearch_proxy import Fault
from tests.support.tcp_proxy import CAN_VANISH
from tests.support.waiting import until

SOON = 3.0
"""Seconds in which an abort must be answered with the end, on a machine that does little else."""
GONE = 2.0
"""Seconds in which the database must have stopped, on a machine that does little else."""
ENDLESS = {
    "postgresql": "select count(*) as id from {table} t, pg_sleep(1000 * t.generation)",
    "mariadb": "select count(*) as id from {table} t where sleep(1000 * t.generation) = 0",
    "sqlite": "with recursive n(i) as (select 1 union all select i + 1 from n) select max(n.i + t.id) as id from n, {table} t",
    "duckdb": "select count(*) as id from range(10000000) a, range(10000000) b, {table} t where (a.range * b.range + t.id) % 7 = 3",
}
"""A query by database that thinks for a long time before it gives a row."""
CRAWLING = "select t.id, t.generation, t.word, pg_sleep(0.2)::text as nap from {table} t order by id"
"""A query of PostgreSQL that gives five rows a second."""


def of(name: str) -> Kind:
    """Give a kind of job by its name."""
    return next(each for each in KINDS if each.name == name)


@pytest.fixture
def make(world: World, name: str) -> Iterator[Callable[[str], Job]]:
    """Give a way to make jobs that have run once; all is healed afterwards."""

    def made(kind: str) -> Job:
        job = Job(world, of(kind), name)
        job.define()
        job.renew(ROWS // 5)
        assert world.ended(name, world.run(name))["state"] == "successful"
        return job

    yield made
    world.heal()


def aborted(world: World, job: Job) -> float:
    """Abort a job and wait for the answer, which is its end; give the seconds that it took."""
    began = time.monotonic()
    answer = world.door.call("POST", f"{JOBS}/ingestion/{job.id}/_abort")
    took = time.monotonic() - began
    assert answer.status == 200, answer
    assert answer["status"]["state"] == "aborted", answer
    return took


def leaves_nothing(world: World, job: Job) -> None:
    """See that the target is as it was, and that neither an index nor a process nor a statement is left."""
    until(lambda: job.working() == 0, "the database has stopped")
    until(lambda: not world.working(), "no process executes any more", 20)
    until(lambda: not indices(world, job, shown=False), "no staging index is left", 20)


def runs(world: World, job: Job, condition: Callable[[dict[str, Any]], bool]) -> None:
    """Let the job run anew until it is so far."""
    job.generation += 1
    world.run(job.id)
    world.until_status(job.id, condition, "it is so far")


def thinks(world: World, job: Job) -> None:
    """Let the job run anew until its database thinks; a file's thinks in the run's own process."""
    runs(world, job, lambda status: bool(world.working()))
    if job.kind.database in world.databases:
        until(lambda: job.working() == 1, "the database thinks")


def flows(status: dict[str, Any]) -> bool:
    return bool(status["details"]["rows_read"])


@pytest.mark.parametrize("kind", ["postgresql replace", "mariadb replace", "sqlite replace", "duckdb replace"])
def test_an_abort_while_the_database_thinks_ends_its_work(world: World, make: Callable[[str], Job], kind: str) -> None:
    job = make(kind)
    job.define(query=ENDLESS[job.kind.database].format(table=job.id))
    thinks(world, job)
    assert aborted(world, job) < IN_TIME
    leaves_nothing(world, job)
    check_rows(world, job, job.rows)


def test_an_abort_while_elasticsearch_has_no_room(world: World, make: Callable[[str], Job]) -> None:
    job = make("postgresql replace")
    world.front.about, world.front.always = "/_bulk", BUSY
    runs(world, job, lambda status: bool(status["details"].get("waiting_for")))
    assert aborted(world, job) < IN_TIME
    leaves_nothing(world, job)


def test_an_abort_while_the_target_takes_no_writes(world: World, make: Callable[[str], Job]) -> None:
    job = make("postgresql replace")
    job.define(query=CRAWLING.format(table=job.id))
    job.renew(ROWS)
    runs(world, job, flows)
    world.block(f"{job.id}-*")
    world.until_status(job.id, lambda status: bool(status["details"].get("waiting_for")), "it waits")
    assert aborted(world, job) < IN_TIME
    leaves_nothing(world, job)


def test_an_abort_while_the_staging_index_is_made_leaves_none(world: World, make: Callable[[str], Job]) -> None:
    job = make("postgresql replace")
    job.define(query=CRAWLING.format(table=job.id))
    world.front.about = f"PUT /{job.id}-"
    world.front.faults.append(Fault(seconds=1.0))
    world.run(job.id)
    until(lambda: world.front.under_way > 0, "it is being made")
    assert aborted(world, job) < IN_TIME
    leaves_nothing(world, job)


@pytest.mark.skipif(not CAN_VANISH, reason="drops packets by a filter that only Linux has")
def test_an_abort_while_the_database_is_in_a_black_hole(world: World, make: Callable[[str], Job]) -> None:
    job = make("postgresql replace")
    patient = {**world.databases["postgresql"].jdbc, "properties": {"connectTimeout": "60"}}
    assert world.door.call("PUT", f"{DATASOURCE}/{job.id}", {"jdbc": patient}).status == 200
    world.databases["postgresql"].wire.vanish()
    runs(world, job, lambda status: status["details"]["phase"] == "connecting")
    assert aborted(world, job) < IN_TIME


def test_an_abort_of_a_queued_job_is_answered_at_once(world: World, make: Callable[[str], Job]) -> None:
    job = make("postgresql replace")
    world.pause([pid for each in (world.one, world.other) for pid in each.processes("sidecar.cli agent")])
    runs(world, job, lambda status: status["details"]["phase"] == "queued")
    assert aborted(world, job) < IN_TIME


def test_an_abort_that_comes_while_it_publishes_is_answered_with_the_end(world: World, make: Callable[[str], Job]) -> None:
    job = make("postgresql replace")
    job.renew(ROWS // 5)
    world.front.about = "/_aliases"
    world.front.faults.append(Fault(seconds=2.0))
    world.run(job.id)
    until(lambda: world.front.under_way > 0, "it publishes")
    answer = world.door.call("POST", f"{JOBS}/ingestion/{job.id}/_abort")
    assert (answer.status, answer["status"]["state"]) == (200, "successful")
    check_rows(world, job, job.rows)


@pytest.mark.parametrize("kind", ["postgresql replace", "mariadb replace"])
def test_the_session_of_a_process_that_was_killed_is_ended(world: World, make: Callable[[str], Job], kind: str) -> None:
    job = make(kind)
    job.define(query=ENDLESS[job.kind.database].format(table=job.id))
    thinks(world, job)
    world.call("POST", f"{JOBS}/ingestion/{job.id}/_abort?wait_for_completion=false")
    signal_all(world.working(), SIGKILL)
    until(lambda: job.working() == 0, "the database has stopped")
    world.until_status(job.id, lambda status: status["state"] == "aborted", "it ends")


@pytest.mark.soak
def test_aborts_at_any_moment_are_answered_in_time(world: World, make: Callable[[str], Job]) -> None:
    rng, answers, stops = Random(0), [], []
    job = make("postgresql replace")
    job.renew(ROWS)
    for _ in range(100):
        world.until_status(job.id, lambda status: not status["is_running"], "the last run ends")
        world.call("POST", f"{INGESTION}/{job.id}/_run")
        linger(rng, RUN)
        began = time.monotonic()
        answer = world.door.call("POST", f"{JOBS}/ingestion/{job.id}/_abort")
        answers.append(time.monotonic() - began)
        assert answer["status"]["state"] in ("aborted", "successful"), answer
        until(lambda: job.working() == 0, "the database has stopped")
        stops.append(time.monotonic() - began)
    answers.sort()
    stops.sort()
    print(f"aborts: median {answers[50]:.2f} s, p99 {answers[98]:.2f} s, most {answers[-1]:.2f} s; statement gone p99 {stops[98]:.2f} s")  # noqa: T201
    assert answers[98] < SOON
    assert stops[98] < GONE


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["postgresql replace", "mariadb replace", "sqlite replace", "duckdb replace"])
def test_aborts_while_the_database_thinks_are_answered_in_time(world: World, make: Callable[[str], Job], kind: str) -> None:
    job, answers, stops = make(kind), [], []
    job.define(query=ENDLESS[job.kind.database].format(table=job.id))
    for _ in range(5):
        thinks(world, job)
        began = time.monotonic()
        answers.append(aborted(world, job))
        until(lambda: job.working() == 0, "the database has stopped")
        stops.append(time.monotonic() - began)
        until(lambda: not world.working(), "its process has ended")
    print(f"aborts while {job.kind.database} thinks: {max(answers):.2f} s at most, statement gone {max(stops):.2f} s")  # noqa: T201
    assert max(answers) < SOON
    assert max(stops) < GONE
