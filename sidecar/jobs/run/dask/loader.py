"""Create the loader of a run whose ranges are loaded over a Dask cluster."""

from collections.abc import Callable

from sidecar.extract.reader import Reader
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.dask.cluster_factory import create_cluster
from sidecar.jobs.run.dask.coordinator import DaskRangeLoader
from sidecar.jobs.run.dask.orders import AttemptOrder
from sidecar.jobs.run.failure_budget import FailureBudget
from sidecar.jobs.run.read_plan import ReadPlan
from sidecar.load.send.transport import Destination
from sidecar.model.positions import Positions
from sidecar.tracing import spans


def create_loader(
    context: ExecutionContext, reader: Reader, plan: ReadPlan, query: str, destination: Destination, *,
    bisects: bool, before: Positions, failure_budget: FailureBudget, before_first_order: Callable[[], None],
) -> DaskRangeLoader:  # fmt: skip
    """Create the loader, not yet connected to the cluster.

    Raise :class:`~sidecar.errors.ConfigurationError` if Dask is not installed, or no scheduler is set.
    """
    details, lease = context.details, context.heartbeat.lease
    order = AttemptOrder(
        key=lease.key, fence=lease.fence, execution=details.execution, attempt=details.attempt, columns=plan.parts[0].encoder.columns,
        before=Positions(max_primary_key=before.max_primary_key, last_record_timestamp=before.last_record_timestamp),
        destination=destination, bisects=bisects, trace=spans.current(),
    )  # fmt: skip
    cluster = create_cluster(context.services.settings, details.execution)
    return DaskRangeLoader(
        context, cluster, reader, plan, query, order, failure_budget=failure_budget, before_first_order=before_first_order
    )
