"""What a call asks of its caller, in Elasticsearch's own privileges."""

from collections.abc import Iterable
from dataclasses import dataclass

from sidecar.model.ingestion import Ingestion, Strategy

_TARGET = ("write", "create_index", "read", "view_index_metadata", "maintenance")
_REPLACED = (*_TARGET, "manage")
"""A REPLACE makes indices, moves the target's alias and drops what it replaced."""


@dataclass(frozen=True)
class Grant:
    """Privileges on one index, alias or pattern."""

    name: str
    privileges: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in words."""
        return f"[{','.join(self.privileges)}] on [{self.name}]"


@dataclass(frozen=True)
class Needs:
    """Privileges on indices, and on the cluster. None at all: any caller whom Elasticsearch knows."""

    indices: tuple[Grant, ...] = ()
    cluster: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is needed."""
        return bool(self.indices or self.cluster)

    def __str__(self) -> str:
        """Say it in words."""
        parts = [f"the index privileges {', '.join(map(str, self.indices))}"] if self.indices else []
        return " and ".join([*parts, *([f"the cluster privileges [{','.join(self.cluster)}]"] if self.cluster else [])])


def on(name: str, *privileges: str) -> Needs:
    """Need privileges on one index."""
    return Needs(indices=(Grant(name, privileges),))


def together(needs: Iterable[Needs]) -> Needs:
    """Need all of several."""
    several = tuple(needs)
    return Needs(
        indices=tuple(grant for each in several for grant in each.indices),
        cluster=tuple(name for each in several for name in each.cluster),
    )


def target_needs(ingestion: Ingestion) -> Needs:
    """Give what an ingestion's target needs: of the caller, or of the ingestion's own ``es_credentials``."""
    cluster = () if ingestion.pipeline is None else ("manage_ingest_pipelines",)
    if ingestion.strategy is not Strategy.REPLACE:
        return Needs(indices=(Grant(ingestion.target, _TARGET),), cluster=cluster)
    names = (ingestion.target, f"{ingestion.staging_stem}-*")
    return Needs(indices=tuple(Grant(name, _REPLACED) for name in names), cluster=cluster)
