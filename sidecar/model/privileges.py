"""The Elasticsearch privileges that calls require of their callers."""

from collections.abc import Iterable
from dataclasses import dataclass

from sidecar.model.ingestion import Ingestion, Strategy

_TARGET = ("write", "create_index", "read", "view_index_metadata", "maintenance")
_COMPARED_TARGET = ("read", "view_index_metadata", "maintenance")
_REPLACED_TARGET = (*_TARGET, "manage")
"""A REPLACE also creates indices, moves the target's alias and deletes the replaced index."""


@dataclass(frozen=True)
class IndexPrivileges:
    """Privileges on one index, alias or pattern."""

    name: str
    privileges: tuple[str, ...]

    def __str__(self) -> str:
        """Return the form for error messages."""
        return f"[{','.join(self.privileges)}] on [{self.name}]"


@dataclass(frozen=True)
class Privileges:
    """Privileges on indices and on the cluster. Empty: any caller that Elasticsearch authenticates."""

    indices: tuple[IndexPrivileges, ...] = ()
    cluster: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is any privilege."""
        return bool(self.indices or self.cluster)

    def __str__(self) -> str:
        """Return the form for error messages."""
        parts = [f"the index privileges {', '.join(map(str, self.indices))}"] if self.indices else []
        return " and ".join([*parts, *([f"the cluster privileges [{','.join(self.cluster)}]"] if self.cluster else [])])


def index_privileges(name: str, *privileges: str) -> Privileges:
    """Return privileges on one index."""
    return Privileges(indices=(IndexPrivileges(name, privileges),))


def combine(parts: Iterable[Privileges]) -> Privileges:
    """Return all privileges of several parts."""
    several = tuple(parts)
    return Privileges(
        indices=tuple(index for each in several for index in each.indices),
        cluster=tuple(name for each in several for name in each.cluster),
    )


def comparison_privileges(ingestion: Ingestion) -> Privileges:
    """Return the privileges on an ingestion's target for comparing it with the source."""
    return index_privileges(ingestion.target, *_COMPARED_TARGET)


def target_privileges(ingestion: Ingestion) -> Privileges:
    """Return the privileges on an ingestion's target, for the caller or for the ingestion's ``es_credentials``."""
    cluster = () if ingestion.pipeline is None else ("manage_ingest_pipelines",)
    replaces = ingestion.strategy is Strategy.REPLACE
    names = (ingestion.target, *((f"{ingestion.staging_stem}-*",) if replaces else ()), *ingestion.aliases)
    # An alias can be set only with a privilege on both, its name and the index.
    privileges = _REPLACED_TARGET if replaces or ingestion.aliases else _TARGET
    return Privileges(indices=tuple(IndexPrivileges(name, privileges) for name in names), cluster=cluster)
