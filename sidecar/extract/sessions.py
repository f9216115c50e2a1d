"""Terminate database sessions, several at a time: each termination may need a connection or a process of its own."""

import queue
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

from sidecar.errors import SidecarError
from sidecar.extract.reader import Reader

_THREADS = 8


def terminate_sessions(reader: Reader, ids: Sequence[str], timeout: float | None = None) -> list[SidecarError]:
    """Terminate sessions through a reader, which need not be connected; return the errors so far. Never raises.

    After ``timeout`` seconds, the rest goes on in the background.
    """
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for each in ids:
        waiting.put(each)
    errors: list[SidecarError] = []
    threads = [
        threading.Thread(target=_terminate_waiting, args=(reader, waiting, errors), name="sessions", daemon=True)
        for _ in range(min(len(ids), _THREADS))
    ]
    deadline = None if timeout is None else time.monotonic() + timeout
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(None if deadline is None else max(0.0, deadline - time.monotonic()))
    return list(errors)


def _terminate_waiting(reader: Reader, waiting: "queue.SimpleQueue[str]", errors: list[SidecarError]) -> None:
    with suppress(queue.Empty):
        while True:
            session = waiting.get_nowait()
            try:
                reader.terminate_session(session)
            except SidecarError as error:
                errors.append(error)
