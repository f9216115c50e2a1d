"""Translation of database drivers' exceptions; passwords are removed from their messages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sidecar.errors import SourceError, SourceUnavailable, error_chain
from sidecar.extract.reader import Source
from sidecar.hardening import redact

CONNECT_ACTIONS = frozenset({"connect to", "open"})
"""Actions during which a driver handles the password, and may repeat it in an error.

Errors of other actions quote the query. Redacting them would confirm a password guessed in the query's text.
"""


class DriverErrors(NamedTuple):
    """A driver's exception classes; ``transient`` is checked before ``permanent``.

    ``is_transient`` inspects exceptions of ``permanent`` whose class alone does not decide.
    """

    transient: tuple[type[BaseException], ...]
    permanent: tuple[type[BaseException], ...]
    is_transient: Callable[[BaseException], bool] = lambda error: False


@contextmanager
def translate_driver_errors(source: Source, action: str, driver_errors: DriverErrors) -> Iterator[None]:
    """Translate the driver's exceptions raised inside; ``action`` completes the sentence "Could not …"."""
    try:
        yield
    except driver_errors.transient as error:
        raise source_error(SourceUnavailable, source, action) from _without_password(error, source, action)
    except driver_errors.permanent as error:
        kind = SourceUnavailable if driver_errors.is_transient(error) else SourceError
        raise source_error(kind, source, action) from _without_password(error, source, action)


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
