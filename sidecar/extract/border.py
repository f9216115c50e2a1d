"""The border to database drivers: their exceptions become ours, and no password crosses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sidecar.errors import SourceError, SourceUnavailable
from sidecar.extract.reader import Source


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
        raise told(SourceUnavailable, source, doing) from without_password(error, source.password)
    except classes.failed as error:
        kind = SourceUnavailable if classes.is_lost(error) else SourceError
        raise told(kind, source, doing) from without_password(error, source.password)


def told(kind: type[SourceError], source: Source, doing: str) -> SourceError:
    """Make our error; the driver's becomes its cause."""
    return kind(f"Could not {doing} [{source.name}].")


def without_password(error: BaseException, password: str | None) -> BaseException:
    """Give the error back, or a copy of its words with the password taken out."""
    links = [error, error.__cause__, error.__context__]
    if not password or not any(password in str(link) for link in links if link is not None):
        return error
    return SourceError(str(error).replace(password, "***"))
