"""Requests to a child process: response, deadline, size limit, and termination when the client disconnects."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sidecar.errors import ClientDisconnected
from sidecar.jobs.inspect import subprocess_call
from tests.support.waiting import wait_until

ECHO = "import sys; line = sys.stdin.buffer.readline(); sys.stdout.buffer.write(line * {times})"
WAITS_FOR_END_OF_INPUT = """
import pathlib, sys
state = pathlib.Path({state!r})
sys.stdin.buffer.readline()
state.write_text("waiting")
sys.stdin.buffer.read()
state.write_text("ended")
"""
IGNORES_INPUT = "import sys, time; print('started', flush=True); time.sleep(100)"


def communicate(
    program: str, request: bytes = b"hello\n", *, seconds: float = 20.0, is_disconnected: subprocess_call.IsDisconnected = lambda: False
) -> bytes:
    command = [sys.executable, "-c", program]
    return subprocess_call.communicate(command, request, os.environ, seconds=seconds, is_disconnected=is_disconnected)


def test_the_response_is_the_whole_output_of_the_child() -> None:
    assert communicate(ECHO.format(times=3)) == b"hello\n" * 3


def test_requests_and_responses_larger_than_a_pipe_are_transferred() -> None:
    request = b"x" * 3_000_000 + b"\n"
    assert communicate(ECHO.format(times=2), request) == request * 2


def test_a_child_that_does_not_read_a_large_request_still_responds() -> None:
    assert communicate("print('no')", b"x" * 3_000_000) == b"no\n"


def test_a_failed_child_raises_instead_of_a_partial_response() -> None:
    with pytest.raises(subprocess_call.SubprocessFailed, match="status 3"):
        communicate("import sys; print('half'); sys.exit(3)")


def test_too_large_a_response_ends_the_child() -> None:
    with pytest.raises(subprocess_call.SubprocessFailed, match="more than"):
        communicate("import sys\nwhile True: sys.stdout.write('x' * 100000)")


def test_at_the_deadline_the_child_sees_the_end_of_its_input_and_has_time_to_end(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with pytest.raises(TimeoutError):
        communicate(WAITS_FOR_END_OF_INPUT.format(state=str(state)), seconds=1.0)
    assert state.read_text(encoding="utf-8") == "ended"


def test_when_the_caller_hangs_up_the_child_sees_the_end_of_its_input(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with pytest.raises(ClientDisconnected):
        communicate(WAITS_FOR_END_OF_INPUT.format(state=str(state)), is_disconnected=state.exists)
    assert state.read_text(encoding="utf-8") == "ended"


def test_a_child_that_ignores_the_end_of_its_input_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess_call, "EXIT_TIMEOUT", 0.3)
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        communicate(IGNORES_INPUT, seconds=0.5)
    assert time.monotonic() - start < 10


def test_a_child_whose_parent_is_killed_sees_the_end_of_its_input(tmp_path: Path) -> None:
    state = tmp_path / "state"
    parent_program = f"""
import os, sys
from sidecar.jobs.inspect import subprocess_call
command = [sys.executable, "-c", {WAITS_FOR_END_OF_INPUT.format(state=str(state))!r}]
subprocess_call.communicate(command, b"x\\n", os.environ, seconds=60, is_disconnected=lambda: False)
"""
    with subprocess.Popen([sys.executable, "-c", parent_program]) as parent:
        wait_until(state.exists, "the child is waiting")
        parent.kill()
    wait_until(lambda: state.read_text(encoding="utf-8") == "ended", "the child has ended")
