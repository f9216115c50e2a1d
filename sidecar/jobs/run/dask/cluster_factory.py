"""Create the client of a Dask cluster. Dask is optional and slow to import, so nothing imports it before it is needed."""

import importlib

from sidecar.errors import ConfigurationError
from sidecar.extract.drivers import installation_of
from sidecar.jobs.run.dask.cluster_interface import Cluster
from sidecar.settings import Settings


def create_cluster(settings: Settings, execution: str) -> Cluster:
    """Create the client, not yet connected; raise :class:`~sidecar.errors.ConfigurationError` if Dask is not installed."""
    try:
        module = importlib.import_module("sidecar.jobs.run.dask.cluster")
    except ModuleNotFoundError as error:
        raise ConfigurationError(f"Dask is not installed: {installation_of('dask')}.") from error
    cluster: Cluster = module.DaskCluster(settings, execution)
    return cluster
