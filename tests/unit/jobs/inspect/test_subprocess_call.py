"""One question to a child process: what it says, how long it may take, and that it hears when nobody waits."""

import os
import sys
import time
from pathlib import Path

import pytest

from sidecar.errors import CallerGone
from sidecar.jobs.inspect import subprocess_call
from tests.support.waiting import until

ECHO = "import sys; line = sys.stdin.buffer.readline(); sys.stdout.buffer.write(line * {times})"
UNTIL_LEFT = """
import pathlib, sys
place = pathlib.Path({place!r})
sys.stdin.buffer.readline()
place.write_text("waits")
sys.stdin.buffer.read()
place.write_text("left")
"""
DEAF = "import sys, time; print('begun', flush=True); time.sleep(100)"


def ask(program: str, request: bytes = b"hello\n", *, seconds: float = 20.0, gone: subprocess_call.Gone = lambda: False) -> bytes:
    return subprocess_call.answer([sys.executable, "-c", program], request, os.environ, seconds=seconds, gone=gone)


def test_the_answer_is_all_that_the_child_says() -> None:
    assert ask(ECHO.format(times=3)) == b"hello\n" * 3


def test_a_request_larger_than_a_pipe_goes_in_and_an_answer_larger_than_one_comes_out() -> None:
    request = b"x" * 3_000_000 + b"\n"
    assert ask(ECHO.format(times=2), request) == request * 2


def test_a_child_that_reads_nothing_of_a_large_request_still_answers() -> None:
    assert ask("print('no')", b"x" * 3_000_000) == b"no\n"


def test_a_child_that_fails_gives_no_answer() -> None:
    with pytest.raises(subprocess_call.Failed, match="status 3"):
        ask("import sys; print('half'); sys.exit(3)")


def test_a_child_that_says_too_much_is_ended() -> None:
    with pytest.raises(subprocess_call.Failed, match="more than"):
        ask("import sys\nwhile True: sys.stdout.write('x' * 100000)")


def test_at_the_deadline_the_child_hears_that_nobody_waits_and_has_time_to_end(tmp_path: Path) -> None:
    place = tmp_path / "place"
    with pytest.raises(TimeoutError):
        ask(UNTIL_LEFT.format(place=str(place)), seconds=1.0)
    assert place.read_text(encoding="utf-8") == "left"


def test_when_the_caller_hangs_up_the_child_hears_it(tmp_path: Path) -> None:
    place = tmp_path / "place"
    with pytest.raises(CallerGone):
        ask(UNTIL_LEFT.format(place=str(place)), gone=place.exists)
    assert place.read_text(encoding="utf-8") == "left"


def test_a_child_that_does_not_hear_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess_call, "GRACE", 0.3)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        ask(DEAF, seconds=0.5)
    assert time.monotonic() - began < 10


def test_a_child_whose_parent_is_killed_hears_it_too(tmp_path: Path) -> None:
    place = tmp_path / "place"
    asks = f"""
import os, sys
from sidecar.jobs.inspect import subprocess_call
subprocess_call.answer([sys.executable, "-c", {UNTIL_LEFT.format(place=str(place))!r}], b"x\\n", os.environ, seconds=60, gone=lambda: False)
"""
    with subprocess_call.subprocess.Popen([sys.executable, "-c", asks]) as parent:
        until(place.exists, "the child waits")
        parent.kill()
    until(lambda: place.read_text(encoding="utf-8") == "left", "the child has heard")
