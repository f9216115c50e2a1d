"""The process of a peer: it says when it is ready, loads rows once it is asked to, and stays until its caller has read its CPU time.

This module is imported by the peers' own interpreters, so it uses the standard library only.
"""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

READY, DONE = "ready", "done"
TIMEOUT = 1800.0
"""Seconds for all rows."""
GRACE = 20.0
"""Seconds to end."""
LOG_TAIL = 2000
"""Characters of a peer's output that are shown if it fails."""


class PeerFailed(Exception):
    """A peer's process ended before it was done, or did not load all rows; the message is the end of its output."""

    @property
    def summary(self) -> str:
        """Return the line that names the error."""
        lines = str(self).strip().splitlines()
        errors = [line for line in lines if re.match(r"[\w.]+(Error|Exception)\b", line)]
        return (errors or lines or ["no output"])[-1]


@dataclass(frozen=True)
class Command:
    """A command that runs a peer."""

    arguments: Sequence[str | Path]
    folder: Path
    environ: Mapping[str, str]


def serve(load: Callable[[], None]) -> None:
    """Be the process: announce that it is ready, call ``load``, announce that it is done, and wait for the end of the input."""
    control = os.dup(1)
    os.dup2(2, 1)  # what a peer prints goes to the log
    os.write(control, f"{READY}\n".encode())
    if sys.stdin.readline():
        load()
        os.write(control, f"{DONE}\n".encode())
        sys.stdin.read()


@dataclass
class PeerProcess:
    """A running process of a peer."""

    process: subprocess.Popen[str]
    log: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    def load(self) -> None:
        """Let it load the rows, and wait until it has."""
        assert self.process.stdin
        with suppress(BrokenPipeError):  # It has ended, as the missing line shows.
            self.process.stdin.write("\n")
            self.process.stdin.flush()
        self.expect(DONE)

    def expect(self, line: str) -> None:
        """Wait for a line; raise if the process ends without it."""
        assert self.process.stdout
        if self.process.stdout.readline().strip() != line:
            raise PeerFailed(self.log.read_text(errors="replace")[-LOG_TAIL:])


@contextmanager
def start(command: Command) -> Iterator[PeerProcess]:
    """Run a peer's command until the end of the block; its imports are done when the block begins."""
    log = command.folder / "log"
    with log.open("ab") as output:
        started = subprocess.Popen(
            [*map(str, command.arguments)],
            cwd=command.folder, env=dict(command.environ), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=output, text=True,
            start_new_session=True,
        )  # fmt: skip
    watchdog = threading.Timer(TIMEOUT, os.killpg, (started.pid, signal.SIGKILL))
    watchdog.start()
    try:
        peer = PeerProcess(started, log)
        peer.expect(READY)
        yield peer
    finally:
        watchdog.cancel()
        _stop(started)


def _stop(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    assert process.stdout
    with suppress(BrokenPipeError):
        process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    with suppress(ProcessLookupError):  # all of its processes have ended
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
