"""Render errors as Elasticsearch does: type, reason, chain of causes and, on request, stack traces."""

import re
import traceback
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from sidecar.errors import MethodNotAllowed, ServiceUnavailable, SidecarError, described_chain, error_chain, error_message


class ErrorCause(ValueError):
    """The cause of an error, with the type that Elasticsearch uses for it."""

    def __init__(self, type: str, reason: str) -> None:
        super().__init__(reason)
        self.type = type


def error_body(error: SidecarError, *, trace: bool) -> dict[str, Any]:
    """Return the response body for an error; ``trace`` adds a ``stack_trace`` to each cause.

    Errors of Elasticsearch itself are passed on unchanged.
    """
    if isinstance(error.body, dict) and "error" in error.body:
        return error.body
    links = list(described_chain(error))
    own_errors = list(takewhile(lambda link: isinstance(link, SidecarError), links))
    described: dict[str, Any] = {}
    for link in reversed(links):
        described = _describe(link, trace) | ({"caused_by": described} if described else {})
    return {"error": {"root_cause": [_describe(own_errors[-1], trace)]} | described, "status": error.status}


def error_headers(error: SidecarError) -> Iterator[tuple[str, str]]:
    """Return the response headers of an error.

    Metadata named ``header`` becomes headers, as in Elasticsearch: the challenges of a 401.
    """
    if isinstance(error, MethodNotAllowed):
        yield "Allow", ",".join(sort_methods(error.allowed))
    if isinstance(error, ServiceUnavailable):
        yield "Retry-After", str(error.retry_after)
    for name, values in _metadata_headers(error).items():
        yield from ((name, value) for value in ([values] if isinstance(values, str) else values))


def _metadata_headers(error: SidecarError) -> dict[str, Any]:
    metadata = error.body.get("error") if isinstance(error.body, dict) else error.metadata
    found = metadata.get("header") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}


_METHODS = ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "CONNECT")


def is_known_method(method: str) -> bool:
    """Return whether this is an HTTP method."""
    return method in _METHODS


def sort_methods(methods: frozenset[str]) -> list[str]:
    """Return methods in Elasticsearch's order, without OPTIONS, which every path supports."""
    return [method for method in _METHODS if method in methods and method != "OPTIONS"]


def format_stack_trace(error: BaseException, *, messages: bool) -> str:
    """Return the stack trace of an error and its causes.

    Leave ``messages`` out for unexpected errors: they may quote the request, including passwords.
    """
    parts = []
    for link in error_chain(error):
        name = type(link).__qualname__ + (f": {error_message(link)}" if messages else "")
        parts.append("".join([name, "\n", *traceback.format_tb(link.__traceback__)]))
    return "Caused by: ".join(parts)


def _describe(error: BaseException, trace: bool) -> dict[str, Any]:
    metadata = error.metadata if isinstance(error, SidecarError) else {}
    stack = {"stack_trace": format_stack_trace(error, messages=True)} if trace and "stack_trace" not in metadata else {}
    return {"type": _error_type(error), "reason": error_message(error)} | metadata | stack


def _error_type(error: BaseException) -> str:
    """Return an error's type; for third-party errors the class name in snake case."""
    if isinstance(error, SidecarError | ErrorCause):
        return error.type
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", type(error).__name__).lower()
