"""Staging indices of REPLACE runs: create them, name them and their write aliases, and find orphaned ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from elasticsearch import Elasticsearch

from sidecar.errors import TargetError
from sidecar.load.index.aliases import check_aliases, detach_template_aliases
from sidecar.load.index.lookup import AliasTarget, reject_data_stream_name, reject_template, resolve_indices, simulate_template
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.target import create_index
from sidecar.model.ingestion import Ingestion

_LOAD_SETTINGS = {"number_of_replicas": "0", "auto_expand_replicas": "false", "refresh_interval": "-1"}
"""Index settings during the run. The translog stays synchronous: acknowledged rows survive a kill of Elasticsearch."""

_MAX_PATH = 3000
"""Bytes of index names in the path of one request: Elasticsearch accepts 4 kB with everything else."""


@dataclass(frozen=True, kw_only=True)
class StagingIndex:
    """A staging index. Rows are written only through ``alias``, so that a run which lost its lease cannot write."""

    index: str
    alias: str
    uuid: str
    pipelines: tuple[str, ...] = ()
    """Default and final pipeline of the index itself."""


def check_replaceable(client: Elasticsearch, ingestion: Ingestion) -> str | None:
    """Return the index that a REPLACE of the target replaces; None if the target does not exist.

    Raises :class:`~sidecar.errors.TargetError`, before any row is read, if the target must not be replaced, or an alias cannot be set.
    """
    target = ingestion.target
    check_aliases(client, ingestion.aliases)
    if target.startswith(".siren"):
        raise TargetError(f"the target [{target}] is one of the sidecar's own indices")
    found = resolve_indices(client, target)
    if not found:
        reject_data_stream_name(target, simulate_template(client, target))
        return None
    if any(each.data_stream for each in found):
        raise TargetError(f"the target [{target}] is a data stream, which cannot be replaced")
    if len(found) > 1:
        names = ", ".join(f"[{each.index}]" for each in found)
        raise TargetError(f"the target [{target}] is an alias over several indices: {names}")
    if found[0].index == target and not found[0].is_own:
        raise TargetError(f"the target [{target}] is an index that the sidecar did not create; choose another target")
    return found[0].index


def staging_name(ingestion: Ingestion, *, now: datetime, suffix: str) -> str:
    """Return the name of a staging index: ``<staging_prefix or target>-<yyyyMMddHHmmss>-<suffix>``; ``now`` is in UTC."""
    return f"{ingestion.staging_stem}-{now:%Y%m%d%H%M%S}-{suffix}"


def create_staging_index(
    client: Elasticsearch, ingestion: Ingestion, mapping: Mapping, index: str, *, execution: str, attempt: int
) -> StagingIndex:
    """Create a hidden index with this attempt's hidden write alias.

    Raises :class:`~sidecar.errors.TargetError` with Elasticsearch's reason if it rejects the settings or the mapping.
    """
    alias = write_alias_name(index, attempt)
    template = simulate_template(client, index)
    reject_template(index, template)
    restore = _settings_to_restore(ingestion.settings, template)
    meta = {"index": index, "job": ingestion.id, "execution": execution, "strategy": ingestion.strategy.value, "restore": restore}
    settings = {**ingestion.settings, "hidden": "true", **{name: _LOAD_SETTINGS[name] for name in restore}}
    create_index(client, index, mapping, meta=meta, settings=settings, aliases={alias: {"is_hidden": True}})
    found = _require_index(client, index)
    detach_template_aliases(client, found, own=alias)
    return StagingIndex(index=index, alias=alias, uuid=found.uuid, pipelines=found.pipelines)


def _settings_to_restore(settings: dict[str, Any], template: dict[str, Any] | None) -> dict[str, Any]:
    """Return the values that replace the load settings at the publish: the user's, the template's, or null for the default.

    Without access to the templates there are no load settings, because the original values are unknown.
    """
    if template is None:
        return {}
    templated = template.get("settings", {}).get("index", {})
    return {name: settings.get(name, templated.get(name)) for name in _LOAD_SETTINGS}


def has_load_settings(staging: AliasTarget) -> bool:
    """Return whether a staging index has the settings of a running load, which the publish replaces."""
    restored = staging.meta.get("restore") or {}
    return any(staging.settings.get(name) == _LOAD_SETTINGS.get(name) != value for name, value in restored.items())


def _require_index(client: Elasticsearch, index: str) -> AliasTarget:
    found = resolve_indices(client, index)
    if not found:
        raise TargetError(f"the staging index [{index}] is gone")
    return found[0]


def find_staging_index(client: Elasticsearch, index: str) -> AliasTarget:
    """Return a staging index; raise :class:`~sidecar.errors.TargetError` if it no longer exists or was not created by the sidecar."""
    found = _require_index(client, index)
    if not found.is_own or "execution" not in found.meta:
        raise TargetError(f"the index [{index}] is not a staging index of the sidecar")
    return found


def write_alias_name(index: str, attempt: int) -> str:
    """Return the name of the alias through which an attempt writes a staging index."""
    return f"{index}-{attempt}"


def write_aliases(found: AliasTarget) -> tuple[str, ...]:
    """Return the write aliases of a staging index."""
    return tuple(alias for alias in found.aliases if alias.startswith(f"{found.index}-"))


def find_orphaned_indices(client: Elasticsearch, stems: Iterable[str]) -> tuple[AliasTarget, ...]:
    """Return the unpublished staging indices whose names start with a stem: those that still have their write alias."""
    found = [each for names in _join_names(f"{stem}-*" for stem in stems) for each in resolve_indices(client, names)]
    return tuple(each for each in found if each.is_own and write_aliases(each))


def _join_names(names: Iterable[str]) -> Iterator[str]:
    """Yield names joined with commas, as many as fit into the path of one request."""
    joined = ""
    for name in names:
        if joined and len(quote(f"{joined},{name}")) > _MAX_PATH:
            yield joined
            joined = ""
        joined = f"{joined},{name}" if joined else name
    if joined:
        yield joined
