"""Track acknowledgements in any order of responses, and back off up to a timeout."""

import threading
import weakref
from collections import deque
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import ExecutionStopped, ServiceUnavailable
from sidecar.load.send.acknowledgements import Acknowledgements
from sidecar.load.send.backoff import Backoff
from sidecar.load.send.responses import BulkResult
from sidecar.model.checkpoint import AcknowledgedRows, sum_rows
from tests.support.rows import numbered_bodies


def acknowledge(acknowledgements: Acknowledgements, number: int, rows: int) -> None:
    acknowledgements.record(number, BulkResult(acknowledged=rows), doubtful=False, unsettled=())


@given(st.permutations(range(5)))
def test_the_last_id_precedes_the_first_gap(order: list[int]) -> None:
    acknowledgements = Acknowledgements()
    for body in range(5):
        acknowledgements.add(numbered_bodies(2, first=2 * body)[0])
    settled: set[int] = set()
    for number in order:
        acknowledge(acknowledgements, number, 2)
        settled.add(number)
        prefix = next(number for number in range(6) if number not in settled)
        assert acknowledgements.totals().last_id == (str(2 * prefix - 1) if prefix else None)
    assert acknowledgements.totals().acknowledged == 10


def test_the_last_id_precedes_the_first_unsettled_row_of_a_body() -> None:
    acknowledgements = Acknowledgements()
    number = acknowledgements.add(numbered_bodies(10)[0])
    acknowledgements.record(number, BulkResult(acknowledged=8), doubtful=False, unsettled=[4, 6])
    assert acknowledgements.totals().last_id == "3"
    acknowledgements.reject(number, 2, unsettled=[])
    assert (acknowledgements.totals().last_id, acknowledgements.totals().rejected) == ("9", 2)


def test_the_rows_of_a_settled_body_are_released_although_an_earlier_one_is_not_settled() -> None:
    acknowledgements = Acknowledgements()
    first = acknowledgements.add(numbered_bodies(2)[0])
    released = []
    for number in range(1, 100):
        body = numbered_bodies(2, first=2 * number)[0]
        released.append(weakref.ref(body.encoded))
        acknowledge(acknowledgements, acknowledgements.add(body), 2)
        del body
    assert [each() for each in released] == [None] * 99
    assert (acknowledgements.totals().last_id, acknowledgements.totals().acknowledged) == (None, 198)
    acknowledge(acknowledgements, first, 2)
    assert acknowledgements.totals().last_id == "199"


def test_deleted_documents_are_counted_across_attempts() -> None:
    acknowledgements = Acknowledgements(partitions=2, settled={0: AcknowledgedRows(count=5, deleted=3)})
    number = acknowledgements.add(replace(numbered_bodies(4)[0], partition=1))
    acknowledgements.record(number, BulkResult(acknowledged=1, deleted=1), doubtful=False, unsettled=[1, 2, 3])
    acknowledgements.record(number, BulkResult(acknowledged=3, deleted=1), doubtful=False, unsettled=[])
    assert (acknowledgements.totals().acknowledged, acknowledgements.totals().deleted) == (9, 5)
    assert sum_rows(each.settled for each in acknowledgements.partition_totals()).deleted == 5


def test_duplicates_after_a_lost_response_allow_several_document_counts() -> None:
    acknowledgements = Acknowledgements()
    number = acknowledgements.add(numbered_bodies(10)[0])
    acknowledgements.record(number, BulkResult(acknowledged=10, duplicates=3), doubtful=True, unsettled=[])
    assert acknowledgements.totals().expected_documents == range(7, 11)


class Clock:
    """Advance slightly on every read."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.05
        return self.now


def test_the_timeout_raises_the_last_error() -> None:
    backoff = Backoff(2, stop_events=(threading.Event(),), clock=Clock(), jitter=lambda: 0.01)
    with pytest.raises(ServiceUnavailable, match="busy"):
        deque(backoff.wait(ServiceUnavailable("busy")) for _ in range(100))


def test_a_reset_restarts_the_timeout() -> None:
    clock = Clock()
    backoff = Backoff(1, stop_events=(threading.Event(),), clock=clock, jitter=lambda: 0.01)
    for _ in range(20):
        backoff.wait(ServiceUnavailable("busy"))
        clock.now += 0.5
        backoff.reset()


def test_a_stop_event_ends_a_wait() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(ExecutionStopped):
        Backoff(1, stop_events=(threading.Event(), stop), clock=Clock(), jitter=lambda: 1).wait(ServiceUnavailable("busy"))
