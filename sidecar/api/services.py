"""Objects that the endpoints use, created once by the app."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sidecar.api.access import Access
from sidecar.api.end_poller import EndPoller
from sidecar.elastic import Client
from sidecar.errors import ServiceUnavailable
from sidecar.jobs.dead_letter_retry import DeadLetterRetry
from sidecar.jobs.inspect.client import Inspector
from sidecar.jobs.launch import Launcher
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.validation import Validation
from sidecar.store.agents import Agents
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import SecretKeys
from sidecar.store.joblog import JobLog


class RequestSlots:
    """Limits requests that wait for an execution or a database, or compute for long, so that threads remain for all others."""

    def __init__(self, slots: int) -> None:
        self._free_slots = threading.BoundedSemaphore(slots)

    @contextmanager
    def slot(self, *, is_needed: bool = True) -> Iterator[None]:
        """Hold a slot for the duration of the block; raise :class:`ServiceUnavailable` if none is free."""
        if not is_needed:
            yield
            return
        if not self._free_slots.acquire(blocking=False):
            raise ServiceUnavailable(
                "too many requests are already waiting for a database, for an execution to end, for the check of a long query, "
                "or for fire times; retry later or without [wait_for_completion]"
            )
        try:
            yield
        finally:
            self._free_slots.release()


@dataclass(frozen=True, kw_only=True)
class Services:
    """The objects that endpoints use."""

    client: Client
    definitions: DefinitionStore
    lifecycle: Lifecycle
    job_log: JobLog
    launcher: Launcher
    secrets: SecretKeys
    access: Access
    inspector: Inspector
    validation: Validation
    dead_letters: DeadLetters
    dead_letter_retry: DeadLetterRetry
    agents: Agents
    end_poller: EndPoller
    request_slots: RequestSlots
