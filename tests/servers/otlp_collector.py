"""A collector of traces in memory, which speaks OTLP over HTTP with protobuf."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest, ExportTraceServiceResponse
from opentelemetry.proto.common.v1.common_pb2 import KeyValue

EXPORT_MILLIS = 200
"""Milliseconds after which a process exports its spans, in place of five seconds."""


@dataclass(frozen=True, kw_only=True)
class CollectedSpan:
    """A span as it was exported. Ids are in hexadecimal."""

    name: str
    scope: str
    trace: str
    id: str
    parent: str
    kind: int
    failed: bool
    message: str
    """The message of an error."""
    attributes: dict[str, Any]
    resource: dict[str, Any]
    events: int
    start: int
    end: int

    @property
    def process(self) -> str:
        """Return the name of the process that recorded it."""
        return str(self.resource["siren.process"])


@dataclass
class OtlpCollector:
    """Keeps the spans that it receives."""

    port: int
    spans: list[CollectedSpan] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    """The headers of each request, by lower-case name."""
    status: int = 200
    """What it answers; another than 200 for a collector that accepts no spans."""

    @property
    def endpoint(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """Return the environment of processes that export to it."""
        return {"OTEL_EXPORTER_OTLP_ENDPOINT": self.endpoint, "OTEL_BSP_SCHEDULE_DELAY": str(EXPORT_MILLIS)}

    def trace(self, id: str) -> list[CollectedSpan]:
        """Return the spans of a trace."""
        return [each for each in list(self.spans) if each.trace == id]

    def find(self, trace: str, name: str) -> list[CollectedSpan]:
        """Return the spans of a trace with a name."""
        return [each for each in self.trace(trace) if each.name == name]


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        assert (self.path, self.headers["content-type"]) == ("/v1/traces", "application/x-protobuf")
        self.server.collector.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.server.collector.spans.extend(_read_spans(ExportTraceServiceRequest.FromString(body)))
        self.send_response(self.server.collector.status)
        self.send_header("content-type", "application/x-protobuf")
        self.end_headers()
        self.wfile.write(ExportTraceServiceResponse().SerializeToString())

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    collector: OtlpCollector


@contextmanager
def collecting() -> Iterator[OtlpCollector]:
    """Run a collector."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.collector = OtlpCollector(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.collector
    finally:
        server.shutdown()
        server.server_close()


def _read_spans(request: ExportTraceServiceRequest) -> Iterator[CollectedSpan]:
    for resource_spans in request.resource_spans:
        resource = _read_attributes(resource_spans.resource.attributes)
        for scope_spans in resource_spans.scope_spans:
            for span in scope_spans.spans:
                yield CollectedSpan(
                    name=span.name, scope=scope_spans.scope.name, trace=span.trace_id.hex(), id=span.span_id.hex(),
                    parent=span.parent_span_id.hex(), kind=span.kind, failed=span.status.code == span.status.STATUS_CODE_ERROR,
                    message=span.status.message, attributes=_read_attributes(span.attributes), resource=resource,
                    events=len(span.events), start=span.start_time_unix_nano, end=span.end_time_unix_nano,
                )  # fmt: skip


def _read_attributes(attributes: Any) -> dict[str, Any]:
    return {each.key: _read_value(each) for each in attributes}


def _read_value(attribute: KeyValue) -> Any:
    kind = attribute.value.WhichOneof("value")
    return None if kind is None else getattr(attribute.value, kind)
