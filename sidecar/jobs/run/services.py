"""What the executions of a process share."""

from dataclasses import dataclass

from sidecar.elastic import create_client
from sidecar.extract.drivers import create_source
from sidecar.extract.jdbc.urls import JdbcSettings
from sidecar.extract.reader import Source
from sidecar.jobs.clock import Clock, now_millis
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.target_clients import TargetClients
from sidecar.model.lease import ExecutionDefinition
from sidecar.settings import Settings
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import SecretKeys, load_secret_keys


@dataclass(frozen=True, kw_only=True)
class ExecutionServices:
    """The objects that an execution uses, created once per process."""

    settings: Settings
    secrets: SecretKeys
    definitions: DefinitionStore
    lifecycle: Lifecycle
    target_clients: TargetClients
    dead_letters: DeadLetters
    clock: Clock

    def create_source(self, definition: ExecutionDefinition) -> Source:
        """Return the source that an execution reads, with its password.

        Raise :class:`~sidecar.errors.BadRequest` for one that is not supported or not allowed.
        """
        return create_source(
            self.secrets.decrypt_datasource(definition.datasource),
            self.secrets.decrypt_credentials(definition.ingestion.ds_credentials),
            self.settings.allowed_sources,
            JdbcSettings.from_settings(self.settings),
        )


def create_services(settings: Settings) -> ExecutionServices:
    """Create the objects of a process, without contacting Elasticsearch."""
    client, secrets = create_client(settings), load_secret_keys(settings)
    return ExecutionServices(
        settings=settings,
        secrets=secrets,
        definitions=DefinitionStore(client, secrets),
        lifecycle=Lifecycle.for_client(client, settings.data_dir),
        target_clients=TargetClients(settings, secrets),
        dead_letters=DeadLetters(client),
        clock=now_millis,
    )
