"""Housekeeping: delete expired executions and dead letters, and orphaned staging indices; end lost executions."""

import contextlib
import logging
from functools import partial

from sidecar.elastic import Client
from sidecar.errors import TargetError, VersionConflict
from sidecar.jobs.agent.steps import Steps
from sidecar.jobs.clock import Clock, now_millis
from sidecar.load.index.lookup import AliasTarget
from sidecar.load.index.publish import delete_staging_index
from sidecar.load.index.staging import find_orphaned_indices
from sidecar.model.job import INGESTION
from sidecar.model.lease import Lease
from sidecar.settings import Settings
from sidecar.store.agents import Agents
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.indices import install, missing_indices
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases

log = logging.getLogger(__name__)

INTERVAL = 60_000
"""Milliseconds between two runs of the clean-up."""
AGENT_RETENTION = 86_400_000
"""Milliseconds after its last heartbeat until an agent that was lost is no longer listed."""
_LOST = "The execution was lost: its job no longer refers to it, and its end is not known. Rows that it sent may be in the target."


class Housekeeping:
    """Cleans up once a minute, in any number of agents. Only indices created by the sidecar are deleted."""

    def __init__(self, settings: Settings, client: Client, clock: Clock = now_millis) -> None:
        self._settings = settings
        self._client = client
        self._leases = Leases(client)
        self._joblog = JobLog(client)
        self._dead_letters = DeadLetters(client)
        self._agents = Agents(client)
        self._clock = clock
        self._last = clock()
        self._steps = Steps()

    def tick(self) -> None:
        """Run the clean-up if it is due."""
        if self._clock() - self._last >= INTERVAL:
            self._last = self._clock()
            self.clean_up()

    def clean_up(self) -> None:
        """Run the clean-up now."""
        self._steps.run_through_outage("creating missing indices", self._create_missing_indices)
        self._steps.run_through_outage("ending lost executions", self._end_lost_executions)
        self._steps.run_through_outage("deleting expired executions", self._expire_executions)
        self._steps.run_through_outage("deleting expired dead letters", self._expire_dead_letters)
        self._steps.run_through_outage("deleting agents that were lost", self._delete_lost_agents)
        self._steps.run_through_outage("deleting orphaned staging indices", self._delete_orphans)

    def _create_missing_indices(self) -> None:
        """Create own indices that were deleted since the start."""
        if missing_indices(self._client):
            install(self._client)

    def _end_lost_executions(self) -> None:
        """End documents in the job log that no lease will ever end."""
        for running in self._joblog.find_running():
            for execution, job in running.items():
                self._steps.run(f"checking the execution [{execution}]", partial(self._end_if_lost, execution, job))

    def _end_if_lost(self, execution: str, job: str) -> None:
        # A next execution is opened only after the last one's end is in the job log, so the lease must be read before the document.
        current = self._leases.get(f"{INGESTION}:{job}")
        if current is not None and current.lease.execution == execution:
            return
        with contextlib.suppress(VersionConflict):
            if self._joblog.end_lost(execution, (_LOST,)):
                log.warning("ended the document of a lost execution: %s", execution)

    def _expire_dead_letters(self) -> None:
        self._dead_letters.delete_expired(self._clock() - round(1000 * self._settings.dead_letter_retention))

    def _delete_lost_agents(self) -> None:
        self._agents.delete_silent_since(self._clock() - AGENT_RETENTION)

    def _expire_executions(self) -> None:
        """Delete expired executions; each job's last one is kept regardless of its age."""
        for old in self._joblog.find_ended_before(self._clock() - round(1000 * self._settings.job_retention)):
            last: dict[str, str | None] = {}
            for job in set(old.values()):
                self._steps.run(f"deleting the expired executions of [{job}]", partial(self._add_last_execution, last, job))
            self._joblog.delete(execution for execution, job in old.items() if job in last and last[job] != execution)

    def _add_last_execution(self, last: dict[str, str | None], job: str) -> None:
        current = self._leases.get(f"{INGESTION}:{job}")
        last[job] = current.lease.execution if current else None

    def _delete_orphans(self) -> None:
        for orphan in find_orphaned_indices(self._client, sorted(self._leases.find_staging_stems())):
            # One that cannot be deleted must not prevent the others.
            self._steps.run_through_outage(
                f"deleting the orphaned staging index [{orphan.index}]", partial(self._delete_if_orphaned, orphan)
            )

    def _delete_if_orphaned(self, orphan: AliasTarget) -> None:
        # Read again: an execution may have created this index since the leases were listed.
        current = self._leases.get(f"{INGESTION}:{orphan.meta.get('job')}")
        # Without a lease the index may belong to another cluster.
        if current and _has_ended(current.lease, orphan.meta):
            log.info("deleting the orphaned staging index [%s]", orphan.index)
            if not delete_staging_index(self._client, orphan.index):
                raise TargetError(f"an alias that the sidecar did not set points to it: it has {sorted(orphan.aliases)}")


def _has_ended(lease: Lease, meta: dict[str, str]) -> bool:
    """Return whether the execution that created an index has ended."""
    return not (lease.is_active and lease.execution == meta.get("execution"))
