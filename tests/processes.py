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


def everything() -> list[Running]:
    """List all processes that can be looked at; those that end meanwhile are left out."""
    found = (_look(int(each.name)) for each in Path("/proc").iterdir() if each.name.isdigit())
    return [each for each in found if each]


def below(pid: int) -> list[Running]:
    """List a process and all that it started, directly or not."""
    known = {each.pid: each for each in everything()}

    def belongs(each: Running | None) -> bool:
        return each is not None and (each.pid == pid or belongs(known.get(each.parent)))

    return [each for each in known.values() if belongs(each)]


def _look(pid: int) -> Running | None:
    place = Path(f"/proc/{pid}")
    try:
        parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
        command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        raw = (place / "environ").read_bytes().split(b"\0")
    except OSError:
        return None
    pairs = (each.decode(errors="replace").partition("=") for each in raw if each)
    return Running(pid, parent, command, {name: value for name, _, value in pairs})
