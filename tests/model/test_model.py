"""Check the lease protocol in every interleaving with the model checker spin."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import skip_unavailable

MODEL = Path(__file__).with_name("lease.pml")


ONE_ROW = ("-DROWS=1", "-DWORKERS=2")
"""Two attempts at one row, with all faults."""
NO_TROUBLE = ("-DROWS=2", "-DWORKERS=2", "-DTROUBLE=false")
"""Two attempts at two rows, with process and network faults only."""
TWO_ATTEMPTS = ("-DROWS=2", "-DWORKERS=2")
"""Two attempts at two rows, with all faults."""
THREE_ATTEMPTS = ("-DROWS=1", "-DWORKERS=3", "-DTROUBLE=false")
"""Three attempts at one row, with process and network faults only."""


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(ONE_ROW, id="one-row"),
        pytest.param(NO_TROUBLE, id="no-trouble"),
        pytest.param(TWO_ATTEMPTS, id="two", marks=pytest.mark.long),
        pytest.param(THREE_ATTEMPTS, id="three", marks=pytest.mark.long),
    ],
)
def test_no_interleaving_violates_the_delivery_guarantees(tmp_path: Path, size: tuple[str, ...]) -> None:
    report = check_model(MODEL.read_text(encoding="utf-8"), tmp_path, size)
    assert "errors: 0" in report, report
    assert "max search depth too small" not in report


@pytest.mark.long
@pytest.mark.parametrize(
    ("rule", "broken", "size"),
    [
        ("MINE && state == running -> state = publishing", "state == running -> state = publishing", THREE_ATTEMPTS),
        ("seen_version >= logged_version ->", "true ->", TWO_ATTEMPTS),
        ("found != index;", "skip;", THREE_ATTEMPTS),
        ("begins == publishing -> begins = queued; goto publish", "false -> begins = queued; goto publish", THREE_ATTEMPTS),
        ("writer[index] < me", "true", THREE_ATTEMPTS),
        ("kept > 0 && !cleaning;", "kept > 0;", TWO_ATTEMPTS),
    ],
)
def test_a_model_without_one_of_the_rules_fails(tmp_path: Path, rule: str, broken: str, size: tuple[str, ...]) -> None:
    text = MODEL.read_text(encoding="utf-8")
    assert text.count(rule) == 1
    assert "errors: 1" in check_model(text.replace(rule, broken), tmp_path, size)


def check_model(model: str, folder: Path, size: tuple[str, ...]) -> str:
    """Return the checker's report on a model."""
    for tool in ("spin", "cc"):
        if shutil.which(tool) is None:
            skip_unavailable(f"no {tool}; install spin and gcc")
    (folder / "lease.pml").write_text(model, encoding="utf-8")
    for command in (["spin", *size, "-a", "lease.pml"], ["cc", "-O2", "-DCOLLAPSE", "-DSAFETY", "-w", "-o", "pan", "pan.c"]):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return subprocess.run(["./pan", "-m100000"], cwd=folder, capture_output=True, text=True, check=True).stdout
