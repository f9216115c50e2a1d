"""Housekeeping: delete expired executions and dead letters, and orphaned staging indices."""

import logging

from sidecar.elastic import Client
from sidecar.errors import ServiceUnavailable, SidecarError
from sidecar.jobs.clock import Clock, now_millis
from sidecar.load.index.publish import delete_staging_index
from sidecar.load.index.staging import find_orphaned_indices
from sidecar.model.ingestion import Strategy
from sidecar.model.job import INGESTION
from sidecar.model.lease import Lease
from sidecar.settings import Settings
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases

log = logging.getLogger(__name__)

INTERVAL = 60_000
"""Milliseconds between two runs of the clean-up."""


class Housekeeping:
    """Cleans up once a minute, in any number of agents. Only indices created by the sidecar are deleted."""

    def __init__(self, settings: Settings, client: Client, clock: Clock = now_millis) -> None:
        self._settings = settings
        self._client = client
        self._leases = Leases(client)
        self._joblog = JobLog(client)
        self._dead_letters = DeadLetters(client)
        self._clock = clock
        self._last = clock()

    def tick(self) -> None:
        """Run the clean-up if it is due."""
        if self._clock() - self._last >= INTERVAL:
            self._last = self._clock()
            self.clean_up()

    def clean_up(self) -> None:
        """Run the clean-up now."""
        self._expire_executions()
        self._dead_letters.delete_expired(self._clock() - round(1000 * self._settings.dead_letter_retention))
        self._delete_orphans()

    def _expire_executions(self) -> None:
        """Delete expired executions; each job's last one is kept regardless of its age."""
        for old in self._joblog.find_ended_before(self._clock() - round(1000 * self._settings.job_retention)):
            last = {job: current.lease.execution for job in set(old.values()) if (current := self._leases.get(f"{INGESTION}:{job}"))}
            self._joblog.delete(execution for execution, job in old.items() if last.get(job) != execution)

    def _delete_orphans(self) -> None:
        leases = [current.lease for key in self._leases.find_all() if (current := self._leases.get(key))]
        stems = {stem for lease in leases if (stem := _staging_stem(lease))}
        for orphan in find_orphaned_indices(self._client, sorted(stems)):
            # Read again: an execution may have created this index since the leases were listed.
            current = self._leases.get(f"{INGESTION}:{orphan.meta.get('job')}")
            # Without a lease the index may belong to another cluster.
            if current and _has_ended(current.lease, orphan.meta):
                log.info("deleting the orphaned staging index [%s]", orphan.index)
                self._discard(orphan.index)

    def _discard(self, index: str) -> None:
        try:
            delete_staging_index(self._client, index)
        except ServiceUnavailable:
            raise
        except SidecarError as error:
            # The other indices must not wait for this one.
            log.warning("could not delete the orphaned staging index [%s], will retry: %s", index, error)


def _staging_stem(lease: Lease) -> str | None:
    ingestion = lease.definition.ingestion if lease.definition else None
    return ingestion.staging_stem if ingestion and ingestion.strategy is Strategy.REPLACE else None


def _has_ended(lease: Lease, meta: dict[str, str]) -> bool:
    """Return whether the execution that created an index has ended."""
    return not (lease.is_active and lease.execution == meta.get("execution"))
