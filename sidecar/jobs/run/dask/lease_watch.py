"""A worker's view of its execution's lease: it decides whether the worker may read and send."""

import logging
import threading
import time
from collections.abc import Callable

from sidecar.errors import LeaseLost, ServiceUnavailable, SidecarError
from sidecar.store.leases import Permit

log = logging.getLogger(__name__)

POLL_INTERVAL = 0.5
"""Seconds between two reads of the lease."""
_FIRST_POLL_INTERVAL = 0.03
"""Seconds until the first read after a session was reported."""
_GROWTH = 1.3
"""How many times longer each further pause is, until the session is permitted."""
_WAIT_INTERVAL = 0.1
PERMIT_TIMEOUT = 60.0
"""Seconds to wait for the permit. The coordinator gives none to an order that it has given up."""
HANG_TIMEOUT = 30.0
"""Seconds after the end of an order until a driver that does not return counts as hung."""


class LeaseWatch:
    """Reads the lease of one order again and again, from :meth:`start` until :meth:`close`.

    The order is over when the lease has another fence or attempt, is not running, no longer lists the order's session, or is not renewed
    for ``fresh_for`` seconds, half of the lease timeout: then another attempt may begin. ``on_end`` is called then, repeatedly, and
    ``on_hang`` once if the order does not end. ``timeout`` is the time in seconds that Elasticsearch may not answer.
    """

    def __init__(
        self, read: Callable[[], Permit | None], *, fence: int, attempt: int, fresh_for: float, timeout: float,
        on_end: Callable[[], None], on_hang: Callable[[], None], clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._read = read
        self._fence, self._attempt = fence, attempt
        self._fresh_for, self._timeout = fresh_for, timeout
        self._on_end, self._on_hang = on_end, on_hang
        self._clock = clock
        self._closed = threading.Event()
        self._permitted = threading.Event()
        self._session: str | None = None
        self._wake_up = threading.Event()
        self._seq_no: int | None = None
        self._moved_at = self._read_at = clock()
        """When the last seen renewal was sent, at the latest; and the last read that was answered."""
        self._unmoved_since = self._read_at
        """When the first of the reads was sent that all returned the same lease."""
        self.error: LeaseLost | None = None
        """Why the order is over; None while it is not."""
        self._thread = threading.Thread(target=self._run, name="lease", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._moved_at = self._read_at = self._unmoved_since = self._clock()
        self._thread.start()

    def request_permit(self, session: str) -> None:
        """Wait until the coordinator has listed the session in the lease; raise if the order is over.

        From then on a process that takes over terminates the session.
        """
        self._session, began = session, self._clock()
        self._wake_up.set()
        while not self._permitted.wait(_WAIT_INTERVAL):
            self.check()
            if self._clock() - began > PERMIT_TIMEOUT:
                raise LeaseLost("the coordinator did not permit the session")
        self.check()

    def check(self) -> None:
        """Raise :class:`~sidecar.errors.LeaseLost` if the order is over."""
        if self.error is not None:
            raise self.error

    def require_fresh(self) -> None:
        """Wait until a renewal of the lease was seen recently: else another attempt may write, too.

        Raises as :meth:`check` does, and :class:`~sidecar.errors.ServiceUnavailable` if Elasticsearch does not answer within the timeout.
        """
        self.check()
        while (overdue := self._clock() - self._moved_at - self._fresh_for) > 0:
            if overdue > self._timeout:
                raise ServiceUnavailable("Elasticsearch did not return the lease within the timeout")
            time.sleep(_WAIT_INTERVAL)
            self.check()

    def close(self) -> None:
        """Stop watching."""
        self._closed.set()
        self._wake_up.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        interval = POLL_INTERVAL
        while not self._closed.is_set():
            if self._wake_up.wait(interval):
                self._wake_up.clear()
                interval = _FIRST_POLL_INTERVAL
                continue
            self._poll()
            interval = POLL_INTERVAL if self._permitted.is_set() else min(_GROWTH * interval, POLL_INTERVAL)
            if self.error is not None:
                self._end()
                return

    def _poll(self) -> None:
        sent_at = self._clock()
        try:
            permit = self._read()
        except SidecarError as error:
            log.warning("lease could not be read: %s", error)
            self._note_outage()
            return
        except Exception:
            # Without reads the order only waits, with no word about the cause.
            log.exception("lease could not be read")
            self._note_outage()
            return
        self.observe(permit, sent_at)

    def _note_outage(self) -> None:
        # The coordinator cannot renew the lease either; until it has, require_fresh keeps this worker from sending.
        self._unmoved_since = self._clock()

    def observe(self, permit: Permit | None, sent_at: float) -> None:
        """Process the lease as read by a request that was sent at a time."""
        if permit is None or permit.fence != self._fence or permit.attempt != self._attempt or not permit.is_running:
            self.error = LeaseLost("the execution has ended, or another attempt has begun")
        elif permit.seq_no != self._seq_no:
            # It moved after the last answered read before this one was sent.
            self._seq_no, self._moved_at, self._unmoved_since = permit.seq_no, self._read_at, sent_at
            self._observe_session(permit)
        elif sent_at - self._unmoved_since > self._fresh_for:
            self.error = LeaseLost("the coordinator no longer renews the lease")
        self._read_at = sent_at

    def _observe_session(self, permit: Permit) -> None:
        if self._session is None:
            return
        if self._session in permit.sessions:
            self._permitted.set()
        elif self._permitted.is_set():
            self.error = LeaseLost("the coordinator has ordered the range again")

    def _end(self) -> None:
        """End the order: again and again, because a cancel has no effect while no statement runs."""
        deadline = self._clock() + HANG_TIMEOUT
        while True:
            try:
                self._on_end()
            except Exception:
                log.exception("statements could not be cancelled")
            if self._closed.wait(POLL_INTERVAL):
                return
            if self._clock() > deadline:
                self._on_hang()
                return
