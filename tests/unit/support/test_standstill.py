"""Tests that failed while the machine stood still run once more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.environment import ROOT
from tests.support.standstill import MIN_STANDSTILL, StandstillDetector

TEST = """
import os, subprocess

def test_it():
    with open("runs", "a") as runs:
        runs.write("x")
    subprocess.run(["sh", "-c", "kill -STOP $PPID; sleep {pause}; kill -CONT $PPID"])
    assert os.path.getsize("runs") == {expected}
"""
"""A test of which it is known how often it runs. It stops its own process, as a paused machine would."""


@pytest.mark.parametrize(
    ("pause", "expected", "summary"),
    [(MIN_STANDSTILL + 1, 2, "1 passed, 1 rerun"), (0, 2, "1 failed"), (MIN_STANDSTILL + 1, 3, "1 failed, 1 rerun"), (0, 1, "1 passed")],
)
def test_only_a_failure_during_a_standstill_is_repeated(tmp_path: Path, pause: float, expected: int, summary: str) -> None:
    (tmp_path / "test_it.py").write_text(TEST.format(pause=pause, expected=expected))
    command = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "-p", "no:cacheprovider", "-p", "tests.support.standstill", "."]
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(command, cwd=tmp_path, env={**own, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert f"{summary} in" in run.stdout, run.stdout + run.stderr
    assert ("ran once more, because the machine stood still" in run.stdout) == ("rerun" in summary)


def test_a_standstill_of_any_processor_counts_until_the_next_test_begins() -> None:
    now = 0.0
    detector = StandstillDetector(lambda: now)
    assert not detector.has_stood_still()
    detector.observe(0)
    detector.observe(1)
    now = MIN_STANDSTILL
    detector.observe(1)
    assert detector.has_stood_still()
    detector.begin()
    assert not detector.has_stood_still()
    now += MIN_STANDSTILL - 1
    detector.observe(1)
    assert not detector.has_stood_still()
    now += 1
    assert detector.has_stood_still()
    detector.observe(0)
    assert detector.has_stood_still()
