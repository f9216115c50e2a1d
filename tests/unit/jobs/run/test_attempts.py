"""Attempts after the loss of workers: which begin, and which loss ends the run."""

import threading
from types import SimpleNamespace
from typing import Any, cast

import pytest

from sidecar.errors import ClusterUnavailable, WorkersLost
from sidecar.jobs.run.attempts import Attempts
from sidecar.jobs.run.progress import Progress
from sidecar.load.send.backoff import Backoff
from sidecar.model.ingestion import Ingestion, Strategy


class Losses:
    """Attempts whose errors a test causes. ``snapshots`` is what the status says about earlier ones."""

    def __init__(self, snapshots: int | None = 1) -> None:
        self.now = 0.0
        self.progress = Progress(lambda: 0)
        ingestion = Ingestion(id="j", datasource="d", query="q", target="t", strategy=Strategy.REPLACE)
        status = SimpleNamespace(details=SimpleNamespace(snapshots=snapshots))
        settings = SimpleNamespace(max_attempts=3)
        context: Any = SimpleNamespace(
            ingestion=ingestion,
            progress=self.progress,
            heartbeat=SimpleNamespace(status=status),
            services=SimpleNamespace(settings=settings),
        )
        self._attempts = Attempts[None](context, lambda bisects: cast(Any, None))
        self._attempts._restart = lambda *arguments, **more: self.progress.reset()  # type: ignore[method-assign]
        self._backoff = Backoff(120.0, stop_events=(threading.Event(),), clock=lambda: self.now, jitter=lambda: 0.0)

    def lose(self, error: ClusterUnavailable, *, after: float, rows: int) -> None:
        """Read rows for some seconds until an error."""
        self.now += after
        self.progress.rows_read += rows
        self._attempts._wait_for_workers(error, cast(Any, None), self._backoff)


def test_without_workers_at_first_the_run_ends() -> None:
    with pytest.raises(ClusterUnavailable, match="away"):
        Losses(snapshots=None).lose(ClusterUnavailable("away"), after=1, rows=0)


def test_a_scheduler_that_is_lost_with_all_rows_is_waited_for() -> None:
    losses = Losses()
    losses.lose(ClusterUnavailable("away"), after=1000, rows=0)
    with pytest.raises(ClusterUnavailable, match="still away"):
        losses.lose(ClusterUnavailable("still away"), after=200, rows=0)


def test_workers_may_be_lost_twice_long_after_each_other() -> None:
    losses = Losses()
    losses.lose(WorkersLost("first"), after=1800, rows=50)
    losses.lose(WorkersLost("second"), after=1200, rows=33)


def test_workers_that_are_lost_again_and_again_end_the_run_unless_it_gets_further() -> None:
    losses = Losses()
    for number in range(5):
        losses.lose(WorkersLost("further"), after=10, rows=100 + number)
    losses.lose(WorkersLost("not further"), after=10, rows=50)
    with pytest.raises(WorkersLost, match="once more"):
        losses.lose(WorkersLost("once more"), after=10, rows=50)
