"""A run over a cluster that a test plays: the coordinator is real, and the workers, the lease and the database are not."""

import threading
from collections import deque
from collections.abc import Callable, Collection, Sequence
from types import SimpleNamespace
from typing import Any

from sidecar.errors import SourceUnavailable
from sidecar.extract.ranges import Range, create_ranges
from sidecar.jobs.run.dask.cluster_interface import ClusterWorker, OrderEnded
from sidecar.jobs.run.dask.coordinator import DaskRangeLoader
from sidecar.jobs.run.dask.orders import AttemptOrder, RangeOrder, RangeReport
from sidecar.jobs.run.failure_budget import FailureBudget
from sidecar.jobs.run.partitions import Part
from sidecar.jobs.run.progress import Progress
from sidecar.jobs.run.read_plan import ReadPlan
from sidecar.load.encode.documents import Encoder
from sidecar.load.send.acknowledgements import Totals
from sidecar.load.send.transport import Destination
from sidecar.model.checkpoint import AcknowledgedRows
from sidecar.model.columns import Column, SqlType
from sidecar.model.events import Event
from sidecar.model.ingestion import FailureLimit, Ingestion, Strategy
from sidecar.model.job import Details, Status
from sidecar.model.job_state import Trigger
from sidecar.model.positions import Positions
from sidecar.release import product_version

COLUMNS = (Column.of("id", SqlType.LONG),)
ROWS = 10
"""Rows of each range."""
PAUSE = 0.5
"""Seconds that pass when there is no event."""
Play = Callable[["PlayedCluster", RangeOrder, str], None]
"""Puts the events of an order that one of the workers has got."""


class PlayedCluster:
    """A cluster of two workers with a thread each, whose events a test puts."""

    address = "tcp://scheduler:1"
    no_workers_reason = "The Dask scheduler [tcp://scheduler:1] has no workers."

    def __init__(self, play: Play) -> None:
        self.play = play
        self.orders: list[RangeOrder] = []
        self.released: list[str] = []
        self.events: deque[RangeReport | OrderEnded | None] = deque()
        self.late_events: deque[RangeReport | OrderEnded | None] = deque()
        """Those that come when there are no others."""
        self.silence = {"one": 0.0, "two": 0.0}
        self.others: dict[str, str | None] = {}
        """Workers that get no orders, and their versions."""
        self.now = 0.0

    def connect(self) -> None: ...
    def versions(self) -> dict[str, str | None]:
        return {address: product_version() for address in self.silence} | self.others

    def wake_up(self) -> None: ...
    def close(self) -> None: ...

    def workers(self) -> Sequence[ClusterWorker]:
        return [ClusterWorker(address=address, threads=1, silence=silence) for address, silence in self.silence.items()]

    def submit(self, order: RangeOrder, workers: Collection[str]) -> None:
        self.orders.append(order)
        self.play(self, order, next(iter(workers)))

    def release(self, order: str) -> None:
        self.released.append(order)

    def next_event(self, timeout: float) -> RangeReport | OrderEnded | None:
        events = self.events or self.late_events
        event = events.popleft() if events else None
        self.now += PAUSE if event is None else 0.0
        return event

    def clock(self) -> float:
        return self.now


class PlayedReader:
    """The session that holds the snapshot, with the methods that are used."""

    def __init__(self, snapshot: str | None = "snapshot", session_id: str = "first") -> None:
        self.snapshot, self.session_id = snapshot, session_id
        self.terminated: list[str] = []
        self.has_ended = False
        self.siblings: list[PlayedReader] = []
        self.bounds: tuple[str, ...] = ()
        """The bounds that its siblings find within any range."""
        self.calls: list[str] = []
        self.before_answer: Callable[[], None] = lambda: None

    def create_sibling(self) -> "PlayedReader":
        sibling = PlayedReader(self.snapshot, f"sibling-{len(self.siblings) + 1}")
        sibling.bounds = self.bounds
        self.siblings.append(sibling)
        return sibling

    def connect(self) -> None:
        if self.has_ended:
            raise SourceUnavailable("gone")

    def describe(self, query: str) -> None: ...

    def use_snapshot(self, snapshot: str | None) -> None:
        self.calls.append(f"use {snapshot}")

    def partition_bounds(self, query: str, column: Column, count: int, row_range: Range | None = None) -> tuple[str, ...]:
        assert row_range is not None
        self.calls.append(f"{count} parts of {row_range.lower} to {row_range.upper}")
        return self.bounds

    def cancel(self) -> None: ...

    def close(self) -> None:
        self.calls.append("close")

    def export_snapshot(self) -> str | None:
        return self.snapshot

    def current_time(self) -> str:
        self.before_answer()
        if self.has_ended:
            raise SourceUnavailable("gone")
        return "now"

    def terminate_session(self, session_id: str) -> None:
        self.terminated.append(session_id)


