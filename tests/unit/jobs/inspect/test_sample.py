"""What of a query's first rows is shown, and how it is cut."""

import json
from typing import Any

import pytest

from sidecar.errors import InvalidField
from sidecar.jobs.inspect import sample
from sidecar.jobs.inspect.sample import ELLIPSIS, Sample
from sidecar.model import exact_json
from sidecar.model.columns import Column, RowFault, SqlType
from sidecar.model.sampling import Sampling, query_of
from tests.support.rows import Texts, block

ID = Column.of("id", SqlType.LONG)
TEXT = Column.of("words", SqlType.TEXT)
JSON = Column.of("j", SqlType.JSON)


def told(columns: list[Column], *blocks: tuple[Texts, ...], rows: int = 10, longest: int = 1000, faults: tuple[RowFault, ...] = ()) -> Any:
    taken = Sample(tuple(columns), Sampling(query="q", row_limit=rows, max_text_size=longest))
    for each in blocks:
        if not taken.take(block(columns, *each, faults=faults)):
            break
    return json.loads(exact_json.written(taken.told()), parse_float=str)


def test_types_are_elasticsearchs_and_rows_are_documents() -> None:
    columns = [ID, TEXT, JSON, Column.of("tags", SqlType.KEYWORD, array=True), Column.of("price", SqlType.DECIMAL)]
    answer = told(columns, (["1", None], ["x", None], ['{"a":[1.50]}', None], ['["a"]', None], ["1.10", None]))
    assert answer == {
        "types": {"id": "long", "words": "text", "j": "object", "tags": "keyword", "price": "double"},
        "results": [
            {"id": 1, "words": "x", "j": {"a": ["1.50"]}, "tags": ["a"], "price": "1.10"},
            {"id": None, "words": None, "j": None, "tags": None, "price": None},
        ],
    }


def test_a_query_without_rows_has_types_and_no_results() -> None:
    assert told([ID]) == {"types": {"id": "long"}, "results": []}


def test_no_more_rows_than_asked_for_are_taken_whatever_the_blocks() -> None:
    assert [each["id"] for each in told([ID], (["1", "2"],), (["3", "4"],), (["5"],), rows=3)["results"]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("type", "text", "shown"),
    [
        (SqlType.TEXT, "Zoë 🙂 and more", "Zoë 🙂"),
        (SqlType.KEYWORD, "123456", "12345"),
        (SqlType.BINARY, "AAAABBBB", "AAAAB"),
        (SqlType.JSON, '{"a":["123456"]}', {"a": ["12345"]}),
    ],
)
def test_a_long_text_is_cut_wherever_it_stands_and_its_column_is_named(type: SqlType, text: str, shown: Any) -> None:
    answer = told([Column.of("c", type)], ([text],), longest=5)
    cut = {"a": [shown["a"][0] + ELLIPSIS]} if isinstance(shown, dict) else shown + ELLIPSIS
    assert (answer["results"], answer["cut"]) == ([{"c": cut}], ["c"])


def test_a_text_of_just_the_size_and_a_date_are_not_cut() -> None:
    answer = told([TEXT, Column.of("at", SqlType.TIMESTAMP)], (["12345"], ["2024-02-29T12:00:00Z"]), longest=5)
    assert answer["results"] == [{"words": "12345", "at": "2024-02-29T12:00:00Z"}]
    assert "cut" not in answer


def test_a_row_that_a_run_would_reject_is_named_and_counts() -> None:
    faults = (RowFault(row=1, column="id", reason="not a long: it has a fraction"),)
    answer = told([ID], (["1", None, "3", "4"],), rows=3, faults=faults)
    assert [each["id"] for each in answer["results"]] == [1, 3]
    assert answer["rejected"] == [{"row": 2, "reason": "column [id]: not a long: it has a fraction"}]


@pytest.mark.parametrize("text", ['{"a":1,"a":2}', "[" * 100_000 + "]" * 100_000])
def test_json_that_elasticsearch_would_not_take_rejects_its_row(text: str) -> None:
    answer = told([ID, JSON], (["1", "2"], [text, "{}"]))
    assert answer["results"] == [{"id": 2, "j": {}}]
    assert [each["row"] for each in answer["rejected"]] == [1]


def test_json_that_is_nested_deeply_is_cut() -> None:
    answer = told([JSON], (["[" * 200 + "]" * 200],))
    assert answer["cut"] == ["j"]
    assert json.dumps(answer["results"]).count("[") == sample.DEEPEST + 1


def test_a_long_reason_is_cut() -> None:
    faults = (RowFault(row=0, column="id", reason="x" * 100_000),)
    assert len(told([ID], ([None],), faults=faults)["rejected"][0]["reason"]) == sample.LONGEST_REASON + 1


def test_the_answer_ends_before_it_is_too_large_and_says_so() -> None:
    rows = 20
    answer = told([TEXT], (["x" * 1_000_000] * rows,), rows=rows, longest=1_000_000)
    assert answer["truncated"] is True
    assert sample.LARGEST - 1_100_000 < len(json.dumps(answer["results"])) <= sample.LARGEST
    assert told([TEXT], (["x" * (sample.LARGEST + 1)],), longest=2 * sample.LARGEST)["results"] == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, "[query] is missing"),
        ({"query": 7}, "[query] must be a string, but is a number [7]"),
        ({"query": ""}, "[query] must not be empty"),
        ({"query": "q", "row_limit": 0}, "[row_limit] must be between 1 and 10000, but is [0]"),
        ({"query": "q", "row_limit": 10_001}, "[row_limit] must be between 1 and 10000, but is [10001]"),
        ({"query": "q", "row_limit": 1.5}, "[row_limit] must be a whole number, but is a number [1.5]"),
        ({"query": "q", "row_limit": True}, "[row_limit] must be a whole number, but is a boolean [true]"),
        ({"query": "q", "row_limit": "²"}, "[row_limit] must be a whole number, but is a string"),
        ({"query": "q", "row_limit": "--5"}, "[row_limit] must be a whole number, but is a string"),
        ({"query": "q", "row_limit": "9" * 5000}, "[row_limit] must be a whole number, but is a string"),
        ({"query": "q", "max_text_size": 0}, "[max_text_size] must be between 1 and 1000000, but is [0]"),
        ({"query": "q", "row_limt": 5}, "[row_limt] is not a known field -> did you mean [row_limit]?"),
    ],
)
def test_a_wrong_field_is_named(body: dict[str, Any], reason: str) -> None:
    with pytest.raises(InvalidField) as caught:
        Sampling.from_body(body)
    assert caught.value.reason == reason


def test_the_defaults_and_a_number_in_quotes() -> None:
    assert Sampling.from_body({"query": "q"}) == Sampling(query="q", row_limit=10, max_text_size=1000)
    assert Sampling.from_body({"query": "q", "row_limit": "5"}).row_limit == 5
    assert query_of({"query": "q"}) == "q"
    with pytest.raises(InvalidField, match="row_limit"):
        query_of({"query": "q", "row_limit": 5})
