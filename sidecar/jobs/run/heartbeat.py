"""One thread that keeps an execution's lease, writes its snapshots and learns of an abort."""

import logging
import random
import threading
import time
from collections.abc import Callable

from sidecar.errors import Aborted, SidecarError, Superseded, Unavailable, VersionConflict
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.job import JobState, Status
from sidecar.model.lease import Lease
from sidecar.settings import Settings
from sidecar.store.leases import Held

log = logging.getLogger(__name__)

_GLANCE = 0.1
"""Seconds between two looks at a lease that should be renewed any moment."""
_UNRENEWED = "Elasticsearch: the lease could not be renewed"
"""What senders waited for while nothing could be written that tells so."""
_EARLY = 0.8
"""The share of the snapshot interval after which the next one is written, so that none is older than the interval when it is seen."""


class Heartbeat:
    """The hold of one process on one lease.

    ``snapshot`` adds the run's progress to an active lease. ``on_end`` is called once, when a user asks for the end or another owner
    takes the lease.
    """

    def __init__(
        self, life: Lifecycle, key: str, fence: int, settings: Settings, *,
        snapshot: Callable[[Lease], Lease], on_end: Callable[[], None],
    ) -> None:  # fmt: skip
        self._life = life
        self._held: Held
        self._lock = threading.Lock()
        self._patience = settings.elasticsearch_patience
        # An outage that begins with the process is waited for as any other is.
        self._insist(lambda: self._take(key, fence))
        self._interval = settings.snapshot_interval * _EARLY
        self._trust = settings.lease_timeout / 2
        self._renewed_at = time.monotonic()
        self._snapshot = snapshot
        self._on_end = on_end
        self._stop = threading.Event()
        self._told = threading.Event()
        self._hinted = False
        self._concluding = False
        self._held_up = False
        self._ended: Aborted | Superseded | None = None
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    @property
    def lease(self) -> Lease:
        """Give the lease as last read or written."""
        return self._held.lease

    @property
    def status(self) -> Status:
        """Give the execution's status as last read or written."""
        return self.lease.running

    def start(self) -> None:
        """Begin to renew; an abort that came before is learned at once."""
        with self._lock:
            self._learn(self.lease)
        self._thread.start()

    def look(self) -> None:
        """Renew now, which learns what has changed."""
        self._hinted = True
        self._told.set()

    def check(self) -> None:
        """Raise :class:`Aborted` or :class:`Superseded` once that has happened."""
        if self._ended is not None:
            raise self._ended

    def check_fresh(self) -> None:
        """Wait while the lease may be taken for dead: what is written then could meet another owner's writes.

        Raises as :meth:`check` does, and :class:`Unavailable` when that lasts longer than the patience.
        """
        self.check()
        while (stale := time.monotonic() - self._renewed_at - self._trust) > 0:
            if stale > self._patience:
                raise Unavailable("Elasticsearch took no renewal of the lease for as long as the patience lasts")
            self._held_up = True
            time.sleep(_GLANCE)
            self.check()

    def write(self, change: Callable[[Lease], Lease], *, even_aborted: bool = False) -> None:
        """Decide something: apply ``change`` to the lease, now; the log is told a moment later, by the heartbeat's own thread.

        Raises :class:`Aborted` when a user was first (unless ``even_aborted``), :class:`Superseded` when another owner was, and
        :class:`Unavailable` when Elasticsearch took no writes for as long as the patience lasts.
        """
        guard = self._check_mine if even_aborted else self.check
        self._insist(lambda: self._put(change, guard=guard))
        self._told.set()

    def conclude(self, change: Callable[[Lease], Lease]) -> None:
        """Write the end and stop renewing. ``change`` sees the lease as it is, an abort that was asked for meanwhile included."""
        self._concluding = True
        self._insist(lambda: self._put(change, refresh=True, guard=self._check_mine))
        self._held = self._life.project(self._held)
        self._stop.set()
        self._told.set()
        self._thread.join()

    def _take(self, key: str, fence: int) -> None:
        held = self._life.leases.get(key)
        if held is None or held.lease.fence != fence:
            raise Superseded(f"another owner holds the lease of [{key}]")
        self._held = held

    def _insist(self, write: Callable[[], None]) -> None:
        deadline = time.monotonic() + self._patience
        longest = 0.2
        while True:
            try:
                with self._lock:
                    write()
                return
            except Unavailable:
                if time.monotonic() > deadline:
                    raise
            time.sleep(random.uniform(0, longest))  # noqa: S311 - jitter, no secret
            longest = min(2 * longest, 5.0)

    def _put(self, change: Callable[[Lease], Lease], *, guard: Callable[[], None], refresh: bool = False) -> None:
        """Write the lease. No refresh but at the end: only by its state is a lease searched for."""
        while True:
            guard()
            if not self.lease.active and self._concluding:
                # A final state under this fence is this process' own: its write took place, the answer was lost.
                break
            wanted, sent_at = self._renewed(change(self.lease)), time.monotonic()
            try:
                self._held = self._life.leases.write(self._held, wanted, refresh=refresh)
                self._renewed_at, self._held_up = sent_at, False
                break
            except (VersionConflict, Unavailable) as error:
                # Somebody else wrote, or the answer to this write was lost: only the lease itself knows.
                before = self._held.at
                self._reread()
                if isinstance(error, Unavailable) and self._held.at == before:
                    # Reads are answered, writes are not: the one who asked waits, instead of asking again at once.
                    raise

    def _reread(self) -> None:
        held = self._life.leases.get(self._held.lease.key)
        ended_by_another = held is not None and not held.lease.active and not self._concluding
        if held is None or held.lease.fence != self._held.lease.fence or ended_by_another:
            self._end(Superseded(f"another owner holds the lease of [{self._held.lease.key}]"))
            self.check()
        elif held.at:
            self._held = held
            self._learn(held.lease)

    def _learn(self, lease: Lease) -> None:
        if lease.status and lease.status.state is JobState.ABORTING:
            self._end(Aborted("a user asked for the end"))

    def _end(self, reason: Aborted | Superseded) -> None:
        if self._ended is None:
            self._ended = reason
            self._on_end()

    def _check_mine(self) -> None:
        if isinstance(self._ended, Superseded):
            raise self._ended

    def _renewed(self, lease: Lease) -> Lease:
        if not lease.active:
            return lease
        renewed = self._snapshot(lease)
        if renewed.running.details.waiting_for in (None, _UNRENEWED):
            # The first one that can be written tells of the wait that ends with it.
            return renewed.evolve(status=renewed.running.waiting(_UNRENEWED if self._held_up else None))
        return renewed

    def _beat(self) -> None:
        while not self._stop.is_set():
            decided = self._told.wait(self._interval) and not self._hinted
            self._told.clear()
            self._hinted = False
            try:
                if not decided:
                    self._renew()
                # Outside the lock: the run does not wait for the log. A late write there is refused by its version.
                if not self._stop.is_set():
                    self._life.project(self._held)
            except Superseded as ended:
                log.error("%s: %s", self._held.lease.key, ended)
                return
            except SidecarError as error:
                log.warning("the lease of %s could not be renewed: %s", self._held.lease.key, error)

    def _renew(self) -> None:
        with self._lock:
            if not self._concluding:
                self._put(lambda lease: lease, guard=self._check_mine)
