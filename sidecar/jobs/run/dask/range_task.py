"""Load one range on a worker: with its own session, encoder and sender, while the execution's lease permits it."""

import logging
import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sidecar import logs
from sidecar.errors import LeaseLost, SidecarError
from sidecar.extract.drivers import create_reader
from sidecar.extract.errors import translate_query_errors
from sidecar.extract.query import template
from sidecar.extract.reader import Reader, Source
from sidecar.extract.session_limit import open_session
from sidecar.jobs import positions
from sidecar.jobs.run.context import decrypt_passwords, require_definition
from sidecar.jobs.run.dask.lease_watch import LeaseWatch
from sidecar.jobs.run.dask.orders import Failure, RangeOrder, RangeReport
from sidecar.jobs.run.dask.worker_sessions import require_session_id
from sidecar.jobs.run.dead_letters import DeadLetterWriter
from sidecar.jobs.run.failure_budget import FailureBudget
from sidecar.jobs.run.part_reads import PartReads, create_encoder
from sidecar.jobs.run.partitions import Part
from sidecar.jobs.run.pipeline import Pipeline
from sidecar.jobs.run.progress import Progress
from sidecar.jobs.run.services import ExecutionServices
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.rejections import Rejection
from sidecar.load.send.backoff import Backoff
from sidecar.model.columns import Block
from sidecar.model.ingestion import FailureLimit, Ingestion
from sidecar.model.lease import ExecutionDefinition
from sidecar.tracing.attributes import ATTEMPT, EXECUTION_ID, RANGE
from sidecar.tracing.spans import Attributes, Kind, span

log = logging.getLogger(__name__)

REPORT_INTERVAL = 1.0
"""Seconds between two reports."""
_MAX_DELAY = 1.0
"""Seconds: upper bound of the delay between two attempts to read a lease for the first time."""
_MAX_CONTEXTS = 8
"""Attempts that a process remembers: of several jobs that share the workers."""


