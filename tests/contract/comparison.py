"""Send the same request to a sidecar and to Elasticsearch, and compare the responses."""

import http.client
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service
from tests.contract.http_requests import Headers, Response, send_request

COMPARED_HEADERS = ("content-type", "x-opaque-id", "x-elastic-product", "content-encoding", "warning", "www-authenticate")
JSON = ("Content-Type", "application/json")
VENDOR = "application/vnd.elasticsearch+json"

BINARY = "CBOR and Smile are not supported"
BOTH_MAJORS = "clients of versions 8 and 9 are supported with any Elasticsearch"
NO_RESPONSE = "Elasticsearch closes the connection without a response"

CALLS = {
    "datasource": (f"{DATASOURCE}/thing", "/{index}/_doc/thing"),
    "ingestion": (f"{INGESTION}/thing", "/{index}/_doc/thing"),
    "nothing": (f"{DATASOURCE}/nothing", "/{index}/_doc/nothing"),
    "datasources": (f"{DATASOURCE}/_search", "/{index}/_search"),
    "ingestions": (f"{INGESTION}/_search", "/{index}/_search"),
    "log": (f"{JOBS}/_search", "/{index}/_search"),
    "job": (f"{JOBS}/ingestion/nothing", "/{index}/_doc/nothing"),
    "positions": (f"{INGESTION}/thing/_positions", "/_cluster/health"),
    "schedule": ("/_siren/connector/schedule", "/_cluster/health"),
    "jobs": (f"{JOBS}/ingestion", "/_cluster/health"),
    "dead letters": (f"{INGESTION}/thing/_dead_letters", "/_cluster/health"),
    "service": ("/_siren", "/_cluster/health"),
    "caller": ("/_siren/connector/_me", "/_cluster/health"),
    "all dead letters": ("/_siren/connector/dead_letters/_search", "/{index}/_search"),
    "dead letter groups": ("/_siren/connector/dead_letters/_groups", "/_cluster/health"),
    "agents": ("/_siren/connector/agents", "/_cluster/health"),
    "metrics": ("/_siren/metrics", "/_cluster/health"),
    "live": ("/_siren/live", "/_cluster/health"),
    "health": ("/_siren/health", "/_cluster/health"),
    "openapi": ("/_siren/openapi.json", "/_cluster/health"),
    "validate datasource": (f"{DATASOURCE}/thing/_validate", "/{index}/_validate/query"),
    "validate ingestion": (f"{INGESTION}/thing/_validate", "/{index}/_validate/query"),
    "run": (f"{INGESTION}/thing/_run", "/{index}/_refresh"),
    "verify": (f"{INGESTION}/thing/_verify", "/{index}/_refresh"),
    "enable": (f"{INGESTION}/thing/_enable", "/{index}/_refresh"),
    "disable": (f"{INGESTION}/thing/_disable", "/{index}/_refresh"),
    "abort": (f"{JOBS}/ingestion/nothing/_abort", "/{index}/_refresh"),
    "retry": (f"{INGESTION}/thing/_dead_letters/_retry", "/{index}/_refresh"),
}
"""Paths of the sidecar, each with a similar one of Elasticsearch."""
POST_CALLS = ("validate datasource", "validate ingestion", "run", "verify", "enable", "disable", "abort", "retry")
SAFE_CALLS = ("datasource", "nothing", "datasources", "log", "job", "jobs", "live")
"""Calls without side effects, one of each kind."""


@dataclass(frozen=True)
class Request:
    """A request without its path. The path, and the method if none is given, depend on the call."""

    suffix: str = ""
    """Appended to the path."""
    headers: Headers = ()
    body: bytes | None = None
    method: str = ""


@dataclass(frozen=True)
class ServerPair:
    """A sidecar and an Elasticsearch with an index whose mapping is disabled."""

    service: Service
    major: int
    index: str = field(default_factory=lambda: f"comparison-{uuid.uuid4().hex}")

    def compare(self, kind: str, request: Request) -> tuple[dict[str, Any], dict[str, Any]]:
        """Send a request to both; return the summaries of the responses, the sidecar's first."""
        mine, theirs = self.responses(kind, request)
        return summarize(mine, reason_only='"error":"' in theirs.text), summarize(theirs)

    def responses(self, kind: str, request: Request) -> tuple[Response, Response]:
        """Send a request to both; return the responses, with the sidecar's path in that of Elasticsearch."""
        method = request.method or ("POST" if kind in POST_CALLS else "GET")
        ours, theirs = CALLS[kind][0], CALLS[kind][1].format(index=self.index)
        real = send_request(self.service.elasticsearch, method, theirs + request.suffix, request.headers, request.body)
        text = re.sub(r"index (\d+) of: /", lambda match: f"index {int(match[1]) + len(ours) - len(theirs)} of: /", real.text)
        mine = send_request(self.service.url, method, ours + request.suffix, request.headers, request.body)
        # Elasticsearch does not order the names of these two headers.
        text = text.replace("on headers [Accept, Content-Type]", "on headers [Content-Type, Accept]")
        return mine, replace(real, text=text.replace(theirs, ours))


@contextmanager
def start_servers(elasticsearch: str, folder: Path) -> Iterator[ServerPair]:
    """Start an API for an Elasticsearch, and create one object in each."""
    service = Service(elasticsearch, folder, command="api")
    service.start()
    servers = ServerPair(service, service.elasticsearch_major())
    service.define("thing", {"query": "select id from t"}, write_sqlite_file(folder / "t.db", "create table t (id integer)"))
    mapping = {"settings": {"number_of_replicas": 0}, "mappings": {"enabled": False}}
    assert service.es("PUT", f"/{servers.index}", mapping).status == 200
    assert service.es("PUT", f"/{servers.index}/_doc/thing?refresh=true", {}).status == 201
    yield servers
    service.es("DELETE", f"/{servers.index}")
    service.stop()


def summarize(response: Response, *, reason_only: bool = False) -> dict[str, Any]:
    """Return the compared parts of a response: status, some headers, and the chain of error causes.

    Elasticsearch returns some errors as a plain string. ``reason_only`` then compares the reasons without the types.
    """
    error = response.error if response.status >= 400 and response.text.startswith('{"error"') else {}
    names = ("reason",) if reason_only else ("type", "reason")
    chain = [{name: link[name] for name in names if name in link} for link in cause_chain(error)]
    has_trace = "stack_trace" in error and not reason_only
    return {
        "status": response.status,
        "error": chain,
        "has_trace": has_trace,
        **{name: response.headers.get(name) for name in COMPARED_HEADERS},
    }


def cause_chain(error: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an error and its causes down to the root."""
    while error:
        yield error
        error = error.get("caused_by") or {}


def assert_alike(servers: ServerPair, kinds: Iterable[str], *requests: Request, difference: str = "") -> None:
    """Assert that both respond alike to each call, or that they differ if ``difference`` gives a reason."""
    failures = []
    for kind in kinds:
        for request in requests:
            try:
                mine, theirs = servers.compare(kind, request)
            except (http.client.RemoteDisconnected, ConnectionResetError):
                mine, theirs = {}, {"error": "no response"}
            if (mine == theirs) == bool(difference):
                failures.append((kind, request, difference, mine, theirs))
    assert not failures, failures
