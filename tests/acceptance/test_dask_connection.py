"""The connection to a Dask scheduler: one that does not answer, and one with TLS. Each test has a sidecar of its own."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from tests.acceptance.databases import execute_on_postgresql, jdbc
from tests.acceptance.service import Service, free_port
from tests.acceptance.test_commands import error_line, sidecar
from tests.servers.dask import Certificates, environ_of_another_version, running
from tests.support.waiting import wait_until

ROWS = 100
PARTITION = {"column": "id", "count": 3, "executor": "dask"}


@pytest.fixture
def table(name: str, postgres_url: str) -> str:
    """Create a table with a key; return its name."""
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g", f"analyze {name}")
    return name


@pytest.fixture
def service(elasticsearch_url: str, tmp_path: Path) -> Iterator[Service]:
    """Return a sidecar that is not started yet."""
    service = Service(elasticsearch_url, tmp_path, {"SIDECAR_LEASE_TIMEOUT": "5s"})
    yield service
    service.stop()


def test_a_scheduler_that_does_not_answer_is_named(service: Service, table: str, postgres_url: str) -> None:
    service.settings["SIDECAR_DASK_SCHEDULER"] = address = f"tcp://127.0.0.1:{free_port()}"
    service.start()
    service.define(table, {"query": f"select * from {table}", "strategy": "REPLACE", "partition": PARTITION}, jdbc(postgres_url))
    status = service.run(table)
    assert status["state"] == "error"
    assert f"The Dask scheduler [{address}] cannot be reached:" in status["error"][0], status
    assert not status["error"][0].endswith(".."), status
    assert service.es("GET", f"/{table}*?expand_wildcards=all").body == {}


def test_workers_load_rows_over_tls(service: Service, table: str, postgres_url: str) -> None:
    certificates = Certificates.create(service.folder)
    service.settings |= certificates.settings
    with running(service.folder, service.environ, workers=1, certificates=certificates) as cluster:
        service.settings["SIDECAR_DASK_SCHEDULER"] = cluster.address
        service.start()
        ingest = {"query": f"select * from {table}", "strategy": "REPLACE", "pk_field": "id", "partition": PARTITION}
        service.define(table, ingest, jdbc(postgres_url))
        assert service.run(table)["count"] == ROWS


def test_a_worker_with_another_secret_key_or_none_does_not_start(service: Service) -> None:
    service.start()
    service.settings["SIDECAR_DASK_SCHEDULER"] = f"tcp://127.0.0.1:{free_port()}"
    completed = sidecar(service, "dask-worker", SIDECAR_SECRET_KEY=Fernet.generate_key().decode())
    assert "were saved with another SIDECAR_SECRET_KEY" in error_line(completed)
    completed = sidecar(service, "dask-worker", SIDECAR_SECRET_KEY="", SIDECAR_DATA_DIR=str(service.folder / "none"))
    assert "The secret key of the agents is missing: set SIDECAR_SECRET_KEY" in error_line(completed)


def test_a_worker_without_a_scheduler_says_so_in_one_line(service: Service) -> None:
    service.start()
    service.settings["SIDECAR_DASK_SCHEDULER"] = address = f"tcp://127.0.0.1:{free_port()}"
    line = error_line(sidecar(service, "dask-worker"))
    assert f"The Dask scheduler [{address}] cannot be reached: " in line
    # On a busy machine, Dask's own time-out may end its attempts.
    assert re.search(r"(Connection refused|TimeoutError)\. Start it, or correct SIDECAR_DASK_SCHEDULER", line)


def test_the_error_names_the_versions_if_all_workers_have_others(service: Service, table: str, postgres_url: str, tmp_path: Path) -> None:
    with running(service.folder, {**service.environ, **environ_of_another_version(tmp_path)}, workers=1) as cluster:
        service.settings |= {"SIDECAR_DASK_SCHEDULER": cluster.address, "SIDECAR_SOURCE_TIMEOUT": "3s"}
        service.start()
        service.define(table, {"query": f"select * from {table}", "strategy": "REPLACE", "partition": PARTITION}, jdbc(postgres_url))
        status = service.run(table)
    assert (status["state"], status["details"]["rows_read"]) == ("error", 0), status
    assert "has no workers with the version [" in status["error"][-1], status
    assert status["error"][-1].endswith("] of the sidecar, but with [9.9]."), status


@pytest.fixture
def stopped(elasticsearch_url: str, tmp_path: Path) -> Service:
    """Return a sidecar that is never started; the doctor needs only its settings."""
    return Service(elasticsearch_url, tmp_path)


def run_doctor(service: Service) -> dict[str, Any]:
    """Run ``sidecar doctor``; return what it reports of the scheduler."""
    completed = sidecar(service, "doctor", "--json")
    assert completed.stderr == ""
    (finding,) = [each for each in json.loads(completed.stdout) if each["check"] == "Dask scheduler"]
    assert finding["ok"] or completed.returncode == 1
    return dict(finding)


def test_the_doctor_reports_the_workers_over_tls(stopped: Service) -> None:
    certificates = Certificates.create(stopped.folder)
    stopped.settings |= certificates.settings
    with running(stopped.folder, stopped.environ, workers=1, certificates=certificates) as cluster:
        stopped.settings["SIDECAR_DASK_SCHEDULER"] = cluster.address
        finding = run_doctor(stopped)
        words = f"[{cluster.address}] is reachable; 1 worker with 1 thread"
        assert (finding["message"], finding["ok"], finding["required"]) == (words, True, True)

        other = cluster.start_worker(environ_of_another_version(stopped.folder))
        cluster.wait_for_workers()
        finding = run_doctor(stopped)
        assert (finding["message"], finding["ok"]) == (f"{words}; 1 worker is ignored, because its version is [9.9]", True)
        assert not finding["required"]
        other.stop()

        for worker in cluster.workers:
            worker.stop()
        wait_until(lambda: not run_doctor(stopped)["required"], "the scheduler has noticed that its workers have ended")
        finding = run_doctor(stopped)
        assert (finding["message"], finding["ok"]) == (f"[{cluster.address}] is reachable, but has no workers", True)


def test_the_doctor_reports_a_scheduler_that_does_not_answer(stopped: Service) -> None:
    stopped.settings["SIDECAR_DASK_SCHEDULER"] = address = f"tcp://127.0.0.1:{free_port()}"
    finding = run_doctor(stopped)
    assert not finding["ok"]
    assert finding["message"].startswith(f"The Dask scheduler [{address}] cannot be reached:")
