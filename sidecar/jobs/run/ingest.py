"""The ingest phase of an execution: from its definition until every row is acknowledged."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
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
from sidecar.jobs.run.local_ranges import LocalRangeLoader
from sidecar.jobs.run.mirror import Mirror
from sidecar.jobs.run.part_reads import PartReads, encoder_factory
from sidecar.jobs.run.partitions import Part, RangeReaders, Work
from sidecar.jobs.run.pipeline import Pipeline
from sidecar.jobs.run.preparation import Preparation
from sidecar.jobs.run.publish_plan import create_publish_plan
from sidecar.jobs.run.range_loader import RangeLoader, record_sessions
from sidecar.jobs.run.read_plan import CheckpointBuilder, ReadPlan, create_plan
from sidecar.jobs.run.resume import ResumedState
from sidecar.jobs.run.target_setup import TargetSetup
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.index.publish import prepare_publish
from sidecar.load.send.acknowledgements import Totals
from sidecar.load.send.transport import Destination
from sidecar.model.checkpoint import AcknowledgedRows, Checkpoint
from sidecar.model.columns import Block, Column
from sidecar.model.ingestion import Strategy
from sidecar.model.partitioning import RangeExecutor
from sidecar.settings import DEFAULT_MAX_SESSIONS
from sidecar.tracing.spans import span


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
        self._dead_letters = DeadLetterWriter(
            services.dead_letters, self._ingestion, context.details.execution,
            clock=services.clock, stop=context.stop, timeout=services.settings.elasticsearch_timeout,
        )  # fmt: skip
        self._resumed = ResumedState(
            self._heartbeat, services.target_clients, self._dead_letters, self._client, replaces=self._replaces, clock=services.clock
        )
        self._target_setup = TargetSetup(
            self._client, self._ingestion, self._heartbeat, own_client=services.target_clients.own, resumed=self._resumed
        )  # fmt: skip
        self._bisects = bisects
        self._preparation = Preparation(context, self._client)
        self.has_ascending_keys: Callable[[], bool] | None = None
        """Returns whether the rows read so far are ordered by the key; None before the query is known."""
        self._destination: Destination | None = None
        self._mirror: Mirror | None = None
        self._loading: Pipeline | RangeLoader | None = None
        """What knows the rows that are on their way; None before it exists."""
        self._ranges: RangeLoader | None = None
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
        return self._loading is not None and self._ingestion.strategy is not Strategy.MIRROR

    def cancel(self) -> None:
        """Cancel the statements in the database. Any thread may call it."""
        if self._reader is not None:
            self._reader.cancel()
        if self._ranges is not None:
            self._ranges.cancel()

    def run(self) -> dict[str, Any]:
        """Ingest every row; return the publish plan, from which another process could continue."""
        self._resumed.restore(self._progress)
        earlier = self._resumed.checkpoint
        self._progress.deleted = count_deleted_before(self._context)
        self._preparation.record_process()
        source, reader = self._preparation.open_source()
        self._reader = reader
        try:
            with span("prepare"), translate_query_errors(source.id):
                replaced, before = self._preparation.connect(reader, lambda: self._preparation.check_target(earlier))
                clock, query, columns = self._preparation.describe(reader, source.sql_dialect, before)
                if self._ingestion.deletions.compares_after_runs:
                    self._preparation.check_key_query(reader, source.sql_dialect, columns)
                plan = self._create_plan(reader, query, columns, source.sql_dialect, earlier)
            self._checkpoints = CheckpointBuilder(plan=plan, before=before, clock=earlier.clock if earlier else clock, earlier=earlier)
            with self._open_mirror(reader, query, plan) as self._mirror:
                if self._mirror is not None:
                    with span("compare"):
                        self._mirror.compare()
                with span("load"):
                    loaded = self._load(reader, source, query, self._checkpoints, replaced)
                totals = self._resumed.verify(loaded, self._progress)
                self._context.timeline.record("last row acknowledged")
                if self._mirror is not None:
                    with span("delete"):
                        self._mirror.delete_surplus()
        finally:
            if self._ranges is not None:
                self._ranges.close()
            reader.close()
        if self._ingestion.deletions.compares_after_runs:
            query = self._preparation.render_key_query(source.sql_dialect)
            with span("delete"):
                delete_surplus_after_run(self._context, self._client, query, lambda: self._open_another(reader))
        return create_publish_plan(
            self._context, self._checkpoints, totals, keeps_record=self._preparation.uses_last_record,
            read_elsewhere=self._ranges.read_elsewhere if self._ranges else AcknowledgedRows(),
        )  # fmt: skip

    def checkpoint(self, known: Checkpoint | None) -> Checkpoint | None:
        """Return the checkpoint of this attempt. Any thread may call it.

        Until rows are read it is ``known``, the checkpoint of an earlier attempt.
        """
        loading = self._loading
        if self._checkpoints is None or loading is None or not self._snapshots:
            return known
        return self._checkpoints.build(loading.partition_totals(), loading.part_counts, self._snapshots)

    @property
    def _is_remote(self) -> bool:
        """Return whether the ranges are loaded by other processes."""
        partition = self._ingestion.partition
        return partition is not None and partition.executor is RangeExecutor.DASK

    @property
    def _replaces(self) -> bool:
        return self._ingestion.strategy is Strategy.REPLACE

    def _create_plan(self, reader: Reader, query: str, columns: tuple[Column, ...], database: str, earlier: Checkpoint | None) -> ReadPlan:
        ingestion, details = self._ingestion, self._context.details
        # Workers have encoders of their own.
        create = encoder_factory(ingestion, columns, execution=details.execution, attempt=details.attempt, shared=self._is_remote)
        plan = create_plan(
            ingestion, reader, query, columns, create,
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

    def _load(self, reader: Reader, source: Source, query: str, checkpoints: CheckpointBuilder, replaced: str | None) -> Totals:
        plan = checkpoints.plan
        partition = self._ingestion.partition
        if self._is_remote:
            return self._load_ranges(self._create_dask_loader(reader, query, checkpoints, replaced))
        reads = PartReads(
            ingestion=self._ingestion, query=query, database=source.sql_dialect, bisects=self._bisects, ordered=plan.ordered
        )  # fmt: skip
        pipeline, first_blocks = self._start_loading(reader, source, reads, plan, replaced)

        def read(part: Part, reader: Reader) -> Iterator[Block]:
            return first_blocks or reads.read(part.encoder.columns, part.row_range, reader)

        if partition is None:
            self._record_snapshots(1)
            if self._bisects:
                reader.use_snapshot(None)
            return pipeline.run(source.id, read, lambda work, fail: _read_one_by_one(plan.remaining, reader, work))
        limit = self._context.services.settings.max_sessions or DEFAULT_MAX_SESSIONS
        loader = LocalRangeLoader(
            pipeline, RangeReaders(self._context.stop), reader, plan.remaining, self._progress, datasource=source.id, query=query,
            read=read, names=plan.names, size=max(1, min(len(plan.remaining), partition.count, limit)),
        )  # fmt: skip
        return self._load_ranges(loader)

    def _create_dask_loader(self, reader: Reader, query: str, checkpoints: CheckpointBuilder, replaced: str | None) -> RangeLoader:
        plan = checkpoints.plan
        destination = self._target_setup.create_destination(plan.parts[0].encoder.columns, replaced)
        # Only these runs need Dask, which is an extra, and whose imports take long.
        from sidecar.jobs.run.dask.loader import create_loader  # noqa: PLC0415

        return create_loader(
            self._context, reader, plan, query, destination, bisects=self._bisects, before=checkpoints.before,
            failure_budget=self._create_failure_budget(), before_first_order=self._record_first_send,
        )  # fmt: skip

    def _load_ranges(self, loader: RangeLoader) -> Totals:
        self._ranges = self._loading = loader
        opened = loader.open()
        record_sessions(opened, self._heartbeat, self._progress)
        self._record_snapshots(opened.snapshots)
        return loader.load()

    def _start_loading(
        self, reader: Reader, source: Source, reads: PartReads, plan: ReadPlan, replaced: str | None
    ) -> tuple[Pipeline, Iterator[Block] | None]:
        """Create the pipeline, and meanwhile read the first rows; return both."""
        first_blocks, pipeline = read_concurrently(
            reader, lambda: self._read_first_block(reader, source, reads, plan), lambda: self._create_pipeline(reader, plan, replaced)
        )  # fmt: skip
        self._loading = pipeline
        return pipeline, first_blocks

    def _create_pipeline(self, reader: Reader, plan: ReadPlan, replaced: str | None) -> Pipeline:
        """Create the destination of the rows, and what reads, encodes and sends them."""
        destination = self._destination or self._target_setup.create_destination(plan.parts[0].encoder.columns, replaced)
        self._context.timeline.record("index ready")
        pipeline = Pipeline(
            self._client, destination, plan.parts, self._progress,
            failure_budget=self._create_failure_budget(),
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

    def _create_failure_budget(self) -> FailureBudget:
        return FailureBudget(self._ingestion.max_failures, lambda: self._progress.rows_read, self._dead_letters.write)

    def _prepare_publish(self) -> None:
        """Do what a publish can do before the last rows are acknowledged; the publish itself repeats what fails here."""
        self._context.timeline.record("last row read")
        staging = self._heartbeat.lease.staging
        if staging is not None:
            with suppress(SidecarError):
                prepare_publish(self._client, staging)

    def _read_first_block(self, reader: Reader, source: Source, reads: PartReads, plan: ReadPlan) -> Iterator[Block] | None:
        """Read the first block of the only part, while its destination is created; return all blocks, or None if it is not read early."""
        if not self._reads_early(reader, plan):
            return None
        began = time.monotonic()
        with translate_query_errors(source.id):
            part = plan.remaining[0]
            blocks = reads.read(part.encoder.columns, part.row_range, reader)
            first = next(blocks, None)
        self._progress.timers.reading += time.monotonic() - began
        self._context.timeline.record("first row read")
        return iter(()) if first is None else chain([first], blocks)

    def _reads_early(self, reader: Reader, plan: ReadPlan) -> bool:
        """Return whether to read before there is a target; its error must be able to end the read."""
        return reader.can_cancel and self._ingestion.partition is None and not self._bisects and len(plan.remaining) == 1

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
