"""Servers as child processes: who they run as, when they are ready, how they end."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from sidecar.errors import ConfigurationError

Process = subprocess.Popen[bytes]
Found = TypeVar("Found")

LOG_TAIL = 4_000
"""Characters of a log that are shown when its server does not start: the last few errors with their causes."""


@dataclass(frozen=True)
class Account:
    """Name the user that a server runs as."""

    uid: int
    gid: int


def unprivileged() -> Account | None:
    """Give the account for servers that refuse root, or None where we are not root and stay who we are."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def reachable(folder: Path, elsewhere: Path) -> Path:
    """Give a folder that ``unprivileged()`` can walk to: ``folder``, or ``elsewhere`` where root keeps it private (as /root is)."""
    if unprivileged() is None:
        return folder
    existing = [each for each in (folder, *folder.resolve().parents) if each.is_dir()]
    return folder if all(each.stat().st_mode & 0o001 for each in existing) else elsewhere


def hand_over(folder: Path, account: Account | None) -> None:
    """Make ``folder`` and all in it the account's own."""
    if account is None:
        return
    for each in (folder, *folder.rglob("*")):
        os.chown(each, account.uid, account.gid, follow_symlinks=False)


def start(
    command: Sequence[str | Path], *, cwd: Path, log: Path, environ: Mapping[str, str], account: Account | None, farewell: str = "TERM"
) -> Process:
    """Start a server in a session of its own, so that a Ctrl-C reaches us alone and we end it in our own order.

    Where Linux's setpriv is there the server gets the signal ``farewell`` when the thread that called this ends, however it
    ends: a killed caller leaves no server behind. So call it on the main thread.
    """
    leash = ["setpriv", "--pdeathsig", farewell] if _can_leash() else []
    with log.open("wb") as output:
        return subprocess.Popen(
            [*leash, *map(str, command)],
            cwd=cwd,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )


@cache
def _can_leash() -> bool:
    """Tell whether setpriv is here and knows the option (BusyBox's does not)."""
    if not shutil.which("setpriv"):
        return False
    return "--pdeathsig" in subprocess.run(["setpriv", "--help"], capture_output=True, text=True, check=False).stdout


def wait_until(ready: Callable[[], Found | None], *, process: Process, log: Path, patience: float, what: str) -> Found:
    """Ask ``ready`` ten times a second for something that is not None, for ``patience`` seconds.

    Raise ``ConfigurationError`` with the end of the log when the process ends or time is up.
    """
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if (found := ready()) is not None:
            return found
        if process.poll() is not None:
            raise ConfigurationError(f"{what} ended with status {process.returncode} while it started.\n{tail(log)}")
        time.sleep(0.1)
    raise ConfigurationError(f"{what} was not ready after {patience:.0f} s.\n{tail(log)}")


def tail(log: Path) -> str:
    """Give the last part of a log, or nothing where there is none."""
    return log.read_text(errors="replace")[-LOG_TAIL:] if log.exists() else ""


def stop(process: Process, *, farewell: str = "TERM", grace: float = 20.0) -> None:
    """End a server and wait for it; after ``grace`` seconds it and all it started are killed."""
    if process.poll() is None:
        process.send_signal(signal.Signals[f"SIG{farewell}"])
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
