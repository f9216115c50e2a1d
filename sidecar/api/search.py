"""Build searches of an index from named filters or from a native search body, and the filters of the job log."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sidecar.api.compat.parameters import Parameters, negative_value_error, parse_integer
from sidecar.errors import BadRequest, InvalidField
from sidecar.model.body_fields import describe_value
from sidecar.model.job import TYPES
from sidecar.model.job_state import JobState

FILTERS = ("start_time_from", "start_time_to", "type", "state", "id", "q")
PAGING = ("from", "size", "sort")
MAX_FILTER_LENGTH = 1000
"""Characters of a filter. The limits here bound the cost of a search; a native search body has none."""
MAX_ID_LENGTH = 128
MAX_IDS = 1000
_FORMAT = "epoch_millis||strict_date_optional_time"
_FINAL = [state.value for state in JobState if state.is_final]


@dataclass(frozen=True, kw_only=True)
class SearchedIndex:
    """What the searches of one index accept."""

    filters: tuple[str, ...]
    build_filters: Callable[[dict[str, Any]], list[dict[str, Any]]]
    """Returns Elasticsearch's filters for named ones."""
    sort_field: Callable[[str], str]
    """Returns the stored field for a short name in ``sort``."""
    default_sort: tuple[dict[str, Any], ...]
    detail: str
    """The field that is returned only if details are requested."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names of the filters and of the paging."""
        return self.filters + PAGING


def build_search_body(index: SearchedIndex, parameters: Parameters, body: dict[str, Any] | None, *, detailed: bool) -> dict[str, Any]:
    """Return the body of one native search for the given query parameters and body.

    A body with any key that is not a filter is native and passed on whole. It cannot be combined with filters.
    """
    query_values = {name: value for name in index.parameters if (value := parameters.text(name)) is not None}
    body_values = {name: value for name, value in (body or {}).items() if name in index.parameters}
    if len(body_values) < len(body or {}):
        return _native_body(index, body or {}, query_values, detailed=detailed)
    search: dict[str, Any] = {**_filtered_body(index, body_values, query_values), "track_total_hits": True}
    search.setdefault("sort", list(index.default_sort))
    return search if detailed else {**search, "_source": {"excludes": [index.detail]}}


def _filtered_body(index: SearchedIndex, body_values: dict[str, Any], query_values: dict[str, str]) -> dict[str, Any]:
    filters = merge_filters(index, body_values, query_values)
    return {"query": {"bool": {"filter": filters}}, **_read_paging(index, body_values), **_read_paging(index, query_values)}


def merge_filters(index: SearchedIndex, body_values: dict[str, Any], query_values: dict[str, str]) -> list[dict[str, Any]]:
    """Return Elasticsearch's filters for the named ones of a body and of the query parameters."""
    # A parameter overrides the body, as in Elasticsearch, but an overridden value must still be valid.
    index.build_filters(body_values)
    return index.build_filters({**body_values, **query_values})


def _native_body(index: SearchedIndex, body: dict[str, Any], query_values: dict[str, str], *, detailed: bool) -> dict[str, Any]:
    mixed = sorted({*body, *query_values} & set(index.filters))
    if mixed:
        raise BadRequest(f"[{', '.join(mixed)}] cannot be combined with a native search body; move it into its [query]")
    search = {**body, **_read_paging(index, query_values)}
    # An integer [hits.total] requires an exact count.
    search.setdefault("track_total_hits", True)
    return search if detailed else {**search, "_source": _without_detail(index.detail, search.get("_source", True))}


def _without_detail(detail: str, source: Any) -> Any:
    """Exclude the details from a native body's ``_source`` filter."""
    if source is True:
        return {"excludes": [detail]}
    if isinstance(source, str | list):
        return {"includes": source, "excludes": [detail]}
    if isinstance(source, dict):
        name = "exclude" if "exclude" in source else "excludes"
        excluded = source.get(name, [])
        return {**source, name: [*(excluded if isinstance(excluded, list) else [excluded]), detail]}
    return source


def _build_filters(requested: dict[str, Any]) -> list[dict[str, Any]]:
    filters: list[dict[str, Any]] = [{"terms": {"ingestion.state": _read_states(requested.get("state", _FINAL))}}]
    times = {
        bound: read_scalar(name, requested[name])
        for bound, name in (("gte", "start_time_from"), ("lte", "start_time_to"))
        if name in requested
    }
    if times:
        filters.append({"range": {"ingestion.start_time": {**times, "format": _FORMAT}}})
    if "id" in requested:
        filters.append(id_filter("ingestion.id", requested["id"]))
    if "q" in requested:
        fields = ["ingestion.infos", "ingestion.error"]
        filters.append(
            {"multi_match": {"query": read_scalar("q", requested["q"]), "fields": fields, "type": "cross_fields", "operator": "and"}}
        )
    _check_types(requested.get("type", []))
    return filters


