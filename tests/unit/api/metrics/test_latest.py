"""Concurrent callers share a result that is not older than their call."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from sidecar.api.metrics.latest import LatestResult
from tests.support.waiting import wait_until


class Source:
    """Returns the number of its call, once it may."""

    def __init__(self) -> None:
        self.calls = 0
        self.may_return = threading.Semaphore(0)

    def __call__(self) -> int:
        self.calls += 1
        number = self.calls
        assert self.may_return.acquire(timeout=60)
        if number == 2:
            raise ValueError("the second call fails")
        return number


def test_callers_that_come_during_a_call_share_the_next_one() -> None:
    source = Source()
    latest = LatestResult(source)
    with ThreadPoolExecutor(5) as callers:
        first = callers.submit(latest)
        wait_until(lambda: source.calls == 1, "the first call runs")
        others = [callers.submit(latest) for _ in range(4)]
        wait_until(lambda: len(latest._changed._waiters) == 4, "the others wait")  # type: ignore[attr-defined]
        source.may_return.release()
        assert first.result() == 1
        wait_until(lambda: source.calls == 2, "the second call runs")
        source.may_return.release()
        for each in others:
            with pytest.raises(ValueError, match="the second call fails"):
                each.result()
    assert source.calls == 2
    source.may_return.release()
    assert latest() == 3
