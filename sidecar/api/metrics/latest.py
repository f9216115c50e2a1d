"""Share the result of an expensive call among concurrent callers."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class LatestResult(Generic[T]):
    """Calls ``read`` for all callers that wait, one call at a time.

    A caller never gets the result of a call that began before its own. A counter would go back otherwise: a scraper that another
    process has given a newer value before.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._changed = threading.Condition()
        self._started = self._ended = 0
        self._result: T | None = None
        self._error: Exception | None = None

    def __call__(self) -> T:
        """Return a result that was read during this call; raise the error if that failed."""
        with self._changed:
            wanted = self._started + 1
            self._changed.wait_for(lambda: self._ended == self._started or self._ended >= wanted)
            if self._ended >= wanted:
                return self._outcome()
            self._started = wanted
        try:
            result, error = self._read(), None
        except Exception as failure:  # noqa: BLE001 - raised again, for each caller
            result, error = None, failure
        with self._changed:
            self._result, self._error, self._ended = result, error, wanted
            self._changed.notify_all()
            return self._outcome()

    def _outcome(self) -> T:
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]
