"""A worker's view of the lease: when it may send, and what ends its order."""

import threading
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from sidecar.errors import LeaseLost, ServiceUnavailable
from sidecar.jobs.run.dask import lease_watch
from sidecar.jobs.run.dask.lease_watch import LeaseWatch
from sidecar.store.leases import Permit

PERMIT = Permit(seq_no=1, fence=2, attempt=3, is_running=True, sessions=frozenset({"first", "mine"}))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def watch(clock: Clock, *, timeout: float = 60.0) -> LeaseWatch:
    """Return a watch of a permitted session, which reads nothing by itself."""
    created = LeaseWatch(
        lambda: PERMIT, fence=2, attempt=3, fresh_for=5.0, timeout=timeout, on_end=lambda: None, on_hang=lambda: None, clock=clock
    )
    created._session = "mine"
    created.observe(PERMIT, 0.0)
    assert created._permitted.is_set()
    return created


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (None, "has ended"),
        (Permit(seq_no=2, fence=4, attempt=3, is_running=True, sessions=PERMIT.sessions), "another attempt"),
        (Permit(seq_no=2, fence=2, attempt=4, is_running=True, sessions=PERMIT.sessions), "another attempt"),
        (Permit(seq_no=2, fence=2, attempt=3, is_running=False, sessions=PERMIT.sessions), "has ended"),
        (Permit(seq_no=2, fence=2, attempt=3, is_running=True, sessions=frozenset({"first"})), "ordered the range again"),
    ],
)
def test_the_order_ends_with_its_permit(changed: Permit | None, reason: str) -> None:
    watched = watch(Clock())
    watched.check()
    watched.observe(changed, 1.0)
    with pytest.raises(LeaseLost, match=reason):
        watched.require_fresh()


def renewed(seq_no: int) -> Permit:
    return Permit(seq_no=seq_no, fence=2, attempt=3, is_running=True, sessions=PERMIT.sessions)


def test_the_order_ends_when_the_lease_is_no_longer_renewed() -> None:
    watched = watch(Clock())
    watched.observe(renewed(2), 1.0)
    watched.observe(renewed(2), 6.0)
    watched.check()
    watched.observe(renewed(2), 6.1)
    with pytest.raises(LeaseLost, match="no longer renews"):
        watched.check()


def test_after_an_outage_the_first_answers_do_not_end_the_order() -> None:
    watched = watch(Clock())
    watched.observe(renewed(2), 20.0)
    watched.observe(renewed(2), 20.5)
    watched.check()


def test_the_first_answer_after_an_outage_does_not_end_the_order() -> None:
    clock = Clock()
    answers: list[Permit | Exception] = [renewed(1), renewed(2), *18 * [ServiceUnavailable("away")], renewed(2), renewed(3)]

    def read() -> Permit:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    watched = LeaseWatch(read, fence=2, attempt=3, fresh_for=5.0, timeout=60.0, on_end=lambda: None, on_hang=lambda: None, clock=clock)
    watched._session = "mine"
    while answers:
        clock.now += lease_watch.POLL_INTERVAL
        watched._poll()
    watched.check()


def test_nothing_is_sent_while_no_renewal_was_seen() -> None:
    clock = Clock()
    watched = watch(clock)
    clock.now = 6.0
    sent = threading.Event()

    def send() -> None:
        watched.require_fresh()
        sent.set()

    sender = threading.Thread(target=send)
    sender.start()
    assert not sent.wait(0.3)
    # It may have been renewed right after the read before, which was sent at 0.
    watched.observe(renewed(2), 6.0)
    assert not sent.wait(0.3)
    watched.observe(renewed(3), 6.5)
    assert sent.wait(5)
    sender.join()


def test_an_outage_beyond_the_timeout_is_an_error() -> None:
    clock = Clock()
    watched = watch(clock, timeout=10.0)
    clock.now = 15.1
    with pytest.raises(ServiceUnavailable, match="within the timeout"):
        watched.require_fresh()


def test_the_statement_is_cancelled_until_the_watch_is_closed() -> None:
    calls: list[float] = []
    watched = LeaseWatch(
        lambda: None, fence=2, attempt=3, fresh_for=5.0, timeout=1.0, on_end=lambda: calls.append(time.monotonic()), on_hang=lambda: None
    )
    watched.start()
    with pytest.raises(LeaseLost):
        watched.request_permit("mine")
    deadline = time.monotonic() + 10
    while len(calls) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    watched.close()
    assert len(calls) >= 2


def test_a_driver_that_does_not_return_is_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease_watch, "HANG_TIMEOUT", 0.2)
    hung = threading.Event()
    watched = LeaseWatch(
        lambda: None, fence=2, attempt=3, fresh_for=5.0, timeout=1.0, on_end=lambda: None, on_hang=hung.set, clock=time.monotonic
    )
    watched.start()
    with pytest.raises(LeaseLost):
        watched.request_permit("mine")
    assert hung.wait(20)
    watched.close()


def test_an_order_whose_session_is_not_permitted_ends_after_a_while() -> None:
    clock = Clock()
    unlisted = Permit(seq_no=1, fence=2, attempt=3, is_running=True, sessions=frozenset({"first"}))
    numbers = iter(range(10_000))

    def read() -> Permit:
        clock.now += 5.0
        return replace(unlisted, seq_no=next(numbers))

    watched = LeaseWatch(read, fence=2, attempt=3, fresh_for=50.0, timeout=1.0, on_end=lambda: None, on_hang=lambda: None, clock=clock)
    watched.start()
    with pytest.raises(LeaseLost, match="did not permit"):
        watched.request_permit("mine")
    watched.close()


def test_a_session_that_is_not_permitted_yet_is_read_less_and_less_often() -> None:
    reads: list[float] = []

    def read() -> Permit:
        reads.append(time.monotonic())
        return renewed(len(reads) + 10) if len(reads) > 6 else replace(PERMIT, seq_no=len(reads), sessions=frozenset())

    watched = LeaseWatch(read, fence=2, attempt=3, fresh_for=50.0, timeout=1.0, on_end=lambda: None, on_hang=lambda: None)
    watched.start()
    watched.request_permit("mine")
    watched.close()
    pauses = [later - earlier for earlier, later in pairwise(reads)]
    assert pauses[5] > 2 * pauses[1], pauses
