"""How the API is served: gunicorn's settings, and the agent beside it."""

import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from sidecar import hardening
from sidecar.app import WAITING, create_app
from sidecar.elastic import make_client
from sidecar.errors import ConfigurationError, Unavailable
from sidecar.http.request_parser import LONGEST_HEAD, LONGEST_LINE
from sidecar.http.worker import worker_class
from sidecar.settings import Settings
from sidecar.store.security import enabled

log = logging.getLogger(__name__)

THREADS = 2 * WAITING
"""Requests at a time per worker; half of them may wait for a run's end or for a database."""
KEEP_ALIVE = 75
"""Seconds an idle connection is kept: longer than a proxy's, which must be the first to close it."""
CONNECTIONS = 500
"""Connections at a time per worker, most of them idle or slow: their file descriptors fit into the usual bound of 1024."""
RESTART_AFTER = 1.0
"""Seconds before a process that ended by itself is started again."""


def check_bind(settings: Settings) -> None:
    """Raise :class:`ConfigurationError` for an address beyond this machine beside a cluster without security, unless that is allowed.

    While Elasticsearch does not answer nobody knows: the API then starts, and asks before it lets a request in.
    """
    if not settings.exposed:
        return
    try:
        secured = enabled(make_client(settings, anonymous=True))
    except Unavailable as error:
        log.warning("whether the cluster has security is not known yet: %s", error)
        return
    if not secured:
        raise ConfigurationError(
            f"SIDECAR_BIND is [{settings.bind}], which others can reach, and the cluster has no security: bind to 127.0.0.1, "
            "or set SIDECAR_ALLOW_ANONYMOUS=true where only trusted machines can connect."
        )


def check_free(settings: Settings) -> None:
    """Raise :class:`ConfigurationError` where somebody else listens on the address already."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise ConfigurationError(f"SIDECAR_BIND is [{settings.bind}], which cannot be listened on: {error.strerror}.") from error


class GunicornLog(Logger):
    """Gunicorn's own lines, in the form of all others."""

    def setup(self, cfg: Any) -> None:
        """Hand the lines to the handler of all others."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Gunicorn(BaseApplication):
    """Gunicorn around the app, its settings given here and nowhere else."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Set what serving needs."""
        for name, value in gunicorn_settings(self._settings).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the app, once a worker."""
        return create_app(self._settings)


def gunicorn_settings(settings: Settings) -> dict[str, Any]:
    """Give gunicorn's settings."""
    return {
        "bind": settings.bind,
        "workers": 2,
        "worker_class": worker_class(settings.max_body),
        "threads": THREADS,
        "worker_connections": CONNECTIONS,
        "keepalive": KEEP_ALIVE,
        "timeout": 60,
        "graceful_timeout": 10,
        "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108 - the memory file system, for heartbeats
        "limit_request_line": LONGEST_LINE,
        "limit_request_fields": LONGEST_HEAD,
        "limit_request_field_size": LONGEST_HEAD,
        # Nobody may say by a header which path was meant, or whether the line is encrypted.
        "forwarder_headers": "",
        "forwarded_allow_ips": "",
        "control_socket_disable": True,
        "loglevel": "warning",
        "logger_class": GunicornLog,
        "proc_name": "sidecar-api",
    }


def serve_api(settings: Settings) -> None:
    """Serve the API until told to stop."""
    check_bind(settings)
    Gunicorn(settings).run()


class Supervisor:
    """Keeps the API and an agent running beside each other until told to stop."""

    def __init__(self, parts: tuple[str, ...] = ("api", "agent")) -> None:
        self._stop = threading.Event()
        self._parts = {part: _start(part) for part in parts}

    def run(self) -> int:
        """Start again what ends, until SIGTERM or SIGINT; then end all parts and give 0."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        while not self._stop.wait(RESTART_AFTER):
            for part, process in self._parts.items():
                code = process.poll()
                if code == CONFIGURATION:
                    self._end()
                    return CONFIGURATION
                if code is not None:
                    log.error("the %s ended with exit status %s and is started again", part, code)
                    self._parts[part] = _start(part)
        self._end()
        return 0

    def _end(self) -> None:
        for process in self._parts.values():
            process.terminate()
        for process in self._parts.values():
            process.wait()


_PR_SET_PDEATHSIG = 1
CONFIGURATION = 78
"""The exit status of a start that a setting forbids (EX_CONFIG): starting again cannot help."""


def _start(part: str) -> subprocess.Popen[bytes]:
    # This process has one thread, so that it is safe to run something in the child before the program.
    leash = _end_with_parent if sys.platform == "linux" else None
    # -P: what lies in the folder that somebody happens to stand in is not what is installed.
    command = (sys.executable, "-P", "-m", "sidecar.cli", part)
    return subprocess.Popen(command, start_new_session=True, env=hardening.serving(os.environ), preexec_fn=leash)  # noqa: PLW1509


def _end_with_parent() -> None:
    """Ask Linux for a SIGTERM when the supervisor is gone: parts that outlive it would hold the address that the next one needs."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def until_signalled() -> threading.Event:
    """Give an event that SIGTERM or SIGINT sets."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
