"""Supervise the processes of `sidecar serve`: the API and the agent."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

from sidecar import hardening
from sidecar.prctl import terminate_with_parent

log = logging.getLogger(__name__)

RESTART_DELAY = 1.0
"""Seconds before a process that exited is restarted."""
EX_CONFIG = 78
"""Exit status for invalid settings, as in sysexits.h: restarting cannot help."""


class Supervisor:
    """Runs the API and an agent as child processes and restarts them."""

    def __init__(self, commands: tuple[str, ...] = ("api", "agent")) -> None:
        self._stop = threading.Event()
        self._processes = {command: _start(command) for command in commands}

    def run(self) -> int:
        """Restart processes that exit, until SIGTERM, SIGINT or SIGHUP; return the exit status.

        A process that exits with :data:`EX_CONFIG` stops all of them.
        """
        handle_stop_signals(self._stop.set)
        while not self._stop.wait(RESTART_DELAY):
            for command, process in self._processes.items():
                code = process.poll()
                if code == EX_CONFIG:
                    self._terminate_all()
                    return EX_CONFIG
                if code is not None:
                    log.error("the %s exited with status %s, restarting it", command, code)
                    self._processes[command] = _start(command)
        self._terminate_all()
        return 0

    def _terminate_all(self) -> None:
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.wait()


def _start(command: str) -> subprocess.Popen[bytes]:
    # -P keeps modules in the current directory from shadowing installed ones.
    arguments = (sys.executable, "-P", "-m", "sidecar.cli", command)
    environment = hardening.service_environment(os.environ)
    # preexec_fn is safe because this process has a single thread.
    return subprocess.Popen(arguments, start_new_session=True, env=environment, preexec_fn=terminate_with_parent)  # noqa: PLW1509


def create_stop_event() -> threading.Event:
    """Return an event that SIGTERM, SIGINT or SIGHUP sets."""
    stop = threading.Event()
    handle_stop_signals(stop.set)
    return stop


def handle_stop_signals(stop: Callable[[], object]) -> None:
    """Call ``stop`` on SIGTERM, SIGINT and, when the terminal is closed, on SIGHUP; nohup's choice to ignore that is kept."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if number is not signal.SIGHUP or not is_hang_up_ignored():
            signal.signal(number, lambda *_: stop())


def is_hang_up_ignored() -> bool:
    """Return whether this process was started with nohup."""
    return signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
