"""Check the lease protocol and the opening of successive executions in every interleaving with the model checker spin."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import skip_unavailable

LEASE = Path(__file__).with_name("lease.pml")
"""One execution, from queued to a final state."""
EXECUTIONS = Path(__file__).with_name("executions.pml")
"""Successive executions of one job."""

MIRROR = Path(__file__).with_name("mirror.pml")
"""One document of a MIRROR, while its row changes."""

WORKERS = Path(__file__).with_name("workers.pml")
"""One range that the workers of a cluster load."""

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
    require_no_error(check_model(LEASE.read_text(encoding="utf-8"), tmp_path, size))


def test_no_interleaving_of_requests_loses_an_execution(tmp_path: Path) -> None:
    require_no_error(check_model(EXECUTIONS.read_text(encoding="utf-8"), tmp_path, ("-DREQUESTS=3",)))


@pytest.mark.long
@pytest.mark.parametrize(
    ("rule", "broken", "size"),
    [
        ("MINE && state == running -> state = publishing", "state == running -> state = publishing", THREE_ATTEMPTS),
        ("seen_version >= logged_version ->", "true ->", TWO_ATTEMPTS),
        ("seen_version + 1 > logged_version ->", "seen_version + 1 >= logged_version ->", ONE_ROW),
        ("found != index;", "skip;", THREE_ATTEMPTS),
        ("begins == publishing -> begins = queued; goto publish", "false -> begins = queued; goto publish", THREE_ATTEMPTS),
        ("writer[index] < me", "true", THREE_ATTEMPTS),
        ("kept > 0 && !cleaning;", "kept > 0;", TWO_ATTEMPTS),
    ],
)
def test_a_model_without_one_of_the_rules_fails(tmp_path: Path, rule: str, broken: str, size: tuple[str, ...]) -> None:
    require_error_without_rule(LEASE, rule, broken, tmp_path, size)


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        pytest.param("goto decide                                 /*", "goto write /*", id="decide-again"),
        pytest.param("!seen_active && !seen_projected ->", "false ->", id="project-first"),
        pytest.param("seen_version >= logged_version[seen] ->", "true ->", id="order-by-version"),
        pytest.param("seen = execution;\n     if", "seen = NEVER;\n     if", id="read-the-lease"),
    ],
)
def test_a_model_of_executions_without_one_of_the_rules_fails(tmp_path: Path, rule: str, broken: str) -> None:
    require_error_without_rule(EXECUTIONS, rule, broken, tmp_path, ("-DREQUESTS=3",))


def test_no_interleaving_deletes_a_document_that_has_a_row(tmp_path: Path) -> None:
    require_no_error(check_model(MIRROR.read_text(encoding="utf-8"), tmp_path, ()))


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        pytest.param("seq_no == seen_seq_no ->", "true ->", id="delete-any-version"),
        pytest.param("second = row;", "second = first;", id="one-look"),
    ],
)
def test_a_model_of_a_mirror_without_one_of_the_rules_fails(tmp_path: Path, rule: str, broken: str) -> None:
    require_error_without_rule(MIRROR, rule, broken, tmp_path, ())


@pytest.mark.parametrize("common", ["true", "false"], ids=["one-snapshot", "several-snapshots"])
def test_no_interleaving_of_workers_publishes_another_row_or_leaves_a_statement(tmp_path: Path, common: str) -> None:
    require_no_error(check_model(WORKERS.read_text(encoding="utf-8"), tmp_path, (f"-DCOMMON={common}",)))


@pytest.mark.parametrize(
    ("rule", "broken", "common"),
    [
        pytest.param(":: COMMON && started < ORDERS", ":: started < ORDERS", "false", id="order-again-in-one-snapshot"),
        pytest.param("alias == attempt_of[each] ->", "true ->", "true", id="write-through-the-alias"),
        pytest.param("listed == me && ", "", "true", id="wait-for-the-permit"),
        pytest.param("is_terminated[listed] = true;", "skip;", "true", id="terminate-sessions"),
    ],
)
def test_a_model_of_workers_without_one_of_the_rules_fails(tmp_path: Path, rule: str, broken: str, common: str) -> None:
    require_error_without_rule(WORKERS, rule, broken, tmp_path, (f"-DCOMMON={common}",))


def require_no_error(report: str) -> None:
    """Fail unless the checker found no error in all states."""
    assert "errors: 0" in report, report
    assert "max search depth too small" not in report


def require_error_without_rule(model: Path, rule: str, broken: str, folder: Path, size: tuple[str, ...]) -> None:
    """Fail unless the checker finds an error once a rule of the model is broken."""
    text = model.read_text(encoding="utf-8")
    assert text.count(rule) == 1
    assert "errors: 1" in check_model(text.replace(rule, broken), folder, size)


def check_model(model: str, folder: Path, size: tuple[str, ...]) -> str:
    """Return the checker's report on a model."""
    for tool in ("spin", "cc"):
        if shutil.which(tool) is None:
            skip_unavailable(f"no {tool}; install spin and gcc")
    (folder / "model.pml").write_text(model, encoding="utf-8")
    for command in (["spin", *size, "-a", "model.pml"], ["cc", "-O2", "-DCOLLAPSE", "-DSAFETY", "-w", "-o", "pan", "pan.c"]):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return subprocess.run(["./pan", "-m100000"], cwd=folder, capture_output=True, text=True, check=True).stdout
