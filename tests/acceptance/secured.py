"""A sidecar on a cluster with security, and helpers that create users and roles."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import Response, Service, request
from tests.servers.elasticsearch import Secured, marker_index
from tests.support.waiting import wait_until

PASSWORD = "a-long-pässword"
TARGET_PRIVILEGES = ["write", "create_index", "read", "view_index_metadata", "maintenance"]
"""Index privileges on a target that a job needs."""
IndexGrants = dict[str, list[str]]


def basic_auth(name: str, password: str = PASSWORD) -> dict[str, str]:
    """Return the header that authenticates a user."""
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def shipped_role() -> dict[str, Any]:
    """Return the role for the sidecar's own user, as shipped."""
    role: dict[str, Any] = json.loads(resources.files("sidecar.deploy").joinpath("sidecar-role.json").read_text(encoding="utf-8"))
    return role


def add_user(
    secured: Secured, name: str, indices: IndexGrants, cluster: tuple[str, ...] = (), run_as: tuple[str, ...] = (), password: str = PASSWORD
) -> None:
    """Create a user with a role of the same name."""
    secured.add_role(name, cluster=[*cluster], indices=indices, run_as=run_as)
    secured.add_user(name, password, name)


def wait_until_known(secured: Secured, name: str, password: str = PASSWORD) -> None:
    """Wait until Elasticsearch knows a user and its role, which it loads separately from two files."""
    url = f"{secured.url}/_security/user/_privileges"

    def has_role() -> bool:
        found = request("GET", url, headers=basic_auth(name, password)).body.get("indices", [])
        return any(marker_index(name) in each["names"] for each in found)

    wait_until(has_role, f"Elasticsearch knows the user {name} and its role")


def add_sidecar(secured: Secured, name: str = "sidecar", password: str = PASSWORD) -> dict[str, str]:
    """Create the sidecar's own user with the shipped role, for targets ``t*``; return the settings for it."""
    role = shipped_role()
    own, targets = role["indices"]
    indices = dict.fromkeys(own["names"], own["privileges"]) | {"t*": targets["privileges"]}
    add_user(secured, name, indices, tuple(role["cluster"]), password=password)
    return {"SIDECAR_ELASTICSEARCH_USERNAME": name, "SIDECAR_ELASTICSEARCH_PASSWORD": password}


@dataclass
class SecuredService(Service):
    """A sidecar on a cluster with security; calls authenticate as the superuser by default."""

    secured: Secured = field(kw_only=True)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Response:
        return request(method, self.url + path, body, headers if "Authorization" in headers else {**self.admin, **headers})

    def call_as(self, user: str, method: str, path: str, body: Any = None, **headers: str) -> Response:
        """Call the sidecar as a user of the test."""
        return self.call(method, path, body, **basic_auth(user), **headers)

    def es(self, method: str, path: str, body: Any = None) -> Response:
        return request(method, self.elasticsearch + path, body, self.admin)

    def wait_until_known(self, user: str, password: str = PASSWORD) -> None:
        """Wait until Elasticsearch knows a user and its role."""
        wait_until_known(self.secured, user, password)

    @property
    def admin(self) -> dict[str, str]:
        return basic_auth(*self.secured.superuser)


def create_table(service: SecuredService, name: str, rows: int = 3) -> dict[str, Any]:
    """Create a SQLite table; return the ``jdbc`` of its datasource."""
    return write_sqlite_file(
        service.folder / f"{name}.db", f"create table {name} (id integer primary key, word varchar(9))",
        rows=[(number, "word") for number in range(rows)], insert=f"insert into {name} values (?, ?)",
    )  # fmt: skip


def run_and_summarize(service: SecuredService, name: str) -> tuple[str, int]:
    """Run a job to completion; return its final state and row count."""
    status = service.run(name)
    return status["state"], status["count"]


def ingestion_body(name: str, **changes: Any) -> dict[str, Any]:
    return {"ingest": {"datasource": name, "target": name, "query": f"select * from {name} order by id", "pk_field": "id", **changes}}


def run_cli(service: SecuredService, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a ``sidecar`` command with the service's settings."""
    environ = {**service.environ, **settings}
    return subprocess.run(
        (sys.executable, "-m", "sidecar.cli", *arguments), env=environ, capture_output=True, text=True, timeout=60, check=False
    )  # fmt: skip
