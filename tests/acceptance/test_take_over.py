"""How long it takes, with the settings that a service has by default, until another agent goes on with what a killed one left."""

import time
from collections.abc import Iterator
from signal import SIGKILL
from typing import Any

import pytest

from tests.acceptance.chaos.environment import Database, World, started
from tests.acceptance.chaos.rounds import ROWS, check_rows
from tests.acceptance.chaos.workloads import KINDS, Job
from tests.acceptance.service import AGENT, EXECUTION
from tests.servers.restartable import Mortal, signal_all

IN_TIME = 20.0
"""Seconds: the lease's time-out and five more."""
TIMES = 5

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def calm(mortals: tuple[Mortal, dict[str, Database]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give sidecars with the default time-out of a lease."""
    with started(*mortals, tmp_path_factory.mktemp("calm"), {"SIDECAR_LEASE_TIMEOUT": "15s"}) as world:
        yield world


def gone_on(status: dict[str, Any]) -> bool:
    """Tell whether another attempt is under way."""
    return status["details"]["attempt"] == 2 and status["details"].get("phase") != "queued"


def test_another_agent_goes_on_in_time_when_an_agent_and_its_executions_are_killed(calm: World, name: str) -> None:
    job = Job(calm, next(each for each in KINDS if each.name == "postgresql replace"), name)
    job.define()
    seconds = []
    for _ in range(TIMES):
        job.renew(ROWS)
        execution = calm.run(name)
        calm.until_status(name, lambda status: status["details"]["phase"] == "reading", "it reads")
        owner = calm.owner(name)
        began = time.monotonic()
        signal_all([*owner.processes(AGENT), *owner.processes(EXECUTION)], SIGKILL)
        calm.until_status(name, gone_on, "another begins")
        seconds.append(round(time.monotonic() - began, 1))
        assert calm.ended(name, execution)["state"] == "successful"
        check_rows(calm, job, job.rows)
        calm.heal()
    print(f"take-over after {seconds} s")  # noqa: T201
    assert max(seconds) < IN_TIME
