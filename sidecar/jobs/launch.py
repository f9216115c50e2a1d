"""Put together what an execution is opened with, and open it."""

import logging
from dataclasses import replace

from sidecar.errors import NotFound
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import Trigger
from sidecar.model.lease import Definition
from sidecar.model.secret import kept
from sidecar.store.catalog import Catalog
from sidecar.store.leases import Held

log = logging.getLogger(__name__)


class Launcher:
    """Opens executions of saved ingestions."""

    def __init__(self, catalog: Catalog, life: Lifecycle) -> None:
        self._catalog = catalog
        self._life = life

    def launch(
        self, ingestion: Ingestion, trigger: Trigger, *, full: bool = False, fire: int | None = None, request: str | None = None
    ) -> Held:
        """Open an execution with the definitions as they are now.

        ``fire`` is the schedule's fire time that it honours (epoch ms), ``request`` the id of the request that asks for it. Raises
        :class:`~sidecar.errors.Conflict` while one is active.
        """
        held = self._life.open(replace(self.definition(ingestion, full=full), request=request), trigger, fire=fire)
        log.info("opened %s", held.lease.execution, extra=held.lease.log_fields)
        return held

    def definition(self, ingestion: Ingestion, *, full: bool = False) -> Definition:
        """Join an ingestion with its datasource.

        Raise :class:`NotFound` where that is gone, :class:`~sidecar.errors.InvalidField` where it no longer leads where the ingestion's own
        credentials were given for.
        """
        saved = self._catalog.datasources.get(ingestion.datasource)
        if saved is None:
            raise NotFound(f"the datasource [{ingestion.datasource}] of the ingestion [{ingestion.id}] does not exist")
        own = ingestion.ds_credentials
        if own is not None and own.password is not None:
            kept("ingest.ds_credentials.password", same=own.opens == saved.value.place())
        return Definition(ingestion=ingestion, datasource=saved.value, full=full)

    def scheduled(self) -> list[Ingestion]:
        """List the ingestions whose schedule is enabled."""
        return [each.value for each in self._catalog.ingestions.all({"term": {"ingest.enable_scheduler": True}})]

    def last_fire(self, job: str) -> int | None:
        """Give the fire time that a job last honoured; none while an execution is active or before a schedule was saved."""
        lease = self._life.current(job).lease
        return None if lease.active else lease.last_fire

    def start_scheduled(self, ingestion: Ingestion, fire: int) -> None:
        """Open the execution that a schedule asks for."""
        self.launch(ingestion, Trigger.SCHEDULE, fire=fire)
