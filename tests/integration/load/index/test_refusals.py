"""Refusals of Elasticsearch: every message names the target, and none shows a class of Python."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import SidecarError, error_messages
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.publish import publish
from sidecar.load.index.staging import check_replaceable, create_staging_index, staging_name
from sidecar.load.index.target import count_documents, max_primary_key, prepare, refresh
from sidecar.load.send.responses import parse_response
from sidecar.load.send.transport import BulkTransport, Destination
from sidecar.model.columns import Column, SqlType
from sidecar.model.ingestion import Ingestion, Strategy

COLUMNS = (Column.of("id", SqlType.LONG),)
BLOCKS = ("read_only", "read_only_allow_delete", "metadata", "read", "write")
Options = dict[str, Any]
"""Fields of the ingestion."""


def create_index(es: Elasticsearch, name: str, settings: Options | None = None) -> None:
    """Create a target as the sidecar does, whose ``id`` is a keyword."""
    mappings = {"_meta": {"siren": {"index": name, "job": name}}, "properties": {"id": {"type": "keyword"}}}
    es.indices.create(index=name, mappings=mappings, settings=settings or {})


def create_indices_of_alias(es: Elasticsearch, name: str, count: int) -> None:
    for number in range(count):
        es.indices.create(index=f"{name}-{number}", aliases={name: {}})


def close_index(es: Elasticsearch, name: str) -> Options:
    create_index(es, name)
    es.indices.close(index=name)
    return {}


def close_index_of_alias(es: Elasticsearch, name: str) -> Options:
    create_indices_of_alias(es, name, 1)
    es.indices.close(index=f"{name}-0")
    return {}


def block_index(block: str) -> Callable[[Elasticsearch, str], Options]:
    def block_writes(es: Elasticsearch, name: str) -> Options:
        create_index(es, name)
        es.indices.put_settings(index=name, settings={f"index.blocks.{block}": True})
        return {}

    return block_writes


def omit_write_index(es: Elasticsearch, name: str) -> Options:
    create_indices_of_alias(es, name, 2)
    return {}


def change_type(es: Elasticsearch, name: str) -> Options:
    create_index(es, name)
    return {"mapping": {"properties": {"id": {"type": "date"}}}}


def limit_fields(es: Elasticsearch, name: str) -> Options:
    create_index(es, name, {"mapping.total_fields.limit": 1})
    return {"settings": {"mapping.total_fields.limit": 1}, "mapping": {"properties": {"other": {"type": "long"}}}}


def name_alias_like_an_index(es: Elasticsearch, name: str) -> Options:
    es.indices.create(index=f"{name}-a")
    return {"aliases": (f"{name}-a",)}


REFUSALS: dict[str, Callable[[Elasticsearch, str], Options]] = {
    "closed index": close_index,
    "closed index of an alias": close_index_of_alias,
    **{f"block {block}": block_index(block) for block in BLOCKS},
    "no write index": omit_write_index,
    "conflicting type": change_type,
    "too many fields": limit_fields,
    "too many shards": lambda es, name: {"settings": {"number_of_shards": 5000}},
    "unknown type": lambda es, name: {"mapping": {"properties": {"id": {"type": "no_such_type"}}}},
    "unknown analyzer": lambda es, name: {"mapping": {"properties": {"id": {"type": "text", "analyzer": "none"}}}},
    "unknown setting": lambda es, name: {"settings": {"no_such_setting": 1}},
    "alias with the name of an index": name_alias_like_an_index,
}


@pytest.fixture
def target(es: Elasticsearch, name: str) -> Iterator[str]:
    """Return the name of a target; delete it whatever its state is."""
    yield name
    for index in [each for each in es.cluster.health(level="indices")["indices"] if each.startswith(name)]:
        es.indices.put_settings(index=index, settings=dict.fromkeys(f"index.blocks.{block}" for block in BLOCKS))
        es.indices.delete(index=index)


def load(es: Elasticsearch, ingestion: Ingestion) -> None:
    """Do what a run of one row asks of Elasticsearch."""
    mapping = Mapping.from_fields(plan_fields(COLUMNS, ()), ingestion.mapping)
    if ingestion.strategy is Strategy.INCREMENTAL:
        prepared = prepare(es, ingestion, mapping)
        max_primary_key(es, ingestion.target, "id")
        send_row(es, Destination(index=prepared.name))
        refresh(es, prepared.name)
        count_documents(es, ingestion.target)
        return
    replaced = check_replaceable(es, ingestion)
    index = staging_name(ingestion, now=datetime(2024, 2, 29, 12, 0, 1, tzinfo=UTC), suffix="aa")
    staging = create_staging_index(es, ingestion, mapping, index, execution="e", attempt=1)
    send_row(es, Destination(index=staging.alias, require_alias=True))
    publish(es, index, ingestion.target, replaced=replaced, expected=range(1, 2), removal_guard=50.0)


def send_row(es: Elasticsearch, destination: Destination) -> None:
    """Send a row; raise :class:`SidecarError` as the delivery of a run does."""
    result = parse_response(BulkTransport(es, destination).post(b'{"index":{"_id":"1"}}\n{"id":1}\n'), 1, destination)
    assert result.acknowledged == 1 or result.retryable


@pytest.mark.parametrize("strategy", Strategy)
@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_names_the_target_and_no_class(es: Elasticsearch, target: str, refusal: str, strategy: Strategy) -> None:
    options = REFUSALS[refusal](es, target)
    try:
        load(es, Ingestion(id="j", datasource="d", query="select 1", target=target, strategy=strategy, **options))
    except SidecarError as error:
        messages = error_messages(error)
        assert f"[{target}" in messages[0], messages
        assert not [message for message in messages if re.search(r"\b[A-Z]\w*(Error|Exception)\(|Errno", message)], messages
