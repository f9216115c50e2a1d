"""Check of the Dask cluster for ``sidecar doctor``: Dask, the scheduler, its workers, and their version of the sidecar."""

from collections.abc import Iterator

from sidecar.errors import ClusterUnavailable, ConfigurationError
from sidecar.jobs.run.dask.cluster_factory import create_cluster
from sidecar.jobs.run.dask.cluster_interface import Cluster
from sidecar.model.finding import Finding
from sidecar.release import product_version
from sidecar.settings import Settings

SUBJECT = "Dask scheduler"


def check_dask(settings: Settings) -> Iterator[Finding]:
    """Yield what was found about the cluster; nothing if no scheduler is set."""
    if settings.dask_scheduler is None:
        return
    try:
        cluster = create_cluster(settings, "doctor")
    except ConfigurationError as error:
        remedy = "Install the extra [dask] on this machine, or unset SIDECAR_DASK_SCHEDULER."
        yield Finding(check=SUBJECT, message=error.reason, ok=False, remedy=remedy)
        return
    try:
        yield _check_cluster(cluster)
    except ClusterUnavailable as error:
        remedy = "Start the scheduler, or correct SIDECAR_DASK_SCHEDULER, SIDECAR_DASK_CA, SIDECAR_DASK_CERT and SIDECAR_DASK_KEY."
        yield Finding(check=SUBJECT, message=error.reason, ok=False, remedy=remedy)
    finally:
        cluster.close()


def _check_cluster(cluster: Cluster) -> Finding:
    cluster.connect()
    workers, versions = cluster.workers(), cluster.versions()
    place = f"[{cluster.address}] is reachable"
    if not versions:
        remedy = "Start workers with [sidecar dask-worker]; a run waits for them for SIDECAR_SOURCE_TIMEOUT."
        return Finding(check=SUBJECT, message=f"{place}, but has no workers", remedy=remedy, required=False)
    used = f"{place}; {_count(len(workers), 'worker')} with {_count(sum(each.threads for each in workers), 'thread')}"
    others = sorted({each or "none" for each in versions.values()} - {product_version()})
    if not others:
        return Finding(check=SUBJECT, message=used)
    ignored = len(versions) - len(workers)
    words = f"{used}; {_count(ignored, 'worker')} {'is' if ignored == 1 else 'are'} ignored, because "
    words += f"{'its version is' if ignored == 1 else 'their versions are'} [{', '.join(others)}]"
    remedy = "Install the version of this machine's sidecar there, and start them again with [sidecar dask-worker]."
    return Finding(check=SUBJECT, message=words, remedy=remedy, required=False)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
