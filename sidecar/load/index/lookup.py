"""Resolve an index or alias name to indices, and recognize the indices that the sidecar created."""

from dataclasses import dataclass, field
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ApiError, TargetError

META_KEY = "siren"
"""Key in a mapping's ``_meta`` under which the sidecar stores its metadata."""

_PIPELINES = ("default_pipeline", "final_pipeline")
_IDENTITY = ("uuid", "history.uuid", "creation_date", "number_of_shards")
_SETTINGS = (*_IDENTITY, "number_of_replicas", "auto_expand_replicas", "refresh_interval", *_PIPELINES)
_FILTER = ("*.aliases", "*.mappings._meta", "*.data_stream", *(f"*.settings.index.{name}" for name in _SETTINGS))


@dataclass(frozen=True, kw_only=True)
class AliasTarget:
    """One of the indices that a name resolves to."""

    index: str
    uuid: str
    """Its UUID and, if it was restored into a closed index, which keeps its UUID, that of its history."""
    created: int = 0
    """Its creation date, epoch ms. A restored copy keeps it."""
    shards: int = 1
    replicas: int = 0
    aliases: dict[str, dict[str, Any]] = field(default_factory=dict)
    """All aliases of the index, with filter, routing and write flag."""
    meta: dict[str, Any] = field(default_factory=dict)
    """The sidecar's metadata from when it created the index."""
    data_stream: str | None = None
    pipelines: tuple[str, ...] = ()
    """The pipelines that the index applies to every document: its default and its final one."""
    settings: dict[str, Any] = field(default_factory=dict)
    """The settings of which a load changes some."""

    @property
    def is_own(self) -> bool:
        """Return whether the sidecar created this index; the metadata of a clone or a restored copy names another index."""
        return self.meta.get("index") == self.index


def resolve_indices(client: Elasticsearch, name: str) -> tuple[AliasTarget, ...]:
    """Return the index with this name, or the indices of the alias with this name; empty if there is neither."""
    with translate_elasticsearch_errors(name):
        response = client.indices.get(index=name, ignore_unavailable=True, expand_wildcards="all", filter_path=list(_FILTER))
    return tuple(_parse_index(index, body) for index, body in sorted(response.body.items()))


def _parse_index(index: str, body: dict[str, Any]) -> AliasTarget:
    settings = body.get("settings", {}).get("index", {})
    return AliasTarget(
        index=index,
        uuid="/".join(each for each in (settings.get("uuid", ""), settings.get("history", {}).get("uuid")) if each),
        created=int(settings.get("creation_date", 0)),
        shards=int(settings.get("number_of_shards", 1)),
        replicas=int(settings.get("number_of_replicas", 0)),
        aliases=body.get("aliases", {}),
        meta=body.get("mappings", {}).get("_meta", {}).get(META_KEY, {}),
        data_stream=body.get("data_stream"),
        settings=settings,
        pipelines=tuple(settings[name] for name in _PIPELINES if settings.get(name, "_none") != "_none"),
    )


def simulate_template(client: Elasticsearch, name: str) -> dict[str, Any] | None:
    """Return the settings and mappings that index templates would apply to this name; None if the simulation is not permitted or fails."""
    try:
        with translate_elasticsearch_errors(name):
            response = client.indices.simulate_index_template(name=name)
    except ApiError:
        return None
    return dict(response.body.get("template", {}))


def reject_data_stream_name(name: str, template: dict[str, Any] | None) -> None:
    """Raise :class:`~sidecar.errors.TargetError` if an index template reserves the name for data streams."""
    if template and template.get("mappings", {}).get("_data_stream_timestamp"):
        raise TargetError(f"the target [{name}] matches an index template that creates data streams")


def reject_template(name: str, template: dict[str, Any] | None) -> None:
    """Raise :class:`~sidecar.errors.TargetError` if index templates make a new index of this name unusable.

    They may reserve the name for data streams, or block the index. A run would wait for such a block as for that of a full disk.
    """
    reject_data_stream_name(name, template)
    blocks = (template or {}).get("settings", {}).get("index", {}).get("blocks", {})
    blocked = ", ".join(f"[index.blocks.{block}]" for block, value in sorted(blocks.items()) if value == "true")
    if blocked:
        raise TargetError(f"the new index [{name}] matches an index template that sets {blocked}, so no row can be written")
