"""The processes of a service: API and agent together or separate, and their end."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from sidecar.demo.elasticsearch.process import signal_with_parent
from tests.acceptance.conftest import running_service
from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import Service, free_port
from tests.servers import environment
from tests.servers.restartable import signal_all
from tests.support.waiting import PROCESS_END_TIMEOUT, wait_until

START_SERVICE = """
import sys
from pathlib import Path
from tests.acceptance.service import Service
Service(sys.argv[1], Path(sys.argv[2]), port=int(sys.argv[3]), isolated=sys.argv[4] == "True").start()
print("started", flush=True)
sys.stdin.read()
"""
"""A program that starts a service, as a run of the tests does."""


def listed_agents(api: Service, agent: Service) -> list[dict[str, Any]]:
    """Return the list of agents as far as it is about the process of a service."""
    agents = api.call("GET", "/_siren/connector/agents")["agents"]
    return [each for each in agents if f":{agent.process.pid}:" in each["name"]]


def test_api_and_agent_run_as_separate_services(elasticsearch_url: str, tmp_path: Path, name: str) -> None:
    services = [Service(elasticsearch_url, tmp_path, command=command) for command in ("api", "agent")]
    api, agent = services
    try:
        api.start()
        database = write_sqlite_file(tmp_path / f"{name}.db", "create table t (id integer)", insert="insert into t values (?)", rows=[(1,)])
        api.define(name, {"query": "select id from t", "pk_field": "id"}, database)
        api.start_job(name)
        assert api.status(name)["details"]["phase"] == "queued"
        agent.start()
        wait_until(lambda: not api.status(name)["is_running"], "the agent runs the job", 30)
        assert api.status(name)["state"] == "successful"
        wait_until(lambda: [each["running"] for each in listed_agents(api, agent)] == [0], "the agent is listed and idle")
        (listed,) = listed_agents(api, agent)
        assert listed["is_alive"]
        assert (listed["max_jobs"], listed["host"], listed["version"]) == (2, socket.gethostname(), metadata.version("siren-sidecar"))
        assert listed["start_time"] <= listed["heartbeat"]
        agent.stop()
        assert listed_agents(api, agent) == []
    finally:
        for each in services:
            if hasattr(each, "process"):
                each.stop()
    assert [each.process.returncode for each in services] == [0, 0]


@pytest.fixture
def own_service(elasticsearch_url: str, tmp_path: Path) -> Iterator[Service]:
    """Return a sidecar that a test may kill."""
    yield from running_service(elasticsearch_url, tmp_path, {"SIDECAR_LOG_LEVEL": "INFO"})


def run_job_and_end(service: Service, name: str, number: signal.Signals) -> None:
    """Run a job and send a signal to the service; check that it ends cleanly and leaves no process."""
    file = service.folder / f"{name}.db"
    database = write_sqlite_file(file, "create table t (id integer)", insert="insert into t values (?)", rows=[(1,)])
    service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    service.run(name)
    assert len(service.processes()) >= 4
    assert f"API started: {service.url}" in service.log()

    os.kill(service.process.pid, number)
    service.process.wait(PROCESS_END_TIMEOUT)

    assert service.process.returncode == 0
    wait_until(lambda: not service.processes(), "all processes have ended")
    assert "Traceback" not in service.log()


def test_all_processes_end_when_their_supervisor_is_killed_and_free_its_address(own_service: Service, name: str) -> None:
    os.kill(own_service.process.pid, signal.SIGKILL)
    own_service.process.wait()
    wait_until(lambda: not own_service.processes(), "all processes have ended", 30)
    own_service.start()
    run_job_and_end(own_service, name, signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_an_interrupt_or_a_closed_terminal_ends_a_service_cleanly_and_leaves_no_process(
    own_service: Service, name: str, number: signal.Signals
) -> None:
    run_job_and_end(own_service, name, number)


@pytest.mark.parametrize("command", ["api", "agent"])
def test_a_closed_terminal_ends_a_part_and_leaves_no_process(elasticsearch_url: str, tmp_path: Path, command: str) -> None:
    part = Service(elasticsearch_url, tmp_path, command=command)
    part.start()
    try:
        os.killpg(part.process.pid, signal.SIGHUP)
        assert part.process.wait(PROCESS_END_TIMEOUT) == 0
        wait_until(lambda: not part.processes(), "all processes have ended")
    finally:
        part.stop()


@pytest.mark.skipif(not signal_with_parent(), reason="setpriv is not installed")
@pytest.mark.parametrize("isolated", [False, True])
def test_a_service_ends_with_a_killed_run_of_the_tests(elasticsearch_url: str, tmp_path: Path, isolated: bool) -> None:
    service = Service(elasticsearch_url, tmp_path, port=free_port(), isolated=isolated)
    command = (sys.executable, "-c", START_SERVICE, elasticsearch_url, str(tmp_path), str(service.port), str(isolated))
    with subprocess.Popen(command, cwd=environment.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        try:
            assert run.stdout is not None
            assert run.stdout.readline() == b"started\n", service.log()
            run.kill()
            wait_until(lambda: not service.processes(), "all processes have ended", 60)
        finally:
            run.kill()
            signal_all(service.processes(), signal.SIGKILL)
