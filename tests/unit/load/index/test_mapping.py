"""The user's mapping over the transforms' over what the SQL types give, field by field and never merged."""

from typing import Any

import pytest

from sidecar.load.encode.fields import Field, plan_fields
from sidecar.load.index.mapping import Mapping, unknown_type
from sidecar.model.columns import Column, SqlType
from sidecar.model.ingestion import Transform

KEYWORD = {"type": "keyword", "ignore_above": 8191}


def fields(**types: SqlType) -> tuple[Field, ...]:
    return plan_fields([Column.of(name.replace("__", "."), type) for name, type in types.items()], ())


def properties(user: dict[str, Any], **types: SqlType) -> dict[str, Any]:
    found: dict[str, Any] = Mapping.of(fields(**types), {"properties": user}).body()["properties"]
    return found


@pytest.mark.parametrize("type", list(SqlType))
def test_every_sql_type_has_a_default(type: SqlType) -> None:
    assert properties({}, c=type)["c"]["type"]


def test_the_users_definition_is_taken_whole() -> None:
    assert properties({"c": {"type": "text"}}, c=SqlType.TEXT, d=SqlType.LONG) == {"c": {"type": "text"}, "d": {"type": "long"}}


def test_a_transforms_mapping_stands_between_the_users_and_the_default() -> None:
    transforms = [
        Transform(input=("a",), output="x", mapping={"type": "integer"}),
        Transform(input=("a",), output="y", mapping={"type": "integer"}),
        Transform(input=("a", "b"), output="z", transform="geo_point"),
    ]
    planned = plan_fields([Column.of("a", SqlType.LONG), Column.of("b", SqlType.LONG)], transforms)
    assert Mapping.of(planned, {"properties": {"y": {"type": "short"}}}).body()["properties"] == {
        "y": {"type": "short"},
        "x": {"type": "integer"},
        "z": {"type": "geo_point"},
    }


def test_other_keys_of_the_users_mapping_are_kept() -> None:
    body = Mapping.of(fields(c=SqlType.LONG), {"dynamic": "strict", "_source": {"excludes": ["c"]}}).body()
    assert body == {"dynamic": "strict", "_source": {"excludes": ["c"]}, "properties": {"c": {"type": "long"}}}


def test_the_ingestion_stays_as_it_is() -> None:
    user: dict[str, Any] = {"properties": {"a": {"properties": {}}}}
    Mapping.of(fields(a__b=SqlType.LONG), user).body()
    assert user == {"properties": {"a": {"properties": {}}}}


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ({}, {"a.b": {"type": "long"}}),
        ({"a.b": {"type": "short"}}, {"a.b": {"type": "short"}}),
        ({"a": {"properties": {"b": {"type": "short"}}}}, {"a": {"properties": {"b": {"type": "short"}}}}),
        ({"a": {"type": "nested"}}, {"a": {"type": "nested", "properties": {"b": {"type": "long"}}}}),
        ({"a": {"type": "flattened"}}, {"a": {"type": "flattened"}}),
        ({"a": {"type": "object", "enabled": False}}, {"a": {"type": "object", "enabled": False}}),
        ({"a.b.c": {"type": "short"}}, {"a.b.c": {"type": "short"}}),
    ],
)
def test_a_dotted_column_finds_its_place_among_the_users_objects(user: dict[str, Any], expected: dict[str, Any]) -> None:
    assert properties(user, a__b=SqlType.LONG) == expected


def test_an_index_gets_what_it_lacks_and_all_that_is_explicit() -> None:
    mapping = Mapping.of(fields(a=SqlType.TEXT, b=SqlType.LONG, c__d=SqlType.LONG), {"properties": {"e": {"type": "ip"}}})
    present = {"properties": {"a": {"type": "keyword"}, "c": {"properties": {"x": {"type": "long"}}}, "e": {"type": "text"}}}
    assert mapping.additions(present) == {"properties": {"b": {"type": "long"}, "c.d": {"type": "long"}, "e": {"type": "ip"}}}


def test_a_cluster_without_a_type_gets_what_stands_in_for_it() -> None:
    mapping = Mapping.of(fields(u=SqlType.UNSIGNED_LONG, g=SqlType.GEO_SHAPE), {})
    lesser = mapping.without("unsigned_long")
    assert lesser
    assert lesser.body()["properties"]["u"] == KEYWORD
    assert lesser.without("unsigned_long") is None
    assert mapping.without("wildcard") is None


@pytest.mark.parametrize(
    ("words", "type"),
    [
        ("Failed to parse mapping: The mapper type [geo_shape] declared on field [u] does not exist.", "geo_shape"),
        ("No handler for type [unsigned_long] declared on field [u]", "unsigned_long"),
        ("mapper [x] cannot be changed from type [text] to [long]", None),
    ],
)
def test_elasticsearchs_words_name_the_type_that_it_lacks(words: str, type: str | None) -> None:
    assert unknown_type(words) == type
