"""Translation of database drivers' exceptions; passwords are removed from their messages."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sidecar.errors import NoFreeSession, SourceDataError, SourceError, SourceUnavailable, error_chain
from sidecar.extract.reader import Source
from sidecar.hardening import redact

CONNECT_ACTIONS = frozenset({"connect to", "open"})
"""Actions during which a driver handles the password, and may repeat it in an error.

Errors of other actions quote the query. Redacting them would confirm a password guessed in the query's text.
"""


_SESSION_ACTIONS = CONNECT_ACTIONS | {"begin a transaction in"}
"""Actions that need a session of the server. A pooler may give one only to a transaction."""

READ_ACTION = "execute the query in"
"""The action that reads rows, which computes their values."""

_SESSION_LIMIT = re.compile(
    "too many (connections|clients)|remaining connection slots|no more connections allowed|query_wait_timeout|max_user_connections"
    "|maximum number of user connections|session limit for the database|ORA-(00018|00020|02391|12516|12519|12520)",
    re.IGNORECASE,
)
"""What PostgreSQL, pgbouncer, MySQL, SQL Server and Oracle say if they accept no further session."""


def is_session_limit(error: BaseException) -> bool:
    """Return whether a server refused a session because there are too many, as far as its message shows."""
    return _SESSION_LIMIT.search(str(error)) is not None


class DriverErrors(NamedTuple):
    """A driver's exception classes; ``transient`` is checked before ``permanent``.

    ``is_transient`` inspects exceptions of ``permanent`` whose class alone does not decide. ``is_session_limit`` inspects all
    exceptions of actions that need a session, and ``is_data_error`` those of :data:`READ_ACTION`.
    """

    transient: tuple[type[BaseException], ...]
    permanent: tuple[type[BaseException], ...]
    is_transient: Callable[[BaseException], bool] = lambda error: False
    is_session_limit: Callable[[BaseException], bool] = is_session_limit
    is_data_error: Callable[[BaseException], bool] = lambda error: False


@contextmanager
def name_query(field: str) -> Iterator[None]:
    """Name the field of the query in the database's errors raised inside, unless it is that of the rows or a retry may help."""
    try:
        yield
    except SourceError as error:
        if field == "query" or type(error) is not SourceError:
            raise
        raise SourceError(f"The query in [{field}] cannot be used.") from error


@contextmanager
def translate_driver_errors(source: Source, action: str, driver_errors: DriverErrors) -> Iterator[None]:
    """Translate the driver's exceptions raised inside; ``action`` completes the sentence "Could not …"."""
    try:
        yield
    except (*driver_errors.transient, *driver_errors.permanent) as error:
        raise source_error(_error_class(error, action, driver_errors), source, action) from _without_password(error, source, action)


def _error_class(error: BaseException, action: str, driver_errors: DriverErrors) -> type[SourceError]:
    if action in _SESSION_ACTIONS and driver_errors.is_session_limit(error):
        return NoFreeSession
    if isinstance(error, driver_errors.transient) or driver_errors.is_transient(error):
        return SourceUnavailable
    return SourceDataError if action == READ_ACTION and driver_errors.is_data_error(error) else SourceError


def source_error(kind: type[SourceError], source: Source, action: str) -> SourceError:
    """Create the error whose cause the driver's exception becomes."""
    return kind(f"Could not {action} [{source.name}].")


def _without_password(error: BaseException, source: Source, action: str) -> BaseException:
    """Return the error, or its redacted text if any error in its chain contains the password."""
    password = source.password if action in CONNECT_ACTIONS else None
    has_password = any(redact(str(link), password) != str(link) for link in error_chain(error))
    return SourceError(redact(str(error), password)) if has_password else error


@contextmanager
def translate_query_errors(datasource: str) -> Iterator[None]:
    """Wrap database errors raised inside in one that names the datasource whose query failed."""
    try:
        yield
    except SourceError as error:
        raise type(error)(f"Could not execute datasource query [{datasource}].") from error
