"""Filters of the job log become one native query; a native body is passed whole."""

from typing import Any

import pytest

from sidecar.api.compat.parameters import Parameters
from sidecar.api.search import NAMES, native_search
from sidecar.errors import BadRequest, InvalidField, SidecarError


def asked(body: dict[str, Any] | None = None, *, detailed: bool = False, **values: str) -> dict[str, Any]:
    return native_search(Parameters(values, frozenset(NAMES)), body, detailed=detailed)


def filters(search: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = search["query"]["bool"]["filter"]
    return found


def test_only_completed_executions_newest_first_and_without_details() -> None:
    search = asked()
    assert filters(search) == [{"terms": {"ingestion.state": ["aborted", "error", "successful"]}}]
    assert search["sort"] == [{"ingestion.start_time": "desc"}]
    assert search["_source"] == {"excludes": ["ingestion.details"]}
    assert "_source" not in asked(detailed=True)


def test_every_filter_becomes_a_clause() -> None:
    search = asked(start_time_from="1", start_time_to="now", state="error,running", id="a*,b", q="timed out", type="ingestion")
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


def test_a_body_takes_the_same_names() -> None:
    assert asked({"state": ["error"], "size": 3, "id": "x"}) == asked(state="error", size="3", id="x")


def test_paging_and_sorting_are_translated() -> None:
    search = asked(size="5", sort="count:desc,ingestion.id", **{"from": "10"})
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
def test_a_native_body_is_passed_whole_but_for_the_details(source: Any, expected: Any) -> None:
    body = {"query": {"match_all": {}}, "aggs": {"s": {"terms": {"field": "ingestion.state"}}}}
    search = asked({**body, **({} if source is None else {"_source": source})}, size="0")
    assert search == {**body, "size": 0, "track_total_hits": True, "_source": expected}
    assert asked(body, detailed=True) == {**body, "track_total_hits": True}


@pytest.mark.parametrize(
    ("body", "values", "words"),
    [
        ({"query": {}, "state": "error"}, {}, "cannot stand beside a native search body"),
        ({"query": {}}, {"id": "x"}, "cannot stand beside a native search body"),
        (None, {"state": "done"}, "unknown state [done], known states are"),
        (None, {"type": "export"}, "unknown job type [export], known types are [ingestion]"),
        (None, {"size": "many"}, "Failed to parse int parameter [size] with value [many]"),
        (None, {"from": "-1"}, "[from] parameter cannot be negative but was [-1]"),
    ],
)
def test_what_cannot_be_searched_is_refused(body: dict[str, Any] | None, values: dict[str, str], words: str) -> None:
    with pytest.raises(SidecarError) as caught:
        asked(body, **values)
    assert words in caught.value.reason


@pytest.mark.parametrize("name", ["q", "start_time_from", "start_time_to"])
@pytest.mark.parametrize("wrong", [{}, [], True, 1.5, None])
def test_a_filter_that_is_no_plain_value_is_refused(name: str, wrong: object) -> None:
    with pytest.raises(InvalidField, match="must be a string or a whole number"):
        asked({name: wrong})


@pytest.mark.parametrize("name", ["id", "state", "type"])
@pytest.mark.parametrize("wrong", [{}, 5, True, [5], None])
def test_a_filter_that_is_no_list_of_words_is_refused(name: str, wrong: object) -> None:
    with pytest.raises(InvalidField, match="must be a string or an array of strings"):
        asked({name: wrong})


@pytest.mark.parametrize("body", [{"size": -1}, {"from": "x"}, {"state": "nonsense"}, {"type": "nonsense"}, {"q": {}}])
def test_what_a_parameter_wins_over_must_be_right_too(body: dict[str, Any]) -> None:
    with pytest.raises(SidecarError):
        asked(body, **{"size": "1", "from": "0", "state": "error", "type": "ingestion", "q": "x"})


@pytest.mark.parametrize(
    "body",
    [
        {"id": "*a" * 65}, {"id": ["x", "y" * 129]}, {"id": [f"a{number}" for number in range(1001)]}, {"q": "x" * 1001},
        {"sort": "count," * 200}, {"start_time_from": "now" + "-1d" * 400},
    ],
)  # fmt: skip
def test_what_would_cost_elasticsearch_too_much_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(InvalidField, match="must be at most"):
        asked(body)


def test_stars_beside_each_other_are_one() -> None:
    assert filters(asked({"id": "*" * 400_000}))[1] == {"bool": {"should": [{"wildcard": {"ingestion.id": {"value": "*"}}}]}}


def test_an_order_without_a_name_is_none_and_a_wrong_direction_is_refused() -> None:
    assert asked(sort=",:") == asked()
    assert asked({"size": 5.0})["size"] == 5
    with pytest.raises(BadRequest, match="sort parameter"):
        asked(sort="count:x")
