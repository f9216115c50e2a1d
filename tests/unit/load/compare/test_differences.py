"""Documents are compared as JSON: by values, not by their notation."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.load.compare.differences import find_differences, parse_documents
from sidecar.model.comparison import FieldDifference

Difference = tuple[str, str | None, str | None]


def differences(source: str, target: str) -> list[Difference]:
    found = find_differences(parse_documents(source), parse_documents(target))
    return [(each.field, each.source, each.target) for each in found]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("{}", "{}"),
        ('{"a":1,"b":2}', '{"b":2, "a":1}'),
        ('{"a":1}', '{"a":1.0}'),
        ('{"a":1}', '{"a":1e0}'),
        ('{"a":100}', '{"a":1E+2}'),
        ('{"a":0}', '{"a":-0.00}'),
        ('{"a":12345678901234567890.10}', '{"a":12345678901234567890.1}'),
        ('{"a":"\\u00e9\\/"}', '{"a":"é/"}'),
        ('{"a":"\\ud83d\\ude00"}', '{"a":"😀"}'),
        ('{"a":{"b":[1,{"c":2,"d":null}]}}', '{"a":{"b":[1.0,{"d":null,"c":2}]}}'),
        ('{"a":[]}', '{"a":[]}'),
        ('{"a":"\\ud800"}', '{"a":"\\uD800"}'),
    ],
)
def test_equal_documents_have_no_differences(source: str, target: str) -> None:
    assert differences(source, target) == []
    assert differences(target, source) == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ('{"a":1}', '{"a":2}', [("a", "1", "2")]),
        ('{"a":1}', '{"a":"1"}', [("a", "1", '"1"')]),
        ('{"a":1}', '{"a":true}', [("a", "1", "true")]),
        ('{"a":false}', '{"a":0.0}', [("a", "false", "0.0")]),
        ('{"a":[true]}', '{"a":[1]}', [("a", "[true]", "[1]")]),
        ('{"a":null}', "{}", [("a", "null", None)]),
        ("{}", '{"a":null}', [("a", None, "null")]),
        ('{"a":""}', '{"a":null}', [("a", '""', "null")]),
        ('{"a":{"b":1,"c":2}}', '{"a":{"b":1,"c":3}}', [("a.c", "2", "3")]),
        ('{"a":{"b":1}}', '{"a":{}}', [("a.b", "1", None)]),
        ('{"a":{"b":1}}', '{"a":1}', [("a", '{"b": 1}', "1")]),
        ('{"a":{}}', "{}", [("a", "{}", None)]),
        ('{"a":[1,2]}', '{"a":[2,1]}', [("a", "[1, 2]", "[2, 1]")]),
        ('{"a":[1]}', '{"a":[1,1]}', [("a", "[1]", "[1, 1]")]),
        ('{"a":1}', '{"a":[1]}', [("a", "1", "[1]")]),
        ('{"a":[{"b":1}]}', '{"a":[{"b":1,"c":null}]}', [("a", '[{"b": 1}]', '[{"b": 1, "c": null}]')]),
        ('{"a":1,"b":2}', '{"c":3,"b":4}', [("a", "1", None), ("b", "2", "4"), ("c", None, "3")]),
        ('{"a":12345678901234567890.1}', '{"a":12345678901234567890.2}', [("a", "12345678901234567890.1", "12345678901234567890.2")]),
        (
            '{"a":[12345678901234567890.1]}',
            '{"a":[12345678901234567890.2]}',
            [("a", "[12345678901234567890.1]", "[12345678901234567890.2]")],
        ),
        ('{"a":1e400}', '{"a":1}', [("a", "1E+400", "1")]),
        ('{"a":1e99999999999999999999}', '{"a":1}', [("a", "Infinity", "1")]),
        ('{"a":"é😀\\n"}', '{"a":"x"}', [("a", '"é😀\\n"', '"x"')]),
    ],
)
def test_each_field_that_differs_is_listed(source: str, target: str, expected: list[Difference]) -> None:
    assert differences(source, target) == expected
    assert sorted(differences(target, source)) == sorted((name, other, one) for name, one, other in expected)


def test_long_values_are_cut_off() -> None:
    ((_, source, target),) = differences(json.dumps({"a": "x" * 1000}), '{"a":' + "9" * 5000 + "}")
    assert source == '"' + "x" * 199 + "…"
    assert target == "9" * 200 + "…"


@pytest.mark.parametrize("half", ["\\ud800", "\\udc00", "\\ude00\\ud83d"])
def test_halves_of_surrogate_pairs_can_be_stored(half: str) -> None:
    found = find_differences(parse_documents(f'{{"a":"{half}","{half}":[{{"{half}":1}}]}}'), {"a": Decimal(1)})
    assert [each.field for each in found] == ["a", half]
    assert [each.source for each in found] == [f'"{half}"', f'[{{"{half}": 1}}]']
    assert json.dumps([each.to_document() for each in found], ensure_ascii=False).encode()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3), max_leaves=10,
)  # fmt: skip
OBJECTS = st.dictionaries(st.text(max_size=3), VALUES, max_size=4)


@given(value=OBJECTS)
def test_a_document_equals_itself_in_any_notation(value: Any) -> None:
    reordered = dict(reversed(value.items()))
    assert differences(json.dumps(value), json.dumps(reordered, ensure_ascii=True, indent=2)) == []


@given(one=OBJECTS, other=OBJECTS)
def test_the_direction_only_exchanges_the_values(one: Any, other: Any) -> None:
    forth, back = differences(json.dumps(one), json.dumps(other)), differences(json.dumps(other), json.dumps(one))
    assert sorted((name, target, source) for name, source, target in back if name.count(".") == 0) == sorted(
        each for each in forth if each[0].count(".") == 0
    )
    assert bool(forth) == bool(back)


@given(value=st.recursive(VALUES, lambda inner: st.lists(inner, max_size=2), max_leaves=5))
def test_a_shown_value_is_json(value: Any) -> None:
    (found,) = find_differences({"a": parse_documents(json.dumps(value))}, {})
    assert isinstance(found, FieldDifference)
    if found.source and not found.source.endswith("…"):
        assert parse_documents(found.source) == parse_documents(json.dumps(value))
