"""The command dask-worker."""

import logging
import os
import sys
from collections.abc import Mapping

import click

from sidecar.commands.options import exit_on_error, start_up
from sidecar.elastic import create_client
from sidecar.errors import ConfigurationError, SidecarError
from sidecar.jobs.agent.process_pool import ENVIRONMENT
from sidecar.jobs.run.dask.cluster_factory import create_cluster
from sidecar.settings import Settings
from sidecar.store.encryption import key_path, load_secret_keys
from sidecar.store.indices import check_key

log = logging.getLogger(__name__)

PRELOAD = "sidecar.jobs.run.dask.worker"
LOOPBACK = "127.0.0.1"
_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"json": {"()": "sidecar.logs.create_handler"}},
    "loggers": {"tornado": {"level": "CRITICAL"}},
    "root": {"level": "INFO", "handlers": ["json"]},
}
"""Dask's own lines before the preload configures the logs."""
DASK_ENVIRONMENT = {
    "DASK_LOGGING": repr(_LOGGING),
    # The profiler stops workers on some releases of Python (cpython#106883).
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
}


@click.command("dask-worker")
@click.option("--workers", type=click.IntRange(1), default=os.cpu_count() or 1, help="Number of processes. By default one for each core.")
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True, help="Ranges that each process loads at a time.")
@click.option("--local-directory", type=click.Path(file_okay=False), help="Directory of Dask's own files. By default a temporary one.")
@exit_on_error
def dask_worker(workers: int, threads: int, local_directory: str | None) -> None:
    """Run Dask workers, which load ranges of partitioned ingestions."""
    settings = start_up()
    arguments = worker_arguments(settings, workers=workers, threads=threads, local_directory=local_directory)
    check(settings)
    os.execve(sys.executable, arguments, worker_environment(os.environ))  # noqa: S606 - the process becomes Dask's own command


def check(settings: Settings) -> None:
    """Raise an error for a worker whose orders would all fail: the secret key, Elasticsearch or the scheduler is not that of the agents."""
    if not settings.secret_key and not key_path(settings).exists():
        raise ConfigurationError(
            f"The secret key of the agents is missing: set SIDECAR_SECRET_KEY to it, or copy it to [{key_path(settings)}]. "
            "Workers create none."
        )
    try:
        check_key(create_client(settings), load_secret_keys(settings).fingerprints)
    except ConfigurationError:
        raise
    except SidecarError as error:
        # Elasticsearch, or the first replica, may start later; orders wait for it.
        log.warning("secret key not checked: %s", error)
    cluster = create_cluster(settings, "worker")
    try:
        cluster.connect()
    finally:
        cluster.close()


def worker_arguments(settings: Settings, *, workers: int, threads: int, local_directory: str | None) -> list[str]:
    """Return the command line of Dask's own command, with a nanny, which starts a process again that ends."""
    if settings.dask_scheduler is None:
        raise ConfigurationError("SIDECAR_DASK_SCHEDULER is not set: set it to the address of the scheduler that the workers join.")
    tls = {"--tls-ca-file": settings.dask_ca, "--tls-cert": settings.dask_cert, "--tls-key": settings.dask_key}
    options = {"--nworkers": workers, "--nthreads": threads, "--preload": PRELOAD, "--preload-nanny": PRELOAD, **tls}
    # Dask listens on all interfaces otherwise. Without TLS, any client can run code; the HTTP server has no TLS in either case.
    options |= {"--host": LOOPBACK if settings.has_local_scheduler else None, "--dashboard-address": f"{LOOPBACK}:0"}
    options["--local-directory"] = local_directory
    given = [str(each) for name, value in options.items() if value is not None for each in (name, value)]
    return [sys.executable, "-P", "-m", "dask", "worker", settings.dask_scheduler, "--nanny", "--no-dashboard", *given]


def worker_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of workers; variables that are set stay as they are."""
    return {**ENVIRONMENT, **DASK_ENVIRONMENT, **environ}
