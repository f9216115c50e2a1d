"""The history of a run: how points are added and dropped."""

import json
from collections.abc import Iterator
from itertools import count, islice

from sidecar.model.history import History

HEARTBEAT = 800
"""Milliseconds between two points."""


def histories() -> Iterator[History]:
    """Yield a history after its first point, after its second one, and so on."""
    history = History()
    for number in count():
        history = history.add(time=number * HEARTBEAT, rows=number, docs_per_second=12.34, bottleneck="source")
        yield history


def history_of(points: int) -> History:
    return next(islice(histories(), points - 1, None))


def test_the_last_point_is_always_the_current_one() -> None:
    for number, history in enumerate(islice(histories(), 1000), start=1):
        assert (history.time[0], history.time[-1], history.rows[-1]) == (0, (number - 1) * HEARTBEAT, number - 1)
        assert len({len(column) for column in (history.time, history.rows, history.docs_per_second, history.bottleneck)}) == 1


def test_a_full_history_drops_every_second_point_and_doubles_the_interval() -> None:
    lengths, intervals = set(), set()
    for history in islice(histories(), 2000):
        gaps = [later - earlier for earlier, later in zip(history.time, history.time[1:-1], strict=False)]
        assert not gaps or min(gaps) >= history.interval_in_millis
        lengths.add(len(history.time))
        intervals.add(history.interval_in_millis)
    assert max(lengths) == 120
    assert sorted(intervals) == [500 * 2**power for power in range(len(intervals))]
    assert len(history_of(2000).time) >= 60


def test_points_in_quick_succession_are_one_point() -> None:
    history = history_of(1)
    for time in (10, 20):
        history = history.add(time=time, rows=time, docs_per_second=1, bottleneck=None)
    assert (history.time, history.rows) == ((0, 20), (0, 20))


def test_a_clock_that_is_behind_does_not_go_back_in_the_history() -> None:
    history = history_of(3).add(time=100, rows=9, docs_per_second=1, bottleneck=None)
    assert (history.time, history.rows) == ((0, 800, 1600, 1600), (0, 1, 2, 9))
    assert history.add(time=900, rows=10, docs_per_second=1, bottleneck=None).time == (0, 800, 1600, 1600)


def test_a_history_is_smaller_than_6_kb() -> None:
    largest = 0
    history = History()
    for number in range(600):
        history = history.add(
            time=1_700_000_000_000 + 1000 * number, rows=10**9 + number, docs_per_second=123_456.7, bottleneck="elasticsearch"
        )
        largest = max(largest, len(json.dumps(history.to_json(), separators=(",", ":"))))
    assert largest < 6_000
