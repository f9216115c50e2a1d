"""The exception tree: HTTP status, Elasticsearch error type and whether a retry may help, for each class.

    SidecarError                 500  exception
    ├── BadRequest               400  illegal_argument_exception
    │   ├── MalformedBody        400  parsing_exception (with line and col)
    │   └── InvalidField         400  illegal_argument_exception (with the field's path)
    ├── Unauthorized             401  security_exception
    ├── Forbidden                403  security_exception
    ├── NotFound                 404  resource_not_found_exception
    ├── MethodNotAllowed         405  illegal_argument_exception (with Allow)
    ├── NotAcceptable            406  media_type_header_exception
    ├── Conflict                 409  status_exception
    │   └── VersionConflict      409  version_conflict_engine_exception
    ├── BodyTooLarge             413  content_too_long_exception
    ├── ServiceUnavailable       503  status_exception, retryable (with Retry-After)
    │   └── SnapshotLost         503  the same, retryable: the point in time is gone
    ├── ClientDisconnected       400  task_cancelled_exception (never sent)
    ├── ApiError                 an error response, with its own status, type and reason
    ├── UnreadableDocument       500  unreadable_document_exception
    ├── ConfigurationError       500  configuration_exception (a command exits with it)
    │   └── ProgramMissing       500  the same: a program is not installed
    ├── SourceError              400  datasource_exception (the database's message is its cause)
    │   ├── SourceDataError      400  the same: a value of some row cannot be computed
    │   ├── SourceUnavailable    400  the same, retryable: connection refused or lost
    │   │   └── NoFreeSession    400  the same, retryable: the database accepts no further session
    │   └── SourceTimeout        408  the same: deadline of an inspection exceeded
    ├── TargetError              400  target_exception
    │   ├── RowsRejected         400  the same: more rejected rows than the run tolerates
    │   ├── PublishFailed        400  the same: all rows are indexed, but the target was not changed
    │   ├── RemovalRefused       400  the same: more documents would be deleted than the removal guard allows
    │   └── StaleDocuments       400  the same: an earlier attempt wrote documents that no row matches any more
    ├── ComparisonError          400  comparison_exception
    ├── ClusterUnavailable       503  status_exception, retryable: the Dask scheduler cannot be reached, or has no workers
    │   └── WorkersLost          503  the same, retryable: ranges were lost with a worker or with the scheduler
    └── ExecutionStopped              internal: the execution must stop writing
        ├── ExecutionAborted          a user aborted it
        └── LeaseLost                 another owner holds the lease

One module per third-party library translates its exceptions to these; the original stays the ``__cause__``.
"""

import os
import re
from collections.abc import Iterator
from typing import Any


