"""Record spans with the SDK of OpenTelemetry, and export them over OTLP.

The Elasticsearch client records a span for each of its requests by itself, as a child of the current one.
"""

import logging
import os
import socket
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from urllib.parse import urlsplit

from opentelemetry import context, trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import Decision, Sampler, SamplingResult
from opentelemetry.trace import Link, SpanKind, Status, StatusCode, TraceState
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import Attributes as OtelAttributes

from sidecar import logs
from sidecar.errors import ExecutionStopped, SidecarError, error_messages
from sidecar.model.log_fields import SPAN, TRACE
from sidecar.release import PRODUCT, product_version
from sidecar.tracing.spans import Attributes, Kind, Span, TraceContext

log = logging.getLogger(__name__)

FIRST_REQUESTS = 20
"""Requests to Elasticsearch under one span that are recorded, of each name."""
SAMPLED_REQUESTS = 100
"""Of the further ones, one in this number is recorded."""
SHUTDOWN_TIMEOUT = 1.0
"""Seconds to send the last spans."""
CHECK_TIMEOUT = 5
"""Seconds that the collector has to answer a check, with the repetitions after an error."""
_MAX_PARENTS = 256
"""Spans whose requests are counted at a time."""
_KINDS = {Kind.INTERNAL: SpanKind.INTERNAL, Kind.SERVER: SpanKind.SERVER, Kind.CONSUMER: SpanKind.CONSUMER}
_OWN = context.create_key("sidecar-span")
"""Marks the spans of the sidecar itself for the sampler."""
_ERROR_TYPE = "error.type"
_W3C = TraceContextTextMapPropagator()


class ExportedTraces:
    """Records the spans of a process, and exports them to the collector at ``endpoint`` on another thread."""

    def __init__(self, process: str, endpoint: str) -> None:
        self._provider = TracerProvider(
            resource=_describe(process),
            shutdown_on_exit=False,
            # Spans of other libraries would have events with stack traces.
            span_limits=SpanLimits(max_events=0),
        )
        self._provider.sampler = RequestSampler(self._provider.sampler)
        self._provider.add_span_processor(BatchSpanProcessor(_ReportingExporter(OTLPSpanExporter(), endpoint)))
        trace.set_tracer_provider(self._provider)
        self._tracer = self._provider.get_tracer(PRODUCT, product_version())

    def span(self, name: str, attributes: Attributes, kind: Kind, parent: TraceContext | None) -> AbstractContextManager[Span]:
        """Return a span, which begins and ends with the block."""
        return self._span(name, attributes, _KINDS[kind], None if parent is None else _W3C.extract(parent, Context()))

    @contextmanager
    def _span(self, name: str, attributes: Attributes, kind: SpanKind, parent: Context | None) -> Iterator[Span]:
        marked = context.set_value(_OWN, True, parent)
        span = self._tracer.start_span(name, marked, kind, dict(attributes))
        ids = span.get_span_context()
        fields = {TRACE: trace.format_trace_id(ids.trace_id), SPAN: trace.format_span_id(ids.span_id)}
        recorded = _Span(span)
        # What leaves the block is recorded here: the library would record the message of any exception, with a stack trace.
        with trace.use_span(span, end_on_exit=True, record_exception=False, set_status_on_exception=False), logs.context(fields):
            try:
                yield recorded
            except ExecutionStopped as error:
                # An abort, for example, is no error.
                recorded.set({_ERROR_TYPE: type(error).__name__})
                raise
            except SidecarError as error:
                recorded.fail(type(error).__name__, " ".join(error_messages(error)))
                raise
            except BaseException as error:
                # The message of an internal error may quote data.
                recorded.fail(type(error).__name__, "")
                raise

    def current(self) -> TraceContext:
        """Return the current span of this thread."""
        carrier: dict[str, str] = {}
        _W3C.inject(carrier)
        return carrier

    def shut_down(self) -> None:
        """Send the last spans within :data:`SHUTDOWN_TIMEOUT`."""
        thread = threading.Thread(target=self._provider.shutdown, name="traces", daemon=True)
        thread.start()
        thread.join(SHUTDOWN_TIMEOUT)


def find_collector_problem() -> str:
    """Send no span to the collector; return why it does not accept that, or nothing."""
    library = _capture_library()
    exporter: SpanExporter = OTLPSpanExporter(timeout=CHECK_TIMEOUT)
    try:
        return "" if _export(exporter, ()) is SpanExportResult.SUCCESS else library.text
    finally:
        exporter.shutdown()


