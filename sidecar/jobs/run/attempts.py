"""Repeat the work of an execution until it succeeds: after losing the database or Elasticsearch, and to find a row that cannot be read."""

import logging
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from sidecar.errors import (
    ClusterUnavailable,
    NoFreeSession,
    ServiceUnavailable,
    SidecarError,
    SnapshotLost,
    SourceDataError,
    SourceUnavailable,
    StaleDocuments,
    WorkersLost,
    error_messages,
)
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.progress import DASK_CLUSTER, DATABASE, DATABASE_SESSION
from sidecar.load.send.backoff import Backoff
from sidecar.model.checkpoint import Checkpoint
from sidecar.model.events import Event, EventType, waiting_event
from sidecar.model.ingestion import Strategy
from sidecar.model.job_state import ExecutionKind

log = logging.getLogger(__name__)

T_co = TypeVar("T_co", covariant=True)


class Attempt(Protocol[T_co]):
    """Work that can be repeated from the beginning, or from its checkpoint."""

    has_ascending_keys: Callable[[], bool] | None
    """Returns whether the rows read so far are ordered by the key; None before the query is known."""

    @property
    def is_connected(self) -> bool:
        """Return whether the database was reached: from then on a lost connection is retried."""

    @property
    def is_sending(self) -> bool:
        """Return whether rows may have been sent."""

    @property
    def bisection_obstacle(self) -> str:
        """Return a sentence that says why rows that the database cannot compute cannot be rejected; empty if they can."""

    def run(self) -> T_co:
        """Do the work."""

    def checkpoint(self, known: Checkpoint | None) -> Checkpoint | None:
        """Return the checkpoint for a later attempt; ``known`` is that of an earlier one. Any thread may call it."""

    def cancel(self) -> None:
        """Cancel the statements in the database. Any thread may call it."""


