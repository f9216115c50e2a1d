"""Requests by chance against the running service, from its own description: no fault, no answer that is not described.

Nothing leaves this machine: the service may open SQLite files of one folder and no other source.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from sidecar.store.indices import ALL
from tests.acceptance.databases import sqlite_file
from tests.acceptance.service import Service
from tests.acceptance.test_access import Guarded
from tests.servers.elasticsearch import Secured
from tests.servers.environment import ROOT, chosen

MINUTES = float(chosen("FUZZ_MINUTES", "1"))
"""For all of them together; ``make fuzz`` gives more."""
SEED = ("--seed", "1") if MINUTES <= 1 else ()
"""A short run tries the same each time; a long one is there to find what is new."""
CHECKS = ",".join(
    ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
     "whole_answers_are_as_described", "negative_data_rejection", "unsupported_method", "allow_header_conformance", "use_after_free")
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a database of fifty books."""
    books = [(number, f"Book {number}", "2024-02-29") for number in range(50)]
    made = "create table books (id integer primary key, title varchar(50), published date)"
    sqlite_file(tmp_path / "books.db", made, into="insert into books values (?, ?, ?)", rows=books)
    return tmp_path


@pytest.fixture
def open_service(quiet_elasticsearch_url: str, folder: Path) -> Iterator[Service]:
    """Give a service beside a cluster without security."""
    yield from fuzzed(Service(quiet_elasticsearch_url, folder))


@pytest.fixture
def guarded_service(secured_elasticsearch: Secured, folder: Path) -> Iterator[Guarded]:
    """Give a service beside a cluster with security."""
    user, password = secured_elasticsearch.superuser
    identity = {"SIDECAR_ELASTICSEARCH_USERNAME": user, "SIDECAR_ELASTICSEARCH_PASSWORD": password}
    yield from fuzzed(Guarded(secured_elasticsearch.url, folder, identity, secured=secured_elasticsearch))


Some = TypeVar("Some", bound=Service)


def fuzzed(service: Some) -> Iterator[Some]:
    """Start a service that may open SQLite files of its folder alone; stop it and remove all that it stored."""
    service.settings["SIDECAR_ALLOWED_SOURCES"] = f"sqlite://{service.folder}/*"
    service.start()
    yield service
    service.stop()
    for index in ALL:
        service.es("DELETE", f"/{index}")


def fuzz(service: Service, minutes: float, *options: str) -> None:
    """Run schemathesis against a service, in its folder."""
    command = (
        str(Path(sys.executable).parent / "schemathesis"), "run", f"{service.url}/_siren/openapi.json", "--max-time", f"{60 * minutes:.0f}",
        "--checks", CHECKS, "--continue-on-failure", "--suppress-health-check", "all", "--warnings", "off", "--no-color", *SEED, *options,
    )  # fmt: skip
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SIDECAR_")},
        "PYTHONPATH": str(ROOT),
        "SCHEMATHESIS_HOOKS": "tests.acceptance.fuzz_checks",
        "SIDECAR_TEST_FUZZ_DATABASE": str(service.folder / "books.db"),
    }
    done = subprocess.run(command, cwd=service.folder, env=environ, capture_output=True, text=True, check=False)
    sys.stdout.write(done.stdout[-2000:])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Unforeseen" not in service.log()
    assert "Traceback" not in service.log()


def test_chance_finds_no_fault(open_service: Service) -> None:
    database = {"url": f"jdbc:sqlite:{open_service.folder / 'books.db'}"}
    open_service.define("books", {"query": "select * from books", "pk_field": "id"}, database)
    assert open_service.run("books")["state"] == "successful"
    fuzz(open_service, 0.6 * MINUTES)


def test_chance_finds_no_fault_where_callers_are_judged(guarded_service: Guarded) -> None:
    fuzz(guarded_service, 0.1 * MINUTES)
    fuzz(guarded_service, 0.3 * MINUTES, "--auth", ":".join(guarded_service.secured.superuser))
