"""Notifications between processes of one machine."""

import logging
import multiprocessing
import os
import signal
from contextlib import closing
from pathlib import Path

import pytest

from sidecar.jobs.notifications import Listener, Notifier
from tests.support.waiting import wait_until


@pytest.mark.parametrize("folder", ["data", "x" * 200])
def test_every_listener_of_the_folder_is_notified(tmp_path: Path, folder: str) -> None:
    data_dir = tmp_path / folder
    with closing(Listener(data_dir)) as first, closing(Listener(data_dir)) as second, closing(Listener(tmp_path / "other")) as other:
        notifier = Notifier(data_dir)
        notifier.notify("ingestion:orders")
        notifier.notify("ingestion:größe")
        assert first.wait(1) == second.wait(1) == {"ingestion:orders", "ingestion:größe"}
        assert first.wait(0) == other.wait(0) == set()
    assert list((data_dir / "notifications").iterdir()) == []


def test_a_full_queue_or_no_listener_delays_no_sender(tmp_path: Path) -> None:
    Notifier(tmp_path / "absent").notify("ingestion:j")
    with closing(Listener(tmp_path)) as listener:
        notifier = Notifier(tmp_path)
        for number in range(10_000):
            notifier.notify(f"ingestion:{number}")
        assert "ingestion:0" in listener.wait(0)


def _listen_until_killed(data_dir: Path) -> None:
    listener = Listener(data_dir)
    listener.wait(60)
    signal.pause()


def test_the_socket_of_a_killed_process_is_removed(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_listen_until_killed, args=(tmp_path,))
    process.start()
    wait_until(lambda: bool(list(tmp_path.rglob("*.socket"))), "it listens")
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    Notifier(tmp_path).notify("ingestion:j")
    assert list(tmp_path.rglob("*.socket")) == []


def test_the_sockets_of_another_machine_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as other, closing(Listener(tmp_path)) as here:
        other.setattr("sidecar.jobs.notifications.host_identity", lambda: "another")
        with closing(Listener(tmp_path)) as there:
            there._socket.close()  # as seen from here: nobody listens
            other.undo()
            Notifier(tmp_path).notify("ingestion:j")
            assert here.wait(1) == {"ingestion:j"}
            assert there._path.exists()


def test_a_process_without_a_folder_polls_and_says_why_once(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for _ in range(2):
        with closing(Listener(tmp_path / "file")) as listener:
            assert listener.wait(0.01) == set()
    Notifier(tmp_path / "file").notify("ingestion:j")
    assert [each.levelno for each in caplog.records] == [logging.WARNING]
    assert f"[{tmp_path}/file/notifications]" in caplog.text


def test_the_folder_is_private(tmp_path: Path) -> None:
    with closing(Listener(tmp_path / "new")):
        assert (tmp_path / "new" / "notifications").stat().st_mode & 0o777 == 0o700
