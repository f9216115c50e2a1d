"""The description of the API says what the API is: every call, parameter, field and word, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.routing import Rule

from sidecar.api.compat.parameters import COMMON, Accepted
from sidecar.api.openapi import VERBS, description
from sidecar.app import create_app
from sidecar.extract.source.urls import DRIVERS
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import TRANSFORMS, Ingestion, Strategy
from sidecar.model.job import TYPES, Details, JobState, Phase, Trigger
from sidecar.settings import load_settings

Node = dict[str, Any]
Call = tuple[str, str]
TWINS = {"start_time_string", "end_time_string", "running_time", "eta"}
"""What ``human`` adds."""


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app(load_settings({"SIDECAR_DATA_DIR": str(tmp_path)}))


def found(reference: str) -> Any:
    """Follow a reference into the description."""
    node: Any = description()
    for name in reference.removeprefix("#/").split("/"):
        node = node[name]
    return node


def schema(name: str) -> Node:
    node: Node = found(f"#/components/schemas/{name}")
    return node


def described() -> dict[Call, Node]:
    """Give each call's operation, with the parameters of its path among its own."""
    paths = description()["paths"].items()
    operations = {(verb.upper(), path): (item[verb], item["parameters"]) for path, item in paths for verb in VERBS if verb in item}
    return {call: {**own, "parameters": [*shared, *own.get("parameters", ())]} for call, (own, shared) in operations.items()}


def parameters(operation: Node, place: str) -> set[str]:
    told = [found(each["$ref"]) for each in operation["parameters"]]
    return {each["name"] for each in told if each["in"] == place}


def served(app: Flask) -> Iterator[tuple[Call, Rule, Accepted]]:
    """Walk the routes; gives each call with its rule and with what its view takes."""
    for rule in app.url_map.iter_rules():
        for verb in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield (verb, re.sub(r"<(\w+)>", r"{\1}", rule.rule)), rule, app.view_functions[rule.endpoint].accepted  # type: ignore[attr-defined]


def references(node: Any) -> Iterator[str]:
    """Find every reference below a node."""
    if isinstance(node, dict):
        yield from (value for name, value in node.items() if name == "$ref")
        yield from (each for value in node.values() for each in references(value))
    if isinstance(node, list):
        yield from (each for value in node for each in references(value))


def test_it_is_a_valid_document() -> None:
    OpenAPIV31SpecValidator(description()).validate()
    assert description()["info"]["version"] == version("siren-sidecar")


def test_every_call_is_described_and_every_described_call_exists(app: Flask) -> None:
    assert {call for call, _, _ in served(app)} == set(described())


def test_every_call_is_described_with_exactly_what_it_takes(app: Flask) -> None:
    for call, rule, accepted in served(app):
        operation = described()[call]
        assert parameters(operation, "query") == accepted.names | COMMON, call
        assert parameters(operation, "path") == rule.arguments, call
        assert ("requestBody" in operation) == accepted.body, call
        assert operation["operationId"].removesuffix(".post") == rule.endpoint, call


def test_who_is_judged_can_be_refused_and_who_is_not_cannot() -> None:
    for (_, path), operation in described().items():
        free = not path.startswith("/_siren/connector")
        assert (operation.get("security") == []) == free
        assert {"401", "403"}.isdisjoint(operation["responses"]) == free


def test_everything_that_is_defined_is_used() -> None:
    defined = {f"#/components/{kind}/{name}" for kind, parts in description()["components"].items() for name in parts}
    unnamed = {each for each in defined if each.startswith("#/components/securitySchemes/")}
    assert defined - unnamed == set(references(description()))


@pytest.mark.parametrize(
    ("body", "model", "apart"),
    [
        (lambda: schema("Datasource")["properties"]["jdbc"], Datasource, {"id"}),
        (lambda: schema("Ingestion")["properties"]["ingest"], Ingestion, {"id", "overlap_is_duration"}),
        (lambda: schema("Details"), Details, set()),
    ],
)
def test_every_field_is_described(body: Any, model: Any, apart: set[str]) -> None:
    assert set(body()["properties"]) - TWINS - {"enable_schedule"} == {each.name for each in fields(model)} - apart


def test_every_word_is_described() -> None:
    status, details, ingest = schema("Status")["properties"], schema("Details")["properties"], schema("Ingestion")["properties"]["ingest"]
    assert status["state"]["enum"] == [*JobState]
    assert details["phase"]["enum"] == [*Phase]
    assert details["trigger"]["enum"] == [*Trigger]
    assert found("#/components/parameters/type")["schema"]["enum"] == [*TYPES]
    assert schema("Datasource")["properties"]["jdbc"]["properties"]["driver"]["enum"] == [None, *sorted(DRIVERS)]
    assert "|".join(Strategy) in ingest["properties"]["strategy"]["pattern"]
    assert "|".join(TRANSFORMS) in schema("Transform")["properties"]["transform"]["pattern"]


@pytest.mark.parametrize("name", ["Datasource", "Query", "Sampling", "Ingestion", "LogSearch"])
def test_the_examples_are_as_they_are_described(name: str) -> None:
    for example in schema(name)["examples"]:
        OAS31Validator({"$ref": f"#/components/schemas/{name}", "components": description()["components"]}).validate(example)
