"""What is recorded, what is left out, and what happens if the collector does not accept it."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from opentelemetry import context, trace
from opentelemetry.context import Context
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ALWAYS_ON, Decision, ParentBased
from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags

from sidecar.tracing import otel
from sidecar.tracing.otel import FIRST_REQUESTS, SAMPLED_REQUESTS, SHUTDOWN_TIMEOUT, RequestSampler
from tests.servers.otlp_collector import OtlpCollector, collecting

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
PREAMBLE = """
import logging
from sidecar import logs
from sidecar.errors import ExecutionAborted, SidecarError
from sidecar.tracing import spans
from sidecar.tracing.setup import start_tracing, stop_tracing
logs.configure('INFO')
start_tracing('test')
"""


@pytest.fixture
def collector() -> Iterator[OtlpCollector]:
    with collecting() as collector:
        yield collector


def run_python(program: str, settings: dict[str, str]) -> str:
    """Run a program that may record spans; return what it has written to standard error."""
    environ = {**os.environ, **settings}
    ended = subprocess.run([sys.executable, "-c", PREAMBLE + program], env=environ, capture_output=True, text=True, check=True)
    return ended.stderr


def within(span_id: int) -> Context:
    """Return the context of a recorded span."""
    span = SpanContext(trace_id=1, span_id=span_id, is_remote=False, trace_flags=TraceFlags(TraceFlags.SAMPLED))
    return trace.set_span_in_context(NonRecordingSpan(span), Context())


def is_recorded(sampler: RequestSampler, parent: Context, name: str = "bulk") -> bool:
    return sampler.should_sample(parent, 1, name).decision is Decision.RECORD_AND_SAMPLE


def test_of_many_requests_under_a_span_most_are_dropped() -> None:
    sampler = RequestSampler(ParentBased(ALWAYS_ON))
    recorded = [number for number in range(1000) if is_recorded(sampler, within(1))]
    further = range(FIRST_REQUESTS + SAMPLED_REQUESTS - 1, 1000, SAMPLED_REQUESTS)
    assert recorded == [*range(FIRST_REQUESTS), *further]
    # Of another name, and of another span.
    assert is_recorded(sampler, within(1), "search")
    assert is_recorded(sampler, within(2))


def test_a_recorded_request_says_for_how_many_it_stands() -> None:
    sampler = RequestSampler(ALWAYS_ON)
    results = [sampler.should_sample(within(1), 1, "bulk") for _ in range(FIRST_REQUESTS + SAMPLED_REQUESTS)]
    recorded = [each for each in results if each.decision is Decision.RECORD_AND_SAMPLE]
    assert [dict(each.attributes) for each in recorded] == [{}] * FIRST_REQUESTS + [{"siren.represented_requests": SAMPLED_REQUESTS}]


def test_the_counts_of_ended_spans_are_forgotten() -> None:
    sampler = RequestSampler(ALWAYS_ON)
    for span_id in range(1, 10_000):
        is_recorded(sampler, within(span_id))
    assert len(sampler._counts) <= 256


def test_a_request_without_a_span_is_dropped_and_a_span_of_the_sidecar_is_not() -> None:
    sampler = RequestSampler(ALWAYS_ON)
    assert not is_recorded(sampler, Context())
    assert is_recorded(sampler, context.set_value(otel._OWN, True, Context()))
    assert not is_recorded(RequestSampler(ALWAYS_OFF), context.set_value(otel._OWN, True, Context()))


def test_spans_have_their_parent_and_lines_their_ids(collector: OtlpCollector) -> None:
    program = f"""
with spans.span('outer', {{'a': 1}}, kind=spans.Kind.CONSUMER, parent={{'traceparent': '{PARENT}', 'tracestate': 'vendor=1'}}) as outer:
    outer.set({{'b': 'c'}})
    with spans.span('inner'):
        logging.getLogger('x').warning(spans.current()['tracestate'])
        context = spans.current()
with spans.span('resumed', parent=context):
    pass
with spans.span('root', parent={{}}):
    pass
