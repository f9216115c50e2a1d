"""The spans of requests: their parent, their attributes, and which requests have none."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Blueprint, Flask

from sidecar.api.request_spans import record_spans
from sidecar.tracing import spans
from sidecar.tracing.spans import Attributes, Kind, TraceContext

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class RecordedSpan:
    """A span, and whether it has ended."""

    def __init__(self, name: str, attributes: Attributes, kind: Kind, parent: TraceContext | None) -> None:
        self.name, self.attributes, self.kind, self.parent = name, dict(attributes), kind, parent
        self.failed: tuple[str, str] | None = None
        self.has_ended = False

    def set(self, attributes: Attributes) -> None:
        self.attributes.update(attributes)

    def fail(self, type: str, reason: str) -> None:
        self.failed = (type, reason)


class Recorder:
    """Keeps the spans of a test."""

    def __init__(self) -> None:
        self.spans: list[RecordedSpan] = []

    @contextmanager
    def span(self, name: str, attributes: Attributes, kind: Kind, parent: TraceContext | None) -> Iterator[RecordedSpan]:
        recorded = RecordedSpan(name, attributes, kind, parent)
        self.spans.append(recorded)
        yield recorded
        recorded.has_ended = True

    def current(self) -> TraceContext:
        return {}


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Record the spans of this test only."""
    monkeypatch.setattr(spans, "_recorders", [])
    recorder = Recorder()
    spans.record_with(recorder)
    return recorder


@pytest.fixture
def app() -> Flask:
    app = Flask("test")
    record_spans(app)
    jobs, health = Blueprint("jobs", __name__), Blueprint("health", __name__)
    jobs.add_url_rule("/jobs/<job>", view_func=lambda job: ({}, 503 if job == "down" else 200))
    health.add_url_rule("/live", view_func=dict)
    app.register_blueprint(jobs)
    app.register_blueprint(health)
    return app


def call(app: Flask, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Any:
    return app.test_client().open(path, method=method, headers=dict(headers or {}))


def test_a_span_has_the_route_and_the_callers_span_as_its_parent(app: Flask, recorder: Recorder) -> None:
    call(app, "/jobs/orders?q=secret", {"traceparent": PARENT, "tracestate": "a=1"})
    (span,) = recorder.spans
    assert (span.name, span.kind, span.has_ended, span.failed) == ("GET /jobs/<job>", Kind.SERVER, True, None)
    assert span.parent == {"traceparent": PARENT, "tracestate": "a=1"}
    assert span.attributes == {
        "http.request.method": "GET", "http.route": "/jobs/<job>", "url.path": "/jobs/orders", "url.scheme": "http",
        "http.response.status_code": 200,
    }  # fmt: skip


def test_without_a_parent_or_with_a_header_that_is_too_long_a_request_begins_a_trace(app: Flask, recorder: Recorder) -> None:
    call(app, "/jobs/orders")
    call(app, "/jobs/orders", {"traceparent": "0" * 513, "tracestate": "a=" + "1" * 511})
    assert [each.parent for each in recorder.spans] == [{}, {}]


def test_an_error_of_the_server_fails_the_span(app: Flask, recorder: Recorder) -> None:
    call(app, "/jobs/down")
    assert [(each.failed, each.has_ended) for each in recorder.spans] == [(("503", ""), True)]


def test_probes_and_unknown_paths_have_no_span(app: Flask, recorder: Recorder) -> None:
    call(app, "/live")
    call(app, "/unknown")
    assert recorder.spans == []
