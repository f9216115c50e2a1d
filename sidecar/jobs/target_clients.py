"""As whom rows are written, and what a run leaves behind in Elasticsearch."""

from sidecar.elastic import Client, basic_auth, make_client
from sidecar.errors import TargetError
from sidecar.load.index.pipelines import put_pipeline
from sidecar.load.index.publish import discard, drop_replaced
from sidecar.model.ingestion import Ingestion
from sidecar.model.lease import Lease
from sidecar.settings import Settings
from sidecar.store.encryption import Secrets


class Targets:
    """Clients that write targets: with an ingestion's own credentials, else with the sidecar's identity."""

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        self._settings = settings
        self._secrets = secrets
        self._own = make_client(settings)

    def client(self, ingestion: Ingestion) -> Client:
        """Give the client that writes an ingestion's target."""
        credentials = ingestion.es_credentials
        if credentials is None:
            return self._own
        return make_client(self._settings, basic_auth=basic_auth(credentials.username, self._secrets.open(credentials.password)))

    def store_pipeline(self, ingestion: Ingestion) -> None:
        """Store an inline pipeline as this very definition has it: another may have been saved since, or somebody removed it."""
        if isinstance(ingestion.pipeline, dict):
            put_pipeline(self._own, f"siren-{ingestion.id}", ingestion.pipeline)

    def discard(self, lease: Lease) -> None:
        """Delete the staging index that an execution did not publish; raise :class:`TargetError` where an alias shows it."""
        if lease.staging and lease.definition and not discard(self.client(lease.definition.ingestion), lease.staging):
            raise TargetError(f"an alias shows the index [{lease.staging}], which was not published")

    def drop(self, lease: Lease, index: str) -> bool:
        """Delete an index that a publish replaced, unless an alias shows it; tell whether it is gone."""
        return lease.definition is None or drop_replaced(self.client(lease.definition.ingestion), index)
