"""The ingest phase of an execution: from its definition until every row is acknowledged."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import Any

from sidecar.elastic import Client
from sidecar.errors import SidecarError
from sidecar.extract.drivers import create_reader
from sidecar.extract.errors import translate_query_errors
from sidecar.extract.reader import Reader, Source
from sidecar.jobs import positions
from sidecar.jobs.run.dead_letters import DeadLetterWriter
from sidecar.jobs.run.failure_budget import FailureBudget
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.jobs.run.partitions import MAX_SESSIONS, Part, RangeReaders, Work
from sidecar.jobs.run.pipeline import Pipeline
from sidecar.jobs.run.preparation import Preparation
from sidecar.jobs.run.progress import DATABASE_SESSION, Progress
from sidecar.jobs.run.read_plan import CheckpointBuilder, ReadPlan, create_plan
from sidecar.jobs.run.resume import ResumedState
from sidecar.jobs.run.services import ExecutionServices
from sidecar.jobs.run.target_setup import TargetSetup
from sidecar.jobs.run.timeline import Timeline
from sidecar.load.encode.documents import Encoder
from sidecar.load.encode.fields import find_key
from sidecar.load.index.publish import prepare_publish
from sidecar.load.send.acknowledgements import Totals
from sidecar.model.checkpoint import AcknowledgedRows, Checkpoint
from sidecar.model.columns import Block, Column
from sidecar.model.ingestion import Strategy
from sidecar.model.job import Details
from sidecar.model.lease import ExecutionDefinition

log = logging.getLogger(__name__)

_CANCEL_INTERVAL = 0.5
"""Seconds between two cancels of a read whose target cannot be created."""


class Ingest:
    """Reads, encodes and sends the rows of one attempt. ``stop`` ends its waits.

    With ``bisects`` it reads by the key, and rejects rows whose values the database cannot compute.
    """

    def __init__(
        self, services: ExecutionServices, definition: ExecutionDefinition, heartbeat: Heartbeat, progress: Progress,
        timeline: Timeline, stop: threading.Event, *, bisects: bool,
    ) -> None:  # fmt: skip
        self._services = services
        self._definition = definition
        self._ingestion = definition.ingestion
        self._heartbeat = heartbeat
        self._progress = progress
        self._timeline = timeline
        self._stop = stop
        self._client: Client = services.target_clients.client(self._ingestion)
        self._reader: Reader | None = None
        self._range_readers = RangeReaders(stop)
        self._dead_letters = DeadLetterWriter(
            services.dead_letters, self._ingestion, self._details.execution,
            clock=services.clock, stop=stop, timeout=services.settings.elasticsearch_timeout,
        )  # fmt: skip
        self._resumed = ResumedState(heartbeat, services.target_clients, self._dead_letters, self._client, replaces=self._replaces)
        self._target_setup = TargetSetup(
            self._client, self._ingestion, heartbeat, own_client=services.target_clients.own, resumed=self._resumed
        )  # fmt: skip
        self._bisects = bisects
        self._preparation = Preparation(services, definition, heartbeat, progress, timeline, self._client)
        self.has_ascending_keys: Callable[[], bool] | None = None
        """Returns whether the rows read so far are ordered by the key; None before the query is known."""
        self._pipeline: Pipeline | None = None
        self._checkpoints: CheckpointBuilder | None = None
        self._snapshots = 0

    @property
    def is_connected(self) -> bool:
        """Return whether the database was reached: from then on a lost connection is retried."""
        return self._preparation.is_connected

    @property
    def bisection_obstacle(self) -> str:
        """Return a sentence that says why rows that the database cannot compute cannot be rejected; empty if they can."""
        return self._preparation.bisection_obstacle

    @property
    def is_sending(self) -> bool:
        """Return whether rows may have been sent."""
        return self._pipeline is not None

    def cancel(self) -> None:
        """Cancel the statements in the database. Any thread may call it."""
        if self._reader is not None:
            self._reader.cancel()
        self._range_readers.cancel()

    def run(self) -> dict[str, Any]:
        """Ingest every row; return the publish plan, from which another process could continue."""
        self._resumed.restore(self._progress)
        earlier = self._resumed.checkpoint
        self._preparation.record_process()
        with translate_query_errors(self._definition.datasource.id):
            source = self._preparation.create_source()
            self._preparation.terminate_earlier_sessions(source)
            self._reader = reader = create_reader(source)
        try:
            with translate_query_errors(source.id):
                replaced, before = self._preparation.connect(reader, earlier)
                clock, query, columns = self._preparation.describe(reader, source.database, before)
                plan = self._create_plan(reader, query, columns, source.database, earlier)
            self._checkpoints = CheckpointBuilder(plan=plan, before=before, clock=earlier.clock if earlier else clock, earlier=earlier)
            totals = self._resumed.verify(self._load(reader, source, query, plan, replaced), self._progress)
            self._timeline.record("last row acknowledged")
        finally:
            self._range_readers.close()
            reader.close()
        return self._publish_plan(totals, self._checkpoints)

    def checkpoint(self, known: Checkpoint | None) -> Checkpoint | None:
        """Return the checkpoint of this attempt. Any thread may call it.

        Until rows are read it is ``known``, the checkpoint of an earlier attempt.
        """
        if self._checkpoints is None or self._pipeline is None or not self._snapshots:
            return known
        return self._checkpoints.build(self._pipeline.partition_totals(), self._pipeline.part_counts, self._snapshots)

    @property
    def _replaces(self) -> bool:
        return self._ingestion.strategy is Strategy.REPLACE

    @property
    def _details(self) -> Details:
        return self._heartbeat.status.details

    def _create_plan(self, reader: Reader, query: str, columns: tuple[Column, ...], database: str, earlier: Checkpoint | None) -> ReadPlan:
        plan = create_plan(
            self._ingestion, reader, query, columns, lambda part: self._encoder(columns, part),
            database=database, earlier=earlier, repeatable=not self._preparation.uses_last_record,
        )  # fmt: skip
        self.has_ascending_keys = lambda: plan.ordered and plan.remaining[0].encoder.has_ascending_keys
        return plan

    def _encoder(self, columns: tuple[Column, ...], part: int) -> Encoder:
        ingestion = self._ingestion
        id_prefix = f"{self._details.execution}-{self._details.attempt}-{part}"
        return Encoder(columns, transforms=ingestion.transforms, pk_field=ingestion.pk_field, id_prefix=id_prefix, partition=part)

    def _load(self, reader: Reader, source: Source, query: str, plan: ReadPlan, replaced: str | None) -> Totals:
        ingestion = self._ingestion
        pipeline, first_blocks = self._start_loading(reader, source, query, plan, replaced)

        def read(part: Part, reader: Reader) -> Iterator[Block]:
            return first_blocks or self._read(part, reader, query, source.database, ordered=plan.ordered)

        if ingestion.partition is None:
            self._record_snapshots(1)
            if self._bisects:
                reader.use_snapshot(None)
            return pipeline.run(source.id, read, lambda work, fail: _read_one_by_one(plan.remaining, reader, work))
        size = max(1, min(len(plan.remaining), ingestion.partition.count, MAX_SESSIONS))
        with ThreadPoolExecutor(size, thread_name_prefix="partition") as executor:
            self._open_range_readers(reader, source.id, query, size)
            return pipeline.run(
                source.id, read, lambda work, fail: self._range_readers.read(plan.remaining, work, executor, fail=fail),
                names=[part.row_range.name for part in plan.parts if part.row_range],
            )  # fmt: skip

    def _start_loading(
        self, reader: Reader, source: Source, query: str, plan: ReadPlan, replaced: str | None
    ) -> tuple[Pipeline, Iterator[Block] | None]:
        """Create the pipeline, and meanwhile read the first rows; return both."""
        has_read = threading.Event()

        def cancel_after_error(created: "Future[Pipeline]") -> None:
            # Again and again: a cancel has no effect while no statement runs.
            while created.exception() is not None and not has_read.wait(_CANCEL_INTERVAL):
                reader.cancel()

        with ThreadPoolExecutor(1, thread_name_prefix="target") as executor:
            created = executor.submit(self._create_pipeline, reader, plan, replaced)
            created.add_done_callback(cancel_after_error)
            try:
                first_blocks = self._read_first_block(reader, source, query, plan)
            except SidecarError:
                # If both fail, the read may have been canceled above.
                has_read.set()
                created.result()
                raise
            finally:
                has_read.set()
            self._pipeline = created.result()
        return self._pipeline, first_blocks

    def _create_pipeline(self, reader: Reader, plan: ReadPlan, replaced: str | None) -> Pipeline:
        """Create the destination of the rows, and what reads, encodes and sends them."""
        ingestion = self._ingestion
        destination = self._target_setup.create_destination(plan.parts[0].encoder.columns, replaced)
        self._timeline.record("index ready")
        pipeline = Pipeline(
            self._client, destination, plan.parts, self._progress,
            failure_budget=FailureBudget(ingestion.max_failures, lambda: self._progress.rows_read, self._dead_letters.write),
            before_request=self._heartbeat.require_fresh,
            before_first_body=self._record_first_send,
            while_draining=self._prepare_publish,
            stop=self._stop,
            timeout=self._services.settings.elasticsearch_timeout,
            compresses=self._services.settings.elasticsearch_compression,
        )  # fmt: skip
        if self._reads_early(reader, plan):
            pipeline.start_progress()
        return pipeline

    def _prepare_publish(self) -> None:
        """Do what a publish can do before the last rows are acknowledged; the publish itself repeats what fails here."""
        self._timeline.record("last row read")
        staging = self._heartbeat.lease.staging
        if staging is not None:
            with suppress(SidecarError):
                prepare_publish(self._client, staging)

    def _read_first_block(self, reader: Reader, source: Source, query: str, plan: ReadPlan) -> Iterator[Block] | None:
        """Read the first block of the only part, while its destination is created; return all blocks, or None if it is not read early."""
        if not self._reads_early(reader, plan):
            return None
        began = time.monotonic()
        with translate_query_errors(source.id):
            blocks = self._read(plan.remaining[0], reader, query, source.database, ordered=plan.ordered)
            first = next(blocks, None)
        self._progress.timers.reading += time.monotonic() - began
        self._timeline.record("first row read")
        return iter(()) if first is None else chain([first], blocks)

    def _reads_early(self, reader: Reader, plan: ReadPlan) -> bool:
        """Return whether to read before there is a target; its error must be able to end the read."""
        return reader.can_cancel and self._ingestion.partition is None and not self._bisects and len(plan.remaining) == 1

    def _read(self, part: Part, reader: Reader, query: str, database: str, *, ordered: bool) -> Iterator[Block]:
        columns, batch_size = part.encoder.columns, self._ingestion.batch_size
        if not self._bisects:
            return reader.read(query, columns, batch_size, part.row_range)
        key = find_key(columns, self._ingestion.pk_field)
        # Few runs bisect, and the module imports polars, which takes time and memory.
        from sidecar.extract.bisection import BisectingRead  # noqa: PLC0415

        read = BisectingRead(
            reader=reader, query=query, columns=columns, key=key, batch_size=batch_size, database=database, ordered=ordered
        )  # fmt: skip
        return read.read(part.row_range)

    def _open_range_readers(self, reader: Reader, datasource: str, query: str, size: int) -> None:
        with translate_query_errors(datasource), self._progress.wait_for(DATABASE_SESSION):
            snapshots = self._range_readers.open(reader, query, size)
        opened = self._progress.sessions = self._range_readers.count
        self._heartbeat.write(lambda lease: lease.evolve(session=self._range_readers.sessions))
        if opened < size:
            note = f"It reads with {opened} of {size} database sessions, because the database accepts no more."
            log.warning("fewer database sessions: %s: %s", self._details.execution, note)
            self._heartbeat.write(lambda lease: lease.evolve(status=replace(lease.execution_status, note=note)))
        self._record_snapshots(snapshots)

    def _record_snapshots(self, snapshots: int) -> None:
        """Record how many database snapshots the rows come from, if there may be several."""
        earlier = self._resumed.checkpoint
        self._snapshots = snapshots + (earlier.snapshots if earlier else 0)
        if earlier or self._ingestion.partition:
            self._heartbeat.write(lambda lease: lease.with_details(snapshots=self._snapshots))

    def _record_first_send(self) -> None:
        """Record the first send.

        Unset positions then mean unset, and rows without a key must not be sent again.
        """
        if not self._replaces and not (self._heartbeat.lease.sent and self._ingestion.pk_field):
            self._heartbeat.write(lambda lease: lease.evolve(sent=True))

    def _publish_plan(self, totals: Totals, checkpoints: CheckpointBuilder) -> dict[str, Any]:
        earlier_rows = checkpoints.earlier.acknowledged if checkpoints.earlier else AcknowledgedRows()
        reached = positions.after_partitioned_success(
            checkpoints.before, [part.encoder for part in checkpoints.plan.remaining], checkpoints.clock, earlier_rows
        )
        if self._definition.full and reached is checkpoints.before:
            # A full run starts from unset positions; if it read no row, the job keeps its earlier ones.
            reached = self._heartbeat.lease.positions
        if not self._preparation.uses_last_record:
            # It may be large and contains user data: stored only if the query uses it.
            reached = replace(reached, last_record=None)
        return {"documents": [totals.expected_documents.start, totals.expected_documents.stop], "positions": reached.to_document()}


def _read_one_by_one(parts: Sequence[Part], reader: Reader, work: Work) -> None:
    for part in parts:
        work(part, reader)
