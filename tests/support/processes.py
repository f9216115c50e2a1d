"""The processes of a running sidecar, as the operating system sees them."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Running:
    """One process: its id, its parent's, its command line and its environment as it was started."""

    pid: int
    parent: int
    command: str
    environ: dict[str, str]

    def limit(self, name: str) -> str:
        """Give the soft limit of a name in ``/proc/<pid>/limits``."""
        lines = Path(f"/proc/{self.pid}/limits").read_text().splitlines()
        return next(line[len(name) :].split()[0] for line in lines if line.startswith(name))


def below(pid: int) -> list[Running]:
    """List a process and all that it started, directly or not; those that end meanwhile are left out."""
    numbers = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
    parents = {number: parent for number in numbers if (parent := _parent(number)) is not None}

    def belongs(number: int | None) -> bool:
        return number is not None and (number == pid or belongs(parents.get(number)))

    found = (_look(number, parent) for number, parent in parents.items() if belongs(number))
    return [each for each in found if each]


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def _look(pid: int, parent: int) -> Running | None:
    place = Path(f"/proc/{pid}")
    try:
        command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        raw = (place / "environ").read_bytes().split(b"\0")
    except OSError:
        return None
    pairs = (each.decode(errors="replace").partition("=") for each in raw if each)
    return Running(pid, parent, command, {name: value for name, _, value in pairs})
