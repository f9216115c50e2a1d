"""Decide how an index can be compared: by its documents, or only by their ids."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import TargetError
from sidecar.load.index.lookup import resolve_indices, simulate_template
from sidecar.model.ingestion import Ingestion, Strategy

_MAX_RESULT_WINDOW = 10_000
"""Elasticsearch's default of the setting."""
_SYNTHETIC_MODES = ("logsdb", "time_series")
"""Modes of an index in which the ``_source`` is synthetic unless its mode is set."""
_VECTOR_TYPES = ("dense_vector", "sparse_vector", "rank_vectors")
_EXCLUDES_VECTORS = "index.mapping.exclude_source_vectors"
_PIPELINES = ("index.default_pipeline", "index.final_pipeline")


@dataclass(frozen=True, kw_only=True)
class ComparableIndex:
    """An index whose documents can be compared with rows."""

    index: str
    max_page: int
    """Most documents that one search returns."""
    obstacle: str | None = None
    """Why only ids can be compared; None if documents can be."""
    uuid: str = ""
    pipelines: tuple[str, ...] = ()
    """The pipelines that every document of the ingestion passes."""


def find_comparable_index(client: Elasticsearch, ingestion: Ingestion) -> ComparableIndex:
    """Return the index of an ingestion's target.

    Raises :class:`~sidecar.errors.TargetError` if it does not exist, is closed, or is an alias over several indices.
    """
    target = ingestion.target
    found = resolve_indices(client, target)
    if not found:
        raise TargetError(f"the target [{target}] does not exist; run the job first")
    if len(found) > 1:
        names = ", ".join(f"[{each.index}]" for each in found)
        raise TargetError(f"the target [{target}] is an alias over several indices ({names}); a comparison needs a target with one index")
    if found[0].data_stream:
        raise TargetError(f"the target [{target}] is a data stream, which does not accept document ids")
    index = found[0].index
    with translate_elasticsearch_errors(index):
        body = client.indices.get(index=index, expand_wildcards="all", flat_settings=True)[index]
    settings: Mapping[str, Any] = body["settings"]
    if settings.get("index.verified_before_close") == "true":
        raise TargetError(f"the index [{index}] of the target [{target}] is closed; open it first")
    pipelines = ((ingestion.pipeline_name,) if ingestion.pipeline_name else ()) + found[0].pipelines
    return ComparableIndex(
        index=index,
        max_page=int(settings.get("index.max_result_window", _MAX_RESULT_WINDOW)),
        uuid=found[0].uuid,
        pipelines=pipelines,
        obstacle=_find_obstacle(index, pipelines, body["mappings"].get("_source", {}), settings)
        or _find_vector_obstacle(client, index, body["mappings"]),
    )


def find_removable_index(client: Elasticsearch, ingestion: Ingestion) -> ComparableIndex:
    """Return the index of an ingestion's target, from which documents may be deleted.

    Raises :class:`~sidecar.errors.TargetError` as :func:`require_own_target` and :func:`find_comparable_index` do, and if what the
    ingestion compares may differ without a change of a row.
    """
    require_own_target(client, ingestion)
    index = find_comparable_index(client, ingestion)
    _require_comparison(ingestion, index.obstacle, index.pipelines)
    return index


def find_written_index(client: Elasticsearch, ingestion: Ingestion, uuid: str | None) -> ComparableIndex:
    """Return the index with this UUID, which the rows were written to, as :func:`find_removable_index` does.

    Raises :class:`~sidecar.errors.TargetError` if the target is another index now.
    """
    index = find_removable_index(client, ingestion)
    if index.uuid != uuid:
        raise TargetError(f"the target [{ingestion.target}] became another index while the job was running")
    return index


def check_removable(client: Elasticsearch, ingestion: Ingestion, mapping: Mapping[str, Any]) -> None:
    """Raise :class:`~sidecar.errors.TargetError` if a run cannot find out which documents of its target to delete.

    A target that does not exist is checked as a run would create it, with ``mapping`` and what index templates add.
    """
    require_own_target(client, ingestion)
    if resolve_indices(client, ingestion.target):
        index = find_comparable_index(client, ingestion)
        obstacle, pipelines = index.obstacle, index.pipelines
    else:
        template = simulate_template(client, ingestion.target) or {}
        settings = _flatten(template.get("settings", {}))
        pipelines = tuple(settings[name] for name in _PIPELINES if settings.get(name, "_none") != "_none")
        source = {**template.get("mappings", {}).get("_source", {}), **mapping.get("_source", {})}
        obstacle = _find_obstacle(ingestion.target, pipelines, source, settings)
    _require_comparison(ingestion, obstacle, pipelines)


def _require_comparison(ingestion: Ingestion, obstacle: str | None, pipelines: tuple[str, ...]) -> None:
    if ingestion.strategy is Strategy.MIRROR and obstacle is not None:
        raise TargetError(f"the strategy [MIRROR] compares documents, but {obstacle}")
    if pipelines:
        raise TargetError(f"[deletions] compares ids, but the pipeline [{pipelines[0]}] may change them")


def require_own_target(client: Elasticsearch, ingestion: Ingestion) -> None:
    """Raise :class:`~sidecar.errors.TargetError` unless an ingestion's target, if it exists, was created for this ingestion.

    Then all its documents are of this ingestion: a definition that removes documents shares its target with no other one.
    """
    for found in resolve_indices(client, ingestion.target):
        if not found.is_own or found.meta.get("job") != ingestion.id:
            raise TargetError(
                f"the index [{found.index}] of the target [{ingestion.target}] was not created by the job [{ingestion.id}]: "
                "which of its documents may be deleted is not known; choose a new target"
            )


def _find_vector_obstacle(client: Elasticsearch, index: str, mapping: Mapping[str, Any]) -> str | None:
    """Return why an index returns another ``_source`` than it was sent: Elasticsearch 9.2 and later leave out vectors by default."""
    vector = next(_find_vectors(mapping), None)
    if vector is None:
        return None
    with translate_elasticsearch_errors(index):
        body = client.indices.get_settings(index=index, expand_wildcards="all", flat_settings=True, include_defaults=True)[index]
    if {**body["defaults"], **body["settings"]}.get(_EXCLUDES_VECTORS, "false") == "false":
        return None
    remedy = f"create the index with the setting [{_EXCLUDES_VECTORS.removeprefix('index.')}] false"
    return f"the [_source] of the index [{index}] leaves out the vectors of the field [{vector}]; {remedy}"


def _find_vectors(mapping: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, field in mapping.get("properties", {}).items():
        if field.get("type") in _VECTOR_TYPES:
            yield f"{prefix}{name}"
        yield from _find_vectors(field, f"{prefix}{name}.")


def _flatten(settings: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return nested settings by their dotted names."""
    flat: dict[str, Any] = {}
    for name, value in settings.items():
        flat |= _flatten(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {f"{prefix}{name}": value}
    return flat


def _find_obstacle(index: str, pipelines: tuple[str, ...], source: Mapping[str, Any], settings: Mapping[str, Any]) -> str | None:
    if pipelines:
        return f"the pipeline [{pipelines[0]}] may change documents"
    default = "synthetic" if settings.get("index.mode") in _SYNTHETIC_MODES else "stored"
    mode = source.get("mode", settings.get("index.mapping.source.mode", default)).lower()
    if mode == "synthetic":
        return f"the [_source] of the index [{index}] is synthetic"
    if mode == "disabled" or source.get("enabled") is False:
        return f"the index [{index}] stores no [_source]"
    if source.get("includes") or source.get("excludes"):
        return f"the [_source] of the index [{index}] leaves fields out"
    return None
