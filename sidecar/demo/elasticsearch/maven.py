"""Elastic's test distribution of Elasticsearch, downloaded from Maven Central by deploy/pom.xml and run as a child process."""

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
from sidecar.errors import ConfigurationError, ProgramMissing

OLDEST_JAVA = 17
START_TIMEOUT = 120.0
"""Seconds until a node must be ready. It usually takes six, more on a busy machine."""
SHARED_FOLDER = Path("/var/lib/siren-sidecar")
"""Folder of servers started by root, which run as a user that cannot read root's home."""


def pinned_version() -> str:
    """Return the Elasticsearch version that deploy/pom.xml pins."""
    pom = (resources.files("sidecar.deploy") / "pom.xml").read_text(encoding="utf-8")
    found = re.search(r"<elasticsearch\.version>([^<]+)<", pom)
    if not found:
        raise ConfigurationError("deploy/pom.xml has no elasticsearch.version.")
    return found.group(1)


def start(data_dir: Path, *, heap: str, environ: Mapping[str, str], announce: Callable[[str], None]) -> Node:
    """Start the pinned server with its data in ``data_dir``, and download it first if necessary.

    It listens on the first free port, starting at 9200. Elasticsearch cannot run as root: if root starts it and ``data_dir`` is
    private, server and data are stored in ``SHARED_FOLDER``.
    """
    java = find_java(OLDEST_JAVA, environ)
    folder = process.choose_folder(data_dir, SHARED_FOLDER)
    home = unpack(folder, environ=environ, announce=announce)
    announce("Starting Elasticsearch.")
    plan = NodePlan(folder=folder / "elasticsearch", environ=environ, heap=heap, settings={"http.port": "9200-9300"})
    return run(home, java, plan)


def unpack(folder: Path, *, environ: Mapping[str, str], announce: Callable[[str], None]) -> Path:
    """Return the home of the pinned server below ``folder``; download it with Maven on the first call.

    Concurrent calls are safe: each unpacks into a temporary folder, and the first one moves it into place.
    """
    name = f"elasticsearch-{pinned_version()}"
    home = folder / name
    if not home.exists():
        announce(f"Downloading Elasticsearch {pinned_version()} from Maven Central (93 MB, once).")
        with resources.as_file(resources.files("sidecar.deploy") / "pom.xml") as pom:
            fetch(pom, home, unpacked=name, environ=environ)
    return home


def fetch(pom: Path, home: Path, *, environ: Mapping[str, str], unpacked: str = ".") -> None:
    """Run Maven on ``pom``, and move the folder ``unpacked`` of its output to ``home`` atomically.

    Raise :class:`ConfigurationError` if Maven is missing or fails.
    """
    if not (mvn := shutil.which("mvn", path=environ.get("PATH"))):
        raise ProgramMissing("Install Maven and Java 17 or newer, to download a small Elasticsearch distribution.")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix=".fetch-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "target"
        command = [mvn, "--batch-mode", "--quiet", f"--file={pom}", f"-Dtarget={target}", "generate-resources"]
        completed = subprocess.run(command, env=dict(environ), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if completed.returncode:
            raise ConfigurationError(f"Maven could not download Elasticsearch.\n{completed.stdout[-process.LOG_TAIL :]}")
        try:
            (target / unpacked).rename(home)
        except OSError:
            # A concurrent call has already moved the same result there.
            if not home.exists():
                raise


@dataclass(frozen=True)
class NodePlan:
    """Folder, heap and settings of one node."""

    folder: Path
    """Folder of config, data, logs and temporary files; existing data is used again."""
    environ: Mapping[str, str]
    heap: str = "512m"
    settings: Mapping[str, str] = field(default_factory=dict)
    """Node settings that override the defaults."""
    config: Mapping[str, str] = field(default_factory=dict)
    """Additional files of the config folder: name to text."""

    def all_settings(self) -> dict[str, str]:
        """Return the settings of a single node on the loopback address, without security unless ``settings`` enable it."""
        return {
            "cluster.name": "siren-sidecar",
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": "0",
            "transport.port": "0",
            # With port 0 the node picks a port and writes it to logs/http.ports.
            "node.portsfile": "true",
            # A nearly full disk would make every index read-only.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "xpack.security.enabled": "false",
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            **self.settings,
        }


def run(home: Path, java: Path, plan: NodePlan) -> Node:
    """Start the server at ``home`` and wait until its cluster is at least yellow."""
    return launch(build_command(home, plan), plan, java=java, origin=f"{home.name} from Maven Central")


def build_command(home: Path, plan: NodePlan) -> list[str | Path]:
    """Prepare the node's folders; return the command that starts the server at ``home``."""
    prepare_folders(plan, home / "config")
    return [home / "bin" / "elasticsearch", *(f"-E{name}={value}" for name, value in plan.all_settings().items())]


def prepare_folders(plan: NodePlan, config: Path) -> None:
    """Create the node's folders, with its own copy of ``config``: the server writes its keystore there."""
    for each in ("data", "logs", "tmp"):
        (plan.folder / each).mkdir(parents=True, exist_ok=True)
    shutil.copytree(config, plan.folder / "config", dirs_exist_ok=True)
    for name, text in plan.config.items():
        (plan.folder / "config" / name).write_text(text, encoding="utf-8")
    # The file of an earlier start has an old port.
    ports_file(plan).unlink(missing_ok=True)
    process.change_owner(plan.folder, process.unprivileged_account())


def ports_file(plan: NodePlan) -> Path:
    """Return the file in which the node writes its HTTP addresses."""
    return plan.folder / "logs" / "http.ports"


def launch(command: Sequence[str | Path], plan: NodePlan, *, java: Path, origin: str) -> Node:
    """Start ``command`` in the node's folder, wait until it is ready and return the node."""
    server, address = start_process(command, plan, java=java)
    return Node(url=f"http://{address}", origin=origin, stop=functools.partial(process.stop, server))


def start_process(command: Sequence[str | Path], plan: NodePlan, *, java: Path) -> tuple[process.Process, str]:
    """Start ``command`` and wait until it is ready; return its process and address.

    If the wait fails or is interrupted, the process is stopped.
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
        "CLI_JAVA_OPTS": plan.environ.get("CLI_JAVA_OPTS", ""),
    }
    with ExitStack() as cleanup:
        server = process.start(command, cwd=plan.folder, log=log, environ=environ, account=process.unprivileged_account())
        cleanup.callback(process.stop, server)
        address = process.wait_until(lambda: _ready_address(plan), process=server, log=log, timeout=START_TIMEOUT, what="Elasticsearch")
        cleanup.pop_all()
    return server, address


def _ready_address(plan: NodePlan) -> str | None:
    """Return the node's address once it is ready; a node with security responds with 401."""
    if not ports_file(plan).exists():
        return None
    address = ports_file(plan).read_text().split()[0]
    return address if health_status(address) in {200, 401} else None


def health_status(address: str) -> int:
    """Request a health of at least yellow from ``host:port``; return the HTTP status, or 0 without a response."""
    connection = http.client.HTTPConnection(address, timeout=5)
    try:
        connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
