"""Sending side by side: a queue bounded in bytes, and some connections that empty it."""

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Self

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import RunEnded, SidecarError
from sidecar.load.encode.bodies import Body
from sidecar.load.rejections import Tolerance, bear_none
from sidecar.load.send.acknowledgements import Ledger, Share, Totals
from sidecar.load.send.backoff import Backoff
from sidecar.load.send.delivery import Courier
from sidecar.load.send.flow_control import MOST, Pace
from sidecar.load.send.transport import Destination, Wire
from sidecar.model.checkpoint import Settled

BUDGET = 30_000_000
"""Bytes queued and in flight, however many connections share them."""

_GLANCE = 0.1
"""Seconds between two looks at the stop event while waiting for the queue."""


def always() -> None:
    """Let every request pass."""


class Bulk:
    """Send bodies by several connections at once. Use it in a ``with`` block; any thread may send, but each partition from one.

    ``stop`` ends every wait at once with :class:`~sidecar.errors.RunEnded`; connections stop between requests. ``gate`` is called
    before each request and may raise to end the run. ``patience`` is how long, in seconds, a body waits for an overloaded or
    unreachable Elasticsearch. ``connections`` is the most that are ever used; how many are depends on the cluster. ``carried`` are the
    partitions that an earlier attempt has settled, of which nothing is sent.
    """

    def __init__(
        self,
        client: Elasticsearch,
        destination: Destination,
        *,
        stop: threading.Event,
        patience: float,
        tolerance: Tolerance = bear_none,
        gate: Callable[[], None] = always,
        connections: int = MOST,
        budget: int = BUDGET,
        compress: bool = False,
        partitions: int = 1,
        carried: Mapping[int, Settled] | None = None,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._stop, self._halt = stop, threading.Event()
        self._clock = clock
        self._connections, self._budget = connections, budget
        self._ledger = Ledger(partitions, carried)
        largest = largest_request(client)
        self._pace = Pace(budget=budget, ceiling=largest, most=connections, clock=clock)
        self._courier = Courier(
            Wire(client, destination, compress=compress),
            destination,
            self._ledger,
            self._pace,
            pressed=self._pressed,
            tolerance=tolerance,
            gate=gate,
            backoff=lambda: Backoff(patience, stops=(stop, self._halt), clock=clock, jitter=jitter),
            largest=largest,
            clock=clock,
        )
        self._queue: deque[tuple[int, Body]] = deque()
        self._load = 0
        self._busy = 0
        self._change = threading.Condition()
        self._failure: BaseException | None = None
        self._senders: list[Future[None]] = []

    def __enter__(self) -> Self:
        pool = ThreadPoolExecutor(self._connections, thread_name_prefix="bulk")
        for _ in range(self._connections):
            sender = pool.submit(self._work)
            sender.add_done_callback(self._ended)
            self._senders.append(sender)
        pool.shutdown(wait=False)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def send(self, body: Body) -> None:
        """Queue a body, in its partition's read order; wait while the queue is full. Raise the first error of any connection."""
        began = self._clock()
        with self._change:
            self._check()
            # A body beyond the whole budget goes alone.
            while self._load and self._load + len(body) > self._budget:
                self._change.wait(_GLANCE)
                self._check()
            self._queue.append((self._ledger.open(body), body))
            self._load += len(body)
            self._change.notify_all()
        self._ledger.add(blocked=self._clock() - began)

    def end(self, partition: int) -> None:
        """Take note that no body of this partition follows."""
        self._ledger.end(partition)

    def give_up(self, error: BaseException) -> None:
        """Let every thread that sends learn of an error elsewhere, and the connections end after the requests under way."""
        with self._change:
            self._failure = self._failure or error
            self._halt.set()
            self._change.notify_all()

    def drain(self) -> Totals:
        """Wait until every row is settled; raise the first error of any connection."""
        with self._change:
            self._check()
            while self._load:
                self._change.wait(_GLANCE)
                self._check()
        return self.totals()

    def close(self, timeout: float | None = None) -> bool:
        """Take no more work and wait, ``timeout`` seconds at most, for requests under way; tell whether none is left."""
        self._halt.set()
        with self._change:
            self._change.notify_all()
        return not wait(self._senders, timeout).not_done

    def totals(self) -> Totals:
        """Give the counts as they are now."""
        return self._ledger.totals()

    def shares(self) -> tuple[Share, ...]:
        """Give what is acknowledged of each partition now."""
        return self._ledger.shares()

    @property
    def body_size(self) -> int:
        """Give the size in bytes that the next bodies should have."""
        return self._pace.body_size

    @property
    def hungry(self) -> bool:
        """Tell whether a connection has nothing to do."""
        with self._change:
            return not self._queue and self._busy < self._pace.connections

    @property
    def waiting_for(self) -> str | None:
        """Say what a connection is waiting for, if any is."""
        return self._courier.waiting_for

    def _pressed(self) -> bool:
        """Tell whether bodies wait while every connection that may work does."""
        with self._change:
            return bool(self._queue) and self._busy >= self._pace.connections

    def _check(self) -> None:
        if self._failure is not None:
            raise self._failure
        if self._stop.is_set():
            raise RunEnded("the run was stopped while rows were being sent")

    def _ended(self, sender: "Future[None]") -> None:
        """Keep the first error for the producer, and let the other connections end too."""
        with self._change:
            self._failure = self._failure or sender.exception()
            self._halt.set()
            self._change.notify_all()

    def _work(self) -> None:
        while (task := self._take()) is not None:
            number, body = task
            try:
                self._courier.deliver(number, body)
            except BaseException as error:
                # Told before the load falls: a drain that wakes in between must not take a failed body for a settled one.
                self.give_up(error)
                raise
            finally:
                with self._change:
                    self._busy -= 1
                    self._load -= len(body)
                    self._change.notify_all()
            # Neither name may keep a sent body's memory while this thread waits for the next one.
            del task, body

    def _take(self) -> tuple[int, Body] | None:
        with self._change:
            while not self._over():
                if self._queue and self._busy < self._pace.connections:
                    self._busy += 1
                    return self._queue.popleft()
                self._change.wait(_GLANCE)
        return None

    def _over(self) -> bool:
        return self._stop.is_set() or self._halt.is_set()


def largest_request(client: Elasticsearch) -> int | None:
    """Ask for the biggest request, in bytes, that every node takes; none where the cluster does not tell.

    It is asked for because a node may cut the connection of a request that is too large, which looks like an outage.
    """
    try:
        with translated():
            answer = client.nodes.info(metric="http", filter_path="nodes.*.http.max_content_length_in_bytes")
    except SidecarError:
        return None
    nodes = answer.body.get("nodes", {}).values()
    return min((int(node["http"]["max_content_length_in_bytes"]) for node in nodes), default=None)
