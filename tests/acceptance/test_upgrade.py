"""The previous release and this one side by side: runs under way are handed over and taken over in both directions, and nothing is lost."""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.databases import RowDelay, count_active_statements, create_wide_table, jdbc
from tests.acceptance.service import AGENT, INGESTION, JOBS, Service
from tests.servers import previous_release
from tests.servers.restartable import signal_all
from tests.support.waiting import wait_until

ROWS = 3000
SETTINGS = {"SIDECAR_LEASE_TIMEOUT": "5s", "SIDECAR_SHUTDOWN_GRACE": "100ms"}
StartService = Callable[[str], Service]


@pytest.fixture(scope="session")
def previous(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the previous release, for the path of Python."""
    commit = previous_release.find_commit()
    if commit is None:
        pytest.skip("the git history of the previous release is missing")
    return previous_release.build(commit, tmp_path_factory.mktemp("previous"))


@pytest.fixture
def start(elasticsearch_url: str, previous: Path, tmp_path: Path) -> Iterator[StartService]:
    """Return a function that starts a replica of the ``old`` or the ``new`` release, on an Elasticsearch that both use."""
    with ExitStack() as stack:

        def start(release: str) -> Service:
            folder = tmp_path / release
            folder.mkdir(exist_ok=True)
            service = Service(elasticsearch_url, folder, {**SETTINGS, **({"PYTHONPATH": str(previous)} if release == "old" else {})})
            service.start()
            stack.callback(service.stop)
            return service

        yield start


@pytest.fixture
def table(name: str, postgres_url: str) -> str:
    """Create a table with a key, and rows so wide that every few make a packet; return its name."""
    create_wide_table(postgres_url, name, ROWS)
    return name


def hand_over(service: Service) -> None:
    """Stop a replica as an upgrade does."""
    service.stop()


def kill(service: Service) -> None:
    """Kill every process of a replica."""
    signal_all(service.processes(), signal.SIGKILL)
    service.process.wait(30)


def reads(details: dict[str, Any]) -> bool:
    """Return whether an execution reads rows; a MIRROR does it first to compare them."""
    return bool(details["rows_read"]) or details["phase"] == "comparing"


def logged(service: Service, id: str) -> list[dict[str, Any]]:
    """Return the executions of a job in the job log, as a replica shows them."""
    assert service.es("POST", "/.siren-jobs/_refresh").status == 200
    found = service.call("POST", f"{JOBS}/_search", {"query": {"term": {"ingestion.id": id}}})
    return [each["_source"]["ingestion"] for each in found["hits"]["hits"]]


LONG = [pytest.mark.long]
INGESTIONS = [
    pytest.param({"strategy": "REPLACE", "pk_field": "id", "partition": {"column": "id", "count": 4}}, id="replace-in-ranges"),
    pytest.param({"strategy": "REPLACE", "pk_field": "id"}, id="replace", marks=LONG),
    pytest.param({"strategy": "REPLACE"}, id="replace-without-a-key", marks=LONG),
    pytest.param({"pk_field": "id"}, id="incremental", marks=LONG),
    pytest.param({"strategy": "MIRROR", "pk_field": "id"}, id="mirror", marks=LONG),
]


@pytest.mark.parametrize("ingest", INGESTIONS)
@pytest.mark.parametrize("leave", [hand_over, kill], ids=["handed-over", "killed"])
@pytest.mark.parametrize(("first", "second"), [("old", "new"), ("new", "old")], ids=["upgrade", "rollback"])
def test_a_run_under_way_ends_with_exactly_its_rows_in_the_other_release(
    start: StartService, table: str, postgres_url: str, row_delay: RowDelay,
    first: str, second: str, leave: Callable[[Service], None], ingest: dict[str, Any],
) -> None:  # fmt: skip
    before = start(first)
    query = f"select id, word, {row_delay.expression} as nap from {table}"
    before.define(table, {"query": query, **ingest}, jdbc(postgres_url))
    before.start_job(table)
    wait_until(lambda: reads(before.status(table)["details"]), "it reads")

    after = start(second)
    leave(before)
    row_delay.disable()

    status = after.wait_for_success(table, ROWS)
    assert status["details"]["attempt"] >= 1
    assert {int(each["_source"]["id"]) for each in after.documents(table)} == set(range(1, ROWS + 1))
    assert len(after.documents(table)) == ROWS
    wait_until(lambda: count_active_statements(postgres_url, f"from {table}") == 0, "no statement is left", 20)
    assert [each["state"] for each in logged(after, table)] == ["successful"]


def test_both_releases_answer_save_and_run_the_jobs_of_each_other(start: StartService, table: str, postgres_url: str) -> None:
    old, new = start("old"), start("new")
    for number, (saving, running) in enumerate(((old, new), (new, old))):
        id = f"{table}{number}"
        saving.define(id, {"query": f"select * from {table}", "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
        saved = running.call("GET", f"{INGESTION}/{id}")
        assert saved.status == 200
        assert saved["_source"]["ingest"] == saving.call("GET", f"{INGESTION}/{id}")["_source"]["ingest"]
        assert running.run(id)["count"] == ROWS
        assert saving.status(id) == running.status(id)
        assert running.call("PUT", f"{INGESTION}/{id}", {"ingest": saved["_source"]["ingest"]}).status == 200
        assert saving.run(id)["count"] == ROWS
        assert [len(logged(replica, id)) for replica in (old, new)] == [2, 2]


def test_each_agent_of_both_releases_executes_what_the_api_of_the_other_starts(start: StartService, table: str, postgres_url: str) -> None:
    replicas = {"old": start("old"), "new": start("new")}
    for name, api in replicas.items():
        (other,) = (each for each in replicas if each != name)
        id = f"{table}{name}"
        api.define(id, {"query": f"select * from {table}", "strategy": "REPLACE"}, jdbc(postgres_url))
        paused = api.processes(AGENT)
        signal_all(paused, signal.SIGSTOP)
        try:
            assert api.run(id)["count"] == ROWS
            assert replicas[other].status(id)["details"]["agent"] is not None
        finally:
            signal_all(paused, signal.SIGCONT)
