"""What schemathesis is told of this API. It loads this file itself."""

import os
import zlib
from typing import Any

import schemathesis
from schemathesis.checks import CheckContext
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import response_schema_conformance

CUT = (200, 201, 404)
"""The answers that ``filter_path`` cuts: all but errors."""

THERE = {
    "url": f"jdbc:sqlite:{os.environ['SIDECAR_TEST_FUZZ_DATABASE']}", "driver": "org.sqlite.JDBC", "timezone": "Europe/Paris",
    "properties": {"busy_timeout": 100}, "datasource": "books", "query": "select * from books", "target": "books",
    "staging_prefix": "books", "pk_field": "id", "schedule": "0 0 0 1 1 ?", "mapping": {}, "settings": {"number_of_shards": 1},
    "pipeline": None, "transforms": [], "partition": {"column": "id"}, "ds_credentials": None, "es_credentials": None,
}  # fmt: skip
"""Fields of definitions, with what is there in the service under test."""


@schemathesis.check
def whole_answers_are_as_described(ctx: CheckContext, response: Response, case: schemathesis.Case) -> bool | None:
    """Hold answers against their schema, unless the request asked for a part of them."""
    if "filter_path" in (case.query or {}) and response.status_code in CUT:
        return None
    return response_schema_conformance(ctx, response, case)


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    """Let half of the good definitions name a database, a query and so on that are there: chance never would."""
    good = case.meta is None or case.meta.generation.mode is GenerationMode.POSITIVE
    body = case.body if good and isinstance(case.body, dict) else {}
    asked = body if isinstance(body.get("query"), str) else {}
    definition = next((part for part in body.values() if isinstance(part, dict)), asked)
    if zlib.crc32(repr(definition).encode()) % 2:
        definition |= {name: there for name, there in THERE.items() if name in definition}
