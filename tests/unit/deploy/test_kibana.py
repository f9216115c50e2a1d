"""Saved objects and alert rules for Kibana in deploy/: references, fields and parameters."""

import json
import re

from tests.support.kibana import CONSOLE, OBJECTS, OPERATIONS, RECORDS, RULES, TYPES, columns, kql_clauses, objects, search_source


def test_every_reference_is_to_an_object_of_the_file() -> None:
    ids = {(each["type"], each["id"]) for each in OBJECTS}
    assert len(ids) == len(OBJECTS) == 7
    assert {(each["type"], each["id"]) for one in OBJECTS for each in one["references"]} == ids - {("dashboard", "siren-sidecar")}
    for lens in objects("lens").values():
        assert [each["name"] for each in lens["references"]] == ["indexpattern-datasource-layer-runs"]


def test_every_panel_of_the_dashboard_shows_an_object_and_none_overlap() -> None:
    (dashboard,) = objects("dashboard").values()
    references = {each["name"]: each for each in dashboard["references"]}
    panels = json.loads(dashboard["attributes"]["panelsJSON"])
    cells: set[tuple[int, int]] = set()
    for panel in panels:
        assert references[f"{panel['panelIndex']}:{panel['panelRefName']}"]["type"] == panel["type"]
        grid = panel["gridData"]
        covered = {(x, y) for x in range(grid["x"], grid["x"] + grid["w"]) for y in range(grid["y"], grid["y"] + grid["h"])}
        assert not covered & cells
        assert max(x for x, _ in covered) < 48
        cells |= covered
    assert len(panels) == len(references) == 5


def test_every_field_of_the_objects_exists_with_a_suitable_type() -> None:
    (view,) = objects("index-pattern").values()
    assert TYPES[view["attributes"]["timeFieldName"]] == "date"
    for lens in objects("lens").values():
        for column in columns(lens).values():
            if column["sourceField"] != RECORDS:
                assert TYPES[column["sourceField"]] in OPERATIONS[column["operationType"]], column
            assert column.get("params", {}).get("orderBy", {}).get("columnId", "runs") in [*columns(lens), "runs"]
    (failed,) = objects("search").values()
    assert {*failed["attributes"]["columns"], failed["attributes"]["sort"][0][0]} <= set(TYPES)
    queries = [lens["attributes"]["state"]["query"]["query"] for lens in objects("lens").values()]
    for query in [*queries, search_source(failed)["query"]["query"]]:
        assert {field for _, field, _, _ in kql_clauses(query)} <= set(TYPES)


def test_the_rules_have_every_parameter_that_the_rule_type_requires() -> None:
    assert len(RULES) == CONSOLE.count("kbn:/api/alerting/rule") == 3
    for rule in RULES.values():
        assert (rule["rule_type_id"], rule["params"]["searchType"], rule["params"]["index"]) == (".es-query", "esQuery", [".siren-jobs"])
        assert TYPES[rule["params"]["timeField"]] == "date"
        assert {*re.findall(r'"(ingestion[\w.]+)"', rule["params"]["esQuery"])} <= set(TYPES)
        assert rule["params"].keys() >= {"size", "timeWindowSize", "timeWindowUnit", "threshold", "thresholdComparator"}
