"""What the endpoints work with, made once by the app."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sidecar.api.access import Access
from sidecar.elastic import Client
from sidecar.errors import Unavailable
from sidecar.jobs.dead_letter_retry import Redelivery
from sidecar.jobs.inspect.client import Inspector
from sidecar.jobs.launch import Launcher
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.validation import Preparation
from sidecar.store.catalog import Catalog
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.encryption import Secrets
from sidecar.store.joblog import JobLog


class Waiting:
    """The places for requests that wait for a run's end or for a database: a part of the threads, so that others are still answered."""

    def __init__(self, places: int) -> None:
        self._places = threading.BoundedSemaphore(places)

    @contextmanager
    def place(self, *, wanted: bool = True) -> Iterator[None]:
        """Take a place, before anything is done for the request; raise :class:`Unavailable` where all are taken."""
        if not wanted:
            yield
            return
        if not self._places.acquire(blocking=False):
            raise Unavailable(
                "too many requests wait for a database or for the end of a run already; ask again later, or without [wait_for_completion]"
            )
        try:
            yield
        finally:
            self._places.release()


@dataclass(frozen=True, kw_only=True)
class Services:
    """All that an endpoint may need."""

    client: Client
    catalog: Catalog
    life: Lifecycle
    log: JobLog
    launcher: Launcher
    secrets: Secrets
    access: Access
    inspector: Inspector
    preparation: Preparation
    dead_letters: DeadLetters
    redelivery: Redelivery
    waiting: Waiting
