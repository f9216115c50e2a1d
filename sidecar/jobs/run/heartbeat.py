"""The heartbeat: renews the lease, writes snapshots, detects aborts and take-overs."""

import logging
import random
import threading
import time
from collections.abc import Callable

from sidecar.errors import ExecutionAborted, LeaseLost, ServiceUnavailable, SidecarError, VersionConflict
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.load.send.backoff import Backoff
from sidecar.model.job import Status
from sidecar.model.job_state import JobState
from sidecar.model.lease import Lease
from sidecar.settings import Settings
from sidecar.store.leases import VersionedLease

log = logging.getLogger(__name__)

_POLL_INTERVAL = 0.1
"""Seconds between two checks by a sender that waits for a renewal."""
_MAX_RETRY_DELAY = 5.0
"""Seconds: upper bound of the delay between two attempts at a write, unless renewals are more frequent."""
_WAITING_FOR_RENEWAL = "Elasticsearch: the lease could not be renewed"
"""The value of ``waiting_for`` while senders wait. It can only be written by the renewal that ends the wait."""
_INTERVAL_FRACTION = 0.8
"""Fraction of the snapshot interval between two renewals, so that no visible snapshot is older than the interval."""


class Heartbeat:
    """Holds one lease for one process.

    ``snapshot`` adds the run's progress to an active lease. ``on_end`` is called once, when a user aborts the execution or another
    owner takes over the lease.
    """

    def __init__(
        self, lifecycle: Lifecycle, key: str, fence: int, settings: Settings, *,
        snapshot: Callable[[Lease], Lease], on_end: Callable[[], None],
    ) -> None:  # fmt: skip
        self._lifecycle = lifecycle
        self._current: VersionedLease
        self._lock = threading.Lock()
        self._timeout = settings.elasticsearch_timeout
        self._stop = threading.Event()
        self._interval = settings.snapshot_interval * _INTERVAL_FRACTION
        # Wait for the end of an outage at the start, as later.
        self._retry(lambda: self._read_claimed(key, fence))
        self._fresh_for = settings.lease_timeout / 2
        self._renewed_at = time.monotonic()
        self._snapshot = snapshot
        self._on_end = on_end
        self._wake_up = threading.Event()
        self._renewal_requested = False
        self._is_finishing = False
        self._senders_waited = False
        self._end_reason: ExecutionAborted | LeaseLost | None = None
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    @property
    def lease(self) -> Lease:
        """Return the lease as last read or written."""
        return self._current.lease

    @property
    def status(self) -> Status:
        """Return the execution's status as last read or written."""
        return self.lease.execution_status

    def start(self) -> None:
        """Start renewing; detect an earlier abort at once."""
        with self._lock:
            self._detect_abort(self.lease)
        self._thread.start()

    def renew_now(self) -> None:
        """Renew now, which also reads changes made by other processes."""
        self._renewal_requested = True
        self._wake_up.set()

    def check(self) -> None:
        """Raise :class:`ExecutionAborted` after an abort and :class:`LeaseLost` after a take-over."""
        if self._end_reason is not None:
            raise self._end_reason

    def require_fresh(self) -> None:
        """Wait until the last renewal is recent; else another owner may be writing too.

        Raises as :meth:`check` does, and :class:`ServiceUnavailable` if that takes longer than the timeout.
        """
        self.check()
        while (overdue := time.monotonic() - self._renewed_at - self._fresh_for) > 0:
            if overdue > self._timeout:
                raise ServiceUnavailable("Elasticsearch accepted no renewal of the lease within the timeout")
            self._senders_waited = True
            time.sleep(_POLL_INTERVAL)
            self.check()

    def write(self, change: Callable[[Lease], Lease], *, even_if_aborting: bool = False) -> None:
        """Apply ``change`` to the lease now; the heartbeat's thread projects it afterwards.

        Raises :class:`ExecutionAborted` after an abort (unless ``even_if_aborting``), :class:`LeaseLost` after a take-over, and
        :class:`ServiceUnavailable` if Elasticsearch accepts no writes within the timeout.
        """
        guard = self._check_owner if even_if_aborting else self.check
        self._retry(lambda: self._write(change, guard=guard))
        self._wake_up.set()

    def finish(self, change: Callable[[Lease], Lease]) -> None:
        """Write the final state and stop renewing.

        ``change`` receives the current lease, including an abort requested meanwhile.
        """
        self._is_finishing = True
        self._retry(lambda: self._write(change, refresh=True, guard=self._check_owner))
        self._current = self._lifecycle.project(self._current)
        self._stop.set()
        self._wake_up.set()
        self._thread.join()

    def _read_claimed(self, key: str, fence: int) -> None:
        current = self._lifecycle.leases.get(key)
        if current is None or current.lease.fence != fence:
            raise LeaseLost(f"another owner holds the lease of [{key}]")
        self._current = current

    def _retry(self, write: Callable[[], None]) -> None:
        # The end of an execution is written in place of renewals: with a longer delay another agent would take over after an outage.
        max_delay = min(_MAX_RETRY_DELAY, self._interval)
        backoff = Backoff(self._timeout, stop_events=(self._stop,), clock=time.monotonic, jitter=random.random, max_delay=max_delay)
        while True:
            try:
                with self._lock:
                    write()
                return
            except ServiceUnavailable as error:
                backoff.wait(error)

    def _write(self, change: Callable[[Lease], Lease], *, guard: Callable[[], None], refresh: bool = False) -> None:
        """Write the lease. Refresh only at the end: leases are searched by state."""
        while True:
            guard()
            if not self.lease.is_active and self._is_finishing:
                # A final state under this fence was written by this process: only the response was lost.
                break
            lease, sent_at = self._with_snapshot(change(self.lease)), time.monotonic()
            try:
                self._current = self._lifecycle.leases.write(self._current, lease, refresh=refresh)
                self._renewed_at, self._senders_waited = sent_at, False
                break
            except (VersionConflict, ServiceUnavailable) as error:
                # Another process wrote, or the response to this write was lost: read the lease to find out.
                before = self._current.version
                self._reread()
                if isinstance(error, ServiceUnavailable) and self._current.version == before:
                    # Reads succeed but writes fail: raise, so that the caller waits before it tries again.
                    raise

    def _reread(self) -> None:
        current = self._lifecycle.leases.get(self._current.lease.key)
        ended_by_another = current is not None and not current.lease.is_active and not self._is_finishing
        if current is None or current.lease.fence != self._current.lease.fence or ended_by_another:
            self._end(LeaseLost(f"another owner holds the lease of [{self._current.lease.key}]"))
            self.check()
        elif current.version:
            self._current = current
            self._detect_abort(current.lease)

    def _detect_abort(self, lease: Lease) -> None:
        if lease.status and lease.status.state is JobState.ABORTING:
            self._end(ExecutionAborted("aborted by a user"))

    def _end(self, reason: ExecutionAborted | LeaseLost) -> None:
        if self._end_reason is None:
            self._end_reason = reason
            self._on_end()

    def _check_owner(self) -> None:
        if isinstance(self._end_reason, LeaseLost):
            raise self._end_reason

    def _with_snapshot(self, lease: Lease) -> Lease:
        if not lease.is_active:
            return lease
        renewed = self._snapshot(lease)
        if renewed.execution_status.details.waiting_for in (None, _WAITING_FOR_RENEWAL):
            # The first renewal after the wait reports it; the next one clears it.
            return renewed.evolve(status=renewed.execution_status.with_wait(_WAITING_FOR_RENEWAL if self._senders_waited else None))
        return renewed

    def _run(self) -> None:
        while not self._stop.is_set():
            was_written = self._wake_up.wait(self._interval) and not self._renewal_requested
            self._wake_up.clear()
            self._renewal_requested = False
            try:
                if not was_written:
                    self._renew()
                # Outside the lock, so that the run does not wait for the job log. A late write there is rejected by its version.
                if not self._stop.is_set():
                    self._lifecycle.project(self._current)
            except LeaseLost as ended:
                log.error("lease lost: %s: %s", self._current.lease.key, ended)
                return
            except SidecarError as error:
                log.warning("lease could not be renewed: %s: %s", self._current.lease.key, error)
            except Exception:
                # Without renewals the senders would wait and then fail, with no word about the cause.
                log.exception("lease could not be renewed: %s", self._current.lease.key)

    def _renew(self) -> None:
        with self._lock:
            if not self._is_finishing:
                self._write(lambda lease: lease, guard=self._check_owner)
