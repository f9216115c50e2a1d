"""The exception tree. Each class says what HTTP status, Elasticsearch type and recovery it stands for.

    SidecarError                 500  exception
    ├── BadRequest               400  illegal_argument_exception
    │   ├── MalformedBody        400  parsing_exception (with line and col)
    │   └── InvalidField         400  illegal_argument_exception (names the field's path)
    ├── Unauthorized             401  security_exception
    ├── Forbidden                403  security_exception
    ├── NotFound                 404  resource_not_found_exception
    ├── MethodNotAllowed         405  illegal_argument_exception (with Allow)
    ├── NotAcceptable            406  media_type_header_exception
    ├── Conflict                 409  status_exception
    │   └── VersionConflict      409  version_conflict_engine_exception
    ├── BodyTooLarge             413  content_too_long_exception
    ├── Unavailable              503  status_exception, retryable (with Retry-After)
    ├── CallerGone               400  task_cancelled_exception (nobody hears it)
    ├── Refused                  as Elasticsearch answered (its status, its type, its words)
    ├── ConfigurationError       500  configuration_exception (a command ends with it)
    ├── SourceError              400  datasource_exception (the database's own words are its cause)
    │   ├── SourceUnavailable    400  the same, retryable: the database could not be reached or went away
    │   └── SourceTimeout        408  the same: an inspection passed its deadline
    ├── TargetError              400  target_exception (what cannot be written, or must not be)
    │   ├── RowsRejected         400  the same: rows that Elasticsearch or their own values refuse
    │   ├── NotPublished         400  the same: every row is in, but the target must stay as it is
    │   └── KeptRowsChanged      400  the same: what an earlier attempt wrote is not what should be there
    └── RunEnded                      never answered: how a run learns that it is over
        ├── Aborted                   a user asked
        └── Superseded                another owner holds the lease

A foreign exception becomes one of these at one border a library and stays its ``__cause__``.
"""

from collections.abc import Iterator
from typing import Any


class SidecarError(Exception):
    """Carry a sentence for a person, and what HTTP and Elasticsearch call it."""

    status = 500
    type = "exception"
    retryable = False
    body: Any = None
    """Elasticsearch's whole answer, where the error is its own."""

    def __init__(self, reason: str, **metadata: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.metadata = metadata
        """Further keys of the error body, such as ``line`` and ``col``."""


class BadRequest(SidecarError):
    """Refuse a request that can never succeed as it stands."""

    status = 400
    type = "illegal_argument_exception"


class MalformedBody(BadRequest):
    """Refuse a body that is not JSON; ``line`` and ``col`` say where."""

    type = "parsing_exception"

    def __init__(self, reason: str, line: int, col: int) -> None:
        super().__init__(reason, line=line, col=col)


class InvalidField(BadRequest):
    """Refuse a body's field: where it stands, what was expected, what came."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"[{path}] {reason}")
        self.path = path


class Unauthorized(SidecarError):
    """Refuse a caller that Elasticsearch does not know."""

    status = 401
    type = "security_exception"


class Forbidden(SidecarError):
    """Refuse a caller whom Elasticsearch does not allow this."""

    status = 403
    type = "security_exception"


class NotFound(SidecarError):
    """Say that nothing has this id."""

    status = 404
    type = "resource_not_found_exception"


class MethodNotAllowed(SidecarError):
    """Refuse a verb that the path does not know."""

    status = 405
    type = "illegal_argument_exception"

    def __init__(self, reason: str, allowed: frozenset[str]) -> None:
        super().__init__(reason)
        self.allowed = allowed


class NotAcceptable(SidecarError):
    """Refuse a media type that cannot be read or written."""

    status = 406
    type = "media_type_header_exception"


class Conflict(SidecarError):
    """Refuse what the present state does not allow."""

    status = 409
    type = "status_exception"


class VersionConflict(Conflict):
    """Refuse a write whose expected version is not the stored one."""

    type = "version_conflict_engine_exception"


class BodyTooLarge(SidecarError):
    """Refuse a request body over the configured size."""

    status = 413
    type = "content_too_long_exception"


class Unavailable(SidecarError):
    """Say that Elasticsearch does not answer, or takes no writes, at the moment."""

    status = 503
    type = "status_exception"
    retryable = True
    retry_after = 5
    """Seconds, for the ``Retry-After`` header."""


class CallerGone(SidecarError):
    """Say that the caller hung up, so that nobody waits for the answer any more."""

    status = 400
    type = "task_cancelled_exception"


class Refused(SidecarError):
    """Pass on what Elasticsearch refused, in its own words."""

    def __init__(self, reason: str, status: int, type: str, body: Any = None) -> None:
        super().__init__(reason)
        self.status = status
        self.type = type
        self.body = body


class ConfigurationError(SidecarError):
    """Stop a start: a setting, a key or an index is not what the sidecar can work with."""

    type = "configuration_exception"


class SourceError(SidecarError):
    """Say that the database refused or failed; the cause holds its own words."""

    status = 400
    type = "datasource_exception"


class SourceUnavailable(SourceError):
    """Say that the database could not be reached, or that the connection was lost."""

    retryable = True


class SourceTimeout(SourceError):
    """Say that the database did not answer an inspection in time."""

    status = 408


class TargetError(SidecarError):
    """Say that the target cannot be written, or must not be."""

    status = 400
    type = "target_exception"


class RowsRejected(TargetError):
    """End a run with more rejected rows than it tolerates."""


class NotPublished(TargetError):
    """End a REPLACE run before its target changed."""


class KeptRowsChanged(TargetError):
    """Tell a resumed run that it has to begin anew: the index holds documents of an earlier attempt that no row stands for any more."""


class RunEnded(SidecarError):
    """Tell a run that it is over; nothing more may be written for it."""


class Aborted(RunEnded):
    """Tell a run that a user asked for its end."""


class Superseded(RunEnded):
    """Tell a run that another owner holds its lease."""


def chain(error: BaseException) -> Iterator[BaseException]:
    """Walk from the outermost error to the root cause, each once."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def sentence(error: BaseException) -> str:
    """Give an error's own words, or its class's name where it has none."""
    return str(error).strip() or type(error).__name__


def sentences(error: BaseException) -> list[str]:
    """Give the chain of reasons, outermost first; a message that only repeats the one before is left out."""
    told: list[str] = []
    for each in chain(error):
        words = sentence(each)
        if not told or words != told[-1]:
            told.append(words)
    return told
