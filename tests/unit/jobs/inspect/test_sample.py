"""Samples: the rows that are shown, and the truncation of long values."""

import json
from typing import Any

import pytest

from sidecar.errors import InvalidField
from sidecar.extract import inspect
from sidecar.jobs.inspect import sample
from sidecar.jobs.inspect.sample import ELLIPSIS, SampleBuilder
from sidecar.model import exact_json
from sidecar.model.columns import Column, RowError, SqlType
from sidecar.model.sampling import SampleRequest, read_query
from tests.support.rows import Texts, block

ID = Column.of("id", SqlType.LONG)
TEXT = Column.of("words", SqlType.TEXT)
JSON = Column.of("j", SqlType.JSON)


def build_sample(
    columns: list[Column], *blocks: tuple[Texts, ...], rows: int = 10, max_text_size: int = 1000, row_errors: tuple[RowError, ...] = ()
) -> Any:
    builder = SampleBuilder(tuple(columns), SampleRequest(query="q", row_limit=rows, max_text_size=max_text_size))
    for each in blocks:
        if not builder.add(block(columns, *each, row_errors=row_errors)):
            break
    return json.loads(exact_json.serialize(builder.to_response()), parse_float=str)


def test_rows_are_documents() -> None:
    columns = [ID, TEXT, JSON, Column.of("tags", SqlType.KEYWORD, array=True), Column.of("price", SqlType.DECIMAL)]
    response = build_sample(columns, (["1", None], ["x", None], ['{"a":[1.50]}', None], ['["a"]', None], ["1.10", None]))
    assert response == {
        **inspect.columns_to_response(columns),
        "results": [
            {"id": 1, "words": "x", "j": {"a": ["1.50"]}, "tags": ["a"], "price": "1.10"},
            {"id": None, "words": None, "j": None, "tags": None, "price": None},
        ],
    }


def test_a_query_without_rows_has_columns_and_no_results() -> None:
    assert build_sample([ID]) == {**inspect.columns_to_response([ID]), "results": []}


def test_no_more_rows_than_requested_are_returned_in_any_split_of_blocks() -> None:
    assert [each["id"] for each in build_sample([ID], (["1", "2"],), (["3", "4"],), (["5"],), rows=3)["results"]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("type", "text", "shown"),
    [
        (SqlType.TEXT, "Zoë 🙂 and more", "Zoë 🙂"),
        (SqlType.KEYWORD, "123456", "12345"),
        (SqlType.BINARY, "AAAABBBB", "AAAAB"),
        (SqlType.JSON, '{"a":["123456"]}', {"a": ["12345"]}),
    ],
)
def test_a_long_text_is_cut_at_any_depth_and_its_column_is_named(type: SqlType, text: str, shown: Any) -> None:
    response = build_sample([Column.of("c", type)], ([text],), max_text_size=5)
    cut = {"a": [shown["a"][0] + ELLIPSIS]} if isinstance(shown, dict) else shown + ELLIPSIS
    assert (response["results"], response["cut"]) == ([{"c": cut}], ["c"])


def test_a_text_of_exactly_the_maximum_size_and_a_date_are_not_cut() -> None:
    response = build_sample([TEXT, Column.of("at", SqlType.TIMESTAMP)], (["12345"], ["2024-02-29T12:00:00Z"]), max_text_size=5)
    assert response["results"] == [{"words": "12345", "at": "2024-02-29T12:00:00Z"}]
    assert "cut" not in response


def test_a_row_that_a_run_would_reject_is_named_and_counts() -> None:
    row_errors = (RowError(row=1, column="id", reason="not a long: it has a fraction"),)
    response = build_sample([ID], (["1", None, "3", "4"],), rows=3, row_errors=row_errors)
    assert [each["id"] for each in response["results"]] == [1, 3]
    assert response["rejected"] == [{"row": 2, "reason": "column [id]: not a long: it has a fraction"}]


@pytest.mark.parametrize("text", ['{"a":1,"a":2}', "[" * 100_000 + "]" * 100_000])
def test_json_that_elasticsearch_would_reject_rejects_its_row(text: str) -> None:
    response = build_sample([ID, JSON], (["1", "2"], [text, "{}"]))
    assert response["results"] == [{"id": 2, "j": {}}]
    assert [each["row"] for each in response["rejected"]] == [1]


def test_deeply_nested_json_is_cut() -> None:
    response = build_sample([JSON], (["[" * 200 + "]" * 200],))
    assert response["cut"] == ["j"]
    assert json.dumps(response["results"]).count("[") == sample.MAX_DEPTH + 1


def test_a_long_reason_is_cut() -> None:
    row_errors = (RowError(row=0, column="id", reason="x" * 100_000),)
    assert len(build_sample([ID], ([None],), row_errors=row_errors)["rejected"][0]["reason"]) == sample.MAX_REASON_LENGTH + 1


def test_the_response_is_truncated_before_it_is_too_large_and_says_so() -> None:
    rows = 20
    response = build_sample([TEXT], (["x" * 1_000_000] * rows,), rows=rows, max_text_size=1_000_000)
    assert response["truncated"] is True
    assert sample.MAX_BYTES - 1_100_000 < len(json.dumps(response["results"])) <= sample.MAX_BYTES
    assert build_sample([TEXT], (["x" * (sample.MAX_BYTES + 1)],), max_text_size=2 * sample.MAX_BYTES)["results"] == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, "[query] is missing"),
        ({"query": 7}, "[query] expected a string but got a number [7]"),
        ({"query": ""}, "[query] must not be empty"),
        ({"query": "q", "row_limit": 0}, "[row_limit] expected a number between 1 and 10000 but got [0]"),
        ({"query": "q", "row_limit": 10_001}, "[row_limit] expected a number between 1 and 10000 but got [10001]"),
        ({"query": "q", "row_limit": 1.5}, "[row_limit] expected a whole number but got a number [1.5]"),
        ({"query": "q", "row_limit": True}, "[row_limit] expected a whole number but got a boolean [true]"),
        ({"query": "q", "row_limit": "²"}, "[row_limit] expected a whole number but got a string"),
        ({"query": "q", "row_limit": "--5"}, "[row_limit] expected a whole number but got a string"),
        ({"query": "q", "row_limit": "9" * 5000}, "[row_limit] expected a whole number but got a string"),
        ({"query": "q", "max_text_size": 0}, "[max_text_size] expected a number between 1 and 1000000 but got [0]"),
        ({"query": "q", "row_limt": 5}, "[row_limt] unknown field -> did you mean [row_limit]?"),
    ],
)
def test_a_wrong_field_is_named(body: dict[str, Any], reason: str) -> None:
    with pytest.raises(InvalidField) as caught:
        SampleRequest.from_body(body)
    assert caught.value.reason == reason


def test_the_defaults_and_a_number_in_quotes() -> None:
    assert SampleRequest.from_body({"query": "q"}) == SampleRequest(query="q", row_limit=10, max_text_size=1000)
    assert SampleRequest.from_body({"query": "q", "row_limit": "5"}).row_limit == 5
    assert read_query({"query": "q"}) == "q"
    with pytest.raises(InvalidField, match="row_limit"):
        read_query({"query": "q", "row_limit": 5})
