"""How a fault of the source is told in a job's status."""

from collections.abc import Iterator
from contextlib import contextmanager

from sidecar.errors import SourceError


@contextmanager
def from_source(datasource: str) -> Iterator[None]:
    """Put the datasource's name before whatever the database says."""
    try:
        yield
    except SourceError as error:
        raise type(error)(f"Could not execute datasource query [{datasource}].") from error
