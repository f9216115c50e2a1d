"""A Dask scheduler and its workers, as processes of this machine."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from sidecar.demo.elasticsearch import process
from tests.servers import environment
from tests.servers.restartable import process_tree, signal_all
from tests.support.tcp_proxy import TcpProxy, tcp_proxy

START_TIMEOUT = 60.0
NANNY_AND_WORKER = 2
"""Processes of a worker."""


@dataclass(frozen=True)
class Certificates:
    """The files of a cluster with TLS: a certificate that is its own authority, for this machine, and its key."""

    certificate: Path
    key: Path

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Create them with OpenSSL."""
        files = cls(folder / "cert.pem", folder / "key.pem")
        subject = ["-subj", "/CN=dask", "-addext", "subjectAltName=IP:127.0.0.1"]
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *subject]
        subprocess.run([*command, "-keyout", files.key, "-out", files.certificate], check=True, capture_output=True)
        return files

    @property
    def scheduler_options(self) -> tuple[str, ...]:
        """Return the options of the scheduler."""
        return ("--protocol", "tls", *(f"--tls-{name}={path}" for name, path in self._files("ca-file", "cert", "key")))

    @property
    def settings(self) -> dict[str, str]:
        """Return the settings of the sidecar and its workers."""
        return {f"SIDECAR_DASK_{name}": str(path) for name, path in self._files("CA", "CERT", "KEY")}

    def _files(self, *names: str) -> Iterator[tuple[str, Path]]:
        return zip(names, (self.certificate, self.certificate, self.key), strict=True)


@dataclass
class Member:
    """A scheduler, or a worker with its nanny."""

    log: Path
    process: process.Process

    @property
    def pids(self) -> list[int]:
        """Return its processes, a nanny before its worker."""
        # Python's multiprocessing adds a tracker of resources, which has no command of Dask.
        return [pid for pid in process_tree(self.process.pid) if "resource_tracker" not in _command(pid)]

    @property
    def worker_pid(self) -> int:
        """Return the process that loads ranges."""
        return self.pids[-1]

    @property
    def is_whole(self) -> bool:
        """Return whether a worker and its nanny run."""
        return len(self.pids) >= NANNY_AND_WORKER

    def signal(self, number: signal.Signals, *, only_worker: bool = False) -> None:
        """Send a signal to all its processes, or only to the one that loads ranges."""
        signal_all([self.worker_pid] if only_worker else self.pids, number)

    def stop(self) -> None:
        """Kill all its processes."""
        pids = process_tree(self.process.pid)
        signal_all(pids, signal.SIGCONT)
        signal_all(pids, signal.SIGKILL)
        with suppress(ChildProcessError):
            self.process.wait(10)


