"""The story of one execution: bring the rows in, publish, end; or break off, clean up, and say why."""

import logging
import os
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sidecar import logs
from sidecar.errors import Aborted, KeptRowsChanged, RunEnded, SidecarError, SourceUnavailable, Superseded, Unavailable, sentences
from sidecar.jobs import positions
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.jobs.run.ingest import Intake, Tools
from sidecar.jobs.run.progress import Progress
from sidecar.load.index import target
from sidecar.load.index.publish import publish, published
from sidecar.load.send.backoff import Backoff
from sidecar.model.ingestion import Strategy
from sidecar.model.job import JobState, Phase, Status
from sidecar.model.lease import Definition, Lease
from sidecar.model.positions import Positions
from sidecar.store.encryption import Secrets

log = logging.getLogger(__name__)

_HANGING = 1.5
"""Seconds after a cancel from which on a driver counts as hanging: an abort should be answered within three."""


class Execution:
    """One attempt at one execution, under one fence of its lease.

    Raises :class:`~sidecar.errors.Superseded` when another owner holds the lease: then nothing is cleaned up here.
    """

    def __init__(self, tools: Tools, key: str, fence: int) -> None:
        self._clock = tools.clock
        self._stop = threading.Event()
        self._over = threading.Event()
        self._ending = threading.Lock()
        self._progress = Progress(tools.clock)
        self._intake: Intake | None = None
        self._heartbeat = Heartbeat(tools.life, key, fence, tools.settings, snapshot=self._snapshot, on_end=self._interrupt)
        self._tools = tools
        self._definition = _definition(self._heartbeat.lease)
        self._ingestion = self._definition.ingestion

    def run(self) -> None:
        """Tell the story to its end, whatever that is."""
        logs.always(self._heartbeat.lease.log_fields)
        try:
            self._heartbeat.start()
            logs.hide(*opened(self._definition, self._tools.secrets))
            self._tell()
        except Superseded:
            self._interrupt()
            raise
        except Exception as error:  # noqa: BLE001
            # The run's edge: whatever went wrong becomes the execution's end, and what was made is cleaned up.
            self._break_off(error)
        finally:
            self._over.set()

    def look(self) -> None:
        """Look at the lease now: it has changed."""
        self._heartbeat.look()

    def _tell(self) -> None:
        self._client = self._tools.targets.client(self._ingestion)
        if self._heartbeat.status.details.phase is not Phase.PUBLISHING:
            checkpoint = self._bring_in()
            # The point of no return: from here on an abort comes too late, and whoever finds this phase goes on to publish.
            self._heartbeat.write(lambda lease: lease.evolve(checkpoint=checkpoint, session=None).with_details(phase=Phase.PUBLISHING))
        self._publish()

    def _bring_in(self) -> dict[str, Any]:
        """Bring the rows in; begin again where the database was lost on the way, or Elasticsearch before the first row.

        It goes on from the last checkpoint, where the read has one.
        """
        # Not an attempt's first connection counts but the run's: the query is noted once the database was reached.
        settings, reached, furthest = self._tools.settings, self._heartbeat.status.details.query is not None, 0
        source, cluster = self._backoff(settings.source_patience), self._backoff(settings.elasticsearch_patience)
        while True:
            self._intake = intake = Intake(self._tools, self._definition, self._heartbeat, self._progress, self._stop)
            try:
                return intake.run()
            except SourceUnavailable as error:
                reached = reached or intake.connected
                if not reached or not self._may_repeat():
                    raise
                if self._progress.rows_read > furthest:
                    furthest = self._progress.rows_read
                    source.progress()
                self._begin_again(error, "the connection to the database was lost", "the database")
                source.wait(error)
            except Unavailable as error:
                # Once rows flow, the senders have waited already, as long as the patience lasts.
                if intake.sending:
                    raise
                self._begin_again(error, "Elasticsearch was not ready", "Elasticsearch")
                cluster.wait(error)
            except KeptRowsChanged as error:
                self._begin_again(error, error.reason, None, anew=True)

    def _backoff(self, patience: float) -> Backoff:
        return Backoff(patience, stops=(self._stop,), clock=time.monotonic, jitter=random.random)

    def _may_repeat(self) -> bool:
        """Tell whether rows that were sent already do no harm when they come again."""
        return self._replaces or bool(self._ingestion.pk_field) or not self._progress.rows_read

    def _begin_again(self, error: SidecarError, reason: str, waiting_for: str | None, *, anew: bool = False) -> None:
        """Note that rows are read again. Once some were sent the attempt has a number of its own: what comes late is told by it."""
        log.warning("%s begins again: %s", self._execution, " ".join(sentences(error)))
        lease, intake = self._heartbeat.lease, self._intake
        resume = None if anew or intake is None else intake.checkpoint(lease.resume)
        attempt = lease.running.details.attempt + (intake is not None and intake.sending)
        self._intake = None
        self._progress.restart(resume.kept if resume else None)
        self._heartbeat.write(
            lambda now: now.evolve(resume=resume).begun_again(reason, phase=Phase.CONNECTING, waiting_for=waiting_for, attempt=attempt)
        )

    def _snapshot(self, lease: Lease) -> Lease:
        """Add to the lease how far the run is, and from where another attempt could go on."""
        resume = self._intake.checkpoint(lease.resume) if self._intake else lease.resume
        further = resume is not None and (lease.resume is None or resume.kept.rows > lease.resume.kept.rows)
        return lease.evolve(status=self._progress.snapshot(lease.running), resume=resume, tries=1 if further else lease.tries)

    def _interrupt(self) -> None:
        """Let everything that waits wake up, and the database stop working."""
        if not self._stop.is_set():
            self._stop.set()
            # On a thread of its own: a cancel opens a connection, and the lease must be renewed meanwhile.
            threading.Thread(target=self._cancel, name="cancel", daemon=True).start()

    def _cancel(self) -> None:
        """Cancel the statement; where the driver hangs all the same, end without it."""
        if self._intake is not None:
            self._intake.cancel()
        if not self._over.wait(_HANGING) and self._ending.acquire(blocking=False):
            log.warning("%s hangs in its driver: it ends without it", self._execution)
            try:
                self._end(Aborted("the driver hangs"))
            finally:
                os._exit(0)

    @property
    def _execution(self) -> str:
        return self._heartbeat.status.details.execution

    # -- a good end -------------------------------------------------------------------------------------------------------------

    def _publish(self) -> None:
        """Publish, again after every lost answer: doing it twice changes nothing, and only another look tells whether it was done."""
        backoff = self._backoff(self._tools.settings.elasticsearch_patience)
        while True:
            try:
                self._publish_once()
                break
            except Unavailable as error:
                log.warning("%s waits for Elasticsearch to publish: %s", self._execution, error)
                backoff.wait(error)
        self._heartbeat.conclude(self._succeeded)
        log.info("%s is done: %s rows", self._execution, self._heartbeat.status.count)

    def _publish_once(self) -> None:
        lease = self._heartbeat.lease
        if lease.staging is None:
            target.refresh(self._client, self._ingestion.target)
            if lease.target_uuid is not None:  # else the definition was changed meanwhile, and nobody goes on from here
                target.check_kept(self._client, self._ingestion.target, lease.target_uuid)
            return
        publish(
            self._client, lease.staging, self._ingestion.target,
            replaced=lease.replaced, expected=range(*lease.checkpoint["documents"]), guard=self._ingestion.removal_guard,
        )  # fmt: skip

    def _succeeded(self, lease: Lease) -> Lease:
        reached = lease.positions if self._replaces else Positions.stored(lease.checkpoint["positions"])
        status = lease.running.ended(JobState.SUCCESSFUL, self._clock())
        # An index of the target's own name made room in the publish itself; what has that name later is another one.
        published = (lease.replaced,) if lease.staging and lease.replaced and lease.replaced != self._ingestion.target else ()
        return self._ended(lease, replace(status, details=replace(status.details, percent=100.0)), reached).evolve(
            drop=(*lease.drop, *published)
        )

    @property
    def _replaces(self) -> bool:
        return self._ingestion.strategy is Strategy.REPLACE

    # -- any other end ----------------------------------------------------------------------------------------------------------

    def _break_off(self, error: Exception) -> None:
        """End the execution with what went wrong, unless that is being done: a driver that hung may come back."""
        self._interrupt()
        with self._ending:
            self._end(error)

    def _end(self, error: Exception) -> None:
        """End the execution with what went wrong, or as aborted; clean up before."""
        if self._is_published():
            self._heartbeat.conclude(self._succeeded)
            return
        reason = self._reason(error)
        told = () if isinstance(reason, Aborted) else _told(reason)
        if told:
            unforeseen = None if isinstance(reason, SidecarError) else reason
            log.error("%s failed: %s", self._execution, " ".join(told), exc_info=unforeseen)
        left = self._clean_up()
        self._heartbeat.conclude(lambda lease: self._broken_off(lease, told, left))

    def _is_published(self) -> bool:
        """Tell whether the target shows this run's index although the call that did it failed: then the run is successful.

        Where nobody can tell, :class:`Unavailable` ends this process: the lease still says that it publishes, and the next attempt
        looks again.
        """
        lease = self._heartbeat.lease
        if lease.staging is None or lease.running.details.phase is not Phase.PUBLISHING:
            return False
        try:
            return published(self._tools.targets.client(self._ingestion), lease.staging, self._ingestion.target)
        except Unavailable:
            raise
        except SidecarError:
            return False

    def _reason(self, error: Exception) -> Exception:
        """Give what ended the run: an abort shows up first as whatever it interrupted."""
        try:
            self._heartbeat.check()
        except Aborted as aborted:
            return aborted
        return error

    def _clean_up(self) -> tuple[str, ...]:
        """Delete the staging index; tell why where that is not possible."""
        self._heartbeat.write(lambda lease: lease.with_details(phase=Phase.CLEANING), even_aborted=True)
        staging = self._heartbeat.lease.staging
        if staging is None:
            return ()
        try:
            self._tools.targets.discard(self._heartbeat.lease)
        except SidecarError as error:
            return (f"The staging index [{staging}] could not be deleted.", *sentences(error))
        return ()

    def _broken_off(self, lease: Lease, told: tuple[str, ...], left: tuple[str, ...]) -> Lease:
        status, ascends = lease.running, self._intake.ascends if self._intake else None
        ascending = ascends() if ascends else lease.resume is not None and lease.resume.ordered
        # An abort may have been asked for while a failed run was being cleaned up.
        aborted = status.state is JobState.ABORTING and not left
        reasons = () if aborted else (*told, *left)
        state = JobState.ABORTED if aborted else JobState.ERROR
        reached = lease.positions if self._replaces else positions.after_other_end(lease.positions, status.last_id, ascending=ascending)
        return self._ended(lease, status.ended(state, self._clock(), reasons), reached)

    def _ended(self, lease: Lease, status: Status, reached: Positions) -> Lease:
        return lease.ended(
            status, forget=False,
            positions=Positions() if lease.forget else replace(reached, of=self._ingestion.identity()),
            target_uuid=None if lease.forget else lease.target_uuid,
        )  # fmt: skip


def _told(reason: Exception) -> tuple[str, ...]:
    """Give the chain of reasons. The words of a fault that nobody foresaw may quote a row or worse: they stay in the log."""
    if isinstance(reason, SidecarError):
        return tuple(sentences(reason))
    return (f"The run met a fault that nobody foresaw ({type(reason).__name__}); the sidecar's log tells more.",)


def opened(definition: Definition, secrets: Secrets) -> Iterator[str | None]:
    """Open the passwords that a definition has."""
    ingestion = definition.ingestion
    for sealed in (definition.datasource, ingestion.ds_credentials, ingestion.es_credentials):
        yield secrets.open(sealed.password) if sealed else None


def _definition(lease: Lease) -> Definition:
    if lease.definition is None:
        raise RunEnded(f"the lease of [{lease.key}] holds no execution")
    return lease.definition
