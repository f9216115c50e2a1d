"""Faults while Dask workers load the ranges of a run: no row is lost or duplicated, and nothing is left behind."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.acceptance.chaos.deployment import Database, Deployment, start_deployment
from tests.acceptance.chaos.faults import DASK_FAULTS, FAULTS, FaultInjection, fault_parameters
from tests.acceptance.chaos.rounds import MOMENTS, RoundRunner
from tests.acceptance.chaos.workloads import DASK_WORKLOADS
from tests.servers import dask, environment
from tests.servers.restartable import RestartableServer

SEED = environment.setting("SEED", "short")
SOAK_ROUNDS = int(environment.setting("ROUNDS", "100"))
SHORT_FAULTS = ("a Dask worker and the execution are killed", "Elasticsearch is killed")
"""The faults in every run of the tests; ``make test-all`` injects the others too."""
LONG_FAULTS = (
    "the execution is paused beyond its lease timeout", "Elasticsearch is paused", "the disk is full",
    "responses of Elasticsearch are lost",
    "the database is killed", "the database connection is closed", "the database connection stalls", "a user aborts",
)  # fmt: skip
INJECTED = [each for each in (*DASK_FAULTS, *FAULTS) if each in DASK_FAULTS or each.name in (*SHORT_FAULTS, *LONG_FAULTS)]


@pytest.fixture(scope="module")
def rounds(
    restartable_servers: tuple[RestartableServer, dict[str, Database]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RoundRunner]:
    """Return a runner of jobs whose ranges two Dask workers load."""
    folder = tmp_path_factory.mktemp("dask")
    with start_deployment(*restartable_servers, tmp_path_factory.mktemp("deployment")) as deployment, _cluster(deployment, folder):
        yield RoundRunner(deployment, SEED, f"t{secrets.token_hex(4)}", workloads=DASK_WORKLOADS, faults=(*FAULTS, *DASK_FAULTS))


@contextmanager
def _cluster(deployment: Deployment, folder: Path) -> Iterator[None]:
    with dask.running(folder, deployment.first.environ, proxied=True) as cluster:
        deployment.dask = cluster
        for each in deployment.agents:
            each.stop()
            each.settings["SIDECAR_DASK_SCHEDULER"] = cluster.address
        deployment.start()
        yield
        deployment.dask = None


@pytest.mark.parametrize("fault", [*fault_parameters(INJECTED, SHORT_FAULTS)])
def test_no_row_is_lost_or_duplicated_when(rounds: RoundRunner, fault: FaultInjection) -> None:
    number = 1000 + INJECTED.index(fault)
    rounds.run(number, fault=fault, workload=rounds.choose_workload(number, fault), moment=MOMENTS[1])


@pytest.mark.soak
def test_no_row_is_lost_or_duplicated_in_many_random_rounds(rounds: RoundRunner) -> None:
    for number in range(SOAK_ROUNDS):
        rounds.run(number)


def test_no_staging_index_is_left_and_each_execution_is_logged_once(rounds: RoundRunner) -> None:
    rounds.check_leftovers()
    print(rounds.summary)  # noqa: T201
