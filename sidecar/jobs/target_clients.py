"""Elasticsearch clients that write targets, and the deletion of a run's indices."""

from sidecar.basic_auth import basic_auth
from sidecar.elastic import Client, create_client
from sidecar.errors import TargetError
from sidecar.load.index.pipelines import put_pipeline
from sidecar.load.index.publish import delete_replaced_index, delete_staging_index
from sidecar.model.ingestion import Ingestion
from sidecar.model.lease import Lease
from sidecar.settings import Settings
from sidecar.store.encryption import SecretKeys


class TargetClients:
    """Creates clients that write targets.

    They use an ingestion's own credentials, or else those of the sidecar.
    """

    def __init__(self, settings: Settings, secrets: SecretKeys) -> None:
        self._settings = settings
        self._secrets = secrets
        self.own = create_client(settings)
        """The client with the sidecar's own credentials."""

    def client(self, ingestion: Ingestion) -> Client:
        """Return the client that writes an ingestion's target."""
        credentials = ingestion.es_credentials
        if credentials is None:
            return self.own
        return create_client(self._settings, basic_auth=basic_auth(credentials.username, self._secrets.decrypt(credentials.password)))

    def store_pipeline(self, ingestion: Ingestion) -> None:
        """Store the inline pipeline of this definition.

        Another one may have been saved since, or the pipeline may have been deleted.
        """
        if isinstance(ingestion.pipeline, dict):
            put_pipeline(self.own, f"siren-{ingestion.id}", ingestion.pipeline)

    def discard_staging(self, lease: Lease) -> None:
        """Delete an execution's unpublished staging index.

        Raise :class:`TargetError` if an alias points to it.
        """
        if lease.staging and lease.definition and not delete_staging_index(self.client(lease.definition.ingestion), lease.staging):
            raise TargetError(f"an alias points to the unpublished staging index [{lease.staging}]")

    def drop_replaced(self, lease: Lease, index: str) -> bool:
        """Delete a replaced index, unless an alias points to it; return whether it no longer exists."""
        return lease.definition is None or delete_replaced_index(self.client(lease.definition.ingestion), index)
