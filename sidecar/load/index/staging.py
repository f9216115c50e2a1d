"""REPLACE: the index that a run fills behind the scenes, and its way to the readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.errors import TargetError
from sidecar.load.index.lookup import Behind, look_behind, refuse_data_stream, template_for
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.target import create_index
from sidecar.model.ingestion import Ingestion

_LOAD = {"number_of_replicas": "0", "auto_expand_replicas": "false", "refresh_interval": "-1"}
"""Settings while rows come in. The translog stays synchronous: what was acknowledged survives a kill of Elasticsearch."""


@dataclass(frozen=True, kw_only=True)
class Staging:
    """A staging index. Rows are written through ``alias`` alone, so that a run which lost its lease writes nowhere."""

    index: str
    alias: str
    uuid: str


def check_replaceable(client: Elasticsearch, target: str) -> str | None:
    """Give the index that a REPLACE takes the target away from, none at a first publish.

    Raise :class:`~sidecar.errors.TargetError` for a target that must not be replaced, before a row is read.
    """
    if target.startswith(".siren"):
        raise TargetError(f"the target [{target}] is one of the sidecar's own indices")
    behind = look_behind(client, target)
    if not behind:
        refuse_data_stream(target, template_for(client, target))
        return None
    if any(each.data_stream for each in behind):
        raise TargetError(f"the target [{target}] is a data stream, which cannot be replaced")
    if len(behind) > 1:
        names = ", ".join(f"[{each.index}]" for each in behind)
        raise TargetError(f"the target [{target}] is an alias over several indices: {names}")
    if behind[0].index == target and not behind[0].ours:
        raise TargetError(f"the target [{target}] is an index that the sidecar did not make")
    return behind[0].index


def staging_name(ingestion: Ingestion, *, now: datetime, suffix: str) -> str:
    """Name a staging index: ``<staging_prefix or target>-<yyyyMMddHHmmss>-<suffix>``; ``now`` is in UTC."""
    return f"{ingestion.staging_stem}-{now:%Y%m%d%H%M%S}-{suffix}"


def stage(client: Elasticsearch, ingestion: Ingestion, mapping: Mapping, index: str, *, execution: str, attempt: int) -> Staging:
    """Make the hidden index of this name with this attempt's hidden write alias.

    Raise :class:`~sidecar.errors.TargetError` with Elasticsearch's own words for what it refuses.
    """
    alias = write_alias(index, attempt)
    template = template_for(client, index)
    refuse_data_stream(index, template)
    restore = _restore(ingestion.settings, template)
    note = {"index": index, "job": ingestion.id, "execution": execution, "strategy": ingestion.strategy.value, "restore": restore}
    settings = {**ingestion.settings, "hidden": "true", **{name: _LOAD[name] for name in restore}}
    create_index(client, index, mapping, note=note, settings=settings, aliases={alias: {"is_hidden": True}})
    return Staging(index=index, alias=alias, uuid=_only(client, index).uuid)


def _restore(settings: dict[str, Any], template: dict[str, Any] | None) -> dict[str, Any]:
    """Give what the load settings are put back to: the user's, else the template's, else null for Elasticsearch's own default.

    Where templates cannot be asked there are no load settings, because nobody would know what to put back.
    """
    if template is None:
        return {}
    templated = template.get("settings", {}).get("index", {})
    return {name: settings.get(name, templated.get(name)) for name in _LOAD}


def _only(client: Elasticsearch, index: str) -> Behind:
    behind = look_behind(client, index)
    if not behind:
        raise TargetError(f"the staging index [{index}] is gone")
    return behind[0]


def find_staging(client: Elasticsearch, index: str) -> Behind:
    """Look at a staging index; raise :class:`~sidecar.errors.TargetError` when it is gone or not one that the sidecar made."""
    found = _only(client, index)
    if not found.ours or "execution" not in found.meta:
        raise TargetError(f"the index [{index}] is not a staging index of the sidecar")
    return found


def write_alias(index: str, attempt: int) -> str:
    """Name the alias through which one attempt writes a staging index."""
    return f"{index}-{attempt}"


def own_aliases(behind: Behind) -> tuple[str, ...]:
    """Give the aliases through which runs wrote a staging index."""
    return tuple(alias for alias in behind.aliases if alias.startswith(f"{behind.index}-"))


def abandoned(client: Elasticsearch, stems: Iterable[str]) -> tuple[Behind, ...]:
    """Find staging indices whose names begin with one of ``stems`` and that were never published: only their own write alias shows them."""
    found = [each for stem in stems for each in look_behind(client, f"{stem}-*")]
    return tuple(each for each in found if each.ours and each.aliases and set(each.aliases) == set(own_aliases(each)))
