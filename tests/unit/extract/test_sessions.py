"""Termination of sessions: several at a time, and all of them, whatever errors some have."""

import json
import threading
import time
from typing import Any

import pytest

from sidecar.errors import SourceError, SourceUnavailable
from sidecar.extract import drivers, inspect
from sidecar.extract.reader import Source
from sidecar.extract.sessions import terminate_sessions
from tests.support.waiting import wait_until

SOURCE = Source(id="d", database="postgresql", catalog="shop")
IDS = [f"session-{number}" for number in range(24)]


class TerminatingReader:
    """A reader that records the sessions that it terminates; some cannot be terminated."""

    def __init__(self, *failing: str, seconds: float = 0.0) -> None:
        self._failing, self._seconds = failing, seconds
        self._lock = threading.Lock()
        self.terminated: list[str] = []
        self.at_a_time = self.most_at_a_time = 0

    def terminate_session(self, session_id: str) -> None:
        with self._lock:
            self.at_a_time += 1
            self.most_at_a_time = max(self.most_at_a_time, self.at_a_time)
        time.sleep(self._seconds)
        with self._lock:
            self.at_a_time -= 1
            if session_id not in self._failing:
                self.terminated.append(session_id)
        if session_id in self._failing:
            raise SourceUnavailable(f"no connection for {session_id}")

    def close(self) -> None: ...


def test_eight_sessions_are_terminated_at_a_time() -> None:
    reader: Any = TerminatingReader(seconds=0.05)
    assert terminate_sessions(reader, IDS) == []
    assert (sorted(reader.terminated), reader.most_at_a_time) == (sorted(IDS), 8)


def test_after_a_timeout_the_rest_is_terminated_in_the_background() -> None:
    reader: Any = TerminatingReader(seconds=0.3)
    terminate_sessions(reader, IDS, timeout=0.01)
    assert len(reader.terminated) < len(IDS)
    wait_until(lambda: len(reader.terminated) == len(IDS), "the rest is terminated", 10)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> TerminatingReader:
    """Return a reader that cannot terminate the first session, and that is created for every source."""
    reader = TerminatingReader(IDS[0], seconds=0.01)
    for module in (drivers, inspect):
        monkeypatch.setattr(module, "create_reader", lambda _: reader)
    return reader


def test_an_attempt_terminates_the_sessions_of_the_one_before_despite_errors(reader: TerminatingReader) -> None:
    drivers.terminate_sessions(SOURCE, ",".join(IDS))
    assert (sorted(reader.terminated), reader.most_at_a_time) == (sorted(IDS[1:]), 8)


def test_an_agent_terminates_the_sessions_of_a_lost_process_and_learns_of_an_error(reader: TerminatingReader) -> None:
    request = inspect.encode_request("end", SOURCE, sessions=",".join(IDS))
    with pytest.raises(SourceUnavailable, match="no connection for session-0"):
        inspect.decode_response(_respond(request))
    assert (sorted(reader.terminated), reader.most_at_a_time) == (sorted(IDS[1:]), 8)


def test_a_driver_that_is_not_installed_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Source) -> None:
        raise SourceError("not installed")

    monkeypatch.setattr(drivers, "create_reader", fail)
    drivers.terminate_sessions(SOURCE, ",".join(IDS))


def _respond(request: bytes) -> bytes:
    response = inspect.run_request(json.loads(request), inspect.OPERATIONS, lambda _: None)
    return json.dumps(response).encode()