@dataclass(kw_only=True)
class WorkerContext:
    """What all orders of one attempt share in a worker process."""

    definition: ExecutionDefinition
    lease_timeout: float
    source: Source
    described: Reader | None = None
    """A reader that knows the description of the query; its session is closed."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def create_reader(self) -> Reader:
        """Return a reader, not yet connected."""
        with translate_query_errors(self.source.id):
            return create_reader(self.source) if self.described is None else self.described.create_sibling()

    def open_reader(self, reader: Reader, query: str) -> None:
        """Open its session, and describe the query in it, unless an earlier order has described it."""
        with translate_query_errors(self.source.id):
            open_session(reader.connect)
            with self.lock:
                reader.describe(query)
                self.described = self.described or reader


class WorkerContexts:
    """The contexts of the attempts whose orders a worker process has, or had last."""

    def __init__(self, services: ExecutionServices) -> None:
        self.services = services
        self._lock = threading.Lock()
        self._contexts: dict[tuple[str, int, int], WorkerContext] = {}

    def get(self, order: RangeOrder) -> WorkerContext:
        """Return the context of an order's attempt; read the lease if it is the first one.

        Raise :class:`~sidecar.errors.LeaseLost` if the lease has another fence, and :class:`~sidecar.errors.ServiceUnavailable` if
        Elasticsearch does not return it within the timeout.
        """
        attempt = (order.key, order.fence, order.attempt)
        with self._lock:
            known = self._contexts.get(attempt)
        created = known or self._create(order)
        with self._lock:
            context = self._contexts.setdefault(attempt, created)
            while len(self._contexts) > _MAX_CONTEXTS:
                del self._contexts[next(iter(self._contexts))]
        return context

    def _create(self, order: RangeOrder) -> WorkerContext:
        services, settings = self.services, self.services.settings
        backoff = Backoff(
            settings.elasticsearch_timeout, stop_events=(threading.Event(),), clock=time.monotonic, jitter=random.random,
            max_delay=_MAX_DELAY,
        )  # fmt: skip
        current = backoff.retry(lambda: services.lifecycle.leases.get(order.key))
        if current is None or current.lease.fence != order.fence:
            raise LeaseLost(f"another owner holds the lease of [{order.key}]")
        definition = require_definition(current.lease)
        logs.register_secrets(*decrypt_passwords(definition, services.secrets))
        with translate_query_errors(definition.datasource.id):
            source = services.create_source(definition)
        timeout = min(settings.lease_timeout, current.lease.owner_timeout or settings.lease_timeout)
        return WorkerContext(definition=definition, lease_timeout=timeout, source=source)


class RangeTask:
    """Loads the range of one order. ``blank`` is an empty report of this start, and ``send`` sends a report to the coordinator."""

    def __init__(self, contexts: WorkerContexts, order: RangeOrder, blank: RangeReport, send: Callable[[RangeReport], None]) -> None:
        self._services = contexts.services
        self._contexts = contexts
        self._order = order
        self._blank = blank
        self._send = send
        self._stop, self._has_ended = threading.Event(), threading.Event()
        self._progress = Progress(self._services.clock)
        self._reader: Reader | None = None
        self._pipeline: Pipeline | None = None
        self._rejection: str | None = None
        self._reading_since: float | None = None
        self._watch: LeaseWatch | None = None

    def run(self) -> None:
        """Load the range; the last report says how it ended."""
        order = self._order
        attributes: Attributes = {EXECUTION_ID: order.execution, ATTEMPT: order.attempt, RANGE: order.number}
        with span("range", attributes, kind=Kind.CONSUMER, parent=order.trace) as recorded:
            if failure := self._run():
                recorded.fail(failure.kind or failure.messages[0], " ".join(failure.messages))

    def _run(self) -> Failure | None:
        failure = None
        reporter = threading.Thread(target=self._send_reports, name="reports", daemon=True)
        try:
            self._send(self._report())
            reporter.start()
            self._load(self._contexts.get(self._order))
        except SidecarError as error:
            # Whatever failed after the end of the order failed because of it.
            cause = (self._watch and self._watch.error) or error
            log.warning("range failed: %s: %s", self._order.id, cause)
            failure = Failure.of(cause)
        except Exception as error:
            # The outermost handler of the task: an exception that Dask shows may quote data.
            log.exception("range could not be loaded: %s", self._order.id)
            failure = Failure.of(error)
        self._has_ended.set()
        ended = replace(self._report(), is_ended=True, failure=failure)
        self._send(ended)
        log.info("range %s: %s: %d rows", "loaded" if failure is None else "not loaded", self._order.id, ended.totals.acknowledged)
        if self._watch is not None:
            self._watch.close()
        return failure

    def _load(self, context: WorkerContext) -> None:
        settings = self._services.settings
        self._watch = watch = LeaseWatch(
            lambda: self._services.lifecycle.leases.get_permit(self._order.key), fence=self._order.fence, attempt=self._order.attempt,
            fresh_for=context.lease_timeout / 2, timeout=settings.elasticsearch_timeout, on_end=self._cancel, on_hang=self._exit,
        )  # fmt: skip
        watch.start()
        query = self._render(context)
        self._reader = reader = context.create_reader()
        try:
            context.open_reader(reader, query)
            session = require_session_id(reader)
            self._send(self._report())
            watch.request_permit(session)
            with translate_query_errors(context.source.id):
                reader.use_snapshot(self._order.snapshot)
            self._run_pipeline(context, watch, reader, query)
        finally:
            reader.close()

    def _render(self, context: WorkerContext) -> str:
        parsed = template.parse(context.definition.ingestion.query, context.source.sql_dialect)
        return parsed.render(positions.template_variables(context.definition, self._order.before))

    def _run_pipeline(self, context: WorkerContext, watch: LeaseWatch, reader: Reader, query: str) -> None:
        order, ingestion = self._order, context.definition.ingestion
        reads = PartReads(ingestion=ingestion, query=query, database=context.source.sql_dialect, bisects=order.bisects, ordered=False)
        encoder = create_encoder(ingestion, order.columns, order.number, execution=order.execution, attempt=order.attempt)
        part = Part(number=0, encoder=encoder, row_range=order.row_range)
        self._pipeline = self._create_pipeline(ingestion, watch, part)

        def read(part: Part, reader: Reader) -> Iterator[Block]:
            return self._note_reading(reads.read(order.columns, order.row_range, reader))

        self._pipeline.run(context.source.id, read, lambda work, fail: work(part, reader))

    def _note_reading(self, blocks: Iterator[Block]) -> Iterator[Block]:
        """Note since when the next block is awaited, which the timers of the progress count only once it has come."""
        while True:
            self._reading_since = time.monotonic()
            block = next(blocks, None)
            self._reading_since = None
            if block is None:
                return
            yield block

    def _create_pipeline(self, ingestion: Ingestion, watch: LeaseWatch, part: Part) -> Pipeline:
        settings = self._services.settings
        dead_letters = DeadLetterWriter(
            self._services.dead_letters, ingestion, self._order.execution, clock=self._services.clock, stop=self._stop,
            timeout=settings.elasticsearch_timeout,
        )  # fmt: skip

        def record(rejected: Sequence[Rejection]) -> None:
            # Another attempt, which may have begun, writes them too.
            watch.require_fresh()
            self._rejection = str(rejected[-1])
            dead_letters.write([replace(each, partition=self._order.number) for each in rejected])

        # A percentage is of all ranges, so only the coordinator can check it.
        limit = ingestion.max_failures if ingestion.max_failures.number is not None else FailureLimit(percent=100.0)
        return Pipeline(
            self._services.target_clients.client(ingestion), self._order.destination, (part,), self._progress,
            failure_budget=FailureBudget(limit, lambda: self._progress.rows_read, record),
            before_request=watch.require_fresh, before_first_body=_do_nothing, while_draining=_do_nothing, select=_select_all,
            stop=self._stop, timeout=settings.elasticsearch_timeout, compresses=settings.elasticsearch_compression,
        )  # fmt: skip

    def _send_reports(self) -> None:
        while not self._has_ended.wait(REPORT_INTERVAL):
            self._send(self._report())

    def _report(self) -> RangeReport:
        progress, pipeline = self._progress, self._pipeline
        report = replace(self._blank, session=self._reader.session_id if self._reader else None)
        if pipeline is None:
            return report
        since = self._reading_since
        reading = progress.timers.reading + (time.monotonic() - since if since is not None else 0.0)
        part, counts, totals = pipeline.partition_totals()[0], pipeline.part_counts[0], pipeline.totals()
        return replace(
            report, rows_read=progress.rows_read, nulled=counts.nulled, rejected=counts.rejected, rejection=self._rejection,
            largest=counts.largest, reading=reading, encoding=progress.timers.encoding,
            waiting_for=pipeline.waiting_for, totals=totals, settled=part.settled,
        )  # fmt: skip

    def _cancel(self) -> None:
        """End the statement and the sending."""
        self._stop.set()
        if self._reader is not None:
            self._reader.cancel()

    def _exit(self) -> None:
        """End the process, whose nanny starts another one: the thread of a driver that hangs could not be used again."""
        log.error("driver hung; ending the worker: %s", self._order.id)
        os._exit(1)


def _select_all(block: EncodedBlock) -> EncodedBlock:
    return block


def _do_nothing() -> None:
    pass
