"""Write the rejected rows of a run as dead letters."""

import random
import threading
import time
from collections.abc import Sequence

from sidecar.jobs.clock import Clock
from sidecar.load.reasons import find_field, summarize
from sidecar.load.rejections import Rejection
from sidecar.load.send.backoff import Backoff
from sidecar.model.ingestion import Ingestion
from sidecar.store.dead_letters import DeadLetter, DeadLetters


class DeadLetterWriter:
    """Writes the dead letters of one execution.

    It waits at most ``timeout`` seconds for Elasticsearch; ``stop`` ends the wait.
    """

    def __init__(
        self, store: DeadLetters, ingestion: Ingestion, execution: str, *, clock: Clock, stop: threading.Event, timeout: float
    ) -> None:
        self._store = store
        self._ingestion = ingestion
        self._execution = execution
        self._clock = clock
        self._stop = stop
        self._timeout = timeout

    def write(self, rejected: Sequence[Rejection]) -> None:
        """Write rejected rows. Any thread may call it.

        A run that tolerates none writes none: it ends with the reason of the first.
        """
        if self._ingestion.max_failures.number == 0:
            return
        dead_letters = [self._dead_letter(each) for each in rejected]
        backoff = Backoff(self._timeout, stop_events=(self._stop,), clock=time.monotonic, jitter=random.random)
        backoff.retry(lambda: self._store.write(dead_letters))

    def delete_earlier(self) -> None:
        """Delete the dead letters of an earlier attempt, whose rows are read and counted again."""
        if self._ingestion.max_failures.number != 0:
            self._store.delete_earlier(self._execution, until=self._clock())

    def _dead_letter(self, rejected: Rejection) -> DeadLetter:
        return DeadLetter(
            job=self._ingestion.id, execution=self._execution, target=self._ingestion.target,
            row=rejected.row, partition=rejected.partition, id=rejected.id,
            status=rejected.status, type=rejected.type, reason=rejected.reason,
            document=rejected.document, retryable=rejected.retryable, timestamp=self._clock(),
            field=find_field(rejected.reason), summary=summarize(rejected.reason),
        )  # fmt: skip
