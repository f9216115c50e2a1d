"""Endpoint ``/_siren/openapi.json``: the OpenAPI 3.1 document; it requires no privileges."""

from functools import cache
from importlib import resources
from typing import Any

import yaml
from flask import Blueprint

from sidecar.api.compat.parameters import accepts
from sidecar.release import product_version

METHODS = ("get", "put", "post", "delete")

_JSON = "application/json"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C loader if PyYAML was built with it: the Python loader takes a second."""

Node = dict[str, Any]


def openapi_blueprint() -> Blueprint:
    """Create the blueprint of the OpenAPI endpoint."""
    blueprint = Blueprint("openapi", __name__, url_prefix="/_siren")

    @blueprint.get("/openapi.json")
    @accepts()
    def describe() -> Node:
        return openapi_document()

    return blueprint


@cache
def openapi_document() -> Node:
    """Load ``openapi.yaml`` and copy its ``x-common`` parts to every path, operation and response."""
    text = resources.files("sidecar.api").joinpath("openapi.yaml").read_text(encoding="utf-8")
    document: Node = yaml.load(text, _LOADER)  # noqa: S506 - one of the two safe loaders
    common: Node = document.pop("x-common")
    document["info"]["version"] = product_version()
    for path in document["paths"].values():
        path["parameters"] = [*path.get("parameters", ()), *_references("parameters", common["parameters"])]
        for operation in (path[method] for method in METHODS if method in path):
            operation["responses"] = _all_responses(operation, common)
    for response in _inline_responses(document):
        response["headers"] = {**response.get("headers", {}), **_reference_map("headers", common["headers"])}
        if _JSON in response["content"]:
            response["content"] = dict.fromkeys(common["media"], response["content"][_JSON])
    return document


def _all_responses(operation: Node, common: Node) -> Node:
    """Return an operation's responses with the common ones; 401 only if it requires authentication."""
    guarded = {} if operation.get("security") == [] else common["guarded"]
    shared = _reference_map("responses", {**common["responses"], **guarded})
    return dict(sorted({**shared, **operation["responses"]}.items()))


def _inline_responses(document: Node) -> list[Node]:
    """Return every response that is defined, not referenced."""
    operations = [path[method] for path in document["paths"].values() for method in METHODS if method in path]
    inline = [response for operation in operations for response in operation["responses"].values() if "$ref" not in response]
    # A YAML alias is one object in several places.
    return list({id(response): response for response in [*document["components"]["responses"].values(), *inline]}.values())


def _reference_map(kind: str, names: Node) -> Node:
    return {key: {"$ref": f"#/components/{kind}/{name}"} for key, name in names.items()}


def _references(kind: str, names: list[str]) -> list[Node]:
    return [*_reference_map(kind, dict(zip(names, names, strict=True))).values()]
