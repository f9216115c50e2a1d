"""The server that Maven Central carries: Elastic's own small distribution, fetched by deploy/pom.xml and run as a child process."""

import functools
import http.client
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from sidecar.demo.elasticsearch import process
from sidecar.demo.elasticsearch.handle import Node
from sidecar.demo.elasticsearch.java import find_java
from sidecar.errors import ConfigurationError

OLDEST_JAVA = 17
PATIENCE = 120.0
"""Seconds until a node must be ready: it takes six on a quiet machine, and a laptop that does other work gets its time."""
FOR_ALL_USERS = Path("/var/lib/siren-sidecar")
"""Where root's servers live when root's own folder is closed to the user they run as."""


def pinned_version() -> str:
    """Give the Elasticsearch version that deploy/pom.xml pins."""
    pom = (resources.files("sidecar.deploy") / "pom.xml").read_text(encoding="utf-8")
    found = re.search(r"<elasticsearch\.version>([^<]+)<", pom)
    if not found:
        raise ConfigurationError("deploy/pom.xml names no elasticsearch.version.")
    return found.group(1)


def start(data_dir: Path, *, heap: str, environ: Mapping[str, str], say: Callable[[str], None]) -> Node:
    """Start the pinned server with its data in ``data_dir``, fetching it first where it is not there yet.

    It takes the first free port from 9200 on. As root, whose own folder may be closed to the user that Elasticsearch must run
    as, both live in /var/lib/siren-sidecar.
    """
    java = find_java(OLDEST_JAVA, environ)
    folder = process.reachable(data_dir, FOR_ALL_USERS)
    home = unpack(folder, environ=environ, say=say)
    say("Starting Elasticsearch.")
    command = Plan(folder=folder / "elasticsearch", environ=environ, heap=heap, settings={"http.port": "9200-9300"})
    return run(home, java, command)


def unpack(folder: Path, *, environ: Mapping[str, str], say: Callable[[str], None]) -> Path:
    """Give the home of the pinned server below ``folder``; Maven fetches it on the first call.

    Two callers at once do no harm: each unpacks beside, and whoever is first moves the whole into place.
    """
    name = f"elasticsearch-{pinned_version()}"
    home = folder / name
    if not home.exists():
        say(f"Fetching Elasticsearch {pinned_version()} from Maven Central (93 MB, once).")
        with resources.as_file(resources.files("sidecar.deploy") / "pom.xml") as pom:
            fetch(pom, home, unpacked=name, environ=environ)
    return home


def fetch(pom: Path, home: Path, *, environ: Mapping[str, str], unpacked: str = ".") -> None:
    """Let Maven lay out what ``pom`` names, and move the folder ``unpacked`` of it to ``home`` as a whole.

    Raise ``ConfigurationError`` when Maven is missing or fails.
    """
    if not (mvn := shutil.which("mvn", path=environ.get("PATH"))):
        raise ConfigurationError("Install Maven (with Java 17 or newer): it fetches a small Elasticsearch.")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix=".fetch-", ignore_cleanup_errors=True) as made:
        target = Path(made) / "target"
        command = [mvn, "--batch-mode", "--quiet", f"--file={pom}", f"-Dtarget={target}", "generate-resources"]
        done = subprocess.run(command, env=dict(environ), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ConfigurationError(f"Maven could not fetch Elasticsearch.\n{done.stdout[-process.LOG_TAIL :]}")
        try:
            (target / unpacked).rename(home)
        except OSError:
            # Another caller was first; both fetched the same.
            if not home.exists():
                raise


@dataclass(frozen=True)
class Plan:
    """Say how one node is to run."""

    folder: Path
    """Its own place: config, data, logs and temporary files; data found here is used again."""
    environ: Mapping[str, str]
    heap: str = "512m"
    settings: Mapping[str, str] = field(default_factory=dict)
    """Node settings that win over ours."""
    config: Mapping[str, str] = field(default_factory=dict)
    """Further files for its config folder: name to text."""

    def all_settings(self) -> dict[str, str]:
        """Give the settings of a single node on the loopback, with security off unless ``settings`` turn it on."""
        return {
            "cluster.name": "siren-sidecar",
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": "0",
            "transport.port": "0",
            # With port 0 only the node knows where it listens; it writes that to logs/http.ports.
            "node.portsfile": "true",
            # A nearly full disk would turn every index read-only, and a demo needs little of it.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "xpack.security.enabled": "false",
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            **self.settings,
        }


def run(home: Path, java: Path, plan: Plan) -> Node:
    """Start the server at ``home`` as ``plan`` says and wait until its cluster is at least yellow."""
    return launch(command(home, plan), plan, java=java, origin=f"{home.name} from Maven Central")


def command(home: Path, plan: Plan) -> list[str | Path]:
    """Lay the node's folders out; give the command that starts the server at ``home``."""
    lay_out(plan, home / "config")
    return [home / "bin" / "elasticsearch", *(f"-E{name}={value}" for name, value in plan.all_settings().items())]


def lay_out(plan: Plan, config: Path) -> None:
    """Make the node's folders, with a copy of ``config``: the server writes its keystore there, and nodes may share one home."""
    for each in ("data", "logs", "tmp"):
        (plan.folder / each).mkdir(parents=True, exist_ok=True)
    shutil.copytree(config, plan.folder / "config", dirs_exist_ok=True)
    for name, text in plan.config.items():
        (plan.folder / "config" / name).write_text(text, encoding="utf-8")
    # Left by an earlier start, it would name that one's port.
    ports_file(plan).unlink(missing_ok=True)
    process.hand_over(plan.folder, process.unprivileged())


def ports_file(plan: Plan) -> Path:
    """Give the file in which the node tells its HTTP addresses."""
    return plan.folder / "logs" / "http.ports"


def launch(command: Sequence[str | Path], plan: Plan, *, java: Path, origin: str) -> Node:
    """Start ``command`` in the node's folder and wait for it; give the node that it is."""
    server, address = start_process(command, plan, java=java)
    return Node(url=f"http://{address}", origin=origin, stop=functools.partial(process.stop, server))


def start_process(command: Sequence[str | Path], plan: Plan, *, java: Path) -> tuple[process.Process, str]:
    """Start ``command`` and wait until it answers; give its process and its address.

    Nothing is left running when the wait fails or is interrupted.
    """
    log = plan.folder / "logs" / "console.log"
    environ = {
        "PATH": plan.environ.get("PATH", "/usr/bin:/bin"),
        "LANG": "C.UTF-8",
        "HOME": str(plan.folder),
        "ES_JAVA_HOME": str(java),
        "ES_JAVA_OPTS": f"-Xms{plan.heap} -Xmx{plan.heap}",
        "ES_PATH_CONF": str(plan.folder / "config"),
        "ES_TMPDIR": str(plan.folder / "tmp"),
    }
    with ExitStack() as undo:
        server = process.start(command, cwd=plan.folder, log=log, environ=environ, account=process.unprivileged())
        undo.callback(process.stop, server)
        address = process.wait_until(lambda: _answering(plan), process=server, log=log, patience=PATIENCE, what="Elasticsearch")
        undo.pop_all()
    return server, address


def _answering(plan: Plan) -> str | None:
    """Give the node's address once it answers there; 401 is an answer too, of a node with security."""
    if not ports_file(plan).exists():
        return None
    address = ports_file(plan).read_text().split()[0]
    return address if health_status(address) in {200, 401} else None


def health_status(address: str) -> int:
    """Ask ``host:port`` for a health of at least yellow; give the HTTP status, or 0 where nobody answers."""
    connection = http.client.HTTPConnection(address, timeout=5)
    try:
        connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
