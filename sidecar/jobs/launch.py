"""Open executions of saved ingestions, on request and on schedule."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from sidecar.errors import NotFound
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.caller import Caller
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import INGESTION
from sidecar.model.job_state import ExecutionKind, Trigger
from sidecar.model.lease import ExecutionDefinition
from sidecar.model.secret import require_unchanged
from sidecar.store.definitions import DefinitionStore
from sidecar.store.leases import VersionedLease
from sidecar.tracing import spans
from sidecar.tracing.attributes import JOB_ID, KIND

log = logging.getLogger(__name__)


class Launcher:
    """Opens executions of saved ingestions."""

    def __init__(self, definitions: DefinitionStore, lifecycle: Lifecycle) -> None:
        self._definitions = definitions
        self._lifecycle = lifecycle

    def launch(
        self, ingestion: Ingestion, trigger: Trigger, *, full: bool = False, fire_time: int | None = None, request: str | None = None,
        kind: ExecutionKind = ExecutionKind.LOAD, caller: Caller | None = None,
    ) -> VersionedLease:  # fmt: skip
        """Open an execution with the definitions as they are now.

        ``fire_time`` is the schedule's fire time (epoch ms) that triggered it. ``request`` is the id of the request that started it,
        ``caller`` who sent that.
        Raises :class:`~sidecar.errors.Conflict` while an execution is active.
        """
        # A comparison needs all rows, as a first run does.
        full = full or kind is not ExecutionKind.LOAD
        definition = replace(self.create_definition(ingestion, full=full), request=request, kind=kind, trace=spans.current())
        current = self._lifecycle.open(definition, trigger, fire_time=fire_time, caller=caller)
        log.info("execution opened: %s", current.lease.execution, extra=current.lease.log_fields)
        return current

    def create_definition(self, ingestion: Ingestion, *, full: bool = False) -> ExecutionDefinition:
        """Return an ingestion together with its datasource.

        Raise :class:`NotFound` if there is no such datasource, :class:`~sidecar.errors.InvalidField` if it now points to another
        database than the one the ingestion's own credentials were entered for.
        """
        saved = self._definitions.datasources.get(ingestion.datasource)
        if saved is None:
            raise NotFound(f"the datasource [{ingestion.datasource}] of the ingestion [{ingestion.id}] does not exist")
        own = ingestion.ds_credentials
        if own is not None and own.password is not None:
            require_unchanged("ingest.ds_credentials.password", same=own.location_digest == saved.definition.location_digest())
        return ExecutionDefinition(ingestion=ingestion, datasource=saved.definition, full=full)

    def last_fire_times(self, jobs: Iterable[str]) -> dict[tuple[str, ExecutionKind], int]:
        """Return the last fire time of each schedule of these jobs.

        One is missing while an execution of the job is active, and before its schedule was saved.
        """
        found = self._lifecycle.leases.last_fire_times(f"{INGESTION}:{job}" for job in jobs)
        return {(key.partition(":")[2], kind): fire_time for (key, kind), fire_time in found.items()}

    def start_scheduled(self, ingestion: Ingestion, kind: ExecutionKind, fire_time: int) -> None:
        """Open an execution for a fire time of the ingestion's schedule for this kind."""
        with spans.span("start scheduled execution", {JOB_ID: ingestion.id, KIND: kind.value}, parent={}):
            self.launch(ingestion, Trigger.SCHEDULE, fire_time=fire_time, kind=kind)
