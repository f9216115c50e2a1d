"""The ingest phase of an execution: from its definition until every row is acknowledged."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from itertools import chain
from typing import Any

from sidecar.elastic import Client
from sidecar.errors import SidecarError
from sidecar.extract.errors import translate_query_errors
from sidecar.extract.reader import Reader, Source
from sidecar.jobs.run.concurrent_read import read_concurrently
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.dead_letters import DeadLetterWriter
from sidecar.jobs.run.deletions import count_deleted_before, delete_surplus_after_run
from sidecar.jobs.run.failure_budget import FailureBudget
from sidecar.jobs.run.mirror import Mirror
from sidecar.jobs.run.partitions import MAX_SESSIONS, Part, RangeReaders, Work
from sidecar.jobs.run.pipeline import Pipeline
from sidecar.jobs.run.preparation import Preparation
from sidecar.jobs.run.progress import DATABASE_SESSION
from sidecar.jobs.run.publish_plan import create_publish_plan
from sidecar.jobs.run.read_plan import CheckpointBuilder, ReadPlan, create_plan
from sidecar.jobs.run.resume import ResumedState
from sidecar.jobs.run.target_setup import TargetSetup
from sidecar.load.encode.documents import Encoder
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.encode.fields import find_key
from sidecar.load.index.publish import prepare_publish
from sidecar.load.send.acknowledgements import Totals
from sidecar.load.send.transport import Destination
from sidecar.model.checkpoint import Checkpoint
from sidecar.model.columns import Block, Column
from sidecar.model.ingestion import Strategy

log = logging.getLogger(__name__)


class Ingest:
    """Reads, encodes and sends the rows of one attempt.

    With ``bisects`` it reads by the key, and rejects rows whose values the database cannot compute.
    """

    def __init__(self, context: ExecutionContext, *, bisects: bool) -> None:
        services = context.services
        self._context = context
        self._ingestion = context.ingestion
        self._heartbeat = context.heartbeat
        self._progress = context.progress
        self._client: Client = context.target_client()
        self._reader: Reader | None = None
        self._range_readers = RangeReaders(context.stop)
        self._dead_letters = DeadLetterWriter(
            services.dead_letters, self._ingestion, context.details.execution,
            clock=services.clock, stop=context.stop, timeout=services.settings.elasticsearch_timeout,
        )  # fmt: skip
        self._resumed = ResumedState(self._heartbeat, services.target_clients, self._dead_letters, self._client, replaces=self._replaces)
        self._target_setup = TargetSetup(
            self._client, self._ingestion, self._heartbeat, own_client=services.target_clients.own, resumed=self._resumed
        )  # fmt: skip
        self._bisects = bisects
        self._preparation = Preparation(context, self._client)
        self.has_ascending_keys: Callable[[], bool] | None = None
        """Returns whether the rows read so far are ordered by the key; None before the query is known."""
        self._destination: Destination | None = None
        self._mirror: Mirror | None = None
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
        """Return whether rows may have been sent that another attempt must know of; a MIRROR starts over with a comparison."""
        return self._pipeline is not None and self._ingestion.strategy is not Strategy.MIRROR

    def cancel(self) -> None:
        """Cancel the statements in the database. Any thread may call it."""
        if self._reader is not None:
            self._reader.cancel()
        self._range_readers.cancel()

    def run(self) -> dict[str, Any]:
        """Ingest every row; return the publish plan, from which another process could continue."""
        self._resumed.restore(self._progress)
        earlier = self._resumed.checkpoint
        self._progress.deleted = count_deleted_before(self._context)
        self._preparation.record_process()
        source, reader = self._preparation.open_source()
        self._reader = reader
        try:
            with translate_query_errors(source.id):
                replaced, before = self._preparation.connect(reader, lambda: self._preparation.check_target(earlier))
                clock, query, columns = self._preparation.describe(reader, source.sql_dialect, before)
                if self._ingestion.deletions.compares_after_runs:
                    self._preparation.check_key_query(reader, source.sql_dialect, columns)
                plan = self._create_plan(reader, query, columns, source.sql_dialect, earlier)
            self._checkpoints = CheckpointBuilder(plan=plan, before=before, clock=earlier.clock if earlier else clock, earlier=earlier)
            with self._open_mirror(reader, query, plan) as self._mirror:
                if self._mirror is not None:
                    self._mirror.compare()
                totals = self._resumed.verify(self._load(reader, source, query, plan, replaced), self._progress)
                self._context.timeline.record("last row acknowledged")
                if self._mirror is not None:
                    self._mirror.delete_surplus()
        finally:
            self._range_readers.close()
            reader.close()
        if self._ingestion.deletions.compares_after_runs:
            query = self._preparation.render_key_query(source.sql_dialect)
            delete_surplus_after_run(self._context, self._client, query, lambda: self._open_another(reader))
        return create_publish_plan(self._context, self._checkpoints, totals, keeps_record=self._preparation.uses_last_record)

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

    def _create_plan(self, reader: Reader, query: str, columns: tuple[Column, ...], database: str, earlier: Checkpoint | None) -> ReadPlan:
        plan = create_plan(
            self._ingestion, reader, query, columns, lambda part: self._encoder(columns, part),
            database=database, earlier=earlier, repeatable=not self._preparation.uses_last_record,
        )  # fmt: skip
        self.has_ascending_keys = lambda: plan.ordered and plan.remaining[0].encoder.has_ascending_keys
        return plan

    def _open_another(self, reader: Reader) -> Reader:
        """Open another session, in place of one that is closed."""
        self._reader = another = reader.create_sibling()
        try:
            another.connect()
            self._heartbeat.write(lambda lease: lease.evolve(session=another.session_id))
        except BaseException:
            another.close()
            raise
        return another

    def _open_mirror(self, reader: Reader, query: str, plan: ReadPlan) -> AbstractContextManager[Mirror | None]:
        """Return the difference of a MIRROR, whose target exists from then on; None for another strategy."""
        if self._ingestion.strategy is not Strategy.MIRROR:
            return nullcontext()
        columns = plan.parts[0].encoder.columns
        self._destination = self._target_setup.create_destination(columns, None)
        return Mirror(self._context, self._client, reader, query, columns)

    def _encoder(self, columns: tuple[Column, ...], part: int) -> Encoder:
        ingestion = self._ingestion
        id_prefix = f"{self._context.details.execution}-{self._context.details.attempt}-{part}"
        return Encoder(
            columns, transforms=ingestion.transforms, pk_field=ingestion.pk_field, id_prefix=id_prefix, partition=part,
            deletion_column=ingestion.deletions.column,
        )  # fmt: skip

    def _load(self, reader: Reader, source: Source, query: str, plan: ReadPlan, replaced: str | None) -> Totals:
        ingestion = self._ingestion
        pipeline, first_blocks = self._start_loading(reader, source, query, plan, replaced)

        def read(part: Part, reader: Reader) -> Iterator[Block]:
            return first_blocks or self._read(part, reader, query, source.sql_dialect, ordered=plan.ordered)

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
        first_blocks, pipeline = read_concurrently(
            reader, lambda: self._read_first_block(reader, source, query, plan), lambda: self._create_pipeline(reader, plan, replaced)
        )  # fmt: skip
        self._pipeline = pipeline
        return pipeline, first_blocks

    def _create_pipeline(self, reader: Reader, plan: ReadPlan, replaced: str | None) -> Pipeline:
        """Create the destination of the rows, and what reads, encodes and sends them."""
        ingestion = self._ingestion
        destination = self._destination or self._target_setup.create_destination(plan.parts[0].encoder.columns, replaced)
        self._context.timeline.record("index ready")
        pipeline = Pipeline(
            self._client, destination, plan.parts, self._progress,
            failure_budget=FailureBudget(ingestion.max_failures, lambda: self._progress.rows_read, self._dead_letters.write),
            before_request=self._heartbeat.require_fresh,
            before_first_body=self._record_first_send,
            while_draining=self._prepare_publish,
            select=self._mirror.select if self._mirror else _select_all,
            stop=self._context.stop,
            timeout=self._context.services.settings.elasticsearch_timeout,
            compresses=self._context.services.settings.elasticsearch_compression,
        )  # fmt: skip
        if self._reads_early(reader, plan):
            pipeline.start_progress()
        return pipeline

    def _prepare_publish(self) -> None:
        """Do what a publish can do before the last rows are acknowledged; the publish itself repeats what fails here."""
        self._context.timeline.record("last row read")
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
            blocks = self._read(plan.remaining[0], reader, query, source.sql_dialect, ordered=plan.ordered)
            first = next(blocks, None)
        self._progress.timers.reading += time.monotonic() - began
        self._context.timeline.record("first row read")
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
            log.warning("fewer database sessions: %s: %s", self._context.details.execution, note)
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
        if self._ingestion.strategy is Strategy.INCREMENTAL and not (self._heartbeat.lease.sent and self._ingestion.pk_field):
            self._heartbeat.write(lambda lease: lease.evolve(sent=True))


def _select_all(block: EncodedBlock) -> EncodedBlock:
    return block


def _read_one_by_one(parts: Sequence[Part], reader: Reader, work: Work) -> None:
    for part in parts:
        work(part, reader)
