"""Create the mapping of a run and of its previews, with only those default field types that the cluster has."""

from collections.abc import Iterable
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ApiError, InvalidField
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.mapping import Mapping, UnknownType, find_unknown_type
from sidecar.model.columns import Column
from sidecar.model.ingestion import Ingestion
from sidecar.model.transform import Transform

_NAME = "siren-field-types"
"""Name of the simulated index; it is never created."""
_PRIORITY = 2**62
"""Higher than that of any other template, so that no other one applies."""


def create_mapping(
    client: Elasticsearch, columns: Iterable[Column], transforms: Iterable[Transform] = (), user: dict[str, Any] | None = None
) -> Mapping:
    """Create the mapping of a query's columns, with fallbacks for default types that the cluster lacks.

    The client needs the privilege to simulate index templates; without it, the cluster is assumed to have every type.
    """
    mapping = Mapping.from_fields(plan_fields(columns, transforms), user or {})
    while types := mapping.optional_types:
        unknown = _simulate(client, {"properties": {type: {"type": type} for type in types}}, {})
        if unknown is None:
            break
        mapping = mapping.without_type(unknown.type)
    return mapping


def require_known_types(client: Elasticsearch, mapping: Mapping, ingestion: Ingestion) -> None:
    """Raise :class:`~sidecar.errors.InvalidField` if an ingestion's mapping or a transform uses a field type that the cluster lacks."""
    if not mapping.user and not mapping.transforms:
        return
    unknown = _simulate(client, mapping.body(), ingestion.settings)
    if unknown is None:
        return
    in_transforms = any(each.get("type") == unknown.type for each in mapping.transforms.values())
    raise InvalidField(
        "ingest.transforms" if in_transforms else "ingest.mapping",
        f"expected a field type of this Elasticsearch cluster for [{unknown.field}] but got [{unknown.type}]; use another type",
    )


def _simulate(client: Elasticsearch, mappings: dict[str, Any], settings: dict[str, Any]) -> UnknownType | None:
    """Return a field type that an index with these mappings could not have, or None; nothing is created.

    None is also returned if the simulation is not permitted or fails for another reason.
    """
    template = {"index_patterns": [_NAME], "priority": _PRIORITY, "template": {"mappings": mappings, "settings": settings}}
    try:
        with translate_elasticsearch_errors():
            client.indices.simulate_index_template(name=_NAME, index_template=template)
    except ApiError as error:
        return find_unknown_type(error.reason)
    return None
