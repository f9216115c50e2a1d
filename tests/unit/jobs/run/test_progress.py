"""Progress: the counts in a snapshot of a run."""

from dataclasses import replace
from typing import Any

import pytest

from sidecar.jobs.run.progress import MIN_WAIT, Progress
from sidecar.load.send.acknowledgements import Totals
from sidecar.model.checkpoint import AcknowledgedRows
from sidecar.model.job import Details, Status
from sidecar.model.job_state import Phase, Trigger

STATUS = Status(
    id="j", start_time=1, details=Details(execution="j1", trigger=Trigger.MANUAL, strategy="REPLACE", target="t", phase=Phase.READING)
)


def started_progress(totals: Totals, *, waiting_for: str | None = None, **known: Any) -> Progress:
    progress = Progress(lambda: 1234)
    progress.start(lambda: totals, lambda: waiting_for)
    for name, value in known.items():
        setattr(progress, name, value)
    return progress


def test_before_rows_flow_only_the_heartbeat_moves() -> None:
    before = replace(STATUS, count=7, last_id="7")
    assert Progress(lambda: 1234).snapshot(before) == before.with_details(heartbeat=1234)


def test_a_snapshot_contains_every_count() -> None:
    totals = Totals(acknowledged=50, duplicates=1, dropped=2, rejected=3, bytes=4, retries=5, last_id="60")
    status = started_progress(totals, waiting_for="Elasticsearch", rows_read=60, rows_total=200, rejected=5, nulled=6).snapshot(STATUS)

    assert (status.count, status.last_id) == (50, "60")
    details = status.details
    assert (details.rows_read, details.rows_total, details.percent) == (60, 200, 25.0)
    assert (details.duplicates, details.dropped, details.rejected, details.bytes, details.retries) == (1, 2, 8, 4, 5)
    assert (details.nulled, details.waiting_for, details.heartbeat) == (6, "Elasticsearch", 1234)
    assert details.docs_per_second is not None
    assert details.docs_per_second > 0
    assert details.eta_in_millis is not None
    assert details.eta_in_millis > 0


def test_a_running_execution_never_shows_100_percent() -> None:
    status = started_progress(Totals(acknowledged=1000), rows_read=1000, rows_total=10).snapshot(STATUS).details
    assert status.percent == 99.9
    assert status.eta_in_millis == 0


@pytest.mark.parametrize("rows_total", [None, 0])
def test_without_an_estimate_percent_and_eta_are_unset(rows_total: int | None) -> None:
    status = started_progress(Totals(acknowledged=10), rows_read=10, rows_total=rows_total).snapshot(STATUS).details
    assert (status.percent, status.eta_in_millis) == (None, None)


def test_without_an_acknowledged_row_the_eta_is_unset() -> None:
    status = started_progress(Totals(), rows_read=10, rows_total=100).snapshot(STATUS).details
    assert (status.percent, status.eta_in_millis, status.docs_per_second) == (0.0, None, 0.0)


def test_the_last_id_stays_until_there_is_another() -> None:
    known = replace(STATUS, last_id="3")
    assert started_progress(Totals()).snapshot(known).last_id == "3"
    assert started_progress(Totals(last_id="4")).snapshot(known).last_id == "4"


@pytest.mark.parametrize(
    ("blocked", "reading", "encoding", "expected"),
    [(1e6, 0.0, 0.0, "elasticsearch"), (0.0, 2.0, 1.0, "source"), (0.0, 1.0, 2.0, "transform")],
)
def test_the_bottleneck_is_the_slowest_stage(blocked: float, reading: float, encoding: float, expected: str) -> None:
    progress = started_progress(Totals(acknowledged=1, blocked=blocked), rows_read=1)
    progress.timers.reading, progress.timers.encoding = reading, encoding
    assert progress.snapshot(STATUS).details.bottleneck == expected


@pytest.mark.parametrize("before", ["a shard", None])
def test_a_wait_is_shown_after_a_second_and_only_while_it_lasts(monkeypatch: pytest.MonkeyPatch, before: str | None) -> None:
    now = 0.0
    monkeypatch.setattr("sidecar.jobs.run.progress.time.monotonic", lambda: now)
    progress = started_progress(Totals(), waiting_for=before)
    with progress.wait_for("a database session"):
        now = 0.9
        assert progress.snapshot(STATUS).details.waiting_for == before
        now = MIN_WAIT
        assert progress.snapshot(STATUS).details.waiting_for == "a database session"
    assert progress.snapshot(STATUS).details.waiting_for == before


def test_the_wait_of_an_earlier_attempt_is_shown_until_this_one_has_connected() -> None:
    progress, waiting = Progress(lambda: 1234), STATUS.with_wait("the database")
    with progress.wait_for("the database"):
        assert progress.snapshot(waiting).details.waiting_for == "the database"
    assert progress.snapshot(waiting).details.waiting_for is None


def test_before_the_first_row_there_is_no_bottleneck() -> None:
    assert started_progress(Totals(blocked=1e6)).snapshot(STATUS).details.bottleneck is None


def test_the_history_has_the_rate_and_the_bottleneck_of_the_last_10_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("sidecar.jobs.run.progress.time.monotonic", lambda: now)
    totals = Totals()
    progress = Progress(lambda: round(1000 * now))
    progress.start(lambda: totals, lambda: None)
    progress.rows_read, status = 1, STATUS
    for second in range(1, 41):
        now = float(second)
        if second <= 20:
            totals = replace(totals, acknowledged=100 * second)
            progress.timers.reading += 1
        else:
            totals = replace(totals, blocked=totals.blocked + 1)
        status = progress.snapshot(status)
    history = status.details.history
    assert history is not None
    rates = dict(zip(history.time, zip(history.docs_per_second, history.bottleneck, strict=True), strict=True))
    assert [rates[time] for time in (1_000, 20_000, 24_000)] == [(100, "source"), (100, "source"), (60, "source")]
    assert [rates[time] for time in (26_000, 30_000, 40_000)] == [(40, "elasticsearch"), (0, "elasticsearch"), (0, "elasticsearch")]
    assert (status.details.docs_per_second, history.rows[-1]) == (50, 2000)


def test_the_history_continues_in_the_next_attempt() -> None:
    first = started_progress(Totals(acknowledged=5)).snapshot(STATUS)
    queued = Progress(lambda: 9000).snapshot(first)
    assert queued.details.history == first.details.history
    resumed = Progress(lambda: 9000)
    resumed.reset(AcknowledgedRows(count=5))
    resumed.start(lambda: Totals(acknowledged=5), lambda: None)
    history = resumed.snapshot(queued).details.history
    assert history is not None
    assert (history.time, history.rows, history.docs_per_second[-1]) == ((1234, 9000), (5, 5), 0)
