"""The agent: starts executions, watches them, ends what others left behind. One a machine is enough; any number may run."""

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable
from functools import partial

from sidecar import logs
from sidecar.errors import SidecarError, Unavailable, VersionConflict
from sidecar.jobs import positions, process_identity
from sidecar.jobs.agent import recovery
from sidecar.jobs.agent.database_sessions import LostSessions
from sidecar.jobs.agent.failure_detector import Watch
from sidecar.jobs.agent.housekeeping import Housekeeping
from sidecar.jobs.agent.index_retirement import Replaced
from sidecar.jobs.agent.process_pool import Child, Pool
from sidecar.jobs.agent.scheduler import Scheduler
from sidecar.jobs.clock import Clock, now_millis
from sidecar.jobs.execution_order import EXIT_UNREACHABLE
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.job import JobState
from sidecar.model.lease import Lease
from sidecar.settings import Settings
from sidecar.store.leases import Held

log = logging.getLogger(__name__)

TICK = 0.25
"""Seconds between two looks for work."""
KILL_AFTER = 10.0
"""Seconds that an execution may take to end after an abort."""
PROOF = 2.5
"""Renewals that an owner may miss after a write of the observer's own: the next tick, the write itself, and a hiccup."""
CLEARING = 5.0
"""Seconds that an agent which was told to stop waits until databases are rid of what it handed over."""


