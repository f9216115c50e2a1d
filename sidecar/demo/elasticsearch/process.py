"""Servers as child processes: the user they run as, readiness, shutdown."""

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
Result = TypeVar("Result")

LOG_TAIL = 4_000
"""Characters of a server's log that are shown if it does not start."""


@dataclass(frozen=True)
class Account:
    """A user to run a server as."""

    uid: int
    gid: int


def unprivileged_account() -> Account | None:
    """Return the account for servers that refuse to run as root, or None if this process does not run as root."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def choose_folder(folder: Path, fallback: Path) -> Path:
    """Return ``folder``, or ``fallback`` if the unprivileged account has no access to it (such as below /root)."""
    if unprivileged_account() is None:
        return folder
    existing = [each for each in (folder, *folder.resolve().parents) if each.is_dir()]
    return folder if all(each.stat().st_mode & 0o001 for each in existing) else fallback


def change_owner(folder: Path, account: Account | None) -> None:
    """Make the account own ``folder`` and its contents."""
    if account is None:
        return
    for each in (folder, *folder.rglob("*")):
        os.chown(each, account.uid, account.gid, follow_symlinks=False)


def start(
    command: Sequence[str | Path], *, cwd: Path, log: Path, environ: Mapping[str, str], account: Account | None, stop_signal: str = "TERM"
) -> Process:
    """Start a server in its own session, so that Ctrl-C does not reach it and the caller decides when it stops.

    Call it on the main thread: with Linux's setpriv the server receives ``stop_signal`` when the calling thread ends, even if
    that is killed.
    """
    with log.open("wb") as output:
        return subprocess.Popen(
            [*signal_with_parent(stop_signal), *map(str, command)],
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


def signal_with_parent(stop_signal: str = "TERM") -> list[str]:
    """Return the start of a command that receives a signal when the thread that starts it ends; nothing without Linux's setpriv."""
    return ["setpriv", "--pdeathsig", stop_signal] if _has_setpriv() else []


@cache
def _has_setpriv() -> bool:
    """Check whether setpriv is installed and has the option; BusyBox's does not."""
    if not shutil.which("setpriv"):
        return False
    return "--pdeathsig" in subprocess.run(["setpriv", "--help"], capture_output=True, text=True, check=False).stdout


def wait_until(ready: Callable[[], Result | None], *, process: Process, log: Path, timeout: float, what: str) -> Result:
    """Call ``ready`` ten times a second until it returns something other than None, for ``timeout`` seconds.

    Raise :class:`ConfigurationError` with the end of the log if the process exits or the time is up.
    """
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if (result := ready()) is not None:
            return result
        if process.poll() is not None:
            raise ConfigurationError(f"{what} exited with status {process.returncode} during startup.\n{tail(log)}")
        time.sleep(0.1)
    raise ConfigurationError(f"{what} was not ready after {timeout:.0f} s.\n{tail(log)}")


def tail(log: Path) -> str:
    """Return the end of a log, or an empty string if there is none."""
    return log.read_text(errors="replace")[-LOG_TAIL:] if log.exists() else ""


def stop(process: Process, *, stop_signal: str = "TERM", grace: float = 20.0) -> None:
    """Stop a server and wait for it; kill it and its children after ``grace`` seconds."""
    if process.poll() is None:
        process.send_signal(signal.Signals[f"SIG{stop_signal}"])
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