class Attempts(Generic[T_co]):
    """The attempts of one process; ``create`` creates one, which bisects if its argument is true."""

    def __init__(self, context: ExecutionContext, create: Callable[[bool], Attempt[T_co]]) -> None:
        self._context = context
        self._create = create
        self._ingestion = context.ingestion
        self._heartbeat = context.heartbeat
        self._progress = context.progress
        self.current: Attempt[T_co] | None = None
        """The current or last attempt; None before the first, and while one is restarted."""
        self._has_reached_source = False
        self._furthest = self._losses = 0
        """The most rows that any attempt has read, and how often workers were lost since then."""

    def run(self) -> T_co:
        """Return the result of the first attempt that succeeds.

        Repeat, from the last checkpoint if there is one, after losing the database, or Elasticsearch before the first row, and to find a
        row whose values the database cannot compute.
        """
        bisects = False
        settings = self._context.services.settings
        source, cluster = self._context.create_backoff(settings.source_timeout), self._context.create_backoff()
        while True:
            self.current = attempt = self._create(bisects)
            try:
                return attempt.run()
            except SourceUnavailable as error:
                self._wait_for_source(error, attempt, source)
            except ClusterUnavailable as error:
                self._wait_for_workers(error, attempt, source)
            except SourceDataError as error:
                bisects = self._start_bisection(error, attempt, bisects)
            except ServiceUnavailable as error:
                self._wait_for_cluster(error, attempt, cluster)
            except StaleDocuments as error:
                self._restart(error, error.reason, None, from_start=True)

    def _wait_for_source(self, error: SourceUnavailable, attempt: Attempt[T_co], backoff: Backoff) -> None:
        """Restart once the database may be available; raise the error if it was never reached, or after the timeout."""
        has_no_session = isinstance(error, NoFreeSession)
        # The query is recorded once the database was reached, perhaps by an earlier attempt.
        has_query = self._heartbeat.status.details.query is not None
        self._has_reached_source = self._has_reached_source or attempt.is_connected or has_no_session or has_query
        if not self._has_reached_source or not self._can_resend():
            raise error
        self._reset_after_progress(backoff)
        if has_no_session:
            self._restart(error, "the database accepted no further session", DATABASE_SESSION)
        else:
            self._restart(error, "the connection to the database was lost", DATABASE)
        backoff.wait(error)

    def _wait_for_workers(self, error: ClusterUnavailable, attempt: Attempt[T_co], backoff: Backoff) -> None:
        """Restart with other workers; raise the error if there never were any, or after the timeout.

        What ends the workers again and again, before they get further, may be the rows.
        """
        # It is recorded when workers were found, perhaps by an earlier attempt.
        has_had_workers = self._heartbeat.status.details.snapshots is not None
        if not has_had_workers or not self._can_resend():
            raise error
        self._reset_after_progress(backoff)
        if isinstance(error, WorkersLost):
            backoff.reset()
            self._losses += 1
            if self._losses >= self._context.services.settings.max_attempts:
                raise error
        lost = "workers of the Dask cluster were lost" if isinstance(error, WorkersLost) else "the Dask cluster was not available"
        self._restart(error, lost, DASK_CLUSTER)
        backoff.wait(error)

    def _reset_after_progress(self, backoff: Backoff) -> None:
        self._progress.remember_rows_read()
        if self._progress.most_rows_read > self._furthest:
            self._furthest, self._losses = self._progress.most_rows_read, 0
            backoff.reset()

    def _wait_for_cluster(self, error: ServiceUnavailable, attempt: Attempt[T_co], backoff: Backoff) -> None:
        """Restart once Elasticsearch may be ready; raise the error if rows were sent, or after the timeout."""
        if attempt.is_sending:
            # The senders have already waited for the whole timeout.
            raise error
        if isinstance(error, SnapshotLost):
            # Elasticsearch was ready when the point in time was opened.
            backoff.reset()
        self._restart(error, "Elasticsearch was not ready", "Elasticsearch")
        backoff.wait(error)

    def _start_bisection(self, error: SourceDataError, attempt: Attempt[T_co], bisects: bool) -> bool:
        """Restart to find the rows whose values the database cannot compute; raise if the run tolerates none, or they were not found."""
        if bisects:
            raise error
        obstacle = attempt.bisection_obstacle
        if not obstacle and self._ingestion.max_failures.number == 0:
            obstacle = "To reject such rows instead, set [max_failures]."
        if obstacle:
            raise SourceDataError(f"The database could not compute a value of some row. {obstacle}") from error
        self._restart(error, "the database could not compute a value; its row is being searched", None)
        return True

    def _can_resend(self) -> bool:
        """Return whether rows already sent can be sent again without duplicates."""
        is_idempotent = self._ingestion.strategy is Strategy.REPLACE or bool(self._ingestion.pk_field)
        return is_idempotent or not self._progress.rows_read

    def _restart(self, error: SidecarError, reason: str, waiting_for: str | None, *, from_start: bool = False) -> None:
        """Record that reading restarts.

        Once rows were sent it is a new attempt, because its number fences off late requests.
        """
        log.warning("execution restarted: %s: %s", self._context.details.execution, " ".join(error_messages(error)))
        lease, current = self._heartbeat.lease, self.current
        checkpoint = None if from_start or current is None else current.checkpoint(lease.checkpoint)
        number = lease.execution_status.details.attempt + (current is not None and current.is_sending)
        self.current = None
        self._progress.reset(checkpoint.acknowledged if checkpoint else None)
        now = self._context.services.clock()
        restarted = Event(time=now, type=EventType.RESTARTED, message=f"It was started again, as attempt {number}: {reason}.")
        events = (restarted, waiting_event(waiting_for, now)) if waiting_for else (restarted,)
        phase = ExecutionKind(self._context.definition.kind).first_phase
        self._heartbeat.write(
            lambda lease: (
                lease.evolve(checkpoint=checkpoint)
                .restart(reason, phase=phase, waiting_for=waiting_for, attempt=number)
                .with_events(*events)
            )
        )