class PlayedLease:
    """The heartbeat: the lists of sessions that were written."""

    def __init__(self) -> None:
        self.sessions: list[str] = []
        self.events: list[Event] = []
        self.before_write: Callable[[], None] = lambda: None

    def write(self, change: Callable[[Any], Any]) -> None:
        self.before_write()

        def evolve(session: str | None = None, status: object = None) -> Any:
            self.sessions += [session] if session else []
            return SimpleNamespace(with_events=lambda *events: self.events.extend(events))

        change(SimpleNamespace(evolve=evolve, execution_status=Run.status))

    @property
    def status(self) -> Status:
        return Run.status

    def require_fresh(self) -> None: ...


class Run:
    """A run of some ranges and that of nulls, whose workers ``play`` plays."""

    status = Status(id="j", start_time=0, details=Details(execution="e", trigger=Trigger.MANUAL, strategy="REPLACE", target="t"))

    def __init__(self, play: Play, *, snapshot: str | None = "snapshot", limit: int = 0, ranges: int = 3, **ingestion: Any) -> None:
        self.cluster, self.reader, self.lease, self.stop = PlayedCluster(play), PlayedReader(snapshot), PlayedLease(), threading.Event()
        self.ingestion = Ingestion(
            id="j", datasource="d", query="q", target="t", max_failures=FailureLimit(number=limit),
            **{"strategy": Strategy.REPLACE, "pk_field": ("id",), **ingestion},
        )  # fmt: skip
        self.progress = Progress(lambda: 0)
        settings = SimpleNamespace(max_sessions=None, lease_timeout=10.0, max_attempts=3, source_timeout=60.0)
        context: Any = SimpleNamespace(
            ingestion=self.ingestion, progress=self.progress, stop=self.stop, heartbeat=self.lease,
            services=SimpleNamespace(settings=settings, clock=lambda: 0),
        )  # fmt: skip
        bounds = tuple(str(10 * number) for number in range(1, ranges))
        created = create_ranges(COLUMNS[0], bounds)
        encoder = Encoder(COLUMNS)
        parts = tuple(Part(number=number, encoder=encoder, row_range=each) for number, each in enumerate(created))
        self.plan = ReadPlan(parts=parts, key=COLUMNS[0], bounds=bounds)
        order = AttemptOrder(
            key="ingestion:j", fence=1, execution="e", attempt=1, columns=COLUMNS, before=Positions(), destination=Destination(index="t"),
            bisects=False,
        )  # fmt: skip
        self.loader = DaskRangeLoader(
            context, self.cluster, self.reader, self.plan, "q", order,  # type: ignore[arg-type]
            failure_budget=FailureBudget(self.ingestion.max_failures, lambda: self.progress.rows_read, lambda _: None),
            before_first_order=lambda: None, clock=self.cluster.clock,
        )  # fmt: skip

    def load(self) -> Totals:
        self.loader.open()
        return self.loader.load()


def report(order: RangeOrder, worker: str, *, rows: int = 0, duplicates: int = 0, **more: Any) -> RangeReport:
    counts = AcknowledgedRows(count=rows, duplicates=duplicates, last_id=str(rows) if rows else None)
    return RangeReport(
        execution="e", order=order.id, start=f"{order.id}@{worker}", worker=worker, session=f"s-{order.id}", rows_read=rows,
        totals=Totals(acknowledged=rows, duplicates=duplicates, last_id=counts.last_id), settled=counts, **more,
    )  # fmt: skip


def start(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
    cluster.events.append(report(order, worker))


def load(cluster: PlayedCluster, order: RangeOrder, worker: str, **more: Any) -> None:
    start(cluster, order, worker)
    # The worker waits for its permit.
    cluster.events.append(None)
    cluster.events.append(loaded(order, worker, **more))


def loaded(order: RangeOrder, worker: str, **more: Any) -> RangeReport:
    return report(order, worker, rows=ROWS, is_ended=True, **more)