def read_scalar(name: str, value: Any) -> str | int:
    """Return a string or an integer, or raise :class:`InvalidField`."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InvalidField(name, f"expected a string or a whole number but got {describe_value(value)}")
    return _check_length(name, value, MAX_FILTER_LENGTH) if isinstance(value, str) else value


def _check_length(name: str, value: str, maximum: int) -> str:
    if len(value) > maximum:
        raise InvalidField(name, f"expected at most [{maximum}] characters but got [{len(value)}]")
    return value


def read_ids(value: Any) -> list[str]:
    """Return ids and patterns. Repeated stars are merged: hundreds of thousands of them would crash Elasticsearch."""
    ids = [_check_length("id", re.sub(r"\*+", "*", id), MAX_ID_LENGTH) for id in dict.fromkeys(read_list("id", value))]
    if len(ids) > MAX_IDS:
        raise InvalidField("id", f"expected at most [{MAX_IDS}] ids but got [{len(ids)}]")
    return ids


def read_list(name: str, value: Any) -> list[str]:
    """Return the items of a comma-separated list or of a JSON array of strings."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise InvalidField(name, "expected a string or an array of strings")
    return [item.strip() for item in items if item.strip()]


def _read_states(value: Any) -> list[str]:
    states = dict.fromkeys(read_list("state", value))
    for state in states:
        if state not in [each.value for each in JobState]:
            raise BadRequest(f"unknown state [{state[:100]}], known states are [{', '.join(each.value for each in JobState)}]")
    return [*states]


def _check_types(value: Any) -> None:
    # There is only one job type, so a known type filters nothing out.
    for type in read_list("type", value):
        if type not in TYPES:
            raise BadRequest(f"unknown job type [{type[:100]}], known types are [{', '.join(TYPES)}]")


def id_filter(field: str, value: Any) -> dict[str, Any]:
    """Return the filter by ids and patterns with ``*``."""
    return {"bool": {"should": [{"wildcard": {field: {"value": id}}} if "*" in id else {"term": {field: id}} for id in read_ids(value)]}}


def _read_paging(index: SearchedIndex, requested: dict[str, Any]) -> dict[str, Any]:
    paging: dict[str, Any] = {}
    for name in ("from", "size"):
        if name in requested:
            paging[name] = read_number(name, requested[name])
    sort = requested.get("sort")
    if orders := _read_sort(index, sort) if isinstance(sort, str) else sort:
        paging["sort"] = orders
    return paging


def read_number(name: str, value: Any) -> int:
    """Return a non-negative integer; ``"5"`` and ``5.0`` are 5."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InvalidField(name, f"expected a whole number but got {describe_value(value)}")
    number = parse_integer(name, f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value))
    if number < 0:
        raise negative_value_error(name, number)
    return number


def _read_sort(index: SearchedIndex, sort: str) -> list[dict[str, Any]]:
    """Return the sort of a search body."""
    return [{index.sort_field(name): {"order": order}} for name, order in parse_sort(sort)]


def parse_sort(sort: str) -> list[tuple[str, str]]:
    """Return the fields of a sort such as ``start_time:desc,count`` with their orders, ``asc`` or ``desc``."""
    items = (item.strip().partition(":") for item in _check_length("sort", sort, MAX_FILTER_LENGTH).split(","))
    return [(name, _sort_order(order)) for name, _, order in items if name]


def _sort_field(name: str) -> str:
    """Return the stored field; the prefix ``ingestion.`` may be omitted."""
    return name if name.startswith(("ingestion", "_")) else f"ingestion.{name}"


def _sort_order(order: str) -> str:
    if order not in ("", "asc", "desc"):
        raise BadRequest(f"[sort] parameter expected a field name followed by nothing, [:asc] or [:desc] but got [:{order[:100]}]")
    return order or "asc"


JOB_LOG = SearchedIndex(
    filters=FILTERS,
    build_filters=_build_filters,
    sort_field=_sort_field,
    default_sort=({"ingestion.start_time": "desc"},),
    detail="ingestion.details",
)
