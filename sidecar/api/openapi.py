"""``/_siren/openapi.json``: every endpoint described, in OpenAPI 3.1; it needs no privilege and tells no secret."""

from functools import cache
from importlib import metadata, resources
from typing import Any

import yaml
from flask import Blueprint

from sidecar.api.compat.parameters import accepts

VERBS = ("get", "put", "post", "delete")

_JSON = "application/json"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast one, where the library was built with it: the other takes a second."""

Node = dict[str, Any]


def openapi() -> Blueprint:
    """Make the endpoint."""
    blueprint = Blueprint("openapi", __name__, url_prefix="/_siren")

    @blueprint.get("/openapi.json")
    @accepts()
    def describe() -> Node:
        return description()

    return blueprint


@cache
def description() -> Node:
    """Read ``openapi.yaml`` and put what holds everywhere where it belongs."""
    text = resources.files("sidecar.api").joinpath("openapi.yaml").read_text(encoding="utf-8")
    document: Node = yaml.load(text, _LOADER)  # noqa: S506 - one of the two safe loaders
    everywhere: Node = document.pop("x-everywhere")
    document["info"]["version"] = metadata.version("siren-sidecar")
    for path in document["paths"].values():
        path["parameters"] = [*path.get("parameters", ()), *_references("parameters", everywhere["parameters"])]
        for operation in (path[verb] for verb in VERBS if verb in path):
            operation["responses"] = _answers(operation, everywhere)
    for answer in _own_answers(document):
        answer["headers"] = {**answer.get("headers", {}), **_named("headers", everywhere["headers"])}
        answer["content"] = dict.fromkeys(everywhere["media"], answer["content"][_JSON])
    return document


def _answers(operation: Node, everywhere: Node) -> Node:
    """Give an operation's answers, its own before those of every one; 401 and 403 only where a caller is judged."""
    guarded = {} if operation.get("security") == [] else everywhere["guarded"]
    common = _named("responses", {**everywhere["answers"], **guarded})
    return dict(sorted({**common, **operation["responses"]}.items()))


def _own_answers(document: Node) -> list[Node]:
    """Find every answer that is described, not referred to."""
    operations = [path[verb] for path in document["paths"].values() for verb in VERBS if verb in path]
    told = [answer for operation in operations for answer in operation["responses"].values() if "$ref" not in answer]
    # An alias of the file stands in several places and is one object.
    return list({id(answer): answer for answer in [*document["components"]["responses"].values(), *told]}.values())


def _named(kind: str, names: Node) -> Node:
    return {key: {"$ref": f"#/components/{kind}/{name}"} for key, name in names.items()}


def _references(kind: str, names: list[str]) -> list[Node]:
    return [*_named(kind, dict(zip(names, names, strict=True))).values()]
