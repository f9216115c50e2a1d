"""Resume: continue from the checkpoint and the staging index of an earlier attempt.

If that is not possible, they are deleted and the attempt starts from the beginning. Everything needed is in the lease, so any process
can resume.
"""

from dataclasses import replace

from sidecar.elastic import Client
from sidecar.errors import StaleDocuments, TargetError
from sidecar.jobs.clock import Clock
from sidecar.jobs.run.dead_letters import DeadLetterWriter
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.jobs.run.progress import Progress
from sidecar.jobs.target_clients import TargetClients
from sidecar.load.index.fencing import FencedIndex, count_not_rewritten, take_over
from sidecar.load.index.publish import is_published
from sidecar.load.index.target import find_target_uuid
from sidecar.load.send.acknowledgements import Totals
from sidecar.model.checkpoint import Checkpoint
from sidecar.model.events import Event, EventType


class ResumedState:
    """Checkpoint and staging index from which an attempt continues. ``client`` writes the target."""

    def __init__(
        self,
        heartbeat: Heartbeat,
        target_clients: TargetClients,
        dead_letters: DeadLetterWriter,
        client: Client,
        *,
        replaces: bool,
        clock: Clock,
    ) -> None:
        self._heartbeat = heartbeat
        self._targets = target_clients
        self._dead_letters = dead_letters
        self._client = client
        self._replaces = replaces
        self._clock = clock
        self.checkpoint: Checkpoint | None = None
        """Where this attempt continues; None if it starts from the beginning."""
        self.fenced: FencedIndex | None = None
        """The staging index in which it continues; None for an INCREMENTAL, and if it creates a new one."""

    def restore(self, progress: Progress) -> None:
        """Adopt the checkpoint and staging index of an earlier attempt, or delete the index."""
        self._leave_published_index()
        checkpoint = self._heartbeat.lease.checkpoint
        if checkpoint is not None and (self._take_over_staging() if self._replaces else self._is_same_target()):
            self.checkpoint = checkpoint
        else:
            self._discard()
        if self._heartbeat.status.details.restart_reason:
            # They belong to rows that are read again: no acknowledged row was rejected.
            self._dead_letters.delete_earlier()
        progress.reset(self.checkpoint.acknowledged if self.checkpoint else None)

    def _leave_published_index(self) -> None:
        """Start over if the staging index is the target already: this lease was restored, and the execution had gone on.

        A process that lost its lease to one that has published fails to write it.
        """
        lease = self._heartbeat.lease
        if lease.staging is None or lease.definition is None:
            return
        staging, name = lease.staging, lease.definition.ingestion.target
        if is_published(self._client, staging, name):
            message = f"The index [{staging}] is published as [{name}] already: the run reads all rows into a new index."
            event = Event(time=self._clock(), type=EventType.TARGET_CHANGED, message=message)
            self._heartbeat.write(lambda now: now.start_over().with_events(event))

    def _is_same_target(self) -> bool:
        """Return whether the acknowledged rows are in the target. One that was restored, or created again, lacks some."""
        lease = self._heartbeat.lease
        # The UUID is forgotten if the definition was changed meanwhile.
        if lease.definition is None or lease.target_uuid is None:
            return True
        return find_target_uuid(self._client, lease.definition.ingestion.target) == lease.target_uuid

    def _take_over_staging(self) -> bool:
        """Stop all other writers of the staging index; return whether it still exists."""
        staging = self._heartbeat.lease.staging
        if staging is None:
            return False
        try:
            self.fenced = take_over(self._client, staging, attempt=self._heartbeat.status.details.attempt)
        except TargetError:
            return False
        return True

    def _discard(self) -> None:
        lease = self._heartbeat.lease
        if lease.staging:
            self._targets.discard_staging(lease)
        if lease.staging or lease.checkpoint:
            self._heartbeat.write(lambda now: now.start_over())

    def verify(self, totals: Totals, progress: Progress) -> Totals:
        """Check for stale documents; return the totals without false duplicates.

        Raise :class:`~sidecar.errors.StaleDocuments` if there are any: a row deleted from the source between the attempts leaves one.
        """
        if self.fenced is None or self.checkpoint is None:
            return totals
        not_rewritten = count_not_rewritten(self._client, self.fenced)
        if not_rewritten not in self.checkpoint.acknowledged.documents:
            raise StaleDocuments("rows sent by an earlier attempt were deleted from the source")
        progress.rewritten = self.fenced.documents - not_rewritten
        return replace(totals, duplicates=totals.duplicates - progress.rewritten)
