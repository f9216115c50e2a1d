"""What a run keeps of the rows that it could not bring in."""

import random
import threading
import time
from collections.abc import Sequence

from sidecar.errors import Unavailable
from sidecar.jobs.clock import Clock
from sidecar.load.rejections import Rejection
from sidecar.load.send.backoff import Backoff
from sidecar.model.ingestion import Ingestion
from sidecar.store.dead_letters import DeadLetter, DeadLetters


class Letters:
    """The dead letters of one execution. ``stop`` ends its waits; ``patience`` (seconds) is how long it waits for Elasticsearch."""

    def __init__(
        self, store: DeadLetters, ingestion: Ingestion, execution: str, *, clock: Clock, stop: threading.Event, patience: float
    ) -> None:
        self._store = store
        self._ingestion = ingestion
        self._execution = execution
        self._clock = clock
        self._stop = stop
        self._patience = patience

    def keep(self, rejected: Sequence[Rejection]) -> None:
        """Write rejected rows; nothing where the run bears none, as it ends with the first one's reason. Any thread may call it."""
        if self._ingestion.max_failures.number == 0:
            return None
        letters = [self._letter(each) for each in rejected]
        backoff = Backoff(self._patience, stops=(self._stop,), clock=time.monotonic, jitter=random.random)
        while True:
            try:
                return self._store.store(letters)
            except Unavailable as error:
                backoff.wait(error)

    def forget(self) -> None:
        """Delete what an earlier attempt wrote: this one reads, and counts, from the beginning."""
        if self._ingestion.max_failures.number != 0:
            self._store.forget(self._execution, until=self._clock())

    def _letter(self, rejected: Rejection) -> DeadLetter:
        return DeadLetter(
            job=self._ingestion.id, execution=self._execution, target=self._ingestion.target,
            row=rejected.row, partition=rejected.partition, id=rejected.id,
            status=rejected.status, type=rejected.type, reason=rejected.reason,
            document=rejected.document, retryable=rejected.retryable, timestamp=self._clock(),
        )  # fmt: skip
