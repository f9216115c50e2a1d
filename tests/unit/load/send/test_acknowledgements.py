"""The ledger knows, in whatever order answers come, up to which row nothing is missing."""

import threading
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import RunEnded, Unavailable
from sidecar.load.send.acknowledgements import Ledger
from sidecar.load.send.backoff import Backoff
from sidecar.load.send.responses import Outcome
from tests.support.rows import numbered


def done(ledger: Ledger, number: int, rows: int) -> None:
    ledger.record(number, Outcome(acknowledged=rows), doubtful=False, unsettled=())


@given(st.permutations(range(5)))
def test_the_last_id_is_before_the_first_gap(order: list[int]) -> None:
    ledger = Ledger()
    for body in range(5):
        ledger.open(numbered(2, first=2 * body)[0])
    settled: set[int] = set()
    for number in order:
        done(ledger, number, 2)
        settled.add(number)
        prefix = next(place for place in range(6) if place not in settled)
        assert ledger.totals().last_id == (str(2 * prefix - 1) if prefix else None)
    assert ledger.totals().acknowledged == 10


def test_the_last_id_moves_into_a_body_up_to_its_first_open_row() -> None:
    ledger = Ledger()
    number = ledger.open(numbered(10)[0])
    ledger.record(number, Outcome(acknowledged=8), doubtful=False, unsettled=[4, 6])
    assert ledger.totals().last_id == "3"
    ledger.reject(number, 2, unsettled=[])
    assert (ledger.totals().last_id, ledger.totals().rejected) == ("9", 2)


def test_duplicates_after_a_lost_answer_leave_several_counts_possible() -> None:
    ledger = Ledger()
    number = ledger.open(numbered(10)[0])
    ledger.record(number, Outcome(acknowledged=10, duplicates=3), doubtful=True, unsettled=[])
    assert ledger.totals().expected == range(7, 11)


class Clock:
    """Stands still until somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.05
        return self.now


def test_patience_ends_with_the_last_reason() -> None:
    backoff = Backoff(2, stops=(threading.Event(),), clock=Clock(), jitter=lambda: 0.01)
    with pytest.raises(Unavailable, match="busy"):
        deque(backoff.wait(Unavailable("busy")) for _ in range(100))


def test_progress_starts_patience_anew() -> None:
    clock = Clock()
    backoff = Backoff(1, stops=(threading.Event(),), clock=clock, jitter=lambda: 0.01)
    for _ in range(20):
        backoff.wait(Unavailable("busy"))
        clock.now += 0.5
        backoff.progress()


def test_a_stop_ends_a_wait() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(RunEnded):
        Backoff(1, stops=(threading.Event(), stop), clock=Clock(), jitter=lambda: 1).wait(Unavailable("busy"))
