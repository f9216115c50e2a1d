"""Fuzz the running service with schemathesis: no internal error, and no response that the OpenAPI document does not describe.

No request leaves this machine: the service may open SQLite files of one folder and no other source.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from sidecar.store.indices import OWN_INDICES
from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.secured import SecuredService
from tests.acceptance.service import Service
from tests.servers.elasticsearch import Secured, configured_url
from tests.servers.environment import ROOT, setting

MINUTES = float(setting("FUZZ_MINUTES", "0.3"))
"""Minutes for all tests of this module together; ``make fuzz`` sets more."""
SEED = ("--seed", "1") if MINUTES <= 1 else ()
"""A short run sends the same requests each time; a long run sends new ones."""
CHECKS = ",".join(
    ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
     "unfiltered_response_conformance", "negative_data_rejection", "unsupported_method", "allow_header_conformance", "use_after_free")
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a database of 50 books."""
    books = [(number, f"Book {number}", "2024-02-29") for number in range(50)]
    statement = "create table books (id integer primary key, title varchar(50), published date)"
    write_sqlite_file(tmp_path / "books.db", statement, insert="insert into books values (?, ?, ?)", rows=books)
    return tmp_path


@pytest.fixture
def open_service(request: pytest.FixtureRequest, folder: Path) -> Iterator[Service]:
    """Yield a service on a cluster without security, which no other test uses meanwhile."""
    is_shared = bool(configured_url(8))
    url = request.getfixturevalue("quiet_elasticsearch_url" if is_shared else "elasticsearch_url")
    yield from running_with_local_files(Service(url, folder))


@pytest.fixture
def secured_service(secured_elasticsearch: Secured, folder: Path) -> Iterator[SecuredService]:
    """Yield a service on a cluster with security."""
    user, password = secured_elasticsearch.superuser
    identity = {"SIDECAR_ELASTICSEARCH_USERNAME": user, "SIDECAR_ELASTICSEARCH_PASSWORD": password}
    yield from running_with_local_files(SecuredService(secured_elasticsearch.url, folder, identity, secured=secured_elasticsearch))


AnyService = TypeVar("AnyService", bound=Service)


def running_with_local_files(service: AnyService) -> Iterator[AnyService]:
    """Run a service that may open only SQLite files of its folder, on a cluster without other definitions; delete its own at the end."""
    service.settings["SIDECAR_ALLOWED_SOURCES"] = f"sqlite://{service.folder}/*"
    delete_own_indices(service)
    service.start()
    yield service
    service.stop()
    delete_own_indices(service)


def delete_own_indices(service: Service) -> None:
    for index in OWN_INDICES:
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
    completed = subprocess.run(command, cwd=service.folder, env=environ, capture_output=True, text=True, check=False)
    sys.stdout.write(completed.stdout[-2000:])
    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert "internal error" not in service.log()
    assert "Traceback" not in service.log()


def test_random_requests_find_no_error(open_service: Service) -> None:
    database = {"url": f"jdbc:sqlite:{open_service.folder / 'books.db'}"}
    open_service.define("books", {"query": "select * from books", "pk_field": "id"}, database)
    assert open_service.run("books")["state"] == "successful"
    fuzz(open_service, 0.6 * MINUTES)


def test_random_requests_find_no_error_with_security(secured_service: SecuredService) -> None:
    fuzz(secured_service, 0.1 * MINUTES)
    fuzz(secured_service, 0.3 * MINUTES, "--auth", ":".join(secured_service.secured.superuser))
