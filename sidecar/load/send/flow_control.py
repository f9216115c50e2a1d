"""Flow control: adapt the number of connections and the size of bodies to the cluster's responses."""

import threading
from collections.abc import Callable

MAX_CONNECTIONS, INITIAL_CONNECTIONS = 8, 3
"""Concurrent requests. One leaves a small node 45 % idle; more than three help a large cluster, but not a node with two cores."""

MIN_BODY_SIZE, MIN_EFFICIENT_BODY_SIZE, INITIAL_BODY_SIZE, MAX_BODY_SIZE = 250_000, 1_000_000, 5_000_000, 15_000_000
"""Bytes. Elasticsearch is equally fast from 1 to 15 MB; smaller bodies cost it CPU, larger ones cost the sidecar memory."""

BODY_SIZE_STEP = 500_000
"""Bytes by which the body size grows at a time."""

FAST_RESPONSE, LONG_RESPONSE, SLOW_RESPONSE = 0.25, 0.5, 5.0
"""Seconds. Bodies grow while responses are fast, and shrink while they are long: until one ends, the renewal of the run's lease may have to
wait for a writing thread of Elasticsearch, and a run can only stop between requests. A slow response indicates overload."""

TRIAL_PAUSE = 30.0
"""Seconds without adding a connection, after an added one did not increase the rate or the cluster was overloaded."""

REQUESTS_PER_ROUND = 3
"""Requests per connection in one measurement of the rate; with fewer, every short pause of a node distorts the result."""


class FlowControl:
    """Additive increase, multiplicative decrease. Any thread may call any method; ``clock`` returns seconds.

    ``memory_budget`` is in bytes: each connection has a body in flight and one queued, so more connections mean smaller bodies.
    ``max_content_length`` is the cluster's limit in bytes, if known.
    """

    def __init__(self, *, memory_budget: int, max_content_length: int | None, max_connections: int, clock: Callable[[], float]) -> None:
        self._lock = threading.Lock()
        self._clock = clock
        self._memory_budget, self._max_connections = memory_budget, max_connections
        self._max_size = MAX_BODY_SIZE if max_content_length is None else min(MAX_BODY_SIZE, max_content_length)
        self._connections, self._size = min(INITIAL_CONNECTIONS, max_connections), INITIAL_BODY_SIZE
        self._rate_before_trial: float | None = None
        """The rate before the last connection was added, until the next round decides about it."""
        self._no_trial_until = self._decreased_at = self._shrunk_at = clock()
        self._start_round()

    @property
    def connections(self) -> int:
        """Return the number of requests that may be in flight."""
        return self._connections

    @property
    def body_size(self) -> int:
        """Return the size in bytes that the next bodies should have."""
        return max(1, min(self._size, self._size_in_budget, self._max_size))

    @property
    def _size_in_budget(self) -> int:
        return self._memory_budget // (2 * self._connections)

    def record_success(self, size: int, began: float, *, saturated: bool) -> None:
        """Record a response to a request of ``size`` bytes.

        ``saturated`` says that bodies are queued while every connection is busy: only then can more connections help.
        """
        with self._lock:
            seconds = self._clock() - began
            if seconds >= SLOW_RESPONSE:
                self._decrease(began)
                return
            if seconds > LONG_RESPONSE and size > self.body_size // 2:
                self._shrink(began, seconds)
            if saturated:
                self._measure(size, seconds)

    def record_failure(self, began: float, *, overloaded: bool) -> None:
        """Record a request that must be retried, in whole or in part; an outage alone is no sign of overload."""
        with self._lock:
            if overloaded or self._clock() - began >= SLOW_RESPONSE:
                self._decrease(began)

    def record_too_large(self, size: int) -> None:
        """Record that a request of ``size`` bytes was rejected as too large."""
        with self._lock:
            self._max_size = min(self._max_size, size // 2)

    def _measure(self, size: int, seconds: float) -> None:
        self._requests += 1
        self._bytes += size
        self._seconds += seconds
        if self._requests >= REQUESTS_PER_ROUND * self._connections:
            self._end_round(self._connections * self._bytes / max(self._seconds, 1e-6), self._seconds / self._requests)
            self._start_round()

    def _end_round(self, rate: float, seconds: float) -> None:
        """Remove a connection that did not increase the rate; otherwise add one; otherwise increase the body size."""
        rate_before, self._rate_before_trial = self._rate_before_trial, None
        if rate_before is not None and rate < rate_before * self._required_growth():
            self._connections -= 1
            self._no_trial_until = self._clock() + TRIAL_PAUSE
        elif self._connections < min(INITIAL_CONNECTIONS, self._max_connections):
            # No trial: these connections return after a decrease.
            self._connections += 1
        elif self._connections < self._max_connections and self._clock() >= self._no_trial_until:
            self._rate_before_trial = rate
            self._connections += 1
        elif seconds <= FAST_RESPONSE:
            self._size = min(self._size + BODY_SIZE_STEP, self._size_in_budget, self._max_size)

    def _required_growth(self) -> float:
        """Return the growth of the rate that justifies a new connection: half of what an idle cluster would show."""
        return 1 + 0.5 / (self._connections - 1)

    def _shrink(self, began: float, seconds: float) -> None:
        """Make the next bodies so small that their responses are not long, but not inefficient; once for those in flight together."""
        if began >= self._shrunk_at:
            efficient = min(self.body_size, MIN_EFFICIENT_BODY_SIZE)
            self._size = max(efficient, int(self.body_size * max(0.5, LONG_RESPONSE / seconds)))
            self._shrunk_at = self._clock()

    def _decrease(self, began: float) -> None:
        """Halve the connections, or the body size; requests that were in flight together count as one overload."""
        if began < self._decreased_at:
            return
        if self._connections > 1:
            self._connections //= 2
        else:
            self._size = max(MIN_BODY_SIZE, self.body_size // 2)
        self._decreased_at = self._clock()
        self._no_trial_until = self._decreased_at + TRIAL_PAUSE
        self._rate_before_trial = None
        self._start_round()

    def _start_round(self) -> None:
        self._requests = self._bytes = 0
        self._seconds = 0.0
