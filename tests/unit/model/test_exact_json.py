"""No number loses a digit on its way through JSON."""

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.api.compat.media_types import Form
from sidecar.api.compat.rendering import Style, written
from sidecar.model import exact_json
from sidecar.model.exact_json import Digits

NUMBERS = ["1.10", "0.0000000000", "-0", "-0.0", "1e5", "1E+400", "0.1234567890123456789", "9007199254740993", "9" * 60, "9" * 5000]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("style", [Style(), Style(pretty=True)], ids=["compact", "pretty"])
def test_a_number_is_answered_as_it_came(number: str, style: Style) -> None:
    answer = written({"results": [{"n": exact_json.exact(number)}]}, style).decode()
    assert json.loads(answer, parse_int=str, parse_float=str) == {"results": [{"n": number}]}


@pytest.mark.parametrize("number", [each for each in NUMBERS if len(each) < 60])
def test_a_number_is_a_number_in_yaml_too(number: str) -> None:
    read = yaml.safe_load(written({"n": exact_json.exact(number)}, Style(form=Form(yaml=True))))
    assert read == {"n": float(number) if isinstance(exact_json.exact(number), Digits) else int(number)}


@settings(max_examples=20, deadline=None)
@given(ANY_JSON)
def test_any_json_comes_back_as_it_was(document: object) -> None:
    assert json.loads(exact_json.written(exact_json.exact(json.dumps(document)))) == document


def test_a_text_that_looks_like_a_number_stays_a_text() -> None:
    assert exact_json.written({"a": Digits("1.50"), "b": '"1.5"', "c": "1.50"}) == '{"a": 1.50, "b": "\\"1.5\\"", "c": "1.50"}'


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": 1, "a": 2}', '[{"b": {"a": 1, "a": 2}}]', "nonsense", ""])
def test_what_elasticsearch_would_not_take_for_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        exact_json.exact(text)


def test_what_is_no_json_value_is_a_mistake_and_no_text() -> None:
    with pytest.raises(TypeError, match="set"):
        exact_json.written({"a": {1}})


def test_half_of_a_surrogate_pair_is_answered_as_its_escape() -> None:
    assert written({"a": exact_json.exact('"\\ud800"')}, Style()) == b'{"a":"\\ud800"}'
