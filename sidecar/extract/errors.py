"""The border to database drivers: their exceptions become ours, and no password crosses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sidecar.errors import SourceError, SourceUnavailable, chain
from sidecar.extract.reader import Source
from sidecar.hardening import masked

CONNECTING = frozenset({"connect to", "open"})
"""When a driver has the password in its hands. Elsewhere its words are the database's about a query, and a mark in them would tell
whoever wrote a thousand guesses into the query which of them is the password."""


class Classes(NamedTuple):
    """A driver's exception classes: ``lost`` may pass by themselves, ``failed`` will not; ``lost`` is looked at first.

    Where a class says too little, ``is_lost`` looks into an exception of ``failed``.
    """

    lost: tuple[type[BaseException], ...]
    failed: tuple[type[BaseException], ...]
    is_lost: Callable[[BaseException], bool] = lambda error: False


@contextmanager
def crossing(source: Source, doing: str, classes: Classes) -> Iterator[None]:
    """Translate what a driver raises inside; ``doing`` ends the sentence "Could not …"."""
    try:
        yield
    except classes.lost as error:
        raise told(SourceUnavailable, source, doing) from _fit_to_tell(error, source, doing)
    except classes.failed as error:
        kind = SourceUnavailable if classes.is_lost(error) else SourceError
        raise told(kind, source, doing) from _fit_to_tell(error, source, doing)


def told(kind: type[SourceError], source: Source, doing: str) -> SourceError:
    """Make our error; the driver's becomes its cause."""
    return kind(f"Could not {doing} [{source.name}].")


def _fit_to_tell(error: BaseException, source: Source, doing: str) -> BaseException:
    """Give the error back, or its words without the password where any error behind it holds that."""
    password = source.password if doing in CONNECTING else None
    held = any(masked(str(link), password) != str(link) for link in chain(error))
    return SourceError(masked(str(error), password)) if held else error


@contextmanager
def query_errors(datasource: str) -> Iterator[None]:
    """Prefix database errors raised inside with the id of the datasource whose query failed."""
    try:
        yield
    except SourceError as error:
        raise type(error)(f"Could not execute datasource query [{datasource}].") from error
