"""Deliver webhooks: send the ends of executions to other systems, each at least once.

A webhook is in the lease from the write that ends its execution until its result is recorded. So no crash loses one. An agent claims it
before it sends it; one that dies meanwhile leaves a claim that expires, and the webhook is sent again under the same id.
"""

import logging
import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from sidecar import logs
from sidecar.errors import ServiceUnavailable, VersionConflict
from sidecar.jobs.agent.steps import Steps
from sidecar.jobs.clock import Clock, now_millis
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.webhook_request import Answer, deliver
from sidecar.model.job import INGESTION
from sidecar.model.lease import Lease
from sidecar.model.log_fields import EXECUTION, JOB
from sidecar.model.secret import Secret
from sidecar.model.webhook_delivery import MAX_DELIVERIES, WebhookDelivery
from sidecar.model.webhook_result import WebhookResult, WebhookState
from sidecar.store.joblog import JobLog
from sidecar.store.leases import VersionedLease

log = logging.getLogger(__name__)

CLAIM = 60_000
"""Milliseconds that an agent has for one attempt: more than sending and recording take."""
MAX_AGE = 86_400_000
"""Milliseconds after the end of the execution from which on a failed attempt is the last one."""
SEARCH_INTERVAL = 30_000
"""Milliseconds between two searches for webhooks that no agent of this machine was notified of."""
MIN_DELAY, MAX_DELAY = 1_000, 1_800_000
"""Milliseconds between two attempts: the delay doubles with each."""
_BUSY_DELAY = 5_000
"""Milliseconds after which a lease is looked at again that another agent may write, or while Elasticsearch is unavailable."""
_CONCURRENCY = 4
_TICK = 0.25

_DROPPED = f"It was dropped: a job keeps at most {MAX_DELIVERIES} undelivered webhooks, or a replica of an earlier release wrote its lease."


