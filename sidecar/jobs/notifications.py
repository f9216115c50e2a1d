"""Notifications between the sidecar's processes on one machine: the lease of a job has changed.

Each listener is a datagram socket in the data folder, which machines may share. Notifications only save time, because every listener also
polls. So one that cannot be sent is lost, and none says what has changed.
"""

import contextlib
import hashlib
import logging
import os
import select
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sidecar.jobs.process_identity import host_identity

log = logging.getLogger(__name__)

_FOLDER = "notifications"
_SUFFIX = ".socket"
_MAX_SIZE = 2048
"""Bytes of a notification: a lease's key is shorter."""
_MAX_PATH = 100
"""Bytes of a socket's path that every system accepts."""


class Notifier:
    """Sends notifications to all listeners of a data folder. Any thread may send."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / _FOLDER
        self._pattern = f"{_machine()}-*{_SUFFIX}"

    def notify(self, key: str) -> None:
        """Notify all listeners that the lease with this key has changed; never wait, and never raise."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            for path in self._folder.glob(self._pattern):
                self._send(sender, path, key.encode()[:_MAX_SIZE])

    def _send(self, sender: socket.socket, path: Path, message: bytes) -> None:
        try:
            with _short_path(path) as address:
                sender.sendto(message, address)
        except (ConnectionRefusedError, FileNotFoundError):
            path.unlink(missing_ok=True)  # its process was killed
        except OSError as error:
            log.debug("not notified: %s: %s", path.name, error)  # its queue is full, for example


class Listener:
    """Receives notifications until it is closed. Without a socket it receives none."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / _FOLDER
        self._path = self._folder / f"{_machine()}-{os.getpid()}-{uuid.uuid4().hex[:8]}{_SUFFIX}"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        try:
            data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._folder.mkdir(exist_ok=True, mode=0o700)
            with _short_path(self._path) as address:
                self._socket.bind(address)
        except OSError as error:
            _warn_once(self._folder, str(error))

    def wait(self, seconds: float) -> set[str]:
        """Wait for notifications, for at most ``seconds``; return the keys of all that have arrived."""
        poll = select.poll()  # select() fails in a process with many open files
        poll.register(self._socket, select.POLLIN)
        if not poll.poll(1000 * seconds):
            return set()
        keys = set()
        with contextlib.suppress(BlockingIOError):
            while True:
                keys.add(self._socket.recv(_MAX_SIZE).decode(errors="replace"))
        return keys

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


@cache
def _warn_once(folder: Path, reason: str) -> None:
    log.warning("this process only polls, because it cannot be notified in [%s]: %s", folder, reason)


def _machine() -> str:
    """Return a short name of this machine: the sockets of another one cannot be reached, and look like those of a killed process."""
    return hashlib.sha256((host_identity() or "").encode()).hexdigest()[:12]


@contextmanager
def _short_path(path: Path) -> Iterator[str]:
    """Yield a path to the same file that is short enough for a socket's address."""
    if len(os.fsencode(path)) <= _MAX_PATH:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
