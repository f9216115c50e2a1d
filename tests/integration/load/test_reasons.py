"""Elasticsearch's own reasons name the field, and are the same for two rows rejected for the same fault."""

import json
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.load.reasons import find_field, summarize
from sidecar.load.send.responses import ItemFailure, parse_response
from sidecar.load.send.transport import Destination
from tests.conftest import version_9_is_long

DAY = {"type": "date", "format": "yyyy-MM-dd"}
LONG = {"type": "long"}
NESTED = {"properties": {"a": {"dynamic": "strict", "properties": {"b": LONG}}}}


def reject(client: Elasticsearch, index: str, documents: list[Any]) -> tuple[ItemFailure, ...]:
    """Index documents in one bulk request and return the failures."""
    lines: list[dict[str, Any]] = []
    for number, document in enumerate(documents):
        lines += [{"index": {"_id": f"row {number * 1234}"}}, document]
    response = client.bulk(index=index, operations=lines)
    return parse_response(json.dumps(response.body).encode(), len(documents), Destination(index=index)).rejected


@version_9_is_long
@pytest.mark.parametrize(
    ("mappings", "values", "field"),
    [
        ({"properties": {"v": LONG}}, ["word7", 'it\'s "8": [1]'], "v"),
        ({"properties": {"v": LONG}}, [1e30, 99999999999999999999], "v"),
        ({"properties": {"v": {"type": "integer"}}}, [3_000_000_000, -4_000_000_000], "v"),
        ({"properties": {"v": DAY}}, ["yesterday", "12th of June"], "v"),
        ({"properties": {"v": {"type": "boolean"}}}, ["perhaps", "none 1"], "v"),
        ({"properties": {"v": {"type": "ip"}}}, ["1.2.3.400", "::g"], "v"),
        ({"properties": {"v": {"type": "geo_point"}}}, ["not here!", "somewhere else?"], "v"),
        ({"properties": {"v": {"properties": {"a": LONG}}}}, ["x", 12], "v"),
        ({"properties": {"v": LONG}}, [{"a": 1}, {"b": [2]}], "v"),
        ({"properties": {"v": {"type": "keyword"}}}, ["x" * 40_000, "y" * 50_000], "v"),
        ({"dynamic": "strict"}, [1, "two"], "v"),
        ({"properties": {"v": NESTED}}, [{"a": {"c": 1}}, {"a": {"c": "x"}}], "v.a.c"),
    ],
)
def test_equal_faults_of_two_rows_are_summarized_alike(
    any_elasticsearch_url: str, name: str, mappings: dict[str, Any], values: list[Any], field: str
) -> None:
    with Elasticsearch(any_elasticsearch_url) as client:
        client.indices.create(index=name, mappings=mappings, settings={"number_of_replicas": 0, "number_of_shards": 1})
        try:
            first, second = reject(client, name, [{"v": value} for value in values])
        finally:
            client.indices.delete(index=name)
    assert (first.type, summarize(first.reason)) == (second.type, summarize(second.reason))
    assert "row " not in summarize(second.reason)
    assert find_field(first.reason) == find_field(second.reason) == field
