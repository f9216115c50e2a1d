"""The coordinator over a cluster that a test plays: which ranges are ordered, ordered again, or end the run."""

import threading
from dataclasses import replace
from typing import Any

import pytest

from sidecar.errors import (
    ClusterUnavailable,
    LeaseLost,
    NoFreeSession,
    RowsRejected,
    SidecarError,
    SourceError,
    SourceUnavailable,
    WorkersLost,
)
from sidecar.jobs.run.dask.cluster_interface import OrderEnded
from sidecar.jobs.run.dask.orders import Failure, RangeOrder
from sidecar.jobs.run.dask.stragglers import MAX_CUTS
from sidecar.load.send.acknowledgements import Totals
from sidecar.model.ingestion import Strategy
from tests.support.played_cluster import ROWS, Play, PlayedCluster, PlayedReader, Run, load, loaded, report, start


def fail(failure: SidecarError) -> Play:
    """Return what a worker does that fails after it has started."""

    def play(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        start(cluster, order, worker)
        cluster.events.append(replace(report(order, worker), is_ended=True, failure=Failure.of(failure)))

    return play


def once(first: Play, number: int = 0, then: Play = load) -> Play:
    """Return a play in which the first order of one range differs."""
    played: list[int] = []

    def play(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        if order.number == number and not played:
            played.append(number)
            first(cluster, order, worker)
        else:
            then(cluster, order, worker)

    return play


def test_every_range_is_ordered_once_that_of_nulls_first() -> None:
    run = Run(load)
    assert run.load().acknowledged == 4 * ROWS
    assert [each.number for each in run.cluster.orders] == [3, 0, 1, 2]
    assert {each.snapshot for each in run.cluster.orders} == {"snapshot"}
    assert run.progress.rows_read == 4 * ROWS
    assert all(each.is_settled for each in run.loader.partition_totals())


def test_not_more_ranges_are_ordered_than_there_are_threads() -> None:
    most = []

    def play(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        most.append(len(cluster.orders) - len(cluster.released))
        load(cluster, order, worker)

    Run(play).load()
    assert max(most) == 2


def test_a_session_is_listed_in_the_lease_before_it_may_read() -> None:
    run = Run(load)
    run.load()
    for order in run.cluster.orders:
        assert any(f"s-{order.id}" in listed.split(",") for listed in run.lease.sessions)
    assert all(listed.split(",")[0] == "first" for listed in run.lease.sessions)


def lose(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
    start(cluster, order, worker)
    cluster.events.append(report(order, worker, rows=4))
    cluster.events.append(OrderEnded(order=order.id, reason="the worker was lost", by_worker=True))


def test_a_lost_range_is_ordered_again_and_its_duplicates_are_doubtful() -> None:
    run = Run(once(lose, then=lambda cluster, order, worker: load(cluster, order, worker, duplicates=4 if order.id.endswith("-2") else 0)))
    totals = run.load()
    assert [each.id for each in run.cluster.orders if each.number == 0] == ["e-1-0-1", "e-1-0-2"]
    assert (totals.acknowledged, totals.duplicates, totals.doubtful) == (4 * ROWS, 4, 4)
    assert totals.expected_documents == range(4 * ROWS - 4, 4 * ROWS + 1)
    assert run.progress.rows_read == 4 * ROWS
    assert "s-e-1-0-1" in run.reader.terminated
    assert not any("s-e-1-0-1" in listed for listed in run.lease.sessions[-1:])


@pytest.mark.parametrize(
    "run", [Run(once(lose), pk_field=()), Run(once(lose), snapshot=None), Run(once(lose), limit=5)], ids=["key", "snapshot", "dead letters"]
)
def test_a_new_attempt_is_needed_if_rows_cannot_be_sent_again(run: Run) -> None:
    with pytest.raises(WorkersLost, match=r"The range \[0\] was lost with its worker \[one\]: the worker was lost"):
        run.load()
    assert "s-e-1-0-1" in run.reader.terminated


def test_an_incremental_sends_again_without_a_common_snapshot() -> None:
    assert Run(once(lose), snapshot=None, strategy=Strategy.INCREMENTAL).load().acknowledged == 4 * ROWS


def test_an_order_that_never_started_is_always_ordered_again() -> None:
    def vanish(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        cluster.events.append(OrderEnded(order=order.id, reason="gone"))

    run = Run(once(vanish), pk_field=())
    assert (run.load().acknowledged, run.reader.terminated) == (4 * ROWS, [])


def start_twice(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
    start(cluster, order, "one")
    cluster.late_events.append(replace(report(order, "two"), session=None))
    cluster.late_events.append(report(order, "one", rows=3))
    second = replace(report(order, "two", rows=ROWS), session="second", totals=Totals(acknowledged=ROWS, duplicates=3))
    cluster.late_events += [second, replace(second, is_ended=True)]


def test_an_order_goes_on_with_the_worker_to_which_dask_gives_it_after_a_loss() -> None:
    run = Run(once(start_twice))
    totals = run.load()
    assert (totals.acknowledged, totals.duplicates, totals.doubtful) == (4 * ROWS, 3, 3)
    assert [each.id for each in run.cluster.orders if each.number == 0] == ["e-1-0-1"]
    assert run.reader.terminated == ["s-e-1-0-1"]
    assert [each.message for each in run.lease.events] == [
        "The range [0] is read again: its worker [one] was lost: Dask gave it to another worker, [two]."
    ]


def test_dask_must_not_repeat_an_order_whose_rows_cannot_be_sent_again() -> None:
    with pytest.raises(WorkersLost, match=r"Dask gave it to another worker, \[two\]"):
        Run(once(start_twice), pk_field=()).load()


def test_an_order_whose_worker_has_left_is_ordered_again() -> None:
    def leave(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        start(cluster, order, "gone")

    run = Run(once(leave))
    assert run.load().acknowledged == 4 * ROWS
    assert [each.id for each in run.cluster.orders if each.number == 0] == ["e-1-0-1", "e-1-0-2"]


def test_reports_of_a_given_up_order_are_ignored() -> None:
    def come_back(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        lose(cluster, order, worker)
        cluster.events.append(report(order, worker, rows=7, is_ended=True))

    assert Run(once(come_back)).load().acknowledged == 4 * ROWS


def test_a_silent_worker_is_given_up_after_the_lease_timeout() -> None:
    def hang(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        start(cluster, order, worker)
        cluster.silence[worker] = 60.0

    run = Run(once(hang))
    assert run.load().acknowledged == 4 * ROWS
    assert "s-e-1-0-1" in run.reader.terminated


@pytest.mark.parametrize("snapshot", ["snapshot", None])
@pytest.mark.parametrize("slow", ["writes of the lease", "answers of the database"])
def test_workers_are_not_silent_while_the_coordinator_does_not_listen(snapshot: str | None, slow: str) -> None:
    run = Run(load, snapshot=snapshot)

    def wait() -> None:
        run.cluster.now += 11.0

    if slow == "writes of the lease":
        run.lease.before_write = wait
    else:
        run.reader.before_answer = wait
    assert run.load().acknowledged == 4 * ROWS
    assert [each.number for each in run.cluster.orders] == [3, 0, 1, 2]


def test_an_order_that_waits_at_a_silent_worker_is_given_to_another_one() -> None:
    def swallow(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        cluster.silence["one"] = 60.0

    run = Run(once(swallow))
    assert run.load().acknowledged == 4 * ROWS
    assert [each.id for each in run.cluster.orders if each.number == 0] == ["e-1-0-1", "e-1-0-2"]


def test_a_range_that_is_lost_again_and_again_ends_the_run() -> None:
    run = Run(lambda cluster, order, worker: (lose if order.number == 1 else load)(cluster, order, worker))
    with pytest.raises(SidecarError, match=r"The range \[1\] was lost 3 times: the worker was lost"):
        run.load()


def test_a_worker_that_reads_another_lease_ends_the_run() -> None:
    def refuse(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        failure = Failure.of(LeaseLost("another owner holds the lease of [ingestion:j]"))
        cluster.events.append(replace(report(order, worker), session=None, is_ended=True, failure=failure))

    with pytest.raises(SidecarError, match=r"was lost 3 times: another owner holds the lease of \[ingestion:j\]"):
        Run(refuse).load()


def test_losses_without_a_cause_in_the_range_do_not_end_the_run() -> None:
    def cut_off(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        start(cluster, order, worker)
        if order.number == 1 and len([each for each in cluster.orders if each.number == 1]) < 6:
            cluster.events.append(OrderEnded(order=order.id, reason="the connection to the scheduler was lost"))
        else:
            load(cluster, order, worker)

    assert Run(cut_off).load().acknowledged == 4 * ROWS


def test_the_rows_of_an_order_that_ends_the_run_are_counted() -> None:
    def reject(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        start(cluster, order, worker)
        ended = replace(report(order, worker, rows=8), rejected=1, rejection="bad", is_ended=True)
        cluster.late_events.append(replace(ended, failure=Failure.of(RowsRejected("bad"))))

    def load_late(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        start(cluster, order, worker)
        cluster.late_events.append(loaded(order, worker))

    run = Run(once(reject, 3, load_late), strategy=Strategy.INCREMENTAL)
    with pytest.raises(RowsRejected):
        run.load()
    assert (run.progress.rows_read, run.progress.rejected) == (18, 1)
    assert run.progress.totals().acknowledged == 18


def test_an_error_of_a_worker_ends_the_run_with_its_class_and_reasons() -> None:
    error = SourceError("outer")
    error.__cause__ = ValueError("inner")
    run = Run(fail(error))
    with pytest.raises(SourceError, match="outer") as raised:
        run.load()
    assert str(raised.value.__cause__) == "inner"
    assert set(run.cluster.released) >= {each.id for each in run.cluster.orders}


def test_fewer_ranges_are_ordered_at_a_time_if_the_database_accepts_no_more_sessions() -> None:
    refused: list[str] = []

    def play(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        if len(cluster.orders) == 2:
            refused.append(order.id)
            unconnected = replace(report(order, worker), session=None, is_ended=True, failure=Failure.of(NoFreeSession("full")))
            cluster.events.append(unconnected)
        else:
            load(cluster, order, worker)

    run = Run(play)
    assert (run.load().acknowledged, len(refused)) == (4 * ROWS, 1)


def test_more_sessions_are_tried_again_after_a_while() -> None:
    most: list[int] = []

    def play(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        cluster.now += 10.0
        most.append(len(cluster.orders) - len(cluster.released))
        if len(cluster.orders) == 2:
            unconnected = replace(report(order, worker), session=None, is_ended=True, failure=Failure.of(NoFreeSession("full")))
            cluster.events.append(unconnected)
        else:
            load(cluster, order, worker)

    assert Run(play, ranges=10).load().acknowledged == 11 * ROWS
    assert max(most[2:5]) == 1
    assert most[-1] == 2


def test_the_only_range_waits_for_a_session_until_the_timeout() -> None:
    def refuse(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        cluster.now += 20.0
        cluster.events.append(replace(report(order, worker), session=None, is_ended=True, failure=Failure.of(NoFreeSession("full"))))

    run = Run(refuse)
    run.stop.wait = lambda timeout=None: False  # type: ignore[method-assign]
    with pytest.raises(NoFreeSession, match="full"):
        run.load()
    assert len(run.cluster.orders) > 2


def test_the_loss_of_the_snapshot_is_named() -> None:
    run = Run(fail(SourceError("could not import the requested snapshot")))
    run.reader.has_ended = True
    with pytest.raises(SourceUnavailable, match="The snapshot that all workers read is lost"):
        run.load()


def test_rejected_rows_of_all_ranges_are_limited_together() -> None:
    def reject(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        load(cluster, order, worker, rejected=1, rejection="a row was rejected")

    assert Run(reject, limit=4).load().acknowledged == 4 * ROWS
    with pytest.raises(RowsRejected, match=r"a row was rejected 4 rows were rejected, and \[max_failures\] is 3"):
        Run(reject, limit=3).load()


def straggle(*, seconds: int) -> Play:
    """Return what a worker does that is busy for some seconds, and then loads its range."""

    def play(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        for half_seconds in range(2 * seconds):
            cluster.late_events += [replace(report(order, worker, rows=1), reading=half_seconds / 4, encoding=half_seconds / 4), None]
        cluster.late_events.append(loaded(order, worker))

    return play


def wait_for_elasticsearch(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
    """Report for a long time that nothing is read, and then load the range."""
    for _ in range(80):
        cluster.late_events += [replace(report(order, worker, rows=1), reading=1.0, waiting_for="Elasticsearch"), None]
    cluster.late_events.append(loaded(order, worker))


def cut_run(play: Play, bounds: tuple[str, ...] = ("14",), **options: Any) -> Run:
    """Return a run whose reader finds these bounds in a range that is cut again."""
    run = Run(play, **options)
    run.reader.bounds = bounds
    return run


def loaded_ranges(run: Run) -> list[tuple[str | None, str | None]]:
    """Return the ranges of all orders, without that of nulls."""
    return [(each.row_range.lower, each.row_range.upper) for each in run.cluster.orders if not each.row_range.nulls]


def test_a_range_that_takes_much_longer_than_others_is_cut_again() -> None:
    run = cut_run(once(straggle(seconds=40), 1))
    totals = run.load()
    assert loaded_ranges(run) == [(None, "10"), ("10", "20"), ("20", None), ("10", "14"), ("14", "20")]
    assert (totals.acknowledged, run.progress.rows_read) == (5 * ROWS, 5 * ROWS)
    (sibling,) = run.reader.siblings
    assert sibling.calls == ["use snapshot", "2 parts of 10 to 20", "close"]
    assert "s-e-1-1-1" in run.reader.terminated
    assert any(listed.split(",") == ["first", "s-e-1-1-1", "sibling-1"] for listed in run.lease.sessions)
    part = run.loader.partition_totals()[1]
    assert (part.acknowledged, part.settled.count, part.is_settled) == (2 * ROWS, 2 * ROWS, True)


@pytest.mark.parametrize(
    ("run", "searches"),
    [
        (cut_run(once(straggle(seconds=8), 1)), 0),
        (cut_run(once(wait_for_elasticsearch, 1)), 0),
        (cut_run(once(straggle(seconds=40), 3)), 0),
        (cut_run(once(straggle(seconds=40), 1), pk_field=()), 0),
        (cut_run(once(straggle(seconds=40), 1), ()), 1),
    ],
    ids=["too short", "waiting", "nulls", "without a key", "one value"],
)
def test_a_range_is_left_as_it_is(run: Run, searches: int) -> None:
    assert run.load().acknowledged == 4 * ROWS
    assert (len(run.cluster.orders), len(run.reader.siblings)) == (4, searches)


def test_a_range_is_left_as_it_is_if_the_database_accepts_no_session() -> None:
    def disconnect(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        run.reader.create_sibling = refuse  # type: ignore[method-assign]
        straggle(seconds=40)(cluster, order, worker)

    def refuse() -> PlayedReader:
        sibling = PlayedReader()
        sibling.has_ended = True
        return sibling

    run = cut_run(once(disconnect, 1))
    assert run.load().acknowledged == 4 * ROWS


def test_a_range_is_cut_at_most_twice() -> None:
    def play(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        (straggle(seconds=40) if order.row_range.lower == "10" else load)(cluster, order, worker)

    run = cut_run(play)
    assert run.load().acknowledged == 6 * ROWS
    assert len(run.reader.siblings) == MAX_CUTS


def test_the_end_of_a_range_while_it_is_examined_counts() -> None:
    wait = threading.Event()

    class Slow(PlayedReader):
        def partition_bounds(self, *arguments: Any, **more: Any) -> tuple[str, ...]:
            wait.wait(10)
            return ("14",)

    def finish(cluster: PlayedCluster, order: RangeOrder, worker: str) -> None:
        run.reader.create_sibling = lambda: Slow(session_id="slow")  # type: ignore[method-assign]
        straggle(seconds=20)(cluster, order, worker)

    run = cut_run(once(finish, 1))
    assert run.load().acknowledged == 4 * ROWS
    wait.set()
    run.loader.close()
    assert len(run.cluster.orders) == 4


def test_without_workers_the_run_ends_after_the_timeout() -> None:
    run = Run(load)
    run.loader.open()
    run.cluster.silence = {}
    with pytest.raises(ClusterUnavailable, match=r"The Dask scheduler \[tcp://scheduler:1\] has no workers"):
        run.loader.load()
