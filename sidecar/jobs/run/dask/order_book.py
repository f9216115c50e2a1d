"""Which ranges wait, which are ordered, and which sessions they have. It decides nothing."""

import statistics
from collections import Counter, deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from sidecar.extract.ranges import Range, cut_range
from sidecar.jobs.run.partitions import Part, in_start_order


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What one order loads: the range of a part, or a piece of it after it was cut again."""

    number: int
    """The number of the part."""
    row_range: Range
    cuts: int = 0
    """How often it was cut again."""

    @classmethod
    def of(cls, part: Part) -> "Piece":
        """Return the range of a part."""
        assert part.row_range is not None  # noqa: S101 - the plan is partitioned
        return cls(number=part.number, row_range=part.row_range)

    def cut(self, bounds: Sequence[str]) -> tuple["Piece", ...]:
        """Return the pieces between bounds within the range."""
        return tuple(replace(self, row_range=each, cuts=self.cuts + 1) for each in cut_range(self.row_range, bounds))


@dataclass(kw_only=True)
class Order:
    """An order that a worker has, or that Dask will give to one."""

    piece: Piece
    id: str
    workers: Collection[str]
    """The addresses of the workers that may get it."""
    ordered_at: float
    heard_at: float
    busy: float = 0.0
    """Seconds in which its worker has read and encoded rows; without those in which it waited for Elasticsearch."""
    start: str | None = None
    """The start that counts; None until a worker reports one. Dask may give the order to a second worker when the first one is lost."""
    earlier_starts: set[str] = field(default_factory=set)
    worker: str | None = None
    """The address of the worker that has started it."""
    session: str | None = None
    """The session that is permitted by the lease. Once there is one, rows may have been sent."""


class OrderBook:
    """The ranges of an attempt that are to be loaded. ``clock`` is monotonic."""

    def __init__(self, parts: Sequence[Part], prefix: str, clock: Callable[[], float]) -> None:
        self._waiting = deque(Piece.of(each) for each in in_start_order(parts))
        self._prefix = prefix
        self._clock = clock
        self._tries: Counter[int] = Counter()
        self._losses: Counter[Range] = Counter()
        self._durations: list[float] = []
        """Seconds in which each finished order was busy; without those of nulls, of which there are usually none."""
        self.active: dict[str, Order] = {}
        """By id, oldest first."""
        self.started_before: set[int] = set()
        """Numbers of the parts of which an earlier order may have sent rows."""

    @property
    def has_waiting(self) -> bool:
        """Return whether ranges wait for an order."""
        return bool(self._waiting)

    @property
    def is_done(self) -> bool:
        """Return whether every range is loaded."""
        return not self._waiting and not self.active

    @property
    def unfinished(self) -> int:
        """Return the number of ranges that are not loaded."""
        return len(self._waiting) + len(self.active)

    @property
    def has_started(self) -> bool:
        """Return whether a worker has started an order."""
        return any(each.start is not None for each in list(self.active.values()))

    @property
    def sessions(self) -> tuple[str, ...]:
        """Return the permitted sessions of all orders."""
        return tuple(each.session for each in self.active.values() if each.session)

    def next(self, workers: Collection[str]) -> Order:
        """Return the order of the next waiting range, for one of some workers."""
        piece = self._waiting.popleft()
        self._tries[piece.number] += 1
        now = self._clock()
        id = f"{self._prefix}-{piece.number}-{self._tries[piece.number]}"
        order = self.active[id] = Order(piece=piece, id=id, workers=workers, ordered_at=now, heard_at=now)
        return order

    def forget_start(self, order: Order) -> None:
        """Let a later start of an order count."""
        if order.session:
            self.started_before.add(order.piece.number)
        order.earlier_starts.add(order.start or "")
        order.start = order.worker = order.session = None
        order.busy = 0.0

    def count_loss(self, order: Order) -> int:
        """Count the loss of an order; return how many of the same range were lost."""
        self._losses[order.piece.row_range] += 1
        return self._losses[order.piece.row_range]

    def finish(self, order: Order) -> None:
        """Remove the order of a loaded range."""
        del self.active[order.id]
        if not order.piece.row_range.nulls:
            self._durations.append(order.busy)

    def put_back(self, order: Order, pieces: Sequence[Piece] = ()) -> None:
        """Let the range of an order wait again, as the next one; with ``pieces``, these instead."""
        del self.active[order.id]
        if order.session:
            self.started_before.add(order.piece.number)
        self._waiting.extendleft(reversed(pieces or (order.piece,)))

    def restart_silence(self) -> None:
        """Count the time without reports from now."""
        for each in self.active.values():
            each.heard_at = self._clock()

    def silent(self, timeout: float) -> list[Order]:
        """Return the started orders of which nothing was heard for some seconds."""
        limit = self._clock() - timeout
        return [each for each in self.active.values() if each.start is not None and each.heard_at < limit]

    def left_by(self, workers: Collection[str]) -> list[Order]:
        """Return the started orders whose worker is not among those that are connected."""
        known = set(workers)
        return [each for each in self.active.values() if each.worker is not None and each.worker not in known]

    def stuck(self, timeout: float, answering: Collection[str]) -> list[Order]:
        """Return the orders that may never start: all workers that may get them are gone, or after some seconds one does not answer."""
        limit, known = self._clock() - timeout, set(answering)

        def may_never_start(order: Order) -> bool:
            return known.isdisjoint(order.workers) or (order.ordered_at < limit and not known.issuperset(order.workers))

        return [each for each in self.active.values() if each.start is None and may_never_start(each)]

    def slow(self, minimum: float, factor: float) -> list[Order]:
        """Return the orders that are busy for longer than ``minimum`` seconds and ``factor`` times the median of the finished ones.

        The slowest is the first. There are none until one has finished.
        """
        if not self._durations:
            return []
        limit = max(minimum, factor * statistics.median(self._durations))
        return sorted((each for each in self.active.values() if each.busy > limit), key=lambda each: -each.busy)
