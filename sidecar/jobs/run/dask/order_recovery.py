"""What happens to a range whose order is lost, or given up.

The lease is the only permission: a worker reads and sends while the lease lists its session. So a range that is ordered again is certainly
not sent by the worker that was given up, even if that only slept.
"""

import logging
from collections.abc import Sequence

from sidecar.errors import SidecarError, WorkersLost
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.dask.cluster_interface import Cluster
from sidecar.jobs.run.dask.held_snapshot import HeldSnapshot
from sidecar.jobs.run.dask.order_book import Order, OrderBook, Piece
from sidecar.jobs.run.dask.orders import RangeReport
from sidecar.jobs.run.dask.range_counts import RangeCounts
from sidecar.jobs.run.dask.worker_sessions import WorkerSessions
from sidecar.model.events import Event, EventType
from sidecar.model.ingestion import Strategy

log = logging.getLogger(__name__)


class OrderRecovery:
    """Lets ranges wait again, and withdraws the permits of their workers."""

    def __init__(
        self, context: ExecutionContext, cluster: Cluster, book: OrderBook, counts: RangeCounts, sessions: WorkerSessions,
        snapshot: HeldSnapshot,
    ) -> None:  # fmt: skip
        self._context = context
        self._cluster = cluster
        self._book = book
        self._counts = counts
        self._sessions = sessions
        self._snapshot = snapshot

    @property
    def is_possible(self) -> bool:
        """Return whether a range whose rows may have been sent can be sent again by this attempt.

        The rows must have the same ids, and be the same rows, or a deleted one would stay in the index. A row that was rejected would have
        two dead letters.
        """
        ingestion = self._context.ingestion
        has_same_rows = self._snapshot.name is not None or ingestion.strategy is Strategy.INCREMENTAL
        return bool(ingestion.pk_field) and has_same_rows and ingestion.max_failures.number == 0

    def lose(self, order: Order, reason: str, *, by_range: bool = False) -> None:
        """Let the range of a lost order wait again, if what was sent of it does no harm; else raise an error.

        ``by_range`` is whether that may happen to the range again and again, for example because its rows need too much memory.
        """
        self._require_repeatable(order, reason)
        losses = self._book.count_loss(order) if by_range else 0
        if losses >= self._context.services.settings.max_attempts:
            raise SidecarError(f"The range [{order.piece.row_range.name}] was lost {losses} times: {reason}.")
        self.put_back(order, f"its worker [{order.worker}] was lost: {reason}")

    def replace_start(self, order: Order, report: RangeReport) -> None:
        """Continue with the second start of an order, which Dask has given to another worker because the first one is lost."""
        reason = f"Dask gave it to another worker, [{report.worker}]"
        self._require_repeatable(order, reason)
        self._withdraw(order, f"its worker [{order.worker}] was lost: {reason}")
        self._book.forget_start(order)

    def put_back(self, order: Order, reason: str, pieces: Sequence[Piece] = ()) -> None:
        """Let the range of an order wait again, or pieces of it; its worker may not go on. The status says why."""
        self._book.put_back(order, pieces)
        self._withdraw(order, reason)
        self._cluster.release(order.id)

    def _require_repeatable(self, order: Order, reason: str) -> None:
        """Raise :class:`~sidecar.errors.WorkersLost` if rows of a lost order may have been sent, and must not be sent again."""
        log.warning("range lost: %s: %s: %s", order.id, order.worker or "not started", reason)
        if order.session and not self.is_possible:
            raise WorkersLost(f"The range [{order.piece.row_range.name}] was lost with its worker [{order.worker}]: {reason}.")

    def _withdraw(self, order: Order, reason: str) -> None:
        """Forget what was counted of an order, and withdraw its permit."""
        self._counts.forget(order.piece)
        if order.session:
            message = f"The range [{order.piece.row_range.name}] is read again: {reason}."
            event = Event(time=self._context.services.clock(), type=EventType.RANGE_REPEATED, message=message)
            self._sessions.withdraw(order.session, event)
