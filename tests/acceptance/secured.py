"""A sidecar on a cluster with security, the users of that cluster, and what both are given to do."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from tests.acceptance.databases import sqlite_file
from tests.acceptance.service import Answer, Service, request
from tests.servers.elasticsearch import Secured, mark_of
from tests.support.waiting import until

PASSWORD = "a-long-pässword"
TARGET = ["write", "create_index", "read", "view_index_metadata", "maintenance"]
Grants = dict[str, list[str]]


def basic(name: str, password: str = PASSWORD) -> dict[str, str]:
    """Give the header that logs a user in."""
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def shipped_role() -> dict[str, Any]:
    """Read the role that the sidecar ships for itself."""
    role: dict[str, Any] = json.loads(resources.files("sidecar.deploy").joinpath("sidecar-role.json").read_text(encoding="utf-8"))
    return role


def add(
    secured: Secured, name: str, indices: Grants, cluster: tuple[str, ...] = (), run_as: tuple[str, ...] = (), password: str = PASSWORD
) -> None:
    """Make a user with a role of the same name."""
    secured.add_role(name, cluster=[*cluster], indices=indices, run_as=run_as)
    secured.add_user(name, password, name)


def known(secured: Secured, name: str, password: str = PASSWORD) -> None:
    """Wait until Elasticsearch has read of a user and of the role of the same name: these are two files, read when their turn comes."""
    url = f"{secured.url}/_security/user/_privileges"

    def marked() -> bool:
        found = request("GET", url, headers=basic(name, password)).body.get("indices", [])
        return any(mark_of(name) in each["names"] for each in found)

    until(marked, f"the user {name} and its role are known")


def add_sidecar(secured: Secured, name: str = "sidecar", password: str = PASSWORD) -> dict[str, str]:
    """Make the sidecar's own user, with the role that is shipped and targets that begin with ``t``; give the settings that name it."""
    role = shipped_role()
    own, targets = role["indices"]
    indices = dict.fromkeys(own["names"], own["privileges"]) | {"t*": targets["privileges"]}
    add(secured, name, indices, tuple(role["cluster"]), password=password)
    return {"SIDECAR_ELASTICSEARCH_USERNAME": name, "SIDECAR_ELASTICSEARCH_PASSWORD": password}


@dataclass
class Guarded(Service):
    """A sidecar on a cluster with security; calls are the superuser's unless they say whose."""

    secured: Secured = field(kw_only=True)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        return request(method, self.url + path, body, headers if "Authorization" in headers else {**self.admin, **headers})

    def call_as(self, user: str, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Speak to the sidecar as one of the test's users."""
        return self.call(method, path, body, **basic(user), **headers)

    def es(self, method: str, path: str, body: Any = None) -> Answer:
        return request(method, self.elasticsearch + path, body, self.admin)

    def known(self, user: str, password: str = PASSWORD) -> None:
        """Wait until Elasticsearch has read of a user."""
        known(self.secured, user, password)

    @property
    def admin(self) -> dict[str, str]:
        return basic(*self.secured.superuser)


def rows_of(service: Guarded, name: str, rows: int = 3) -> dict[str, Any]:
    """Make a SQLite table of a name; give the ``jdbc`` of its datasource."""
    return sqlite_file(
        service.folder / f"{name}.db", f"create table {name} (id integer primary key, word varchar(9))",
        rows=[(number, "word") for number in range(rows)], into=f"insert into {name} values (?, ?)",
    )  # fmt: skip


def ended(service: Guarded, name: str) -> tuple[str, int]:
    """Run a job; give how it ended and the rows that it brought."""
    status = service.run(name)
    return status["state"], status["count"]


def ingest(name: str, **changes: Any) -> dict[str, Any]:
    return {"ingest": {"datasource": name, "target": name, "query": f"select * from {name} order by id", "pk_field": "id", **changes}}


def command(service: Guarded, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the service's settings."""
    environ = {**service.environ, **settings}
    return subprocess.run(
        (sys.executable, "-m", "sidecar.cli", *arguments), env=environ, capture_output=True, text=True, timeout=60, check=False
    )  # fmt: skip
