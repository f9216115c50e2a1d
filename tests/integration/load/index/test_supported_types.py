"""The mapping of a run and of its previews, on clusters that lack field types."""

from collections.abc import Iterator
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import InvalidField, ServiceUnavailable
from sidecar.load.index.supported_types import create_mapping, require_known_types
from sidecar.model.columns import Column, SqlType
from sidecar.model.ingestion import Ingestion
from sidecar.model.transform import Transform

ORDINARY = (Column.of("id", SqlType.LONG), Column.of("name", SqlType.KEYWORD), Column.of("ip", SqlType.IP))
OPTIONAL = (Column.of("large", SqlType.UNSIGNED_LONG), Column.of("place", SqlType.GEO_SHAPE))
ANALYZED = {"type": "text", "analyzer": "of_settings"}
SETTINGS = {"analysis": {"analyzer": {"of_settings": {"type": "standard", "max_token_length": 5}}}}


@pytest.fixture
def client(any_elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(any_elasticsearch_url) as client:
        yield client


@pytest.fixture
def unreachable() -> Iterator[Elasticsearch]:
    """Yield a client without an Elasticsearch."""
    with Elasticsearch("http://127.0.0.1:1", max_retries=0) as client:
        yield client


def test_default_types_are_those_that_an_index_can_have_and_nothing_is_created(client: Elasticsearch, name: str) -> None:
    before = known_names(client)
    mapping = create_mapping(client, ORDINARY + OPTIONAL)
    assert mapping.types["id"] == "long"
    assert known_names(client) == before
    client.indices.create(index=name, mappings=mapping.body())
    client.indices.delete(index=name)


def known_names(client: Elasticsearch) -> list[str]:
    """Return the indices with the name of the simulated one, and all templates."""
    found = [*client.indices.get(index="siren-field-types*").body]
    return found + [each["name"] for each in client.indices.get_index_template()["index_templates"] if "field-types" in each["name"]]


def test_elasticsearch_is_asked_only_about_types_that_a_cluster_may_lack(unreachable: Elasticsearch) -> None:
    mapping = create_mapping(unreachable, ORDINARY)
    assert mapping.types == {"id": "long", "name": "keyword", "ip": "ip"}
    require_known_types(unreachable, mapping, ingestion())
    for column in OPTIONAL:
        with pytest.raises(ServiceUnavailable):
            create_mapping(unreachable, (column,))


@pytest.mark.parametrize(
    ("mapping", "transforms", "reason"),
    [
        ({"properties": {"name": {"type": "no_such-type"}}}, (), r"\[ingest.mapping\] .* for \[name\] but got \[no_such-type\]"),
        ({"properties": {"o": {"properties": {"p": {"type": "nope"}}}}}, (), r"\[ingest.mapping\] .* for \[p\] but got \[nope\]"),
        ({}, (Transform(input=("name",), output="n", mapping={"type": "nope"}),), r"\[ingest.transforms\] .* for \[n\] but got \[nope\]"),
        ({"properties": {"a": ANALYZED, "b": {"type": "nope"}}}, (), r"\[ingest.mapping\] .* for \[b\] but got \[nope\]"),
        ({"properties": {"a": ANALYZED, "name": {"type": "text"}}}, (), None),
    ],
)
def test_an_unknown_type_of_the_user_is_reported_with_its_field(
    client: Elasticsearch, mapping: dict[str, Any], transforms: tuple[Transform, ...], reason: str | None
) -> None:
    definition = ingestion(mapping=mapping, transforms=transforms, settings=SETTINGS)
    planned = create_mapping(client, ORDINARY + OPTIONAL, transforms, mapping)
    if reason is None:
        require_known_types(client, planned, definition)
        return
    with pytest.raises(InvalidField, match=reason):
        require_known_types(client, planned, definition)


def ingestion(**options: Any) -> Ingestion:
    return Ingestion(id="i", datasource="d", query="select 1", target="t", **options)
