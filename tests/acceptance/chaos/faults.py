"""What may happen while a run is under way. Each strikes, lasts as long as it must, and leaves the healing to the world."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from signal import SIGHUP, SIGKILL, SIGTERM

from tests.acceptance.chaos.environment import Database, World, linger
from tests.acceptance.chaos.workloads import Job
from tests.acceptance.service import AGENT, API, EXECUTION, JOBS
from tests.servers.restartable import signal_all
from tests.support.elasticsearch_proxy import Fault

LOSSES = 4.0
"""Seconds that a flood of faults lasts at most; most runs are shorter."""


@dataclass(frozen=True)
class Calamity:
    """Something that happens: ``strike`` does it to a job of a world, with the chance that it is given."""

    name: str
    strike: Callable[[World, Job, Random], None]
    to_database: bool = False
    """Whether it happens to a database server or to the line to it."""
    aborts: bool = False
    """Whether it asks for the end."""
    sits_still: bool = False
    """Whether no process may be taken for dead."""

    def fits(self, job: Job) -> bool:
        """Tell whether it can happen to this job."""
        return not self.to_database or job.kind.database in job.world.databases


def _kill_execution(world: World, job: Job, rng: Random) -> None:
    signal_all(world.working(), SIGKILL)


def _kill_agent(world: World, job: Job, rng: Random) -> None:
    signal_all(world.owner(job.id).processes(AGENT), SIGKILL)


def _agent_and_execution(world: World, job: Job, rng: Random) -> None:
    owner = world.owner(job.id)
    signal_all([*owner.processes(AGENT), *owner.processes(EXECUTION)], SIGKILL)


def _kill_api(world: World, job: Job, rng: Random) -> None:
    signal_all([rng.choice(world.door.processes(API))], SIGKILL)


def _recycle_workers(world: World, job: Job, rng: Random) -> None:
    """Let gunicorn read its settings anew, or end one of its workers politely: either way others take their place."""
    master, *workers = world.door.processes(API)
    signal_all(*rng.choice([([master], SIGHUP), ([rng.choice(workers)], SIGTERM)]))


def _kill_replica(world: World, job: Job, rng: Random) -> None:
    signal_all(world.owner(job.id).processes(), SIGKILL)


def _kill_all(world: World, job: Job, rng: Random) -> None:
    for each in world.replicas:
        signal_all(each.processes(), SIGKILL)
        each.process.wait()
    world.start()


def _terminate_agent(world: World, job: Job, rng: Random) -> None:
    signal_all(world.owner(job.id).processes(AGENT), SIGTERM)


def _restart_replica(world: World, job: Job, rng: Random) -> None:
    owner = world.owner(job.id)
    owner.stop()
    owner.start()


def _taken_over(world: World, job: Job) -> None:
    """Wait until a paused process has been taken for dead, or has lost nothing by its pause."""
    world.until_status(job.id, lambda status: status["details"]["attempt"] > 1 or not status["is_running"], "another takes over", 60)


def _pause_execution(world: World, job: Job, rng: Random) -> None:
    world.pause(world.working())
    _taken_over(world, job)


def _pause_replica(world: World, job: Job, rng: Random) -> None:
    world.pause(world.owner(job.id).processes())
    _taken_over(world, job)


def _pause_agents(world: World, job: Job, rng: Random) -> None:
    world.pause([pid for each in (world.one, world.other) for pid in each.processes(AGENT)])
    linger(rng, 2 * LOSSES)


def _kill_elasticsearch(world: World, job: Job, rng: Random) -> None:
    world.elastic.kill()
    world.elastic.start()


def _restart_elasticsearch(world: World, job: Job, rng: Random) -> None:
    world.elastic.stop()
    world.elastic.start()


def _pause_elasticsearch(world: World, job: Job, rng: Random) -> None:
    world.elastic.pause()
    linger(rng, 3 * LOSSES)


def _flood(indices: str) -> Callable[[World, Job, Random], None]:
    def strike(world: World, job: Job, rng: Random) -> None:
        world.block(indices.format(job=job.id))
        linger(rng, 2 * LOSSES)

    return strike


def _front(fault: Fault, *, share: float, about: str = "") -> Callable[[World, Job, Random], None]:
    def strike(world: World, job: Job, rng: Random) -> None:
        world.front.about, world.front.share, world.front.always = about, share, fault
        world.front.chance = Random(rng.random())
        linger(rng, LOSSES)

    return strike


def _database(world: World, job: Job) -> Database:
    return world.databases[job.kind.database]


def _kill_database(world: World, job: Job, rng: Random) -> None:
    _database(world, job).server.kill()
    linger(rng, LOSSES)


def _pause_database(world: World, job: Job, rng: Random) -> None:
    _database(world, job).server.pause()
    linger(rng, LOSSES)


def _cut(world: World, job: Job, rng: Random) -> None:
    _database(world, job).wire.cut()
    linger(rng, LOSSES)


def _stall(world: World, job: Job, rng: Random) -> None:
    _database(world, job).wire.stall()
    linger(rng, LOSSES)


def _slow(world: World, job: Job, rng: Random) -> None:
    _database(world, job).wire.slow(rng.uniform(0.01, 0.1))
    linger(rng, LOSSES)


def _lose(world: World, job: Job, rng: Random) -> None:
    _database(world, job).wire.lose_answers()
    linger(rng, LOSSES)


def _abort(world: World, job: Job, rng: Random) -> None:
    world.call("POST", f"{JOBS}/ingestion/{job.id}/_abort")


def _abort_and_kill(world: World, job: Job, rng: Random) -> None:
    world.call("POST", f"{JOBS}/ingestion/{job.id}/_abort?wait_for_completion=false")
    signal_all(world.working(), SIGKILL)


BUSY = Fault(status=429, reason="told to be overloaded")

CALAMITIES = (
    Calamity("the execution is killed", _kill_execution),
    Calamity("the agent is killed", _kill_agent),
    Calamity("the agent and its executions are killed", _agent_and_execution),
    Calamity("a process of the API is killed", _kill_api),
    Calamity("the API's workers are recycled", _recycle_workers),
    Calamity("all of a sidecar is killed", _kill_replica),
    Calamity("every sidecar is killed", _kill_all),
    Calamity("the agent is told to stop", _terminate_agent),
    Calamity("a sidecar is stopped and started", _restart_replica),
    Calamity("the execution stands still past its time", _pause_execution),
    Calamity("a sidecar stands still past its time", _pause_replica),
    Calamity("all agents stand still", _pause_agents, sits_still=True),
    Calamity("Elasticsearch is killed", _kill_elasticsearch, sits_still=True),
    Calamity("Elasticsearch is restarted", _restart_elasticsearch, sits_still=True),
    Calamity("Elasticsearch stands still", _pause_elasticsearch, sits_still=True),
    Calamity("the disk is full", _flood("*"), sits_still=True),
    Calamity("the own indices take no writes", _flood(".siren-*"), sits_still=True),
    Calamity("the target takes no writes", _flood("{job}*"), sits_still=True),
    Calamity("Elasticsearch is overloaded", _front(BUSY, share=0.8), sits_still=True),
    Calamity("Elasticsearch takes no rows", _front(BUSY, share=1.0, about="/_bulk"), sits_still=True),
    Calamity("answers of Elasticsearch are lost", _front(Fault(cut=True, reaches=True), share=0.3), sits_still=True),
    Calamity("requests to Elasticsearch are lost", _front(Fault(cut=True), share=0.5), sits_still=True),
    Calamity("Elasticsearch is slow", _front(Fault(seconds=0.5), share=1.0), sits_still=True),
    Calamity("the database is killed", _kill_database, to_database=True, sits_still=True),
    Calamity("the database stands still", _pause_database, to_database=True, sits_still=True),
    Calamity("the line to the database is cut", _cut, to_database=True, sits_still=True),
    Calamity("the line to the database is stalled", _stall, to_database=True, sits_still=True),
    Calamity("the line to the database is slow", _slow, to_database=True, sits_still=True),
    Calamity("answers of the database are lost", _lose, to_database=True, sits_still=True),
    Calamity("a user aborts", _abort, aborts=True),
    Calamity("a user aborts and the execution is killed", _abort_and_kill, aborts=True),
)
