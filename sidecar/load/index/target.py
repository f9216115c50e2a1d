"""Prepare the target of an INCREMENTAL run, and query any target: document count, largest key."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ApiError, ServiceUnavailable, TargetError
from sidecar.load.index.aliases import add_missing_aliases, check_aliases
from sidecar.load.index.lookup import META_KEY, AliasTarget, reject_template, resolve_indices, simulate_template
from sidecar.load.index.mapping import Mapping
from sidecar.model.ingestion import Ingestion
from sidecar.model.target_state import TargetState

_INTEGER_TYPES = frozenset({"long", "integer", "short", "byte", "unsigned_long"})
_SORTABLE_TYPES = _INTEGER_TYPES | {"double"}
"""Types whose largest value is exact, or adjacent to the exact one; other types round too much."""

_MAX_SHARDS = 20
"""Shards up to which the state of an index is read: each takes a search."""
_MAX_EXACT_DOUBLE = 2**53
"""Integers below it are exact as doubles."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where an INCREMENTAL run writes: an index, or an alias and its write index."""

    name: str
    index: str
    uuid: str
    created: int
    """The creation date of the index, epoch ms."""
    pipelines: tuple[str, ...] = ()
    """Default and final pipeline of the index itself."""


def prepare(client: Elasticsearch, ingestion: Ingestion, mapping: Mapping) -> Target:
    """Create the target, or add the fields that it lacks.

    Raises :class:`~sidecar.errors.TargetError` as :func:`find_incremental_target` does, and with Elasticsearch's reason if it rejects
    the mapping.
    """
    found = find_incremental_target(client, ingestion)
    if found is None:
        found = _create(client, ingestion, mapping)
    if found is None:
        found = _require_write_index(client, ingestion.target)
    _add_fields(client, found.index, mapping)
    add_missing_aliases(client, found, ingestion.aliases)
    return Target(name=ingestion.target, index=found.index, uuid=found.uuid, created=found.created, pipelines=found.pipelines)


def find_incremental_target(client: Elasticsearch, ingestion: Ingestion) -> AliasTarget | None:
    """Return the index that an INCREMENTAL writes to; None if the target does not exist.

    Raises :class:`~sidecar.errors.TargetError` as :func:`find_write_index` does, for an alias over several indices if rows have ids, and
    if one of the further aliases cannot be set.
    """
    check_aliases(client, ingestion.aliases)
    found = resolve_indices(client, ingestion.target)
    write_index = find_write_index(ingestion.target, found)
    if ingestion.pk_field and len(found) > 1:
        names = ", ".join(f"[{each.index}]" for each in found)
        raise TargetError(
            f"the target [{ingestion.target}] is an alias over several indices ({names}): a row whose id is in an earlier one would be "
            "found twice; remove [pk_field], or use a target with one index"
        )
    return write_index


def find_write_index(name: str, found: tuple[AliasTarget, ...]) -> AliasTarget | None:
    """Return the index that writes to ``name`` go to; None if the name does not exist.

    Raises :class:`~sidecar.errors.TargetError` for a data stream and for an alias without a write index.
    """
    if any(each.data_stream for each in found):
        raise TargetError(f"the target [{name}] is a data stream, which does not accept document ids")
    if not found or found[0].index == name:
        return found[0] if found else None
    write_indices = [each for each in found if each.aliases[name].get("is_write_index", len(found) == 1)]
    if not write_indices:
        names = ", ".join(f"[{each.index}]" for each in found)
        raise TargetError(f"the alias [{name}] points to {names}, and none of them is its write index")
    return write_indices[0]


def _create(client: Elasticsearch, ingestion: Ingestion, mapping: Mapping) -> AliasTarget | None:
    """Create the index; return None if another process created it at the same moment."""
    reject_template(ingestion.target, simulate_template(client, ingestion.target))
    meta = {"index": ingestion.target, "job": ingestion.id, "strategy": ingestion.strategy.value}
    try:
        create_index(client, ingestion.target, mapping, meta=meta, settings=ingestion.settings)
    except TargetError as error:
        if isinstance(error.__cause__, ApiError) and error.__cause__.type == "resource_already_exists_exception":
            return None
        raise
    return find_write_index(ingestion.target, resolve_indices(client, ingestion.target))


def _require_write_index(client: Elasticsearch, name: str) -> AliasTarget:
    found = find_write_index(name, resolve_indices(client, name))
    if found is None:
        raise TargetError(f"the target [{name}] was deleted in the meantime, or the privilege [view_index_metadata] is missing")
    return found


def create_index(
    client: Elasticsearch,
    name: str,
    mapping: Mapping,
    *,
    meta: dict[str, Any],
    settings: dict[str, Any],
    aliases: dict[str, Any] | None = None,
) -> None:
    """Create an index with the sidecar's metadata; raise :class:`~sidecar.errors.TargetError` with Elasticsearch's reason."""
    body = mapping.body()
    mappings = {**body, "_meta": {**body.get("_meta", {}), META_KEY: meta}}
    with _translate_rejection(f"Elasticsearch refused to create the index [{name}]"):
        client.indices.create(index=name, mappings=mappings, settings=settings, aliases=aliases)