class Agent:
    """One tick at a time: claim, reap, take over, project, drop; and beside that the chores: schedule, tidy up.

    ``install`` makes sure of the own indices, ``discard`` deletes the staging index of a lease,
    ``drop`` an index that a publish replaced. ``end_session`` ends what a lost process left running in its database; it may take long.
    """

    def __init__(
        self, settings: Settings, life: Lifecycle, pool: Pool, scheduler: Scheduler, housekeeping: Housekeeping, *,
        install: Callable[[], None], discard: Callable[[Lease], None], drop: Callable[[Lease, str], bool],
        end_session: Callable[[Lease], None], clock: Clock = now_millis,
    ) -> None:  # fmt: skip
        self.name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._settings = settings
        self._life = life
        self._pool = pool
        self._scheduler = scheduler
        self._housekeeping = housekeeping
        self._install = install
        self._discard = discard
        self._replaced = Replaced(life, drop, clock)
        self._sessions = LostSessions(end_session)
        self._clock = clock
        self._children: dict[str, Child] = {}
        self._aborting: dict[str, float] = {}
        self._watch = Watch(settings.lease_timeout, PROOF * settings.snapshot_interval)

    def run(self, stop: threading.Event) -> None:
        """Tick until told to stop, then let runs end for the grace and hand over those that did not."""
        log.info("agent %s looks for work", self.name)
        threading.Thread(target=self._do_chores, args=(stop,), name="chores", daemon=True).start()
        while not stop.is_set():
            self._guarded(self.tick)
            stop.wait(TICK)
        self._shut_down()

    def tick(self) -> None:
        """Do all that is due now, once."""
        self._pool.warm(idle=not self._children)
        self._install()
        self._reap()
        keys = self._life.leases.pending()
        for key in keys:
            self._guarded(partial(self._attend, key), outage_ends=True)
        self._watch.keep(set(keys))

    def chores(self) -> None:
        """Do what is due now of what takes longer the more jobs there are; leases must be watched meanwhile."""
        self._scheduler.tick()
        self._housekeeping.tick()

    def _do_chores(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self._guarded(self.chores)
            stop.wait(TICK)

    def _guarded(self, step: Callable[[], None], *, outage_ends: bool = False) -> None:
        """Take a step that must not end the agent; an outage is the outermost step's business where ``outage_ends``."""
        try:
            step()
        except Unavailable as error:
            if outage_ends:
                raise
            self._watch.restart()
            log.warning("Elasticsearch is waited for: %s", error)
        except Exception:
            # The agent, and its other jobs, must outlive whatever one job does; the next tick looks again at everything.
            log.exception("a step failed")

    def _attend(self, key: str) -> None:
        asked = time.monotonic()
        held = self._life.leases.get(key)
        if held is None or held.at is None:
            return
        with logs.about(held.lease.log_fields):
            self._attend_to(held, key, asked)

    def _attend_to(self, held: Held, key: str, asked: float) -> None:
        """Do what a lease, read at ``asked``, asks for."""
        assert held.at is not None  # noqa: S101 - the caller looks
        if held.lease.drop and (self._is_child(held.lease) or not held.lease.active):
            # A note in a lease that nobody renews any more would look like a sign of life to those who watch it.
            self._replaced.clear(held.lease)
        if not held.lease.active:
            self._finish(held)
        elif held.lease.owner is None:
            self._take(held)
        elif self._watch.due(key, held.at.seq_no, asked, time.monotonic()):
            self._presume_dead(held)
        elif self._is_child(held.lease):
            self._hasten(held)
        elif held.lease.owner == self.name:
            self._adopt(held)

    def _presume_dead(self, held: Held) -> None:
        """Take over what stands still, once it stands still after a write of ours too: before that perhaps nobody could write."""
        key = held.lease.key
        if self._watch.proven(key):
            self._silence(held.lease)
            self._recover(held, "its process was not heard of any more")
            return
        try:
            proof = self._life.leases.write(held, held.lease)
        except VersionConflict:
            log.info("%s was renewed after all", key)
        else:
            assert proof.at is not None  # noqa: S101 - it was just written
            self._watch.prove(key, proof.at.seq_no, time.monotonic())

    def _adopt(self, held: Held) -> None:
        """Go on with what is ours but has no process: the answer to the claim was lost, or an abort came before the take-over."""
        if _state(held.lease) is JobState.ABORTING:
            self._finish_abort(held)
        else:
            self._begin(held.lease)

    def _is_child(self, lease: Lease) -> bool:
        child = self._children.get(lease.key)
        return child is not None and child.fence == lease.fence

    def _silence(self, lease: Lease) -> None:
        """End a process of this machine that hangs, so that it cannot come back; one of ours is reaped with the others."""
        if self._is_child(lease):
            self._children[lease.key].kill()
        elif lease.process is not None and process_identity.kill(lease.process):
            log.warning("killed the process of %s, which hung", lease.execution)

    def _take(self, held: Held) -> None:
        """Claim what waits for an agent; an abort that nobody works on is finished here."""
        if _state(held.lease) is JobState.ABORTING:
            self._finish_abort(held)
        elif len(self._children) < self._settings.max_jobs:
            self._claim(held)

    def _claim(self, held: Held) -> None:
        status = held.lease.running
        fence = held.lease.fence + 1
        lease = held.lease.evolve(status=status.detailed(agent=self.name, heartbeat=self._clock()), owner=self.name, fence=fence)
        try:
            self._life.leases.write(held, lease)
        except VersionConflict:
            return
        self._begin(lease)

    def _begin(self, lease: Lease) -> None:
        self._children[lease.key] = self._pool.start(lease.key, lease.fence)
        log.info("started %s", lease.execution)

    def _reap(self) -> None:
        """Look after the processes that ended; one that left its execution open did not mean to."""
        for key, child in list(self._children.items()):
            if child.running:
                continue
            held = self._life.leases.get(key)
            if held and held.lease.active and held.lease.fence == child.fence:
                code = child.process.returncode
                with logs.about(held.lease.log_fields):
                    self._recover(held, f"its process ended with exit status {code}", counts=code != EXIT_UNREACHABLE)
                if self._is_still(held):
                    # Nothing could be decided for now; without its child it would be taken for one that was never begun.
                    continue
            self._release(key)

    def _is_still(self, held: Held) -> bool:
        now = self._life.leases.get(held.lease.key)
        return now is not None and now.lease.active and now.lease.fence == held.lease.fence

    def _release(self, key: str) -> None:
        self._children.pop(key).release()
        self._aborting.pop(key, None)

    def _hasten(self, held: Held) -> None:
        """Tell a process of ours that a user asked for its end; kill it if it does not end."""
        key = held.lease.key
        if _state(held.lease) is not JobState.ABORTING:
            return
        if key not in self._aborting:
            self._aborting[key] = time.monotonic()
            self._children[key].hint()
        elif time.monotonic() - self._aborting[key] > KILL_AFTER:
            log.warning("%s does not end: its process is killed", held.lease.execution)
            self._children[key].kill()

    def _recover(self, held: Held, reason: str, *, counts: bool = True) -> None:
        """Go on with an execution whose process is gone."""
        log.warning("%s is taken over: %s", held.lease.execution, reason)
        self._go_on(held, reason, counts=counts)

    def _go_on(self, held: Held, reason: str, *, counts: bool) -> None:
        """End what the execution had running in its database, then finish its abort, or let another attempt follow."""
        self._sessions.clear(held.lease)
        if _state(held.lease) is JobState.ABORTING:
            self._finish_abort(held)
        else:
            self._restart(held, reason, counts=counts)

    def _finish_abort(self, held: Held) -> None:
        self._conclude(held, JobState.ABORTED)

    def _restart(self, held: Held, reason: str, *, counts: bool) -> None:
        """Queue the execution again, or end it where another attempt cannot be right."""
        hindrance = recovery.hindrance(held.lease, self._settings.max_attempts if counts else None)
        if hindrance:
            self._conclude(held, JobState.ERROR, (f"The execution could not go on: {reason}.", hindrance))
            return
        self._write(held, recovery.queued_again(held.lease, reason, counts=counts))

    def _conclude(self, held: Held, state: JobState, error: tuple[str, ...] = ()) -> None:
        """Clean up, then end the execution; what cannot be cleaned up makes it an error."""
        try:
            self._discard(held.lease)
        except Unavailable as failure:
            # Perhaps this target's trouble alone: the next tick tries again, and the other jobs do not wait for it.
            log.warning("%s cannot be cleaned up yet: %s", held.lease.execution, failure)
            return
        except SidecarError as failure:
            state, error = JobState.ERROR, (*error, "What the execution had made could not be cleaned up.", str(failure))
        status = held.lease.running
        ended = status.ended(state, self._clock(), error)
        reached = positions.after_lost(held.lease)
        self._write(held, held.lease.ended(ended, positions=reached, fence=held.lease.fence + 1))

    def _write(self, held: Held, lease: Lease) -> None:
        try:
            self._life.project(self._life.leases.write(held, lease, refresh=True))
        except VersionConflict:
            log.info("%s was decided elsewhere", held.lease.key)

    def _finish(self, held: Held) -> None:
        """Tell the log of an end that it does not show yet; where it takes no writes the other jobs do not wait for it."""
        if not held.lease.projected:
            self._life.project(held)

    def _shut_down(self) -> None:
        self._pool.close()
        deadline = time.monotonic() + self._settings.shutdown_grace
        while self._children and time.monotonic() < deadline:
            self._guarded(self._reap)
            time.sleep(TICK)
        for key, child in list(self._children.items()):
            child.kill()
            self._guarded(partial(self._hand_over, key, child.fence))
        self._sessions.wait(CLEARING)
        log.info("agent %s has stopped", self.name)

    def _hand_over(self, key: str, fence: int) -> None:
        held = self._life.leases.get(key)
        if held and held.lease.active and held.lease.fence == fence:
            with logs.about(held.lease.log_fields):
                self._go_on(held, "its agent was stopped", counts=False)


def _state(lease: Lease) -> JobState | None:
    return lease.status.state if lease.status else None