class WebhookQueue:
    """When the leases with undelivered webhooks are due. Any thread may add."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._due: dict[str, int] = {}
        self._executions: dict[str, frozenset[str]] = {}
        self._busy: set[str] = set()

    def add(self, key: str, executions: Iterable[str]) -> None:
        """Add a lease that has the webhooks of some executions. It is due now if one of them is new."""
        with self._lock:
            known = self._executions.get(key, frozenset())
            if not known.issuperset(executions):
                self._executions[key] = known.union(executions)
                self._due[key] = 0

    def take(self, now: int) -> list[str]:
        """Return the keys that are due, so many that no more than :data:`_CONCURRENCY` are taken."""
        with self._lock:
            due = sorted((time, key) for key, time in self._due.items() if time <= now and key not in self._busy)
            taken = [key for _, key in due[: max(0, _CONCURRENCY - len(self._busy))]]
            self._busy.update(taken)
            for key in taken:
                del self._due[key]
            return taken

    @property
    def is_busy(self) -> bool:
        """Return whether any key is taken."""
        with self._lock:
            return bool(self._busy)

    def give_back(self, key: str, due: int | None) -> None:
        """Return a key that was taken; it is due again then, or never if that is None and nothing was added meanwhile."""
        with self._lock:
            self._busy.discard(key)
            if due is not None:
                self._due[key] = min(due, self._due.get(key, due))
            elif key not in self._due:
                self._executions.pop(key, None)


class Webhooks:
    """Delivers the webhooks of all jobs on its own threads. ``decrypt`` returns a stored secret."""

    def __init__(
        self, lifecycle: Lifecycle, joblog: JobLog, decrypt: Callable[[Secret | None], str | None], allowed: tuple[str, ...],
        *, clock: Clock = now_millis,
    ) -> None:  # fmt: skip
        self._lifecycle = lifecycle
        self._joblog = joblog
        self._decrypt = decrypt
        self._allowed = allowed
        self._clock = clock
        self._queue = WebhookQueue()
        self._steps = Steps()
        self._agent: str | None = None
        self._next_search = 0
        self._stop = threading.Event()

    @property
    def queue(self) -> WebhookQueue:
        """Return the queue to which the agent adds leases."""
        return self._queue

    def start(self, agent: str) -> None:
        """Deliver until :meth:`stop` is called. ``agent`` is the name under which the agent owns leases."""
        self._agent = agent
        threading.Thread(target=self._run, name="webhooks", daemon=True).start()

    def stop(self) -> None:
        """Begin no further delivery."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until nothing is being sent, for at most ``seconds``. Claims of what is then still being sent expire."""
        deadline = time.monotonic() + seconds
        while self._queue.is_busy and time.monotonic() < deadline:
            time.sleep(_TICK)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._steps.run_through_outage("looking for webhooks", self.search)
            for key in self._queue.take(self._clock()):
                threading.Thread(target=self.deliver, args=(key,), name="webhook", daemon=True).start()
            self._stop.wait(_TICK)

    def search(self) -> None:
        """Add the leases that the job log says have undelivered webhooks, if a search is due."""
        now = self._clock()
        if now < self._next_search:
            return
        self._next_search = now + SEARCH_INTERVAL
        for page in self._joblog.find_undelivered():
            keys = {execution: f"{INGESTION}:{job}" for execution, job in page.items()}
            pending = {state.key: state.deliveries for state in self._lifecycle.leases.states(sorted(set(keys.values())))}
            for execution, key in keys.items():
                if execution in pending.get(key, ()):
                    self._queue.add(key, pending[key])
                else:
                    self._steps.run_through_outage(f"recording the webhook of [{execution}]", partial(self._record_lost, key, execution))

    def deliver(self, key: str) -> None:
        """Make the next attempt for a lease that was taken from the queue, and give it back."""
        due: int | None = self._clock() + _BUSY_DELAY

        def step() -> None:
            nonlocal due
            due = self._deliver_next(key)

        try:
            self._steps.run_through_outage(f"delivering the webhook of [{key}]", step)
        finally:
            self._queue.give_back(key, due)

    def _deliver_next(self, key: str) -> int | None:
        """Send the webhook of a lease that is due first; return when to look at the lease again, None if it has no more."""
        current, now = self._lifecycle.leases.get(key), self._clock()
        if current is None or not current.lease.deliveries:
            return None
        if current.lease.is_active and current.lease.owner not in (None, self._agent):
            # The write would look like a renewal to the failure detectors.
            return now + _BUSY_DELAY
        delivery = min(current.lease.deliveries, key=lambda each: each.next_try)
        if delivery.next_try > now:
            return delivery.next_try
        claimed = delivery.claim(now + CLAIM)
        try:
            self._lifecycle.leases.write(current, _replace(current.lease, claimed))
        except VersionConflict:
            return now
        with logs.context({JOB: current.lease.job, EXECUTION: delivery.execution}):
            answer = deliver(claimed, self._decrypt, self._allowed)
            self._record_attempt(key, claimed, answer)
        return now

    def _record_attempt(self, key: str, delivery: WebhookDelivery, answer: Answer) -> None:
        now = self._clock()
        is_last = answer.is_final or now - delivery.created >= MAX_AGE
        state = WebhookState.DELIVERED if answer.error is None else WebhookState.FAILED if is_last else WebhookState.PENDING
        result = WebhookResult(state=state, attempts=delivery.attempts, time=now, error=answer.error)
        rest = None
        if state is WebhookState.PENDING:
            delay = max(_delay(delivery.attempts), round(1000 * answer.retry_after))
            rest = replace(delivery, next_try=now + delay)
            log.warning("webhook not delivered, next attempt in %.0f s: %s", delay / 1000, answer.error)
        elif answer.error is None:
            log.info("webhook delivered, attempt %s: %s", delivery.attempts, delivery.execution)
        else:
            log.error("webhook not delivered, given up: %s", answer.error)
        while True:
            try:
                self._record(key, delivery.execution, rest, result)
                return
            except ServiceUnavailable:
                # Without the record it is sent again once the claim has expired.
                if self._clock() >= delivery.next_try or self._stop.wait(1.0):
                    raise

    def _record_lost(self, key: str, execution: str) -> None:
        """Record that a webhook is no longer in its lease, or the result that the lease has but the job log has not."""
        if self._record(key, execution, None, WebhookResult(state=WebhookState.FAILED, error=_DROPPED)):
            log.error("webhook dropped: %s", execution, extra={JOB: key.partition(":")[2], EXECUTION: execution})

    def _record(self, key: str, execution: str, rest: WebhookDelivery | None, result: WebhookResult) -> bool:
        """Record a result in the lease and in the job log; return whether it is new there.

        Of an earlier execution, it is recorded in the log first, which then no longer says that there is something to do.
        """
        while True:
            current = self._lifecycle.leases.get(key) or VersionedLease(lease=Lease(job=key.partition(":")[2]))
            try:
                is_new = current.lease.execution != execution and self._joblog.record_webhook(execution, result)
                lease = current.lease.with_delivery(execution, rest, result)
                if lease != current.lease:
                    is_new = True
                    current = self._lifecycle.leases.write(current, lease)
            except VersionConflict:
                continue
            if current.lease.execution == execution:
                self._lifecycle.project(current)
            return is_new


def _replace(lease: Lease, delivery: WebhookDelivery) -> Lease:
    deliveries = tuple(delivery if each.execution == delivery.execution else each for each in lease.deliveries)
    return lease.evolve(deliveries=deliveries)


def _delay(attempts: int) -> int:
    """Return the milliseconds until the next attempt, between half and all of the delay, so that agents do not retry in step."""
    delay: int = min(MAX_DELAY, MIN_DELAY * 2 ** min(attempts - 1, 20))
    return round(delay * random.uniform(0.5, 1.0))  # noqa: S311
