"""Hand out ranges to the workers of a Dask cluster, and decide what happens to those that are lost.

The lease is the only permission: a worker reads and sends while the lease lists its session. So a range that is ordered again is certainly
not sent by the worker that was given up, even if that only slept.
"""

import logging
import time
from collections.abc import Callable, Sequence

from sidecar.errors import ExecutionStopped, NoFreeSession, SourceError
from sidecar.extract.reader import Reader
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.dask.capacity import Capacity
from sidecar.jobs.run.dask.cluster_interface import Cluster, OrderEnded
from sidecar.jobs.run.dask.held_snapshot import HeldSnapshot
from sidecar.jobs.run.dask.order_book import Order, OrderBook
from sidecar.jobs.run.dask.order_recovery import OrderRecovery
from sidecar.jobs.run.dask.orders import AttemptOrder, Failure, RangeOrder, RangeReport
from sidecar.jobs.run.dask.range_counts import RangeCounts
from sidecar.jobs.run.dask.stragglers import Stragglers
from sidecar.jobs.run.dask.worker_sessions import WorkerSessions, require_session_id
from sidecar.jobs.run.failure_budget import FailureBudget
from sidecar.jobs.run.pipeline import PartCounts
from sidecar.jobs.run.progress import DASK_CLUSTER, MIN_WAIT
from sidecar.jobs.run.range_loader import OpenedSessions, note_fewer_sessions
from sidecar.jobs.run.read_plan import ReadPlan
from sidecar.load.send.acknowledgements import PartitionTotals, Totals
from sidecar.model.checkpoint import AcknowledgedRows

log = logging.getLogger(__name__)

_POLL_INTERVAL = 0.5
_CHECK_INTERVAL = 2.0
"""Seconds between two looks at silent workers and at the session that holds the snapshot."""
_SESSION_INTERVAL = 1.0
"""Seconds between two attempts to get the only session."""
END_TIMEOUT = 5.0
"""Seconds that workers get to end after an error."""
ABORT_END_TIMEOUT = 1.0
"""The same after an abort, which should end within three seconds."""


