"""Build searches of the dead letters of all jobs from named filters or from a native search body."""

import heapq
from typing import Any

from sidecar.api.compat.parameters import Parameters
from sidecar.api.search import SearchedIndex, id_filter, merge_filters, read_list, read_scalar
from sidecar.errors import BadRequest, InvalidField
from sidecar.model.body_fields import describe_value

SELECTORS = ("execution", "type", "field", "summary", "q")
"""Filters that also select the dead letters of one job for a retry or a deletion."""
FILTERS = ("id", *SELECTORS)
MAX_IDS = 1000
"""Document ids of dead letters in one request."""
GROUP_KEYS = ("type", "field", "summary")
MAX_GROUPS = 100
"""Groups in one response: the example of each may have a document of a million characters, which Elasticsearch reads."""
MAX_COUNTED_GROUPS = 10_000
"""Groups of which the largest are found, as Elasticsearch cannot sort by a count of several fields in every distribution."""
MAX_GROUP_JOBS = 100
_STORED_FIELDS = {"execution": "execution", "type": "error.type", "field": "field", "summary": "summary"}
_EXPECTED_SELECTION = f"expected [ids], some of [{', '.join(SELECTORS)}], or [all] with the value [true]"
_DOCUMENTS = ("**._source", "**.fields", "**.highlight")
_DOCUMENTS_OF_GROUPS = ("aggregations.**._source", "aggregations.**.fields", "aggregations.**.highlight")
_TEXTS = ("field", "summary")
"""Filters whose values may contain commas: a text is one value."""
_SHORT_NAMES = {"id": "job", "type": "error.type"}

_NEWEST_FIRST = [{name: "desc"} for name in ("@timestamp", "execution", "partition", "row")]
"""Unique among the dead letters of a job."""
_GROUP_AGGREGATIONS = {
    "jobs": {"terms": {"field": "job", "size": MAX_GROUP_JOBS}},
    "first": {"min": {"field": "@timestamp"}},
    "last": {"max": {"field": "@timestamp"}},
    "example": {"top_hits": {"size": 1, "sort": _NEWEST_FIRST, "_source": {"excludes": ["document"]}}},
}


def build_filters(requested: dict[str, Any]) -> list[dict[str, Any]]:
    """Return Elasticsearch's filters for named ones."""
    filters = [_value_filter(name, requested[name]) for name in _STORED_FIELDS if name in requested]
    if "id" in requested:
        filters.append(id_filter("job", requested["id"]))
    if "q" in requested:
        filters.append({"match": {"error.reason": {"query": read_scalar("q", requested["q"]), "operator": "and"}}})
    return filters


def build_selection(requested: dict[str, Any]) -> list[dict[str, Any]]:
    """Return Elasticsearch's filters for the body of a retry or a deletion: document ids, or filters, or ``all``."""
    for name in requested:
        if name not in ("all", "ids", *SELECTORS):
            raise InvalidField(name, f"unknown field, {_EXPECTED_SELECTION}")
    for name in ("all", "ids"):
        if name in requested and len(requested) > 1:
            raise InvalidField(name, f"cannot be combined with [{', '.join(sorted({*requested} - {name}))}]")
    if requested.get("all", True) is not True:
        raise InvalidField("all", f"expected [true] but got {describe_value(requested['all'])}")
    return [{"ids": {"values": _read_document_ids(requested["ids"])}}] if "ids" in requested else build_filters(requested)


def require_selection(body: dict[str, Any] | None) -> dict[str, Any]:
    """Return the body of a deletion; raise :class:`BadRequest` without one: a body that was lost must not select everything."""
    if not body:
        raise BadRequest(f"the request selects nothing, {_EXPECTED_SELECTION}")
    return body


