"""The check of ``sidecar doctor`` without a cluster, and over one that a test plays."""

import sys

import pytest

from sidecar.jobs.run.dask import checks, cluster
from sidecar.jobs.run.dask.checks import SUBJECT, check_dask
from sidecar.model.finding import Finding
from sidecar.settings import Settings, load_settings
from tests.acceptance.service import free_port
from tests.support.played_cluster import PlayedCluster, load

ADDRESS = "tcp://127.0.0.1:8786"


def settings(address: str = ADDRESS) -> Settings:
    """Return settings with a scheduler."""
    return load_settings({"SIDECAR_DASK_SCHEDULER": address})


def test_without_a_scheduler_nothing_is_reported() -> None:
    assert list(check_dask(load_settings({}))) == []


def test_dask_that_is_not_installed_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("sidecar.jobs.run.dask.cluster", "sidecar.jobs.run.dask.worker"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert list(check_dask(settings())) == [
        Finding(
            check=SUBJECT,
            message="Dask is not installed: in a checkout of the sidecar, run pip install '.[dask]'.",
            ok=False,
            remedy="Install the extra [dask] on this machine, or unset SIDECAR_DASK_SCHEDULER.",
        )
    ]


def test_a_scheduler_that_does_not_answer_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_TIMEOUT", 0.3)
    address = f"tcp://127.0.0.1:{free_port()}"
    (finding,) = check_dask(settings(address))
    assert not finding.ok
    assert finding.message.startswith(f"The Dask scheduler [{address}] cannot be reached: ")
    assert finding.remedy is not None
    assert finding.remedy.startswith("Start the scheduler, or correct SIDECAR_DASK_SCHEDULER")


def test_workers_and_threads_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = check_played_cluster(monkeypatch, PlayedCluster(load))
    words = "[tcp://scheduler:1] is reachable; 2 workers with 2 threads"
    assert finding == Finding(check=SUBJECT, message=words)


def test_a_scheduler_without_workers_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    played = PlayedCluster(load)
    played.silence = {}
    finding = check_played_cluster(monkeypatch, played)
    assert (finding.ok, finding.required, finding.message) == (True, False, "[tcp://scheduler:1] is reachable, but has no workers")
    assert finding.remedy == "Start workers with [sidecar dask-worker]; a run waits for them for SIDECAR_SOURCE_TIMEOUT."


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"three": "2"}, "1 worker is ignored, because its version is [2]"),
        ({"three": "2", "four": None}, "2 workers are ignored, because their versions are [2, none]"),
    ],
)
def test_workers_of_another_version_are_reported(monkeypatch: pytest.MonkeyPatch, others: dict[str, str | None], words: str) -> None:
    played = PlayedCluster(load)
    played.others = others
    finding = check_played_cluster(monkeypatch, played)
    assert finding.message == f"[tcp://scheduler:1] is reachable; 2 workers with 2 threads; {words}"
    assert (finding.ok, finding.required) == (True, False)
    assert finding.remedy is not None
    assert finding.remedy.startswith("Install the version of this machine's sidecar there")


def check_played_cluster(monkeypatch: pytest.MonkeyPatch, played: PlayedCluster) -> Finding:
    """Return what is found about a cluster, which must be closed then."""
    closed: list[bool] = []
    monkeypatch.setattr(played, "close", lambda: closed.append(True))
    monkeypatch.setattr(checks, "create_cluster", lambda settings, execution: played)
    (finding,) = check_dask(settings())
    assert closed == [True]
    return finding