@dataclass
class DaskCluster:
    """A scheduler and workers that tests may kill, pause and start again."""

    folder: Path
    environ: Mapping[str, str]
    """The environment of the workers, with the settings of the sidecar."""
    port: int = field(default_factory=environment.free_port)
    dashboard_port: int = field(default_factory=environment.free_port)
    scheduler: Member | None = None
    workers: list[Member] = field(default_factory=list)
    protocol: str = "tcp"
    scheduler_options: tuple[str, ...] = ()
    worker_proxy: TcpProxy | None = None
    """The way of the workers to the scheduler, if they do not connect to it directly."""
    coordinator_proxy: TcpProxy | None = None
    """The same of coordinators."""
    started: int = 0
    """Number of workers that were ever started."""

    @property
    def address(self) -> str:
        """Return the address of the scheduler for coordinators."""
        return self._address(self.coordinator_proxy)

    def _address(self, proxy: TcpProxy | None) -> str:
        return f"{self.protocol}://127.0.0.1:{self.port if proxy is None else proxy.port}"

    @property
    def proxies(self) -> list[TcpProxy]:
        """Return the proxies in front of the scheduler."""
        return [each for each in (self.worker_proxy, self.coordinator_proxy) if each is not None]

    @property
    def dashboard(self) -> str:
        """Return the URL of the scheduler's pages."""
        return f"http://127.0.0.1:{self.dashboard_port}"

    def start_scheduler(self) -> None:
        """Start the scheduler, on the same port each time."""
        command = [sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--dashboard-address", f"127.0.0.1:{self.dashboard_port}"]
        # It needs no settings of the sidecar.
        environ = {name: value for name, value in self.environ.items() if not name.startswith("SIDECAR_")}
        self.scheduler = self._start("scheduler", [*command, *self.scheduler_options], environ)
        process.wait_until(
            self._listens, process=self.scheduler.process, log=self.scheduler.log, timeout=START_TIMEOUT, what="the Dask scheduler"
        )

    def start_worker(self, environ: Mapping[str, str] | None = None, *, prefix: Sequence[str] = ()) -> Member:
        """Start a worker with a nanny; ``environ`` replaces some variables, and ``prefix`` is the start of its command."""
        command = [
            *prefix,
            sys.executable,
            "-m",
            "sidecar.cli",
            "dask-worker",
            "--workers",
            "1",
            "--local-directory",
            str(self.folder / "local"),
        ]
        # By its address, tests find the processes of a sidecar.
        own = {name: value for name, value in self.environ.items() if name != "SIDECAR_BIND"}
        self.started += 1
        address = self._address(self.worker_proxy)
        member = self._start(f"worker-{self.started}", command, {**own, "SIDECAR_DASK_SCHEDULER": address, **(environ or {})})
        self.workers.append(member)
        return member

    def start_plain_worker(self) -> Member:
        """Start a worker by Dask's own command, without anything of the sidecar."""
        command = [sys.executable, "-m", "dask", "worker", self.address, "--host", "127.0.0.1", "--nthreads", "1"]
        self.started += 1
        self.workers.append(self._start(f"worker-{self.started}", command, self.environ))
        return self.workers[-1]

    def _start(self, name: str, command: list[str], environ: Mapping[str, str]) -> Member:
        log = self.folder / f"{name}.log"
        started = process.start(command, cwd=self.folder, log=log, environ=environ, account=None)
        return Member(log, started)

    def _listens(self) -> bool | None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return None

    def wait_for_workers(self) -> None:
        """Wait until every worker that runs has joined the scheduler."""
        for member in self.workers:
            process.wait_until(
                lambda log=member.log: True if "Registered to" in log.read_text(errors="replace") else None,  # type: ignore[misc]
                process=member.process, log=member.log, timeout=START_TIMEOUT, what="a Dask worker",
            )  # fmt: skip

    def repair(self) -> None:
        """Continue what is paused, start again what has ended, and wait for it."""
        for member in self.members:
            member.signal(signal.SIGCONT)
        for proxy in self.proxies:
            proxy.restore()
        if self.scheduler is None or self.scheduler.process.poll() is not None:
            # Dask's workers end without their scheduler; whatever has started them starts them again.
            for member in self.workers:
                member.stop()
            self.start_scheduler()
        for member in [each for each in self.workers if not each.is_whole]:
            member.stop()
            self.workers.remove(member)
            self.start_worker()
        self.wait_for_workers()

    @property
    def members(self) -> list[Member]:
        """Return everything that was started."""
        return [*self.workers, *([self.scheduler] if self.scheduler else [])]

    def stop(self) -> None:
        """Kill everything."""
        for member in self.members:
            member.stop()


@contextmanager
def running(
    folder: Path, environ: Mapping[str, str], *, workers: int = 2, certificates: Certificates | None = None, proxied: bool = False
) -> Iterator[DaskCluster]:  # fmt: skip
    """Run a scheduler and workers, with TLS if there are certificates; their files and logs are in the folder.

    With ``proxied``, workers and coordinators connect through proxies that can disturb them.
    """
    cluster = DaskCluster(folder, environ)
    if certificates is not None:
        cluster.protocol, cluster.scheduler_options = "tls", certificates.scheduler_options
    with ExitStack() as stack:
        stack.callback(cluster.stop)
        cluster.start_scheduler()
        if proxied:
            cluster.worker_proxy, cluster.coordinator_proxy = (
                stack.enter_context(tcp_proxy("127.0.0.1", cluster.port)) for _ in range(2)
            )  # fmt: skip
        for _ in range(workers):
            cluster.start_worker()
        cluster.wait_for_workers()
        yield cluster


def environ_of_another_version(folder: Path) -> dict[str, str]:
    """Return a variable that makes a worker believe that it has the version 9.9 of the sidecar; its files are in the folder."""
    package = folder / "siren_sidecar-9.9.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: siren-sidecar\nVersion: 9.9\n")
    return {"PYTHONPATH": str(folder)}


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
