"""Prepare to read: connect to the database, check the target, and describe the query. Independent steps run concurrently."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from sidecar.elastic import Client
from sidecar.errors import SidecarError
from sidecar.extract.drivers import create_reader, terminate_sessions
from sidecar.extract.errors import name_query, translate_query_errors
from sidecar.extract.query import template
from sidecar.extract.ranges import is_partitionable
from sidecar.extract.reader import Reader, Source
from sidecar.jobs import positions
from sidecar.jobs.process_identity import own_identity
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.progress import DATABASE, DATABASE_SESSION
from sidecar.jobs.run_start import find_run_start, with_run_start
from sidecar.load.encode.fields import find_key, find_same_key
from sidecar.load.index.comparability import require_own_target
from sidecar.load.index.staging import check_replaceable
from sidecar.model.checkpoint import Checkpoint
from sidecar.model.columns import Column
from sidecar.model.events import Event, EventType
from sidecar.model.ingestion import Strategy
from sidecar.model.job_state import ExecutionKind
from sidecar.model.positions import Positions

T = TypeVar("T")


class Preparation:
    """Does what an attempt needs before it reads rows; ``client`` writes to the target."""

    def __init__(self, context: ExecutionContext, client: Client) -> None:
        self._services = context.services
        self._definition = context.definition
        self._ingestion = context.ingestion
        self._heartbeat = context.heartbeat
        self._progress = context.progress
        self._timeline = context.timeline
        self._client = client
        self.uses_last_record = False
        """Whether the query uses values of the last row."""
        self.bisection_obstacle = ""
        """A sentence that says why rows that the database cannot compute cannot be rejected; empty if they can."""
        self.is_connected = False
        """Whether the database was reached: from then on a lost connection is retried."""

    def record_process(self) -> None:
        """Record the process and the phase, unless the agent has done so when it claimed the execution."""
        self._heartbeat.check()
        lease, process, phase = self._heartbeat.lease, own_identity(), ExecutionKind(self._definition.kind).first_phase
        if lease.process != process or lease.execution_status.details.phase is not phase:
            self._heartbeat.write(lambda lease: lease.evolve(process=process).with_details(phase=phase))

    def open_source(self) -> tuple[Source, Reader]:
        """Return the database with its credentials, and a reader that is not connected yet.

        Terminate the database sessions that an earlier attempt may have left.
        """
        with translate_query_errors(self._definition.datasource.id):
            source = self._services.create_source(self._definition)
            if session := self._heartbeat.lease.session:
                terminate_sessions(source, session)
            return source, create_reader(source)

    def connect(self, reader: Reader, check_target: Callable[[], T]) -> T:
        """Connect, and meanwhile check the target; return the result of the check."""
        waiting_for = DATABASE if self._heartbeat.status.details.waiting_for == DATABASE else DATABASE_SESSION
        with ThreadPoolExecutor(1, thread_name_prefix="target") as executor:
            checked = executor.submit(copy_context().run, check_target)
            with self._progress.wait_for(waiting_for):
                try:
                    reader.connect()
                except SidecarError:
                    # If both fail, the target's error is raised: it may be permanent.
                    checked.result()
                    raise
            self.is_connected = True
            self._timeline.record("connected")
            return checked.result()

    def check_target(self, earlier: Checkpoint | None) -> tuple[str | None, Positions]:
        """Return the index that is replaced, if any, and the positions to start from."""
        self._services.target_clients.store_pipeline(self._ingestion)
        replaced = None
        if self._ingestion.strategy is Strategy.REPLACE:
            replaced = check_replaceable(self._client, self._ingestion)
        elif self._ingestion.removes_documents:
            require_own_target(self._client, self._ingestion)
        return replaced, earlier.before if earlier else self._find_start()

    def _find_start(self) -> Positions:
        """Return the positions to start from. Record before the first row is sent if those in the lease are not valid for the target."""
        start = find_run_start(self._client, self._services.definitions, self._heartbeat.lease, self._definition)
        message = start.notice
        events = (Event(time=self._services.clock(), type=EventType.TARGET_CHANGED, message=message),) if message else ()
        if events or with_run_start(self._heartbeat.lease, start, self._ingestion) != self._heartbeat.lease:
            self._heartbeat.write(lambda lease: with_run_start(lease, start, self._ingestion).with_events(*events))
        return start.positions

    def describe(
        self, reader: Reader, database: str, before: Positions, *, template_text: str | None = None
    ) -> tuple[str, str, tuple[Column, ...]]:
        """Describe a query, by default the ingestion's, and meanwhile record it; return the database's time, the query and its columns."""
        parsed = template.parse(template_text or self._ingestion.query, database)
        self.uses_last_record = parsed.uses_last_record
        variables = positions.template_variables(self._definition, before)
        query, shown, session = parsed.render(variables), parsed.render_sanitized(variables), reader.session_id
        with ThreadPoolExecutor(1, thread_name_prefix="lease") as executor:
            recorded = executor.submit(
                copy_context().run, self._heartbeat.write, lambda lease: lease.evolve(session=session).with_details(query=shown)
            )
            clock = reader.current_time()
            with name_query("query" if template_text is None else "deletions_query"):
                columns = reader.describe(query)
            if template_text is None:
                self.bisection_obstacle = self._find_bisection_obstacle(columns)
            self._progress.rows_total = reader.estimate_rows(query)
            recorded.result()
        self._timeline.record("described")
        return clock, query, columns

    def check_key_query(self, reader: Reader, database: str, columns: tuple[Column, ...]) -> None:
        """Raise an error if the key query, if there is one, does not return the key as the query does, which has these columns."""
        if self._ingestion.deletions.query is None:
            return
        with name_query("deletions_query"):
            key_columns = reader.describe(self.render_key_query(database))
        find_same_key(key_columns, find_key(columns, self._ingestion.pk_field))

    def render_first_query(self, database: str) -> str:
        """Return the query as on a first run."""
        return template.parse(self._ingestion.query, database).render({})

    def render_key_query(self, database: str) -> str:
        """Return the query whose rows have the keys of all documents: as on a first run."""
        return template.parse(self._ingestion.deletions.query or self._ingestion.query, database).render({})

    def _find_bisection_obstacle(self, columns: tuple[Column, ...]) -> str:
        if self._ingestion.strategy is Strategy.MIRROR:
            return "A MIRROR compares all rows, so such a row cannot be rejected."
        if not self._ingestion.pk_field:
            return "To reject such rows instead, set [max_failures], and [pk_field] to a unique key."
        if self.uses_last_record:
            # It is the last one in the query's own order.
            return "The rows of a query that uses [last_record] are read only in its own order, so such a row cannot be rejected."
        unsuited = [column for column in find_key(columns, self._ingestion.pk_field) if not is_partitionable(column)]
        if unsuited:
            names = ", ".join(f"[{column.name}] of type [{column.type.value}]" for column in unsuited)
            return f"Such a row cannot be rejected, because rows cannot be read in pieces by {names}."
        return ""
