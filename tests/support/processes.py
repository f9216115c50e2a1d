"""The processes of a running sidecar, read from ``/proc``."""

from dataclasses import dataclass
from pathlib import Path

from tests.conftest import require_proc


@dataclass(frozen=True)
class ProcessInfo:
    """One process: id, parent's id, command line and initial environment."""

    pid: int
    parent: int
    command: str
    environ: dict[str, str]

    def limit(self, name: str) -> str:
        """Return the soft limit ``name`` of ``/proc/<pid>/limits``."""
        lines = Path(f"/proc/{self.pid}/limits").read_text().splitlines()
        return next(line[len(name) :].split()[0] for line in lines if line.startswith(name))


def process_tree(pid: int) -> list[ProcessInfo]:
    """Return a process and all its descendants, without those that end meanwhile."""
    require_proc()
    pids = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
    parents = {each: parent for each in pids if (parent := _parent(each)) is not None}

    def is_in_tree(each: int | None) -> bool:
        return each is not None and (each == pid or is_in_tree(parents.get(each)))

    processes = (_read(each, parent) for each, parent in parents.items() if is_in_tree(each))
    return [each for each in processes if each]


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def _read(pid: int, parent: int) -> ProcessInfo | None:
    folder = Path(f"/proc/{pid}")
    try:
        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        raw = (folder / "environ").read_bytes().split(b"\0")
    except OSError:
        return None
    pairs = (each.decode(errors="replace").partition("=") for each in raw if each)
    return ProcessInfo(pid, parent, command, {name: value for name, _, value in pairs})
