"""The protocol of leases, explored in every interleaving by the model checker spin."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import cannot_be_had

MODEL = Path(__file__).with_name("lease.pml")


def test_no_interleaving_of_crashes_pauses_and_aborts_breaks_the_promise(tmp_path: Path) -> None:
    explored = explore(MODEL.read_text(encoding="utf-8"), tmp_path)
    assert "errors: 0" in explored, explored
    assert "max search depth too small" not in explored


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("fence == me && state == running -> state = publishing", "state == running -> state = publishing"),
        ("seen_version >= logged_version ->", "true ->"),
        ("writable[me] -> n++", "true -> n++"),
        ("begins == publishing -> goto publish", "false -> goto publish"),
    ],
)
def test_each_rule_is_needed(tmp_path: Path, rule: str, broken: str) -> None:
    text = MODEL.read_text(encoding="utf-8")
    assert text.count(rule) == 1
    assert "errors: 1" in explore(text.replace(rule, broken), tmp_path)


def explore(model: str, folder: Path) -> str:
    """Give the checker's report on a model."""
    for tool in ("spin", "cc"):
        if shutil.which(tool) is None:
            cannot_be_had(f"Install {tool} (on Debian: apt-get install spin gcc): it explores the model of the protocol.")
    (folder / "lease.pml").write_text(model, encoding="utf-8")
    for command in (["spin", "-a", "lease.pml"], ["cc", "-O2", "-DCOLLAPSE", "-w", "-o", "pan", "pan.c"]):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return subprocess.run(["./pan", "-m100000"], cwd=folder, capture_output=True, text=True, check=True).stdout
