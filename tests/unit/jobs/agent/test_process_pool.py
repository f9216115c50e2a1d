"""The process pool: one warm process, each in its own session, none left running."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from sidecar.jobs.agent.process_pool import ExecutionProcess, ProcessPool, _WaitingProcess
from tests.support.waiting import PROCESS_END_TIMEOUT, wait_until

WRITES_REPORT = """
import json, os, sys
line = sys.stdin.buffer.readline()
if line:
    report = {"order": json.loads(line), "session": os.getsid(0), "threads": os.environ["POLARS_MAX_THREADS"], "database": sys.argv[2]}
    open(sys.argv[1] + "/" + str(os.getpid()), "w").write(json.dumps(report) + "\\n")
"""
IS_READY = "import os, sys; os.close(int(sys.argv[2])); sys.stdin.readline()"
WAITS_FOR_A_NOTIFICATION = "import sys; sys.stdin.readline(); sys.exit(7 if sys.stdin.readline() else 0)"
SLEEPS = "import sys, time; sys.stdin.readline(); time.sleep(600)"
ENDS_AT_ONCE = "pass"


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[ProcessPool]:
    pool = ProcessPool((sys.executable, "-c", WRITES_REPORT, str(tmp_path)))
    yield pool
    pool.close()


def has_warm_process(pool: ProcessPool) -> bool:
    """Make an idle pool start a warm process, and check that it has one."""
    pool.warm(idle=True)
    return pool._warm is not None


def warm_process(pool: ProcessPool) -> _WaitingProcess:
    """Return the warm process of a pool that has one."""
    assert pool._warm is not None
    return pool._warm


def start_ready_process(pool: ProcessPool) -> _WaitingProcess:
    """Make a pool start a warm process, and wait until that is ready."""
    pool.ensure_warm()
    wait_until(lambda: pool.is_ready, "the process is ready")
    return warm_process(pool)


def read_report(folder: Path, child: ExecutionProcess) -> dict[str, object]:
    """Wait for the report that a process wrote about itself."""
    assert child.process.wait(PROCESS_END_TIMEOUT) == 0
    child.release()
    report: dict[str, object] = json.loads((folder / str(child.process.pid)).read_text())
    return report


def test_an_order_reaches_a_process_that_leads_its_own_session(pool: ProcessPool, tmp_path: Path) -> None:
    child = pool.start("ingestion:j", 7, None)
    report = read_report(tmp_path, child)
    assert report == {"order": {"key": "ingestion:j", "fence": 7}, "session": child.process.pid, "threads": "1", "database": ""}
    assert (child.key, child.fence, child.is_running) == ("ingestion:j", 7, False)


def test_the_warm_process_receives_the_order_and_another_one_is_started(pool: ProcessPool, tmp_path: Path) -> None:
    pool.warm(idle=True)
    pool.warm(idle=True)
    warm = warm_process(pool)
    child = pool.start("ingestion:a", 1, None)
    assert child.process is warm.process
    pool.warm(idle=False)
    assert pool._warm is None, "a new execution does not share the CPU with the next warm process"
    wait_until(lambda: has_warm_process(pool), "another one is started")
    read_report(tmp_path, child)


def test_the_next_warm_process_imports_the_reader_of_the_last_database(pool: ProcessPool, tmp_path: Path) -> None:
    read_report(tmp_path, pool.start("ingestion:a", 1, "sqlite"))
    wait_until(lambda: has_warm_process(pool), "a warm process is started")
    assert read_report(tmp_path, pool.start("ingestion:b", 1, None))["database"] == "sqlite"


def test_a_killed_warm_process_does_not_lose_an_execution(pool: ProcessPool, tmp_path: Path) -> None:
    pool.warm(idle=True)
    warm = warm_process(pool)
    os.kill(warm.process.pid, signal.SIGKILL)
    os.waitid(os.P_PID, warm.process.pid, os.WEXITED | os.WNOWAIT)
    child = pool.start("ingestion:j", 1, None)
    assert read_report(tmp_path, child)["order"] == {"key": "ingestion:j", "fence": 1}


def test_a_warm_process_that_ends_by_itself_is_replaced_at_most_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("sidecar.jobs.agent.process_pool.time", SimpleNamespace(monotonic=lambda: now[0]))
    pool = ProcessPool((sys.executable, "-c", ENDS_AT_ONCE))
    pool.warm(idle=True)
    first = warm_process(pool)
    first.process.wait(PROCESS_END_TIMEOUT)
    pool.warm(idle=True)
    assert pool._warm is first
    now[0] += 1.1
    pool.warm(idle=True)
    assert pool._warm is not first
    pool.close()


def test_closing_ends_only_the_warm_process() -> None:
    pool = ProcessPool((sys.executable, "-c", SLEEPS))
    child = pool.start("ingestion:j", 1, None)
    wait_until(lambda: has_warm_process(pool), "one is started")
    warm = warm_process(pool)
    warm.process.send_signal(signal.SIGTERM)
    pool.close()
    pool.close()
    assert warm.process.returncode is not None
    assert child.is_running
    child.kill()
    assert not child.is_running


def test_modules_in_the_current_folder_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sidecar").mkdir()
    (tmp_path / "sidecar" / "__init__.py").write_text("raise SystemExit('not the installed package')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIDECAR_DATA_DIR", str(tmp_path))
    pool = ProcessPool()
    pool.warm(idle=True)
    warm = warm_process(pool)
    wait_until(lambda: pool.is_ready, "the process is ready")
    assert not warm.has_ended
    pool.close()
    assert warm.process.returncode == 0


def test_an_execution_may_be_claimed_once_the_process_is_ready() -> None:
    pool = ProcessPool((sys.executable, "-c", IS_READY))
    assert not pool.is_ready
    warm = start_ready_process(pool)
    pool.ensure_warm()
    assert (pool.is_ready, pool._warm, warm.has_ended) == (True, warm, False)
    child = pool.start("ingestion:j", 1, None)
    assert child.process.wait(PROCESS_END_TIMEOUT) == 0
    child.release()
    assert not pool.is_ready, "there is no other one"


def test_a_process_that_was_ready_and_was_killed_is_replaced() -> None:
    pool = ProcessPool((sys.executable, "-c", IS_READY))
    warm = start_ready_process(pool)
    warm.process.kill()
    warm.process.wait()
    pool.ensure_warm()
    assert pool._warm is not warm
    wait_until(lambda: pool.is_ready, "the next process is ready")
    pool.close()


def test_an_execution_may_be_claimed_if_its_process_ends_before_it_is_ready() -> None:
    pool = ProcessPool((sys.executable, "-c", ENDS_AT_ONCE))
    pool.ensure_warm()
    warm = warm_process(pool)
    wait_until(lambda: warm.has_ended, "the process has ended")
    pool.ensure_warm()
    assert (pool.is_ready, pool._warm) == (True, warm)
    pool.close()


def test_an_execution_may_be_claimed_if_its_process_hangs_and_closing_kills_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = ProcessPool((sys.executable, "-c", SLEEPS))
    pool.ensure_warm()
    was_ready = pool.is_ready
    monkeypatch.setattr("sidecar.jobs.agent.process_pool.READY_TIMEOUT", 0.0)
    assert (was_ready, pool.is_ready) == (False, True)
    warm = warm_process(pool)
    pool.close()
    assert warm.process.returncode == -signal.SIGKILL


def test_a_process_that_cannot_be_started_leaves_no_open_file() -> None:
    pool = ProcessPool(("/nonexistent/python",))
    before = sorted(Path("/proc/self/fd").iterdir())
    with pytest.raises(OSError, match="nonexistent"):
        pool.ensure_warm()
    assert sorted(Path("/proc/self/fd").iterdir()) == before


def test_a_notification_reaches_the_process_and_is_ignored_after_its_end() -> None:
    pool = ProcessPool((sys.executable, "-c", WAITS_FOR_A_NOTIFICATION))
    child = pool.start("ingestion:j", 1, None)
    child.notify()
    assert child.process.wait(PROCESS_END_TIMEOUT) == 7
    child.notify()
    child.release()
    child.notify()
