"""The saved objects and alert rules for Kibana in deploy/, and the requests that Kibana would send for them."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.servers.environment import ROOT

FOLDER = ROOT / "deploy/kibana"
OBJECTS = [json.loads(line) for line in (FOLDER / "siren-sidecar.ndjson").read_text(encoding="utf-8").splitlines()]
CONSOLE = (FOLDER / "rules.console").read_text(encoding="utf-8")
RULES = {
    rule["name"].partition(": ")[2]: rule
    for rule in map(json.loads, re.findall(r"^POST kbn:/api/alerting/rule\n(\{.*?^\})", CONSOLE, re.MULTILINE | re.DOTALL))
}
MAPPING = json.loads((ROOT / "mappings/siren-jobs.json").read_text(encoding="utf-8"))
RECORDS = "___records___"
OPERATIONS = {"terms": {"keyword"}, "date_histogram": {"date"}, "sum": {"long"}, "max": {"long"}}
"""Types of fields that an operation of Lens accepts here."""


def objects(type: str) -> dict[str, Any]:
    """Return the saved objects of a type by title."""
    return {each["attributes"]["title"]: each for each in OBJECTS if each["type"] == type}


def field_types(properties: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields of a mapping with their types."""
    for name, field in properties.items():
        yield f"{prefix}{name}", field.get("type", "object")
        yield from field_types(field.get("properties", {}), f"{prefix}{name}.")


TYPES = dict(field_types(MAPPING["mappings"]["properties"]))


def columns(lens: Any) -> dict[str, Any]:
    """Return the columns of the only layer of a visualization."""
    (layer,) = lens["attributes"]["state"]["datasourceStates"]["formBased"]["layers"].values()
    assert layer["columnOrder"] == list(layer["columns"])
    found: dict[str, Any] = layer["columns"]
    return found


def search_source(item: Any) -> Any:
    return json.loads(item["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])


def kql_clauses(query: str) -> Iterator[tuple[bool, str, str, str]]:
    """Yield negation, field, operator and value of the clauses of the KQL that is used here."""
    for clause in filter(None, query.split(" and ")):
        found = re.fullmatch(r"(not )?([\w.]+)(: | > )(\S+)", clause)
        assert found, clause
        yield bool(found[1]), found[2], found[3].strip(), found[4]


def as_dsl(query: str) -> dict[str, Any]:
    """Return a query of the KQL that is used here as Kibana sends it."""
    filters: dict[str, list[Any]] = {"filter": [], "must_not": []}
    for negated, field, operator, value in kql_clauses(query):
        plain: dict[str, Any] = {"match": {field: value}} if value != "*" else {"exists": {"field": field}}
        filters["must_not" if negated else "filter"].append({"range": {field: {"gt": value}}} if operator == ">" else plain)
    return {"bool": filters}


def as_aggregations(remaining: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the aggregations of the columns of a visualization, each bucket within the one before it."""
    if not remaining:
        return {}
    (name, column), *others = remaining
    operation, field = column["operationType"], column["sourceField"]
    if operation == "count":
        return {}
    if not column["isBucketed"]:
        return {name: {operation: {"field": field}}}
    options = {"date_histogram": {"fixed_interval": "1h"}, "terms": {"size": column["params"].get("size")}}[operation]
    inner = as_aggregations(others)
    return {name: {operation: {"field": field, **options}, **({"aggs": inner} if inner else {})}}
