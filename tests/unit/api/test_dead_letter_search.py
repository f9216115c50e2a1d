"""Selections of dead letters."""

from typing import Any

import pytest

from sidecar.api.dead_letter_search import build_filters, build_selection
from sidecar.errors import InvalidField


@pytest.mark.parametrize(
    ("value", "selected"),
    [("net", ["net"]), ("net, gross", ["net, gross"]), (["net", "gross"], ["net", "gross"]), ("a,b", ["a,b"])],
)
@pytest.mark.parametrize("name", ["field", "summary"])
def test_a_text_with_a_comma_selects_one_field_or_summary(name: str, value: Any, selected: list[str]) -> None:
    assert build_selection({name: value}) == [{"terms": {name: selected}}]


def test_executions_and_types_may_be_a_comma_list() -> None:
    assert build_selection({"execution": "a,b", "type": "x"}) == [{"terms": {"execution": ["a", "b"]}}, {"terms": {"error.type": ["x"]}}]


@pytest.mark.parametrize("name", ["field", "summary"])
@pytest.mark.parametrize("value", [0, 1.5, True, {}])
def test_a_text_that_is_none_is_rejected(name: str, value: object) -> None:
    with pytest.raises(InvalidField, match=rf"\[{name}\] expected a string but got "):
        build_filters({name: value})
