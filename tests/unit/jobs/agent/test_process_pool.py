"""The processes of executions: one kept warm, each with its own session, none left behind."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from sidecar.jobs.agent.process_pool import Child, Pool
from tests.support.waiting import until

WRITES_ITS_ORDER = """
import json, os, sys
line = sys.stdin.buffer.readline()
if line:
    told = {"order": json.loads(line), "session": os.getsid(0), "threads": os.environ["POLARS_MAX_THREADS"]}
    open(sys.argv[1] + "/" + str(os.getpid()), "w").write(json.dumps(told) + "\\n")
"""
WAITS_FOR_A_HINT = "import sys; sys.stdin.readline(); sys.exit(7 if sys.stdin.readline() else 0)"
NAPS = "import sys, time; sys.stdin.readline(); time.sleep(600)"
ENDS_AT_ONCE = "pass"


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Pool]:
    made = Pool((sys.executable, "-c", WRITES_ITS_ORDER, str(tmp_path)))
    yield made
    made.close()


def written(folder: Path, child: Child) -> dict[str, object]:
    """Wait for what a child wrote of itself."""
    assert child.process.wait(20) == 0
    child.release()
    told: dict[str, object] = json.loads((folder / str(child.process.pid)).read_text())
    return told


def test_an_order_reaches_a_process_that_leads_a_session_of_its_own(pool: Pool, tmp_path: Path) -> None:
    child = pool.start("ingestion:j", 7)
    told = written(tmp_path, child)
    assert told == {"order": {"key": "ingestion:j", "fence": 7}, "session": child.process.pid, "threads": "1"}
    assert (child.key, child.fence, child.running) == ("ingestion:j", 7, False)


def test_the_warm_process_takes_the_order_and_another_is_warmed(pool: Pool, tmp_path: Path) -> None:
    pool.warm(idle=True)
    pool.warm(idle=True)
    warm = pool._warm
    assert warm is not None
    child = pool.start("ingestion:a", 1)
    assert child.process is warm
    pool.warm(idle=False)
    assert pool._warm is None, "the execution that has just begun has the processor to itself"
    until(lambda: pool.warm(idle=True) is None and pool._warm is not None, "another one is made ready")
    written(tmp_path, child)


def test_a_warm_process_that_was_killed_costs_no_execution(pool: Pool, tmp_path: Path) -> None:
    pool.warm(idle=True)
    warm = pool._warm
    assert warm is not None
    os.kill(warm.pid, signal.SIGKILL)
    os.waitid(os.P_PID, warm.pid, os.WEXITED | os.WNOWAIT)
    child = pool.start("ingestion:j", 1)
    assert written(tmp_path, child)["order"] == {"key": "ingestion:j", "fence": 1}


def test_a_warm_process_that_ends_by_itself_is_not_replaced_in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("sidecar.jobs.agent.process_pool.time", SimpleNamespace(monotonic=lambda: now[0]))
    pool = Pool((sys.executable, "-c", ENDS_AT_ONCE))
    pool.warm(idle=True)
    first = pool._warm
    assert first is not None
    first.wait(20)
    pool.warm(idle=True)
    assert pool._warm is first
    now[0] += 1.1
    pool.warm(idle=True)
    assert pool._warm is not first
    pool.close()


def test_closing_ends_the_warm_process_and_no_other() -> None:
    pool = Pool((sys.executable, "-c", NAPS))
    child = pool.start("ingestion:j", 1)
    until(lambda: pool.warm(idle=True) is None and pool._warm is not None, "one is made ready")
    warm = pool._warm
    assert warm is not None
    warm.send_signal(signal.SIGTERM)
    pool.close()
    pool.close()
    assert warm.returncode is not None
    assert child.running
    child.kill()
    assert not child.running


def test_what_lies_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sidecar").mkdir()
    (tmp_path / "sidecar" / "__init__.py").write_text("raise SystemExit('not what is installed')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIDECAR_DATA_DIR", str(tmp_path))
    pool = Pool()
    pool.warm(idle=True)
    warm = pool._warm
    assert warm is not None
    pool.close()
    assert warm.returncode == 0


def test_a_hint_reaches_the_process_and_is_lost_on_one_that_has_ended() -> None:
    pool = Pool((sys.executable, "-c", WAITS_FOR_A_HINT))
    child = pool.start("ingestion:j", 1)
    child.hint()
    assert child.process.wait(20) == 7
    child.hint()
    child.release()
    child.hint()
