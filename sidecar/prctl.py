"""Linux's prctl: options of a process for which Python has no function. On other systems they do nothing."""

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4


def terminate_with_parent() -> None:
    """Ask for a SIGTERM when the parent dies. Meant for a child before its program starts: a survivor would keep the address in use."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def forbid_memory_access() -> None:
    """Forbid core dumps of this process, and access to its memory by other processes of the same user."""
    _prctl(_PR_SET_DUMPABLE, 0)


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
