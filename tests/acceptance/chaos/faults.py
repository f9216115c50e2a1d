"""Faults during a run. Each is injected and lasts for its time; :meth:`Deployment.restore` ends it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from signal import SIGKILL, SIGTERM

import pytest

from tests.acceptance.chaos.deployment import Database, Deployment, wait_random
from tests.acceptance.chaos.hostile_settings import set_hostile_settings
from tests.acceptance.chaos.workloads import Job, Workload
from tests.acceptance.service import AGENT, API, EXECUTION, JOBS
from tests.servers.dask import DaskCluster
from tests.servers.restartable import signal_all
from tests.support.elasticsearch_proxy import ROW_BULKS, Fault
from tests.support.waiting import wait_until

ONE_HALF = 0.5
MAX_SECONDS = 4.0
"""Longest duration of a network fault, in seconds; most runs are shorter."""


@dataclass(frozen=True)
class FaultInjection:
    """A fault that ``inject`` causes during a run of a job."""

    name: str
    inject: Callable[[Deployment, Job, Random], None]
    is_in_database: bool = False
    """Whether a database server or the connection to it fails."""
    needs_server: bool = False
    """Whether it needs a database server, although that does not fail."""
    is_in_cluster: bool = False
    """Whether the Dask cluster fails."""
    aborts: bool = False
    """Whether it aborts the job."""
    allows_take_over: bool = True
    """Whether another process may take over the execution."""

    def applies_to(self, workload: Workload, deployment: Deployment) -> bool:
        """Return whether the fault can happen to jobs of this kind."""
        return not (self.is_in_database or self.needs_server) or workload.database in deployment.databases


def _kill_execution(deployment: Deployment, job: Job, rng: Random) -> None:
    signal_all(deployment.executing(), SIGKILL)


def _kill_agent(deployment: Deployment, job: Job, rng: Random) -> None:
    signal_all(deployment.find_owner(job.id).processes(AGENT), SIGKILL)


def _kill_agent_and_executions(deployment: Deployment, job: Job, rng: Random) -> None:
    owner = deployment.find_owner(job.id)
    signal_all([*owner.processes(AGENT), *owner.processes(EXECUTION)], SIGKILL)


def _kill_api(deployment: Deployment, job: Job, rng: Random) -> None:
    signal_all([rng.choice(deployment.api.processes(API))], SIGKILL)


def _replace_workers(deployment: Deployment, job: Job, rng: Random) -> None:
    """Terminate a worker of gunicorn, which replaces it."""
    signal_all([rng.choice(deployment.api.processes(API)[1:])], SIGTERM)


def _kill_replica(deployment: Deployment, job: Job, rng: Random) -> None:
    signal_all(deployment.find_owner(job.id).processes(), SIGKILL)


def _kill_all_replicas(deployment: Deployment, job: Job, rng: Random) -> None:
    for each in deployment.replicas:
        signal_all(each.processes(), SIGKILL)
        each.process.wait()
    deployment.start()


def _terminate_agent(deployment: Deployment, job: Job, rng: Random) -> None:
    signal_all(deployment.find_owner(job.id).processes(AGENT), SIGTERM)


def _restart_replica(deployment: Deployment, job: Job, rng: Random) -> None:
    owner = deployment.find_owner(job.id)
    owner.stop()
    owner.start()


def _wait_for_take_over(deployment: Deployment, job: Job) -> None:
    """Wait until another process has taken over, or the execution has ended."""
    deployment.wait_for_status(
        job.id, lambda status: status["details"]["attempt"] > 1 or not status["is_running"], "another process takes over", 60
    )


def _pause_execution(deployment: Deployment, job: Job, rng: Random) -> None:
    deployment.pause(deployment.executing())
    _wait_for_take_over(deployment, job)


def _pause_replica(deployment: Deployment, job: Job, rng: Random) -> None:
    deployment.pause(deployment.find_owner(job.id).processes())
    _wait_for_take_over(deployment, job)


def _pause_agents(deployment: Deployment, job: Job, rng: Random) -> None:
    deployment.pause([pid for each in deployment.agents for pid in each.processes(AGENT)])
    wait_random(rng, 2 * MAX_SECONDS)


def _kill_elasticsearch(deployment: Deployment, job: Job, rng: Random) -> None:
    deployment.elasticsearch.kill()
    deployment.elasticsearch.start()


def _restart_elasticsearch(deployment: Deployment, job: Job, rng: Random) -> None:
    deployment.elasticsearch.stop()
    deployment.elasticsearch.start()


def _pause_elasticsearch(deployment: Deployment, job: Job, rng: Random) -> None:
    deployment.elasticsearch.pause()
    wait_random(rng, 3 * MAX_SECONDS)


def _block_writes(indices: str) -> Callable[[Deployment, Job, Random], None]:
    def inject(deployment: Deployment, job: Job, rng: Random) -> None:
        deployment.set_write_block(indices.format(job=job.id))
        wait_random(rng, 2 * MAX_SECONDS)

    return inject


def _fail_requests(fault: Fault, *, probability: float, matching: str = "") -> Callable[[Deployment, Job, Random], None]:
    def inject(deployment: Deployment, job: Job, rng: Random) -> None:
        proxy = deployment.proxy
        proxy.matching, proxy.probability, proxy.default_fault = matching, probability, fault
        proxy.random = Random(rng.random())
        wait_random(rng, MAX_SECONDS)

    return inject


def _wait_for_end(deployment: Deployment, job: Job) -> None:
    deployment.wait_for_status(job.id, lambda status: not status["is_running"], "the execution ends during the fault", 150)


def _kill_node(deployment: Deployment, job: Job, rng: Random) -> None:
    """Refuse connections to one of the nodes until the run ends."""
    rng.choice(deployment.nodes).refuse()
    _wait_for_end(deployment, job)


def _kill_nodes_in_turn(deployment: Deployment, job: Job, rng: Random) -> None:
    for node in rng.sample(deployment.nodes, len(deployment.nodes)):
        node.refuse()
        wait_random(rng, MAX_SECONDS / 2)
        node.restore()


def _restart_replica_without_a_node(deployment: Deployment, job: Job, rng: Random) -> None:
    """Refuse connections to one of the nodes while a sidecar starts, and until the run ends."""
    rng.choice(deployment.nodes).refuse()
    _restart_replica(deployment, job, rng)
    _wait_for_end(deployment, job)


def _database(deployment: Deployment, job: Job) -> Database:
    return deployment.databases[job.workload.database]


def _kill_database(deployment: Deployment, job: Job, rng: Random) -> None:
    _database(deployment, job).server.kill()
    wait_random(rng, MAX_SECONDS)


def _pause_database(deployment: Deployment, job: Job, rng: Random) -> None:
    _database(deployment, job).server.pause()
    wait_random(rng, MAX_SECONDS)


def _disconnect_database(deployment: Deployment, job: Job, rng: Random) -> None:
    _database(deployment, job).proxy.disconnect()
    wait_random(rng, MAX_SECONDS)


def _stall_database(deployment: Deployment, job: Job, rng: Random) -> None:
    _database(deployment, job).proxy.stall()
    wait_random(rng, MAX_SECONDS)


def _delay_database(deployment: Deployment, job: Job, rng: Random) -> None:
    _database(deployment, job).proxy.delay(rng.uniform(0.01, 0.1))
    wait_random(rng, MAX_SECONDS)


def _drop_database_responses(deployment: Deployment, job: Job, rng: Random) -> None:
    _database(deployment, job).proxy.drop_responses()
    wait_random(rng, MAX_SECONDS)


def _set_hostile_settings(deployment: Deployment, job: Job, rng: Random) -> None:
    set_hostile_settings(_database(deployment, job), rng)
    wait_random(rng, MAX_SECONDS)


def _set_hostile_settings_and_disconnect(deployment: Deployment, job: Job, rng: Random) -> None:
    """Set hostile settings and close the connection, so that the run reads on in sessions with these settings."""
    database = _database(deployment, job)
    set_hostile_settings(database, rng)
    database.proxy.disconnect()
    wait_random(rng, 1.0)
    database.proxy.restore()
    _wait_for_end(deployment, job)


def _damage_lease_and_kill(deployment: Deployment, job: Job, rng: Random) -> None:
    """Store a damaged lease of another job, which stays there, and kill the execution."""
    damaged = {"job": "damaged", "type": "ingestion", "state": "running", "status": {"state": "running"}}
    deployment.es("PUT", "/.siren-leases/_doc/ingestion:damaged?refresh=true", damaged)
    signal_all(deployment.executing(), SIGKILL)


def _abort(deployment: Deployment, job: Job, rng: Random) -> None:
    deployment.call("POST", f"{JOBS}/ingestion/{job.id}/_abort")


def _abort_and_kill(deployment: Deployment, job: Job, rng: Random) -> None:
    deployment.call("POST", f"{JOBS}/ingestion/{job.id}/_abort?wait_for_completion=false")
    signal_all(deployment.executing(), SIGKILL)


def _cluster(deployment: Deployment) -> DaskCluster:
    assert deployment.dask is not None
    return deployment.dask


def _kill_dask_worker(deployment: Deployment, job: Job, rng: Random) -> None:
    """Kill a worker, which its nanny starts again, or one with its nanny."""
    rng.choice(_cluster(deployment).workers).signal(SIGKILL, only_worker=rng.random() < ONE_HALF)


def _kill_dask_workers(deployment: Deployment, job: Job, rng: Random) -> None:
    for each in _cluster(deployment).workers:
        each.signal(SIGKILL)


def _kill_nanny(deployment: Deployment, job: Job, rng: Random) -> None:
    signal_all(rng.choice(_cluster(deployment).workers).pids[:1], SIGKILL)


def _pause_dask_worker(deployment: Deployment, job: Job, rng: Random) -> None:
    """Pause a worker for less or more than the lease timeout."""
    deployment.pause([rng.choice(_cluster(deployment).workers).worker_pid])
    wait_random(rng, 4 * MAX_SECONDS)


def _kill_scheduler(deployment: Deployment, job: Job, rng: Random) -> None:
    scheduler = _cluster(deployment).scheduler
    assert scheduler is not None
    scheduler.stop()


def _pause_scheduler(deployment: Deployment, job: Job, rng: Random) -> None:
    scheduler = _cluster(deployment).scheduler
    assert scheduler is not None
    deployment.pause(scheduler.pids)
    wait_random(rng, 4 * MAX_SECONDS)


def _stall_dask_workers(deployment: Deployment, job: Job, rng: Random) -> None:
    """Hold back all data between the workers and the scheduler: the workers go on, and nothing is heard of them."""
    proxy = _cluster(deployment).worker_proxy
    assert proxy is not None
    proxy.stall()
    wait_random(rng, 5 * MAX_SECONDS)


def _disconnect_dask_workers(deployment: Deployment, job: Job, rng: Random) -> None:
    proxy = _cluster(deployment).worker_proxy
    assert proxy is not None
    proxy.disconnect()
    wait_random(rng, MAX_SECONDS)


def _drop_packets_of_dask(deployment: Deployment, job: Job, rng: Random) -> None:
    """Drop all packets between the scheduler and the workers, or between it and the coordinator."""
    cluster = _cluster(deployment)
    proxy = rng.choice(cluster.proxies)
    proxy.drop_packets()
    wait_random(rng, 5 * MAX_SECONDS)
    proxy.restore()
    if proxy is cluster.worker_proxy:
        wait_until(lambda: not any(each.is_whole for each in cluster.workers), "workers end that have lost the scheduler", 60)


def _kill_worker_and_execution(deployment: Deployment, job: Job, rng: Random) -> None:
    _kill_dask_worker(deployment, job, rng)
    _kill_execution(deployment, job, rng)


def fault_parameters(faults: Sequence[FaultInjection], short: Sequence[str]) -> Iterator[object]:
    """Return each fault as a parameter, marked as long unless it is one of the short faults."""
    for each in faults:
        marks = [] if each.name in short else [pytest.mark.long]
        yield pytest.param(each, id=each.name.replace(" ", "-"), marks=marks)


OVERLOADED = Fault(status=429, reason="simulated overload")
"""The response of an overloaded Elasticsearch."""
_LOST_REQUEST = Fault(disconnect=True)
_LOST_RESPONSE = Fault(disconnect=True, forwarded=True)
_SLOW_RESPONSE = Fault(seconds=0.5)
_LATE_WRITE = Fault(seconds=1.5)

FAULTS = (
    FaultInjection("the execution is killed", _kill_execution),
    FaultInjection("the agent is killed", _kill_agent),
    FaultInjection("the agent and its executions are killed", _kill_agent_and_executions),
    FaultInjection("an API process is killed", _kill_api),
    FaultInjection("API workers are replaced", _replace_workers),
    FaultInjection("a sidecar is killed", _kill_replica),
    FaultInjection("all sidecars are killed", _kill_all_replicas),
    FaultInjection("the agent is terminated", _terminate_agent),
    FaultInjection("a sidecar is restarted", _restart_replica),
    FaultInjection("the execution is paused beyond its lease timeout", _pause_execution),
    FaultInjection("a sidecar is paused beyond its lease timeout", _pause_replica),
    FaultInjection("all agents are paused", _pause_agents, allows_take_over=False),
    FaultInjection("Elasticsearch is killed", _kill_elasticsearch, allows_take_over=False),
    FaultInjection("Elasticsearch is restarted", _restart_elasticsearch, allows_take_over=False),
    FaultInjection("Elasticsearch is paused", _pause_elasticsearch, allows_take_over=False),
    FaultInjection("the disk is full", _block_writes("*"), allows_take_over=False),
    FaultInjection("the sidecar's indices are read-only", _block_writes(".siren-*"), allows_take_over=False),
    FaultInjection("the target is read-only", _block_writes("{job}*"), allows_take_over=False),
    FaultInjection("Elasticsearch is overloaded", _fail_requests(OVERLOADED, probability=0.8), allows_take_over=False),
    FaultInjection(
        "Elasticsearch rejects bulk requests", _fail_requests(OVERLOADED, probability=1.0, matching=ROW_BULKS), allows_take_over=False
    ),
    FaultInjection("responses of Elasticsearch are lost", _fail_requests(_LOST_RESPONSE, probability=0.3), allows_take_over=False),
    FaultInjection("requests to Elasticsearch are lost", _fail_requests(_LOST_REQUEST, probability=0.5), allows_take_over=False),
    FaultInjection("Elasticsearch is slow", _fail_requests(_SLOW_RESPONSE, probability=1.0), allows_take_over=False),
    FaultInjection(
        "the job log is written late", _fail_requests(_LATE_WRITE, probability=1.0, matching="/.siren-jobs/_doc"), allows_take_over=False
    ),
    FaultInjection("a node of Elasticsearch is dead until the run ends", _kill_node, allows_take_over=False),
    FaultInjection("the nodes of Elasticsearch die in turn", _kill_nodes_in_turn, allows_take_over=False),
    FaultInjection("a sidecar is restarted while a node of Elasticsearch is dead", _restart_replica_without_a_node),
    FaultInjection("another lease is damaged and the execution is killed", _damage_lease_and_kill),
    FaultInjection("the database is killed", _kill_database, is_in_database=True, allows_take_over=False),
    FaultInjection("the database is paused", _pause_database, is_in_database=True, allows_take_over=False),
    FaultInjection("the database connection is closed", _disconnect_database, is_in_database=True, allows_take_over=False),
    FaultInjection("the database connection stalls", _stall_database, is_in_database=True, allows_take_over=False),
    FaultInjection("the database connection is slow", _delay_database, is_in_database=True, allows_take_over=False),
    FaultInjection("responses of the database are lost", _drop_database_responses, is_in_database=True, allows_take_over=False),
    FaultInjection("the settings of the database are hostile", _set_hostile_settings, needs_server=True, allows_take_over=False),
    FaultInjection(
        "the database connection is closed and the settings are hostile",
        _set_hostile_settings_and_disconnect,
        is_in_database=True,
        allows_take_over=False,
    ),
    FaultInjection("a user aborts", _abort, aborts=True),
    FaultInjection("a user aborts and the execution is killed", _abort_and_kill, aborts=True),
)

DASK_FAULTS = (
    FaultInjection("a Dask worker is killed", _kill_dask_worker, is_in_cluster=True, allows_take_over=False),
    FaultInjection("all Dask workers are killed", _kill_dask_workers, is_in_cluster=True, allows_take_over=False),
    FaultInjection("a nanny is killed", _kill_nanny, is_in_cluster=True, allows_take_over=False),
    FaultInjection("a Dask worker is paused", _pause_dask_worker, is_in_cluster=True, allows_take_over=False),
    FaultInjection("the Dask scheduler is killed", _kill_scheduler, is_in_cluster=True, allows_take_over=False),
    FaultInjection("the Dask scheduler is paused", _pause_scheduler, is_in_cluster=True, allows_take_over=False),
    FaultInjection("the connections of Dask workers stall", _stall_dask_workers, is_in_cluster=True, allows_take_over=False),
    FaultInjection("the connections of Dask workers are closed", _disconnect_dask_workers, is_in_cluster=True, allows_take_over=False),
    FaultInjection("packets of the Dask scheduler are lost", _drop_packets_of_dask, is_in_cluster=True, allows_take_over=False),
    FaultInjection("a Dask worker and the execution are killed", _kill_worker_and_execution, is_in_cluster=True),
)
"""Faults of jobs whose ranges Dask workers load, besides the others."""
