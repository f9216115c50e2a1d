"""The heartbeat: renews the lease, logs snapshots, detects aborts and take-overs.

A renewal and its snapshot are one request. A snapshot that would show nothing new is left out most of the time. All processes renew at the
same moments, so that Elasticsearch writes and refreshes once for all of them.
"""

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
from sidecar.store.joblog import log_entry
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
_LONG_RENEWAL = 1 / 8
"""Fraction of the time between two renewals above which the next one comes after half that time: Elasticsearch is busy with the rows, so a
snapshot is that much older when it is shown."""
_WAKE_UP_TOLERANCE = 0.01
"""Seconds that a wait may end too early."""
_MAX_SILENCE = 5.0
"""Seconds between two snapshots of an execution that makes no progress."""
_LOG_PAUSE = 5.0
"""Seconds without snapshots after one that failed: the job log may be unavailable while the leases are not."""


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
        self._renewal_seconds = 0.0
        self._logged: Status | None = None
        self._next_snapshot = self._no_snapshot_before = 0.0
        # Wait for the end of an outage at the start, as later.
        self._retry(lambda: self._read_claimed(key, fence))
        self._fresh_for = settings.lease_timeout / 2
        self._renewed_at = time.monotonic()
        self._snapshot = snapshot
        self._on_end = on_end
        self._wake_up = threading.Event()
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
        """Apply ``change`` to the lease now, and write its snapshot to the job log.

        Raises :class:`ExecutionAborted` after an abort (unless ``even_if_aborting``), :class:`LeaseLost` after a take-over, and
        :class:`ServiceUnavailable` if Elasticsearch accepts no writes within the timeout.
        """
        guard = self._check_owner if even_if_aborting else self.check
        self._retry(lambda: self._write(change, guard=guard))

    def finish(self, change: Callable[[Lease], Lease]) -> None:
        """Write the final state and stop renewing.

        ``change`` receives the current lease, including an abort requested meanwhile.
        """
        self._is_finishing = True
        self._retry(lambda: self._write(change, guard=self._check_owner))
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

        def write_locked() -> None:
            with self._lock:
                write()

        backoff.retry(write_locked)

    def _write(self, change: Callable[[Lease], Lease], *, guard: Callable[[], None]) -> None:
        while True:
            guard()
            if not self.lease.is_active and self._is_finishing:
                # A final state under this fence was written by this process: only the response was lost.
                break
            lease, sent_at = self._with_snapshot(change(self.lease)), time.monotonic()
            try:
                self._current = self._send(lease)
                self._renewed_at, self._senders_waited = sent_at, False
                self._renewal_seconds = time.monotonic() - sent_at
                break
            except (VersionConflict, ServiceUnavailable) as error:
                # Another process wrote, or the response to this write was lost: read the lease to find out.
                before = self._current.version
                self._reread()
                if isinstance(error, ServiceUnavailable) and self._current.version == before:
                    # Reads succeed but writes fail: raise, so that the caller waits before it tries again.
                    raise

    def _send(self, lease: Lease) -> VersionedLease:
        """Write the lease, with its snapshot while it is active: an end is logged only once it is certain."""
        leases, now = self._lifecycle.leases, time.monotonic()
        if not lease.is_active:
            return leases.write(self._current, lease)
        progress = _progress(lease.execution_status)
        is_logged = now >= self._no_snapshot_before and (progress != self._logged or now >= self._next_snapshot)
        if is_logged:
            # Until this one has succeeded.
            self._no_snapshot_before = now + _LOG_PAUSE
        try:
            renewed, has_snapshot = leases.renew(self._current, lease, log_entry(lease) if is_logged else None)
        except VersionConflict:
            self._no_snapshot_before = 0.0
            raise
        if has_snapshot:
            self._logged, self._next_snapshot, self._no_snapshot_before = progress, now + _MAX_SILENCE, 0.0
        return renewed

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
            self._wake_up.wait(until_next_renewal(time.time(), self._interval, self._renewal_seconds))
            self._wake_up.clear()
            try:
                self._renew()
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
            if not self._is_finishing and not self._stop.is_set():
                self._write(lambda lease: lease, guard=self._check_owner)


def until_next_renewal(now: float, interval: float, last: float) -> float:
    """Return the seconds until the clock shows the next multiple of the interval, or of half of it if the ``last`` renewal took long."""
    if last > interval * _LONG_RENEWAL:
        interval /= 2
    return interval + _WAKE_UP_TOLERANCE - (now + _WAKE_UP_TOLERANCE) % interval


def _progress(status: Status) -> Status:
    """Return the status without what changes as time passes."""
    return status.with_details(heartbeat=None, history=None, docs_per_second=None, eta_in_millis=None, bottleneck=None)
