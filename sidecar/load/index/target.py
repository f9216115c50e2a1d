"""The target of an INCREMENTAL run, and what any target can be asked."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import Refused, TargetError, Unavailable
from sidecar.load.index.lookup import META, Behind, look_behind, refuse_data_stream, template_for
from sidecar.load.index.mapping import Mapping, unknown_type
from sidecar.model.ingestion import Ingestion

_WHOLE = frozenset({"long", "integer", "short", "byte", "unsigned_long"})
_SORTABLE = _WHOLE | {"double"}
"""Types whose largest value is exact, or known to lie beside the exact one: the others round too much."""

_EXACT = 2**53
"""Whole numbers below it are doubles to the digit."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where an INCREMENTAL run writes: an index, or an alias and the index that it writes to."""

    name: str
    index: str
    uuid: str


def prepare(client: Elasticsearch, ingestion: Ingestion, mapping: Mapping) -> Target:
    """Make the target where it is absent, else add the fields that it lacks.

    Raise :class:`~sidecar.errors.TargetError` for an alias without one index to write to, and with Elasticsearch's own words
    for a mapping that it refuses.
    """
    found = writable(ingestion.target, look_behind(client, ingestion.target))
    if found is None:
        found = _create(client, ingestion, mapping)
    if found is None:
        found = _made_by_another(client, ingestion.target)
    _add_fields(client, found.index, mapping)
    return Target(name=ingestion.target, index=found.index, uuid=found.uuid)


def writable(name: str, behind: tuple[Behind, ...]) -> Behind | None:
    """Choose the index that writes to ``name`` go to, none where nothing has the name; raise for what cannot be written by id."""
    if any(each.data_stream for each in behind):
        raise TargetError(f"the target [{name}] is a data stream, which takes no documents by id")
    if not behind or behind[0].index == name:
        return behind[0] if behind else None
    chosen = [each for each in behind if each.aliases[name].get("is_write_index", len(behind) == 1)]
    if not chosen:
        raise TargetError(f"the alias [{name}] shows {_listed(behind)}, and none of them is its write index")
    return chosen[0]


def _listed(behind: tuple[Behind, ...]) -> str:
    return ", ".join(f"[{each.index}]" for each in behind)


def _create(client: Elasticsearch, ingestion: Ingestion, mapping: Mapping) -> Behind | None:
    """Make the index; none when somebody else made it at the same moment."""
    refuse_data_stream(ingestion.target, template_for(client, ingestion.target))
    note = {"index": ingestion.target, "job": ingestion.id, "strategy": ingestion.strategy.value}
    try:
        create_index(client, ingestion.target, mapping, note=note, settings=ingestion.settings)
    except TargetError as error:
        if isinstance(error.__cause__, Refused) and error.__cause__.type == "resource_already_exists_exception":
            return None
        raise
    return writable(ingestion.target, look_behind(client, ingestion.target))


def _made_by_another(client: Elasticsearch, name: str) -> Behind:
    found = writable(name, look_behind(client, name))
    if found is None:
        raise TargetError(f"the target [{name}] was removed meanwhile, or may not be looked at (the privilege [view_index_metadata])")
    return found


def create_index(
    client: Elasticsearch,
    name: str,
    mapping: Mapping,
    *,
    note: dict[str, Any],
    settings: dict[str, Any],
    aliases: dict[str, Any] | None = None,
) -> None:
    """Make an index with the sidecar's note in it; raise :class:`~sidecar.errors.TargetError` with Elasticsearch's own words."""

    def create(each: Mapping) -> None:
        body = each.body()
        mappings = {**body, "_meta": {**body.get("_meta", {}), META: note}}
        client.indices.create(index=name, mappings=mappings, settings=settings, aliases=aliases)

    _with_types_at_hand(mapping, create, f"Elasticsearch refused to create the index [{name}]")


def _add_fields(client: Elasticsearch, index: str, mapping: Mapping) -> None:
    """Add the fields that an index lacks, and let Elasticsearch object to the explicit ones that conflict."""
    with translated():
        present = client.indices.get_mapping(index=index).body[index]["mappings"]

    def put(each: Mapping) -> None:
        additions = each.additions(present)
        if any(additions.values()):
            client.indices.put_mapping(index=index, body=additions)

    _with_types_at_hand(mapping, put, f"the mapping does not fit the index [{index}]")


def _with_types_at_hand(mapping: Mapping, action: Callable[[Mapping], None], failure: str) -> None:
    """Do something with a mapping; where the cluster lacks a type of ours, do it again with what stands in for the type."""
    while True:
        try:
            with translated():
                return action(mapping)
        except Refused as error:
            if error.status in (401, 403):
                raise
            lesser = mapping.without(unknown_type(error.reason) or "")
            if lesser is None:
                raise TargetError(f"{failure}: {error.reason}") from error
            mapping = lesser


def refresh(client: Elasticsearch, index: str) -> None:
    """Make what was written to an index searchable; a big index may take longer than an ordinary request."""
    with translated():
        client.options(request_timeout=300).indices.refresh(index=index)


def target_uuid(client: Elasticsearch, name: str) -> str | None:
    """Give the UUID of the index that writes to ``name`` go to; none where nothing has the name."""
    found = writable(name, look_behind(client, name))
    return found.uuid if found else None


def check_kept(client: Elasticsearch, name: str, uuid: str) -> None:
    """Raise :class:`~sidecar.errors.TargetError` unless the index with this UUID is still one that ``name`` shows.

    Elasticsearch makes an index that was deleted meanwhile anew with the next row, and what was in the old one is gone.
    """
    if uuid not in [each.uuid for each in look_behind(client, name)]:
        raise TargetError(f"the target [{name}] was deleted while rows were written to it: run the job with [full=true]")


def document_count(client: Elasticsearch, index: str) -> int:
    """Count the documents that a search sees; raise :class:`~sidecar.errors.Unavailable` while a shard is not there, as after a restart."""
    with translated():
        answer = client.count(index=index)
    shards = answer["_shards"]
    if shards["successful"] < shards["total"]:
        raise Unavailable(f"Elasticsearch is not ready: {shards['total'] - shards['successful']} shards of [{index}] are not there")
    return int(answer["count"])


def max_primary_key(client: Elasticsearch, name: str, field: str) -> str | None:
    """Ask the target for its largest key, as digits; none where it is absent, empty, or its field has no exact numeric order.

    A double that may have been rounded gives way to the one below it, so that no key is left out.
    """
    types = _types(client, name, field) if look_behind(client, name) else frozenset()
    if not types or not types <= _SORTABLE:
        return None
    refresh(client, name)
    with translated():
        answer = client.search(
            index=name,
            size=1,
            source=False,
            track_total_hits=False,
            query={"exists": {"field": field}},
            sort=[{field: {"order": "desc"}}],
        )
    hits = answer["hits"]["hits"]
    if not hits:
        return None
    largest = hits[0]["sort"][0]
    if not types <= _WHOLE and not (float(largest).is_integer() and abs(largest) < _EXACT):
        largest = math.nextafter(largest, -math.inf)
    return f"{Decimal(str(largest)):f}"


def _types(client: Elasticsearch, name: str, field: str) -> frozenset[str]:
    """Give the types that a field has in the indices behind a name; none where it cannot be sorted by."""
    with translated():
        types = client.field_caps(index=name, fields=field)["fields"].get(field, {})
    return frozenset(types) if all(each["aggregatable"] for each in types.values()) else frozenset()
