"""Record a span for each request, as a child of the caller's, with OpenTelemetry's attributes for HTTP servers."""

from flask import Flask, Response, g, request

from sidecar.api.access import PUBLIC_BLUEPRINTS
from sidecar.api.compat.errors import is_known_method
from sidecar.api.metrics.views import BLUEPRINT as METRICS
from sidecar.tracing import spans

_UNTRACED = {*PUBLIC_BLUEPRINTS, METRICS}
"""Endpoints that are called all the time, or return files."""
_PARENT = ("traceparent", "tracestate")
_MAX_LENGTH = 512
"""Characters of such a header, as W3C recommends; a longer one is ignored, because the lease of an execution stores them."""


def record_spans(app: Flask) -> None:
    """Record the spans of requests. Call it before functions are registered whose work belongs to them."""

    @app.before_request
    def start() -> None:
        if request.blueprint in _UNTRACED or request.url_rule is None:
            return
        method, route = request.method if is_known_method(request.method) else "_OTHER", request.url_rule.rule
        parent = {name: value for name in _PARENT if len(value := request.headers.get(name, "")) in range(1, _MAX_LENGTH + 1)}
        attributes = {"http.request.method": method, "http.route": route, "url.path": request.path, "url.scheme": request.scheme}
        g.span_block = spans.span(f"{method} {route}", attributes, kind=spans.Kind.SERVER, parent=parent)
        g.span = g.span_block.__enter__()

    @app.after_request
    def record(response: Response) -> Response:
        if span := g.get("span"):
            span.set({"http.response.status_code": response.status_code})
            if response.status_code >= 500:
                span.fail(str(response.status_code), "")
        return response

    @app.teardown_request
    def end(error: BaseException | None) -> None:
        if block := g.pop("span_block", None):
            block.__exit__(None, None, None)
