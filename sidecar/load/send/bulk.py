"""Send bodies over several connections, from a queue that is bounded in bytes."""

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from types import TracebackType
from typing import Self

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ExecutionStopped, SidecarError
from sidecar.load.encode.bodies import Body
from sidecar.load.rejections import OnRejected, raise_on_rejection
from sidecar.load.send.acknowledgements import Acknowledgements, PartitionTotals, Totals
from sidecar.load.send.backoff import Backoff
from sidecar.load.send.compression import Compression
from sidecar.load.send.delivery import BulkDelivery
from sidecar.load.send.flow_control import MAX_CONNECTIONS, FlowControl
from sidecar.load.send.transport import BulkTransport, Destination
from sidecar.model.checkpoint import AcknowledgedRows

MEMORY_BUDGET = 30_000_000
"""Bytes queued and in flight, over all connections."""

_POLL_INTERVAL = 0.1
"""Seconds between two checks of the stop event while waiting for the queue."""


def allow_request() -> None:
    """Allow every request."""


class BulkSender:
    """Send bodies over several connections, in a ``with`` block. Any thread may send, but only one per partition.

    ``stop`` ends every wait with :class:`~sidecar.errors.ExecutionStopped`; connections stop between requests. ``before_request``
    is called before each request and may raise to end the run. ``timeout`` is the time in seconds that a body is retried while
    Elasticsearch is overloaded or unreachable. ``max_connections`` is an upper limit; flow control decides how many are used.
    ``settled`` holds the partitions that an earlier attempt has settled; nothing of them is sent. Without ``compression`` nothing is
    compressed.
    """

    def __init__(
        self,
        client: Elasticsearch,
        destination: Destination,
        *,
        stop: threading.Event,
        timeout: float,
        on_rejected: OnRejected = raise_on_rejection,
        before_request: Callable[[], None] = allow_request,
        max_connections: int = MAX_CONNECTIONS,
        memory_budget: int = MEMORY_BUDGET,
        compression: Compression | None = None,
        partitions: int = 1,
        settled: Mapping[int, AcknowledgedRows] | None = None,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._stop, self._closing = stop, threading.Event()
        self._clock = clock
        self._max_connections, self._memory_budget = max_connections, memory_budget
        self._acknowledgements = Acknowledgements(partitions, settled)
        max_size = max_content_length(client)
        self._flow_control = FlowControl(
            memory_budget=memory_budget, max_content_length=max_size, max_connections=max_connections, clock=clock
        )
        self._delivery = BulkDelivery(
            BulkTransport(client, destination, compression=compression),
            destination,
            self._acknowledgements,
            self._flow_control,
            is_saturated=self._is_saturated,
            on_rejected=on_rejected,
            before_request=before_request,
            create_backoff=lambda: Backoff(timeout, stop_events=(stop, self._closing), clock=clock, jitter=jitter),
            max_content_length=max_size,
            clock=clock,
        )
        self._queue: deque[tuple[int, Body]] = deque()
        self._pending_bytes = 0
        self._busy = 0
        self._condition = threading.Condition()
        self._error: BaseException | None = None
        self._connections: list[Future[None]] = []

    def __enter__(self) -> Self:
        pool = ThreadPoolExecutor(self._max_connections, thread_name_prefix="bulk")
        for _ in range(self._max_connections):
            connection = pool.submit(copy_context().run, self._run_connection)
            connection.add_done_callback(self._on_connection_end)
            self._connections.append(connection)
        pool.shutdown(wait=False)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def send(self, body: Body) -> None:
        """Queue a body, in read order of its partition; wait while the queue is full.

        Raises the first error of any connection.
        """
        with self._condition:
            self._raise_if_ended()
            # A body larger than the whole budget is sent alone.
            while self._pending_bytes and self._pending_bytes + len(body) > self._memory_budget:
                self._wait_for_connections()
            self._queue.append((self._acknowledgements.add(body), body))
            self._pending_bytes += len(body)
            self._condition.notify_all()

    def end_partition(self, partition: int) -> None:
        """Record that all bodies of this partition have been sent."""
        self._acknowledgements.end_partition(partition)

    def fail(self, error: BaseException) -> None:
        """Raise the error of another component in every sending thread; connections end after their current request."""
        with self._condition:
            self._error = self._error or error
            self._closing.set()
            self._condition.notify_all()

    def drain(self) -> Totals:
        """Wait until every row is settled; raise the first error of any connection."""
        with self._condition:
            self._raise_if_ended()
            while self._pending_bytes:
                self._wait_for_connections()
        return self.totals()

    def _wait_for_connections(self) -> None:
        began = self._clock()
        self._condition.wait(_POLL_INTERVAL)
        # At once, so that the status of a long wait shows it.
        self._acknowledgements.add_counts(blocked=self._clock() - began)
        self._raise_if_ended()

    def close(self, timeout: float | None = None) -> bool:
        """Stop sending and wait up to ``timeout`` seconds for current requests; return whether all have ended."""
        self._closing.set()
        with self._condition:
            self._condition.notify_all()
        return not wait(self._connections, timeout).not_done

    def totals(self) -> Totals:
        """Return the current counts."""
        return self._acknowledgements.totals()

    def partition_totals(self) -> tuple[PartitionTotals, ...]:
        """Return the current counts of each partition."""
        return self._acknowledgements.partition_totals()

    @property
    def body_size(self) -> int:
        """Return the size in bytes that the next bodies should have."""
        return self._flow_control.body_size

    @property
    def has_idle_connection(self) -> bool:
        """Return whether a connection is idle."""
        with self._condition:
            return not self._queue and self._busy < self._flow_control.connections

    @property
    def waiting_for(self) -> str | None:
        """Return the reason why a connection backs off, or None."""
        return self._delivery.waiting_for

    def _is_saturated(self) -> bool:
        """Return whether bodies are queued while all allowed connections are busy."""
        with self._condition:
            return bool(self._queue) and self._busy >= self._flow_control.connections

    def _raise_if_ended(self) -> None:
        if self._error is not None:
            raise self._error
        if self._stop.is_set():
            raise ExecutionStopped("the run was stopped while sending rows")

    def _on_connection_end(self, connection: "Future[None]") -> None:
        """Keep the first error for the producer and end the other connections."""
        with self._condition:
            self._error = self._error or connection.exception()
            self._closing.set()
            self._condition.notify_all()

    def _run_connection(self) -> None:
        while (task := self._next_body()) is not None:
            number, body = task
            try:
                self._delivery.deliver(number, body)
            except BaseException as error:
                # Before the pending bytes decrease: otherwise drain() could treat a failed body as settled.
                self.fail(error)
                raise
            finally:
                with self._condition:
                    self._busy -= 1
                    self._pending_bytes -= len(body)
                    self._condition.notify_all()
            # Release the memory of the sent body before waiting for the next one.
            del task, body

    def _next_body(self) -> tuple[int, Body] | None:
        with self._condition:
            while not self._is_ending():
                if self._queue and self._busy < self._flow_control.connections:
                    self._busy += 1
                    return self._queue.popleft()
                self._condition.wait(_POLL_INTERVAL)
        return None

    def _is_ending(self) -> bool:
        return self._stop.is_set() or self._closing.is_set()


def max_content_length(client: Elasticsearch) -> int | None:
    """Return the smallest ``http.max_content_length`` of all nodes in bytes, or None if the caller may not read it.

    A node may close the connection of a larger request, which looks like an outage.
    """
    try:
        with translate_elasticsearch_errors():
            response = client.nodes.info(metric="http", filter_path="nodes.*.http.max_content_length_in_bytes")
    except SidecarError:
        return None
    nodes = response.body.get("nodes", {}).values()
    return min((int(node["http"]["max_content_length_in_bytes"]) for node in nodes), default=None)
