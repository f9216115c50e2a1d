"""The first half of an execution's story: from the lease's definition to every row acknowledged."""

import secrets as randomness
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sidecar.elastic import Client
from sidecar.extract.drivers import end_sessions, open_reader, source_of
from sidecar.extract.errors import query_errors
from sidecar.extract.query import template
from sidecar.extract.reader import Reader, Source
from sidecar.jobs import positions
from sidecar.jobs.clock import Clock
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.process_identity import this_process
from sidecar.jobs.run.dead_letters import Letters
from sidecar.jobs.run.failure_budget import Tolerance
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.jobs.run.partitions import AT_ONCE, Crew, Part, Work
from sidecar.jobs.run.pipeline import Loading
from sidecar.jobs.run.progress import Progress
from sidecar.jobs.run.read_plan import Marks, Plan, plan
from sidecar.jobs.run.resume import Inheritance
from sidecar.jobs.target_clients import Targets
from sidecar.load.encode.documents import Encoder
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index import target
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.staging import Staging, check_replaceable, stage, staging_name
from sidecar.load.send.acknowledgements import Totals
from sidecar.load.send.transport import Destination
from sidecar.model.checkpoint import Checkpoint, Settled
from sidecar.model.columns import Column
from sidecar.model.ingestion import Strategy
from sidecar.model.job import Details, Phase
from sidecar.model.lease import Definition, Lease
from sidecar.model.positions import Positions
from sidecar.settings import Settings
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.encryption import Secrets


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What every execution of a process works with."""

    settings: Settings
    secrets: Secrets
    life: Lifecycle
    targets: Targets
    dead_letters: DeadLetters
    clock: Clock


class Intake:
    """Brings the rows of one execution in. ``stop`` ends its waits."""

    def __init__(self, tools: Tools, definition: Definition, heartbeat: Heartbeat, progress: Progress, stop: threading.Event) -> None:
        self._tools = tools
        self._definition = definition
        self._ingestion = definition.ingestion
        self._heartbeat = heartbeat
        self._progress = progress
        self._stop = stop
        self._client: Client = tools.targets.client(self._ingestion)
        self._reader: Reader | None = None
        self._crew = Crew(stop)
        self._letters = Letters(
            tools.dead_letters, self._ingestion, self._details.execution,
            clock=tools.clock, stop=stop, patience=tools.settings.elasticsearch_patience,
        )  # fmt: skip
        self._inheritance = Inheritance(heartbeat, tools.targets, self._letters, self._client, replaces=self._replaces)
        self._keeps_last_record = False
        self.connected = False
        """Whether the database was reached: from then on losing it is worth a wait."""
        self.ascends: Callable[[], bool] | None = None
        """Tells whether the query orders its rows by the key, and all came so; none before the query is known."""
        self._loading: Loading | None = None
        self._marks: Marks | None = None
        self._moments = 0

    @property
    def sending(self) -> bool:
        """Tell whether rows may have been sent."""
        return self._loading is not None

    def cancel(self) -> None:
        """End what runs in the database. Any thread may call it."""
        if self._reader is not None:
            self._reader.cancel()
        self._crew.cancel()

    def run(self) -> dict[str, Any]:
        """Bring every row in; give the checkpoint that publishing needs, as another process may have to go on from here."""
        self._inheritance.take_up(self._progress)
        earlier = self._inheritance.checkpoint
        self._tools.targets.store_pipeline(self._ingestion)
        replaced = check_replaceable(self._client, self._ingestion.target) if self._replaces else None
        before = earlier.before if earlier else positions.before_run(self._client, self._heartbeat.lease, self._definition)
        self._heartbeat.write(lambda lease: lease.evolve(process=this_process()).with_details(phase=Phase.CONNECTING))
        with query_errors(self._definition.datasource.id):
            source = self._source()
            self._end_earlier_session(source)
            self._reader = reader = open_reader(source)
        try:
            with query_errors(source.id):
                clock, query, columns = self._ask(reader, source.database, before)
                made = self._plan(reader, query, columns, source.database, earlier)
            self._marks = Marks(plan=made, before=before, clock=earlier.clock if earlier else clock, earlier=earlier)
            totals = self._inheritance.settle(self._bring(reader, source, query, made, replaced), self._progress)
        finally:
            self._crew.close()
            reader.close()
        return self._checkpoint(totals, self._marks)

    def checkpoint(self, known: Checkpoint | None) -> Checkpoint | None:
        """Give how far the run has come for good; what is ``known`` of an earlier attempt until rows flow. Any thread may call it."""
        if self._marks is None or self._loading is None or not self._moments:
            return known
        return self._marks.checkpoint(self._loading.shares(), self._loading.tallies, self._moments)

    @property
    def _replaces(self) -> bool:
        return self._ingestion.strategy is Strategy.REPLACE

    @property
    def _details(self) -> Details:
        return self._heartbeat.status.details

    def _end_earlier_session(self, source: Source) -> None:
        """End what an earlier attempt may still have running in the database."""
        if session := self._heartbeat.lease.session:
            end_sessions(source, session)

    def _source(self) -> Source:
        secrets = self._tools.secrets
        return source_of(
            secrets.opened_datasource(self._definition.datasource),
            secrets.opened(self._ingestion.ds_credentials),
            self._tools.settings.allowed_sources,
        )

    def _ask(self, reader: Reader, database: str, before: Positions) -> tuple[str, str, tuple[Column, ...]]:
        """Connect, ask the database's clock, render the query, and ask for its columns and the estimate of its rows."""
        reader.connect()
        self.connected = True
        self._heartbeat.write(lambda lease: lease.evolve(session=reader.session))
        clock = reader.clock()
        made = template.parse(self._ingestion.query, database)
        self._keeps_last_record = made.asks_for_last_record
        variables = positions.variables(self._definition, before)
        query = made.render(variables)
        columns = reader.describe(query)
        self._progress.rows_total = reader.estimate(query)
        self._heartbeat.write(lambda lease: lease.with_details(query=made.outline(variables)))
        return clock, query, columns

    def _plan(self, reader: Reader, query: str, columns: tuple[Column, ...], database: str, earlier: Checkpoint | None) -> Plan:
        made = plan(
            self._ingestion, reader, query, columns, lambda part: self._encoder(columns, part),
            database=database, earlier=earlier, repeatable=not self._keeps_last_record,
        )  # fmt: skip
        self.ascends = lambda: made.ordered and made.open[0].encoder.ascending
        return made

    def _encoder(self, columns: tuple[Column, ...], part: int) -> Encoder:
        ingestion = self._ingestion
        unkeyed = f"{self._details.execution}-{self._details.attempt}-{part}"
        return Encoder(columns, transforms=ingestion.transforms, pk_field=ingestion.pk_field, unkeyed=unkeyed, partition=part)

    def _bring(self, reader: Reader, source: Source, query: str, made: Plan, replaced: str | None) -> Totals:
        ingestion = self._ingestion
        mapping = Mapping.of(plan_fields(made.parts[0].encoder.columns, ingestion.transforms), ingestion.mapping)
        destination = self._destination(mapping, replaced)
        self._loading = loading = Loading(
            self._client, destination, made.parts, self._progress,
            tolerance=Tolerance(ingestion.max_failures, lambda: self._progress.rows_read, self._letters.keep),
            gate=self._heartbeat.check_fresh,
            first=self._note_first_rows,
            stop=self._stop,
            patience=self._tools.settings.elasticsearch_patience,
        )  # fmt: skip
        if ingestion.partition is None:
            self._note_moments(1)
            return loading.run(source.id, query, ingestion.batch_size, lambda work, give_up: _one_by_one(made.open, reader, work))
        size = max(1, min(len(made.open), ingestion.partition.count, AT_ONCE))
        with ThreadPoolExecutor(size, thread_name_prefix="partition") as executor:
            self._open_crew(reader, source, query, size, executor)
            return loading.run(
                source.id, query, ingestion.batch_size,
                lambda work, give_up: self._crew.read(made.open, work, executor, give_up=give_up),
                names=[part.within.name for part in made.parts if part.within],
            )  # fmt: skip

    def _open_crew(self, reader: Reader, source: Source, query: str, size: int, executor: Executor) -> None:
        with query_errors(source.id):
            moments = self._crew.open(source, query, size, reader, executor)
        sessions = ",".join(filter(None, (reader.session, self._crew.sessions)))
        self._heartbeat.write(lambda lease: lease.evolve(session=sessions))
        self._note_moments(moments)

    def _note_moments(self, moments: int) -> None:
        """Count the moments of the source that the rows come from; only where they may be several is that told."""
        earlier = self._inheritance.checkpoint
        self._moments = moments + (earlier.moments if earlier else 0)
        if earlier or self._ingestion.partition:
            self._heartbeat.write(lambda lease: lease.with_details(snapshots=self._moments))

    def _destination(self, mapping: Mapping, replaced: str | None) -> Destination:
        if not self._replaces:
            return self._prepare(mapping)
        if self._inheritance.fenced is None:
            return self._stage(mapping, replaced)
        staging = self._inheritance.fenced.staging
        self._begin_to_read(staging.index, lambda lease: lease)
        return self._through(staging)

    def _through(self, staging: Staging) -> Destination:
        return Destination(index=staging.alias, require_alias=True, pipeline=self._ingestion.pipeline_name, backing=staging.index)

    def _stage(self, mapping: Mapping, replaced: str | None) -> Destination:
        index = staging_name(self._ingestion, now=datetime.now(UTC), suffix=randomness.token_hex(3))
        # Before there is one: whoever cleans up must know of it, whenever this process ends.
        self._begin_to_read(index, lambda lease: lease.evolve(staging=index, replaced=replaced))
        details = self._details
        return self._through(
            stage(self._client, self._ingestion, mapping, index, execution=details.execution, attempt=details.attempt)
        )  # fmt: skip

    def _prepare(self, mapping: Mapping) -> Destination:
        found = target.prepare(self._client, self._ingestion, mapping)
        self._begin_to_read(found.index, lambda lease: lease.evolve(target_uuid=found.uuid))
        return Destination(index=found.name, pipeline=self._ingestion.pipeline_name, backing=found.index)

    def _begin_to_read(self, index: str, change: Callable[[Lease], Lease]) -> None:
        self._heartbeat.write(lambda lease: change(lease).with_details(phase=Phase.READING, index=index))

    def _note_first_rows(self) -> None:
        """Record that rows go out: unset positions mean unset from now on, and rows without a key must not be sent again."""
        if not self._replaces and not (self._heartbeat.lease.sent and self._ingestion.pk_field):
            self._heartbeat.write(lambda lease: lease.evolve(sent=True))

    def _checkpoint(self, totals: Totals, marks: Marks) -> dict[str, Any]:
        kept = marks.earlier.kept if marks.earlier else Settled()
        reached = positions.after_success_of_all(marks.before, [part.encoder for part in marks.plan.open], marks.clock, kept)
        if self._definition.full and reached is marks.before:
            # It began from nothing; without a row the job stands where it stood all the same.
            reached = self._heartbeat.lease.positions
        if not self._keeps_last_record:
            # It may be large, and it is the users' data: kept only where the query asks for it.
            reached = replace(reached, last_record=None)
        return {"documents": [totals.expected.start, totals.expected.stop], "positions": asdict(reached)}


def _one_by_one(parts: Sequence[Part], reader: Reader, work: Work) -> None:
    for part in parts:
        work(part, reader)
