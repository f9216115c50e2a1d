"""Spans: the interface that records them, whether traces are exported or not.

Nothing is recorded until :func:`record_with` is called; then a span costs one function call.
"""

import enum
from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType, TracebackType
from typing import Protocol, Self

Attributes = Mapping[str, str | int]
"""Attributes of a span. None of them may be a secret, a query or a value of a row."""
TraceContext = Mapping[str, str]
"""A span as the parent of others, also in another process: ``traceparent`` and ``tracestate`` of W3C Trace Context. Empty without one."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Kind(enum.Enum):
    """What a span records."""

    INTERNAL = enum.auto()
    SERVER = enum.auto()
    """The answer to a request."""
    CONSUMER = enum.auto()
    """Work that another process has ordered."""


class Span(Protocol):
    """A span that has not ended."""

    def set(self, attributes: Attributes) -> None:
        """Set attributes."""

    def fail(self, type: str, reason: str) -> None:
        """Record the error that ended the work. An exception that leaves the block of the span is recorded anyway."""


class Recorder(Protocol):
    """What records spans."""

    def span(self, name: str, attributes: Attributes, kind: Kind, parent: TraceContext | None) -> AbstractContextManager[Span]:
        """Return a span, which begins and ends with the block."""

    def current(self) -> TraceContext:
        """Return the current span of this thread."""


class _NoSpan:
    """A span that is not recorded."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass

    def set(self, attributes: Attributes) -> None:
        """Ignore attributes."""

    def fail(self, type: str, reason: str) -> None:
        """Ignore an error."""


class _NoRecorder:
    """Records nothing."""

    def __init__(self) -> None:
        self._span = _NoSpan()

    def span(self, name: str, attributes: Attributes, kind: Kind, parent: TraceContext | None) -> AbstractContextManager[Span]:
        return self._span

    def current(self) -> TraceContext:
        # Orders of Dask workers are pickled.
        return {}


_NO_RECORDER = _NoRecorder()
_recorders: list[Recorder] = []


def record_with(recorder: Recorder) -> None:
    """Record the spans of this process from now on."""
    _recorders[:] = [recorder]


def span(
    name: str, attributes: Attributes = _NOTHING, *, kind: Kind = Kind.INTERNAL, parent: TraceContext | None = None
) -> AbstractContextManager[Span]:
    """Record a span while the block runs; it is the current one of the thread, and of copies of its context.

    Its parent is the current span or, if given, ``parent``: with an empty one it begins a trace. Log lines of the block carry its ids.
    """
    return _recorder().span(name, attributes, kind, parent)


def current() -> TraceContext:
    """Return the current span, for work that goes on in another process."""
    return _recorder().current()


def _recorder() -> Recorder:
    return _recorders[0] if _recorders else _NO_RECORDER
