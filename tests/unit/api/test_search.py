"""Test that filters of the job log become one native query and that a native body is passed on whole."""

from typing import Any

import pytest

from sidecar.api.compat.parameters import Parameters
from sidecar.api.search import JOB_LOG, build_search_body
from sidecar.errors import BadRequest, InvalidField, SidecarError


def search_parameters(**values: str) -> Parameters:
    return Parameters(values, frozenset(JOB_LOG.parameters))


def search_body(body: dict[str, Any] | None = None, /, **values: str) -> dict[str, Any]:
    return build_search_body(JOB_LOG, search_parameters(**values), body, detailed=False)


def detailed_search_body(body: dict[str, Any] | None = None) -> dict[str, Any]:
    return build_search_body(JOB_LOG, search_parameters(), body, detailed=True)


def filters(search: dict[str, Any]) -> list[dict[str, Any]]:
    clauses: list[dict[str, Any]] = search["query"]["bool"]["filter"]
    return clauses


def test_the_default_is_completed_executions_newest_first_without_details() -> None:
    search = search_body()
    assert filters(search) == [{"terms": {"ingestion.state": ["aborted", "error", "successful"]}}]
    assert search["sort"] == [{"ingestion.start_time": "desc"}]
    assert search["_source"] == {"excludes": ["ingestion.details"]}
    assert "_source" not in detailed_search_body()


def test_every_filter_becomes_a_clause() -> None:
    search = search_body(start_time_from="1", start_time_to="now", state="error,running", id="a*,b", q="timed out", type="ingestion")
    assert filters(search) == [
        {"terms": {"ingestion.state": ["error", "running"]}},
        {"range": {"ingestion.start_time": {"gte": "1", "lte": "now", "format": "epoch_millis||strict_date_optional_time"}}},
        {"bool": {"should": [{"wildcard": {"ingestion.id": {"value": "a*"}}}, {"term": {"ingestion.id": "b"}}]}},
        {
            "multi_match": {
                "query": "timed out", "fields": ["ingestion.infos", "ingestion.error"], "type": "cross_fields", "operator": "and",
            }
        },
    ]  # fmt: skip


def test_a_body_accepts_the_same_filters() -> None:
    assert search_body({"state": ["error"], "size": 3, "id": "x"}) == search_body(state="error", size="3", id="x")


def test_paging_and_sorting_are_translated() -> None:
    search = search_body(size="5", sort="count:desc,ingestion.id", **{"from": "10"})
    assert (search["from"], search["size"]) == (10, 5)
    assert search["sort"] == [{"ingestion.count": {"order": "desc"}}, {"ingestion.id": {"order": "asc"}}]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (None, {"excludes": ["ingestion.details"]}),
        ("ingestion.count", {"includes": "ingestion.count", "excludes": ["ingestion.details"]}),
        (["a"], {"includes": ["a"], "excludes": ["ingestion.details"]}),
        ({"excludes": "b"}, {"excludes": ["b", "ingestion.details"]}),
        (False, False),
    ],
)
def test_a_native_body_is_passed_on_whole_without_the_details(source: Any, expected: Any) -> None:
    body = {"query": {"match_all": {}}, "aggs": {"s": {"terms": {"field": "ingestion.state"}}}}
    search = search_body({**body, **({} if source is None else {"_source": source})}, size="0")
    assert search == {**body, "size": 0, "track_total_hits": True, "_source": expected}
    assert detailed_search_body(body) == {**body, "track_total_hits": True}


@pytest.mark.parametrize(
    ("body", "values", "words"),
    [
        ({"query": {}, "state": "error"}, {}, "cannot be combined with a native search body"),
        ({"query": {}}, {"id": "x"}, "cannot be combined with a native search body"),
        (None, {"state": "done"}, "unknown state [done], known states are"),
        (None, {"type": "export"}, "unknown job type [export], known types are [ingestion]"),
        (None, {"size": "many"}, "Failed to parse int parameter [size] with value [many]"),
        (None, {"from": "-1"}, "[from] parameter cannot be negative but was [-1]"),
    ],
)
def test_an_invalid_search_is_rejected(body: dict[str, Any] | None, values: dict[str, str], words: str) -> None:
    with pytest.raises(SidecarError) as caught:
        search_body(body, **values)
    assert words in caught.value.reason


@pytest.mark.parametrize("name", ["q", "start_time_from", "start_time_to"])
@pytest.mark.parametrize("wrong", [{}, [], True, 1.5, None])
def test_a_filter_that_is_not_a_scalar_is_rejected(name: str, wrong: object) -> None:
    with pytest.raises(InvalidField, match="expected a string or a whole number"):
        search_body({name: wrong})


@pytest.mark.parametrize("name", ["id", "state", "type"])
@pytest.mark.parametrize("wrong", [{}, 5, True, [5], None])
def test_a_filter_that_is_not_a_list_of_strings_is_rejected(name: str, wrong: object) -> None:
    with pytest.raises(InvalidField, match="expected a string or an array of strings"):
        search_body({name: wrong})


@pytest.mark.parametrize("body", [{"size": -1}, {"from": "x"}, {"state": "nonsense"}, {"type": "nonsense"}, {"q": {}}])
def test_a_body_value_that_a_parameter_overrides_must_be_valid_too(body: dict[str, Any]) -> None:
    with pytest.raises(SidecarError):
        search_body(body, **{"size": "1", "from": "0", "state": "error", "type": "ingestion", "q": "x"})


@pytest.mark.parametrize(
    "body",
    [
        {"id": "*a" * 65}, {"id": ["x", "y" * 129]}, {"id": [f"a{number}" for number in range(1001)]}, {"q": "x" * 1001},
        {"sort": "count," * 200}, {"start_time_from": "now" + "-1d" * 400},
    ],
)  # fmt: skip
def test_a_search_that_is_too_expensive_is_rejected(body: dict[str, Any]) -> None:
    with pytest.raises(InvalidField, match="expected at most"):
        search_body(body)


def test_repeated_stars_are_merged() -> None:
    assert filters(search_body({"id": "*" * 400_000}))[1] == {"bool": {"should": [{"wildcard": {"ingestion.id": {"value": "*"}}}]}}


def test_a_sort_without_a_name_is_ignored_and_an_invalid_order_is_rejected() -> None:
    assert search_body(sort=",:") == search_body()
    assert search_body({"size": 5.0})["size"] == 5
    with pytest.raises(BadRequest, match=r"\[sort\] parameter"):
        search_body(sort="count:x")