class _Span:
    """A span of the sidecar."""

    def __init__(self, span: trace.Span) -> None:
        self._span = span

    def set(self, attributes: Attributes) -> None:
        """Set attributes."""
        self._span.set_attributes(dict(attributes))

    def fail(self, type: str, reason: str) -> None:
        """Record an error."""
        self._span.set_attribute(_ERROR_TYPE, type)
        self._span.set_status(Status(StatusCode.ERROR, reason))


class RequestSampler(Sampler):
    """Samples the sidecar's own spans as ``sampler`` does, and the requests to Elasticsearch within them.

    Of many requests of one name under one span, as bulk requests are, it drops most. It drops all without a span, as renewals of the lease
    and an agent's polling are: each would be a trace.
    """

    def __init__(self, sampler: Sampler) -> None:
        self._sampler = sampler
        self._lock = threading.Lock()
        self._counts: OrderedDict[tuple[int, str], int] = OrderedDict()

    def should_sample(
        self, parent_context: Context | None, trace_id: int, name: str, kind: SpanKind | None = None, attributes: OtelAttributes = None,
        links: Sequence[Link] | None = None, trace_state: TraceState | None = None,
    ) -> SamplingResult:  # fmt: skip
        """Decide whether to record a span."""
        represented = 1 if context.get_value(_OWN, parent_context) else self._represented_requests(parent_context, name)
        if not represented:
            return SamplingResult(Decision.DROP)
        if represented > 1:
            attributes = {**(attributes or {}), "siren.represented_requests": represented}
        return self._sampler.should_sample(parent_context, trace_id, name, kind, attributes, links, trace_state)

    def get_description(self) -> str:
        """Describe the sampler."""
        return f"RequestSampler({self._sampler.get_description()})"

    def _represented_requests(self, parent_context: Context | None, name: str) -> int:
        """Count a request; return how many it stands for, 0 if it is not recorded."""
        parent = trace.get_current_span(parent_context).get_span_context()
        if not parent.is_valid:
            return 0
        with self._lock:
            number = self._counts.pop((parent.span_id, name), 0)
            self._counts[parent.span_id, name] = number + 1
            if len(self._counts) > _MAX_PARENTS:
                self._counts.popitem(last=False)
        if number < FIRST_REQUESTS:
            return 1
        return 0 if (number - FIRST_REQUESTS + 1) % SAMPLED_REQUESTS else SAMPLED_REQUESTS


def _export(exporter: SpanExporter, spans: Sequence[ReadableSpan]) -> SpanExportResult:
    """Export spans. Old releases of the library raise the error of a repeated attempt; here it is a failure, too."""
    try:
        return exporter.export(spans)
    except OSError as error:
        logging.getLogger("opentelemetry").error("%s", error)
        return SpanExportResult.FAILURE


class _ReportingExporter(SpanExporter):
    """Exports spans; logs when the collector stops accepting them, and when it accepts them again, in place of the library's lines."""

    def __init__(self, exporter: SpanExporter, endpoint: str) -> None:
        self._exporter = exporter
        self._address = urlsplit(endpoint).netloc.rpartition("@")[2]
        self._lost = 0
        self._library = _capture_library()

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Export spans; nothing waits for that."""
        self._library.text = ""
        result = _export(self._exporter, spans)
        if result is SpanExportResult.SUCCESS:
            if self._lost:
                log.info("traces exported again to [%s]: %d spans were lost", self._address, self._lost)
            self._lost = 0
        else:
            if not self._lost:
                log.warning("traces not exported to [%s], and their spans are lost: %s", self._address, self._library.text)
            self._lost += len(spans)
        return result

    def shutdown(self) -> None:
        """Stop exporting."""
        self._exporter.shutdown()


class _FirstLine(logging.Handler):
    """Remembers the first line of a library about an export: the cause. It would write several for every batch, and others at the end."""

    text = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a line, if it is the first one."""
        self.text = self.text or record.getMessage()


def _capture_library() -> _FirstLine:
    """Let the library write to the returned handler only."""
    handler, logger = _FirstLine(), logging.getLogger("opentelemetry")
    logger.handlers[:] = [handler]
    logger.propagate = False
    return handler


def _describe(process: str) -> Resource:
    """Describe a process; the names that the environment sets take precedence."""
    own = Resource({
        "service.name": PRODUCT, "service.version": product_version(), "host.name": socket.gethostname(),
        "process.pid": os.getpid(), "siren.process": process,
    })  # fmt: skip
    return Resource.create().merge(own).merge(OTELResourceDetector().detect())
