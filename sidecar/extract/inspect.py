"""Looking into a database in a process of its own: a driver that hangs is then killed, and holds no thread of the API.

``python -m sidecar.extract.inspect`` reads one request, as JSON, from standard input and writes one answer, as JSON, to standard output.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sidecar import logs, privacy
from sidecar.errors import BadRequest, SidecarError, SourceError, SourceUnavailable, sentences
from sidecar.extract.drivers import open_reader
from sidecar.extract.reader import Reader, Source
from sidecar.model.columns import Column, Kind, SqlType

Operation = Callable[[Reader, dict[str, Any]], dict[str, Any]]


_ERRORS: tuple[type[SidecarError], ...] = (SourceUnavailable, SourceError, BadRequest)
"""What an inspection can end with, the closest first."""


def encode(operation: str, source: Source, **arguments: Any) -> bytes:
    """Make a request. It holds the password: it goes through a pipe, never on a command line."""
    return json.dumps({"operation": operation, "source": asdict(source), **arguments}).encode()


def decode(answer: bytes) -> dict[str, Any]:
    """Read an answer; raise the error that it holds, with the same chain of reasons."""
    document = json.loads(answer)
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


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Do what a request says: ``{"answer": …}``, or ``{"error": {"class", "reasons"}}``, the outermost reason first."""
    try:
        return {"answer": _answer(request)}
    except _ERRORS as error:
        kind = next(each for each in _ERRORS if isinstance(error, each))
        return {"error": {"class": kind.__name__, "reasons": sentences(error)}}


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    operation = _OPERATIONS.get(request["operation"])
    if operation is None:
        raise BadRequest(f"unknown inspection [{request['operation']}]; known are [{', '.join(sorted(_OPERATIONS))}]")
    reader = open_reader(Source(**request["source"]))
    try:
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


_OPERATIONS: dict[str, Operation] = {"validate": _validate, "columns": _columns}


def main() -> None:
    """Answer one request and end."""
    privacy.keep_memory()
    logs.configure_as_handed_on(os.environ)
    request = json.loads(sys.stdin.read())
    logs.hide(request["source"]["password"])
    answer = run(request)
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