def read_filters(parameters: Parameters, body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return Elasticsearch's filters for the query parameters and a body that has only filters."""
    for name in body:
        if name not in FILTERS:
            raise InvalidField(name, f"unknown field, expected some of [{', '.join(FILTERS)}]")
    return merge_filters(DEAD_LETTER_INDEX, body, {name: value for name in FILTERS if (value := parameters.text(name)) is not None})


def build_filter_path(*, detailed: bool) -> str:
    """Return the ``filter_path`` with which no response has more documents than hits: Elasticsearch returns a field in many ways."""
    return ",".join(f"-{path}.document" for path in (_DOCUMENTS_OF_GROUPS if detailed else _DOCUMENTS))


def build_count_body(filters: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the body of a search that counts dead letters by type, field and summary; those of an earlier release only by type."""
    sources = [{name: {"terms": {"field": _STORED_FIELDS[name], "missing_bucket": True}}} for name in GROUP_KEYS]
    return {
        "size": 0, "track_total_hits": True, "query": {"bool": {"filter": filters}},
        "aggs": {"groups": {"composite": {"size": MAX_COUNTED_GROUPS, "sources": sources}}},
    }  # fmt: skip


def find_largest(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the largest groups in the response to :func:`build_count_body`, the largest first."""
    buckets = found.get("aggregations", {}).get("groups", {}).get("buckets", [])
    return heapq.nlargest(MAX_GROUPS, buckets, key=lambda bucket: bucket["doc_count"])


def build_groups_body(filters: list[dict[str, Any]], largest: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the body of a search that describes groups."""
    keys = [{"bool": {"filter": [_key_filter(name, bucket["key"][name]) for name in GROUP_KEYS]}} for bucket in largest]
    groups = {"filters": {"filters": keys}, "aggs": _GROUP_AGGREGATIONS}
    return {"size": 0, "query": {"bool": {"filter": filters}}, "aggs": {"groups": groups}}


def read_groups(largest: list[dict[str, Any]], found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the groups in the response to :func:`build_groups_body`, without those that were deleted meanwhile."""
    buckets = found["aggregations"]["groups"]["buckets"]
    return [_group(counted["key"], described) for counted, described in zip(largest, buckets, strict=True) if described["doc_count"]]


def _key_filter(name: str, value: str | None) -> dict[str, Any]:
    return _value_filter(name, None) if value is None else {"term": {_STORED_FIELDS[name]: value}}


def _group(key: dict[str, Any], bucket: dict[str, Any]) -> dict[str, Any]:
    (example,) = bucket["example"]["hits"]["hits"]
    return {
        **{name: key[name] for name in GROUP_KEYS},
        "count": bucket["doc_count"],
        "jobs": sorted(each["key"] for each in bucket["jobs"]["buckets"]),
        "first": int(bucket["first"]["value"]),
        "last": int(bucket["last"]["value"]),
        "example": {"_id": example["_id"], "_source": example["_source"]},
    }


def _read_document_ids(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise InvalidField("ids", "expected an array of strings, the [_id] of dead letters")
    if not 1 <= len(value) <= MAX_IDS:
        raise InvalidField("ids", f"expected 1 to {MAX_IDS} ids but got [{len(value)}]")
    return value


def _value_filter(name: str, value: Any) -> dict[str, Any]:
    """Return a filter by a list of values; null finds the dead letters without a value."""
    stored = _STORED_FIELDS[name]
    if value is None:
        return {"bool": {"must_not": {"exists": {"field": stored}}}}
    is_text = name in _TEXTS and not isinstance(value, list)
    if is_text and not isinstance(value, str):
        raise InvalidField(name, f"expected a string but got {describe_value(value)}")
    return {"terms": {stored: [str(read_scalar(name, value))] if is_text else _read_values(name, value)}}


def _read_values(name: str, value: Any) -> list[str]:
    values = read_list(name, value)
    if len(values) > MAX_IDS:
        raise InvalidField(name, f"expected at most [{MAX_IDS}] values but got [{len(values)}]")
    return [str(read_scalar(name, each)) for each in values]


def _sort_field(name: str) -> str:
    return _SHORT_NAMES.get(name, name)


DEAD_LETTER_INDEX = SearchedIndex(
    filters=FILTERS,
    build_filters=build_filters,
    sort_field=_sort_field,
    default_sort=tuple(_NEWEST_FIRST),
    detail="document",
)
