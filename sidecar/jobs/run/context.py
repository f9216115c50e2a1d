"""What the parts of one execution share."""

import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from sidecar.elastic import Client
from sidecar.errors import ExecutionStopped
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.jobs.run.progress import Progress
from sidecar.jobs.run.services import ExecutionServices
from sidecar.jobs.run.timeline import Timeline
from sidecar.load.send.backoff import Backoff
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import Details
from sidecar.model.job_state import ExecutionKind
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.store.encryption import SecretKeys


@dataclass(frozen=True, kw_only=True)
class ExecutionContext:
    """An execution, as its parts see it. ``stop`` ends all waits."""

    services: ExecutionServices
    definition: ExecutionDefinition
    heartbeat: Heartbeat
    progress: Progress
    timeline: Timeline
    stop: threading.Event

    @property
    def ingestion(self) -> Ingestion:
        """Return the ingestion that the execution was opened with."""
        return self.definition.ingestion

    @property
    def details(self) -> Details:
        """Return the details of the status as last written."""
        return self.heartbeat.status.details

    def create_backoff(self, timeout: float | None = None) -> Backoff:
        """Return a back-off that ends with the execution, by default after the time to wait for Elasticsearch."""
        seconds = self.services.settings.elasticsearch_timeout if timeout is None else timeout
        return Backoff(seconds, stop_events=(self.stop,), clock=time.monotonic, jitter=random.random)

    def passwords(self) -> Iterator[str | None]:
        """Return the decrypted passwords of the definition."""
        return decrypt_passwords(self.definition, self.services.secrets)

    def target_client(self) -> Client:
        """Return the client that reads and writes the target."""
        return self.services.target_clients.client(self.ingestion)


def decrypt_passwords(definition: ExecutionDefinition, secrets: SecretKeys) -> Iterator[str | None]:
    """Yield the decrypted passwords of a definition: those of the database, and that for the target."""
    ingestion = definition.ingestion
    for sealed in (definition.datasource, ingestion.ds_credentials, ingestion.es_credentials):
        yield secrets.decrypt(sealed.password) if sealed else None


def require_definition(lease: Lease) -> ExecutionDefinition:
    """Return the definition of a lease's execution; raise :class:`~sidecar.errors.ExecutionStopped` if this release knows none."""
    if lease.definition is None or lease.definition.kind not in list(ExecutionKind):
        raise ExecutionStopped(f"the lease of [{lease.key}] holds no execution that this release knows")
    return lease.definition
