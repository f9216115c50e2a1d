"""Tidy up: executions and dead letters past their time, and staging indices that nobody will publish any more."""

import logging

from sidecar.elastic import Client
from sidecar.errors import SidecarError, Unavailable
from sidecar.jobs.clock import Clock, now_millis
from sidecar.load.index.publish import discard
from sidecar.load.index.staging import abandoned
from sidecar.model.ingestion import Strategy
from sidecar.model.job import INGESTION
from sidecar.model.lease import Lease
from sidecar.settings import Settings
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases

log = logging.getLogger(__name__)

EVERY = 60_000
"""Milliseconds between two rounds."""


class Housekeeping:
    """What any agent does once a minute. Several may do it at once; nothing is ever touched that the sidecar did not make."""

    def __init__(self, settings: Settings, client: Client, clock: Clock = now_millis) -> None:
        self._settings = settings
        self._client = client
        self._leases = Leases(client)
        self._joblog = JobLog(client)
        self._dead_letters = DeadLetters(client)
        self._clock = clock
        self._last = clock()

    def tick(self) -> None:
        """Do a round where one is due."""
        if self._clock() - self._last >= EVERY:
            self._last = self._clock()
            self.tidy()

    def tidy(self) -> None:
        """Do a round."""
        self._expire_executions()
        self._dead_letters.expire(self._clock() - round(1000 * self._settings.dead_letter_retention))
        self._delete_orphans()

    def _expire_executions(self) -> None:
        """Delete old executions; each job's last one stays, however old it is."""
        for old in self._joblog.ended_before(self._clock() - round(1000 * self._settings.job_retention)):
            last = {job: held.lease.execution for job in set(old.values()) if (held := self._leases.get(f"{INGESTION}:{job}"))}
            self._joblog.delete(execution for execution, job in old.items() if last.get(job) != execution)

    def _delete_orphans(self) -> None:
        leases = [held.lease for key in self._leases.all() if (held := self._leases.get(key))]
        stems = {stem for lease in leases if (stem := _stem(lease))}
        for orphan in abandoned(self._client, sorted(stems)):
            # Read now: an execution may have begun, and made this very index, since the leases were listed.
            held = self._leases.get(f"{INGESTION}:{orphan.meta.get('job')}")
            if held and _ended(held.lease, orphan.meta):
                log.info("deleting the staging index %s that an execution left behind", orphan.index)
                self._discard(orphan.index)

    def _discard(self, index: str) -> None:
        try:
            discard(self._client, index)
        except Unavailable:
            raise
        except SidecarError as error:
            # The others must not wait for this one.
            log.warning("the staging index %s stays for now: %s", index, error)


def _stem(lease: Lease) -> str | None:
    ingestion = lease.definition.ingestion if lease.definition else None
    return ingestion.staging_stem if ingestion and ingestion.strategy is Strategy.REPLACE else None


def _ended(lease: Lease, note: dict[str, str]) -> bool:
    """Tell whether the execution that made an index has ended. One whose job has no lease may be another cluster's: it stays."""
    return not (lease.active and lease.execution == note.get("execution"))
