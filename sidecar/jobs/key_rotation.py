"""Change the key: seal every stored credential and sign every definition anew, with the first key, while everything goes on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from sidecar.errors import ConfigurationError, VersionConflict
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.lease import Lease
from sidecar.store.catalog import Catalog, Definitions
from sidecar.store.encryption import Secrets

T = TypeVar("T", Datasource, Ingestion)


@dataclass(frozen=True, kw_only=True)
class Rotated:
    """What was done. ``left`` are the ids of what no key of ours fits: it was not touched."""

    definitions: int
    executions: int
    left: tuple[str, ...]


def rotate(catalog: Catalog, life: Lifecycle, secrets: Secrets) -> Rotated:
    """Renew all definitions, and what each job's last execution was opened with: it may be waiting, or run again after a crash."""
    datasources = {f"datasource {id}": _renew(catalog.datasources, id, secrets.renewed_datasource) for id in catalog.datasources.ids()}
    ingestions = {f"ingestion {id}": _renew(catalog.ingestions, id, secrets.renewed_ingestion) for id in catalog.ingestions.ids()}
    leases = {f"execution {key}": _renew_lease(life, key, secrets) for key in life.leases.all()}
    definitions = {**datasources, **ingestions}
    left = tuple(name for name, done in {**definitions, **leases}.items() if not done)
    return Rotated(definitions=sum(definitions.values()), executions=sum(leases.values()), left=left)


def _renew(store: Definitions[T], id: str, renewed: Callable[[T], T]) -> bool:
    """Write a definition anew; one that changes meanwhile is read again."""
    while saved := store.genuine(id):
        try:
            store.put(renewed(saved.value), create=False, expected=(saved.at.seq_no, saved.at.primary_term))
        except VersionConflict:
            continue
        return True
    return False


def _renew_lease(life: Lifecycle, key: str, secrets: Secrets) -> bool:
    """Write a lease anew. A run under way meets this as any other change of its lease: it reads again and goes on."""
    try:
        life.change(key, lambda lease: _renewed(lease, secrets))
    except ConfigurationError:
        return False
    return True


def _renewed(lease: Lease, secrets: Secrets) -> Lease:
    definition = lease.definition
    if definition is None:
        return lease
    ingestion, datasource = secrets.renewed_ingestion(definition.ingestion), secrets.renewed_datasource(definition.datasource)
    return lease.evolve(definition=replace(definition, ingestion=ingestion, datasource=datasource))
