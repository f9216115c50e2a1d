"""Searches of the job log: a few named filters become one native query, or a native body is passed as it is."""

import re
from typing import Any

from sidecar.api.compat.parameters import Parameters, negative, whole
from sidecar.errors import BadRequest, InvalidField
from sidecar.model.body_fields import kind_of
from sidecar.model.job import TYPES, JobState

FILTERS = ("start_time_from", "start_time_to", "type", "state", "id", "q")
SHARED = ("from", "size", "sort")
NAMES = FILTERS + SHARED
LONGEST = 1000
"""Characters of a filter. These, and the numbers below, are bounds on what a caller can make Elasticsearch do; more can be asked
for by a native body."""
LONGEST_ID = 128
MOST_IDS = 1000
_DETAILS = "ingestion.details"
_FORMAT = "epoch_millis||strict_date_optional_time"
_FINAL = [state.value for state in JobState if state.final]


def native_search(parameters: Parameters, body: dict[str, Any] | None, *, detailed: bool) -> dict[str, Any]:
    """Make the body of one native search from query parameters and a body.

    A body with a native key is passed whole; mixed with a filter of ours it is refused.
    """
    given = {name: value for name in NAMES if (value := parameters.text(name)) is not None}
    ours = {name: value for name, value in (body or {}).items() if name in NAMES}
    if len(ours) < len(body or {}):
        return _native(body or {}, given, detailed=detailed)
    # A parameter wins over the body, as in Elasticsearch; what it wins over must be right all the same.
    _filters(ours)
    filters, paging = _filters({**ours, **given}), {**_paging(ours), **_paging(given)}
    search: dict[str, Any] = {"query": {"bool": {"filter": filters}}, "track_total_hits": True, **paging}
    search.setdefault("sort", [{"ingestion.start_time": "desc"}])
    return search if detailed else {**search, "_source": {"excludes": [_DETAILS]}}


def _native(body: dict[str, Any], given: dict[str, str], *, detailed: bool) -> dict[str, Any]:
    mixed = sorted({*body, *given} & set(FILTERS))
    if mixed:
        raise BadRequest(f"[{', '.join(mixed)}] cannot stand beside a native search body; put it into its [query]")
    search = {**body, **_paging(given)}
    # The integer total of the seed needs an exact count.
    search.setdefault("track_total_hits", True)
    return search if detailed else {**search, "_source": _without_details(search.get("_source", True))}


def _without_details(source: Any) -> Any:
    """Leave the details out of whatever part of the source a native body asks for."""
    if source is True:
        return {"excludes": [_DETAILS]}
    if isinstance(source, str | list):
        return {"includes": source, "excludes": [_DETAILS]}
    if isinstance(source, dict):
        name = "exclude" if "exclude" in source else "excludes"
        excluded = source.get(name, [])
        return {**source, name: [*(excluded if isinstance(excluded, list) else [excluded]), _DETAILS]}
    return source


def _filters(asked: dict[str, Any]) -> list[dict[str, Any]]:
    filters: list[dict[str, Any]] = [{"terms": {"ingestion.state": _states(asked.get("state", _FINAL))}}]
    span = {bound: _plain(name, asked[name]) for bound, name in (("gte", "start_time_from"), ("lte", "start_time_to")) if name in asked}
    if span:
        filters.append({"range": {"ingestion.start_time": {**span, "format": _FORMAT}}})
    if "id" in asked:
        filters.append({"bool": {"should": [_id_filter(id) for id in _ids(asked["id"])]}})
    if "q" in asked:
        fields = ["ingestion.infos", "ingestion.error"]
        filters.append({"multi_match": {"query": _plain("q", asked["q"]), "fields": fields, "type": "cross_fields", "operator": "and"}})
    _check_types(asked.get("type", []))
    return filters


def _plain(name: str, value: Any) -> str | int:
    """Read a string or a whole number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InvalidField(name, f"must be a string or a whole number, but is {kind_of(value)}")
    return _short(name, value, LONGEST) if isinstance(value, str) else value


def _short(name: str, value: str, most: int) -> str:
    if len(value) > most:
        raise InvalidField(name, f"must be at most {most} characters long, but has {len(value)}")
    return value


def _ids(value: Any) -> list[str]:
    """Read ids, or patterns of them: as long as ids are. A pattern of a few hundred thousand stars would end an Elasticsearch."""
    ids = [_short("id", re.sub(r"\*+", "*", id), LONGEST_ID) for id in dict.fromkeys(_items("id", value))]
    if len(ids) > MOST_IDS:
        raise InvalidField("id", f"must be at most {MOST_IDS} ids, but are {len(ids)}")
    return ids


def _items(name: str, value: Any) -> list[str]:
    """Read a comma list, or a JSON array of strings."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise InvalidField(name, "must be a string or an array of strings")
    return [item.strip() for item in items if item.strip()]


def _states(value: Any) -> list[str]:
    states = dict.fromkeys(_items("state", value))
    for state in states:
        if state not in [each.value for each in JobState]:
            raise BadRequest(f"unknown state [{state[:100]}], known states are [{', '.join(each.value for each in JobState)}]")
    return [*states]


def _check_types(value: Any) -> None:
    # The log holds executions of one type so far: a known name filters nothing out.
    for type in _items("type", value):
        if type not in TYPES:
            raise BadRequest(f"unknown job type [{type[:100]}], known types are [{', '.join(TYPES)}]")


def _id_filter(id: str) -> dict[str, Any]:
    return {"wildcard": {"ingestion.id": {"value": id}}} if "*" in id else {"term": {"ingestion.id": id}}


def _paging(asked: dict[str, Any]) -> dict[str, Any]:
    paging: dict[str, Any] = {}
    for name in ("from", "size"):
        if name in asked:
            paging[name] = _number(name, asked[name])
    sort = asked.get("sort")
    if orders := _orders(sort) if isinstance(sort, str) else sort:
        paging["sort"] = orders
    return paging


def _number(name: str, value: Any) -> int:
    """Read a number that is not negative; ``"5"`` and ``5.0`` are 5."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InvalidField(name, f"must be a whole number, but is {kind_of(value)}")
    number = whole(name, f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value))
    if number < 0:
        raise negative(name, number)
    return number


def _orders(sort: str) -> list[dict[str, Any]]:
    """Read ``start_time:desc,count``; a status' own name may stand without ``ingestion.``."""
    items = (item.strip().partition(":") for item in _short("sort", sort, LONGEST).split(","))
    return [{_field(name): {"order": _direction(direction)}} for name, _, direction in items if name]


def _field(name: str) -> str:
    return name if name.startswith(("ingestion", "_")) else f"ingestion.{name}"


def _direction(word: str) -> str:
    if word not in ("", "asc", "desc"):
        raise BadRequest(f"sort parameter must be a name, or a name with [:asc] or [:desc], but has [:{word[:100]}]")
    return word or "asc"
