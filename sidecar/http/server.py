"""Serve the API with gunicorn."""

import logging
import os
import signal
from functools import partial
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.app import MAX_WAITING_REQUESTS, create_app
from sidecar.http.address import check_bind
from sidecar.http.request_parser import MAX_HEADER_BYTES, MAX_LINE_BYTES
from sidecar.http.supervisor import is_hang_up_ignored
from sidecar.http.worker import create_worker_class
from sidecar.settings import Settings
from sidecar.tracing.setup import start_tracing, stop_tracing

log = logging.getLogger(__name__)

THREADS = 2 * MAX_WAITING_REQUESTS
"""Concurrent requests per worker; half of them may wait for an execution or a database."""
KEEP_ALIVE_SECONDS = 75
"""Seconds an idle connection is kept open: longer than proxies do, which must close it first."""
MAX_CONNECTIONS = 500
"""Concurrent connections per worker: their file descriptors fit into the usual limit of 1024."""


_HANG_UP_IGNORED = is_hang_up_ignored()
"""Before gunicorn sets its own handlers."""


class GunicornLog(Logger):
    """Sends gunicorn's log messages to the sidecar's log handler."""

    def setup(self, cfg: Any) -> None:
        """Replace gunicorn's handlers by propagation to the root logger."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class GunicornApplication(BaseApplication):
    """The API as a gunicorn application, configured only by :func:`gunicorn_settings`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # Before the workers are forked, which share its memory.
        self._durations = RequestDurations()
        super().__init__()

    def load_config(self) -> None:
        """Apply :func:`gunicorn_settings`, and hooks that give each worker a slot for the durations of its requests."""
        hooks = {
            "pre_fork": self._acquire_slot, "post_fork": self._use_slot, "child_exit": self._release_slot,
            "worker_exit": lambda arbiter, worker: stop_tracing(),
        }  # fmt: skip
        for name, value in {**gunicorn_settings(self._settings), **hooks}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Create the Flask application, once per worker."""
        start_tracing("api")
        return create_app(self._settings, self._durations)

    def _acquire_slot(self, arbiter: Any, worker: Any) -> None:
        worker.slot = self._durations.acquire_slot()

    def _use_slot(self, arbiter: Any, worker: Any) -> None:
        self._durations.use_slot(worker.slot)

    def _release_slot(self, arbiter: Any, worker: Any) -> None:
        self._durations.release_slot(worker.slot)


def gunicorn_settings(settings: Settings) -> dict[str, Any]:
    """Return gunicorn's settings."""
    return {
        "bind": settings.bind,
        "workers": 2,
        "worker_class": create_worker_class(settings.max_body),
        "threads": THREADS,
        "worker_connections": MAX_CONNECTIONS,
        "keepalive": KEEP_ALIVE_SECONDS,
        "timeout": 60,
        "graceful_timeout": 10,
        "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108 - the memory file system, for heartbeats
        "limit_request_line": MAX_LINE_BYTES,
        "limit_request_fields": MAX_HEADER_BYTES,
        "limit_request_field_size": MAX_HEADER_BYTES,
        # Clients must not set the path or the scheme by headers.
        "forwarder_headers": "",
        "forwarded_allow_ips": "",
        "control_socket_disable": True,
        "loglevel": "warning",
        "logger_class": GunicornLog,
        "proc_name": "sidecar-api",
        "when_ready": partial(_when_ready, settings.bind),
        "post_worker_init": lambda _: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    }


def _when_ready(bind: str, arbiter: Any) -> None:
    """Make SIGHUP, which a closed terminal sends, stop the API as SIGTERM does. Gunicorn would reload it."""
    arbiter.handle_hup = _ignore if _HANG_UP_IGNORED else arbiter.handle_term
    log.info("API started: http://%s", bind)


def _ignore() -> None:
    """Handle a signal by doing nothing."""


def serve_api(settings: Settings) -> None:
    """Serve the API until SIGTERM, SIGINT or SIGHUP."""
    check_bind(settings)
    GunicornApplication(settings).run()
