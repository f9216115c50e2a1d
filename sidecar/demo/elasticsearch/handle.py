"""The handle to an Elasticsearch node."""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self


def _keep_running() -> None:
    """Do nothing: a server that was not started here is not stopped here."""


@dataclass(frozen=True)
class Node:
    """A running Elasticsearch; leaving its ``with`` block stops it if it was started here."""

    url: str
    origin: str
    """Description of where it comes from, for people."""
    stop: Callable[[], None] = _keep_running

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
