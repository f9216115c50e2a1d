"""What is left in the caller's hand once a server runs."""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self


def _leave_it_running() -> None:
    """Do nothing: a server that was there before is not ours to end."""


@dataclass(frozen=True)
class Node:
    """Hold a running Elasticsearch; leaving its ``with`` block stops it, if it was started here."""

    url: str
    origin: str
    """Where it comes from, in words for a person."""
    stop: Callable[[], None] = _leave_it_running

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
