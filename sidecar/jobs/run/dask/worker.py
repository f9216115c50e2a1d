"""The task of a Dask worker: load one range, by an order that holds no secret.

This module is also the preload of workers and of nannies, which start them: ``dask worker --preload sidecar.jobs.run.dask.worker``.
"""

import logging
import os
import pickle
import threading
import uuid
from dataclasses import replace
from typing import Any

from distributed import Nanny, Worker, get_worker

from sidecar import hardening, logs
from sidecar.errors import ConfigurationError, SidecarError
from sidecar.jobs.run.dask.orders import Failure, RangeReport
from sidecar.jobs.run.dask.range_task import RangeTask, WorkerContexts
from sidecar.jobs.run.services import create_services
from sidecar.release import PRODUCT, product_version
from sidecar.settings import load_settings
from sidecar.tracing.setup import start_tracing, stop_tracing

log = logging.getLogger(__name__)

TOPIC = PRODUCT
"""The topic of the reports. One for all executions: Dask keeps the last thousand messages of each topic."""
VERSION_FIELD = "siren_sidecar_version"
"""The field of what a worker tells the scheduler about itself that has its version of the sidecar."""


def require_version(version: str) -> None:
    """Raise :class:`~sidecar.errors.ConfigurationError` unless the coordinator has the version of this process."""
    if version != product_version():
        raise ConfigurationError(f"The Dask worker has the version [{product_version()}] of the sidecar, the coordinator [{version}].")


class _Process:
    """The objects that all orders of this process share, created with its own settings by the first one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._contexts: WorkerContexts | None = None

    def contexts(self) -> WorkerContexts:
        """Return the contexts of executions."""
        with self._lock:
            if self._contexts is None:
                self._contexts = WorkerContexts(create_services(load_settings(os.environ)))
            return self._contexts


_PROCESS = _Process()


def load_range(version: str, execution: str, order: str, payload: bytes) -> None:
    """Load the range of a pickled order, and report how far that is; raise nothing, because Dask shows exceptions to everybody.

    ``version`` is that of the coordinator, which is checked before the order is read; ``execution`` and ``order`` are their ids.
    """
    worker = get_worker()

    def report(report: RangeReport) -> None:
        worker.log_event(TOPIC, report.to_message())

    blank = RangeReport(execution=execution, order=order, start=uuid.uuid4().hex, worker=worker.address)
    try:
        require_version(version)
        task = RangeTask(_PROCESS.contexts(), pickle.loads(payload), blank, report)  # noqa: S301 - a client that can send one can run any code
    except Exception as error:
        if not isinstance(error, SidecarError):
            log.exception("order could not be started: %s", order)
        report(replace(blank, is_ended=True, failure=Failure.of(error)))
    else:
        task.run()


def dask_setup(process: Worker | Nanny) -> None:
    """Prepare the process of a worker or a nanny. Dask calls it before the process joins the scheduler.

    Check its settings, keep its secrets out of logs and core dumps, and let a worker tell the scheduler its version.
    """
    hardening.protect_memory()
    settings = load_settings(os.environ)
    logs.configure(settings.log_level)
    logs.remove_other_handlers()
    logs.register_secrets(settings.elasticsearch_password, settings.elasticsearch_api_key, *settings.secret_key)
    if isinstance(process, Worker):
        start_tracing("dask-worker")
        _prepare_worker(process)


def dask_teardown(process: Worker | Nanny) -> None:
    """Send the last spans of a worker. Dask calls it when the process has left the scheduler."""
    stop_tracing()


def _prepare_worker(worker: Any) -> None:
    worker.startup_information[VERSION_FIELD] = lambda _: product_version()
    if any("profile" in name for name in worker.periodic_callbacks):
        log.warning("Dask's profiler can stop a worker: start it with DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED=False")
