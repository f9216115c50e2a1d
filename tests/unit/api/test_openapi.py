"""Compare the OpenAPI document with the API: every call, parameter, field and enum value."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.routing import Rule

from sidecar.api.compat.parameters import COMMON, AcceptedInput
from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.api.openapi import METHODS, openapi_document
from sidecar.app import create_app
from sidecar.extract.source.urls import JDBC_DRIVERS
from sidecar.model.comparison import ComparisonResult, DocumentDifference, FieldDifference
from sidecar.model.datasource import Datasource
from sidecar.model.deletions import NO_DELETIONS
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job import TYPES, Details
from sidecar.model.job_state import ExecutionKind, JobState, Phase, Trigger
from sidecar.model.stored import UNKNOWN
from sidecar.model.transform import TRANSFORMS
from sidecar.settings import load_settings

Node = dict[str, Any]
Call = tuple[str, str]
TWINS = {"start_time_string", "end_time_string", "running_time", "eta"}
"""Fields that ``human`` adds."""


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app(load_settings({"SIDECAR_DATA_DIR": str(tmp_path)}), RequestDurations())


def resolve(reference: str) -> Any:
    """Return the node that a reference points to."""
    node: Any = openapi_document()
    for name in reference.removeprefix("#/").split("/"):
        node = node[name]
    return node


def schema(name: str) -> Node:
    node: Node = resolve(f"#/components/schemas/{name}")
    return node


def documented_operations() -> dict[Call, Node]:
    """Return the operation of each call, including the parameters of its path."""
    paths = openapi_document()["paths"].items()
    operations = {
        (method.upper(), path): (item[method], item["parameters"]) for path, item in paths for method in METHODS if method in item
    }
    return {call: {**own, "parameters": [*shared, *own.get("parameters", ())]} for call, (own, shared) in operations.items()}


def parameters(operation: Node, location: str) -> set[str]:
    resolved = [resolve(each["$ref"]) for each in operation["parameters"]]
    return {each["name"] for each in resolved if each["in"] == location}


def served_calls(app: Flask) -> Iterator[tuple[Call, Rule, AcceptedInput]]:
    """Yield each call of the API with its rule and the input that its view accepts."""
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            accepted = getattr(app.view_functions[rule.endpoint], "accepted_input", None)
            assert isinstance(accepted, AcceptedInput), f"[{rule.endpoint}] declares no input"
            if rule.endpoint.startswith("console."):
                continue
            yield (method, re.sub(r"<(\w+)>", r"{\1}", rule.rule)), rule, accepted


def references(node: Any) -> Iterator[str]:
    """Yield every reference below a node."""
    if isinstance(node, dict):
        yield from (value for name, value in node.items() if name == "$ref")
        yield from (each for value in node.values() for each in references(value))
    if isinstance(node, list):
        yield from (each for value in node for each in references(value))


def test_the_document_is_valid() -> None:
    OpenAPIV31SpecValidator(openapi_document()).validate()
    assert openapi_document()["info"]["version"] == version("siren-sidecar")


def test_every_call_is_documented_and_every_documented_call_exists(app: Flask) -> None:
    assert {call for call, _, _ in served_calls(app)} == set(documented_operations())


def test_every_call_is_documented_with_exactly_the_input_it_accepts(app: Flask) -> None:
    for call, rule, accepted_input in served_calls(app):
        operation = documented_operations()[call]
        assert parameters(operation, "query") == accepted_input.names | COMMON, call
        assert parameters(operation, "path") == rule.arguments, call
        assert ("requestBody" in operation) == accepted_input.body, call
        assert operation["operationId"].removesuffix(".post") == rule.endpoint, call


def test_calls_that_require_authentication_document_401_and_all_calls_403() -> None:
    for (_, path), operation in documented_operations().items():
        is_public = path in ("/_siren/live", "/_siren/health", "/_siren/openapi.json")
        assert (operation.get("security") == []) == is_public
        assert ("401" not in operation["responses"]) == is_public
        assert "403" in operation["responses"]


def test_every_component_is_used() -> None:
    defined = {f"#/components/{kind}/{name}" for kind, parts in openapi_document()["components"].items() for name in parts}
    security_schemes = {each for each in defined if each.startswith("#/components/securitySchemes/")}
    assert defined - security_schemes == set(references(openapi_document()))


@pytest.mark.parametrize(
    ("body", "model", "excluded"),
    [
        (lambda: schema("Datasource")["properties"]["jdbc"], Datasource, {"id"}),
        (lambda: schema("Ingestion")["properties"]["ingest"], Ingestion, {"id", "overlap_is_duration"}),
        (lambda: schema("Details"), Details, set()),
    ],
    ids=["Datasource", "Ingestion", "Details"],
)
def test_every_field_is_documented(body: Callable[[], Node], model: type[Datasource | Ingestion | Details], excluded: set[str]) -> None:
    expected = {each.name for each in fields(model)} - excluded - {UNKNOWN}
    if "deletions" in expected:
        # It is three fields of the body.
        expected |= set(NO_DELETIONS.to_fields())
    assert set(body()["properties"]) - TWINS - {"enable_schedule"} == expected


@pytest.mark.parametrize("obstacle", [None, "Only ids were compared."])
def test_the_result_of_a_verification_matches_its_schema(obstacle: str | None) -> None:
    fields = (FieldDifference(field="a.b", source="1", target="2"), FieldDifference(field="c", target="null"))
    result = ComparisonResult(
        rows=4, documents=4, missing=1, surplus=1, different=1, rejected=1, obstacle=obstacle, missing_ids=("1",), surplus_ids=("2",),
        differences=(DocumentDifference(id="3", fields=fields),),
    )  # fmt: skip
    validator = OAS31Validator({"$ref": "#/components/schemas/Comparison", "components": openapi_document()["components"]})
    described = set(schema("Comparison")["properties"])
    for values in (True, False):
        shown = result.to_json(values=values)
        validator.validate(shown)
        assert described - set(shown) <= {"note"}


def test_every_enum_value_is_documented() -> None:
    status, details, ingest = schema("Status")["properties"], schema("Details")["properties"], schema("Ingestion")["properties"]["ingest"]
    assert status["state"]["enum"] == [*JobState]
    assert details["phase"]["enum"] == [*Phase]
    assert details["trigger"]["enum"] == [*Trigger]
    assert details["kind"]["enum"] == [kind for kind in ExecutionKind if kind is not ExecutionKind.LOAD]
    assert schema("Fires")["properties"]["fires"]["items"]["properties"]["kind"]["const"] == ExecutionKind.DELETION
    assert resolve("#/components/parameters/type")["schema"]["enum"] == [*TYPES]
    assert schema("Datasource")["properties"]["jdbc"]["properties"]["driver"]["examples"] == sorted(JDBC_DRIVERS)
    assert "|".join(Strategy) in ingest["properties"]["strategy"]["pattern"]
    assert "|".join(TRANSFORMS) in schema("Transform")["properties"]["transform"]["pattern"]


@pytest.mark.parametrize("name", ["Datasource", "Query", "SampleRequest", "Ingestion", "LogSearch"])
def test_the_examples_match_their_schemas(name: str) -> None:
    for example in schema(name)["examples"]:
        OAS31Validator({"$ref": f"#/components/schemas/{name}", "components": openapi_document()["components"]}).validate(example)
