"""End what lost processes left running in their databases, on threads of their own: a database may take its time."""

import logging
import threading
import time
from collections.abc import Callable

from sidecar import logs
from sidecar.errors import SidecarError
from sidecar.model.lease import Lease

log = logging.getLogger(__name__)


class LostSessions:
    """Ends sessions that leases name, by ``end``, which may take long and raise what a database does."""

    def __init__(self, end: Callable[[Lease], None]) -> None:
        self._end = end
        self._cleared: dict[str, tuple[tuple[int, str], threading.Thread]] = {}
        """By key, the fence and the session that were last cleared, and the thread that does so."""

    def clear(self, lease: Lease) -> None:
        """Begin to end the sessions of a lease whose process is lost, once: what follows may have to be decided again and again."""
        if lease.session is None:
            return
        lost = (lease.fence, lease.session)
        if lease.key in self._cleared and self._cleared[lease.key][0] == lost:
            return
        thread = threading.Thread(target=self._ended, args=(lease,), name="sessions", daemon=True)
        thread.start()
        self._cleared[lease.key] = (lost, thread)

    def wait(self, seconds: float) -> None:
        """Wait until all are ended, for so long at most."""
        deadline = time.monotonic() + seconds
        for _, thread in self._cleared.values():
            thread.join(max(0.0, deadline - time.monotonic()))

    def _ended(self, lease: Lease) -> None:
        with logs.about(lease.log_fields):
            try:
                self._end(lease)
            except SidecarError as error:
                log.warning("what %s left running in its database could not be ended: %s", lease.execution, error)
            except Exception:
                # Nobody else would tell of it.
                log.exception("what %s left running in its database could not be ended", lease.execution)
