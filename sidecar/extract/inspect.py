"""Requests and responses of an inspection: one operation on a database, run in a child process and exchanged through a pipe.

A driver that hangs can be killed with its process, and blocks no thread of the API.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sidecar.errors import BadRequest, NoFreeSession, NotFound, SidecarError, SourceError, SourceUnavailable, error_messages
from sidecar.extract.catalog import list_metadata
from sidecar.extract.drivers import create_reader
from sidecar.extract.reader import Reader, Source
from sidecar.extract.sessions import terminate_sessions
from sidecar.extract.tables import describe_tables
from sidecar.model import exact_json
from sidecar.model.columns import Column, ColumnKind, SqlType

Operation = Callable[[Reader, dict[str, Any]], dict[str, Any]]

_ERRORS: tuple[type[SidecarError], ...] = (NoFreeSession, SourceUnavailable, SourceError, NotFound, BadRequest)
"""Errors that a response can carry, subclasses first."""


def encode_request(operation: str, source: Source, **arguments: Any) -> bytes:
    """Return a request as one line. It contains the password: send it through a pipe, never on a command line."""
    return json.dumps({"operation": operation, "source": asdict(source), **arguments}).encode() + b"\n"


def decode_response(response: bytes) -> dict[str, Any]:
    """Return a response's content, without rounding numbers; raise the error that it carries, with its chain of causes."""
    document = exact_json.parse(response.decode())
    if "error" not in document:
        content: dict[str, Any] = document["answer"]
        return content
    kind = next(each for each in _ERRORS if each.__name__ == document["error"]["class"])
    raise _error_with_causes(kind, document["error"]["reasons"])


def _error_with_causes(kind: type[SidecarError], reasons: list[str]) -> SidecarError:
    outermost = error = kind(reasons[0])
    for reason in reasons[1:]:
        error.__cause__ = cause = SourceError(reason)
        error = cause
    return outermost


def columns_to_response(columns: Iterable[Column]) -> dict[str, Any]:
    """Return a response with the columns."""
    return {"columns": [{**asdict(each), "type": each.type.value, "kind": each.kind.value} for each in columns]}


def columns_from_response(response: dict[str, Any]) -> tuple[Column, ...]:
    """Return the columns in a response."""
    return tuple(Column(**{**each, "type": SqlType(each["type"]), "kind": ColumnKind(each["kind"])}) for each in response["columns"])


def run_request(request: dict[str, Any], operations: Mapping[str, Operation], on_reader: Callable[[Reader], None]) -> dict[str, Any]:
    """Run a request; return ``{"answer": …}``, or ``{"error": {"class", "reasons"}}`` with the outermost reason first.

    ``on_reader`` is called with the reader before it connects.
    """
    try:
        return {"answer": _run_operation(request, operations, on_reader)}
    except _ERRORS as error:
        kind = next(each for each in _ERRORS if isinstance(error, each))
        return {"error": {"class": kind.__name__, "reasons": error_messages(error)}}


def _run_operation(request: dict[str, Any], operations: Mapping[str, Operation], on_reader: Callable[[Reader], None]) -> dict[str, Any]:
    operation = operations.get(request["operation"])
    if operation is None:
        raise BadRequest(f"unknown inspection [{request['operation']}], expected one of [{', '.join(sorted(operations))}]")
    reader = create_reader(Source.from_json(request["source"]))
    on_reader(reader)
    try:
        if request["operation"] not in _WITHOUT_CONNECTION:
            reader.connect()
        return operation(reader, request)
    finally:
        reader.close()


def _validate(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    product, version = reader.product_and_version()
    # Every run reads it. That of a JDBC driver is a query which somebody wrote.
    reader.current_time()
    return {"product": product, "product_version": version}


def _columns(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    return columns_to_response(reader.describe(request["query"]))


def _plan(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    columns = columns_to_response(reader.describe(request["query"]))
    return {**columns, "rows_total": reader.estimate_rows(request["query"])}


def _metadata(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    return list_metadata(reader.catalog(), request["catalog"], request["schema"])


def _tables(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    described = describe_tables(reader, request["source"]["catalog"], request)
    return {**described, "tables": [{**table, **columns_to_response(table["columns"])} for table in described["tables"]]}


def _terminate_sessions(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    errors = terminate_sessions(reader, request["sessions"].split(","))
    if errors:
        raise errors[0]
    return {}


OPERATIONS: dict[str, Operation] = {
    "validate": _validate,
    "columns": _columns,
    "plan": _plan,
    "metadata": _metadata,
    "tables": _tables,
    "end": _terminate_sessions,
}
"""Operations that need only a reader."""
_WITHOUT_CONNECTION = frozenset({"end"})
"""Operations that need no connected reader."""
