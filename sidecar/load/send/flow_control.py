"""How many requests are in flight, and how large they are: found out from how the cluster takes them, not guessed."""

import threading
from collections.abc import Callable

MOST, START = 8, 3
"""Requests in flight. One leaves a small node 45 % idle; more than three bring a two-core node nothing, a larger cluster much."""

SMALLEST, USUAL, LARGEST = 250_000, 5_000_000, 15_000_000
"""Bytes of a body. From 1 to 15 MB Elasticsearch is equally fast; smaller ones cost it CPU, bigger ones cost us memory."""

STEP = 500_000
"""Bytes by which bodies grow at a time."""

QUICK, SLOW = 0.5, 5.0
"""Seconds. Bodies grow while requests are quick. A slow one is a sign of overload, and a run can only stop between requests."""

REST = 30.0
"""Seconds without a trial after one that brought nothing, or after the cluster had too much."""

ROUND = 3
"""Requests of each connection from which a rate is taken: fewer follow every hiccup of the node."""


class Pace:
    """Additive increase, multiplicative decrease. Every method may be called from any thread; ``clock`` gives seconds.

    ``budget`` is in bytes: each connection has a body under way and one waiting, so more connections mean smaller bodies.
    ``ceiling`` is the biggest request in bytes that the cluster takes, where it is known.
    """

    def __init__(self, *, budget: int, ceiling: int | None, most: int, clock: Callable[[], float]) -> None:
        self._lock = threading.Lock()
        self._clock = clock
        self._budget, self._most = budget, most
        self._ceiling = LARGEST if ceiling is None else min(LARGEST, ceiling)
        self._connections, self._size = min(START, most), USUAL
        self._before: float | None = None
        """The rate before the connection that is on trial."""
        self._rests_until = self._cut_at = clock()
        self._begin_round()

    @property
    def connections(self) -> int:
        """Give the number of requests that may be in flight."""
        return self._connections

    @property
    def body_size(self) -> int:
        """Give the size in bytes that the next bodies should have."""
        return max(1, min(self._size, self._share, self._ceiling))

    @property
    def _share(self) -> int:
        return self._budget // (2 * self._connections)

    def took(self, size: int, began: float, *, pressed: bool) -> None:
        """Learn from a request of ``size`` bytes that was answered.

        ``pressed`` says that bodies wait while every connection is busy: only then more connections could bring more.
        """
        with self._lock:
            seconds = self._clock() - began
            if seconds >= SLOW:
                self._cut(began)
            elif pressed:
                self._count(size, seconds)

    def failed(self, began: float, *, overloaded: bool) -> None:
        """Learn from a request, or some rows of it, that has to be sent again; an outage alone says nothing about the load."""
        with self._lock:
            if overloaded or self._clock() - began >= SLOW:
                self._cut(began)

    def too_large(self, size: int) -> None:
        """Learn that a request of ``size`` bytes was refused for its size."""
        with self._lock:
            self._ceiling = min(self._ceiling, size // 2)

    def _count(self, size: int, seconds: float) -> None:
        self._requests += 1
        self._bytes += size
        self._seconds += seconds
        if self._requests >= ROUND * self._connections:
            self._judge(self._connections * self._bytes / max(self._seconds, 1e-6), self._seconds / self._requests)
            self._begin_round()

    def _judge(self, rate: float, seconds: float) -> None:
        """End a round: drop a connection that does not pay, else try one more, else let bodies grow."""
        tried, self._before = self._before, None
        if tried is not None and rate < tried * self._worth():
            self._connections -= 1
            self._rests_until = self._clock() + REST
        elif self._connections < min(START, self._most):
            # Nothing has to be proven here: these connections only come back after a cut.
            self._connections += 1
        elif self._connections < self._most and self._clock() >= self._rests_until:
            self._before = rate
            self._connections += 1
        elif seconds <= QUICK:
            self._size = min(self._size + STEP, self._share, self._ceiling)

    def _worth(self) -> float:
        """Give the growth that keeps a new connection: half of what it would bring if the cluster had all the room."""
        return 1 + 0.5 / (self._connections - 1)

    def _cut(self, began: float) -> None:
        """Halve. Requests that were under way together tell of one overload, not of several."""
        if began < self._cut_at:
            return
        if self._connections > 1:
            self._connections //= 2
        else:
            self._size = max(SMALLEST, self.body_size // 2)
        self._cut_at = self._clock()
        self._rests_until = self._cut_at + REST
        self._before = None
        self._begin_round()

    def _begin_round(self) -> None:
        self._requests = self._bytes = 0
        self._seconds = 0.0