class DaskRangeLoader:
    """Loads the ranges of a plan over a cluster. ``reader`` has the run's first session, which reads no rows.

    ``order`` is what all orders have in common. ``before_first_order`` is called before anything is sent.
    """

    def __init__(
        self, context: ExecutionContext, cluster: Cluster, reader: Reader, plan: ReadPlan, query: str, order: AttemptOrder, *,
        failure_budget: FailureBudget, before_first_order: Callable[[], None], clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._context = context
        self._cluster = cluster
        self._reader = reader
        self._plan = plan
        self._order = order
        self._failure_budget = failure_budget
        self._before_first_order = before_first_order
        self._clock = clock
        self._snapshot = HeldSnapshot(reader)
        self._sessions = WorkerSessions(reader, context.heartbeat)
        self._counts = RangeCounts(plan.parts, context.progress)
        self._book = OrderBook(plan.remaining, f"{order.execution}-{order.attempt}", clock)
        self._capacity = Capacity(cluster, context.services.settings, clock)
        self._recovery = OrderRecovery(context, cluster, self._book, self._counts, self._sessions, self._snapshot)
        self._stragglers = Stragglers(self._book, reader, query, context.ingestion.datasource, self._snapshot)
        self._checked_at = self._had_session_at = self._had_order_at = clock()

    @property
    def part_counts(self) -> Sequence[PartCounts]:
        """Return the counts of rows before they are sent."""
        return self._counts.part_counts

    @property
    def read_elsewhere(self) -> AcknowledgedRows:
        """Return the rows that the workers have read."""
        return self._counts.rows_read()

    def partition_totals(self) -> Sequence[PartitionTotals]:
        """Return what is acknowledged of each range."""
        return self._counts.partition_totals()

    # -- the course of a run ----------------------------------------------------------------------------------------------------

    def open(self) -> OpenedSessions:
        """Connect to the cluster, wait for workers, and export the snapshot that they read."""
        session = require_session_id(self._reader)
        with self._context.progress.wait_for(DASK_CLUSTER):
            self._cluster.connect()
            while not (workers := self._capacity.answering_workers()):
                self._raise_if_stopped()
                time.sleep(_POLL_INTERVAL)
        ranges = max(1, self._book.unfinished)
        snapshots = 1 if self._snapshot.export() else ranges
        size = min(ranges, self._capacity.size(workers))
        return OpenedSessions(ids=session, count=size, wanted=size, snapshots=snapshots)

    def load(self) -> Totals:
        """Load every range."""
        counts, self._had_session_at = self._counts, self._clock()
        self._context.progress.start(counts.totals, self._waiting_for, counts.partition_totals, self._plan.names)
        self._before_first_order()
        try:
            while not self._book.is_done:
                self._raise_if_stopped()
                self._order_ranges()
                self._process_events()
                self._had_order_at = self._clock() if self._book.has_started else self._had_order_at
                # Only now: what has waited to be processed was heard.
                self._check_now_and_then()
                self._cut_straggler()
                self._sessions.permit((*self._book.sessions, *self._stragglers.sessions))
                self._stragglers.look()
        except BaseException:
            self._end_orders()
            raise
        self._failure_budget.check_final()
        return counts.totals()

    def cancel(self) -> None:
        """Terminate the sessions of the workers: that works even if a worker hangs."""
        self._sessions.terminate_all()
        self._cluster.wake_up()

    def close(self) -> None:
        """Disconnect from the cluster."""
        self._stragglers.close()
        self._cluster.close()

    # -- orders -----------------------------------------------------------------------------------------------------------------

    def _order_ranges(self) -> None:
        """Order as many ranges as can be read at a time: those that wait for a thread could not be given to another worker."""
        workers = self._capacity.answering_workers() if self._book.has_waiting else ()
        addresses, size = [each.address for each in workers], self._capacity.size(workers)
        while self._book.has_waiting and len(self._book.active) < size:
            self._context.heartbeat.require_fresh()
            order = self._book.next(addresses)
            piece = order.piece
            range_order = RangeOrder.of(
                self._order, id=order.id, number=piece.number, row_range=piece.row_range, snapshot=self._snapshot.name
            )
            self._cluster.submit(range_order, order.workers)
        self._context.progress.sessions = max(1, len(self._book.active))

    def _process_events(self) -> None:
        """Process the next event, and those that have come with it."""
        timeout = _POLL_INTERVAL
        while (event := self._cluster.next_event(timeout)) is not None:
            timeout = 0.0
            order = self._book.active.get(event.order)
            if order is None:
                continue  # Of an order that was given up, or the end of one that is done.
            if isinstance(event, OrderEnded):
                self._recovery.lose(order, event.reason, by_range=event.by_worker)
            else:
                self._process_report(order, event)

    def _process_report(self, order: Order, report: RangeReport) -> None:
        if order.start not in (None, report.start):
            if report.start in order.earlier_starts:
                return
            self._recovery.replace_start(order, report)
        if order.start is None:
            order.start, order.worker = report.start, report.worker
        order.heard_at, order.busy = self._clock(), report.reading + report.encoding
        if report.failure is not None:
            self._process_failure(order, report, report.failure)
        else:
            order.session, self._had_session_at = order.session or report.session, order.heard_at
            self._record(order, report)
            if self._counts.rejected:
                self._failure_budget.count_elsewhere(self._counts.rejected, report.rejection)
            if report.is_ended:
                self._finish(order)

    def _finish(self, order: Order) -> None:
        self._book.finish(order)
        self._cluster.release(order.id)

    def _record(self, order: Order, report: RangeReport) -> None:
        self._counts.record(order.piece, report, doubtful=order.piece.number in self._book.started_before)

    # -- failures ---------------------------------------------------------------------------------------------------------------

    def _process_failure(self, order: Order, report: RangeReport, failure: Failure) -> None:
        if failure.kind == "LeaseLost":
            # The lease is still this process's: the worker reads another one, or saw no renewal of it for too long.
            self._recovery.lose(order, failure.messages[-1], by_range=True)
            return
        # Before a worker has a session, it reads its settings, and connects to Elasticsearch and the database.
        error = failure.to_error(report.worker, blames_worker=report.session is None)
        if isinstance(error, NoFreeSession):
            self._use_fewer_sessions(order, error)
            return
        self._record(order, report)
        self._finish(order)
        if type(error) is SourceError:
            self._snapshot.check()
        raise error

    def _use_fewer_sessions(self, order: Order, error: NoFreeSession) -> None:
        """Order fewer ranges at a time; raise the error if there is no session at all within the timeout."""
        self._recovery.put_back(order, error.reason)
        accepted = len(self._book.active)
        is_first = self._capacity.limit_sessions(accepted)
        if accepted == 0:
            if self._clock() - self._had_session_at > self._context.services.settings.source_timeout:
                raise error
            self._context.stop.wait(_SESSION_INTERVAL)
        elif is_first:
            note_fewer_sessions(self._context.heartbeat, str(accepted))

    def _cut_straggler(self) -> None:
        """Give up a range that takes too long, once it is known how to cut it, and order its pieces."""
        found = self._stragglers.take()
        if found is not None:
            order, pieces = found
            log.warning("range cut again: %s: into %d pieces", order.id, len(pieces))
            self._recovery.put_back(order, f"in {len(pieces)} pieces, because it takes much longer than others", pieces)
            self._counts.cut(order.piece, pieces)

    def _check_now_and_then(self) -> None:
        """Give up the orders of silent workers, check that the snapshot is still held, and look for ranges that take too long."""
        pause = self._clock() - self._checked_at
        if pause < _CHECK_INTERVAL:
            return
        if pause > 2 * _CHECK_INTERVAL:
            self._book.restart_silence()  # This process did not listen: Elasticsearch or the database was slow, or it was paused.
        self._checked_at = self._clock()
        limit, workers = self._capacity.silence_limit, self._capacity.answering_workers()
        addresses = [each.address for each in workers]
        for order in self._book.silent(limit):
            self._recovery.lose(order, f"nothing was heard of it for {limit:g} seconds", by_range=True)
        for order in self._book.left_by(addresses):
            self._recovery.lose(order, "its worker has left the cluster", by_range=True)
        for order in self._book.stuck(limit, addresses):
            log.warning("range ordered again: %s: it may be with a worker that does not answer", order.id)
            self._recovery.put_back(order, "it was not started")
        if self._recovery.is_possible and not self._book.has_waiting:
            self._stragglers.find(self._capacity.size(workers) - len(self._book.active))
        self._snapshot.check()

    # -- the end ----------------------------------------------------------------------------------------------------------------

    def _end_orders(self) -> None:
        """Terminate the sessions, forget the orders, and wait until the workers have ended; count what they have done."""
        self._sessions.terminate(self._book.sessions)
        for id in self._book.active:
            self._cluster.release(id)
        active = {each.id for each in self._book.active.values() if each.session}
        deadline = self._clock() + (ABORT_END_TIMEOUT if self._context.stop.is_set() else END_TIMEOUT)
        while active and (left := deadline - self._clock()) > 0:
            event = self._cluster.next_event(left)
            if isinstance(event, RangeReport) and event.order in self._book.active:
                self._record(self._book.active[event.order], event)
                if event.is_ended:
                    active.discard(event.order)

    def _raise_if_stopped(self) -> None:
        if self._context.stop.is_set():
            raise ExecutionStopped("the run was stopped while workers loaded its ranges")

    def _waiting_for(self) -> str | None:
        if self._book.has_started:
            return self._counts.waiting_for()
        return DASK_CLUSTER if self._clock() - self._had_order_at > MIN_WAIT else None
