"""A running sidecar beside a real Elasticsearch: the same request to calls of one kind, and what is compared of the answers."""

import http.client
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.acceptance.databases import sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service
from tests.contract.http_requests import Answer, Headers, talk

COMPARED = ("content-type", "x-opaque-id", "x-elastic-product", "content-encoding", "warning", "www-authenticate")
JSON = ("Content-Type", "application/json")
VENDOR = "application/vnd.elasticsearch+json"

KINDS = {
    "datasource": (f"{DATASOURCE}/thing", "/{index}/_doc/thing"),
    "ingestion": (f"{INGESTION}/thing", "/{index}/_doc/thing"),
    "nothing": (f"{DATASOURCE}/nothing", "/{index}/_doc/nothing"),
    "datasources": (f"{DATASOURCE}/_search", "/{index}/_search"),
    "ingestions": (f"{INGESTION}/_search", "/{index}/_search"),
    "log": (f"{JOBS}/_search", "/{index}/_search"),
    "job": (f"{JOBS}/ingestion/nothing", "/{index}/_doc/nothing"),
    "jobs": (f"{JOBS}/ingestion", "/_cluster/health"),
    "letters": (f"{INGESTION}/thing/_dead_letters", "/_cluster/health"),
    "live": ("/_siren/live", "/_cluster/health"),
    "health": ("/_siren/health", "/_cluster/health"),
    "openapi": ("/_siren/openapi.json", "/_cluster/health"),
    "try datasource": (f"{DATASOURCE}/thing/_validate", "/{index}/_validate/query"),
    "try ingestion": (f"{INGESTION}/thing/_validate", "/{index}/_validate/query"),
    "run": (f"{INGESTION}/thing/_run", "/{index}/_refresh"),
    "abort": (f"{JOBS}/ingestion/nothing/_abort", "/{index}/_refresh"),
    "retry": (f"{INGESTION}/thing/_dead_letters/_retry", "/{index}/_refresh"),
}
"""Calls of ours, each with one of Elasticsearch's of the same kind."""
POSTED = ("try datasource", "try ingestion", "run", "abort", "retry")
QUIET = ("datasource", "nothing", "datasources", "log", "job", "jobs", "live")
"""One of each family that does nothing, and so may succeed."""


@dataclass(frozen=True)
class Request:
    """A request without its path; which that is depends on the kind of call. Without a verb it is the kind's own."""

    more: str = ""
    """What stands after the path."""
    headers: Headers = ()
    body: bytes | None = None
    verb: str = ""


@dataclass(frozen=True)
class Two:
    """A sidecar and the Elasticsearch beside it, with an index whose fields nobody parses."""

    service: Service
    major: int
    index: str = field(default_factory=lambda: f"beside-{uuid.uuid4().hex}")

    def both(self, kind: str, request: Request) -> tuple[dict[str, Any], dict[str, Any]]:
        """Send a request to both; give what is compared of the answers, the sidecar's first, the paths made alike."""
        mine, theirs = self.answers(kind, request)
        return told(mine, bare='"error":"' in theirs.text), told(theirs)

    def answers(self, kind: str, request: Request) -> tuple[Answer, Answer]:
        """Send a request to both; give the answers whole, Elasticsearch's with our path in it."""
        verb = request.verb or ("POST" if kind in POSTED else "GET")
        ours, theirs = KINDS[kind][0], KINDS[kind][1].format(index=self.index)
        real = talk(self.service.elasticsearch, verb, theirs + request.more, request.headers, request.body)
        words = re.sub(r"index (\d+) of: /", lambda at: f"index {int(at[1]) + len(ours) - len(theirs)} of: /", real.text)
        mine = talk(self.service.url, verb, ours + request.more, request.headers, request.body)
        # The order of two headers' names depends on the day.
        words = words.replace("on headers [Accept, Content-Type]", "on headers [Content-Type, Accept]")
        return mine, replace(real, text=words.replace(theirs, ours))


@contextmanager
def beside(elasticsearch: str, folder: Path) -> Iterator[Two]:
    """Start an API beside an Elasticsearch, each with one thing in it."""
    service = Service(elasticsearch, folder, command="api")
    service.start()
    nodes = service.es("GET", "/_nodes/_local?filter_path=nodes.*.version")["nodes"]
    two = Two(service, int(next(iter(nodes.values()))["version"].partition(".")[0]))
    service.define("thing", {"query": "select id from t"}, sqlite_file(folder / "t.db", "create table t (id integer)"))
    mapping = {"settings": {"number_of_replicas": 0}, "mappings": {"enabled": False}}
    assert service.es("PUT", f"/{two.index}", mapping).status == 200
    assert service.es("PUT", f"/{two.index}/_doc/thing?refresh=true", {}).status == 201
    yield two
    service.es("DELETE", f"/{two.index}")
    service.stop()


def told(answer: Answer, *, bare: bool = False) -> dict[str, Any]:
    """Give what is compared of an answer: the status, some headers, and of an error its words down to the root.

    Elasticsearch says some errors as one ``bare`` sentence, where the sidecar keeps to one shape: then the sentence counts.
    """
    error = answer.error if answer.status >= 400 and answer.text.startswith('{"error"') else {}
    names = ("reason",) if bare else ("type", "reason")
    chain = [{name: link[name] for name in names if name in link} for link in causes(error)]
    traced = "stack_trace" in error and not bare
    return {"status": answer.status, "error": chain, "traced": traced, **{name: answer.headers.get(name) for name in COMPARED}}


def causes(error: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Walk from an error to its root."""
    while error:
        yield error
        error = error.get("caused_by") or {}


def agree(two: Two, kinds: Iterable[str], *requests: Request, unless: str = "") -> None:
    """See that both answer alike, for each kind of call; or, where there is a reason, that they do not."""
    wrong = []
    for kind in kinds:
        for request in requests:
            try:
                mine, theirs = two.both(kind, request)
            except (http.client.RemoteDisconnected, ConnectionResetError):
                mine, theirs = {}, {"error": "none came"}
            if (mine == theirs) == bool(unless):
                wrong.append((kind, request, unless, mine, theirs))
    assert not wrong, wrong
