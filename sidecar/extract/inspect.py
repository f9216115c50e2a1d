"""Looking into a database in a process of its own: the questions, the answers, and how both go through a pipe.

A driver that hangs is then killed, and holds no thread of the API.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from sidecar.errors import BadRequest, NotFound, SidecarError, SourceError, SourceUnavailable, sentences
from sidecar.extract.catalog import metadata
from sidecar.extract.drivers import open_reader
from sidecar.extract.reader import Reader, Source
from sidecar.model import exact_json
from sidecar.model.columns import Column, Kind, SqlType

Operation = Callable[[Reader, dict[str, Any]], dict[str, Any]]

_ERRORS: tuple[type[SidecarError], ...] = (SourceUnavailable, SourceError, NotFound, BadRequest)
"""What an inspection can end with, the closest first."""


def encode(operation: str, source: Source, **arguments: Any) -> bytes:
    """Make a request, one line. It holds the password: it goes through a pipe, never on a command line."""
    return json.dumps({"operation": operation, "source": asdict(source), **arguments}).encode() + b"\n"


def decode(answer: bytes) -> dict[str, Any]:
    """Read an answer, numbers with all their digits; raise the error that it holds, with the same chain of reasons."""
    document = exact_json.exact(answer.decode())
    if "error" not in document:
        found: dict[str, Any] = document["answer"]
        return found
    kind = next(each for each in _ERRORS if each.__name__ == document["error"]["class"])
    raise _chained(kind, document["error"]["reasons"])


def _chained(kind: type[SidecarError], reasons: list[str]) -> SidecarError:
    outermost = error = kind(reasons[0])
    for reason in reasons[1:]:
        error.__cause__ = cause = SourceError(reason)
        error = cause
    return outermost


def columns_of(answer: dict[str, Any]) -> tuple[Column, ...]:
    """Read the columns in an answer."""
    return tuple(
        Column(name=each["name"], type=SqlType(each["type"]), kind=Kind(each["kind"]), array=each["array"]) for each in answer["columns"]
    )


def run(request: dict[str, Any], operations: Mapping[str, Operation], watch: Callable[[Reader], None]) -> dict[str, Any]:
    """Do what a request says: ``{"answer": …}``, or ``{"error": {"class", "reasons"}}``, the outermost reason first.

    ``watch`` is given the reader before it connects.
    """
    try:
        return {"answer": _answer(request, operations, watch)}
    except _ERRORS as error:
        kind = next(each for each in _ERRORS if isinstance(error, each))
        return {"error": {"class": kind.__name__, "reasons": sentences(error)}}


def _answer(request: dict[str, Any], operations: Mapping[str, Operation], watch: Callable[[Reader], None]) -> dict[str, Any]:
    operation = operations.get(request["operation"])
    if operation is None:
        raise BadRequest(f"unknown inspection [{request['operation']}]; known are [{', '.join(sorted(operations))}]")
    reader = open_reader(Source(**request["source"]))
    watch(reader)
    try:
        if request["operation"] not in _UNCONNECTED:
            reader.connect()
        return operation(reader, request)
    finally:
        reader.close()


def _validate(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    product, version = reader.product()
    return {"product": product, "product_version": version}


def _columns(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    columns = reader.describe(request["query"])
    return {"columns": [{"name": each.name, "type": each.type.value, "kind": each.kind.value, "array": each.array} for each in columns]}


def _metadata(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    return metadata(reader.directory(), request["catalog"], request["schema"])


def _end(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    for session in request["sessions"].split(","):
        reader.end(session)
    return {}


OPERATIONS: dict[str, Operation] = {"validate": _validate, "columns": _columns, "metadata": _metadata, "end": _end}
"""What can be asked of a database alone."""
_UNCONNECTED = frozenset({"end"})
"""Operations that need no session of their own."""