def _add_fields(client: Elasticsearch, index: str, mapping: Mapping) -> None:
    """Add the fields that an index lacks; Elasticsearch rejects explicit fields that conflict."""
    with translate_elasticsearch_errors(index):
        present = client.indices.get_mapping(index=index).body[index]["mappings"]
    additions = mapping.additions(present)
    if any(additions.values()):
        with _translate_rejection(f"the mapping conflicts with the index [{index}]"):
            client.indices.put_mapping(index=index, body=additions)


@contextmanager
def _translate_rejection(failure: str) -> Iterator[None]:
    """Raise :class:`~sidecar.errors.TargetError` with Elasticsearch's reason, except for a missing privilege."""
    try:
        with translate_elasticsearch_errors():
            yield
    except ApiError as error:
        if error.status in (401, 403):
            raise
        raise TargetError(f"{failure}: {error.reason}") from error


def refresh(client: Elasticsearch, index: str) -> None:
    """Make all written documents searchable; a large index may take longer than other requests."""
    with translate_elasticsearch_errors(index):
        client.options(request_timeout=300).indices.refresh(index=index)


def find_target(client: Elasticsearch, name: str) -> AliasTarget | None:
    """Return the index that writes to ``name`` go to; None if the name does not exist."""
    return find_write_index(name, resolve_indices(client, name))


def find_target_uuid(client: Elasticsearch, name: str) -> str | None:
    """Return the UUID of the index that writes to ``name`` go to; None if the name does not exist."""
    found = find_target(client, name)
    return found.uuid if found else None


def read_state(client: Elasticsearch, index: AliasTarget) -> TargetState:
    """Return the state of an index by its searchable documents; without sequence numbers for an index of very many shards."""
    shards = range(index.shards if index.shards <= _MAX_SHARDS else 0)
    return TargetState(created=index.created, seq_nos=tuple(_max_seq_no(client, index.index, shard) for shard in shards))


def _max_seq_no(client: Elasticsearch, index: str, shard: int) -> int:
    """Return the largest sequence number of a shard's documents, -1 without one."""
    sort = [{"_seq_no": {"order": "desc", "unmapped_type": "long"}}]
    with translate_elasticsearch_errors(index):
        response = client.search(
            index=index, preference=f"_shards:{shard}", size=1, sort=sort, source=False, track_total_hits=False,
            allow_partial_search_results=False,
        )  # fmt: skip
    hits = response["hits"]["hits"]
    return int(hits[0]["sort"][0]) if hits else -1


def refresh_same_index(client: Elasticsearch, name: str, uuid: str | None) -> None:
    """Make all written documents searchable. Raise :class:`~sidecar.errors.TargetError` unless ``name`` is still the index with this UUID.

    After a deletion the next row creates the index again, without the earlier documents. Without a ``uuid``, any index is accepted.
    """
    deleted = TargetError(f"the target [{name}] was deleted while rows were written to it; run the job with [full=true]")
    try:
        refresh(client, name)
    except ApiError as error:
        if error.status == 404:
            raise deleted from error
        raise
    if uuid is not None and uuid not in [each.uuid for each in resolve_indices(client, name)]:
        raise deleted


def count_documents(client: Elasticsearch, index: str) -> int:
    """Return the number of searchable documents.

    Raises :class:`~sidecar.errors.ServiceUnavailable` while a shard is unavailable, for example after a restart.
    """
    with translate_elasticsearch_errors(index):
        response = client.count(index=index)
    shards = response["_shards"]
    if shards["successful"] < shards["total"]:
        missing = shards["total"] - shards["successful"]
        raise ServiceUnavailable(f"Elasticsearch is not ready: {missing} of {shards['total']} shards of [{index}] are unavailable")
    return int(response["count"])


def has_documents(client: Elasticsearch, index: str) -> bool:
    """Return whether there is a document, searchable or not; raise as :func:`count_documents` does."""
    if count_documents(client, index):
        return True
    refresh(client, index)
    return count_documents(client, index) > 0


def max_primary_key(client: Elasticsearch, name: str, field: str) -> str | None:
    """Return the target's largest key as digits; None if it is absent or empty, or the field's type is not exact.

    Instead of a double that may have been rounded up, return the next smaller one, so that no key is skipped.
    """
    types = _field_types(client, name, field) if resolve_indices(client, name) else frozenset()
    if not types or not types <= _SORTABLE_TYPES:
        return None
    refresh(client, name)
    with translate_elasticsearch_errors(name):
        response = client.search(
            index=name,
            size=1,
            source=False,
            track_total_hits=False,
            query={"exists": {"field": field}},
            sort=[{field: {"order": "desc"}}],
        )
    hits = response["hits"]["hits"]
    if not hits:
        return None
    largest = hits[0]["sort"][0]
    if not types <= _INTEGER_TYPES and not (float(largest).is_integer() and abs(largest) < _MAX_EXACT_DOUBLE):
        largest = math.nextafter(largest, -math.inf)
    return f"{Decimal(str(largest)):f}"


def _field_types(client: Elasticsearch, name: str, field: str) -> frozenset[str]:
    """Return a field's types in all indices of a name; empty if it cannot be sorted."""
    with translate_elasticsearch_errors(name):
        types = client.field_caps(index=name, fields=field)["fields"].get(field, {})
    return frozenset(types) if all(each["aggregatable"] for each in types.values()) else frozenset()
