"""Log lines: one JSON object each, in the Elastic Common Schema, on standard error.

A line says what it is about where that is known: ``labels.job``, ``labels.execution``, and ``http.request.id``, which is the
``X-Opaque-Id`` of the request that led to it, or an id that was made for one without.
"""

import json
import logging
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, Token
from types import MappingProxyType, TracebackType
from typing import Any

import ecs_logging

from sidecar import hardening

REQUEST = "http.request.id"
JOB = "labels.job"
EXECUTION = "labels.execution"
LONGEST = 128
"""Characters of a value: a caller chooses the id of a request."""
HANDED_ON = "SIREN_LOG"
"""The variable that tells a process without settings how its parent logs, and what about."""

Fields = Mapping[str, str]
_NOTHING: Fields = MappingProxyType({})

_scope: ContextVar[Fields] = ContextVar("_scope", default=_NOTHING)
"""What the present thread works on."""
_always: dict[str, str] = {}
"""What the whole process works on."""
_hidden: set[str] = set()
"""Secrets that no line may hold."""


class _Formatter(ecs_logging.StdlibFormatter):
    """Write a line without what is hidden; a fault that nobody foresaw may quote anything."""

    def format_to_ecs(self, record: logging.LogRecord) -> dict[str, Any]:
        """Give the line as an object."""
        line: dict[str, Any] = _without_hidden(super().format_to_ecs(record))
        return line


def _without_hidden(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _without_hidden(value) for name, value in part.items()}
    if isinstance(part, str):
        # The longest first: what is left of one that begins with another would be shown.
        for secret in sorted(_hidden, key=len, reverse=True):
            part = hardening.masked(part, secret)
    return part


def configure(level: str) -> None:
    """Send every log line of this process to standard error, also what would be written there in another form.

    The client's own lines are left out but for errors: whoever makes a request tells what became of it.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(extra={"service.name": "siren-sidecar"}, exclude_fields=["process", "log.original"]))
    handler.addFilter(_labelled)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    sys.excepthook = _log_fatal
    threading.excepthook = _log_lost_thread
    for name in ("elastic_transport", "elasticsearch", "urllib3"):
        logging.getLogger(name).setLevel(logging.ERROR)


def hide(*secrets: str | None) -> None:
    """Keep secrets out of all lines of this process. It is for the few that belong to the process, not for those of each request."""
    _hidden.update(each for each in secrets if each)


def handed_on() -> dict[str, str]:
    """Give what a process without settings needs in its environment to log as this one does, and about the same."""
    level = logging.getLevelName(logging.getLogger().getEffectiveLevel())
    return {HANDED_ON: json.dumps({"level": level, "about": dict(present())})}


def configure_as_handed_on(environ: Mapping[str, str]) -> None:
    """Log as the parent does that made the environment with :func:`handed_on`."""
    told = json.loads(environ.get(HANDED_ON, "{}"))
    configure(told.get("level", "INFO"))
    always(told.get("about", {}))


def begin(fields: Fields) -> Token[Fields]:
    """Let the lines of this thread be about something more, until :func:`end`."""
    return _scope.set({**_scope.get(), **{name: value[:LONGEST] for name, value in fields.items()}})


def end(token: Token[Fields]) -> None:
    """Let the lines be about what they were about before."""
    _scope.reset(token)


@contextmanager
def about(fields: Fields) -> Iterator[None]:
    """Let the lines of this thread be about something more for the length of the block."""
    token = begin(fields)
    try:
        yield
    finally:
        end(token)


def always(fields: Fields) -> None:
    """Let all lines of this process, whatever the thread, be about something."""
    _always.update({name: value[:LONGEST] for name, value in fields.items()})


def present() -> Fields:
    """Give what this thread's lines are about."""
    return {**_always, **_scope.get()}


def _labelled(record: logging.LogRecord) -> bool:
    for name, value in present().items():
        record.__dict__.setdefault(name, value)
    return True


def _log_fatal(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log_fault("the process ends with a fault", error)


def _log_lost_thread(fault: threading.ExceptHookArgs) -> None:
    if fault.exc_type is not SystemExit:
        _log_fault("a thread ended with a fault", fault.exc_value)


def _log_fault(words: str, error: BaseException | None) -> None:
    logging.getLogger(__name__).critical(words, exc_info=error)
