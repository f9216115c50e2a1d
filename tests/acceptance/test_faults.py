"""Faults during a run: no row is lost or duplicated, searches find the old or the new rows, and every run ends."""

import secrets

import pytest

from tests.acceptance.chaos.deployment import Deployment
from tests.acceptance.chaos.faults import FAULTS, FaultInjection, fault_parameters
from tests.acceptance.chaos.rounds import MOMENTS, RoundRunner
from tests.servers import environment

SEED = environment.setting("SEED", "short")
"""The seed of all random choices: fixed by default, different in each ``make soak``."""
SHORT_ROUNDS = 4
"""Random rounds in ``make test-all``."""
SOAK_ROUNDS = int(environment.setting("ROUNDS", "100"))
"""Further random rounds in ``make soak``."""
SHORT_FAULTS = (
    "the execution is killed",
    "the agent and its executions are killed",
    "Elasticsearch is killed",
    "responses of Elasticsearch are lost",
    "the database is killed",
)
"""The faults in every run of the tests; ``make test-all`` injects the others too."""


@pytest.fixture(scope="module")
def rounds(deployment: Deployment) -> RoundRunner:
    """Return a runner that all tests of this module share, with its jobs."""
    return RoundRunner(deployment, SEED, f"t{secrets.token_hex(4)}")


@pytest.mark.parametrize("fault", [*fault_parameters(FAULTS, SHORT_FAULTS)])
def test_no_row_is_lost_or_duplicated_when(rounds: RoundRunner, fault: FaultInjection) -> None:
    number = 1000 + FAULTS.index(fault)
    rounds.run(number, fault=fault, workload=rounds.choose_workload(number, fault), moment=MOMENTS[1])


@pytest.mark.long
def test_no_row_is_lost_or_duplicated_in_random_rounds(rounds: RoundRunner) -> None:
    for number in range(SHORT_ROUNDS):
        rounds.run(number)


@pytest.mark.soak
def test_no_row_is_lost_or_duplicated_in_many_random_rounds(rounds: RoundRunner) -> None:
    for number in range(SHORT_ROUNDS, SHORT_ROUNDS + SOAK_ROUNDS):
        rounds.run(number)


def test_no_staging_index_is_left_and_each_execution_is_logged_once(rounds: RoundRunner) -> None:
    rounds.check_leftovers()
    print(rounds.summary)  # noqa: T201
