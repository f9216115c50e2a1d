"""The protocol of leases, explored in every interleaving by the model checker spin."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import cannot_be_had

MODEL = Path(__file__).with_name("lease.pml")


ALL_OF_TWO = ("-DROWS=2", "-DWORKERS=2")
"""Two attempts, whatever befalls them."""
THREE = ("-DROWS=1", "-DWORKERS=3", "-DTROUBLE=false")
"""Three attempts of one row; of all troubles only those of processes and lines."""


@pytest.mark.parametrize("size", [ALL_OF_TWO, THREE], ids=["two", "three"])
def test_no_interleaving_of_deaths_pauses_late_bodies_and_aborts_breaks_the_promise(tmp_path: Path, size: tuple[str, ...]) -> None:
    explored = explore(MODEL.read_text(encoding="utf-8"), tmp_path, size)
    assert "errors: 0" in explored, explored
    assert "max search depth too small" not in explored


@pytest.mark.parametrize(
    ("rule", "broken", "size"),
    [
        ("MINE && state == running -> state = publishing", "state == running -> state = publishing", THREE),
        ("seen_version >= logged_version ->", "true ->", ALL_OF_TWO),
        ("found != index;", "skip;", THREE),
        ("begins == publishing -> begins = queued; goto publish", "false -> begins = queued; goto publish", THREE),
        ("writer[index] < me", "true", THREE),
        ("kept > 0 && !cleaning;", "kept > 0;", ALL_OF_TWO),
    ],
)
def test_each_rule_is_needed(tmp_path: Path, rule: str, broken: str, size: tuple[str, ...]) -> None:
    text = MODEL.read_text(encoding="utf-8")
    assert text.count(rule) == 1
    assert "errors: 1" in explore(text.replace(rule, broken), tmp_path, size)


def explore(model: str, folder: Path, size: tuple[str, ...]) -> str:
    """Give the checker's report on a model."""
    for tool in ("spin", "cc"):
        if shutil.which(tool) is None:
            cannot_be_had(f"Install {tool} (on Debian: apt-get install spin gcc): it explores the model of the protocol.")
    (folder / "lease.pml").write_text(model, encoding="utf-8")
    for command in (["spin", *size, "-a", "lease.pml"], ["cc", "-O2", "-DCOLLAPSE", "-DSAFETY", "-w", "-o", "pan", "pan.c"]):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return subprocess.run(["./pan", "-m100000"], cwd=folder, capture_output=True, text=True, check=True).stdout
