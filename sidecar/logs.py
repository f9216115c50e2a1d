"""Log lines: one JSON object each, in the Elastic Common Schema, on standard error.

Lines carry the fields of the work they belong to, where known: ``labels.job``, ``labels.execution`` and ``http.request.id``.
The last is the ``X-Opaque-Id`` of the request that started the work, or a generated id.
"""

import json
import logging
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, Token
from types import MappingProxyType, TracebackType
from typing import Any

import ecs_logging

from sidecar import hardening
from sidecar.release import PRODUCT

MAX_VALUE_LENGTH = 128
"""Characters of a field's value; longer ones are truncated, because callers choose the ids of their requests."""
VARIABLE = "SIREN_LOG"
"""The environment variable that passes level and fields to a child process that reads no settings."""

LogFields = Mapping[str, str]
_NO_FIELDS: LogFields = MappingProxyType({})

_context_fields: ContextVar[LogFields] = ContextVar("_context_fields", default=_NO_FIELDS)
"""The fields of the current thread's lines."""
_process_fields: dict[str, str] = {}
"""The fields of all lines of this process."""
_secrets: set[str] = set()
"""The secrets that are redacted in every line."""


class _Formatter(ecs_logging.StdlibFormatter):
    """Format a line and redact the registered secrets: the traceback of an unexpected exception may quote anything."""

    def format_to_ecs(self, record: logging.LogRecord) -> dict[str, Any]:
        """Return the line as an object."""
        line: dict[str, Any] = _redact(super().format_to_ecs(record))
        return line


def _redact(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _redact(value) for name, value in part.items()}
    if isinstance(part, str):
        # Longest first: replacing a secret that is the prefix of another would leave the rest of the longer one.
        for secret in sorted(_secrets, key=len, reverse=True):
            part = hardening.redact(part, secret)
    return part


def configure(level: str) -> None:
    """Write all log lines of this process to standard error as JSON, warnings and uncaught exceptions included.

    Libraries of the Elasticsearch client log errors only: the caller of a request reports its outcome.
    """
    logging.basicConfig(level=level, handlers=[create_handler()], force=True)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught_exception
    threading.excepthook = _log_thread_exception
    for name in ("elastic_transport", "elasticsearch", "urllib3"):
        logging.getLogger(name).setLevel(logging.ERROR)


def create_handler() -> logging.Handler:
    """Return a handler that writes lines to standard error as JSON, without the registered secrets."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(extra={"service.name": PRODUCT}, exclude_fields=["process", "log.original"]))
    handler.addFilter(_add_fields)
    return handler


def remove_other_handlers() -> None:
    """Remove the handlers by which libraries write lines themselves, so that :func:`configure`'s handler writes these lines."""
    for logger in [each for each in logging.Logger.manager.loggerDict.values() if isinstance(each, logging.Logger)]:
        for handler in [each for each in logger.handlers if isinstance(each, logging.StreamHandler)]:
            logger.removeHandler(handler)
            logger.propagate = True


def end_process_on_thread_failure() -> None:
    """End this process when a thread of it ends by an uncaught exception, after logging that.

    For processes whose threads depend on each other: without one of them the others would wait, or go on without its protection.
    """
    threading.excepthook = _end_process


def register_secrets(*secrets: str | None) -> None:
    """Redact these secrets in all lines of this process.

    Registered ones are never forgotten. So this is meant for the few secrets of the process itself, of its execution, or of the
    executions whose ranges a Dask worker loads.
    """
    _secrets.update(each for each in secrets if each)


def child_environment() -> dict[str, str]:
    """Return the environment variable that makes a child process log with this process's level and fields."""
    level = logging.getLevelName(logging.getLogger().getEffectiveLevel())
    return {VARIABLE: json.dumps({"level": level, "about": dict(current_fields())})}


def configure_from_environment(environ: Mapping[str, str]) -> None:
    """Configure logging from the variable that the parent set with :func:`child_environment`."""
    inherited = json.loads(environ.get(VARIABLE, "{}"))
    configure(inherited.get("level", "INFO"))
    bind_process(inherited.get("about", {}))


def bind(fields: LogFields) -> Token[LogFields]:
    """Add fields to the lines of this thread until :func:`unbind`."""
    return _context_fields.set({**_context_fields.get(), **_truncate(fields)})


def unbind(token: Token[LogFields]) -> None:
    """Restore the fields from before :func:`bind`."""
    _context_fields.reset(token)


@contextmanager
def context(fields: LogFields) -> Iterator[None]:
    """Add fields to the lines of this thread within the block."""
    token = bind(fields)
    try:
        yield
    finally:
        unbind(token)


def bind_process(fields: LogFields) -> None:
    """Add fields to the lines of all threads of this process."""
    _process_fields.update(_truncate(fields))


def current_fields() -> LogFields:
    """Return the fields of this thread's lines."""
    return {**_process_fields, **_context_fields.get()}


def _truncate(fields: LogFields) -> dict[str, str]:
    return {name: value[:MAX_VALUE_LENGTH] for name, value in fields.items()}


def _add_fields(record: logging.LogRecord) -> bool:
    for name, value in current_fields().items():
        record.__dict__.setdefault(name, value)
    return True


def _log_uncaught_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log_critical("process ended by an uncaught exception", error)


def _log_thread_exception(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_type is not SystemExit:
        _log_critical("thread ended by an uncaught exception", arguments.exc_value)


def _end_process(arguments: threading.ExceptHookArgs) -> None:
    _log_thread_exception(arguments)
    if arguments.exc_type is not SystemExit:
        logging.shutdown()
        os._exit(1)


def _log_critical(message: str, error: BaseException | None) -> None:
    logging.getLogger(__name__).critical(message, exc_info=error)
