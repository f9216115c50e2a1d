"""A read from the database and a use of the target that fail at the same time."""

import threading
from typing import Any, cast

import pytest

from sidecar.errors import ExecutionStopped, SidecarError, SourceError, TargetError
from sidecar.extract.reader import Reader
from sidecar.jobs.run import concurrent_read
from sidecar.jobs.run.concurrent_read import read_concurrently


class FakeReader:
    """A reader whose reads end only when they are canceled."""

    def __init__(self) -> None:
        self._canceled = threading.Event()

    def read(self) -> None:
        assert self._canceled.wait(30)
        raise SourceError("canceled")

    def cancel(self) -> None:
        self._canceled.set()


@pytest.fixture(autouse=True)
def short_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concurrent_read, "_CANCEL_INTERVAL", 0.01)


def fail(error: Exception) -> Any:
    raise error


def test_both_results_are_returned() -> None:
    assert read_concurrently(cast(Reader, FakeReader()), lambda: 1, lambda: 2) == (1, 2)


@pytest.mark.parametrize("error", [TargetError("t"), ExecutionStopped("s"), ValueError("v")])
def test_a_target_that_fails_at_once_cancels_the_read(error: Exception) -> None:
    reader = FakeReader()
    with pytest.raises(SourceError if type(error) is ExecutionStopped else type(error)):
        read_concurrently(cast(Reader, reader), reader.read, lambda: fail(error))


@pytest.mark.parametrize("error", [SourceError("s"), ValueError("v")])
def test_a_read_that_fails_stops_the_target(error: Exception) -> None:
    stopped = threading.Event()

    def use_target() -> None:
        assert stopped.wait(30)
        raise ExecutionStopped("stopped")

    with pytest.raises(type(error)):
        read_concurrently(cast(Reader, FakeReader()), lambda: fail(error), use_target, stop_target=stopped.set)


def test_an_error_of_the_target_goes_before_that_of_the_read() -> None:
    with pytest.raises(TargetError) as raised:
        read_concurrently(cast(Reader, FakeReader()), lambda: fail(SidecarError("s")), lambda: fail(TargetError("t")))
    assert raised.value.__cause__ is None
