"""Rotate the secret key: re-encrypt and re-sign all stored definitions while the service runs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from sidecar.elastic import create_client
from sidecar.errors import ConfigurationError, UnreadableDocument, VersionConflict
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.lease import Lease
from sidecar.settings import Settings
from sidecar.store import indices
from sidecar.store.definitions import Definitions, DefinitionStore
from sidecar.store.encryption import SecretKeys, load_secret_keys
from sidecar.store.setup import IndexSetup

T = TypeVar("T", Datasource, Ingestion)


@dataclass(frozen=True, kw_only=True)
class RotationResult:
    """The numbers of rewritten documents. ``left`` names those that no known key can decrypt or that cannot be read; they are unchanged."""

    definitions: int
    executions: int
    left: tuple[str, ...]


def rotate_key(settings: Settings) -> RotationResult:
    """Re-encrypt and re-sign all stored definitions with the first key. A sidecar without that key then refuses to start."""
    client, secrets = create_client(settings), load_secret_keys(settings)
    IndexSetup(client, secrets)()
    result = _rotate_all(DefinitionStore(client, secrets), Lifecycle.for_client(client, settings.data_dir), secrets)
    indices.write_key_fingerprint(client, secrets.fingerprints[0])
    return result


def _rotate_all(store: DefinitionStore, lifecycle: Lifecycle, secrets: SecretKeys) -> RotationResult:
    """Re-encrypt and re-sign all definitions with the first key.

    This includes those in leases: an execution may be queued, or restarted after a crash.
    """
    datasources = {
        f"datasource {id}": _rotate_definition(store.datasources, id, secrets.reencrypt_datasource) for id in store.datasources.list_ids()
    }
    ingestions = {
        f"ingestion {id}": _rotate_definition(store.ingestions, id, secrets.reencrypt_ingestion) for id in store.ingestions.list_ids()
    }
    leases = {f"execution {key}": _rotate_lease(lifecycle, key, secrets) for key in lifecycle.leases.find_all()}
    definitions = {**datasources, **ingestions}
    left = tuple(name for name, done in {**definitions, **leases}.items() if not done)
    return RotationResult(definitions=sum(definitions.values()), executions=sum(leases.values()), left=left)


def _rotate_definition(store: Definitions[T], id: str, reencrypt: Callable[[T], T]) -> bool:
    """Rewrite a definition; return whether that was possible. Conflicts are retried.

    It is not possible if no known key can decrypt it, if it cannot be read, or if it has fields of a newer release: these may hold
    secrets.
    """
    while (saved := store.get_readable(id)) and not saved.definition.has_unknown_fields:
        try:
            expected = (saved.version.seq_no, saved.version.primary_term)
            store.put(reencrypt(saved.definition), saved.authorship, create=False, expected=expected)
        except VersionConflict:
            continue
        except ConfigurationError:
            return False
        return True
    return False


def _rotate_lease(lifecycle: Lifecycle, key: str, secrets: SecretKeys) -> bool:
    """Rewrite a lease; return whether a known key can decrypt it. An active run handles this like any other conflict."""
    try:
        lifecycle.change(key, lambda lease: _reencrypt_lease(lease, secrets))
    except (ConfigurationError, UnreadableDocument):
        return False
    return True


def _reencrypt_lease(lease: Lease, secrets: SecretKeys) -> Lease:
    definition = lease.definition
    if definition is None:
        return lease
    ingestion, datasource = secrets.reencrypt_ingestion(definition.ingestion), secrets.reencrypt_datasource(definition.datasource)
    deliveries = tuple(replace(each, webhook=secrets.reencrypt_webhook(each.webhook)) for each in lease.deliveries)
    return lease.evolve(definition=replace(definition, ingestion=ingestion, datasource=datasource), deliveries=deliveries)
