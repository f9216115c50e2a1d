"""Tell an error as Elasticsearch tells its own: type, reason, the chain of causes, a stack trace only where asked for."""

import re
import traceback
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from sidecar.errors import MethodNotAllowed, SidecarError, Unavailable, chain, sentence


class UnderlyingError(ValueError):
    """Stand behind an error as its cause, under the type that Elasticsearch gives such a cause."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.type = kind


def failure(error: SidecarError, *, trace: bool) -> dict[str, Any]:
    """Give the body that answers an error; ``trace`` adds a ``stack_trace`` to each part of the chain.

    What Elasticsearch refused is answered in its own words, whole.
    """
    if isinstance(error.body, dict) and "error" in error.body:
        return error.body
    links = list(chain(error))
    own = list(takewhile(lambda link: isinstance(link, SidecarError), links))
    told: dict[str, Any] = {}
    for link in reversed(links):
        told = _described(link, trace) | ({"caused_by": told} if told else {})
    return {"error": {"root_cause": [_described(own[-1], trace)]} | told, "status": error.status}


def headers(error: SidecarError) -> Iterator[tuple[str, str]]:
    """Give the headers that belong to an error.

    Metadata named ``header`` becomes headers too, as in Elasticsearch: the challenges of a 401, its own or ours.
    """
    if isinstance(error, MethodNotAllowed):
        yield "Allow", ",".join(in_order(error.allowed))
    if isinstance(error, Unavailable):
        yield "Retry-After", str(error.retry_after)
    for name, values in _header(error).items():
        yield from ((name, value) for value in ([values] if isinstance(values, str) else values))


def _header(error: SidecarError) -> dict[str, Any]:
    told = error.body.get("error") if isinstance(error.body, dict) else error.metadata
    found = told.get("header") if isinstance(told, dict) else None
    return found if isinstance(found, dict) else {}


_VERBS = ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "CONNECT")


def known(verb: str) -> bool:
    """Tell whether HTTP has this verb."""
    return verb in _VERBS


def in_order(verbs: frozenset[str]) -> list[str]:
    """Sort verbs as Elasticsearch lists them; OPTIONS, which every path knows, is left out."""
    return [verb for verb in _VERBS if verb in verbs and verb != "OPTIONS"]


def frames(error: BaseException, *, words: bool) -> str:
    """Give the stack trace of an error and of its causes.

    Without ``words`` the messages are left out: that of an unforeseen error may quote what the caller sent, a password too.
    """
    parts = []
    for link in chain(error):
        name = type(link).__qualname__ + (f": {sentence(link)}" if words else "")
        parts.append("".join([name, "\n", *traceback.format_tb(link.__traceback__)]))
    return "Caused by: ".join(parts)


def _described(error: BaseException, trace: bool) -> dict[str, Any]:
    metadata = error.metadata if isinstance(error, SidecarError) else {}
    stack = {"stack_trace": frames(error, words=True)} if trace and "stack_trace" not in metadata else {}
    return {"type": _type(error), "reason": sentence(error)} | metadata | stack


def _type(error: BaseException) -> str:
    """Name an error's type; that of a foreign one is its class's name in snake case."""
    if isinstance(error, SidecarError | UnderlyingError):
        return error.type
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", type(error).__name__).lower()