stop_tracing()
"""
    line = json.loads(run_python(program, collector.settings))
    spans = {each.name: each for each in collector.spans}
    _, trace_id, parent_id, _ = PARENT.split("-")
    assert (spans["outer"].trace, spans["outer"].parent, spans["outer"].kind) == (trace_id, parent_id, 5)
    assert spans["outer"].attributes == {"a": 1, "b": "c"}
    assert (spans["inner"].trace, spans["inner"].parent, spans["resumed"].parent) == (trace_id, spans["outer"].id, spans["inner"].id)
    assert (spans["root"].parent, spans["root"].trace == trace_id) == ("", False)
    assert (line["trace"]["id"], line["span"]["id"], line["message"]) == (trace_id, spans["inner"].id, "vendor=1")


def test_errors_are_recorded_without_stack_trace_and_internal_ones_without_message(collector: OtlpCollector) -> None:
    program = """
import contextlib
from opentelemetry import trace
for error in (SidecarError('reason'), ExecutionAborted('aborted'), ValueError('row 7')):
    with contextlib.suppress(Exception), spans.span(type(error).__name__):
        raise error
with contextlib.suppress(Exception), spans.span('outer'):
    with trace.get_tracer('elasticsearch-api').start_as_current_span('search'):
        raise ValueError('boom')
stop_tracing()
"""
    run_python(program, collector.settings)
    ended = {each.name: (each.failed, each.message, each.attributes.get("error.type"), each.events) for each in collector.spans}
    assert ended == {
        "SidecarError": (True, "reason", "SidecarError", 0),
        "ExecutionAborted": (False, "", "ExecutionAborted", 0),
        "ValueError": (True, "", "ValueError", 0),
        "outer": (True, "", "ValueError", 0),
        "search": (True, "ValueError: boom", None, 0),
    }


def test_the_environment_names_the_service_and_the_sampler(collector: OtlpCollector) -> None:
    names = {"OTEL_SERVICE_NAME": "other", "OTEL_RESOURCE_ATTRIBUTES": "deployment.environment.name=test"}
    run_python("with spans.span('a'): pass\nstop_tracing()", {**collector.settings, **names})
    run_python("with spans.span('b'): pass\nstop_tracing()", {**collector.settings, "OTEL_TRACES_SAMPLER": "always_off"})
    run_python("with spans.span('c'): pass\nstop_tracing()", collector.settings)
    a, c = collector.spans
    assert (a.name, a.resource["service.name"], a.resource["deployment.environment.name"], a.process) == ("a", "other", "test", "test")
    assert (c.name, c.resource["service.name"]) == ("c", "siren-sidecar")


def test_the_end_does_not_wait_for_a_collector_that_does_not_answer() -> None:
    program = """
import time
with spans.span('a'):
    pass
began = time.monotonic()
stop_tracing()
logging.getLogger('x').warning(str(time.monotonic() - began))
"""
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as silent:
        began = time.monotonic()
        line = run_python(program, {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{silent.getsockname()[1]}"})
        assert time.monotonic() - began < 8
    assert SHUTDOWN_TIMEOUT <= float(json.loads(line)["message"]) < SHUTDOWN_TIMEOUT + 2


def test_an_outage_of_the_collector_is_one_line_with_its_reason_and_its_end_another(collector: OtlpCollector) -> None:
    program = """
from opentelemetry import trace
from opentelemetry.sdk.trace.export import SpanExportResult
from sidecar.tracing import otel

class Exporter:
    results = [SpanExportResult.FAILURE, SpanExportResult.FAILURE, SpanExportResult.SUCCESS, SpanExportResult.SUCCESS]
    def export(self, batch):
        logging.getLogger('opentelemetry.exporter.x').error('connection %s', 'refused')
        return self.results.pop(0)

exporter = otel._ReportingExporter(Exporter(), 'https://user:password@collector:4318/v1')
for _ in range(4):
    exporter.export(['a', 'b'])
"""
    lines = [json.loads(each)["message"] for each in run_python(program, collector.settings).splitlines()]
    assert lines == [
        "traces not exported to [collector:4318], and their spans are lost: connection refused",
        "traces exported again to [collector:4318]: 4 spans were lost",
    ]
