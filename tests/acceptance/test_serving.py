"""The service's own processes: apart or together, and gone when they are told to."""

import os
import signal
from pathlib import Path

import pytest

from tests.acceptance.databases import sqlite_file
from tests.acceptance.service import Service
from tests.support.waiting import until


def test_api_and_agent_work_apart(elasticsearch_url: str, tmp_path: Path, name: str) -> None:
    parts = [Service(elasticsearch_url, tmp_path, command=command) for command in ("api", "agent")]
    api, agent = parts
    try:
        api.start()
        database = sqlite_file(tmp_path / f"{name}.db", "create table t (id integer)", into="insert into t values (?)", rows=[(1,)])
        api.define(name, {"query": "select id from t", "pk_field": "id"}, database)
        api.start_job(name)
        assert api.status(name)["details"]["phase"] == "queued"
        agent.start()
        until(lambda: not api.status(name)["is_running"], "the agent runs it", 30)
        assert api.status(name)["state"] == "successful"
    finally:
        for part in parts:
            if hasattr(part, "process"):
                part.stop()
    assert [part.process.returncode for part in parts] == [0, 0]


def test_parts_end_when_their_supervisor_is_killed_so_that_another_can_take_its_address(elasticsearch_url: str, tmp_path: Path) -> None:
    service = Service(elasticsearch_url, tmp_path)
    service.start()
    os.kill(service.process.pid, signal.SIGKILL)
    service.process.wait()
    until(lambda: not service.processes(), "all of its processes are gone", 30)
    service.start()
    service.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_service_ends_cleanly_and_leaves_no_process_behind(
    elasticsearch_url: str, tmp_path: Path, name: str, number: signal.Signals
) -> None:
    service = Service(elasticsearch_url, tmp_path, {"SIDECAR_LOG_LEVEL": "INFO"})
    service.start()
    database = sqlite_file(tmp_path / f"{name}.db", "create table t (id integer)", into="insert into t values (?)", rows=[(1,)])
    service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    service.run(name)
    assert len(service.processes()) >= 4

    os.kill(service.process.pid, number)
    service.process.wait(30)

    assert service.process.returncode == 0
    until(lambda: not service.processes(), "all of its processes are gone")
    assert "Traceback" not in service.log()
