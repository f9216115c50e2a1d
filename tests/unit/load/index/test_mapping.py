"""Build mappings from three layers: the user's, the transforms' and the defaults of the SQL types."""

from typing import Any

import pytest

from sidecar.load.encode.fields import Field, plan_fields
from sidecar.load.index.mapping import Mapping, find_unknown_type
from sidecar.model.columns import Column, SqlType
from sidecar.model.transform import Transform

KEYWORD = {"type": "keyword", "ignore_above": 8191}


def fields(**types: SqlType) -> tuple[Field, ...]:
    return plan_fields([Column.of(name.replace("__", "."), type) for name, type in types.items()], ())


def properties(user: dict[str, Any], **types: SqlType) -> dict[str, Any]:
    found: dict[str, Any] = Mapping.from_fields(fields(**types), {"properties": user}).body()["properties"]
    return found


@pytest.mark.parametrize("type", list(SqlType))
def test_every_sql_type_has_a_default_mapping(type: SqlType) -> None:
    assert properties({}, c=type)["c"]["type"]


def test_the_users_field_replaces_the_default() -> None:
    assert properties({"c": {"type": "text"}}, c=SqlType.TEXT, d=SqlType.LONG) == {"c": {"type": "text"}, "d": {"type": "long"}}


def test_a_transforms_mapping_overrides_the_default_but_not_the_users() -> None:
    transforms = [
        Transform(input=("a",), output="x", mapping={"type": "integer"}),
        Transform(input=("a",), output="y", mapping={"type": "integer"}),
        Transform(input=("a", "b"), output="z", transform="geo_point"),
    ]
    planned = plan_fields([Column.of("a", SqlType.LONG), Column.of("b", SqlType.LONG)], transforms)
    assert Mapping.from_fields(planned, {"properties": {"y": {"type": "short"}}}).body()["properties"] == {
        "y": {"type": "short"},
        "x": {"type": "integer"},
        "z": {"type": "geo_point"},
    }


def test_other_keys_of_the_users_mapping_are_preserved() -> None:
    body = Mapping.from_fields(fields(c=SqlType.LONG), {"dynamic": "strict", "_source": {"excludes": ["c"]}}).body()
    assert body == {"dynamic": "strict", "_source": {"excludes": ["c"]}, "properties": {"c": {"type": "long"}}}


def test_the_users_mapping_is_not_modified() -> None:
    user: dict[str, Any] = {"properties": {"a": {"properties": {}}}}
    Mapping.from_fields(fields(a__b=SqlType.LONG), user).body()
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
def test_a_dotted_column_is_added_to_the_users_object(user: dict[str, Any], expected: dict[str, Any]) -> None:
    assert properties(user, a__b=SqlType.LONG) == expected


def test_additions_contain_missing_and_explicit_fields() -> None:
    mapping = Mapping.from_fields(fields(a=SqlType.TEXT, b=SqlType.LONG, c__d=SqlType.LONG), {"properties": {"e": {"type": "ip"}}})
    present = {"properties": {"a": {"type": "keyword"}, "c": {"properties": {"x": {"type": "long"}}}, "e": {"type": "text"}}}
    assert mapping.additions(present) == {"properties": {"b": {"type": "long"}, "c.d": {"type": "long"}, "e": {"type": "ip"}}}


def test_an_optional_type_is_replaced_by_its_fallback() -> None:
    mapping = Mapping.from_fields(fields(u=SqlType.UNSIGNED_LONG, g=SqlType.GEO_SHAPE, d=SqlType.DATE), {})
    assert mapping.optional_types == {"unsigned_long", "geo_shape"}
    reduced = mapping.without_type("unsigned_long")
    assert reduced.body()["properties"]["u"] == KEYWORD
    assert reduced.types == {"u": "keyword", "g": "geo_shape", "d": "date"}
    assert reduced.optional_types == {"geo_shape"}
    assert reduced.without_type("geo_shape").optional_types == set()


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("Failed to parse mapping: The mapper type [geo_shape] declared on field [u] does not exist.", ("geo_shape", "u")),
        ("No handler for type [unsigned-long] declared on field [u.v]", ("unsigned-long", "u.v")),
        ("mapper [x] cannot be changed from type [text] to [long]", None),
    ],
)
def test_the_unknown_type_is_read_from_elasticsearchs_reason(reason: str, expected: tuple[str, str] | None) -> None:
    assert find_unknown_type(reason) == expected
