"""Whatever breaks while a run is under way: no row is lost or doubled, every reader sees the old rows or the new ones, every run ends."""

import secrets
from collections.abc import Iterator

import pytest

from tests.acceptance.chaos.environment import World
from tests.acceptance.chaos.faults import CALAMITIES, Calamity
from tests.acceptance.chaos.rounds import MOMENTS, Rounds
from tests.servers import environment

SEED = environment.chosen("SEED", "short")
"""A short run tries the same each time, as far as chance decides it; ``make soak`` gives another seed each time."""
FEW = 4
"""Rounds of chance in a short run."""
MANY = int(environment.chosen("ROUNDS", "100"))
"""Rounds of chance in a long one."""
ALWAYS = (
    "the execution is killed",
    "the agent and its executions are killed",
    "the execution stands still past its time",
    "Elasticsearch is killed",
    "the disk is full",
    "answers of Elasticsearch are lost",
    "the database is killed",
    "a user aborts",
)
"""What a short run tries too."""


def each_once() -> Iterator[object]:
    """Give every calamity; those that a short run has no time for are left to a long one."""
    for each in CALAMITIES:
        marks = [] if each.name in ALWAYS else [pytest.mark.soak]
        yield pytest.param(each, id=each.name.replace(" ", "-"), marks=marks)


@pytest.fixture(scope="module")
def rounds(world: World) -> Rounds:
    """Give rounds in one world, which the tests of this module share as runs of a service share a cluster."""
    return Rounds(world, SEED, f"t{secrets.token_hex(4)}")


@pytest.mark.parametrize("calamity", [*each_once()])
def test_nothing_is_lost_or_doubled_when(rounds: Rounds, calamity: Calamity) -> None:
    number = 1000 + CALAMITIES.index(calamity)
    rounds.play(number, calamity=calamity, kind=rounds.fitting(number, calamity), moment=MOMENTS[1])


def test_nothing_is_lost_or_doubled_whatever_happens_whenever(rounds: Rounds) -> None:
    for number in range(FEW):
        rounds.play(number)


@pytest.mark.soak
def test_nothing_is_lost_or_doubled_in_a_long_time(rounds: Rounds) -> None:
    for number in range(FEW, FEW + MANY):
        rounds.play(number)


def test_nothing_is_left_behind_in_the_end(rounds: Rounds) -> None:
    rounds.settle()
    print(rounds.tale)  # noqa: T201
