"""What an earlier attempt at an execution left behind: gone on with where that is right, else cleared away."""

from dataclasses import replace

from sidecar.elastic import Client
from sidecar.errors import KeptRowsChanged, TargetError
from sidecar.jobs.run.dead_letters import Letters
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.jobs.run.progress import Progress
from sidecar.jobs.target_clients import Targets
from sidecar.load.index.fencing import Fenced, take_over, untouched
from sidecar.load.send.acknowledgements import Totals
from sidecar.model.checkpoint import Checkpoint


class Inheritance:
    """The checkpoint and the staging index that an execution's lease names, for one attempt.

    ``client`` writes the target. Nothing but the lease tells what there is, so that any process can take it up.
    """

    def __init__(self, heartbeat: Heartbeat, targets: Targets, letters: Letters, client: Client, *, replaces: bool) -> None:
        self._heartbeat = heartbeat
        self._targets = targets
        self._letters = letters
        self._client = client
        self._replaces = replaces
        self.checkpoint: Checkpoint | None = None
        """Where this attempt goes on; none where it begins anew."""
        self.fenced: Fenced | None = None
        """The staging index that it goes on in; none for an INCREMENTAL, and where it makes one of its own."""

    def take_up(self, progress: Progress) -> None:
        """Go on where an earlier attempt was, if there was one and its index is still there; else clear away what it made."""
        known = self._heartbeat.lease.resume
        if known is not None and (not self._replaces or self._fence_off()):
            self.checkpoint = known
        else:
            self._clear()
        if self._heartbeat.status.details.restart_reason:
            # Of rows that are read again: in what is kept none was rejected.
            self._letters.forget()
        progress.restart(self.checkpoint.kept if self.checkpoint else None)

    def _fence_off(self) -> bool:
        """Let nobody else write the staging index any more; tell whether it is still there."""
        staging = self._heartbeat.lease.staging
        if staging is None:
            return False
        try:
            self.fenced = take_over(self._client, staging, attempt=self._heartbeat.status.details.attempt)
        except TargetError:
            return False
        return True

    def _clear(self) -> None:
        lease = self._heartbeat.lease
        if lease.staging:
            self._targets.discard(lease)
        if lease.staging or lease.resume:
            self._heartbeat.write(lambda now: now.anew())

    def settle(self, totals: Totals, progress: Progress) -> Totals:
        """See that the index holds just the rows that were kept and those of this attempt; give the totals without false duplicates.

        A row that was removed from the source between the attempts may have left a document behind, and nothing else tells: then
        raise :class:`~sidecar.errors.KeptRowsChanged`.
        """
        if self.fenced is None or self.checkpoint is None:
            return totals
        found = untouched(self._client, self.fenced)
        if found not in self.checkpoint.kept.documents:
            raise KeptRowsChanged("rows that were sent already have been removed from the source meanwhile")
        progress.rewritten = self.fenced.documents - found
        return replace(totals, duplicates=totals.duplicates - progress.rewritten)
