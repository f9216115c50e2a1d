"""Numbers keep all their digits through JSON."""

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.api.compat.media_types import ResponseFormat
from sidecar.api.compat.rendering import Style, render
from sidecar.model import exact_json
from sidecar.model.exact_json import RawNumber

NUMBERS = ["1.10", "0.0000000000", "-0", "-0.0", "1e5", "1E+400", "0.1234567890123456789", "9007199254740993", "9" * 60, "9" * 5000]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("style", [Style(), Style(pretty=True)], ids=["compact", "pretty"])
def test_a_number_keeps_its_text(number: str, style: Style) -> None:
    rendered = render({"results": [{"n": exact_json.parse(number)}]}, style).decode()
    assert json.loads(rendered, parse_int=str, parse_float=str) == {"results": [{"n": number}]}


@pytest.mark.parametrize("number", [each for each in NUMBERS if len(each) < 60])
def test_a_number_is_a_number_in_yaml(number: str) -> None:
    read = yaml.safe_load(render({"n": exact_json.parse(number)}, Style(format=ResponseFormat(yaml=True))))
    assert read == {"n": float(number) if isinstance(exact_json.parse(number), RawNumber) else int(number)}


@settings(max_examples=20, deadline=None)
@given(ANY_JSON)
def test_any_json_survives_a_round_trip(document: object) -> None:
    assert json.loads(exact_json.serialize(exact_json.parse(json.dumps(document)))) == document


def test_a_string_that_looks_like_a_number_stays_a_string() -> None:
    assert exact_json.serialize({"a": RawNumber("1.50"), "b": '"1.5"', "c": "1.50"}) == '{"a": 1.50, "b": "\\"1.5\\"", "c": "1.50"}'


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": 1, "a": 2}', '[{"b": {"a": 1, "a": 2}}]', "nonsense", ""])
def test_json_that_elasticsearch_rejects_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        exact_json.parse(text)


def test_serializing_an_unsupported_type_raises_type_error() -> None:
    with pytest.raises(TypeError, match="set"):
        exact_json.serialize({"a": {1}})


def test_a_lone_surrogate_is_written_as_its_escape() -> None:
    assert render({"a": exact_json.parse('"\\ud800"')}, Style()) == b'{"a":"\\ud800"}'
