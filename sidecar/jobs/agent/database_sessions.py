"""Terminate the database sessions of lost processes, on threads because it may be slow."""

import logging
import threading
import time
from collections.abc import Callable

from sidecar import logs
from sidecar.errors import SidecarError
from sidecar.model.lease import Lease

log = logging.getLogger(__name__)


class DatabaseSessions:
    """Terminates sessions with ``terminate``, which may be slow and raise any database error."""

    def __init__(self, terminate: Callable[[Lease], None]) -> None:
        self._terminate = terminate
        self._threads: dict[str, tuple[tuple[int, str], threading.Thread]] = {}
        """By lease key: fence and session last terminated, and the thread that does it."""

    def terminate(self, lease: Lease) -> None:
        """Start terminating the sessions of a lease whose process is lost.

        Later calls for the same sessions do nothing.
        """
        if lease.session is None:
            return
        lost = (lease.fence, lease.session)
        if lease.key in self._threads and self._threads[lease.key][0] == lost:
            return
        thread = threading.Thread(target=self._run, args=(lease,), name="sessions", daemon=True)
        thread.start()
        self._threads[lease.key] = (lost, thread)

    def wait(self, seconds: float) -> None:
        """Wait until all are terminated, for at most ``seconds``."""
        deadline = time.monotonic() + seconds
        for _, thread in self._threads.values():
            thread.join(max(0.0, deadline - time.monotonic()))

    def _run(self, lease: Lease) -> None:
        with logs.context(lease.log_fields):
            try:
                self._terminate(lease)
            except SidecarError as error:
                log.warning("could not terminate the database sessions of %s: %s", lease.execution, error)
            except Exception:
                # This is the top of the thread: an exception would not be logged otherwise.
                log.exception("could not terminate the database sessions of %s", lease.execution)
