"""Where the processor's time went: read from /proc, for each process with all that it started."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_TICK = 1 / os.sysconf("SC_CLK_TCK")
_LISTENING = "0A"


@dataclass
class Reading:
    """Seconds of one measured stretch."""

    wall: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)
    """Of each process that was watched, its children included."""
    other: float = 0.0
    """The share of the machine that something else took: above a tenth a figure is disturbed."""


@contextmanager
def measured(watched: dict[str, int]) -> Iterator[Reading]:
    """Measure a block: its wall time, and what each process of ``watched`` (name to process id) used meanwhile."""
    reading = Reading()
    before, busy, began = _used(watched), _busy(), time.monotonic()
    yield reading
    reading.wall = time.monotonic() - began
    reading.cpu = {name: used - before[name] for name, used in _used(watched).items()}
    known = sum(reading.cpu.values())
    reading.other = max(0.0, _busy() - busy - known) / (reading.wall * (os.cpu_count() or 1))


def _used(watched: dict[str, int]) -> dict[str, float]:
    # This process counts alone: servers are among those that it started.
    return {name: own_cpu(pid) if pid == os.getpid() else cpu_of(pid) for name, pid in watched.items()}


def cpu_of(pid: int) -> float:
    """Give the seconds that a process has used, with its children: those that live and those that ended."""
    return sum(sum(int(each) for each in _stat(each)[11:15]) for each in family(pid)) * _TICK


def own_cpu(pid: int) -> float:
    """Give the seconds that a process has used by itself; 0 once it is gone."""
    fields = _stat(pid)
    return sum(int(each) for each in fields[11:13]) * _TICK


def family(pid: int) -> list[int]:
    """List a process and all its descendants."""
    parents = {each: int(_stat(each)[1]) for each in _processes() if _stat(each)}
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def _processes() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """Give the fields of a process after its name, from the state on; none once it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _busy() -> float:
    """Give the seconds that all processors were not idle since the machine started, those that another machine took included."""
    user, nice, system, _, _, irq, softirq, steal = (int(each) for each in Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq + steal) * _TICK


def peak_memory(pid: int) -> float:
    """Give the most memory that a process ever had, in MB; 0 once it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def command_of(pid: int) -> str:
    """Give a process' command line; empty once it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def listener(port: int) -> int:
    """Find the process that listens on a port of this machine."""
    lines = [line.split() for file in ("tcp", "tcp6") for line in Path(f"/proc/net/{file}").read_text().splitlines()[1:]]
    sockets = {f"socket:[{each[9]}]" for each in lines if each[3] == _LISTENING and int(each[1].rpartition(":")[2], 16) == port}
    owners = [pid for pid in _processes() if sockets & _sockets(pid)]
    # A server's children inherit the socket, and are younger.
    return min(owners)


def _sockets(pid: int) -> set[str]:
    try:
        return {str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()}
    except OSError:
        return set()


@contextmanager
def pinned(core: int, pids: list[int]) -> Iterator[None]:
    """Keep processes and all their threads and descendants on one core for the length of the block."""
    everywhere = set(range(os.cpu_count() or 1))
    _pin(pids, {core})
    try:
        yield
    finally:
        _pin(pids, everywhere)


def _pin(pids: list[int], cores: set[int]) -> None:
    for pid in (member for each in pids for member in family(each)):
        for thread in _threads(pid):
            with suppress(ProcessLookupError):  # it ended a moment ago
                os.sched_setaffinity(thread, cores)


def _threads(pid: int) -> list[int]:
    try:
        return [int(each.name) for each in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return []
