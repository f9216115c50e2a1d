"""Differences between two mappings, by dotted field names."""

from typing import Any

import pytest

from sidecar.load.index.mapping_changes import _field_types, compare_types


@pytest.mark.parametrize(
    ("mapping", "types"),
    [
        ({}, {}),
        ({"properties": {"a": {"type": "long"}}}, {"a": "long"}),
        ({"properties": {"a": {"properties": {"b": {"type": "ip"}}}}}, {"a.b": "ip"}),
        ({"properties": {"a": {"type": "nested", "properties": {"b": {"type": "ip"}}}}}, {"a": "nested", "a.b": "ip"}),
        ({"properties": {"a": {"type": "text", "fields": {"keyword": {"type": "keyword"}}}}}, {"a": "text", "a.keyword": "keyword"}),
        ({"properties": {"a": {"enabled": False}}}, {"a": "object"}),
    ],
)
def test_every_field_has_its_type(mapping: dict[str, Any], types: dict[str, str]) -> None:
    assert dict(_field_types(mapping)) == types


def test_only_what_is_replaced_loses_fields() -> None:
    present, wanted = {"a": "long", "b": "ip"}, {"b": "keyword", "c": "date"}
    changed = {"added": {"c": "date"}, "changed": {"b": {"from": "ip", "to": "keyword"}}}
    assert compare_types(present, wanted, replaces=False) == changed
    assert compare_types(present, wanted, replaces=True) == {**changed, "removed": {"a": "long"}}
    assert compare_types(present, present, replaces=True) == {}
