"""Callers with a trace, and the spans and log lines of their traces."""

import json
import secrets
from typing import Any

from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import INGESTION, Service
from tests.servers.otlp_collector import CollectedSpan, OtlpCollector
from tests.support.waiting import wait_until

ROWS = 1000
CLIENT = "elasticsearch-api"
"""The scope of the spans of the Elasticsearch client."""
RUN = f"POST {INGESTION}/<id>/_run"


def define(service: Service, name: str, **ingest: Any) -> None:
    """Save an ingestion of a table with :data:`ROWS` rows."""
    rows = [(number,) for number in range(ROWS)]
    database = write_sqlite_file(
        service.folder / f"{name}.db", "create table t (id integer primary key)", insert="insert into t values (?)", rows=rows
    )
    service.define(name, {"query": "select id from t", "pk_field": "id", "strategy": "REPLACE", **ingest}, database)


class Caller:
    """A caller with a trace of its own."""

    def __init__(self, *, is_sampled: bool = True) -> None:
        self.trace, self.span = secrets.token_hex(16), secrets.token_hex(8)
        self.header = f"00-{self.trace}-{self.span}-{'01' if is_sampled else '00'}"

    def run(self, service: Service, name: str, call: str = "_run") -> dict[str, Any]:
        """Run a job to completion; return its status."""
        path = f"{INGESTION}/{name}/{call}?wait_for_completion=true&detailed=true"
        response = service.call("POST", path, traceparent=self.header, tracestate="vendor=1")
        assert response.status == 200, response
        status: dict[str, Any] = response["status"]
        return status


def wait_for_span(collector: OtlpCollector, trace: str, name: str, count: int = 1) -> list[CollectedSpan]:
    """Wait for spans with a name; return them by their start."""
    wait_until(lambda: len(collector.find(trace, name)) >= count, f"the collector has {count} spans [{name}]")
    return sorted(collector.find(trace, name), key=lambda each: each.start)


def only_span(collector: OtlpCollector, trace: str, name: str) -> CollectedSpan:
    (span,) = wait_for_span(collector, trace, name)
    return span


def children(collector: OtlpCollector, span: CollectedSpan, scope: str = "siren-sidecar") -> list[str]:
    """Return the names of the child spans of a scope, by their start."""
    found = [each for each in collector.trace(span.trace) if each.parent == span.id and each.scope == scope]
    return [each.name for each in sorted(found, key=lambda each: each.start)]


def log_lines(service: Service, trace: str) -> list[dict[str, Any]]:
    """Return the log lines of a trace."""
    lines = [json.loads(line) for line in service.log().rpartition("\n")[0].splitlines()]
    return [each for each in lines if each.get("trace", {}).get("id") == trace]