class SidecarError(Exception):
    """An error with a reason for people, an HTTP status and an Elasticsearch error type."""

    status = 500
    type = "exception"
    retryable = False
    body: Any = None
    """Elasticsearch's complete error response, if the error came from there."""
    explains_cause = False
    """Whether the reason says everything that the cause says, so that messages leave the cause out."""

    def __init__(self, reason: str, **metadata: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.metadata = metadata
        """Further keys of the error body, such as ``line`` and ``col``."""


class BadRequest(SidecarError):
    """The request is invalid; repeating it cannot succeed."""

    status = 400
    type = "illegal_argument_exception"


class MalformedBody(BadRequest):
    """The request body is not valid JSON at ``line`` and ``col``."""

    type = "parsing_exception"

    def __init__(self, reason: str, line: int, col: int) -> None:
        super().__init__(reason, line=line, col=col)


class InvalidField(BadRequest):
    """A field of the body is invalid; ``path`` locates it, the reason names the expected and the actual value."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"[{path}] {reason}")
        self.path = path


class Unauthorized(SidecarError):
    """Elasticsearch could not authenticate the caller."""

    status = 401
    type = "security_exception"


class Forbidden(SidecarError):
    """The caller lacks a privilege in Elasticsearch."""

    status = 403
    type = "security_exception"


class NotFound(SidecarError):
    """No resource has this id."""

    status = 404
    type = "resource_not_found_exception"


class MethodNotAllowed(SidecarError):
    """The path does not support this HTTP method."""

    status = 405
    type = "illegal_argument_exception"

    def __init__(self, reason: str, allowed: frozenset[str]) -> None:
        super().__init__(reason)
        self.allowed = allowed


class NotAcceptable(SidecarError):
    """The media type is not supported."""

    status = 406
    type = "media_type_header_exception"


class Conflict(SidecarError):
    """The current state does not allow the operation."""

    status = 409
    type = "status_exception"


class VersionConflict(Conflict):
    """The stored document has another version than the write expected."""

    type = "version_conflict_engine_exception"


class BodyTooLarge(SidecarError):
    """The request body exceeds the configured size."""

    status = 413
    type = "content_too_long_exception"


class ServiceUnavailable(SidecarError):
    """Elasticsearch, or the called service, does not respond or accepts no writes at present."""

    status = 503
    type = "status_exception"
    retryable = True
    retry_after = 5
    """Seconds, for the ``Retry-After`` header."""


class SnapshotLost(ServiceUnavailable):
    """Elasticsearch no longer has the point in time that is read."""


class ClientDisconnected(SidecarError):
    """The client closed the connection before the response."""

    status = 400
    type = "task_cancelled_exception"


class ApiError(SidecarError):
    """An error response, passed on with its status, type, reason and body."""

    def __init__(self, reason: str, status: int, type: str, body: Any = None) -> None:
        super().__init__(reason)
        self.status = status
        self.type = type
        self.body = body


class UnreadableDocument(SidecarError):
    """A document in one of the sidecar's own indices cannot be read: it is damaged, or has values that only a newer release knows."""

    type = "unreadable_document_exception"

    def __init__(self, index: str, id: str, error: Exception) -> None:
        detail = f"no [{error.args[0]}]" if isinstance(error, KeyError) else error_message(error)
        super().__init__(f"the document [{id}] in [{index}] is damaged or was written by a newer release: {detail}")


class ConfigurationError(SidecarError):
    """A setting, a key or an index prevents the start."""

    type = "configuration_exception"


class ProgramMissing(ConfigurationError):
    """A program that this needs is not installed."""


class SourceError(SidecarError):
    """The database rejected an operation or failed; the cause holds its own message."""

    status = 400
    type = "datasource_exception"


class SourceUnavailable(SourceError):
    """The connection to the database was refused or lost."""

    retryable = True


class SourceDataError(SourceError):
    """The database cannot compute or convert a value of some row, such as a division by zero."""


class NoFreeSession(SourceUnavailable):
    """The database, or the pool in front of it, accepts no further session at present."""


class SourceTimeout(SourceError):
    """The database exceeded the deadline of an inspection."""

    status = 408


class TargetError(SidecarError):
    """The target cannot be written, or must not be."""

    status = 400
    type = "target_exception"


class RowsRejected(TargetError):
    """More rows were rejected than the run tolerates."""


class PublishFailed(TargetError):
    """A REPLACE run ended before its target changed."""


class RemovalRefused(TargetError):
    """More documents would be deleted than the removal guard allows."""


class StaleDocuments(TargetError):
    """A resumed run must start over: its staging index holds documents that no row matches any more."""


class ComparisonError(SidecarError):
    """The rows of a query and the documents of a target cannot be compared."""

    status = 400
    type = "comparison_exception"


class ClusterUnavailable(SidecarError):
    """The Dask scheduler cannot be reached, or has no workers."""

    status = 503
    type = "status_exception"
    retryable = True


class WorkersLost(ClusterUnavailable):
    """Ranges were lost with a Dask worker or with the scheduler, and must be read by another attempt."""


class ExecutionStopped(SidecarError):
    """The execution is over; nothing more may be written for it."""


class ExecutionAborted(ExecutionStopped):
    """A user aborted the execution."""


class LeaseLost(ExecutionStopped):
    """Another owner holds the execution's lease."""


_CONNECT_CALL = re.compile(r"\[Errno (\d+)\] Connect call failed \('([^']+)', (\d+)[^)]*\)")
"""How asyncio reports a connection that was not established."""
_ERRNO = re.compile(r"\[Errno -?\d+\] ")


def error_chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and its causes, outermost first, each once."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def described_chain(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and its causes as in :func:`error_chain`, up to one that explains its cause."""
    for each in error_chain(error):
        yield each
        if isinstance(each, SidecarError) and each.explains_cause:
            return


def error_message(error: BaseException) -> str:
    """Return the error's message without notations of Python, or its class name if it has none."""
    match error.args:
        case (int(code), str(text)) if not isinstance(error, OSError):
            return f"{plain_text(text)} (error {code})"
    return plain_text(str(error)).strip() or type(error).__name__


def plain_text(message: str) -> str:
    """Return a message of the operating system or of a library as people write it."""
    return _ERRNO.sub("", _CONNECT_CALL.sub(lambda match: f"{os.strerror(int(match[1]))}: {match[2]}:{match[3]}", message))


def error_messages(error: BaseException) -> list[str]:
    """Return the messages of the error and its causes, outermost first, without adjacent duplicates."""
    messages: list[str] = []
    for each in described_chain(error):
        message = error_message(each)
        if not messages or message != messages[-1]:
            messages.append(message)
    return messages
