"""Measure CPU time and memory of processes and their descendants, from /proc."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_TICK = 1 / os.sysconf("SC_CLK_TCK")
_MEMORY_INTERVAL = 0.25
"""Seconds between two readings of the memory."""
_TCP_LISTEN = "0A"


@dataclass
class Measurement:
    """Seconds used during one measured block."""

    wall: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)
    """By process, each with its descendants."""
    other: float = 0.0
    """Fraction of the machine used by other processes."""


@contextmanager
def measure(processes: dict[str, int]) -> Iterator[Measurement]:
    """Measure the wall time of a block and the CPU time of ``processes`` (name to process id)."""
    measurement = Measurement()
    before, busy, began = _cpu_by_name(processes), _busy_seconds(), time.monotonic()
    yield measurement
    measurement.wall = time.monotonic() - began
    measurement.cpu = {name: used - before[name] for name, used in _cpu_by_name(processes).items()}
    known = sum(measurement.cpu.values())
    measurement.other = max(0.0, _busy_seconds() - busy - known) / (measurement.wall * (os.cpu_count() or 1))


def _cpu_by_name(processes: dict[str, int]) -> dict[str, float]:
    # This process counts without its descendants, which include the servers.
    return {name: process_cpu(pid) if pid == os.getpid() else tree_cpu(pid) for name, pid in processes.items()}


def tree_cpu(pid: int) -> float:
    """Return the CPU seconds of a process and its descendants, including those that have ended."""
    return sum(sum(int(each) for each in _stat(each)[11:15]) for each in process_tree(pid)) * _TICK


def process_cpu(pid: int) -> float:
    """Return the CPU seconds of a process without its descendants; 0 if it has ended."""
    fields = _stat(pid)
    return sum(int(each) for each in fields[11:13]) * _TICK


def process_tree(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    parents = {each: int(fields[1]) for each in _processes() if (fields := _stat(each))}
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def _processes() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """Return the fields of ``/proc/<pid>/stat`` after the name; empty if the process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _busy_seconds() -> float:
    """Return the non-idle seconds of all processors since boot, including steal time."""
    user, nice, system, _, _, irq, softirq, steal = (int(each) for each in Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq + steal) * _TICK


def peak_memory(pid: int) -> float:
    """Return the peak memory of a process in MB; 0 if it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


@dataclass
class MemoryUse:
    """The memory of a process and its descendants while it was observed."""

    peak: float = 0.0
    """In MB; a page that several of them share counts once."""


@contextmanager
def observe_memory(pid: int) -> Iterator[MemoryUse]:
    """Observe the memory of a process and its descendants during a block."""
    use, stop = MemoryUse(proportional_memory(pid)), threading.Event()

    def observe() -> None:
        running = True
        while running:
            running = not stop.wait(_MEMORY_INTERVAL)
            use.peak = max(use.peak, sum(map(proportional_memory, process_tree(pid))))

    observer = threading.Thread(target=observe)
    observer.start()
    try:
        yield use
    finally:
        stop.set()
        observer.join()


def proportional_memory(pid: int) -> float:
    """Return the memory of a process in MB, of shared pages its part; 0 if it has ended.

    The sidecar protects its memory, so only root and users with CAP_SYS_PTRACE may read this: another one gets a ``PermissionError``.
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:"))


def command_line(pid: int) -> str:
    """Return the command line of a process; empty if it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def find_listener(port: int) -> int:
    """Return the process that listens on a local port."""
    lines = [line.split() for file in ("tcp", "tcp6") for line in Path(f"/proc/net/{file}").read_text().splitlines()[1:]]
    sockets = {f"socket:[{each[9]}]" for each in lines if each[3] == _TCP_LISTEN and int(each[1].rpartition(":")[2], 16) == port}
    owners = [pid for pid in _processes() if sockets & _sockets(pid)]
    # A server's child processes inherit the socket but have higher process ids.
    return min(owners)


def _sockets(pid: int) -> set[str]:
    found = set()
    with suppress(OSError):  # the process has ended
        for each in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):  # the file was closed
                found.add(str(each.readlink()))
    return found


@contextmanager
def pin_to_core(core: int, pids: list[int]) -> Iterator[None]:
    """Pin processes, with all threads and descendants, to one core during the block."""
    all_cores = set(range(os.cpu_count() or 1))
    _pin(pids, {core})
    try:
        yield
    finally:
        _pin(pids, all_cores)


def _pin(pids: list[int], cores: set[int]) -> None:
    for pid in (member for each in pids for member in process_tree(each)):
        for thread in _threads(pid):
            with suppress(ProcessLookupError):  # it has ended
                os.sched_setaffinity(thread, cores)


def _threads(pid: int) -> list[int]:
    try:
        return [int(each.name) for each in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return []
