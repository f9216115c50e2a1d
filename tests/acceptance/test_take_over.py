"""The time until another agent takes over an execution of a killed agent, with the default lease timeout."""

import time
from collections.abc import Iterator
from signal import SIGKILL
from typing import Any

import pytest

from tests.acceptance.chaos.deployment import Database, Deployment, start_deployment
from tests.acceptance.chaos.rounds import ROWS, check_rows
from tests.acceptance.chaos.workloads import Job, get_workload
from tests.acceptance.service import AGENT, EXECUTION
from tests.servers.restartable import RestartableServer, signal_all

MAX_TAKE_OVER_SECONDS = 20.0
"""The lease timeout and 5 more seconds."""
REPETITIONS = 5

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def deployment(
    restartable_servers: tuple[RestartableServer, dict[str, Database]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    """Return sidecars with the default lease timeout."""
    settings = {"SIDECAR_LEASE_TIMEOUT": "15s"}
    with start_deployment(*restartable_servers, tmp_path_factory.mktemp("deployment"), settings) as deployment:
        yield deployment


def is_second_attempt(status: dict[str, Any]) -> bool:
    """Return whether the second attempt has started."""
    attempt: int = status["details"]["attempt"]
    return attempt == 2 and status["details"].get("phase") != "queued"


def test_another_agent_takes_over_in_time_when_an_agent_and_its_executions_are_killed(deployment: Deployment, name: str) -> None:
    job = Job(deployment, get_workload("postgresql replace"), name)
    job.define()
    seconds = []
    for _ in range(REPETITIONS):
        job.write_rows(ROWS)
        execution = deployment.start_job(name)
        deployment.wait_for_status(name, lambda status: status["details"]["phase"] == "reading", "the run reads")
        owner = deployment.find_owner(name)
        began = time.monotonic()
        signal_all([*owner.processes(AGENT), *owner.processes(EXECUTION)], SIGKILL)
        deployment.wait_for_status(name, is_second_attempt, "the second attempt starts")
        seconds.append(round(time.monotonic() - began, 1))
        assert deployment.wait_for_end(name, execution)["state"] == "successful"
        check_rows(deployment, job, job.rows)
        deployment.restore()
    print(f"take-over after {seconds} s")  # noqa: T201
    assert max(seconds) < MAX_TAKE_OVER_SECONDS
